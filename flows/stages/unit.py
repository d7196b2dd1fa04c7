"""One raw file through the stages that see one document at a time: batches of documents in memory, work tables on disk.

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
from pathlib import Path
from types import TracebackType
from typing import Any

import pyarrow as pa

from flows.stages import tables
from flows.stages.model import Block, Document, Mention, Passage, Reject, Repair, Sentence, Statement, arrow_schema, from_arrow, to_arrow

LISTS: dict[str, type[Any]] = {
    "blocks": Block,
    "passages": Passage,
    "sentences": Sentence,
    "repairs": Repair,
    "mentions": Mention,
    "statements": Statement,
}
"""The lists of a Document that are tables of their own, keyed by document_id."""

_TEXTS = ("document_id", "source_id", "raw_path", "title", "genre", "language", "licence", "text")
DOCUMENTS = pa.schema([(name, pa.string()) for name in (*_TEXTS, "meta")])

BATCH = 250_000
"""Characters of text in a batch of documents, unless one document has more."""

_ROWS = 2048  # of a work table that are brought back at once

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
    """The work tables of a unit in the making, in a folder; finished when it is closed."""

    def __init__(self, folder: Path) -> None:
        self._documents = tables.Growing(DOCUMENTS, folder / "documents.parquet")
        self._lists = {name: tables.Growing(arrow_schema(kind, "document_id"), folder / f"{name}.parquet") for name, kind in LISTS.items()}
        self._rejects = tables.Growing(arrow_schema(Reject), folder / "rejects.parquet")
        self._rest: list[Reject] = []

    def add(self, found: Sequence[Found]) -> None:
        """Write what is known of a batch."""
        documents = [d for d in found if isinstance(d, Document)]
        columns = [[getattr(d, name) for d in documents] for name in _TEXTS]
        columns.append([_json(d.meta) for d in documents])
        self._documents.add(pa.Table.from_arrays([pa.array(c, pa.string()) for c in columns], schema=DOCUMENTS))
        for name, kind in LISTS.items():
            rows = [((d.document_id,), item) for d in documents for item in getattr(d, name)]
            if rows:
                self._lists[name].add(to_arrow(kind, rows, "document_id"))
        every = [(d.document_id, r) for d in documents for r in d.rejects] + [(None, r) for r in found if isinstance(r, Reject)]
        # Those of no document come last, so that they stand in one order whether they come from a reader or from a folder.
        self._rest += [r for owner, r in every if owner is None or r.document_id != owner]
        if own := [((), r) for owner, r in every if owner is not None and r.document_id == owner]:
            self._rejects.add(to_arrow(Reject, own))

    def __enter__(self) -> Saver:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if error is None and self._rest:
            self._rejects.add(to_arrow(Reject, (((), r) for r in self._rest)))
        for table in (self._documents, *self._lists.values(), self._rejects):
            table.close()


def loaded(folder: Path) -> Iterator[Found]:
    """What `Saver` wrote: the documents in their order, then the rejects that belong to none of them."""
    lists = {name: _Rows(folder, name, kind) for name, kind in LISTS.items()}
    rejects: dict[str | None, list[Reject]] = {}
    for reject in from_arrow(Reject, tables.read(folder, "rejects")):
        rejects.setdefault(reject.document_id, []).append(reject)
    for piece in tables.pieces(folder, "documents", 32):
        for row in piece.to_pylist():
            row["meta"] = json.loads(row["meta"])
            document = Document(**row, rejects=rejects.pop(row["document_id"], []))
            for name, rows in lists.items():
                setattr(document, name, rows.of(document.document_id))
            yield document
    for rest in rejects.values():
        yield from rest


class _Rows:
    """The rows of a work table, document after document."""

    def __init__(self, folder: Path, name: str, kind: type[Any]) -> None:
        self._rows = _keyed(folder, name, kind)
        self._next = next(self._rows, None)

    def of(self, document_id: str) -> list[Any]:
        """Those of the document that comes next."""
        out: list[Any] = []
        while self._next is not None and self._next[0] == document_id:
            out.append(self._next[1])
            self._next = next(self._rows, None)
        return out


def _keyed(folder: Path, name: str, kind: type[Any]) -> Iterator[tuple[str, Any]]:
    for piece in tables.pieces(folder, name, _ROWS):
        yield from zip(piece["document_id"].to_pylist(), from_arrow(kind, piece), strict=True)


def save(found: Iterable[Found], folder: Path) -> None:
    """Write the work tables of a unit."""
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
