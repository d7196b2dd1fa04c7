"""Dates as EDTF strings (ISO 8601-2): bounds, precision, comparison.

Forms: day `1942-05-26`, month `1942-05`, season `1939-22` (21 spring to 24 winter), year `1942`, decade `193X`, century
`19XX`, interval `1943-11-28/1943-12-01`, open `1935/..` and `../1941`; `~`, `?` and `%` after a date say that it is
approximate or uncertain and leave its bounds alone.  Years before 1 are astronomical: `-0489` is 490 BC.  A time of day
after a day (`1958-05-13T21:00`, `1958-05-13TNI`) is passed over.  Everything is proleptic Gregorian and pure.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

_SIMPLE = re.compile(r"(-?)(\d{4}|\d{3}X|\d{2}XX)(?:-(\d\d)(?:-(\d\d))?)?(?:T[0-9A-Z:.+\-]+)?[~?%]?", re.ASCII)
_OPEN = ("", "..")
_SEASON_MONTHS = {21: 3, 22: 6, 23: 9, 24: 12}
_MONTH_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_FIRST, _LAST = date.min.toordinal(), date.max.toordinal()

Span = tuple[int | None, int | None]


def is_leap(year: int) -> bool:
    """Whether an astronomical Gregorian year has 29 February."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def month_length(year: int, month: int) -> int:
    """Days of a month, 28 to 31."""
    return 29 if month == 2 and is_leap(year) else _MONTH_DAYS[month - 1]


def day_number(year: int, month: int, day: int) -> int:
    """The day's number, as `date.toordinal` counts but for any year, BC ones too."""
    before = year - 1
    days = before * 365 + before // 4 - before // 100 + before // 400
    days += sum(_MONTH_DAYS[: month - 1]) + (1 if month > 2 and is_leap(year) else 0)
    return days + day


def from_day_number(number: int) -> str:
    """The EDTF day of a day number: the inverse of `day_number`."""
    cycles, rest = divmod(number - 1, 146097)
    d = date.fromordinal(rest + 1)
    return f"{format_year(d.year + 400 * cycles)}-{d.month:02d}-{d.day:02d}"


def format_year(year: int) -> str:
    """An astronomical year in four digits with its sign: 1942, 0001, -0489."""
    return f"{year:04d}" if year >= 0 else f"-{-year:04d}"


@lru_cache(maxsize=65536)
def _simple(text: str) -> tuple[int, int, str] | None:
    """First and last day number and the precision of a date that is no interval; None if it is no date."""
    m = _SIMPLE.fullmatch(text)
    if not m:
        return None
    sign, digits, mm, dd = m.groups()
    step = 10 ** digits.count("X")
    first = int(digits.rstrip("X")) * step
    last = first + step - 1
    if sign:
        first, last = -last, -first
    if step > 1:
        return None if mm else (day_number(first, 1, 1), day_number(last, 12, 31), "decade" if step == 10 else "century")
    if mm is None:
        return day_number(first, 1, 1), day_number(first, 12, 31), "year"
    month = int(mm)
    if month in _SEASON_MONTHS and dd is None:
        start = _SEASON_MONTHS[month]
        # Winter ends on 28 February of the next year, leap or not: a fixed convention of the comparison.
        end = day_number(first, start + 2, month_length(first, start + 2)) if start < 12 else day_number(first + 1, 2, 28)
        return day_number(first, start, 1), end, "season"
    if not 1 <= month <= 12:
        return None
    if dd is None:
        return day_number(first, month, 1), day_number(first, month, month_length(first, month)), "month"
    if not 1 <= int(dd) <= month_length(first, month):
        return None
    number = day_number(first, month, int(dd))
    return number, number, "day"


@lru_cache(maxsize=65536)
def span(edtf: str | None) -> Span | None:
    """Inclusive day numbers of a date, None on an open side; None altogether for what is no EDTF date of ours."""
    if not edtf:
        return None
    if "/" not in edtf:
        found = _simple(edtf)
        return found[:2] if found else None
    left, _, right = edtf.partition("/")
    if left in _OPEN and right in _OPEN:
        return None
    start, end = _simple(left), _simple(right)
    if (start is None and left not in _OPEN) or (end is None and right not in _OPEN):
        return None
    if start and end and start[0] > end[1]:
        return None
    return start[0] if start else None, end[1] if end else None


def is_date(edtf: str | None) -> bool:
    """Whether the text is an EDTF date of the forms above; an interval must not end before it starts."""
    return span(edtf) is not None


@lru_cache(maxsize=65536)
def bounds(edtf: str | None) -> tuple[date | None, date | None]:
    """First and last day; None where open, unreadable, or outside the years 1 to 9999 that `datetime.date` holds."""
    found = span(edtf)
    if not found:
        return None, None
    lo, hi = (date.fromordinal(n) if n is not None and _FIRST <= n <= _LAST else None for n in found)
    return lo, hi


def precision(edtf: str | None) -> str | None:
    """day, month, season, year, decade, century, interval or open; None for what is no date."""
    found = span(edtf)
    if not found or not edtf:
        return None
    if "/" in edtf:
        return "open" if None in found else "interval"
    simple = _simple(edtf)
    return simple[2] if simple else None


def compatible(a: str | None, b: str | None) -> bool:
    """Whether two dates can speak of one day: their spans overlap.  False if either is missing or unreadable."""
    x, y = span(a), span(b)
    if not x or not y:
        return False
    return _before(x[0], y[1]) and _before(y[0], x[1])


def _before(start: int | None, end: int | None) -> bool:
    return start is None or end is None or start <= end


def contains(outer: str | None, inner: str | None) -> bool:
    """Whether every day of `inner` lies in `outer`."""
    x, y = span(outer), span(inner)
    if not x or not y:
        return False
    return (x[0] is None or (y[0] is not None and x[0] <= y[0])) and (x[1] is None or (y[1] is not None and y[1] <= x[1]))


def width(edtf: str | None) -> float:
    """Days that a date covers; infinite where open or unreadable."""
    found = span(edtf)
    if not found or found[0] is None or found[1] is None:
        return float("inf")
    return float(found[1] - found[0] + 1)


def without_time(edtf: str) -> str:
    """A date without its time of day: 1940-03-12 for 1940-03-12TNI."""
    return edtf.partition("T")[0]


def make_interval(a: str | None, b: str | None) -> str | None:
    """From the start of `a` to the end of `b`, each a date, an interval or None for an open side; it bears no times of day.

    Equal ends give the date itself, two open ones None, and so does an end before the start.
    """
    left = without_time(a.partition("/")[0]) if a else ".."
    right = without_time(b.rpartition("/")[2]) if b else ".."
    if left == right:
        return left if left not in _OPEN else None
    text = f"{left or '..'}/{right or '..'}"
    return text if is_date(text) else None


def julian_to_gregorian(edtf: str) -> str:
    """A Julian (Old Style) day as its Gregorian day; a date of less than day precision is returned as it is."""
    m = _SIMPLE.fullmatch(edtf)
    if not m or not m[4]:
        return edtf
    year, month, day = int(m[1] + m[2]), int(m[3]), int(m[4])
    # A Julian year has a leap day every four years; count days from 1 March so that it comes last (Meeus, ch. 7, in integers).
    shifted = year if month > 2 else year - 1
    offset = (153 * ((month + 9) % 12) + 2) // 5 + day - 1
    return from_day_number(shifted * 365 + shifted // 4 + offset - 307)
