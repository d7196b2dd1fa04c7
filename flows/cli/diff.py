"""`chancery diff`: what is different between two datasets, and why."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from flows import settings


class Form(StrEnum):
    """How a difference is printed."""

    text = "text"
    markdown = "markdown"
    json = "json"
    parquet = "parquet"


def diff(
    before: Annotated[str, typer.Argument(help="A release of OUT/releases, or the folder of a build, a dataset or a release.")],
    after: Annotated[str, typer.Argument(help="The same, for what came later.")],
    out: Annotated[Path, typer.Option(help="The folder that was built in; versions are looked up in its `releases`.")] = settings.OUT,
    format: Annotated[Form, typer.Option(help="How to print it.")] = Form.text,
    output: Annotated[Path | None, typer.Option(help="File to write to instead of the terminal.")] = None,
) -> None:
    """Compare two datasets: rows and columns added, removed and changed in every table, each with its cause.

    A cause is a new, changed or removed source, a changed rule, code, vocabulary or gazetteer, or a correction, and is named. Markdown
    is the stub of
    a changelog entry; JSON and Parquet list every cell.  Exit codes: 0 compared (whether they differ or not), 2 no such dataset.
    """
    from flows.releasing import changes, differences
    from flows.stages import tables

    sides = [
        differences.side(out / "releases" / place if (out / "releases" / place).is_dir() else Path(place)) for place in (before, after)
    ]
    found = differences.compare(*sides)
    if format is Form.parquet:
        if output is None:
            raise settings.UsageError("Parquet is not for a terminal: give a file with --output")
        tables.write(found.changes, output)
        return
    text = {Form.text: changes.terminal, Form.markdown: changes.markdown, Form.json: changes.as_json}[format](found)
    if output is None:
        print(text.rstrip("\n"))
    else:
        output.write_text(text if text.endswith("\n") else text + "\n", encoding="utf-8")
