"""How the runs of an output folder are doing: from the history on disk and, where one serves the folder, from its server."""

from __future__ import annotations

import contextlib
import json
import urllib.request
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from flows.scheduling import retention, supervise
from flows.scheduling.history import BAD, GOOD, History, Run, now
from flows.scheduling.story import change

SECONDS = 5
"""How long the server gets to answer."""

SKEW = 300
"""Seconds by which a run may seem to lie in the future before the clock is called wrong."""


MAIN = ("documents", "treaties", "events", "positions", "evidence", "conflicts", "rejects")
"""Tables whose counts are always told; the others when they change."""


@dataclass(slots=True)
class Status:
    """The state of things; `problems` is empty when all is well."""

    at: str
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    good: Run | None = None
    before: Run | None = None
    running: Run | None = None
    failed: list[Run] = field(default_factory=list)
    due: list[dict[str, str]] = field(default_factory=list)
    server: str | None = None
    disk: dict[str, int] = field(default_factory=dict)

    def json(self) -> str:
        """All of it for monitors."""
        return json.dumps(asdict(self), indent=2, sort_keys=True, ensure_ascii=False)


def look(out: Path, max_age_hours: float | None = None) -> Status:
    """The state of the runs in `out`; the age of the last good build is a problem above `max_age_hours`."""
    history = History(out)
    status = Status(now(), disk=retention.used(out), running=history.at_work())
    builds = [run for run in history.runs("build") if run["outcome"] in GOOD]
    status.good = builds[-1] if builds else None
    status.before = next((run for run in reversed(builds[:-1]) if run.get("dataset") != builds[-1].get("dataset")), None)
    killed = history.killed()
    latest = {run["what"]: run for run in history.runs() if run["outcome"] != "skipped"}
    if killed:
        latest[killed["what"]] = killed
    status.failed = [run for run in latest.values() if run["outcome"] in BAD]
    status.problems += [f"{run['what']} {run['outcome']} at {run['started']}: {run.get('cause')}" for run in status.failed]
    if not (out / "dataset").exists():
        status.problems.append(f"{out}: holds no dataset; run `chancery build`")
    elif max_age_hours is not None and not (status.good and -SKEW <= age(status.good, status.at) <= max_age_hours * 3600):
        status.problems.append(f"no good build within {max_age_hours:g} hours")
    if any(age(run, status.at) < -SKEW for run in latest.values()):
        status.notes.append("a run is later than this machine's clock: the clock was set back; runs already made are not made again")
    status.server = supervise.address(out)
    if status.server:
        _ask(status)
    return status


def _ask(status: Status) -> None:
    """What the server says is due."""
    wanted = {"sort": "NEXT_SCHEDULED_START_TIME_ASC", "limit": 200, "flow_runs": {"state": {"type": {"any_": ["SCHEDULED"]}}}}
    try:
        names = {d["id"]: d["name"] for d in _post(f"{status.server}/deployments/filter", {})}
        flows = {f["id"]: f["name"] for f in _post(f"{status.server}/flows/filter", {})}
        for run in _post(f"{status.server}/flow_runs/filter", wanted):
            name = f"{flows.get(run['flow_id'], '?')}/{names.get(run['deployment_id'], '?')}"
            if run["deployment_id"] in names and name not in [d["name"] for d in status.due]:
                status.due.append({"name": name, "at": str(run["next_scheduled_start_time"])[:19] + "Z"})
    except (OSError, ValueError, KeyError, TypeError) as error:
        status.problems.append(f"the server {status.server} does not answer ({type(error).__name__}); see prefect/server.log in the folder")


def _post(url: str, body: dict[str, Any]) -> Any:
    request = urllib.request.Request(url, json.dumps(body).encode(), {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=SECONDS) as answer:
        return json.load(answer)


def describe(status: Status) -> list[str]:
    """The state in a few lines for people, the verdict first."""
    lines = ["FAILING: " + "; ".join(status.problems) if status.problems else "ok"]
    good = status.good
    if good:
        lines.append(f"last good build: {good['started']} ({ago(age(good, status.at))}), {good['outcome']} in {good.get('took', 0)} s")
        if good.get("upstream"):
            lines.append(f"upstream: {good['upstream']}")
        then = (status.before or {}).get("tables") or {}
        rows = [
            f"{t} {n:,} ({change(n, then.get(t))})" if then else f"{t} {n:,}"
            for t, n in (good.get("tables") or {}).items()
            if t in MAIN or then.get(t, n) != n
        ]
        lines.append("rows: " + ", ".join(rows))
        lines.append("rejects: " + (", ".join(f"{r} {n:,}" for r, n in (good.get("rejects") or {}).items()) or "none"))
    if status.running:
        lines.append(f"running: {status.running['what']} since {status.running['started']} (process {status.running['pid']})")
    lines += [f"due: {d['name']} at {d['at']}" for d in status.due]
    if not status.server:
        lines.append("due: nothing, the folder is not being served; run `chancery serve`")
    lines += [f"note: {note}" for note in status.notes]
    lines.append("disk: " + (", ".join(f"{name} {retention.size(n)}" for name, n in status.disk.items()) or "nothing"))
    return lines


def age(run: Run, at: str) -> float:
    """Seconds from the beginning of a run to `at`; nothing for a time that cannot be read."""
    with contextlib.suppress(ValueError, KeyError):
        return (_time(at) - _time(run["started"])).total_seconds()
    return 0.0


def ago(seconds: float) -> str:
    """`5 min ago`."""
    if seconds < 0:
        return f"{-seconds / 60:.0f} min ahead of the clock"
    for unit, length in (("days", 86400), ("hours", 3600), ("min", 60)):
        if seconds >= 2 * length:
            return f"{seconds / length:.0f} {unit} ago"
    return f"{seconds:.0f} s ago"


def _time(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
