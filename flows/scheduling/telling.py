"""What a run tells while it is at work and afterwards: the log, the artifacts and the events on Prefect's server, and the history on disk.

Nothing of this may fail a run: a server that has gone away takes the telling with it, and not the dataset.
"""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from prefect.artifacts import create_link_artifact, create_markdown_artifact, create_table_artifact
from prefect.context import FlowRunContext
from prefect.events import emit_event
from prefect.logging import get_run_logger

from flows.report import BuildReport
from flows.scheduling import changes, story
from flows.scheduling.history import GOOD, PLAIN, TOLD_OF, History, Run, cause, now
from flows.settings import UsageError

FAILED = "chancery.failed"
RECOVERED = "chancery.recovered"
CONFLICTS = "chancery.conflicts.new"

log = logging.getLogger("prefect.chancery")


def without_traceback(record: logging.LogRecord) -> bool:
    """Let an error that says itself what to do be logged in its own words: where in the program it was raised helps nobody."""
    error = record.exc_info[1] if record.exc_info else None
    if error is not None and type(error).__name__ in PLAIN:
        record.msg, record.args, record.exc_info, record.exc_text = "%s", (str(error),), None, None
    return True


logging.getLogger("prefect.flow_runs").addFilter(without_traceback)


def logger() -> Any:
    """The log of the run, or of this module where there is none."""
    try:
        return get_run_logger()
    except RuntimeError:
        return log


@contextlib.contextmanager
def recorded(out: Path, what: str, missed: int = 0) -> Iterator[Run]:
    """Enter the run in the history, say what was missed and killed before it, and tell who waits for it that it works again."""
    history = History(out)
    killed = history.killed()
    if killed:
        logger().warning("the %s that began at %s %s; this run goes on where it was", killed["what"], killed["started"], killed["cause"])
        emit(FAILED, out, {"what": killed["what"], "started": killed["started"], "cause": killed["cause"]})
    if missed:
        logger().warning("%d runs were due while nothing could run; this one stands for them", missed)
    with history.recorded(what) as run:
        context = FlowRunContext.get()
        if context is not None and context.flow_run is not None:
            run["run"] = context.flow_run.name
        if missed:
            run["missed"] = missed
        try:
            yield run
        except Exception as error:
            emit(FAILED, out, {"what": what, "started": run["started"], "cause": cause(error)})
            raise
    done = history.runs(what)
    if len(done) > 1 and done[-1]["outcome"] in GOOD and done[-2]["outcome"] in TOLD_OF:
        emit(RECOVERED, out, {"what": what, "failed": done[-2]["started"], "cause": done[-2].get("cause") or ""})


@contextlib.contextmanager
def refused(out: Path, what: str) -> Iterator[None]:
    """Enter a run that does not even begin, as its folders are not what they should be."""
    began = now()
    try:
        yield
    except UsageError as error:
        if out.is_dir():
            History(out).add({"what": what, "started": began, "ended": now(), "outcome": "failed", "cause": cause(error)})
            emit(FAILED, out, {"what": what, "started": began, "cause": cause(error)})
        raise


def show(out: Path, report: BuildReport, before: Path | None, run: Run) -> None:
    """Leave on the server what people ask after a build; `before` is the dataset published before it."""
    new = report.dataset.resolve() if report.dataset else None
    found = changes.between(before, new)
    known = [r for r in History(out).runs("build") if r.get("dataset")]
    run["upstream"] = str(found) if before else "first build"
    run["conflicts"] = str(found.conflicts)
    with contextlib.suppress(OSError):
        _tell(out, report, found, known, run)


def _tell(out: Path, report: BuildReport, found: changes.Changes, known: list[Run], run: Run) -> None:
    said = logger()
    said.info("%s", story.headline(report))
    said.info("upstream: %s; rows: %s", run["upstream"], ", ".join(f"{t} {n:,}" for t, n in report.tables.items()))
    for source in report.stopped:
        said.error("stopped: %s; the rest is built (see the table rejects)", source)
    for message in report.messages[:5]:
        said.error("check %s", message)
    try:
        create_markdown_artifact(story.page(report, found, known), key="build", description=story.headline(report))
        if report.made or report.exit_code:
            for key, what, counts in (("tables", "table", report.tables), ("rejects", "reason", report.rejects)):
                create_table_artifact([{what: name, "rows": n} for name, n in counts.items()], key=key, description=f"Rows by {what}")
            create_table_artifact(report.findings[:100], key="checks", description="What the checks found, at most 100")
        if found.files or found.conflicts or any(found.records.values()):
            path = out / "log" / "changes" / f"{run.get('dataset')}.md"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(found.markdown(), encoding="utf-8")
            create_markdown_artifact(found.markdown(), key="changes", description="What changed against the dataset before")
            create_link_artifact(path.as_uri(), "what changed, as a file", key="diff", description="The same as a file")
    except Exception as error:  # the dataset is published, whatever became of the server
        said.warning("the server did not take the story of this run: %s", type(error).__name__)
    if found.conflicts.new:
        names = "; ".join(found.conflicts.new[:5]) + (" ..." if len(found.conflicts.new) > 5 else "")
        emit(CONFLICTS, out, {"number": len(found.conflicts.new), "conflicts": names})


def emit(event: str, out: Path, payload: dict[str, Any]) -> None:
    """Tell the server of an event, for automations to act on."""
    with contextlib.suppress(Exception):
        resource = {"prefect.resource.id": f"chancery.output.{out.name}", "prefect.resource.name": out.name}
        emit_event(event, resource=resource, payload=payload)
