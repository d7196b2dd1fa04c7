"""The dataset as its readers open it, and its rows as a table, CSV, JSON or Parquet."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import os
import signal
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, time
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Any, BinaryIO, TextIO

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from flows.settings import UsageError

DATABASE = "chancery.duckdb"
BATCH = 10_000
READABLE = 12
"""How narrow a column may be squeezed on a terminal before the rows are printed as blocks."""
WIDE = 80
"""How long a value may be that widens its column where there is no terminal; a longer one pushes the rest of its own row."""


class Format(StrEnum):
    """How rows are printed."""

    table = "table"
    csv = "csv"
    json = "json"
    parquet = "parquet"


def folder(out: Path) -> Path:
    """The published dataset in `out`, or `out` itself if it is one; UsageError when there is none."""
    for place in (out / "dataset", out):
        if (place / DATABASE).is_file():
            return place
    raise UsageError(f"{out}: holds no dataset; run `chancery build`, or give its folder with --out")


def connect(out: Path) -> duckdb.DuckDBPyConnection:
    """The published DuckDB file in `out`, open for reading only."""
    path = folder(out) / DATABASE
    try:
        return duckdb.connect(str(path), read_only=True)
    except duckdb.Error as error:
        raise UsageError(f"{path}: cannot be opened ({error}); run `chancery build` again") from None


def print_query(
    out: Path,
    sql: str,
    form: Format,
    output: Path | None = None,
    parameters: Sequence[object] = (),
    tables: Mapping[str, pa.Table] = MappingProxyType({}),
) -> None:
    """Run `sql` on the dataset in `out`, with `tables` beside its own, and print its rows to the terminal or to the file `output`.

    UsageError with DuckDB's message and the names that can be asked for when the query is wrong.
    """
    with connect(out) as db:
        for name, table in tables.items():
            db.register(name, table)
        print_rows(db, sql, form, output, parameters)


def print_rows(
    db: duckdb.DuckDBPyConnection, sql: str, form: Format, output: Path | None = None, parameters: Sequence[object] = ()
) -> None:
    """Run `sql` on an open dataset and print its rows; UsageError as in `print_query`."""
    if form is Format.parquet and output is None and sys.stdout.isatty():
        raise UsageError("Parquet is not for a terminal: give a file with --output, or redirect the output")
    try:
        with _interruptible(db):
            cursor = db.execute(sql, parameters)
            if cursor is None:
                raise UsageError("the query is empty; start with `from treaty_overview`")
            if output is None:
                _print(cursor, form, sys.stdout.buffer)
            else:
                with output.open("wb") as file:
                    _print(cursor, form, file)
    except (duckdb.IOException, duckdb.HTTPException):
        raise
    except duckdb.Error as error:
        raise UsageError(f"{error}\n{known(db)}") from None
    except OSError as error:
        if output is None:
            raise
        raise UsageError(f"{output}: cannot be written ({error.strerror})") from None


@contextlib.contextmanager
def _interruptible(db: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Let Ctrl-C stop a query that is at work: Python by itself would hear of it when the query has ended."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    heard, told = os.pipe()
    os.set_blocking(told, False)

    def watch() -> None:
        while signals := os.read(heard, 1):
            if signals[0] == signal.SIGINT:
                db.interrupt()

    before = signal.set_wakeup_fd(told, warn_on_full_buffer=False)
    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield
    except (duckdb.InterruptException, RuntimeError) as error:  # the second where DuckDB has heard of it first
        if "nterrupted" not in str(error):
            raise
        raise KeyboardInterrupt from None
    finally:
        signal.set_wakeup_fd(before)
        os.close(told)
        watcher.join()
        os.close(heard)


def known(db: duckdb.DuckDBPyConnection) -> str:
    """The tables and views of the dataset, in two lines for people."""
    lines = []
    for kind, source in (("tables", "duckdb_tables()"), ("views", "duckdb_views()")):
        name = kind.removesuffix("s") + "_name"
        rows = db.execute(f"select {name} from {source} where schema_name = 'main' and not internal order by all").fetchall()
        lines.append(f"{kind}: {', '.join(n for (n,) in rows)}")
    return "\n".join(lines) + "\ncolumns: `describe <table>`"


def _print(cursor: duckdb.DuckDBPyConnection, form: Format, file: BinaryIO) -> None:
    if form is Format.parquet:
        reader = cursor.to_arrow_reader(BATCH)
        with pq.ParquetWriter(file, reader.schema, compression="zstd") as writer:
            for batch in reader:
                writer.write_batch(batch)
        return
    names = unique([d[0] for d in cursor.description or []])
    text = io.TextIOWrapper(file, encoding="utf-8", newline="", write_through=True)
    try:
        {Format.csv: _csv, Format.json: _json, Format.table: _table}[form](names, _rows(cursor), text)
    finally:
        text.detach()


def _rows(cursor: duckdb.DuckDBPyConnection) -> Iterator[tuple[Any, ...]]:
    while rows := cursor.fetchmany(BATCH):
        yield from rows


def unique(names: list[str]) -> list[str]:
    """The names with `_2`, `_3` after those that come again."""
    out: list[str] = []
    for name in names:
        n, candidate = 1, name
        while candidate in out:
            n += 1
            candidate = f"{name}_{n}"
        out.append(candidate)
    return out


def plain(value: Any) -> Any:
    """A value as JSON has it: dates in ISO 8601, lists and structs as they are, other types as text."""
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, dict):
        return {str(plain(k)): plain(v) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(v) for v in value]
    return str(value)


def cell(value: Any) -> str:
    """A value as one cell of text: null as nothing, true and false, lists and structs as JSON."""
    simple = plain(value)
    if simple is None:
        return ""
    return simple if isinstance(simple, str) else json.dumps(simple, ensure_ascii=False)


def _csv(names: list[str], rows: Iterator[tuple[Any, ...]], file: TextIO) -> None:
    """RFC 4180."""
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(names)
    for row in rows:
        writer.writerow([cell(v) for v in row])


def _json(names: list[str], rows: Iterator[tuple[Any, ...]], file: TextIO) -> None:
    """An array with one object a line."""
    separator = "[\n"
    for row in rows:
        file.write(separator + json.dumps(dict(zip(names, map(plain, row), strict=True)), ensure_ascii=False))
        separator = ",\n"
    file.write("[]\n" if separator == "[\n" else "\n]\n")


def _table(names: list[str], rows: Iterator[tuple[Any, ...]], file: TextIO) -> None:
    """Columns that fit the terminal; where there is none, one line a row, nothing cut, and no column widened by a few very long values."""
    if file.isatty():
        _rich(names, rows, file)
        return
    lines = [names, *([" ".join(cell(v).split()) for v in row] for row in rows)]
    widths = [max((len(c) for c in column if len(c) <= WIDE), default=0) for column in zip(*lines, strict=True)]
    for line in lines:
        file.write("  ".join(c.ljust(w) for c, w in zip(line, [*widths[:-1], 0], strict=True)).rstrip() + "\n")


def _rich(names: list[str], rows: Iterator[tuple[Any, ...]], file: TextIO) -> None:
    from rich import box
    from rich.console import Console
    from rich.rule import Rule
    from rich.table import Table
    from rich.text import Text

    console = Console(file=file)
    cells = [[cell(v) for v in row] for row in rows]
    needed = sum(2 + min(READABLE, max(map(len, column))) for column in zip(names, *cells, strict=True))
    if needed <= console.width:
        table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
        for name in names:
            table.add_column(Text(name), overflow="fold")
        for row in cells:
            table.add_row(*map(Text, row))
        console.print(table)
        return
    for row in cells:  # too many columns for the terminal: one block a row
        block = Table.grid(padding=(0, 2))
        for name, value in zip(names, row, strict=True):
            block.add_row(Text(name, style="bold"), Text(value))
        console.print(Rule(style="dim"), block)
