from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest

from flows.evaluate import Evaluation, evaluate
from flows.evaluate.recording import COLUMNS, KEPT, record
from flows.settings import UsageError
from schemas.data import rows


@pytest.fixture
def done(dataset: Path, answers: Any, gold: Any) -> Evaluation:
    return evaluate(dataset, answers(coasts=gold))


def test_figures_are_kept_by_set_and_replaced(done: Evaluation, tmp_path: Path) -> None:
    file = tmp_path / "measured.csv"
    kept = record(done, "coasts", "One text of the coast.", "2026-03-01", file)
    record(done, "a-set", "Before it in the alphabet.", "", file)
    once = file.read_bytes()
    assert record(done, "coasts", "", "2026-03-01", file) == kept
    assert file.read_bytes() == once
    table = list(csv.DictReader(file.read_text().splitlines()))
    assert [row["set"] for row in table] == ["a-set"] * kept + ["coasts"] * kept
    assert tuple(table[0]) == COLUMNS
    assert {row["scope"] for row in table} <= set(KEPT)
    assert {row["rules_digest"] for row in table} == {"0123456789abcdef"}
    assert table[-1]["about"] == "One text of the coast." and table[-1]["taken"] == "2026-03-01"


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
        record(done, name, about, taken, tmp_path / "measured.csv")
    assert not (tmp_path / "measured.csv").exists()


def test_figures_with_answers_that_have_no_document_are_not_kept(dataset: Path, answers: Any, gold: Any, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="elsewhere"):
        record(evaluate(dataset, answers(elsewhere=gold)), "coasts", "x", "", tmp_path / "measured.csv")


def test_the_table_of_the_project_has_the_columns() -> None:
    table = rows("accuracy/measured", *COLUMNS)
    assert all(row["about"] and row["rules_digest"] for row in table)
