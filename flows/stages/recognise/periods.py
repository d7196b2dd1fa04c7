"""Periods of the gazetteer, and the days that questions ask for.

A period is a pair of ISO strings, each possibly shorter than a day ("1918", "1918-03") or empty (open); the first day of
`1918` and the last one count.  A question's date is any EDTF string; its first day decides.
"""

from __future__ import annotations

import re
from functools import lru_cache

_DAY = re.compile(r"(\d{3,4})(X)?(?:-(\d\d))?(?:-(\d\d))?")
_SEASONS = {"21": "04", "22": "07", "23": "10", "24": "12"}
ANTIQUITY = "0000-01-01"
"""All that was before the common era, as a day."""


@lru_cache(maxsize=65536)
def first_day(date: str | None) -> str | None:
    """The first day that an EDTF string allows, as YYYY-MM-DD; the end of an interval that is open to the left; else None."""
    if not date:
        return None
    if date.startswith("-"):
        return ANTIQUITY
    for part in date.split("/"):
        if m := _DAY.match(part):
            year = m[1] + "0" if m[2] else m[1]
            month = _SEASONS.get(m[3] or "", m[3] or "01")
            return f"{year.zfill(4)}-{month}-{m[4] or '01'}"
    return None


def holds(start: str, end: str, day: str | None) -> bool:
    """True if `day` lies between two bounds, each empty or as short as a year; an unknown day always does."""
    return day is None or (start <= day and (not end or day <= end + "~"))


def years(start: str, end: str) -> int:
    """How many years a period lasts; one that is open has no end."""
    return int(end[:4]) - int(start[:4]) if start and end else 10_000


def distance(start: str, end: str, day: str) -> int:
    """Years between a day and a period, 0 inside it."""
    year = int(day[:4])
    if start and year < int(start[:4]):
        return int(start[:4]) - year
    return max(0, year - int(end[:4])) if end else 0
