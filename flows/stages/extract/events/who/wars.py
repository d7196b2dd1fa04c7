"""Who fights in a war whose name does not say so: the Crimean War, the War of 1812.

The sides are those of `gazetteer/wars.csv` that the text itself speaks of; the land that a war is named after takes part in any case.
"""

from __future__ import annotations

import re
from functools import cache

from flows.stages.extract.discourse import Discourse
from flows.stages.extract.events.who.roles import Participant
from schemas.data import rows

REACH = 30
"""Characters before and behind the word war in which the rest of a name stands."""
SIDES = 2
"""How many of those who fought a text speaks of, where it is about them and not only about the time of their war."""


@cache
def _parties() -> dict[str, tuple[tuple[str, ...], str]]:
    """The name of a war -> the states that fought in it, and the one whose land is in its name."""
    return {r["name"]: (tuple(r["parties"].split(";")), r["land"]) for r in rows("gazetteer/wars", "name", "parties", "land")}


@cache
def _names() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(sorted(map(re.escape, _parties()), key=lambda n: (-len(n), n)))})\b")


def of(action: str, trigger: tuple[int, int], text: str, discourse: Discourse) -> list[Participant]:
    """The sides of the war whose name a trigger is part of: those that the text names, where it names two, else the land alone."""
    if action != "battle":
        return []
    for m in _names().finditer(text, max(0, trigger[0] - REACH), trigger[1] + REACH):
        if m.start() <= trigger[0] and trigger[1] <= m.end():
            parties, land = _parties()[m[0]]
            told = [a for a in parties if discourse.names(a)]
            meant = told if len(told) >= min(SIDES, len(parties)) else [land] if land else []
            return [Participant(a, None, "party") for a in meant]
    return []
