"""What an expression means: its value, given where the narrative stands.

One function per `meaning` of `schemas/rules/dates.csv`; each returns readings (start, end, value, form).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from flows.stages import edtf

from . import steps, words
from .narrative import Narrative
from .scan import Found

_DIGITS = re.compile(r"\d+")
BACK = frozenset({"earlier", "before", "previously", "beforehand", "prior", "ago", "previous", "preceding", "last", "past", "before last",
                  "the previous", "the preceding", "the past", "the last"})
_AGO = frozenset({"ago", "hence"})


@dataclass(slots=True)
class Reading:
    """One mention that an expression yields; `steers` says whether the narrative follows it."""

    start: int
    end: int
    value: str | None
    form: str
    steers: bool = True


@dataclass(slots=True)
class Situation:
    """What surrounds an expression: the narrative, the tense (-1, 0, 1), and an explicit year that follows it closely."""

    story: Narrative
    tense: int = 0
    next_year: int | None = None
    next_month: int | None = None
    years_on: int = 0
    reference: str | None = None  # the date of the event that "two months after" counts from


def resolve(found: Found, at: Situation) -> list[Reading]:
    """The readings of an expression, one or two."""
    return _MEANINGS[found.rule.meaning](found, at)


def _whole(found: Found, value: str | None, form: str | None = None, steers: bool = True) -> list[Reading]:
    return [Reading(found.start, found.end, value, form or found.rule.form, steers)]


def _field(found: Found, *names: str) -> str | None:
    for name in names:
        if text := found.fields.get(name):
            return text
    return None


def _int(text: str | None) -> int | None:
    m = _DIGITS.search(text) if text else None
    return int(m[0]) if m else None


def _month(text: str | None) -> int | None:
    if not text:
        return None
    return int(text) if text.isdigit() else words.month(text)


def _number(text: str | None, kind: str) -> int | None:
    found = words.value(kind, text) if text else None
    return int(found) if found else None


def _year(found: Found) -> int | None:
    year = _int(_field(found, "y", "y0"))
    return None if year is None else 1 - year if "era" in found.fields else year


def _same_side(year: int | None, last: str) -> int | None:
    """The second year of a range, which may be short: 1904-05."""
    if year is None:
        return None
    if len(last) >= len(str(year)):
        return int(last)
    step: int = 10 ** len(last)
    return year - year % step + int(last) + (step if int(last) < year % step else 0)


def lacks_year(found: Found) -> bool:
    """Whether the expression names a month, day or season and leaves its year to the narrative."""
    return found.rule.meaning in _YEARLESS and not found.fields.keys() & {"y", "y0", "dec", "cen", "era"} and (
        found.rule.meaning != "clock" or "m" in found.fields)


def needs_story(found: Found) -> bool:
    """Whether the value depends on where the narrative stands."""
    meaning = found.rule.meaning
    return not (meaning in _ALONE or (meaning in _YEARLESS and found.fields.keys() & {"y", "y0", "dec", "cen", "era"}))


_ALONE = frozenset({"year_alone", "year_range", "bc_range", "circa", "dual_slash", "duration", "duration_one", "set", "set_per", "daypart", "vague"})
_YEARLESS = frozenset({"calendar", "month_alone", "day_range", "month_range", "dual", "holiday", "clock"})


def place_month(at: Situation, month: int, day: int | None) -> int | None:
    """The year of a month (and day) that the expression leaves out."""
    if at.next_year is not None:
        return at.next_year - (1 if at.next_month is not None and month > at.next_month else 0)
    story = steps.parts(at.story.issued or at.story.at)
    return story[0] + at.years_on if story else None


def _calendar(found: Found, at: Situation) -> list[Reading]:
    f = found.fields
    year = _year(found)
    if "dec" in f:
        decade = int(f["dec"])
        if "era" in f:
            return _whole(found, edtf.make_interval(edtf.format_year(-decade - 8), edtf.format_year(1 - decade)), steers=False)
        return _whole(found, f"{decade // 10:03d}X", steers=False)
    if "cen" in f or ("o" in f and found.rule.form == "century"):
        number = _int(f.get("cen")) or _number(f.get("o"), "ordinal") or 1
        if "era" in f:
            return _whole(found, f"{edtf.format_year(1 - number * 100)}/{edtf.format_year(1 - (number - 1) * 100 - 1)}", steers=False)
        return _whole(found, f"{number - 1:02d}XX", steers=False)
    season = _number(_field(found, "s"), "season")
    if season:
        return _season(found, at, season, year)
    month = _month(_field(found, "m", "m0"))
    day = _int(_field(found, "d", "d0")) or _number(f.get("o"), "ordinal")
    if month is None:
        return _whole(found, steps.make(year) if year is not None else None)
    placed = place_month(at, month, day) if year is None else year
    if placed is None:
        return _whole(found, None)
    value = steps.make(placed, month, day)
    if value and day and (part := f.get("dp")):
        return _whole(found, value + (words.value("daypart", part) or ""), "time")
    return _whole(found, value)


def _season(found: Found, at: Situation, season: int, year: int | None) -> list[Reading]:
    if year is None:
        year = place_month(at, {21: 4, 22: 7, 23: 10, 24: 12}[season], None)
    return _whole(found, steps.make(year, season) if year is not None else None)


def _month_alone(found: Found, at: Situation) -> list[Reading]:
    return _calendar(found, at)


def _same_year(found: Found, at: Situation) -> list[Reading]:
    return _in_year(found, at, 0)


def _shift_year(found: Found, at: Situation) -> list[Reading]:
    return _in_year(found, at, -1 if found.fields["dir"].lower() in BACK else 1)


def _in_year(found: Found, at: Situation, distance: int) -> list[Reading]:
    story = steps.parts(at.story.at)
    if not story:
        return _whole(found, None, steers=False)
    month = _month(_field(found, "m", "m0")) or _number(_field(found, "s"), "season")
    return _whole(found, steps.make(story[0] + distance, month, _int(_field(found, "d", "d0"))))


def _dual(found: Found, at: Situation) -> list[Reading]:
    f = found.fields
    month, day, month2, day2 = _month(f["m"]), _int(f["d"]), _month(f["m2"]), _int(f["d2"])
    if month is None or month2 is None:
        return _whole(found, None, steers=False)
    year = _year(found) or place_month(at, month, day)
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


def _dual_slash(found: Found, at: Situation) -> list[Reading]:
    month = _month(_field(found, "m", "m0"))
    year = _year(found)
    if month is None or year is None:
        return _whole(found, None, steers=False)
    first = steps.make(year, month, _int(_field(found, "d", "d0")))
    second = steps.make(year, month, _int(_field(found, "d2", "d3")))
    dual = first is not None and second is not None and edtf.julian_to_gregorian(first) == second
    return _whole(found, second if dual else edtf.make_interval(first, second), "dual" if dual else "full")


def _two(found: Found, first: str | None, last: str | None) -> list[Reading]:
    m = found.match
    return [Reading(m.start("first"), m.end("first"), first, "range-part"), Reading(m.start("last"), m.end("last"), last, "range-part")]


def _day_range(found: Found, at: Situation) -> list[Reading]:
    f = found.fields
    month = _month(f["m"])
    if month is None:
        return []
    year = _year(found)
    if year is None:
        year = place_month(at, month, _int(f["d"]))
    if year is None:
        return _two(found, None, None)
    first = steps.make(year, month, _int(f["d"]))
    if first and (part := f.get("dp")):
        first += words.value("daypart", part) or ""
    return _two(found, first, steps.make(year, month, _int(f["d2"])))


def _month_range(found: Found, at: Situation) -> list[Reading]:
    first, last = _month(found.fields["m"]), _month(found.fields["m2"])
    if first is None or last is None:
        return []
    year = _year(found)
    if year is not None:
        start = year - 1 if first > last else year
        return _two(found, steps.make(start, first), steps.make(year, last))
    start_year = place_month(at, first, None)
    if start_year is None:
        return _two(found, None, None)
    return _two(found, steps.make(start_year, first), steps.make(start_year + (1 if last < first else 0), last))


def _year_range(found: Found, at: Situation) -> list[Reading]:
    year = _year(found)
    last = _same_side(year, found.fields["y2"])
    if year is None or last is None or last < year:
        return _two(found, steps.make(year) if year is not None else None, None)
    return _two(found, steps.make(year), steps.make(last))


def _short_year(text: str, at: Situation) -> int:
    """The full year of two figures after an apostrophe: the one nearest to the narrative, else of the 1900s."""
    near = steps.parts(at.story.issued or at.story.at)
    base = near[0] if near else 1950
    return min((c * 100 + int(text) for c in range(base // 100 - 1, base // 100 + 2)), key=lambda y: (abs(y - base), y))


def _year_short(found: Found, at: Situation) -> list[Reading]:
    month = _month(found.fields.get("m"))
    return _whole(found, steps.make(_short_year(found.fields["yy"], at), month))


def _bc_range(found: Found, at: Situation) -> list[Reading]:
    return _two(found, steps.make(1 - int(found.fields["y"])), steps.make(1 - int(found.fields["y2"])))


def _circa(found: Found, at: Situation) -> list[Reading]:
    year = _year(found)
    return _whole(found, f"{edtf.format_year(year)}~" if year is not None else None, steers=False)


def _decade_word(found: Found, at: Situation) -> list[Reading]:
    story = steps.parts(at.story.at)
    tens = _number(found.fields["dw"], "decade")
    century = story[0] // 100 if story else 19
    return _whole(found, f"{century:02d}{(tens or 0) // 10}X", steers=False)


def _direction(found: Found) -> int:
    word = re.sub(r"\s+", " ", (_field(found, "dir", "dir2") or "").lower())
    return -1 if word in BACK else 1


def _deictic_month(found: Found, at: Situation) -> list[Reading]:
    month = _month(found.fields["m"])
    word = found.fields["dir"].lower()
    base = steps.parts(at.story.issued or at.story.at)
    now = steps.month_of(at.story.issued or at.story.at)
    if month is None or not base:
        return _whole(found, None, steers=False)
    year = base[0]
    if now is not None:
        if word in BACK and month >= now:
            year -= 1
        elif word in ("next", "the following") and month <= now:
            year += 1
    return _whole(found, steps.make(year, month))


def _deictic_season(found: Found, at: Situation) -> list[Reading]:
    season = _number(found.fields["s"], "season")
    word = re.sub(r"\s+", " ", found.fields["dir"].lower())
    base = steps.parts(at.story.at)
    if season is None or not base:
        return _whole(found, None, steers=False)
    year = base[0]
    now = steps.month_of(at.story.at)
    middle = {21: 4, 22: 7, 23: 10, 24: 12}[season]
    if word in ("the following", "the next", "next", "the coming"):
        year += 1 if now is None or middle <= now else 0
    elif word in BACK:
        year -= 1 if now is None or middle >= now else 0
    return _whole(found, steps.make(year, season))


_DAYS = frozenset({"D", "W", "2W", "2D"})


def _day_at(at: Situation) -> str | None:
    """The day that the narrative is at, or the last one told if it still lies in the narrative's month or year."""
    story = at.story
    if steps.truncate(story.at, "D"):
        return story.at
    if story.day and edtf.contains(story.at, story.day):
        return story.day
    return story.issued


def _unit(text: str | None) -> str:
    return (words.value("unit", text) if text else None) or "D"


def _shift(found: Found, at: Situation) -> list[Reading]:
    f = found.fields
    sign = _direction(found)
    count = words.number(f["n"]) if "n" in f else None
    unit = _unit(f.get("u"))
    if count is None or unit.startswith("T"):
        base = _day_at(at)
        value = "PAST_REF" if sign < 0 else "FUTURE_REF"
        if count is None:
            return _whole(found, value, "vague", steers=False)
        return _whole(found, steps.truncate(base, "D"), steers=False)
    base = at.story.issued if f["dir"].lower() in _AGO and at.story.issued else at.reference or at.story.at
    if unit in _DAYS and steps.truncate(base, "D") is None:
        base = _day_at(at)
    return _whole(found, steps.shift(base, sign * count, unit), steers=at.reference is None)


def _same(found: Found, at: Situation) -> list[Reading]:
    unit = _unit(_field(found, "u", "u2"))
    if unit in _DAYS:
        day = _day_at(at)
        if unit in ("D", "2D"):
            return _whole(found, day or at.story.at, steers=day is not None)
        return _whole(found, steps.truncate(at.story.issued or day or at.story.at, "M"), steers=False)
    return _whole(found, steps.truncate(at.story.at, unit), steers=False)


def _next(found: Found, at: Situation) -> list[Reading]:
    sign = _direction(found)
    unit = _unit(_field(found, "u", "u2"))
    word = (_field(found, "dir", "dir2") or "").lower()
    base = at.story.issued if at.story.issued and word in ("last", "next", "past", "coming") else at.story.at
    if unit in _DAYS:
        base = steps.truncate(base, "D") or _day_at(at)
        moved = steps.shift(base, sign, unit)
        # Weeks have no EDTF form of their own here: the month says what is sure.
        return _whole(found, moved if unit == "D" else steps.truncate(moved, "M"), steers=unit == "D")
    if unit in ("10Y", "100Y"):
        return _whole(found, steps.truncate(steps.shift(base, sign, unit), unit), steers=False)
    return _whole(found, steps.shift(base, sign, unit))


def _next_part(found: Found, at: Situation) -> list[Reading]:
    word = found.fields["dir"].lower()
    sign = -1 if word in BACK else 1 if word in ("next", "following") else 0
    day = steps.shift(_day_at(at), sign, "D")
    part = words.value("daypart", found.fields["dp"]) or ""
    return _whole(found, day + part if day else None)


def _deictic_day(found: Found, at: Situation) -> list[Reading]:
    text = re.sub(r"\s+", " ", found.match[0].lower())
    if not at.story.issued and not steps.truncate(at.story.at, "D"):
        return _whole(found, "PRESENT_REF" if "to" in text[:2] else None, "vague", False)
    sign = 2 if "after" in text else -2 if "before" in text else 1 if "tomorrow" in text else -1 if "yesterday" in text else 0
    if sign == 0 and not at.story.issued:
        return _whole(found, "PRESENT_REF", "vague", False)
    return _whole(found, steps.shift(at.story.issued or at.story.at, sign, "D"), steers=False)


def _weekday(found: Found, at: Situation) -> list[Reading]:
    number = _number(found.fields["w"], "weekday") or 1
    word = re.sub(r"\s+", " ", (found.fields.get("dir") or "").lower())
    base = steps.truncate(at.story.issued or at.story.at, "D")
    if base is None:
        return _whole(found, None, steers=False)
    direction = -2 if word in BACK else 2 if word in ("next", "the following") else 1 if at.tense > 0 or not at.story.issued else -1
    if direction == -1 and steps.weekday_near(base, number, 1) == steps.shift(base, 1, "D"):
        direction = 1  # a memorandum dated by its meeting tells of the day after, seldom of six days before
    return _whole(found, steps.weekday_near(base, number, direction), steers=False)


def _same_time(found: Found, at: Situation) -> list[Reading]:
    text = found.match[0].lower()
    return _whole(found, at.story.at if text.startswith(("the same time", "that", "the time")) and "time" in text else None, steers=False)


def _holiday(found: Found, at: Situation) -> list[Reading]:
    day = words.value("holiday", found.fields["hol"])
    if not day:
        return _whole(found, None, steers=False)
    month, number = int(day[:2]), int(day[3:])
    year = _year(found) or place_month(at, month, number)
    return _whole(found, steps.make(year, month, number) if year else None)


def _duration(found: Found, at: Situation) -> list[Reading]:
    f = found.fields
    unit = _unit(_field(found, "u", "u2", "u3"))
    count_text = _field(found, "n", "n2")
    if count_text is None and "u2" in f:
        count_text = "1"
    count = words.number(count_text) if count_text else None
    return _whole(found, duration(count, unit), steers=False)


def duration(count: float | None, unit: str) -> str:
    """An ISO 8601 duration: P3W, PT2H, P50Y; X for a number that is not told (PXD)."""
    time = "T" if unit.startswith("T") else ""
    unit = unit.removeprefix("T")
    factor = int(unit[:-1]) if len(unit) > 1 else 1
    number = "X" if count is None else f"{count * factor:g}"
    return f"P{time}{number}{unit[-1]}"


def _duration_one(found: Found, at: Situation) -> list[Reading]:
    return _whole(found, duration(1, _unit(found.fields["u"])), steers=False)


def _set_per(found: Found, at: Situation) -> list[Reading]:
    if "u" not in found.fields:
        return _whole(found, None, steers=False)
    return _whole(found, duration(1, _unit(found.fields["u"])), steers=False)


def _set(found: Found, at: Situation) -> list[Reading]:
    return _whole(found, words.value("set", found.fields["v"]), steers=False)


def _clock(found: Found, at: Situation) -> list[Reading]:
    f = found.fields
    figures = _field(found, "h", "h2", "h4")
    hour = _int(figures) if figures else words.number(f.get("h3", ""))
    if hour is None:
        return []
    half = (_field(found, "ap", "ap2") or "").lower()
    hour24 = int(hour) % 12 + (12 if half.startswith("p") else 0) if half else int(hour)
    month, day, year = _month(f.get("m")), _int(f.get("d")), _year(found)
    base = steps.truncate(at.story.at, "D")
    if month is not None:
        placed = year if year is not None else place_month(at, month, day)
        base = steps.make(placed, month, day) if placed is not None else None
    return _whole(found, f"{base}T{hour24:02d}:{_field(found, 'min', 'min4') or '00'}" if base else None, steers=month is not None)


def _daypart(found: Found, at: Situation) -> list[Reading]:
    part = words.value("daypart", found.fields["dp"]) or ""
    return _whole(found, "XXXX-XX-XX" + part if part.startswith("T") and ":" not in part else None, steers=False)


def _vague(found: Found, at: Situation) -> list[Reading]:
    return _whole(found, words.value("vague", found.fields["v"]), steers=False)


_MEANINGS: dict[str, Callable[[Found, Situation], list[Reading]]] = {
    "calendar": _calendar, "calendar_sameyear": _same_year, "calendar_shiftyear": _shift_year, "month_alone": _month_alone,
    "year_alone": _calendar, "dual": _dual, "dual_slash": _dual_slash, "day_range": _day_range, "month_range": _month_range,
    "year_range": _year_range, "year_short": _year_short, "calendar_short": _year_short, "duration_one": _duration_one,
     "bc_range": _bc_range, "circa": _circa, "decade_word": _decade_word, "deictic_month": _deictic_month,
    "deictic_season": _deictic_season, "shift": _shift, "same": _same, "next": _next, "next_part": _next_part,
    "deictic_day": _deictic_day, "weekday": _weekday, "sametime": _same_time, "holiday": _holiday, "duration": _duration,
    "set_per": _set_per, "set": _set, "clock": _clock, "daypart": _daypart, "vague": _vague,
}
