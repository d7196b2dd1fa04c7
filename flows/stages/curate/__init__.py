"""People overrule machines: `schemas/curation/refusals.csv` and `corrections.csv`, applied to the linked statements.

A refusal says that a record is none: what was read as a treaty, event or position tells of no such thing.  A correction says that a
field of it has another value.  Each is about a whole record, or about what one document says of it (`flows.stages.curate.aim`).

A decision whose record is gone, or that does not find what it expects, stops the build: the source or a rule has changed, and a
person has to look again.  The message names all of them.  One about the words of a document that has nothing left to decide, because the
rules now read what it wants by themselves or read no record there, becomes a row of `rejects` with the reason `idle-decision`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from flows.stages import curation, tables
from flows.stages.choice import publishers
from flows.stages.curate import corrections, refusals
from flows.stages.curate.aim import Statements
from flows.stages.curation import Decision
from flows.stages.errors import StageError
from flows.stages.model import Reject, to_arrow
from schemas.tables import arrow_schema


def curate(inputs: Path, out: Path, folder: Path = curation.FOLDER) -> None:
    """The stage: write `statements` with a column `superseded` and the curated ones added, and `corrections`; `folder` holds the decisions.

    StageError with a line for every decision that does not fit.
    """
    table = tables.read(inputs, "statements")
    table = table.append_column(pa.field("superseded", pa.bool_()), pa.array([False] * table.num_rows, pa.bool_()))
    documents = tables.read(inputs, "documents", ["document_id", "source_id"])
    source_of = dict(zip(documents["document_id"].to_pylist(), documents["source_id"].to_pylist(), strict=True))
    given = {name: curation.load(name, folder, set(source_of.values())) for name in ("refusals", "corrections")}
    decisions = [decision for rows in given.values() for decision in rows]
    rejects: list[Reject] = []
    if decisions:
        touched = _touched(table, decisions)
        sources = tables.read(inputs, "sources", ["source_id", "publisher"]).to_pylist()
        told = Statements(table.filter(touched).to_pylist(), _texts(inputs, decisions), source_of, publishers(source_of, sources))
        stale: list[str] = []
        for decide, rows in ((refusals.apply, given["refusals"]), (corrections.apply, given["corrections"])):
            for decision in rows:
                try:
                    rejects += decide(decision, told)
                except StageError as error:
                    stale.append(str(error))
        if stale:
            raise StageError("\n".join(stale))
        table = pa.concat_tables([table.filter(pc.invert(touched)), pa.Table.from_pylist(told.rows(), table.schema)])
    tables.write(table, out / "statements.parquet")
    tables.write(tables.of_rows(_corrected(given["corrections"]), arrow_schema("corrections")), out / "corrections.parquet")
    if rejects:
        before = tables.read(inputs, "rejects")
        tables.write(pa.concat_tables([before, to_arrow(Reject, (((), r) for r in rejects)).cast(before.schema)]), out / "rejects.parquet")


def _touched(table: pa.Table, decisions: Sequence[Decision]) -> pa.ChunkedArray:
    """Which statements a decision may change or leave out: those of the records and documents named, and those that refer to them."""

    def among(column: str, cells: Iterable[str]) -> pa.ChunkedArray:
        return pc.fill_null(pc.is_in(table[column], pa.array(sorted({c for c in cells if c}), pa.string())), False)

    documents = [d["document_id"] for d in decisions]
    named = {d["record_id"] for d in decisions} | set(table.filter(among("document_id", documents))["record_id"].to_pylist())
    return pc.or_(among("record_id", named), among("value", named))


def _texts(inputs: Path, decisions: Sequence[Decision]) -> dict[str, str]:
    """The text of each document that a decision quotes."""
    wanted = {d["document_id"] for d in decisions if d["document_id"]}
    found = tables.read(inputs, "documents", ["document_id", "text"]) if wanted else pa.table({"document_id": [], "text": []})
    return {d: text for d, text in zip(found["document_id"].to_pylist(), found["text"].to_pylist(), strict=True) if d in wanted}


def _corrected(rows: Iterable[Decision]) -> list[dict[str, Any]]:
    """The corrections as the published table has them."""
    out = []
    for row in rows:
        try:
            decided = date.fromisoformat(row["date"]) if row["date"] else None
        except ValueError:
            raise StageError(f"{row.where}: {row['date']!r} is no day; write the date of the decision as 2026-11-01") from None
        cells: dict[str, Any] = {c: row[c] or None for c in arrow_schema("corrections").names}
        out.append(cells | {"decided": decided})
    return sorted(out, key=lambda r: str(r["correction_id"]))
