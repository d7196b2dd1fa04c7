"""The treaty that an act stands in: under the treaty, the two states agreed; the treaty obliged Norland to cede the port."""

from __future__ import annotations

import re
from collections.abc import Sequence

from flows.stages.actions import acts
from flows.stages.model import Mention, Sentence

FRAMING = re.compile(
    r"\b(?:[Ii]n|[Uu]nder|[Bb]y|[Tt]hrough)(?: the (?:terms|provisions|articles) of)?(?: Article \d+ of)?"
    r"(?: the| this| that| their| its| a)?(?: [\w-]+)? $"
)
SUBJECT_OPENS = frozenset(("The ", "This ", "Its ", ""))
"""Before a treaty at the start of a sentence, whose terms the sentence tells: the treaty obliged Norland to cede the port."""


def framing(action: str, text: str, sentence: Sentence, mentions: Sequence[Mention], position: int) -> Mention | None:
    """The treaty that opens the clause of an act at `position`, or that its sentence tells the terms of."""
    if action not in acts("framed-by-treaty"):
        return None
    for m in reversed(mentions):
        if m.kind == "treaty" and m.end <= position:
            framed = FRAMING.search(text, max(sentence.start, m.start - 40), m.start)
            if framed or text[sentence.start : m.start] in SUBJECT_OPENS:
                return m
    return None


def only_treaty(mentions: Sequence[Mention]) -> Mention | None:
    """The only treaty among mentions, which a clause that names none takes up; of two it is unsaid which is meant."""
    named = {m.ref_id: m for m in mentions if m.kind == "treaty"}
    return next(iter(named.values())) if len(named) == 1 else None
