"""Where the story stands: the date that a bare month, "that year" or "the next day" is counted from.

A narrative goes forward in small steps, goes back less often, and mentions other times in passing.  Which date moves it
and which year a bare month belongs to is decided for the whole document at once: a few accounts of it are kept, each
with what it costs to believe, and the cheapest one at the end is taken (a beam search).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache, lru_cache

from flows.stages import edtf
from schemas.data import rows

from . import steps

BEAM = 6
HOPELESS = 5.0  # an account that costs so much more than the cheapest is dropped
MONTH = 30.44
COURSE = ("day", "month", "season")
"""How exactly a time is known that lies in a course of things."""


@dataclass(slots=True, frozen=True)
class Costs:
    """What an account of the narrative is charged; `schemas/rules/date_costs.csv` says what for."""

    forward: float
    back: float
    back_month: float
    far: float
    perfect: float
    paragraph: float
    aside_name: float
    aside_as_of: float
    aside_year: float
    aside_day: float
    aside_opening: float
    aside_until: float
    aside_back: float
    aside_inserted: float
    explicit: float
    unread: float
    unheard: float
    section: float
    foretold: float
    coordinated: float
    resumed: float
    resumed_within: float


@cache
def costs() -> Costs:
    """The costs as the table has them."""
    return Costs(**{row["id"]: float(row["cost"]) for row in rows("rules/date_costs", "id", "cost", "description")})


@dataclass(slots=True, frozen=True)
class Narrative:
    """The narrative's date `at`, and `issued`, the day the document itself speaks (None for history told later).

    `day` is the last full day told, for "the same day" after a looser date; `left` is where the narrative stood when it began to look
    back, with the number of the last sentence that does.
    """

    at: str | None = None
    issued: str | None = None
    day: str | None = None
    left: tuple[int, str | None, str | None] | None = None

    def heard(self, sentence: int, last: int | None) -> Narrative:
        """The narrative as it comes to a sentence: back from a look back that has ended, or, with `last`, at the start of one."""
        if self.left is not None and sentence > self.left[0]:
            _, at, day = self.left
            back = Narrative(at, self.issued, day) if resumes(self.at, at) else replace(self, left=None)
            return back.heard(sentence, last)
        return replace(self, left=(last, self.at, self.day)) if last is not None and self.left is None else self

    def moved(self, date: str | None) -> Narrative:
        """The narrative come to `date`; a year that holds the present date adds nothing."""
        found = steps.parts(date)
        if not found or date is None:
            return self
        if found[1] is None:
            now = steps.parts(self.at)
            if now and now[0] == found[0]:
                return self
        day = steps.truncate(date, "D")
        return Narrative(day or date.partition("T")[0], self.issued, day or self.day, self.left)


@lru_cache(maxsize=4096)
def distance(at: str | None, date: str | None) -> float:
    """Months from the narrative's date to another, negative for earlier; 0 where they overlap or either is missing."""
    x, y = edtf.span(at), edtf.span(date)
    if not x or not y or None in x or None in y:
        return 0.0
    assert x[0] is not None and x[1] is not None and y[0] is not None and y[1] is not None
    if y[0] > x[1]:
        return (y[0] - x[1]) / MONTH
    if y[1] < x[0]:
        return (y[1] - x[0]) / MONTH
    return 0.0


def resumes(at: str | None, left: str | None) -> bool:
    """Whether a look back that has come to a time ends where the narrative left off: behind it, on a day or in a month.

    A year is that of a summary, behind which a text begins from afar and goes on from there.
    """
    return distance(at, left) > 0 and edtf.precision(left) in COURSE


@lru_cache(maxsize=16384)
def step_cost(at: str | None, date: str | None, tense: int, opens_paragraph: bool) -> float:
    """The price of the narrative going from one date to another; `tense` is -1 in the past perfect."""
    price_of = costs()
    months = distance(at, date)
    near = min(abs(months), 12.0)
    price = 0.0
    if abs(months) > 12:
        price = price_of.far * (abs(months) / 12 - 1) ** 0.5
    if months < 0:
        price += price_of.back + price_of.back_month * near
        price -= (price_of.paragraph if opens_paragraph else 0) + (price_of.perfect if tense < 0 else 0)
    elif months > 0:
        price += price_of.forward * near + (price_of.perfect if tense < 0 else 0)
    return price
