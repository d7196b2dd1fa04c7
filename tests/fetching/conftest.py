"""The server and the folder of one test."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from tests.fetching.hosting import Handler, Place


@pytest.fixture(scope="module")
def host() -> Iterator[Any]:
    """The server; `.url` is its address."""
    server: Any = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.handle_error = lambda request, client: None  # a client that is killed is no fault of the server
    server.seen, server.bodies, server.url = [], {}, f"http://127.0.0.1:{server.server_address[1]}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()


@pytest.fixture(autouse=True)
def fresh(host: Any) -> None:
    host.seen.clear()
    host.bodies.clear()

@pytest.fixture
def place(tmp_path: Path, host: Any) -> Place:
    return Place(tmp_path, host)
