"""The views of the dataset: SQL files in flows/views that say what question they answer."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "views"
_HEADER = re.compile(r"-- (title|answers|example|column (\w+)): (.+)")


class ViewError(Exception):
    """A file in flows/views that does not say what it must."""


@dataclass(frozen=True, slots=True)
class View:
    """One view: its title, the question that it answers, a query to begin with, its columns with a description each, and its own query."""

    name: str
    title: str
    answers: str
    example: str
    columns: dict[str, str]
    sql: str


def load(folder: Path = FOLDER) -> list[View]:
    """The views of a folder, by name; ViewError where a header lacks title, question, example or columns."""
    views = []
    for path in sorted(folder.glob("*.sql")):
        text = path.read_text(encoding="utf-8")
        head: dict[str, str] = {}
        columns: dict[str, str] = {}
        for m in filter(None, map(_HEADER.match, text.splitlines())):
            if m[2]:
                columns[m[2]] = m[3]
            else:
                head[m[1]] = m[3]
        if len(head) < 3 or not columns:
            starts = "`-- title:`, `-- answers:`, `-- example:` and a line `-- column <name>:` for each column"
            raise ViewError(f"{path}:1: a view starts with {starts}")
        sql = "\n".join(line for line in text.splitlines() if not _HEADER.match(line))
        views.append(View(path.stem, head["title"], head["answers"], head["example"], columns, sql))
    return views
