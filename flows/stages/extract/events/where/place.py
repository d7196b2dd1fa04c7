"""Where an act is done: the place that its clause names, or the territory of a state that it is done in.

`In Norland the army seized power` is placed in Norland, though Norland is a state; `Sudland invaded Norland` as well, by
the actions of `rules/place_actions.csv`.
"""

from __future__ import annotations

from flows.stages.extract.events.where import again, clause, home, objects, openings
from flows.stages.extract.events.where.act import Act
from flows.stages.extract.events.where.said import said_at
from flows.stages.model import Mention

_IN_WORDS = frozenset(("clause", "office"))
"""What is placed by its own clause alone: it is done in words, or by those who give an office."""


def place(act: Act) -> Mention | None:
    """The mention that places an act, its `ref_id` a place_id; None where its sentence does not say."""
    return (_said(act) if act.takes in _IN_WORDS else _done(act)) or openings.led_to(act)


def _said(act: Act) -> Mention | None:
    if (at := said_at(act) or again.taken_up(act, ("there",))) is not None:
        return at
    return home.at_home(act, act.named) if act.takes == "office" and not home.held_abroad(act) else None


def _done(act: Act) -> Mention | None:
    """Each question in turn: what is struck, what the clause names, to whom it is done, what opens the sentence, whose affair it is."""
    named = [objects.besieged(act, m) for m in act.named] if act.takes in clause.FOUGHT else act.named
    near = clause.near(act, named)
    return (
        (objects.struck(act, near) if act.takes == "target" else None)
        or clause.town_or_region(act, near)
        or clause.ground(act, near)
        or again.taken_up(act)
        or objects.of_state(act, near)
        or openings.opening(act, named)
        or (home.at_home(act, named) if act.takes == "own" else None)
    )
