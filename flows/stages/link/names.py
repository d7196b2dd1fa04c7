"""Names of treaties as evidence of identity: which words tell a treaty from others, and how well two names agree.

A word is generic ("treaty", "of"), a subject ("trade"), an actor ("Soviet"), a place ("Paris"), a number ("II"), a year, a person
("Litvinov") or none of these; only the last two make a name distinctive.  Generic and subject words are `rules/link_words.csv`; the rest
comes from the gazetteer, and with it the names that each mean one treaty, whatever its date: all of `gazetteer/treaties.csv` but for
those that `several` treaties bear.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from schemas.data import rows

_WORD = re.compile(r"[a-z0-9]+")
_YEAR = re.compile(r"1[0-9]{3}|20[0-9]{2}")
_DAY = re.compile(r"[12]?[0-9]|3[01]")
_INITIALS = re.compile(r" \([A-Z]{2,}\)")


def fold(text: str) -> str:
    """Lower case without accents, words of letters and digits with one space between them."""
    plain = unicodedata.normalize("NFKD", text)
    return " ".join(_WORD.findall("".join(c for c in plain if not unicodedata.combining(c)).lower()))


def singular(word: str) -> str:
    """An English plural without its s: agreements, powers, fisheries; other words as they are."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


@cache
def _classes() -> dict[str, str]:
    """Word -> class; where several claim a word: the table of words, then a town, then a state, then a longer place name, then a person."""
    out: dict[str, str] = {}
    for row in rows("gazetteer/person_names", "person_id", "name"):
        if words := fold(row["name"]).split():
            out[singular(words[-1])] = "person"
    towns = []
    for row in rows("gazetteer/places", "place_id", "name", "names", "actor_id"):
        for name in (row["name"], *row["names"].split(";")):
            words = [singular(w) for w in fold(name).split() if len(w) > 2]
            out.update((w, "place") for w in words)
            towns += words if len(words) == 1 and not row["actor_id"] else []
    states = {row["actor_id"] for row in rows("gazetteer/actors", "actor_id", "kind") if row["kind"] == "state"}
    for row in rows("gazetteer/actor_names", "actor_id", "name", "form"):
        if row["actor_id"] in states and row["form"] in ("name", "adjective", "demonym"):
            out.update((singular(w), "actor") for w in fold(row["name"]).split())
    out.update((w, "place") for w in towns)
    out.update((row["word"], row["class"]) for row in rows("rules/link_words", "word", "class"))
    return out


@cache
def _canonical() -> dict[str, str]:
    table = rows("gazetteer/treaties", "name", "aliases", "several")
    of_one = [row for row in table if row["several"] != "yes"]
    return {key(name): key(row["name"]) for row in of_one for name in (row["name"], *filter(None, row["aliases"].split(";")))}


@cache
def _months() -> frozenset[str]:
    return frozenset(row["word"].lower() for row in rows("rules/date_words", "word", "kind") if row["kind"] == "month")


def _words(name: str) -> list[str]:
    """The words of a name, singular, without the day and the month of a full date: the agreement of 12 July 1941."""
    words = fold(name).split()
    if not any(_YEAR.fullmatch(w) for w in words):
        return [singular(w) for w in words]
    dates = {n for i, w in enumerate(words) if w in _months() for n in (i - 1, i + 1) if 0 <= n < len(words) and _DAY.fullmatch(words[n])}
    months = {n for d in dates for n in (d - 1, d + 1) if 0 <= n < len(words) and words[n] in _months()}
    return [singular(w) for i, w in enumerate(words) if i not in dates | months]


def key(name: str) -> str:
    """The words of a name in their order, singular, without articles, possessives and dates."""
    return " ".join(w for w in _words(name) if w not in ("the", "a", "an", "s", "of", "and") and not _YEAR.fullmatch(w))


@dataclass(frozen=True, slots=True)
class Name:
    """A name taken apart; `known` is the canonical name of a treaty that has it for itself."""

    key: str
    known: str | None
    distinctive: frozenset[str]
    subject: frozenset[str]
    actor: frozenset[str]
    place: frozenset[str]
    number: frozenset[str]
    year: str | None

    @property
    def weight(self) -> tuple[bool, int, int, int]:
        """How much the name tells: for choosing the one that identifies a record."""
        return self.known is not None, len(self.distinctive), len(self.subject) + len(self.actor) + len(self.place), -len(self.key)


@lru_cache(maxsize=65536)
def parse(name: str) -> Name:
    """The name taken apart."""
    words = _words(name)
    years = [w for w in words if _YEAR.fullmatch(w)]
    by_class: dict[str, set[str]] = {c: set() for c in ("generic", "subject", "actor", "place", "number", "person", "other")}
    for word in words:
        if not _YEAR.fullmatch(word):
            by_class[_classes().get(word, "number" if word.isdecimal() else "other")].add(word)
    own = key(name)
    return Name(
        own,
        None if name.islower() else _canonical().get(own) or _canonical().get(key(_INITIALS.sub("", name))),
        frozenset(by_class["person"] | by_class["other"]),
        frozenset(by_class["subject"]),
        frozenset(by_class["actor"]),
        frozenset(by_class["place"]),
        frozenset(by_class["number"]),
        years[0] if years else None,
    )


def agreement(a: Name, b: Name) -> str:
    """How two names agree: known (one well-known treaty), strong, key (the same words, none distinctive), part, neutral or clash."""
    if a.known and b.known:
        return "known" if a.known == b.known else "clash"
    if a.number != b.number and a.number and b.number:
        return "clash"
    if a.key == b.key:
        return "strong" if a.distinctive else "key"
    x, y = _spelled(a, b), _spelled(b, a)
    if x and y:
        small, large = sorted((x, y), key=len)
        if x == y and a.number == b.number:
            return "strong" if a.subject == b.subject else "part"
        if small <= large and len(small) >= 2 and a.number == b.number:
            return "part"
        if not x & y:
            return "clash"
        return "neutral"
    if not x and not y:
        for left, right in ((a.subject, b.subject), (a.place, b.place), (a.actor, b.actor)):
            if left and right and not left & right:
                return "clash"
    return "neutral"


def _spelled(name: Name, other: Name) -> frozenset[str]:
    """The distinctive words of a name, an initialism among them replaced by the words of the other name that it stands for."""
    out = set(name.distinctive)
    words = other.key.split()
    initials = "".join(w[0] for w in words)
    for word in name.distinctive:
        at = initials.find(word)
        if 3 <= len(word) <= 5 and at >= 0:
            out.discard(word)
            out.update(set(words[at : at + len(word)]) & other.distinctive)
    return frozenset(out)


_RANK = {"known": 5, "strong": 4, "key": 3, "part": 2, "neutral": 1, "clash": 0}


@lru_cache(maxsize=262144)
def best_agreement(a: tuple[str, ...], b: tuple[str, ...]) -> str:
    """The best agreement between the names of two records; neutral where one has none."""
    pairs = [agreement(parse(x), parse(y)) for x in a for y in b]
    return max(pairs, key=lambda p: _RANK[p], default="neutral")


def identifying(names: Iterable[str]) -> str:
    """Of several names the key (or well-known name) that tells most, for the identifier of a record; empty without names."""
    parsed = sorted((parse(n) for n in set(names)), key=lambda n: n.key)
    if not parsed:
        return ""
    top = max(parsed, key=lambda n: n.weight)
    return top.known or top.key


def blocks(name: str) -> list[str]:
    """Words under which a record with this name may meet its like."""
    n = parse(name)
    return sorted({*(f"w {w}" for w in n.distinctive), f"k {n.known or n.key}"})
