"""The phrases around names: every row reads its example."""

from __future__ import annotations

import pytest

from flows.stages.recognise.naming import NAME
from schemas import data, phrases

ROWS = data.rows(NAME, "rule_id", "use", "pattern", "about", "example")


@pytest.mark.parametrize("row", ROWS, ids=lambda r: r["rule_id"])
def test_every_phrase_reads_its_example(row: dict[str, str]) -> None:
    alike = [r["rule_id"] for r in ROWS if r["use"] == row["use"]]
    assert row["about"] and phrases.patterns(NAME, row["use"])[alike.index(row["rule_id"])].search(row["example"])
