"""Which files lie below a raw folder, in one order everywhere, and which of them cannot be taken."""

from __future__ import annotations

import os
from pathlib import Path

_BACKUP = (".swp", ".swo", ".bak", ".orig", "~")


def ignored(name: str) -> bool:
    """Whether a name is hidden or an editor's backup; nothing else is passed over."""
    return name.startswith(".") or (name.startswith("#") and name.endswith("#")) or name.endswith(_BACKUP)


def printable(path: Path) -> str:
    """A path as text that any stream can take, with undecodable bytes as \\x.. ."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def unusable(path: Path, raw: Path) -> str | None:
    """Why a path below `raw` must not be read, or None."""
    try:
        path.name.encode("utf-8")
    except UnicodeEncodeError:
        return "its name is not UTF-8; rename it"
    if any(ord(c) < 32 or ord(c) == 127 for c in path.name):
        return "its name holds a control character; rename it"
    if not Path(os.path.realpath(path)).is_relative_to(raw):  # which, unlike resolve(), bears links that go in circles
        return "a link out of the raw folder"
    if not path.is_file():
        return "a link to a folder or to nothing" if path.is_symlink() else "not a regular file"
    return None


def below(folder: Path) -> list[Path]:
    """All files below a folder, hidden ones too, in no order."""
    return [Path(base) / name for base, _, names in os.walk(folder) for name in names]


def files(raw: Path) -> tuple[list[Path], list[tuple[Path, str]]]:
    """The files below `raw` in order of their path, and the ones that cannot be taken, each with the reason."""
    good: list[Path] = []
    bad: list[tuple[Path, str]] = []
    for base, folders, names in os.walk(raw):
        folders[:] = sorted(f for f in folders if not ignored(f))
        links = [f for f in folders if (Path(base) / f).is_symlink()]
        for name in sorted(names + links):
            path = Path(base) / name
            if ignored(name):
                continue
            if why := unusable(path, raw):
                bad.append((path, why))
            else:
                good.append(path)
    return sorted(good, key=lambda p: p.relative_to(raw).as_posix()), sorted(bad, key=lambda x: os.fsencode(x[0]))
