"""One raw file through the stages that see one document at a time, in memory and as Parquet.

Each step takes the documents of a unit and changes them; `save` writes what a step knows, `load` brings it back.
A document on which a stage raises keeps what the stages before gave it, and a reject tells of the failure: one
bad text never stops a build.
"""

from __future__ import annotations

import json
import traceback
from collections.abc import Callable, Iterable, Sequence
from copy import copy
from dataclasses import fields
from pathlib import Path
from typing import Any

import pyarrow as pa

from flows.stages import tables
from flows.stages.model import Block, Document, Mention, Passage, Reject, Repair, Sentence, Statement, from_arrow, to_arrow

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

Stage = Callable[[Document], None]


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


def save(documents: Sequence[Document], rejects: Sequence[Reject], folder: Path) -> None:
    """Write the work tables of a unit; `rejects` are those that belong to no document."""
    columns = [[getattr(d, name) for d in documents] for name in _TEXTS]
    columns.append([_json(d.meta) for d in documents])
    tables.write(pa.Table.from_arrays([pa.array(c, pa.string()) for c in columns], schema=DOCUMENTS), folder / "documents.parquet")
    for name, kind in LISTS.items():
        rows = (((d.document_id,), item) for d in documents for item in getattr(d, name))
        tables.write(to_arrow(kind, rows, "document_id"), folder / f"{name}.parquet")
    every = [*rejects, *(r for d in documents for r in d.rejects)]
    tables.write(to_arrow(Reject, (((), r) for r in every)), folder / "rejects.parquet")


def load(folder: Path) -> tuple[list[Document], list[Reject]]:
    """What `save` wrote: the documents in their order, and the rejects that belong to none of them."""
    documents: dict[str, Document] = {}
    for row in tables.read(folder, "documents").to_pylist():
        row["meta"] = json.loads(row["meta"])
        documents[row["document_id"]] = Document(**row)
    for name, kind in LISTS.items():
        table = tables.read(folder, name)
        for document_id, item in zip(table["document_id"].to_pylist(), from_arrow(kind, table), strict=True):
            getattr(documents[document_id], name).append(item)
    rest: list[Reject] = []
    for reject in from_arrow(Reject, tables.read(folder, "rejects")):
        owner = documents.get(reject.document_id or "")
        (rest if owner is None else owner.rejects).append(reject)
    return list(documents.values()), rest


def _json(meta: dict[str, Any]) -> str:
    return json.dumps(meta, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _where(error: Exception) -> str:
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return f"{Path(frame.filename).name}:{frame.lineno}"
