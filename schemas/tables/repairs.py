"""`repairs`: what cleaning changed."""

from __future__ import annotations

from schemas.tables.base import Table, column


class Repairs(Table):
    """One change that was made to the text as published, or one doubt about it."""

    order = ("document_id", "start", "end", "rule_id", "kind", "before", "after")

    document_id: str = column("The document", refers="documents")
    rule_id: str = column("The rule that made the change")
    kind: str = column("Furniture removed, characters changed, or only flagged", vocab="repair_kinds")
    start: int = column("Where what is left of it starts in the cleaned text", low=0)
    end: int = column("Where it ends", low=0)
    before: str = column("The characters as published")
    after: str = column("The characters in the cleaned text")
