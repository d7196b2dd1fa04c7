"""The head nouns of treaties and the words around them: what a word is, and of what kind a treaty with it in its name."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from flows.stages.recognise.treaties.known import known_kind
from flows.stages.sieve import Sieve
from schemas import data


@cache
def heads() -> dict[str, tuple[str, str]]:
    """Head noun, singular and plural -> (kind, how it stands: see `rules/treaty_heads.csv`).

    `yes` without a name, `no` in a name with its capital, `small` there in small letters too, `name` as a name by itself,
    `left` behind a name that is no nationality, `topic` as a description by itself, `capitals` as a name by itself where it is
    printed in capitals, `made` as `no` does and in small letters where somebody makes it and says what it is about.
    """
    out: dict[str, tuple[str, str]] = {}
    for r in data.rows("rules/treaty_heads", "head", "kind", "plural", "alone"):
        for word in (r["head"], r["plural"]):
            out[word] = (r["kind"], r["alone"])
    return out


@cache
def head_pattern() -> re.Pattern[str]:
    """All head nouns as one pattern."""
    by_letter: dict[str, list[str]] = {}
    for word in sorted(heads(), key=lambda w: (-len(w), w)):
        by_letter.setdefault(word[0].lower(), []).append(re.escape(word[1:]))
    words = "|".join(f"{re.escape(letter)}(?:{'|'.join(rest)})" for letter, rest in by_letter.items())
    # What a word begins with is looked at first: few words of a text begin as these do.
    return re.compile(rf"(?<![\w-])(?=[{''.join(map(re.escape, by_letter))}])(?:{words})(?![\w-])", re.IGNORECASE)


@cache
def modifiers() -> dict[str, str]:
    """The words that stand before a head noun -> their role, by `rules/treaty_words.csv`."""
    return {r["word"]: r["role"] for r in data.rows("rules/treaty_words", "word", "role")}


@cache
def not_treaties() -> re.Pattern[str]:
    """The phrases of `rules/treaty_not.csv` as one pattern: words of treaties that name none."""
    return re.compile("|".join(f"(?i:\\b(?:{r['pattern']})\\b)" for r in data.rows("rules/treaty_not", "rule_id", "pattern")))


@cache
def not_sieve() -> Sieve:
    """Whether those need be looked for in a text."""
    return Sieve([not_treaties()])


@lru_cache(maxsize=4096)
def kind_of(surface: str) -> str:
    """The treaty kind of `vocab/treaty_kinds.csv` that a mention's head noun gives, or else its name; `treaty` when none does."""
    found = [heads()[head.lower()] for head in head_pattern().findall(surface)]
    # The word for what it is tells more than the short name before it: the SALT II Treaty.
    return next((kind for kind, stands in found if stands != "capitals"), found[0][0] if found else known_kind(surface) or "treaty")


def says_kind(surface: str) -> bool:
    """Whether a name says what it is and is more than a short name: the SALT II Treaty, but not SALT II."""
    return any(heads()[head.lower()][1] != "capitals" for head in head_pattern().findall(surface))


def has_head(surface: str) -> bool:
    """Whether a name has a head noun of a treaty: `Treaty of Westport`, but not `Basic Principles`."""
    return head_pattern().search(surface) is not None
