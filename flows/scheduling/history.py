"""What became of every run, in `<out>/log/runs.jsonl`: a line a run, without a server and without Prefect.

While a run is at work its beginning stands in `<out>/log/running.json`.  If it is still there when nobody holds the
folder, the run was killed, and the next one enters that.  Times are UTC; none of this goes into a dataset.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from typing import Any

from flows.ledger import read_json, write_json
from flows.report import BuildReport

KEPT = 2000
"""How many runs are remembered; at one an hour that is twelve weeks, in about 2 MB."""

GOOD = ("built", "unchanged", "passed", "done")
BAD = ("failed", "stopped", "crashed")
TOLD_OF = ("failed", "crashed")
"""Outcomes of which those are told whom a folder tells of failures: somebody stops a run who knows of it."""
KILLED = "ended without a word: killed, out of memory, or the power went"

Run = dict[str, Any]
"""what, started, ended, outcome (GOOD, BAD or skipped), cause, and for a build what came of it."""


class History:
    """The runs of one output folder."""

    def __init__(self, out: Path) -> None:
        self.out = out
        self.folder = out / "log"
        self.path = self.folder / "runs.jsonl"
        self.running = self.folder / "running.json"

    def runs(self, what: str | None = None) -> list[Run]:
        """All runs, oldest first; lines that cannot be read are left out."""
        try:
            lines = self.path.read_text(encoding="utf-8", errors="replace").splitlines()
        except OSError:
            return []
        found = []
        for line in lines:
            with contextlib.suppress(ValueError):
                run = json.loads(line)
                if isinstance(run, dict) and run.keys() >= {"what", "started", "outcome"} and what in (None, run["what"]):
                    found.append(run)
        return found

    def last(self, what: str, outcomes: tuple[str, ...]) -> Run | None:
        """The last run of a kind that came to one of `outcomes`."""
        return next((run for run in reversed(self.runs(what)) if run["outcome"] in outcomes), None)

    def add(self, run: Run) -> None:
        """Enter a run; a disk that is full must not turn a good run into a failure, so what cannot be written is left out."""
        with contextlib.suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            with self.path.open("a", encoding="utf-8") as file:
                file.write(json.dumps(run, sort_keys=True, ensure_ascii=False) + "\n")
            lines = self.path.read_text(encoding="utf-8", errors="replace").splitlines(keepends=True)
            if len(lines) > KEPT * 1.1:
                new = self.path.with_suffix(".new")
                new.write_text("".join(lines[-KEPT:]), encoding="utf-8")
                os.replace(new, self.path)

    def at_work(self) -> Run | None:
        """The run that holds the folder now."""
        run = read_json(self.running)
        return run if isinstance(run, dict) and held(self.out) else None

    def killed(self) -> Run | None:
        """The run that was at work here when its process ended."""
        run = read_json(self.running)
        if not isinstance(run, dict) or held(self.out):
            return None
        return run | {"outcome": "crashed", "cause": KILLED}

    def stopped(self, why: str) -> None:
        """Enter the run that was at work when its process was told to end."""
        left = self.killed()
        if left:
            self.add(left | {"outcome": "stopped", "cause": why, "ended": now()})
            self.running.unlink(missing_ok=True)

    @contextlib.contextmanager
    def recorded(self, what: str) -> Iterator[Run]:
        """Enter the run that the block is; it fills in what it knows.  Call while holding the folder."""
        left = read_json(self.running)
        if isinstance(left, dict):
            self.add(left | {"outcome": "crashed", "cause": KILLED, "ended": now()})
        began = perf_counter()
        run: Run = {"what": what, "started": now(), "pid": os.getpid()}
        with contextlib.suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            write_json(self.running, run, self.folder)
        try:
            yield run
            run.setdefault("outcome", "done")
        except BaseException as error:
            run |= {"outcome": "failed" if isinstance(error, Exception) else "stopped", "cause": cause(error)}
            raise
        finally:
            run |= {"ended": now(), "took": round(perf_counter() - began, 1)}
            self.add(run)
            self.running.unlink(missing_ok=True)


def now() -> str:
    """The time, ISO 8601 in UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def held(out: Path) -> bool:
    """Whether a run holds the output folder; asks without taking the lock where the system can tell, so that asking disturbs no run."""
    path = out / "work" / "lock"
    try:
        inode = path.stat().st_ino
        listed = Path("/proc/locks").read_text(encoding="ascii")
        return any("FLOCK" in line and line.split()[5].endswith(f":{inode}") for line in listed.splitlines() if "->" not in line)
    except (OSError, IndexError):
        pass
    try:
        with path.open("r") as file:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return False
    return False


PLAIN = ("BuildFailed", "UsageError", "StageError", "DataError", "Locked", "CheckFailed", "TimeLimit")
"""Names of errors whose message says all: what is wrong, where, and what to do."""


def cause(error: BaseException) -> str:
    """Why a run failed, in one line."""
    if isinstance(error, OSError) and error.strerror and error.filename:
        return f"{error.filename}: {error.strerror}"
    said = " ".join(str(error).split())
    name = type(error).__name__
    return (said if name in PLAIN and said else f"{name}: {said}" if said else name)[:500]


def told(report: BuildReport) -> Run:
    """What a build's report adds to the record of the run."""
    return {
        "outcome": "failed" if report.exit_code else "built" if report.made else "unchanged",
        **({"cause": report.failure} if report.exit_code else {}),
        "dataset": report.dataset.resolve().name if report.dataset else None,
        "stopped": report.stopped,
        "tables": report.tables,
        "rejects": report.rejects,
        "checks": dict(sorted(Counter(f"{f['severity']} {f['check']}" for f in report.findings).items())),
        "seconds": {name: round(s, 2) for name, s in report.seconds.items()},
    }
