"""A difference for readers: on the terminal, as Markdown (the stub of a changelog), as JSON and as Parquet."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import duckdb

from flows.releasing.differences import Difference
from flows.stages import tables

EXAMPLES = 20
"""How many records of each kind are named one by one."""

CAUSES = {
    "new-source": "new sources",
    "changed-source": "changed sources",
    "removed-source": "removed sources",
    "code": "changed code",
    "rule": "changed rules",
    "vocabulary": "changed vocabulary or gazetteer",
    "correction": "changed corrections",
    "unknown": "nothing that is known",
}


def terminal(found: Difference) -> str:
    """A few lines a table, then what caused how much."""
    lines = [f"{found.before} -> {found.after}"]
    lines += [f"{CAUSES[kind]}: {', '.join(names[:6])}{' ...' if len(names) > 6 else ''}" for kind, names in found.inputs.items()]
    lines += [f"{table}.{column}: {change}" for table, column, change in found.columns]
    told = list(found.rows())
    for table, n in told:
        before, after = found.counts[table]
        counted = ", ".join(f"{what} {n[what]:,}" for what in ("added", "removed", "changed") if n[what])
        lines.append(f"{table:20} {before:>9,} -> {after:>9,}  {counted}")
    if not told and not found.columns:
        lines.append("no row differs")
    lines += [f"{n:>9,} {table} rows {change}: {cause} ({detail})" for cause, detail, table, change, n in found.by_cause()[:EXAMPLES]]
    return "\n".join(lines)


def markdown(found: Difference) -> str:
    """The stub of a changelog entry: what was put in differently, what came out differently, and why."""
    lines = [f"# Changes from {found.before} to {found.after}", ""]
    if found.inputs:
        lines += ["## What was put in", ""]
        for kind, names in found.inputs.items():
            more = f" and {len(names) - EXAMPLES:,} more" if len(names) > EXAMPLES else ""
            lines.append(f"- {CAUSES[kind]}: {', '.join(f'`{n}`' for n in names[:EXAMPLES])}{more}")
        lines.append("")
    if found.columns:
        lines += ["## Columns", "", *(f"- `{table}.{column}`: {change}" for table, column, change in found.columns), ""]
    told = list(found.rows())
    if not told:
        return "\n".join([*lines, "No row differs."]) + "\n"
    lines += ["## Rows", "", "| table | before | after | added | removed | changed |", "|---|---:|---:|---:|---:|---:|"]
    for table, n in told:
        before, after = found.counts[table]
        lines.append(f"| {table} | {before:,} | {after:,} | {n['added']:,} | {n['removed']:,} | {n['changed']:,} |")
    lines += ["", "## Causes", "", "| cause | which | table | change | rows |", "|---|---|---|---|---:|"]
    lines += [f"| {cause} | {detail} | {table} | {change} | {n:,} |" for cause, detail, table, change, n in found.by_cause()]
    for table in ("treaties", "events", "positions"):
        lines += _examples(found, table)
    return "\n".join(lines) + "\n"


def _examples(found: Difference, table: str) -> list[str]:
    with duckdb.connect() as db:
        db.register("changes", found.changes)
        rows = db.execute(
            "select \"key\", change, string_agg(\"column\" || coalesce(': ' || before, '') || coalesce(' -> ' || after, ''),"
            " '; ' order by \"column\"),"
            ' min(cause), min(detail) from changes where "table" = $1 group by all order by change, "key"',
            [table],
        ).fetchall()
    if not rows:
        return []
    lines = ["", f"## {table.capitalize()}", ""]
    for key, change, cells, cause, detail in rows[:EXAMPLES]:
        lines.append(f"- `{key}` {change}{f' ({cells})' if cells else ''}: {cause} {detail or ''}".rstrip())
    if len(rows) > EXAMPLES:
        lines.append(f"- and {len(rows) - EXAMPLES:,} more, in changes.parquet")
    return lines


def as_json(found: Difference, *, cells: bool = True) -> str:
    """The same for programs: `inputs`, `columns`, `tables`, `causes`, and with `cells` every single change."""
    told: dict[str, Any] = {
        "before": found.before,
        "after": found.after,
        "inputs": found.inputs,
        "columns": [dict(zip(("table", "column", "change"), c, strict=True)) for c in found.columns],
        "tables": {
            table: {"before": found.counts[table][0], "after": found.counts[table][1], **{k: n[k] for k in ("added", "removed", "changed")}}
            for table, n in found.rows()
        },
        "causes": [dict(zip(("cause", "detail", "table", "change", "rows"), c, strict=True)) for c in found.by_cause()],
    }
    if cells:
        told["changes"] = found.changes.to_pylist()
    return json.dumps(told, indent=1, ensure_ascii=False) + "\n"


def write(found: Difference, folder: Path) -> None:
    """CHANGES.md, changes.json (without the single changes) and changes.parquet (with them) in a folder."""
    (folder / "CHANGES.md").write_text(markdown(found), encoding="utf-8")
    (folder / "changes.json").write_text(as_json(found, cells=False), encoding="utf-8")
    tables.write(found.changes, folder / "changes.parquet")
