"""Negotiating positions: who proposed, accepted, rejected, amended, asked or conceded what, on which article.

Read from documents that report a talk or carry one on (records of conversation, minutes, correspondence); others
have none.  `sides` knows who is who, `clauses` cuts the sentences, `turns` says who speaks, `moves` what the clause does.
"""

from __future__ import annotations

import re
from dataclasses import replace

from flows.stages.extract.positions.articles import Agenda, Article
from flows.stages.extract.positions.moves import Move, stance, subject
from flows.stages.extract.positions.rules import VERB_RANK
from flows.stages.extract.positions.sides import Speaker, roster
from flows.stages.extract.positions.turns import TRANSCRIPT, Attribution, Turn
from flows.stages.model import Document, Statement

GENRES = ("record-of-conversation", "minutes", "correspondence")
MEETING = "event.meeting"
LIMIT = 1000
"""No quote is longer, in characters."""

_LEAD = re.compile(r"[\s,;]*(?:(?:and|but|while|whereas|that)\s+)*", re.IGNORECASE)


def extract(doc: Document) -> None:
    """Append the positions of the document to its statements: one row for the position itself and one per known field.

    Local ids are p1, p2, ... in order of the text.  A document of another genre is left alone.
    """
    if doc.genre not in GENRES:
        return
    walk = Attribution(doc, roster(doc))
    agenda = Agenda(doc)
    speech = {p.passage_no for p in doc.passages if p.kind == "heading"}
    writer = Writer(doc)
    asked: Speaker | None = None
    for sentence in doc.sentences:
        if sentence.passage_no in speech:
            continue
        turns = walk.turns(sentence)
        found = moves(doc, turns, walk.kind == TRANSCRIPT)
        question = doc.text[sentence.start:sentence.end].rstrip("”\"’ʺ) ").endswith("?")
        if question and asked and asked.same(found[0][2].speaker if found else None) and not found[0][2].named:
            continue
        asked = found[-1][2].speaker if found and found[-1][3].stance == "asks" else None
        articles = [agenda.article(start, end) for start, end, _, _ in found] or [agenda.article(sentence.start, sentence.end)]
        for (start, end, turn, move), article in zip(found, articles, strict=False):
            if not (turn.speaker.person_id or turn.speaker.actor_id):
                continue
            if walk.people.one_sided and not walk.outward(start, end):
                continue
            writer.write(start, end, turn, move, article)
        agenda.article(sentence.end, sentence.end)


def moves(doc: Document, turns: list[Turn], spoken: bool = False) -> list[tuple[int, int, Turn, Move]]:
    """The moves of one sentence with their spans; a clause without a move of its own joins the one before it, or the one after."""
    out: list[tuple[int, int, Turn, Move]] = []
    waiting: Turn | None = None
    for turn in turns:
        clause = turn.clause
        start = clause.start
        move = stance(doc.text[clause.start:clause.end], clause.head, turn.named, spoken)
        if turn.inner:
            told = turn.inner
            out.append((told.start, clause.end, replace(turn, speaker=told.speaker, inner=None), Move(told.stance, told.rule_id, VERB_RANK)))
            if move is None or clause.start + move.at >= told.start - 1:
                continue
        if move is not None and waiting is not None and waiting.speaker.same(turn.speaker):
            start = waiting.clause.start
        if move is None:
            if out and out[-1][2].speaker.same(turn.speaker):
                out[-1] = (out[-1][0], clause.end, *out[-1][2:])
            else:
                waiting = turn
            continue
        if out and not turn.named and out[-1][2].speaker.same(turn.speaker) and out[-1][3].stance == move.stance and not clause.reported:
            out[-1] = (out[-1][0], clause.end, *out[-1][2:])
            continue
        waiting = None
        lead = _LEAD.match(doc.text, start, clause.end)
        out.append((lead.end() if lead else start, clause.end, turn, move))
    return [(s, min(e, s + LIMIT), t, m) for s, e, t, m in out if e > s]


class Writer:
    """Writes positions as statements; knows the meeting, the date and the treaties that the document states elsewhere."""

    def __init__(self, doc: Document) -> None:
        self.doc = doc
        self.number = 0
        told = doc.statements
        self.meeting = next((s for s in told if s.record_type == "events" and s.field is None and s.rule_id.startswith(MEETING)), None)
        self.issued = next((s for s in told if s.record_type == "documents" and s.field == "issued"), None)
        self.treaties = {s.local_id for s in told if s.record_type == "treaties"}

    def write(self, start: int, end: int, turn: Turn, move: Move, article: Article | None) -> None:
        """Append the rows of one position."""
        self.number += 1
        text = self.doc.text
        sure = round((0.9 if move.rank <= VERB_RANK else 0.7) * (1.0 if turn.named else 0.85), 2)

        def add(field: str | None, value: str | None, rule_id: str, a: int = start, b: int = end) -> None:
            original = text[a:b] if field else None
            self.doc.statements.append(Statement(f"p{self.number}", "positions", field, value, original, a, b, rule_id, sure))

        add(None, None, move.rule_id)
        who: Speaker = turn.speaker
        how = "positions.speaker.named" if turn.named else "positions.speaker.carried"
        if who.person_id:
            add("person_id", who.person_id, how)
        if who.actor_id:
            add("actor_id", who.actor_id, how)
        add("stance", move.stance, move.rule_id)
        head = turn.clause.head
        if about := subject(text[head.verb_end if head and start <= head.verb_end < end else start:end]):
            add("subject", about, "positions.subject")
        if article:
            add("article", article.number, "positions.article")
        if self.meeting:
            add("event_id", self.meeting.local_id, "positions.meeting")
        if self.issued and self.issued.value and not turn.past:
            add("date", self.issued.value, "positions.date.document", self.issued.start, self.issued.end)
        treaty = next((m.ref_id for m in self.doc.mentions if m.kind == "treaty" and start <= m.start < end and m.ref_id in self.treaties), None)
        if treaty:
            add("treaty_id", treaty, "positions.treaty")
