"""Who talks in the record of a talk: its sides where it lists nobody as present, and who tells of it."""

from __future__ import annotations

import re

from flows.stages.extract.discourse import Discourse
from flows.stages.extract.events.who.roles import Participant
from flows.stages.extract.positions.voices import Voices
from flows.stages.grammar.frames import Frame
from flows.stages.model import Document, Mention, Sentence
from flows.stages.recognise.gazetteer import Gazetteer

SPEAKING = 0.1
"""Which share of all mentions of states one has that speaks in a talk."""
FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e|us|me)\b(?!\.)")


def between(doc: Document, gazetteer: Gazetteer, discourse: Discourse, mentions: list[Mention]) -> list[str]:
    """The states of those whom the title names, or else those that it names, or else of those whom the head of the record names.

    A talk has two sides at least: a title that names one of them only says what the talk is about.
    """
    start, end = doc.meta.get("title_span") or (0, 0)
    title = [m for m in mentions if start <= m.start < end]
    kinds = {p.passage_no: p.kind for p in doc.passages}
    head = [m for m in mentions if m.kind == "person" and kinds.get(m.passage_no) in ("heading", "front")]
    for named in ([m for m in title if m.kind == "person"], title, head):
        states = dict.fromkeys(s for m in named if (s := _state(gazetteer, m)) in gazetteer.states)
        if len(states) > 1:
            speaking = [s for s in states if s and discourse.share(s) >= SPEAKING]
            return speaking if len(speaking) > 1 else []
    return []


def _state(gazetteer: Gazetteer, m: Mention) -> str | None:
    if m.kind == "person":
        return m.for_actor or gazetteer.state_of(m.ref_id or "", None)
    return gazetteer.owner(m.ref_id, None)


def join_teller(voices: Voices | None, participants: list[Participant], frame: Frame, text: str, sentence: Sentence) -> None:
    """Add who tells of a talk with others and says "I" or "we" in its sentence: "In my talk with the envoy I said ..."."""
    teller = voices.people.narrator if voices else None
    if teller is None or not participants or any(p.actor_id == teller.actor_id for p in participants) or frame.slots.get("owner"):
        return
    if len({p.actor_id for p in participants}) == 1 and FIRST_PERSON.search(text, sentence.start, sentence.end):
        participants.append(Participant(teller.actor_id, teller.person_id, "party"))
