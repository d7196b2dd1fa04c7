"""Which treaty that was only described a name takes up, by those who made it or the town where they did; and who they were.

The Brown-Lund Treaty is the agreement that Brown and Lund reached, the Norwegian-Danish agreement the one that Norway and Denmark
made, the Westport Memorandum the one that was negotiated at Westport.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import TYPE_CHECKING

from flows.stages.accents import unaccented
from flows.stages.extract.treaties.facts import Cluster, Fact
from flows.stages.extract.treaties.names import family, kinds, several
from flows.stages.extract.treaties.phrases import being_made, definite
from flows.stages.extract.treaties.takes_up import actors_in
from flows.stages.extract.treaties.telling import own_words
from flows.stages.model import Document, Mention, Sentence
from flows.stages.recognise.treaties.heads import heads
from flows.stages.recognise.treaties.named_together import nationalities
from flows.stages.recognise.wording import phrase

if TYPE_CHECKING:
    from flows.stages.extract.treaties.facts import Treaty
    from flows.stages.extract.treaties.reader import TreatyReader

PAIR = re.compile(
    r"(?:[\w“\"]+ )?([A-Z]\w+)[-–]([A-Z]\w+) (?:[A-Z]\w+ )*[A-Za-z]\w+(?: (?:of|in) \d{4})?$"
    r"|(?:\d{4} )?[A-Z]\w+ of ([A-Z]\w+)[-–]([A-Z]\w+)\b"
)
"""A name after two, persons or nations: the Brown–Lund Treaty."""
OF_TOWN = re.compile(r"(?:[Tt]he )?([A-Z][\w-]+(?: [A-Z][\w-]+)?) ([A-Z]\w+)$")
"""A name of one or two words and a head noun: after the place where it was made, if one is called so."""


def pair(m: Mention) -> tuple[str, str] | None:
    """The two persons after whom a treaty is called."""
    found = PAIR.match(m.surface) if m.form == "named" else None
    names = tuple(filter(None, found.groups())) if found is not None else ()
    return (names[0], names[1]) if names and not {*names} & nationalities() else None


def of_town(m: Mention) -> str | None:
    """What may be the place after which a treaty is called: the Westport Memorandum."""
    found = OF_TOWN.match(m.surface)
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


def signed_by(reader: TreatyReader, t: Treaty) -> None:
    """The two persons after whom a signed treaty is called, where the text tells of both: who made it, and for whom."""
    if t.cluster.kind not in kinds("binding") or t.facts["status"][0].value != "signed":
        return
    for m in t.cluster.mentions:
        told = [p for p in reader.reader.mentions if p.kind == "person" and p.ref_id and not m.start <= p.start < m.end]
        called = [[p for p in told if unaccented(name) in unaccented(p.surface).split()] for name in pair(m) or ()]
        for found in called if called and all(called) else ():
            counts = Counter(str(p.ref_id) for p in found)
            p = max(found, key=lambda x: (counts[str(x.ref_id)], -x.start))
            state = p.for_actor or reader.gazetteer.state_of(str(p.ref_id), reader.reader.sentence_at(p.start).date)
            value = json.dumps({"actor_id": state, "person_id": p.ref_id}, sort_keys=True)
            t.signatories.setdefault(str(p.ref_id), Fact(value, p.surface, *reader.quote(m), "treaty.signatory.namesake", 0.5))
