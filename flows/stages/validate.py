"""The published tables tested against what they promise.

Each table is held to its pandera schema, then SQL checks run across all of them.  Nothing is repaired here: a finding says in
which table, column and row, from which place in which document, and what to do.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
from pandera.errors import SchemaError, SchemaErrorReason, SchemaErrors

from flows.stages import checks, spans, tables
from flows.stages.findings import Finding, Report, not_run, report, shorten
from schemas.tables import TABLES
from schemas.tables.base import Table
from schemas.tables.dictionary import quoted, sql_type
from schemas.tables.frames import MAP, frame_schema
from schemas.tables.vocabulary import vocabularies

MADE_BY_PUBLISH = ("build_info",)
LOST = ("missing", "unreadable")
"""The findings of a table that is not there to be checked."""


def validate(inputs: Path, out: Path) -> None:
    """The stage: check the tables in `inputs`, write `findings.parquet` and `report.md` to `out`."""
    found = check(inputs)
    tables.write(found.to_arrow(), out / "findings.parquet")
    (out / "report.md").write_text(found.markdown(), encoding="utf-8")


def check(folder: Path) -> Report:
    """Every finding on the tables in `folder`, one Parquet file each; build_info may be missing.

    Where a table cannot be read, that is all there is to say: everything that refers to it would be a finding too.
    """
    present = [t for t in TABLES if t.table not in MADE_BY_PUBLISH or (folder / f"{t.table}.parquet").exists()]
    rows = [row for table in present for row in check_table(folder, table)]
    if any(row.check in LOST for row in rows):
        return report([row for row in rows if row.check in LOST])
    with connect(folder) as db:
        for one in [*checks.load(), *checks.declared()]:
            rows += run(db, one)
        rows += spans.check(db)
        return report(placed(db, rows))


def check_table(folder: Path, table: type[Table]) -> Iterator[Finding]:
    """The findings on one table alone: file, columns, types, nulls, key and values."""
    path = folder / f"{table.table}.parquet"
    try:
        frame = pl.DataFrame(pl.from_arrow(pq.read_table(path)))
    except FileNotFoundError:
        yield _schema_finding(table, "missing", "", f"no file {path.name}: the records stage must write every table, empty ones too")
        return
    except (pa.ArrowInvalid, OSError) as error:
        yield _schema_finding(table, "unreadable", "", f"{path.name} is no readable Parquet file ({error}); build again")
        return
    yield from check_frame(table, frame)


def check_frame(table: type[Table], frame: pl.DataFrame) -> Iterator[Finding]:
    """The findings on the rows of one table."""
    maps = [pl.col(name).cast(MAP) for name, kind in frame.schema.items() if isinstance(kind, pl.Map)]
    frame = frame.with_columns(maps)  # pandera does not know maps
    try:
        frame_schema(table.table).validate(frame, lazy=True)
    except (SchemaErrors, SchemaError) as error:
        yield from _pandera_findings(table, frame, error)


def _schema_finding(table: type[Table], name: str, column: str, message: str) -> Finding:
    return Finding("error", name, table.table, column, "", "", "", message)


def _pandera_findings(table: type[Table], frame: pl.DataFrame, error: SchemaError | SchemaErrors) -> Iterator[Finding]:
    """What pandera found, with the key of the row instead of its number."""
    advice = f"write the table with schemas.tables.arrow_schema('{table.table}')"
    for one in [error] if isinstance(error, SchemaError) else error.schema_errors:
        column = "" if one.schema.name == table.table else str(one.schema.name)
        match one.reason_code:
            case SchemaErrorReason.WRONG_DATATYPE:
                yield _schema_finding(table, "type", column, f"expected {one.check}, got {frame.schema[column]}; {advice}")
            case SchemaErrorReason.DUPLICATES:
                yield from _duplicates(table, frame)
            case SchemaErrorReason.SERIES_CONTAINS_NULLS:
                message = "null is not allowed here: give a value or leave the row out"
                for row in _shown(table, frame.filter(pl.col(column).is_null()), column):
                    yield Finding("error", "null", table.table, column, key_of(table, row), "", "", message)
            case SchemaErrorReason.DATAFRAME_CHECK:
                wrong = frame.filter(pl.col(column).is_in(one.failure_cases[column].unique().implode()))
                for row in _shown(table, wrong, column):
                    value = shorten(str(row[column]))
                    yield Finding("error", one.check.name, table.table, column, key_of(table, row), value, "", one.check.title)
            case SchemaErrorReason.CHECK_ERROR:
                pass  # the values have the wrong type, which is a finding already
            case _:
                yield _schema_finding(table, "columns", column, f"{str(one).splitlines()[0]}; {advice}")


def _duplicates(table: type[Table], frame: pl.DataFrame) -> Iterator[Finding]:
    message = f"{', '.join(table.key)} must be unique: merge the rows or tell them apart"
    repeated = frame.filter(frame.select(table.key).is_duplicated()).unique(table.key, maintain_order=True)
    for row in _shown(table, repeated, table.key[0]):
        yield Finding("error", "key", table.table, table.key[0], key_of(table, row), "", "", message)


def _shown(table: type[Table], frame: pl.DataFrame, column: str) -> Iterator[dict[str, Any]]:
    """Key and column of each row; days as text, because Python has none before the year 1."""
    names = list(dict.fromkeys((*(table.key or table.order), column)))
    yield from frame.select(names).with_columns(pl.col(pl.Date).cast(pl.String)).iter_rows(named=True)


def key_of(table: type[Table], row: dict[str, Any]) -> str:
    """The key of a row as `evidence.record_id` has it."""
    return "|".join("" if row.get(c) is None else str(row[c]) for c in (table.key or table.order))


def connect(folder: Path) -> duckdb.DuckDBPyConnection:
    """A database in memory with the tables in `folder`, empty ones for what is missing or damaged, and the vocabularies."""
    db = duckdb.connect()
    for table in TABLES:
        path = folder / f"{table.table}.parquet"
        try:
            db.read_parquet(str(path)).create_view(table.table)
        except duckdb.Error:
            columns = ", ".join(f"{quoted(c.name)} {sql_type(c)}" for c in table.columns)
            db.execute(f"create table {quoted(table.table)} ({columns})")
    add_vocabularies(db)
    return db


def add_vocabularies(db: duckdb.DuckDBPyConnection) -> None:
    """Make every vocabulary a table `vocab_<name>` of the database."""
    for name, rows in vocabularies().items():
        db.register(f"vocab_{name}", pa.Table.from_pylist([dict(r) for r in rows]))


def run(db: duckdb.DuckDBPyConnection, one: checks.Check) -> list[Finding]:
    """The findings of one check; a check that cannot run, because a column is missing, is a finding too."""
    try:
        cursor = db.execute(one.sql)
    except duckdb.Error as error:
        return [not_run(one.name, error)]
    names = [d[0] for d in cursor.description]
    out = []
    for values in cursor.fetchall():
        row = {n: "" if v is None else str(v) for n, v in zip(names, values, strict=True)}
        message = f"{row['detail']}; {one.remedy}" if row["detail"] else one.remedy
        value, source = shorten(row["value"], 200), row.get("source", "")
        out.append(Finding(one.severity, one.name, row["table"], row["column"], row["key"], value, source, message))
    return out


def placed(db: duckdb.DuckDBPyConnection, rows: list[Finding]) -> list[Finding]:
    """The rows with `source` filled from the evidence of the record, or from the row's own place, where it was not known."""
    wanted = sorted({(r.table, r.key) for r in rows if not r.source and r.key})
    if not wanted:
        return rows
    db.register("wanted", pa.table({"t": [t for t, _ in wanted], "k": [k for _, k in wanted]}))
    sql = """
        select t, k, arg_min(document_id || coalesce(':' || start, ''), (document_id, start)) from (
            select t, k, document_id, start from wanted join evidence on t = record_type and k = record_id
            union all select t, k, document_id, start from wanted join evidence on t = 'evidence' and k = evidence_id
            union all select t, k, document_id, start from wanted join mentions on t = 'mentions' and k = mention_id
            union all select t, k, coalesce(document_id, source_id), start from wanted join rejects on t = 'rejects' and k = reject_id
        ) where document_id is not null group by all"""
    try:
        found = {(t, k): place for t, k, place in db.execute(sql).fetchall()}
    except duckdb.Error:  # the tables that would say so are the ones that are broken
        return rows
    return [r if r.source else replace(r, source=found.get((r.table, r.key), "")) for r in rows]
