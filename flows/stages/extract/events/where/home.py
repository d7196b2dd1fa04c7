"""The state whose affair an act is: a rising, a government, an office is where it belongs, and needs no phrase that says so."""

from __future__ import annotations

from collections.abc import Sequence

from flows.stages.actions import acts
from flows.stages.extract.events.where.act import Act
from flows.stages.extract.events.where.lands import as_place
from flows.stages.extract.events.where.wording import phrase
from flows.stages.model import Mention


def at_home(act: Act, named: Sequence[Mention]) -> Mention | None:
    """The Persian revolution, a coup against its King, who was elected President of Peru.

    It is told of no other state, or of this one right before its noun.  Of a rising its sentence need not name the state.
    """
    g = act.gazetteer
    beside = next((m for m in named if _right_before(act, m)), None)
    if beside is None and _backed(act):
        return None
    states = {side for p in act.participants if (side := g.owner(p.actor_id, None)) and g.place_of_actor(side)}
    whose = g.owner(beside.ref_id, None) if beside is not None else next(iter(states)) if len(states) == 1 else None
    ground = g.place_of_actor(whose)
    if ground is None:
        return None
    own = next((m for m in named if m.kind == "actor" and g.owner(m.ref_id, None) == whose), None)
    if own is None and act.action in acts("risings"):
        start, end = act.trigger
        return Mention(start, end, act.text[start:end], "place", ground, None, "", 0.6)
    return as_place(own, ground) if own is not None else None


def held_abroad(act: Act) -> bool:
    """Whether an office is one that is held outside of the state which gives it."""
    return phrase("abroad").search(act.text, act.trigger[1], act.end) is not None


def _right_before(act: Act, m: Mention) -> bool:
    beside = m.kind == "actor" and m.end <= act.trigger[0]
    return beside and phrase("national").fullmatch(act.text, m.end, act.trigger[0]) is not None


def _backed(act: Act) -> bool:
    """Whether all that is told of a rising is who does something about it: they weighed support for a coup."""
    about = act.frame.vg is None and act.frame.governor is not None and act.frame.governor.start < act.trigger[0]
    return about and all(p.role == "source" for p in act.participants)
