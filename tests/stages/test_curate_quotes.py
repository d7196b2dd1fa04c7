"""Decisions about what one document says, by the words that say it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from worktables import Corpus, rows, run

from flows.stages.errors import StageError

AIM = "record_type,record_id,document_id,quote,value_original"
ENDING = 'A. Editor,misread,"Lund, Treaties, p. 7",2026-11-01,'
HEADERS = {
    "refusals": f"{AIM},author,reason,citation,date,source_id",
    "corrections": f"correction_id,{AIM},field,expect,value,author,reason,citation,date,source_id",
}
LOAN = "Italy signed a loan and signed a lease."
TWO = f"The Westport Pact was signed on 5 May 1931. French ships\nreached Westport. {LOAN}"


def party(actor: str) -> dict[str, Any]:
    return {"actor_id": actor, "person_id": None, "role": "party"}


def build(tmp_path: Path, table: str, *lines: str) -> Path:
    """A pact told of by two texts, and three events of the second, after the decisions."""
    c = Corpus()
    c.document("one", "The Westport Pact was signed in London on 4 May 1931.")
    c.document("papers/two", TWO)
    parties = [{"actor_id": a, "role": "signatory"} for a in ("soviet-union", "france")]
    for document, day in (("one", 4), ("papers/two", 5)):
        words = f"The Westport Pact was signed {'in London ' if day == 4 else ''}on {day} May 1931"
        c.say(document, "t1", words, name="Westport Pact", kind="pact", status="signed", signed=f"1931-05-0{day}", party=parties)
    c.say("papers/two", "e1", "reached Westport", action="visit", realis="actual", date="1931", participant=[party("france")])
    c.say("papers/two", "e2", LOAN, action="lend", realis="actual", date="1931", participant=[party("italy")])
    c.say("papers/two", "e3", LOAN, action="trade", realis="actual", date="1931", treaty_id="t1", participant=[party("italy")])
    folder = tmp_path / "curation"
    folder.mkdir(exist_ok=True)
    (folder / f"{table}.csv").write_text("\n".join((HEADERS[table], *lines)) + "\n")
    return run(c.write(tmp_path / "in"), tmp_path, folder)


def refused(published: Path) -> list[tuple[str, str]]:
    return [(r["reason"], r["document_id"]) for r in rows(published, "rejects")]


def test_what_a_document_says_is_refused_by_its_words(tmp_path: Path) -> None:
    published = build(tmp_path, "refusals", f"events,,papers/two,French ships reached Westport,reached  Westport,{ENDING}")
    assert sorted(e["action"] for e in rows(published, "events")) == ["lend", "trade"]
    assert refused(published) == [("refused", "papers/two")]


def test_a_record_that_another_document_tells_of_stays(tmp_path: Path) -> None:
    published = build(tmp_path, "refusals", f"treaties,,papers/two,The Westport Pact was signed,,{ENDING}")
    (treaty,) = rows(published, "treaties")
    assert (treaty["signed"], treaty["n_documents"]) == ("1931-05-04", 1)
    assert {e["treaty_id"] for e in rows(published, "events")} == {None}, "what the document says of its treaty is gone with it"


def test_what_one_document_says_is_corrected(tmp_path: Path) -> None:
    aim = "treaties,,papers/two,signed on 5 May 1931,"
    published = build(tmp_path, "corrections", f"c1,{aim},signed,1931-05-05,1931-05-04,{ENDING}")
    assert rows(published, "treaties")[0]["signed"] == "1931-05-04"
    assert rows(published, "conflicts") == []
    told = {(e["document_id"], e["value"], e["status"]) for e in rows(published, "evidence") if e["field"] == "signed"}
    assert ("papers/two", "1931-05-05", "superseded") in told and ("papers/two", "1931-05-04", "accepted") in told
    (decision,) = rows(published, "corrections")
    assert (decision["correction_id"], decision["document_id"], decision["reason"]) == ("c1", "papers/two", "misread")
    assert decision["decided"] == date(2026, 11, 1)


def test_participants_are_added_and_taken_away(tmp_path: Path) -> None:
    aim = "events,,papers/two,reached Westport,reached Westport,participant"
    lines = f'c1,{aim},"{{""actor_id"": ""france""}}",', f'c2,{aim},,"{{""actor_id"": ""italy"", ""role"": ""source""}}"'
    published = build(tmp_path, "corrections", *(f"{line},{ENDING}" for line in lines))
    event = next(e["event_id"] for e in rows(published, "events") if e["action"] == "visit")
    assert [(p["actor_id"], p["role"]) for p in rows(published, "event_participants") if p["event_id"] == event] == [("italy", "source")]


@pytest.mark.parametrize(
    "line",
    [
        "c1,events,,papers/two,reached Westport,reached Westport,date,1930,1931",
        "c1,events,,papers/two,reached Westport,sailed,date,1930,1931",
        'c1,events,,papers/two,reached Westport,,participant,"{""actor_id"": ""spain""}",',
        'c1,events,,papers/two,reached Westport,,participant,"{""actor_id"": ""spain""}","{""actor_id"": ""france"", ""role"": ""party""}"',
    ],
)
def test_a_correction_that_the_rules_have_caught_up_with_is_idle(tmp_path: Path, line: str) -> None:
    assert refused(build(tmp_path, "corrections", f"{line},{ENDING}")) == [("idle-decision", "papers/two")]


def test_a_refusal_of_what_is_no_longer_read_is_idle(tmp_path: Path) -> None:
    published = build(tmp_path, "refusals", f"events,,papers/two,French ships reached,sailed,{ENDING}")
    (reject,) = rows(published, "rejects")
    assert (reject["reason"], reject["start"], reject["end"]) == ("idle-decision", TWO.index("French"), TWO.index(" Westport. "))
    assert "nothing is read as events of papers/two, 'French ships reached' (sailed)" in reject["detail"]


@pytest.mark.parametrize(
    ("table", "line", "message"),
    [
        ("refusals", "events,,papers/two,German ships,", r"refusals\.csv:2: papers/two does not say 'German ships'"),
        ("refusals", "events,,papers/two,,", "papers/two does not say ''"),
        ("refusals", "events,e-1,papers/two,French ships,", "gives a record_id and a document_id"),
        ("refusals", f"events,,papers/two,{LOAN},{LOAN}", "2 events of papers/two.*tell them apart by value_original"),
        ("corrections", f"c1,events,,papers/two,{LOAN},,treaty_id,,Inn Treaty", "2 events of papers/two"),
        ("corrections", "c1,events,,papers/two,reached Westport,,treaty_id,,Inn Treaty", "papers/two calls 0 treaties 'Inn Treaty'"),
        ("corrections", "c1,events,,papers/two,reached Westport,,date,1930,1932", "expects '1930' and finds '1931'"),
        ("corrections", "c1,events,,papers/two,reached Westport,,date,1931,1932,A,b,c,in May,#", r"corrections\.csv:2: 'in May' is no day"),
    ],
)
def test_a_decision_that_does_not_fit_the_text_stops_the_build(tmp_path: Path, table: str, line: str, message: str) -> None:
    with pytest.raises(StageError, match=message):
        build(tmp_path, table, line.removesuffix("#") if line.endswith("#") else f"{line},{ENDING}")


@pytest.mark.parametrize(("expect", "value", "linked"), [("Westport Pact", "", None), ("Westport Pact", "Port Treaty", "Port Treaty")])
def test_the_treaty_of_an_event_is_corrected_by_its_name(tmp_path: Path, expect: str, value: str, linked: str | None) -> None:
    c = Corpus()
    c.document("papers/two", "The Westport Pact and the Port Treaty were ratified.")
    for local_id, name in (("t1", "Westport Pact"), ("t2", "Port Treaty")):
        c.say("papers/two", local_id, name, name=name, kind="pact")
    c.say("papers/two", "e1", "were ratified", action="ratify", realis="actual", treaty_id="t1", participant=[party("france")])
    line = f"c1,events,,papers/two,were ratified,,treaty_id,{expect},{value},{ENDING}"
    (tmp_path / "corrections.csv").write_text(f"{HEADERS['corrections']}\n{line}\n")
    published = run(c.write(tmp_path / "in"), tmp_path, tmp_path)
    names = {t["treaty_id"]: t["name"] for t in rows(published, "treaties")} | {None: None}
    assert [names[e["treaty_id"]] for e in rows(published, "events")] == [linked]


def test_records_that_a_correction_makes_alike_are_one(tmp_path: Path) -> None:
    def events(*lines: str) -> list[tuple[str, int]]:
        folder = tmp_path / str(len(lines))
        c = Corpus()
        for name, day in (("one", 4), ("papers/two", 5)):
            c.document(name, "French envoys reached Westport.")
            c.say(name, "e1", "reached Westport", action="visit", realis="actual", date=f"1931-05-0{day}", participant=[party("france")])
        folder.mkdir()
        (folder / "corrections.csv").write_text("\n".join((HEADERS["corrections"], *lines)) + "\n")
        return [(e["date"], e["n_documents"]) for e in rows(run(c.write(folder / "in"), folder, folder), "events")]

    assert sorted(events()) == [("1931-05-04", 1), ("1931-05-05", 1)]
    assert events(f"c1,events,,papers/two,reached Westport,,date,1931-05-05,1931-05-04,{ENDING}") == [("1931-05-04", 2)]


def test_a_refused_event_takes_the_action_of_its_treaty_with_it(tmp_path: Path) -> None:
    c = Corpus()
    c.document("papers/two", "The Westport Pact was ratified.")
    c.say("papers/two", "e1", "was ratified", action="ratify", realis="actual", treaty_id="t1", participant=[party("france")])
    c.say("papers/two", "t1", "The Westport Pact", name="Westport Pact", kind="pact", action={"action": "ratification", "event": "e1"})
    (tmp_path / "refusals.csv").write_text(f"{HEADERS['refusals']}\nevents,,papers/two,was ratified,,{ENDING}\n")
    published = run(c.write(tmp_path / "in"), tmp_path, tmp_path)
    assert rows(published, "treaty_actions") == [] and refused(published) == [("refused", "papers/two")]


@pytest.mark.parametrize(
    ("changes", "acts"),
    [
        (("date,1931-05-04,1931-06-04",), [("Westport Pact", "ratification", "france", "1931-06-04")]),
        (("treaty_id,Westport Pact,Port Treaty",), [("Port Treaty", "ratification", "france", "1931-05-04")]),
        (("treaty_id,Westport Pact,", "realis,actual,proposed"), []),
        (("action,ratify,sign",), [("Westport Pact", "signature", None, "1931-05-04")]),
        (("action,ratify,accept",), []),
        (
            ('participant,,"{""actor_id"": ""italy"", ""role"": ""source""}"',),
            [("Westport Pact", "ratification", actor, "1931-05-04") for actor in ("france", "italy")],
        ),
    ],
)
def test_what_was_done_to_a_treaty_follows_the_corrected_event(tmp_path: Path, changes: tuple[str, ...], acts: list[Any]) -> None:
    c = Corpus()
    c.document("papers/two", "The Westport Pact and the Port Treaty were ratified.")
    c.say("papers/two", "t2", "the Port Treaty", name="Port Treaty", kind="treaty")
    told = {"action": "ratification", "actor_id": "france", "date": "1931-05-04", "event": "e1"}
    c.say("papers/two", "t1", "The Westport Pact", name="Westport Pact", kind="pact", action=told)
    act = {"action": "ratify", "realis": "actual", "date": "1931-05-04", "treaty_id": "t1", "participant": [party("france")]}
    c.say("papers/two", "e1", "were ratified", **act)
    lines = [f"c{n},events,,papers/two,were ratified,,{change},{ENDING}" for n, change in enumerate(changes)]
    (tmp_path / "corrections.csv").write_text("\n".join((HEADERS["corrections"], *lines)) + "\n")
    published = run(c.write(tmp_path / "in"), tmp_path, tmp_path)
    names = {t["treaty_id"]: t["name"] for t in rows(published, "treaties")}
    assert [(names[a["treaty_id"]], a["action"], a["actor_id"], a["date"]) for a in rows(published, "treaty_actions")] == acts


@pytest.mark.parametrize("document", ["elsewhere/one", "papers/three"])
def test_decisions_about_a_document_that_is_not_built_sleep(tmp_path: Path, document: str) -> None:
    assert refused(build(tmp_path, "refusals", f"events,,{document},French ships,,{ENDING}")) == []
