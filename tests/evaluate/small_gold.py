"""What a reader finds in the two texts of the small dataset."""

from __future__ import annotations

from typing import Any

COASTS: dict[str, Any] = {
    "document_id": "coasts",
    "document": {"title": "The Two Coasts, 1931", "date": None, "place": None, "genre": "essay", "authors": [], "archive_ref": None},
    "treaties": [
        {
            "id": "t1",
            "name": "The Portham Pact",
            "aliases": ["Coast Pact"],
            "kind": "pact",
            "status": "signed",
            "signed": "1931-05-03",
            "place": "Portham",
            "parties": ["Norland", "Sudland"],
            "signatories": [{"person": "Ana Berg", "for": "Norland"}, {"person": "Otto Lund", "for": "Sudland"}],
            "term_years": 5,
            "obligations": ["nonaggression", "friendship"],
            "quote": "Norland and Sudland signed a pact of non‑aggression at Portham for five years",
        },
        {"id": "t2", "name": "Convention on Pilots", "quote": "Berg asked that Article 2 be dropped"},
    ],
    "events": [
        {
            "id": "e1",
            "action": "sign",
            "date": "1931-05-03",
            "actors": [{"name": "Norland", "role": "party"}, {"name": "Sudland", "role": "party"}, {"name": "A. Berg"}],
            "place": "Portham",
            "treaty": "t1",
            "realis": "actual",
            "quote": "Norland and Sudland signed a pact",
        },
        {
            "id": "e2",
            "action": "meet",
            "date": "1931-05",
            "actors": [{"name": "Ana Berg"}],
            "place": None,
            "treaty": None,
            "realis": "actual",
            "quote": "At the talks of 2 May",
        },
        {
            "id": "e3",
            "action": "enter-into-force",
            "date": "1931-07-01",
            "actors": [{"name": "Norland"}],
            "place": None,
            "treaty": "t1",
            "realis": "actual",
            "quote": "The pact entered into force on 1 July 1931.",
        },
    ],
    "positions": [
        {
            "speaker": "Ana Berg",
            "for": "Norland",
            "article": "2",
            "stance": "rejects",
            "subject": "the article",
            "quote": "Article 2 be dropped",
        }
    ],
}
