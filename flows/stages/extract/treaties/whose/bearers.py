"""Those who do something by a treaty, and those to whom it gives or forbids something: by the Treaty of Westport Norway lost the isles.

Each reading yields the states with the span that says so; `PartyReader` adds them where nothing surer tells whose a treaty is.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from flows.stages.genres import TALKS
from flows.stages.recognise.wording import phrase

if TYPE_CHECKING:
    from flows.stages.extract.treaties.facts import Treaty
    from flows.stages.extract.treaties.whose.parties import PartyReader
    from flows.stages.model import Mention, Sentence

CLAUSE = "treaty.party.clause"
"""The rule of these readings, which by themselves tell of no treaty."""
FRONTED = 50
"""How far into a sentence a treaty that opens it stands at most, in characters: Under the terms of the secret Treaty of Westport."""
ASIDE = 90
"""How far behind such a treaty its subject may stand, in characters: signed in May after long talks, Norway gave up the isles."""
BEHIND = 160
"""How far behind a verb the treaty may stand by which it is done, in characters."""


def find(reader: PartyReader, t: Treaty) -> list[tuple[str, tuple[int, int]]]:
    """The states that act by a treaty with a name, or that it binds, and the sentences that say so."""
    if reader.of.doc.genre in TALKS:
        return []
    found: dict[str, tuple[int, int]] = {}
    for m in t.cluster.mentions:
        s = reader.reader.sentence_at(m.start)
        for x in [*_fronted(reader, m, s), *_behind(reader, m, s), *_given(reader, m, s)] if m.form != "bare" else ():
            for a in reader.states(x):
                found.setdefault(a, reader.of.quote(m))
    return list(found.items())


def _fronted(reader: PartyReader, m: Mention, s: Sentence) -> Iterator[Mention]:
    """The subject of a sentence that a treaty opens: Under the Treaty of Westport, signed in May, Norway gave up the isles."""
    text = reader.text
    if m.start - s.start > FRONTED or phrase("frames").fullmatch(text, s.start, m.start) is None:
        return
    for x in _subjects(reader, m.end, min(s.end, m.end + ASIDE)):
        if phrase("subject-next").fullmatch(text, m.end, x.start):
            yield x


def _behind(reader: PartyReader, m: Mention, s: Sentence) -> Iterator[Mention]:
    """The subject of a clause that a treaty closes: Norway gave up the isles in the Treaty of Westport."""
    text = reader.text
    for x in _subjects(reader, max(s.start, m.start - BEHIND), m.start):
        opens = phrase("clause-opens").fullmatch(text, s.start, x.start)
        if opens and phrase("did-by").fullmatch(text, x.end, m.start):
            yield x


def _given(reader: PartyReader, m: Mention, s: Sentence) -> Iterator[Mention]:
    """Those to whom a treaty gives or forbids something: the Treaty of Westport obliged Norway to withdraw."""
    for x in reader.reader.between(m.end, s.end):
        given = x.kind == "actor" and phrase("gives-to").fullmatch(reader.text, m.end, x.start)
        if given and phrase("given-what").match(reader.text, x.end):
            yield x


def _subjects(reader: PartyReader, low: int, high: int) -> Iterator[Mention]:
    """Who may be the subject of a verb right behind, of those named in a stretch of text."""
    for x in reader.reader.between(low, high):
        able = x.kind in ("actor", "person") and x.form not in ("adjective", "pronoun") and x.end <= high
        if able and phrase("did").match(reader.text, x.end):
            yield x
