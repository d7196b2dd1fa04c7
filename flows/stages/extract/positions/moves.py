"""What a clause does in the negotiation: its stance, its subject, the article it is about."""

from __future__ import annotations

import re
from dataclasses import dataclass

from flows.stages.extract.positions.heads import Head
from flows.stages.extract.positions.kinds import REPORT, TRANSCRIPT
from flows.stages.extract.positions.rules import (
    SAYS,
    VERB_RANK,
    Cue,
    answers,
    aside_sieve,
    asides,
    courtesies,
    courtesy_sieve,
    cue_sieve,
    cues,
    words,
)
from flows.stages.extract.positions.wording import phrase

_SPACE = re.compile(r"\s+")
_QUOTES = "“”\"ʺ‘’"

_RANK = {"asks": 5, "amends": 9, "concedes": 9, "rejects": 19, "accepts": 19, "proposes": 35}


def _blank(m: re.Match[str]) -> str:
    """As many characters as the aside had, so that offsets keep."""
    return "," + " " * (len(m.group()) - 1)


PAPER = "positions.paper"
WEAK = 45
"""Cues from this rank on (would, should, could) do not count in side clauses, nor in direct speech but after "I" or "we"."""
DENIED = 11
"""The rank of consent that is denied: "nor could they agree" is no proposal to agree."""
LEFT = 3
ENOUGH = 6
"""A main clause of so many words speaks for itself."""
STATES = ("actor", "body")
"""Subjects of whom a paper says what they should do."""
TURNS = ("accepts", "proposes", "concedes")
PLAIN = 29
"""From this rank on the words of a cue say nothing of negation; below it a cue has taken care of that itself."""


@dataclass(frozen=True, slots=True)
class Move:
    """The stance of a clause, the rule that says so and its rank, and where in the clause the rule found its words."""

    stance: str
    rule_id: str
    rank: int
    at: int = 0


def courteous(text: str) -> bool:
    """Whether a clause is one of courtesy, or tells of what is no part of the talk."""
    low = text.lower()
    return any(courtesies()[n].search(low) for n in courtesy_sieve().may_match(low))


def stance(text: str, head: Head | None, named: bool, kind: str = REPORT, main: int = 0) -> Move | None:
    """The move that a clause makes, or None where it only tells something; what one should accept or seek is proposed."""
    move = _stance(text, head, named, kind, main)
    own = head is not None and head.subject is not None and head.subject.surface in ("I", "we", "We")  # "I must ask you to": he asks
    if move and head and head.owed and not own and move.rule_id == head.verb.rule_id and move.stance in ("accepts", "asks"):
        return Move("proposes", move.rule_id, move.rank, move.at)
    return move


def _stance(text: str, head: Head | None, named: bool, kind: str, main: int) -> Move | None:
    """The move that the words of a clause make.

    A verb that is itself a move ("proposed", "refused") has a rank of its own; a cue of lower rank in the clause
    overrules it ("agreed ... provided that"), if the verb yields to its stance.  Side clauses ("if he could not accept,
    ...") are looked at last, as is what stands before the subject at `main`, set off by a comma.
    """
    verb = head.verb if head is not None and head.verb.moves and not head.negated else None
    spoken = kind == TRANSCRIPT
    if verb and head and head.owed and verb.stance == "concedes":
        verb = None  # "they must recognize that" wants it of them
    best = Move(verb.stance, verb.rule_id, _RANK[verb.stance]) if verb else None
    if head is not None and head.negated and head.verb.stance == "accepts":
        best = Move("rejects", head.verb.rule_id, DENIED)  # consent that is not given is refused
    plain = low if len(low := text.lower()) == len(text) else text
    bare = plain
    for n in aside_sieve().may_match(plain):
        bare = asides()[n].sub(_blank, bare)
    if main and text[:main].rstrip().endswith(",") and len(bare[main:].split()) >= ENOUGH:
        bare = " " * main + bare[main:]
    if len(bare.split()) < LEFT or (head and head.owed and head.subject and head.subject.kind in STATES):
        bare = plain  # the whole clause is one side clause, or "Ruritania should stress": it has to speak for itself
    table = cues()
    for masked in (bare,) if bare == plain else (bare, plain):
        for n in cue_sieve().may_match(masked):
            cue = table[n]
            if best and cue.rank >= best.rank:
                break
            if cue.rank >= WEAK and ((spoken and not (named or phrase("speaker-small").search(plain))) or masked is not bare):
                break
            if verb and verb.yields and cue.stance not in verb.yields:
                continue
            if _holds(cue, head, named, kind) and (m := cue.pattern.search(masked)):
                turned = cue.rank >= PLAIN and cue.stance in TURNS and _negated(masked, m)
                return Move("rejects" if turned else cue.stance, cue.rule_id, cue.rank, m.start())
        if best:
            return best
    if head and head.subject and head.verb.stance == SAYS and head.subject.surface.split()[-1].lower() in words("paper"):
        return Move("proposes", PAPER, VERB_RANK)  # "the Ruritanian draft spoke of fifty ships"
    return None


def _holds(cue: Cue, head: Head | None, named: bool, kind: str) -> bool:
    """Whether a cue counts in a clause of this kind."""
    if cue.where == "told":
        return named and head is not None and head.verb.stance == SAYS
    return named or not cue.where or kind == TRANSCRIPT or (cue.where == "told-on" and kind == REPORT)


REACH = 60
"""So many characters before the words of a cue a doubt about them stands at most."""


def _negated(text: str, m: re.Match[str]) -> bool:
    """Whether a negation reaches into the words of a cue; "agree not to deploy" is no refusal."""
    if phrase("doubted").search(text, max(0, m.start() - REACH), m.start()):
        return True
    denials = phrase("not-words").finditer(text, max(0, m.start() - 30), m.end() + 12)
    return any(n.start() < m.end() and n.end(1) > m.start() for n in denials)


def negation(text: str) -> bool:
    """Whether anything in a text in small letters is denied."""
    return phrase("not-words").search(text) is not None or phrase("none").search(text) is not None


def answer(move: Move, asked: Move) -> Move:
    """The same words after a request of the other side: "he would do what he could" takes it up."""
    if asked.stance == "asks" and asked.rule_id in answers("request") and move.stance == "proposes" and move.rule_id in answers("promise"):
        return Move("accepts", move.rule_id, move.rank, move.at)
    return move


def subject(text: str, limit: int = 100) -> str:
    """What a clause is about in few words: what follows its verb, cut at a word."""
    words = _SPACE.sub(" ", phrase("matter-lead").sub("", phrase("move-day").sub("", text, count=1), count=1)).strip(" .,;:" + _QUOTES)
    if len(words) <= limit:
        return words
    return words[:limit].rsplit(" ", 1)[0].rstrip(" ,;:")
