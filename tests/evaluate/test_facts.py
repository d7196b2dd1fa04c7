from __future__ import annotations

from pathlib import Path

import pytest

from flows.evaluate import evaluate
from flows.evaluate.gold import GoldError
from flows.settings import UsageError

HEAD = "fact_id,record,kind,date,actor_ids,place_ids,label\n"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    file = tmp_path / "facts.csv"
    file.write_text(
        HEAD
        + "pact,treaty,pact treaty,1931-05-03,norland sudland,portham,Pact\n"
        + "signing,event,ratify,1931-05-03,norland,elsewhere,Signing\n"
        + "talks,event,negotiate,1931-05-02,norland eastland,,Talks\n"
        + "war,event,declare-war,1939-09-01,norland,,War\n",
        encoding="utf-8",
    )
    return file


def test_facts_are_counted_with_parties_kind_and_place(dataset: Path, table: Path) -> None:
    done = evaluate(dataset, table)
    told = {(f.record, f.key): (f.gold, f.found, f.right) for f in done.figures}
    assert {f.scope for f in done.figures} == {"fact"}
    assert told["treaties", "day and all parties"] == (1, 1, 1)
    assert told["treaties", "and place"] == (1, 1, 1)
    assert told["events", "day and all parties"] == (3, 2, 1)
    assert told["events", "and kind or action"] == (3, 2, 0)
    assert told["events", "and place"] == (1, 1, 0)
    assert all(f.precision is None and f.recall is not None for f in done.figures)


def test_facts_that_are_not_there_are_told(dataset: Path, table: Path) -> None:
    assert evaluate(dataset, table).misses == [
        "talks: event of 1931-05-02 with norland eastland: on this day only e-talks with norland, sudland",
        "war: event of 1939-09-01 with norland: nothing on this day",
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("fact_id,record\nx,treaty\n", "line 1: column kind, date, actor_ids, place_ids missing"),
        (HEAD + "x,war,pact,1931,,,X\n", "line 2: record 'war'; use treaty or event"),
        (HEAD + "x,treaty,pact,May 1931,,,X\n", "line 2: 'May 1931' is no EDTF date"),
    ],
)
def test_a_faulty_table_is_told(dataset: Path, tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "facts.csv").write_text(text, encoding="utf-8")
    with pytest.raises(GoldError, match=said):
        evaluate(dataset, tmp_path / "facts.csv")


def test_no_table_is_wrong_use(dataset: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="give a folder of answers or a table of facts"):
        evaluate(dataset, tmp_path / "none.csv")
