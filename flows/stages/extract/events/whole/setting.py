"""The land that a text is about: who attacks, rises or withdraws, with no word of where, does it there, and its own people all they do.

`The Norland Crisis ... In May Sudland withdrew its troops.`  It is a land that the title names, of which the text tells twice as
often as of another such, and tells as of a place: in Norland, throughout Norland.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from flows.stages.actions import acts
from flows.stages.extract.events.reader import Event, Reader
from flows.stages.extract.events.where.act import AHEAD
from flows.stages.extract.events.where.lands import land
from flows.stages.extract.events.where.wording import phrase
from flows.stages.model import UNTOLD, Mention

SHARE = 0.2
"""Which part of all mentions of a land must tell of what is in it."""
TIMES = 2
"""How often it is told of for once that another such land is."""
LEAST = 3
"""How often it is told of at least."""


def settle(reader: Reader, events: list[Event]) -> None:
    """Give acts of force without a place the land that the text is about, unless their sentence is set elsewhere."""
    settled = acts("force-on-ground") | acts("home-affairs")
    unplaced = [e for e in events if e.place is None and e.rule.action in settled]
    if reader.voices is not None or not unplaced or (ground := _topic(reader)) is None:
        return
    for e in unplaced:
        if e.rule.action not in acts("force-on-ground") and not _at_home(reader, e, ground):
            continue
        sentence = reader.sentence_at(e.trigger[0])
        here = reader.between(sentence.start, sentence.end)
        own = [m for m in here if land(m, reader.gazetteer) == ground.ref_id]
        if any(m not in own and _sets(reader, m, sentence.start) for m in here):
            continue
        e.place = replace(own[0], kind="place", ref_id=ground.ref_id) if own else ground


def _at_home(reader: Reader, e: Event, ground: Mention) -> bool:
    """Whether an act is one of those of a land alone: its prime minister resigned."""
    home = reader.gazetteer.actor_of_place(ground.ref_id)
    sides = {reader.gazetteer.owner(p.actor_id, e.date) for p in e.participants if p.actor_id}
    return home is not None and sides == {home}


def _topic(reader: Reader) -> Mention | None:
    """The land of the title that the text is about, as the title names it."""
    title = reader.doc.meta.get("title_span") or [0, 0]
    told: Counter[str] = Counter()
    inside: Counter[str] = Counter()
    named: dict[str, Mention] = {}
    for m in reader.mentions:
        if (at := land(m, reader.gazetteer)) is None:
            continue
        if title[0] <= m.start < title[1]:
            named.setdefault(at, replace(m, kind="place", ref_id=at))
        if reader.kinds.get(m.passage_no) in UNTOLD:
            continue
        told[at] += 1
        inside[at] += phrase("in-land").search(reader.doc.text, max(0, m.start - AHEAD), m.start) is not None
    lands = [(at, n) for at, n in told.most_common() if inside[at] >= SHARE * n and inside[at]]
    if not lands or lands[0][1] < LEAST or (len(lands) > 1 and lands[0][1] < TIMES * lands[1][1]):
        return None
    return named.get(lands[0][0])


def _sets(reader: Reader, m: Mention, start: int) -> bool:
    """Whether a phrase sets an act, or what it is about, in another land or town: in Sudland, from Oslo."""
    if m.kind != "place" and (m.form != "name" or land(m, reader.gazetteer) is None):
        return False
    return phrase("set-in").search(reader.doc.text, max(start, m.start - AHEAD), m.start) is not None
