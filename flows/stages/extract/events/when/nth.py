"""A day or year by its place in the stretch of time of which the story tells: on the second day of the conference."""

from __future__ import annotations

from flows.stages import edtf
from flows.stages.extract.events.when.act import Act
from flows.stages.extract.events.when.clauses import borders
from flows.stages.extract.events.when.dates import Dated
from flows.stages.extract.events.when.spans import OPENING, moved
from flows.stages.extract.events.when.wording import phrase
from flows.stages.recognise.dates import words

UNITS = {"day": "D", "year": "Y"}
OPENS = "opening"


def nth(act: Act) -> Dated | None:
    """The conference met from 10 to 14 July. On the second day Sweden rejected the tariff: on the 11th."""
    at, begins = act.sentence.date, act.sentence.start
    if not at or ".." in at or at == act.letter:
        return None
    for m in phrase("nth").finditer(act.text, begins, act.sentence.end):
        if not _of_act(act, *m.span()):
            continue
        first, _, last = at.partition("/")
        if edtf.precision(first) != m[2] or not (last or (m[2] == "day" and _only_day(act, first))):
            continue
        count = 1 if m[1].lower() == OPENS else int(words.values("ordinal")[m[1].lower()])
        found = moved(first, count - 1, UNITS[m[2]])
        if found is not None and (not last or edtf.contains(at, found)):
            return Dated(found, "inferred", None)
    return None


def _of_act(act: Act, start: int, end: int) -> bool:
    """Whether such a day is that of an act: no clause begins between the two, or it opens the sentence."""
    trigger = act.trigger[0]
    if end <= trigger:
        opens = start - act.sentence.start < OPENING and act.text.startswith(",", end)
        return borders(act.text, end, trigger) <= opens
    return trigger < start and not borders(act.text, trigger, start)


def _only_day(act: Act, day: str) -> bool:
    """Whether the paragraph has told of no other day, so that the days are counted from this one."""
    told = act.reader.between(act.reader.passage_start(act.sentence), act.sentence.start)
    return all(m.kind != "date" or edtf.precision(m.value) != "day" or m.value == day for m in told)
