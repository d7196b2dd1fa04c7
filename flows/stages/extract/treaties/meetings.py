"""The meeting that made a treaty: the one in the town that it is called after, or at which its sentence says that it was made."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from flows.stages.extract.treaties.facts import Fact
from flows.stages.extract.treaties.names import kinds
from flows.stages.recognise.wording import phrase, value

if TYPE_CHECKING:
    from flows.stages.extract.treaties.facts import Treaty
    from flows.stages.extract.treaties.reader import TreatyReader
    from flows.stages.model import Mention



def made_at(reader: TreatyReader, m: Mention) -> Mention | None:
    """The town of the conference at which the sentence of a mention says that it was made, or out of which it came."""
    s = reader.reader.sentence_at(m.start)
    for p in reader.reader.between(s.start, s.end):
        if p.kind == "place" and p.ref_id and phrase("meeting-behind").match(reader.doc.text, p.end) and not m.start <= p.start < m.end:
            between = reader.doc.text[min(m.end, p.start) : p.start] if m.end <= p.start else reader.doc.text[s.start : p.start]
            if phrase("made-at").search(between):
                return p
    return None


def named_after(name: str) -> str | None:
    """The town of the meeting that made what has this name: no treaty, which may be named after what it is about."""
    called = phrase("after-town").search(name)
    return value(called) if called is not None else None


def dates(reader: TreatyReader, t: Treaty) -> Iterator[tuple[str, Mention, Mention]]:
    """The dates right behind the meetings that may have made a treaty, with the words for each and the mention of the treaty."""
    for m in t.cluster.mentions:
        if m.form != "named":
            continue
        at = made_at(reader, m)
        town = at.surface if at is not None else named_after(m.surface)
        for found in re.finditer(rf"\b{re.escape(town)}\b", reader.doc.text) if town else ():
            meeting = phrase("meeting-behind").match(reader.doc.text, found.end())
            if meeting is None:
                continue
            told = [d for d in reader.reader.between(meeting.end(), meeting.end() + 30) if d.kind == "date" and d.value]
            if told and ".." not in str(told[0].value) and phrase("meeting-dated").fullmatch(reader.doc.text, meeting.end(), told[0].start):
                parts = [str(d.value) for d in told[:2] if d.form == "range-part"]
                yield "/".join(parts) if len(parts) == 2 else str(told[0].value), told[0], m


def read(reader: TreatyReader, t: Treaty) -> None:
    """Date a treaty by its meeting; a declaration is as good as signed by those who met."""
    if "signed" in t.facts or t.weak is not None:
        return
    for day, d, m in dates(reader, t):
        if reader.fits(t, day):
            said = Fact(day, d.surface, *reader.quote(m), "treaty.signed.meeting", 0.4)
            if t.cluster.kind in kinds("joint"):
                t.say_signed(said, "inferred")
            else:
                t.weak = said
            return
