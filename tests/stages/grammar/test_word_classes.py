"""The classes of words that the stages look for."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator

import pytest

from flows.settings import ROOT
from flows.stages.grammar.lexis import word_class
from schemas import data
from schemas.phrases import alternation

TABLE = data.rows("rules/word_classes", "class_id", "words", "about", "example")


def in_code() -> Iterator[str]:
    """The classes that the stages ask for."""
    for path in sorted((ROOT / "flows" / "stages").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "word_class":
                yield from (a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str))


def in_phrases() -> Iterator[str]:
    """The classes that the tables of patterns hold by name."""
    classes = {row["class_id"] for row in TABLE}
    for table in ("treaty_phrases", "place_phrases", "when_phrases", "word_patterns"):
        for row in data.rows(f"rules/{table}", "pattern"):
            yield from classes.intersection(re.findall(r"\{\{([\w-]+)\}\}", row["pattern"]))


def test_every_class_is_used_and_every_class_that_is_used_is_there() -> None:
    assert {*in_code(), *in_phrases()} == {row["class_id"] for row in TABLE}


def test_no_two_classes_are_the_same_and_no_word_stands_twice_in_one() -> None:
    assert len({row["class_id"] for row in TABLE}) == len(TABLE)
    assert [n for n in Counter(word_class(row["class_id"]) for row in TABLE).values() if n > 1] == []
    assert [row["class_id"] for row in TABLE if len(word_class(row["class_id"])) != row["words"].count("|") + 1] == []


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row["class_id"])
def test_the_example_of_a_class_holds_a_word_of_it(row: dict[str, str]) -> None:
    assert row["about"] and re.search(rf"\b(?:{alternation(word_class(row['class_id']))})\b", row["example"], re.IGNORECASE)


def test_an_unknown_class_is_told() -> None:
    with pytest.raises(data.DataError, match=r"rules/word_classes\.csv: no class 'vanishing'"):
        word_class("vanishing")
