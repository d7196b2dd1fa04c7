"""`coverage`: where silence means something."""

from __future__ import annotations

from datetime import date

from schemas.tables.base import Table, column


class Coverage(Table):
    """A period and a subject for which a source claims to be complete; outside of it, absence is unknown and not zero."""

    key = order = ("source_id", "topic", "from", "to")

    source_id: str = column("The source", refers="sources")
    topic: str = column("The subject: `treaties`, `events`, or a word of the publisher's")
    from_: date | None = column("First day")
    to: date | None = column("Last day")
    note: str | None = column("What exactly the source claims")
