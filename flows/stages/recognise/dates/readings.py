"""What an expression yields, and what the functions that read expressions share."""

from __future__ import annotations

import re
from dataclasses import dataclass

from . import steps, words
from .narrative import Narrative
from .scan import Found

_FIGURES = re.compile(r"\d+")
_WITH_YEAR = frozenset({"y", "y0", "yw", "dec", "cen", "era"})
_YEARLESS = frozenset({
    "calendar", "calendar_julian", "edge_of_month", "day_range", "month_range", "dual", "dual_days", "dual_slash", "holiday", "clock",
})
_ALONE = frozenset({
    "year", "early", "year_range", "bc_range", "circa", "duration", "duration_one", "set", "set_per", "daypart", "vague",
})


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
    elsewhere: bool = False  # it counts from an event whose date the sentence does not give


def whole(found: Found, value: str | None, form: str | None = None, steers: bool = True) -> list[Reading]:
    return [Reading(found.start, found.end, value, form or found.rule.form, steers)]


def field(found: Found, *names: str) -> str | None:
    for name in names:
        if text := found.fields.get(name):
            return text
    return None


def read_figures(text: str | None) -> int | None:
    m = _FIGURES.search(text) if text else None
    return int(m[0]) if m else None


def read_month(text: str | None) -> int | None:
    if not text:
        return None
    return int(text) if text.isdigit() else words.month(text)


def read_number(text: str | None, kind: str) -> int | None:
    found = words.value(kind, text) if text else None
    return int(found) if found else None


def read_year(found: Found) -> int | None:
    if text := found.fields.get("yw"):
        return words.year_in_words(text)
    year = read_figures(field(found, "y", "y0"))
    return None if year is None else 1 - year if "era" in found.fields else year


def lacks_year(found: Found) -> bool:
    """Whether the expression names a month, day or season and leaves its year to the narrative."""
    return found.rule.meaning in _YEARLESS and not found.fields.keys() & _WITH_YEAR and (
        found.rule.meaning != "clock" or "m" in found.fields)


def needs_story(found: Found) -> bool:
    """Whether the value depends on where the narrative stands."""
    meaning = found.rule.meaning
    return not (meaning in _ALONE or (meaning in _YEARLESS and found.fields.keys() & _WITH_YEAR))


def place_month(at: Situation, month: int, day: int | None) -> int | None:
    """The year of a month (and day) that the expression leaves out."""
    if at.next_year is not None:
        return at.next_year - (1 if at.next_month is not None and month > at.next_month else 0)
    story = steps.parts(at.story.issued or at.story.at)
    return story[0] + at.years_on if story else None


def read_unit(text: str | None) -> str:
    return (words.value("unit", text) if text else None) or "D"
