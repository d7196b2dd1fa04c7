"""Dates of what is to come: until when something lasts, by when it is to be done, and for when it is arranged."""

from __future__ import annotations

from functools import cache

from flows.stages import edtf
from flows.stages.actions import acts
from flows.stages.extract.events.when.act import Act, precedes
from flows.stages.extract.events.when.dates import Dated, clauses_between
from flows.stages.extract.events.when.holding import holds_for
from flows.stages.extract.events.when.spans import words_of
from flows.stages.extract.events.when.wording import phrase
from flows.stages.grammar.lexis import forms
from flows.stages.model import Mention


def lasting_until(act: Act, told: Dated, date: Mention) -> Dated:
    """On 3 May the talks were adjourned until 7 May: they were on 3 May."""
    lasts = act.vg is not None and not act.vg.negated and phrase("until").search(act.text, act.trigger[1], date.start)
    return (act.told_ahead(act.trigger[0]) if lasts else None) or told


def in_year_of_by(act: Act, told: Dated, date: Mention) -> Dated | None:
    """By 1920 they asked for it: in that year, while by 9 May they may have asked before."""
    done = act.by_verb and told.date == f"../{date.value}" and _done_by(act, date)
    return told._replace(date=date.value) if done else None


def _done_by(act: Act, date: Mention) -> bool:
    """Whether what is told with `by` and a year is an act of the simple past, in the year's own clause."""
    vg, trigger = act.vg, act.trigger[0]
    simple = vg is not None and vg.finite and not vg.perfect and vg.modal is None
    own = clauses_between(date, trigger, act.text) == 0 or holds_for(act, date)
    year = simple and own and edtf.precision(date.value) == "year"
    return year and phrase("by").search(act.text, max(0, date.start - 12), date.start) is not None


def due(act: Act, told: Dated, date: Mention) -> Dated:
    """They recognised it and undertook to leave by 3 May; on 3 May they signed a treaty ceding the port by 10 June."""
    if (year := in_year_of_by(act, told, date)) is not None:
        return year
    meant = (act.by_verb and not act.arranging) or act.rule.action == "sign"
    if not meant or not _due(act, date):
        return told
    own = act.back(date)
    return own if own.date is not None else told


def _due(act: Act, date: Mention) -> bool:
    """Whether a date is the term of what is to be done, and an act is not that."""
    if not _by_then(act, date):
        return False
    if phrase("laid-down").search(act.text, act.trigger[1], date.start):
        return True
    verb = next((c for c in reversed(act.parse.chunks) if c.vg is not None and c.end <= date.start), None)
    return verb is not None and verb.vg is not None and verb.vg.infinitive and not verb.start <= act.trigger[0] < verb.end


def _by_then(act: Act, date: Mention, start: int = 0) -> bool:
    return phrase("deadline").search(act.text, max(start, date.start - 20), date.start) is not None


def of_words(act: Act, told: Dated, date: Mention) -> Dated:
    """She told him that there would be no landing this year: she told him at the time of the story."""
    if not act.before or not act.by_verb or act.rule.action not in acts("telling") or date.start < act.trigger[1]:
        return told
    that = phrase("that-clause").search(act.text, act.trigger[1], date.start)
    return act.back(date) if that is not None and phrase("goes-on").search(act.text, that.end(), date.start) is None else told


def arranged(act: Act, told: Dated, date: Mention) -> Dated:
    """They agreed to meet again in May: they agreed between the time of the story and then.

    On 5 March both signed, and Norway undertook to leave by the end of the month: it did on 5 March.
    """
    if not act.arranging or not _of_content(act, date):
        return told
    if not act.before:
        back = act.back(date)
        return back if back.mention is not None else told
    later = (told.date or "").removeprefix("../")
    if precedes(act.before, later):
        until = edtf.make_interval(act.before, later) if _simple(act, act.before) else act.before
        return Dated(until, "inferred", None)
    return told if edtf.contains(act.before, told.date) else act.back(date)


def _simple(act: Act, date: str) -> bool:
    """Whether a date may open an interval up to another: of a narrative, and no interval itself."""
    return act.reader.voices is None and "/" not in date


def _of_content(act: Act, date: Mention) -> bool:
    """Whether a date behind an act done in words is that of what the words are about, and not of the act.

    It is told of in a clause with `that` or `whether`, arranged in the infinitive (agreed to meet in May), or a deadline (agreed to
    leave by May).
    """
    if date.start < act.trigger[1]:
        return False
    if phrase("that-clause").search(act.text, act.trigger[1], date.start) or _to_come(act, date):
        return True
    return _by_then(act, date, act.trigger[1]) and any(vg.infinitive for _, vg in act.verbs_behind(date))


def _to_come(act: Act, date: Mention) -> bool:
    """Whether a date behind an act is that of what is to come: agreed to meet again, or that they should meet again, in May."""
    verbs = [vg for _, vg in act.verbs_behind(date)]
    return len(verbs) == 1 and (verbs[0].infinitive or verbs[0].modal is not None) and verbs[0].word in _arrangements()


@cache
def _arrangements() -> frozenset[str]:
    return frozenset(form for word in words_of("arranged") for form in forms(word))
