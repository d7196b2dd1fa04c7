"""Which record of the dataset answers to which row of a reader, in one document: one to one, the best pairs first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from flows.evaluate.content import Content, Record
from flows.evaluate.names import likeness, overlap, same_name, shared
from flows.stages.edtf import compatible

SAME_TREATY = 0.85
"""How alike the names of two treaties must be to make them one."""
HALF = 0.5
"""The share of a quote's words, and of a treaty's parties, that must agree."""

Found = tuple[tuple[int, int], ...]
"""Pairs of (place in the reader's list, place in the dataset's list)."""
Score = Callable[[Record, Record], float | None]


@dataclass(frozen=True, slots=True)
class Pairs:
    """The pairs of one document by kind; `moves` are positions whatever their stance."""

    treaties: Found
    events: Found
    positions: Found
    moves: Found

    def of(self, kind: str) -> Found:
        """The pairs of a kind: treaties, events, positions or moves."""
        return {"treaties": self.treaties, "events": self.events, "positions": self.positions, "moves": self.moves}[kind]


@dataclass(frozen=True, slots=True)
class Compared:
    """One document as the reader and as the dataset see it, and what answers to what."""

    name: str
    gold: Content
    ours: Content
    pairs: Pairs


def compare(name: str, gold: Content, ours: Content) -> Compared:
    """A document with its pairs."""
    return Compared(name, gold, ours, pair(gold, ours))


def pair(gold: Content, ours: Content) -> Pairs:
    """The pairs of one document."""
    wanted, given = gold.positions or (), ours.positions or ()
    return Pairs(
        _best(gold.treaties, ours.treaties, treaty),
        _best(gold.events, ours.events, event),
        _best(wanted, given, position) if gold.positions is not None else (),
        _best(wanted, given, move) if gold.positions is not None else (),
    )


def _best(gold: Sequence[Record], ours: Sequence[Record], score: Score) -> Found:
    """Take the pair with the highest score, strike both out, and go on; of equal scores the one further down the lists."""
    scored = [(value, i, j) for i, g in enumerate(gold) for j, s in enumerate(ours) if (value := score(g, s)) is not None]
    taken: list[tuple[int, int]] = []
    for _, i, j in sorted(scored, reverse=True):
        if all(i != a and j != b for a, b in taken):
            taken.append((i, j))
    return tuple(sorted(taken))


def treaty(gold: Record, ours: Record) -> float | None:
    """One treaty: a name or alias in common and signing dates that do not clash, or compatible dates and half of the parties."""
    alike = max((likeness(a, b) for a in gold.lists["names"] for b in ours.lists["names"]), default=0.0)
    parties = gold.lists["parties"]
    common = shared(parties, ours.lists["parties"]) / max(1, len(parties))
    both = gold.text("signed") is not None and ours.text("signed") is not None
    dated = compatible(gold.text("signed"), ours.text("signed"))
    by_name = alike >= SAME_TREATY and (dated or not both)
    by_parties = dated and parties and common >= HALF
    return alike + dated + common if by_name or by_parties else None


def event(gold: Record, ours: Record) -> float | None:
    """One event: the same PLOVER type, quotes that share half of their words, and an actor or person in common."""
    if gold.values["event_type"] != ours.values["event_type"]:
        return None
    quoted = _quoted(gold, ours)
    if quoted < HALF:
        return None
    actors = gold.lists["actors"]
    common = shared(actors, ours.lists["actors"])
    if not common:
        return None
    return (
        quoted + (gold.values["action"] == ours.values["action"]) + common / len(actors) + (gold.values.get("date") == ours.values["date"])
    )


def move(gold: Record, ours: Record) -> float | None:
    """One move: the speaker or the state spoken for, the article where the reader names one, and half of the quote's words."""
    speakers = any(same_name(a, b) for a in gold.lists["speakers"] for b in ours.lists["speakers"])
    if not speakers or gold.values.get("article") not in (None, ours.values["article"]):
        return None
    quoted = _quoted(gold, ours)
    return quoted if quoted >= HALF else None


def position(gold: Record, ours: Record) -> float | None:
    """One position: one move, read as the same stance."""
    return move(gold, ours) if gold.values["stance"] == ours.values["stance"] else None


def _quoted(gold: Record, ours: Record) -> float:
    return max((overlap(gold.quotes[0], quote) for quote in ours.quotes), default=0.0)
