"""`offices`: who held which office when."""

from __future__ import annotations

from datetime import date

from schemas.tables.base import Table, column


class Offices(Table):
    """One tenure of one person; says for whom a person acts on a day."""

    key = order = ("person_id", "actor_id", "office", "from")

    person_id: str = column("The person", refers="persons")
    actor_id: str = column("The state or body", refers="actors")
    office: str = column("The office")
    from_: date | None = column("First day; where only the month or the year is known, its first day")
    to: date | None = column("Last day; where only the month or the year is known, its last day")
