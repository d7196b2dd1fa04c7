"""What the per-document stages hand to each other, in memory and as Arrow.

Offsets are Unicode code points, half open, into `Document.text`.  Until the clean stage has run
that is the text as decoded; from then on it is the text that is published.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from operator import attrgetter
from typing import Any

import pyarrow as pa

UNTOLD = frozenset(("heading", "front", "signature", "note", "dateline"))
"""The passages in which nobody tells anything."""


@dataclass(slots=True)
class Block:
    """A piece of layout that a reader or the segmenter knows: heading, paragraph, list-item, table-row, note, page-break."""

    kind: str
    start: int
    end: int
    level: int = 0


@dataclass(slots=True)
class Passage:
    """A stretch of text under one path of headings; passages tile the document."""

    passage_no: int
    heading: str | None
    kind: str
    start: int
    end: int


@dataclass(slots=True)
class Sentence:
    """One sentence (or heading, list item, dateline), without surrounding white space.

    `date` (EDTF) is where the narrative stands when the sentence is told; the date recogniser sets it.
    """

    sentence_no: int
    passage_no: int
    start: int
    end: int
    date: str | None = None


@dataclass(slots=True)
class Repair:
    """One change that cleaning made; `start`/`end` place what is left of it in the cleaned text.

    `kind` is boilerplate (removed furniture), repair (characters changed) or flag (kept as it is, but doubtful).
    """

    rule_id: str
    kind: str
    start: int
    end: int
    before: str
    after: str


@dataclass(slots=True)
class Reject:
    """Something that could not be read, parsed, resolved or validated; `reason` is a code of `vocab/reject_reasons.csv`."""

    source_id: str | None
    document_id: str | None
    stage: str
    reason: str
    detail: str
    start: int | None = None
    end: int | None = None


@dataclass(slots=True)
class Mention:
    """A recognised span.

    `ref_id` is the entity (null when unresolved), `value` the normal form of a date, duration or quantity, `form`
    how the entity is named (name, adjective, demonym, capital, metonym, full, surname, office, pronoun, named,
    described, anaphor, partial, relative ...), `for_actor` the actor that a person acts for by the text or an office.
    """

    start: int
    end: int
    surface: str
    kind: str
    ref_id: str | None
    value: str | None
    rule_id: str
    confidence: float
    passage_no: int = 0
    form: str | None = None
    for_actor: str | None = None


@dataclass(slots=True)
class Statement:
    """One thing that a span of a document says of one record.

    `local_id` names the record within the document (`t1`, `e12`, `p3`, `d` for the document itself), `record_type`
    is treaties, events, positions or documents, `field` a column of that table, null for the record itself, or a
    part with rows of its own: party, signatory, action, article, participant, whose `value` is a JSON object.
    """

    local_id: str
    record_type: str
    field: str | None
    value: str | None
    value_original: str | None
    start: int
    end: int
    rule_id: str
    confidence: float
    method: str = "rule"


@dataclass(slots=True)
class Document:
    """One logical document on its way through the stages."""

    document_id: str
    source_id: str
    raw_path: str
    text: str
    genre: str | None = None
    language: str | None = None
    title: str | None = None
    licence: str | None = None
    meta: dict[str, Any] = field(default_factory=dict)
    blocks: list[Block] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)
    repairs: list[Repair] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)

    def sentence_at(self, offset: int) -> Sentence:
        """The sentence that an offset of the text lies in; the one before it where it lies between two."""
        return self.sentences[max(0, bisect_right(self.sentences, offset, key=_START) - 1)]


_START = attrgetter("start")
_ARROW = {"str": pa.string(), "int": pa.int64(), "float": pa.float64()}
_SCHEMAS: dict[tuple[type[Any], tuple[str, ...]], pa.Schema] = {}


def arrow_schema(kind: type[Any], *keys: str) -> pa.Schema:
    """The Arrow schema of a list of `kind`, with string columns `keys` (such as document_id) before it."""
    if (kind, keys) not in _SCHEMAS:
        columns = [(k, pa.string()) for k in keys]
        columns += [(f.name, _ARROW[str(f.type).split(" ")[0]]) for f in fields(kind) if f.name not in keys]
        _SCHEMAS[kind, keys] = pa.schema(columns)
    return _SCHEMAS[kind, keys]


def to_arrow(kind: type[Any], rows: Iterable[tuple[tuple[str, ...], Any]], *keys: str) -> pa.Table:
    """Rows of (key values, object) as one Arrow table with the schema of `arrow_schema(kind, *keys)`."""
    schema = arrow_schema(kind, *keys)
    values = attrgetter(*schema.names[len(keys) :])
    columns = list(zip(*((*key, *values(item)) for key, item in rows), strict=True)) or [()] * len(schema)
    return pa.Table.from_arrays([pa.array(c, t) for c, t in zip(columns, schema.types, strict=True)], schema=schema)
