"""Which function reads which expression: the `meaning` column of `schemas/rules/dates.csv`."""

from __future__ import annotations

from collections.abc import Callable

from . import durations, relative, written
from .readings import Reading, Situation
from .scan import Found

_MEANINGS: dict[str, Callable[[Found, Situation], list[Reading]]] = {
    "calendar": written.calendar,
    "year": written.calendar,
    "calendar_sameyear": written.same_year,
    "calendar_shiftyear": written.shift_year,
    "calendar_julian": written.julian,
    "edge_of_month": written.edge_of_month,
    "last_day": relative.last_day,
    "early": written.calendar,
    "dual": written.dual,
    "dual_days": written.dual_days,
    "dual_slash": written.dual_slash,
    "day_range": written.day_range,
    "month_range": written.month_range,
    "year_range": written.year_range,
    "year_short": written.year_short,
    "calendar_short": written.year_short,
    "duration_one": durations.duration_one,
    "bc_range": written.bc_range,
    "circa": written.circa,
    "decade_word": written.decade_word,
    "deictic_month": relative.deictic_month,
    "deictic_season": relative.deictic_season,
    "shift": relative.shift,
    "same": relative.same,
    "next": relative.next_unit,
    "next_part": relative.next_part,
    "deictic_day": relative.deictic_day,
    "month_day": relative.month_day,
    "day_alone": relative.day_alone,
    "weekday": relative.weekday,
    "sametime": relative.same_time,
    "holiday": written.holiday,
    "duration": durations.duration,
    "set_per": durations.set_per,
    "set": durations.repeated,
    "clock": written.clock,
    "daypart": durations.daypart,
    "vague": durations.vague,
}


def resolve(found: Found, at: Situation) -> list[Reading]:
    """The readings of an expression, one or two, given where the narrative stands."""
    return _MEANINGS[found.rule.meaning](found, at)
