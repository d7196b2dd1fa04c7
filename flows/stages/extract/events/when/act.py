"""What is known of an act when it is asked when it was done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flows.stages import edtf
from flows.stages.actions import acts
from flows.stages.extract.events.rules import EventRule
from flows.stages.extract.events.when.dates import Dated, event_date
from flows.stages.grammar.chunks import VG, Chunk
from flows.stages.grammar.frames import Frame, Parse
from flows.stages.model import Mention, Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flows.stages.extract.events.reader import Reader

NEAR = ("day", "month")
"""How exactly a date is known that lies in a course of things."""


@dataclass(slots=True, frozen=True)
class Act:
    """An act of a sentence: the rule that reads it, its place and grammar, and where the narrative stood before it."""

    reader: Reader
    rule: EventRule
    frame: Frame
    parse: Parse
    trigger: tuple[int, int]
    sentence: Sentence
    mentions: list[Mention]
    text: str
    before: str | None
    """The date of the sentence before."""
    letter: str | None
    """The day of the document, where its sentence has no other."""

    @property
    def vg(self) -> VG | None:
        """The verb that tells of it."""
        return self.frame.vg

    @property
    def on_treaty(self) -> bool:
        """Whether it is done to a treaty that was there before."""
        return self.rule.action in acts("on-treaty-in-being")

    @property
    def of_things(self) -> bool:
        """Whether the year in the name of a thing may be its own."""
        return self.rule.action in acts("dated-by-name") or (self.rule.pos != "verb" and not self.on_treaty)

    @property
    def done_to(self) -> str | None:
        """On which side of it stands the paper to which something is done, if that is what it is."""
        if self.rule.pos != "verb" or self.rule.action not in acts("on-papers-in-being"):
            return None
        return "before" if self.vg is not None and self.vg.passive else "behind"

    @property
    def by_verb(self) -> bool:
        """Whether a verb tells of it; talks which were held in May, and papers that were signed then, are told of by their names."""
        return self.rule.pos == "verb" and self.rule.action not in acts("dated-by-name")

    @property
    def arranging(self) -> bool:
        """Whether something is arranged by it for a later day."""
        return self.rule.action in acts("arranging")

    def nearest(self, mentions: list[Mention] | None = None) -> Dated:
        """Its date by the nearest of some mentions, else that of the narrative."""
        heard = self.mentions if mentions is None else mentions
        return event_date(heard, self.sentence, self.trigger[0], self.text, self.of_things, self.done_to)

    def told_ahead(self, end: int) -> Dated | None:
        """Its date by the nearest mention that ends before a place of the text, None without any."""
        own = self.nearest([m for m in self.mentions if m.end <= end])
        return own if own.mention is not None else None

    def back(self, told: Mention) -> Dated:
        """The date that the sentence has told before one that is not the act's, or else that of the sentence before."""
        return self.told_ahead(min(told.start, self.trigger[0])) or Dated(self.before, "inferred", None)

    def verbs_behind(self, date: Mention) -> Iterator[tuple[Chunk, VG]]:
        """The verbs between it and a date behind it, as chunks and verb groups."""
        return ((c, c.vg) for c in self.parse.chunks if c.vg is not None and self.trigger[1] <= c.start < date.start)

    def follows(self, opened: int, date: Mention) -> bool:
        """Whether a clause that opens at a place of the text behind it has a finite verb before a date."""
        return any(c.vg is not None and c.vg.finite and opened <= c.start + 1 and c.start < date.start for c in self.parse.chunks)


def precedes(first: str | None, second: str | None) -> bool:
    """Whether all of a date lies before another."""
    end, start = edtf.bounds(first)[1], edtf.bounds(second)[0]
    return end is not None and start is not None and end < start
