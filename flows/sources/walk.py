"""Which files lie below a raw folder, in one order everywhere, and which of them cannot be taken."""

from __future__ import annotations

import os
from pathlib import Path

_BACKUP = (".swp", ".swo", ".bak", ".orig", "~")


def ignored(name: str) -> bool:
    """Whether a name is hidden, an editor's backup or the mark of an open document; nothing else is passed over."""
    return name.startswith((".", "~$")) or (name.startswith("#") and name.endswith("#")) or name.endswith(_BACKUP)


def printable(path: Path) -> str:
    """A path as text that any stream can take, with undecodable bytes as \\x.. ."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def unusable(path: Path, raw: Path) -> tuple[str, str] | None:
    """Why a path below `raw` must not be read, as the reason of a reject and in words, or None."""
    name = os.path.relpath(path, raw)
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return "unsafe-path", "its name is not UTF-8; rename it"
    if any(ord(c) < 32 or ord(c) == 127 for c in name):
        return "unsafe-path", "its name holds a control character; rename it"
    if not Path(os.path.realpath(path)).is_relative_to(raw):  # which, unlike resolve(), bears links that go in circles
        return "unsafe-path", "a link out of the raw folder"
    try:
        regular = path.is_file()
    except OSError as error:
        return "unreadable", f"cannot be looked at: {error.strerror}; check the permissions of its folder"
    if not os.path.lexists(path):
        return "not-found", "is not there"
    if not regular:
        return "unsafe-path", "a link to a folder or to nothing" if path.is_symlink() else "not a regular file"
    return None


def below(folder: Path) -> list[Path]:
    """All files below a folder, hidden ones too, in no order."""
    return [Path(base) / name for base, _, names in os.walk(folder) for name in names]


def files(raw: Path) -> tuple[list[Path], list[tuple[Path, str, str]]]:
    """The files below `raw` in order of their path, and what cannot be taken, each with the reason and in words."""
    good: list[Path] = []
    bad: list[tuple[Path, str, str]] = []

    def closed(error: OSError) -> None:
        bad.append((Path(error.filename), "unreadable", f"this folder cannot be opened: {error.strerror}; check its permissions"))

    for base, folders, names in os.walk(raw, onerror=closed):
        folders[:] = sorted(f for f in folders if not ignored(f))
        links = [f for f in folders if (Path(base) / f).is_symlink()]
        for name in sorted(names + links):
            path = Path(base) / name
            if ignored(name):
                continue
            if why := unusable(path, raw):
                bad.append((path, *why))
            else:
                good.append(path)
    return sorted(good, key=lambda p: p.relative_to(raw).as_posix()), sorted(bad, key=lambda x: os.fsencode(x[0]))
