"""In whose land a rising, or a protest goes on, where its clause names nobody who makes it: riots broke out in Oslo.

Only rules with the slot `land` ask for it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from flows.stages.extract.discourse import Discourse, anaphors, people_words
from flows.stages.extract.events.who.roles import Participant, force_words
from flows.stages.grammar.chunks import NP
from flows.stages.grammar.frames import Frame
from flows.stages.grammar.lexis import word_class
from flows.stages.model import Mention
from flows.stages.recognise.gazetteer import Gazetteer

WHERE = ("in", "at", "throughout", "across", "within", "inside", "on")
"""Prepositions of the ground on which it goes on."""
REACH = 30
_IN = re.compile(r"(?i)\b(?:in|inside|within|throughout|across)(?: (?:the|all of|most of|much of|southern|northern|eastern|western))* $")
"""Before the state that a sentence says something goes on in."""


def of(
    frame: Frame,
    mentions: Sequence[Mention],
    trigger: tuple[int, int],
    text: str,
    discourse: Discourse,
    gazetteer: Gazetteer,
    date: str | None,
) -> list[Participant]:
    """The state of the place behind the noun, else of the one that the sentence says it is in, else the one that is told of there."""
    behind = [m for prep in WHERE for np in frame.slots.get(prep, ()) for m in np.heads if m.kind == "place"]
    named = text[trigger[0]].isupper()  # the October Revolution goes on where it does, whatever else is told with it
    inside = [m for m in mentions if not named and m.form == "name" and _IN.search(text, max(0, m.start - REACH), m.start)]
    inside.sort(key=lambda m: abs(m.start - trigger[0]))
    state = next((a for m in (*behind, *inside) if (a := _state(m, gazetteer, date))), None)
    if state is None and not named:
        state = _told_of(discourse, trigger, gazetteer)
    return [Participant(state, None, "source")] if state else []


def of_people(
    frame: Frame, mentions: Sequence[Mention], trigger: tuple[int, int], text: str, gazetteer: Gazetteer, date: str | None
) -> list[Participant]:
    """The state on whose ground its own people act that a noun alone names: in Oslo the police fired into the crowd."""
    if frame.vg is None or not any(_nameless(np) for np in frame.slots.get("agent", ())):
        return []
    behind = [m for prep in WHERE for np in frame.slots.get(prep, ()) for m in np.heads]
    inside = [m for m in mentions if m.form == "name" and _IN.search(text, max(0, m.start - REACH), m.start)]
    inside.sort(key=lambda m: abs(m.start - trigger[0]))
    state = next((a for m in (*behind, *inside) if (a := _state(m, gazetteer, date))), None)
    return [Participant(state, None, "source")] if state else []


def of_the_state(frame: Frame, discourse: Discourse, gazetteer: Gazetteer) -> list[Participant]:
    """The state that a text speaks of most, where the forces of the state do something: government troops, the federal army."""
    own = any(
        np.head in force_words() and not np.entities() and any(u.text in word_class("of-the-state") for u in np.units)
        for np in frame.slots.get("by" if frame.vg is not None and frame.vg.passive else "agent", ())
    )
    state = next((a for a in discourse.main if a in gazetteer.states), None) if own else None
    return [Participant(state, None, "source")] if state else []


def _nameless(np: NP) -> bool:
    """Whether a phrase means people or a body of a state, and says not of which; envoys mostly act abroad."""
    taken_up = anaphors().get(np.head)
    home = taken_up == "state" or (np.head in people_words() and taken_up is None)
    return home and not np.entities() and not np.pronouns()


def _state(m: Mention, gazetteer: Gazetteer, date: str | None) -> str | None:
    """The state that a mention is, or that the place belongs to which it names."""
    if m.kind == "actor":
        return m.ref_id if m.ref_id in gazetteer.states else None
    return (gazetteer.actor_of_place(m.ref_id) or gazetteer.state_at(m.ref_id, date)) if m.kind == "place" else None


def _told_of(discourse: Discourse, trigger: tuple[int, int], gazetteer: Gazetteer) -> str | None:
    told = discourse.taken_up("country", frozenset(), trigger[0])
    return next((m.ref_id for m in told if m.ref_id in gazetteer.states), None)
