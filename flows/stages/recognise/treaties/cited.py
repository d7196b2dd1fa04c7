"""Where a text cites a book: a title that names treaties tells of none."""

from __future__ import annotations

import re

from flows.stages.recognise.wording import phrase

_IMPRINT = re.compile(r"[^;\n]*?\((?:[A-Z][\w .:&’'-]*, ?)(?:1[5-9]|20)\d\d(?:[-–]\d+)?\)")
"""What a title is followed by: the town and the year."""


def cited(text: str, start: int, low: int, high: int) -> bool:
    """Whether a word at `start` stands in a title that text[low:high] cites: of a book with its author, town and year, or behind `see`."""
    if phrase("cited-see").search(text, low, start):
        return True
    low = max(low, text.rfind("\n", low, start) + 1, text.rfind(";", low, start) + 1)
    return _IMPRINT.match(text, start, high) is not None and phrase("cited-author").search(text[low:start].lstrip()) is not None
