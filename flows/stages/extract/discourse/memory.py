"""What a reader carries from sentence to sentence: whom a text has named, and who were the subjects."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Mapping

from flows.stages.extract import life, women
from flows.stages.extract.positions.voices import Voices
from flows.stages.model import Document, Mention
from flows.stages.plurals import is_plural

Subjects = list[tuple[int, tuple[Mention, ...]]]
"""Where the clauses of a sentence begin whose subjects are named, and these subjects."""
REACH = 600
"""How far back, in characters, a pronoun may look: about three sentences."""


def several(m: Mention) -> bool:
    """Whether a mention means more than one: a people, a group of states, or what its last word says is several."""
    return m.form in ("demonym", "group") or (m.kind == "actor" and is_plural(m.surface))


class Memory:
    """The entities of one document in order, and the subjects of its sentences."""

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

    def treaty(self, position: int) -> Mention | None:
        """The treaty that `it` means at an offset: the one that was the subject last."""
        group = next(self._subjects_before(position), ())
        return group[0] if group and group[0].kind == "treaty" else None

    def _before(self, position: int, reach: int = REACH) -> list[Mention]:
        i = bisect_left(self.starts, position)
        low = position - reach
        out = []
        while i > 0 and self.mentions[i - 1].start >= low:
            i -= 1
            if self.mentions[i].end <= position:
                out.append(self.mentions[i])
        return out

    def _sentence(self, position: int) -> int:
        """Where the sentence of an offset begins."""
        return self._sentences[max(0, bisect_left(self._sentences, position + 1) - 1)]

    def _state(self, m: Mention) -> str | None:
        """The state that a mention names, or for which a person or a body acts that it names."""
        state = m.for_actor if m.kind == "person" else self._owners.get(m.ref_id or "", m.ref_id)
        return state if state in self.states else None

    def _many(self, group: tuple[Mention, ...]) -> bool:
        sides = {(m.kind, self._owners.get(m.ref_id or "", m.ref_id)) for m in group if m.kind != "treaty"}
        return len(sides) > 1 or any(several(m) for m in group)

    def _as_many(self, group: tuple[Mention, ...], wanted: int) -> bool:
        """Whether a group is of so many sides; a people or a group of states is of any number."""
        if not wanted or any(several(m) for m in group):
            return True
        return len({self._owners.get(m.ref_id or "", m.ref_id) if m.kind == "actor" else m.for_actor or m.ref_id for m in group
                    if m.kind != "treaty"}) == wanted
