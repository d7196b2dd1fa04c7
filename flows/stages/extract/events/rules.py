"""The event rules of `schemas/rules/events.csv`, compiled and indexed by the word that triggers them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from flows.stages.extract.events.clause import asks_more
from flows.stages.extract.events.who.hosts import SLOT
from flows.stages.grammar.lexis import forms, third
from flows.stages.sieve import Sieve
from schemas import data

LETTERS = re.compile(r"[^\W_]+")
_ANYTHING = re.compile("")
Slots = tuple[tuple[tuple[str, str | None], ...], ...]
TREATY = "treaty"
"""A slot of the table: what is done is done to the treaty spoken of last, where the clause names none."""
LAND = "land"
"""A slot of the table: where nobody is named, the state is meant in which it goes on."""
NEEDED = "!"
"""Behind a slot of the table: nothing is read where the slot holds nobody (of its kind, where one is given)."""


@dataclass(frozen=True, slots=True)
class EventRule:
    """One line of the table. `source`, `target`, `party`: groups of slots; a group gives its first slot that holds anybody.

    `least` is the fewest participants, `in_talk` whether it reads reported talk too: what is said there is mostly no act;
    `only_talk` that it reads nothing else; `only_told` that it never reads what is said in a talk itself, be a text negotiated there or
    not; `done` that it reads what somebody in a talk has done before, `formal` that it also reads what is done in writing,
    `away` that it reads a contact with any person who does not take part in the talk;
    `needs` the slots that must hold somebody, or something of a kind; `hosted` that the state takes part in whose town a post is,
    `takes_up` that a treaty named before is meant where none is, `at_home` that the state is meant on whose ground it goes on.
    """

    rule_id: str
    action: str
    pos: str
    heads: tuple[str, ...]
    wants: re.Pattern[str] | None
    shuns: re.Pattern[str] | None
    source: Slots
    target: Slots
    party: Slots
    least: int
    in_talk: bool
    confidence: float
    only_talk: bool = False
    only_told: bool = False
    needs: tuple[tuple[str, str | None], ...] = ()
    hosted: bool = False
    takes_up: bool = False
    at_home: bool = False
    done: bool = False
    formal: bool = False
    away: bool = False
    of_treaty: bool = False
    """Whether the rule reads only what a treaty does: `agent.treaty` among its slots."""


@dataclass(frozen=True, slots=True)
class EventRules:
    """`verbs` and `nouns`: word -> rules, most particular first; `forms`: verb word -> form; `phrases`: pattern, rule, and words of
    which every match has one, `telling` all these words.

    `triggers` are runs of letters of which a sentence has one where any rule reads anything in it.
    """

    verbs: dict[str, tuple[EventRule, ...]]
    nouns: dict[str, tuple[EventRule, ...]]
    forms: dict[str, str]
    phrases: tuple[tuple[re.Pattern[str], EventRule, frozenset[str]], ...]
    triggers: frozenset[str]
    telling: frozenset[str]
    _sieves: dict[int, Sieve] = field(default_factory=dict)

    def finding(self, rules: tuple[EventRule, ...], text: str) -> Iterator[EventRule]:
        """Those of the rules of a word, in their order, that may find in a text what they want there."""
        if len(rules) == 1:
            return iter(rules)
        if (sieve := self._sieves.get(id(rules))) is None:
            sieve = self._sieves[id(rules)] = Sieve(r.wants if r.wants is not None and not asks_more(r.wants) else _ANYTHING for r in rules)
        return (rules[n] for n in sieve.may_match(text))


def _slots(cell: str) -> Slots:
    groups = []
    for group in filter(None, cell.replace(",", ";").split(";")):
        slots = []
        for slot in group.split("/"):
            name, _, kind = slot.rstrip(NEEDED).partition(".")
            slots.append((name, kind or None))
        groups.append(tuple(slots))
    return tuple(groups)


def _needs(*cells: str) -> tuple[tuple[str, str | None], ...]:
    out: list[tuple[str, str | None]] = []
    for cell in cells:
        for slot in cell.replace(",", ";").replace("/", ";").split(";"):
            if slot.endswith(NEEDED):
                name, _, kind = slot.rstrip(NEEDED).partition(".")
                out.append((name, kind or None))
    return tuple(out)


def _pattern(cell: str, path: str, rule_id: str) -> re.Pattern[str] | None:
    if not cell:
        return None
    # A word begins at its own beginning; what begins with anything else (the start of the text, a blank, a bar) may stand anywhere.
    return data.compiled(path, rule_id, rf"(?:\b|^|(?=\W))(?:{cell})" if cell.lstrip("(")[:1].isalpha() else f"(?:{cell})")


def _telling(head: str) -> str:
    """The run of letters of a head that tells most."""
    words: list[str] = LETTERS.findall(head)
    return max(words, key=len)


@cache
def event_rules() -> EventRules:
    """The table, compiled. Raises DataError with the rule's id when a pattern does not compile."""
    path = "rules/events"
    verbs: dict[str, list[EventRule]] = {}
    nouns: dict[str, list[EventRule]] = {}
    verb_forms: dict[str, str] = {}
    phrases = []
    for r in data.rows(
        "rules/events",
        "rule_id",
        "action",
        "pos",
        "heads",
        "object",
        "not_object",
        "source",
        "target",
        "party",
        "least",
        "talk",
        "confidence",
    ):
        party = _slots(r["party"])
        rule = EventRule(
            r["rule_id"],
            r["action"],
            r["pos"],
            tuple(r["heads"].split("|")),
            _pattern(r["object"], path, r["rule_id"]),
            _pattern(r["not_object"], path, r["rule_id"]),
            _slots(r["source"]),
            _slots(r["target"]),
            party,
            int(r["least"]),
            r["talk"] in ("yes", "only", "away"),
            float(r["confidence"]),
            r["talk"] in ("only", "away"),
            r["talk"] == "told",
            _needs(r["source"], r["target"], r["party"]),
            any(SLOT in r[role].split(";") for role in ("source", "target", "party")),
            TREATY in r["party"].split(";"),
            LAND in r["source"].split(";"),
            r["talk"] == "done",
            r["talk"] == "formal",
            r["talk"] == "away",
            any(kind == "treaty" for group in party for _, kind in group),
        )
        if rule.pos == "phrase":
            phrases.append((re.compile("|".join(rf"\b{re.escape(h)}\b" for h in rule.heads)), rule, frozenset(map(_telling, rule.heads))))
            continue
        for head in rule.heads:
            if rule.pos == "verb":
                for word, form in forms(head).items():
                    verbs.setdefault(word, []).append(rule)
                    if verb_forms.setdefault(word, form) == "base" and form in ("ed", "past"):
                        verb_forms[word] = form  # found: mostly the past of find
            else:
                for word in dict.fromkeys((head, third(head))):
                    nouns.setdefault(word, []).append(rule)
    shared: dict[tuple[str, ...], tuple[EventRule, ...]] = {}

    def ordered(found: list[EventRule]) -> tuple[EventRule, ...]:
        rules = tuple(sorted(found, key=lambda x: x.wants is None))
        return shared.setdefault(tuple(r.rule_id for r in rules), rules)  # the forms of a word have one tuple

    return EventRules(
        {w: ordered(rs) for w, rs in verbs.items()},
        {w: ordered(rs) for w, rs in nouns.items()},
        verb_forms,
        tuple(phrases),
        frozenset(map(_telling, (*verbs, *nouns))).union(*(words for _, _, words in phrases)),
        frozenset().union(*(words for _, _, words in phrases)),
    )
