from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest

from flows.evaluate import Evaluation, evaluate
from flows.evaluate.recording import ABOUT, COLUMNS, KEPT, SETS, TABLE, record
from flows.settings import UsageError
from schemas.data import rows


@pytest.fixture
def done(dataset: Path, answers: Any, gold: Any) -> Evaluation:
    return evaluate(dataset, answers(coasts=gold))


def test_figures_are_kept_by_set_and_replaced(done: Evaluation, tmp_path: Path) -> None:
    (tmp_path / "accuracy").mkdir()
    file, sets = tmp_path / "accuracy" / "measured.csv", tmp_path / "accuracy" / "sets.csv"
    kept = record(done, "coasts", "One text of the coast.", "2026-03-01", tmp_path)
    record(done, "a-set", "Before it in the alphabet.", "", tmp_path)
    once = file.read_bytes(), sets.read_bytes()
    assert record(done, "coasts", "", "2026-03-01", tmp_path) == kept
    assert (file.read_bytes(), sets.read_bytes()) == once
    table = list(csv.DictReader(file.read_text().splitlines()))
    assert [row["set"] for row in table] == ["a-set"] * kept + ["coasts"] * kept
    assert tuple(table[0]) == COLUMNS
    assert {row["scope"] for row in table} <= set(KEPT)
    told = list(csv.DictReader(sets.read_text().splitlines()))
    assert [row["set"] for row in told] == ["a-set", "coasts"]
    assert {row["rules_digest"] for row in told} == {"0123456789abcdef"}
    assert told[-1]["about"] == "One text of the coast." and told[-1]["taken"] == "2026-03-01"


@pytest.mark.parametrize(
    ("name", "about", "taken", "said"),
    [
        ("My set", "x", "", "not a name for a set"),
        ("new", "", "", "say with --about"),
        ("new", "x", "1 March", "give --taken as YYYY-MM-DD"),
    ],
)
def test_wrong_use_is_told_and_writes_nothing(done: Evaluation, tmp_path: Path, name: str, about: str, taken: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        record(done, name, about, taken, tmp_path)
    assert not (tmp_path / "accuracy").exists()


def test_figures_with_answers_that_have_no_document_are_not_kept(dataset: Path, answers: Any, gold: Any, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="elsewhere"):
        record(evaluate(dataset, answers(elsewhere=gold)), "coasts", "x", "", tmp_path)


def test_the_tables_of_the_project_belong_together() -> None:
    sets = rows(SETS, *ABOUT)
    assert all(row["about"] and row["rules_digest"] for row in sets)
    assert {row["set"] for row in rows(TABLE, *COLUMNS)} == {row["set"] for row in sets}
