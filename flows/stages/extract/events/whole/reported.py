"""The talk that a telegram or a letter reports without ever calling it one: its writer tells what he said and what the other replied."""

from __future__ import annotations

import re

from flows.stages.actions import acts
from flows.stages.extract.events.reader import Event, Reader
from flows.stages.extract.events.rules import EventRule
from flows.stages.extract.events.where.lands import wide
from flows.stages.extract.events.who import talkers
from flows.stages.extract.events.who.roles import Participant
from flows.stages.extract.positions.kinds import REPORT
from flows.stages.extract.positions.listed import pattern
from flows.stages.extract.quotes import QUOTE, clause
from flows.stages.genres import CORRESPONDENCE
from flows.stages.model import UNTOLD

FIRST = 8
"""Sentences behind the subject line in which the body of a telegram tells of the meeting that the line names."""
RULE = EventRule("event.meeting.reported", "meet", "document", (), None, None, (), (), (), 1, True, 0.6)


def talk(reader: Reader, events: list[Event]) -> list[Event]:
    """The meeting of the writer with the person of another side whose words are told most; none where an event tells it already."""
    doc, voices = reader.doc, reader.voices
    writer = voices.people.narrator if voices is not None and voices.kind == REPORT and doc.genre == CORRESPONDENCE else None
    if writer is None or not writer.actor_id or len(pattern("told").findall(doc.text)) < talkers.OFTEN:
        return []
    other = talkers.met(doc, reader.gazetteer, reader.mentions, writer.actor_id)
    if other is None:
        return []
    side = talkers.side_of(doc, reader.gazetteer, other)
    for e in events:
        met = {x for p in e.participants for x in (p.actor_id, p.person_id)}
        if e.rule.action in acts("meetings") and e.realis == "actual" and {writer.actor_id, other.ref_id} <= met:
            return []
    sentence = reader.sentence_at(other.start)
    people = [Participant(writer.actor_id, writer.person_id, "party"), Participant(side, other.ref_id, "party")]
    quote = clause(doc.text, other.start, other.end, sentence)
    trigger = (sentence.start, sentence.start)
    issued = doc.meta.get("issued")
    return [Event(RULE, trigger, quote, people, "actual", issued, "inferred", None, None, None, 0.6, sentence.sentence_no)]


SUBJECT = re.compile(r"\b(?:SUBJECT|Subject|Subj|Re|Ref)(?: is)?:? *[^.;:]*$")
"""What opens the line in which a telegram says what it is about, up to a noun in it."""


def titled(reader: Reader, events: list[Event]) -> list[Event]:
    """The events with the meeting that the subject line of a telegram names as one of its writer, told where its body tells of it.

    `Subject: My meeting with the envoy.`  Without any telling of it in the body the sentence behind that line reports it.
    """
    doc, people = reader.doc, reader.voices.people if reader.voices is not None else None
    writer = people.narrator if people is not None and doc.genre == CORRESPONDENCE else None
    head = next((e for e in events if e.rule.action in acts("meetings") and e.realis == "actual" and _in_subject(reader, e)), None)
    if writer is None or head is None:
        return events
    if all(p.actor_id != writer.actor_id for p in head.participants):
        head.participants.append(Participant(writer.actor_id, writer.person_id, "party"))
    others = {p.person_id for p in head.participants if p.person_id} - {writer.person_id}
    for e in events:
        same = e is not head and e.rule.action in acts("meetings") and e.realis == "actual" and e.sentence <= head.sentence + FIRST
        if same and others and others <= {p.person_id for p in e.participants}:
            e.also += [head.quote, *head.also]
            return [x for x in events if x is not head]
    body = [s for s in doc.sentences if s.sentence_no > head.sentence and reader.kinds.get(s.passage_no) not in UNTOLD]
    if body:
        head.also.append((body[0].start, min(body[0].end, body[0].start + QUOTE)))
    return events


def _in_subject(reader: Reader, e: Event) -> bool:
    sentence = reader.sentence_at(e.trigger[0])
    return SUBJECT.search(reader.doc.text, sentence.start, e.trigger[0]) is not None


def placed(reader: Reader, events: list[Event]) -> None:
    """Let a letter's meetings of its own day be where it was written, where it tells of two persons who met."""
    issued, span = reader.doc.meta.get("issued"), reader.doc.meta.get("place_span")
    if reader.doc.genre != CORRESPONDENCE or not issued or not span:
        return
    towns = (m for m in reader.between(span[0], span[1]) if m.kind == "place" and m.ref_id and not wide(m, reader.gazetteer))
    if (town := next(towns, None)) is None:
        return
    for e in events:
        own = e.rule.action in acts("meetings-in-person") and e.realis == "actual" and e.place is None and e.date == issued
        if own and len({p.person_id for p in e.participants if p.person_id}) > 1:
            e.place = town
