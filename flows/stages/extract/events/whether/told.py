"""Whether what a talk, a telegram or a letter tells is an act, and not a move of the talk itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flows.stages.extract.positions.voices import Voices
from flows.stages.grammar.frames import Frame

if TYPE_CHECKING:
    from flows.stages.extract.events.reader import Event

US = frozenset(("me", "us"))
WRITTEN = "correspondence"
"""Where whoever told something to the writer has met him: it is no move of a talk that the document records."""


def is_act(event: Event, frame: Frame, voices: Voices | None, sides: list[str], genre: str | None) -> bool:
    """Whether an act that a talk tells is one.

    A contact is one with somebody who is not there, before the talk, on a day named or with who writes of it; of the acts that
    are done in words only those that a third party has done are.
    """
    there = voices.there if voices else frozenset()
    outside = [p for p in event.participants if (p.person_id or p.actor_id) not in there]
    rule, vg = event.rule, frame.vg
    if rule.only_talk:
        to_us = any(np.pronoun in US for slot in ("patient", "recipient", "to") for np in frame.slots.get(slot, ()))
        before = event.date_mention is not None or (vg is not None and vg.past_perfect)
        return bool(outside) and (before or (to_us and genre == WRITTEN))
    if rule.in_talk:
        return True
    dated = event.date_mention is not None and not rule.only_told
    perfect = dated or (vg is not None and vg.perfect)
    return perfect and event.participants[0] in outside and event.participants[0].actor_id not in sides
