"""Clauses that only measure or ask, and tell of nothing done: `harder than any that it had signed`, `he asked whether they had met`."""

from __future__ import annotations

import re

from flows.stages.grammar.frames import Frame

COMPARED = re.compile(
    r"(?<!sooner )(?<!later )(?<!earlier )(?<!other )(?<!rather )\bthan "
    r"(?!(?:an?|one|two|three|four|five|six|ten|twelve|twenty|half|twice|\d\S*|hundreds?|thousands?)\b)[^,;:.—()]{0,70}$",
    re.IGNORECASE,
)
"""Ahead of a verb: what it says is the measure of something else; a number of those who act is none."""
ASKED = re.compile(r"\bwhether\b[^,;:.—]{0,90}$", re.IGNORECASE)
"""Ahead of a verb: whether it is so is the question."""


def tells_nothing(before: str, state: str, frame: Frame) -> bool:
    """Whether the finite verb of a frame, behind `before` in its sentence, stands in a comparison or in an indirect question.

    What one asks whether another will do is still a thing proposed.
    """
    if frame.vg is None or not frame.vg.finite:
        return False
    return COMPARED.search(before) is not None or (state in ("actual", "negated") and ASKED.search(before) is not None)
