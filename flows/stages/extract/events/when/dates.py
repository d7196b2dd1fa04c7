"""When an event of a sentence happened: which of the sentence's dates is its own, and what the words around it make of it.

A date inside the name of a thing ("the Treaty of 1842") dates only what stands right beside it; without a date the narrative's is
inherited.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from flows.stages import edtf
from flows.stages.extract.events.when import clauses
from flows.stages.extract.events.when.candidates import Attached, Candidate, bare, candidates, effects, leave_open, of_paper
from flows.stages.extract.events.when.clauses import borders
from flows.stages.extract.events.when.nearness import NEVER, cost
from flows.stages.extract.events.when.wording import phrase
from flows.stages.model import Mention, Sentence

_STATED = frozenset({"full", "range-part", "dual", "decade", "century"})
_YEAR = re.compile(r"\d{4}")
OPENING = 25
"""Characters from the start of a sentence within which a date opens it."""
_WORD = re.compile(r"[A-Za-z]+")


class Dated(NamedTuple):
    """EDTF, basis (stated or inferred) and mention of the date of an act; a date without a mention is the narrative's."""

    date: str | None
    basis: str
    mention: Mention | None


def beside(date: str | None, preposition: str | None) -> str | None:
    """The date of an act of which another is told that has this date: open before it behind `after`, and after it behind `before`."""
    effect = effects().get(preposition or "")
    if date is None or "/" in date or effect not in ("start", "end"):
        return date
    return f"../{date}" if effect == "start" else f"{date}/.."


def event_date(
    mentions: Sequence[Mention],
    sentence: Sentence,
    trigger: int,
    text: str,
    of_things: bool = True,
    done_to: str | None = None,
) -> Dated:
    """The date of the event whose trigger stands at `trigger`.

    `mentions` are those of the sentence in order of start, others than dates are passed over; `text` is the document's.
    `of_things` says whether a year inside the name of a thing behind the trigger may be its: one signs the Treaty of 1842 in
    that year, and respects it in another.  `done_to` is the side, behind or before, of a paper to which something is done, whose day
    is not that of the act: the proposal of 20 June was accepted later.  Without a usable date the sentence's narrative date is
    returned as inferred, with no mention; None if there is none.
    """
    found = [c for c in candidates(mentions, text) if _may_be(c, trigger, text, of_things, done_to)]
    found = [c for c in found if not _set_aside(c, found, trigger, sentence, text)]
    for c in found:
        _count_from(c, trigger, text)
    far, _, chosen = min(((cost(c, trigger, sentence, text), c.start, c) for c in found), key=lambda x: x[:2], default=(NEVER, 0, None))
    if chosen is None or far >= NEVER:
        return Dated(sentence.date, "inferred", None)
    if trigger > chosen.end and "/" not in chosen.value and phrase("after-which").match(text, chosen.end):
        return Dated(leave_open(chosen.value, "start"), "inferred", chosen.mention)
    # A date that counts from another, or lacks its year, is resolved from the context.
    stated = chosen.mention.form in _STATED or _YEAR.search(text[chosen.start : chosen.end])
    return Dated(_bounded(chosen, trigger, sentence, text), "stated" if stated else "inferred", chosen.mention)


def _may_be(c: Candidate, trigger: int, text: str, of_things: bool, done_to: str | None) -> bool:
    """Whether a date may be that of an act, and is not that of a thing or a paper."""
    thing = not of_things and c.attached is Attached.NAME and c.start >= trigger and edtf.precision(c.value) != "day"
    return not thing and (done_to is None or not of_paper(c, trigger, text, done_to))


def _set_aside(c: Candidate, found: list[Candidate], trigger: int, sentence: Sentence, text: str) -> bool:
    """Whether a date is that of what an act came after, where the sentence opens with the act's own: in May, after talks had failed in
    April, they met.  A wider time before it leaves it to say after when: in 1907, after a murder in March, they closed it."""
    first = found[0]
    if c is first or c.end > trigger or first.start - sentence.start >= OPENING or edtf.contains(first.value, c.value):
        return False
    comma = text.find(", ", first.end, c.start)
    return comma == first.end and clauses.aside(text, comma, c.start) and text.startswith(",", c.end)


def _count_from(c: Candidate, trigger: int, text: str) -> None:
    """Leave the date of what another is counted from open: two months after the landings, they met; the landings were before."""
    counted = phrase("counted").search(c.mention.surface) if c.end <= trigger else None
    if counted is not None and not phrase("border").search(text, c.end, trigger):
        c.value = leave_open(c.value, "end" if counted[1].lower() == "after" else "start")
        c.attached = Attached.NAME


def _bounded(chosen: Candidate, trigger: int, sentence: Sentence, text: str) -> str:
    """The value of a date that has been chosen: taken up by a clause with when, or open for what was before or after another."""
    if trigger > chosen.end and phrase("when").match(text, chosen.end):
        # From 3 May to 6 June 1912, when it withdrew; until May 1912, when it withdrew.
        value = chosen.value.rpartition("/")[2] if "/" in chosen.value.strip("./") else bare(chosen.mention.value)
        return _told_before(chosen, value, trigger, sentence, text) or value
    after = _after_clause(chosen, trigger, sentence, text)
    return after or _told_before(chosen, chosen.value, trigger, sentence, text) or chosen.value


def clauses_between(c: Mention, trigger: int, text: str) -> int:
    """How many borders of clauses lie between a date and a trigger."""
    left, right = (c.end, trigger) if c.end <= trigger else (trigger, c.start)
    return borders(text, left, right)


def of_others(mentions: Sequence[Mention], sentence: Sentence, trigger: int, text: str, done_to: str | None) -> list[str]:
    """The dates of a sentence that are those of the paper to which something is done, or of what its doer had done before."""
    out = []
    for c in candidates(mentions, text):
        ahead = c.end <= trigger
        if of_paper(c, trigger, text, done_to) or (ahead and clauses.had_been(text, sentence.start, (c.start, c.end), trigger)):
            out.append(c.value)
    return out


def _after_clause(c: Candidate, trigger: int, sentence: Sentence, text: str) -> str | None:
    """The date of what follows a clause such as "After the rising of 1837, many fled": open on one side."""
    if "/" in c.value or c.end >= trigger:
        return None
    if c.attached is Attached.BRACKETS:
        return leave_open(c.value, "start")
    if text.find(", ", c.end, trigger) < 0:
        return None
    first = text.find(", ", sentence.start, c.start)
    if first >= 0 and phrase("behind-name").fullmatch(text, first, c.start) is None:
        # After long talks, on 3 May they met: the day is not that of the talks; in 1907, after a murder in March, they closed it.
        return leave_open(c.value, "start") if clauses.aside(text, first, c.start) else None
    head = [w.lower() for w in _WORD.findall(text[sentence.start : c.start])[:3]]
    effect = next((e for w in head if (e := effects(clause=True).get(w))), None)
    return leave_open(c.value, effect) if effect else None


def _told_before(c: Candidate, value: str, trigger: int, sentence: Sentence, text: str) -> str | None:
    """The date of what stands behind `after` in the sentence of a later date: `After long talks, both signed on 3 May`."""
    if "/" in value:
        return None
    openers = [m for m in phrase("earlier").finditer(text, sentence.start, trigger) if not c.start <= m.start() < c.end]
    if not openers or phrase("mark").search(text, openers[-1].end(), trigger):
        return None
    end = phrase("mark").search(text, trigger)
    inside = openers[-1].start() < c.start < (end.start() if end else sentence.end)
    return None if inside else leave_open(value, "end")
