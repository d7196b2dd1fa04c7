"""What the layout and the formulas of a text say of its events: the day at the head of an entry or a record, and who signed for whom."""

from __future__ import annotations

import bisect
import re
from dataclasses import replace

from flows.stages import edtf
from flows.stages.extract.events.reader import Event, Reader
from flows.stages.extract.events.who.roles import Participant
from flows.stages.genres import TALKS
from flows.stages.model import Mention
from flows.stages.recognise.belonging import run
from flows.stages.recognise.wording import phrase

JOINED = re.compile(r"(?:, (?:[A-Z][\w’'-]+,? )?(?:and )?| and )(?=[A-Z])")
"""Between two who sign for one state; another between them may be known by no list."""


def dated(reader: Reader, events: list[Event]) -> None:
    """Take the day at the head of a paragraph as stated of its events: `12 June. The Treaty of Westport is signed.`"""
    text = reader.doc.text
    dates = {m.start: m for m in reader.mentions if m.kind == "date"}
    for e in events:
        if e.date_mention is None and e.date:
            head = dates.get(text.rfind("\n", 0, e.trigger[0]) + 1)
            if head is not None and head.value == e.date and text[head.end : head.end + 1] in (".", ":"):
                e.date_mention, e.basis = head, "stated"


def not_foretold(reader: Reader, events: list[Event]) -> None:
    """Bring back to the day of a record what it tells without a date of its own and a later day near by has drawn along.

    What was said in a talk was said on its day, whatever a note in brackets adds of later years.
    """
    issued = reader.doc.meta.get("issued")
    end = edtf.bounds(issued)[1] if reader.doc.genre in TALKS and isinstance(issued, str) else None
    for e in events:
        start = edtf.bounds(e.date)[0] if end is not None and e.date and e.date_mention is None else None
        if start is not None and end is not None and start > end:
            e.date, e.basis = issued, "inferred"


ONE = re.compile(r" (?:was|is|has)\b")
"""Behind what was signed by itself."""
AND = re.compile(r",? and (?:the |its |their |an? )?|, (?:the )?")


def coordinated(reader: Reader, events: list[Event]) -> list[Event]:
    """The signings of what was signed together with another: `the General Treaty and the Commercial Treaty were signed`."""
    treaties = [m for m in reader.mentions if m.kind == "treaty" and m.ref_id]
    starts = [m.start for m in treaties]
    signed = {(e.sentence, e.treaty.ref_id) for e in events if e.treaty is not None and e.rule.action == "sign"}
    out = []
    for e in events:
        if e.rule.action != "sign" or e.treaty is None or e.treaty.start > e.trigger[0]:
            continue
        at = bisect.bisect_left(starts, e.treaty.start)
        before = treaties[at - 1] if at else None
        if ONE.match(reader.doc.text, e.treaty.end):
            continue  # they asked for the Trade Treaty, and the Coast Treaty was signed
        joined = before is not None and AND.fullmatch(reader.doc.text, before.end, e.treaty.start) is not None
        if before is not None and joined and (e.sentence, before.ref_id) not in signed:
            out.append(replace(e, treaty=before, participants=list(e.participants), also=[], others=[]))
    return out


NOTHING_SIGNED = re.compile(
    r"(?: too| also| first| last)?(?: for | on behalf of | as (?:an? )?(?:witness|observer)| after | through |[,;.]|$)"
)
"""After the verb: what is signed is not said, as the text has just told it."""
TOLD_WITHIN = 3
"""Sentences for which a signing goes on: `Brown signed for Norland`, `two generals also signed`."""


def continued(reader: Reader, events: list[Event]) -> None:
    """Give signings that do not say what is signed the treaty of the signing told just before, which they go on telling."""
    last: Event | None = None
    for e in sorted((e for e in events if e.rule.action == "sign" and e.realis == "actual"), key=lambda e: e.trigger):
        if e.treaty is not None:
            last = e
        elif (
            last is not None
            and 0 <= e.sentence - last.sentence <= TOLD_WITHIN
            and NOTHING_SIGNED.match(reader.doc.text, e.trigger[1])
            and (e.date_mention is None or edtf.compatible(e.date, last.date))
        ):
            e.treaty = last.treaty


def signers(reader: Reader, events: list[Event]) -> None:
    """Add to a signing everybody of whom its sentence says for whom: `by Brown for Norland and Green for Sudland`."""
    for e in events:
        if e.rule.action != "sign" or e.realis != "actual":
            continue
        sentence = reader.doc.sentence_at(e.trigger[0])
        if not sentence.start <= e.trigger[0] < sentence.end:
            continue
        stop = reader.doc.text.find(";", e.trigger[1], sentence.end)
        stop = sentence.end if stop < 0 or reader.doc.text.startswith("; by ", stop) else stop
        low, high = bisect.bisect_left(reader.starts, e.trigger[1]), bisect.bisect_left(reader.starts, stop)
        here = reader.mentions[low:high]
        pairs = [(p, a) for p in here if p.kind == "person" and p.ref_id and (a := _for_whom(reader, here, p)) is not None]
        role = e.participants[0].role if e.participants else "party"
        for person, actor in pairs:
            known = next((p for p in e.participants if p.person_id == person.ref_id), None)
            if known is None:
                e.participants = [p for p in e.participants if p.person_id or p.actor_id != actor.ref_id]
                e.participants.append(Participant(actor.ref_id, person.ref_id, role))
            elif known.actor_id != actor.ref_id:
                e.participants[e.participants.index(known)] = Participant(actor.ref_id, person.ref_id, known.role)


def _first_state(here: list[Mention], person: Mention) -> Mention | None:
    """The first actor behind a person."""
    return next((m for m in here if m.kind == "actor" and m.ref_id and m.start >= person.end), None)


def _for_whom(reader: Reader, here: list[Mention], person: Mention) -> Mention | None:
    """The actor that stands behind `for` right after a person; of a list of actors behind a list of persons as long, the last."""
    text = reader.doc.text
    joined = JOINED.match(text, person.end)
    following = next((m for m in here if joined and m.kind == "person" and m.start == joined.end()), None)
    if following is not None and phrase("on-behalf").match(text, person.end) is None:
        last = _for_whom(reader, here, following)  # Berg, Lund and Holm for Norway
        behind = [m for m in here if last is not None and m.kind == "actor" and m.ref_id and m.start >= last.start]
        return last if last is not None and len(run(text, behind)) == 1 and _first_state(here, following) is last else None
    found = phrase("on-behalf").match(text, person.end)
    states = [m for m in here if found and m.kind == "actor" and m.ref_id and m.start >= found.end()]
    if found is None or not states or states[0].start != found.end():
        return None
    whose, who = run(text, states), run(text, [m for m in here if m.kind == "person" and m.start <= person.start][::-1])
    if len(who) == 1 or len(whose) == 1:
        return whose[0]
    return whose[-1] if len(who) == len(whose) else None
