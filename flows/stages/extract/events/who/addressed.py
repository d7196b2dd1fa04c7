"""The government that is addressed where a capital stands for it: the envoy cabled the terms to Lima."""

from __future__ import annotations

from collections.abc import Sequence

from flows.stages.actions import acts
from flows.stages.extract.events.who.roles import Participant
from flows.stages.grammar.frames import Frame
from flows.stages.recognise.gazetteer import Gazetteer


def addressed(
    action: str, frame: Frame, gazetteer: Gazetteer, date: str | None, others: Sequence[Participant]
) -> list[Participant]:
    """The states whose capitals stand behind `to` for their governments, where nobody else is addressed and they do not act themselves."""
    if action not in acts("done-to-governments") or any(p.role != "source" for p in others):
        return []
    towns = [m for np in frame.slots.get("to", ()) for x in (np, *np.also) for m in x.heads if m.kind == "place"]
    states = dict.fromkeys(gazetteer.resolve_actor(m.surface, date, ("capital",)) for m in towns)
    own = {gazetteer.owner(p.actor_id, date) for p in others}
    return [Participant(a, None, "target") for a in states if a and a not in own]
