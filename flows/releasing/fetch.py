"""Getting a release: every file that the index lists, resumed where it was left, and nothing accepted that a checksum does not confirm.

Files come into `<to>/.getting-<version>`, which becomes `<to>/<version>` in one step when all of them are whole.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import obstore
from obstore.exceptions import BaseError, NotFoundError

from flows.ledger import sha256
from flows.releasing import files, versions
from flows.releasing.errors import ReleaseError
from flows.releasing.store import ARCHIVE, INDEX, Target, described, index, sums_of
from flows.settings import UsageError

BLOCK = 2**20
_NAME = re.compile(r"[A-Za-z0-9][\w.+-]*(/[A-Za-z0-9][\w.+-]*)*", re.ASCII)
_DIGEST = re.compile(r"[0-9a-f]{64}")
Tell = Callable[[str, int, int], None]
"""Called with (file, bytes there, bytes in all)."""


@dataclass(frozen=True, slots=True)
class Got:
    """A release that is there and whole: its folder, how to cite it, and how many bytes had to be fetched."""

    version: str
    folder: Path
    citation: str
    fetched: int


def quiet(name: str, done: int, total: int) -> None:
    """A `Tell` that tells nothing."""


def get(version: str, source: str, to: Path, tell: Tell = quiet) -> Got:
    """Fetch a release (`latest`: the last one) from a folder or an address into `<to>/<version>`, or confirm that it is there.

    The archive is left out: it holds the same files.  ReleaseError for what is damaged, tampered with or partial, UsageError for a
    version that there is not.
    """
    target = Target(source)
    entry = chosen(index(target), version, source)
    version = entry["version"]
    listed = checked(entry)
    folder = to / version
    if folder.exists():
        confirm(folder, listed)
        return Got(version, folder, _citation(folder), 0)
    to.mkdir(parents=True, exist_ok=True)
    part = to / f".getting-{version}"
    with _alone(to / f".getting-{version}.lock", version):
        part.mkdir(exist_ok=True)
        fetched = 0
        for file in listed:
            fetched += _fetch(target, f"{version}/{file['path']}", part / file["path"], file["bytes"], file["sha256"], tell)
        confirm(part, listed)
        part.rename(folder)
    (to / f".getting-{version}.lock").unlink(missing_ok=True)
    return Got(version, folder, _citation(folder), fetched)


def _citation(folder: Path) -> str:
    """How to cite a confirmed release: from its own files, as no checksum speaks for what the index says beside names and checksums."""
    return str(json.loads((folder / "release.json").read_bytes())["citation"])


def chosen(listed: dict[str, Any], version: str, source: str) -> dict[str, Any]:
    """The entry of a version, or of the last one for `latest`; UsageError with the versions that there are."""
    entries = {str(e["version"]): e for e in listed["versions"] if isinstance(e, dict) and versions.is_version(str(e.get("version")))}
    if not entries:
        raise UsageError(f"{source}/{INDEX}: lists no release; is this the address that was published to?")
    wanted = sorted(entries, key=versions.order)[-1] if version == "latest" else version
    if wanted not in entries:
        raise UsageError(f"{version}: no such release at {source}; there are {', '.join(sorted(entries, key=versions.order))}")
    return dict(entries[wanted])


def checked(entry: dict[str, Any]) -> list[dict[str, Any]]:
    """The files of an entry but the archive; ReleaseError when it names a file outside of the release, or lacks a size or a checksum."""
    listed = []
    for file in entry.get("files", ()):
        name, size, digest = str(file.get("path")), file.get("bytes"), str(file.get("sha256"))
        if not _NAME.fullmatch(name) or not isinstance(size, int) or size < 0 or not _DIGEST.fullmatch(digest):
            raise ReleaseError(f"{INDEX}: {entry['version']} lists {name[:80]!r}, which is no file with size and checksum; do not trust it")
        if not name.startswith(ARCHIVE.format(entry["version"])):
            listed.append({"path": name, "bytes": size, "sha256": digest})
    if files.SUMS not in [f["path"] for f in listed]:
        raise ReleaseError(f"{INDEX}: {entry['version']} lists no {files.SUMS}; do not trust it")
    return listed


def confirm(folder: Path, listed: list[dict[str, Any]]) -> None:
    """That a folder holds exactly the listed files, byte for byte, and that its own checksums say the same; else ReleaseError."""
    there = {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file() and not p.name.startswith("chancery-")}
    expected = {f["path"]: f["sha256"] for f in listed}
    if wrong := sorted(there ^ set(expected)):
        word = "is missing" if wrong[0] in expected else "does not belong to it"
        raise ReleaseError(f"{folder}: {wrong[0]} {word}; remove the folder and get the release again")
    for name, digest in sorted(expected.items()):
        if sha256(folder / name) != digest:
            raise ReleaseError(f"{folder / name}: not the published file; remove the folder and get the release again")
    for name, digest in sums_of(folder).items():
        if not name.startswith("chancery-") and expected.get(name) != digest:
            raise ReleaseError(f"{folder}: {files.SUMS} and {INDEX} disagree on {name}; one of them was tampered with: ask the publisher")


def verify(folder: Path) -> None:
    """That a release folder holds what its own checksums say, and nothing else; else ReleaseError."""
    described(folder, archived=False)


def _fetch(target: Target, name: str, path: Path, size: int, digest: str, tell: Tell) -> int:
    """Bring one file to its full size, from where it was left; returns the bytes that were fetched."""
    path.parent.mkdir(parents=True, exist_ok=True)
    there = path.stat().st_size if path.is_file() else 0
    if there == size and sha256(path) == digest:
        return 0
    fetched = 0
    for offset in (there, 0) if 0 < there < size else (0,):
        fetched += _stream(target, name, path, offset, size, tell)
        if path.stat().st_size == size and sha256(path) == digest:
            return fetched
    found = path.stat().st_size
    path.unlink()
    what = f"{found:,} bytes instead of {size:,}" if found != size else "another checksum"
    raise ReleaseError(f"{target.url}/{name}: {what} than {INDEX} says: damaged or tampered with; nothing was taken over")


def _stream(target: Target, name: str, path: Path, offset: int, size: int, tell: Tell) -> int:
    """Append to `path` from `offset`; never more than one block beyond the size.  A server that knows no ranges gives nothing here."""
    fetched = 0
    try:
        options: Any = {"range": {"offset": offset}} if offset else {}
        with path.open("r+b" if offset else "wb") as file:
            file.seek(offset)
            if size:
                for block in obstore.get(target.store, name, options=options).stream(min_chunk_size=BLOCK):
                    file.write(block)
                    fetched += len(block)
                    tell(name, offset + fetched, size)
                    if offset + fetched > size:
                        break
    except (NotFoundError, FileNotFoundError):
        raise ReleaseError(f"{target.url}/{name}: missing there; the release is partial: ask the publisher") from None
    except BaseError as error:
        if offset:
            return fetched  # tried again from the start
        raise ReleaseError(
            f"{target.url}/{name}: broke off ({str(error).splitlines()[0][:200]}); run it again, it goes on from there"
        ) from None
    return fetched


@contextlib.contextmanager
def _alone(path: Path, version: str) -> Iterator[None]:
    with path.open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise ReleaseError(f"{version}: somebody else is getting it into {path.parent} now; wait for them") from None
        yield
