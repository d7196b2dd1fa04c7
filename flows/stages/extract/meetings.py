"""The meeting that a record of conversation or minutes are the record of: one event from the document's own head."""

from __future__ import annotations

from flows.stages.extract.events import SKIP, Event, Reader
from flows.stages.extract.roles import Participant
from flows.stages.extract.rules import EventRule

GENRES = ("record-of-conversation", "minutes")
RULE = EventRule("event.meeting.record", "meet", "document", (), None, None, (), (), (), 1, True, 0.9)


def read(reader: Reader) -> list[Event]:
    """The meeting itself, with everybody whom the head of the document lists; nothing for other genres."""
    doc = reader.doc
    if doc.genre not in GENRES:
        return []
    people = _listed(reader) or _speakers(reader)
    body = [s for s in doc.sentences if reader.kinds.get(s.passage_no) not in SKIP]
    if not people or not body:
        return []
    opening = body[0]
    issued = doc.meta.get("issued")
    start, end = opening.start, min(opening.end, opening.start + 400)
    place = next((m for m in reader.mentions if m.kind == "place" and m.ref_id and m.end <= opening.start), None)
    return [Event(RULE, (start, start), (start, end), people, "actual", issued, "stated", None, place, None, 0.9, opening.sentence_no)]


def _listed(reader: Reader) -> list[Participant]:
    found: dict[str, Participant] = {}
    for p in reader.doc.meta.get("participants", ()):
        for m in reader.mentions:
            if m.kind == "person" and m.ref_id and p["start"] <= m.start < p["end"]:
                found.setdefault(
                    m.ref_id,
                    Participant(m.for_actor or reader.gazetteer.state_of(m.ref_id, reader.doc.meta.get("issued")), m.ref_id, "party"),
                )
                break
    return list(found.values())


def _speakers(reader: Reader) -> list[Participant]:
    """Who is named in the title, or else the persons named most, at least twice."""
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
