"""`mentions`: every recognised span."""

from __future__ import annotations

from schemas.tables.base import ID, Table, column


class Mentions(Table):
    """A span that names a date, a duration, an actor, a person, a place, a treaty, an article or a quantity."""

    key = ("mention_id",)
    order = ("document_id", "start", "end", "mention_id")
    blooms = (("mention_id", 50_000), ("ref_id", 2_000))

    mention_id: str = column("Hash of the span and what it was read as", pattern=ID)
    document_id: str = column("The document", refers="documents")
    passage_no: int = column("The passage that it stands in", low=0)
    start: int = column("First character of the span (code points)", low=0)
    end: int = column("Character after the last", low=1)
    surface: str | None = column("The characters of the span; null where the licence forbids passing the text on")
    kind: str = column("What it names", vocab="mention_kinds")
    form: str | None = column("How it is named", vocab="mention_forms")
    ref_id: str | None = column("The actor, person, place or treaty that it stands for; null when unresolved")
    value: str | None = column("EDTF of a date, ISO 8601 of a duration, number and unit of a quantity, number of an article")
    rule_id: str = column("The rule or gazetteer row that found it")
    confidence: float = column("How sure the reading is", low=0, high=1)
