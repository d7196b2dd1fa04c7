"""`evidence`: the atom of the dataset."""

from __future__ import annotations

from schemas.tables.base import ID, Table, column


class Evidence(Table):
    """One thing that one span of one document says of one record."""

    key = ("evidence_id",)
    order = ("record_type", "record_id", "field", "document_id", "start", "evidence_id")
    blooms = (("evidence_id", 50_000),)

    evidence_id: str = column("Hash of what it says and where", pattern=ID)
    record_type: str = column("The table of the record", vocab="record_types")
    record_id: str = column("Key of the record; key columns joined by `|`, null as the empty string, where there are several")
    field: str | None = column("The column that it speaks of; null: that the record exists")
    value: str | None = column("The value in normal form; of a row with several cells, a JSON object")
    value_original: str | None = column("The value as printed")
    document_id: str | None = column("The document; null only for a curated value without one", refers="documents")
    start: int | None = column("First character of the quote (code points)", low=0)
    end: int | None = column("Character after the last", low=1)
    quote: str | None = column("The text at the span; null where the licence forbids passing it on", max_length=1000)
    method: str = column("How it was read", vocab="evidence_methods")
    rule_id: str | None = column("The rule or the correction")
    status: str = column("Whether the record says so", vocab="evidence_statuses")
    confidence: float = column("How sure the reading is", low=0, high=1)
