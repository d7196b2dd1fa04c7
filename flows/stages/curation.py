"""The decisions of people about records: `schemas/curation/*.csv`, with the file and line of every row for messages.

A row whose `source_id` or `document_id` is not empty speaks of a record of that source, or of what that document says, and sleeps in a
build that does not hold it; a row without one must always find its record.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from schemas.data import ROOT, rows

FOLDER = ROOT / "curation"

_COLUMNS = {
    "corrections": (
        *("correction_id", "record_type", "record_id", "field", "expect", "value"),
        *("author", "reason", "citation", "date", "source_id"),
    ),
    "refusals": ("record_type", "record_id", "author", "reason", "citation", "date", "source_id"),
    "merges": ("left", "right", "reason", "author", "since", "source_id"),
    "false_matches": ("left", "right", "reason", "author", "source_id"),
    "rekeys": ("left", "right", "reason", "author", "source_id"),
    "redirects": ("old_id", "new_id", "since", "reason"),
}


@dataclass(frozen=True, slots=True)
class Decision:
    """One row of a curation table; `where` is its file and line.  A column that its table does without is empty."""

    where: str
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")


def load(
    table: str, folder: Path = FOLDER, sources: Collection[str] | None = None, documents: Collection[str] | None = None
) -> list[Decision]:
    """The rows of `<folder>/<table>.csv`, without those that speak of a source or document which is not among those given.

    A source is there if it is named itself or is the part before `/` of one that is.  A folder of one's own may leave tables out.
    """
    path = folder / f"{table}.csv"
    if folder != FOLDER and not path.is_file():
        return []
    shown = f"schemas/curation/{table}.csv" if folder == FOLDER else str(path)
    found = [Decision(f"{shown}:{line}", row) for line, row in enumerate(rows(str(folder / table), *_COLUMNS[table]), 2)]
    if documents is not None:
        found = [d for d in found if not d["document_id"] or d["document_id"] in documents]
    if sources is not None:
        present = {*sources, *(s.split("/")[0] for s in sources)}
        found = [d for d in found if not d["source_id"] or d["source_id"] in present]
    return found
