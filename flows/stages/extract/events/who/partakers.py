"""Who takes part in an act: whom its clause names, and where it names nobody, those who are meant by what was told before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flows.stages.actions import acts
from flows.stages.extract.events.sighting import Sighting
from flows.stages.extract.events.who import belligerents, courses, hosts, lands, talkers, terms
from flows.stages.extract.events.who.addressed import addressed
from flows.stages.extract.events.who.company import listed, states_named
from flows.stages.extract.events.who.roles import Participant, as_many, cast, of_whoever
from flows.stages.extract.positions.sides import Speaker
from flows.stages.extract.positions.voices import as_mention
from flows.stages.model import Mention, Sentence

if TYPE_CHECKING:
    from flows.stages.extract.events.reader import Reader

NEAR = 2
"""Sentences for which the persons who dealt with each other are still meant, and not their states alone."""
REMEMBERED = 12
"""Sentences for which their states are."""
BILATERAL = 0.7
"""Which share of all mentions of states two of them have in a text that is about what they do together."""
RESOLVED, GONE_ON, OF_RELATIONS, STOOD_IN = 0.85, 0.7, 0.8, 0.7
"""How much less sure an act is whose participants only a pronoun, those who dealt last, or those who talk give."""


@dataclass(slots=True)
class Partakers:
    """Those who take part in an act, the treaties that its clause names, and how sure the act is then; `borrowed` as of an event."""

    participants: list[Participant]
    treaties: list[Mention]
    confidence: float
    borrowed: bool = False


def of(reader: Reader, found: Sighting, date: str | None) -> Partakers | None:
    """Who takes part in an act at a date; None where a talk does not say who deals with whom."""
    rule, frame = found.rule, found.frame
    if rule.hosted:
        hosts.fill(frame, found.mentions, found.trigger, reader.doc.text, reader.gazetteer, date)
    who = cast(rule, frame, reader.discourse, reader.gazetteer, date)
    participants = [*who.participants, *addressed(rule.action, frame, reader.gazetteer, date, who.participants)]
    named = bool(participants)
    at_war: list[Participant] = []
    if not participants and not (participants := _around(reader, found, date)):
        participants = at_war = belligerents.of(reader, found, date)
    elif named and found.frame.vg is not None and all(p.role == "target" for p in participants):
        participants += [p for p in belligerents.of(reader, found, date) if p.role == "source"]
    out = Partakers(participants, who.treaties, rule.confidence * (RESOLVED if who.resolved or (not named and participants) else 1.0))
    if rule.action in acts("between-parties"):
        if reader.talk and of_whoever(frame):
            return None
        _dealing(reader, found, out, date)
        talkers.join_teller(reader.voices, out.participants, frame, reader.doc.text, found.sentence)
    elif rule.action in acts("relations") and not participants and frame.vg is not None and not terms.doing(frame):
        states = states_named(reader.gazetteer, found.mentions, found.trigger[0], date)
        out.participants = states or [Participant(p.actor_id, None, "party") for p in reader.parties]
        out.confidence *= OF_RELATIONS
    out.borrowed |= bool(at_war)
    out.borrowed |= rule.action == "enter-into-force" and terms.told_of(frame)  # whom its name tells are not all whom it binds
    told_of = len(out.participants)
    if reader.voices is not None and not told_of and rule.action in acts("becoming-party"):
        out.participants = _told_by_name(reader, out.treaties)
    out.participants = talkers.stood_in(rule, out.participants, reader.voices, reader.sides)
    out.confidence *= STOOD_IN if len(out.participants) > told_of else 1.0
    return out


def _around(reader: Reader, found: Sighting, date: str | None) -> list[Participant]:
    """Who is meant where an act names nobody: who did what it goes on with, or the state on whose ground or to whose people it is done."""
    rule, frame, trigger, text = found.rule, found.frame, found.trigger, reader.doc.text
    taken_up = courses.takes_up(text, found.sentence, trigger[0])
    out: list[Participant] = []
    if taken_up and courses.goes_on(rule, frame):
        out = courses.doers(reader, rule, found.sentence)
    if not out and rule.at_home and not taken_up:
        out = lands.of(frame, found.mentions, trigger, text, reader.discourse, reader.gazetteer, date)
    out = out or lands.of_the_state(frame, reader.discourse, reader.gazetteer)
    if out or rule.action in acts("from-abroad"):
        return out
    return lands.of_people(frame, found.mentions, trigger, text, reader.gazetteer, date)


def _dealing(reader: Reader, found: Sighting, out: Partakers, date: str | None) -> None:
    """Note who deals with each other, for what goes on between them, or let those who last did stand in where nobody is named."""
    rule, sentence, participants = found.rule, found.sentence, out.participants
    if rule.only_told:
        return  # a word of one to another is no dealing that others go on with
    if len({p.actor_id for p in participants if p.actor_id}) > 1:
        if not reader.sides:
            reader.parties = [Participant(p.actor_id, p.person_id, "party") for p in participants]
        reader.dealt_in = sentence.sentence_no
        reader.discourse.dealt = sentence.end, tuple(as_mention(Speaker(p.person_id, p.actor_id), sentence.end) for p in participants)
    elif not participants and (rule.pos != "phrase" or (rule.action == "fail" and not reader.voices)):
        out.confidence, out.borrowed = out.confidence * GONE_ON, True
        out.participants = listed(reader.gazetteer, found.mentions, reader.doc.text, date)
        if out.participants:
            reader.parties, reader.dealt_in = list(out.participants), sentence.sentence_no
        else:
            out.participants = as_many(found.frame, _parties_at(reader, sentence))


def _told_by_name(reader: Reader, treaties: list[Mention]) -> list[Participant]:
    """The states that the name of a treaty tells: not those who talk signed the German-Polish pact."""
    named = [m for m in treaties if m.form == "named"]
    inside = (x.ref_id for m in named[:1] for x in reader.between(m.start, m.end) if x.kind == "actor")
    states = dict.fromkeys(a for a in inside if a in reader.gazetteer.states)
    return [Participant(a, None, "party") for a in states] if len(states) > 1 else []


def _parties_at(reader: Reader, sentence: Sentence) -> list[Participant]:
    """Those who last dealt with each other; a little further back only the states are meant still, and then nothing says who is."""
    since = sentence.sentence_no - reader.dealt_in
    if reader.talk or since <= NEAR:
        return list(reader.parties)
    between_two = bool(reader.sides) or reader.discourse.focus >= BILATERAL
    if not between_two and (reader.dealt_in < 0 or since > REMEMBERED):
        return []
    states = dict.fromkeys(p.actor_id for p in reader.parties if p.actor_id)
    return [Participant(a, None, "party") for a in states]
