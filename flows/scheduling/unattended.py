"""The flows that run unattended beside the build: look for changed sources, check again what was built, release it, throw away the rest.

They wrap the flows that people start with what only a schedule needs: a turn to wait for, a record, and a failure that is one.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from prefect import flow
from prefect.artifacts import create_markdown_artifact
from prefect.client.schemas.objects import State
from prefect.states import Completed

from flows import published, settings
from flows.ledger import Ledger, Locked, read_json
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
def clean(
    out: str = str(settings.OUT),
    raw: str = str(settings.RAW),
    builds: int = retention.BUILDS,
    versions: int = retention.VERSIONS,
    busy: turns.Busy = "fail",
) -> str | State[str]:
    """Remove old builds, work that no kept build used, old versions of fetched files, and leftovers of killed runs."""
    folder = Path(out).resolve()
    missed = turns.stand_for_missed()
    try:
        with turns.held(folder, busy), telling.recorded(folder, "clean", missed):
            found = retention.plan(folder, builds, Path(raw), versions)
            freed = retention.carry_out(Ledger(folder), found)
            said = f"{len(found.remove):,} removed, {retention.size(freed)} freed"
            telling.logger().info("%s", said)
            return said
    except Locked as error:
        return _busy(error, busy)


@flow(name="renew", persist_result=False)
def renew(
    raw: str = str(settings.RAW), out: str = str(settings.OUT), busy: turns.Busy = "fail", limit_minutes: float = 0
) -> str | State[str]:
    """Look whether the sources in `raw` have changed where they came from.

    What changed is put beside the old file and named; it fails the run, as a person has to say which one to take.
    """
    from flows.fetch import fetch

    folder = Path(out).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    missed = turns.stand_for_missed()
    try:
        with turns.held(folder, busy), telling.recorded(folder, "renew", missed) as run, turns.within(limit_minutes):
            report = fetch(raw=raw)
            lines = report.lines()
            run["upstream"] = lines[-1]
            if report.exit_code:
                raise CheckFailed("; ".join(lines[:-1][:5]))
            return lines[-1]
    except Locked as error:
        return _busy(error, busy)


@flow(name="monthly", persist_result=False)
def monthly(out: str = str(settings.OUT), to: str | None = None, busy: turns.Busy = "fail") -> str | State[str]:
    """Release the dataset in `out` under this year and month, and publish it to `to`; not when nothing has changed since the last release.

    A release does not ask the clock for its version; a schedule is one, so it says the month.
    """
    from flows.release import release
    from flows.releasing import versions
    from flows.releasing.making import RELEASE
    from flows.stages import tables

    folder = Path(out).resolve()
    missed = turns.stand_for_missed()
    try:
        with turns.held(folder, busy):
            info = tables.read(published.folder(folder), "build_info").to_pylist()[0]
    except Locked as error:
        return _busy(error, busy)
    known = versions.known(folder / "releases")
    last = read_json(folder / "releases" / known[-1] / RELEASE) if known else None
    if isinstance(last, dict) and all(last.get(key) == info[key] for key in ("code_digest", "raw_digest")):
        return Completed(name="Skipped", message=f"nothing has changed since {known[-1]}")
    with telling.recorded(folder, "release", missed):
        today = datetime.now(UTC)
        made = release(str(folder), f"{today.year}.{today.month}", to)
        if made.folder is None:
            raise CheckFailed(f"{made.version} is kept back: " + "; ".join(f.message for f in made.refused[:3]))
        return made.version


def _busy(error: Locked, busy: turns.Busy) -> State[str]:
    if busy == "fail":
        raise error
    return Completed(name="Skipped", message=str(error))
