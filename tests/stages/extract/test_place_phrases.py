"""The phrases of place: every example is one, and no use stands there twice."""

from __future__ import annotations

import pytest

from flows.stages.extract.events.where.wording import NAME, phrase
from schemas import data

ROWS = data.rows(NAME, "rule_id", "use", "pattern", "about", "example")


@pytest.mark.parametrize("row", ROWS, ids=[r["rule_id"] for r in ROWS])
def test_an_example_is_such_a_phrase(row: dict[str, str]) -> None:
    assert phrase(row["use"]).search(row["example"])


def test_a_use_has_one_pattern() -> None:
    assert len({r["use"] for r in ROWS}) == len(ROWS)
