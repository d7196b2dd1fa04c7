"""Alliances that are told of as treaties, since somebody signs, concludes or enters into them: he signed an alliance with Norway.

An alliance that states have, seek or break is a state of things between them and no treaty.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from flows.stages.model import Document, Mention
from flows.stages.recognise.wording import patterns
from flows.stages.sieve import Sieve


def find(doc: Document, known: list[Mention]) -> list[Mention]:
    """The treaties of `known` and the alliances that somebody makes, in order."""
    new = [m for m in _made(doc) if not any(x.start < m.end and m.start < x.end for x in known)]
    return sorted([*known, *new], key=lambda m: (m.start, m.end))


@cache
def _sieve() -> Sieve:
    return Sieve(patterns("alliance"))


def _made(doc: Document) -> Iterator[Mention]:
    if " alliance " not in doc.text:
        return
    for s in doc.sentences:
        for n in _sieve().may_match(doc.text[s.start : s.end]):
            for found in patterns("alliance")[n].finditer(doc.text, s.start, s.end):
                start, end = found.span("what")
                yield Mention(
                    start, end, found["what"], "treaty", None, None, "treaty.described", 0.7, passage_no=s.passage_no, form="described"
                )


