"""Who stands together in a sentence: lists of actors and persons, and whether a name says who acts or only where.

Sides are what the grammar of acts counts: a ministry or an army is on the side of its state.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from flows.stages.extract.events.who.roles import Participant
from flows.stages.model import Mention
from flows.stages.recognise.gazetteer import Gazetteer
from flows.stages.recognise.kinds import actor_kinds

if TYPE_CHECKING:
    from flows.stages.extract.events.reader import Event, Reader

_WHERE = re.compile(
    r"\b(?:in|into|inside|within|near|across|throughout|over|around|off|outside|toward|towards|from|against|after|about|regarding|concerning|on|upon|along)"
    r" (?:the |all of |most of |much of |a |its |their |his )?(?:[a-z-]+ )?$"
)
AND = re.compile(r"(?:, | and |, and | or )(?:the |with )?")


def side(gazetteer: Gazetteer, actor_id: str | None, date: str | None = None) -> str | None:
    """The state that a body belongs to at a date, any other actor itself."""
    return gazetteer.owner(actor_id, date)


def sides_of(reader: Reader, e: Event) -> set[str]:
    """The sides that take part in an event; a person who acts for none is one of his own."""
    return {side(reader.gazetteer, p.actor_id, e.date) or p.person_id or "" for p in e.participants}


def own(gazetteer: Gazetteer, m: Mention, date: str | None = None) -> set[str]:
    """The ids of whom a mention stands for, and of its side at a date."""
    return {x for x in (m.ref_id, side(gazetteer, m.ref_id, date), m.for_actor) if x}


def acts(m: Mention, text: str) -> bool:
    """Whether a mention can be one who acts: not a modifier of something else, nor the place where it happens."""
    return m.form != "adjective" and (m.kind == "person" or not _WHERE.search(text[max(0, m.start - 40) : m.start]))


def participant(gazetteer: Gazetteer, m: Mention, date: str | None) -> Participant:
    """The one of whom a mention tells, a person with the state that it acts for, as a party."""
    if m.kind == "person":
        return Participant(m.for_actor or gazetteer.state_of(m.ref_id or "", date), m.ref_id, "party")
    return Participant(m.ref_id, None, "party")


def listed(gazetteer: Gazetteer, mentions: Sequence[Mention], text: str, date: str | None) -> list[Participant]:
    """The longest list that `and` joins of a sentence's mentions, where it is of two sides at least.

    Behind its `and` a list has ended: pressed by Norway and Peru, Sweden signed.
    """
    ended = False
    best: list[Mention] = []
    run: list[Mention] = []
    for m in mentions:
        if m.kind not in ("actor", "person") or not m.ref_id:
            continue
        joint = AND.fullmatch(text, run[-1].end, m.start) if run and m.form != "adjective" else None
        if joint is not None and not (ended and "and" not in joint[0]):
            run.append(m)
        else:
            run, joint = [m] if acts(m, text) else [], None
        ended = joint is not None and "and" in joint[0]
        if len(run) > max(1, len(best)):
            best = list(run)
    found = [participant(gazetteer, m, date) for m in best]
    return found if len({side(gazetteer, p.actor_id, date) or p.person_id for p in found}) > 1 else []


def states_named(gazetteer: Gazetteer, mentions: Sequence[Mention], position: int, date: str | None) -> list[Participant]:
    """The states that the mentions of a sentence name, or for which persons in it stand: those before an offset where they are two."""
    before = [m for m in mentions if m.end <= position]
    if len(before) < len(mentions) and len(found := states_named(gazetteer, before, position, date)) > 1:
        return found
    actors = gazetteer.actors
    sides = [side(gazetteer, m.for_actor or m.ref_id if m.kind == "actor" else m.for_actor, date) for m in mentions if m.ref_id]
    states = dict.fromkeys(a for a in sides if a and a in actors and actors[a].kind in actor_kinds("states"))
    return [Participant(a, None, "party") for a in states]
