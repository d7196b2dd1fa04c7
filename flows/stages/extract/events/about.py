"""The treaty that an act is about: they met to draft a treaty, refused to ratify the pact, proposed that the protocol be dropped.

An act whose own phrases name no treaty is about the one that its complement names first: what hangs on its phrases, an infinitive or
a clause with `that` behind it.  Only the acts of `rules/treaty_acts.csv` are dealings over treaties.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from flows.stages.actions import acts
from flows.stages.grammar.chunks import NP, Chunk
from flows.stages.grammar.frames import Frame, Parse
from flows.stages.model import Mention
from schemas.data import rows

if TYPE_CHECKING:
    from flows.stages.extract.events.reader import Event

APART = frozenset(("after", "before", "since", "until", "during", "outside", "like", "unlike", "despite", "than", "without", "besides"))
"""Prepositions before a treaty that an act is only told beside."""
BARRIERS = frozenset(("comma", "stop", "rel", "open", "close"))


@cache
def treaty_acts() -> frozenset[str]:
    """Acts that are dealings over a treaty where their complement names one."""
    return frozenset(r["action"] for r in rows("rules/treaty_acts", "action"))


def concerned(action: str, frame: Frame, parse: Parse, end: int) -> Mention | None:
    """The treaty that the complement of an act names first; `end` is where its trigger ends."""
    if action not in treaty_acts():
        return None
    hanging = (t for slot, nps in frame.slots.items() if slot not in APART for np in nps for t in _within(np))
    return next(hanging, None) or next(_behind(frame, parse.chunks, end), None)


def _within(np: NP) -> Iterator[Mention]:
    """The treaties of a phrase and of what hangs on it."""
    yield from np.all_treaties()
    for prep, nps in np.attached.items():
        if prep not in APART:
            for hung in nps:
                yield from _within(hung)


def _behind(frame: Frame, chunks: list[Chunk], end: int) -> Iterator[Mention]:
    """The treaties of the complement: up to the end of the clause, and of those that it opens with `to` or `that`."""
    told = frame.vg is not None  # a noun's verb may follow yet: negotiations began for a treaty
    for c in chunks:
        if c.start < end:
            continue
        if c.kind in BARRIERS or (c.kind == "sub" and c.text != "that") or c.kind == "conj":
            return
        if c.kind == "sub":
            told = False
        elif c.kind == "V" and c.vg is not None and c.vg.finite:
            if told:
                return
            told = True
        elif c.np is not None and c.prep not in APART:
            yield from _within(c.np)


def spread(events: Sequence[Event]) -> None:
    """Let talks be about the treaty that their sentence goes on to say came of them: after months of negotiations they signed the pact."""
    made: dict[int, list[Event]] = {}
    for e in events:
        if e.treaty is not None and e.rule.action in acts("making-treaties") and e.realis == "actual":
            made.setdefault(e.sentence, []).append(e)
    for e in events:
        if e.about is None and e.treaty is None and e.rule.action in acts("leading-to-treaties"):
            shared = [x for x in made.get(e.sentence, ()) if e.trigger < x.trigger and len(_sides(e) & _sides(x)) > 1]
            e.about = shared[0].treaty if shared else None


def _sides(event: Event) -> set[str | None]:
    return {p.actor_id or p.person_id for p in event.participants}
