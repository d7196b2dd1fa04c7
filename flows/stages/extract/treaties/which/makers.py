"""Which treaty that was only described a name takes up, by those who made it or the town where they did.

The Brown-Lund Treaty is the agreement that Brown and Lund reached, the Norwegian-Danish agreement the one that Norway and Denmark
made, the Westport Memorandum the one that was negotiated at Westport.
"""

from __future__ import annotations

import re

from flows.stages.accents import unaccented
from flows.stages.extract.treaties.facts import Cluster
from flows.stages.extract.treaties.names import family, several
from flows.stages.extract.treaties.phrases import being_made, definite
from flows.stages.extract.treaties.telling import own_words
from flows.stages.extract.treaties.which.takes_up import actors_in
from flows.stages.extract.treaties.whose.called_after import pair
from flows.stages.model import Document, Mention, Sentence
from flows.stages.recognise.treaties.heads import heads
from flows.stages.recognise.treaties.named_together import nationalities
from flows.stages.recognise.wording import phrase


def of_town(m: Mention) -> str | None:
    """What may be the place after which a treaty is called: the Westport Memorandum."""
    found = phrase("town-in-front").match(m.surface)
    return found[1] if found is not None and found[2].lower() in heads() else None


def _tells(said: str, both: tuple[str, str]) -> bool:
    """Whether a text names both, with their accents or without."""
    plain = unaccented(said)
    return all(re.search(rf"\b{re.escape(unaccented(name))}\b", plain) for name in both)


def nations(doc: Document, m: Mention) -> bool:
    """Whether a name tells no more than between which nations a treaty is, in small letters: the Norwegian-Danish agreement."""
    head = m.surface.rpartition(" ")[2]
    whose = len(actors_in(doc, m.start, m.end)) > 1 and not own_words(doc, m) and not several(m)
    return whose and head.islower() and len(m.surface.split()) == 2


def by_name_of(doc: Document, m: Mention) -> str | None:
    """The name of a treaty that is said to bear somebody's: the protocol that bears his name, in the life of Brown."""
    if phrase("bears-name").match(doc.text, m.end) is None:
        return None
    title = doc.meta.get("title_span") or (0, 0)
    opens = doc.passages[m.passage_no].start
    told = [p for p in doc.mentions if p.kind == "person" and p.form in ("full", "surname") and p.ref_id]
    heads_it = [p for p in told if title[0] <= p.start < title[1]]
    before = [p for p in told if opens <= p.start < m.start]
    person = heads_it[0] if len(heads_it) == 1 else before[-1] if before else None
    return f"{person.surface.split()[-1]} {m.surface.split()[-1].capitalize()}" if person is not None else None


def described_before(doc: Document, known: list[Cluster], m: Mention, kind: str) -> Cluster | None:
    """The treaty described before that a name is the name of, by its makers or its town."""
    told = [c for c in reversed(known) if not (c.named or c.proposed or c.draft) and _alike(c.kind, kind)]
    both = pair(m)
    town = of_town(m)
    between = actors_in(doc, m.start, m.end) if nations(doc, m) and definite(doc, m) else set()
    for c in told if both or town or between else ():
        for x in (x for x in c.mentions if x.form == "described" and not several(x)):
            s = doc.sentence_at(x.start)
            said = doc.text[s.start : min(s.end, m.start)]
            if both and _tells(said, both):
                return c
            if between and between <= actors_in(doc, s.start, s.end):
                return c
            if town and being_made(doc, x) and _there(doc, s, town):
                return c
    return None


def named_before(doc: Document, known: list[Cluster], m: Mention, kind: str) -> Cluster | None:
    """The treaty that is called after the two of whom a sentence says that they made one."""
    if several(m) or not being_made(doc, m):
        return None
    said = doc.text[doc.sentence_at(m.start).start : m.start]
    for c in reversed(known):
        for both in filter(None, map(pair, c.mentions)):
            if _alike(c.kind, kind) and _tells(said, both):
                return c
    return None


def _alike(one: str, other: str) -> bool:
    """Whether writers may call one treaty by two kinds."""
    return family(one) == family(other) or {family(one), family(other)} == {"treaty", "agreement"}


def _there(doc: Document, s: Sentence, town: str) -> bool:
    """Whether a sentence says that something happened in a place with that name."""
    if town in nationalities():
        return False
    return re.search(rf"\b(?:at|in|near)(?: the)? {re.escape(town)}\b", doc.text[s.start : s.end]) is not None
