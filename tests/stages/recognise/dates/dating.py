"""Short texts of our own, and the dates found in them."""

from __future__ import annotations

import re

from flows.stages.model import Document, Passage, Sentence
from flows.stages.recognise import dates

Values = list[tuple[str, str | None]]


def document(text: str, title: str | None = None, issued: str | None = None, genre: str | None = None) -> Document:
    """A document of one passage a line and one sentence a full stop; a line that ends in a letter or figure is a heading."""
    doc = Document("d", "s", "d.txt", text, title=title, genre=genre, meta={"issued": issued} if issued else {})
    for n, line in enumerate(re.finditer(r"[^\n]+\n*", text)):
        heading = line[0].strip()[-1].isalnum()
        doc.passages.append(Passage(n, None, "heading" if heading else "paragraph", line.start(), line.end()))
        for s in re.finditer(r"\S.*?(?:[.!?]\)?(?=\s+[(A-Z])|$)", line[0].rstrip()):
            doc.sentences.append(Sentence(len(doc.sentences), n, line.start() + s.start(), line.start() + s.end()))
    return doc


def values(text: str, title: str | None = None, issued: str | None = None) -> Values:
    return [(m.surface, m.value) for m in dates.find(document(text, title, issued))]
