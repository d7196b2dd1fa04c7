"""Figures kept with the project: rows of schemas/accuracy/measured.csv, from which accuracy.md is made.

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

TABLE = "accuracy/measured"
KEPT = ("all", "attribute", "type", "action", "fact")
"""The scopes that are kept: a figure of one document or one rule is for those who mend it."""
ABOUT = ("set", "about", "taken", "dataset_version", "rules_digest")
COLUMNS = (*ABOUT, *Figure.__dataclass_fields__)
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)


def record(done: Evaluation, name: str, about: str = "", taken: str = "", file: Path | None = None) -> int:
    """Put the figures in the table under the name of a set of answers, in place of those that it had; returns how many they are.

    `about` says what the set is (needed the first time), `taken` the day of the measurement.  Raises UsageError for
    a name that is no slug, a set that nothing is said about, or a day that is none.
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
    path = file or ROOT / f"{TABLE}.csv"
    known = list(_known(path))
    said = about or next((row["about"] for row in known if row["set"] == name), "")
    if not said:
        raise UsageError(f"{name}: say with --about what these answers are: which texts, and who read them how")
    told = {"set": name, "about": said, "taken": taken, "dataset_version": done.dataset_version, "rules_digest": done.rules_digest}
    new = [{c: _cell({**told, **f.row()}[c]) for c in COLUMNS} for f in done.figures if f.scope in KEPT]
    kept = [row for row in known if row["set"] != name]
    after = [row for row in kept if row["set"] > name]
    _write(path, [row for row in kept if row["set"] < name] + new + after)
    return len(new)


def _known(path: Path) -> list[dict[str, str]]:
    if path == ROOT / f"{TABLE}.csv":
        return list(rows(TABLE, *COLUMNS))
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines())) if path.is_file() else []


def _write(path: Path, table: list[dict[str, str]]) -> None:
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(table)
    new = path.with_name(f".{path.name}.new")
    new.write_text(text.getvalue(), encoding="utf-8")
    os.replace(new, path)


def _cell(value: object) -> str:
    return "" if value is None else str(value)
