"""People overrule machines: `schemas/curation/refusals.csv` and `corrections.csv`, applied to the linked statements.

A refusal says that a record is none: what was read as a treaty, event or position tells of no such thing.  Its statements leave the
tables, others lose what they say about it, and it becomes a row of `rejects` with the reason that the person gave.

A correction names a record, a field, the value that it expects to find chosen, and the value to have instead.  The statements that it
overrules stay and are marked `superseded`; a statement with method `curated` is added.  It has the span of the first statement that it
overrules (or else of the record's own), because evidence points at a text, and its `rule_id` is the correction's id, under which
author, reason and citation stand in the table.  An empty `value` takes the field away, an empty `expect` says that there was none.
For a part (party, signatory, action, article, participant) both are the JSON object of one row; for an `alias` of a treaty one name.

A decision whose record is gone, or that does not find what it expects, stops the build: the source or a rule has changed, and a
person has to look again.  The message names all of them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa

from flows.stages import curation, tables
from flows.stages.choice import Claim, choose, policy_of
from flows.stages.curation import Decision
from flows.stages.errors import StageError
from flows.stages.model import Reject, to_arrow
from flows.stages.records.values import problem
from schemas.tables import BY_NAME

PARTS = ("party", "signatory", "action", "article", "participant")
"""Fields whose values are JSON objects; an event's action is a code and no part."""
_REFERENCES = ("treaty_id", "event_id")
_BASES = {"signed": "signed_basis", "date": "date_basis"}
Row = dict[str, Any]


def curate(inputs: Path, out: Path, folder: Path = curation.FOLDER) -> None:
    """The stage: write `statements` with a column `superseded` and the curated ones added; `folder` holds the decisions.

    StageError with a line for every decision that does not fit.
    """
    table = tables.read(inputs, "statements")
    sources = tables.read(inputs, "sources", ["source_id", "publisher"]).to_pylist()
    documents = tables.read(inputs, "documents", ["document_id", "source_id"])
    source_of = dict(zip(documents["document_id"].to_pylist(), documents["source_id"].to_pylist(), strict=True))
    named = {s["source_id"]: s["publisher"] or f"source {s['source_id']}" for s in sources}
    corrections = curation.load("corrections", folder, set(source_of.values()))
    refusals = curation.load("refusals", folder, set(source_of.values()))
    decided = bool(corrections or refusals)
    rows = [{**row, "superseded": False} for row in table.to_pylist()] if decided else []
    stale: list[str] = []
    rows, refused = refuse(rows, refusals, source_of, stale)
    publisher_of = {d: named.get(s, f"source {s}") for d, s in source_of.items()}
    by_record: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        by_record.setdefault((row["record_type"], row["record_id"]), []).append(row)
    for correction in corrections:
        own = by_record.get((correction["record_type"], correction["record_id"]), [])
        try:
            added = apply(correction, own, publisher_of)
        except StageError as error:
            stale.append(str(error))
            continue
        own += added
        rows += added
    if stale:
        raise StageError("\n".join(stale))
    if refused:
        before = tables.read(inputs, "rejects")
        tables.write(pa.concat_tables([before, to_arrow(Reject, (((), r) for r in refused)).cast(before.schema)]), out / "rejects.parquet")
    schema = table.schema.append(pa.field("superseded", pa.bool_()))
    if decided:
        table = pa.Table.from_pylist(rows, schema)
    else:
        table = table.append_column(schema.field("superseded"), pa.array([False] * table.num_rows, pa.bool_()))
    tables.write(table, out / "statements.parquet")


def refuse(
    rows: list[Row], refusals: Sequence[Decision], source_of: Mapping[str, str], stale: list[str]
) -> tuple[list[Row], list[Reject]]:
    """The statements without those of the records that people refuse, and a reject for each of these; adds to `stale` what finds none."""
    refused = {(r["record_type"], r["record_id"]): r for r in refusals}
    ids = {record_id for _, record_id in refused}
    first: dict[tuple[str, str], Row] = {}
    kept = []
    for row in rows if refused else ():
        key = row["record_type"], row["record_id"]
        if key in refused:
            first[key] = min(first.get(key, row), row, key=_order)
        elif row["value"] not in ids or row["field"] not in _REFERENCES:
            kept.append(row)
    found = []
    for key, decision in refused.items():
        record = " ".join(key)
        if key in first:
            at = first[key]
            detail = f"{record}: {decision['reason']} ({decision['author']})"
            where = source_of.get(at["document_id"]), at["document_id"]
            found.append(Reject(*where, "curate", "refused", detail, at["start"], at["end"]))
        else:
            stale.append(
                f"{decision.where}: {record} is refused, which this build does not have; "
                "give the record's present id (`chancery explain`) or take the line out"
            )
    return (kept if refused else rows), found


def apply(correction: Decision, own: Sequence[Row], publisher_of: dict[str, str]) -> list[Row]:
    """Mark the statements of a record that a correction overrules, and return the new ones; StageError if it does not fit."""
    if not own:
        raise StageError(
            f"{correction.where}: correction {correction['correction_id']} is about {correction['record_type']} {correction['record_id']}, "
            "which this build does not have; give the record's present id (`chancery explain`) or take the correction out"
        )
    field, expect, value = correction["field"], correction["expect"], correction["value"]
    if field in PARTS and not (correction["record_type"] == "events" and field == "action"):
        expect, value = _canonical(correction, "expect"), _canonical(correction, "value")
        overruled = [r for r in own if r["field"] == field and r["value"] and not r["superseded"] and _same(r["value"], expect)]
        found = expect if overruled or not expect else "no such row"
    elif (correction["record_type"], field) == ("treaties", "alias"):
        overruled = _called(correction, own, publisher_of)
        field, found = "aliases", expect if overruled or not expect else "no such name"
    else:
        _check_column(correction)
        told = [r for r in own if r["field"] == field and r["value"] and not r["superseded"]]
        found = _chosen(correction["record_type"], field, told, publisher_of)
        overruled = told
    if found != expect:
        raise StageError(
            f"{correction.where}: correction {correction['correction_id']} of {correction['record_type']} {correction['record_id']}, "
            f"{field}, expects {expect!r} and finds {found!r}; see whether it is still needed, then write what it finds under expect "
            "or take it out"
        )
    for row in overruled:
        row["superseded"] = True
    if not value:
        return []
    about = min((r for r in overruled if not expect or field in PARTS or r["value"] == expect), key=_order, default=None)
    about = about or min((r for r in own if r["field"] is None), key=_order, default=min(own, key=_order))
    new: Row = {**about, "field": field, "value": value, "value_original": None, "superseded": False}
    new |= {"method": "curated", "rule_id": correction["correction_id"], "confidence": 1.0}
    basis = _BASES.get(field)
    return [new, {**new, "field": basis, "value": "curated"}] if basis and field not in PARTS else [new]


def _called(correction: Decision, own: Sequence[Row], publisher_of: dict[str, str]) -> list[Row]:
    """The statements that call a treaty by the name which a correction of `alias` expects; StageError if that is its chosen name."""
    told = [r for r in own if r["field"] == "name" and r["value"] and not r["superseded"]]
    if correction["expect"] and correction["expect"] == _chosen("treaties", "name", told, publisher_of):
        where = f"{correction.where}: correction {correction['correction_id']}"
        raise StageError(f"{where}: {correction['expect']!r} is the name of the treaty and no alias; correct the field name instead")
    return [r for r in own if r["field"] in ("name", "aliases") and r["value"] == correction["expect"] and not r["superseded"]]


def _chosen(record_type: str, field: str, told: Sequence[Row], publisher_of: dict[str, str]) -> str:
    """The value that the field has now, empty for none; for a list the values in order, joined by `;`."""
    columns = {c.name: c for c in BY_NAME[record_type].columns}
    policy = policy_of(record_type, field)
    claims = [
        Claim(
            record_type, "", r["local_id"], field, r["value"], None, r["document_id"], publisher_of.get(r["document_id"], ""),
            r["start"], r["end"], r["rule_id"], r["confidence"], r["method"],
        )
        for r in told
        if field not in columns or not problem(columns[field], r["value"])
    ]  # fmt: skip
    if policy.strategy == "collect":
        return ";".join(sorted({c.value for c in claims if c.value}))
    return choose(claims, policy).value or ""


def _check_column(correction: Decision) -> None:
    """StageError unless the correction's field and value can stand in its table."""
    record_type, field, value = correction["record_type"], correction["field"], correction["value"]
    table = BY_NAME.get(record_type)
    column = next((c for c in table.columns if c.name == field and not c.derived), None) if table else None
    if column is None and (record_type, field) not in (("documents", "author"), ("documents", "recipient")):
        raise StageError(
            f"{correction.where}: correction {correction['correction_id']}: {record_type} has no field {field} that can be corrected; "
            "see schemas/tables for the columns that are not derived"
        )
    if column is not None and value and (wrong := problem(column, value)):
        raise StageError(f"{correction.where}: correction {correction['correction_id']}: {wrong}; write a value that {field} can hold")


def _canonical(correction: Decision, cell: str) -> str:
    """A JSON cell with sorted keys; empty for an empty one."""
    if not correction[cell]:
        return ""
    try:
        return json.dumps(json.loads(correction[cell]), sort_keys=True, ensure_ascii=False)
    except ValueError as error:
        where = f"{correction.where}: correction {correction['correction_id']}"
        raise StageError(f'{where}: {cell} is no JSON ({error}); write one object, such as {{"actor_id": "france"}}') from None


def _same(value: str, expect: str) -> bool:
    """Whether the object of a statement has all that is expected; keys that the correction leaves out may be anything."""
    if not expect:
        return False
    try:
        data = json.loads(value)
    except ValueError:
        return False
    return isinstance(data, dict) and all(data.get(k) == v for k, v in json.loads(expect).items())


def _order(row: Row) -> tuple[Any, ...]:
    return row["document_id"], row["start"], row["end"], row["rule_id"], row["value"] or ""
