"""What an output folder may lose, and what is damaged in it.

Kept is what the current build and the last few needed, whatever a link in the folder leads to, and every release.
All else in `work` and `builds` can be made again.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import stat as stat_module
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from flows.ledger import Ledger, read_json

BUILDS = 3
"""How many builds are kept with their work, so that going back to an earlier text or rule is quick."""

VERSIONS = 2
"""How many of the versions that fetching put beside a file are kept; the file itself is never touched."""

OLD = 90 * 86400
"""Seconds after which a report of changes is no longer kept."""


@dataclass(frozen=True, slots=True)
class Item:
    """Something that no policy keeps: its path, its size on disk in bytes, and why it may go."""

    path: Path
    n_bytes: int
    why: str


@dataclass(slots=True)
class Cleaning:
    """What will be removed, in order."""

    remove: list[Item] = field(default_factory=list)

    @property
    def n_bytes(self) -> int:
        """How much that frees; hard links counted once."""
        return sum(item.n_bytes for item in self.remove)


def plan(out: Path, builds: int = BUILDS, raw: Path | None = None, versions: int = VERSIONS) -> Cleaning:
    """What may go, when the work of the last `builds` builds and the newest `versions` of each fetched file stay; nothing is removed."""
    ledger, found = Ledger(out), Cleaning()
    history = ledger.history()
    kept = {ledger.folder(stage, mark) for build in history[-builds:] for stage, mark in build} | _linked(out)
    for parent in [*_stages(out), out / "builds"] if history else []:
        for folder in sorted(p for p in parent.iterdir() if p.is_dir()) if parent.is_dir() else ():
            if folder not in kept:
                kind = "a build older than those kept" if parent.name == "builds" else "work that no kept build used"
                found.remove.append(Item(folder, disk([folder], alone=True), kind))
    for left in sorted(ledger.temporary.iterdir()) if ledger.temporary.is_dir() else ():
        found.remove.append(Item(left, disk([left], alone=True), "left behind by a run that was killed"))
    fetched: dict[Path, list[Path]] = {}
    for file in sorted(raw.rglob(".*.changed-*")) if raw else ():
        fetched.setdefault(file.with_name(file.name.rpartition(".changed-")[0]), []).append(file)
    for files in fetched.values():
        for file in sorted(files, key=lambda f: (-f.stat().st_mtime_ns, f.name))[versions:]:
            found.remove.append(Item(file, file.stat().st_size, "a version of a fetched file, with newer ones beside it"))
    changes = out / "log" / "changes"
    for page in sorted(changes.glob("*.md")) if changes.is_dir() else ():
        if page.stat().st_mtime < time.time() - OLD:
            found.remove.append(Item(page, page.stat().st_size, "a report older than 90 days"))
    return found


def carry_out(ledger: Ledger, found: Cleaning) -> int:
    """Remove it, while the folder is held; returns the bytes freed."""
    freed = 0
    for item in found.remove:
        if item.path.is_dir() and item.path.parent != ledger.temporary:
            ledger.drop("publish" if item.path.parent.name == "builds" else item.path.parent.name, item.path.name)
        elif item.path.is_dir():
            shutil.rmtree(item.path, ignore_errors=True)
        else:
            item.path.unlink(missing_ok=True)
        freed += 0 if item.path.exists() else item.n_bytes
    return freed


def damaged(out: Path) -> list[str]:
    """The files of the published dataset that are not what was written; the dataset is then no longer taken for finished."""
    folder = (out / "dataset").resolve()
    ledger = Ledger(out)
    if folder.parent != out / "builds" or ledger.finished("publish", folder.name, thorough=True):
        return []
    from flows.ledger import sha256

    entry = folder.with_name(f"{folder.name}.json")
    known = read_json(entry)
    files = known.get("files", {}) if isinstance(known, dict) else {}
    bad = []
    for name, (_, _, digest) in sorted(files.items()):
        try:
            if sha256(folder / name) != digest:
                bad.append(name)
        except OSError:
            bad.append(name)
    bad += sorted(set(os.listdir(folder)) - set(files)) if files else [entry.name]
    entry.unlink(missing_ok=True)  # what is not entered is made again
    return bad


def used(out: Path) -> dict[str, int]:
    """Bytes on disk by part of the output folder."""
    parts = {"dataset": [out / "dataset" / "."], "builds": [out / "builds"], "work": [out / "work"]}
    parts |= {"releases": [out / "releases"], "server": [out / "prefect"], "log": [out / "log"]}
    return {name: n for name, paths in parts.items() if (n := disk(paths))}


def disk(paths: Iterable[Path], alone: bool = False) -> int:
    """Bytes on disk of files and folders, each file once however many names it has; `alone`: only what has no name elsewhere."""
    seen: dict[tuple[int, int], tuple[int, int, int]] = {}
    for path in paths:
        for file in [path, *path.rglob("*")]:
            with contextlib.suppress(OSError):
                stat = file.lstat()
                if stat_module.S_ISDIR(stat.st_mode):
                    continue
                key = (stat.st_dev, stat.st_ino)
                seen[key] = (stat.st_blocks * 512, stat.st_nlink, seen.get(key, (0, 0, 0))[2] + 1)
    return sum(n for n, links, names in seen.values() if not alone or names >= links)


def size(n_bytes: int) -> str:
    """`512 B`, `1.5 MB`."""
    n = float(n_bytes)
    for unit in ("B", "KB", "MB", "GB"):
        if n < 1024:
            return f"{n:.0f} {unit}" if unit == "B" else f"{n:.1f} {unit}"
        n /= 1024
    return f"{n:.1f} TB"


def _stages(out: Path) -> list[Path]:
    work = out / "work"
    return sorted(p for p in work.iterdir() if p.is_dir() and p.name not in ("tmp", "prefect")) if work.is_dir() else []


def _linked(out: Path) -> set[Path]:
    """What links in the folder and in its releases lead to."""
    links = [out / "dataset", *(p for p in (out / "releases").rglob("*") if p.is_symlink())]
    return {p for link in links if link.is_symlink() for p in (link.resolve(), *link.resolve().parents)}
