"""The tables of positions: each row compiles, and its example shows what it finds."""

from __future__ import annotations

import re

import pytest

from flows.stages.extract.positions import rules
from flows.stages.extract.positions.moves import stance, subject
from schemas import data

CUES = data.rows("rules/positions_cues", "rule_id", "pattern", "example")
VERBS = data.rows("rules/positions_verbs", "rule_id", "forms", "after", "example")


@pytest.mark.parametrize("row", CUES, ids=lambda r: r["rule_id"])
def test_cue_finds_its_example(row: dict[str, str]) -> None:
    assert re.search(row["pattern"], row["example"].lower())
    assert row["stance"] in rules.STANCES


@pytest.mark.parametrize("row", VERBS, ids=lambda r: r["rule_id"])
def test_verb_finds_its_example(row: dict[str, str]) -> None:
    found = [m for form in row["forms"].split() for m in re.finditer(rf"\b{form}\b", row["example"])]
    assert any(not row["after"] or re.match(row["after"], row["example"][m.end() :]) for m in found)


@pytest.mark.parametrize("table", ["positions_nouns", "positions_asides", "positions_topics"])
def test_pattern_finds_its_example(table: str) -> None:
    for row in data.rows(f"rules/{table}", "rule_id", "pattern", "example"):
        example = row["example"].lower() if table == "positions_asides" else row["example"]
        assert re.search(row["pattern"], example), row["rule_id"]


def test_rule_ids_are_unique_and_answers_name_rules() -> None:
    ids = [f"positions.cue.{r['rule_id']}" for r in CUES] + [f"positions.verb.{r['rule_id']}" for r in VERBS]
    assert len(ids) == len(set(ids))
    assert {r["rule_id"] for r in data.rows("rules/positions_answers", "rule_id", "role", "example")} <= set(ids)


def test_side_clause_does_not_decide() -> None:
    move = stance("If the fort could not be accepted, the river should be the line", None, True)
    assert move is not None and move.stance == "proposes"


def test_negated_cue_rejects() -> None:
    move = stance("the wording should not be accepted", None, True)
    assert move is not None and move.stance == "rejects"


def test_subject_is_short_and_cut_at_a_word() -> None:
    assert subject(" that the ferry sail in May.") == "ferry sail in May"
    assert len(subject("that " + "word " * 60)) <= 100
