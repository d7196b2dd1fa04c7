"""The state that a post is accredited to, told by the town where it is: the embassy in Lima opened.

Only rules with the slot `host` ask for it.  The words for posts are in `rules/posts.csv`; what state a town belongs to at a
date is what the gazetteer knows of its country.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from flows.stages.grammar.chunks import NP
from flows.stages.grammar.frames import Frame
from flows.stages.model import Mention
from flows.stages.recognise.gazetteer import Gazetteer
from schemas import data

SLOT = "host"
REACH = 50
"""Characters before a town in which its post stands."""
BEHIND = ("in", "at", "to")
"""Prepositions of a town where a post is opened, or moved to."""


@cache
def words() -> str:
    """The words for posts, as alternatives of a pattern, the longest first."""
    found = {r["word"] for r in data.rows("rules/posts", "rule_id", "word", "example")}
    return "|".join(sorted(map(re.escape, found), key=lambda w: (-len(w), w)))


@cache
def _post() -> re.Pattern[str]:
    return re.compile(rf"(?i)\b(?:{words()})(?:,? (?:in|at|to)(?: the)?)? $")


def fill(frame: Frame, mentions: Sequence[Mention], trigger: tuple[int, int], text: str, gazetteer: Gazetteer, date: str | None) -> None:
    """Put the state of the town at which a post is into the slot `host` of its clause."""
    if SLOT in frame.slots:
        return
    comma = text.find(",", trigger[1], max(frame.end, trigger[1]))
    end = comma if comma >= 0 else frame.end
    behind = [m for slot in BEHIND for np in frame.slots.get(slot, ()) for m in np.heads]
    for m in mentions:
        if m.kind != "place" or not frame.start <= m.start < end:
            continue
        if m not in behind and not _post().search(text, max(0, m.start - REACH), m.start):
            continue
        if state := gazetteer.actor_of_place(m.ref_id) or gazetteer.state_at(m.ref_id, date):
            frame.slots[SLOT] = [NP(m.start, m.end, [], heads=[replace(m, kind="actor", ref_id=state)])]
            return
