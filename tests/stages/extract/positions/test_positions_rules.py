"""The tables of positions: each row compiles, and its example shows what it finds."""

from __future__ import annotations

import re

import pytest

from flows.stages.extract import positions
from flows.stages.extract.positions import rules, wording
from flows.stages.extract.positions.moves import stance, subject
from flows.stages.model import Document, Mention, Passage, Sentence
from schemas import data, phrases

CUES = data.rows("rules/positions_cues", "rule_id", "pattern", "example")
PHRASES = data.rows(wording.NAME, "rule_id", "use", "pattern", "about", "example")
VERBS = data.rows("rules/positions_verbs", "rule_id", "forms", "after", "example")


@pytest.mark.parametrize("row", CUES, ids=lambda r: r["rule_id"])
def test_cue_finds_its_example(row: dict[str, str]) -> None:
    assert re.search(row["pattern"], row["example"].lower())
    assert row["stance"] in rules.STANCES


@pytest.mark.parametrize("row", PHRASES, ids=lambda r: r["rule_id"])
def test_phrase_finds_its_example(row: dict[str, str]) -> None:
    alike = [r["rule_id"] for r in PHRASES if r["use"] == row["use"]]
    own = phrases.patterns(wording.NAME, row["use"], **wording.lists())[alike.index(row["rule_id"])]
    assert row["about"] and own.search(row["example"]) and wording.phrase(row["use"]).search(row["example"])


@pytest.mark.parametrize("row", VERBS, ids=lambda r: r["rule_id"])
def test_verb_finds_its_example(row: dict[str, str]) -> None:
    found = [m for form in row["forms"].split() for m in re.finditer(rf"\b{form}\b", row["example"])]
    assert any(not row["after"] or re.match(row["after"], row["example"][m.end() :]) for m in found)


@pytest.mark.parametrize("table", ["positions_nouns", "positions_agents", "positions_asides", "positions_courtesies", "positions_topics"])
def test_pattern_finds_its_example(table: str) -> None:
    for row in data.rows(f"rules/{table}", "rule_id", "pattern", "example"):
        example = row["example"].lower() if table in ("positions_asides", "positions_courtesies") else row["example"]
        assert re.search(row["pattern"], example), row["rule_id"]


def test_rule_ids_are_unique_and_answers_name_rules() -> None:
    ids = [r["rule_id"] for r in (*CUES, *VERBS, *PHRASES)]
    assert len(ids) == len(set(ids))
    assert {r["rule"] for r in data.rows("rules/positions_answers", "rule", "role", "example")} <= set(ids)


def test_noun_of_speech_stands_for_a_known_verb() -> None:
    for row in data.rows("rules/positions_said", "noun", "verb", "example"):
        assert row["verb"] in rules.verbs(), row["noun"]
        assert f" {row['noun']} was " in row["example"]


def test_every_rule_of_a_statement_is_listed() -> None:
    doc = Document("d", "s", "d.txt", "She proposed a ferry. It should sail in May.", genre="minutes")
    doc.passages = [Passage(0, None, "paragraph", 0, len(doc.text))]
    doc.sentences = [Sentence(0, 0, 0, 21), Sentence(1, 0, 22, len(doc.text))]
    doc.mentions = [Mention(0, 3, "She", "person", "mary-holt", None, "t", 1.0, form="full", for_actor="freedonia")]
    positions.extract(doc)
    listed = {r["rule_id"] for t in ("cues", "verbs", "nouns", "fields") for r in data.rows(f"rules/positions_{t}", "rule_id")}
    used = {s.rule_id for s in doc.statements}
    assert used and used <= listed


def test_side_clause_does_not_decide() -> None:
    move = stance("If the fort could not be accepted, the river should be the line", None, True)
    assert move is not None and move.stance == "proposes"


def test_negated_cue_rejects() -> None:
    move = stance("the wording should not be accepted", None, True)
    assert move is not None and move.stance == "rejects"


def test_subject_is_short_and_cut_at_a_word() -> None:
    assert subject(" that the ferry sail in May.") == "ferry sail in May"
    assert len(subject("that " + "word " * 60)) <= 100
