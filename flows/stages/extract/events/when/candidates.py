"""The dates that a sentence tells, each with what the words around it make of it, and how it is attached to them.

Coding: "from 1941 to 1945" is an interval, "after 1935" `1935/..`, "until 1941" `../1941`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache

from flows.stages import edtf
from flows.stages.extract.events.when import clauses
from flows.stages.extract.events.when.wording import phrase
from flows.stages.model import Mention
from flows.stages.recognise.dates import steps, words
from schemas.data import rows

CLOCK = "time-clock"
"""The rule of the hours of a day."""
_DAY_ALONE = "rel-day-bare"
_OF_NEXT_YEAR = "date-md-nextyear"
_PLAIN = frozenset({"full", "partial", "season", "decade", "range-part"})
_NOWHEN = frozenset({"vague", "set"})
_UNDATED = frozenset({"rel-sametime", "rel-atthetime"})  # they say no more than the narrative's date does
_LASTS = ("until", "till")
_TIME = re.compile(r"T.*$")
_WORD = re.compile(r"[A-Za-z]+")
_WORD_BEFORE = re.compile(r"[\s(“\"]*([A-Za-z]+(?: [A-Za-z]+){0,2})")
"""For a text read backwards: so the end that it must stand at is where the search begins."""
_IN_BRACKETS = 60
"""Characters from a bracket to a date of what stands in it."""
_APART = 20
"""Characters between two dates that bound one stretch."""
_REACH = 80
"""Characters before a date within which stands what was not done until then."""


class Attached(Enum):
    """What a date belongs to."""

    CLAUSE = "in May they met"
    NAME = "the treaty of May"
    BRACKETS = "the treaty (May)"
    LASTING = "the frontier of 1905"
    ASIDE = "Karlsholm (Berg since May)"


@dataclass(slots=True)
class Candidate:
    """A date or interval of the sentence with the way that it is attached."""

    start: int
    end: int
    value: str
    mention: Mention
    attached: Attached


@cache
def effects(clause: bool = False) -> dict[str, str]:
    """Words before a date (or, with `clause`, at the head of a clause that holds one) -> which side they leave open."""
    table = rows("rules/date_prepositions", "id", "words", "effect", "clause", "example")
    return {row["words"]: row["effect"] for row in table if not clause or row["clause"] == "yes"}


def candidates(mentions: Sequence[Mention], text: str) -> list[Candidate]:
    """The dates of a sentence, two that bound one stretch joined into an interval."""
    dates = _telling(mentions)
    out: list[Candidate] = []
    skip = False
    for i, m in enumerate(dates):
        if skip:
            skip = False
            continue
        following = dates[i + 1] if i + 1 < len(dates) else None
        if following is not None and _told_again(m, following, text):
            continue
        lead = _lead(text, m.start)
        joined = _joined(text, lead, m, following) if following is not None else None
        if joined and following:
            value, end, skip = joined, following.end, True
        else:
            value, end = _opened(bare(m.value), lead, m, text), m.end
        out.append(Candidate(m.start, end, value, m, _attachment(text, m, end, lead)))
    return out


def _telling(mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions that say a time; an hour only where no day stands beside it: at 5 a.m. on 20 October."""
    dates = [m for m in mentions if m.kind == "date" and m.form not in _NOWHEN and m.rule_id not in _UNDATED and edtf.is_date(m.value)]
    if any(m.rule_id == CLOCK for m in dates):
        dates = [m for m in dates if m.rule_id != CLOCK or all(edtf.precision(o.value) != "day" for o in dates if o.rule_id != CLOCK)]
    return dates


def _told_again(m: Mention, following: Mention, text: str) -> bool:
    """Whether a date that counts from another is followed by the same in full: four months later, on 13 July."""
    if phrase("again").fullmatch(text, m.end, following.start) is None or m.form != "relative":
        return False
    return following.form == "full" or edtf.contains(m.value, following.value)


def bare(value: str | None) -> str:
    """A date without the time of the day."""
    return _TIME.sub("", value or "")


def _lead(text: str, start: int) -> str:
    """The last words before a date, three at most, in small letters."""
    m = _WORD_BEFORE.match(text[max(0, start - 30) : start][::-1])
    return m[1][::-1].lower() if m else ""


def _joined(text: str, lead: str, first: Mention, second: Mention) -> str | None:
    """The stretch that two dates bound: from 3 to 9 May, between 1905 and 1907, in January and May."""
    if second.start - first.end > _APART:
        return None
    if not phrase("range").fullmatch(text, first.end, second.start):
        if not phrase("pair").fullmatch(text, first.end, second.start):
            return None
        alike = {first.form, second.form} <= _PLAIN or first.rule_id == second.rule_id == _DAY_ALONE
        bounds = lead.split(" ")[-1:] == ["between"] or first.form == "range-part"
        if not bounds and not (alike and edtf.precision(first.value) == edtf.precision(second.value)):
            return None
    return edtf.make_interval(_in_one_year(first, second), bare(second.value))


def _in_one_year(first: Mention, second: Mention) -> str:
    """The beginning of a stretch whose end tells the year of both: from March to May of the following year."""
    begun, ended = steps.parts(bare(first.value)), steps.parts(bare(second.value))
    if second.rule_id != _OF_NEXT_YEAR or first.form != "partial" or begun is None or ended is None or not begun[1] or not ended[1]:
        return bare(first.value)
    return steps.make(ended[0] if begun[1] <= ended[1] else ended[0] - 1, begun[1], begun[2]) or bare(first.value)


def _opened(value: str, lead: str, mention: Mention, text: str) -> str:
    """The open interval that a word before the date makes of it: "after 1935", "until 1941"."""
    if mention.rule_id == CLOCK:
        return value  # it lasted until 2 a.m. of that day
    words_before = lead.split(" ")
    word = words_before[-1]
    effect = next((e for n in (3, 2, 1) if (e := effects().get(" ".join(words_before[-n:])))), None)
    vague = phrase("part-of-time").match(mention.surface) or edtf.precision(value) == "season"
    if effect == "part" and not vague:  # "by early 1942", "by the winter" say when, "by 1942" only until when
        effect = "end"
    if effect == "end" and word == "before" and mention.surface.lower().startswith("the end of"):
        return value  # before the end of the month: within it
    if effect == "end" and word in _LASTS and phrase("not-until").search(text, max(0, mention.start - _REACH), mention.start):
        return value  # they did not enter the war until 1941: then they did
    return leave_open(value, effect)


def leave_open(value: str, effect: str | None) -> str:
    """A date, open behind it (start) or before it (end)."""
    if effect == "start":
        return edtf.make_interval(value, None) or value
    if effect == "end":
        return edtf.make_interval(None, value) or value
    return value


def _attachment(text: str, mention: Mention, end: int, lead: str) -> Attached:
    start = mention.start
    if phrase("of-lasting").search(text, max(0, start - 40), start) or phrase("lasting-behind").match(text, end):
        return Attached.LASTING
    word = lead.rpartition(" ")[2]
    if mention.form == "season" and _of_name(text, mention, end, word):
        return Attached.LASTING
    if text[max(0, start - 1) : start] == "(":
        return Attached.CLAUSE if mention.form == "dual" else Attached.BRACKETS  # in brackets may be the other calendar's day
    if text.rfind("(", max(0, start - _IN_BRACKETS), start) > text.rfind(")", max(0, start - _IN_BRACKETS), start):
        return Attached.ASIDE
    if word == "of":
        return Attached.CLAUSE if clauses.of_hours(text, start) else Attached.NAME
    if mention.form in ("full", "range-part") and edtf.precision(mention.value) == "year" and clauses.of_term(text, start):
        return Attached.LASTING
    if word in words.values("naming") and _WORD.match(text, end + 1) and text[end] in " \n":
        return Attached.CLAUSE if lead.split(" ")[-2:-1] in (["during"], ["throughout"]) else Attached.NAME
    return Attached.CLAUSE


def _of_name(text: str, season: Mention, end: int, word: str) -> bool:
    """Whether a season is a word of a name: at the king's summer palace; at Karlsholm, the summer capital."""
    if not re.match(r"[ \n]([a-z]+)", text[end : end + 30]):
        return False
    named = word in words.values("naming") and not re.search(r"\d", season.surface)
    return named or (season.surface.startswith("the ") and text.endswith(", ", 0, season.start))


def of_lasting_things(mentions: Sequence[Mention], text: str) -> list[str]:
    """The dates of a sentence where it has none but those in the names of what outlasts them: the frontier of 1939."""
    found = candidates(mentions, text)
    return [c.value for c in found] if all(c.attached is Attached.LASTING for c in found) else []


def of_paper(c: Candidate, trigger: int, text: str, done_to: str | None) -> bool:
    """Whether a date is that of the paper to which something is done, and not of the one in or by which it is: the proposal of 20 June,
    in the truce of 11 November."""
    side = "before" if c.start < trigger else "behind"
    return c.attached is Attached.NAME and side == done_to and phrase("done-in").search(text, max(0, c.start - 70), c.start) is None
