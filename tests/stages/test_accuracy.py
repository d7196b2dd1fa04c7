from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from flows.evaluate import evaluate
from flows.evaluate.recording import SETS, TABLE, record
from flows.stages import accuracy
from schemas import data
from tests.evaluate.small_gold import COASTS
from tests.publishing import INFO, published
from tests.tables.small_dataset import small_rows

MISSED = {"id": "missed.x", "record": "events", "missed": "acts of silence", "why": "nothing names them", "example": "Nobody answered."}


@pytest.fixture
def tables(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """The tables that the text is made from, free to be filled."""
    held: dict[str, Any] = {"accuracy/sets": (), "accuracy/measured": (), "accuracy/missed": ()}
    monkeypatch.setattr(accuracy, "rows", lambda name, *required: held[name])
    return held


@pytest.fixture
def measured(tables: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The tables as one measurement leaves them."""
    (tmp_path / "gold").mkdir()
    (tmp_path / "gold" / "coasts.json").write_text(json.dumps(COASTS), encoding="utf-8")
    done = evaluate(published(small_rows(), tmp_path), tmp_path / "gold")
    (tmp_path / "accuracy").mkdir()
    record(done, "coasts", "One text of the coast, read once.", "2026-03-01", tmp_path)
    monkeypatch.setattr(data, "ROOT", tmp_path)
    data.rows.cache_clear()
    tables["accuracy/sets"], tables["accuracy/measured"] = data.rows(SETS), data.rows(TABLE)
    yield
    data.rows.cache_clear()


def test_nothing_known_makes_no_file(tables: dict[str, Any]) -> None:
    assert accuracy.accuracy(INFO) is None


def test_what_was_measured_on_what_is_told(tables: dict[str, Any], measured: None) -> None:
    tables["accuracy/missed"] = (MISSED,)
    text = accuracy.accuracy(INFO)
    assert text is not None
    assert (
        "## coasts\n\nOne text of the coast, read once.\n\n1 document. Rules `0123456789ab`, those of this dataset. Taken on 2026-03-01."
        in text
    )
    assert "| events | 1.00 (0.34–1.00) | 0.67 (0.21–0.94) | 0.80 (0.26–0.98) | 2 | 2 | 3 |" in text
    assert "| treaties: signed | 1.00" in text
    assert "| events: acts of silence | nothing names them | Nobody answered. |" in text


def test_of_facts_it_tells_how_many_are_there(tables: dict[str, Any]) -> None:
    shares = {f"{m}{end}": "" for m in ("precision", "f1") for end in ("", "_low", "_high")}
    figure = {
        "set": "coast",
        "scope": "fact",
        "record": "treaties",
        "key": "day",
        "documents": "1",
        "gold": "4",
        "found": "3",
        "right": "3",
    }
    tables["accuracy/sets"] = ({"set": "coast", "about": "Facts of the coast.", "taken": "", "rules_digest": "x"},)
    tables["accuracy/measured"] = (figure | shares | {"recall": "0.75", "recall_low": "0.30", "recall_high": "0.95"},)
    text = accuracy.accuracy(INFO)
    assert text is not None
    assert "4 facts; what the dataset has beyond them is not judged. Rules `x`, which have changed since" in text
    assert "| | share | in the dataset | facts |\n|---|---|--:|--:|\n| treaties: day | 0.75 (0.30–0.95) | 3 | 4 |\n" in text


def test_it_says_when_the_rules_have_changed_since(tables: dict[str, Any], measured: None) -> None:
    text = accuracy.accuracy({**INFO, "rules_digest": "fedcba9876543210"})
    assert text is not None and "which have changed since: those of this dataset are `fedcba987654`" in text


def test_a_dataset_is_published_with_it(tmp_path: Path) -> None:
    folder = published(small_rows(), tmp_path) / "dataset"
    text = (folder / "accuracy.md").read_text(encoding="utf-8")
    assert "## What is known to be missed" in text
    assert "`accuracy.md`" in (folder / "README.md").read_text(encoding="utf-8")


def test_what_is_missed_has_an_id_a_reason_and_an_example() -> None:
    table = data.rows("accuracy/missed", "id", "record", "missed", "why", "example")
    assert len({row["id"] for row in table}) == len(table)
    assert all(all(row.values()) and "|" not in row["why"] + row["missed"] for row in table)
