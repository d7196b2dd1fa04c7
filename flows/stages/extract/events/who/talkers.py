"""Who talks in the record of a talk: its sides where it lists nobody as present, and who tells of it."""

from __future__ import annotations

import re
from collections import Counter

from flows.stages.actions import acts
from flows.stages.extract.discourse import Discourse
from flows.stages.extract.events.rules import EventRule
from flows.stages.extract.events.who.roles import Participant, as_counted
from flows.stages.extract.positions.kinds import REPORT, telling
from flows.stages.extract.positions.voices import Voices
from flows.stages.genres import CORRESPONDENCE
from flows.stages.grammar.frames import Frame
from flows.stages.model import UNTOLD, Document, Mention, Sentence
from flows.stages.recognise.gazetteer import Gazetteer

SPEAKING = 0.1
"""Which share of all mentions of states one has that speaks in a talk."""
MOSTLY = 2
"""How many times as often as any third a document names the state that it is mostly about."""
OFTEN = 2
"""How often each of the two must be said to speak for a report to tell of a talk of theirs."""
SOON = 15
"""Characters behind a name within which a verb says that its bearer speaks."""
HE = re.compile(r"\b[Hh]e (?:then |also |\w+ly )?")
"""Ahead of a verb of telling: he whom the report is about says something."""
OPENED = re.compile(r"(?:\(?\d{1,4}[.)]?\s+)*")
"""What stands ahead of the first word of a sentence: the number of its telegram or paragraph."""
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


def _told_most(doc: Document, gazetteer: Gazetteer, mentions: list[Mention], home: str | None) -> Mention | None:
    """Where a report of a state's own first gives words of the one of another side who speaks most in it, and often enough."""
    kinds = {p.passage_no: p.kind for p in doc.passages}
    said: Counter[str] = Counter()
    first: dict[str, Mention] = {}
    for m in mentions:
        speaks = m.kind == "person" and telling().search(doc.text, m.end, m.end + SOON) is not None
        if speaks and m.ref_id and kinds.get(m.passage_no) not in UNTOLD and side_of(doc, gazetteer, m) not in (home, None):
            said[m.ref_id] += 1
            first.setdefault(m.ref_id, m)
    if not said or max(said.values()) < OFTEN:
        return None
    return first[min(said, key=lambda ref: (-said[ref], ref))]


def side_of(doc: Document, gazetteer: Gazetteer, m: Mention) -> str | None:
    """The state that a person speaks for on the day of a document."""
    return m.for_actor or gazetteer.state_of(m.ref_id or "", doc.meta.get("issued"))


def reported(doc: Document, gazetteer: Gazetteer, mentions: list[Mention], voices: Voices) -> list[str]:
    """The states of the writer and of him with whom he has talked, in a telegram or a letter that reports what the other said."""
    home = voices.people.home
    if voices.kind != REPORT or doc.genre != CORRESPONDENCE or not home:
        return []
    other = met(doc, gazetteer, mentions, home)
    side = side_of(doc, gazetteer, other) if other is not None else None
    return [home, side] if side else []


def met(doc: Document, gazetteer: Gazetteer, mentions: list[Mention], home: str | None) -> Mention | None:
    """Where a report of a state's own names the one of another side with whom its writer has talked."""
    return _told_most(doc, gazetteer, mentions, home) or _told_of(doc, gazetteer, mentions, home)


def _told_of(doc: Document, gazetteer: Gazetteer, mentions: list[Mention], home: str | None) -> Mention | None:
    """The one of another side of whom a report speaks most, where it tells again and again what "he" said."""
    if sum(telling().match(doc.text, m.end()) is not None for m in HE.finditer(doc.text)) < OFTEN:
        return None
    kinds = {p.passage_no: p.kind for p in doc.passages}
    people = [m for m in mentions if m.kind == "person" and m.ref_id and kinds.get(m.passage_no) not in UNTOLD]
    others = [m for m in people if side_of(doc, gazetteer, m) not in (home, None)]
    often = Counter(m.ref_id for m in others)
    return max(others, key=lambda m: often[m.ref_id], default=None)


def with_home(voices: Voices, states: list[str], discourse: Discourse) -> list[str]:
    """The states that a document is about, and where it is mostly about one other, the one whose document it is: "we" and "they"."""
    home = voices.home
    if home is None or home in states or not states:
        return states
    alone = len(states) == 1 or discourse.share(states[0]) >= MOSTLY * discourse.share(states[1])
    return [home, states[0]] if alone else states


def stood_in(rule: EventRule, participants: list[Participant], voices: Voices | None, sides: list[str]) -> list[Participant]:
    """Those who take part, and where a talk or a letter leaves them unsaid, the states that talk: the proposals, an early visit.

    Of talks that it tells of one state alone the other takes part.  What its keeper writes of others alone leaves it open.
    """
    if voices is None or (len(voices.present) < 2 and voices.home not in sides):
        return participants
    if not participants and rule.action in acts("done-by-talkers" if rule.pos == "noun" else "shown-by-talkers"):
        return [Participant(a, None, "party") for a in sides]
    met = {p.actor_id for p in participants}
    if (
        rule.action == "negotiate"
        and not _among_own(participants)
        and met & set(sides)
        and as_counted(rule.action, participants) < rule.least
    ):
        return [*participants, *[Participant(a, None, "party") for a in sides if a not in met][:1]]
    return participants


def _among_own(participants: list[Participant]) -> bool:
    """Whether two persons are named already: who consults his own minister deals with nobody else."""
    return len({p.person_id for p in participants if p.person_id}) > 1


def _terse(voices: Voices | None, frame: Frame, text: str, sentence: Sentence) -> bool:
    """Whether a sentence of a telegram or a letter opens with its verb and leaves out its "I": "Saw the envoy this morning"."""
    written = voices is not None and voices.kind == REPORT and voices.doc.genre == CORRESPONDENCE
    vg = frame.vg if written and not frame.slots.get("agent") else None
    return vg is not None and vg.form in ("past", "ed") and not vg.passive and OPENED.fullmatch(text, sentence.start, vg.start) is not None


def join_teller(voices: Voices | None, participants: list[Participant], frame: Frame, text: str, sentence: Sentence) -> None:
    """Add who tells of a talk with others and says "I" or "we" in its sentence: "In my talk with the envoy I said ..."."""
    teller = voices.people.narrator if voices else None
    if teller is None or not participants or any(p.actor_id == teller.actor_id for p in participants) or frame.slots.get("owner"):
        return
    if (
        len({p.actor_id for p in participants}) == 1
        and not _among_own(participants)
        and (FIRST_PERSON.search(text, sentence.start, sentence.end) or _terse(voices, frame, text, sentence))
    ):
        participants.append(Participant(teller.actor_id, teller.person_id, "party"))
