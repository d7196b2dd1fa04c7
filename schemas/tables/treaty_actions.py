"""`treaty_actions`: what was done about a treaty, after the UN Treaty Series."""

from __future__ import annotations

from schemas.tables.base import Edtf, Table, column


class TreatyActions(Table):
    """One act in the life of a treaty: signature, ratification, entry into force, termination and so on."""

    key = order = ("treaty_id", "action", "actor_id", "date")

    treaty_id: str = column("The treaty", refers="treaties")
    action: str = column("The act", vocab="treaty_actions")
    actor_id: str | None = column("Who did it; null where all parties did or no document says", refers="actors")
    date: Edtf | None = column("When (EDTF)")
    event_id: str | None = column("The same act among the events", derived=True, refers="events")
