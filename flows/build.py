"""The build as a Prefect flow: a task for each partition of the raw files and for each whole-table stage.

Thin by design: what a task does is a function of `flows.pipeline`, and what tasks hand each other is the path of the
plan, a file in the work folder.  Whether work is finished is the ledger's to say, not Prefect's cache.
"""

from __future__ import annotations

import pickle
from contextvars import ContextVar
from pathlib import Path

from prefect import flow, task
from prefect.artifacts import create_markdown_artifact, create_table_artifact
from prefect.task_runners import ThreadPoolTaskRunner

from flows import pipeline, settings
from flows.ledger import Ledger
from flows.pipeline import Plan, Tell
from flows.report import BuildReport

progress: ContextVar[Tell] = ContextVar("progress", default=pipeline.quiet)
"""Whom to tell how far the work is; the command line sets it."""


class BuildFailed(Exception):
    """The build came to an end, but a source had to be stopped or a check failed; `report` says which."""

    def __init__(self, report: BuildReport) -> None:
        super().__init__("; ".join([*(f"stopped: {s}" for s in report.stopped), *(f["message"] for f in report.errors)]))
        self.report = report


@task
def plan(raw: str, out: str) -> tuple[str, BuildReport]:
    """Read the catalogue and the fingerprints; the path of the plan."""
    report = BuildReport()
    return _save(pipeline.planned(Path(raw), Path(out), report)), report


@task(task_run_name="partition {number}")
def partition(path: str, number: int, workers: int) -> BuildReport:
    """Bring the units of one partition from their raw files to statements."""
    report, made = BuildReport(), _load(path)
    pipeline.make_units(made, made.parts[number], workers, report, progress.get())
    return report


@task(task_run_name="gather")
def gather(path: str) -> BuildReport:
    """Put the units' tables together."""
    report, made = BuildReport(), _load(path)
    pipeline.make_gathered(made, report)
    _save(made)
    return report


@task(task_run_name="{name}")
def stage(path: str, name: str) -> BuildReport:
    """Run one whole-table stage."""
    report = BuildReport()
    pipeline.make_stage(_load(path), name, report, progress.get())
    return report


@task(task_run_name="publish")
def publish(path: str) -> BuildReport:
    """Publish the dataset if its checks allow it."""
    report = BuildReport()
    pipeline.conclude(_load(path), report, progress.get())
    return report


@flow(name="build", task_runner=ThreadPoolTaskRunner(max_workers=1))  # type: ignore[arg-type]
def build(raw: str = str(settings.RAW), out: str = str(settings.OUT), workers: int = 0) -> BuildReport:
    """Build the dataset of `raw` into `<out>/dataset`; `workers` 0 stands for the default number.

    Raises BuildFailed when a source had to be stopped or a check failed, and what `pipeline.build` raises.
    """
    workers = workers or settings.default_workers()
    raw_folder = settings.checked_raw(Path(raw))
    out_folder = settings.checked_out(Path(out), raw_folder)
    with Ledger(out_folder).lock():
        report = pipeline.mended(out_folder, lambda: _run(str(raw_folder), str(out_folder), workers))
    _show(report)
    if report.exit_code:
        raise BuildFailed(report)
    return report


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


def _show(report: BuildReport) -> None:
    """Leave on the server what people ask after a build."""
    seconds = "\n".join(f"- {name}: {s:.2f} s" for name, s in report.seconds.items())
    made = "\n".join(f"- {name}: {n}" for name, n in sorted(report.made.items())) or "- nothing: all of it was there"
    create_markdown_artifact(f"## Made\n{made}\n\n## Time\n{seconds}\n", key="build", description="What was made, and how long it took")
    create_table_artifact([{"table": t, "rows": n} for t, n in report.tables.items()], key="tables", description="Rows by table")
    create_table_artifact([{"reason": r, "rows": n} for r, n in report.rejects.items()], key="rejects", description="Rejects by reason")
    create_table_artifact(report.findings[:100], key="checks", description="What the checks found, at most 100")
