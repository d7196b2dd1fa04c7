"""Dates that count from others: "the next day", "three weeks later", "that year", "last month", "Thursday"."""

from __future__ import annotations

import re

from flows.stages import edtf

from . import steps, words
from .readings import Reading, Situation, field, read_figures, read_month, read_number, read_unit, whole
from .scan import Found

_DAYS = frozenset({"D", "W", "2W", "2D"})
_SPOKEN = frozenset({"this", "last", "next", "past", "coming"})  # they count from the day of a document that has one
_ADJACENT = frozenset({"next", "following", "the following", "the next", "the previous", "the preceding"})
_AGO = frozenset({"ago", "hence"})
_THAT = re.compile(r"\b(?:that|same) month")
MONTHS_END = 20
"""Days by which a number alone lies so far before the day that the narrative is at that it is one of the next month."""


def _direction(found: Found) -> int:
    word = re.sub(r"\s+", " ", (field(found, "dir", "dir2") or "").lower())
    return -1 if words.goes_back(word) else 1


def deictic_month(found: Found, at: Situation) -> list[Reading]:
    month = read_month(found.fields["m"])
    word = found.fields["dir"].lower()
    base = steps.parts(at.story.issued or at.story.at)
    now = steps.month_of(at.story.issued or at.story.at)
    if month is None or not base:
        return whole(found, None, steers=False)
    year = base[0]
    if words.goes_back(word) and (month >= now if now is not None else word in _ADJACENT):
        year -= 1
    elif words.goes_forth(word) and (month <= now if now is not None else word in _ADJACENT):
        year += 1  # in 1928 he signed it, and the next February he left
    return whole(found, steps.make(year, month, read_figures(field(found, "d", "d0"))))


def deictic_season(found: Found, at: Situation) -> list[Reading]:
    season = read_number(found.fields["s"], "season")
    word = re.sub(r"\s+", " ", found.fields["dir"].lower())
    day = at.story.issued if at.story.issued and word in _SPOKEN else at.story.at
    base = steps.parts(day)
    if season is None or not base:
        return whole(found, None, steers=False)
    year = base[0]
    now = steps.month_of(day)
    middle = steps.SEASON_MONTH[season]
    if words.goes_forth(word):
        year += 1 if now is None or middle <= now else 0
    elif words.goes_back(word):
        year -= 1 if now is None or middle >= now else 0
    return whole(found, steps.make(year, season))


def shift(found: Found, at: Situation) -> list[Reading]:
    f = found.fields
    sign = _direction(found)
    count = words.number(f["n"]) if "n" in f else None
    unit = read_unit(f.get("u"))
    if count is None or unit.startswith("T"):
        base = _day_at(at)
        value = "PAST_REF" if sign < 0 else "FUTURE_REF"
        if count is None:
            return whole(found, value, "vague", steers=False)
        return whole(found, steps.truncate(base, "D"), steers=False)
    if at.elsewhere and at.reference is None:
        return whole(found, None, steers=False)
    base = at.story.issued if f["dir"].lower() in _AGO and at.story.issued else at.reference or at.story.at
    if unit in _DAYS and steps.truncate(base, "D") is None:
        base = _day_at(at)
    return whole(found, steps.shift(base, sign * count, unit), steers=at.reference is None)


def same(found: Found, at: Situation) -> list[Reading]:
    unit = read_unit(field(found, "u", "u2"))
    if at.story.issued and "this" in found.match[0].lower().split():
        return whole(found, steps.truncate(at.story.issued, "M" if unit in ("W", "2W", "2D") else unit), steers=False)
    if unit in _DAYS:
        day = _day_at(at)
        if unit in ("D", "2D"):
            return whole(found, day or at.story.at, steers=day is not None)
        return whole(found, steps.truncate(at.story.issued or day or at.story.at, "M"), steers=False)
    return whole(found, steps.truncate(at.story.at, unit), steers=False)


def last_day(found: Found, at: Situation) -> list[Reading]:
    """The day on which a meeting ended of which the narrative has told how long it lasted: its last word is of that day."""
    day = None if at.story.issued else steps.truncate(at.story.at, "D")
    return whole(found, day, steers=False)


def next_unit(found: Found, at: Situation) -> list[Reading]:
    sign = _direction(found)
    unit = read_unit(field(found, "u", "u2"))
    word = (field(found, "dir", "dir2") or "").lower()
    if at.elsewhere:
        return whole(found, None, steers=False)
    base = at.story.issued if at.story.issued and word in _SPOKEN else at.story.at
    if unit in _DAYS:
        base = steps.truncate(base, "D") or _day_at(at)
        moved = steps.shift(base, sign, unit)
        # Weeks have no EDTF form of their own here: the month says what is sure.
        return whole(found, moved if unit == "D" else steps.truncate(moved, "M"), steers=unit == "D")
    if unit in ("10Y", "100Y"):
        return whole(found, steps.truncate(steps.shift(base, sign, unit), unit), steers=False)
    return whole(found, steps.shift(base, sign, unit))


def next_part(found: Found, at: Situation) -> list[Reading]:
    word = found.fields["dir"].lower()
    sign = -1 if words.goes_back(word) else 1 if words.goes_forth(word) else 0
    base = at.story.issued if at.story.issued and word in _SPOKEN else _day_at(at)
    day = steps.shift(base, sign, "D")
    part = words.value("daypart", found.fields["dp"]) or ""
    return whole(found, day + part if day else None, steers=word != "last")  # a diary's last night is told on the day after


def deictic_day(found: Found, at: Situation) -> list[Reading]:
    text = re.sub(r"\s+", " ", found.match[0].lower())
    near = 1 if "tomorrow" in text else -1 if "yesterday" in text else 0
    sign = 2 * near if text.startswith("the day") else near  # the day after tomorrow; yesterday afternoon
    if sign == 0 and not at.story.issued:
        return whole(found, "PRESENT_REF", "vague", False)
    day = at.story.issued or steps.truncate(at.story.at, "D")
    return whole(found, steps.shift(day, sign, "D"), steers=False)


def month_day(found: Found, at: Situation) -> list[Reading]:
    """The 27th of this month, or of the one before (ultimo) or after (proximo)."""
    f = found.fields
    word = (field(found, "dir", "dir2") or "").lower()
    back, forth = word.startswith("ult") or words.goes_back(word), word.startswith("prox") or words.goes_forth(word)
    told = at.story.at if _THAT.search(found.match[0]) else at.story.issued or at.story.at
    month = steps.shift(told, -1 if back else 1 if forth else 0, "M")
    day = read_figures(f.get("d")) or read_number(f.get("o"), "ordinal")
    place = steps.parts(month)
    return whole(found, steps.make(place[0], place[1], day) if place and day else None)


def day_alone(found: Found, at: Situation) -> list[Reading]:
    """The 19th: of the month that the narrative is in; of the next where it has come to that month's end.

    A letter of the 9th that speaks of the 19th means that of the month before, or of its own where that is to come.
    """
    day = read_figures(field(found, "d", "d0", "d2", "d3", "d4")) or read_number(found.fields.get("o"), "ordinal")
    now = at.story.at if steps.month_of(at.story.at) else at.story.day
    issued, to_come = steps.parts(at.story.issued), at.tense > 0
    if to_come and issued:
        now = at.story.issued
    month, told = steps.truncate(now, "M"), steps.parts(now)
    if day and to_come and issued and issued[2] and day < issued[2]:
        month = steps.shift(month, 1, "M")
    elif day and issued and issued[2] and not to_come and day > issued[2] and steps.truncate(at.story.issued, "M") == month:
        month = steps.shift(month, -1, "M")
    elif day and told and told[2] and not issued and at.tense >= 0 and told[2] - day >= MONTHS_END:
        month = steps.shift(month, 1, "M")
    place = steps.parts(month)
    return whole(found, steps.make(place[0], place[1], day) if place and day else None)


def weekday(found: Found, at: Situation) -> list[Reading]:
    number = read_number(found.fields["w"], "weekday") or 1
    word = re.sub(r"\s+", " ", (found.fields.get("dir") or "").lower())
    base = steps.truncate(at.story.issued or at.story.at, "D")
    if base is None:
        return whole(found, None, steers=False)
    ahead = at.tense > 0 or not at.story.issued
    direction = -2 if words.goes_back(word) else 2 if words.goes_forth(word) else 1 if ahead else -1
    if direction == -1 and steps.weekday_near(base, number, 1) == steps.shift(base, 1, "D"):
        direction = 1  # a memorandum dated by its meeting tells of the day after, seldom of six days before
    return whole(found, steps.weekday_near(base, number, direction), steers=False)


def same_time(found: Found, at: Situation) -> list[Reading]:
    text = found.match[0].lower()
    known = "time" in text and not text.startswith("this")
    return whole(found, at.story.at if known else None, steers=False)


def _day_at(at: Situation) -> str | None:
    """The day that the narrative is at, or the last one told if it still lies in the narrative's month or year."""
    story = at.story
    if steps.truncate(story.at, "D"):
        return story.at
    if story.day and edtf.contains(story.at, story.day):
        return story.day
    return story.issued
