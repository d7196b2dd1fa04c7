"""The work tables of all units as one table each: what the whole-table stages start from.

Rows come in the order of the units (by source_id), then of the documents within a unit, then as the stages gave them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from flows.stages import tables
from flows.stages.model import Reject, arrow_schema, to_arrow
from flows.stages.unit import DOCUMENTS, LISTS

_BATCH_BYTES = 32 * 2**20

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
    tables.write(_table(sources, SOURCES), out / "sources.parquet")
    tables.write(_table(coverage, COVERAGE), out / "coverage.parquet")
    _concatenate(folders, "documents", DOCUMENTS, out)
    for name, kind in LISTS.items():
        _concatenate(folders, name, arrow_schema(kind, "document_id"), out)
    _concatenate(folders, "rejects", arrow_schema(Reject), out, first=to_arrow(Reject, (((), r) for r in rejects)))


def _table(rows: Rows, schema: pa.Schema) -> pa.Table:
    return tables.of_rows(rows, schema)


def _concatenate(folders: Sequence[Path], name: str, schema: pa.Schema, out: Path, first: pa.Table | None = None) -> None:
    """One table after the other; held rows are written out in groups, so that no table has to fit into memory."""
    held: list[pa.Table] = [] if first is None else [first]
    n_bytes = 0
    with tables.writer(schema, out / f"{name}.parquet") as writer:
        for folder in folders:
            with pa.OSFile(str(folder / f"{name}.parquet")) as opened:
                file = pq.ParquetFile(opened)
                for group in range(file.num_row_groups if file.metadata.num_rows else 0):
                    held.append(table := file.read_row_group(group, use_threads=False))
                    n_bytes += table.nbytes
                    if n_bytes > _BATCH_BYTES:
                        writer.write_table(pa.concat_tables(held).combine_chunks(), row_group_size=tables.ROWS_PER_GROUP)
                        held, n_bytes = [], 0
        if held:
            writer.write_table(pa.concat_tables(held).combine_chunks(), row_group_size=tables.ROWS_PER_GROUP)
