"""The tables that say which words make a move: verbs, cues, nouns and roles, compiled once per process."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from flows.stages.sieve import Sieve
from schemas import data

STANCES = ("proposes", "accepts", "rejects", "amends", "asks", "concedes")
SAYS = "says"
THINKS = "thinks"
STATE = "state"


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb that makes its subject the speaker.

    `stance` is one of STANCES, or SAYS or THINKS (what follows decides), or STATE (be, have, would: no speech of its own).
    `base` marks the plain form ("support"), which after a singular subject is a noun.  `yields` are the stances whose cues
    may overrule the verb; empty means all.
    """

    rule_id: str
    stance: str
    after: re.Pattern[str] | None
    base: bool = False
    yields: frozenset[str] = frozenset()

    @property
    def moves(self) -> bool:
        """Whether the verb by itself is a move."""
        return self.stance in STANCES


@dataclass(frozen=True, slots=True)
class Cue:
    """A pattern in a clause; the lowest rank that matches wins, the ranks above VERB_RANK only where the verb
    itself is no move.  `where` limits a cue: named
    (the clause names its speaker, or all is direct speech), told-on (so, or in a report where his words go on) or told
    (the clause names its speaker and says that he said it)."""

    rule_id: str
    rank: int
    stance: str
    pattern: re.Pattern[str]
    where: str = ""


VERB_RANK = 35
"""Cues of a lower rank overrule the stance of the clause's verb, the others fill in where the verb has none."""


@cache
def verbs() -> dict[str, tuple[Verb, ...]]:
    """Every form of every verb, to its rows: those with a condition on what follows first, then in the order of the table."""
    out: dict[str, list[Verb]] = {}
    name = "rules/positions_verbs"
    for row in data.rows(name, "rule_id", "forms", "stance", "after", "yields", "example"):
        if row["stance"] not in (*STANCES, SAYS, THINKS, STATE):
            raise data.DataError(f"{data.ROOT}/{name}.csv: rule {row['rule_id']}: stance {row['stance']!r} is none of {', '.join(STANCES)}")
        after = data.compiled(name, row["rule_id"], row["after"]) if row["after"] else None
        yields = frozenset(row["yields"].split())
        forms = set(row["forms"].split())
        for form in row["forms"].split():
            base = {f"{form}s", f"{form}es"} & forms and any(f.endswith(("ed", "t", "n", "d")) for f in forms - {form})
            out.setdefault(form, []).append(Verb(row["rule_id"], row["stance"], after, bool(base), yields))
    return {form: tuple(sorted(rows, key=lambda v: v.after is None)) for form, rows in out.items()}


@cache
def cues() -> tuple[Cue, ...]:
    """The cues in order of rank, then as in the table; their patterns are for text in small letters."""
    name = "rules/positions_cues"
    out = []
    for row in data.rows(name, "rule_id", "rank", "stance", "where", "pattern", "example"):
        pattern = data.compiled(name, row["rule_id"], row["pattern"])
        out.append(Cue(row["rule_id"], int(row["rank"]), row["stance"], pattern, row["where"]))
    return tuple(sorted(out, key=lambda c: c.rank))


@cache
def cue_sieve() -> Sieve:
    """Which cues a clause may hold."""
    return Sieve(cue.pattern for cue in cues())


@cache
def asides() -> tuple[re.Pattern[str], ...]:
    """Stretches of a clause that say nothing of its stance: conditions, relative clauses, "he wanted to say that"."""
    name = "rules/positions_asides"
    return tuple(data.compiled(name, r["rule_id"], r["pattern"]) for r in data.rows(name, "rule_id", "pattern", "example"))


@cache
def courtesies() -> tuple[re.Pattern[str], ...]:
    """Clauses that are polite or only tell what was done, and make no move: "Please sit down", "Accept, Sir, the assurances"."""
    name = "rules/positions_courtesies"
    return tuple(data.compiled(name, r["rule_id"], r["pattern"]) for r in data.rows(name, "rule_id", "pattern", "example"))


@cache
def courtesy_sieve() -> Sieve:
    """Which courtesies a clause may hold."""
    return Sieve(courtesies())


@cache
def aside_sieve() -> Sieve:
    """Which asides a clause may hold."""
    return Sieve(asides())


@cache
def topics() -> tuple[re.Pattern[str], ...]:
    """Phrases by which a talk leaves its subject, and with it the article under discussion."""
    name = "rules/positions_topics"
    return tuple(data.compiled(name, r["rule_id"], r["pattern"]) for r in data.rows(name, "rule_id", "pattern", "example"))


@cache
def topic_sieve() -> Sieve:
    """By which of these phrases a clause may leave its subject."""
    return Sieve(topics())


@cache
def words(kind: str) -> tuple[str, ...]:
    """Words of a kind of `rules/positions_words.csv`, such as be, pronoun, envoy."""
    return next(tuple(r["words"].split(";")) for r in data.rows("rules/positions_words", "kind", "words", "example") if r["kind"] == kind)


@cache
def answers(role: str) -> frozenset[str]:
    """The rules of a role: request, promise (of what the other side requested), mind (of one who may have said nothing), passing
    (what is said by the way), estimate (what the writer of a report thinks that another could do) or rider (what is added to an
    acceptance)."""
    return frozenset(r["rule"] for r in data.rows("rules/positions_answers", "rule", "role", "example") if r["role"] == role)


@cache
def said_by() -> dict[str, str]:
    """Nouns for what somebody said, as in "his answer was that", each with the verb that it stands for."""
    return {r["noun"]: r["verb"] for r in data.rows("rules/positions_said", "noun", "verb", "example")}


@cache
def nouns() -> tuple[Cue, ...]:
    """Nouns that name a move of their possessor: "your suggestion that"."""
    name = "rules/positions_nouns"
    return tuple(Cue(r["rule_id"], 0, r["stance"], data.compiled(name, r["rule_id"], r["pattern"]))
                 for r in data.rows(name, "rule_id", "pattern", "stance", "example"))


@cache
def agents() -> tuple[Cue, ...]:
    """Words behind which stands who brought a thing about: "at the request of"."""
    name = "rules/positions_agents"
    return tuple(Cue(r["rule_id"], 0, r["stance"], data.compiled(name, r["rule_id"], r["pattern"]))
                 for r in data.rows(name, "rule_id", "pattern", "stance", "example"))


@cache
def roles(kind: str) -> tuple[str, ...]:
    """Nouns that stand for a speaker, longest first; `kind` is person ("the
    Ambassador"), home (a title that without a state means the keeper's own: "the Secretary") or body ("the Greek Government").
    """
    rows = data.rows("rules/positions_roles", "rule_id", "noun", "kind", "example")
    return tuple(sorted((r["noun"] for r in rows if r["kind"] == kind), key=lambda n: (-len(n), n)))


def alternatives(words: tuple[str, ...]) -> str:
    """A regular expression that matches any of the words."""
    return "(?:" + "|".join(re.escape(w).replace("'", "['’ʹ]") for w in words) + ")"
