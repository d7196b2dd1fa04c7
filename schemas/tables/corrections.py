"""`corrections`: the decisions of people that evidence names."""

from __future__ import annotations

from datetime import date

from schemas.tables.base import ID, Table, column


class Corrections(Table):
    """A decision of a person that a field has another value than the texts were read to say; evidence of it has this id as `rule_id`."""

    key = order = ("correction_id",)

    correction_id: str = column("Id of the decision", pattern=ID)
    record_type: str = column("The kind of record that it is about", vocab="record_types")
    document_id: str | None = column("The document, where it is about what one of them says", refers="documents")
    field: str = column("The field, or the part of a record (party, participant), that it corrects")
    expect: str | None = column("What the build would say without it; null for nothing")
    value: str | None = column("What it says instead; null for nothing")
    author: str = column("Who decided")
    reason: str = column("Why, in a sentence")
    citation: str | None = column("Where the reason can be checked")
    decided: date | None = column("When it was decided")
