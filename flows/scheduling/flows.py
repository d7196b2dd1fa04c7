"""The flows that look after what was built: check it again, and throw away what no policy keeps."""

from __future__ import annotations

from pathlib import Path

from prefect import flow
from prefect.artifacts import create_markdown_artifact
from prefect.client.schemas.objects import State
from prefect.states import Completed

from flows import published, settings
from flows.ledger import Ledger, Locked
from flows.scheduling import retention, telling, turns


class CheckFailed(Exception):
    """The published dataset is damaged or does not hold what it promises."""


@flow(name="check", persist_result=False)
def check(out: str = str(settings.OUT), busy: turns.Busy = "fail", limit_minutes: float = 0) -> str | State[str]:
    """Compare every byte of the published dataset with what was written, and check its tables again.

    A damaged file is named, and the next build makes the dataset anew.
    """
    folder = Path(out).resolve()
    published.folder(folder)
    missed = turns.stand_for_missed()
    try:
        with turns.held(folder, busy), telling.recorded(folder, "check", missed) as run, turns.within(limit_minutes):
            damaged = retention.damaged(folder)
            if damaged:
                raise CheckFailed(f"damaged: {', '.join(damaged)}; the next build makes the dataset anew")
            from flows.stages import validate

            report = validate.check(published.folder(folder))
            create_markdown_artifact(report.markdown() or "No findings.", key="checks-again", description=report.summary())
            if report.errors:
                raise CheckFailed(report.summary() + ": " + "; ".join(r.message for r in report.rows[:3]))
            run["outcome"] = "passed"
            return report.summary()
    except Locked as error:
        return _busy(error, busy)


@flow(name="clean", persist_result=False)
def clean(out: str = str(settings.OUT), builds: int = retention.BUILDS, busy: turns.Busy = "fail") -> str | State[str]:
    """Remove old builds, work that no kept build used, old versions of fetched files, and leftovers of killed runs."""
    folder = Path(out).resolve()
    missed = turns.stand_for_missed()
    try:
        with turns.held(folder, busy), telling.recorded(folder, "clean", missed):
            found = retention.plan(folder, builds)
            freed = retention.carry_out(Ledger(folder), found)
            said = f"{len(found.remove):,} removed, {retention.size(freed)} freed"
            telling.logger().info("%s", said)
            return said
    except Locked as error:
        return _busy(error, busy)


def _busy(error: Locked, busy: turns.Busy) -> State[str]:
    if busy == "fail":
        raise error
    return Completed(name="Skipped", message=str(error))
