"""`passages`: the documents in stretches."""

from __future__ import annotations

from schemas.tables.base import Table, column


class Passages(Table):
    """A stretch of a document under one path of headings; the passages of a document tile its text."""

    key = order = ("document_id", "passage_no")

    document_id: str = column("The document", refers="documents")
    passage_no: int = column("Number of the passage in the document, in the order of the text", low=0)
    heading: str | None = column("Headings above it, from the widest to the nearest, joined by ` > `")
    kind: str | None = column("What the passage is on the page", vocab="passage_kinds")
    start: int = column("First character (code points from the start of the text)", low=0)
    end: int = column("Character after the last", low=0)
