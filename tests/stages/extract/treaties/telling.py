"""Treaties that a text of our own tells of, in a form that tests can compare."""

from __future__ import annotations

from typing import Any

from flows.stages import clean, segment
from flows.stages.extract import extract
from flows.stages.model import Document
from flows.stages.recognise import recognise
from tests.stages.extract.reading import read, records


def treaties(text: str, genre: str = "essay", title: str = "A Note on Some Events") -> list[dict[str, Any]]:
    """All treaties of a text."""
    return list(records(read(text, genre, title), "treaties"))


def by_name(text: str, genre: str = "essay", title: str = "A Note on Some Events") -> dict[str, dict[str, Any]]:
    """The same by their names."""
    return {str(t["name"]): t for t in treaties(text, genre, title)}


def treaty(text: str, name: str) -> dict[str, Any]:
    """The treaty of a text whose name holds a word."""
    return next(t for t in treaties(text) if name in str(t["name"]))


def sides(record: dict[str, Any]) -> set[str]:
    """The parties of a treaty."""
    return {p["actor_id"] for p in record["party"]}


def signed_by(record: dict[str, Any]) -> set[str]:
    """The persons who signed a treaty."""
    return {p["person_id"] for p in record["signatory"]}


def text_of_treaty(*paragraphs: str) -> Document:
    """A document of no known genre, after all stages that see one document."""
    doc = Document("text", "text", "text.txt", "\n\n".join(paragraphs) + "\n")
    clean.clean(doc)
    segment.segment(doc)
    recognise(doc)
    extract(doc)
    return doc
