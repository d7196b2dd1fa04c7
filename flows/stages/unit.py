"""One raw file through the stages that see one document at a time: batches of documents in memory, one work table on disk.

Each step takes the documents of a batch and changes them; `Saver` writes what a step knows of them, `loaded` brings it back.
Neither holds more than a batch, however many documents a file has.  A document on which a stage raises keeps what the stages
before gave it, and a reject tells of the failure: one bad text never stops a build.
"""

from __future__ import annotations

import json
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from copy import copy
from dataclasses import fields
from itertools import accumulate, pairwise
from pathlib import Path
from types import TracebackType
from typing import Any

import pyarrow as pa

from flows.stages import tables
from flows.stages.model import Block, Document, Mention, Passage, Reject, Repair, Sentence, Statement, arrow_schema, to_arrow

LISTS: dict[str, type[Any]] = {
    "blocks": Block,
    "passages": Passage,
    "sentences": Sentence,
    "repairs": Repair,
    "mentions": Mention,
    "statements": Statement,
    "rejects": Reject,
}
"""The lists of a Document; once all documents are gathered, each is a table of its own, keyed by document_id."""

FILE = "documents.arrow"
"""The work table of a unit, a row for each document."""

_TEXTS = ("document_id", "source_id", "raw_path", "title", "genre", "language", "licence", "text")
DOCUMENTS = pa.schema([(name, pa.string()) for name in (*_TEXTS, "meta")])
WHOLE = pa.schema([*DOCUMENTS, *((name, pa.list_(pa.struct(list(arrow_schema(kind))))) for name, kind in LISTS.items())])
"""A document with all its lists in one row; one without a document_id holds the rejects that belong to none."""

BATCH = 250_000
"""Characters of text in a batch of documents, unless one document has more."""

Stage = Callable[[Document], None]
Found = Document | Reject
"""What comes out of a raw file: documents, and rejects that belong to none of them."""


def batches(found: Iterable[Found]) -> Iterator[list[Found]]:
    """What comes, in its order, in lists of about `BATCH` characters."""
    held: list[Found] = []
    size = 0
    for one in found:
        held.append(one)
        size += len(one.text) if isinstance(one, Document) else 0
        if size >= BATCH:
            yield held
            held, size = [], 0
    if held:
        yield held


def apply(stages: Iterable[tuple[str, Stage]], documents: Iterable[Document]) -> None:
    """Run the (name, function) pairs over each document in turn; an exception becomes a reject `stage-failed`."""
    pairs = list(stages)
    for document in documents:
        for name, stage in pairs:
            before = {f.name: copy(getattr(document, f.name)) for f in fields(document)}
            try:
                stage(document)
            except Exception as error:
                for field, value in before.items():
                    setattr(document, field, value)
                # Every text has a passage, also one that could not be divided.
                document.passages = document.passages or [Passage(0, None, "paragraph", 0, len(document.text))]
                detail = f"{name}: {type(error).__name__}: {error} ({_where(error)})"
                document.rejects.append(Reject(document.source_id, document.document_id, "extract", "stage-failed", detail))
        # What is kept on disk is JSON: the next stage must see the same values whether they come from there or from here.
        document.meta = json.loads(_json(document.meta))


class Saver:
    """The work table of a unit in the making, in a folder; finished when it is closed."""

    def __init__(self, folder: Path) -> None:
        self._table = tables.Growing(WHOLE, folder / FILE)
        self._rest: list[Reject] = []

    def add(self, found: Sequence[Found]) -> None:
        """Write what is known of a batch."""
        documents = [one for one in found if isinstance(one, Document)]
        rejects = []
        for one in found:
            if isinstance(one, Document):
                rejects.append([r for r in one.rejects if r.document_id == one.document_id])
                # Those of no document come last, so that they stand in one order whether they come from a reader or from a folder.
                self._rest += [r for r in one.rejects if r.document_id != one.document_id]
            else:
                self._rest.append(one)
        columns = [pa.array([getattr(d, name) for d in documents], pa.string()) for name in _TEXTS]
        columns.append(pa.array([_json(d.meta) for d in documents], pa.string()))
        own = [[getattr(d, name) for d in documents] if name != "rejects" else rejects for name in LISTS]
        self._write([*columns, *(_nested(kind, lists) for kind, lists in zip(LISTS.values(), own, strict=True))])

    def _write(self, columns: list[pa.Array]) -> None:
        self._table.add(pa.record_batch(columns, schema=WHOLE))

    def __enter__(self) -> Saver:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if error is None and self._rest:
            nothing = [pa.nulls(1, pa.string())] * len(DOCUMENTS)
            self._write([*nothing, *(_nested(k, [self._rest if name == "rejects" else []]) for name, k in LISTS.items())])
        self._table.close()


def _nested(kind: type[Any], lists: list[list[Any]]) -> pa.Array:
    """Lists of objects as an Arrow array of lists."""
    ends = list(accumulate(map(len, lists), initial=0))
    flat = to_arrow(kind, (((), item) for items in lists for item in items))
    return pa.ListArray.from_arrays(pa.array(ends, pa.int32()), flat.to_struct_array().combine_chunks())


def loaded(folder: Path) -> Iterator[Found]:
    """What `Saver` wrote: the documents in their order, then the rejects that belong to none of them."""
    for piece in tables.pieces(folder / FILE):
        lists = [_objects(kind, piece[name]) for name, kind in LISTS.items()]
        for row, *own in zip(piece.select(DOCUMENTS.names).to_pylist(), *lists, strict=True):
            if row["document_id"] is None:
                yield from own[-1]
                continue
            row["meta"] = json.loads(row["meta"])
            yield Document(**row, **dict(zip(LISTS, own, strict=True)))


def _objects(kind: type[Any], column: pa.Array) -> list[list[Any]]:
    """What `_nested` put into a column."""
    flat = [kind(*values) for values in zip(*(part.to_pylist() for part in column.flatten().flatten()), strict=True)]
    return [flat[start:end] for start, end in pairwise(column.offsets.to_pylist())]


def save(found: Iterable[Found], folder: Path) -> None:
    """Write the work table of a unit."""
    with Saver(folder) as saver:
        for batch in batches(found):
            saver.add(batch)


def load(folder: Path) -> tuple[list[Document], list[Reject]]:
    """All documents that `save` wrote, and the rejects that belong to none of them."""
    found = list(loaded(folder))
    return [d for d in found if isinstance(d, Document)], [r for r in found if isinstance(r, Reject)]


_json = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


def _where(error: Exception) -> str:
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return f"{Path(frame.filename).name}:{frame.lineno}"
