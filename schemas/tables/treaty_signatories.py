"""`treaty_signatories`: who signed."""

from __future__ import annotations

from schemas.tables.base import Table, column


class TreatySignatories(Table):
    """One person's signature under one treaty."""

    key = order = ("treaty_id", "person_id", "actor_id")

    treaty_id: str = column("The treaty", refers="treaties")
    person_id: str = column("The person", refers="persons")
    actor_id: str | None = column("For whom; null where the text does not say", refers="actors")
