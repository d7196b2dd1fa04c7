"""The dataset as it leaves the house: one Parquet file per table, the same in a DuckDB file with views, and a dictionary.

The Parquet files are the reference: equal rows give equal bytes.  A DuckDB file is never the same twice in its bytes.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from flows.stages import tables, views
from flows.stages.accuracy import FILE, accuracy
from schemas.tables import TABLES, arrow_schema, schema_version
from schemas.tables.base import Table
from schemas.tables.dictionary import comments, create, literal, markdown, quoted
from schemas.tables.vocabulary import vocabularies

DATABASE = "chancery.duckdb"
MANIFEST = "manifest.json"
TOLD = {"documents": "documents", "treaties": "treaties", "events": "events", "positions": "positions", "evidence": "pieces of evidence"}


def publish(inputs: Path, out: Path, build_info: Mapping[str, str]) -> None:
    """Fill the empty folder `out` from the checked tables in `inputs`.

    `build_info` has dataset_version, code_digest, rules_digest and raw_digest; nothing else but the rows decides what is written.
    """
    counts: dict[str, int] = {}
    with tempfile.TemporaryDirectory() as spill, duckdb.connect(config={"temp_directory": spill}) as db:
        for table in TABLES:
            if table.table != "build_info":
                counts[table.table] = write_sorted(db, table, inputs / f"{table.table}.parquet", out / f"{table.table}.parquet")
    row = {**build_info, "schema_version": schema_version(), "row_counts": sorted(counts.items())}
    schema = arrow_schema("build_info", published=True)
    tables.write(pa.Table.from_pylist([{name: row[name] for name in schema.names}], schema), out / "build_info.parquet")
    made = views.load()
    write_database(out, made)
    (out / "views.sql").write_text(views_sql(made), encoding="utf-8")
    measured = accuracy(build_info)
    if measured:
        (out / FILE).write_text(measured, encoding="utf-8")
    (out / "README.md").write_text(readme(made, build_info, counts, bool(measured)), encoding="utf-8")
    if "manifest" in build_info:
        (out / MANIFEST).write_text(build_info["manifest"], encoding="utf-8")


def write_sorted(db: duckdb.DuckDBPyConnection, table: type[Table], source: Path, target: Path) -> int:
    """Write the rows of `source` in the order of the table, a row group at a time, and return how many they are.

    Where there is more than one row group, Bloom filters tell readers which of them to pass over.
    """
    schema = arrow_schema(table.table, published=True)
    columns = ", ".join(quoted(c) for c in table.header())
    order = ", ".join(f"{quoted(c)} nulls first" for c in table.order)
    rows = db.execute(f"select {columns} from read_parquet({literal(str(source))}) order by {order}").to_arrow_reader(table.row_group)
    n = 0
    many = pq.read_metadata(source).num_rows > table.row_group
    with tables.writer(schema, target, table.blooms if many else ()) as file:
        for group in _groups(rows, table.row_group):
            file.write_table(group.cast(schema).combine_chunks(), row_group_size=table.row_group)
            n += len(group)
    return n


def _groups(batches: pa.RecordBatchReader, size: int) -> Iterator[pa.Table]:
    """The rows in tables of `size` rows, however the reader cuts them; the last one may be smaller, one is empty if all are."""
    held = batches.schema.empty_table()
    for batch in batches:
        held = pa.concat_tables([held, pa.Table.from_batches([batch])])
        while len(held) > size:
            yield held.slice(0, size)
            held = held.slice(size)
    yield held


def write_database(folder: Path, made: list[views.View]) -> None:
    """Make the DuckDB file from the Parquet files beside it: tables, views, vocabularies in the schema `vocab`, comments."""
    with duckdb.connect() as db:
        # small blocks: most tables have many columns and few rows, and a column takes a block at least
        db.execute(f"attach {literal(str(folder / DATABASE))} as dataset (block_size 16384)")
        db.execute("use dataset")
        for table in TABLES:
            db.execute(create(table.table))
            path = literal(str(folder / f"{table.table}.parquet"))
            db.execute(f"insert into {quoted(table.table)} select * from read_parquet({path})")
        db.execute("create schema vocab")
        for name, rows in vocabularies().items():
            db.register("codes", pa.Table.from_pylist([dict(row) for row in rows]))
            db.execute(f"create table vocab.{quoted(name)} as select * from codes")
            db.unregister("codes")
        for view in made:
            db.execute(f"create view {quoted(view.name)} as {view.sql}")
        for statement in comments({v.name: f"{v.title}. {v.answers}" for v in made}, {v.name: v.columns for v in made}):
            db.execute(statement)


def views_sql(made: list[views.View]) -> str:
    """SQL that makes tables and views over the Parquet files, in this folder or wherever the variable `dataset` says."""
    lines = [
        "-- The tables and views over the Parquet files.  In the folder of the dataset: `duckdb -init views.sql`.",
        "-- Elsewhere, first say where they are, with the slash: `set variable dataset = 'https://example.org/chancery/';`",
        "",
    ]
    for table in TABLES:
        path = f"coalesce(getvariable('dataset'), '') || '{table.table}.parquet'"
        lines.append(f"create or replace view {quoted(table.table)} as select * from read_parquet({path});")
    for view in made:
        lines += ["", f"-- {view.title}. {view.answers}", f"create or replace view {quoted(view.name)} as {view.sql.strip()};"]
    return "\n".join(lines) + "\n"


def readme(made: list[views.View], build_info: Mapping[str, str], counts: Mapping[str, int], measured: bool) -> str:
    """The dictionary of the dataset in Markdown."""
    told = ", ".join(f"{counts[name]:,} {what}" for name, what in TOLD.items())
    lines = [
        "# Chancery dataset",
        "",
        "Treaties and events read from historical texts, each with the span of text that says so.",
        "",
        f"Version {build_info['dataset_version']}, schema {schema_version()}: {told}.",
        "",
        "- `<table>.parquet`: one file per table; descriptions of the columns are in the files",
        f"- `{DATABASE}`: the same tables, the views below, and the vocabularies in the schema `vocab`; start at `treaty_overview`",
        "- `views.sql`: tables and views over the Parquet files, near or far",
        *([f"- `{FILE}`: how accurate the records are, measured on what, and what is known to be missed"] if measured else []),
        "",
        "A null says that no document tells; it is never a no.  A date `d` is four columns: `d` in EDTF (ISO 8601-2), `d_start` and",
        "`d_end` (days, inclusive, null where open) and `d_precision`.  Offsets count Unicode code points of `documents.text` from 0,",
        "and `end` is the character after the last.  A column marked derived is computed from others; every other cell of a treaty,",
        "event or position has accepted rows in `evidence`.",
        "",
        "## Views",
        "",
    ]
    for view in made:
        lines += [f"### {view.name}", "", f"{view.title}. {view.answers}", "", "```sql", f"{view.example};", "```", ""]
        lines += ["| column | what it says |", "|---|---|"]
        lines += [f"| `{name}` | {text} |" for name, text in view.columns.items()] + [""]
    return "\n".join(lines) + "\n" + markdown()
