"""The large tables, which DuckDB reads, sorts and hands over in pieces: documents, passages, mentions, repairs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from flows.stages import tables
from flows.stages.cells import problem
from flows.stages.model import Reject
from flows.stages.records import values
from flows.stages.records.ledger import Ledger
from flows.stages.records.values import Fields, Known
from schemas.tables import BY_NAME, arrow_schema

Row = dict[str, Any]
_SMALL = 32 * 2**20
"""Bytes of work tables up to which one thread is quicker than several that have to be started."""


def connect(inputs: Path) -> duckdb.DuckDBPyConnection:
    """A database in memory with a view on every work table."""
    files = sorted(inputs.glob("*.parquet"))
    size = sum(file.stat().st_size for file in files)
    db = duckdb.connect(config={"threads": 1} if size < _SMALL else {})
    for file in files:
        path = str(file).replace("'", "''")
        db.execute(f"create view \"{file.stem}\" as select * from read_parquet('{path}')")
    return db


def _stream(db: duckdb.DuckDBPyConnection, sql: str, name: str, out: Path, change: Callable[[pa.Table], pa.Table] | None = None) -> None:
    """Write the answer to a query as a published table, in row groups of a fixed size however the pieces come."""
    schema, size = arrow_schema(name), BY_NAME[name].row_group
    held: list[pa.Table] = []
    with tables.writer(schema, out / f"{name}.parquet") as writer:
        for batch in db.execute(sql).to_arrow_reader(size):
            piece = pa.Table.from_batches([batch])
            held.append((change(piece) if change else piece.select(schema.names)).cast(schema))
            if sum(t.num_rows for t in held) >= size:
                whole = pa.concat_tables(held).combine_chunks()
                writer.write_table(whole.slice(0, size), row_group_size=size)
                held = [whole.slice(size)]
        rest = pa.concat_tables(held).combine_chunks() if held else schema.empty_table()
        writer.write_table(rest, row_group_size=size)


UNKNOWN = "und"
"""The language of a document of which nobody says it."""


def documents(db: duckdb.DuckDBPyConnection, found: Mapping[str, Row], ledger: Ledger, out: Path) -> None:
    """Write the table documents: what the statements say (`found`, by document) over what the reader knew.

    A build is its maker's own and keeps every text; a release withholds what a licence forbids.
    """

    def finish(piece: pa.Table) -> pa.Table:
        rows = []
        for raw in piece.to_pylist():
            said, text = found.get(raw["document_id"], {}), raw["text"] or ""
            row = {**raw, **{k: v for k, v in said.items() if v is not None}}
            row |= {"authors": said.get("authors", []), "recipients": said.get("recipients", [])}
            row |= {"n_chars": len(text), "text_sha256": sha256(text.encode()).hexdigest(), "language": raw["language"] or UNKNOWN}
            if wrong := problem(BY_NAME["documents"].column("language"), row["language"]):
                detail = f"documents {raw['document_id']}, language: {wrong}"
                ledger.rejects.append(Reject(raw["source_id"], raw["document_id"], "link", "invalid-value", detail))
                row["language"] = UNKNOWN
            rows.append({**row, "text": text})
        schema = arrow_schema("documents")
        return tables.of_rows(rows, schema)

    _stream(db, "select * from documents order by document_id", "documents", out, finish)


def document(document_id: str, fields: Fields, known: Known, ledger: Ledger) -> Row:
    """What the statements say of a document itself."""
    row = values.scalars("documents", document_id, fields, known, ledger)
    for name, field in (("authors", "author"), ("recipients", "recipient")):
        people = sorted((c for c in fields.get(field, ()) if c.value and not c.superseded), key=lambda c: c.order)
        for claim in people:
            ledger.add("documents", document_id, name, claim.value, claim)
        row[name] = list(dict.fromkeys(c.value for c in people))
    return row


def passages(db: duckdb.DuckDBPyConnection, out: Path) -> None:
    """Write the table passages."""
    _stream(db, "select * from passages order by document_id, passage_no", "passages", out)


def repairs(db: duckdb.DuckDBPyConnection, out: Path) -> None:
    """Write the table repairs."""
    _stream(db, 'select * from repairs order by document_id, start, "end", rule_id, kind, before, after', "repairs", out)


def mentions(db: duckdb.DuckDBPyConnection, known: Known, out: Path) -> None:
    """Write the table mentions: treaties by their record, and no reference to what is not in the tables."""
    _register(db, known)
    _stream(
        db,
        """
        with resolved as (
          select m.document_id, m.passage_no, m.start, m."end", m.kind, m.form, k.id as ref_id, m.value, m.rule_id, m.confidence,
                 m.surface
          from mentions m
          left join identities i on m.kind = 'treaty' and i.record_type = 'treaties'
            and i.document_id = m.document_id and i.local_id = m.ref_id
          left join known k on k.kind = m.kind and k.id = coalesce(i.record_id, m.ref_id)
        ), named as (
          select *, 'm-' || substr(sha256(concat_ws(chr(31), document_id, start::varchar, "end"::varchar, kind, coalesce(ref_id, ''),
                 coalesce(value, ''), rule_id)), 1, 20) as mention_id
          from resolved
        )
        select * from named
        qualify row_number() over (partition by mention_id order by confidence desc, form nulls last, passage_no) = 1
        order by document_id, start, "end", mention_id
        """,
        "mentions",
        out,
    )


def unresolved_mentions(db: duckdb.DuckDBPyConnection, known: Known) -> Iterable[Reject]:
    """A reject for every entity that mentions of a document stand for and that is in no table, at the first of them."""
    _register(db, known)
    found = db.execute(
        """
        select d.source_id, m.document_id, m.kind, m.ref_id, count(*), min(m.start), arg_min(m."end", m.start)
        from mentions m
        join documents d using (document_id)
        left join identities i on m.kind = 'treaty' and i.record_type = 'treaties'
            and i.document_id = m.document_id and i.local_id = m.ref_id
        where m.ref_id is not null and m.kind in ('actor', 'person', 'place', 'treaty')
          and (m.kind, coalesce(i.record_id, m.ref_id)) not in (select (kind, id) from known)
        group by all order by m.document_id, m.kind, m.ref_id
        """
    ).fetchall()
    for source_id, document_id, kind, ref_id, n, start, end in found:
        detail = f"{n} mentions of {kind} {ref_id}, which is in no table"
        yield Reject(source_id, document_id, "link", "unresolved-reference", detail, start, end)


def _register(db: duckdb.DuckDBPyConnection, known: Known) -> None:
    pairs = [
        (kind, key)
        for kind, table in (("actor", "actors"), ("person", "persons"), ("place", "places"), ("treaty", "treaties"))
        for key in sorted(known.ids[table])
    ]
    kinds, keys = pa.array([k for k, _ in pairs], pa.string()), pa.array([i for _, i in pairs], pa.string())
    db.register("known", pa.table({"kind": kinds, "id": keys}))


def surfaces(db: duckdb.DuckDBPyConnection, kind: str) -> dict[str, list[tuple[str, int]]]:
    """How the texts write each person or actor that has an id for unlisted ones: (surface, number of mentions), in order."""
    out: dict[str, list[tuple[str, int]]] = {}
    found = db.execute(
        "select ref_id, surface, count(*) from mentions where kind = ? and starts_with(ref_id, 'x-') "
        "and coalesce(form, 'full') in ('full', 'name', 'surname') group by all order by all",
        [kind],
    ).fetchall()
    for ref_id, surface, n in found:
        out.setdefault(ref_id, []).append((surface, n))
    return out


def other_places(db: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Places that the texts speak of and the gazetteer's own table does not list, by id, each with a name that the texts give it."""
    found = db.execute(
        "select value, min(value_original) from statements where field = 'place_id' and regexp_matches(value, '^(gn|x)-') group by 1 "
        "union all select ref_id, min(surface) from mentions where kind = 'place' and regexp_matches(ref_id, '^(gn|x)-') group by 1 "
        "order by all"
    ).fetchall()
    out: dict[str, str] = {}
    for place_id, name in found:
        out.setdefault(place_id, name)
    return out
