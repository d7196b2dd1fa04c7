"""Treaties that are known by being signed, in sentences made up for these tests."""

from __future__ import annotations

import pytest

from flows.stages import segment
from flows.stages.model import Document
from flows.stages.recognise import recognise
from schemas.data import rows


def read(text: str) -> Document:
    doc = Document("d", "s", "d.txt", text)
    segment.segment(doc)
    recognise(doc)
    return doc


def treaties(text: str) -> list[str]:
    return [m.surface for m in read(text).mentions if m.kind == "treaty" and m.form == "named"]


@pytest.mark.parametrize(("text", "expected"), [
    ("The Common Principles of Trade were signed in Oslo in 1931. Norway kept to the Common Principles of Trade.",
     ["Common Principles of Trade", "Common Principles of Trade"]),
    ("In May 1921 Norway signed the Peace of Westport.", ["Peace of Westport"]),
    ("The Harbour Act was signed in 1931.", []),
    ("A summary of the Westport Conference was signed in 1931.", []),
    ("They were signed in 1931.", []),
])  # fmt: skip
def test_names_that_are_signed(text: str, expected: list[str]) -> None:
    assert treaties(text) == expected


def test_a_name_of_two_is_the_treatys_where_it_is_signed() -> None:
    doc = read("The Warsaw Pact was signed in May 1955. The Warsaw Pact met in Prague in 1956.")
    actors = [m.start for m in doc.mentions if m.kind == "actor" and m.surface == "Warsaw Pact"]
    assert actors == [doc.text.rindex("Warsaw Pact")]


@pytest.mark.parametrize("rule", rows("rules/treaty_signed", "rule_id", "word", "class", "example"), ids=lambda r: r["rule_id"])
def test_examples(rule: dict[str, str]) -> None:
    assert bool(treaties(rule["example"])) == (rule["class"] == "act")
