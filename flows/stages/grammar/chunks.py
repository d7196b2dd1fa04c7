"""What the pieces of a sentence are: noun phrases, verb groups, and the chunks that hold them.

No tree is built.  A noun phrase knows the entities in it (and which of them only modify its head), the phrases that
`of` and `between` hang on it, and what it is coordinated with; that is what roles are read from.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from flows.stages.grammar.lexis import control
from flows.stages.grammar.units import Unit
from flows.stages.model import Mention


@dataclass(slots=True)
class NP:
    """A noun phrase: `mods` only modify its head word, `heads` are the phrase's own entities."""

    start: int
    end: int
    units: list[Unit]
    head: str = ""
    heads: list[Mention] = field(default_factory=list)
    mods: list[Mention] = field(default_factory=list)
    treaties: list[Mention] = field(default_factory=list)
    attached: dict[str, list[NP]] = field(default_factory=dict)
    pronoun: str | None = None
    possessor: str | None = None
    also: list[NP] = field(default_factory=list)

    def entities(self) -> list[Mention]:
        """Who the phrase stands for: its own entities, else its modifiers and what hangs on it by of or between."""
        if not self.attached and not self.also:
            return [*self._hyphened(), *self.heads] if self.heads else self.mods.copy()
        out = self.named_members() or [*self._hyphened(), *self.heads, *self._represented()]
        if not out:
            out += self.mods
            for nps in self.attached.values():
                out += [m for np in nps for m in np.entities() if m not in out]
        for np in self.also:
            out += [m for m in np.entities() if m not in out]
        return out

    def _hyphened(self) -> list[Mention]:
        """The other one of two whose names a hyphen joins: the Dano-Swedish fleet."""
        if len(self.heads) != 1 or len(self.mods) != 1:
            return []
        first, second = self.mods[0], self.heads[0]
        return [first] if first.kind == second.kind == "actor" and first.end + 1 == second.start and first.form == "adjective" else []

    def named_members(self) -> list[Mention]:
        """Those whom a group is said to be of or to include: the Western powers of Norway and Sweden."""
        if not self.heads or any(m.surface.rpartition(" ")[2].lower() not in control("group") for m in self.heads):
            return []
        return [m for prep in ("of", "such") for np in self.attached.get(prep, ()) for m in np.entities() if m.kind == "actor"]

    def _represented(self) -> list[Mention]:
        """For whom else the person acts that the phrase names: Berg for Norway and Sweden."""
        if len(self.heads) != 1 or self.heads[0].kind != "person":
            return []
        own = self.heads[0].for_actor is not None
        return [m for np in self.attached.get("for", ()) for x in ((*np.also,) if own else (np, *np.also)) for m in x.entities()]

    def all_treaties(self) -> list[Mention]:
        """The treaty mentions of the phrase and of what it is coordinated with."""
        return self.treaties + [t for np in self.also for t in np.treaties]

    def pronouns(self) -> list[str]:
        """Personal and possessive pronouns that stand in for entities of the phrase."""
        return [p for np in (self, *self.also) for p in (np.pronoun, np.possessor) if p]


@dataclass(slots=True)
class VG:
    """A verb group; `word` and `form` are its main verb's."""

    word: str
    form: str
    start: int
    end: int
    head_start: int
    passive: bool = False
    negated: bool = False
    modal: str | None = None
    infinitive: bool = False
    perfect: bool = False
    auxiliary: bool = False
    participial: bool = False
    past_perfect: bool = False
    wished: bool = False

    @property
    def finite(self) -> bool:
        """Whether the group can carry a subject of its own."""
        return not self.infinitive and not self.participial and (self.auxiliary or self.form not in ("ger", "part"))


@dataclass(slots=True)
class Chunk:
    """A piece of the sentence. `kind`: NP, PP, V, DATE, ADV, comma, stop, conj, sub, rel, particle, open, close, quote."""

    kind: str
    start: int
    end: int
    np: NP | None = None
    vg: VG | None = None
    prep: str | None = None
    text: str = ""
    mention: Mention | None = None
