"""Whom a clause leaves unsaid: the state behind a body that acts, and the other side of an act that takes two.

The grammar reads who stands in the clause of an act.  What is told of one alone (`Norland rejected the offer`) is completed from
who else the sentence names (for what takes two parties, only behind a preposition that joins them), then from the other side of a
talk of two, and then from those with whom it last dealt in the sentences before, in the same paragraph.
"""

from __future__ import annotations

import re
from dataclasses import replace

from flows.stages import actions
from flows.stages.extract.events.reader import Event, Reader
from flows.stages.extract.events.who import dealt, grounds, recognised
from flows.stages.extract.events.who.company import AND, listed, own, participant, side, sides_of
from flows.stages.extract.events.who.named import else_named
from flows.stages.extract.events.who.needed import alone, wants
from flows.stages.extract.events.who.roles import Participant
from flows.stages.genres import TALKS
from flows.stages.grammar.lexis import control
from flows.stages.model import Mention

MEETING = 6
"""Words between the verb of who meets an act and the noun of the act."""
OTHER_WAY = re.compile(r" by [^,;.]{2,60}?,? (?:and|but) ")
"""Between two answers to one thing: accepted by Norway and rejected by Peru."""


def complete(reader: Reader, events: list[Event]) -> None:
    """Add to the participants of events, which stand in the order of the text, who is meant without being named in the clause."""
    dealings: list[Event] = []
    asked: list[Event] = []
    for e in events:
        _states(reader, e)
        wanted, told_before = wants().get(e.rule.action, ("", False))
        backwards = wanted == "target" and all(p.role == "target" for p in e.participants)
        blow = e.rule.action in actions.acts("blows")
        if wanted and len(sides_of(reader, e)) == 1 and not (backwards and _met(reader, e)):
            one = alone().get(e.rule.action) if e.rule.pos == "verb" else None
            role = "party" if wanted == "party" else "source" if backwards else "target"
            found = beside(reader, e) if wanted == "party" else [] if backwards else grounds.of(reader, e)
            if not found and one:
                role = "target"
                e.participants = [replace(p, role=one) if p.role == "party" else p for p in e.participants]
            elif not found:
                found = else_named(reader, e, backwards)
            if not found and not backwards and (told_before or e.rule.action in actions.acts("answers-only")):
                found = dealt.asking(reader, e, asked)
            if not found and e.rule.action == "correspond":
                found = dealt.reader_of(reader, e)
            if not found and told_before and not backwards and not blow:
                found = dealt.interlocutor(reader, e)
            if not found and told_before and not (reader.doc.genre in TALKS and (backwards or blow)):
                found = dealt.last_dealt(reader, e, [d for d in dealings if d.rule.action in actions.acts("hostile")] if blow else dealings)
            if not found and not backwards:
                found = dealt.other_of_two(reader, e) or dealt.parted(reader, e, dealings)
            replying = _replying(reader, e) if e.rule.action in actions.acts("answers-only") else set()
            e.participants += [Participant(p.actor_id, p.person_id, role) for p in found if p.actor_id not in replying]
            _states(reader, e)
        e.participants += recognised.of(reader, e)
        if e.rule.action == "visit" and not any(p.role == "target" for p in e.participants):
            e.participants += _hosts(reader, e)
        if len(sides_of(reader, e)) > 1:
            dealings.append(e)
        if e.rule.action in actions.acts("asking"):
            asked.append(e)
    dealt.answered_by(reader, events)
    for e in events:
        _organisations(reader, e)


def _replying(reader: Reader, e: Event) -> set[str | None]:
    """Who answers the same thing the other way, and so is not whom an answer is given to: accepted by Norway and rejected by Peru."""
    before = (x for x in reader.told_in(e.sentence, e.sentence) if x is not e and x.trigger[1] <= e.trigger[0])
    others = (x for x in before if OTHER_WAY.fullmatch(reader.doc.text, x.trigger[1], e.trigger[0]))
    return {p.actor_id for x in others for p in x.participants if p.role == "source"}


def _hosts(reader: Reader, e: Event) -> list[Participant]:
    """The state in whose town somebody arrives."""
    if e.place is None:
        return []
    g = reader.gazetteer
    out: list[str] = []
    for m in _listed_towns(reader, e.place):
        host = g.actor_of_place(m.ref_id) or g.resolve_actor(m.surface, e.date, ("capital",)) or g.state_at(m.ref_id, e.date)
        if host and host not in (*out, *sides_of(reader, e)):
            out.append(host)
    return [Participant(host, None, "target") for host in out]


def _listed_towns(reader: Reader, first: Mention) -> list[Mention]:
    """A town and those that a list names right behind it."""
    out = [first]
    for m in reader.between(first.end, reader.sentence_at(first.start).end):
        if m.kind != "place" or not AND.fullmatch(reader.doc.text[out[-1].end : m.start]):
            break
        out.append(m)
    return out


def _met(reader: Reader, e: Event) -> bool:
    """Whether who stands before the act of an event meets it, and does not do it: they condemned the invasion of Norland."""
    lead = reader.doc.text[reader.sentence_at(e.trigger[0]).start : e.trigger[0]].lower().split()
    return not control("react").isdisjoint(lead[-MEETING:])


def _states(reader: Reader, e: Event) -> None:
    """Add the state of a ministry, a chamber or an army that takes part, and to a person the one on whose side of the talk he sits."""
    actors = reader.gazetteer.actors
    if reader.voices is not None:
        seated = reader.voices.people.sides
        e.participants = [replace(p, actor_id=p.actor_id or seated.get(p.person_id or "") or None) for p in e.participants]
    have = {p.actor_id for p in e.participants}
    for p in list(e.participants):
        state = side(reader.gazetteer, p.actor_id, e.date)
        if state is not None and state not in have and actors[state].kind == "state":
            have.add(state)
            e.participants.append(Participant(state, None, p.role))


def _organisations(reader: Reader, e: Event) -> None:
    """Add the organisation whose organ takes part."""
    actors, have = reader.gazetteer.actors, {p.actor_id for p in e.participants}
    for p in list(e.participants):
        organ = actors.get(p.actor_id or "")
        whole = organ.parent_id if organ is not None and organ.kind == "international-organisation" else None
        if whole and whole not in have:
            have.add(whole)
            e.participants.append(Participant(whole, None, p.role))


def beside(reader: Reader, e: Event) -> list[Participant]:
    """Who acts with the one side that the clause of an act between parties names: in the name of its treaty, or in one list with it."""
    return (_in_name(reader, e) or _with(reader, e)) if len(sides_of(reader, e)) == 1 else []


def _in_name(reader: Reader, e: Event) -> list[Participant]:
    """The person or actor in the name of a treaty, with whom somebody signs it: he signed the Westport Memorandum with Lund."""
    m, mine, text = e.treaty, sides_of(reader, e), reader.doc.text
    told = [x for x in reader.between(m.start, m.end) if x.kind in ("actor", "person") and x.ref_id] if m is not None else []
    told = [x for x in told if m is not None and text.endswith(" with ", m.start, x.start) and e.trigger[1] < m.start]
    return [participant(reader.gazetteer, x, e.date) for x in told if not own(reader.gazetteer, x, e.date) & mine]


def _with(reader: Reader, e: Event) -> list[Participant]:
    """Those whom the sentence, up to a semicolon, lists together with the one who takes part."""
    sentence, mine, text = reader.sentence_at(e.trigger[0]), sides_of(reader, e), reader.doc.text
    low, high = text.rfind(";", sentence.start, e.trigger[0]) + 1, text.find(";", e.trigger[1], sentence.end)
    here = reader.between(max(low, sentence.start), high if high >= 0 else sentence.end)
    found = listed(reader.gazetteer, here, text, e.date)
    sides = [side(reader.gazetteer, p.actor_id, e.date) or p.person_id or "" for p in found]
    return [p for p, where in zip(found, sides, strict=True) if where not in mine] if mine & set(sides) else []
