"""Dates as they are written: days, months, years, ranges, decades, centuries, Old Style and dual dates."""

from __future__ import annotations

import re

from flows.stages import edtf

from . import steps, words
from .readings import Reading, Situation, field, place_month, read_figures, read_month, read_number, read_year, whole
from .scan import Found

_SPOKEN = frozenset({"last", "next"})  # they count from the day of a document that has one
_STROKE = re.compile(" ?/")
_CALENDARS_APART = range(10, 15)
"""Days between a date of the old calendar and ours, since 1582, as texts count them."""


def _season(found: Found, at: Situation, season: int, year: int | None) -> list[Reading]:
    if year is None:
        year = place_month(at, steps.SEASON_MONTH[season], None)
    return whole(found, steps.make(year, season) if year is not None else None)


def calendar(found: Found, at: Situation) -> list[Reading]:
    f = found.fields
    year = read_year(found)
    if "dec" in f:
        decade = int(f["dec"])
        if "era" in f:
            return whole(found, edtf.make_interval(edtf.format_year(-decade - 8), edtf.format_year(1 - decade)), steers=False)
        return whole(found, f"{decade // 10:03d}X", steers=False)
    if "cen" in f or ("o" in f and found.rule.form == "century"):
        number = read_figures(f.get("cen")) or read_number(f.get("o"), "ordinal") or 1
        if "era" in f:
            return whole(found, f"{edtf.format_year(1 - number * 100)}/{edtf.format_year(1 - (number - 1) * 100 - 1)}", steers=False)
        return whole(found, f"{number - 1:02d}XX", steers=False)
    season = read_number(field(found, "s"), "season")
    if season:
        return _season(found, at, season, year)
    month = read_month(field(found, "m", "m0"))
    day = read_figures(field(found, "d", "d0")) or read_number(f.get("o"), "ordinal")
    if month is None:
        return whole(found, steps.make(year) if year is not None else None)
    placed = place_month(at, month, day) if year is None else year
    if placed is None:
        return whole(found, None)
    value = steps.make(placed, month, day)
    if value and day and (part := f.get("dp")):
        return whole(found, value + (words.value("daypart", part) or ""), "time")
    return whole(found, value)


def same_year(found: Found, at: Situation) -> list[Reading]:
    return _in_year(found, at.story.at, 0)


def shift_year(found: Found, at: Situation) -> list[Reading]:
    word = found.fields["dir"].lower()
    day = at.story.issued if at.story.issued and word in _SPOKEN else at.story.at
    return _in_year(found, day, -1 if words.goes_back(word) else 1)


def _in_year(found: Found, day: str | None, distance: int) -> list[Reading]:
    story = steps.parts(day)
    if not story:
        return whole(found, None, steers=False)
    month = read_month(field(found, "m", "m0")) or read_number(field(found, "s"), "season")
    return whole(found, steps.make(story[0] + distance, month, read_figures(field(found, "d", "d0"))))


def dual(found: Found, at: Situation) -> list[Reading]:
    f = found.fields
    month, day, month2, day2 = read_month(f["m"]), read_figures(f["d"]), read_month(f["m2"]), read_figures(f["d2"])
    if month is None or month2 is None:
        return whole(found, None, steers=False)
    year = read_year(found) or place_month(at, month, day)
    inner = (found.match.start("second"), found.match.end("second"))
    first_end = found.match.end("d") if found.match.end("d") > found.match.end("m") else found.match.end("m")
    if year is None:
        return [Reading(found.start, first_end, None, "partial", False), Reading(*inner, None, "partial", False)]
    first = steps.make(year, month, day)
    second = steps.make(year + (1 if month2 == 1 and month == 12 else -1 if month == 1 and month2 == 12 else 0), month2, day2)
    if first and second:
        if edtf.julian_to_gregorian(first) == second:
            first = second
        elif edtf.julian_to_gregorian(second) == first:
            second = first
    last_end = found.end if "y" in f else inner[1]
    return [Reading(found.start, first_end, first, "dual"), Reading(inner[0], last_end, second, "dual")]


def dual_slash(found: Found, at: Situation) -> list[Reading]:
    month = read_month(field(found, "m", "m0"))
    year = read_year(found) or (place_month(at, month, None) if month is not None else None)
    if month is None or year is None:
        return whole(found, None, steers=False)
    one, other = read_figures(field(found, "d", "d0")), read_figures(field(found, "d2", "d3"))
    first, second = steps.make(year, month, one), steps.make(year, month, other)
    # Texts miscount the days between the calendars by one or so.
    dual = second is not None and one is not None and other is not None and other - one in _CALENDARS_APART
    return whole(found, second if dual else edtf.make_interval(first, second), "dual" if dual else "full")


def dual_days(found: Found, at: Situation) -> list[Reading]:
    """The two days of our calendar, of an old one's night or stretch told in both: 11-12 (23-24) March 1801."""
    name = "" if "first" in found.fields else "2"
    m, month = found.match, read_month(field(found, "m", "m2"))
    days = [read_figures(field(found, *names)) for names in (("d", "d3"), ("d2", "d4"))]
    year = read_year(found) or (place_month(at, month, days[0]) if month is not None else None)
    values = [steps.make(year, month, day) if year and month else None for day in days]
    spans = m.span(f"first{name}"), m.span(f"last{name}")
    return [Reading(*span, value, "dual") for span, value in zip(spans, values, strict=True)]


def julian(found: Found, at: Situation) -> list[Reading]:
    """A day that the text says to be of the old calendar, as that of ours."""
    (reading,) = calendar(found, at)
    reading.value = edtf.julian_to_gregorian(reading.value) if reading.value else None
    return [reading]


def edge_of_month(found: Found, at: Situation) -> list[Reading]:
    """The first or the last day of a month or a year, told by its name or as that of the narrative."""
    f, story, month, year = found.fields, steps.parts(at.story.at), read_month(found.fields.get("m")), read_year(found)
    last = f["edge"].lower() == "last"
    if month is not None:
        year = year or place_month(at, month, None)
    elif story is not None and "u" in f:
        year, month = story[0], story[1] if f["u"].lower() == "month" else None
    if year is None or (month is None and f.get("u", "").lower() == "month") or (month or 1) > 12:
        return whole(found, None, steers=False)
    month = month or (12 if last else 1)
    return whole(found, steps.make(year, month, edtf.month_length(year, month) if last else 1))


def _two(found: Found, first: str | None, last: str | None) -> list[Reading]:
    m = found.match
    return [Reading(m.start("first"), m.end("first"), first, "range-part"), Reading(m.start("last"), m.end("last"), last, "range-part")]


def day_range(found: Found, at: Situation) -> list[Reading]:
    f = found.fields
    month = read_month(f["m"])
    if month is None:
        return []
    year, story = read_year(found), steps.parts(at.story.at)
    if year is None and "dir" in f and story is not None:
        year = story[0] + (-1 if words.goes_back(f["dir"].lower()) else 1 if words.goes_forth(f["dir"].lower()) else 0)
    elif year is None:
        year = place_month(at, month, read_figures(f["d"]))
    if year is None:
        return _two(found, None, None)
    one, other = read_figures(f["d"]), read_figures(f["d2"])
    first = steps.make(year, month, one)
    if one and other and one > other:  # from the 23rd until 20 January: of the month before
        first = steps.make(year - (month == 1), (month - 2) % 12 + 1, one)
    if one and other and other - one in _CALENDARS_APART and _STROKE.match(found.match.string, found.match.end("first")):
        first = steps.make(year, month, other)  # 4/16 December: one day in both calendars
    if first and (part := f.get("dp")):
        first += words.value("daypart", part) or ""
    return _two(found, first, steps.make(year, month, read_figures(f["d2"])))


def month_range(found: Found, at: Situation) -> list[Reading]:
    first, last = read_month(found.fields["m"]), read_month(found.fields["m2"])
    if first is None or last is None:
        return []
    year = read_year(found)
    if year is not None:
        start = year - 1 if first > last else year
        return _two(found, steps.make(start, first), steps.make(year, last))
    start_year = place_month(at, first, None)
    if start_year is None:
        return _two(found, None, None)
    return _two(found, steps.make(start_year, first), steps.make(start_year + (1 if last < first else 0), last))


def year_range(found: Found, at: Situation) -> list[Reading]:
    year = read_year(found)
    last = _same_side(year, found.fields["y2"])
    if year is None or last is None or last < year:
        return _two(found, steps.make(year) if year is not None else None, None)
    return _two(found, steps.make(year), steps.make(last))


def _short_year(text: str, at: Situation) -> int:
    """The full year of two figures after an apostrophe: the one nearest to the narrative, else of the 1900s."""
    near = steps.parts(at.story.issued or at.story.at)
    base = near[0] if near else 1950
    return min((c * 100 + int(text) for c in range(base // 100 - 1, base // 100 + 2)), key=lambda y: (abs(y - base), y))


def year_short(found: Found, at: Situation) -> list[Reading]:
    month = read_month(found.fields.get("m"))
    return whole(found, steps.make(_short_year(found.fields["yy"], at), month))


def bc_range(found: Found, at: Situation) -> list[Reading]:
    first, last = found.fields["y"], found.fields["y2"]
    if len(last) < len(first):
        last = first[: -len(last)] + last  # 446/5 BC
    return _two(found, steps.make(1 - int(first)), steps.make(1 - int(last)))


def circa(found: Found, at: Situation) -> list[Reading]:
    year = read_year(found)
    return whole(found, f"{edtf.format_year(year)}~" if year is not None else None, steers=False)


def decade_word(found: Found, at: Situation) -> list[Reading]:
    story = steps.parts(at.story.at)
    tens = read_number(found.fields["dw"], "decade")
    century = story[0] // 100 if story else 19
    return whole(found, f"{century:02d}{(tens or 0) // 10}X", steers=False)


def _same_side(year: int | None, last: str) -> int | None:
    """The second year of a range, which may be short: 1904-05."""
    if year is None:
        return None
    if len(last) >= len(str(year)):
        return int(last)
    step: int = 10 ** len(last)
    return year - year % step + int(last) + (step if int(last) < year % step else 0)


def holiday(found: Found, at: Situation) -> list[Reading]:
    """A feast: of a day of the year, or so many days from Easter, which the table gives as `Easter-2` for Good Friday."""
    day = words.value("holiday", found.fields["hol"])
    if not day:
        return whole(found, None, steers=False)
    moves = day.startswith(steps.EASTER)
    month, number = (4, None) if moves else (int(day[:2]), int(day[3:]))
    year = read_year(found) or place_month(at, month, number)
    if year is None:
        return whole(found, None)
    if moves:
        return whole(found, steps.shift(steps.easter(year), int(day.removeprefix(steps.EASTER)), "D"))
    return whole(found, steps.make(year, month, number))


def clock(found: Found, at: Situation) -> list[Reading]:
    f = found.fields
    figures = field(found, "h", "h2", "h4")
    hour = read_figures(figures) if figures else words.number(f.get("h3", ""))
    if hour is None:
        return []
    half = (field(found, "ap", "ap2", "ap5") or "").lower()
    hour24 = int(hour) % 12 + (12 if half.startswith("p") else 0) if half else int(hour)
    month, day, year = read_month(f.get("m")), read_figures(f.get("d")), read_year(found)
    base = steps.truncate(at.story.at, "D")
    if month is not None:
        placed = year if year is not None else place_month(at, month, day)
        base = steps.make(placed, month, day) if placed is not None else None
    return whole(found, f"{base}T{hour24:02d}:{field(found, 'min', 'min4', 'min5') or '00'}" if base else None, steers=month is not None)
