"""Fetching from hosts that break off, stall, lie and refuse."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import httpx
import pytest

from flows.fetching import transfer
from flows.fetching.polite import Manners, seconds
from flows.fetching.run import Fetching, run
from flows.fetching.wanted import cards
from flows.sources import catalogue
from tests.fetching.hosting import TEXT, Place


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
