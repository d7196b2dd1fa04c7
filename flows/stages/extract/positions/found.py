"""The moves of one sentence: what each clause does, and which clauses do it together."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from flows.stages.extract.positions.clauses import Clause
from flows.stages.extract.positions.kinds import REPORT
from flows.stages.extract.positions.moves import WEAK, Move, courteous, stance
from flows.stages.extract.positions.rules import VERB_RANK, answers
from flows.stages.extract.positions.statements import implied
from flows.stages.extract.positions.turns import Turn
from flows.stages.extract.positions.wording import phrase
from flows.stages.model import Document

LIMIT = 1000
"""No quote is longer, in characters."""
ECHO = 30
"""A sentence of so few characters that makes the move before it once more only stresses it."""
QUESTION = "positions.cue.question-mark"
_ITEM = re.compile(r"\((?:\d{1,2}|[a-z]|[ivx]{1,4})\)\s")
"""The number of a point in a list within a sentence."""
_FIRST = re.compile(r"\((?:1|a|i)\)\s")
"""The number of the first point, which is one with the words that open the list."""


@dataclass(slots=True)
class Found:
    """A move with its span and its clause."""

    start: int
    end: int
    turn: Turn
    move: Move

    def repeats(self, before: Found) -> bool:
        """Whether its speaker only says again what he has just said: one more question of a row, or the same move in a few words."""
        if self.move.stance != before.move.stance or not before.turn.speaker.same(self.turn.speaker):
            return False
        asked = self.move.rule_id == QUESTION and not self.turn.named
        return asked or (self.move.rule_id == before.move.rule_id and self.end - self.start <= ECHO)


def moves(doc: Document, turns: list[Turn], kind: str = REPORT) -> list[Found]:
    """The moves of one sentence; a clause without a move of its own joins the one before it, or the one after."""
    return Finder(doc, turns, kind).find()


class Finder:
    """Walks over the clauses of one sentence; `idle` are those that have made no move, `waiting` the last of them."""

    def __init__(self, doc: Document, turns: list[Turn], kind: str) -> None:
        self.doc, self.turns, self.kind = doc, turns, kind
        self.out: list[Found] = []
        self.waiting: Turn | None = None
        self.idle: list[Turn] = []

    def find(self) -> list[Found]:
        """The moves in the order of the text, none longer than a quote may be."""
        for turn in self.turns:
            if not courteous(self.doc.text[turn.clause.start : turn.clause.end]):
                self._clause(turn)
        for turn in self.idle:
            if said := implied(self.doc, turn, self.kind):
                self.out.append(Found(turn.clause.start, turn.clause.end, turn, said))
        for found in self.out:
            found.end = min(found.end, found.start + LIMIT)
        return sorted((found for found in self.out if found.end > found.start), key=lambda found: found.start)

    def _clause(self, turn: Turn) -> None:
        """Take the move of the next clause, or add the clause to a move beside it."""
        clause, text = turn.clause, self.doc.text
        start, move = clause.start, self._move(turn)
        if turn.inner:
            rest = self._of_another(turn, move)
            if rest is None:
                return
            start = rest
        point = bool(self.out) and _ITEM.match(text, clause.start) is not None
        if point and phrase("terms-listed").search(text, self.turns[0].clause.start, clause.start + 1):
            # Conditions are what he who names them asks, whoever is to fulfil them.
            turn, move = replace(turn, speaker=self.out[-1].turn.speaker), replace(move or self.out[-1].move, stance="asks")
        before = self.out[-1] if self.out and self.out[-1].turn.speaker.same(turn.speaker) else None
        if move and before and self._rides(clause, start, move, before):
            move = replace(move, stance="amends")  # "she accepted this, but wished to add that nobody should sail"
        if point and before and (move is None or (move.rank >= WEAK and move.stance != "asks")):
            move = before.move  # what the points of a list do is said before the first of them
            if _FIRST.match(text, clause.start):
                before.end = clause.end
                return
        if move is None:
            self._join(turn, before)
        elif before and not turn.named and before.move.stance == move.stance and not clause.reported and not point:
            before.end = clause.end
        else:
            self._add(turn, start, move)

    def _move(self, turn: Turn) -> Move | None:
        """What the words of a clause do, or the verb inside it that is a move."""
        clause, text = turn.clause, self.doc.text
        if turn.settled:
            return Move(turn.settled.stance, turn.settled.rule_id, VERB_RANK)
        main = max(0, clause.head.start - clause.start) if clause.head else 0
        move = stance(text[clause.start : clause.end], clause.head, turn.named, self.kind, main)
        if move and turn.guessed and move.rule_id in answers("estimate"):
            return None
        if move and turn.wanted and move.stance == "proposes":
            return replace(move, stance="asks")
        if move is None and turn.inner is None and clause.inner:
            inner = clause.inner
            return Move(inner.stance, inner.verb.rule_id, VERB_RANK, inner.start - clause.start)
        return move

    def _of_another(self, turn: Turn, move: Move | None) -> int | None:
        """Take the move of another that a clause tells; where the clause's own words go on, or None where they make no move."""
        told, clause = turn.inner, turn.clause
        assert told is not None
        ahead = clause.head is not None and told.start < clause.head.start  # "to his question about it she said that"
        end = clause.head.start if clause.head and ahead else clause.end
        self.out.append(Found(told.start, end, replace(turn, speaker=told.speaker), Move(told.stance, told.rule_id, VERB_RANK)))
        if move is None or (not ahead and clause.start + move.at >= told.start - 1):
            return None
        return end if ahead else clause.start

    def _rides(self, clause: Clause, start: int, move: Move, before: Found) -> bool:
        """Whether a move adds something to what its speaker has just accepted."""
        if before.move.stance != "accepts" or move.rule_id not in answers("rider"):
            return False
        return phrase("but").search(self.doc.text, before.start, clause.head.start if clause.head else start + 1) is not None

    def _join(self, turn: Turn, before: Found | None) -> None:
        """Add a clause without a move to the one before it, or keep it for the one after."""
        if before:
            before.end = turn.clause.end
        else:
            self.waiting = turn
            self.idle.append(turn)

    def _add(self, turn: Turn, start: int, move: Move) -> None:
        """Take a new move, with the clause before it that has been waiting for one."""
        if self.waiting is not None and self.waiting.speaker.same(turn.speaker) and not turn.settled:
            start = self.waiting.clause.start
            self.idle.remove(self.waiting)
        self.waiting = None
        lead = phrase("clause-lead").match(self.doc.text, start, turn.clause.end)
        self.out.append(Found(lead.end() if lead else start, turn.clause.end, turn, move))
