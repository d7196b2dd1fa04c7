"""Between whom fighting goes on where its clause names nobody: shots were exchanged, Westport fell on the 25th, hostilities ceased.

Histories of wars name the two sides where the war begins, and then tell of its battles, of towns that fall and of its end without them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flows.stages.actions import acts
from flows.stages.extract.events.sighting import Sighting
from flows.stages.extract.events.who.roles import Participant, unknown_name
from flows.stages.genres import CHRONICLE
from flows.stages.grammar.chunks import NP
from flows.stages.grammar.frames import Frame
from flows.stages.grammar.lexis import word_class
from flows.stages.model import Mention

if TYPE_CHECKING:
    from flows.stages.extract.events.reader import Event, Reader

WITHIN = 6
"""Sentences for which a war is still the one that a text tells of."""
ABOUT_TWO = 0.5
"""Which share of all mentions of states two of them have in the account of a war between them."""
DOERS = ("agent", "owner", "by", "between", "with", "against", "from", "governor")
"""Slots of those who fight: who stands there is somebody, be he known or not."""
GROUNDS = ("agent", "patient", "of", "on", "at", "in", "into")
"""Slots of what is taken or struck, and of where it is done."""


def of(reader: Reader, found: Sighting, date: str | None) -> list[Participant]:
    """The two sides of the war that a text tells of, for an act of war that has a day or a place and names nobody; else nobody."""
    rule, frame = found.rule, found.frame
    if rule.action not in acts("of-belligerents") or reader.voices is not None or found.state != "actual" or reader.doc.genre == CHRONICLE:
        return []  # each entry of a chronicle tells of something else
    noun = reader.doc.text[slice(*found.trigger)]
    noun = noun.lower() if found.trigger[0] == found.sentence.start else noun
    unsaid = _told_by_verb(frame, bool(rule.party)) if frame.vg is not None else _told_by_noun(noun, frame)
    if not unsaid or not any(m.kind in ("date", "place") for m in found.mentions):
        return []
    war, sides = _at_war(reader, found, date)
    if not war or _elsewhere(reader, found, war[0], sides, date):
        return []
    if len(sides) < 2 or rule.party:
        return [Participant(a, None, "party") for a in sides] if len(sides) > 1 else []
    struck = _struck(reader, frame, war, sides, date)
    if struck is None:
        return []
    lost, won = ("source", "target") if rule.action in acts("of-the-beaten") else ("target", "source")
    return [Participant(a, None, lost if a == struck else won) for a in sides if a == struck or not _allied(war, struck, a)]


def _elsewhere(reader: Reader, found: Sighting, last: Event, sides: list[str], date: str | None) -> bool:
    """Whether an act is told in another paragraph than the war was last, and on the ground of a state that has no part in that."""
    if reader.sentence_at(last.trigger[0]).passage_no == found.sentence.passage_no:
        return False
    grounds = {state for m in found.mentions if m.kind == "place" and (state := _state(reader, m, date)) is not None}
    return bool(grounds) and grounds.isdisjoint(sides)


def _told_by_verb(frame: Frame, between_two: bool) -> bool:
    """Whether a verb says only what is taken or struck, that a town falls, or what forces do of which it says not whose they are.

    Towns do nothing that takes two: they do not clash. A truce that begins is of those who fought.
    """
    done_to = frame.slots.get("patient", ())
    doers = [np for slot in DOERS for np in frame.slots.get(slot, ())]
    if frame.vg is not None and frame.vg.passive:
        told = bool(done_to) and all(np.heads or np.head in word_class("shots") or unknown_name(np) for np in done_to)
    else:
        told = bool(doers)
    return told and all((_a_truce(np) if between_two else _a_town(np)) or _of_no_side(np) for np in doers)


def _told_by_noun(noun: str, frame: Frame) -> bool:
    """Whether a noun that is no name tells that there is fighting, or of fighting at a place, and nobody stands beside it who fights or has
    others fight; not `before the outbreak of hostilities`."""
    placed = any(_a_town(np) for slot in ("of", "at") for np in frame.slots.get(slot, ()))
    return noun in word_class("fighting") and (frame.direct or placed) and not any(frame.slots.get(slot) for slot in DOERS)


def _of_no_side(np: NP) -> bool:
    """Whether forces are told of, and not whose they are."""
    return np.head in word_class("units-of-force") and not np.entities() and not np.pronouns()


def _a_truce(np: NP) -> bool:
    return bool(np.treaties) and not any(m.kind != "treaty" for m in np.entities())


def _a_town(np: NP) -> bool:
    return unknown_name(np) or (bool(np.heads) and all(m.kind == "place" or m.form == "capital" for m in np.heads))


def _at_war(reader: Reader, found: Sighting, date: str | None) -> tuple[list[Event], list[str]]:
    """The acts of the war that is told of, the last first, and its sides: those of the last one that names two, or where none does, the
    two states that the account of a war is about."""
    near = reader.told_in(found.sentence.sentence_no - WITHIN, len(reader.doc.sentences))[::-1]
    war = [e for e in near if e.rule.action in acts("of-war") and e.realis == "actual"]
    for e in war:
        sides = list(dict.fromkeys(_sides(reader, e, date).values()))
        if len(sides) > 1:
            return war, sides
    main = [a for a in reader.discourse.main if a in reader.gazetteer.states]
    return war, main if war and len(main) == 2 and reader.discourse.focus >= ABOUT_TWO else []


def _sides(reader: Reader, e: Event, date: str | None) -> dict[tuple[str, str], str]:
    """Role and actor of those who take part in an act -> on whose side they are."""
    owned = {(p.role, p.actor_id): reader.gazetteer.owner(p.actor_id, date) for p in e.participants if p.actor_id}
    return {key: state for key, state in owned.items() if state is not None}


def _struck(reader: Reader, frame: Frame, war: list[Event], sides: list[str], date: str | None) -> str | None:
    """The side on whose ground an act of war is done, or else the one that was struck last."""
    for np in (np for slot in GROUNDS for np in frame.slots.get(slot, ())):
        for m in np.heads:
            state = _state(reader, m, date) if m.kind == "place" else m.ref_id if m.form == "capital" else None
            if state in sides:
                return state
    struck = (a for e in war for (role, _), a in _sides(reader, e, date).items() if role == "target" and a in sides)
    return next(struck, None)


def _state(reader: Reader, m: Mention, date: str | None) -> str | None:
    return reader.gazetteer.actor_of_place(m.ref_id) or reader.gazetteer.state_at(m.ref_id, date)


def _allied(war: list[Event], one: str, other: str) -> bool:
    """Whether two of those who fight did the same in an act of theirs, and so stand on one side."""
    for e in war:
        roles = {p.actor_id: p.role for p in e.participants}
        if one in roles and roles[one] == roles.get(other) != "party":
            return True
    return False
