"""`chancery check`: whether the dataset holds what it promises."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from flows import published, settings


def check(
    out: Annotated[Path, typer.Option(help="The folder that was built in, or a dataset.")] = settings.OUT,
) -> None:
    """Check the published dataset: every table against its schema, then across tables.

    Prints each broken promise with table, column, key, value, place in the document and what to do.  Exit codes: 0 no
    errors (warnings are printed), 1 errors, 2 no dataset.
    """
    folder = published.folder(out)
    from flows.stages import checks, validate  # imports pandera, half a second that --help need not wait for
    from schemas.tables import TABLES

    report = validate.check(folder)
    if report.rows:
        print(report.markdown())
    n = len(TABLES) + len(checks.load()) + len(checks.declared())
    print(f"{'BROKEN' if report.errors else 'holds'}: {n} checks, {report.summary()}")
    if report.errors:
        raise typer.Exit(1)
