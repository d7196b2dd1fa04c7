"""Alliances that are told of as treaties, since somebody signs, concludes or enters into them: he signed an alliance with Norway.

An alliance that states have, seek or break is a state of things between them and no treaty, but the one that has a name or a year
is: the Norwegian-Danish alliance of 1931.  A peace that has the name of a town is a treaty too: the Peace of Westport.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import cache

from flows.stages.model import Document, Mention
from flows.stages.recognise.gazetteer import gazetteer
from flows.stages.recognise.wording import patterns, phrase
from flows.stages.sieve import Sieve


def find(doc: Document, known: list[Mention]) -> list[Mention]:
    """The treaties of `known` and the alliances that somebody makes, in order."""
    found = [*_made(doc), *_named(doc), *_peaces(doc), *_towns(doc)]
    new = [m for m in found if not any(x.start < m.end and m.start < x.end for x in known)]
    return sorted([*known, *new], key=lambda m: (m.start, m.end))


@cache
def _sieve() -> Sieve:
    return Sieve(patterns("alliance"))


def _made(doc: Document) -> Iterator[Mention]:
    for s in doc.sentences:
        for n in _sieve().may_match(doc.text[s.start : s.end]):
            for found in patterns("alliance")[n].finditer(doc.text, s.start, s.end):
                start, end = found.span("what")
                yield Mention(
                    start, end, found["what"], "treaty", None, None, "treaty.described", 0.7, passage_no=s.passage_no, form="described"
                )


def _named(doc: Document) -> Iterator[Mention]:
    starts = [s.start for s in doc.sentences]
    for pattern in patterns("alliance-named"):
        for found in pattern.finditer(doc.text):
            start, end = found.span("what")
            i = bisect_right(starts, start) - 1
            if i >= 0 and end <= doc.sentences[i].end:
                passage = doc.sentences[i].passage_no
                yield Mention(start, end, found["what"], "treaty", None, None, "treaty.named", 0.8, passage_no=passage, form="named")


def _peaces(doc: Document) -> Iterator[Mention]:
    """The treaties of peace that are called in small letters by a town: the peace of Westport, but not the peace of Norway."""
    if "peace of " not in doc.text:
        return
    for town in doc.mentions:
        place = gazetteer().places.get(town.ref_id or "") if town.kind == "place" and town.form != "adjective" else None
        before = phrase("peace-of").search(doc.text, max(0, town.start - 20), town.start)
        if before is None or place is None or place.actor_id or not place.country_code:
            continue
        start = before.end() - len("peace of ")
        surface, no = doc.text[start : town.end], town.passage_no
        yield Mention(start, town.end, surface, "treaty", None, None, "treaty.named", 0.8, passage_no=no, form="named")


def _towns(doc: Document) -> Iterator[Mention]:
    """The treaties that have the name of their town alone, which a sentence says was signed: Westport, signed on 4 May 1922, was short."""
    for town in doc.mentions if phrase("town-signed").search(doc.text) else ():
        if town.kind != "place" or town.form == "adjective" or phrase("town-signed").match(doc.text, town.end) is None:
            continue
        start = doc.sentence_at(town.start).start
        if town.start == start or phrase("town-led").fullmatch(doc.text, start, town.start):
            surface, no = town.surface, town.passage_no
            yield Mention(town.start, town.end, surface, "treaty", None, None, "treaty.named", 0.7, passage_no=no, form="named")
