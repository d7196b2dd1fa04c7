"""Where the story stands: the date that a bare month, "that year" or "the next day" is counted from."""

from __future__ import annotations

from dataclasses import dataclass

from . import steps


@dataclass(slots=True)
class Narrative:
    """The narrative's date `at`, and `issued`, the day the document itself speaks (None for history told later)."""

    at: str | None = None
    issued: str | None = None
    day: str | None = None  # the last full day, for "the next day" after a looser date

    def year_of_month(self, month: int, day: int | None, tense: int) -> int | None:
        """The year of a month named without one: the story goes on more often than it goes back.

        `tense` is -1 in the past perfect, +1 in the future, else 0.
        """
        found = steps.parts(self.at)
        if not found:
            return None
        year = found[0]
        now = steps.month_of(self.at)
        if now is None:
            return year
        ahead = month - now
        if self.issued:
            if ahead > 6 and tense <= 0:
                return year - 1
            return year + 1 if ahead < -6 or (tense > 0 and ahead < -1) else year
        if tense < 0:
            return year if ahead <= 1 else year - 1
        if ahead < -7:
            return year + 1
        return year

    def move(self, date: str | None) -> None:
        """The story has come to `date`; a year that holds the present date adds nothing."""
        found = steps.parts(date)
        if not found or date is None:
            return
        if found[1] is None:
            now = steps.parts(self.at)
            if now and now[0] == found[0]:
                return
        day = steps.truncate(date, "D")
        self.at = day or date[: date.index("T")] if "T" in date else date
        if day:
            self.day = day
