"""Where the words of a treaty's making stand in its text: from the preamble to the first article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from flows.stages.model import Document
from flows.stages.recognise.wording import phrase
from schemas import data

OPENING = 6000
"""Characters at the beginning in which the words of its making are looked for: long recitals may stand before them."""
HEAD = 3000
"""Characters at the beginning in which the parties stand where no preamble names them."""
LONG = 1600
"""Characters that a preamble may have."""
NEAR = 40
"""Characters behind the words of its making in which no article begins: Articles of agreement made ..."""


def in_small_letters(text: str) -> str:
    """The text with its lines in capitals written as names are, every character where it was: AT FORT BROWN is at Fort Brown."""
    lines = text.split("\n")
    for i, line in enumerate(lines):
        capitals = sum(map(str.isupper, line))
        if capitals > 15 and capitals > 0.8 * sum(map(str.isalpha, line)):
            lines[i] = re.sub(r"[^\W\d_]+", lambda m: m[0].lower() if m[0].lower() in _minor() else m[0].capitalize(), line)
    small = "\n".join(lines)
    return small if len(small) == len(text) else text


@cache
def _minor() -> frozenset[str]:
    return frozenset(r["word"] for r in data.rows("rules/function_words", "word"))


def openings(doc: Document) -> Iterator[re.Match[str]]:
    """The words that tell of the making of this treaty, and not those of a recital on an earlier one."""
    limit = min(len(doc.text), OPENING)
    for found in phrase("treaty-made").finditer(doc.text, 0, limit):
        line = doc.text.rfind("\n", 0, found.start()) + 1
        if not phrase("recital").search(doc.text[line : found.start()]):
            yield found
    yield from phrase("made-here").finditer(doc.text, 0, limit)


def opening(doc: Document) -> re.Match[str] | None:
    """The first of those words."""
    return next(openings(doc), None)


def preamble(doc: Document) -> tuple[int, int]:
    """From the words that a treaty was made to its first article or the recital of reasons."""
    found = opening(doc)
    start = doc.text.rfind("\n", 0, found.start()) + 1 if found else 0
    return start, ends(doc, found.end() if found else 0)


def ends(doc: Document, low: int) -> int:
    """Where a preamble that goes on at `low` ends."""
    stop = phrase("treaty-body").search(doc.text, low + NEAR, min(len(doc.text), low + LONG))
    return stop.start() if stop else min(len(doc.text), low + LONG)
