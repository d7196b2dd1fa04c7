"""Where an act is done: the place that its clause names, or the territory of a state that it is done in.

`In Norland the army seized power` is placed in Norland, though Norland is a state; `Sudland invaded Norland` as well, by
the actions of `rules/place_actions.csv`.  Nothing is placed where a clause only talks of a place or comes from it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from flows.stages.extract.roles import Participant
from flows.stages.grammar.frames import Frame
from flows.stages.model import Mention
from flows.stages.recognise.gazetteer import Gazetteer
from schemas.data import rows

REACH = 80
"""How far behind a trigger its place may stand, in characters, where its clause ends before."""
ELSEWHERE = re.compile(r"(?i)\b(?:from|against|about|over|regarding|concerning|left|leave|leaving|threat to)(?: the)? $")
"""Before a place where an act is not done: whence somebody comes, or what is talked of."""
INSIDE = re.compile(r"(?i)\b(?:in|inside|within|throughout|across|into)(?: the)? $")
"""Before a state in whose territory an act is done."""


@cache
def _actions() -> dict[str, str]:
    """Action -> what gives its place beside a phrase with `in`: its target, or a phrase with the preposition."""
    return {r["action"]: r["takes"] for r in rows("rules/place_actions", "action", "takes")}


def place(
    action: str,
    frame: Frame,
    mentions: Sequence[Mention],
    trigger: tuple[int, int],
    participants: Sequence[Participant],
    text: str,
    g: Gazetteer,
) -> Mention | None:
    """The mention that places an act, its `ref_id` a place_id; None where its clause does not say."""
    leaves = _actions().get(action) == "from"
    low, high = frame.start, max(frame.end, trigger[1] + REACH)
    near = sorted((m for m in mentions if m.ref_id and low <= m.start < high), key=lambda m: abs(m.start - trigger[1]))
    for m in near:
        if m.kind == "place" and (leaves or not ELSEWHERE.search(text, max(0, m.start - 24), m.start)):
            return m
    for m in near:
        if m.kind == "actor" and m.form == "name" and _territory(g, m) and _inside(action, text[max(0, m.start - 24) : m.start]):
            return replace(m, kind="place", ref_id=_territory(g, m))
    if _actions().get(action) == "target":
        done_to = [p.actor_id for p in participants if p.role == "target" and p.actor_id]
        found = next((m for m in near if done_to == [m.ref_id] and m.start >= low and _territory(g, m)), None)
        return replace(found, kind="place", ref_id=_territory(g, found)) if found is not None else None
    return None


def _inside(action: str, before: str) -> bool:
    word = _actions().get(action, "")
    return bool(INSIDE.search(before)) or (word in ("from", "to") and re.search(rf"\b{word}(?: the)? $", before) is not None)


def _territory(g: Gazetteer, m: Mention) -> str | None:
    return g.place_of_actor(m.ref_id) if m.kind == "actor" else None
