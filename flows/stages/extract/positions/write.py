"""Positions as statements."""

from __future__ import annotations

from flows.stages.extract.positions.articles import Article
from flows.stages.extract.positions.moves import Move, subject
from flows.stages.extract.positions.rules import VERB_RANK
from flows.stages.extract.positions.sides import inside
from flows.stages.extract.positions.turns import Turn
from flows.stages.model import Document, Statement

MEETING = "event.meeting"


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
        how = "positions.speaker.named" if turn.named else "positions.speaker.carried"
        if turn.speaker.person_id:
            add("person_id", turn.speaker.person_id, how)
        if turn.speaker.actor_id:
            add("actor_id", turn.speaker.actor_id, how)
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
        treaty = next((m for m in inside(self.doc, start, end) if m.kind == "treaty" and m.ref_id in self.treaties), None)
        if treaty:
            add("treaty_id", treaty.ref_id, "positions.treaty")
