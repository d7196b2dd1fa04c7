"""Negotiating positions: who proposed, accepted, rejected, amended, asked or conceded what, on which article.

Read from documents that report a talk or carry one on (records of conversation, minutes, correspondence); others
have none.  `roster` finds out who is who (`entries` whom a list means, `writers` who writes to whom), `heads` finds subjects with their
verbs and `clauses` cuts the sentences by them, `turns` says who speaks (`meant` whom a subject means, `told` what is told of others),
`moves` what the clause does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from flows.stages.extract.positions.articles import Agenda, Article
from flows.stages.extract.positions.kinds import REPORT, TRANSCRIPT, estimate
from flows.stages.extract.positions.moves import WEAK, Move, answer, courteous, stance
from flows.stages.extract.positions.roster import roster
from flows.stages.extract.positions.rules import VERB_RANK, answers
from flows.stages.extract.positions.statements import implied
from flows.stages.extract.positions.turns import Attribution, Turn
from flows.stages.extract.positions.write import Writer
from flows.stages.model import TALKS, Document

LIMIT = 1000
"""No quote is longer, in characters."""

ECHO = 30
"""A sentence of so few characters that makes the move before it once more only stresses it."""

QUESTION = "positions.cue.question-mark"
_ITEM = re.compile(r"\((?:\d{1,2}|[a-z]|[ivx]{1,4})\)\s")
"""The number of a point in a list within a sentence."""
_FIRST = re.compile(r"\((?:1|a|i)\)\s")
"""The number of the first point, which is one with the words that open the list."""
_TERMS = re.compile(r"\b(?:conditions?|demands?|requirements?)\b[^.;:]{0,20}:?\s*\(")
"""What opens a list of what is asked of the other side."""
_BUT = re.compile(r"\bbut\b")
"""What sets off from an acceptance what is to be added to it."""
_LEAD = re.compile(r"[\s,;]*(?:(?:and|And|but|But|while|whereas|that)\s+)*")


def extract(doc: Document, walk: Attribution | None = None) -> None:
    """Append the positions of the document to its statements: one row for the position itself and one per known field.

    Local ids are p1, p2, ... in order of the text.  A document of another genre is left alone.  `walk` is the document read
    before, where it was.
    """
    if doc.genre not in TALKS or estimate(doc):
        return
    walk = walk or Attribution(doc, roster(doc))
    writer = Writer(doc)
    told = list(_told(doc, walk))
    if doc.genre == "correspondence" and walk.kind == REPORT and not walk.spoken:
        return  # a report on the state of things, in which nobody speaks
    for found, article in told:
        writer.write(found.start, found.end, found.turn, found.move, article)


def _told(doc: Document, walk: Attribution) -> Iterator[tuple[Found, Article | None]]:
    """The moves of the document in order, each with the article that it is about."""
    agenda = Agenda(doc)
    last: Found | None = None
    asked: Found | None = None
    for sentence, turns in walk.read():
        seen = sentence.start
        for found in moves(doc, turns, walk.kind):
            seen = found.end
            article = agenda.article(found.start, found.end)
            before, last = last, found
            if not (found.turn.speaker.person_id or found.turn.speaker.actor_id):
                continue
            if walk.kind == TRANSCRIPT and walk.people.one_sided and not walk.outward(found.start, found.end):
                continue
            if before and found.repeats(before):
                continue
            if asked and asked.turn.speaker.against(found.turn.speaker):
                found.move = answer(found.move, asked.move)
            if found.move.stance == "asks":
                asked = found
            elif asked and (asked.turn.speaker.same(found.turn.speaker) or before is not asked):
                asked = None  # the next two moves at most are an answer
            yield found, article
        agenda.article(seen, sentence.end)


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
    out: list[Found] = []
    waiting: Turn | None = None
    idle: list[Turn] = []
    for turn in turns:
        clause = turn.clause
        start = clause.start
        if courteous(doc.text[clause.start:clause.end]):
            continue
        main = max(0, clause.head.start - clause.start) if clause.head else 0
        move = stance(doc.text[clause.start:clause.end], clause.head, turn.named, kind, main)
        if move and turn.guessed and move.rule_id in answers("estimate"):
            continue
        if move and turn.wanted and move.stance == "proposes":
            move = replace(move, stance="asks")
        if move is None and turn.inner is None and clause.inner:
            inner = clause.inner
            move = Move(inner.stance, inner.verb.rule_id, VERB_RANK, inner.start - clause.start)
        if turn.inner:
            told = turn.inner
            ahead = clause.head is not None and told.start < clause.head.start  # "to his question about it she said that"
            end = clause.head.start if clause.head and ahead else clause.end
            out.append(Found(told.start, end, replace(turn, speaker=told.speaker), Move(told.stance, told.rule_id, VERB_RANK)))
            if move is None or (not ahead and clause.start + move.at >= told.start - 1):
                continue
            start = end if ahead else start
        point = bool(out) and _ITEM.match(doc.text, clause.start) is not None
        if point and _TERMS.search(doc.text, turns[0].clause.start, clause.start + 1):
            # Conditions are what he who names them asks, whoever is to fulfil them.
            turn, move = replace(turn, speaker=out[-1].turn.speaker), replace(move or out[-1].move, stance="asks")
        before = out[-1] if out and out[-1].turn.speaker.same(turn.speaker) else None
        rider = before and move and before.move.stance == "accepts" and move.rule_id in answers("rider")
        if move and before and rider and _BUT.search(doc.text, before.start, clause.head.start if clause.head else start + 1):
            move = replace(move, stance="amends")  # "she accepted this, but wished to add that nobody should sail"
        if point and before and (move is None or (move.rank >= WEAK and move.stance != "asks")):
            move = before.move  # what the points of a list do is said before the first of them
            if _FIRST.match(doc.text, clause.start):
                before.end = clause.end
                continue
        if move is None:
            if before:
                before.end = clause.end
            else:
                waiting = turn
                idle.append(turn)
            continue
        if before and not turn.named and before.move.stance == move.stance and not clause.reported and not point:
            before.end = clause.end
            continue
        if waiting is not None and waiting.speaker.same(turn.speaker):
            start = waiting.clause.start
            idle.remove(waiting)
        waiting = None
        lead = _LEAD.match(doc.text, start, clause.end)
        out.append(Found(lead.end() if lead else start, clause.end, turn, move))
    for t in idle:
        if said := implied(doc, t, kind):
            out.append(Found(t.clause.start, t.clause.end, t, said))
    for found in out:
        found.end = min(found.end, found.start + LIMIT)
    return sorted((found for found in out if found.end > found.start), key=lambda found: found.start)
