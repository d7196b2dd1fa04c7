"""Identifiers last: a record of a release keeps the id that the release before gave it, while its key facts or its evidence persist.

A build computes ids from key facts alone, so a better reading of a date makes a new id.  Here records of both sides that share a piece of
evidence (the same span of the same text, the same words of the same document, or the place in it where a sentence begins) or a computed id
are paired, best pair first, each record once.  Ids that find no pair go to `redirects`, and what is new never gets an id that was in use
before.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from flows.stages import tables
from flows.stages.link import ids
from schemas.tables import TABLES, arrow_schema

IDENTITIES = "identities.parquet"
_SCHEMA = pa.schema([(name, pa.string()) for name in ("record_type", "record_id", "computed_id")])


@dataclass(frozen=True, slots=True)
class Kind:
    """A table of records with ids: its key, the letter of its ids and SQL for its key facts, of which one must be equal in a pair."""

    table: str
    key: str
    letter: str
    facts: str


KINDS = (
    Kind(
        *("treaties", "treaty_id", "t"),
        "select treaty_id, name, signed, (select string_agg(actor_id, ' ' order by actor_id) from {p}treaty_parties p"
        " where p.treaty_id = x.treaty_id) from {p}treaties x",
    ),
    Kind(
        *("events", "event_id", "e"),
        "select event_id, action, date, (select string_agg(actor_id, ' ' order by actor_id) from {p}event_participants p"
        " where p.event_id = x.event_id) from {p}events x",
    ),
    Kind(*("positions", "position_id", "p"), "select position_id, stance, coalesce(person_id, actor_id), article from {p}positions"),
)


@dataclass(slots=True)
class Record:
    """What a pair is found by: `told` are pieces of evidence: (text hash, start, end), (document, words), (document, start)."""

    facts: tuple[Any, ...]
    told: set[tuple[Any, ...]] = field(default_factory=set)


def carry(db: duckdb.DuckDBPyConnection, previous: Path | None, version: str) -> pa.Table:
    """Give the records of the tables in `db` their lasting ids, write `redirects`; returns the table identities of the release."""
    listed: list[dict[str, str]] = []
    names: dict[str, dict[str, str]] = {}
    gone: dict[str, dict[str, str | None]] = {}
    computed_before: dict[str, str] = {}
    if previous:
        for row in tables.read(previous, "redirects").to_pylist():
            gone[row["old_id"]] = row
        for row in tables.read(previous, "identities").to_pylist():
            computed_before[row["computed_id"]] = row["record_id"]
        _attach(db, previous)
    for kind in KINDS:
        new = _records(db, kind, "")
        old = _records(db, kind, "before_") if previous else {}
        name = paired(kind, old, new, computed_before, set(gone) | set(old), gone, version)
        names[kind.table] = name
        listed += [{"record_type": kind.table, "record_id": name[i], "computed_id": i} for i in sorted(new)]
    live = {i for name in names.values() for i in name.values()}
    everywhere = {a: b for name in names.values() for a, b in name.items()}
    for row in db.execute("select old_id, new_id, since, reason from redirects order by old_id").fetchall():
        old_id = computed_before.get(row[0], row[0])
        if old_id not in live and old_id not in gone:
            gone[old_id] = {"old_id": old_id, "new_id": everywhere.get(row[1], row[1]), "since": row[2] or version, "reason": row[3]}
    _rename(db, {t: {a: b for a, b in name.items() if a != b} for t, name in names.items()})
    _redirect(db, gone, live)
    listed.sort(key=lambda r: (r["record_type"], r["record_id"]))
    return pa.Table.from_pylist(listed, _SCHEMA)


def paired(
    kind: Kind,
    old: Mapping[str, Record],
    new: Mapping[str, Record],
    computed_before: Mapping[str, str],
    taken: set[str],
    gone: dict[str, dict[str, str | None]],
    version: str,
) -> dict[str, str]:
    """Computed id -> id of the release for every record of `new`; what became of ids that are not used any more is entered into `gone`."""
    tellers: dict[tuple[Any, ...], list[str]] = {}
    for i, record in old.items():
        for piece in record.told:
            tellers.setdefault(piece, []).append(i)
    shared: dict[tuple[str, str], int] = {}
    for i, record in new.items():
        for piece in record.told:
            for ancestor in tellers.get(piece, ()):
                shared[ancestor, i] = shared.get((ancestor, i), 0) + 1
        if (same := computed_before.get(i)) in old:
            shared.setdefault((str(same), i), 0)

    def rank(pair: tuple[str, str]) -> tuple[Any, ...]:
        a, b = pair
        computed, n = computed_before.get(b) == a, shared[pair]
        return not (computed and n), -n, -_alike(old[a], new[b]), not computed, a, b

    name: dict[str, str] = {}
    kept: set[str] = set()
    likely = [p for p in shared if _alike(old[p[0]], new[p[1]]) or computed_before.get(p[1]) == p[0]]
    for ancestor, heir in sorted(likely, key=rank):
        if ancestor not in kept and heir not in name:
            name[heir] = ancestor
            kept.add(ancestor)
    used = set(taken)
    for i in sorted(set(new) - set(name)):
        fresh, salt = i, 0
        while fresh in used:
            fresh, salt = ids.make(kind.letter, i, version, str(salt)), salt + 1
        used.add(fresh)
        name[i] = fresh
        if fresh != i and i in gone and gone[i]["new_id"] is None:
            gone[i] = {**gone[i], "new_id": fresh, "reason": "renamed"}  # it is told again, under a new id as no id is used twice
    heirs: dict[str, list[tuple[int, str]]] = {}
    for (ancestor, heir), n in shared.items():
        if ancestor not in kept and n and _inherits(old[ancestor], new[heir], old.get(name[heir])):
            heirs.setdefault(ancestor, []).append((-n, name[heir]))
    for i in sorted(set(old) - kept):
        found = sorted(heirs.get(i, ()))
        reason = "withdrawn" if not found else "merged" if len(found) == 1 else "split"
        gone[i] = {"old_id": i, "new_id": found[0][1] if found else None, "since": version, "reason": reason}
    return name


def _alike(a: Record, b: Record) -> int:
    """How many key facts both know and agree on."""
    return sum(x == y and x is not None for x, y in zip(a.facts, b.facts, strict=True))


def _inherits(gone: Record, heir: Record, known: Record | None) -> bool:
    """Whether `heir`, which was `known` before, took over what the record `gone` was, and does not just stand in the same sentence.

    What both told before says nothing; then no fact that both know may differ.
    """
    fresh = (gone.told & heir.told) - (known.told if known else set())
    same = all(x == y for x, y in zip(gone.facts, heir.facts, strict=True) if x is not None and y is not None)
    return bool(_alike(gone, heir)) and (bool(fresh) or same)


def _attach(db: duckdb.DuckDBPyConnection, previous: Path) -> None:
    for table in TABLES:
        db.read_parquet(str(previous / f"{table.table}.parquet")).create_view(f"before_{table.table}")


def _records(db: duckdb.DuckDBPyConnection, kind: Kind, prefix: str) -> dict[str, Record]:
    records = {row[0]: Record(tuple(row[1:])) for row in db.execute(kind.facts.format(p=prefix)).fetchall()}
    told = db.execute(
        f'select e.record_id, d.text_sha256, e.start, e."end", e.document_id, e.quote from {prefix}evidence e'
        f" join {prefix}documents d using (document_id) where e.record_type = $1 and e.field is null and e.status = 'accepted'",
        [kind.table],
    ).fetchall()
    for record_id, text, start, end, document_id, quote in told:
        if record_id in records:
            records[record_id].told |= {(text, start, end), (document_id, start)}
            if quote:
                records[record_id].told.add((document_id, quote))
    return records


def _rename(db: duckdb.DuckDBPyConnection, names: Mapping[str, Mapping[str, str]]) -> None:
    """Put the new ids wherever records are named: keys, references, evidence, conflicts and mentions."""
    pairs = [(t, a, b) for t, name in sorted(names.items()) for a, b in sorted(name.items())]
    if not pairs:
        return
    columns = {n: pa.array([p[i] for p in pairs], pa.string()) for i, n in enumerate(("kind_", "old_", "new_"))}
    db.register("ids_new", pa.table(columns))
    for table in TABLES:
        for column in table.columns:
            kind = column.refers or (table.table if (column.name,) == table.key else None)
            if kind in names:
                db.execute(f"update {table.table} set {column.name} = new_ from ids_new where kind_ = '{kind}' and {column.name} = old_")
    db.execute("update mentions set ref_id = new_ from ids_new where mentions.kind = 'treaty' and kind_ = 'treaties' and ref_id = old_")
    for told in ("evidence", "conflicts"):
        db.execute(
            f"update {told} set record_id = new_ || substr(record_id, length(old_) + 1) from ids_new where"
            f" split_part(record_id, '|', 1) = old_"
        )
    db.execute("update evidence set value = new_ from ids_new where field in ('treaty_id', 'event_id') and value = old_")
    for key in ("event", "event_id", "treaty_id"):
        db.execute(
            f"update evidence set value = replace(value, '\"' || old_ || '\"', '\"' || new_ || '\"') from ids_new"
            f" where {_inside(key)} = old_"
        )
    db.execute("update conflicts set chosen = new_ from ids_new where field in ('treaty_id', 'event_id') and chosen = old_")
    _rehash(db, {a: b for _, a, b in pairs})
    db.unregister("ids_new")


def _inside(key: str) -> str:
    """SQL for a cell of a value that is the JSON object of a row; null in other values."""
    return f"case when value like '{{%' and json_valid(value) then json_extract_string(value, '$.{key}') end"


def _rehash(db: duckdb.DuckDBPyConnection, names: Mapping[str, str]) -> None:
    """Evidence ids are hashes of what they say and of whom: made anew for renamed records."""
    rows = db.execute(
        'select evidence_id, record_type, record_id, field, value, document_id, start, "end", method, rule_id from evidence'
        " where split_part(record_id, '|', 1) in (select new_ from ids_new)"
        " or field in ('treaty_id', 'event_id') and value in (select new_ from ids_new)"
        f" or {_inside('event_id')} in (select new_ from ids_new) or {_inside('event')} in (select new_ from ids_new)"
    ).fetchall()
    fresh = {r[0]: f"s-{hashlib.sha256(chr(31).join('' if v is None else str(v) for v in r[1:]).encode()).hexdigest()[:20]}" for r in rows}
    db.register("hashes", pa.table({"a": pa.array(list(fresh), pa.string()), "b": pa.array(list(fresh.values()), pa.string())}))
    db.execute("update evidence set evidence_id = b from hashes where evidence_id = a")
    db.unregister("hashes")
    for record_type, record_id, name, claims in db.execute('select record_type, record_id, field, "values" from conflicts').fetchall():
        link = name in ("treaty_id", "event_id")
        now = [dict(c, evidence_id=fresh.get(c["evidence_id"], c["evidence_id"])) for c in claims]
        now = [dict(c, value=names.get(c["value"], c["value"])) for c in now] if link else now
        if now != claims:
            db.execute(
                'update conflicts set "values" = $1 where record_type = $2 and record_id = $3 and field = $4',
                [now, record_type, record_id, name],
            )


def _redirect(db: duckdb.DuckDBPyConnection, gone: Mapping[str, dict[str, str | None]], live: Iterable[str]) -> None:
    """The table redirects: every id that was ever published and is no longer in use, each leading to one that is, or to nothing."""
    alive = set(live)
    rows = []
    for old_id in sorted(set(gone) - alive):
        row, seen = dict(gone[old_id]), {old_id}
        while (target := row["new_id"]) is not None and target not in alive and target not in seen:
            seen.add(target)
            row["new_id"] = gone[target]["new_id"] if target in gone else None
        if row["new_id"] not in alive:
            row["new_id"] = None
        rows.append(row)
    db.register("redirects_now", pa.Table.from_pylist(rows, arrow_schema("redirects")))
    db.execute("delete from redirects")
    db.execute("insert into redirects select * from redirects_now")
    db.unregister("redirects_now")
