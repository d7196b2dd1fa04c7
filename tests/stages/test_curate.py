from __future__ import annotations

from pathlib import Path

import pytest
from worktables import Corpus, rows, run

from flows.stages import curation
from flows.stages.errors import StageError

HEADER = "correction_id,record_type,record_id,field,expect,value,author,reason,citation,date,source_id"
ENDING = 'A. Editor,misread,"Lund, Treaties, p. 7",2026-11-01'


def corpus() -> Corpus:
    c = Corpus()
    c.document("one", "The Westport Pact was signed in London on 4 May 1931. Both sides were glad.")
    c.say(
        "one",
        "t1",
        "The Westport Pact was signed in London on 4 May 1931",
        name="Westport Pact",
        kind="pact",
        status="signed",
        signed="1931-05-04",
        signed_basis="stated",
        place_id="london",
        trade="true",
        party=[{"actor_id": "soviet-union", "role": "signatory"}, {"actor_id": "france", "role": "signatory"}],
    )
    return c


def treaty_id(tmp_path: Path) -> str:
    return str(rows(run(corpus().write(tmp_path / "before/in"), tmp_path / "before"), "treaties")[0]["treaty_id"])


def build(tmp_path: Path, *lines: str) -> Path:
    folder = tmp_path / "curation"
    folder.mkdir(exist_ok=True)
    (folder / "corrections.csv").write_text("\n".join((HEADER, *lines)) + "\n")
    return run(corpus().write(tmp_path / "after/in"), tmp_path / "after", folder)


def test_a_correction_replaces_a_value_and_keeps_the_old_one(tmp_path: Path) -> None:
    record = treaty_id(tmp_path)
    published = build(tmp_path, f"c1,treaties,{record},signed,1931-05-04,1931-05-05,{ENDING},")
    row = rows(published, "treaties")[0]
    assert (row["signed"], str(row["signed_start"]), row["signed_basis"]) == ("1931-05-05", "1931-05-05", "curated")
    evidence = {(e["value"], e["status"]): e for e in rows(published, "evidence") if e["field"] == "signed"}
    new, old = evidence["1931-05-05", "accepted"], evidence["1931-05-04", "superseded"]
    assert (new["method"], new["rule_id"], new["start"], new["quote"]) == ("curated", "c1", old["start"], old["quote"])
    assert not rows(published, "conflicts")


def test_a_correction_fills_and_empties_fields(tmp_path: Path) -> None:
    record = treaty_id(tmp_path)
    published = build(tmp_path, f"c1,treaties,{record},term_years,,5,{ENDING},", f"c2,treaties,{record},trade,true,,{ENDING},")
    row = rows(published, "treaties")[0]
    assert (row["term_years"], row["trade"]) == (5.0, None)
    assert [(e["value"], e["status"]) for e in rows(published, "evidence") if e["field"] == "trade"] == [("true", "superseded")]


def test_a_correction_takes_out_and_adds_one_alias(tmp_path: Path) -> None:
    def aliased(*lines: str) -> tuple[str, list[str]]:
        c = corpus()
        c.say("one", "t1", "signed in London", name="London Pact", aliases=["Old Pact", "Pact of 1931"])
        out = tmp_path / f"out{len(lines)}"
        out.mkdir()
        (out / "corrections.csv").write_text("\n".join((HEADER, *lines)) + "\n")
        row = rows(run(c.write(out / "in"), out, out), "treaties")[0]
        return row["treaty_id"], list(row["aliases"])

    record, names = aliased()
    assert names == ["London Pact", "Old Pact", "Pact of 1931"]
    lines = (f"c1,treaties,{record},alias,London Pact,,{ENDING},", f"c2,treaties,{record},alias,Old Pact,May Pact,{ENDING},")
    assert aliased(*lines) == (record, ["May Pact", "Pact of 1931"])


def test_a_correction_changes_parts(tmp_path: Path) -> None:
    record = treaty_id(tmp_path)
    expect, value = '{""actor_id"": ""france""}', '{""actor_id"": ""united-kingdom"", ""role"": ""signatory""}'
    one = f'c1,treaties,{record},party,"{expect}","{value}",{ENDING},'
    published = build(tmp_path, one)
    assert [p["actor_id"] for p in rows(published, "treaty_parties")] == ["soviet-union", "united-kingdom"]
    gone = [e for e in rows(published, "evidence") if e["record_id"] == f"{record}|france|signatory"]
    assert [e["status"] for e in gone] == ["superseded"]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (
            "c9,treaties,t-gone,signed,1931,1932",
            r"corrections\.csv:2: treaties t-gone is decided on, which this build does not have",
        ),
        ("c9,treaties,RECORD,signed,1930-01-01,1932", r"correction c9 .* signed, expects '1930-01-01' and finds '1931-05-04'"),
        ("c9,treaties,RECORD,term_years,4,5", r"term_years, expects '4' and finds ''"),
        ("c9,treaties,RECORD,signed,,1932", r"signed, expects '' and finds '1931-05-04'"),
        ("c9,treaties,RECORD,slug,x,y", "has no field slug that can be corrected"),
        ("c9,treaties,RECORD,signed,1931-05-04,soon", "'soon' is no EDTF date"),
        ("c9,treaties,RECORD,kind,pact,cake", "'cake' is not a code of treaty_kinds"),
        ('c9,treaties,RECORD,party,"{""actor_id"": ""spain""}",', "finds 'no such row'"),
        ("c9,treaties,RECORD,party,france,", "expect is no JSON object"),
        ("c9,treaties,RECORD,party,[1],", "expect is no JSON object"),
        ("c9,treaties,RECORD,alias,London Pact,", "expects 'London Pact' and finds 'no such name'"),
        ("c9,treaties,RECORD,alias,Westport Pact,", "is the name of the treaty and no alias"),
    ],
)
def test_a_correction_that_does_not_fit_stops_the_build(tmp_path: Path, line: str, message: str) -> None:
    with pytest.raises(StageError, match=message):
        build(tmp_path, f"{line.replace('RECORD', treaty_id(tmp_path))},{ENDING},")


def test_a_correction_of_a_source_that_is_not_built_sleeps(tmp_path: Path) -> None:
    published = build(tmp_path, f"c9,treaties,t-gone,signed,1931,1932,{ENDING},elsewhere")
    assert rows(published, "treaties")[0]["signed"] == "1931-05-04"


def test_a_correction_of_a_file_of_a_source_is_awake(tmp_path: Path) -> None:
    folder = tmp_path / "c"
    folder.mkdir()
    (folder / "corrections.csv").write_text(f"{HEADER}\nc1,treaties,t-1,signed,,1932,{ENDING},papers\n")
    assert len(curation.load("corrections", folder, {"papers/one"})) == 1
    assert curation.load("corrections", folder, {"paper"}) == []


def test_the_projects_own_decisions_can_be_read() -> None:
    for table in ("corrections", "refusals", "merges", "false_matches", "rekeys", "redirects"):
        for decision in curation.load(table):
            assert all(decision[c] for c in ("author", "reason") if c in decision.cells)


REFUSALS = "record_type,record_id,author,reason,citation,date,source_id"


def refusing(tmp_path: Path, *lines: str) -> Path:
    c = corpus()
    c.say("one", "e1", "Both sides were glad", action="sign", realis="actual", treaty_id="t1",
          participant=[{"actor_id": "france", "person_id": None, "role": "party"}])  # fmt: skip
    folder = tmp_path / "curation"
    folder.mkdir()
    (folder / "refusals.csv").write_text("\n".join((REFUSALS, *lines)) + "\n")
    return run(c.write(tmp_path / "after/in"), tmp_path / "after", folder)


def test_a_refused_record_leaves_the_tables_and_is_rejected(tmp_path: Path) -> None:
    record = treaty_id(tmp_path)
    published = refusing(tmp_path, f'treaties,{record},A. Editor,an inn and no pact,"Lund, Inns, p. 7",2026-11-01,')
    assert rows(published, "treaties") == rows(published, "treaty_parties") == []
    assert [(e["action"], e["treaty_id"]) for e in rows(published, "events")] == [("sign", None)]
    assert not [e for e in rows(published, "evidence") if e["value"] == record or e["record_id"] == record]
    (reject,) = rows(published, "rejects")
    assert (reject["stage"], reject["reason"], reject["start"]) == ("curate", "refused", 0)
    assert reject["detail"] == f"treaties {record}: an inn and no pact (A. Editor)"


def test_decisions_that_find_nothing_are_named_together(tmp_path: Path) -> None:
    lines = [f"treaties,t-{name},A. Editor,no pact,p. 7,2026-11-01," for name in ("gone", "lost")]
    with pytest.raises(StageError, match=r"(?s)refusals\.csv:2: treaties t-gone.*refusals\.csv:3: treaties t-lost is decided on"):
        refusing(tmp_path, *lines)
