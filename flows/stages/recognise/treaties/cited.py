"""Where a text cites a book: a title that names treaties tells of none."""

from __future__ import annotations

import re

_AUTHOR = re.compile(
    r"(?:^|[;:] ?|\band |[.,] )(?:[A-Z]\.[ -]?){1,3}(?:(?:de|van|von|le|du) )?[A-Z][\w’'-]+(?:(?:,| and) [^;]*|, ?| \(eds?\.\)[^;]*)$"
)
"""What leads up to a title: the initials and the name of its author."""
_IMPRINT = re.compile(r"[^;\n]*?\((?:[A-Z][\w .:&’'-]*, ?)(?:1[5-9]|20)\d\d(?:[-–]\d+)?\)")
"""What a title is followed by: the town and the year."""

_SEE = re.compile(r"\([Ss]ee (?:also )?[^()]*$")
"""What refers to another text by its title."""


def cited(text: str, start: int, low: int, high: int) -> bool:
    """Whether a word at `start` stands in a title that text[low:high] cites: of a book with its author, town and year, or behind `see`."""
    if _SEE.search(text, low, start):
        return True
    low = max(low, text.rfind("\n", low, start) + 1, text.rfind(";", low, start) + 1)
    return _IMPRINT.match(text, start, high) is not None and _AUTHOR.search(text[low:start].lstrip()) is not None
