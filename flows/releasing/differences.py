"""What is different between two datasets, row by row and cell by cell, each with its cause.

Rows are compared by key.  Cells with words of a text are named, never shown: what one release may pass on another may not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from flows import published
from flows.ledger import read_json
from flows.releasing import causes
from flows.releasing.errors import ReleaseError
from flows.settings import UsageError
from schemas.data import rows
from schemas.tables import BY_NAME, EVIDENCED, TABLES
from schemas.tables.base import Table
from schemas.tables.dictionary import literal, quoted

SCHEMA = pa.schema([(n, pa.string()) for n in ("table", "key", "change", "column", "before", "after", "cause", "detail")])
COMPARED = tuple(t for t in TABLES if t.table != "build_info")
WORDS = {
    "documents": ("text",),
    "evidence": ("quote", "value_original", "value"),
    "mentions": ("surface",),
    "repairs": ("before", "after"),
    "positions": ("subject",),
    "treaty_articles": ("subject",),
    "rejects": ("detail",),
    "passages": ("heading",),
    "conflicts": ("values", "chosen"),
}
"""Columns with words of a text; a difference names them and does not show them."""


@dataclass(frozen=True, slots=True)
class Side:
    """A dataset to compare: its folder, its version, its Parquet columns by table and the manifest of what made it (or nothing)."""

    folder: Path
    version: str
    columns: Mapping[str, Mapping[str, str]]
    manifest: Mapping[str, Any]

    def count(self, table: str) -> int:
        """Rows of a table; 0 where there is none."""
        path = self.folder / f"{table}.parquet"
        return int(pq.read_metadata(path).num_rows) if path.is_file() else 0


@dataclass(slots=True)
class Difference:
    """`changes` has the columns of SCHEMA, in a total order; `columns` are (table, column, change); `inputs` is what was put in
    differently."""

    before: str
    after: str
    counts: dict[str, tuple[int, int]] = field(default_factory=dict)
    columns: list[tuple[str, str, str]] = field(default_factory=list)
    inputs: dict[str, list[str]] = field(default_factory=dict)
    changes: pa.Table = field(default_factory=SCHEMA.empty_table)

    def rows(self) -> Iterator[tuple[str, Counter[str]]]:
        """Each table that differs, with its numbers of added, removed and changed rows."""
        with duckdb.connect() as db:
            db.register("changes", self.changes)
            for table in COMPARED:
                found = db.execute(
                    'select change, count(distinct "key") from changes where "table" = $1 group by change order by change', [table.table]
                ).fetchall()
                if found:
                    yield table.table, Counter(dict(found))

    def by_cause(self) -> list[tuple[str, str, str, str, int]]:
        """(cause, detail, table, change, rows), most rows first."""
        with duckdb.connect() as db:
            db.register("changes", self.changes)
            sql = """select cause, coalesce(detail, ''), "table", change, count(distinct "key") n
                from changes group by all order by n desc, 1, 2, 3, 4"""
            return db.execute(sql).fetchall()


def side(place: Path) -> Side:
    """A build's output folder, a dataset or a release; UsageError when it is none of them."""
    folder = published.folder(place) if not (place / "sources.parquet").is_file() else place
    columns = {}
    for table in TABLES:
        path = folder / f"{table.table}.parquet"
        if path.is_file():
            columns[table.table] = {f.name: str(f.type) for f in pq.read_schema(path)}
    if "build_info" not in columns:
        raise UsageError(f"{place}: no build_info.parquet; give the folder of a build or of a release")
    info = pq.read_table(folder / "build_info.parquet").to_pylist()[0]
    version = info["dataset_version"]
    shown = f"{version} {info['code_digest'][:7]}/{info['raw_digest'][:7]}" if version == "dev" else version
    manifest = read_json(folder / "manifest.json")
    return Side(folder, shown, columns, manifest if isinstance(manifest, dict) else {})


def compare(before: Side, after: Side) -> Difference:
    """Every difference between two datasets, explained."""
    made = Difference(before.version, after.version)
    renamed = {(r["table"], r["new"]): r["old"] for r in rows("releases/renamed_columns", "table", "old", "new", "since")}
    with duckdb.connect() as db:
        for prefix, one in (("a_", before), ("b_", after)):
            for table in TABLES:
                _view(db, f"{prefix}{table.table}", one, table)
        inputs = causes.Inputs.between(db, before.manifest, after.manifest)
        made.inputs = inputs.listed()
        db.execute(
            "create table found (" + ", ".join(f'"{n}" varchar' for n in (*SCHEMA.names[:6], "about", "record_type", "record_id")) + ")"
        )
        for table in COMPARED:
            was, now = before.columns.get(table.table, {}), after.columns.get(table.table, {})
            made.counts[table.table] = before.count(table.table), after.count(table.table)
            made.columns += [(table.table, *change) for change in _columns(table.table, was, now, renamed)]
            try:
                _rows(db, table, was, now, renamed)
            except duckdb.Error as error:
                raise ReleaseError(f"{table.table}: cannot be compared ({error}); check both datasets with `chancery check`") from None
        made.changes = causes.explain(db, inputs).cast(SCHEMA)
    return made


def _view(db: duckdb.DuckDBPyConnection, name: str, one: Side, table: type[Table]) -> None:
    """A table of one side; what it lacks is empty, so that every table has the columns of today and its own."""
    if table.table not in one.columns:
        db.execute(f"create table {name} as select " + ", ".join(f"null::varchar as {quoted(c)}" for c in table.header()) + " limit 0")
        return
    missing = [f"null::varchar as {quoted(c)}" for c in table.header() if c not in one.columns[table.table]]
    path = literal(str(one.folder / f"{table.table}.parquet"))
    db.execute(f"create view {name} as select {', '.join(['*', *missing])} from read_parquet({path})")


def _columns(
    table: str, was: Mapping[str, str], now: Mapping[str, str], renamed: Mapping[tuple[str, str], str]
) -> Iterator[tuple[str, str]]:
    old_names = {old for (t, new), old in renamed.items() if t == table and new in now}
    for name in now:
        if name not in was:
            old = renamed.get((table, name))
            yield name, f"renamed from {old}" if old in was else "added"
        elif was[name] != now[name]:
            yield name, f"type {was[name]} to {now[name]}"
    for name in was:
        if name not in now and name not in old_names:
            yield name, "removed"


def _rows(
    db: duckdb.DuckDBPyConnection,
    table: type[Table],
    was: Mapping[str, str],
    now: Mapping[str, str],
    renamed: Mapping[tuple[str, str], str],
) -> None:
    """Enter the differences of one table into `found`."""
    words = WORDS.get(table.table, ())
    old = {c: c if c in was or not was else renamed.get((table.table, c), "") for c in table.header()}
    shared = [c for c in table.header() if c in now and old[c] in was]
    keys = [c for c in table.key or table.order if table.key or c not in words]
    if missing := [k for k in keys if not old[k]]:
        advice = "name it in schemas/releases/renamed_columns.csv"
        raise ReleaseError(f"{table.table}: the dataset before has no key column {', '.join(missing)}; {advice}")
    db.execute(
        f"create or replace temp table pairs as with a as ({_side(table, 'a_', keys, shared, old)}), b as"
        f" ({_side(table, 'b_', keys, shared)})"
        " select coalesce(a.k, b.k) || case when coalesce(a.n, b.n) > 1 then '#' || coalesce(a.n, b.n) else '' end as k, a.k"
        " is null as fresh,"
        " b.k is null as lost, a.r as a, b.r as b, coalesce(b.about, a.about) as about, coalesce(b.kind, a.kind) as kind,"
        " coalesce(b.record, a.record) as record from a full join b on a.k = b.k and a.n = b.n"
        " where a.k is null or b.k is null or a.r is distinct from b.r"
    )
    enter = f"insert into found select '{table.table}', k, $1, $2, {{}}, {{}}, about, kind, record from pairs where {{}}"
    db.execute(enter.format("null", "null", "fresh"), ["added", None])
    db.execute(enter.format("null", "null", "lost"), ["removed", None])
    for c in (c for c in shared if c not in keys):
        cells = [f"{side}[{literal(c)}]" for side in ("a", "b")]
        shown = [f"{cell}::varchar" if c not in words else "null" for cell in cells]
        db.execute(enter.format(*shown, f"not fresh and not lost and {cells[0]} is distinct from {cells[1]}"), ["changed", c])


def _side(table: type[Table], prefix: str, keys: list[str], shared: list[str], names: Mapping[str, str] | None = None) -> str:
    """SQL for the rows of one side: key, number among those of one key, cells as a struct, and what each row is about."""
    own = {c: quoted((names or {}).get(c) or c) for c in table.header()}
    key = " || '|' || ".join(f"coalesce({own[k]}::varchar, '')" for k in keys)
    order = ", ".join(own[c] for c in shared) or key
    number = "1" if table.key else f"row_number() over (partition by {key} order by {order})"
    cells = "{" + ", ".join(f"{literal(c)}: {own[c]}" for c in shared) + "}" if shared else "{'none': null}"
    about, (kind, record) = _about(table.table)
    return (
        f"select {key} as k, {number} as n, {cells} as r, {about or 'null'}::varchar as about, {kind or 'null'}::varchar as kind,"
        f" {record or key}::varchar as record from {prefix}{table.table}"
    )


def _about(table: str) -> tuple[str, tuple[str, str]]:
    """SQL for the document or source of a row, and for (record type, key of the record) where it is about a record."""
    if table in EVIDENCED:
        return "", (literal(table), "")
    if table == "conflicts":
        return "", ("record_type", "record_id")
    if table == "redirects":
        return "", ("", "old_id")
    columns = BY_NAME[table].header()
    found = [c for c in ("document_id", "source_id") if c in columns]
    return f"coalesce({', '.join(found)})" if found else "", ("", "")
