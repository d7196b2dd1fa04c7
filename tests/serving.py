"""Real servers for tests and benchmarks: files over HTTP with ranges (rclone), an object store (moto), and a count of what they send."""

from __future__ import annotations

import asyncio
import contextlib
import importlib.util
import os
import shutil
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

KEYS = {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test", "AWS_REGION": "us-east-1"}
NO_RCLONE = "no rclone here, the server of these tests (Debian: apt install rclone)"
NO_MOTO = "no moto here, the object store of these tests (`make setup` installs it)"


def has_rclone() -> bool:
    """Whether files can be served over HTTP."""
    return shutil.which("rclone") is not None


def has_moto() -> bool:
    """Whether an object store can be started."""
    return all(importlib.util.find_spec(name) for name in ("moto", "flask", "flask_cors"))


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextlib.contextmanager
def files(folder: Path) -> Iterator[str]:
    """The address of a folder, served by rclone over HTTP with ranges."""
    address = f"127.0.0.1:{free_port()}"
    with _running(["rclone", "serve", "http", str(folder), "--addr", address, "--read-only"], f"http://{address}") as url:
        yield url


@contextlib.contextmanager
def objects(bucket: str) -> Iterator[str]:
    """The address of an S3 server with an empty bucket of that name; `settings` names what a client needs."""
    port = free_port()
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    with _running(command, f"http://127.0.0.1:{port}", "/moto-api/") as url:
        urllib.request.urlopen(urllib.request.Request(f"{url}/{bucket}", method="PUT"), timeout=30).close()
        yield url


def settings(endpoint: str) -> Mapping[str, str]:
    """The environment that makes clients of S3 use the server at `endpoint`."""
    return {**KEYS, "AWS_ENDPOINT": endpoint}


@contextlib.contextmanager
def _running(command: list[str], url: str, page: str = "/") -> Iterator[str]:
    environment = {k: v for k, v in os.environ.items() if not k.startswith("AWS_")} | KEYS
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
    try:
        for _ in range(600):
            with contextlib.suppress(OSError):
                urllib.request.urlopen(url + page, timeout=5).close()
                break
            assert process.poll() is None, f"{command[0]} ended with {process.returncode}"
            time.sleep(0.05)
        yield url
    finally:
        process.terminate()
        process.wait()


@dataclass(slots=True)
class Sent:
    """What went through `counted`: the address to use, and the bytes that the server sent, headers included."""

    url: str
    sent: int = 0


@contextlib.contextmanager
def counted(server: str) -> Iterator[Sent]:
    """A door before the server that passes everything on and counts what the server sends."""
    ready, loop = threading.Event(), asyncio.new_event_loop()
    behind = urlsplit(server)
    seen = Sent("")

    async def passed_on(source: asyncio.StreamReader, target: asyncio.StreamWriter, count: bool) -> None:
        with contextlib.suppress(OSError):
            while block := await source.read(2**16):
                seen.sent += len(block) if count else 0
                target.write(block)
                await target.drain()
        with contextlib.suppress(OSError):
            target.close()

    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        back, forth = await asyncio.open_connection(behind.hostname, behind.port)
        await asyncio.gather(passed_on(reader, forth, False), passed_on(back, writer, True))

    async def listen() -> None:
        door = await asyncio.start_server(connected, "127.0.0.1", 0)
        seen.url = f"http://127.0.0.1:{door.sockets[0].getsockname()[1]}"
        ready.set()

    def serve() -> None:
        asyncio.set_event_loop(loop)
        loop.run_until_complete(listen())
        loop.run_forever()
        for task in asyncio.all_tasks(loop):
            task.cancel()
        loop.run_until_complete(asyncio.sleep(0.05))
        loop.close()

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    ready.wait()
    try:
        yield seen
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
