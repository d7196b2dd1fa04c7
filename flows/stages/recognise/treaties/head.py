"""A head noun where it stands, and what stands around it."""

from __future__ import annotations

import bisect
import itertools
import re
from dataclasses import dataclass
from typing import NamedTuple

from flows.stages.model import Document, Mention
from flows.stages.recognise.treaties import rules
from flows.stages.recognise.treaties.heads import heads
from flows.stages.recognise.wording import phrase


@dataclass(frozen=True, slots=True)
class Head:
    """The word for a treaty that was found in a stretch of a sentence, doc.text[low:high], which begins behind the treaty before."""

    doc: Document
    found: re.Match[str]
    low: int
    high: int

    @property
    def text(self) -> str:
        """The text of the document."""
        return self.doc.text

    @property
    def word(self) -> str:
        """The word as it is printed."""
        return self.found.group()

    @property
    def start(self) -> int:
        """Where the word starts."""
        return self.found.start()

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.found.end()

    @property
    def kind(self) -> str:
        """The kind of treaty that the word is for."""
        return heads()[self.word.lower()][0]

    @property
    def stands(self) -> str:
        """How the word stands for a treaty, by `rules/treaty_heads.csv`."""
        return heads()[self.word.lower()][1]

    @property
    def small(self) -> bool:
        """Whether it is printed in small letters."""
        return self.word.islower()

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital."""
        return self.word[0].isupper()

    @property
    def capital_within(self) -> bool:
        """Whether it has a capital that no beginning of a sentence gives it."""
        return self.capital and self.start > self.low

    def led_by(self, use: str, start: int) -> bool:
        """Whether a phrase of articles and the like leads what starts at `start`."""
        return phrase(use).search(self.text[max(self.low, start - 14) : start].rstrip()) is not None

    def mention(self, start: int, end: int, rule_id: str, confidence: float, form: str) -> Mention:
        """A mention of text[start:end]."""
        return Mention(start, end, self.text[start:end], "treaty", None, None, rule_id, confidence, form=form)

    def named(self, start: int, end: int, confidence: float = 0.9) -> Mention:
        """A treaty by its name."""
        return self.mention(start, end, rules.NAMED, confidence, "named")

    def told(self, start: int, end: int, rule_id: str = rules.RIGHT) -> Mention:
        """A treaty that is described."""
        return self.mention(start, end, rule_id, 0.6, "described")


class Left(NamedTuple):
    """What belongs to a treaty on the left of its head."""

    start: int
    proper: bool
    """Whether a proper name or a year is among it."""
    modified: bool
    """Whether a word is that tells what it is about, or how far it came."""
    ordinary: bool
    """Whether that is one that no table has."""


class Right(NamedTuple):
    """How far the name of a treaty goes on behind its head, and whether there is more of a name there than its topic."""

    end: int
    named: bool


def of_kind(doc: Document, start: int, end: int, kind: str, among: int = 6) -> bool:
    """Whether one of the next mentions from `start` on is of a kind and starts before `end`: an actor, a person."""
    at = bisect.bisect_left(doc.mentions, start, key=lambda x: x.start)
    return any(x.kind == kind and x.start < end for x in itertools.islice(doc.mentions, at, at + among))
