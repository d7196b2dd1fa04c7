"""The article under discussion: named in the clause, or carried on until the talk moves to something else."""

from __future__ import annotations

import re
from dataclasses import dataclass

from flows.stages.extract.positions.rules import topics
from flows.stages.model import Document

_NUMBER = re.compile(r"^\s*(?:[Aa]rts?\.?|[Aa]rticles?|[Cc]lauses?|ARTICLES?)\s*")


@dataclass(slots=True)
class Article:
    """An article number as printed and the span of the mention that gives it."""

    number: str
    start: int
    end: int


class Agenda:
    """Keeps the article under discussion while the clauses are walked in order."""

    def __init__(self, doc: Document) -> None:
        self.doc = doc
        self.mentions = [m for m in doc.mentions if m.kind == "article"]
        self.at = 0
        self.current: Article | None = None

    def article(self, start: int, end: int) -> Article | None:
        """The article that the clause of this span is about; spans come in order of start."""
        own: Article | None = None
        if any(t.search(self.doc.text, start, end) for t in topics()):
            self.current = None
        while self.at < len(self.mentions) and self.mentions[self.at].start < end:
            m = self.mentions[self.at]
            self.at += 1
            number = _NUMBER.sub("", m.value or m.surface).strip()
            if number:
                self.current = Article(number, m.start, m.end)
                if m.start >= start and own is None:
                    own = self.current
        return own or self.current
