"""The meeting that a record of conversation or minutes are the record of: one event from the document's own head."""

from __future__ import annotations

import re

from flows.stages import edtf, header_rules
from flows.stages.actions import acts
from flows.stages.extract.document import place_names
from flows.stages.extract.events.reader import Event, Reader
from flows.stages.extract.events.rules import EventRule
from flows.stages.extract.events.when.candidates import candidates
from flows.stages.extract.events.where.lands import wide
from flows.stages.extract.events.who.roles import Participant
from flows.stages.extract.positions.narrators import told_by_one
from flows.stages.genres import MINUTES, RECORDS
from flows.stages.model import UNTOLD, Mention
from flows.stages.recognise import papers

CLOCK = "time-clock"
"""The rule of dates that reads an hour alone: what ended at five ended on the day of the record."""
LONGEST = 100
"""Days for which a talk of several days goes on; longer spans in a head are those of the file that it lies in."""
BESIDE = 40
"""Characters within which a date or a place belongs to an anaphoric noun."""
OTHER = re.compile(
    r"\b(?:last|previous|earlier|prior|first|next|recent|past|further|future|forthcoming|coming|later|another|other|new|subsequent|second|third"
    r"|every|any|series of)\b"
)
"""Before a noun: a meeting other than this one."""
RULE = EventRule("event.meeting.record", "meet", "document", (), None, None, (), (), (), 1, True, 0.9)


def read(reader: Reader) -> list[Event]:
    """The meeting itself, with everybody whom the head of the document lists; nothing for other genres."""
    doc = reader.doc
    if doc.genre not in RECORDS:
        return []
    people = _with_teller(reader, _with_speakers(reader, _listed(reader)) or _speakers(reader))
    body = [s for s in doc.sentences if reader.kinds.get(s.passage_no) not in UNTOLD]
    if not people or not body:
        return []
    opening = body[0]
    issued = _days(reader, opening.start) or doc.meta.get("issued")
    start, end = opening.start, min(opening.end, opening.start + 400)
    place = _place(reader, opening.start)
    meeting = Event(RULE, (start, start), (start, end), people, "actual", issued, "stated", None, place, None, 0.9, opening.sentence_no)
    if title := doc.meta.get("title_span"):
        meeting.also.append((title[0], title[1]))
    return [meeting]


def absorbed(reader: Reader, meetings: list[Event], events: list[Event]) -> list[Event]:
    """The events without those that only tell of the meeting again: a talk of nobody but those present, on no other day.

    Their spans become evidence of the meeting.
    """
    if not meetings:
        return events
    meeting = meetings[0]
    actors = {p.actor_id for p in meeting.participants}
    persons = {p.person_id for p in meeting.participants}
    out = []
    for e in events:
        before = reader.doc.text[max(0, e.trigger[0] - 30) : e.trigger[0]]
        met = e.rule.action in acts("meetings") and e.realis == "actual"
        again = met and e.borrowed and e.anaphoric and not _dated(e) and e.place is None
        other = not (again and OTHER.search(before) is None) and (
            not met
            or e.name is not None
            or e.treaty is not None
            or (e.date != meeting.date and _dated(e))
            or (e.date or "").startswith("../")
            or any(p.actor_id not in actors | {None} or p.person_id not in persons | {None} for p in e.participants)
            or OTHER.search(before) is not None
            or (e.place is not None and meeting.place is not None and e.place.ref_id != meeting.place.ref_id and _beside(e, e.place))
        )
        if other:
            out.append(e)
        else:
            meeting.also += [e.quote, *e.also]
    return out


def _dated(e: Event) -> bool:
    """Whether an act has a day of its own."""
    return e.date_mention is not None and e.date_mention.rule_id != CLOCK and _beside(e, e.date_mention)


def _beside(e: Event, m: Mention) -> bool:
    """Whether a date or a place is of the act; what stands far from `the meeting` is of something else, such as a paper sent last week."""
    return not e.anaphoric or abs(m.start - e.trigger[1]) <= BESIDE


def _days(reader: Reader, opening: int) -> str | None:
    """The days that the head of the record gives to a talk of several: `Summary of the talks in Riga, 28 May - 1 June 1921`."""
    issued = reader.doc.meta.get("issued")
    head = [m for m in reader.mentions if m.end <= opening]
    spans = (c.value for c in candidates(head, reader.doc.text) if edtf.precision(c.value) == "interval" and edtf.contains(c.value, issued))
    return next((span for span in spans if edtf.width(span) <= LONGEST), None)


MATTER = re.compile(r"\b(?:about|on|over|to|from|of|for|regarding|concerning)(?: the)? $", re.IGNORECASE)
"""Before a place that a talk is about, or that somebody comes from."""

_STAY = re.compile(r"\b(?:during|throughout) (?:his|her|my|your|our|their) (?:present |current )?stay in $")
"""Before the town in which those who talk are, where the head does not name it."""


def _place(reader: Reader, opening: int) -> Mention | None:
    """Where the head of a record says that it was: in its dateline, else in its titles or a phrase of place; a region is no place.

    Without any it is the town of the house that the head names, or where the talk itself says that a guest is staying.
    """
    text, span = reader.doc.text, reader.doc.meta.get("place_span") or [0, 0]
    towns = [m for m in reader.mentions if m.kind == "place" and m.ref_id and not wide(m, reader.gazetteer)]
    dateline = next((m for m in towns if span[0] <= m.start < span[1]), None)
    head = (m for m in towns if m.end <= opening and not _in_item(reader, m) and not MATTER.search(text, max(0, m.start - 30), m.start))
    house = papers.seat(text[span[0] : span[1]]) or (place_names().get(text[span[0] : span[1]].casefold()) if span[1] else None)
    sits = Mention(span[0], span[1], text[span[0] : span[1]], "place", house, None, "document.place", 0.9) if house else None
    return dateline or sits or next(head, None) or next((m for m in towns if _STAY.search(text, max(0, m.start - 40), m.start)), None)


def _listed(reader: Reader) -> list[Participant]:
    found: dict[str, Participant] = {}
    for p in reader.doc.meta.get("participants", ()):
        for m in reader.mentions:
            if m.kind == "person" and m.ref_id and m.start < p["end"] and p["start"] < m.end:
                state = m.for_actor or reader.gazetteer.state_of(m.ref_id, reader.doc.meta.get("issued"))
                if state is None and reader.voices is not None:
                    state = reader.voices.people.sides.get(m.ref_id)  # on whose side of the table he sits
                found.setdefault(m.ref_id, Participant(state, m.ref_id, "party"))
                break
    return list(found.values())


def _in_item(reader: Reader, m: Mention) -> bool:
    """Whether a mention stands in the heading of an item or the line of the subject, which say what the talk is about."""
    line = reader.doc.text[reader.doc.text.rfind("\n", 0, m.start) + 1 : m.start]
    numbered = reader.doc.text[reader.passage_starts.get(m.passage_no, m.start)].isdigit()
    return header_rules.first("subject", line) is not None or (numbered and reader.kinds.get(m.passage_no) == "heading")


def _with_speakers(reader: Reader, people: list[Participant]) -> list[Participant]:
    """Those who are listed, with who speaks in a transcript, or in minutes that list one alone."""
    known = {p.person_id or p.actor_id for p in people}
    if reader.voices is None or not people:
        return people
    spoken = reader.voices.speakers or (reader.voices.heard if len(people) == 1 and reader.doc.genre == MINUTES else [])
    return [*people, *(Participant(s.actor_id, s.person_id, "party") for s in spoken if s.person_id and s.person_id not in known)]


def _with_teller(reader: Reader, people: list[Participant]) -> list[Participant]:
    """Those who meet, with the one who tells of it as "I" and is of another side than they are."""
    teller = reader.voices.people.narrator if reader.voices is not None else None
    if teller is None or not people or not teller.actor_id or not told_by_one(reader.doc, 0):
        return people
    if any((p.person_id == teller.person_id and p.person_id) or p.actor_id == teller.actor_id for p in people):
        return people
    return [*people, Participant(teller.actor_id, teller.person_id, "party")]


def _speakers(reader: Reader) -> list[Participant]:
    """Who speaks in a transcript, or is named in the title, or else the persons named most, at least twice."""
    if reader.voices is not None and len(spoken := reader.voices.speakers) > 1:
        return [Participant(s.actor_id, s.person_id, "party") for s in spoken]
    title = reader.doc.meta.get("title_span") or [0, 0]
    heads = [m for m in reader.mentions if m.kind == "person" and m.ref_id and m.start < title[1]]
    counts: dict[str, int] = {}
    for m in reader.mentions:
        if m.kind == "person" and m.ref_id:
            counts[m.ref_id] = counts.get(m.ref_id, 0) + 1
    chosen = [m.ref_id for m in heads] + [ref for ref, n in sorted(counts.items(), key=lambda x: (-x[1], x[0])) if n >= 3][:4]
    out: dict[str, Participant] = {}
    for ref in chosen:
        if ref and ref not in out:
            actor = next((m.for_actor for m in reader.mentions if m.ref_id == ref and m.for_actor), None)
            out[ref] = Participant(actor or reader.gazetteer.state_of(ref, reader.doc.meta.get("issued")), ref, "party")
    return list(out.values())
