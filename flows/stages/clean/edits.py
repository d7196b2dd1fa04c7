"""Applying changes to a document's text so that every span that is known already still points at the same words."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable
from typing import NamedTuple

from flows.stages.model import Document, Repair


class Edit(NamedTuple):
    """Replace text[start:end] by `after`. A `silent` edit changes layout only and is summed up by its caller."""

    start: int
    end: int
    after: str
    rule_id: str
    kind: str
    silent: bool = False


def _without_overlap(edits: Iterable[Edit]) -> list[Edit]:
    out: list[Edit] = []
    for edit in sorted(edits, key=lambda e: (e.start, -e.end, e.rule_id)):
        if not out or edit.start >= out[-1].end:
            out.append(edit)
    return out


def apply(doc: Document, edits: Iterable[Edit]) -> int:
    """Make the edits (of two that overlap the first, or the longer one), record them as repairs, move known spans.

    Returns how many were made.
    """
    chosen = _without_overlap(edits)
    if not chosen:
        return 0
    text, pieces, at, size = doc.text, [], 0, 0
    starts: list[int] = []
    shifts: list[tuple[int, int, int]] = []  # end of the edit in the old text, its start and end in the new one
    repairs: list[Repair] = []
    for edit in chosen:
        pieces.append(text[at : edit.start])
        size += edit.start - at
        starts.append(edit.start)
        shifts.append((edit.end, size, size + len(edit.after)))
        if not edit.silent:
            repairs.append(Repair(edit.rule_id, edit.kind, size, size + len(edit.after), text[edit.start : edit.end], edit.after))
        pieces.append(edit.after)
        size += len(edit.after)
        at = edit.end
    pieces.append(text[at:])
    doc.text = "".join(pieces)

    def place(offset: int, is_end: bool) -> int:
        i = bisect_right(starts, offset) - 1
        if i >= 0 and is_end and starts[i] == offset:
            i -= 1
        if i < 0:
            return offset
        old_end, new_start, new_end = shifts[i]
        if offset >= old_end:
            return new_end + offset - old_end
        return new_end if is_end else new_start

    move(doc, place)
    doc.repairs = sorted([*doc.repairs, *repairs], key=lambda r: (r.start, r.end, r.rule_id))
    return len(chosen)


def move(doc: Document, place: Callable[[int, bool], int]) -> None:
    """Send every span of blocks, repairs and rejects through `place(offset, is_end)`; blocks left empty go."""
    for block in doc.blocks:
        block.start = place(block.start, False)
        block.end = max(block.start, place(block.end, True))
    doc.blocks = [b for b in doc.blocks if b.end > b.start]
    for repair in doc.repairs:
        empty = repair.start == repair.end
        repair.start = place(repair.start, False)
        repair.end = repair.start if empty else max(repair.start, place(repair.end, True))
    for reject in doc.rejects:
        if reject.start is not None and reject.end is not None:
            reject.start = place(reject.start, False)
            reject.end = max(reject.start, place(reject.end, True))
    for key, value in doc.meta.items():
        if key.endswith("_span"):
            doc.meta[key] = [place(value[0], False), place(value[1], True)]
        elif isinstance(value, list):
            for person in value:
                if isinstance(person, dict) and "start" in person:
                    person["start"], person["end"] = place(person["start"], False), place(person["end"], True)
