"""`chancery serve` as it is left alone: failures told and recovered from, processes killed, and every tick accounted for."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from building import published
from receivers import Mailbox, Webhook

from flows.scheduling import supervise
from flows.scheduling.history import History
from flows.server import Server
from flows.settings import ROOT
from tests.benchmarks.soak import DEPLOYMENTS, ask, child

COMMAND = (sys.executable, "-c", "from flows.cli import main; main()")
LONG = bool(os.environ.get("CHANCERY_SOAK"))
"""Whether a run and the server are killed as well, which takes another minute."""

EVERY = 5
"""Seconds between ticks: less than a build takes, so that ticks are missed all the time."""


def until(what: str, true: Callable[[], object], log: Path, seconds: float = 120) -> None:
    """Wait for something to become true."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, f"waited {seconds} s for {what}; {log.read_text()[-3000:]}"
        time.sleep(0.1)


def test_left_alone(server: Server, tiny: Path, out: Path, tmp_path: Path) -> None:
    card = tiny / "northern-papers" / "source.yml"
    good = card.read_text()
    card.write_text(good.replace("publisher:", "publsher:"))
    before = published(out)
    home = out / "prefect"
    home.mkdir()
    for file in server.log.parent.glob("prefect.db*"):
        shutil.copy(file, home)  # its tables are made already, which spares the test their making
    file = tmp_path / "deployments.yaml"
    file.write_text(DEPLOYMENTS.format(seconds=EVERY))
    hook, mail = Webhook(), Mailbox()
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PREFECT_API_URL": "", "HOME": "/nowhere", "PREFECT_HOME": str(tmp_path / "home")}
    environment |= {"CHANCERY_WEBHOOK": hook.url, "CHANCERY_MAIL": mail.url, "PREFECT_RUNNER_POLL_FREQUENCY": "2"}
    options = ["serve", "--raw", str(tiny), "--out", str(out), "--file", str(file), "--port", "0"]
    log, history = home / "runner.log", History(out)
    process = subprocess.Popen([*COMMAND, *options], cwd=ROOT, env=environment, text=True, stdout=subprocess.PIPE)
    try:
        until("a failure told", lambda: [m for m in hook.got if "stopped: northern-papers" in m["body"]] and mail.got, log)
        assert "Subject: chancery: build failed" in mail.got[0] and "northern-papers" in mail.got[0]
        second = subprocess.run([*COMMAND, *options], cwd=ROOT, env=environment, text=True, capture_output=True, timeout=60)
        assert second.returncode == 1 and "served already" in second.stderr and "Traceback" not in second.stderr

        card.write_text(good)
        until("a recovery told", lambda: [m for m in hook.got if m["subject"] == "chancery: build works again"], log)
        assert published(out) == before

        if LONG:
            until("a run at work", lambda: history.at_work(), log)
            at_work = json.loads(history.running.read_text())
            os.kill(at_work["pid"], signal.SIGKILL)
            until("the killed run entered", lambda: any(r["outcome"] == "crashed" for r in history.runs()), log)
            until("a crash told", lambda: [m for m in hook.got if "ended without a word" in m["body"]], log)

            killed = child(process.pid, "flows.server")
            assert killed
            os.kill(killed, signal.SIGKILL)
            number = len(history.runs())
            until("a server again", lambda: child(process.pid, "flows.server") not in (None, killed), log)
            until("a run after that", lambda: [r for r in history.runs()[number:] if r["outcome"] == "unchanged"], log)
            assert published(out) == before

        url = supervise.address(out)
        said = subprocess.run([*COMMAND, "status", "--out", str(out)], cwd=ROOT, env=environment, text=True, capture_output=True)
        assert "due: build/soak at " in said.stdout and "last good build: " in said.stdout
        until("missed ticks made up", lambda: "Skipped" in states(url), log)
        assert states(url).keys() <= {"Completed", "Failed", "Crashed", "Skipped", "Running", "Pending", "Late", "Scheduled"}
        until("a run at work", history.at_work, log)
    finally:
        process.send_signal(signal.SIGTERM)
        said_last = process.communicate(timeout=60)[0]
    assert process.returncode == 0 and ("the server ended" if LONG else "stopping") in said_last
    assert supervise.address(out) is None
    assert history.killed() is None  # a run that was at work is entered as stopped
    assert not [p for p in Path("/proc").glob("[0-9]*/environ") if f"PREFECT_HOME={home}".encode() in read(p)]
    assert not (tmp_path / "home").exists()
    for told in [*home.glob("*.log"), *(out / "log").rglob("*.*")]:
        assert "a-secret-token" not in told.read_text(), told
    assert b"a-secret-token" not in b"".join(p.read_bytes() for p in home.glob("prefect.db*"))
    assert published(out) == before


def states(url: str | None) -> dict[str, int]:
    """How many runs are in which state, of those that were due."""
    found: dict[str, int] = {}
    due = {"expected_start_time": {"before_": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())}}
    for run in ask(f"{url}/flow_runs/filter", {"limit": 200, "flow_runs": due}):
        found[run["state_name"]] = found.get(run["state_name"], 0) + 1
    return found


def read(path: Path) -> bytes:
    """The bytes of a file that may be gone or not ours."""
    try:
        return path.read_bytes()
    except OSError:
        return b""
