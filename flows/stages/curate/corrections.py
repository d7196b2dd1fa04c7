"""Fields that have another value than the rules have read.

A correction names a field, the value that it expects to find chosen, and the value to have instead.  The statements that it overrules
stay and are marked `superseded`; a statement with method `curated` is added.  It has the span of the first statement that it overrules
(or else of the record's own), because evidence points at a text, and its `rule_id` is the correction's id, under which author, reason
and citation stand in the table.  An empty `value` takes the field away, an empty `expect` says that there was none.  For a part (party,
signatory, action, article, participant) both are the JSON object of one row; for an `alias` of a treaty one name; for the treaty of an
event, in a decision about the words of a document, a name that the document gives it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flows.stages import compound
from flows.stages.cells import problem
from flows.stages.choice import Claim, choose, policy_of
from flows.stages.curate.aim import Row, Statements, order
from flows.stages.curation import Decision
from flows.stages.errors import StageError
from flows.stages.model import Reject
from schemas.tables import BY_NAME

PARTS = ("party", "signatory", "action", "article", "participant")
"""Fields whose values are JSON objects; an event's action is a code and no part."""
_BASES = {"signed": "signed_basis", "date": "date_basis"}


def apply(correction: Decision, told: Statements) -> list[Reject]:
    """Mark the statements that a correction overrules and add the new ones; a reject if it has nothing left to correct.

    StageError if it does not fit.
    """
    target = told.aimed(correction)
    named = f"{correction.where}: correction {correction['correction_id']}"
    if target.idle:
        return [target.reject(told, f"{named}: nothing is read as {target.shown}; quote what is read there now, or take the line out")]
    field, expect, value = correction["field"], correction["expect"], correction["value"]
    if _is_part(correction):
        expect, value = _canonical(correction, "expect"), _canonical(correction, "value")
        overruled = [r for r in standing(target.rows, field) if _same(r["value"], expect)]
        found = expect if overruled or not expect else "no such row"
    elif (correction["record_type"], field) == ("treaties", "alias"):
        overruled = _called(correction, target.rows, told.publisher_of)
        field, found = "aliases", expect if overruled or not expect else "no such name"
    elif field == "treaty_id" and correction["document_id"]:
        overruled = standing(target.rows, field)
        named_so = [n for r in overruled for n in told.names(correction["document_id"], r["value"])]
        found = expect if expect in named_so else (named_so or [""])[0]
        value = told.treaty(correction, value) if value else ""
    else:
        _check_column(correction)
        overruled = standing(target.rows, field)
        found = chosen(correction["record_type"], field, overruled, told.publisher_of)
    if found != expect and correction["document_id"] and _done(correction, found, value, target.rows):
        return [target.reject(told, f"{named} of {target.shown}: {correction['field']} is {value!r} without it; take the line out")]
    if found != expect:
        raise StageError(
            f"{named} of {target.shown}, {field}, expects {expect!r} and finds {found!r}; see whether it is still needed, then write what "
            "it finds under expect or take it out"
        )
    if correction["record_type"] == "events":
        told.corrected[told.owner(target)] = correction["correction_id"]
    for row in overruled:
        row["superseded"] = True
    if value:
        about = min((r for r in overruled if not expect or _is_part(correction) or r["value"] == expect), key=order, default=None)
        about = about or min((r for r in target.rows if r["field"] is None), key=order, default=min(target.rows, key=order))
        new: Row = {**about, "field": field, "value": value, "value_original": None, "superseded": False}
        new |= {"method": "curated", "rule_id": correction["correction_id"], "confidence": 1.0}
        told.add([new])
        if field in _BASES and not _is_part(correction):
            told.add([{**new, "field": _BASES[field], "value": "curated"}])
    return []


def _is_part(correction: Decision) -> bool:
    """Whether the correction is of a row of a table beside the record's own."""
    return correction["field"] in PARTS and (correction["record_type"], correction["field"]) != ("events", "action")


def standing(rows: Sequence[Row], field: str) -> list[Row]:
    """The statements of a field that nobody has overruled."""
    return [r for r in rows if r["field"] == field and r["value"] and not r["superseded"]]


def _done(correction: Decision, found: str, value: str, rows: Sequence[Row]) -> bool:
    """Whether the build says by itself what the correction wants."""
    if _is_part(correction):
        return not value or any(_same(r["value"], value) for r in standing(rows, correction["field"]))
    return found == value


def _called(correction: Decision, own: Sequence[Row], publisher_of: Mapping[str, str]) -> list[Row]:
    """The statements that call a treaty by the name which a correction of `alias` expects; StageError if that is its chosen name."""
    told = standing(own, "name")
    if correction["expect"] and correction["expect"] == chosen("treaties", "name", told, publisher_of):
        where = f"{correction.where}: correction {correction['correction_id']}"
        raise StageError(f"{where}: {correction['expect']!r} is the name of the treaty and no alias; correct the field name instead")
    return [r for r in own if r["field"] in ("name", "aliases") and r["value"] == correction["expect"] and not r["superseded"]]


def chosen(record_type: str, field: str, told: Sequence[Row], publisher_of: Mapping[str, str]) -> str:
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
    data = compound.cells(correction[cell])
    if data is None:
        where = f"{correction.where}: correction {correction['correction_id']}"
        raise StageError(f'{where}: {cell} is no JSON object; write one, such as {{"actor_id": "france"}}')
    return compound.written(data)


def _same(value: str, expect: str) -> bool:
    """Whether the object of a statement has all that is expected; keys that the correction leaves out may be anything."""
    data, wanted = compound.cells(value) or {}, compound.cells(expect) or {}
    return bool(wanted) and all(data.get(k) == v for k, v in wanted.items())
