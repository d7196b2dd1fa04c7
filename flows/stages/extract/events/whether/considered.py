"""What those who talk or write only think of doing: they should propose it, are willing to accept it, or ask what follows if it is refused.

A narrative leaves such acts out as nothing that happened; to who reads a talk or a letter they are what it is about.
"""

from __future__ import annotations

from flows.stages.actions import acts
from flows.stages.extract.events.whether.cues import by
from flows.stages.extract.events.whether.gerunds import governor_of
from flows.stages.extract.events.whether.realis import in_doubt
from flows.stages.grammar.frames import Parse

TOLD = ("told_itself", "gathering", "asking")
"""Cues of verbs that tell themselves what hangs on them: refused, met or asked to do it."""


def considered(parse: Parse, i: int, action: str, text: str) -> str | None:
    """How an act of verb chunk `i` is meant that is told as no act, null where nobody thinks of doing it; `text` is its
    clause up to the verb."""
    vg = parse.chunks[i].vg
    if vg is None or vg.negated:
        return None
    if vg.modal:
        cue = "advised" if action in acts("advised-steps") else "conceivable" if action == "agree" else None
        return by(cue, vg.modal) if cue and not vg.perfect else None
    if vg.infinitive:
        return "proposed" if action in acts("willing-steps") and not vg.perfect and not _told(parse, i) else None
    if vg.participial:
        return "proposed" if action in acts("contacts") else None
    return "hypothetical" if vg.finite and action in acts("yes-or-no") and in_doubt(parse, i, text) else None


def _told(parse: Parse, i: int) -> bool:
    """Whether another word tells of the infinitive at i already: refused or asked to accept it, met to discuss it."""
    governor, before = governor_of(parse, i), parse.chunks[i - 1].np if i else None
    if governor is not None and (governor.negated or any(by(cue, governor.word) is not None for cue in TOLD)):
        return True
    return before is not None and by("beside", before.head) == "negated"
