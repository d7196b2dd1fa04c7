"""When a treaty was signed by its own text: on the day of its close, of its preamble or of its title."""

from __future__ import annotations

import re

from flows.stages import edtf
from flows.stages.extract.treaties.text.preamble import ends, opening, openings
from flows.stages.model import Document, Mention
from flows.stages.recognise.wording import phrase

CLOSE = 900
"""Characters behind the first words of a close in which its day and place stand."""
YEAR = 366
"""Days behind that of the preamble after which a close is that of something added later: consent to amendments, a ratification."""
TITLE = 300
"""Characters behind a title in which the day of its signing stands."""
FULL = re.compile(r"\d{4}-\d\d-\d\d")


def signed(doc: Document, start: int, end: int) -> tuple[str, int, int] | None:
    """The day that the close gives, on which those who signed did so; else the one of the preamble."""
    dates = [m for m in doc.mentions if m.kind == "date" and m.value and phrase("year-told").search(m.surface)]
    days = [m for m in dates if FULL.fullmatch(str(m.value))]
    preamble = _ofpreamble(doc, days)
    for close in phrase("treaty-close").finditer(doc.text, end):
        at = next((m for m in days if close.start() <= m.start < close.end() + CLOSE), None)
        stop = at.start if at else close.end() + CLOSE
        if preamble and phrase("day-above").search(doc.text, close.start(), stop):
            return preamble
        late = preamble and at and edtf.width(f"{min(preamble[0], str(at.value))}/{max(preamble[0], str(at.value))}") > YEAR
        if at and not late and not phrase("other-treaty").search(doc.text[close.end() : stop]):
            return str(at.value), at.start, at.end
    if preamble:
        return preamble
    low = made.end() if (made := opening(doc)) else start
    tail = [m for m in days if m.start > max(end, len(doc.text) - CLOSE)]
    within = [m for m in days if start <= m.start < end]
    rough = [m for m in dates if low <= m.start < end and re.match(r"1[5-9]\d\d", str(m.value))]
    best = (tail or within or [m for m in rough if edtf.precision(str(m.value)) in ("month", "year")])[:1]
    return (str(best[0].value), best[0].start, best[0].end) if best else None


def _ofpreamble(doc: Document, days: list[Mention]) -> tuple[str, int, int] | None:
    """The day behind the first words of making that give one, and not that of another treaty."""
    for made in openings(doc):
        low, stop = made.end(), ends(doc, made.end())
        if phrase("added-to").search(made.group()):
            continue
        for m in days:
            if made.end() <= m.start < stop:
                if not phrase("other-treaty").search(doc.text[low : m.start]):
                    return str(m.value), m.start, m.end
                low = m.end
    return None


def of_states(doc: Document, title: int, end: int) -> tuple[str, int, int] | None:
    """The day of the close of a text between states, else the one that its title gives: signed at Oslo, 4 May 1931."""
    days = [m for m in doc.mentions if m.kind == "date" and FULL.fullmatch(str(m.value))]
    closes = list(phrase("treaty-close").finditer(doc.text, end))
    for close in closes:
        at = next((m for m in days if close.start() <= m.start < close.end() + CLOSE), None)
        if at and not phrase("other-treaty").search(doc.text[close.end() : at.start]):
            return str(at.value), at.start, at.end
    if (line := _dated_line(doc, days, title)) is not None:
        return str(line.value), line.start, line.end
    at = next((m for m in days if m.end <= title + TITLE and phrase("title-signed").search(doc.text[: m.start])), None)
    return (str(at.value), at.start, at.end) if at else None


def _dated_line(doc: Document, days: list[Mention], title: int) -> Mention | None:
    """The day of the last line behind the title that has nothing but a place and a day: Oslo, the 4th May 1931."""
    for m in reversed(days):
        line = doc.text.rfind("\n", 0, m.start) + 1
        behind = doc.text[m.end : m.end + 40].split("\n")[0]
        if m.start > title and not behind.strip(" .") and phrase("dateline").fullmatch(doc.text, line, m.start):
            return m
    return None
