"""Dates that are those of papers, and not of what is done to them: the pact of 1931 was renewed in 1934 until 1945."""

from __future__ import annotations

from flows.stages import edtf
from flows.stages.extract.events.when.act import NEAR, Act, precedes
from flows.stages.extract.events.when.candidates import of_lasting_things
from flows.stages.extract.events.when.dates import Dated, of_others
from flows.stages.extract.events.when.wording import phrase
from flows.stages.model import Mention


def in_brackets(act: Act, told: Dated, date: Mention) -> Dated:
    """They denounced the alliances with Norway (1931) and Denmark (1934): these years are those of the alliances.

    It was ratified by Norway (3 May): this day is that of the act.
    """
    of_paper = act.on_treaty and act.trigger[1] < date.start and act.text.startswith(")", date.end)
    if not of_paper or phrase("by-whom").match(act.text, act.trigger[1], date.start):
        return told
    return Dated(act.sentence.date, "inferred", None)


def renewed_to(act: Act, told: Dated, date: Mention) -> Dated:
    """The pact was prolonged in May 1934 to the end of 1945: it was in May 1934."""
    if act.rule.action != "renew" or not told.date or "/" not in told.date.strip("./"):
        return told
    bounded = phrase("renewed-to").search(act.text, date.start, act.sentence.end)
    return told._replace(date=told.date.partition("/")[0]) if bounded else told


def renewed_until(act: Act, told: Dated, date: Mention) -> Dated:
    """The pact was prolonged until 31 December 1945: that says nothing of when it was prolonged."""
    if act.rule.action != "renew" or phrase("term").search(act.text, act.trigger[1], date.start) is None:
        return told
    return Dated(act.before or act.sentence.date, "inferred", None)


def of_paper(act: Act, told: Dated) -> Dated:
    """The note of 5 May was rejected: then or later; and the year of a thing (the frontier of 1905) does not carry the narrative along."""
    date = told.date
    others = of_others(act.mentions, act.sentence, act.trigger[0], act.text, act.done_to) if date != act.letter else []
    if date in others and edtf.precision(date) in NEAR:
        later = act.before is None or precedes(act.before, date)
        date = edtf.make_interval(date, None) if later else act.before
    if act.before and date in of_lasting_things(act.mentions, act.text):
        date = act.before
    return told._replace(date=date)
