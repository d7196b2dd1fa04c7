"""Documents with a head and a foot, read as far as what these say."""

from __future__ import annotations

from flows.stages.clean import clean
from flows.stages.model import Document
from flows.stages.segment import segment

PROSE = ("The delegates of the two republics met in the old customs house at Riga in the spring of that year, and after six weeks of talks "
         "they put their names to a convention on trade and transit.")


def read(text: str) -> Document:
    doc = Document("d", "s", "s.txt", text)
    clean(doc)
    segment(doc)
    for key in ("issued", "place", "archive_ref"):
        if f"{key}_span" in doc.meta:
            a, b = doc.meta[f"{key}_span"]
            assert key == "issued" or doc.text[a:b] == doc.meta[key]
    for key in ("authors", "recipients", "participants"):
        for person in doc.meta.get(key, []):
            assert "start" not in person or doc.text[person["start"] : person["end"]] == person["name"]
    return doc


def names(doc: Document, key: str) -> list[str]:
    return [p["name"] for p in doc.meta.get(key, [])]
