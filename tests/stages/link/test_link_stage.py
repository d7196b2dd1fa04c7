from __future__ import annotations

import random
from pathlib import Path

import pytest
from worktables import Corpus, carry

from flows.stages import tables
from flows.stages.errors import StageError
from flows.stages.link import ids, link, resolve

PARTIES = [{"actor_id": "soviet-union", "role": "signatory"}, {"actor_id": "united-kingdom", "role": "signatory"}]


def corpus() -> Corpus:
    """Two documents that tell of one treaty and its signature, a third that tells of another treaty."""
    c = Corpus()
    c.document("one", "The Westport Pact was signed in London on 4 May 1931. Both sides were glad.")
    c.document("two", "In May 1931 the Westport Pact came about.")
    c.document("three", "The Eastport Pact is of 1932. The Soviet side accepted article 2.")
    c.say(
        "one",
        "t1",
        "The Westport Pact was signed in London on 4 May 1931",
        name="Westport Pact",
        kind="pact",
        signed="1931-05-04",
        party=PARTIES,
        action={"action": "signature", "actor_id": None, "date": "1931-05-04", "event": "e1"},
    )
    c.say(
        "one",
        "e1",
        "signed in London on 4 May 1931",
        action="sign",
        date="1931-05-04",
        treaty_id="t1",
        participant={"actor_id": "soviet-union"},
    )
    c.say("two", "t7", "In May 1931 the Westport Pact came about", name="Westport Pact", kind="pact", signed="1931-05")
    c.say("two", "e9", "In May 1931 the Westport Pact came about", action="sign", date="1931-05", treaty_id="t7")
    c.say("three", "t1", "The Eastport Pact is of 1932", name="Eastport Pact", kind="pact", signed="1932")
    c.say("three", "p1", "The Soviet side accepted article 2", stance="accepts", treaty_id="t1", event_id="e5")
    return c


def linked(c: Corpus, folder: Path, curation: Path | None = None) -> Path:
    out = folder / "linked"
    out.mkdir(parents=True)
    inputs = c.write(folder / "in")
    link(inputs, out, curation or folder / "none")
    carry(inputs, out)
    return out


def identities(out: Path) -> dict[tuple[str, str], str]:
    rows = tables.read(out, "identities").to_pylist()
    return {(r["document_id"], r["local_id"]): r["record_id"] for r in rows}


def test_one_treaty_in_two_documents_is_one_record(tmp_path: Path) -> None:
    found = identities(linked(corpus(), tmp_path))
    assert found["one", "t1"] == found["two", "t7"] != found["three", "t1"]
    assert found["one", "e1"] == found["two", "e9"]
    assert all(len(i) == 14 and i[:2] in ("t-", "e-", "p-") for i in found.values())


def test_ids_do_not_depend_on_the_order_of_statements(tmp_path: Path) -> None:
    c = corpus()
    before = identities(linked(c, tmp_path / "a"))
    random.Random(7).shuffle(c.statements)
    c.documents.reverse()
    assert identities(linked(c, tmp_path / "b")) == before


def test_a_record_keeps_its_id_when_its_text_moves(tmp_path: Path) -> None:
    c, moved = corpus(), corpus()
    before = identities(linked(c, tmp_path / "a"))
    moved.documents[0]["text"] = "A preface. " + moved.documents[0]["text"]
    for document_id, statement in moved.statements:
        if document_id == "one":
            statement.start += 11
            statement.end += 11
    after = identities(linked(moved, tmp_path / "b"))
    assert after["one", "t1"] == before["one", "t1"]
    assert after["one", "e1"] == before["one", "e1"]


def test_local_ids_in_values_become_record_ids(tmp_path: Path) -> None:
    out = linked(corpus(), tmp_path)
    found = identities(out)
    statements = tables.read(out, "statements").to_pylist()
    values = {(s["document_id"], s["field"]): s["value"] for s in statements if s["field"] in ("treaty_id", "action", "event_id")}
    assert values["two", "treaty_id"] == found["two", "t7"]
    treaty_action = next(s for s in statements if s["record_type"] == "treaties" and s["field"] == "action")
    assert found["one", "e1"] in treaty_action["value"]
    assert ("three", "event_id") not in values
    rejects = tables.read(out, "rejects").to_pylist()
    assert [(r["document_id"], r["reason"], r["stage"]) for r in rejects] == [("three", "unresolved-reference", "link")]
    assert "e5" in rejects[0]["detail"]


def test_an_alias_that_is_another_treaty_is_not_followed(tmp_path: Path) -> None:
    c = Corpus()
    for document_id, name in (("one", "Declaration by United Nations"), ("two", "Charter of the United Nations")):
        c.document(document_id, f"It is the {name}.")
        c.say(document_id, "t1", name, name=name, kind="charter")
    c.say("one", "t1", "It is the", aliases="Charter of the United Nations")
    found = identities(linked(c, tmp_path))
    assert found["one", "t1"] != found["two", "t1"]


def test_an_unknown_record_type_becomes_a_reject() -> None:
    row = {"document_id": "d", "local_id": "x1", "record_type": "dreams", "field": None, "value": None, "start": 0, "end": 1}
    kept, rejects = resolve([row], {}, {"d": "s"})
    assert not kept
    assert "dreams" in rejects[0].detail


def test_equal_facts_are_told_apart_by_their_first_place() -> None:
    records = [(("sign", "1931"), ("b", "000")), (("sign", "1931"), ("a", "000")), (("meet", "1931"), ("a", "000"))]
    names = ids.assign("e", records)
    assert len(set(names)) == 3
    assert names[1] == ids.make("e", "sign", "1931")
    assert ids.assign("e", records[::-1])[::-1] == names


def decide(folder: Path, table: str, header: str, *rows: str) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / f"{table}.csv").write_text("\n".join((header, *rows)) + "\n")
    return folder


MERGES = "left,right,reason,author,since,source_id"
MATCHES = "left,right,reason,author,source_id"


def test_a_merge_makes_one_record_and_a_redirect(tmp_path: Path) -> None:
    before = identities(linked(corpus(), tmp_path / "a"))
    left, right = before["three", "t1"], before["one", "t1"]
    curation = decide(tmp_path / "c", "merges", MERGES, f"{left},{right},a misprint of the port,A. Editor,2026.11,")
    out = linked(corpus(), tmp_path / "b", curation)
    assert set(identities(out).values()) == {*before.values()} - {left}
    assert tables.read(out, "redirects").to_pylist() == [{"old_id": left, "new_id": right, "since": "2026.11", "reason": "merged"}]


def test_a_false_match_is_taken_apart(tmp_path: Path) -> None:
    out = linked(corpus(), tmp_path / "a")
    parts = [
        r["part_id"] for r in tables.read(out, "identities").to_pylist() if r["local_id"] in ("t1", "t7") and r["document_id"] != "three"
    ]
    curation = decide(tmp_path / "c", "false_matches", MATCHES, f"{parts[0]},{parts[1]},two pacts,A. Editor,")
    found = identities(linked(corpus(), tmp_path / "b", curation))
    assert found["one", "t1"] != found["two", "t7"]


def test_a_rekeyed_record_keeps_the_id_that_was_published(tmp_path: Path) -> None:
    before = identities(linked(corpus(), tmp_path / "a"))
    curation = decide(tmp_path / "c", "rekeys", MATCHES, f"{before['one', 't1']},t-publishedids,the name was read better,A. Editor,")
    found = identities(linked(corpus(), tmp_path / "b", curation))
    assert found["one", "t1"] == found["two", "t7"] == "t-publishedids"


def test_a_decision_about_nothing_stops_the_build_and_names_its_line(tmp_path: Path) -> None:
    curation = decide(tmp_path / "c", "merges", MERGES, "t-gone,t-lost,same,A. Editor,2026.11,")
    with pytest.raises(StageError, match=r"merges\.csv:2: no record t-gone"):
        linked(corpus(), tmp_path / "a", curation)


def test_a_decision_about_a_source_that_is_not_built_sleeps(tmp_path: Path) -> None:
    curation = decide(tmp_path / "c", "merges", MERGES, "t-gone,t-lost,same,A. Editor,2026.11,elsewhere")
    assert identities(linked(corpus(), tmp_path / "a", curation))
