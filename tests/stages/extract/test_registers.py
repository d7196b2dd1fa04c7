"""Registers read by their cells."""

from __future__ import annotations

import json
from typing import Any

from flows.stages.extract import registers
from flows.stages.model import Document, Mention
from flows.stages.records.periods import contemporary, existed


def register(*lines: str) -> Document:
    """A register with the cells date, action, actors, place and remarks; every place is a mention."""
    doc = Document("r", "r", "r.csv", "\n".join(lines), genre="register")
    cells: list[dict[str, Any]] = []
    at = 0
    for number, line in enumerate(lines):
        for role, cell in zip(("date", "action", "actors", "place", "remarks"), line.split(" | "), strict=True):
            cells.append({"row": number, "role": role, "name": cell, "start": at, "end": at + len(cell)})
            if role == "place":
                doc.mentions.append(Mention(at, at + len(cell), cell, "place", cell.lower(), None, "test", 1.0))
            at += len(cell) + 3
        at += 1 - 3
    doc.meta["cells"] = cells
    return doc


def told(doc: Document, local_id: str, field: str) -> list[str]:
    return [s.value or "" for s in doc.statements if s.local_id == local_id and s.field == field]


def test_a_row_is_a_treaty_and_its_signing() -> None:
    doc = register("1926-04-24 | treaty signed | Soviet Union; Germany | Berlin | Treaty of Berlin (Berlin Pact). Krestinsky, Stresemann.")
    assert registers.extract(doc)
    assert told(doc, "t1", "name") == ["Treaty of Berlin"]
    assert told(doc, "t1", "aliases") == ["Berlin Pact"]
    assert told(doc, "t1", "signed") == ["1926-04-24"]
    assert [json.loads(v)["actor_id"] for v in told(doc, "t1", "party")] == ["soviet-union", "germany"]
    assert [json.loads(v)["person_id"] for v in told(doc, "t1", "signatory")] == ["nikolai-krestinsky", "gustav-stresemann"]
    assert (told(doc, "e1", "action"), told(doc, "e1", "treaty_id"), told(doc, "e1", "place_id")) == (["sign"], ["t1"], ["berlin"])
    assert {s.method for s in doc.statements} == {"register"}
    assert all(doc.text[s.start : s.end] == s.value_original for s in doc.statements if s.value_original)


def test_what_cannot_be_read_is_rejected() -> None:
    doc = register("1926-04-31 | treaty signed | Germany | Berlin | Treaty.", "1926 | danced | Germany | Berlin | Ball.",
                   "1926 | visit | Ruritania | Berlin | State visit.")
    assert registers.extract(doc)
    assert (len(doc.rejects), doc.statements) == (3, [])
    assert "Ruritania" in doc.rejects[2].detail


def test_a_text_without_such_cells_is_left_to_the_prose_rules() -> None:
    assert not registers.extract(Document("r", "r", "r.txt", "The treaty was signed."))


def test_actors_are_called_as_on_the_day() -> None:
    assert contemporary("soviet-union", "1921-03-16") == "soviet-russia"
    assert contemporary("soviet-russia", "1939") == "soviet-union"
    assert contemporary("west-germany", "1938-09-30") == "germany"
    assert contemporary("germany", None) == "germany"


def test_a_land_takes_part_before_it_is_a_state_and_is_no_party_then() -> None:
    assert existed("cuba", "1898-04-20") and not existed("cuba", "1898-04-20", state=True)
    assert contemporary("finland", "1905-11") == "finland" and contemporary("finland", "1905-11", state=True) == "russian-empire"
