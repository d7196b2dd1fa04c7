"""Invented talks among a few people of two lands, and the moves read from them."""

from __future__ import annotations

import re

from flows.stages.extract import positions
from flows.stages.model import Document, Mention, Passage, Sentence

PEOPLE = {"Varga": ("anton-varga", "ruritania"), "Holt": ("mary-holt", "freedonia"), "Brandt": ("otto-brandt", "ruritania")}
STATES = {"Ruritania": "ruritania", "Ruritanian": "ruritania", "Freedonia": "freedonia", "Freedonian": "freedonia"}


def document(text: str, genre: str = "record-of-conversation", **meta: object) -> Document:
    """A document of one paragraph per line, with the people and states of this file as mentions."""
    doc = Document("d", "s", "d.txt", text, genre=genre, meta=dict(meta))
    for line in re.finditer(r"[^\n]+", text):
        number = len(doc.passages)
        doc.passages.append(Passage(number, None, "paragraph", line.start(), line.end()))
        for m in re.finditer(r"\S.*?(?:[.?!]”?(?=\s|$)|:$)", line[0]):
            doc.sentences.append(Sentence(len(doc.sentences), number, line.start() + m.start(), line.start() + m.end()))
    for m in re.finditer(r"\b(?:Mr\. |Mrs\. )?(\w+)\b", text):
        if m[1] in PEOPLE:
            person, actor = PEOPLE[m[1]]
            doc.mentions.append(Mention(m.start(), m.end(), m[0], "person", person, None, "t", 1.0, form="surname", for_actor=actor))
        elif m[1] in STATES:
            doc.mentions.append(Mention(m.start(), m.end(), m[0], "actor", STATES[m[1]], None, "t", 1.0, form="name"))
    for m in re.finditer(r"\barticle (\d+)", text):
        doc.mentions.append(Mention(m.start(), m.end(), m[0], "article", None, m[1], "t", 1.0))
    doc.mentions.sort(key=lambda m: m.start)
    return doc


def read(doc: Document) -> list[dict[str, str]]:
    """The positions of a document as dictionaries, with the quote under `quote`."""
    positions.extract(doc)
    rows: dict[str, dict[str, str]] = {}
    for s in doc.statements:
        if s.record_type == "positions":
            row = rows.setdefault(s.local_id, {})
            row[s.field or "quote"] = (s.value or "") if s.field else doc.text[s.start : s.end]
    return list(rows.values())


def moves(text: str, genre: str = "record-of-conversation", **meta: object) -> list[tuple[str, str]]:
    return [(r.get("person_id") or r.get("actor_id", ""), r["stance"]) for r in read(document(text, genre, **meta))]
