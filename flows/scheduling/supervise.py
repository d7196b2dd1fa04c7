"""`chancery serve`: the server and the runner, each in a process of its own, started again when it ends by itself."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from flows.ledger import Locked, read_json, write_json
from flows.scheduling.history import History
from flows.server import Server, ServerError, is_configured
from flows.settings import ROOT, UsageError

LOG_BYTES = 10 * 2**20
"""At this size a log is begun anew; the one before is kept beside it."""

PAUSES = (1, 2, 5, 15, 60)
"""Seconds before a process that ended by itself is started again: longer each time it ends soon."""

STEADY = 120
"""A process that lived so many seconds counts as having started well."""

STOPPING = 30
"""Seconds that the runner gets to end its runs."""

STOPPED = "`chancery serve` was told to stop; the next run goes on where this one was"

ADDRESS = "serve.json"


@dataclass(slots=True)
class Service:
    """What is served: the file of deployments, the folders put in place of its own, whom to tell, and where the server keeps its files."""

    file: Path
    raw: Path | None
    out: Path
    port: int
    notify: list[str] = field(default_factory=list)

    @property
    def home(self) -> Path:
        """The folder of the server's database and logs."""
        return self.out / "prefect"


def serve(service: Service, say: Callable[[str], None]) -> int:
    """Run the deployments until SIGTERM or SIGINT; Locked when the folder is served already."""
    service.home.mkdir(parents=True, exist_ok=True)
    with _alone(service.home), _signals() as told:
        own = not is_configured()
        os.environ["PREFECT_HOME"] = str(service.home)  # or logs and blocks would be looked for in the user's home
        os.environ.setdefault("PREFECT_LOGGING_LEVEL", "INFO")
        server = _server(service, service.port) if own else None
        if server:
            os.environ["PREFECT_API_URL"] = server.url
        runner: subprocess.Popen[bytes] | None = None
        url = os.environ.get("PREFECT_API_URL", "")
        write_json(service.home / ADDRESS, {"pid": os.getpid(), "url": url, "file": str(service.file)}, service.home)
        say(f"Prefect's pages: {url.removesuffix('/api')}" if own else "on the server that Prefect is set up with")
        server_tries, runner_tries = Tries("the server"), Tries("the runner")
        try:
            while not told:
                if server and server.process.poll() is not None and server_tries.may(say, service.home / "server.log"):
                    with contextlib.suppress(ServerError):
                        server = _server(service, server.port)
                up = server is None or server.process.poll() is None
                down = runner is None or runner.poll() is not None
                if up and down and (runner is None or runner_tries.may(say, service.home / "runner.log")):
                    runner = _runner(service, own)
                    runner_tries.began()
                _trim(service.home)
                time.sleep(0.5)
            say("stopping: runs at work are ended, the next start goes on where they were")
        finally:
            _end(runner)
            History(service.out).stopped(STOPPED)
            if server:
                server.stop()
            (service.home / ADDRESS).unlink(missing_ok=True)
    return 0


@dataclass(slots=True)
class Tries:
    """When a process that ended may be started again."""

    name: str
    at: float = field(default_factory=time.monotonic)
    number: int = 0
    until: float = 0.0

    def began(self) -> None:
        """It was started now."""
        self.at, self.until = time.monotonic(), 0.0

    def may(self, say: Callable[[str], None], log: Path) -> bool:
        """Whether it is time; says once that it ended and why."""
        if not self.until:
            self.number = 0 if time.monotonic() - self.at > STEADY else self.number + 1
            pause = PAUSES[min(self.number, len(PAUSES) - 1)]
            self.until = time.monotonic() + pause
            say(f"{self.name} ended ({_last(log)}); it is started again in {pause} s")
        if time.monotonic() < self.until:
            return False
        self.began()
        return True


def address(out: Path) -> str | None:
    """The API of the server with which `out` is being served, or None."""
    known = read_json(out / "prefect" / ADDRESS)
    with contextlib.suppress(OSError, KeyError, TypeError):
        os.kill(known["pid"], 0)
        return str(known["url"]) or None
    return None


def _server(service: Service, port: int) -> Server:
    server = Server(service.home, port, lasting=True)
    try:
        server.wait()
    except ServerError as error:
        if "ddress already in use" in str(error):
            raise UsageError(f"--port {port}: taken by another program; choose another, or 0 for any") from None
        raise
    return server


def _runner(service: Service, own: bool) -> subprocess.Popen[bytes]:
    given = {"file": str(service.file), "raw": str(service.raw) if service.raw else None, "out": str(service.out)}
    argument = json.dumps(given | {"notify": service.notify, "alone": own})
    with (service.home / "runner.log").open("ab") as log:
        return subprocess.Popen(
            [sys.executable, "-m", "flows.scheduling.runner", argument],
            stdin=subprocess.PIPE, stdout=log, stderr=log, cwd=ROOT, start_new_session=True,
        )  # fmt: skip


def _end(runner: subprocess.Popen[bytes] | None) -> None:
    """End the runner and what it runs: it is asked first, and then it is not."""
    if runner is None:
        return
    runner.terminate()
    with contextlib.suppress(subprocess.TimeoutExpired):
        runner.wait(STOPPING)
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(runner.pid, signal.SIGKILL)
    runner.wait()
    if runner.stdin:
        runner.stdin.close()


@contextlib.contextmanager
def _alone(home: Path) -> Iterator[None]:
    with (home / "lock").open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Locked(f"{home.parent}: served already by another `chancery serve`; stop that one, or choose another --out") from None
        yield


@contextlib.contextmanager
def _signals() -> Iterator[list[int]]:
    told: list[int] = []

    def note(number: int, frame: FrameType | None) -> None:
        told.append(number)

    before = {number: signal.signal(number, note) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield told
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _trim(home: Path) -> None:
    """Keep logs from growing: what is written next goes to the beginning of a file that was emptied."""
    for name in ("server.log", "runner.log"):
        log = home / name
        with contextlib.suppress(OSError):
            if log.stat().st_size > LOG_BYTES:
                (home / f"{name}.1").write_bytes(log.read_bytes())
                os.truncate(log, 0)


def _last(log: Path) -> str:
    try:
        lines = log.read_text(encoding="utf-8", errors="replace").strip().splitlines()
    except OSError:
        lines = []
    return lines[-1].strip()[:200] if lines else "no word in its log"
