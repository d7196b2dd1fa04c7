"""A dataset with a document that tries to be a page of its own."""

from __future__ import annotations

import hashlib
from typing import Any

from tests.tables.small_dataset import Rows, small_rows

SCRIPT = "<script>document.title = 'taken over'</script>"
IMAGE = "<img src=x onerror=\"document.title = 'taken over'\">"
TEXT = (
    f"A title </title>{SCRIPT}\n\n"
    f"Norland & Sudland signed the \"pact\" of 'Portham' {SCRIPT} on 3 May 1931.\n\n"
    f"Bell\x07, null\x00 and return\r stand here; {IMAGE} too, and &lt;b&gt; as it is printed.\n\n"
    "]]> --> </span></p></section></main> The pact\u202e was renewed.\n"
)


def span(words: str) -> dict[str, int]:
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words)}


def _passages() -> list[dict[str, Any]]:
    rows, start = [], 0
    while start < len(TEXT):
        end = TEXT.find("\n\n", start) + 2 if "\n\n" in TEXT[start:] else len(TEXT)
        kind = "heading" if start == 0 else "paragraph"
        rows.append(
            {"document_id": "hostile", "passage_no": len(rows), "heading": IMAGE if rows else None, "kind": kind}
            | {"start": start, "end": end}
        )
        start = end
    return rows


def hostile_rows() -> Rows:
    """The small dataset with the document `hostile`, told of by a treaty of its own, an event, crossing mentions and a reject."""
    rows = small_rows()
    source = dict(rows["sources"][0], source_id="bad", title=f"Papers {SCRIPT}", publisher='"><b>', citation="Tom & 'Jerry'")
    source |= {"url": 'https://example.org/"onmouseover="alert(1)', "raw_path": "bad/files/hostile.txt"}
    rows["sources"].append(source)
    document = dict(
        rows["documents"][0], document_id="hostile", source_id="bad", raw_path="bad/files/hostile.txt", text=TEXT, n_chars=len(TEXT)
    )
    document |= {"title": f"A title </title>{SCRIPT}", "authors": [IMAGE], "archive_ref": "F. 1 & 2"}
    document |= {"text_sha256": hashlib.sha256(TEXT.encode()).hexdigest()}
    rows["documents"].append(document)
    rows["passages"] += _passages()
    mentions = [
        ("Norland & Sudland signed", "actor", "norland", None),
        ("Sudland signed the \"pact\" of 'Portham'", "treaty", "t-pact", None),  # crosses the one before
        ("Sudland", "actor", "sudland", None),
        ("3 May 1931", "date", None, "1931-05-03"),
        ("Portham", "place", "portham", SCRIPT),
    ]
    for n, (words, kind, ref, value) in enumerate(mentions):
        rows["mentions"].append(
            {
                "mention_id": f"h-{n}",
                "document_id": "hostile",
                "passage_no": 1,
                **span(words),
                "surface": words,
                "kind": kind,
                "form": "full",
            }
            | {"ref_id": ref, "value": value, "rule_id": 'rule-"x"', "confidence": 1.0}
        )
    quote = TEXT[TEXT.index("Norland &") : TEXT.index("\n\nBell")]
    told = [
        ("treaties", "t-pact", None, None, quote),
        ("treaties", "t-pact", "name", SCRIPT, "\"pact\" of 'Portham'"),
        ("events", "e-sign", None, None, quote),
        ("events", "e-sign", "date", "1931-05-03", "3 May 1931"),
    ]
    for n, (record_type, record_id, field, value, words) in enumerate(told):
        rows["evidence"].append(
            {"evidence_id": f"h-{n}", "record_type": record_type, "record_id": record_id, "field": field, "value": value}
            | {"value_original": value, "document_id": "hostile", **span(words), "quote": words, "method": "rule", "rule_id": "r<i>"}
            | {"status": "accepted", "confidence": 0.9}
        )
    rows["rejects"].append(
        {"reject_id": "r-h", "source_id": "bad", "document_id": "hostile", "stage": "clean", "reason": "broken-number", "detail": IMAGE}
        | span("Bell")
    )
    return rows
