"""`chancery build`: from raw texts to the published dataset."""

from __future__ import annotations

import sys
from pathlib import Path
from time import perf_counter
from typing import Annotated

import typer

from flows import pipeline, server, settings
from flows.ledger import Ledger
from flows.report import BuildReport, describe
from flows.scheduling.history import History, told


def build(
    raw: Annotated[Path, typer.Option(help="Folder of raw texts, one folder per source.")] = settings.RAW,
    out: Annotated[Path, typer.Option(help="Folder to build in; the dataset is its folder `dataset`.")] = settings.OUT,
    workers: Annotated[int | None, typer.Option(min=1, help="Worker processes; the result is the same for any number.")] = None,
    plain: Annotated[bool, typer.Option("--plain", help="Run the stages without Prefect: quicker to start, nothing recorded.")] = False,
) -> None:
    """Build the dataset: read, extract, link, check and publish what has changed since the last build.

    Finished work is kept in OUT/work, so a build that was interrupted goes on where it was.  Runs as a Prefect flow, on
    the server that Prefect is set up with or on one of its own; when nothing has changed, none is started.  Exit codes: 0
    built (rejected texts are listed), 1 a source had to be stopped or a check failed, 2 wrong use.
    """
    began = perf_counter()
    raw = settings.checked_raw(raw)
    out = settings.checked_out(out, raw)
    number = workers or settings.default_workers()
    try:
        with Progress() as progress:
            if plain or (not server.is_configured() and pipeline.is_current(raw, out)):
                report = _plain(raw, out, number, progress)
            else:
                report = _flow(raw, out, number, progress)
    except KeyboardInterrupt:
        print("chancery: interrupted; what is finished is kept, and the same command goes on from there", file=sys.stderr)
        raise
    for line in describe(report):
        print(line)
    stages = sum(report.seconds.values())
    print(f"time:    {stages:.1f} s in the stages, {perf_counter() - began:.1f} s in all")
    if report.exit_code:
        raise typer.Exit(report.exit_code)


def _plain(raw: Path, out: Path, workers: int, progress: Progress) -> BuildReport:
    with Ledger(out).lock(), History(out).recorded("build") as run:
        report = pipeline.build_held(raw, out, workers, progress.tell)
        run |= told(report)
        return report


def _flow(raw: Path, out: Path, workers: int, progress: Progress) -> BuildReport:
    progress.tell("Prefect", 0, 1)
    with server.available(out / "work"):
        from flows.build import BuildFailed
        from flows.build import build as flow
        from flows.build import progress as shown

        shown.set(progress.tell)
        try:
            return flow(str(raw), str(out), workers)
        except BuildFailed as failed:
            return failed.report


class Progress:
    """One line on a terminal that says how far the build is; nothing where there is no terminal."""

    def __init__(self) -> None:
        from rich.console import Console
        from rich.status import Status

        self.console = Console(stderr=True)
        self.status = Status("", console=self.console) if self.console.is_terminal else None

    def __enter__(self) -> Progress:
        if self.status:
            self.status.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self.status:
            self.status.stop()

    def tell(self, stage: str, done: int, total: int) -> None:
        """Show that `done` of `total` parts of a stage are done."""
        if self.status:
            self.status.update(f"{stage} {done:,} of {total:,}" if total > 1 else stage)
