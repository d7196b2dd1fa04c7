"""The views of the dataset: SQL files in flows/views that say what question they answer."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "views"
_HEADER = re.compile(r"-- (title|answers|column (\w+)): (.+)")


class ViewError(Exception):
    """A file in flows/views that does not say what it must."""


@dataclass(frozen=True, slots=True)
class View:
    """One view: its title, the question that it answers, its columns with a description each, and its query."""

    name: str
    title: str
    answers: str
    columns: dict[str, str]
    sql: str


def load(folder: Path = FOLDER) -> list[View]:
    """The views of a folder, by name; ViewError where a header lacks title, question or columns."""
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
        if len(head) < 2 or not columns:
            raise ViewError(f"{path}:1: a view starts with `-- title:`, `-- answers:` and a line `-- column <name>:` for each column")
        sql = "\n".join(line for line in text.splitlines() if not _HEADER.match(line))
        views.append(View(path.stem, head["title"], head["answers"], columns, sql))
    return views
