"""What a treaty itself does: the subject of a clause is a treaty, or `it` takes up the one of which the text has just told."""

from __future__ import annotations

import re

from flows.stages.extract.discourse import Discourse
from flows.stages.grammar.frames import Frame

UNREAL = (" that ", " to ")
"""Behind a passive whose `it` stands for nothing: it was agreed that."""
REACH = 10
SUBORDINATE = re.compile(r"\b(?:what|which|that|because|if|when|as|where|how|than|whether) $")
"""Before a subject whose clause tells of no act of its own: less for what it contains."""


def take_up(frame: Frame, discourse: Discourse, text: str) -> None:
    """Let the subject `it` of a clause stand for the treaty that was the subject last."""
    vg = frame.vg
    if vg is None or (vg.passive and text.startswith(UNREAL, vg.end)):
        return
    for np in frame.slots.get("patient" if vg.passive else "agent", ()):
        said = np.pronoun == "it" and np.start < vg.start and not SUBORDINATE.search(text, max(0, np.start - REACH), np.start)
        if said and not np.treaties and (treaty := discourse.treaty(np.start)) is not None:
            np.treaties.append(treaty)


def told_of(frame: Frame) -> bool:
    """Whether a clause has a treaty for its subject: the pact was ratified."""
    return frame.vg is not None and any(np.all_treaties() for np in frame.slots.get("patient" if frame.vg.passive else "agent", ()))


def doing(frame: Frame) -> bool:
    """Whether a treaty does what a clause tells: the pact restored relations."""
    return told_of(frame) and frame.vg is not None and not frame.vg.passive


def named_in_full(frame: Frame) -> bool:
    """Whether a clause has a treaty among those that act in it which is no mere `it`."""
    return any(np.all_treaties() and np.pronoun is None for np in frame.slots.get("agent", ()))
