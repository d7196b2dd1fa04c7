"""`event_participants`: who took part."""

from __future__ import annotations

from schemas.tables.base import Table, column


class EventParticipants(Table):
    """One actor or person in one event; both where a person acts for a state."""

    key = order = ("event_id", "actor_id", "person_id", "role")

    event_id: str = column("The event", refers="events")
    actor_id: str | None = column("The actor", refers="actors")
    person_id: str | None = column("The person", refers="persons")
    role: str = column("Source and target of a directed action, party of a mutual one", vocab="participant_roles")
