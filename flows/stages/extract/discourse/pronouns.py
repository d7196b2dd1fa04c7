"""Whom a pronoun means: somebody named before it; a pronoun that nothing precedes stays unresolved."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import chain

from flows.stages.extract import last_sentence
from flows.stages.extract.discourse.memory import REACH, Memory, Subjects, several
from flows.stages.extract.positions.kinds import REPORT
from flows.stages.extract.positions.sides import Speaker
from flows.stages.extract.positions.voices import as_mention
from flows.stages.extract.women import FEMININE
from flows.stages.model import Mention

SINGULAR_PERSON = frozenset(("he", "him", "his", "himself", "she", "her", "herself"))
NEUTER = frozenset(("it", "its", "itself"))
PLURAL = frozenset(("they", "them", "their", "themselves"))
AHEAD = {"person": SINGULAR_PERSON - {"him"}, "actor": NEUTER - {"it"}}
"""Pronouns that may stand ahead of whom they mean, by its kind."""
OFFICE = "actor.office"
"""The rule that reads a state for the one who holds an office of it, whose name is not known."""
_ACTS = re.compile(r"\b(?:[Hh]e|[Ss]he)\b")
"""A person who acts before another is named, and who is meant when one goes on with the same word."""
_HIM = re.compile(r"\b(?:him|his|her)\b")


def _stands_for(m: Mention, kind: str) -> bool:
    """Whether a mention is of a kind that a pronoun asks for; an office without a name is that of a person: the Danish envoy."""
    return m.kind == kind or (kind == "person" and m.rule_id == OFFICE)


class Pronouns(Memory):
    """A memory that tells whom a pronoun at an offset stands for."""

    def resolve(self, pronoun: str, position: int, others: frozenset[str | None] = frozenset()) -> list[Mention]:
        """The mentions that a pronoun at `position` stands for, `others` not among them; empty when the text before gives none."""
        for start, end, follows in self.ahead:
            if start <= position < end and pronoun in AHEAD.get(follows.kind, ()):
                return [follows]
        if pronoun in SINGULAR_PERSON:
            if pronoun not in FEMININE:
                return self._one("person", position, others | self._teller() | self._women)
            she = self._one("person", position, others | self._teller() | self._men) if self._women else []
            return she or self._one("actor", position, others)  # Italy claimed what her allies had
        if pronoun in NEUTER:
            return [] if pronoun == "it" and self.treaty(position) is not None else self._one("actor", position, others)
        if pronoun in PLURAL:
            return self._several(position)
        return self.voices.meant(pronoun, position) if self.voices is not None else []

    def subject(self, pronoun: str, position: int, here: Subjects) -> list[Mention]:
        """Who a pronoun means by the subjects before it alone, `here` in its own sentence, so that the next pronoun may go on from it."""
        if pronoun in SINGULAR_PERSON and (about := self._whose_life(position, self._not_meant(pronoun))):
            return about
        for group in chain((g for _, g in reversed(here)), self._subjects_before(position)):
            if pronoun in PLURAL:
                if self._many(group):
                    return [m for m in group if m.kind != "treaty"]
                continue
            kind = "person" if pronoun in SINGULAR_PERSON and (self._women or pronoun not in FEMININE) else "actor"
            if found := [m for m in group if m.kind == kind and m.end <= position and m.ref_id not in self._not_meant(pronoun)]:
                return found[:1]
        at, together = self.dealt
        return list(together) if pronoun in PLURAL and self._many(together) and at >= 0 and 0 <= position - at < REACH else []

    def both(self, position: int) -> list[Mention]:
        """The two states that talk in the document, as mentions at an offset; none where there are not two."""
        return [as_mention(Speaker(None, a), position) for a in self.voices.sides] if self.voices is not None else []

    def _one(self, kind: str, position: int, others: frozenset[str | None]) -> list[Mention]:
        if kind == "person" and (alone := self._only_here(position, others)) is not None:
            return [alone]
        if kind == "person" and self.voices is not None:
            told = self.voices.third(position, self._sentence(position))  # who speaks is whom a report means
            if told and told[0].ref_id not in others:
                return told
        if kind == "person" and (about := self._whose_life(position, others)):
            return about
        if kind == "person" and self.voices is None and (last := self._of_last_sentence(position, others)) is not None:
            return [last]
        for group in self._subjects_before(position):
            found = [m for m in group if _stands_for(m, kind) and m.end <= position and m.ref_id not in others]
            if found:
                return found[:1]
        for m in self._before(position):
            if m.kind == kind and (kind == "person" or m.form not in ("adjective",)) and m.ref_id not in others:
                return [m]
        return []

    def _not_meant(self, pronoun: str) -> frozenset[str | None]:
        """Which persons a pronoun cannot mean: she no man, he no woman."""
        return self._men if pronoun in FEMININE else self._women

    def _whose_life(self, position: int, others: frozenset[str | None]) -> list[Mention]:
        """Whose life a text tells, where its paragraph has told nothing of another before an offset."""
        if self.hero is None or self.hero.ref_id in others:
            return []
        begin = self._paragraphs[max(0, bisect_left(self._paragraphs, position + 1) - 1)]
        here = self._sentence(position)
        before = self._sentences[max(0, bisect_left(self._sentences, here) - 1)]
        with_him = _HIM.search(self.text, before, here)  # Berg sent him to Oslo. He went at once.
        for group in self._subjects_before(position):
            if found := [m for m in group if m.kind == "person" and m.ref_id not in others]:
                at = found[0].start
                return [self.hero] if at < max(begin, before) or (at < here and with_him) else []
        return [self.hero]

    def _teller(self) -> frozenset[str | None]:
        """Who tells of a talk: he calls himself "I"."""
        teller = self.voices.people.narrator if self.voices is not None and self.voices.kind == REPORT else None
        return frozenset((teller.person_id,)) if teller is not None and teller.person_id else frozenset()

    def _of_last_sentence(self, position: int, others: frozenset[str | None]) -> Mention | None:
        here = self._sentence(position)
        subjects = [x for _, told in self._subjects[-2:] if not callable(told) for x in told]
        persons = [m for m in self._before(position) if m.kind == "person"]
        return last_sentence.meant(self.text, (self._sentence(here - 1) if here else 0, here, position), persons, subjects, others)

    def _only_here(self, position: int, others: frozenset[str | None]) -> Mention | None:
        """The one person that the sentence names before an offset, and not only by what is his: when the news reached Berg, he left."""
        sentence = self._sentence(position)
        here = [m for m in self._before(position) if m.kind == "person" and m.start >= sentence and m.ref_id not in others]
        own = [m for m in here if not self.text.startswith(("’", "'"), m.end)]
        told = own and _ACTS.search(self.text, sentence, own[-1].start)  # he told Berg that he would go
        return own[0] if len({m.ref_id for m in own}) == 1 and not told else None

    def _several(self, position: int, wanted: int = 0) -> list[Mention]:
        """Of how many sides `wanted` says: who was last the subject, who last dealt with each other, else the last two named."""
        for group in self._subjects_before(position):
            if self._many(group) and self._as_many(group, wanted):
                return [m for m in group if m.kind != "treaty"]
        at, together = self.dealt
        if 0 <= position - at < REACH and at >= 0 and self._many(together) and self._as_many(together, wanted):
            return list(together)
        if wanted > 2:
            return []
        seen: dict[str, Mention] = {}
        for m in self._before(position):
            if several(m):
                return [m]
            if m.kind == "actor" and m.form != "adjective" and m.ref_id:
                seen.setdefault(m.ref_id, m)
            if len(seen) == 2:
                return [seen[k] for k in sorted(seen, key=lambda k: seen[k].start)]
        return []
