"""Identity: the local records of all documents, as people have decided about their words, become records of the dataset.

`link` reads the work tables statements and documents and writes `identities` (document_id, local_id, record_type, record_id, part_id),
`statements` with their `record_id` and with local ids in values replaced by record ids, `redirects`, and `rejects` with what could not
be resolved.  `part_id` is the id that a local record would have alone: what merges and false matches are written in.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa

from flows.stages import compound, curation, edtf, tables
from flows.stages.curate import more, said, sources_of
from flows.stages.errors import StageError
from flows.stages.link import events, ids, names, taken_up, treaties
from flows.stages.link.cluster import Clusters
from flows.stages.link.local import Event, Key, Locals, Treaty, collect
from flows.stages.model import Reject
from schemas.data import rows

IDENTITIES = pa.schema([(n, pa.string()) for n in ("document_id", "local_id", "record_type", "record_id", "part_id")])
REDIRECTS = pa.schema([(n, pa.string()) for n in ("old_id", "new_id", "since", "reason")])
_LOCAL_FIELDS = {("events", "treaty_id"): "treaties", ("positions", "treaty_id"): "treaties", ("positions", "event_id"): "events"}
_TOLD = ["local_id", "record_type", "field", "value", "document_id", "start", "end", "rule_id", "confidence", "superseded"]
"""What identity depends on."""
_Identity = dict[tuple[str, str, str], tuple[str, str]]
"""(record_type, document_id, local_id) -> (record_id, part_id)."""


def link(inputs: Path, out: Path, folder: Path = curation.FOLDER) -> None:
    """The stage: read the work tables in `inputs`, write what changes into `out`; `folder` holds the curation tables."""
    source_of = sources_of(inputs)
    statements, decided = said(inputs, tables.read(inputs, "statements"), folder, source_of)
    rows_ = statements.select(_TOLD).to_pylist()
    found, redirects = identify([row for row in rows_ if not row["superseded"]], folder, set(source_of.values()))
    kept, rejects = resolve(rows_, found, source_of)
    values, records = (pa.array([row.get(name) for row in rows_], pa.string()) for name in ("value", "record_id"))
    resolved = statements.set_column(statements.column_names.index("value"), "value", values).append_column("record_id", records)
    # What was not kept has no record.
    tables.write(resolved if len(kept) == len(rows_) else resolved.filter(records.is_valid()), out / "statements.parquet")
    listed = [
        {"document_id": d, "local_id": i, "record_type": t, "record_id": r, "part_id": p} for (t, d, i), (r, p) in sorted(found.items())
    ]
    tables.write(tables.of_rows(listed, IDENTITIES), out / "identities.parquet")
    tables.write(tables.of_rows(redirects, REDIRECTS), out / "redirects.parquet")
    tables.write(more(tables.read(inputs, "rejects"), [*decided, *rejects]), out / "rejects.parquet")


def lineages() -> dict[str, str]:
    """Actor -> the oldest polity that it continues, as far as each has one successor: Soviet Union -> Russian Empire."""
    before = {r["actor_id"]: r["predecessor_id"] for r in rows("gazetteer/actors", "actor_id", "predecessor_id") if r["predecessor_id"]}
    heirs = Counter(before.values())
    out = {}
    for actor in before:
        root, seen = actor, {actor}
        while (older := before.get(root)) and heirs[older] == 1 and older not in seen:
            seen.add(older)
            root = older
        out[actor] = root
    return out


def identify(statements: Sequence[dict[str, Any]], folder: Path, sources: set[str]) -> tuple[_Identity, list[dict[str, str | None]]]:
    """Record ids of all local records, and the redirects; StageError for a decision about a record that is not there."""
    local = collect(statements, lineages())
    decisions = {t: curation.load(t, folder, sources) for t in ("merges", "false_matches", "rekeys")}
    used: set[str] = set()
    out: _Identity = {}

    parts = ids.assign("t", [(_treaty_facts([t]), _anchor(t)) for t in local.treaties])
    context = taken_up.settings(local.treaties, local.events)
    groups = treaties.cluster(local.treaties, _forbidden(decisions["false_matches"], parts, used), context)
    facts = [_treaty_facts([local.treaties[i] for i in g]) for g in groups.groups()]
    record = _settle(groups, "t", parts, facts, local.treaties, decisions, used)
    treaty_ids: dict[Key, str] = {}
    for i, treaty in enumerate(local.treaties):
        treaty_ids[treaty.key] = record[i]
        out["treaties", *treaty.key] = record[i], parts[i]

    parts = ids.assign("e", [(_event_facts([e], treaty_ids), _anchor(e)) for e in local.events])
    groups = events.cluster(local.events, treaty_ids, _forbidden(decisions["false_matches"], parts, used))
    facts = [_event_facts([local.events[i] for i in g], treaty_ids) for g in groups.groups()]
    record = _settle(groups, "e", parts, facts, local.events, decisions, used)
    for i, event in enumerate(local.events):
        out["events", *event.key] = record[i], parts[i]

    positions = [((p.key[0], str(p.start), str(p.end)), (p.key[0], f"{p.start:09d}")) for p in local.positions]
    for position, name in zip(local.positions, ids.assign("p", positions), strict=True):
        out["positions", *position.key] = name, name
    for row in statements:
        if row["record_type"] == "documents":
            out["documents", row["document_id"], row["local_id"]] = row["document_id"], row["document_id"]

    for decision in (d for table in decisions.values() for d in table):
        if decision.where not in used:
            raise StageError(
                f"{decision.where}: no record {decision['left']} or {decision['right']} in this build; "
                "correct the ids (`chancery explain` shows them) or take the row out"
            )
    return out, _redirects(decisions["merges"], folder)


def _redirects(merges: list[curation.Decision], folder: Path) -> list[dict[str, str | None]]:
    out: dict[str, dict[str, str | None]] = {}
    for row in curation.load("redirects", folder):
        out[row["old_id"]] = {"old_id": row["old_id"], "new_id": row["new_id"] or None, "since": row["since"], "reason": row["reason"]}
    for row in merges:
        out[row["left"]] = {"old_id": row["left"], "new_id": row["right"], "since": row["since"], "reason": "merged"}
    return [out[k] for k in sorted(out)]


def _anchor(record: Treaty | Event) -> tuple[str, str]:
    return record.key[0], f"{record.start:09d} {record.key[1]}"


def _forbidden(rows_: list[curation.Decision], parts: list[str], used: set[str]) -> list[tuple[int, int]]:
    """Pairs of records that a person has found to be different; parts are named by the ids that they have alone."""
    place = {name: i for i, name in enumerate(parts)}
    pairs = [(row, place.get(row["left"]), place.get(row["right"])) for row in rows_]
    used.update(row.where for row, a, b in pairs if a is not None and b is not None)
    return [(a, b) for _, a, b in pairs if a is not None and b is not None]


def _settle(
    groups: Clusters,
    letter: str,
    parts: list[str],
    facts: list[tuple[str, ...]],
    records: Sequence[Treaty | Event],
    decisions: dict[str, list[curation.Decision]],
    used: set[str],
) -> list[str]:
    """The id of each record: computed from the facts of its group, then merged and renamed as people have decided."""
    listed = groups.groups()
    computed = ids.assign(letter, [(f, min(_anchor(records[i]) for i in g)) for f, g in zip(facts, listed, strict=True)])
    name_of = {g[0]: name for g, name in zip(listed, computed, strict=True)}
    node_of = {p: i for i, p in enumerate(parts)} | {name: node for node, name in name_of.items()}
    for row in decisions["merges"]:
        left, right = node_of.get(row["left"]), node_of.get(row["right"])
        if left is None or right is None:
            continue
        groups.force(left, right)
        name_of[groups.find(right)] = row["right"]
        used.add(row.where)
    for row in decisions["rekeys"]:
        for node in [n for n, name in name_of.items() if name == row["left"] and groups.find(n) == n]:
            name_of[node] = row["right"]
            used.add(row.where)
    return [name_of[groups.find(i)] for i in range(len(parts))]


def _most(values: Sequence[str | None]) -> str:
    """The value given most often, the smallest of several; empty without values."""
    given = [v for v in values if v]
    if len(given) < 2:
        return given[0] if given else ""
    counts = Counter(given)
    return min(counts, key=lambda v: (-counts[v], v))


def _day(values: Sequence[str | None]) -> str:
    """Of several dates the one of fewest days, then the one given most often."""
    dates = [v for v in values if v]
    narrow = min((edtf.width(v) for v in dates), default=0.0)
    return _most([v for v in dates if edtf.width(v) == narrow])


def _treaty_facts(group: Sequence[Treaty]) -> tuple[str, ...]:
    name = names.identifying(n for t in group for n in t.names)
    parties = sorted({p for t in group for p in t.parties})
    return name, _day([t.signed for t in group]), " ".join(parties)


def _event_facts(group: Sequence[Event], treaty_ids: dict[Key, str]) -> tuple[str, ...]:
    who = sorted({a for e in group for a in e.actors} | {p for e in group for p in e.persons})
    treaty = _most([treaty_ids.get(e.treaty) if e.treaty else None for e in group])
    day, place, realis = _day([e.date for e in group]), _most([e.place for e in group]), _most([e.realis for e in group])
    return _most([e.action for e in group]), day, " ".join(who), place, treaty, realis


def resolve(statements: Sequence[dict[str, Any]], found: _Identity, source_of: dict[str, str]) -> tuple[list[dict[str, Any]], list[Reject]]:
    """The statements, the same rows, with record ids instead of local ones; a reference to nothing becomes a reject and its row goes."""
    kept, rejects = [], []
    for row in statements:
        document_id, record_type, field, value = row["document_id"], row["record_type"], row["field"], row["value"]
        record_id = found.get((record_type, document_id, row["local_id"]), ("", ""))[0]
        problem = None if record_id else f"record type {record_type} has no records of its own"
        target = _LOCAL_FIELDS.get((record_type, field or ""))
        if target and value:
            value, problem = _resolved(found, target, document_id, value)
        elif field == "action" and record_type == "treaties" and value:
            value, problem = _action(found, document_id, value)
        if problem:
            detail = f"{record_type} {row['local_id']}, {field or 'the record'}: {problem}"
            at = row["start"], row["end"]
            rejects.append(Reject(source_of.get(document_id), document_id, "link", "unresolved-reference", detail, *at))
        if (record_id and value is not None) or not problem:
            row["value"], row["record_id"] = value, record_id  # in place: a copy of every row would be as large as all of them
            kept.append(row)
    return kept, rejects


def _resolved(found: _Identity, kind: str, document_id: str, local_id: str) -> tuple[str | None, str | None]:
    record = found.get((kind, document_id, local_id))
    return (record[0], None) if record else (None, f"names {local_id}, and the document has no such record of {kind}")


def _action(found: _Identity, document_id: str, value: str) -> tuple[str | None, str | None]:
    """The value of a treaty action with the record id of its event; without the event where that is unknown."""
    try:
        data = json.loads(value)
    except ValueError:
        return value, None
    if not isinstance(data, dict) or not data.get("event"):
        return value, None
    data["event"], problem = _resolved(found, "events", document_id, str(data["event"]))
    return compound.written(data), problem


__all__ = ["Locals", "identify", "lineages", "link", "resolve"]
