"""Where the story stands: the date that a bare month, "that year" or "the next day" is counted from.

A narrative goes forward in small steps, goes back less often, and mentions other times in passing.  Which date moves it
and which year a bare month belongs to is decided for the whole document at once: a few accounts of it are kept, each
with what it costs to believe, and the cheapest one at the end is taken (a beam search).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from flows.stages import edtf

from . import steps

BEAM = 6
HOPELESS = 5.0  # an account that costs so much more than the cheapest is dropped
MONTH = 30.44


@dataclass(slots=True, frozen=True)
class Costs:
    """What an account of the narrative is charged; the unit is arbitrary, the ratios were fitted on war histories."""

    forward: float = 0.08  # per month, up to a year
    back: float = 0.25  # for going back at all
    back_month: float = 0.08  # per month, up to a year
    far: float = 0.3  # per doubling of the distance beyond a year
    perfect: float = 0.4  # off the price of going back after "had"
    paragraph: float = 0.1  # off it at the start of a paragraph
    aside_name: float = 0.1  # a date within a name, or in brackets, told in passing
    aside_year: float = 0.5  # a year
    aside_day: float = 1.2  # a month or day with its year
    aside_opening: float = 1.6  # a date that opens its sentence
    explicit: float = 0.5  # of the price of a step to a date that gives its year
    unread: float = 0.4  # an expression that this account cannot resolve
    section: float = 0.6  # a month outside the years of the heading above


@dataclass(slots=True, frozen=True)
class Narrative:
    """The narrative's date `at`, and `issued`, the day the document itself speaks (None for history told later).

    `day` is the last full day told, for "the same day" after a looser date.
    """

    at: str | None = None
    issued: str | None = None
    day: str | None = None

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
        return Narrative(day or date.partition("T")[0], self.issued, day or self.day)


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


def step_cost(at: str | None, date: str | None, tense: int, opens_paragraph: bool, costs: Costs) -> float:
    """The price of the narrative going from one date to another; `tense` is -1 in the past perfect."""
    months = distance(at, date)
    near = min(abs(months), 12.0)
    price = 0.0
    if abs(months) > 12:
        price = costs.far * (abs(months) / 12 - 1) ** 0.5
    if months < 0:
        price += costs.back + costs.back_month * near - (costs.paragraph if opens_paragraph else 0) - (costs.perfect if tense < 0 else 0)
    elif months > 0:
        price += costs.forward * near + (costs.perfect if tense < 0 else 0)
    return price
