"""What somebody is told to have said of the matter in hand, where no word of it makes a move: he stands by it, or stands against it."""

from __future__ import annotations

from flows.stages.extract.positions.kinds import REPORT, TRANSCRIPT
from flows.stages.extract.positions.moves import Move, negation
from flows.stages.extract.positions.rules import SAYS, VERB_RANK, answers
from flows.stages.extract.positions.told import BELIEVES
from flows.stages.extract.positions.turns import Turn
from flows.stages.extract.positions.wording import phrase
from flows.stages.genres import CORRESPONDENCE
from flows.stages.model import Document

STATEMENT = "positions.statement"
OBJECTS = "positions.verb.point-out"
"""What one points out speaks against what was said before."""
ENOUGH = 5
"""So many words have to be said: "said it three times" says nothing of a matter."""
PROSPECT = "positions.prospect"
IMPLIED = frozenset((STATEMENT, PROSPECT))


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
    said = phrase("leads-up").sub(" ", said, count=1)
    if len(said.split()) - said.startswith(" that ") < ENOUGH or said.rstrip().endswith(":") or phrase("of-himself").match(said):
        return None
    denied = negation(said.lower())
    if doc.genre != CORRESPONDENCE and not denied and not phrase("matter").search(said):
        return None
    against = denied or head.negated or head.verb.rule_id == OBJECTS or phrase("adverse").search(said.lower()) is not None
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
    m = phrase("prospect").match(text, clause.start, clause.end)
    if m is None or (clause.head and clause.head.verb_start < m.end("lead")):
        return None
    if phrase("aside-word").search(m["lead"]) or phrase("pronoun-last").search(m["lead"]):
        return None
    return Move("rejects" if negation(text[clause.start : clause.end].lower()) else "proposes", PROSPECT, VERB_RANK + 1)
