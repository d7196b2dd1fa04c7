"""What is known of an act when it is asked where it was done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from flows.stages.extract.events.where.wording import phrase
from flows.stages.extract.events.who.roles import Participant
from flows.stages.grammar.chunks import VG
from flows.stages.grammar.frames import Frame, Parse
from flows.stages.model import Mention
from flows.stages.recognise.gazetteer import Gazetteer
from schemas.data import rows

AHEAD = 40
"""How far ahead of a state, in characters, stands the preposition that makes a place of it."""


@cache
def _actions() -> dict[str, str]:
    return {r["action"]: r["takes"] for r in rows("rules/place_actions", "action", "takes")}


@dataclass(frozen=True)
class Act:
    """An act as its clause tells it, with all that its sentence mentions."""

    action: str
    frame: Frame
    parse: Parse
    mentions: Sequence[Mention]
    trigger: tuple[int, int]
    participants: Sequence[Participant]
    text: str
    gazetteer: Gazetteer
    earlier: Sequence[Mention] = ()
    """What the sentences before mention."""

    @property
    def takes(self) -> str:
        """What gives its place beside a phrase with `in`: its target, a preposition, whose it is, or its clause alone."""
        return _actions().get(self.action, "")

    @property
    def sentence(self) -> int:
        """Where its sentence begins."""
        return self.parse.units[0].start

    @property
    def end(self) -> int:
        """Where its sentence ends."""
        return self.parse.units[-1].end

    @cached_property
    def named(self) -> list[Mention]:
        """The places and actors of its sentence, nearest first; a name that only belongs to a treaty's places nothing."""
        treaties = [m for m in self.mentions if m.kind == "treaty"]
        found = [
            m
            for m in self.mentions
            if m.ref_id and m.kind in ("place", "actor") and not any(t.start <= m.start and m.end <= t.end for t in treaties)
        ]
        return sorted(found, key=lambda m: abs(m.start - self.trigger[1]))

    @cached_property
    def is_noun(self) -> bool:
        """Whether a noun tells of it."""
        return self.parse.verb_at(self.trigger[0]) is None

    @cached_property
    def next_verb(self) -> VG | None:
        """The next verb behind its noun; None for an act that a verb tells."""
        return self.parse.chunks[k].vg if (k := self._next()) is not None else None

    @cached_property
    def verb(self) -> VG | None:
        """The verb on which its noun depends, or whose subject the noun is; None for an act that a verb tells."""
        if self.frame.governor is not None or (k := self._next()) is None:
            return self.frame.governor
        subjects = [np for slot in ("agent", "patient") for np in self.parse.frame(k).slots.get(slot, ())]
        return self.next_verb if any(np.start <= self.trigger[0] < np.end for np in subjects) else None

    def _next(self) -> int | None:
        behind = (k for k in self.parse.verbs if self.parse.chunks[k].start >= self.trigger[1])
        return next(behind, None) if self.is_noun else None

    def before(self, use: str, m: Mention, reach: int = AHEAD) -> bool:
        """Whether a phrase of `rules/place_phrases.csv` ends where a mention begins."""
        return phrase(use).search(self.text, max(0, m.start - reach), m.start) is not None
