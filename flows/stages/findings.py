"""What the checks found: rows for the table `findings`, and the same for people."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields

import pyarrow as pa

SHOWN = 5
"""How many rows of one check a printed report shows."""


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One broken promise: which check, where, the value, its place in a document, and what to do."""

    severity: str
    check: str
    table: str
    column: str
    key: str
    value: str
    source: str
    message: str


SCHEMA = pa.schema([(f.name, pa.string()) for f in sorted(fields(Finding), key=lambda f: f.name != "check")])


@dataclass(frozen=True, slots=True)
class Report:
    """All findings in a total order, errors first."""

    rows: tuple[Finding, ...]

    @property
    def errors(self) -> int:
        """How many findings fail a build."""
        return sum(r.severity == "error" for r in self.rows)

    @property
    def warnings(self) -> int:
        """How many findings are only reported."""
        return len(self.rows) - self.errors

    def summary(self) -> str:
        """`1 error, 2 warnings`."""
        return f"{count(self.errors, 'error')}, {count(self.warnings, 'warning')}"

    def to_arrow(self) -> pa.Table:
        """The table `findings`: all columns strings, none null."""
        return pa.table({name: pa.array([getattr(r, name) for r in self.rows], pa.string()) for name in SCHEMA.names}, SCHEMA)

    def by_check(self) -> list[tuple[str, str, list[Finding]]]:
        """(severity, check, its findings), errors first."""
        groups: dict[tuple[str, str], list[Finding]] = {}
        for row in self.rows:
            groups.setdefault((row.severity, row.check), []).append(row)
        return [(severity, check, rows) for (severity, check), rows in groups.items()]

    def markdown(self) -> str:
        """The report for people: a summary, then each check with its first rows."""
        lines = ["# Checks", "", f"{self.summary()}."]
        for severity, check, rows in self.by_check():
            lines += ["", f"## {check} ({count(len(rows), severity)})", ""]
            lines += [f"- {line(row)}" for row in rows[:SHOWN]]
            if len(rows) > SHOWN:
                lines.append(f"- and {len(rows) - SHOWN} more, in findings.parquet")
        return "\n".join(lines) + "\n"


def report(rows: Iterable[Finding]) -> Report:
    """A report of the rows, ordered."""
    return Report(tuple(sorted(set(rows))))


def line(row: Finding) -> str:
    """One finding as a sentence: where, what, why, what to do."""
    place = f" [{row.source}]" if row.source else ""
    value = f" = {shorten(row.value)}" if row.value else ""
    where = ".".join(p for p in (row.table, row.column) if p)
    return f"{where} of {row.key or 'the table'}{value}: {row.message}{place}"


def not_run(check: str, error: Exception) -> Finding:
    """The finding that a check cannot run, because of the tables that it reads."""
    return Finding("error", check, "", "", "", "", "", f"the check cannot run, mend the columns first: {shorten(str(error), 200)}")


def shorten(text: str, width: int = 80) -> str:
    """The text on one line of at most `width` characters."""
    flat = " ".join(text.split())
    return flat if len(flat) <= width else flat[: width - 1] + "…"


def count(n: int, noun: str) -> str:
    """`1 error`, `2 errors`."""
    return f"{n:,} {noun}" + ("" if n == 1 else "s")
