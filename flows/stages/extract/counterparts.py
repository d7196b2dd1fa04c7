"""Whom a clause leaves unsaid: the state behind a body that acts, and the other side of an act that takes two.

The grammar reads who stands in the clause of an act.  What is told of one alone (`Norland rejected the offer`) is completed from
who else the sentence names, and then from those with whom it last dealt in the sentences before.
"""

from __future__ import annotations

import re
from functools import cache

from flows.stages.extract.company import AND, acts, listed, own, participant, side
from flows.stages.extract.events import Event, Reader
from flows.stages.extract.roles import Participant
from flows.stages.model import TALKS, Mention
from schemas.data import rows

REACH = 5
"""Sentences after which those who dealt with each other are no longer in the reader's mind."""
MOST = 3
"""Sides of a dealing beyond which one of them does not deal with all the others again."""
_BORDER = re.compile(r"[;—]|\b(?:but|while|whereas|although)\b")
_MATTER = re.compile(r"\b(?:of|for|about|concerning|over|into)(?: the)? $")
"""Before somebody whom the act is about and not done to: a plan for the control of Norland."""


@cache
def wants() -> dict[str, tuple[str, bool]]:
    """Action -> who must take part in it besides one who acts, party or target, and whether that may be told before."""
    return {r["action"]: (r["wants"], r["told_before"] == "yes") for r in rows("rules/counterparts", "action", "wants", "told_before")}


def complete(reader: Reader, events: list[Event]) -> None:
    """Add to the participants of events, which stand in the order of the text, who is meant without being named in the clause."""
    dealings: list[tuple[int, list[Participant]]] = []
    for e in events:
        _states(reader, e)
        wanted, told_before = wants().get(e.rule.action, ("", False))
        if wanted and len(_sides(reader, e)) == 1:
            backwards = wanted == "target" and all(p.role == "target" for p in e.participants)
            role = "party" if wanted == "party" else "source" if backwards else "target"
            found = (_with(reader, e) if wanted == "party" else []) or _named(reader, e, backwards)
            if not found and told_before and not (backwards and reader.doc.genre in TALKS):
                found = _dealt(reader, e, dealings)
            e.participants += [Participant(p.actor_id, p.person_id, role) for p in found]
            _states(reader, e)
        if len(_sides(reader, e)) > 1:
            dealings.append((e.sentence, e.participants))


def _sides(reader: Reader, e: Event) -> set[str]:
    return {side(reader.gazetteer, p.actor_id) or p.person_id or "" for p in e.participants}


def _states(reader: Reader, e: Event) -> None:
    """Add the state of a ministry, a chamber or an army that takes part."""
    actors = reader.gazetteer.actors
    have = {p.actor_id for p in e.participants}
    for p in list(e.participants):
        state = side(reader.gazetteer, p.actor_id)
        if state is not None and state not in have and actors[state].kind == "state":
            have.add(state)
            e.participants.append(Participant(state, None, p.role))


def _named(reader: Reader, e: Event, backwards: bool) -> list[Participant]:
    """Who else the sentence names, after the trigger, or before it where the one who acts is missing; with whom `and` joins to it."""
    sentence = reader.sentence_at(e.trigger[0])
    text, have = reader.doc.text, _sides(reader, e) | {p.person_id or "" for p in e.participants}
    here = [m for m in reader.between(sentence.start, sentence.end) if m.kind in ("actor", "person") and m.ref_id]
    here = [m for m in here if m.end <= e.trigger[0]][::-1] if backwards else [m for m in here if m.start >= e.trigger[1]]
    found: list[Mention] = []
    for m in here:
        if found:
            last = found[-1]
            between = text[m.end : last.start] if backwards else text[last.end : m.start]
            if not AND.fullmatch(between):
                break
        elif not acts(m, text) or own(reader.gazetteer, m) & have or (not backwards and _MATTER.search(text, e.trigger[1], m.start)):
            continue
        else:
            span = text[m.end : e.trigger[0]] if backwards else text[e.trigger[1] : m.start]
            if _BORDER.search(span):
                break
        if not own(reader.gazetteer, m) & have:
            found.append(m)
    return [participant(reader.gazetteer, m, e.date) for m in found]


def _with(reader: Reader, e: Event) -> list[Participant]:
    """Those whom the sentence lists together with the one who takes part."""
    sentence, mine = reader.sentence_at(e.trigger[0]), _sides(reader, e)
    found = listed(reader.gazetteer, reader.between(sentence.start, sentence.end), reader.doc.text, e.date)
    sides = [side(reader.gazetteer, p.actor_id) or p.person_id or "" for p in found]
    return [p for p, where in zip(found, sides, strict=True) if where not in mine] if mine & set(sides) else []


def _dealt(reader: Reader, e: Event, dealings: list[tuple[int, list[Participant]]]) -> list[Participant]:
    """With whom the one side dealt when it was last told of with another."""
    mine = _sides(reader, e)
    for at, participants in reversed(dealings):
        if e.sentence - at > REACH:
            break
        sides = {side(reader.gazetteer, p.actor_id) or p.person_id or "" for p in participants}
        if mine <= sides:
            others = [p for p in participants if (side(reader.gazetteer, p.actor_id) or p.person_id) not in mine]
            return others if len(sides) <= MOST and not any(_organisation(reader, p) for p in others) else []
    return []


def _organisation(reader: Reader, p: Participant) -> bool:
    actor = reader.gazetteer.actors.get(p.actor_id or "")
    return actor is not None and actor.kind == "international-organisation"
