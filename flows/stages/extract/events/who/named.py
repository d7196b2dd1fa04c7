"""Who else the sentence of an act names as its other side: behind the act, or ahead of it where the one who acts is missing."""

from __future__ import annotations

import re

from flows.stages import actions
from flows.stages.extract.events.reader import Event, Reader
from flows.stages.extract.events.who import matter
from flows.stages.extract.events.who.company import AND, acts, own, participant, sides_of
from flows.stages.extract.events.who.needed import wants
from flows.stages.extract.events.who.roles import Participant
from flows.stages.model import Mention

REST = 60
"""Characters behind a name that say what its bearer does."""
_BORDER = re.compile(
    r"[;—]|, (?:and|then|with|where)\b|\b(?:but|while|whereas|although|though|who|whom|whose|which|because|if|when)\b"
    r"|\band (?:he|she|it|they|then)\b"
)
"""What opens another clause: who is named behind it takes part in that one."""
_SAID = re.compile(r"\b(?:that|whether|how)\b")
"""What opens the content of a speech: who is told of in it is its matter."""
_NEXT = re.compile(r"(?:\band|,) (?:also |then |soon |later |had )*([a-z]+)\b")
"""The word after a conjunction, where the verb of a second act may stand."""
_RELATIVE = re.compile(r"\b(?:that|which|who|whom|whose|where|what|how|why|whether)\b")
"""What opens a clause that says more of an act or of its matter."""
_WORD = re.compile(r" ([a-z]+)\b")
_AUXILIARY = frozenset(("had", "has", "have", "was", "were", "is", "are", "did", "would", "could"))
_BESIDE = re.compile(r"\b(?:with|between|among|against|to)(?: [\w’'.-]+){0,3} $")
"""Before the other side of what takes two: Norland met in Oslo with the ministers of Sudland."""


def else_named(reader: Reader, e: Event, backwards: bool) -> list[Participant]:
    """Who else the sentence names, after the trigger, or before it where the one who acts is missing; with whom `and` joins to it."""
    sentence = reader.sentence_at(e.trigger[0])
    text, have = reader.doc.text, sides_of(reader, e) | {p.person_id or "" for p in e.participants}
    here = [m for m in reader.between(sentence.start, sentence.end) if m.kind in ("actor", "person") and m.ref_id]
    here = [m for m in here if m.end <= e.trigger[0]][::-1] if backwards else [m for m in here if m.start >= e.trigger[1]]
    found: list[Mention] = []
    passed: Mention | None = None
    for m in here:
        if any(x is not e and x.trigger == (m.start, m.end) for x in reader.told_in(e.sentence, e.sentence)):
            break  # a clause that leaves its verb out: Norway agreed on 3 May, Peru on 5 May
        if found:
            last = found[-1]
            between = text[m.end : last.start] if backwards else text[last.end : m.start]
            if not AND.fullmatch(between):
                break
        elif passed is not None and not backwards and AND.fullmatch(text, passed.end, m.start):
            passed = m  # what is said of the first of a list is said of all: a treaty like those of Norland and Sudland
            continue
        elif own(reader.gazetteer, m, e.date) & have:
            continue
        elif _about(e, m, text, backwards) or not acts(m, text):
            passed = m if e.rule.action in actions.acts("in-words") or not acts(m, text) else None
            continue
        else:
            span = text[m.end : e.trigger[0]] if backwards else text[e.trigger[1] : m.start]
            said = e.rule.action in actions.acts("in-words")
            if not backwards and not said and (_begins_clause(reader, m, span) or _led(reader, e, m, span)):
                break
            if _BORDER.search(span) or (_SAID.search(span) and (backwards or _told(e))) or (not backwards and _goes_on(reader, span)):
                break
            if not backwards and wants()[e.rule.action][0] == "party" and not _BESIDE.search(span):
                continue
        if not own(reader.gazetteer, m, e.date) & have:
            found.append(m)
    return [participant(reader.gazetteer, m, e.date) for m in found]



def _begins_clause(reader: Reader, m: Mention, span: str) -> bool:
    """Whether somebody named behind the trigger is the subject of another clause, and not of one that tells what the act is about."""
    apposed = ", " in m.surface and reader.doc.text.startswith(",", m.end)  # the Regent, Berg, accepted
    after = _WORD.match(reader.doc.text, m.end + apposed)
    verb = after is not None and (after[1] in _AUXILIARY or reader.rules.forms.get(after[1]) in ("past", "ed"))
    return verb and _RELATIVE.search(span) is None



def _led(reader: Reader, e: Event, m: Mention, span: str) -> bool:
    """Whether somebody named is whom an act, the subject of a verb, made do something: the seizure of Norland led Sudland to arm."""
    words = span.removesuffix("the ").split()
    made = bool(words) and reader.rules.forms.get(words[-1]) in ("past", "ed")
    return e.rule.pos == "noun" and made and reader.doc.text.startswith(" to ", m.end)



def _told(e: Event) -> bool:
    """Whether somebody only says something: whom the content names need not hear it."""
    return e.rule.action == "correspond" and e.rule.pos == "verb"



def _about(e: Event, m: Mention, text: str, backwards: bool) -> bool:
    """Whether somebody named behind the trigger is its matter: a plan for the control of Norland."""
    return not backwards and matter.of(e.rule.action, text[e.trigger[1] : m.start], text[m.end : m.end + REST])



def _goes_on(reader: Reader, span: str) -> bool:
    """Whether another act of the same one follows in a text: Norland took the port and left the League."""
    words = (w[1] for w in _NEXT.finditer(span))
    return any(w.endswith("ed") or (w in reader.rules.verbs and not w.endswith("ing")) for w in words)

