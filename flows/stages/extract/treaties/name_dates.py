"""The date that the words for a treaty have: in a name, right behind it, or behind a description that it tells from others."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flows.stages import edtf
from flows.stages.extract.treaties import days
from flows.stages.model import Mention
from flows.stages.recognise.wording import phrase

if TYPE_CHECKING:
    from flows.stages.extract.treaties.reader import TreatyReader

NEAR = 30
"""How far behind a name its date may stand, in characters: the Trade Treaty (Westport, 4 May 1931)."""
YEAR = re.compile(r"\b1[5-9]\d\d\b")


def of_name(reader: TreatyReader, m: Mention) -> tuple[str, str] | None:
    """The date that a name gives and its words: the May 1931 agreement, the Trade Treaty of 4 May 1931."""
    text = reader.doc.text
    for d in reader.reader.between(m.start - NEAR, m.end + NEAR):
        if d.kind != "date" or not d.value or "/" in d.value or (d.start < m.start and d.end <= m.start):
            continue
        behind = d.start >= m.end and phrase("before-its-date").fullmatch(text, m.end, d.start) is not None
        day = (behind or d.start == m.start) and edtf.precision(d.value) == "day"
        if (d.end <= m.end or behind) and (day or YEAR.search(d.surface)):
            return d.value, d.surface
    if (day_told := day_behind(reader, m)) is not None:
        return str(day_told.value), day_told.surface
    year = YEAR.search(m.surface)
    return (year.group(), year.group()) if year else None


def day_behind(reader: TreatyReader, m: Mention) -> Mention | None:
    """The date right behind the words for a treaty: the pact of 25 July 1932, an agreement signed in Oslo on 4 May 1931."""
    text = reader.doc.text
    inside = [d for d in reader.reader.between(m.start, m.end) if d.kind == "date" and text.endswith(" of ", m.start, d.start)]
    if m.form == "described" and inside and edtf.precision(str(inside[-1].value)) == "day":
        return inside[-1]  # a secret convention between both of 30 July 1907
    for d in reader.reader.between(m.end, m.end + days.REACH):
        if d.kind == "date" and (d.value or "").replace("-", "").isdigit() and _is_its(text, m, d):
            return d
    return None


def _is_its(text: str, m: Mention, d: Mention) -> bool:
    """Whether a date behind the words for a treaty is the one by which it is called or on which it was signed."""
    precision = edtf.precision(str(d.value))
    exact = precision == "day" or (precision == "month" and d.form == "full" and text.startswith(" of ", m.end))
    if exact and phrase("called-by-date").fullmatch(text, m.end, d.start):
        return True
    done = phrase("act-in-name").search(m.surface) and phrase("dated-there").fullmatch(text, m.end, d.start)
    return bool(done or phrase("signed-on").fullmatch(text, m.end, d.start))
