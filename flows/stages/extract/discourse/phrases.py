"""Whom a definite phrase without a name takes up: both sides, the government, these two powers, the commission."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from flows.stages.extract.discourse.memory import REACH
from flows.stages.extract.discourse.pronouns import Pronouns
from flows.stages.extract.positions.sides import Speaker
from flows.stages.extract.positions.voices import as_mention
from flows.stages.model import Mention
from flows.stages.recognise.gazetteer import gazetteer
from schemas import data

POINTING = frozenset(("these", "those", "both", "two", "three", "four", "five"))
COUNTS = {"two": 2, "both": 2, "three": 3, "four": 4}
LAW = "law"
"""Under which whoever made the laws that a text speaks of is remembered."""
ONE_STATE = 0.5
"""Which share of all mentions of states one has in a text whose laws are its laws."""
_IN = re.compile(r" in (?:the )?")
_LISTED = re.compile(r"(?:,| and|, and) (?:the )?")
_AHEAD = re.compile(r"In (?:the )?")


@cache
def people_words() -> frozenset[str]:
    """Heads of phrases that name people or a body of a state."""
    heads = (r["head"].lower() for r in data.rows("rules/actor_heads", "rule_id", "head"))
    return frozenset((*heads, *(r["word"] for r in data.rows("rules/people_words", "rule_id", "word"))))


@cache
def law_words() -> frozenset[str]:
    """Heads of phrases that name a law: what it does is done by whoever made it."""
    return frozenset(r["word"] for r in data.rows("rules/law_words", "rule_id", "word"))


def with_people(head: str, m: Mention) -> Mention:
    """An actor of a phrase as a people where the phrase names its people, whom `they` takes up: the Danish leaders."""
    return replace(m, form="demonym") if m.kind == "actor" and head in people_words() and head.endswith("s") else m


@cache
def anaphors() -> dict[str, str]:
    """Head of a definite phrase that names nobody -> whom it takes up: `state`, the one told of, or `parties`, those who deal."""
    return {r["head"]: r["class"] for r in data.rows("rules/anaphors", "rule_id", "head", "class")}


class Discourse(Pronouns):
    """The entities of one document, asked for what a pronoun or a phrase at an offset stands for."""

    def note_phrase(self, head: str, position: int, mentions: Iterable[Mention]) -> None:
        """Remember whose people or body a phrase names: the Danish workers, the legislature of Norway."""
        if head in people_words():
            self.bodies[head] = (position, tuple(mentions))
        elif head in law_words():
            self.bodies[LAW] = (position, tuple(mentions))

    def again(self, head: str, position: int) -> list[Mention]:
        """Whose people or body `head` names alone when it was named with its own before: the workers, the legislature."""
        law = head in law_words()
        at, mentions = self.bodies.get(LAW if law else head, (position, ()))
        if at < position:
            return list(mentions)
        first = self.main[0] if law and self.main else None
        return [as_mention(Speaker(None, first), position)] if first and self.share(first) >= ONE_STATE else []

    def note_body(self, m: Mention) -> None:
        """Remember a body, a party or an organisation by the noun in its name that says what it is: the Berg Commission."""
        if m.kind != "actor" or m.form != "name" or not m.ref_id or m.ref_id in self.states or " " not in m.surface:
            return
        noun = m.surface.partition(" of ")[0].split()[-1].lower()
        if noun not in anaphors():
            self.named.setdefault(noun, {})[m.ref_id] = m

    def alike(self, nouns: Iterable[str]) -> list[Mention]:
        """The body named before with one of these nouns, whole or by its people: the commission, the commission members.

        Of several it is the one that the text names most.
        """
        found = [m for noun in nouns for m in self.named.get(noun, {}).values()]
        return [max(found, key=lambda m: (self._counts[m.ref_id], m.start))] if found else []

    def inside(self, head: str, position: int) -> list[Mention]:
        """The state in which a government or a people is that ends at an offset and is named without its own.

        The new regime in Peru fell; in Peru, rebels rose.
        """
        if head not in people_words():
            return []
        sentence = self._sentences[max(0, bisect_left(self._sentences, position) - 1)]
        at, ahead = _IN.match(self.text, position), _AHEAD.match(self.text, sentence)
        return (self._state_at(at.end()) if at else []) or (self._state_at(ahead.end(), ",") if ahead else [])

    def _state_at(self, position: int, mark: str = "") -> list[Mention]:
        """The state whose name begins at an offset, and those that a list joins to it, where `mark` stands behind the last."""
        i = bisect_left(self.starts, position)
        found = [m for m in self.mentions[i : i + 1] if m.start == position and m.kind == "actor" and m.ref_id in self.states]
        found = [m for m in found if m.form == "name"]
        also = _LISTED.match(self.text, found[0].end) if found else None
        others = self._state_at(also.end(), mark) if also else []
        return found + others if others or (found and self.text.startswith(mark, found[0].end)) else []

    def taken_up(self, head: str, words: frozenset[str], position: int) -> list[Mention]:
        """Whom a definite phrase without a name takes up by its head and the words before it: the government, these two powers."""
        kind = anaphors().get(head)
        wanted = next((n for word, n in COUNTS.items() if word in words), 0)
        if kind == "state":
            return self._told_of(position)
        if kind in ("former", "latter"):
            return self._of_two(kind, position)
        if kind == "crowned":
            return self._crowned(position)
        if kind == "persons":
            return self._persons(position, wanted) or self._several(position, wanted)
        if kind == "parties" or (kind == "these" and words & POINTING):
            several = self._several(position, wanted)
            return [m for m in several if m.kind == "actor"] or several
        return []

    def _of_two(self, which: str, position: int) -> list[Mention]:
        """The former or the latter of the two persons, or else actors, of the sentence or of the one before it."""
        begin = self._sentence(position)
        earlier = self._sentences[max(0, bisect_left(self._sentences, begin) - 1)]
        for low, high in ((begin, position), (earlier, begin)):
            for kind in ("person", "actor"):
                named = [m for m in reversed(self._before(high)) if m.start >= low and m.kind == kind and m.form != "adjective"]
                two = list({m.ref_id: m for m in reversed(named)}.values())[::-1]
                if len(two) == 2:
                    return two[:1] if which == "former" else two[1:]
        return []

    def _crowned(self, position: int) -> list[Mention]:
        """The last named who wears a crown: His Majesty."""
        people = (m for m in self._before(position, 3 * REACH) if m.kind == "person" and m.ref_id)
        return [m for m in people if any(o.office_class == "monarch" for o in gazetteer().offices.get(str(m.ref_id), ()))][:1]

    def _told_of(self, position: int) -> list[Mention]:
        """The state that the text is about at an offset: named before in the sentence, else most often of late."""
        before = [(m, state) for m in self._before(position) if (state := self._state(m)) is not None]
        sentence = self._sentence(position)
        here = [m for m, state in before if m.start >= sentence and m.form != "adjective" and m.ref_id == state]
        if here:
            return here[:1]
        counts = Counter(state for _, state in before)
        best = max(counts.values(), default=0)
        told = next((state for _, state in before if counts[state] == best), None)
        return [as_mention(Speaker(None, told), position)] if told is not None else []

    def _persons(self, position: int, wanted: int) -> list[Mention]:
        """As many persons of a state each as are wanted, those named most before an offset; none where fewer were."""
        people = [m for m in self._before(position, 3 * REACH) if m.kind == "person" and m.for_actor]
        counts = Counter(m.ref_id for m in people)
        found: dict[str, Mention] = {}
        for m in sorted(people, key=lambda m: (-counts[m.ref_id], -m.start)):
            found.setdefault(str(m.for_actor), m)
        return list(found.values())[:wanted] if 1 < wanted <= len(found) else []
