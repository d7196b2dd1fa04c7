"""Values of single fields: checked against their column, chosen, and written in the type of the column."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from flows.stages import compound, edtf
from flows.stages.cells import problem
from flows.stages.choice import NONE, Choice, Claim, choose, policy_of
from flows.stages.records.ledger import Ledger
from schemas.tables import BY_NAME, evidence_columns
from schemas.tables.base import Column

Fields = dict[str | None, list[Claim]]
"""The claims of one record by field, each list in the order of its claims."""


@dataclass(frozen=True, slots=True)
class Known:
    """The ids that records may refer to, by table; treaties and events are filled in when their tables are made."""

    ids: Mapping[str, set[str]]

    def has(self, table: str, key: str) -> bool:
        """Whether the table has a row with this key."""
        return key in self.ids[table]


@cache
def _untold(table: str) -> Mapping[str, Any]:
    """The columns of `scalars` for a record of which nothing is told."""
    out: dict[str, Any] = {}
    for column in scalar_columns(table):
        out |= date_columns(column.name, None) if column.edtf else {column.name: None}
    return out


@cache
def scalar_columns(table: str) -> tuple[Column, ...]:
    """The columns of a table that hold one chosen value each."""
    return tuple(c for c in evidence_columns(BY_NAME[table]) if not c.type.startswith("list"))


def typed(column: Column, value: str | None) -> Any:
    """The value in the column's type."""
    if value is None or column.type == "str":
        return value
    if column.type == "bool":
        return value == "true"
    return int(value) if column.type == "int" else float(value)


_EPOCH = edtf.day_number(1970, 1, 1)


def date_columns(name: str, value: str | None) -> dict[str, Any]:
    """The four columns of a date; the bounds as days since 1970, as Arrow counts them, for years that `datetime` lacks too."""
    start, end = (None if day is None else day - _EPOCH for day in edtf.span(value) or (None, None))
    return {name: value, f"{name}_start": start, f"{name}_end": end, f"{name}_precision": edtf.precision(value)}


def sound(column: Column, claims: Iterable[Claim], known: Known, ledger: Ledger) -> list[Claim]:
    """The claims whose value the column can hold; the others become rejects."""
    out = []
    for claim in claims:
        if not claim.value:
            continue
        if claim.superseded:
            reason, wrong = "", None
        elif column.refers and not known.has(column.refers, claim.value):
            reason, wrong = "unresolved-reference", f"{claim.value} is not in {column.refers}"
        else:
            reason, wrong = "invalid-value", problem(column, claim.value)
        if wrong:
            ledger.reject(reason, f"{claim.record_type} {claim.record_id}, {column.name}: {wrong}", claim)
        else:
            out.append(claim)
    return out


def scalars(table: str, record_id: str, fields: Fields, known: Known, ledger: Ledger) -> dict[str, Any]:
    """All chosen values of a record as columns of its table, with their evidence entered.

    A date's basis is chosen among the documents that give the chosen date.
    """
    row = dict(_untold(table))
    choices: dict[str, tuple[list[Claim], Choice]] = {}
    for column in scalar_columns(table):
        if not (told := fields.get(column.name)):
            continue
        claims = sound(column, told, known, ledger)
        if column.name.endswith("_basis"):
            dated, choice = choices.get(column.name.removesuffix("_basis"), ([], NONE))
            telling = {(c.document_id, c.local_id) for c, s in zip(dated, choice.statuses, strict=True) if s == "accepted"}
            claims = [c for c in claims if (c.document_id, c.local_id) in telling]
        choice = choose(claims, policy_of(table, column.name))
        choices[column.name] = claims, choice
        if claims:
            ledger.field(table, record_id, column.name, claims, choice)
        value = typed(column, choice.value)
        row |= date_columns(column.name, value) if column.edtf else {column.name: value}
    return row


def part(claim: Claim, ledger: Ledger, table: str) -> dict[str, str | None] | None:
    """The JSON object of a compound claim about a row of `table`, its values as text.

    None for anything else, which becomes a reject, and for what a person has overruled, which stays as evidence.
    """
    data = compound.cells(claim.value or "")
    if data is None:
        ledger.reject("invalid-value", f"{claim.record_type} {claim.record_id}, {claim.field}: {claim.value!r} is no JSON object", claim)
        return None
    cells = {k: None if v in (None, "") else str(v) for k, v in data.items()}
    if claim.superseded:
        key = "|".join([claim.record_id, *(cells.get(k) or "" for k in BY_NAME[table].key[1:])])
        ledger.add(table, key, None, as_json(cells), claim, "superseded")
        return None
    return cells


def as_json(data: Mapping[str, str | None]) -> str:
    """The value of the evidence of a row: a JSON object with sorted keys."""
    return compound.written(data)


def reference(data: dict[str, str | None], key: str, table: str, claim: Claim, known: Known, ledger: Ledger) -> None:
    """Empty `data[key]` if it is no row of the table, and say so in the rejects."""
    value = data.get(key)
    if value is not None and not known.has(table, value):
        ledger.reject("unresolved-reference", f"{claim.record_type} {claim.record_id}, {claim.field}: {value} is not in {table}", claim)
        data[key] = None


def support(claims: Iterable[Claim]) -> dict[str, Any]:
    """How widely a record is told: documents, independent publishers, and how sure at least one of them is right.

    Each document counts once, with its most confident statement, as its sentences are not independent of each other.
    """
    best: dict[str, float] = {}
    publishers = set()
    for claim in claims:
        if claim.document_id is not None:
            best[claim.document_id] = max(claim.confidence, best.get(claim.document_id, 0.0))
            publishers.add(claim.publisher)
    doubt = 1.0
    for document_id in sorted(best):
        doubt *= 1 - best[document_id]
    return {"n_documents": len(best), "n_publishers": len(publishers), "confidence": round(min(0.99, 1 - doubt), 4)}
