"""stub"""
from __future__ import annotations

from flows.stages.model import Document


def read_header(doc: Document) -> None:
    """To be written."""
    if doc.title is None and "title_span" in doc.meta:
        s, e = doc.meta["title_span"]
        doc.title = " ".join(doc.text[s:e].split())
