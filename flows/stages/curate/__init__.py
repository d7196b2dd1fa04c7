"""People overrule machines: `schemas/curation/refusals.csv` and `corrections.csv`.

A refusal says that a record is none: what was read as a treaty, event or position tells of no such thing.  A correction says that a
field of it has another value.  Each is about what one document says (`said`, before the documents are linked) or about a whole record
(`curate`, after that); `flows.stages.curate.aim` finds it.

A decision whose record is gone, or that does not find what it expects, stops the build: the source or a rule has changed, and a
person has to look again.  The message names all of them.  One about the words of a document that has nothing left to decide, because the
rules now read what it wants by themselves or read no record there, becomes a row of `rejects` with the reason `idle-decision`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from flows.stages import curation, tables
from flows.stages.choice import publishers
from flows.stages.curate import acts, aim, corrections, refusals
from flows.stages.curation import Decision
from flows.stages.errors import StageError
from flows.stages.model import Reject, to_arrow
from schemas.tables import arrow_schema

Decisions = dict[str, list[Decision]]
"""Refusals and corrections."""


def curate(inputs: Path, out: Path, folder: Path = curation.FOLDER) -> None:
    """The stage: write `statements` after what was decided about whole records, and `corrections`; `folder` holds the decisions.

    StageError with a line for every decision that does not fit.
    """
    table, source_of = tables.read(inputs, "statements"), sources_of(inputs)
    given = _given(folder, source_of)
    whole = {t: [d for d in rows if not d["document_id"]] for t, rows in given.items()}
    table, rejects = _decided(inputs, table, whole, aim.linked, source_of)
    tables.write(table, out / "statements.parquet")
    tables.write(tables.of_rows(_corrected(given["corrections"]), arrow_schema("corrections")), out / "corrections.parquet")
    if rejects:
        tables.write(more(tables.read(inputs, "rejects"), rejects), out / "rejects.parquet")


def said(inputs: Path, statements: pa.Table, folder: Path, source_of: Mapping[str, str]) -> tuple[pa.Table, list[Reject]]:
    """The statements of single documents after what was decided about their words, with a column `superseded`; and rejects.

    StageError with a line for every decision that does not fit.
    """
    flag = pa.field("superseded", pa.bool_())
    table = statements.append_column(flag, pa.array([False] * statements.num_rows, flag.type))
    words = {t: [d for d in rows if d["document_id"]] for t, rows in _given(folder, source_of).items()}
    return _decided(inputs, table, words, aim.local, source_of)


def more(before: pa.Table, rejects: Sequence[Reject]) -> pa.Table:
    """The work table of rejects with some more."""
    return pa.concat_tables([before, to_arrow(Reject, (((), r) for r in rejects)).cast(before.schema)])


def sources_of(inputs: Path) -> dict[str, str]:
    """document_id -> source_id."""
    documents = tables.read(inputs, "documents", ["document_id", "source_id"])
    return dict(zip(documents["document_id"].to_pylist(), documents["source_id"].to_pylist(), strict=True))


def _given(folder: Path, source_of: Mapping[str, str]) -> Decisions:
    return {name: curation.load(name, folder, set(source_of.values()), source_of.keys()) for name in ("refusals", "corrections")}


def _decided(
    inputs: Path, table: pa.Table, decisions: Decisions, owner: Callable[[aim.Row], aim.Owner], source_of: Mapping[str, str]
) -> tuple[pa.Table, list[Reject]]:
    """The statements after the decisions, refusals first, and the rejects that these give."""
    every = [decision for rows in decisions.values() for decision in rows]
    if not every:
        return table, []
    touched = _touched(table, every)
    sources = tables.read(inputs, "sources", ["source_id", "publisher"]).to_pylist()
    told = aim.Statements(table.filter(touched).to_pylist(), owner, source_of, publishers(source_of, sources), _texts(inputs, every))
    rejects: list[Reject] = []
    stale: list[str] = []
    for decide, rows in ((refusals.apply, decisions["refusals"]), (corrections.apply, decisions["corrections"])):
        for decision in rows:
            try:
                rejects += decide(decision, told)
            except StageError as error:
                stale.append(str(error))
    if stale:
        raise StageError("\n".join(stale))
    acts.follow(told)
    return pa.concat_tables([table.filter(pc.invert(touched)), pa.Table.from_pylist(told.rows(), table.schema)]), rejects


def _touched(table: pa.Table, decisions: Sequence[Decision]) -> pa.ChunkedArray:
    """Which statements a decision may change or leave out: those of the documents quoted, or of the records named and what names them."""

    def among(column: str, cells: Iterable[str]) -> pa.ChunkedArray:
        return pc.fill_null(pc.is_in(table[column], pa.array(sorted({c for c in cells if c}), pa.string())), False)

    touched = among("document_id", (d["document_id"] for d in decisions))
    records = {d["record_id"] for d in decisions if not d["document_id"]}
    if not records:
        return touched
    actions = pc.and_(pc.equal(table["record_type"], "treaties"), pc.fill_null(pc.equal(table["field"], "action"), False))
    return pc.or_(pc.or_(touched, actions), pc.or_(among("record_id", records), among("value", records)))


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
