from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
from worktables import Corpus, rows, run

from flows.explaining import explain
from flows.explaining.records import in_context
from flows.settings import ROOT, UsageError

PARTIES = [{"actor_id": "soviet-union", "role": "signatory"}, {"actor_id": "united-kingdom", "role": "signatory"}]


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("explain")
    c = Corpus()
    c.document(
        "first-paper", "A heading\nThe Westport Pact was signed in London on 4 May 1931. Karl Berg was there.\nAn end", "North Press"
    )
    c.say(
        "first-paper",
        "t1",
        "signed in London on 4 May 1931",
        name="Westport Pact",
        kind="pact",
        status="signed",
        signed="1931-05-04",
        party=PARTIES,
    )
    c.say(
        "first-paper",
        "e1",
        "signed in London on 4 May 1931",
        action="sign",
        date="1931-05-04",
        treaty_id="t1",
        realis="actual",
        place_id="london",
        participant=[{"actor_id": "soviet-union", "person_id": "x-karl-berg", "role": "party"}],
    )
    c.say("first-paper", "p1", "Karl Berg was there", stance="accepts", subject="the fish", person_id="x-karl-berg")
    c.say("first-paper", "d", "A heading", title="A heading", author="A. Writer")
    c.mention("first-paper", "Karl Berg", "person", "x-karl-berg", form="full")
    c.document("second-paper", "Signed on 5 May 1931, the Westport Pact held.", "South Press")
    c.say(
        "second-paper", "t1", "Signed on 5 May 1931", name="Westport Pact", kind="pact", status="signed", signed="1931-05-05", party=PARTIES
    )
    run(c.write(folder / "in"), folder)
    (folder / "published").rename(folder / "dataset")
    return folder


def told(out: Path, name: str) -> str:
    return "\n".join(explain(out, name))


def test_a_treaty_with_its_values_conflicts_and_passages(out: Path) -> None:
    text = told(out, rows(out / "dataset", "treaties")[0]["treaty_id"])
    assert "Westport Pact: pact, signed, signed 4 May 1931" in text
    assert "superseded: 1931-05-05 [2]" in text
    assert 'signed: documents disagree; "1931-05-04" is chosen' in text
    assert "The Westport Pact was ⟦signed in London on 4 May 1931⟧. Karl Berg was there." in text
    assert "A heading" not in text.partition("⟦")[2].partition("\n")[0]
    assert "Source: A. Writer, first-paper" in text
    assert "Licence: CC0-1.0" in text
    assert "Soviet Union (soviet-union), signatory [1] [2]" in text


def test_every_kind_of_record_can_be_explained(out: Path) -> None:
    data = out / "dataset"
    assert "Karl Berg accepts the fish" in told(out, rows(data, "positions")[0]["position_id"])
    event = told(out, rows(data, "events")[0]["event_id"])
    assert "sign" in event and "London (london)" in event and "Westport Pact" in event
    document = told(out, "first-paper")
    assert "A. Writer" in document and "Treaties (1)" in document and "Positions (1)" in document
    assert "cow_code        365" in told(out, "soviet-union")
    assert "Events (1)" in told(out, "x-karl-berg")
    assert "country_code    GB" in told(out, "london")


def test_slugs_names_and_beginnings_will_do(out: Path) -> None:
    whole = told(out, rows(out / "dataset", "treaties")[0]["treaty_id"])
    assert told(out, "1931-05-04-westport-pact") == told(out, "1931-05-04-west") == told(out, "westport pact") == whole


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("westprot pact", "no record has this id, slug or name; close to it:\n  t-"),
        ("united-", "records answer to this"),
        ("zzzzzz9", "no record has"),
    ],
)
def test_a_name_that_answers_to_no_record_or_several(out: Path, name: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        told(out, name)


def test_the_command_ends_with_2_for_an_unknown_record_and_without_a_dataset(out: Path, tmp_path: Path) -> None:
    def chancery(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = (sys.executable, "-c", "from flows.cli import main; main()", "explain", *arguments)
        return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, timeout=60)

    fine = chancery("westport pact", "--out", str(out))
    assert (fine.returncode, fine.stdout.count("⟦")) == (0, 2), fine.stderr
    unknown = chancery("t-zzzz", "--out", str(out))
    assert (unknown.returncode, unknown.stdout) == (2, "")
    assert "t-zzzz: no record" in unknown.stderr
    assert chancery("westport pact", "--out", str(out / "dataset")).stdout == fine.stdout
    missing = chancery("x", "--out", str(tmp_path))
    assert missing.returncode == 2
    assert "holds no dataset" in missing.stderr


def test_a_text_that_a_release_withholds() -> None:
    assert in_context(None, 10, 20) == "(the licence does not allow the text to be passed on; the span is given)"


def test_a_long_paragraph_is_shown_around_the_quote() -> None:
    text = "word " * 200 + "here it is" + " more" * 200
    shown = in_context(text, 1000, 1010)
    assert "⟦here it is⟧" in shown
    assert shown.startswith("… word")
    assert shown.endswith("more …")
    assert len(shown) < 640


def test_a_dataset_from_before_a_table_can_be_explained(out: Path, tmp_path: Path) -> None:
    for file in (out / "dataset" if (out / "dataset").is_dir() else out).glob("*.parquet"):
        if file.stem != "corrections":
            (tmp_path / file.name).write_bytes(file.read_bytes())
    assert not (tmp_path / "corrections.parquet").exists()
    with duckdb.connect() as db:
        ((record,),) = db.execute(f"select treaty_id from '{tmp_path}/treaties.parquet' order by 1 limit 1").fetchall()
    assert explain(tmp_path, record) == explain(out, record)


def test_a_decision_is_explained_with_its_reason(default: Path) -> None:
    decided = """
        select e.record_id, c.correction_id, c.author, c.reason from corrections c join evidence e on e.rule_id = c.correction_id
        where c.record_type = 'events' and c.field in ('date', 'participant') order by c.field, c.correction_id
    """
    with duckdb.connect(str(default / "dataset" / "chancery.duckdb"), read_only=True) as db:
        found = db.execute(decided).fetchall()
    for record, correction, author, reason in (found[0], found[-1]):
        assert f", curated {correction} ({author}: {reason})" in "\n".join(explain(default, record.split("|")[0]))
