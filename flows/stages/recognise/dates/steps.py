"""Calendar arithmetic on simple EDTF dates: parts, distances, neighbours.  Pure."""

from __future__ import annotations

import re
from functools import lru_cache

from flows.stages import edtf

_PARTS = re.compile(r"(-?\d{4})(?:-(\d\d))?(?:-(\d\d))?")
_SEASON_OF_MONTH = (24, 24, 21, 21, 21, 22, 22, 22, 23, 23, 23, 24)
EASTER = "Easter"
LAST_JULIAN_EASTER = 1582
SEASON_MONTH = {21: 4, 22: 7, 23: 10, 24: 12}

Parts = tuple[int, int | None, int | None]


@lru_cache(maxsize=16384)
def parts(date: str | None) -> Parts | None:
    """Year, month (or season 21-24) and day of a simple date; None for decades, intervals and what is no date."""
    m = _PARTS.match(date) if date and "/" not in date and "X" not in date else None
    if not m:
        return None
    return int(m[1]), int(m[2]) if m[2] else None, int(m[3]) if m[3] else None


@lru_cache(maxsize=16384)
def make(year: int, month: int | None = None, day: int | None = None) -> str | None:
    """An EDTF date of its parts; None where the calendar has no such day."""
    text = edtf.format_year(year)
    if month is not None:
        text += f"-{month:02d}"
        if day is not None:
            text += f"-{day:02d}"
    return text if edtf.is_date(text) else None


def month_of(date: str | None) -> int | None:
    """The month of a date, for a season a month in its middle; None for a year."""
    found = parts(date)
    if not found or found[1] is None:
        return None
    return SEASON_MONTH.get(found[1], found[1])


def season_of(month: int) -> int:
    """The season 21-24 of a month."""
    return _SEASON_OF_MONTH[month - 1]


@lru_cache(maxsize=16384)
def truncate(date: str | None, unit: str) -> str | None:
    """The unit (D, M, 3M, Y, 10Y, 100Y) that a date lies in, None if the date does not say."""
    found = parts(date)
    if not found:
        return None
    year, month, day = found
    if unit == "Y":
        return make(year)
    if unit == "M":
        return make(year, month) if month is not None and month <= 12 else None
    if unit == "D":
        return make(year, month, day) if day is not None else None
    if unit == "3M":
        if month is None:
            return None
        if month > 12:
            return make(year, month)
        return make(year - 1 if month < 3 else year, season_of(month))
    if unit in ("10Y", "100Y") and year > 0:
        return f"{year // 10:03d}X" if unit == "10Y" else f"{year // 100:02d}XX"
    return None


@lru_cache(maxsize=16384)
def shift(date: str | None, count: float, unit: str) -> str | None:
    """The date so many units after another (before, if negative), no more precise than the unit and the date allow."""
    found = parts(date)
    if not found:
        return None
    year, month, day = found
    if unit in ("Y", "10Y", "100Y"):
        step = {"Y": 1, "10Y": 10, "100Y": 100}[unit]
        return make(year + round(count * step))
    if unit in ("M", "3M"):
        if month is None or month > 12:
            return None
        total = year * 12 + month - 1 + round(count * (1 if unit == "M" else 3))
        return make(total // 12, total % 12 + 1)
    if day is None or month is None:
        return None
    days = count * {"D": 1, "2D": 2, "W": 7, "2W": 14}.get(unit, 0)
    return edtf.from_day_number(edtf.day_number(year, month, day) + round(days))


def easter(year: int) -> str | None:
    """Easter Sunday of a year of our calendar; None before there was one."""
    if year <= LAST_JULIAN_EASTER:
        return None
    century, moon = year // 100, year % 19
    epact = (19 * moon + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    sunday = (32 + 2 * (century % 4) + 2 * (year % 100 // 4) - epact - year % 4) % 7
    days = epact + sunday - 7 * ((moon + 11 * epact + 22 * sunday) // 451) + 114
    return make(year, days // 31, days % 31 + 1)


def weekday_near(date: str | None, weekday: int, direction: int) -> str | None:
    """The weekday (1 Monday to 7) on or before (-1), on or after (+1) or strictly so (-2, +2) a day."""
    found = parts(date)
    if not found or found[1] is None or found[2] is None:
        return None
    number = edtf.day_number(found[0], found[1], found[2])
    today = (number - 1) % 7 + 1
    if direction > 0:
        gap = (weekday - today) % 7
        return edtf.from_day_number(number + (7 if gap == 0 and direction == 2 else gap))
    gap = (today - weekday) % 7
    return edtf.from_day_number(number - (7 if gap == 0 and direction == -2 else gap))
