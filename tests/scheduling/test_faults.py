"""What goes wrong in years of running: the last good dataset stays readable, one line says what it was, the next run recovers."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from building import CHANCERY, finish, published, start

from flows import faults, pipeline
from flows.ledger import Ledger, Locked
from flows.published import connect
from flows.scheduling import retention, status, supervise, turns
from flows.scheduling.history import KILLED, History, cause
from flows.server import Server
from flows.settings import UsageError


@pytest.fixture
def prefect(server: Server) -> Iterator[None]:
    """Flows run in this process, on the server of the tests."""
    from prefect.settings import PREFECT_API_URL, PREFECT_LOGGING_LEVEL, temporary_settings

    with temporary_settings({PREFECT_API_URL: server.url, PREFECT_LOGGING_LEVEL: "ERROR"}):
        yield


def build(raw: Path, out: Path, **parameters: Any) -> Any:
    """The flow's final state."""
    from flows.build import build as flow

    return flow(raw=str(raw), out=str(out), workers=1, **parameters, return_state=True)


def add(raw: Path) -> None:
    """Give the next build something to do."""
    with (raw / "notes" / "talk-in-geneva.txt").open("a") as file:
        file.write("\nOn 14 May 1927 France and the Soviet Union signed a protocol in Paris.\n")


def readable(out: Path) -> bool:
    """Whether a reader gets an answer from what is published."""
    with connect(out) as db:
        (n,) = db.execute("select count(*) from treaties").fetchone() or (0,)
    return bool(n)


def test_a_raw_folder_that_cannot_be_read(prefect: None, tiny: Path, out: Path) -> None:
    before = published(out)
    away = tiny.rename(tiny.with_name("away"))
    state = build(tiny, out)
    assert state.is_failed() and "no such folder" in state.message
    assert published(out) == before and readable(out)
    assert "no such folder" in status.look(out).problems[0]
    away.rename(tiny)
    assert build(tiny, out).is_completed()
    assert not status.look(out).problems


def test_a_disk_that_is_full_while_publishing(tiny: Path, out: Path, tmp_path: Path) -> None:
    if os.geteuid() != 0:
        pytest.skip("mounting a small disk takes root")
    small = tmp_path / "small"
    small.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=9m", "tmpfs", str(small)], capture_output=True).returncode:
        pytest.skip("no file system may be mounted here")
    try:
        here = Path(shutil.copytree(out, small / "out", symlinks=True))
        before = published(here)
        add(tiny)
        filler = small / "filler"
        free = shutil.disk_usage(small).free
        filler.write_bytes(b"x" * max(0, free - 600_000))
        with pytest.raises(Exception, match=r"(?i)no space|disk|full|write") as caught:
            pipeline.build(tiny, here, 1)
        assert "\n" not in cause(caught.value)
        assert "; make room (" in (faults.told(caught.value) or "")
        said = finish(start(tiny, here, "--plain", command=CHANCERY), 1)
        assert said.startswith("chancery: ") and "; make room (" in said and "Traceback" not in said
        assert published(here) == before and readable(here)
        filler.unlink()
        assert pipeline.build(tiny, here, 1).exit_code == 0
        assert published(here) != before
    finally:
        subprocess.run(["umount", "-l", str(small)], check=True)


def test_two_schedulers_on_one_output(prefect: None, tiny: Path, out: Path) -> None:
    before = published(out)
    with Ledger(out).lock():
        skipped = build(tiny, out, busy="skip")
        assert skipped.is_completed() and skipped.name == "Skipped" and "another build is at work" in skipped.message
        failed = build(tiny, out)
        assert failed.is_failed() and "another build is at work" in failed.message
    held = Ledger(out).lock()
    held.__enter__()
    threading.Timer(2, held.__exit__, (None, None, None)).start()
    began = time.monotonic()
    waited = build(tiny, out, busy="wait")
    assert waited.is_completed() and waited.name == "Completed" and time.monotonic() - began >= 1.5
    assert published(out) == before


def test_a_ledger_that_is_damaged(prefect: None, tiny: Path, out: Path) -> None:
    before = published(out)
    for entry in [*(out / "work").rglob("*.json"), *(out / "builds").glob("*.json")]:
        entry.write_bytes(b"\x00" * 40)
    assert readable(out)
    assert build(tiny, out).is_completed()
    assert published(out) == before


def test_a_published_file_that_is_damaged(prefect: None, tiny: Path, out: Path) -> None:
    from flows.scheduling.unattended import check

    before = published(out)
    assert check(out=str(out), return_state=True).is_completed()
    file = out / "dataset" / "treaties.parquet"
    times = (file.stat().st_atime_ns, file.stat().st_mtime_ns)
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 0xFF
    file.write_bytes(data)
    os.utime(file, ns=times)  # as a failing disk does it: size and time say that nothing happened
    state = check(out=str(out), return_state=True)
    assert state.is_failed() and "damaged: treaties.parquet" in state.message
    assert status.look(out).problems == [f"check failed at {History(out).runs()[-1]['started']}: {History(out).runs()[-1]['cause']}"]
    assert build(tiny, out).is_completed()
    assert check(out=str(out), return_state=True).is_completed()
    assert published(out) == before and not status.look(out).problems


def test_a_clock_that_was_set_back(prefect: None, tiny: Path, out: Path) -> None:
    before = published(out)
    later = time.time() + 86400
    ahead = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(later))
    History(out).add({"what": "build", "started": ahead, "outcome": "built", "tables": {}})
    for file in [*tiny.rglob("*"), *(out / "work").rglob("*")]:
        os.utime(file, (later, later))
    found = status.look(out)
    assert "clock was set back" in found.notes[0] and not found.problems
    assert status.look(out, 26).problems == ["no good build within 26 hours"]  # as nobody knows how old it is
    assert build(tiny, out).is_completed()
    assert published(out) == before
    assert not status.look(out).notes


def test_a_run_that_was_killed_is_entered_by_the_next(prefect: None, tiny: Path, out: Path) -> None:
    history = History(out)
    history.folder.mkdir()
    history.running.write_text(json.dumps({"what": "build", "started": "2026-01-01T00:00:00Z", "pid": 1}))
    assert status.look(out).problems == [f"build crashed at 2026-01-01T00:00:00Z: {KILLED}"]
    assert build(tiny, out).is_completed()
    assert [run["outcome"] for run in history.runs()] == ["crashed", "unchanged"]
    assert not status.look(out).problems


def test_a_run_that_was_told_to_stop_was_not_killed(tiny: Path, out: Path) -> None:
    history = History(out)
    history.folder.mkdir()
    history.stopped(supervise.STOPPED)
    assert history.runs() == []
    history.running.write_text(json.dumps({"what": "build", "started": "2026-01-01T00:00:00Z", "pid": 1}))
    with Ledger(out).lock():
        history.stopped(supervise.STOPPED)  # somebody else's run
    assert history.runs() == []
    history.stopped(supervise.STOPPED)
    assert status.look(out).problems == [f"build stopped at 2026-01-01T00:00:00Z: {supervise.STOPPED}"]
    finish(start(tiny, out, "--plain", "--workers", "1", command=CHANCERY))
    assert [run["outcome"] for run in history.runs()] == ["stopped", "unchanged"]


def test_a_build_without_prefect_is_entered_as_any_other(tiny: Path, out: Path) -> None:
    history = History(out)
    before = published(out)
    add(tiny)
    process = start(tiny, out, "--plain", "--workers", "1", command=CHANCERY)
    while not status.look(out).running:
        assert process.poll() is None, process.communicate()
        time.sleep(0.01)
    process.kill()
    process.communicate()
    assert status.look(out).problems == [f"build crashed at {status.look(out).failed[0]['started']}: {KILLED}"]
    finish(start(tiny, out, "--plain", "--workers", "1", command=CHANCERY))
    assert [run["outcome"] for run in history.runs()] == ["crashed", "built"]
    assert history.runs()[-1]["took"] > 0
    assert not status.look(out).problems and published(out) != before


def test_a_run_that_takes_too_long_is_ended(prefect: None, tiny: Path, out: Path) -> None:
    add(tiny)
    before = published(out)
    state = build(tiny, out, limit_minutes=0.05 / 60)
    assert state.is_failed() and "its time limit" in state.message
    assert published(out) == before
    assert build(tiny, out).is_completed()
    assert published(out) != before


def test_only_faults_that_pass_are_tried_again() -> None:
    class Failed:
        def __init__(self, error: Exception) -> None:
            self.error = error

        def result(self, raise_on_failure: bool) -> Exception:
            return self.error

    assert turns.is_passing(None, None, Failed(OSError(5, "Input/output error")))
    assert not turns.is_passing(None, None, Failed(OSError(28, "No space left on device")))
    assert not turns.is_passing(None, None, Failed(UsageError("no such folder")))


def test_the_story_of_a_build(prefect: None, server: Server, tiny: Path, out: Path) -> None:
    from tests.benchmarks.soak import ask

    known = {"documents": 2, "events": 5}
    History(out).add({"what": "build", "started": "2026-01-01T00:00:00Z", "outcome": "built", "dataset": "x", "tables": known})
    add(tiny)
    assert build(tiny, out).is_completed()
    run = History(out).runs()[-1]
    assert run["outcome"] == "built" and run["upstream"].startswith("raw files: 1 changed")
    (found,) = [a for a in ask(f"{server.url}/artifacts/filter", {"limit": 50, "sort": "CREATED_DESC"}) if a["key"] == "build"][:1]
    for said in ("changed: `notes/talk-in-geneva.txt`", "| documents | 3 | +1 | 2 3 |", "| validate |", "## Rejects", "events: "):
        assert said in found["data"], found["data"]
    page = (out / "log" / "changes" / f"{run['dataset']}.md").read_text()
    assert "1927-05-14" in page


def test_clean_keeps_what_is_needed(tiny: Path, out: Path) -> None:
    release = out / "releases" / "2026.1.0"
    release.mkdir(parents=True)
    for _ in range(2):
        add(tiny)
        assert pipeline.build(tiny, out, 1).made
        if not (release / "data").is_symlink():
            first = (out / "dataset").resolve()
            (release / "data").symlink_to(first, target_is_directory=True)
    (out / "work" / "tmp" / "left").mkdir()
    text = tiny / "notes" / "talk-in-geneva.txt"
    for i in range(4):
        version = text.with_name(f".{text.name}.changed-{i}")
        version.write_text("another text")
        os.utime(version, (i, i))
    now = published(out)
    found = retention.plan(out, 1, tiny, 2)
    assert sorted(i.path.name[-1] for i in found.remove if "fetched" in i.why) == ["0", "1"]
    assert {item.why for item in found.remove} >= {"left behind by a run that was killed", "work that no kept build used"}
    assert found.n_bytes > 0 and (out / "work" / "tmp" / "left").exists()
    freed = retention.carry_out(Ledger(out), found)
    assert freed == found.n_bytes
    assert not retention.plan(out, 1, tiny, 2).remove and text.exists()
    assert first.exists(), "a release leads there"
    assert published(out) == now and readable(out)
    again = pipeline.build(tiny, out, 1)
    assert not again.made, "the work of the current build was thrown away"


def test_a_lock_that_is_held_is_seen_without_being_taken(out: Path) -> None:
    from flows.scheduling.history import held

    assert not held(out)
    with Ledger(out).lock():
        assert held(out)
        with pytest.raises(Locked), Ledger(out).lock():
            pass
    assert not held(out)
