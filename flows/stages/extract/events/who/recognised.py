"""Whom a recognition means that names nobody: the state or the government that was just told of.

A new government mostly bears a name that no gazetteer knows, and is taken up by `it`, `which` or `the new government`; the state
whose it is stands in the same sentence or shortly before.  What else may be recognised, a change or a frontier, is no state.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from flows.stages.extract.events.reader import Event, Reader
from flows.stages.extract.events.who.company import side
from flows.stages.extract.events.who.roles import Participant
from flows.stages.recognise.kinds import actor_kinds
from schemas.data import rows

NEAR = 2
"""Sentences before a recognition in which the state may stand that it means."""
MOSTLY = 0.3
"""Which share of all mentions of states the one has that a text is about."""


@cache
def _bodies() -> str:
    """What a state recognises, as a part of a pattern."""
    return "|".join(r["word"] for r in rows("rules/recognised", "rule_id", "word"))


@cache
def _object() -> re.Pattern[str]:
    """Behind the verb: a body that is named without its state; what it rules over, or its frontier, is another thing."""
    return re.compile(rf" (?:the|that|this|a) (?:(?!of\b)[\w-]+ ){{0,3}}(?:{_bodies()})\b(?![’']s?\b)", re.IGNORECASE)


@cache
def _told() -> re.Pattern[str]:
    """Ahead of the verb: a body that `it` or `which` takes up."""
    return re.compile(rf"\b(?:{_bodies()})\b(?![’']s?\b)", re.IGNORECASE)


_PRONOUN = re.compile(r" (?:it|them)\b")
_RELATIVE = re.compile(r"(?: [\w’'-]+){0,3},? (?:which|whom) [^.;]{2,120}")
"""Between a body and the verb: the clause, or two of them, that says by whom it is recognised."""
_NO_OBJECT = re.compile(r"[.,;)]| (?:in|on|at|and|only|as|until|when|after|before|without|with|de)\b")
"""Behind a verb whose object is the word that opens its clause."""


def of(reader: Reader, e: Event) -> list[Participant]:
    """The state that a recognition means, where its object is a body without a name or takes one up that the sentence tells of."""
    if e.rule.action != "recognize" or e.rule.pos != "verb" or any(p.role != "source" for p in e.participants):
        return []
    known = _body(reader, e)
    state = _state(reader, e, known) if known is not None else None
    return [Participant(state, None, "target")] if state is not None else []


def _body(reader: Reader, e: Event) -> int | None:
    """The offset before which the state is named whose body is recognised; null where none is meant."""
    text, start = reader.doc.text, reader.sentence_at(e.trigger[0]).start
    if _object().match(text, e.trigger[1]):
        return e.trigger[0]
    told = list(_told().finditer(text, start, e.trigger[0]))
    if not told:
        return None
    if _PRONOUN.match(text, e.trigger[1]):
        return e.trigger[0]
    relative = _RELATIVE.fullmatch(text, told[-1].end(), e.trigger[0]) and _NO_OBJECT.match(text, e.trigger[1])
    return told[-1].end() if relative else None


def _state(reader: Reader, e: Event, end: int) -> str | None:
    """The state named or stood for last in its sentence, else most often in those shortly before, else in the text."""
    here = reader.sentence_at(e.trigger[0])
    mine = {side(reader.gazetteer, p.actor_id, e.date) for p in e.participants}
    found = [a for a in _states(reader, here.start, end, e.date) if a not in mine]
    if found:
        return found[-1]
    before = [s for s in reader.doc.sentences[max(0, here.sentence_no - NEAR) : here.sentence_no] if s.passage_no == here.passage_no]
    near = _states(reader, before[0].start, here.start, e.date) if before else []
    counts = Counter(a for a in near if a not in mine)
    return counts.most_common(1)[0][0] if counts else _told_most(reader, mine)


def _told_most(reader: Reader, mine: set[str | None]) -> str | None:
    """The state that the text is mostly about, where it is not one that recognises."""
    most = next(iter(reader.discourse.main), None)
    return most if most is not None and most not in mine and reader.discourse.share(most) >= MOSTLY else None


def _states(reader: Reader, start: int, end: int, date: str | None) -> list[str]:
    """The states that a part of the text names, or whose people it names, in its order."""
    actors = reader.gazetteer.actors
    named = [m.for_actor or (m.ref_id if m.kind == "actor" else reader.gazetteer.state_of(m.ref_id or "", date))
             for m in reader.between(start, end) if m.kind in ("actor", "person")]
    sides = [side(reader.gazetteer, a, date) for a in named if a]
    return [a for a in sides if a in actors and actors[a].kind in actor_kinds("states")]
