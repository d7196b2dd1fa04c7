"""What keeps a release back: broken checks, loss against the release before, new kinds of rejects, and what no licence covers.

A loss or a new reason may be right; then a person accepts the finding for this one version and says why.  A broken check or an unlicensed
text cannot be accepted.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from flows.releasing.differences import Side
from flows.releasing.withhold import leaks
from flows.settings import UsageError
from flows.stages.findings import Report, line
from schemas.data import ROOT as SCHEMAS
from schemas.data import DataError, rows
from schemas.tables import TABLES
from schemas.tables.dictionary import literal, quoted

ACCEPTED = SCHEMAS / "releases" / "accepted.csv"
_COLUMNS = ("version", "finding", "reason", "author")

LOST = 0.05
"""A table or source that loses a larger share of its rows keeps a release back."""
GROWN = 0.25
"""One that grows by a larger share is worth a warning."""
COLLAPSED = 0.5
"""A column that is filled in less than this share of the rows in which it was filled before (relative to all rows) has collapsed."""
FEWEST = 5
"""Filled cells that a column must have had for its fill rate to mean something."""


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """What a gate says: `name` is what a person accepts it by; `weight` is refused, acceptable or warning."""

    weight: str
    name: str
    message: str


def check(folder: Path, before: Side | None, report: Report, forbidden: set[int]) -> list[Finding]:
    """Every finding on the release in `folder`; `report` is what the checks of the dataset found, `forbidden` what must not be in it."""
    found = [Finding("refused", f"check:{f.check}", line(f)) for f in report.rows if f.severity == "error"]
    found += _unlicensed(folder, forbidden)
    if before is not None:
        with duckdb.connect() as db:
            found += [*_counts(db, before.folder, folder), *_sources(db, before.folder, folder), *_reasons(db, before.folder, folder)]
            found += _filled(db, before, folder)
    return sorted(set(found))


def _unlicensed(folder: Path, forbidden: set[int]) -> Iterator[Finding]:
    known = {r["licence"]: r["text"] for r in rows("releases/licences", "licence", "title", "url", "text")}
    with duckdb.connect() as db:
        passed = db.execute(
            f"select distinct source_id, licence from read_parquet({_path(folder, 'sources')}) where redistributable order by all"
        ).fetchall()
    for source_id, licence in passed:
        advice = "state the licence in its source.yml, or set redistributable: false"
        if licence not in known:
            advice = "add it to schemas/releases/licences.csv, or set redistributable: false"
            yield Finding("refused", f"licence:{source_id}", f"{source_id}: nobody has said what its licence {licence} allows; {advice}")
        elif known[licence] == "no":
            yield Finding(
                "refused",
                f"licence:{source_id}",
                f"{source_id}: its text would ship, and its licence {licence} does not allow it; {advice}",
            )
    for leak in leaks(folder, forbidden):
        yield Finding("refused", f"withheld:{leak.split(':')[0]}", f"words of a text that may not be passed on are in {leak}")


def _change(name: str, what: str, before: int, after: int) -> Iterator[Finding]:
    if before and (before - after) / before > LOST:
        share = (before - after) / before
        yield Finding("acceptable", f"lost:{name}", f"{what} lost {share:.1%} of its rows ({before:,} before, {after:,} now)")
    elif before and (after - before) / before > GROWN:
        yield Finding("warning", f"grown:{name}", f"{what} grew by {(after - before) / before:.1%} ({before:,} before, {after:,} now)")


def _counts(db: duckdb.DuckDBPyConnection, before: Path, after: Path) -> Iterator[Finding]:
    for table in TABLES:
        counts = [_count(db, folder, table.table) for folder in (before, after)]
        yield from _change(table.table, f"table {table.table}", *counts)


def _count(db: duckdb.DuckDBPyConnection, folder: Path, table: str) -> int:
    if not (folder / f"{table}.parquet").is_file():
        return 0
    row = db.execute(f"select count(*) from read_parquet({_path(folder, table)})").fetchone()
    return int(row[0]) if row else 0


def _sources(db: duckdb.DuckDBPyConnection, before: Path, after: Path) -> Iterator[Finding]:
    """Rows of a source: its documents and the evidence from them."""
    counts: list[dict[str, int]] = []
    for folder in (before, after):
        sql = (
            f"select s.source_id, (select count(*) from read_parquet({_path(folder, 'documents')}) d where d.source_id = s.source_id)"
            f" + (select count(*) from read_parquet({_path(folder, 'evidence')}) e join read_parquet({_path(folder, 'documents')}) d"
            f" using (document_id) where d.source_id = s.source_id) from read_parquet({_path(folder, 'sources')}) s order by 1"
        )
        counts.append(dict(db.execute(sql).fetchall()))
    for source_id, n in counts[0].items():
        yield from _change(f"source:{source_id}", f"source {source_id}", n, counts[1].get(source_id, 0))


def _reasons(db: duckdb.DuckDBPyConnection, before: Path, after: Path) -> Iterator[Finding]:
    sql = (
        f"select reason, count(*) from read_parquet({_path(after, 'rejects')}) where reason not in"
        f" (select reason from read_parquet({_path(before, 'rejects')})) group by reason order by reason"
    )
    for reason, n in db.execute(sql).fetchall():
        yield Finding("acceptable", f"reject:{reason}", f"{n:,} rejects have a reason that the release before did not have: {reason}")


def _filled(db: duckdb.DuckDBPyConnection, before: Side, folder: Path) -> Iterator[Finding]:
    for table in TABLES:
        known = before.columns.get(table.table, {})
        columns = [c.name for c in table.columns if c.nullable and c.name in known]
        if not columns:
            continue
        sql = f"select count(*), {', '.join(f'count({quoted(c)})' for c in columns)} from read_parquet("
        was, now = (db.execute(sql + _path(place, table.table) + ")").fetchone() or (0,) for place in (before.folder, folder))
        for column, a, b in zip(columns, was[1:], now[1:], strict=True):
            if a >= FEWEST and was[0] and (b / now[0] if now[0] else 0.0) < COLLAPSED * a / was[0]:
                rates = f"{a / was[0]:.0%} of rows before, {b / now[0] if now[0] else 0:.0%} now"
                yield Finding("acceptable", f"emptied:{table.table}.{column}", f"{table.table}.{column} is filled far less often: {rates}")


def _path(folder: Path, table: str) -> str:
    return literal(str(folder / f"{table}.parquet"))


def accepted(version: str, path: Path = ACCEPTED) -> dict[str, Mapping[str, str]]:
    """The findings that a person accepted for a version: name -> row of the table."""
    return {row["finding"]: row for row in _read(path) if row["version"] == version}


def accept(version: str, finding: str, reason: str, author: str, path: Path = ACCEPTED) -> None:
    """Add a row to the table of accepted findings; UsageError when it has one already, or for a finding that cannot be accepted."""
    if finding.split(":")[0] in ("check", "licence", "withheld"):
        raise UsageError(f"{finding}: cannot be accepted; mend the data or the licence")
    if not reason.strip() or not author.strip():
        raise UsageError("a finding is accepted with --reason and --author: both are printed in the release")
    there = _read(path)
    if any(row["version"] == version and row["finding"] == finding for row in there):
        raise UsageError(f"{finding}: accepted for {version} already, in {path}")
    made = sorted(
        [*there, dict(zip(_COLUMNS, (version, finding, reason, author), strict=True))], key=lambda r: (r["version"], r["finding"])
    )
    new = path.with_name(f".{path.name}.new")
    with new.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, _COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(made)
    new.replace(path)


def _read(path: Path) -> list[dict[str, str]]:
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        if tuple(reader.fieldnames or ()) != _COLUMNS:
            raise DataError(f"{path}:1: the header must be {','.join(_COLUMNS)}")
        return [dict(row) for row in reader]


def notes(findings: Sequence[Finding], agreed: Mapping[str, Mapping[str, Any]]) -> str:
    """The part of the release notes that says what was accepted, by whom and why, and what is worth a warning."""
    lines = []
    told = [f for f in findings if f.weight == "acceptable" and f.name in agreed]
    if told:
        lines += ["", "## Accepted", ""]
        lines += [f"- {f.message}. {agreed[f.name]['reason']} ({agreed[f.name]['author']})" for f in told]
    if warned := [f for f in findings if f.weight == "warning"]:
        lines += ["", "## Worth a look", "", *(f"- {f.message}" for f in warned)]
    return "\n".join(lines) + ("\n" if lines else "")
