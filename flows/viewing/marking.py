"""Text with marks as HTML: every character of the text escaped, marks that overlap split where they must be.

A mark is one span of the text with classes and data attributes.  HTML wants elements that nest; of two marks that cross, the
one that began later is closed with the other and opened again after it, so both are seen to their last character.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

_PICTURES = {code: chr(0x2400 + code) for code in range(0x20) if chr(code) not in "\t\n"} | {0x7F: "␡"}
_NOT_CHARACTERS = {code: "\N{REPLACEMENT CHARACTER}" for code in (*range(0x80, 0xA0), *range(0xFDD0, 0xFDF0), 0xFFFE, 0xFFFF)}
_SHOWN = _PICTURES | _NOT_CHARACTERS
"""What HTML has no place for: control characters as their pictures, others as the replacement character."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Characters `start` to `end` (exclusive) with CSS classes and data attributes; of equal spans the lower rank is outside."""

    start: int
    end: int
    classes: str
    data: tuple[tuple[str, str], ...] = ()
    rank: int = 0

    def opened(self) -> str:
        """The start tag."""
        return f'<span class="{safe(self.classes)}"{attributes(self.data)}>'


def safe(text: str) -> str:
    """The text for HTML, between tags or in a quoted attribute: nothing in it is markup."""
    return escape(text.translate(_SHOWN), quote=True)


def attributes(data: Iterable[tuple[str, str]]) -> str:
    """Data attributes, each with a blank before it; those with nothing to say are left out."""
    return "".join(f' data-{name}="{safe(value)}"' for name, value in data if value)


def marked(text: str, start: int, end: int, marks: Sequence[Mark]) -> str:
    """Characters `start` to `end` of the text as HTML, with the parts of the marks that lie there."""
    if start >= end:
        return ""
    inside = [m for m in marks if m.start < end and m.end > start and m.start < m.end]
    opening: dict[int, list[Mark]] = {}
    for mark in sorted(inside, key=lambda m: (-m.end, m.rank, m.classes, m.data)):
        opening.setdefault(max(mark.start, start), []).append(mark)
    ends = {min(m.end, end) for m in inside}
    out: list[str] = []
    stack: list[Mark] = []
    at = start
    for edge in sorted({*opening, *ends, end}):
        out.append(safe(text[at:edge]))
        at = edge
        first = next((i for i, m in enumerate(stack) if m.end <= edge), len(stack))
        if edge == end:
            first = 0
        above, stack = stack[first:], stack[:first]
        out.append("</span>" * len(above))
        for mark in [*(m for m in above if m.end > edge and edge < end), *opening.get(edge, ())]:
            out.append(mark.opened())
            stack.append(mark)
    return "".join(out)
