"""How exactly a narrative dates what it tells without a date, by what it dates before and behind: in that month, in that year, from it on.

A day and another of its month in one paragraph are one course of things, and what is told between them was done in that month; between
two days further apart it was done from one to the other.  `schemas/rules/undated_times.csv` says so, row by row: the first
that fits is taken.
"""

from __future__ import annotations

import bisect
import itertools
from dataclasses import dataclass
from functools import cache

from flows.stages import edtf
from flows.stages.model import Document, Sentence
from flows.stages.recognise.dates import steps
from schemas.data import rows

NEXT_WITHIN = 1.5
"""Years within which the next date of the narrative bounds what stands before it."""
UNITS = {"month": "M", "year": "Y"}


@dataclass(slots=True, frozen=True)
class Course:
    """Where in a narrative something is told: how the date before it is known, the date behind it, and by what word."""

    at: str
    here: bool
    """Whether its own paragraph has told that date."""
    following: str | None
    verb: bool
    onwards: bool = False
    """Whether a word says that it came later."""


def time(course: Course) -> str | None:
    """When it was done; None where the table has nothing to say of it."""
    told = {
        "at": edtf.precision(course.at) or "",
        "told": "here" if course.here else "before",
        "next": way(course.at, course.following),
        "pos": "verb" if course.verb else "noun",
    }
    for row in _table():
        if (row["words"] == "onwards") == course.onwards and all(row[key] in ("", value) for key, value in told.items()):
            return _made(row["time"], course)
    return None


@cache
def _table() -> tuple[dict[str, str], ...]:
    return tuple(rows("rules/undated_times", "rule_id", "at", "told", "next", "pos", "words", "time", "example"))


def _made(kind: str, course: Course) -> str | None:
    """The date of a kind: the unit that a date lies in, from it to the next, or open behind it."""
    if kind in UNITS:
        return steps.truncate(course.at, UNITS[kind])
    return edtf.make_interval(course.at, course.following if kind == "span" else None)


def way(at: str, following: str | None) -> str:
    """How a narrative goes from a date to the next: within its month or year, to a later one, far on, back, or into a stretch of time."""
    ended, begun = edtf.bounds(at)[1], edtf.bounds(following)[0]
    if following is None or ended is None or begun is None:
        return "none"
    if edtf.precision(at) == "day" and begun <= ended:
        return "back"
    if (begun - ended).days > NEXT_WITHIN * 365:
        return "far"
    if "/" in following:
        return "stretch"
    month, year = (steps.truncate(at, unit) for unit in ("M", "Y"))
    if month is not None and month == steps.truncate(following, "M"):
        return "month"
    return "year" if year == steps.truncate(following, "Y") else "later"


def following(doc: Document, sentence: Sentence) -> str | None:
    """The next date that the narrative comes to after a sentence."""
    return next((s.date for s in doc.sentences[sentence.sentence_no + 1 :] if s.date and s.date != sentence.date), None)


def of_subject(doc: Document, sentence: Sentence) -> str | None:
    """The years of the title for what stands behind the last date of a text, in another paragraph, where that lies outside of them.

    The Westport Conference, 1921-1922: after a glance at what became of it in 1930, the text is back at the conference.
    """
    start, end = doc.meta.get("title_span") or (0, 0)
    if start == end or not sentence.date:
        return None
    at = bisect.bisect_left(doc.mentions, start, key=lambda m: m.start)
    inside = itertools.takewhile(lambda m: m.start <= end, itertools.islice(doc.mentions, at, None))
    years = [m.value for m in inside if m.kind == "date" and m.value and edtf.is_date(m.value) and m.end <= end]
    if not years or following(doc, sentence) is not None:
        return None
    here = next(p.start for p in doc.passages if p.passage_no == sentence.passage_no)
    if any(m.kind == "date" and edtf.is_date(m.value) and m.value != sentence.date and m.start >= here for m in doc.mentions):
        return None
    subject = years[0] if len(years) == 1 else edtf.make_interval(years[0], years[-1])
    return subject if subject and not edtf.compatible(subject, sentence.date) else None
