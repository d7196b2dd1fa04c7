"""Fetching from a real server on this machine: what comes, what changes, what is kept."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from flows.cli import main
from flows.fetching.polite import Manners
from flows.settings import UsageError
from flows.sources import catalogue
from tests.fetching.hosting import TEXT, Place


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
