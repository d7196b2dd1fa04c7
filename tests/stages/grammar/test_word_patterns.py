"""The patterns of words that the stages look for."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from flows.settings import ROOT
from flows.stages.grammar.lexis import pattern
from schemas import data

TABLE = data.rows("rules/word_patterns", "rule_id", "use", "pattern", "about", "example")


def in_code() -> Iterator[str]:
    """The patterns that the stages ask for."""
    for path in sorted((ROOT / "flows" / "stages").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("pattern", "word_pattern"):
                yield from (a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str))


def test_every_pattern_is_used() -> None:
    assert {row["use"] for row in TABLE} <= set(in_code())


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row["use"])
def test_the_example_of_a_pattern_shows_it(row: dict[str, str]) -> None:
    assert row["about"] and pattern(row["use"], common="western", posts="Embassy").search(row["example"])


def test_an_unknown_pattern_is_told() -> None:
    with pytest.raises(data.DataError, match=r"rules/word_patterns\.csv: no pattern of use 'vanishing'"):
        pattern("vanishing")
