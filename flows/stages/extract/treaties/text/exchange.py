"""Who signed the notes that make an agreement: the last line of each note, for the side whose envoy or minister its heading names.

`The Norwegian Minister to the Secretary of State` stands above the one note, `The Secretary of State to the Norwegian Minister`
above the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from flows.stages.extract.treaties.text.sides import Sides
from flows.stages.recognise.gazetteer import gazetteer
from flows.stages.recognise.scan import hits
from flows.stages.recognise.wording import phrase

Signature = tuple[str | None, tuple[int, int]]
NUMERAL = re.compile(r"[IVX]{1,4}\.?|\d{1,2}\.?")
"""A line that only numbers the note below it."""
LAST = 3
"""Lines at the end of a note in which the name of its writer stands: his office or his address may stand below it."""


def find(text: str, sides: Sides, signed: str | None) -> Iterator[Signature]:
    """The name at the end of each note, with the side that wrote it."""
    heads = list(phrase("note-heading").finditer(text))
    if len(heads) < 2:
        return
    for head, following in zip(heads, [*(h.start() for h in heads[1:]), len(text)], strict=True):
        lines = [m for m in re.finditer(r"[^\n]*[^\s][^\n]*", text[head.end() : following]) if not NUMERAL.fullmatch(m[0].strip())]
        spans = ((head.end() + m.start(), head.end() + m.end()) for m in reversed(lines[-LAST:]))
        name = next((found for low, high in spans if (found := _name(text, low, high))), None)
        if name is not None:
            yield _writer(head, sides, signed), name


def _name(text: str, low: int, high: int) -> tuple[int, int] | None:
    """The name that is all of a line, behind marks and titles: two words and more, so that no place or close is one."""
    low += len(text[low:high]) - len(text[low:high].lstrip())
    for use in ("signature-mark", "signer-title"):
        while (found := phrase(use).match(text, low, high)) is not None and found.end() > low:
            low = found.end()
    line = text[low:high].rstrip(" .,")
    named = phrase("signer-name").fullmatch(line)
    return (low, low + len(line)) if named and " " in line and not phrase("no-signer").search(line) else None


def _writer(head: re.Match[str], sides: Sides, signed: str | None) -> str | None:
    """The side that the heading names before `to`; of two sides the one that it does not name behind it."""
    author, addressee = (_sides(head[part], sides, signed) for part in ("from", "to"))
    if len(author) == 1:
        return author[0]
    others = [side for side in sides if side not in addressee]
    return others[0] if not author and len(addressee) == len(others) == 1 else None


def _sides(text: str, sides: Sides, signed: str | None) -> list[str]:
    """The sides that a part of a heading names, by their adjectives too."""
    named = (gazetteer().resolve_actor(h.entry.surface, signed) for h in hits(text) if h.entry.actor)
    return list(dict.fromkeys(actor for actor in named if actor in sides))
