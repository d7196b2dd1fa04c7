"""Work and published tables as Parquet: one writer with pinned settings, so that equal tables are equal bytes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from operator import itemgetter
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

ROWS_PER_GROUP = 65_536
BYTES_PER_GROUP = 4 * 2**20
"""Of a table that grows: when so much is held, it is written."""

_SETTINGS = {"compression": "zstd", "compression_level": 3, "version": "2.6", "data_page_version": "1.0", "write_page_index": True}

_WORK = {"compression": "lz4", "use_dictionary": False, "write_statistics": False}


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


class Growing:
    """A work table in the making: what is added is held until it is worth a row group of its own.

    There are many of them, most are small and each is read once, so it is written in the way that takes least.
    """

    def __init__(self, schema: pa.Schema, path: Path) -> None:
        self._schema, self._path = schema, path
        self._held: list[pa.Table] = []
        self._rows = self._bytes = 0
        self._file: pa.NativeFile | None = None
        self._writer: pq.ParquetWriter | None = None

    def add(self, table: pa.Table) -> None:
        """Append rows."""
        self._held.append(table)
        self._rows, self._bytes = self._rows + len(table), self._bytes + table.nbytes
        if self._rows >= ROWS_PER_GROUP or self._bytes >= BYTES_PER_GROUP:
            self._write()

    def close(self) -> None:
        """Write what is left, and the end of the file."""
        if self._held:
            self._write()
        if self._writer is None or self._file is None:
            self._path.write_bytes(_empty(self._schema))
            return
        self._writer.close()
        self._file.close()

    def _write(self) -> None:
        whole = self._held[0] if len(self._held) == 1 else pa.concat_tables(self._held).combine_chunks()
        if self._writer is None:
            self._file = pa.OSFile(str(self._path), "wb")
            self._writer = pq.ParquetWriter(self._file, self._schema, **_WORK)
        self._writer.write_table(whole, row_group_size=ROWS_PER_GROUP)
        self._held, self._rows, self._bytes = [], 0, 0


@cache
def _empty(schema: pa.Schema) -> bytes:
    """A work table without rows."""
    sink = pa.BufferOutputStream()
    pq.ParquetWriter(sink, schema, **_WORK).close()
    return bytes(sink.getvalue())


def pieces(folder: Path, name: str, rows: int) -> Iterator[pa.Table]:
    """The table `name` of a stage's folder in tables of at most so many rows."""
    with pa.OSFile(str(folder / f"{name}.parquet")) as file:
        for batch in pq.ParquetFile(file).iter_batches(rows, use_threads=False):
            yield pa.Table.from_batches([batch])
