"""A Prefect server of our own, where none is configured: for the length of one build, or lasting for `chancery serve`.

Prefect can start one by itself, but that one outlives a killed build, loads the whole server into the process that
builds as well, and keeps its database in the user's home.  This one ends with the build however that ends, and keeps
its database in the work folder, so that only the first build there waits for the tables to be made.
"""

from __future__ import annotations

import contextlib
import importlib
import os
import shutil
import socket
import subprocess
import sys
import threading
import time
import tomllib
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from flows.settings import ROOT

PATIENCE = 120
"""Seconds that the server gets to start; making its tables takes 10 to 20 on a slow machine."""


class ServerError(Exception):
    """The server did not start; the message says what its log says."""


def is_configured() -> bool:
    """Whether the environment or the user's active Prefect profile names a server."""
    if os.environ.get("PREFECT_API_URL"):
        return True
    home = Path(os.environ.get("PREFECT_HOME", "~/.prefect")).expanduser()
    try:
        profiles = tomllib.loads((home / "profiles.toml").read_text(encoding="utf-8"))
        active = os.environ.get("PREFECT_PROFILE") or profiles["active"]
        return bool(profiles["profiles"][active].get("PREFECT_API_URL"))
    except (OSError, KeyError, AttributeError, TypeError, tomllib.TOMLDecodeError):
        return False


@contextlib.contextmanager
def available(work: Path) -> Iterator[None]:
    """A server for the block: the configured one, or one of our own with its home in `work`.  Call before importing Prefect."""
    os.environ.setdefault("PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS", str(PATIENCE))
    os.environ.setdefault("PREFECT_LOGGING_LEVEL", "WARNING")
    if is_configured():
        yield
        return
    home = work.resolve() / "prefect"  # the server does not run in the folder that we are in
    os.environ["PREFECT_HOME"] = str(home)
    os.environ["PREFECT_LOGGING_TO_API_ENABLED"] = "false"
    server = Server(home)
    os.environ["PREFECT_API_URL"] = server.url
    try:
        importlib.import_module("prefect.artifacts")  # takes its time, like the server: both at once
        try:
            server.wait()
        except ServerError:
            shutil.rmtree(home, ignore_errors=True)  # a database that cannot be used is no loss: it only remembers runs
            server = Server(home, server.port)
            try:
                server.wait()
            except ServerError as error:
                raise ServerError(f"{error}; `--plain` does the same without Prefect") from None
        yield
    finally:
        del os.environ["PREFECT_API_URL"]
        server.stop()


LASTING = {
    "PREFECT_SERVER_SERVICES_DB_VACUUM_ENABLED": "events,flow_runs",
    "PREFECT_SERVER_SERVICES_DB_VACUUM_RETENTION_PERIOD": str(30 * 86400),
    "PREFECT_SERVER_EVENTS_RETENTION_PERIOD": "P7D",
}
"""Settings of a server that runs for years: what keeps its database from growing.  The environment overrules them."""


class Server:
    """A Prefect server in a process of its own, with its files in `home`; `port` 0 stands for any free one of this machine.

    A `lasting` one schedules, has pages to look at, and forgets old runs; the other only records one build.
    """

    def __init__(self, home: Path, port: int = 0, lasting: bool = False) -> None:
        home.mkdir(parents=True, exist_ok=True)
        self.log = home / "server.log"
        environment = {**LASTING, **os.environ} if lasting else {**os.environ, "PREFECT_UI_ENABLED": "0", "PREFECT__SERVER_EPHEMERAL": "1"}
        environment |= {"PREFECT_HOME": str(home), "PREFECT__SERVER_FINAL": "1"}
        with self.log.open("ab" if lasting else "wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "flows.server", str(port)],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, env=environment, cwd=ROOT,
            )  # fmt: skip
        assert self.process.stdout is not None
        self.port = int(self.process.stdout.readline() or 0)
        self.url = f"http://127.0.0.1:{self.port}/api"

    def wait(self) -> None:
        """Return when the server answers; ServerError when it does not within PATIENCE."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end and self.process.poll() is None:
            try:
                with urllib.request.urlopen(f"{self.url}/health", timeout=5):
                    return
            except (urllib.error.URLError, OSError):
                time.sleep(0.05)
        ended = self.process.poll()
        self.stop()
        said = [line.strip() for line in self.log.read_text(encoding="utf-8", errors="replace").splitlines() if line.strip()][-5:]
        silent = f"it ended at once (code {ended}) and said nothing, as where the disk is full"
        nothing = f"no answer within {PATIENCE} s" if ended is None else silent
        raise ServerError("Prefect's server did not start: " + (" | ".join(said) or nothing))

    def stop(self) -> None:
        """End the server; a few seconds of grace, then by force."""
        self.process.terminate()
        try:
            self.process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                pipe.close()


def _serve(port: int) -> None:
    """The server's own process: print the port, serve until told to end or until the process that started it is gone."""
    import uvicorn

    if not os.environ.get("PREFECT__SERVER_EPHEMERAL"):
        importlib.import_module("flows.scheduling.blocks")  # the server sends notifications itself, so it has to know our blocks
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # or a server that starts again has to wait for its port
        listener.bind(("127.0.0.1", port))
        listener.listen(128)
        print(listener.getsockname()[1], flush=True)
        threading.Thread(target=_follow, daemon=True).start()
        config = uvicorn.Config("prefect.server.api.server:create_app", factory=True, log_level="error", lifespan="on")
        uvicorn.Server(config).run(sockets=[listener])


def _follow() -> None:
    os.read(0, 1)  # returns when the other end of the pipe is closed, by its owner or by its death
    os._exit(0)


if __name__ == "__main__":
    _serve(int(sys.argv[1]))
