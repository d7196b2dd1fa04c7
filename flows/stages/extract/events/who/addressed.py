"""The government that is addressed where a capital stands for it: the envoy cabled the terms to Lima."""

from __future__ import annotations

from collections.abc import Sequence

from flows.stages.extract.events.who.roles import Participant
from flows.stages.grammar.frames import Frame
from flows.stages.recognise.gazetteer import Gazetteer

ADDRESSED = frozenset(("aid", "correspond", "demand", "lend", "propose", "protest", "request", "supply", "threaten", "ultimatum"))
"""Acts whose addressee is a government, though only its town is named."""


def addressed(
    action: str, frame: Frame, gazetteer: Gazetteer, date: str | None, others: Sequence[Participant]
) -> list[Participant]:
    """The state whose capital stands behind `to` for its government, where nobody else is addressed and it does not act itself."""
    if action not in ADDRESSED or any(p.role != "source" for p in others):
        return []
    towns = [m for np in frame.slots.get("to", ()) for m in np.heads if m.kind == "place"]
    state = next((a for m in towns if (a := gazetteer.resolve_actor(m.surface, date, ("capital",)))), None)
    own = {gazetteer.owner(p.actor_id, date) for p in others}
    return [Participant(state, None, "target")] if state and state not in own else []
