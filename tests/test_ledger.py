from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
from pathlib import Path

import pytest

from flows.ledger import Ledger, Locked, StatCache, fingerprint, point, read_json, sha256


def make(ledger: Ledger, mark: str, text: str = "words") -> Path:
    with ledger.making("read", mark) as folder:
        (folder / "a.txt").write_text(text)
    return ledger.folder("read", mark)


def test_fingerprint_depends_on_every_part_and_on_their_bounds() -> None:
    assert fingerprint("a", "b") == fingerprint("a", "b")
    assert len({fingerprint("a", "b"), fingerprint("b", "a"), fingerprint("ab"), fingerprint("a", "b", "")}) == 4


def test_finished_work_is_found_again(tmp_path: Path) -> None:
    folder = make(Ledger(tmp_path), "m")
    assert Ledger(tmp_path).finished("read", "m") == folder
    assert Ledger(tmp_path).finished("read", "other") is None
    assert Ledger(tmp_path).finished("extract", "m") is None


def test_work_that_raises_leaves_nothing(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path)
    with pytest.raises(ZeroDivisionError), ledger.making("read", "m") as folder:
        (folder / "a.txt").write_text("half")
        _ = 1 / 0
    assert ledger.finished("read", "m") is None
    assert not list(ledger.temporary.iterdir())


DAMAGE = ("truncate", "same size", "missing file", "extra file", "no entry", "entry is no JSON", "entry is a list", "odd entry")


@pytest.mark.parametrize("damage", DAMAGE)
def test_damaged_work_counts_as_not_done_and_can_be_made_again(tmp_path: Path, damage: str) -> None:
    ledger = Ledger(tmp_path)
    folder = make(ledger, "m")
    entry = folder.with_name("m.json")
    match damage:
        case "truncate":
            (folder / "a.txt").write_text("wor")
        case "same size":
            (folder / "a.txt").write_text("swords"[:5])
            os.utime(folder / "a.txt", ns=(0, 0))
        case "missing file":
            (folder / "a.txt").unlink()
        case "extra file":
            (folder / "b.txt").touch()
        case "no entry":
            entry.unlink()
        case "entry is no JSON":
            entry.write_bytes(b'{"files": {"a.txt\xff')
        case "entry is a list":
            entry.write_text("[]")
        case "odd entry":
            entry.write_text('{"files": {"a.txt": 3}}')
    assert ledger.finished("read", "m") is None
    make(ledger, "m")
    assert ledger.finished("read", "m") == folder
    assert [p.name for p in folder.iterdir()] == ["a.txt"]


def test_a_copy_with_new_times_is_still_finished(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path)
    folder = make(ledger, "m")
    os.utime(folder / "a.txt", ns=(0, 0))
    assert ledger.finished("read", "m") == folder


def test_mend_drops_what_differs_though_its_time_does_not(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path)
    file = make(ledger, "m") / "a.txt"
    make(ledger, "n")
    times = file.stat()
    file.write_text("sword")
    os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert ledger.finished("read", "m") is not None
    assert ledger.mend() == 1
    assert ledger.finished("read", "m") is None
    assert ledger.finished("read", "n") is not None


def test_sweep_keeps_only_what_it_is_told(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path)
    make(ledger, "old")
    make(ledger, "new")
    with ledger.making("publish", "old", durable=True) as folder:
        (folder / "t.parquet").touch()
    (ledger.temporary / "left-behind").mkdir()
    (tmp_path / "work" / "read" / "no-entry").mkdir()
    ledger.sweep([("read", "new")])
    assert sorted(p.name for p in (tmp_path / "work" / "read").iterdir()) == ["new", "new.json"]
    assert not list((tmp_path / "builds").iterdir())
    assert not list(ledger.temporary.iterdir())


def test_the_lock_is_held_by_one_process_and_ends_with_it(tmp_path: Path) -> None:
    hold = "import sys, time; from pathlib import Path; from flows.ledger import Ledger\n"
    hold += f"with Ledger(Path({str(tmp_path)!r})).lock(): print('held', flush=True); time.sleep(60)"
    with subprocess.Popen([sys.executable, "-c", hold], stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None and holder.stdout.readline() == "held\n"
        with pytest.raises(Locked, match="another build"), Ledger(tmp_path).lock():
            pass
        holder.kill()
        holder.wait()
    with Ledger(tmp_path).lock():
        pass


def test_digests_are_remembered_until_the_file_changes(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("one")
    cache = StatCache(tmp_path / "digests.json")
    assert cache.sha256(file) == sha256(file)
    cache.save()
    known = read_json(tmp_path / "digests.json")
    known[str(file)][1] = "remembered"
    (tmp_path / "digests.json").write_text(str(known).replace("'", '"'))
    assert StatCache(tmp_path / "digests.json").sha256(file) == "remembered"
    times = file.stat()
    file.write_text("two")
    os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert StatCache(tmp_path / "digests.json").sha256(file) == sha256(file)


@pytest.mark.parametrize("content", [b"", b"[1, 2]", b'{"x": 3', b"\xff\xfe", b'{"FILE": 3}', b'{"FILE": [[1, 2, 3, 4], 5]}'])
def test_a_damaged_digest_cache_is_no_harm(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "a.txt"
    file.write_text("one")
    (tmp_path / "digests.json").write_bytes(content.replace(b"FILE", str(file).encode()))
    cache = StatCache(tmp_path / "digests.json")
    assert cache.sha256(file) == sha256(file)
    cache.save()
    assert StatCache(tmp_path / "digests.json").sha256(file) == sha256(file)


def _swap(folder: str) -> None:
    while True:
        for target in ("one", "two"):
            point(Path(folder) / "link", target)


def test_the_link_leads_somewhere_at_every_moment(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
    point(tmp_path / "link", "one")
    swapper = multiprocessing.get_context("spawn").Process(target=_swap, args=(str(tmp_path),))
    swapper.start()
    seen = set()
    for _ in range(20_000):
        seen.add((tmp_path / "link").resolve(strict=True).name)
        if seen == {"one", "two"}:
            break
    swapper.kill()
    swapper.join()
    assert seen <= {"one", "two"}
    point(tmp_path / "link", "two")
    assert (tmp_path / "link").resolve().name == "two"
