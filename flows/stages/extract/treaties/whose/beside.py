"""What stands beside a treaty in the sentence of an act and is not its own: the sides of other treaties, the years of a war."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flows.stages.extract.treaties import days
from flows.stages.extract.treaties.names import several
from flows.stages.recognise.wording import phrase

if TYPE_CHECKING:
    from flows.stages.extract.events.reader import Event
    from flows.stages.extract.treaties.facts import Treaty
    from flows.stages.extract.treaties.reader import TreatyReader
    from flows.stages.model import Document, Mention
    from flows.stages.recognise.gazetteer import Gazetteer

OF_YEAR = re.compile(r" of (1[5-9]\d\d)\b(?![/–-])")
"""Behind a treaty: its year."""


def sides_of_others(reader: TreatyReader, t: Treaty, e: Event) -> set[str]:
    """The states that the sentence of an act names only in the words for other treaties."""
    s = reader.doc.sentences[e.sentence]
    here = reader.reader.between(s.start, s.end)
    others = [x for x in here if x.kind == "treaty" and x.ref_id and x.ref_id != t.cluster.local_id and x.form == "described"]
    told: dict[str, list[bool]] = {}
    for x in here if others else ():
        if x.kind == "actor" and x.ref_id:
            told.setdefault(x.ref_id, []).append(any(o.start <= x.start < o.end for o in others))
    return {a for a, inside in told.items() if all(inside)}


def of_signing(reader: TreatyReader, told: Mention, own: str) -> bool:
    """Whether the date of a signing is none of another treaty, or of the war that the treaty ended: the war of 1877 was concluded."""
    of_war = phrase("war-dated").search(reader.doc.text[max(0, told.start - 30) : told.start]) is not None
    return not of_war and not days.of_another(reader.reader, told, own)


def succeeds(gazetteer: Gazetteer, one: str, other: str) -> bool:
    """Whether one of two states followed the other."""
    before = [gazetteer.actors[a].predecessor_id if a in gazetteer.actors else None for a in (one, other)]
    return before[0] == other or before[1] == one


def year_behind(doc: Document, m: Mention) -> tuple[str, str] | None:
    """The year by which a description is called: the non-aggression pact of 1932."""
    found = OF_YEAR.match(doc.text, m.end) if m.form == "described" and not several(m) else None
    return (found[1], found[1]) if found is not None else None
