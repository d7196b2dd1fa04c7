"""`chancery rules`: what is read as what, and how often it was."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import pyarrow as pa
import typer

from flows import published, settings
from schemas import data

IDS = ("rule_id", "id")
_SILENT = ("example", "confidence", "weight", "rank")


def rules(
    out: Annotated[Path, typer.Option(help="The folder that was built in, or a dataset.")] = settings.OUT,
    format: Annotated[published.Format, typer.Option(help="How to print the rows.")] = published.Format.table,
    unused: Annotated[bool, typer.Option("--unused", help="Only the rules that read nothing in this dataset.")] = False,
) -> None:
    """List the rules under schemas/rules: id, file, what it reads, an example, and its hits in the dataset.

    A hit is a mention, a piece of evidence or a repair that names the rule; a rule that is named and not listed comes last.
    Exit codes: 0 printed, 2 no dataset.
    """
    sql = """
        with hits as (
            select rule_id, count(*) as hits from (
                select rule_id from evidence union all select rule_id from mentions union all select rule_id from repairs
            ) group by rule_id
        ), told as (
            select r.rule_id, r.file, r.reads, r.example, coalesce(h.hits, 0) as hits, r.n
            from rules r left join hits h using (rule_id) where not $1 or h.hits is null
            union all
            select h.rule_id, null, 'not listed under schemas/rules', null, h.hits, null
            from hits h anti join rules r using (rule_id) where not $1 and h.rule_id is not null
        )
        select * exclude n from told order by file nulls last, n, rule_id
    """
    published.print_query(out, sql, format, parameters=[unused], tables={"rules": listed()})


def listed() -> pa.Table:
    """Every row of schemas/rules that has an id: rule_id, file, n (its place in the file), reads, example."""
    rows = []
    for path in sorted((data.ROOT / "rules").glob("*.csv")):
        for n, row in enumerate(data.rows(f"rules/{path.stem}")):
            name = next((row[i] for i in IDS if i in row), None)
            if name is not None:
                rows.append({"rule_id": name, "file": path.stem, "n": n, "reads": reads(row), "example": row.get("example", "")})
    return pa.Table.from_pylist(rows)


def reads(row: dict[str, str]) -> str:
    """What a rule reads: its description where it has one, else its cells with their columns."""
    told = row.get("reads") or row.get("description")
    return told or "; ".join(f"{k}: {v}" for k, v in row.items() if v and k not in (*IDS, *_SILENT))
