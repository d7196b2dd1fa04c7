"""Fetching from a real server on this machine that behaves as badly as servers do."""

from __future__ import annotations

import hashlib
import json
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpx
import pytest

from flows.cli import main
from flows.fetching import transfer
from flows.fetching.polite import Manners, seconds
from flows.fetching.run import Fetching, FetchReport, run
from flows.fetching.wanted import cards
from flows.settings import UsageError
from flows.sources import catalogue

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


@pytest.fixture
def place(tmp_path: Path, host: Any) -> Place:
    return Place(tmp_path, host)


def test_first_fetch_records_what_came_and_the_build_takes_it(place: Place) -> None:
    place.card("talks", one="/good/1", two="/plain/2")
    report = place.fetch("talks")
    assert report.exit_code == 0 and [o.status for o in report.outcomes] == ["fetched"] * 2
    assert place.names() == ["talks/files/one.txt", "talks/files/two.txt", "talks/source.yml"]
    found = catalogue.load(place.raw)
    assert not found.rejects and {u.sha256 for u in found.units()} == {hashlib.sha256(TEXT).hexdigest()}
    log = [json.loads(line) for line in (place.raw / ".fetch/log.jsonl").read_text().splitlines()]
    assert [(row["status"], row["http"], row["n_bytes"]) for row in log] == [("fetched", 200, len(TEXT))] * 2
    assert all(row["time"] and row["seconds"] >= 0 and row["sha256"] for row in log)


def test_second_fetch_asks_for_changes_only(place: Place, host: Any) -> None:
    place.card("talks", one="/good/1", two="/plain/2")
    place.fetch("talks")
    before = (place.raw / "talks/source.yml").read_bytes()
    report = place.fetch()
    assert [(o.status, o.http) for o in report.outcomes] == [("unchanged", 304), ("unchanged", 200)]
    assert (place.raw / "talks/source.yml").read_bytes() == before and len(place.names()) == 3


def test_other_bytes_than_last_time_never_replace_the_file(place: Place, host: Any) -> None:
    place.card("talks", one="/good/1")
    place.fetch("talks")
    host.bodies["/good/1"] = b"Other words.\n"
    report = place.fetch("talks")
    (outcome,) = report.outcomes
    assert (outcome.status, report.exit_code) == ("changed", 1) and "other bytes" in report.lines()[0]
    assert (place.raw / "talks/files/one.txt").read_bytes() == TEXT
    (beside,) = [n for n in place.names() if "changed-" in n]
    assert (place.raw / beside).read_bytes() == b"Other words.\n"
    assert not catalogue.load(place.raw).rejects and len(catalogue.load(place.raw).units()) == 1


def test_transfer_that_breaks_off_goes_on_where_it_was(place: Place, host: Any) -> None:
    place.card("talks", one="/cut/1")
    (outcome,) = place.fetch("talks").outcomes
    assert outcome.status == "fetched" and outcome.attempts == 4 and outcome.sha256 == hashlib.sha256(TEXT).hexdigest()
    ranges = [h.get("Range") for _, h in host.seen]
    assert ranges[0] is None and all(ranges[1:])


def test_next_run_goes_on_where_this_one_gave_up(place: Place, host: Any) -> None:
    place.card("talks", one="/cut/1")
    fetching = Fetching(place.raw, Manners(0, 1, place.waits.append), transfer.client(), attempts=1)
    assert run(fetching, cards(place.raw, place.known, ["talks"])).exit_code == 1
    assert place.fetch("talks").exit_code == 0 and (place.raw / "talks/files/one.txt").read_bytes() == TEXT
    assert [h.get("Range") is None for _, h in host.seen][:2] == [True, False]


@pytest.mark.parametrize(("kind", "body"), [("moving", TEXT.upper()), ("wrongrange", TEXT)])
def test_halves_of_two_files_are_never_put_together(place: Place, kind: str, body: bytes) -> None:
    place.card("talks", one=f"/{kind}/1")
    assert place.fetch("talks").exit_code == 0 and (place.raw / "talks/files/one.txt").read_bytes() == body


@pytest.mark.parametrize("kind", ["pieces", "chunks"])
def test_a_part_of_the_file_is_not_taken_for_the_whole(place: Place, kind: str) -> None:
    place.card("talks", one=f"/{kind}/1")
    assert place.fetch("talks").exit_code == 0 and (place.raw / "talks/files/one.txt").read_bytes() == TEXT


def test_a_trickle_is_given_up_and_taken_up_again(place: Place, host: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transfer, "PATIENCE", 0.2)
    place.card("talks", one="/trickle/1")
    (outcome,) = place.fetch("talks").outcomes
    assert (outcome.status, outcome.attempts) == ("fetched", 2) and host.seen[1][1].get("Range")
    assert (place.raw / "talks/files/one.txt").read_bytes() == TEXT


def test_a_part_that_is_whole_already_is_fetched_anew(place: Place, host: Any) -> None:
    """A run may end between the last byte and the file's arrival at its place."""
    place.card("talks", one="/whole/1")
    (card,) = cards(place.raw, place.known, ["talks"])
    (wanted,) = card.files()
    wanted.part.parent.mkdir(parents=True)
    wanted.part.write_bytes(TEXT)
    wanted.part.with_name(wanted.part.name + ".json").write_text('{"etag": "\\"v1\\"", "last_modified": null}')
    assert place.fetch("talks").exit_code == 0 and (place.raw / "talks/files/one.txt").read_bytes() == TEXT
    assert [h.get("Range") is None for _, h in host.seen] == [False, True]


def test_a_file_without_end_leaves_nothing(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transfer, "LIMIT", 10_000)
    place.card("talks", one="/plain/1")
    (outcome,) = place.fetch("talks").outcomes
    assert outcome.status == "failed" and "more than" in outcome.detail and place.names() == []


def test_safe_addresses_do_not_lead_to_unsafe_ones(tmp_path: Path) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(302, headers={"Location": "http://example.org/x"}) if request.url.scheme == "https" else httpx.Response(200)

    http = httpx.Client(transport=httpx.MockTransport(answer))
    with pytest.raises(transfer.FetchError, match="not safe"):
        transfer.transfer("https://example.org/x", tmp_path / "part", transfer.Validators(), Manners(0), http)
    assert list(tmp_path.iterdir()) == []


def test_a_pinned_file_that_is_gone_is_not_replaced_by_another(place: Place, host: Any) -> None:
    place.card("talks", one="/good/1")
    place.fetch("talks")
    sealed = (place.raw / "talks/source.yml").read_bytes()
    (place.raw / "talks/files/one.txt").unlink()
    host.bodies["/good/1"] = b"Other words.\n"
    (outcome,) = place.fetch("talks").outcomes
    assert outcome.status == "changed" and "no file is taken" in outcome.detail
    assert not (place.raw / "talks/files/one.txt").exists() and (place.raw / "talks/source.yml").read_bytes() == sealed


def test_a_file_that_somebody_put_there_is_not_replaced(place: Place) -> None:
    place.card("talks", one="/good/1")
    mine = place.raw / "talks/files/one.txt"
    mine.parent.mkdir(parents=True)
    mine.write_bytes(b"My own copy.\n")
    (outcome,) = place.fetch("talks").outcomes
    assert outcome.status == "changed" and mine.read_bytes() == b"My own copy.\n"


def test_nothing_is_written_outside_of_the_folder(place: Place, tmp_path: Path) -> None:
    place.card("talks", one="/good/1")
    (tmp_path / "elsewhere").mkdir()
    (place.raw / "talks").symlink_to(tmp_path / "elsewhere")
    (outcome,) = place.fetch("talks").outcomes
    assert outcome.status == "failed" and "outside" in outcome.detail and list((tmp_path / "elsewhere").iterdir()) == []


def test_a_killed_run_leaves_no_half_file_and_the_next_goes_on(place: Place, host: Any) -> None:
    place.card("talks", one="/trickle/1")
    command = [sys.executable, "-c", "from flows.cli import main; main()", "fetch", "talks", "--plain"]
    with subprocess.Popen([*command, "--raw", str(place.raw), "--known", str(place.known)]) as run:
        while not any(p.suffix == ".part" and p.stat().st_size for p in place.raw.rglob(".*")):
            assert run.poll() is None
            time.sleep(0.02)
        run.kill()
    assert place.names() and all(n.rsplit("/", 1)[-1].startswith(".") for n in place.names())
    assert not catalogue.load(place.raw).units()
    assert place.fetch("talks").exit_code == 0 and (place.raw / "talks/files/one.txt").read_bytes() == TEXT
    assert host.seen[-1][1].get("Range")


@pytest.mark.parametrize("kind", ["drop", "ill"])
def test_failures_that_pass_are_waited_out(place: Place, kind: str) -> None:
    place.card("talks", one=f"/{kind}/1")
    assert place.fetch("talks").exit_code == 0
    waits = [w for w in place.waits if w > 0.05]
    assert len(waits) == 2 and 0.3 <= waits[0] <= 1 and 0.6 <= waits[1] <= 2


def test_host_says_how_long_to_wait(place: Place) -> None:
    place.card("talks", one="/busy/1")
    assert place.fetch("talks").exit_code == 0 and 7.0 in place.waits
    assert seconds("Wed, 21 Oct 2015 07:28:00 GMT") == 0.0 and seconds("soon") is None
    Manners(0, 1, place.waits.append).after_failure(1, "86400")
    assert max(place.waits) == 120


@pytest.mark.parametrize(("kind", "http", "attempts", "told"), [
    ("gone", 404, 1, "404"), ("dead", 503, 4, "4 attempts"), ("never", 200, 4, "closed"), ("loop", None, 1, "redirects"),
    ("away", 302, 1, "file:"),
])
def test_what_cannot_be_had_leaves_nothing(place: Place, host: Any, kind: str, http: int | None, attempts: int, told: str) -> None:
    place.card("talks", one=f"/{kind}/1")
    (outcome,) = place.fetch("talks").outcomes
    assert outcome.status == "failed" and told in outcome.detail and outcome.http in (http, None)
    assert len(host.seen) == (6 if kind == "loop" else attempts)
    assert not [n for n in place.names() if not n.rsplit("/", 1)[-1].startswith(".")]


def test_one_failure_keeps_the_other_files(place: Place) -> None:
    place.card("talks", one="/good/1", two="/gone/2")
    assert place.fetch("talks").exit_code == 1
    found = catalogue.load(place.raw)
    assert [u.raw_path for u in found.units()] == ["talks/files/one.txt"] and not found.rejects


def test_server_that_stalls_and_redirect(place: Place) -> None:
    place.card("talks", one="/moved/1")
    assert place.fetch("talks").exit_code == 0
    place.card("late", one="/slow/1")
    (outcome,) = place.fetch("late", timeout=0.2).outcomes
    assert outcome.status == "failed" and not (place.raw / "late/files/one.txt").exists()


def test_offline_verifies_only(place: Place, host: Any) -> None:
    place.card("talks", one="/good/1", two="/good/2")
    place.fetch("talks")
    host.seen.clear()
    assert [o.status for o in place.fetch(offline=True).outcomes] == ["verified"] * 2
    (place.raw / "talks/files/one.txt").write_bytes(b"x")
    (place.raw / "talks/files/two.txt").unlink()
    assert [o.status for o in place.fetch(offline=True).outcomes] == ["damaged", "missing"] and not host.seen
    assert [o.status for o in place.fetch().outcomes] == ["damaged", "fetched"]
    assert (place.raw / "talks/files/one.txt").read_bytes() == b"x"


def test_files_of_this_machine(place: Place, tmp_path: Path) -> None:
    (tmp_path / "a b.txt").write_bytes(TEXT)
    place.card("talks", one=f"file://{tmp_path}/a%20b.txt", two="file:///no/such/file")
    assert [o.status for o in place.fetch("talks").outcomes] == ["fetched", "failed"]


def test_objects_of_a_store(place: Place, host: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"{host.url}/store")
    monkeypatch.delenv("AWS_ACCESS_KEY_ID", raising=False)
    place.card("talks", one="s3://papers/talk.txt", two="s3://papers/none.txt")
    assert [o.status for o in place.fetch("talks").outcomes] == ["fetched", "failed"]
    assert (place.raw / "talks/files/one.txt").read_bytes() == TEXT and host.seen[0][0] == "/store/papers/talk.txt"
    assert [o.status for o in place.fetch().outcomes] == ["unchanged"]


def test_unknown_source_and_scheme_are_wrong_use(place: Place) -> None:
    place.card("talks", one="ftp://example.org/x")
    with pytest.raises(UsageError, match="talks"):
        place.fetch("talk")
    with pytest.raises(UsageError, match="schemes"):
        place.fetch("talks")


def test_pause_between_requests_to_one_host(place: Place) -> None:
    manners = Manners(10, 1, place.waits.append)
    for name in ("a", "b", "a"):
        manners.before(name)
    assert len(place.waits) == 1 and 9 < place.waits[0] <= 10


def test_command(place: Place, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    place.card("talks", one="/good/1", two="/gone/2")
    arguments = ["chancery", "fetch", "talks", "--raw", str(place.raw), "--known", str(place.known), "--plain", "--interval", "0"]
    monkeypatch.setattr("sys.argv", arguments)
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 1
    assert capsys.readouterr().out.splitlines() == ["talks: talks/files/two.txt: failed: HTTP 404 Not Found", "1 failed, 1 fetched"]
