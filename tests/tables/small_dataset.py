"""A whole dataset in miniature, with a row or more in every table, that breaks no promise."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa

from schemas.tables import arrow_schema

Rows = dict[str, list[dict[str, Any]]]
Write = Callable[[Rows], Path]

TEXT = (
    "The two coasts, 1931\n"
    "On 3 May 1931 Norland and Sudland signed a pact of non‑aggression at Portham for five years. "
    "Ana Berg signed for Norland. "
    "The pact entered into force on 1 July 1931. "
    "At the talks of 2 May, Berg asked that Article 2 be dropped."
)
OTHER = "Norland and Sudland concluded their pact on 4 May 1931."


def span(quote: str, text: str = TEXT, document: str = "coasts") -> dict[str, Any]:
    start = text.index(quote)
    return {"document_id": document, "start": start, "end": start + len(quote), "quote": quote}


def _dates(
    name: str, edtf: str | None, start: date | None = None, end: date | None = None, precision: str | None = "day"
) -> dict[str, Any]:
    end = end or start
    return {name: edtf, f"{name}_start": start, f"{name}_end": end, f"{name}_precision": precision if edtf else None}


SIGNED = "On 3 May 1931 Norland and Sudland signed a pact of non‑aggression at Portham for five years."
FORCE = "The pact entered into force on 1 July 1931."
BERG = "Ana Berg signed for Norland."
ASKED = "At the talks of 2 May, Berg asked that Article 2 be dropped."


def _evidence() -> list[dict[str, Any]]:
    said: list[tuple[str, str, str | None, str | None, str]] = [
        ("treaties", "t-pact", None, None, SIGNED),
        ("treaties", "t-pact", "name", "Pact of Portham", SIGNED),
        ("treaties", "t-pact", "aliases", "Coast Pact", SIGNED),
        ("treaties", "t-pact", "kind", "pact", SIGNED),
        ("treaties", "t-pact", "status", "signed", SIGNED),
        ("treaties", "t-pact", "signed", "1931-05-03", SIGNED),
        ("treaties", "t-pact", "signed_basis", "stated", SIGNED),
        ("treaties", "t-pact", "place_id", "portham", SIGNED),
        ("treaties", "t-pact", "in_force", "1931-07-01", FORCE),
        ("treaties", "t-pact", "term_years", "5", SIGNED),
        ("treaties", "t-pact", "nonaggression", "true", SIGNED),
        ("treaty_parties", "t-pact|norland|signatory", None, None, SIGNED),
        ("treaty_parties", "t-pact|sudland|signatory", None, None, SIGNED),
        ("treaty_signatories", "t-pact|ana-berg|norland", None, None, BERG),
        ("treaty_actions", "t-pact|signature||1931-05-03", None, None, SIGNED),
        ("treaty_actions", "t-pact|entry-into-force||1931-07-01", None, None, FORCE),
        ("treaty_articles", "t-pact|2|", None, json.dumps({"article": "2", "status": "rejected"}), ASKED),
        ("events", "e-sign", None, None, SIGNED),
        ("events", "e-sign", "date", "1931-05-03", SIGNED),
        ("events", "e-sign", "date_basis", "stated", SIGNED),
        ("events", "e-sign", "action", "sign", SIGNED),
        ("events", "e-sign", "place_id", "portham", SIGNED),
        ("events", "e-sign", "treaty_id", "t-pact", SIGNED),
        ("events", "e-sign", "realis", "actual", SIGNED),
        ("event_participants", "e-sign|norland|ana-berg|party", None, None, BERG),
        ("event_participants", "e-sign|sudland||party", None, None, SIGNED),
        ("events", "e-talks", None, None, ASKED),
        ("events", "e-talks", "date", "1931-05-02", ASKED),
        ("events", "e-talks", "action", "negotiate", ASKED),
        ("events", "e-talks", "realis", "actual", ASKED),
        ("event_participants", "e-talks|norland|ana-berg|party", None, None, ASKED),
        ("positions", "p-1", None, None, ASKED),
        ("positions", "p-1", "event_id", "e-talks", ASKED),
        ("positions", "p-1", "treaty_id", "t-pact", ASKED),
        ("positions", "p-1", "article", "2", ASKED),
        ("positions", "p-1", "person_id", "ana-berg", ASKED),
        ("positions", "p-1", "stance", "asks", ASKED),
        ("event_participants", "e-talks|sudland||party", None, None, ASKED),
    ]
    rows = [
        {"evidence_id": f"ev-{i:02}", "record_type": t, "record_id": r, "field": f, "value": v, "value_original": v, **span(q)}
        | {"method": "rule", "rule_id": "treaty-sign-1", "status": "accepted", "confidence": 0.9}
        for i, (t, r, f, v, q) in enumerate(said)
    ]
    rows.append(
        {"evidence_id": "ev-99", "record_type": "treaties", "record_id": "t-pact", "field": "signed", "value": "1931-05-04"}
        | {"value_original": "4 May 1931", **span(OTHER, OTHER, "letter"), "method": "rule", "rule_id": "treaty-sign-2"}
        | {"status": "superseded", "confidence": 0.8}
    )
    return rows


def _document(document_id: str, source_id: str, text: str, **more: Any) -> dict[str, Any]:
    return {
        "document_id": document_id,
        "source_id": source_id,
        "raw_path": f"{source_id}/files/{document_id}.txt",
        "title": None,
        "genre": "essay",
        "authors": [],
        "recipients": [],
        "language": "en",
        "n_chars": len(text),
        "text_sha256": hashlib.sha256(text.encode()).hexdigest(),
        "text": text,
        **more,
    }


def _source(source_id: str, document: str) -> dict[str, Any]:
    return {
        "source_id": source_id,
        "title": f"Papers of {source_id}",
        "genre": "essay",
        "publisher": f"{source_id} press",
        "creators": ["A. Writer"],
        "language": "en",
        "licence": "CC0-1.0",
        "redistributable": True,
        "raw_path": f"{source_id}/files/{document}.txt",
        "media_type": "text/plain",
        "n_bytes": 300,
        "sha256": "0" * 64,
    }


def small_rows() -> Rows:
    """Rows of every published table but build_info."""
    parted = [0, TEXT.index("\n") + 1, len(TEXT)]
    event = {"n_documents": 1, "n_publishers": 1, "confidence": 0.9, "realis": "actual"}
    return {
        "sources": [_source("books", "coasts"), _source("letters", "letter"), _source("broken", "none")],
        "documents": [
            _document(
                "coasts",
                "books",
                TEXT,
                title="The two coasts, 1931",
                **_dates("issued", "1950", date(1950, 1, 1), date(1950, 12, 31), "year"),
            ),
            _document("letter", "letters", OTHER, genre="correspondence"),
        ],
        "passages": [
            {"document_id": "coasts", "passage_no": 0, "heading": None, "kind": "heading", "start": parted[0], "end": parted[1]},
            {
                "document_id": "coasts",
                "passage_no": 1,
                "heading": "The two coasts",
                "kind": "paragraph",
                "start": parted[1],
                "end": parted[2],
            },
            {"document_id": "letter", "passage_no": 0, "heading": None, "kind": "paragraph", "start": 0, "end": len(OTHER)},
        ],
        "repairs": [
            {"document_id": "coasts", "rule_id": "clean-space", "kind": "repair", "start": 3, "end": 4, "before": "  ", "after": " "}
        ],
        "mentions": [
            {"mention_id": f"m-{i}", "document_id": "coasts", "passage_no": 1, "start": s["start"], "end": s["end"], "surface": s["quote"]}
            | {"kind": k, "form": "full", "ref_id": ref, "value": v, "rule_id": rule, "confidence": 1.0}
            for i, (s, k, ref, v, rule) in enumerate(
                [
                    (span("3 May 1931"), "date", None, "1931-05-03", "date-dmy"),
                    (span("Norland"), "actor", "norland", None, "actor-name"),
                    (span("Ana Berg"), "person", "ana-berg", None, "person-name"),
                    (span("Portham"), "place", "portham", None, "place-name"),
                    (span("a pact of non‑aggression"), "treaty", "t-pact", None, "treaty-head"),
                ]
            )
        ],
        "actors": [
            {
                "actor_id": "norland",
                "name": "Norland",
                "kind": "state",
                "cow_code": 901,
                "gw_code": 901,
                "iso3": "NLD",
                "valid_from": date(1900, 1, 1),
            },
            {"actor_id": "sudland", "name": "Sudland", "kind": "state", "predecessor_id": None, "valid_to": date(1960, 1, 1)},
        ],
        "persons": [{"person_id": "ana-berg", "name": "Ana Berg", "sort_name": "Berg, Ana", "wikidata": "Q1"}],
        "offices": [
            {"person_id": "ana-berg", "actor_id": "norland", "office": "foreign minister", "from": date(1930, 1, 1), "to": date(1933, 1, 1)}
        ],
        "places": [
            {"place_id": "portham", "name": "Portham", "names": ["Old Portham"], "latitude": 55.0, "longitude": 7.5, "country_code": "XN"}
        ],
        "treaties": [
            {"treaty_id": "t-pact", "slug": "1931-pact-of-portham", "name": "Pact of Portham", "aliases": ["Coast Pact"], "kind": "pact"}
            | {"status": "signed", **_dates("signed", "1931-05-03", date(1931, 5, 3)), "signed_basis": "stated", "place_id": "portham"}
            | {**_dates("in_force", "1931-07-01", date(1931, 7, 1)), "end_status": "unknown", "term_years": 5.0, "n_parties": 2}
            | {"bilateral": True, "nonaggression": True, "n_documents": 2, "n_publishers": 2, "confidence": 0.9}
        ],
        "treaty_parties": [
            {"treaty_id": "t-pact", "actor_id": "norland", "role": "signatory"},
            {"treaty_id": "t-pact", "actor_id": "sudland", "role": "signatory"},
        ],
        "treaty_signatories": [{"treaty_id": "t-pact", "person_id": "ana-berg", "actor_id": "norland"}],
        "treaty_actions": [
            {"treaty_id": "t-pact", "action": "entry-into-force", **_dates("date", "1931-07-01", date(1931, 7, 1))},
            {"treaty_id": "t-pact", "action": "signature", **_dates("date", "1931-05-03", date(1931, 5, 3)), "event_id": "e-sign"},
        ],
        "treaty_articles": [{"treaty_id": "t-pact", "article": "2", "status": "rejected"}],
        "positions": [
            {"position_id": "p-1", "document_id": "coasts", "event_id": "e-talks", "treaty_id": "t-pact", "article": "2"}
            | {"person_id": "ana-berg", "stance": "asks"}
        ],
        "events": [
            {"event_id": "e-sign", "slug": "1931-05-03-sign", **_dates("date", "1931-05-03", date(1931, 5, 3)), "date_basis": "stated"}
            | {
                "event_type": "AGREE",
                "action": "sign",
                "place_id": "portham",
                "treaty_id": "t-pact",
                "headline": "Norland and Sudland sign",
                **event,
            },
            {
                "event_id": "e-talks",
                "slug": "1931-05-02-negotiate",
                **_dates("date", "1931-05-02", date(1931, 5, 2)),
                "event_type": "CONSULT",
            }
            | {"action": "negotiate", "headline": "Norland negotiates", **event},
        ],
        "event_participants": [
            {"event_id": "e-sign", "actor_id": "norland", "person_id": "ana-berg", "role": "party"},
            {"event_id": "e-sign", "actor_id": "sudland", "role": "party"},
            {"event_id": "e-talks", "actor_id": "norland", "person_id": "ana-berg", "role": "party"},
            {"event_id": "e-talks", "actor_id": "sudland", "role": "party"},
        ],
        "evidence": _evidence(),
        "conflicts": [
            {"record_type": "treaties", "record_id": "t-pact", "field": "signed", "chosen": "1931-05-03", "policy": "most-confident"}
            | {"values": [{"value": "1931-05-03", "evidence_id": "ev-05"}, {"value": "1931-05-04", "evidence_id": "ev-99"}]}
        ],
        "corrections": [
            {"correction_id": "c-1", "record_type": "events", "field": "date", "value": "1931-05-02"}
            | {"author": "A. Reader", "reason": "a slip", "decided": date(2026, 11, 1)}
        ],
        "rejects": [{"reject_id": "r-1", "source_id": "broken", "stage": "clean", "reason": "binary", "detail": "NUL bytes"}],
        "coverage": [{"source_id": "books", "topic": "treaties", "from": date(1930, 1, 1), "to": date(1935, 12, 31), "note": "the coast"}],
        "redirects": [{"old_id": "t-old", "new_id": "t-pact", "since": "2026.1.0", "reason": "merged"}],
    }


def table(name: str, rows: list[dict[str, Any]]) -> pa.Table:
    """The rows as an Arrow table; a column that a row leaves out is null."""
    schema = arrow_schema(name)
    return pa.Table.from_pylist([{n: r.get(n) for n in schema.names} for r in rows], schema)
