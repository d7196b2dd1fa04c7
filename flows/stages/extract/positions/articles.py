"""The article under discussion: named in the clause, or carried on until the talk moves to something else."""

from __future__ import annotations

import re
from dataclasses import dataclass

from flows.stages.extract.positions.rules import topic_sieve, topics
from flows.stages.extract.positions.sides import inside
from flows.stages.extract.positions.wording import phrase
from flows.stages.model import Document, Mention

_ROMAN = re.compile(r"[IVXLC]+")
"""A number that stays as it is printed."""
_PART = re.compile(r" ?\((?:\d{1,2}|[a-z])\)")
"""A paragraph of an article, as in "Article 5 (2)"."""
CITED = 16
"""So many characters at most stand between an article and the name of the treaty that it is cited from."""


@dataclass(slots=True)
class Article:
    """An article number as printed and the span of the mention that gives it."""

    number: str
    start: int
    end: int


def cited(doc: Document, mention: Mention) -> bool:
    """Whether an article is cited from a treaty by name ("Article 2 of the Charter"): no draft is being discussed then."""
    after = inside(doc, mention.end, mention.end + CITED)
    return any(m.kind == "treaty" and m.form == "named" for m in after)


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
        if any(topics()[n].search(self.doc.text, start, end) for n in topic_sieve().may_match(self.doc.text[start:end])):
            self.current = None
        while self.at < len(self.mentions) and self.mentions[self.at].start < end:
            m = self.mentions[self.at]
            self.at += 1
            printed = phrase("article-word").sub("", m.surface).strip()
            number = printed if _ROMAN.fullmatch(printed) else phrase("article-word").sub("", m.value or m.surface).strip()
            if not number:
                continue
            if "(" not in number and (part := _PART.match(self.doc.text, m.end)):
                number += part[0]
            found = Article(number, m.start, m.end)
            from_treaty = cited(self.doc, m)
            if m.start >= start and own is None and not (from_treaty and self.current):
                own = found
            if not from_treaty:
                self.current = found
        return own or self.current
