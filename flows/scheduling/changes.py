"""What is different between two published datasets: raw files, records and conflicts, found by their keys."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from flows.stages import tables

SHOWN = 50
"""How many of a kind are written out; the rest is counted."""

NAMED = {"treaties": ("treaty_id", "slug"), "events": ("event_id", "slug")}
"""Tables whose rows people know by a name: key and name."""


@dataclass(slots=True)
class Difference:
    """Names that came, went and changed, in order."""

    new: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.new or self.gone or self.changed)

    def __str__(self) -> str:
        parts = [f"{len(names):,} {word}" for word, names in (("new", self.new), ("gone", self.gone), ("changed", self.changed)) if names]
        return ", ".join(parts) or "no change"


@dataclass(slots=True)
class Changes:
    """What is different; all empty when there was no dataset before or it is the same."""

    files: Difference = field(default_factory=Difference)
    records: dict[str, Difference] = field(default_factory=dict)
    conflicts: Difference = field(default_factory=Difference)
    ours: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        """Why there is a new dataset: what changed upstream, and what we changed ourselves."""
        return "; ".join([f"raw files: {self.files}", *(f"{name} changed" for name in self.ours)])

    def markdown(self) -> str:
        """All of it as a page, at most SHOWN names of a kind."""
        lines = ["# What changed", ""]
        for title, found in {"raw files": self.files, **self.records, "conflicts": self.conflicts}.items():
            lines += [f"## {title.capitalize()}: {found}", ""]
            for word, names in (("new", found.new), ("gone", found.gone), ("changed", found.changed)):
                lines += [f"- {word}: `{name}`" for name in names[:SHOWN]]
                lines += [f"- {word}: {len(names) - SHOWN:,} more"] if len(names) > SHOWN else []
            lines += [""] if found else []
        return "\n".join(lines)


def between(old: Path | None, new: Path | None) -> Changes:
    """What is different in `new`; a dataset that is missing or cannot be read counts as nothing to compare with."""
    if old is None or new is None or old == new:
        return Changes()
    try:
        return Changes(
            _compare(old, new, "sources", ("raw_path",), "sha256"),
            {table: _compare(old, new, table, (key,), None, name) for table, (key, name) in NAMED.items()},
            _compare(old, new, "conflicts", ("record_type", "record_id", "field"), None),
            _ours(old, new),
        )
    except (OSError, KeyError, ValueError, IndexError):
        return Changes()


def _ours(old: Path, new: Path) -> list[str]:
    """Which of our own hands changed: the rules (tables under schemas/) or the code."""
    before, after = (tables.read(folder, "build_info").to_pylist()[0] for folder in (old, new))
    return [name for name, column in (("rules", "rules_digest"), ("code", "code_digest")) if before.get(column) != after.get(column)]


def _compare(old: Path, new: Path, table: str, key: tuple[str, ...], value: str | None, name: str | None = None) -> Difference:
    before, after = ({k: (v, n) for k, v, n in _rows(folder, table, key, value, name)} for folder in (old, new))
    return Difference(
        sorted(after[k][1] for k in after.keys() - before.keys()),
        sorted(before[k][1] for k in before.keys() - after.keys()),
        sorted(after[k][1] for k in after.keys() & before.keys() if after[k][0] != before[k][0]),
    )


def _rows(folder: Path, table: str, key: tuple[str, ...], value: str | None, name: str | None) -> Iterable[tuple[str, str, str]]:
    columns = [*key, *([value] if value else []), *([name] if name else [])]
    for row in tables.read(folder, table, columns).to_pylist():
        joined = " ".join(str(row[k] or "") for k in key)
        yield joined, str(row[value]) if value else "", str(row[name]) if name else joined
