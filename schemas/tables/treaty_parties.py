"""`treaty_parties`: between whom."""

from __future__ import annotations

from schemas.tables.base import Table, column


class TreatyParties(Table):
    """One actor's part in one treaty."""

    key = order = ("treaty_id", "actor_id", "role")

    treaty_id: str = column("The treaty", refers="treaties")
    actor_id: str = column("The actor", refers="actors")
    role: str = column("Its part", vocab="party_roles")
