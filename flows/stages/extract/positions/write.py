"""Positions as statements."""

from __future__ import annotations

import re
from bisect import bisect_right

from flows.stages import edtf
from flows.stages.extract.positions.articles import Article
from flows.stages.extract.positions.moves import Move, subject
from flows.stages.extract.positions.rules import VERB_RANK
from flows.stages.extract.positions.sides import inside
from flows.stages.extract.positions.turns import Turn
from flows.stages.model import Document, Sentence, Statement
from flows.stages.recognise.wording import phrase

MEETING = "event.meeting"
HEAD = re.compile(r"(?:\d{1,2}\b|[A-Z][a-z]+ \d{1,2}\b)[^.:;]{0,40}[.:]\s*")
"""A sentence that only gives the day of its paragraph."""
TIME = 40
"""Characters before a treaty within which a word may say that it tells when."""
SITTING = 60
"""Sentences for which the heading of a sitting is looked back for."""


class Writer:
    """Writes positions as statements; knows the meeting, the date and the treaties that the document states elsewhere."""

    def __init__(self, doc: Document) -> None:
        self.doc = doc
        self.number = 0
        told = doc.statements
        self.meeting = next((s for s in told if s.record_type == "events" and s.field is None and s.rule_id.startswith(MEETING)), None)
        self.issued = next((s for s in told if s.record_type == "documents" and s.field == "issued"), None)
        self.starts = [s.start for s in doc.sentences]
        self.headed = {p.passage_no for p in doc.passages if p.kind in ("heading", "list-item")}
        self.treaties = {s.local_id for s in told if s.record_type == "treaties"}

    def write(self, start: int, end: int, turn: Turn, move: Move, article: Article | None) -> None:
        """Append the rows of one position."""
        self.number += 1
        text = self.doc.text
        sure = round((BY_VERB if move.rank <= VERB_RANK else BY_CUE) * (1.0 if turn.named else CARRIED), 2)

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
        if (session := self._session(start)) and not turn.past:
            add("date", session.date, "positions.date.session", session.start, session.end)
        elif self.issued and self.issued.value and not turn.past:
            add("date", self.issued.value, "positions.date.document", self.issued.start, self.issued.end)
        if treaty := self._treaty(start, end):
            add("treaty_id", treaty, "positions.treaty")

    def _treaty(self, start: int, end: int) -> str | None:
        """The first treaty that a move names, but for one that only says when: after the Oslo Pact, Mr Berg refused."""
        named = (m for m in inside(self.doc, start, end) if m.kind == "treaty" and m.ref_id in self.treaties)
        return next((m.ref_id for m in named if phrase("time").search(self.doc.text, max(start, m.start - TIME), m.start) is None), None)

    def _session(self, start: int) -> Sentence | None:
        """The heading that gives the day of the sitting in which an offset lies: `2. The answer, 4-5 May`."""
        sentences = self.doc.sentences
        n = bisect_right(self.starts, start) - 1
        if n < 0 or sentences[n].date is None or (self.issued is not None and sentences[n].date == self.issued.value):
            return None
        for s in reversed(sentences[max(0, n - SITTING) : n]):
            if s.passage_no in self.headed or (s.passage_no == sentences[n].passage_no and HEAD.fullmatch(self.doc.text, s.start, s.end)):
                if s.date == sentences[n].date:
                    return s
                return sentences[n] if edtf.contains(s.date, sentences[n].date) else None  # a day that it tells within the sitting
        return None

BY_VERB, BY_CUE, CARRIED = 0.45, 0.3, 0.7
"""How often a position is right, stance and all, in texts that no rule was written with: read by its verb, read by a cue beside it, and
the share of that where its speaker is carried on from before."""
