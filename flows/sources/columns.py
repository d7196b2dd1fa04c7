"""What a table of rows looks like from outside: its rows, its columns, and which role each column may have.

It is for a proposal that a person reads: a register is only read by the mapping that its source.yml states.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from dataclasses import dataclass
from functools import cache

from flows.sources.readers import limits
from flows.sources.readers.decode import decode
from flows.sources.readers.errors import ReadError
from flows.sources.readers.inline import name_of
from flows.sources.readers.register import delimiter
from schemas import data

_ROWS = 2  # fewer are no table
_COLUMNS = 2


@dataclass(frozen=True, slots=True)
class Table:
    """A file of rows: the element of a row (None for CSV), how many rows there are, and the columns in their order."""

    row: str | None
    n_rows: int
    columns: tuple[str, ...]

    def mapping(self) -> dict[str, str]:
        """The likely mapping: for each role the first column of a name that stands for it."""
        out = {"row": self.row} if self.row else {}
        for role, names in _roles():
            found = next((c for c in self.columns if c.lower().replace("_", "-").replace(" ", "-") in names), None)
            if found and found not in out.values():
                out[role] = found
        return out


@cache
def _roles() -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((r["role"], tuple(r["columns"].split())) for r in data.rows("rules/register_columns", "role", "columns"))


def of_xml(content: bytes) -> Table | None:
    """The rows of an XML file: the commonest element of which the parts have no parts; None where there are none."""
    counts: Counter[str] = Counter()
    columns: dict[str, dict[str, None]] = {}
    try:
        for element in limits.xml_stream(content, "", "{*}*"):
            parts = [name_of(child.tag) for child in element]
            if len(parts) >= _COLUMNS and len(set(parts)) == len(parts) and not any(len(child) for child in element):
                counts[name_of(element.tag)] += 1
                columns.setdefault(name_of(element.tag), {}).update(dict.fromkeys(parts))
    except ReadError:
        return None
    row, n = max(counts.items(), key=lambda item: (item[1], item[0]), default=("", 0))
    return Table(row, n, tuple(columns[row])) if n >= _ROWS else None


def of_csv(content: bytes) -> Table | None:
    """The rows of a text whose lines all have the same columns; None where they have not."""
    try:
        text, _ = decode(content)
        header, *rows = csv.reader(io.StringIO(text), delimiter=delimiter(text))
    except (ReadError, ValueError, csv.Error):
        return None
    rows = [r for r in rows if any(c.strip() for c in r)]
    even = len(header) >= _COLUMNS and len(rows) >= _ROWS and all(len(r) == len(header) for r in rows)
    return Table(None, len(rows), tuple(c.strip() for c in header)) if even and all(0 < len(c) < 40 for c in header) else None
