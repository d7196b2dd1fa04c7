"""The names of treaties: the words that tell one from another, their years, numbers and kinds."""

from __future__ import annotations

import re
from functools import cache

from flows.stages.model import Mention
from flows.stages.recognise.treaties.known import WORD, fold, one_treaty, plain_name
from flows.stages.recognise.wording import name_words, phrase
from schemas import data

YEAR = re.compile(r"\b1[5-9]\d\d\b|\b20\d\d\b")


def family(kind: str) -> str:
    """The group of kinds that one treaty may be called by turns, by `rules/treaty_kinds.csv`."""
    return _kinds().get(kind, {}).get("family", kind)


def kinds(of: str) -> frozenset[str]:
    """The kinds of a class of `rules/treaty_kinds.csv`: binding, issued, joint, paper."""
    return _classes()[of]


@cache
def _classes() -> dict[str, frozenset[str]]:
    return {c: frozenset(k for k, r in _kinds().items() if c in r["class"].split()) for c in ("binding", "issued", "joint", "paper")}


@cache
def _kinds() -> dict[str, dict[str, str]]:
    return {r["kind"]: r for r in data.rows("rules/treaty_kinds", "kind", "family", "class")}


@cache
def _weak() -> frozenset[str]:
    out = {r["word"] for r in data.rows("rules/treaty_words", "word", "role") if r["role"] in ("weak", "passing")}
    for r in data.rows("rules/treaty_heads", "head", "plural", "alone"):
        if r["alone"] in ("name", "topic", "capitals"):
            continue  # its words tell what the treaty is about
        out.update({*r["head"].split(), *r["plural"].split()} - name_words("plain"))
    return frozenset(fold(w) for w in out)


def well_known(name: str) -> str | None:
    """The treaty that alone has a name, with or without its year and its initials: the Limited Test Ban Treaty (LTBT) of 1963."""
    undated = OF_YEAR.sub("", name)
    told = (one_treaty().get(plain_name(n)) for n in (name, undated, INITIALS.sub("", undated)))
    return next(filter(None, told), None)


def printed(m: Mention) -> str:
    """The name of a treaty as it is printed, or the one of its own where a plural names two in one breath."""
    return m.value or m.surface


LEADING_YEAR = re.compile(r"(?:1[5-9]|20)\d\d (?=[A-Z])")
INITIALS = re.compile(r" \([A-Z]{2,}\)")
OF_YEAR = re.compile(r",? (?:of )?\(?(?:1[5-9]|20)\d\d\)?$")
IN_YEAR = re.compile(r" in (?:1[5-9]|20)\d\d$")


def lasting(name: str) -> str:
    """A name without the small words before it that are no part of it: the important Oslo Pact."""
    first, _, rest = name.partition(" ")
    while rest[:1].isupper() and first.islower() and first in _passing():
        name = rest
        first, _, rest = name.partition(" ")
    return name


def own_name(name: str) -> str:
    """A name without the year before it or of its making, and without small words on it: the important 1931 Oslo Pact."""
    name = lasting(name)
    short = IN_YEAR.sub("", LEADING_YEAR.sub("", name))
    return short if key_words(short)[0] else name


@cache
def _passing() -> frozenset[str]:
    """Small words that are no part of a name: those that it does not have for long or that praise it, and that it is secret or formal."""
    roles = {r["word"] for r in data.rows("rules/treaty_words", "word", "role") if r["role"] in ("passing", "weak")}
    return frozenset((roles - name_words("telling")) | {"secret", "formal"})


def day_of(surface: str) -> str:
    """The day that a treaty is called by: `April 18` of the April 18 Treaty."""
    found = phrase("day-before").match(surface[: surface.rfind(" ") + 1])
    return found.group() if found else ""


def key_words(surface: str) -> tuple[set[str], set[str]]:
    """The distinctive words and the years of a treaty's name."""
    folded = fold(surface[len(day_of(surface)) :])
    years = set(YEAR.findall(folded))
    bare = {_singular(w) for found in WORD.findall(folded) for w in (found.split("-") if found not in _weak() else [found])}
    return {w for w in bare if w and w not in name_words("stop") and w not in _weak() and w not in years and not w.isdigit()}, years


def _singular(word: str) -> str:
    if len(word) > 5 and word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if len(word) > 4 and word.endswith("s") and not word.endswith("ss") else word


ORDINAL = re.compile(r"\b(first|second|third|fourth|I|II|III|IV)\b", re.IGNORECASE)


def ordinal_of(surface: str) -> str | None:
    """The number in a treaty's name: first, second, third or fourth."""
    found = ORDINAL.search(surface)
    numbers = {"i": "first", "ii": "second", "iii": "third", "iv": "fourth"}
    return numbers.get(found.group().lower(), found.group().lower()) if found else None


def several(m: Mention) -> bool:
    """Whether the head of a description is a plural: its wartime treaties with Norway."""
    return phrase("plural").search(phrase("cut").split(m.surface)[0]) is not None


def of_many(mentions: list[Mention]) -> bool:
    """Whether a name says of a treaty that it is of more than two: a Nine-Power Treaty."""
    return any(phrase("of-many").search(m.surface) for m in mentions if m.form == "named")


def plural_for_one(m: Mention, best: Mention) -> bool:
    """Whether a mention takes a treaty together with others and does not name it: the Whaling Treaty, our exchange agreements."""
    return several(m) and not several(best) and not m.value
