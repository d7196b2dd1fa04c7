"""Registers of visits and journeys as events."""

from __future__ import annotations

import json
from pathlib import Path

from flows.sources.catalogue import Unit
from flows.sources.readers import read
from flows.stages.clean import clean
from flows.stages.extract import extract
from flows.stages.extract.registers import remarks
from flows.stages.model import Document
from flows.stages.recognise import recognise
from flows.stages.segment import segment
from schemas.data import rows
from schemas.tables.vocabulary import codes

MAPPING = {"row": "call", "start": "from", "end": "to", "person": "guest", "actor": "land", "remarks": "what",
           "action": "=visit", "target": "=Sweden"}


def calls(*rows: str) -> Document:
    xml = "<calls>" + "".join(f"<call>{r}</call>" for r in rows) + "</calls>"
    (doc,) = read(xml.encode(), Unit("calls", "calls.xml", Path("calls.xml"), "", 0, "", mapping=MAPPING))
    for stage in (clean, segment, recognise, extract):
        stage(doc)
    told = [s for s in doc.statements if s.local_id != "d"]
    assert all(s.value_original in (None, doc.text[s.start : s.end]) and s.method == "register" for s in told)
    return doc


def values(doc: Document, event: str, field: str) -> list[str | None]:
    return [s.value for s in doc.statements if s.local_id == event and s.field == field]


def test_row_is_a_visit_with_its_days_its_guest_and_both_states() -> None:
    doc = calls("<from>1961-05-02</from><to>1961-05-04</to><guest>President Urho Kekkonen</guest><land>Finland</land><what>Talks.</what>",
                "<from>1962-05-02</from><to>1962-05-02</to><guest>Minister Ansis Kreics</guest><land>Germany, Federal Republic of</land>")
    assert values(doc, "e1", "action") == ["visit"] and values(doc, "e1", "date") == ["1961-05-02/1961-05-04"]
    guest, host = (json.loads(v or "") for v in values(doc, "e1", "participant"))
    assert guest == {"actor_id": "finland", "person_id": "urho-kekkonen", "role": "source"}
    assert host == {"actor_id": "sweden", "person_id": None, "role": "target"}
    guest, host = (json.loads(v or "") for v in values(doc, "e2", "participant"))
    assert values(doc, "e2", "date") == ["1962-05-02"] and guest["person_id"] == "x-ansis-kreics" and guest["actor_id"] == "west-germany"
    assert [(m.surface, m.ref_id) for m in doc.mentions if m.kind == "person"][-1] == ("Minister Ansis Kreics", "x-ansis-kreics")


def test_row_with_an_unknown_country_is_an_event_and_a_reject() -> None:
    doc = calls("<from>1961-05-02</from><to>1961-05-01</to><guest>Prince Odo Nemo</guest><land>Ruritania</land>")
    assert values(doc, "e1", "date") == ["1961-05-02"] and len(values(doc, "e1", "participant")) == 2
    assert sorted(r.reason for r in doc.rejects) == ["unreadable-date", "unresolved-reference"]


def test_row_without_a_day_is_a_reject() -> None:
    doc = calls("<guest>Prince Odo Nemo</guest><land>Finland</land>", "<from>1961</from><guest>Anna Berg</guest><land>Finland</land>")
    assert [r.reason for r in doc.rejects] == ["incomplete-record"] and not values(doc, "e1", "action")
    assert values(doc, "e2", "date") == ["1961"]


def journeys(*remarks: str) -> Document:
    mapping = {"row": "call", "start": "from", "end": "to", "person": "guest", "place": "at", "remarks": "what", "action": "=visit",
               "actor": "=Finland", "target": "=Switzerland"}
    xml = "<calls>" + "".join(f"<call><from>1961-05-30</from><to>1961-06-04</to><guest>President Urho Kekkonen</guest><at>Geneva</at>"
                              f"<what>{r}</what></call>" for r in remarks) + "</calls>"
    (doc,) = read(xml.encode(), Unit("calls", "calls.xml", Path("calls.xml"), "", 0, "", mapping=mapping))
    for stage in (clean, segment, recognise, extract):
        stage(doc)
    return doc


def test_remarks_tell_of_the_conference_that_the_journey_was_for() -> None:
    doc = journeys("Attended the Geneva Conference with Soviet Premier Khrushchev. Met afterward with President Kennedy.",
                   "Preparations for the Geneva Conference.", "Accompanied President Kennedy to the Geneva Conference.", "Talks.")
    assert values(doc, "e1", "action") == ["visit"] and values(doc, "e1", "date") == ["1961-05-30/1961-06-04"]
    assert values(doc, "e1a", "action") == ["conference"] and values(doc, "e1a", "date") == ["1961-05/1961-06"]
    assert values(doc, "e1a", "date_basis") == ["inferred"] and values(doc, "e1a", "place_id") == ["geneva"]
    people = [json.loads(v or "") for v in values(doc, "e1a", "participant")]
    assert [(p["actor_id"], p["person_id"], p["role"]) for p in people] == [
        ("finland", "urho-kekkonen", "party"), ("soviet-union", "nikita-khrushchev", "party")]
    assert not values(doc, "e2a", "action") and not values(doc, "e4a", "action")
    assert values(doc, "e3a", "date") == ["1961"]


def test_every_rule_of_remarks_reads_its_example() -> None:
    for row in rows("rules/register_remarks"):
        rule = next(r for r in remarks() if r[1].match(row["example"]))
        assert rule[0] == row["rule_id"] and rule[2] in codes("actions") and rule[3] in ("months", "year")
