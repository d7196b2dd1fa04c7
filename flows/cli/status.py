"""`chancery status`: how the runs are doing."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from flows import settings


def status(
    out: Annotated[Path, typer.Option(help="The folder that is built in.")] = settings.OUT,
    max_age: Annotated[float | None, typer.Option(min=0, help="Hours after which the last good build is too old.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print all of it as JSON.")] = False,
) -> None:
    """Say how the runs are doing: the last good build, what runs, what is due, what failed and why, and the disk used.

    The first line is the verdict. Exit codes for cron and monitors: 0 ok, 1 the last run of some kind failed, the last good
    build is older than --max-age, the server does not answer, or there is no dataset; 2 wrong use.
    """
    if not out.is_dir():
        raise settings.UsageError(f"{out}: no such folder; --out names the folder that is built in")
    from flows.scheduling import status as state

    found = state.look(out.resolve(), max_age)
    print(found.json() if as_json else "\n".join(state.describe(found)))
    if found.problems:
        raise typer.Exit(1)
