from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from worktables import Corpus, rows, run

from flows.stages import tables
from flows.stages.model import Reject
from flows.stages.records import rejects
from flows.stages.records.entities import best_surface, sort_name, untitled
from flows.stages.records.values import support
from flows.stages.validate import validate
from schemas.tables import BY_NAME, EVIDENCED, TABLES, evidence_columns

PARTIES = [{"actor_id": "soviet-union", "role": "signatory"}, {"actor_id": "united-kingdom", "role": "signatory"}]


def part(actor: str | None, person: str | None = None, role: str = "party") -> dict[str, str | None]:
    return {"actor_id": actor, "person_id": person, "role": role}


def corpus() -> Corpus:
    """Three documents about one treaty that agree on little; the licence of the third forbids passing it on."""
    c = Corpus()
    one = c.document(
        "one", "The Westport Pact was signed in London on 4 May 1931. Karl Berg was there. Article 2 was rejected.", "North Press"
    )
    c.say(
        one,
        "t1",
        "The Westport Pact was signed in London on 4 May 1931",
        name="Westport Pact",
        aliases="the Pact",
        kind="pact",
        status="signed",
        signed="1931-05-04",
        signed_basis="stated",
        place_id="london",
        party=PARTIES,
        trade="true",
        signatory=[{"person_id": "x-karl-berg", "actor_id": None}, {"person_id": "x-karl-berg", "actor_id": "soviet-union"}],
        action=[
            {"action": "signature", "actor_id": None, "date": "1931-05-04", "event": "e1"},
            {"action": "signature", "actor_id": None, "date": "1931", "event": None},
        ],
        article={"article": "2", "version": None, "status": "rejected", "subject": "fish"},
    )
    c.say(
        one,
        "e1",
        "signed in London on 4 May 1931",
        action="sign",
        date="1931-05-04",
        date_basis="stated",
        treaty_id="t1",
        realis="actual",
        place_id="london",
        participant=[part("soviet-union"), part("united-kingdom"), part(None, "x-karl-berg"), part("atlantis")],
    )
    c.say(
        one,
        "p1",
        "Article 2 was rejected",
        stance="rejects",
        treaty_id="t1",
        event_id="e1",
        article="2",
        actor_id="soviet-union",
        subject="fish",
    )
    c.say(one, "d", "4 May 1931", title="Westport", issued="1931-05-04", author=["B. Reader", "A. Writer"], archive_ref="F 7")
    c.mention(one, "Karl Berg", "person", "x-karl-berg", form="full")
    c.mention(one, "Westport Pact", "treaty", "t1", form="named")
    c.mention(one, "London", "place", "nowhere-at-all")
    two = c.document("two", "In 1931 Britain and the Soviets made the Westport Pact.", "North Press")
    c.say(
        two,
        "t3",
        "In 1931 Britain and the Soviets made the Westport Pact.",
        name="Westport Pact",
        kind="pact",
        signed="1931",
        party=PARTIES,
        place_id="united-kingdom",
        trade="false",
        status="unknown",
    )
    three = c.document("three", "On 5 May 1931 the Westport Pact, the work of Berg, was agreed.", None, redistributable=False)
    c.say(
        three,
        "t1",
        "On 5 May 1931 the Westport Pact",
        0.5,
        name="Westport Pact",
        kind="agreement",
        signed="1931-05-05",
        signed_basis="inferred",
        party=PARTIES,
        terminated="1940",
        in_force="soon",
    )
    c.mention(three, "Berg", "person", "x-", form="full")
    return c


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("records")
    return run(corpus().write(folder / "in", (Reject("one", None, "clean", "bad-encoding", "a byte", 3, 4),)), folder)


def test_every_table_is_written_with_its_columns(published: Path) -> None:
    for table in TABLES:
        if table.table != "build_info":
            assert rows(published, table.table) is not None
            found = sorted(f.name for f in published.iterdir())
            assert f"{table.table}.parquet" in found


def test_the_checks_of_the_tables_find_nothing(published: Path, tmp_path: Path) -> None:
    validate(published, tmp_path)
    errors = [f for f in rows(tmp_path, "findings") if f["severity"] == "error"]
    assert errors == []


def test_values_are_chosen_and_others_kept(published: Path) -> None:
    treaty = rows(published, "treaties")[0]
    assert (treaty["name"], treaty["aliases"], treaty["kind"], treaty["status"]) == ("Westport Pact", ["the Pact"], "pact", "signed")
    assert (treaty["signed"], treaty["signed_precision"], treaty["signed_basis"], treaty["place_id"]) == (
        "1931-05-04",
        "day",
        "stated",
        "london",
    )
    assert (treaty["n_parties"], treaty["bilateral"], treaty["n_documents"], treaty["n_publishers"]) == (2, True, 3, 2)
    assert (treaty["terminated"], treaty["end_status"], treaty["in_force"], treaty["secret"]) == ("1940", "ended", None, None)
    assert treaty["confidence"] == pytest.approx(0.98)
    assert treaty["slug"] == "1931-05-04-westport-pact"
    signed = {e["value"]: e["status"] for e in rows(published, "evidence") if e["field"] == "signed"}
    assert signed == {"1931-05-04": "accepted", "1931": "superseded", "1931-05-05": "superseded"}


def test_disagreements_become_conflicts_and_vaguer_values_do_not(published: Path) -> None:
    conflicts = {c["field"]: c for c in rows(published, "conflicts")}
    assert sorted(conflicts) == ["kind", "signed", "trade"]
    assert [v["value"] for v in conflicts["signed"]["values"]] == ["1931", "1931-05-04", "1931-05-05"]
    assert (conflicts["signed"]["chosen"], conflicts["signed"]["policy"]) == ("1931-05-04", "most-documents")
    evidence = {e["evidence_id"] for e in rows(published, "evidence")}
    assert all(v["evidence_id"] in evidence for c in conflicts.values() for v in c["values"])


def test_every_row_and_cell_has_accepted_evidence_with_its_value(published: Path) -> None:
    accepted = {
        (e["record_type"], e["record_id"], e["field"], e["value"]) for e in rows(published, "evidence") if e["status"] == "accepted"
    }
    told = {key[:3] for key in accepted}
    for name in EVIDENCED:
        table = BY_NAME[name]
        for row in rows(published, name):
            key = "|".join("" if row[k] is None else str(row[k]) for k in table.key)
            assert (name, key, None) in told, (name, key)
            for column in evidence_columns(table):
                value = row[column.name]
                if value in (None, []) or value in column.silent:
                    continue
                for one in value if isinstance(value, list) else [value]:
                    text = str(one).lower() if isinstance(one, bool) else str(one)
                    assert (name, key, column.name, text) in accepted, (name, key, column.name)


def test_quotes_are_the_text_of_every_source_because_a_build_is_its_makers_own(published: Path) -> None:
    texts = {d["document_id"]: d for d in rows(published, "documents")}
    assert texts["three"]["n_chars"] == len(texts["three"]["text"]) > 0
    for e in rows(published, "evidence"):
        assert e["quote"] == texts[e["document_id"]]["text"][e["start"] : e["end"]]


def test_parts(published: Path) -> None:
    (record,) = (t["treaty_id"] for t in rows(published, "treaties"))
    (event,) = (e["event_id"] for e in rows(published, "events"))
    assert [(s["person_id"], s["actor_id"]) for s in rows(published, "treaty_signatories")] == [("x-karl-berg", "soviet-union")]
    assert [(a["action"], a["date"], a["event_id"]) for a in rows(published, "treaty_actions")] == [("signature", "1931-05-04", event)]
    assert [(a["article"], a["status"], a["subject"]) for a in rows(published, "treaty_articles")] == [("2", "rejected", "fish")]
    who = [(p["actor_id"], p["person_id"], p["role"]) for p in rows(published, "event_participants")]
    assert who == [(None, "x-karl-berg", "party"), ("soviet-union", None, "party"), ("united-kingdom", None, "party")]
    (position,) = rows(published, "positions")
    assert (position["event_id"], position["treaty_id"], position["document_id"]) == (event, record, "one")


def test_what_cannot_be_held_is_rejected(published: Path) -> None:
    found = {(r["stage"], r["reason"], r["document_id"]) for r in rows(published, "rejects")}
    details = " ".join(r["detail"] for r in rows(published, "rejects"))
    assert ("clean", "bad-encoding", None) in found
    assert ("link", "invalid-value", "three") in found
    assert ("link", "unresolved-reference", "one") in found
    assert "atlantis" in details
    assert "nowhere-at-all" in details
    assert "'soon' is no EDTF date" in details
    (nameless,) = (r for r in rows(published, "rejects") if "person x-," in r["detail"])
    assert (nameless["document_id"], nameless["start"]) == ("three", 45)
    assert all(p["person_id"] != "x-" for p in rows(published, "persons"))


def test_a_language_that_is_no_tag_is_rejected(tmp_path: Path) -> None:
    c = corpus()
    c.documents[0]["language"] = "en_US"
    out = run(c.write(tmp_path / "in"), tmp_path)
    assert [d["language"] for d in rows(out, "documents")] == ["und", "en", "en"]
    assert "'en_US' is not a language tag such as en or en-GB" in " ".join(r["detail"] for r in rows(out, "rejects"))


def test_documents_and_mentions(published: Path) -> None:
    one = rows(published, "documents")[0]
    assert (one["title"], one["issued"], one["authors"], one["archive_ref"]) == (
        "Westport",
        "1931-05-04",
        ["A. Writer", "B. Reader"],
        "F 7",
    )
    mentions = {m["surface"]: m["ref_id"] for m in rows(published, "mentions")}
    assert mentions["Westport Pact"] == rows(published, "treaties")[0]["treaty_id"]
    assert mentions["London"] is None
    (berg,) = (p for p in rows(published, "persons") if p["person_id"] == "x-karl-berg")
    assert (berg["name"], berg["sort_name"]) == ("Karl Berg", "Berg, Karl")


def test_the_headline_says_it_all(published: Path) -> None:
    (event,) = rows(published, "events")
    assert event["headline"] == "Soviet Union, United Kingdom and Karl Berg sign the Westport Pact in London, 4 May 1931"
    assert event["slug"] == "1931-05-04-sign-soviet-union-united-kingdom-karl-berg"


def test_the_bytes_do_not_depend_on_the_order_of_statements_and_documents(published: Path, tmp_path: Path) -> None:
    c = corpus()
    shuffle = random.Random(3).shuffle
    for listed in (c.statements, c.mentions, c.documents, c.sources):
        shuffle(listed)  # type: ignore[arg-type]
    again = run(c.write(tmp_path / "in", (Reject("one", None, "clean", "bad-encoding", "a byte", 3, 4),)), tmp_path)
    for file in sorted(published.iterdir()):
        assert (again / file.name).read_bytes() == file.read_bytes(), file.name


def test_a_treaty_without_a_name_is_rejected_with_what_refers_to_it(tmp_path: Path) -> None:
    c = Corpus()
    c.document("one", "They signed it in 1931.")
    c.say("one", "t1", "They signed it in 1931", kind="pact")
    c.say("one", "e1", "They signed it in 1931", action="sign", treaty_id="t1", realis="actual", participant=part("france"))
    published = run(c.write(tmp_path / "in"), tmp_path)
    assert rows(published, "treaties") == []
    assert rows(published, "events")[0]["treaty_id"] is None
    assert sorted(r["reason"] for r in rows(published, "rejects")) == ["incomplete-record", "unresolved-reference"]


def test_no_documents_make_empty_tables(tmp_path: Path) -> None:
    published = run(Corpus().write(tmp_path / "in"), tmp_path)
    assert rows(published, "treaties") == rows(published, "evidence") == rows(published, "mentions") == []
    assert rows(published, "actors")


def test_a_guess_of_one_document_yields_to_the_guesses_that_others_share(tmp_path: Path) -> None:
    c = Corpus()
    told = {"name": "Westport Pact", "kind": "pact", "status": "signed", "signed": "1931-05-04"}
    for name, actors in (("one", ("norway", "denmark")), ("two", ("norway", "denmark")), ("three", ("norway", "sweden"))):
        document = c.document(name, "The Westport Pact of 4 May 1931 was kept.", "North Press")
        c.say(document, "t1", "The Westport Pact", **told)
        c.say(document, "t1", "Westport Pact of 4 May", 0.4, party=[{"actor_id": a, "role": "signatory"} for a in actors])
    published = run(c.write(tmp_path / "in"), tmp_path)
    assert {p["actor_id"] for p in rows(published, "treaty_parties")} == {"norway", "denmark"}


def test_who_accedes_may_be_younger_than_the_treaty(tmp_path: Path) -> None:
    c = Corpus()
    one = c.document("one", "Ukraine and Kazakhstan acceded in 1994 to the Westport Pact of 1987.", "North Press")
    both = [{"actor_id": "kazakhstan", "role": "acceding"}, {"actor_id": "belarus", "role": "signatory"}]
    c.say(one, "t1", "Westport Pact of 1987", name="Westport Pact", kind="pact", status="signed", signed="1987", party=both)
    published = run(c.write(tmp_path / "in"), tmp_path)
    assert ("kazakhstan", "acceding") in [(p["actor_id"], p["role"]) for p in rows(published, "treaty_parties")]


def test_a_long_quote_is_cut(tmp_path: Path) -> None:
    c = Corpus()
    text = "The Westport Pact " + "was long " * 200
    c.document("one", text)
    c.say("one", "t1", text, name="Westport Pact", kind="pact")
    published = run(c.write(tmp_path / "in"), tmp_path)
    assert {len(e["quote"]) for e in rows(published, "evidence")} == {1000}


def test_equal_rejects_keep_rows_of_their_own() -> None:
    row: dict[str, Any] = {
        "source_id": "s",
        "document_id": None,
        "stage": "clean",
        "reason": "empty",
        "detail": None,
        "start": None,
        "end": None,
    }
    assert len({r["reject_id"] for r in rejects([row, dict(row)])}) == 2


def test_a_document_counts_once_towards_confidence() -> None:
    assert support([])["confidence"] == 0.0


@pytest.mark.parametrize(
    ("surface", "expected"),
    [
        ("Mr. Karl Berg’s", "Karl Berg"),
        ("Foreign Minister Berg", "Berg"),
        ("Lord Berg", "Lord Berg"),
        ("Norwegian leader, Ensign Karl Berg", "Karl Berg"),
        ("Senator from Norway Karl Berg", "Karl Berg"),
        ("President", "President"),
        ("Karl Berg", "Karl Berg"),
    ],
)
def test_untitled(surface: str, expected: str) -> None:
    assert untitled(surface) == expected


def test_the_best_surface_is_full_and_frequent() -> None:
    assert best_surface("x-berg", [("Berg", 9), ("Mr. Karl Berg", 2), ("Karl Berg", 1), ("Carl Berg", 2)]) == "Karl Berg"
    assert best_surface("x-berg", []) is None
    assert best_surface("x-berg", [("M. BERG", 9), ("Mr. Berg", 1)]) == "Berg"
    assert best_surface("x-k-holm-berg", [("K. HOLM-BERG II", 1)]) == "K. Holm-Berg II"
    assert best_surface("x-karl-berg", [("Norland journalist Karl Berg", 1)]) == "Karl Berg"
    assert best_surface("x-berg", [("Lord Berg", 1)]) == "Lord Berg"


@pytest.mark.parametrize(
    ("name", "expected"), [("Karl von Berg", "von Berg, Karl"), ("Berg", "Berg"), ("Anna Maria Berg", "Berg, Anna Maria")]
)
def test_sort_name(name: str, expected: str) -> None:
    assert sort_name(name) == expected


def test_a_kind_alone_and_another_spelling_are_no_other_names(tmp_path: Path) -> None:
    c = Corpus()
    c.document("one", "The Westport Pact was signed. The pact, called the port pact and the Westport pact, held.")
    aliases = ["pact", "the pact", "Westport pact", "port pact", "Port Pact"]
    c.say("one", "t1", "The Westport Pact was signed", name="Westport Pact", kind="pact", status="signed", aliases=aliases)
    published = run(c.write(tmp_path / "in"), tmp_path)
    assert [t["aliases"] for t in rows(published, "treaties")] == [["Port Pact"]]
    assert [e["value"] for e in rows(published, "evidence") if e["field"] == "aliases"] == ["Port Pact"]


@pytest.mark.parametrize(
    ("person", "state", "expected"),
    [
        ("source", "target", [(None, "target"), ("x-karl-berg", "source")]),
        ("target", "source", [(None, "source"), ("x-karl-berg", "target")]),
        ("party", "target", [("x-karl-berg", "party")]),
        ("source", "source", [("x-karl-berg", "source")]),
    ],
)
def test_a_state_on_which_its_own_envoy_acts_takes_part_beside_him(
    tmp_path: Path, person: str, state: str, expected: list[tuple[str | None, str]]
) -> None:
    c = Corpus()
    c.document("one", "Karl Berg wrote home.")
    c.mention("one", "Karl Berg", "person", "x-karl-berg", form="full")
    people = [part("soviet-union", "x-karl-berg", person), part("soviet-union", None, state)]
    c.say("one", "e1", "Karl Berg wrote home", action="correspond", realis="actual", date="1931-05-04", participant=people)
    published = run(c.write(tmp_path / "in"), tmp_path)
    told = [(p["person_id"], p["role"]) for p in rows(published, "event_participants") if p["actor_id"] == "soviet-union"]
    assert told == expected


@pytest.mark.parametrize("kind", [pa.string(), pa.float64(), pa.bool_(), pa.list_(pa.string())], ids=str)
@pytest.mark.parametrize("parts", [[], [[]], [[None]], [[0, None], [], [1, 0]]], ids=str)
def test_the_values_of_a_column_are_those_of_its_rows(kind: pa.DataType, parts: list[list[int | None]]) -> None:
    some = {pa.string(): ["one", ""], pa.float64(): [0.5, 1.0], pa.bool_(): [True, False]}.get(kind, [["a"], []])
    column = pa.chunked_array([pa.array([None if i is None else some[i] for i in part], kind) for part in parts], kind)
    assert tables.values(column) == column.to_pylist()


def test_equal_texts_of_a_column_are_one_object() -> None:
    first, second = tables.values(pa.chunked_array([["a long text"], ["a long text"]]))
    assert first is second
