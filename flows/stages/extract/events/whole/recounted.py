"""What a text comes back to: `our proposal`, `the talks` are what it has told of already, and no acts anew.

The words are those of `schemas/rules/retold.csv`.
"""

from __future__ import annotations

import re
from functools import cache

from flows.stages.extract.events.reader import Event, Reader
from flows.stages.extract.events.who.roles import Participant
from schemas import data

BEFORE = 30
"""How far ahead of its noun, in characters, a word says that an act is another one."""
REACH = 70
"""How far ahead of its noun a word says that it is the known one."""
WITHIN = 1000
"""Characters within which an account comes back to an act that it has told; a talk does so all through."""
DEFINITE = re.compile(
    r"(?:\b(?:[Tt]he|[Tt]his|[Tt]hat|[Tt]hese|[Tt]hose|[Ii]ts|[Tt]heir|[Hh]is|[Hh]er)|[’']s|s[’'])"
    r"(?: (?!(?:in|at|of|for|during|after|before|on|to|by|from|with|since|until|over|about|through|into|and|that|which)\b)[\w.’'-]+){0,3}"
    r" [“\"]?$"
)
"""Before a noun: the act that is known already."""
SOURCES = frozenset(("source", "party"))


@cache
def _acts() -> frozenset[str]:
    return frozenset(r["word"] for r in data.rows("rules/retold", "kind", "word") if r["kind"] == "act")


@cache
def _deeds() -> frozenset[str]:
    """What an account comes back to, besides the acts that a talk does."""
    return _acts() | frozenset(r["word"] for r in data.rows("rules/retold", "kind", "word") if r["kind"] == "deed")


@cache
def _afresh() -> re.Pattern[str]:
    """Before a noun: it is of another one than those told."""
    words = (re.escape(r["word"]) for r in data.rows("rules/retold", "kind", "word") if r["kind"] == "afresh")
    return re.compile(rf"\b(?:{'|'.join(sorted(words))})(?: [\w’'-]+){{0,2}} $", re.IGNORECASE)


def folded(reader: Reader, events: list[Event]) -> list[Event]:
    """The events without those that a text only comes back to; their spans become evidence of the first telling.

    Such a noun has no place and no date of its own but that of the first, and nobody does it who did not do it before.
    """
    told: list[Event] = []
    out = []
    for e in events:
        known = next((k for k in reversed(told) if _same(k, e)), None) if _back(reader, e) else None
        if known is not None and not reader.talk and not _soon(known, e):
            known = None
        if known is not None:
            known.also += [e.quote, *e.also]
            continue
        told.append(e)
        out.append(e)
    return out


def _back(reader: Reader, e: Event) -> bool:
    """Whether an event can be one that was told before: a noun of such an act, said of none in particular."""
    acts, before = _acts() if reader.talk else _deeds(), reader.doc.text[max(0, e.trigger[0] - REACH) : e.trigger[0]]
    if e.rule.pos != "noun" or e.rule.action not in acts or e.place is not None or e.name is not None:
        return False
    if not reader.talk and (e.date_mention is not None or DEFINITE.search(before) is None):
        return False
    return _afresh().search(reader.doc.text[max(0, e.trigger[0] - BEFORE) : e.trigger[0]]) is None


def _soon(known: Event, e: Event) -> bool:
    """Whether an act was told not long before, in another clause than that which comes back to it."""
    return 0 < e.trigger[0] - known.trigger[0] <= WITHIN and e.quote != known.quote


def _same(known: Event, e: Event) -> bool:
    mine, theirs = _doers(e), _doers(known)
    if e.date_mention is not None and (known.date_mention is None or known.date != e.date):
        return False
    return known.rule.action == e.rule.action and known.realis == e.realis and bool(mine) and all(_among(p, theirs) for p in mine)


def _doers(e: Event) -> list[Participant]:
    return [p for p in e.participants if p.role in SOURCES]


def _among(p: Participant, others: list[Participant]) -> bool:
    """Whether one is among others: a state, whoever stands for it; a person, himself or the state whose proposal was his."""
    mine = [o for o in others if o.actor_id == p.actor_id]
    if p.person_id is None:
        return bool(mine)
    return any(o.person_id == p.person_id or (o.person_id is None and o.role == "source") for o in mine)
