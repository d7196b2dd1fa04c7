"""Finished work, kept under a fingerprint of everything that it was made from.

A folder is filled under a temporary name, renamed, and only then entered: `<folder>.json` beside it lists its files.
What is not entered, or does not match its entry, is as good as not there and is made again; so a build may be killed
at any moment, and files may be lost or damaged, without more harm than the work of one folder.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any


class Locked(Exception):
    """Another build is at work in the same folder."""


def fingerprint(*parts: str) -> str:
    """A name for work that was made from `parts`, in this order."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:32]


def sha256(path: Path) -> str:
    """The SHA-256 of a file's bytes, as hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


class Ledger:
    """What an output folder keeps of its builds: `work` with a folder for each stage and fingerprint, and `builds` with one for each."""

    def __init__(self, out: Path) -> None:
        self.out = out
        self.temporary = out / "work" / "tmp"
        self.used = out / "work" / "used.json"

    def folder(self, stage: str, mark: str) -> Path:
        """Where the work of `stage` with fingerprint `mark` is kept, finished or not."""
        return (self.out / "builds" if stage == "publish" else self.out / "work" / stage) / mark

    def finished(self, stage: str, mark: str, thorough: bool = False) -> Path | None:
        """The folder, if it is entered and its files are as they were then.

        A file whose time has not changed is taken to be the same unless `thorough`; else its bytes decide.
        """
        folder = self.folder(stage, mark)
        entry = read_json(_entry(folder))
        files = entry.get("files") if isinstance(entry, dict) else None
        if not isinstance(files, dict):
            return None
        try:
            if sorted(files) != sorted(os.listdir(folder)):
                return None
            for name, (size, mtime_ns, digest) in files.items():
                stat = (folder / name).stat()
                if stat.st_size != size or ((thorough or stat.st_mtime_ns != mtime_ns) and sha256(folder / name) != digest):
                    return None
        except (OSError, TypeError, ValueError):
            return None
        return folder

    @contextlib.contextmanager
    def making(self, stage: str, mark: str, durable: bool = False) -> Iterator[Path]:
        """An empty folder to fill; on leaving without an exception it becomes the finished folder.

        `durable` forces the files to the disk before they are entered: for what is published.  Other work may be
        lost with the power, as it is checked when it is used and can be made again.
        """
        folder = self.folder(stage, mark)
        self.temporary.mkdir(parents=True, exist_ok=True)
        folder.parent.mkdir(parents=True, exist_ok=True)
        new = Path(tempfile.mkdtemp(prefix=f"{stage}-", dir=self.temporary))
        new.chmod(0o755)
        try:
            yield new
            names = sorted(os.listdir(new))
            files = {name: [(s := (new / name).stat()).st_size, s.st_mtime_ns, sha256(new / name)] for name in names}
            if durable:
                for name in names:
                    _sync(new / name)
                _sync(new)
            self.drop(stage, mark)
            new.rename(folder)
            write_json(_entry(folder), {"files": files}, self.temporary)
            if durable:
                _sync(folder.parent)
        finally:
            shutil.rmtree(new, ignore_errors=True)

    def drop(self, stage: str, mark: str) -> None:
        """Forget the work: its entry first, so that a half-removed folder is never taken for a whole one."""
        folder = self.folder(stage, mark)
        _entry(folder).unlink(missing_ok=True)
        if folder.exists():
            aside = Path(tempfile.mkdtemp(prefix="dropped-", dir=self.temporary)) / folder.name
            folder.rename(aside)
            shutil.rmtree(aside.parent, ignore_errors=True)

    def sweep(self, keep: Iterable[tuple[str, str]]) -> None:
        """Remove all work but the (stage, fingerprint) pairs in `keep`, and what killed builds left behind."""
        kept = set(keep)
        shutil.rmtree(self.temporary, ignore_errors=True)
        self.temporary.mkdir(parents=True, exist_ok=True)
        for pair in self._entries():
            if pair not in kept:
                self.drop(*pair)

    def mend(self) -> int:
        """Compare every byte of every finished folder with its entry, drop what differs, and say how many that were."""
        damaged = [pair for pair in self._entries() if self.finished(*pair, thorough=True) is None]
        for pair in damaged:
            self.drop(*pair)
        return len(damaged)

    def history(self) -> list[list[tuple[str, str]]]:
        """The (stage, fingerprint) pairs that the last builds used, oldest first; nothing where that is not to be read."""
        known = read_json(self.used)
        try:
            return [[(stage, mark) for stage, mark in build] for build in known] if isinstance(known, list) else []
        except (TypeError, ValueError):
            return []

    def _entries(self) -> list[tuple[str, str]]:
        """Everything kept: (stage, fingerprint) of folders and of entries."""
        parents = {p.name: p for p in sorted((self.out / "work").iterdir()) if p.is_dir() and p.name not in ("tmp", "prefect")}
        parents["publish"] = self.out / "builds"
        return [
            (stage, name)
            for stage, parent in parents.items()
            if parent.is_dir()
            for name in sorted({entry.removesuffix(".json") for entry in os.listdir(parent)})
        ]

    @contextlib.contextmanager
    def lock(self) -> Iterator[None]:
        """Hold the output folder for one build; Locked when another holds it.  The lock ends with the process."""
        self.temporary.mkdir(parents=True, exist_ok=True)
        with (self.out / "work" / "lock").open("a") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise Locked(f"{self.out}: another build is at work here; wait for it, or choose another --out") from None
            yield


class StatCache:
    """Digests of files that have not changed since: by path, inode, size and both times of change."""

    def __init__(self, path: Path) -> None:
        self.path = path
        known = read_json(path)
        self._known: dict[str, Any] = known if isinstance(known, dict) else {}
        self._used: dict[str, Any] = {}

    def sha256(self, path: Path) -> str:
        """The digest of the file at `path`; OSError when it cannot be read."""
        stat = path.stat()
        key = [stat.st_ino, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns]
        entry = self._known.get(str(path))
        digest = entry[1] if isinstance(entry, list) and len(entry) == 2 and entry[0] == key and isinstance(entry[1], str) else sha256(path)
        self._used[str(path)] = [key, digest]
        return digest

    def save(self) -> None:
        """Keep what was asked for in this run, if that differs from what was known."""
        if self._used != self._known:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            write_json(self.path, self._used, self.path.parent)


def read_json(path: Path) -> Any:
    """The value in a JSON file, or None when there is none that can be read."""
    try:
        return json.loads(path.read_bytes())
    except (OSError, ValueError):
        return None


def write_json(path: Path, value: Any, temporary: Path) -> None:
    """Replace `path` in one step; `temporary` is a folder on the same file system."""
    handle, name = tempfile.mkstemp(prefix=path.name, dir=temporary)
    with open(handle, "w", encoding="utf-8") as file:
        json.dump(value, file, sort_keys=True)
    os.replace(name, path)


def point(link: Path, target: str) -> None:
    """Make the symbolic link `link` lead to `target` in one step, whether it exists or not."""
    new = link.with_name(f".{link.name}.new")
    new.unlink(missing_ok=True)
    new.symlink_to(target)
    os.replace(new, link)
    _sync(link.parent)


def _entry(folder: Path) -> Path:
    return folder.with_name(f"{folder.name}.json")


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
