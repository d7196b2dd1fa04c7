"""How far to the right the words of a treaty reach: not into another name, the clause that goes on, or a half of a word."""

from __future__ import annotations

import re

from flows.stages.recognise.treaties.heads import head_pattern, heads
from flows.stages.recognise.wording import phrase


def before_next_head(text: str, start: int, end: int) -> int:
    """Where a name ends that would run into the next treaty's: the Treaty of Alliance and the Treaty of Commerce."""
    following = head_pattern().search(text, start, end)
    made = following is not None and heads()[following.group().lower()][1] == "made"
    if following is not None and made and phrase("head-about").fullmatch(text, start, following.start()):
        following = head_pattern().search(text, following.end(), end)  # the Treaty on the Final Settlement
    if following is None or following.group().islower():
        return end
    cut = re.search(r"(?:,| and)[^,]*$", text[start : following.start()])
    return start + cut.start() if cut else start


def trim(text: str, start: int, end: int, high: int) -> int:
    """Cut a describing phrase before the clause goes on; a list of its sides goes on over its commas."""
    listed = phrase("sides-listed").search(text, start, high)
    if listed is not None and listed.start() < end and phrase("clause-goes-on").search(text, start, listed.start()) is None:
        return listed.end()
    sides = phrase("second-side").match(text, start, end)
    stop = phrase("clause-goes-on").search(text, sides.end() if sides else start, end)
    end = stop.start() if stop else end
    return start + len(phrase("loose-end").sub("", text[start:whole_word(text, start, end)]).rstrip())


def clause_end(text: str, start: int, end: int) -> int:
    """Where a clause that says what a treaty does ends, before the one that it stands in goes on: a pact that freed them was signed."""
    stop = phrase("clause-done").search(text, start, end)
    return stop.start() if stop else end


def whole_word(text: str, start: int, end: int) -> int:
    """The end of text[start:end] without a word that it breaks off."""
    broken = end < len(text) and text[end - 1].isalnum() and text[end].isalnum()
    return max(text.rfind(" ", start, end), start) if broken else end
