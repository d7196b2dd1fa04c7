"""The build as a Prefect flow: a task for each partition of the raw files and for each whole-table stage.

Thin by design: what a task does is a function of `flows.pipeline`, and what tasks hand each other is the path of the
plan, a file in the work folder.  Whether work is finished is the ledger's to say, not Prefect's cache.
"""

from __future__ import annotations

import pickle
from contextvars import ContextVar
from pathlib import Path
from typing import Any

from prefect import flow, task
from prefect.states import Completed
from prefect.task_runners import ThreadPoolTaskRunner

from flows import pipeline, settings
from flows.ledger import Locked
from flows.pipeline import Plan, Tell
from flows.report import BuildReport
from flows.scheduling import telling, turns
from flows.scheduling.history import told

progress: ContextVar[Tell] = ContextVar("progress", default=pipeline.quiet)
"""Whom to tell how far the work is; the command line sets it."""


class BuildFailed(Exception):
    """The build came to an end, but a source had to be stopped or a check failed; `report` says which."""

    def __init__(self, report: BuildReport) -> None:
        super().__init__(report.failure)
        self.report = report


again: dict[str, Any] = {"persist_result": False, "retries": 2, "retry_delay_seconds": [5, 30], "retry_condition_fn": turns.is_passing}
"""Tried again is what a disk or a network may have spoilt, and nothing else: the same texts and rules fail in the same way."""


@task(**again)
def plan(raw: str, out: str) -> tuple[str, BuildReport]:
    """Read the catalogue and the fingerprints; the path of the plan."""
    report = BuildReport()
    return _save(pipeline.planned(Path(raw), Path(out), report)), report


@task(task_run_name="partition {number}", **again)
def partition(path: str, number: int, workers: int) -> BuildReport:
    """Bring the units of one partition from their raw files to statements."""
    report, made = BuildReport(), _load(path)
    pipeline.make_units(made, made.parts[number], workers, report, progress.get())
    return report


@task(task_run_name="gather", **again)
def gather(path: str) -> BuildReport:
    """Put the units' tables together."""
    report, made = BuildReport(), _load(path)
    pipeline.make_gathered(made, report)
    _save(made)
    return report


@task(task_run_name="{name}", **again)
def stage(path: str, name: str) -> BuildReport:
    """Run one whole-table stage."""
    report = BuildReport()
    pipeline.make_stage(_load(path), name, report, progress.get())
    return report


@task(task_run_name="publish", **again)
def publish(path: str) -> BuildReport:
    """Publish the dataset if its checks allow it."""
    report = BuildReport()
    pipeline.conclude(_load(path), report, progress.get())
    return report


@flow(name="build", persist_result=False, task_runner=ThreadPoolTaskRunner(max_workers=1))  # type: ignore[arg-type]
def build(
    raw: str = str(settings.RAW), out: str = str(settings.OUT), workers: int = 0, busy: turns.Busy = "fail", limit_minutes: float = 0
) -> BuildReport:
    """Build the dataset of `raw` into `<out>/dataset`; `workers` 0 stands for the default number.

    `busy` says what to do while another run is at work in `out`: fail, skip or wait; `limit_minutes` 0 stands for no
    limit.  Raises BuildFailed when a source had to be stopped or a check failed, and what `pipeline.build` raises.
    """
    workers = workers or settings.default_workers()
    with telling.refused(Path(out), "build"):
        raw_folder = settings.checked_raw(Path(raw))
        out_folder = settings.checked_out(Path(out), raw_folder)
    missed = turns.stand_for_missed()
    try:
        with turns.held(out_folder, busy), telling.recorded(out_folder, "build", missed) as run, turns.within(limit_minutes):
            before = published(out_folder)
            report = pipeline.mended(out_folder, lambda: _run(str(raw_folder), str(out_folder), workers))
            run |= told(report)
            telling.show(out_folder, report, before, run)
            if report.exit_code:
                raise BuildFailed(report)
            return report
    except Locked as error:
        if busy == "fail":
            raise
        return Completed(name="Skipped", message=str(error))  # type: ignore[return-value]  # Prefect takes a state as well


def published(out: Path) -> Path | None:
    """The folder that `<out>/dataset` leads to."""
    link = out / "dataset"
    return link.resolve() if link.is_symlink() and link.exists() else None


def _run(raw: str, out: str, workers: int) -> BuildReport:
    path, report = plan(raw, out)
    made = _load(path)
    if not pipeline.is_published(made):
        for future in [partition.submit(path, i, workers) for i in range(len(made.parts))]:
            report += future.result()
        report += gather(path)
        for name in pipeline.WHOLE:
            report += stage(path, name)
    return report + publish(path)


def _save(made: Plan) -> str:
    path = made.out / "work" / "plan.pickle"
    path.write_bytes(pickle.dumps(made))
    return str(path)


def _load(path: str) -> Plan:
    made = pickle.loads(Path(path).read_bytes())
    assert isinstance(made, Plan)
    return made
