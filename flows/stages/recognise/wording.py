"""The phrases of `rules/treaty_phrases.csv` by use: how texts speak of what treaties are, bind to and lead to."""

from __future__ import annotations

import re
from functools import cache, partial

from schemas import data, phrases

NAME = "rules/treaty_phrases"
phrase = partial(phrases.phrase, NAME)
patterns = partial(phrases.patterns, NAME)


def value(found: re.Match[str]) -> str | None:
    """What a match names with its group."""
    return next(iter(phrases.named(found).values()), None)


@cache
def name_words(of: str) -> frozenset[str]:
    """The words of a class of `rules/treaty_name_words.csv`."""
    return frozenset(r["word"] for r in data.rows("rules/treaty_name_words", "word", "class", "note") if r["class"] == of)
