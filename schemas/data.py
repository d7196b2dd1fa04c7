"""Reading the project's own tables: every lexicon, rule and gazetteer is a CSV file in this folder.

A file that does not say what it must is reported with its path, line and remedy; nothing is skipped.
"""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent


class DataError(Exception):
    """A table under schemas/ that cannot be used as it stands."""


@cache
def rows(name: str, *required: str) -> tuple[dict[str, str], ...]:
    """Rows of `schemas/<name>.csv` as dictionaries, in file order; empty cells are empty strings.

    Raises DataError for a missing file, a missing column of `required`, or a row of the wrong width.
    """
    path = ROOT / f"{name}.csv"
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise DataError(f"{path}: no such table; the tables of this folder are listed by `ls {path.parent}`") from None
    reader = csv.reader(text.splitlines())
    header = next(reader, [])
    if missing := [c for c in required if c not in header]:
        raise DataError(f"{path}:1: column {', '.join(missing)} missing; the header must name it")
    out = []
    for cells in reader:
        if not cells:
            continue
        if len(cells) != len(header):
            raise DataError(f"{path}:{reader.line_num}: {len(cells)} cells under {len(header)} columns; quote a cell that holds a comma")
        out.append(dict(zip(header, cells, strict=True)))
    return tuple(out)


def compiled(name: str, rule_id: str, pattern: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern of `schemas/<name>.csv`; DataError with its file and rule where it does not compile."""
    try:
        return re.compile(pattern, flags)
    except re.error as error:
        raise DataError(f"{ROOT / name}.csv: rule {rule_id}: pattern {pattern!r} does not compile ({error}); mend the cell") from None
