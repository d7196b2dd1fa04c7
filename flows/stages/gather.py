"""The work tables of all units as one table each: what the whole-table stages start from.

Rows come in the order of the units (by source_id), then of the documents within a unit, then as the stages gave them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from flows.stages import tables
from flows.stages.model import Reject, arrow_schema, to_arrow
from flows.stages.unit import DOCUMENTS, FILE, LISTS, WHOLE

BATCH_BYTES = 32 * 2**20
"""Of documents with all that is known of them, which are held and written at once."""

SOURCES = pa.schema(
    [
        ("source_id", pa.string()),
        ("title", pa.string()),
        ("genre", pa.string()),
        ("publisher", pa.string()),
        ("creators", pa.list_(pa.string())),
        ("language", pa.string()),
        ("licence", pa.string()),
        ("redistributable", pa.bool_()),
        ("url", pa.string()),
        ("raw_path", pa.string()),
        ("media_type", pa.string()),
        ("n_bytes", pa.int64()),
        ("sha256", pa.string()),
        ("citation", pa.string()),
    ]
)
COVERAGE = pa.schema([(name, pa.string()) for name in ("source_id", "topic", "from", "to", "note")])


Rows = Sequence[Mapping[str, Any]]


def gather(folders: Sequence[Path], sources: Rows, coverage: Rows, rejects: Iterable[Reject], out: Path) -> None:
    """Write the ten work tables into `out` from the folders of the units, in their order, and what the catalogue says."""
    tables.write(tables.of_rows(sources, SOURCES), out / "sources.parquet")
    tables.write(tables.of_rows(coverage, COVERAGE), out / "coverage.parquet")
    schemas = {"documents": DOCUMENTS, **{name: _schema(name) for name in LISTS}}
    with ExitStack() as stack:
        files = {name: stack.enter_context(tables.writer(schema, out / f"{name}.parquet")) for name, schema in schemas.items()}

        def write(name: str, table: pa.Table) -> None:
            if len(table):  # else it would be a row group without rows
                files[name].write_table(table, row_group_size=tables.ROWS_PER_GROUP)

        write("rejects", to_arrow(Reject, (((), r) for r in rejects)))
        for documents in _pieces(folders):
            write("documents", documents.filter(pc.is_valid(documents["document_id"])).select(DOCUMENTS.names))
            for name in LISTS:
                write(name, _unnested(documents, name))


def _schema(name: str) -> pa.Schema:
    """Of the table that a list of all documents becomes."""
    return arrow_schema(LISTS[name], *(() if name == "rejects" else ("document_id",)))


def _pieces(folders: Sequence[Path]) -> Iterator[pa.Table]:
    """The documents of all units, as many at once as are worth a row group and fit into memory."""
    held: list[pa.RecordBatch] = []
    n_bytes = 0
    for folder in folders:
        for batch in tables.pieces(folder / FILE):
            held.append(batch)
            n_bytes += batch.nbytes
            if n_bytes > BATCH_BYTES:
                yield pa.Table.from_batches(held, WHOLE).combine_chunks()
                held, n_bytes = [], 0
    if held:
        yield pa.Table.from_batches(held, WHOLE).combine_chunks()


def _unnested(documents: pa.Table, name: str) -> pa.Table:
    """The rows of a list of each document, under its document_id."""
    schema = _schema(name)
    lists = documents[name].chunk(0)
    columns = dict(zip(arrow_schema(LISTS[name]).names, lists.flatten().flatten(), strict=True))
    if "document_id" not in columns:
        columns["document_id"] = documents["document_id"].chunk(0).take(pc.list_parent_indices(lists))
    return pa.Table.from_arrays([columns[c] for c in schema.names], schema=schema)
