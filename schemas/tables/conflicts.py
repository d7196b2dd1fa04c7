"""`conflicts`: where the documents disagree."""

from __future__ import annotations

from schemas.tables.base import Claim, Table, column


class Conflicts(Table):
    """One field of one record for which the documents give different values."""

    key = order = ("record_type", "record_id", "field")

    record_type: str = column("The table of the record", vocab="record_types")
    record_id: str = column("Key of the record")
    field: str = column("The column")
    values: list[Claim] = column("Every value with the evidence for it")
    chosen: str | None = column("The value that the record has; null where none was chosen")
    policy: str = column("Why that one", vocab="conflict_policies")
