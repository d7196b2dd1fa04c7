"""What a reader carries from sentence to sentence: who was spoken of last, and which parties a text is about.

Pronouns and phrases such as `both sides` are resolved here, to actors and persons named before them; a pronoun that
nothing precedes stays unresolved.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from itertools import chain

from flows.stages.extract import last_sentence, life, women
from flows.stages.extract.positions.kinds import REPORT
from flows.stages.extract.positions.sides import Speaker
from flows.stages.extract.positions.voices import Voices, as_mention
from flows.stages.extract.women import FEMININE
from flows.stages.model import Document, Mention
from flows.stages.plurals import is_plural
from flows.stages.recognise.gazetteer import gazetteer
from schemas import data

SINGULAR_PERSON = frozenset(("he", "him", "his", "himself", "she", "her", "herself"))
NEUTER = frozenset(("it", "its", "itself"))
PLURAL = frozenset(("they", "them", "their", "themselves"))
AHEAD = {"person": SINGULAR_PERSON - {"him"}, "actor": NEUTER - {"it"}}
"""Pronouns that may stand ahead of whom they mean, by its kind."""
POINTING = frozenset(("these", "those", "both", "two", "three", "four", "five"))
COUNTS = {"two": 2, "both": 2, "three": 3, "four": 4}
Subjects = list[tuple[int, tuple[Mention, ...]]]
"""Where the clauses of a sentence begin whose subjects are named, and these subjects."""
LAW = "law"
"""Under which whoever made the laws that a text speaks of is remembered."""
ONE_STATE = 0.5
"""Which share of all mentions of states one has in a text whose laws are its laws."""
OFFICE = "actor.office"
"""The rule that reads a state for the one who holds an office of it, whose name is not known."""
REACH = 600
"""How far back, in characters, a pronoun may look: about three sentences."""
_ACTS = re.compile(r"\b(?:[Hh]e|[Ss]he)\b")
"""A person who acts before another is named, and who is meant when one goes on with the same word."""
_HIM = re.compile(r"\b(?:him|his|her)\b")
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


def _stands_for(m: Mention, kind: str) -> bool:
    """Whether a mention is of a kind that a pronoun asks for; an office without a name is that of a person: the Danish envoy."""
    return m.kind == kind or (kind == "person" and m.rule_id == OFFICE)


def several(m: Mention) -> bool:
    """Whether a mention means more than one: a people, a group of states, or what its last word says is several."""
    return m.form in ("demonym", "group") or (m.kind == "actor" and is_plural(m.surface))


def with_people(head: str, m: Mention) -> Mention:
    """An actor of a phrase as a people where the phrase names its people, whom `they` takes up: the Danish leaders."""
    return replace(m, form="demonym") if m.kind == "actor" and head in people_words() and head.endswith("s") else m


@cache
def anaphors() -> dict[str, str]:
    """Head of a definite phrase that names nobody -> whom it takes up: `state`, the one told of, or `parties`, those who deal."""
    return {r["head"]: r["class"] for r in data.rows("rules/anaphors", "rule_id", "head", "class")}


class Discourse:
    """The entities of one document in order, asked for what a pronoun at an offset stands for."""

    def __init__(
        self, doc: Document, states: frozenset[str], voices: Voices | None = None, owners: Mapping[str, str] | None = None
    ) -> None:
        self.voices = voices
        self.text, self.states = doc.text, states
        self._owners = owners or {}
        """The states of bodies: a chamber and its state are one side."""
        named = [m for m in doc.mentions if (m.ref_id or (m.form == "group" and m.value)) and m.kind in ("actor", "person")]
        self.mentions = sorted(named, key=lambda m: (m.start, m.end))
        self.starts = [m.start for m in self.mentions]
        self._subjects: list[tuple[int, Subjects | Callable[[], Subjects]]] = []
        self.dealt: tuple[int, tuple[Mention, ...]] = (-1, ())
        """Where two or more last dealt with each other, and who: `they`, where no subject before is of several."""
        self.ahead: list[tuple[int, int, Mention]] = []
        """Where pronouns mean the subject that follows them, and whom it names: after his inauguration, Berg ..."""
        self.bodies: dict[str, tuple[int, tuple[Mention, ...]]] = {}
        self.named: dict[str, dict[str, Mention]] = {}
        """The bodies named with a noun, as they were last."""
        self._sentences = [s.start for s in doc.sentences]
        self._counts = Counter(m.ref_id for m in self.mentions)
        counts = Counter(m.ref_id for m in self.mentions if m.kind == "actor" and m.ref_id in states)
        self.main = [ref for ref, n in sorted(counts.items(), key=lambda x: (-x[1], x[0] or "")) if n > 1 and ref][:2]
        """The two states that the text names most: who `the two powers` are when nothing nearer says."""
        self.focus = sum(n for _, n in counts.most_common(2)) / max(1, counts.total())
        """Which share of all mentions of states these two have."""
        persons = [m for m in self.mentions if m.kind == "person"]
        self.hero = None if voices is not None else life.told_of(doc, persons)
        """Whose life the text tells."""
        self._women = women.among(persons) | life.woman(doc, self.hero)
        self._men = frozenset(m.ref_id for m in persons) - self._women - women.perhaps(persons)
        self._paragraphs = [p.start for p in doc.passages]
        self._shares = {ref: n / counts.total() for ref, n in counts.items()}

    def share(self, actor_id: str) -> float:
        """Which share of all mentions of states one has."""
        return self._shares.get(actor_id, 0.0)

    def note_subjects(self, end: int, subjects: Subjects | Callable[[], Subjects]) -> None:
        """Remember the subjects of the sentence that ends at `end`, or how to find them: pronouns prefer subjects."""
        self._subjects.append((end, subjects))

    def _subjects_before(self, position: int) -> Iterator[tuple[Mention, ...]]:
        """Who were the subjects of clauses before an offset and within reach of it, the nearest first."""
        for k in range(len(self._subjects) - 1, -1, -1):
            end, told = self._subjects[k]
            if position - end >= REACH:
                return
            if callable(told):
                self._subjects[k] = (end, [])  # a pronoun of that sentence looks further back
                told = told()
                self._subjects[k] = (end, told)
            for at, group in reversed(told):
                if position - at >= REACH:
                    return
                if at < position:
                    yield group

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

    def _state(self, m: Mention) -> str | None:
        """The state that a mention names, or for which a person or a body acts that it names."""
        state = m.for_actor if m.kind == "person" else self._owners.get(m.ref_id or "", m.ref_id)
        return state if state in self.states else None

    def _persons(self, position: int, wanted: int) -> list[Mention]:
        """As many persons of a state each as are wanted, those named most before an offset; none where fewer were."""
        people = [m for m in self._before(position, 3 * REACH) if m.kind == "person" and m.for_actor]
        counts = Counter(m.ref_id for m in people)
        found: dict[str, Mention] = {}
        for m in sorted(people, key=lambda m: (-counts[m.ref_id], -m.start)):
            found.setdefault(str(m.for_actor), m)
        return list(found.values())[:wanted] if 1 < wanted <= len(found) else []

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

    def treaty(self, position: int) -> Mention | None:
        """The treaty that `it` means at an offset: the one that was the subject last."""
        group = next(self._subjects_before(position), ())
        return group[0] if group and group[0].kind == "treaty" else None

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

    def _many(self, group: tuple[Mention, ...]) -> bool:
        sides = {(m.kind, self._owners.get(m.ref_id or "", m.ref_id)) for m in group if m.kind != "treaty"}
        return len(sides) > 1 or any(several(m) for m in group)

    def _as_many(self, group: tuple[Mention, ...], wanted: int) -> bool:
        """Whether a group is of so many sides; a people or a group of states is of any number."""
        if not wanted or any(several(m) for m in group):
            return True
        return len({self._owners.get(m.ref_id or "", m.ref_id) if m.kind == "actor" else m.for_actor or m.ref_id for m in group
                    if m.kind != "treaty"}) == wanted

    def both(self, position: int) -> list[Mention]:
        """The two states that talk in the document, as mentions at an offset; none where there are not two."""
        return [as_mention(Speaker(None, a), position) for a in self.voices.sides] if self.voices is not None else []

    def _before(self, position: int, reach: int = REACH) -> list[Mention]:
        i = bisect_left(self.starts, position)
        low = position - reach
        out = []
        while i > 0 and self.mentions[i - 1].start >= low:
            i -= 1
            if self.mentions[i].end <= position:
                out.append(self.mentions[i])
        return out

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

    def _sentence(self, position: int) -> int:
        """Where the sentence of an offset begins."""
        return self._sentences[max(0, bisect_left(self._sentences, position + 1) - 1)]

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
