"""Tables on disk: published ones as Parquet by one writer with pinned settings, equal bytes for equal rows; those of a unit as Arrow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

ROWS_PER_GROUP = 65_536

_SETTINGS = {"compression": "zstd", "compression_level": 3, "version": "2.6", "data_page_version": "1.0", "write_page_index": True}

_WORK = pa.ipc.IpcWriteOptions(compression="lz4", use_threads=False)


def write(table: pa.Table, path: Path) -> None:
    """Write `table` to `path`; the bytes depend on its rows and schema alone, not on how it was put together."""
    # A file that is open already spares Arrow the search for its file system, which costs more than a small table.
    with pa.OSFile(str(path), "wb") as file, pq.ParquetWriter(file, table.schema, **_SETTINGS) as out:
        out.write_table(table.combine_chunks(), row_group_size=ROWS_PER_GROUP)


def writer(schema: pa.Schema, path: Path, blooms: Iterable[tuple[str, int]] = ()) -> pq.ParquetWriter:
    """A writer with the settings of `write`, for tables that are too large to hold; each write starts a row group.

    `blooms` are the columns that get a Bloom filter, with the number of different values to expect in a row group.
    """
    filters = {column: {"ndv": n, "fpp": 0.05} for column, n in blooms}
    return pq.ParquetWriter(path, schema, bloom_filter_options=filters or None, **_SETTINGS)


def of_rows(rows: Sequence[Mapping[str, Any]], schema: pa.Schema) -> pa.Table:
    """Rows as a table; a column that a row lacks is null in it, and what a row has beyond the columns is left out."""
    return pa.Table.from_arrays([pa.array(_column(rows, c.name), c.type) for c in schema], schema=schema)


def _column(rows: Sequence[Mapping[str, Any]], name: str) -> list[Any]:
    try:
        return list(map(itemgetter(name), rows))
    except KeyError:
        return [row.get(name) for row in rows]


def read(folder: Path, name: str, columns: list[str] | None = None) -> pa.Table:
    """The table `name` of a stage's folder, or the named columns of it."""
    with pa.OSFile(str(folder / f"{name}.parquet")) as file:
        return pq.ParquetFile(file).read(columns, use_threads=False)


def values(column: pa.ChunkedArray) -> list[Any]:
    """The values of a column; of texts, equal ones are one object, as a table of statements repeats a few of them without end."""
    if not pa.types.is_string(column.type):
        out: list[Any] = column.to_pylist()
        return out
    coded = column.combine_chunks().dictionary_encode()
    words = [*coded.dictionary.to_pylist(), None]
    return [words[i] for i in coded.indices.fill_null(len(words) - 1).to_pylist()]


class Growing:
    """The work table of a unit in the making, as an Arrow file.

    There are many of them, most are small and each is read once or twice, so it is written in the way that takes least.
    """

    def __init__(self, schema: pa.Schema, path: Path) -> None:
        self._file = pa.OSFile(str(path), "wb")
        self._writer = pa.ipc.new_file(self._file, schema, options=_WORK)

    def add(self, batch: pa.RecordBatch) -> None:
        """Append rows."""
        self._writer.write_batch(batch)

    def close(self) -> None:
        """Write the end of the file."""
        self._writer.close()
        self._file.close()


def pieces(path: Path) -> Iterator[pa.RecordBatch]:
    """What was added to a `Growing` table, one after the other."""
    with pa.OSFile(str(path)) as file:
        table = pa.ipc.open_file(file)
        yield from map(table.get_batch, range(table.num_record_batches))
