"""Figures kept with the project: schemas/accuracy/sets.csv and measured.csv, from which accuracy.md is made.

The answers themselves are not part of the project; what was measured on them, and on which rules, is.
"""

from __future__ import annotations

import csv
import io
import os
import re
from datetime import date
from pathlib import Path

from flows.evaluate import Evaluation
from flows.evaluate.figures import Figure
from flows.settings import UsageError
from schemas.data import ROOT, rows

SETS, TABLE = "accuracy/sets", "accuracy/measured"
KEPT = ("all", "attribute", "confidence", "type", "action", "fact")
"""The scopes that are kept: a figure of one document or one rule is for those who mend it."""
ABOUT = ("set", "about", "taken", "dataset_version", "rules_digest")
COLUMNS = ("set", *Figure.__dataclass_fields__)
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)


def record(done: Evaluation, name: str, about: str = "", taken: str = "", folder: Path = ROOT) -> int:
    """Put the figures in the tables below `folder`, in place of those that the set had; returns how many they are.

    `name` is that of the set of answers; `about` says what it is (needed the first time), `taken` the day of the measurement.
    Raises UsageError for a name that is no slug, a set that nothing is said about, or a day that is none.
    """
    if not _NAME.fullmatch(name):
        raise UsageError(f"{name}: not a name for a set; use small letters, digits and hyphens, such as essays-2")
    if taken:
        try:
            date.fromisoformat(taken)
        except ValueError:
            raise UsageError(f"{taken}: not a day; give --taken as YYYY-MM-DD") from None
    if done.unpaired:
        raise UsageError(f"{', '.join(done.unpaired)}: answers without a document; figures are recorded when every answer has one")
    sets, figures = _known(folder, SETS, ABOUT), _known(folder, TABLE, COLUMNS)
    said = about or next((row["about"] for row in sets if row["set"] == name), "")
    if not said:
        raise UsageError(f"{name}: say with --about what these answers are: which texts, and who read them how")
    told = {"set": name, "about": said, "taken": taken, "dataset_version": done.dataset_version, "rules_digest": done.rules_digest}
    new = [{"set": name} | {c: _cell(v) for c, v in f.row().items()} for f in done.figures if f.scope in KEPT]
    _write(folder, TABLE, COLUMNS, name, figures, new)
    _write(folder, SETS, ABOUT, name, sets, [told])
    return len(new)


def _known(folder: Path, table: str, columns: tuple[str, ...]) -> list[dict[str, str]]:
    if folder == ROOT:
        return list(rows(table, *columns))
    path = folder / f"{table}.csv"
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines())) if path.is_file() else []


def _write(folder: Path, table: str, columns: tuple[str, ...], name: str, known: list[dict[str, str]], new: list[dict[str, str]]) -> None:
    """Replace the rows of the set, or put them in their place in the alphabet."""
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows([row for row in known if row["set"] < name] + new + [row for row in known if row["set"] > name])
    path = folder / f"{table}.csv"
    aside = path.with_name(f".{path.name}.new")
    aside.write_text(text.getvalue(), encoding="utf-8")
    os.replace(aside, path)


def _cell(value: object) -> str:
    return "" if value is None else str(value)
