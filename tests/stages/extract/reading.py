"""A text of our own through the per-document stages, and its statements in a form that tests can compare."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from flows.stages import clean, segment
from flows.stages.extract import extract
from flows.stages.model import Document
from flows.stages.recognise import recognise


def read(text: str, genre: str = "essay", title: str = "A Note on Some Events") -> Document:
    """The document after all stages that see one document."""
    doc = Document(
        "text", "text", "text.txt", f"{title}\n\n{text}\n\nThe note ends here, and nothing follows it.\n", genre=genre
    )
    clean.clean(doc)
    segment.segment(doc)
    recognise(doc)
    extract(doc)
    return doc


def records(doc: Document, record_type: str) -> Iterator[dict[str, Any]]:
    """The records of a kind: scalar fields as they are, parts and aliases as lists, `quotes` the spans they rest on."""
    found: dict[str, dict[str, Any]] = {}
    for s in doc.statements:
        if s.record_type != record_type:
            continue
        record = found.setdefault(
            s.local_id, {"quotes": [], "party": [], "signatory": [], "participant": [], "action_of": [], "article": [], "aliases": []}
        )
        record["quotes"].append(doc.text[s.start : s.end])
        if s.field in ("party", "signatory", "participant") or (s.field in ("action", "article") and record_type == "treaties"):
            record["action_of" if s.field == "action" else s.field].append(json.loads(s.value or "{}"))
        elif s.field == "aliases":
            record["aliases"].append(s.value)
        elif s.field:
            record[s.field] = s.value
    yield from found.values()


def event(text: str, action: str, genre: str = "essay") -> dict[str, Any]:
    """The only event of an action that a text tells."""
    (found,) = [e for e in records(read(text, genre), "events") if e["action"] == action]
    return found


def who(record: dict[str, Any], role: str) -> set[str]:
    """Actors and persons of an event in a role."""
    return {p[k] for p in record["participant"] if p["role"] == role for k in ("actor_id", "person_id") if p[k]}
