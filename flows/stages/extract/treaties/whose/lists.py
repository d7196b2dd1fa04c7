"""Lists of states in a text: the states that stand side by side, by whatever words name them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flows.stages.model import Mention, Sentence
from flows.stages.recognise.kinds import actor_kinds
from flows.stages.recognise.wording import phrase

if TYPE_CHECKING:
    from flows.stages.extract.treaties.reader import TreatyReader

MANY = 2
"""States more than which make a list of those who were represented."""


@dataclass(frozen=True, slots=True)
class Enumeration:
    """States that a text lists side by side, text[start:end], with the mentions that name each first."""

    states: dict[str, Mention]
    start: int
    end: int
    represented: bool = False
    """Whether it lists for whom somebody sat at a meeting: they were represented by Berg for Norway and by Lund for Denmark."""


class StateLists:
    """Reads the lists of states of one document."""

    def __init__(self, treaties: TreatyReader) -> None:
        self.of = treaties
        self.reader = treaties.reader
        self.text = treaties.doc.text
        self.lists = {s.sentence_no: [*self._represented(s), *self._enumerations(s)] for s in treaties.doc.sentences}

    def dealt(self, s: Sentence) -> Iterator[Enumeration]:
        """The lists of those among whom a sentence deals out something."""
        return self._enumerations(s, phrase("dealt-out"))

    def states(self, m: Mention) -> list[str]:
        """The states that a mention stands for: its own, its members', or the one that a person acts for."""
        if m.kind == "person":
            found = m.for_actor or self.reader.gazetteer.state_of(m.ref_id or "", self.reader.sentence_at(m.start).date)
            return [found] if found and self.of.is_state(found) else []
        if m.kind != "actor":
            return []
        if m.form == "group":
            date = self.reader.sentence_at(m.start).date
            members = m.value.split(";") if m.value else list(self.reader.gazetteer.members(m.ref_id, date)) if m.ref_id else []
            return [a for a in members if self.of.is_state(a)]
        return [m.ref_id] if m.ref_id and self.of.is_state(m.ref_id) else []

    def sides(self, m: Mention) -> list[str]:
        """The states that a mention stands for, else the movement, army, people, company or organisation that it names."""
        if (found := self.states(m)) or m.kind != "actor" or not m.ref_id or m.form in ("pronoun", "adjective"):
            return found
        return [m.ref_id] if self.reader.gazetteer.kind(m.ref_id) in actor_kinds("no-states") else []

    def first_states(self, low: int, high: int, others: bool = False) -> dict[str, Mention]:
        """The first state or list of states in text[low:high]; with `others` also of those who are no state."""
        out: dict[str, Mention] = {}
        last = low
        for m in self.reader.between(low, high):
            states = self.sides(m) if others else self.states(m)
            if not states or m.start < last:
                continue
            if out and not phrase("list-joint").fullmatch(self.text, last, m.start):
                break
            if not out and (m.start - low > 40 or phrase("list-except").search(self.text, low, m.start)):
                break
            for a in states:
                out.setdefault(a, m)
            last = m.end
        return out

    def _enumerations(self, s: Sentence, joint: re.Pattern[str] | None = None) -> Iterator[Enumeration]:
        """The lists of two states and more in a sentence, with these words, or those of any list, between their members."""
        joint = joint or phrase("list-joint")
        inside = [m for m in self.reader.between(s.start, s.end) if m.kind in ("actor", "person") and m.end <= s.end]
        run: list[Mention] = []
        for m in inside:
            if not self.states(m) or m.form in ("pronoun",):
                continue
            if run and m.start < run[-1].end:
                continue
            if run and not (m.start - run[-1].end < 60 and joint.fullmatch(self.text, run[-1].end, m.start)):
                yield from self._closed(run)
                run = []
            run.append(m)
        yield from self._closed(run)

    def _represented(self, s: Sentence) -> Iterator[Enumeration]:
        """Those for whom a sentence says who represented them."""
        lead = phrase("represented").search(self.text, s.start, s.end)
        if lead is None:
            return
        told = [m for m in self.reader.between(lead.end(), s.end) if m.kind == "actor" and self.states(m)]
        told = [m for m in told if phrase("for-it").search(self.text[max(lead.end(), m.start - 20) : m.start])]
        states: dict[str, Mention] = {}
        for m in told:
            for a in self.states(m):
                states.setdefault(a, m)
        if len(states) > MANY:
            yield Enumeration(states, told[0].start, told[-1].end, True)

    def _closed(self, run: list[Mention]) -> Iterator[Enumeration]:
        adjectives = [m for m in run if m.form == "adjective" and m.kind == "actor"]
        if adjectives and not (len(adjectives) == len(run) and phrase("representing").match(self.text, run[-1].end)):
            persons = [m for m in run if m.kind == "person"]
            run = persons if len(persons) > 1 else [m for m in run if m.form != "adjective"]
        states: dict[str, Mention] = {}
        for m in run:
            for a in self.states(m):
                states.setdefault(a, m)
        if len(states) > 1:
            yield Enumeration(states, run[0].start, run[-1].end)
