"""Whom a blow falls on where only the town or the province is named that it is struck at: they entered Oslo, marched on Lima."""

from __future__ import annotations

from flows.stages.actions import acts
from flows.stages.extract.events.reader import Event, Reader
from flows.stages.extract.events.who.roles import Participant
from flows.stages.grammar.lexis import pattern


def of(reader: Reader, e: Event) -> list[Participant]:
    """The state that a place right behind the act belongs to at its date, where it is another than who acts and the text speaks of it."""
    if e.rule.action not in acts("blows-on-ground") or e.place is None or e.place.kind != "place":
        return []
    if e.place.start < e.trigger[1] or not pattern("struck-at").fullmatch(reader.doc.text, e.trigger[1], e.place.start):
        return []
    g = reader.gazetteer
    state = g.actor_of_place(e.place.ref_id) or g.state_at(e.place.ref_id, e.date)
    sides = {g.owner(p.actor_id, e.date) for p in e.participants}
    named = any(m.ref_id == state for m in reader.mentions)
    return [Participant(state, None, "target")] if state is not None and named and state not in sides else []
