from __future__ import annotations

import re

import pytest

from flows.stages.extract.positions.rules import aside_sieve, asides, cues
from flows.stages.sieve import Sieve, needed
from schemas import data


@pytest.mark.parametrize(
    ("pattern", "strings"),
    [
        (r"\brefus(?:e[sd]?|al)\b", {"refuse", "refusal"}),
        (r"\b(?:not|never)\s+(?:\w+\s+)?object(?:ions?)?", {"object"}),
        (r"(?i)War with|peace of", {"war with", "peace of"}),
        (r"[Tt]he (?=end)", {"the "}),
        (r"(?:treaty)?", None),
        (r"(?:treaty)*|pact", None),
        (r"(?:treaty)+", {"treaty"}),
        (r"\d+ (?:ships|[a-z]+)", None),
        (r"’s own", {"s own"}),
        (r"[^a]b|c", None),
    ],
)
def test_strings_without_which_nothing_matches(pattern: str, strings: set[str] | None) -> None:
    assert needed(re.compile(pattern)) == strings


@pytest.mark.parametrize(("pattern", "text"), [("kiſs", "KISS"), ("kiss", "KIſS"), ("kiss", "KİSS"), ("bank", "BANK")])
def test_letters_that_are_alike_where_case_is_ignored(pattern: str, text: str) -> None:
    compiled = re.compile(pattern, re.IGNORECASE)
    assert compiled.search(text) and list(Sieve([compiled]).may_match(text)) == [0]


def test_patterns_keep_their_order_and_those_that_need_nothing_are_always_tried() -> None:
    sieve = Sieve(map(re.compile, ("pact", r"\d+", "treaty")))
    assert list(sieve.may_match("the treaty and the Pact")) == [0, 1, 2]
    assert list(sieve.may_match("nothing")) == [1]


def test_every_example_of_a_table_passes_the_sieve_of_its_rule() -> None:
    name = "rules/positions_cues"
    patterns = {cue.rule_id: cue.pattern for cue in cues()}
    for row in data.rows(name, "rule_id", "example"):
        text, pattern = row["example"].lower(), patterns[row["rule_id"]]
        assert not pattern.search(text) or list(Sieve([pattern]).may_match(text)) == [0]


def test_what_is_left_of_an_aside_cannot_begin_another() -> None:
    """An aside leaves a comma and blanks, so no string that the sieve looks for may have them at its beginning."""
    assert aside_sieve()
    for pattern in asides():
        assert not any("," in string or string.startswith(" ") for string in needed(pattern) or ())
