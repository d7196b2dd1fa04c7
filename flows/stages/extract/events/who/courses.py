"""Whose act a text goes on with where it names nobody: `the mutiny spread`, `this occupation continued` are of those last told of."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from flows.stages.actions import acts
from flows.stages.extract.events.who.roles import Participant
from flows.stages.grammar.lexis import control, pattern

if TYPE_CHECKING:
    from flows.stages.extract.events.reader import Event, Reader
    from flows.stages.extract.events.rules import EventRule
    from flows.stages.grammar.frames import Frame
    from flows.stages.model import Sentence

ANAPHOR = re.compile(r"\b(?:[Tt]he|[Tt]hese|[Tt]his|[Tt]hose|[Ii]ts|[Tt]heir|[Tt]hat|[Ss]uch)(?: [a-z-]+){0,2} $")
"""Before an event noun: it takes up an event told before (the talks, this second meeting)."""
YET = re.compile(
    r"\b(?:an?|further|any|more|later|subsequent|future|new|other|for|into|toward|towards|such) (?:[a-z-]+ )?$"
    r"|\b(?:until|unless|if|whether)\b[^,;]*$"
)
"""Ahead of talks that are yet to come, or of none in particular."""
LED_TO = re.compile(r"(?:after|following) (?:[a-z-]+ ){0,4}(?:of )?(?:[a-z-]+ )?$")
"""Ahead of talks that open a sentence: what they led to is told next (after two years of talks the powers signed it)."""
WITHIN = 12
"""Sentences for which an act told of can be gone on with."""


def takes_up(text: str, sentence: Sentence, start: int) -> bool:
    """Whether what stands before a noun says that it has been told of."""
    return ANAPHOR.search(text[max(sentence.start, start - 30) : start]) is not None


def told_of(ahead: str, after: str) -> bool:
    """Whether talks have a topic or a course, which `after` tells behind their noun, or open the sentence as what led to its act."""
    return pattern("topical-talks").match(after) is not None or LED_TO.match(ahead) is not None


def known(event: Event, ahead: str, after: str) -> bool:
    """Whether who talks or writes means with talks that he does not describe those that his side is in: progress in talks is slow."""
    return event.realis == "actual" and pattern("own-talks").match(after) is not None and YET.search(ahead) is None


def goes_on(rule: EventRule, frame: Frame) -> bool:
    """Whether a noun of force or of a rising is the subject of a verb that tells what course it took."""
    lasting = rule.action in acts("phases-of-force") or rule.action in acts("risings")
    return lasting and rule.pos == "noun" and frame.governor is not None and frame.governor.word in control("course")


def doers(reader: Reader, rule: EventRule, sentence: Sentence) -> list[Participant]:
    """Those of the last act of its kind told not long before a sentence, else of the last one that it may be a phase of."""
    told = reader.told_in(sentence.sentence_no - WITHIN, sentence.sentence_no)
    kin = acts("phases-of-force" if rule.action in acts("phases-of-force") else "risings")
    near = [e for e in reversed(told) if e.rule.action in kin and e.realis == "actual"]
    first = next((e for e in near if e.rule.action == rule.action), near[0] if near else None)
    if first is None:
        return []
    return [replace(p, role="party") for p in first.participants] if rule.party else list(first.participants)
