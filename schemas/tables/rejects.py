"""`rejects`: what could not be read, resolved or validated."""

from __future__ import annotations

from schemas.tables.base import ID, Table, column


class Rejects(Table):
    """One thing that became no record, with the place and the reason."""

    key = ("reject_id",)
    order = ("source_id", "document_id", "start", "reject_id")

    reject_id: str = column("Hash of the reason and the place", pattern=ID)
    source_id: str | None = column("The source, where one is known", refers="sources")
    document_id: str | None = column("The document, where it came that far", refers="documents")
    stage: str = column("The stage that gave up", vocab="stages")
    reason: str = column("Why it became no record", vocab="reject_reasons")
    detail: str | None = column("What exactly, for people")
    start: int | None = column("First character of the place (code points)", low=0)
    end: int | None = column("Character after the last", low=0)
