"""How long after the time that the narrative is at, or for how long from it, an act was done: within six months, over the next year.

The words are those of `schemas/rules/undated.csv`.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from flows.stages import edtf
from flows.stages.extract.events.when.dates import clauses_between
from flows.stages.extract.events.when.wording import phrase
from flows.stages.model import Mention, Sentence
from flows.stages.recognise.dates import steps
from flows.stages.sieve import Sieve
from schemas.data import rows

if TYPE_CHECKING:
    from flows.stages.extract.events.reader import Event, Reader

LEAD = 40
"""How far ahead of a duration, in characters, stands the word that says what it is."""
OPENING = 40
"""Characters from the start of a sentence within which a duration holds for all of it."""
_LENGTH = re.compile(r"P(\d+)([YMWD])")
_ADVERB = r" (?:(?:the|a|an|about|only|just|nearly|almost|another|next|some|more than|less than|a period of) )*$"
_DAYS = ("W", "D")


@cache
def told(kind: str) -> re.Pattern[str]:
    """The words of a kind, the longest first."""
    return re.compile(rf"\b(?:{_words(kind)})\b", re.IGNORECASE)


@cache
def _sieve(kind: str) -> Sieve:
    return Sieve([told(kind)])


def said(kind: str, text: str, start: int, end: int) -> re.Match[str] | None:
    """The first words of a kind in text[start:end]."""
    return told(kind).search(text, start, end) if _sieve(kind).mask(text[start:end]) else None


@cache
def _leading(kind: str) -> re.Pattern[str]:
    """The same right before a duration."""
    return re.compile(rf"\b(?:{_words(kind)}){_ADVERB}", re.IGNORECASE)


@cache
def _words(kind: str) -> str:
    return "|".join(re.escape(w) for w in sorted(words_of(kind), key=lambda w: (-len(w), w)))


def words_of(kind: str) -> frozenset[str]:
    """The words of a kind."""
    return frozenset(w for r in rows("rules/undated", "rule_id", "kind", "words") if r["kind"] == kind for w in r["words"].split("|"))


def of(reader: Reader, e: Event, sentence: Sentence) -> str | None:
    """The stretch of time that a duration in the clause of an act gives it, from the narrative's date or up to it; None without one."""
    text, at = reader.doc.text, sentence.date
    if at is None or "/" in at:
        return None
    for m in reader.between(sentence.start, sentence.end):
        if m.kind != "duration" or not m.value:
            continue
        if m.end <= e.trigger[0] and phrase("duration-of").fullmatch(text, m.end, e.trigger[0]):
            back = _leading("ended").search(text, max(sentence.start, m.start - LEAD), m.start)
            return stretch(m.value, at, -1 if back else 1)
        if _leading("span").search(text, max(sentence.start, m.start - LEAD), m.start) and _holds(m, e, sentence, text):
            return stretch(m.value, at, 1)
    return None


def _holds(m: Mention, e: Event, sentence: Sentence, text: str) -> bool:
    """Whether a duration says something of an act: it stands in its clause, or opens the sentence (within a week of the vote, she left)."""
    closed = text.startswith(",", m.end) or phrase("span-of").match(text, m.end, e.trigger[0]) is not None
    opens = m.start - sentence.start < OPENING and m.end <= e.trigger[0] and closed
    return clauses_between(m, e.trigger[0], text) <= opens or (opens and phrase("subordinate").search(text, m.end, e.trigger[0]) is None)


def stretch(length: str, at: str, sign: int = 1) -> str | None:
    """A length of time from a date, or with a negative sign up to it."""
    found = _LENGTH.fullmatch(length)
    other = moved(at, sign * int(found[1]), found[2]) if found else None
    if other is None:
        return None
    if sign > 0 or found is None:
        return edtf.make_interval(at, other)
    return edtf.make_interval(steps.truncate(other, found[2]) if found[2] in ("Y", "M") else other, at)


def moved(at: str, count: int, unit: str) -> str | None:
    """A date so many units later, as precise as it was; None where it does not say so much."""
    found = steps.parts(at)
    if found is None or (found[1] or 0) > 12:
        return None
    year, month, day = found
    if unit in _DAYS:
        return steps.shift(at, count, unit)
    if month is None:
        return steps.shift(at, count, "Y") if unit == "Y" else None
    months = year * 12 + month - 1 + count * (12 if unit == "Y" else 1)
    year, month = months // 12, months % 12 + 1
    return steps.make(year, month, min(day, edtf.month_length(year, month)) if day else None)
