"""Statements -> published tables: a pure projection in a total order.

`records` reads the work tables as curation left them and writes every published table but build_info.  A record is what its accepted
evidence says: each value is chosen by `flows.stages.choice`, every statement stays in the table evidence with its status, and values
that exclude each other become a row of conflicts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

import pyarrow as pa

from flows.stages import edtf, tables
from flows.stages.choice import Claim, publishers
from flows.stages.records import entities, events, texts, treaties, wording
from flows.stages.records.entities import table
from flows.stages.records.ledger import Ledger, quoted_texts
from flows.stages.records.values import Fields, Known

Row = dict[str, Any]
Grouped = dict[str, dict[str, Fields]]
"""record_type -> record_id -> field -> claims, all in order."""


def records(inputs: Path, out: Path) -> None:
    """The stage: read the folder that curation filled, write the published tables into `out`."""
    db = texts.connect(inputs)
    sources = tables.read(inputs, "sources").to_pylist()
    source_of = dict(db.execute("select document_id, source_id from documents").fetchall())
    publisher_of = publishers(source_of, sources)
    grouped = group(claims(tables.read(inputs, "statements"), publisher_of))
    ledger = Ledger(source_of)

    made = {
        "actors": entities.actors(texts.surfaces(db, "actor")),
        "persons": entities.persons(texts.surfaces(db, "person")),
        "places": entities.places(texts.other_places(db)),
    }
    made = {name: entities.sound(name, rows) for name, rows in made.items()} | {"offices": entities.offices()}
    known = Known({name: {row[key] for row in made[name]} for name, key in _KEYS.items()} | {"treaties": set(), "events": set()})
    made["offices"] = [o for o in made["offices"] if known.has("persons", o["person_id"]) and known.has("actors", o["actor_id"])]
    found = {d: texts.document(d, fields, known, ledger) for d, fields in grouped.get("documents", {}).items()}
    made |= _records(grouped, known, ledger, made)

    for name, rows in made.items():
        tables.write(table(name, rows), out / f"{name}.parquet")
    texts.documents(db, found, ledger, out)
    texts.passages(db, out)
    texts.repairs(db, out)
    texts.mentions(db, known, out)
    ledger.rejects += texts.unresolved_mentions(db, known)
    wanted = {e.claim.document_id or "" for e in ledger.evidence.values()}
    tables.write(ledger.evidence_table(quoted_texts(inputs / "documents.parquet", wanted)), out / "evidence.parquet")
    tables.write(ledger.conflict_table(), out / "conflicts.parquet")
    tables.write(table("sources", sorted(sources, key=lambda s: str(s["source_id"]))), out / "sources.parquet")
    tables.write(_coverage(tables.read(inputs, "coverage").to_pylist()), out / "coverage.parquet")
    for name in ("redirects", "corrections"):
        tables.write(table(name, _decided(inputs, name)), out / f"{name}.parquet")
    rejected = [*tables.read(inputs, "rejects").to_pylist(), *({n: getattr(r, n) for n in _REJECT} for r in ledger.rejects)]
    tables.write(table("rejects", rejects(rejected)), out / "rejects.parquet")
    db.close()


_TOLD = (
    "record_type", "record_id", "local_id", "field", "value", "value_original", "document_id", "start", "end", "rule_id", "confidence",
    "method",
)  # fmt: skip
_KEYS = {"actors": "actor_id", "persons": "person_id", "places": "place_id"}
_REJECT = ("source_id", "document_id", "stage", "reason", "detail", "start", "end")


def claims(statements: pa.Table, publisher_of: Mapping[str, str]) -> list[Claim]:
    """The statements of all documents as claims about records."""
    told = (tables.values(statements[name]) for name in _TOLD)
    superseded = statements["superseded"].to_pylist() if "superseded" in statements.column_names else [False] * len(statements)
    return [
        Claim(kind, record, local, field, value, printed, doc, publisher_of.get(doc, ""), start, end, rule, sure, how, bool(not_so))
        for kind, record, local, field, value, printed, doc, start, end, rule, sure, how, not_so in zip(*told, superseded, strict=True)
    ]


def group(found: Iterable[Claim]) -> Grouped:
    """Claims by record and field; records by their ids, claims by their place."""
    own: dict[tuple[str, str], list[Claim]] = {}
    for claim in found:
        own.setdefault((claim.record_type, claim.record_id), []).append(claim)
    out: Grouped = {}
    for record_type, record_id in sorted(own):
        fields = out.setdefault(record_type, {}).setdefault(record_id, {})
        for claim in sorted(own[record_type, record_id], key=lambda c: (c.order, c.field or "", c.local_id, -c.confidence)):
            fields.setdefault(claim.field, []).append(claim)
    return out


def _records(grouped: Grouped, known: Known, ledger: Ledger, made: Mapping[str, Sequence[Row]]) -> dict[str, list[Row]]:
    """The tables treaties, events, positions and their parts; a table comes after those that it refers to."""
    out: dict[str, list[Row]] = {n: [] for n in _PARTS}
    told = grouped.get("treaties", {})
    kept = [row for i, fields in told.items() if (row := treaties.treaty(i, fields, known, ledger))]
    known.ids["treaties"].update(r["treaty_id"] for r in kept)
    occurred = [row for i, fields in grouped.get("events", {}).items() if (row := events.event(i, fields, known, ledger))]
    known.ids["events"].update(r["event_id"] for r in occurred)
    for row in kept:
        record_id = row["treaty_id"]
        parties = treaties.parties(record_id, row["signed"], told[record_id], known, ledger)
        row.update(treaties.counts(parties))
        out["treaty_parties"] += parties
        out["treaty_signatories"] += treaties.signatories(record_id, row["signed"], told[record_id], known, ledger)
        out["treaty_actions"] += treaties.actions(record_id, row["signed"], told[record_id], known, ledger)
        out["treaty_articles"] += treaties.articles(record_id, told[record_id], known, ledger)
    slugs = wording.unique((r["treaty_id"], wording.slug(wording.date_slug(r["signed"]), r["name"])) for r in kept)
    names = {r["actor_id"]: r["name"] for r in made["actors"]} | {r["person_id"]: r["name"] for r in made["persons"]}
    places = {r["place_id"]: r["name"] for r in made["places"]}
    called = {r["treaty_id"]: r["name"] for r in kept}
    for row in kept:
        row["slug"] = slugs[row["treaty_id"]]
    wanted = []
    parties_of: dict[str, set[str]] = {}
    for party in out["treaty_parties"]:
        parties_of.setdefault(party["treaty_id"], set()).add(party["actor_id"])
    for row in occurred:
        signed = row["action"] == "sign" and row["realis"] == "actual"
        bound = parties_of.get(row["treaty_id"] or "", set()) if signed else set()
        people = events.participants(
            row["event_id"], row["date"], grouped["events"][row["event_id"]], known, ledger, bound if len(bound) > 1 else frozenset()
        )
        out["event_participants"] += people
        row["headline"] = wording.headline(row, people, names, called.get(row["treaty_id"] or ""), places.get(row["place_id"] or ""))
        who = list(
            dict.fromkeys(
                p["actor_id"] or p["person_id"].removeprefix(entities.UNLISTED) for p in sorted(people, key=lambda p: not p["actor_id"])
            )
        )
        wanted.append((row["event_id"], wording.slug(wording.date_slug(row["date"]), row["action"], *who[:3], longest=70)))
    slugs = wording.unique(wanted)
    for row in occurred:
        row["slug"] = slugs[row["event_id"]]
    held = [row for i, fields in grouped.get("positions", {}).items() if (row := events.position(i, fields, known, ledger))]
    return out | {"treaties": kept, "events": occurred, "positions": held}


_PARTS = ("treaty_parties", "treaty_signatories", "treaty_actions", "treaty_articles", "event_participants")


def _coverage(rows: Iterable[Row]) -> pa.Table:
    found = [{**r, "from": edtf.bounds(r["from"])[0], "to": edtf.bounds(r["to"])[1]} for r in rows]
    return table("coverage", sorted(found, key=lambda r: tuple(str(r[k] or "") for k in ("source_id", "topic", "from", "to", "note"))))


def _decided(inputs: Path, name: str) -> list[Row]:
    """The rows of a table that linking or curation left, in order; none where nothing was decided."""
    return tables.read(inputs, name).to_pylist() if (inputs / f"{name}.parquet").is_file() else []


def rejects(rows: Iterable[Row]) -> list[Row]:
    """The rejects of all stages with their ids, in order; the same one met again keeps its own row."""
    seen: dict[str, int] = {}
    out = []
    for row in sorted(rows, key=lambda r: tuple(str("" if r[k] is None else r[k]) for k in _REJECT)):
        facts = "\x1f".join("" if row[k] is None else str(row[k]) for k in _REJECT)
        seen[facts] = seen.get(facts, 0) + 1
        digest = sha256(f"{facts}\x1f{seen[facts]}".encode()).hexdigest()
        out.append({**{k: row[k] for k in _REJECT}, "reject_id": f"r-{digest[:20]}"})
    return sorted(out, key=_reject_order)


def _reject_order(row: Row) -> tuple[str, str, int, str]:
    return row["source_id"] or "", row["document_id"] or "", -1 if row["start"] is None else row["start"], row["reject_id"]


__all__ = ["claims", "group", "records", "rejects"]
