"""Clauses that only measure, ask or word something, and tell of nothing done: `harder than any that it had signed`, `he asked whether
they had met`, `the treaty comes into force on signature`."""

from __future__ import annotations

import re

from flows.stages.actions import acts
from flows.stages.extract.discourse import law_words
from flows.stages.extract.events.whether.cues import by
from flows.stages.grammar.frames import Frame, Parse
from flows.stages.grammar.lexis import control

COMPARED = re.compile(
    r"(?<!sooner )(?<!later )(?<!earlier )(?<!other )(?<!rather )\bthan "
    r"(?!(?:an?|one|two|three|four|five|six|ten|twelve|twenty|half|twice|\d\S*|hundreds?|thousands?)\b)[^,;:.—()]{0,70}$",
    re.IGNORECASE,
)
"""Ahead of a verb: what it says is the measure of something else; a number of those who act is none."""
ASKED = re.compile(r"\bwhether\b[^,;:.—]{0,90}$", re.IGNORECASE)
"""Ahead of a verb: whether it is so is the question."""

AT_ONCE = re.compile(r"[^.;,]{0,20}\b(?:at once|immediately)\b")
"""Behind a verb: what it tells holds from then on."""


def tells_nothing(before: str, behind: str, state: str, frame: Frame) -> bool:
    """Whether the verb of a frame, between `before` and `behind` in its sentence, stands in a comparison, in an indirect question or in
    what a text provides, unless it provides it for at once: it comes into force at once on signature.

    What one asks whether another will do is still a thing proposed.
    """
    if frame.vg is None or not frame.vg.finite:
        return frame.vg is not None and _quoted(before)
    provided = _provided(frame) and AT_ONCE.match(behind) is None
    if frame.vg.form in ("base", "third") and not frame.vg.auxiliary and (_quoted(before) or provided):
        return True
    low = before.lower()
    if "than " in low and COMPARED.search(before) is not None:
        return True
    return state in ("actual", "negated") and "whether" in low and ASKED.search(before) is not None


def _quoted(before: str) -> bool:
    """Whether the marks of a quotation are still open: what it says in the present is its wording."""
    return before.rfind("“") > before.rfind("”") or before.count('"') % 2 == 1


def _provided(frame: Frame) -> bool:
    """Whether it is told when something happens, and not that it did: it comes into force upon signature."""
    return any(np.head in control("awaited") for slot in ("on", "upon", "after") for np in frame.slots.get(slot, ()))


def of_nobody(parse: Parse, i: int, frame: Frame, action: str) -> bool:
    """Whether verb chunk `i` only says what many think, or which of many are meant: most ministers were against it, public opinion
    generally favoured it, those who supported it; or what a law says whose passing is told: a bill that barred the ships; or what
    came of an act: the annexation encouraged the rebels."""
    vg = frame.vg
    agents = frame.slots.get("agent", ())
    if vg is None or not agents:
        return False
    if _by_an_act(frame, action):
        return True
    host = parse.chunks[i - 2].np if i > 1 and (parse.chunks[i - 1].kind == "rel" or parse.chunks[i - 1].text == "that") else None
    if host is not None and (by("of_many", host.units[0].text) is not None or host.head in law_words()):
        return True
    if action not in acts("attitudes"):
        return False
    if by("crowd", agents[0].units[0].text) is not None or by("crowd", agents[0].head) is not None:
        return True
    return action != "agree" and any(by("commonly", u.text) is not None for u in parse.units if agents[0].end <= u.start < vg.head_start)


def _by_an_act(frame: Frame, action: str) -> bool:
    """Whether no one but an act, or a state of things, does what the verb says: it had an effect, and nobody acted anew.

    That talks or an attempt failed is told of those who held or made it; and a treaty encourages nobody.
    """
    vg, agent = frame.vg, frame.slots["agent"][0]
    if vg is None or vg.passive or agent.heads:
        return False
    if agent.treaties:
        return action == "express-support"
    return vg.finite and action not in acts("of-things") and by("happening", agent.head) is not None
