"""`events`: what happened."""

from __future__ import annotations

from schemas.tables.base import ID, SLUG, Edtf, Table, column


class Events(Table):
    """One act or occurrence with at least one actor, as the documents tell it."""

    key = order = ("event_id",)

    event_id: str = column("Identifier, kept across releases", pattern=ID)
    slug: str = column("Readable name, for addresses", derived=True, pattern=SLUG)
    date: Edtf | None = column("When (EDTF)")
    date_basis: str | None = column("Where `date` comes from", vocab="date_bases")
    event_type: str = column("Type after PLOVER; follows from `action`", derived=True, vocab="event_types")
    action: str = column("What was done", vocab="actions")
    place_id: str | None = column("Where", refers="places")
    treaty_id: str | None = column("The treaty that it is about", refers="treaties")
    realis: str = column("Whether the text tells it as fact", vocab="realis")
    headline: str = column("One line made from the other columns, to read", derived=True)
    n_documents: int = column("Number of documents that tell of it", derived=True, low=0)
    n_publishers: int = column("Number of independent publishers among them", derived=True, low=0)
    confidence: float = column("How sure the record is, from its evidence", derived=True, low=0, high=1)
