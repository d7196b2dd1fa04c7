"""Who is the other side of an act that names one alone, by what was told before and after it: with whom he talks, dealt or is asked."""

from __future__ import annotations

import re
from dataclasses import replace

from flows.stages import actions
from flows.stages.extract.events.reader import Event, Reader
from flows.stages.extract.events.who.company import own, side, sides_of
from flows.stages.extract.events.who.roles import Participant
from flows.stages.extract.events.who.spokesmen import spokesman
from flows.stages.genres import CORRESPONDENCE
from flows.stages.grammar.lexis import control

BEFORE = 60
"""Characters ahead of a noun in which stands whose it is."""
BETWEEN_TWO = 0.5
"""Which share of all mentions of states two of them have in an account of these two."""
REACH = 2
"""Sentences after which those who dealt with each other are no longer in the reader's mind."""
MOST = 3
"""Sides of a dealing beyond which one of them does not deal with all the others again."""
_WHOSE = re.compile(r"\b(?P<whose>your|my|our) (?:[a-z]+ ){0,2}$")
"""Before the letter of whoever writes or reads the one at hand."""
_TO_ANOTHER = re.compile(r" to (?!(?:me|us|you)\b)")
"""Behind one that went to somebody else: your letter to the ambassador."""


def reader_of(reader: Reader, e: Event) -> list[Participant]:
    """In a letter, to whom one goes that it calls its writer's or its reader's: your message to me, my letter to you."""
    if reader.voices is None or reader.doc.genre != CORRESPONDENCE:
        return []
    people = reader.voices.people
    whose = _WHOSE.search(reader.doc.text, max(0, e.trigger[0] - BEFORE), e.trigger[0])
    another = _TO_ANOTHER.match(reader.doc.text, e.trigger[1]) is not None
    other = (people.narrator if whose["whose"] == "your" else people.addressee) if whose and not another else None
    if other is None or other.actor_id is None or other.actor_id in sides_of(reader, e):
        return []
    return [Participant(other.actor_id, other.person_id, "target")]



def interlocutor(reader: Reader, e: Event) -> list[Participant]:
    """The other side of a talk of two: the person whom the title or the list of those present gives for it, where it is one."""
    mine, voices = sides_of(reader, e), reader.voices
    others = [a for a in reader.sides if a not in mine]
    if voices is None or reader.assembly or len(reader.sides) != 2 or len(others) != 1 or not mine < set(reader.sides):
        return []
    people = voices.people
    there = [s for s in (people.narrator, people.addressee, *people.present) if s is not None and s.actor_id == others[0]]
    title = reader.doc.meta.get("title_span") or [0, 0]
    named = [m.ref_id for m in reader.between(title[0], title[1]) if m.kind == "person"]
    who = dict.fromkeys(s.person_id for s in there if s.person_id)
    chief = [p for p in who if p in named] or list(who)
    spoken = any(p.person_id for p in e.participants)  # who speaks to another himself, and not his government by some note
    person = chief[0] if len(chief) == 1 else spokesman(reader.mentions, others[0]) if spoken else None
    return [Participant(others[0], person, "target")]



def asking(reader: Reader, e: Event, asked: list[Event]) -> list[Participant]:
    """Who has asked something of others last, before an act that answers: Norland asked for the port; Sudland refused."""
    if e.rule.action not in actions.acts("answers") or not asked:
        return []
    last, mine = asked[-1], sides_of(reader, e)
    sources = [p for p in last.participants if p.role == "source"]
    others = [p for p in sources if (side(reader.gazetteer, p.actor_id, e.date) or p.person_id) not in mine]
    here = reader.sentence_at(e.trigger[0]).passage_no == reader.sentence_at(last.trigger[0]).passage_no
    near = here and e.sentence - last.sentence < REACH and last.trigger < e.trigger
    return others if near and len(others) == len(sources) else []



def other_of_two(reader: Reader, e: Event) -> list[Participant]:
    """The other of the two states that an account is about, where it is named in the sentence or the one before, in the same paragraph."""
    main, mine = reader.discourse.main, sides_of(reader, e)
    others = [a for a in main if a not in mine]
    if e.rule.action not in actions.acts("done-to-the-other") or e.rule.pos != "verb":
        return []
    if reader.voices is not None or reader.discourse.focus < BETWEEN_TWO:
        return []
    if len(main) != 2 or len(others) != 1 or not mine < set(main):
        return []
    here = reader.sentence_at(e.trigger[0])
    near = [s for s in reader.doc.sentences[max(0, here.sentence_no - 1) : here.sentence_no + 1] if s.passage_no == here.passage_no]
    named = any(others[0] in own(reader.gazetteer, m, e.date) for m in reader.between(near[0].start, here.end))
    return [Participant(others[0], None, "target")] if named else []



def parted(reader: Reader, e: Event, dealings: list[Event]) -> list[Participant]:
    """Between whom somebody mediates: the two who dealt with each other last, in the same paragraph."""
    last, here = dealings[-1] if dealings else None, reader.sentence_at(e.trigger[0])
    if last is None or reader.doc.text[slice(*e.trigger)].lower() not in control("between") or e.sentence - last.sentence > REACH:
        return []
    sides = dict.fromkeys(s for p in last.participants if (s := side(reader.gazetteer, p.actor_id, e.date)) in reader.gazetteer.states)
    near = reader.sentence_at(last.trigger[0]).passage_no == here.passage_no
    return [Participant(s, None, "party") for s in sides] if near and len(sides) == 2 and not sides_of(reader, e) & set(sides) else []



def answered_by(reader: Reader, events: list[Event]) -> None:
    """Add to an act that wants an answer whom it asks: the one who answers it next: Norland offered a loan; Sudland declined it."""
    for i, e in enumerate(events):
        if e.rule.action not in actions.acts("asking") or e.rule.pos != "verb" or any(p.role != "source" for p in e.participants):
            continue
        here, mine = reader.sentence_at(e.trigger[0]), sides_of(reader, e)
        for other in events[i + 1 :]:
            if other.sentence - e.sentence >= REACH or reader.sentence_at(other.trigger[0]).passage_no != here.passage_no:
                break
            if other.rule.action in actions.acts("asking"):
                break
            if other.rule.action not in actions.acts("answers-only"):
                continue
            who = [p for p in other.participants if p.role == "source"]
            asked = {side(reader.gazetteer, p.actor_id, other.date) or p.person_id or "" for p in other.participants if p.role == "target"}
            sides = {side(reader.gazetteer, p.actor_id, other.date) or p.person_id or "" for p in who}
            if who and not sides & mine and asked <= mine and not any(_organisation(reader, p) for p in who):
                e.participants += [replace(p, role="target") for p in who]
            break



def last_dealt(reader: Reader, e: Event, dealings: list[Event]) -> list[Participant]:
    """With whom the one side dealt when it was last told of with another, in the same paragraph.

    Who only signed for the other side, or dealt with people while a state acts now, is no longer meant himself.
    """
    mine, passage = sides_of(reader, e), [s.passage_no for s in reader.doc.sentences[max(0, e.sentence - REACH) : e.sentence + 1]]
    spoken = any(p.person_id for p in e.participants)
    for last in reversed(dealings):
        at, participants = last.sentence, last.participants
        if e.sentence - at > REACH or (at < e.sentence and passage[at - e.sentence - 1] != passage[-1]):
            break
        if at > e.sentence:
            continue
        sides = {side(reader.gazetteer, p.actor_id, e.date) or p.person_id or "" for p in participants}
        if mine <= sides:
            others = [p for p in participants if (side(reader.gazetteer, p.actor_id, e.date) or p.person_id) not in mine]
            if len(sides) > MOST or any(_organisation(reader, p) for p in others):
                return []
            if spoken and last.rule.action != "sign":
                return others
            return [Participant(a, None, "party") for a in dict.fromkeys(p.actor_id for p in others) if a]
    return []



def _organisation(reader: Reader, p: Participant) -> bool:
    actor = reader.gazetteer.actors.get(p.actor_id or "")
    return actor is not None and actor.kind == "international-organisation"

