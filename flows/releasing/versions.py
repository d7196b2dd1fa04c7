"""Versions: of the data by the calendar (`YYYY.M.N`), of the tables by what a change breaks (`major.minor.patch`).

Nothing here asks a clock: year and month are the person's, the number is counted from the releases that there are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from flows.settings import UsageError

_FULL = re.compile(r"([0-9]{4})\.([1-9]|1[0-2])\.(0|[1-9][0-9]*)")
_MONTH = re.compile(r"([0-9]{4})\.([1-9]|1[0-2])")
FIRST_SCHEMA = "1.0.0"
Schema = Mapping[str, Mapping[str, str]]
"""Table -> column -> type."""


def order(version: str) -> tuple[int, int, int]:
    """What versions are sorted by; UsageError for a text that is none."""
    found = _FULL.fullmatch(version)
    if found is None:
        raise UsageError(f"{version}: not a version; it is year, month and number, such as 2026.11.0")
    return int(found[1]), int(found[2]), int(found[3])


def is_version(name: str) -> bool:
    """Whether a name is that of a release."""
    return _FULL.fullmatch(name) is not None


def known(releases: Path) -> list[str]:
    """The versions in a folder of releases, oldest first."""
    if not releases.is_dir():
        return []
    return sorted((p.name for p in releases.iterdir() if p.is_dir() and is_version(p.name)), key=order)


def chosen(given: str | None, there: Iterable[str]) -> str:
    """The version of the next release; `given` is a version, or year and month to count on from the releases that are `there`.

    UsageError, with a proposal, when nothing is given, the version exists, or a later one does.
    """
    versions = sorted(there, key=order)
    last = versions[-1] if versions else None
    if not given:
        year, month, number = order(last) if last else (0, 0, 0)
        proposal = (
            f"{year}.{month}.{number + 1} (or the year and month that it is now)" if last else "YYYY.M, the year and month that it is now"
        )
        raise UsageError(f"no version: a release does not ask the clock; say --version {proposal}, or set CHANCERY_VERSION")
    if _MONTH.fullmatch(given):
        same = [order(v)[2] for v in versions if v.rpartition(".")[0] == given]
        given = f"{given}.{max(same) + 1 if same else 0}"
    order(given)
    if given in versions:
        raise UsageError(f"{given}: this release exists, and a release never changes; the next number is {_next(given, versions)}")
    if last and order(given) < order(last):
        raise UsageError(f"{given}: older than {last}, which exists; the next number is {_next(last, versions)}")
    return given


def _next(version: str, versions: list[str]) -> str:
    year, month, _ = order(version)
    return f"{year}.{month}.{max(order(v)[2] for v in versions if order(v)[:2] == (year, month)) + 1}"


def schema_version(before: tuple[str, Schema] | None, now: Schema, renamed: Iterable[tuple[str, str]] = ()) -> str:
    """Version of the tables after `before` (its version and its tables).

    Something gone or of another type raises the first number, something new the second; a renamed column (`table`, `old name`), which keeps
    a view under its old name, is something new.  The third number stays 0: it would stand for descriptions.
    """
    if before is None:
        return FIRST_SCHEMA
    version, was = before
    kept = set(renamed)
    major, minor, _ = (int(n) for n in version.split("."))
    broken = any(
        now.get(table, {}).get(name) != kind and not (name not in now.get(table, {}) and (table, name) in kept)
        for table, columns in was.items()
        for name, kind in columns.items()
    )
    if broken:
        return f"{major + 1}.0.0"
    return version if now == was else f"{major}.{minor + 1}.0"
