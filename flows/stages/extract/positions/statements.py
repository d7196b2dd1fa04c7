"""What somebody is told to have said of the matter in hand, where no word of it makes a move: he stands by it, or stands against it."""

from __future__ import annotations

import re
from functools import cache

from flows.stages.extract.positions.kinds import REPORT, TRANSCRIPT
from flows.stages.extract.positions.moves import Move, negation
from flows.stages.extract.positions.rules import SAYS, VERB_RANK, alternatives, answers, words
from flows.stages.extract.positions.told import BELIEVES
from flows.stages.extract.positions.turns import Turn
from flows.stages.genres import CORRESPONDENCE
from flows.stages.model import Document

STATEMENT = "positions.statement"
OBJECTS = "positions.verb.point-out"
"""What one points out speaks against what was said before."""
ENOUGH = 5
"""So many words have to be said: "said it three times" says nothing of a matter."""
PROSPECT = "positions.prospect"
IMPLIED = frozenset((STATEMENT, PROSPECT))
_WOULD = re.compile(r"(?P<lead>[^;:()?]{3,160}?)\s+would\s+(?!have\s+(?:\w+ly\s+)?(?:been|had|\w+(?:ed|en))\b|like\b)")
"""What something would do or be; what it would have done is past."""
_PRONOUN = re.compile(r"\b(?:he|she|it|they|i|we|you|there)$", re.IGNORECASE)
_HIMSELF = re.compile(r"[^A-Za-z]*(?:(?:me|him|her|us|them|that|[A-Z]\w+) )*(?:he|she|I|his|her|my)\b")
"""What he says of himself, where he was and whom he saw."""


@cache
def _led() -> re.Pattern[str]:
    """What leads up to what he says of the matter: "that he wished to stress", "he felt that"."""
    return re.compile(
        r"^[^A-Za-z]*(?:(?:me|him|her|us|them|that|[A-Z]\w+) )*(?:he|she|I) (?:(?:also|only|did|then|had) )*"
        rf"(?:{alternatives(words('wishing'))} to \w+|{alternatives(words('felt'))}|"
        rf"(?:was|were) (?:\w+ )?{alternatives(words('sure'))})(?: that)?"
    )


@cache
def _matter() -> re.Pattern[str]:
    """The nouns of what is negotiated about."""
    return re.compile(r"\b" + alternatives(words("matter")) + r"\b")


@cache
def _side() -> re.Pattern[str]:
    """What opens a side clause."""
    return re.compile(r"\b(?:that|who|as|" + alternatives(words("subordinator")) + r")\b", re.IGNORECASE)


@cache
def _adverse() -> re.Pattern[str]:
    """The words of harm and blame: what holds them stands against the other side."""
    return re.compile(r"\b" + alternatives(words("adverse")) + r"\b")


def implied(doc: Document, turn: Turn, kind: str) -> Move | None:
    """The move of a clause in which no word makes one, by the kind of the document; in a report to superiors a prospect is an estimate."""
    if kind == TRANSCRIPT:
        return opinion(turn) or prospect(doc, turn)
    found = statement(doc, turn) if kind == REPORT else None
    return found if found or (kind == REPORT and doc.genre == CORRESPONDENCE) else prospect(doc, turn)


def statement(doc: Document, turn: Turn) -> Move | None:
    """The move that a clause makes by saying something of the matter ("Alda replied that the draft was no basis").

    In a telegram or a report to superiors all that is told of a talk is of the matter; a full record also holds small talk, and
    there a denial or a noun of negotiation has to tell.
    """
    head = turn.clause.head
    if head is None or not turn.named or head.verb.stance != SAYS or head.verb.rule_id in answers("passing"):
        return None
    before, after = doc.text[turn.clause.start : head.start], doc.text[head.verb_end : turn.clause.end]
    said = max(before, after, key=len)  # "The draft was no basis, Alda replied"
    said = _led().sub(" ", said, count=1)
    if len(said.split()) - said.startswith(" that ") < ENOUGH or said.rstrip().endswith(":") or _HIMSELF.match(said):
        return None
    denied = negation(said.lower())
    if doc.genre != CORRESPONDENCE and not denied and not _matter().search(said):
        return None
    against = denied or head.negated or head.verb.rule_id == OBJECTS or _adverse().search(said.lower()) is not None
    return Move("rejects" if against else "proposes", STATEMENT, VERB_RANK + 1)


def opinion(turn: Turn) -> Move | None:
    """The move of one who says in a transcript what he thinks: "I think next week"."""
    head = turn.clause.head
    if head is None or not head.subject or head.subject.surface != "I" or head.verb.rule_id != BELIEVES:
        return None
    return Move("rejects" if head.negated else "proposes", STATEMENT, VERB_RANK + 1)


def prospect(doc: Document, turn: Turn) -> Move | None:
    """The move of a clause that says what a thing would do or be and is no report of it: "a treaty would be a step forward"."""
    text, clause = doc.text, turn.clause
    m = _WOULD.match(text, clause.start, clause.end)
    if m is None or _side().search(m["lead"]) or _PRONOUN.search(m["lead"]) or (clause.head and clause.head.verb_start < m.end("lead")):
        return None
    return Move("rejects" if negation(text[clause.start : clause.end].lower()) else "proposes", PROSPECT, VERB_RANK + 1)
