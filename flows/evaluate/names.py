"""When two names, or two quotes, are the same: what the comparison with a reader's answers rests on.

Case, accents, punctuation and small words do not count.  Which names stand for the same actor and which words are
passed over is data, under schemas/evaluation.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache

from schemas.data import rows

_OTHER = re.compile(r"[^a-z0-9]+")
ENOUGH_WORDS = 3
"""From how many words on a name that is contained in another counts as the same."""


@lru_cache(maxsize=65_536)
def folded(text: str) -> str:
    """Letters a to z and digits, in words parted by one space."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return _OTHER.sub(" ", "".join(c for c in plain if not unicodedata.combining(c))).strip()


@cache
def _stands_for() -> dict[str, str]:
    return {row["name"]: row["stands_for"] for row in rows("evaluation/same_names", "name", "stands_for")}


@cache
def _passed_over() -> frozenset[str]:
    return frozenset(row["word"] for row in rows("evaluation/passed_over", "word"))


@lru_cache(maxsize=65_536)
def actor_name(text: str) -> tuple[str, ...]:
    """The words of a name of an actor, a person or a place, in the form that is compared."""
    name = folded(text).removeprefix("the ")
    return tuple(_stands_for().get(name, name).split())


@lru_cache(maxsize=65_536)
def words(text: str) -> frozenset[str]:
    """The words of a treaty's name or of a quote that count."""
    return frozenset(folded(text).split()) - _passed_over()


def same_name(a: str | None, b: str | None) -> bool:
    """Whether two names of actors, persons or places are the same.

    A surname alone answers to a full name, and initials answer to first names: equal last words of four letters or more,
    and first words with the same first letter where both have more than one.
    """
    x, y = actor_name(a or ""), actor_name(b or "")
    if not x or not y:
        return False
    if x == y:
        return True
    if x[-1] != y[-1] or len(x[-1]) < 4:
        return False
    return len(x) == 1 or len(y) == 1 or x[0][0] == y[0][0]


def shared(wanted: Sequence[str], given: Sequence[str]) -> int:
    """How many of the names `wanted` have one of their own among those `given`."""
    free = list(given)
    n = 0
    for name in wanted:
        found = next((other for other in free if same_name(name, other)), None)
        if found is not None:
            free.remove(found)
            n += 1
    return n


def likeness(a: str, b: str) -> float:
    """How alike two names of treaties are, 0 to 1: by common words, or by those of the shorter name if it is not too short."""
    x, y = words(a), words(b)
    if not x or not y:
        return 0.0
    common, shorter = len(x & y), min(len(x), len(y))
    by_all = 2 * common / (len(x) + len(y))
    return max(by_all, common / shorter) if shorter >= ENOUGH_WORDS else by_all


def overlap(a: str, b: str) -> float:
    """Which share of the words of the shorter quote, 0 to 1, are in the other too."""
    x, y = words(a), words(b)
    return len(x & y) / min(len(x), len(y)) if x and y else 0.0
