"""Durations, repeated times, parts of the day and words for now, the past and the future."""

from __future__ import annotations

from . import words
from .readings import Reading, Situation, field, read_unit, whole
from .scan import Found


def duration(found: Found, at: Situation) -> list[Reading]:
    f = found.fields
    unit = read_unit(field(found, "u", "u2", "u3"))
    count_text = field(found, "n", "n2")
    if count_text is None and "u2" in f:
        count_text = "1"
    count = words.number(count_text) if count_text else None
    return whole(found, iso_duration(count, unit), steers=False)


def iso_duration(count: float | None, unit: str) -> str:
    """An ISO 8601 duration: P3W, PT2H, P50Y; X for a number that is not told (PXD)."""
    time = "T" if unit.startswith("T") else ""
    unit = unit.removeprefix("T")
    factor = int(unit[:-1]) if len(unit) > 1 else 1
    number = "X" if count is None else f"{count * factor:g}"
    return f"P{time}{number}{unit[-1]}"


def duration_one(found: Found, at: Situation) -> list[Reading]:
    return whole(found, iso_duration(1, read_unit(found.fields["u"])), steers=False)


def set_per(found: Found, at: Situation) -> list[Reading]:
    if "u" not in found.fields:
        return whole(found, None, steers=False)
    return whole(found, iso_duration(1, read_unit(found.fields["u"])), steers=False)


def repeated(found: Found, at: Situation) -> list[Reading]:
    return whole(found, words.value("set", found.fields["v"]), steers=False)


def daypart(found: Found, at: Situation) -> list[Reading]:
    part = words.value("daypart", found.fields["dp"]) or ""
    return whole(found, "XXXX-XX-XX" + part if part.startswith("T") and ":" not in part else None, steers=False)


def vague(found: Found, at: Situation) -> list[Reading]:
    return whole(found, words.value("vague", found.fields["v"]), steers=False)
