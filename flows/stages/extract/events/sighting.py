"""Where a rule finds an act: what the reader of events hands on to whatever completes it."""

from __future__ import annotations

from dataclasses import dataclass

from flows.stages.extract.events.rules import EventRule
from flows.stages.grammar.frames import Frame, Parse
from flows.stages.model import Mention, Sentence


@dataclass(frozen=True, slots=True)
class Sighting:
    """The words of an act in a sentence, with their grammar; `state` says whether it happened, `mentions` are all of the sentence."""

    rule: EventRule
    frame: Frame
    parse: Parse
    trigger: tuple[int, int]
    state: str
    sentence: Sentence
    mentions: list[Mention]
