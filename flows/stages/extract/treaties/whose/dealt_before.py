"""The sides of a treaty that a text says was signed, without saying by whom: those who were told of right before.

`Norway and Sweden fought a short war.  A peace treaty was signed in Oslo.`
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flows.stages.actions import acts
from flows.stages.genres import TALKS
from flows.stages.recognise.kinds import actor_kinds
from flows.stages.recognise.wording import phrase

if TYPE_CHECKING:
    from flows.stages.extract.events.reader import Event
    from flows.stages.extract.treaties.facts import Treaty
    from flows.stages.extract.treaties.whose.parties import PartyReader
    from flows.stages.model import Mention, Sentence

BACK = 2
"""Sentences before that of the treaty that may tell of them."""


def sides(reader: PartyReader, t: Treaty) -> list[tuple[str, tuple[int, int]]]:
    """The two who fought, met or negotiated right before a treaty is signed of which the text does not say whose it is."""
    mine = [e for e in reader.of.events if e.treaty is not None and e.treaty.ref_id == t.cluster.local_id]
    mine = [e for e in mine if e.rule.action in acts("told-of-nobody")]
    m = t.cluster.mentions[0]
    act = next((e for e in mine if not m.start <= e.trigger[0] < m.end), None)  # what only its name tells is no act of the sentence
    if act is None or act.participants or act.realis != "actual" or reader.of.doc.genre in TALKS or m.form not in ("named", "described"):
        return []
    s = reader.reader.sentence_at(m.start)
    others = act.trigger[1] <= m.start and not phrase("both-sides").search(reader.text, s.start, act.trigger[0])
    if others or phrase("by-others").match(reader.text, max(act.trigger[1], m.end), s.end):
        return []  # the workers signed an agreement, or it was signed with them
    if act.sentence != s.sentence_no or (named := _told(reader, s, t)) is None:
        return []
    for no in range(s.sentence_no, max(-1, s.sentence_no - BACK - 1), -1):
        before = reader.of.doc.sentences[no]
        if before.passage_no != s.passage_no:
            break
        told = [e for e in reader.of.events if e.sentence == no and e.realis == "actual" and _ahead(e, m)]
        told = [e for e in told if e.rule.action in acts("before-a-treaty")]
        if told:
            found = dict.fromkeys(a for e in told for p in e.participants if (a := p.actor_id) and _side(reader, a))
            here = _told(reader, before, t)
            plain = len(found) == 2 and here is not None and here <= found.keys() and named <= found.keys()
            return [(a, told[-1].quote) for a in found] if plain else []
        if no < s.sentence_no and _told(reader, before, t):
            break
    return []


def _ahead(e: Event, m: Mention) -> bool:
    return e.trigger[1] <= m.start


def _side(reader: PartyReader, actor_id: str) -> bool:
    return reader.of.is_state(actor_id) or reader.reader.gazetteer.kind(actor_id) in actor_kinds("rebels")


def _told(reader: PartyReader, s: Sentence, t: Treaty) -> set[str] | None:
    """The states that a sentence names, and not only as where something went on; None where it tells of another treaty."""
    here = reader.reader.between(s.start, s.end)
    if any(x.kind == "treaty" and x.ref_id in reader.of.by_id and x.ref_id != t.cluster.local_id for x in here):
        return None
    here = [x for x in here if phrase("there-only").search(reader.text, max(s.start, x.start - 16), x.start) is None]
    named = [a for x in here for a in reader.states(x)]
    named += [str(x.ref_id) for x in here if x.kind == "actor" and x.ref_id and _side(reader, x.ref_id)]
    return set(named)
