"""When what a talk or a letter speaks of was done: what those who talk do there, on its day; the rest, no word says when.

`Your message pleased us` tells of a message before that day, `the Foreign Minister will visit Oslo` of a visit after it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flows.stages import edtf
from flows.stages.actions import acts
from flows.stages.genres import CONVERSATION, CORRESPONDENCE
from flows.stages.grammar.frames import Frame

if TYPE_CHECKING:
    from flows.stages.extract.events.reader import Event, Reader

TELLING = frozenset((CONVERSATION, CORRESPONDENCE))
"""Genres in which people speak of other days than theirs; minutes go from day to day."""
DEICTIC = frozenset(("rel-tomorrow", "rel-next-daypart"))
"""The rules of dates that count a day from that of the letter."""
YEAR = re.compile(r"\d{4}")
"""In a date that a keeper of the record writes on what came later."""
SOURCES = frozenset(("source", "party"))


def dated(reader: Reader, event: Event, frame: Frame) -> str | None:
    """The date of an act without one of its own, told in a talk or a letter that has a day; as it was in other texts.

    A move whose own date lies behind that day without a year of its own is told as one without: it has the date of what it is about.
    """
    date, voices = event.date, reader.voices
    issued = reader.doc.meta.get("issued")
    offered = event.rule.action in acts("moves-in-talks") and event.realis == "actual"
    printed = event.date_mention.surface if event.date_mention is not None else ""
    if offered and reader.doc.genre in TELLING and _behind(date, issued) and YEAR.search(printed) is None:
        event.date_mention, event.basis = None, "inferred"  # he offered talks in June: what was offered is to come
        date = issued if edtf.bounds(date)[0] is not None else f"../{issued}"
    if voices is None or reader.doc.genre not in TELLING or event.date_mention is not None or not date or not issued:
        return date
    if date not in (issued, reader.doc.sentences[event.sentence].date) or edtf.precision(date) not in ("day", "interval"):
        return date
    if (day := _of_talk(reader, event, frame)) is not None:
        return day
    doers = [p for p in event.participants if p.role in SOURCES]
    there = voices.there | frozenset(voices.present)
    own = bool(doers) and all(p.person_id in there or p.actor_id in there for p in doers)
    if event.realis == "negated":
        return date  # so it stood on that day
    if event.realis in ("proposed", "hypothetical") and event.rule.action not in acts("moves-in-talks"):
        return edtf.make_interval(date, None) if event.realis == "proposed" else None
    if event.rule.action in acts("moves-in-talks") and not reader.talk:
        return date  # where a text is negotiated, all that is proposed and refused is so there
    vg = frame.vg
    if vg is not None:
        if own and vg.finite and not vg.perfect:
            return date
        return edtf.make_interval(None, date) if vg.finite else None
    return edtf.make_interval(None, date) if event.rule.action in acts("made-once-named") else None


def _behind(date: str | None, issued: str | None) -> bool:
    """Whether a date lies behind the day of a text, or up to one that does."""
    (begun, ended), (_, written) = edtf.bounds(date), edtf.bounds(issued)
    if ended is None or written is None or edtf.precision(issued) != "day":
        return False
    return ended > written and (begun is None or begun > written)


def _of_talk(reader: Reader, event: Event, frame: Frame) -> str | None:
    """The day of a talk of a letter's writer, where its paragraph says today, this afternoon or yesterday before it."""
    vg, narrator = frame.vg, reader.voices.people.narrator if reader.voices is not None else None
    if event.rule.action not in acts("gatherings") or event.realis != "actual":
        return None
    if vg is None or not vg.finite or vg.perfect or narrator is None:
        return None
    if all(narrator.actor_id != p.actor_id and narrator.person_id != p.person_id for p in event.participants):
        return None
    said = reader.between(reader.passage_start(reader.doc.sentences[event.sentence]), event.trigger[1])
    days = [edtf.without_time(m.value) for m in said if m.rule_id in DEICTIC and m.value and edtf.precision(m.value) == "day"]
    return days[-1] if days else None
