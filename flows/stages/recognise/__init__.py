"""Recognition: every span of a document that names a date, an actor, a person, a place, a treaty, an article or a quantity."""

from __future__ import annotations

from bisect import bisect_right

from flows.stages.model import Document
from flows.stages.recognise import (
    actors,
    belonging,
    dates,
    doers,
    groups,
    headed,
    letters,
    marked,
    organisations,
    peoples,
    persons,
    places,
    quantities,
    signed,
    treaties,
    unlisted,
)
from flows.stages.recognise.scan import scan as look_up


def recognise(doc: Document) -> None:
    """Fill `doc.mentions` in order of start, end and kind, and set `Sentence.date`.

    Spans of actors, persons and places do not overlap each other; dates, treaties, articles and quantities may lie on them.
    """
    doc.mentions = list(dates.find(doc))
    work = look_up(doc)
    people = persons.find(work)
    headed.find(work, people)
    headed.capitals(work, people)
    unlisted.full_names(work, people)
    unlisted.signers(work, people)
    doers.introduced(work, people)
    unlisted.slips(work, people)
    unlisted.surnames(work, people)
    unlisted.one_name(work)
    marked.apply(work)
    organisations.find(work)
    peoples.find(work)
    actors.find(work)
    letters.find(work)
    groups.find(work)
    belonging.find(work, people)
    places.find(work)
    places.towns(work)
    places.listed(work)
    places.beside(work)
    unlisted.speakers(work, people)
    doers.bare_names(work, people)
    quantities.find(work)
    doc.mentions += work.found
    doc.mentions.sort(key=lambda m: (m.start, m.end, m.kind))
    named = signed.find(doc, treaties.find(doc))
    doc.mentions += named
    doc.mentions.sort(key=lambda m: (m.start, m.end, m.kind))
    starts = [p.start for p in doc.passages]
    for m in doc.mentions:
        if starts:
            m.passage_no = doc.passages[max(0, bisect_right(starts, m.start) - 1)].passage_no
