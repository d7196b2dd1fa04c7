"""What becomes of a treaty once it is made, where the text takes it up with `it`, or tells of no act: it lapsed in 1936."""

from __future__ import annotations

import bisect
from typing import TYPE_CHECKING

from flows.stages import edtf
from flows.stages.actions import acts
from flows.stages.extract.treaties.facts import Fact
from flows.stages.recognise.wording import phrase

if TYPE_CHECKING:
    from flows.stages.extract.events.reader import Event
    from flows.stages.extract.treaties.facts import Treaty
    from flows.stages.extract.treaties.reader import TreatyReader
    from flows.stages.model import Mention

OPENS = 12
"""How far into a sentence the day may stand that opens it, in characters: In 1936 the agreement lapsed."""
FORCE = "enter-into-force"


def begun(reader: TreatyReader) -> None:
    """Give an entry into force of which is said no more than `it`, and what is done to `it`, the treaty told of before: Norway acceded
    to it on 3 May, and it came into force.
    """
    given: dict[tuple[int, str], Mention] = {}
    for e in reader.events:
        if e.treaty is not None or e.rule.pos != "verb":
            continue
        force = e.rule.action == FORCE
        treaty = _entering(reader, e) if force else _upon_it(reader, e)
        if not force:
            treaty = treaty or given.get((e.sentence, e.rule.action))  # Norway acceded on 3 May, and Sweden in June
        if treaty is None:
            continue
        e.treaty = treaty
        given[e.sentence, e.rule.action] = treaty
        if force:
            e.participants = []


def _entering(reader: TreatyReader, e: Event) -> Mention | None:
    """The treaty that came into force as `it`: the one of the sentence before, or the last one before in its own."""
    s = reader.reader.sentence_at(e.trigger[0])
    if phrase("it-alone").fullmatch(reader.doc.text, s.start, e.trigger[0]) is not None:
        return _before(reader, s.sentence_no)
    if phrase("it-then").search(reader.doc.text, s.start, e.trigger[0]) is None:
        return None
    return next(reversed(_told(reader, s.start, e.trigger[0])), None) or _before(reader, s.sentence_no)


def _upon_it(reader: TreatyReader, e: Event) -> Mention | None:
    """The treaty that is acceded to, denounced or renewed as `it`, or acceded to in a word without an object."""
    if e.rule.action not in acts("on-treaty-in-being"):
        return None
    joined = e.rule.action in acts("joining-treaties") and phrase("joined-it").match(reader.doc.text, e.trigger[1])
    if not joined and ( phrase("signed-it").match(reader.doc.text, e.trigger[1]) is None):
        return None
    s = reader.reader.sentence_at(e.trigger[0])
    told = _told(reader, s.start, e.trigger[0])
    if len({m.ref_id for m in told}) > 1:
        return None  # of two it is unsaid which is meant
    return told[-1] if told else _before(reader, s.sentence_no)


def _told(reader: TreatyReader, start: int, end: int) -> list[Mention]:
    """The treaties that text[start:end] tells of."""
    return [m for m in reader.reader.between(start, end) if m.kind == "treaty" and m.ref_id in reader.by_id and m.end <= end]


def _before(reader: TreatyReader, no: int) -> Mention | None:
    """The one treaty that the sentence before tells of."""
    s, before = reader.doc.sentences[no], reader.doc.sentences[max(0, no - 1)]
    told = [m for m in reader.reader.between(before.start, before.end) if m.kind == "treaty" and m.ref_id in reader.by_id]
    alone = len({m.ref_id for m in told}) == 1 and before.passage_no == s.passage_no and before is not s
    return told[-1] if alone else None


def ended(reader: TreatyReader, t: Treaty) -> None:
    """When a treaty ran out: the agreement lapsed in 1936; it expired on 4 May 1936."""
    for m in t.cluster.mentions:
        s = reader.reader.sentence_at(m.start)
        behind = reader.doc.sentences[s.sentence_no + 1 : s.sentence_no + 2]
        found = phrase("lapsed").match(reader.doc.text, m.end, s.end)
        if found is None and behind and _before(reader, behind[0].sentence_no) is m:
            it = phrase("it-alone").match(reader.doc.text, behind[0].start)
            found = phrase("lapsed").match(reader.doc.text, it.end() - 1) if it is not None else None
        at = bisect.bisect_left(reader.dates, found.end(), key=lambda d: d.start) if found is not None else len(reader.dates)
        day = next((d for d in reader.dates[at : at + 1] if found is not None and d.start == found.end()), None)
        if day is None and phrase("lapsed-then").match(reader.doc.text, m.end, s.end):
            opening = reader.reader.between(s.start, min(s.start + OPENS, m.start))
            day = next((d for d in opening if d.kind == "date" and d.value), None)
        signed = edtf.bounds(t.facts["signed"][0].value)[0] if t.facts.get("signed") else None
        over = edtf.bounds(day.value)[1] if day is not None else None
        if day is not None and over is not None and (signed is None or over > signed):
            t.say("terminated", Fact(str(day.value), day.surface, *reader.quote(m), "treaty.ended", 0.6))
            return
