"""The words of a clause that a rule for a verb looks at: its object, and its subject or what is said where the rule asks for them."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from flows.stages.grammar.frames import Frame, Parse
from flows.stages.grammar.units import Unit
from flows.stages.model import Sentence

OBJECT, BEYOND = 110, 20
"""How much after a verb a rule looks at, in characters: the rest of its clause, and the words that open the next (that, to ...)."""
SUBJECT = " ~ "
"""Before the subject of a verb without an object, for rules that ask for it: what opens, ends or closes of itself."""
DOER = " @ "
"""Before the subject of a verb with an object."""
ALONE = re.compile(r"\s*(?:it|which|that)\s*$")
"""A subject that only takes up what the text was about: it closed in May."""
AHEAD = " << "
"""Before the object that a clause takes up from ahead of it: the league, which Norway joined."""
SAID, SAYING = " >>", 160
"""Before the words behind a verb of saying, for rules that ask for them, and how much of these in characters."""
NAME = re.compile(r"(?:[A-Z][\w’'.-]*,? (?:and |of |on )?)+$")
"""Capitals that end right before a noun."""


class Clause:
    """The clause of a verb; `around` is what stands behind the verb, with the subject of a passive: what the verb is done to."""

    def __init__(self, text: str, parse: Parse, frame: Frame, verb: Unit, sentence: Sentence, topic: Callable[[], str]) -> None:
        self._text, self._parse, self._frame, self._verb, self._sentence = text, parse, frame, verb, sentence
        self._topic = topic
        end = max(frame.end, verb.end)
        around = text[verb.end : min(end + BEYOND, verb.end + OBJECT, sentence.end)]
        done_to = frame.slots.get("patient", ())
        if frame.vg is not None and (frame.vg.passive or any(np.end <= frame.vg.start for np in done_to)):
            around += (" | " if frame.vg.passive else AHEAD) + " ".join(text[np.start : np.end] for np in done_to)
        self.around = around.lower()

    def asked(self, wanted: re.Pattern[str]) -> str:
        """What the pattern of a rule is sought in: what stands behind the verb, and what else the pattern asks for."""
        out = self.around
        subject, said = _asks(wanted)
        if subject:
            out += self._subject()
        if said:
            out += SAID + self._text[self._verb.end : min(self._verb.end + SAYING, self._sentence.end)].lower()
        return out

    def _subject(self) -> str:
        """What stands between the verb before and this one; for a bare `it` the topic, which the sentence before was about."""
        frame, text = self._frame, self._text
        if frame.vg is None:
            return ""
        mark = DOER if frame.slots.get("patient") and not frame.vg.passive else SUBJECT
        start = max((u.end for u in self._parse.units if u.kind == "verb" and u.end <= frame.vg.start), default=self._sentence.start)
        alone = ALONE.match(text[start : frame.vg.start].lower())
        return mark + (self._topic() if alone else text[start : self._verb.start].lower())


@cache
def _asks(wanted: re.Pattern[str]) -> tuple[bool, bool]:
    """Whether the pattern of a rule asks for the subject, and for what is said."""
    return any(mark.strip() in wanted.pattern for mark in (SUBJECT, DOER)), SAID.strip() in wanted.pattern


def asks_more(wanted: re.Pattern[str]) -> bool:
    """Whether the pattern of a rule is sought in more than what stands behind the verb."""
    return any(_asks(wanted))


def topic(text: str, parse: Parse, before: Callable[[], str]) -> str:
    """The first subject of a sentence in small letters, what the next sentence may take up; that of the one before where it is `it`."""
    for i in parse.verbs:
        frame = parse.frame(i)
        if frame.vg is None or not frame.vg.finite or frame.inherited:
            continue
        for np in frame.slots.get("patient" if frame.vg.passive else "agent", ()):
            return before() if np.pronoun == "it" else text[np.start : np.end].lower()
    return ""


def proper_name(before: str, noun: str) -> str | None:
    """The name of a conference from the capitals before its noun: Yalta Conference."""
    found = NAME.search(before)
    return (
        f"{found.group().removeprefix('The ').strip()} {noun}".strip().lower()
        if found and found.group().strip() not in ("The", "At", "In")
        else None
    )
