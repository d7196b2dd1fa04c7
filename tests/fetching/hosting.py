"""A server on this machine that behaves as badly as servers do, and a raw folder that fetches from it."""

from __future__ import annotations

import hashlib
import socket
import time
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

from flows.fetching import transfer
from flows.fetching.polite import Manners
from flows.fetching.run import Fetching, FetchReport, run
from flows.fetching.wanted import cards

TEXT = b"".join(b"Line %05d of the protocol of the talks.\n" % n for n in range(5000))
CARD = """\
source_id: {name}
title: Protocols
language: en
licence: CC0-1.0
redistributable: true
files:
"""

class Handler(BaseHTTPRequestHandler):
    """Answers by the path: /<behaviour>/<anything>; `server.seen` keeps (path, headers) of every request."""

    protocol_version = "HTTP/1.1"
    server: Any

    def log_message(self, format: str, *args: Any) -> None:
        """Be silent."""

    def do_GET(self) -> None:
        kind = self.path.split("/")[1]
        self.server.seen.append((self.path, dict(self.headers)))
        times = sum(path == self.path for path, _ in self.server.seen)
        getattr(self, f"do_{kind}")(times)

    def send(self, body: bytes, status: int = 200, length: int | None = None, **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def do_good(self, times: int) -> None:
        body = self.server.bodies.get(self.path, TEXT)
        etag = f'"{hashlib.md5(body).hexdigest()}"'
        if self.headers.get("If-None-Match") == etag:
            self.send_response(304)
            self.end_headers()
        else:
            self.send(body, ETag=etag)

    def do_plain(self, times: int) -> None:
        self.send(self.server.bodies.get(self.path, TEXT))

    def do_cut(self, times: int) -> None:
        """Half of the rest each time until little is left, with resume."""
        span = self.headers.get("Range")
        at = int(span.removeprefix("bytes=").rstrip("-")) if span and self.headers.get("If-Range") == '"v1"' else 0
        rest = TEXT[at:]
        status = 206 if at else 200
        extra = {"Content_Range": f"bytes {at}-{len(TEXT) - 1}/{len(TEXT)}"} if at else {}
        cut = rest if times > 3 else rest[: len(rest) // 2]
        self.send(cut, status, length=len(rest), ETag='"v1"', **extra)
        self.close_connection = True

    def do_moving(self, times: int) -> None:
        """Breaks off, and is another file when asked again, of which it gives a part to whoever asks without a condition."""
        if times == 1:
            self.send(TEXT[:1000], length=len(TEXT), ETag='"v1"')
        elif self.headers.get("Range") and self.headers.get("If-Range") in (None, '"v2"'):
            self.send(TEXT.upper()[1000:], 206, ETag='"v2"', Content_Range=f"bytes 1000-{len(TEXT) - 1}/{len(TEXT)}")
        else:
            self.send(TEXT.upper(), ETag='"v2"')
        self.close_connection = True

    def do_pieces(self, times: int) -> None:
        """Breaks off, and gives no more than a third of the file in any later answer."""
        if times == 1:
            self.do_cut(times)
            return
        at = int(self.headers["Range"].removeprefix("bytes=").rstrip("-"))
        piece = TEXT[at : at + len(TEXT) // 3]
        self.send(piece, 206, ETag='"v1"', Content_Range=f"bytes {at}-{at + len(piece) - 1}/{len(TEXT)}")

    def do_whole(self, times: int) -> None:
        """Knows that nothing comes behind the end of the file."""
        if self.headers.get("Range"):
            self.send(b"", 416, Content_Range=f"bytes */{len(TEXT)}")
        else:
            self.send(TEXT, ETag='"v1"')

    def do_chunks(self, times: int) -> None:
        """In pieces without a length, the first time without an end."""
        self.send_response(200)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        for piece in (TEXT[:1000], TEXT[1000:]) if times > 1 else (TEXT[:1000],):
            self.wfile.write(b"%x\r\n%s\r\n" % (len(piece), piece))
        self.wfile.write(b"0\r\n\r\n" if times > 1 else b"")
        self.close_connection = True

    def do_trickle(self, times: int) -> None:
        """Some bytes now and then, until it is asked to go on."""
        span = self.headers.get("Range")
        at = int(span.removeprefix("bytes=").rstrip("-")) if span else 0
        extra = {"Content_Range": f"bytes {at}-{len(TEXT) - 1}/{len(TEXT)}"} if at else {}
        self.send(b"", 206 if at else 200, length=len(TEXT) - at, ETag='"v1"', **extra)
        if at:
            self.wfile.write(TEXT[at:])
        for n in range(0 if at else 200):
            try:
                self.wfile.write(TEXT[n * 10 : n * 10 + 10])
            except OSError:
                break
            time.sleep(0.05)
        self.close_connection = True

    def do_wrongrange(self, times: int) -> None:
        if self.headers.get("Range"):
            self.send(TEXT[5:], 206, ETag='"v1"', Content_Range=f"bytes 5-{len(TEXT) - 1}/{len(TEXT)}")
        else:
            self.send(TEXT if times > 2 else TEXT[:1000], length=len(TEXT), ETag='"v1"')
        self.close_connection = True

    def do_never(self, times: int) -> None:
        self.send(TEXT[:500], length=len(TEXT))
        self.close_connection = True

    def do_drop(self, times: int) -> None:
        if times > 2:
            self.do_plain(times)
        else:
            self.connection.shutdown(socket.SHUT_RDWR)
            self.close_connection = True

    def do_busy(self, times: int) -> None:
        if times > 1:
            self.do_plain(times)
        else:
            self.send(b"slow down", 429, Retry_After="7")

    def do_ill(self, times: int) -> None:
        if times > 2:
            self.do_plain(times)
        else:
            self.send(b"oh", 500)

    def do_store(self, times: int) -> None:
        if self.path.endswith("none.txt"):
            self.send(b"<Error/>", 404)
        else:
            self.send(TEXT, ETag='"s1"', Last_Modified="Wed, 21 Oct 2015 07:28:00 GMT")

    def do_dead(self, times: int) -> None:
        self.send(b"oh", 503)

    def do_gone(self, times: int) -> None:
        self.send(b"<html>not found</html>", 404)

    def do_moved(self, times: int) -> None:
        self.send(b"", 302, Location="/good/target.txt")

    def do_loop(self, times: int) -> None:
        self.send(b"", 302, Location=self.path)

    def do_away(self, times: int) -> None:
        self.send(b"", 302, Location="file:///etc/passwd")

    def do_slow(self, times: int) -> None:
        self.send(TEXT[:100], length=len(TEXT))
        self.wfile.flush()
        time.sleep(0.6)
        self.close_connection = True


class Place:
    """A raw folder and a folder of cards."""

    def __init__(self, folder: Path, host: Any) -> None:
        self.raw, self.known, self.host = folder / "raw", folder / "known", host
        self.raw.mkdir()
        self.known.mkdir()
        self.waits: list[float] = []

    def card(self, name: str, **files: str) -> None:
        addresses = {path: url if ":" in url else self.host.url + url for path, url in files.items()}
        rows = "".join(f"  - path: files/{path}.txt\n    url: {url}\n" for path, url in addresses.items())
        (self.known / f"{name}.yml").write_text(CARD.format(name=name) + rows)

    def fetch(self, *names: str, offline: bool = False, timeout: float = 5.0) -> FetchReport:
        fetching = Fetching(self.raw, Manners(0, 1, self.waits.append), transfer.client(timeout), attempts=4)
        return run(fetching, cards(self.raw, self.known, names), offline)

    def names(self) -> list[str]:
        return sorted(p.relative_to(self.raw).as_posix() for p in self.raw.rglob("*") if p.is_file() and ".fetch" not in p.parts)
