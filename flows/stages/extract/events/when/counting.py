"""What another date is counted from: on 12 May, four days after the surrender, they met; three days before, he had signed."""

from __future__ import annotations

from flows.stages import edtf
from flows.stages.extract.events.when.act import NEAR, Act
from flows.stages.extract.events.when.clauses import borders
from flows.stages.extract.events.when.dates import Dated
from flows.stages.extract.events.when.spans import LEAD, OPENING, moved, stretch
from flows.stages.extract.events.when.wording import phrase
from flows.stages.model import Mention
from flows.stages.recognise.dates import steps, words

REACH = 20
"""Characters between a distance and the verb of its clause."""
ONE = ("the",)
"""Before a unit of which there is one: the day after."""
ROUGH = ("M", "Y")
"""Units in which nobody counts the days."""


def days_before(act: Act) -> Dated | None:
    """The day of what had been done some days before that of the story: from Oslo, where three days before he had signed."""
    vg, at = act.vg, act.sentence.date
    if vg is None or not vg.past_perfect or edtf.precision(at) != "day":
        return None
    for m in act.mentions:
        counted = phrase("distance").fullmatch(m.surface) if _undated(m) and 0 <= vg.start - m.end <= REACH else None
        if counted is None or counted[3] != "before" or not counted[2].startswith("day") or m.end > act.trigger[0]:
            continue
        count = words.number(counted[1])
        found = moved(at or "", -int(count), "D") if count else None
        if found is not None:
            return Dated(found, "inferred", m)
    return None


def _undated(m: Mention) -> bool:
    return m.kind == "date" and m.value is None


def counted_from(act: Act) -> Dated | None:
    """The date of what another is counted from: on 12 May, four days after the surrender, they met.

    It is counted from the whole date before it in its sentence, from the one behind it in its clause, or from the day of a letter.
    """
    dates = [m for m in act.mentions if m.kind == "date"]
    for m in dates:
        counted = phrase("distance").fullmatch(m.surface) if m.end <= act.trigger[0] else None
        if counted is None or not (phrase("distance-named").fullmatch(act.text, m.end, act.trigger[0]) or _first_verb(act, m.end)):
            continue
        count, unit = _count(act, counted[1], m.start), words.value("unit", counted[2])
        day = steps.truncate(_counted_to(act, m, dates), "D")
        if day is None or not count or count % 1 or unit is None:
            continue
        found = moved(day, int(count) * (-1 if counted[3] == "after" else 1), unit)
        rough = unit if unit in ROUGH else "M" if phrase("weeks").match(m.surface) else "D"
        if found is not None:
            return Dated(steps.truncate(found, rough) or found, "inferred", m)
    return None


def _count(act: Act, word: str, start: int) -> float | None:
    """How many units a distance counts: the day after, and not two months to the day after."""
    if word.lower() not in ONE:
        return words.number(word)
    return None if phrase("to-the-day").search(act.text, max(0, start - 4), start) else 1


def _counted_to(act: Act, distance: Mention, dates: list[Mention]) -> str | None:
    """The day at the other end of a distance."""
    whole = [d for d in dates if d is not distance and edtf.precision(d.value) == "day"]
    known = [d.value for d in whole if d.end <= distance.start][-1:]
    known = known or [d.value for d in whole if not phrase("goes-on").search(act.text, distance.end, d.start)]
    return known[0] if known else act.letter


def within_of(act: Act) -> Dated | None:
    """Within a fortnight of the landing on 3 May they met: between that day and the 17th."""
    for span in act.mentions:
        if span.kind != "duration" or not span.value:
            continue
        if phrase("within").search(act.text, max(act.sentence.start, span.start - LEAD), span.start) is None:
            continue
        day = next((m for m in act.mentions if m.kind == "date" and m.start >= span.end), None)
        if day is None or edtf.precision(day.value) not in NEAR or not phrase("within-of").fullmatch(act.text, span.end, day.start):
            continue
        trigger = act.trigger[0]
        ahead, behind = day.end <= trigger, trigger < span.start
        opens = ahead and span.start - act.sentence.start < OPENING and act.text.startswith(",", day.end)
        beside = (ahead and borders(act.text, day.end, trigger) <= opens) or (behind and not borders(act.text, trigger, span.start))
        found = stretch(span.value, day.value or "") if beside else None
        if found is not None:
            return Dated(found, "inferred", day)
    return None


def _first_verb(act: Act, start: int) -> bool:
    """Whether the verb of an act is the first behind a distance and in its clause: sixteen days after Norway invaded Denmark."""
    trigger = act.trigger[0]
    if any(sign in act.text[start:trigger] for sign in ",;:("):
        return False
    verb = next((c for c in act.parse.chunks if c.vg is not None and c.start >= start), None)
    return verb is not None and verb.start <= trigger < verb.end


def roughly(act: Act, told: Dated, date: Mention) -> Dated:
    """Five weeks after they met again: nobody has counted the days, and it was in that month."""
    return told._replace(date=steps.truncate(told.date, "M") or told.date) if phrase("weeks").match(date.surface) else told
