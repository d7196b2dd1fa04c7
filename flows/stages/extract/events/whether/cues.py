"""The words that make of an act a plan, a danger, a thought or a denial: `schemas/rules/realis.csv`, ready to be sought."""

from __future__ import annotations

import re
from functools import cache

from flows.stages.grammar.lexis import forms
from schemas import data

CONSEQUENCE = re.compile(r"\b(?:will|shall|would|must|should|may|is to|are to|were to|was to|undertakes?|promised|promises?)\b")
"""In the sentence of a condition: here begins what is to be done then."""
NOTHING = ""
"""In the table of cues: what stands so is told of no act at all."""


@cache
def cues() -> dict[str, list[tuple[frozenset[str], str]]]:
    """The table by cue: words, and the realis of what stands with them."""
    out: dict[str, list[tuple[frozenset[str], str]]] = {}
    for r in data.rows("rules/realis", "rule_id", "cue", "words", "realis"):
        out.setdefault(r["cue"], []).append((frozenset(filter(None, r["words"].split("|"))), r["realis"]))
    return out


def by(cue: str, word: str) -> str | None:
    """The realis that a word gives to what stands with it as the cue says, empty where none is told of."""
    for words, realis in cues()[cue]:
        if word in words:
            return realis
    return None


@cache
def cue_words(cue: str) -> frozenset[str]:
    """Every word of a cue."""
    return frozenset().union(*(words for words, _ in cues()[cue]))


@cache
def alternatives(*names: str) -> str:
    """The words of cues as a part of a pattern, the longest first."""
    words = {w for name in names for cue, _ in cues()[name] for w in cue}
    return "|".join(sorted(map(re.escape, words), key=lambda w: (-len(w), w)))


@cache
def light() -> frozenset[str]:
    """Forms of the verbs that only say that the act of their object is done: to open talks."""
    return frozenset(form for words, _ in cues()["entered"] for word in words for form in forms(word))


@cache
def seizing() -> frozenset[str]:
    """Forms of the verbs that say of a chance to act that it was used: took the opportunity to sign."""
    return frozenset(form for words, _ in cues()["seized"] for word in words for form in forms(word))


@cache
def presupposing() -> frozenset[str]:
    """Forms of the verbs whose object is there already: to lift the blockade."""
    return frozenset(form for words, _ in cues()["presupposed"] for word in words for form in forms(word))


@cache
def idle() -> re.Pattern[str]:
    """What makes of the event noun at its end a mere thought: the need for talks, any prospect of an armistice."""
    words = alternatives("idle")
    return re.compile(
        rf"\b(?:{words}) (?:(?!(?:the|this|that|these|those|its|his|their|during|in|at|after|before|through|following) )[\w’'.-]+ ){{0,3}}$"
    )


@cache
def due(cue: str, definite: bool) -> re.Pattern[str]:
    """What makes of the event noun at its end something that is to be: called for a truce, in return for an armistice."""
    words = alternatives(cue)
    taken_up = "" if definite else r"(?!(?:the|this|that|these|those|its|his|their) )"
    return re.compile(rf"\b(?:{words}) (?:{taken_up}[\w’'.-]+ ){{0,4}}$")


@cache
def nobody() -> re.Pattern[str]:
    """A subject that is nobody: none of the powers recognised it."""
    return re.compile(rf"\b(?:{alternatives('nobody')})\b")


@cache
def scheduled() -> re.Pattern[str]:
    """What says right behind an event noun that it is to be."""
    words = alternatives("scheduled")
    return re.compile(rf"(?: (?:on|of|between|with|in|at) [^,.;:—]{{1,40}}?)? (?:{words})\b")


@cache
def points() -> re.Pattern[str]:
    """What says of the event noun at its end that it is one of the points of a proposal, which stand behind a colon."""
    words = alternatives("points")
    return re.compile(rf"\b(?:{words})\b[^:;.]{{0,40}}: [^:;.]*$")


@cache
def asked_that() -> re.Pattern[str]:
    """Ahead of the noun at its end: it is the subject of what somebody asks for: asked that military talks."""
    return re.compile(rf"\b(?:{alternatives('asking')}) (?:[^,;:.]{{1,30}} )?that (?:[\w’'-]+ ){{0,3}}$")


@cache
def subjunctive() -> re.Pattern[str]:
    """What stands behind such a noun: begin at once, should be held."""
    return re.compile(rf"(?: (?:on|of|between|with|in|at|about) [^,.;:—]{{1,40}}?)? (?:[a-z]+ly )?(?:{alternatives('subjunctive')})\b")


@cache
def articles() -> frozenset[str]:
    """Words before a noun that mean any of its kind."""
    return frozenset(word for words, _ in cues()["any"] for word in words)


@cache
def averted() -> re.Pattern[str]:
    """What makes the noun at its end a danger, and no act, or one that comes again; `the attack`, `this attack` have been made."""
    again = rf"(?:(?:the|any|an?) (?:\w+ )?(?:{alternatives('recurring')}) )?"
    rest = r"(?:(?!(?:the|this|that|these|those|its|his|their) )[\w’'-]+ ){0,3}$"
    return re.compile(rf"(?<!protest )(?<!protested )\b(?:{alternatives('averted')}) {again}{rest}")


@cache
def condition() -> re.Pattern[str]:
    """What opens a condition: if, unless, should they."""
    return re.compile(rf"\b(?:{alternatives('clause')}|should (?:they|it|he|she|we|you|[a-z]+ be))\b", re.IGNORECASE)


@cache
def conditional() -> re.Pattern[str]:
    """Ahead of a noun in the same clause: what it names is a condition, and nothing that was done."""
    return re.compile(rf"(?<!\bas )(?<!asked )(?<!ask )(?<!asks )\b(?:{alternatives('clause')})\b[^,;:.]*$", re.IGNORECASE)


@cache
def provision() -> re.Pattern[str]:
    """At the head of a sentence: it opens with a condition."""
    words = alternatives("clause")
    return re.compile(rf"\W*(?:article \w+\W+|\w+\W+)?(?:{words}|in the event|should (?!be\b))\b", re.IGNORECASE)


@cache
def joined() -> re.Pattern[str]:
    """Ahead of a verb that goes on from that of a condition: would fight if Norland attacked it, or entered the port."""
    return re.compile(
        rf"(?<!as )(?<!asked )\b(?:{alternatives('clause')})\b(?:(?!{CONSEQUENCE.pattern}|[;:])[^.]){{1,120}}\b(?:or|and) $", re.IGNORECASE
    )


@cache
def followed() -> re.Pattern[str]:
    """Ahead of a noun: it only says after what, or until when, something is to be."""
    return re.compile(rf"\b(?:{alternatives('reference')}) (?:(?!(?:this|that|these|those) )[\w’'.-]+ ){{0,4}}$")


@cache
def retrospect() -> re.Pattern[str]:
    """Behind a future of the past: whoever tells it knows what followed."""
    return re.compile(rf"[^;.]*\b(?:{alternatives('retrospect')})\b")
