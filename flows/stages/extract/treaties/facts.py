"""What a document says of a treaty, as it is gathered."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from flows.stages import edtf
from flows.stages.model import Mention


@dataclass(slots=True)
class Cluster:
    """One treaty of the document: its mentions, the words that tell it from others, its year if a name gives one."""

    local_id: str
    kind: str
    words: set[str] = field(default_factory=set)
    years: set[str] = field(default_factory=set)
    mentions: list[Mention] = field(default_factory=list)
    named: bool = False
    draft: bool = False
    proposed: bool = False
    ordinal: str | None = None
    titled: bool = False
    days: set[str] = field(default_factory=set)
    known: str | None = None

    @property
    def last(self) -> int:
        """Where the treaty was last spoken of."""
        return self.mentions[-1].start


@dataclass(slots=True)
class Fact:
    """A value with the span that says it."""

    value: str
    original: str | None
    start: int
    end: int
    rule_id: str
    confidence: float


@dataclass(slots=True)
class Treaty:
    """What a document says of one treaty.  `factions` are political parties that sign: parties of it unless their state is told of."""

    cluster: Cluster
    facts: dict[str, list[Fact]] = field(default_factory=dict)
    parties: dict[str, Fact] = field(default_factory=dict)
    signatories: dict[str, Fact] = field(default_factory=dict)
    factions: dict[str, Fact] = field(default_factory=dict)
    weak: Fact | None = None
    made: bool = False
    issued: bool = False

    def say(self, name: str, fact: Fact) -> None:
        """Add a value of a field; the same value is kept once."""
        if all(f.value != fact.value for f in self.facts.setdefault(name, [])):
            self.facts[name].append(fact)

    def say_signed(self, date: Fact, basis: str) -> None:
        """Add a date of signing, and on what it rests."""
        self.say("signed", date)
        self.say("signed_basis", replace(date, value=basis))

    def refine(self, name: str) -> None:
        """Put a date that says the same as the first one more precisely before it: 4 September before September."""
        facts = self.facts.get(name, [])
        finer = [f for f in facts[1:] if edtf.contains(facts[0].value, f.value) and edtf.width(f.value) < edtf.width(facts[0].value)]
        if finer:
            best = min(finer, key=lambda f: edtf.width(f.value))
            facts.remove(best)
            facts.insert(0, best)
