"""What must hold across the tables, as SQL that returns the rows for which it does not.

A check is a file in flows/checks, or follows from the declaration of a table: its references, its dates, the evidence for its
rows and cells.  Each returns the columns table, column, key, value, detail, and source where it knows the place in a document.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from schemas.tables import BY_NAME, EVIDENCED, TABLES, evidence_columns
from schemas.tables.base import Column, Table

FOLDER = Path(__file__).resolve().parent.parent / "checks"
_HEADER = re.compile(r"-- (title|severity|remedy): (.+)")


class CheckError(Exception):
    """A file in flows/checks that does not say what it must."""


@dataclass(frozen=True, slots=True)
class Check:
    """One check: `severity` is error (fails the build) or warning; `remedy` says what to do about a row it returns."""

    name: str
    title: str
    severity: str
    remedy: str
    sql: str


def load(folder: Path = FOLDER) -> list[Check]:
    """The checks of a folder, by name; CheckError where a header lacks a line or has a severity that does not exist."""
    checks = []
    for path in sorted(folder.glob("*.sql")):
        sql = path.read_text(encoding="utf-8")
        header = {m[1]: m[2] for m in map(_HEADER.match, sql.splitlines()) if m}
        if missing := [key for key in ("title", "severity", "remedy") if key not in header]:
            raise CheckError(f"{path}:1: no line `-- {missing[0]}: ...`; every check starts with title, severity and remedy")
        if header["severity"] not in ("error", "warning"):
            raise CheckError(f"{path}:2: severity {header['severity']}; it must be error or warning")
        checks.append(Check(path.stem, header["title"], header["severity"], header["remedy"], sql))
    return checks


def declared() -> list[Check]:
    """The checks that follow from the declarations of the tables."""
    return [*_references(), *_dates(), *_rows_with_evidence(), *_cells_with_evidence()]


def key_sql(table: type[Table], alias: str = "x") -> str:
    """SQL for the key of a row as `evidence.record_id` has it: the key columns joined by `|`, null as the empty string."""
    if len(table.key) == 1:
        return f'{alias}."{table.key[0]}"'
    columns = table.key or table.order
    return " || '|' || ".join(f"coalesce({alias}.\"{c}\"::varchar, '')" for c in columns)


def _select(table: type[Table], column: str, detail: str, value: str | None = None) -> str:
    """The start of a check on rows `x` of a table."""
    shown = value or f'x."{column}"::varchar'
    return f"select '{table.table}' as \"table\", '{column}' as \"column\", {key_sql(table)} as key, {shown} as value, {detail} as detail"


def _references() -> list[Check]:
    checks = []
    for table in TABLES:
        for c in table.columns:
            if not c.refers:
                continue
            target = BY_NAME[c.refers]
            sql = (
                _select(table, c.name, f"'no such row in {target.table}'")
                + f' from "{table.table}" x where x."{c.name}" is not null'
                + f' and not exists (from "{target.table}" y where y."{target.key[0]}" = x."{c.name}")'
            )
            remedy = f"add the row to {target.table}, or write a reject and leave the cell null"
            title = f"{table.table}.{c.name} refers to {target.table}"
            checks.append(Check(f"reference_{table.table}_{c.name}", title, "error", remedy, sql))
    return checks


def _dates() -> list[Check]:
    checks = []
    for table in TABLES:
        for c in table.columns:
            if not c.edtf:
                continue
            d, start, end, precision = (f'x."{c.name}{s}"' for s in ("", "_start", "_end", "_precision"))
            wrong = {
                f"{d} is not null and {start} is null and {end} is null": "no day bounds",
                f"{d} is null and ({start} is not null or {end} is not null)": "day bounds without a date",
                f"{start} > {end}": "the first day is after the last",
                f"({d} is null) <> ({precision} is null)": "date without precision, or precision without date",
                f"{d} is not null and {precision} <> 'open' and ({start} is null or {end} is null)": "not open, and a bound is missing",
                f"contains({d}, '/') <> ({precision} in ('interval', 'open'))": "the precision is not that of the date",
            }
            detail = "case " + " ".join(f"when {when} then '{then}'" for when, then in wrong.items()) + " end"
            rows = f'select * from ({_select(table, c.name, detail)} from "{table.table}" x) where detail is not null'
            remedy = "take bounds and precision from the EDTF value with the functions of the dates"
            checks.append(Check(f"dates_{table.table}_{c.name}", f"{table.table}.{c.name} has bounds that fit", "error", remedy, rows))
    return checks


def _rows_with_evidence() -> list[Check]:
    checks = []
    for name in EVIDENCED:
        table = BY_NAME[name]
        sql = (
            _select(table, table.key[0], "'no accepted evidence that the row exists'")
            + f" from \"{name}\" x where not exists (from evidence e where e.record_type = '{name}' and e.status = 'accepted'"
            + f" and e.field is null and e.record_id = {key_sql(table)})"
        )
        remedy = "a row without evidence must not be written: keep the statement that it was made from"
        checks.append(Check(f"evidence_{name}", f"Every row of {name} has evidence", "error", remedy, sql))
    return checks


def _same(c: Column, value: str) -> str:
    """SQL: whether the text `value` of a piece of evidence says what the cell `x.c` holds."""
    cell = f'x."{c.name}"'
    if c.type in ("int", "float"):
        return f"try_cast({value} as double) = {cell}"
    if c.type == "bool":
        return f"try_cast({value} as boolean) = {cell}"
    return f"{value} = {cell}"


def _cells_with_evidence() -> list[Check]:
    checks = []
    for name in EVIDENCED:
        table = BY_NAME[name]
        parts = len(table.key) > 1
        for c in (c for c in evidence_columns(table) if c.type != "date"):
            rows, cell = f'"{name}" x', c
            if c.type == "list[str]":
                rows = f'(select * replace (unnest("{c.name}") as "{c.name}") from "{name}") x'
            found = f"e.field = '{c.name}' and {_same(cell, 'e.value')}"
            if parts:
                inside = f"case when json_valid(e.value) then json_extract_string(e.value, '$.{c.name}') end"
                found = f"({found} or e.field is null and {_same(cell, inside)})"
            silent = "".join(f""" and x."{c.name}" <> '{code}'""" for code in c.silent)
            sql = (
                _select(table, c.name, "'no accepted evidence with this value'")
                + f' from {rows} where x."{c.name}" is not null{silent}'
                + f" and not exists (from evidence e where e.record_type = '{name}' and e.status = 'accepted'"
                + f" and e.record_id = {key_sql(table)} and {found})"
            )
            remedy = "the record is what its accepted evidence says and no more: leave the cell null, or accept the evidence for it"
            checks.append(Check(f"evidence_{name}_{c.name}", f"Every {name}.{c.name} has evidence", "error", remedy, sql))
    return checks
