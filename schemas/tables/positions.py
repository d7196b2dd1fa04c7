"""`positions`: who stood where on what in a negotiation."""

from __future__ import annotations

from schemas.tables.base import ID, Edtf, Table, column


class Positions(Table):
    """One move of one speaker on one subject, as one document reports it."""

    key = order = ("position_id",)

    position_id: str = column("Identifier, kept across releases", pattern=ID)
    document_id: str = column("The document that reports it", derived=True, refers="documents")
    event_id: str | None = column("The meeting", refers="events")
    treaty_id: str | None = column("The treaty under discussion", refers="treaties")
    article: str | None = column("The article under discussion, as printed")
    person_id: str | None = column("Who spoke", refers="persons")
    actor_id: str | None = column("For whom", refers="actors")
    stance: str = column("The move", vocab="stances")
    subject: str | None = column("What it is about, in the words of the document")
    date: Edtf | None = column("When (EDTF)")
