"""One byte that is not as it was, anywhere in a release, is found by whoever gets or checks it."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from flows.cli.check import check
from flows.releasing import fetch, store
from flows.releasing.errors import ReleaseError
from tests.releasing.conftest import Released


def places(path: Path) -> Iterator[int]:
    """First byte, last byte, and one between."""
    size = path.stat().st_size
    yield from sorted({0, size * 2 // 3, size - 1} if size else ())


def flipped(path: Path, place: int, found: Callable[[], object]) -> None:
    """Flip the lowest bit of one byte, see that it is found, and put it right again."""
    data = path.read_bytes()
    path.chmod(0o644)
    path.write_bytes(data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :])
    with pytest.raises(ReleaseError):
        found()
    path.write_bytes(data)


def test_check_finds_a_flipped_byte_in_any_file(copied: Released) -> None:
    files = sorted(p for p in copied.second.rglob("*") if p.is_file())
    assert len(files) > 60
    for path in files:
        for place in places(path):
            flipped(path, place, lambda: check(copied.out, copied.second.name))
    fetch.verify(copied.second)


def test_get_finds_a_flipped_byte_in_any_file(releases: Released, tmp_path: Path) -> None:
    store.publish(releases.second, str(tmp_path / "shop"))
    folder = tmp_path / "shop" / releases.second.name
    for path in sorted(p for p in folder.rglob("*") if p.is_file() and not p.name.startswith("chancery-")):  # the archive is not fetched
        for place in places(path):
            flipped(path, place, lambda: fetch.get("latest", str(tmp_path / "shop"), tmp_path / "got"))
            assert not (tmp_path / "got" / folder.name).exists()
    got = fetch.get("latest", str(tmp_path / "shop"), tmp_path / "got").folder
    for path in sorted(p for p in got.rglob("*") if p.is_file()):
        flipped(path, path.stat().st_size // 2, lambda: fetch.verify(got))


def test_no_byte_of_the_checksums_can_change_unseen(releases: Released, tmp_path: Path) -> None:
    shutil.copyfile(releases.second / "SHA256SUMS", tmp_path / "SHA256SUMS")
    data = (tmp_path / "SHA256SUMS").read_bytes()
    right = store.sums_of(tmp_path)
    for place in (i for i in range(len(data)) if data[i : i + 1].isspace() or i % 29 == 0):
        for change in (1, 4, 32):  # a line feed becomes a vertical tab, a shift out, a star
            (tmp_path / "SHA256SUMS").write_bytes(data[:place] + bytes([data[place] ^ change]) + data[place + 1 :])
            with contextlib.suppress(ReleaseError):
                assert store.sums_of(tmp_path) != right, (place, change)
