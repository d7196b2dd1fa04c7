"""The phrases around dates: every row reads its example, and the code asks for those of the table alone."""

from __future__ import annotations

import re

import pytest

from flows.settings import ROOT
from flows.stages.extract.events.when.wording import NAME, phrase
from schemas import data
from schemas.phrases import patterns

PHRASES = data.rows(NAME, "rule_id", "use", "pattern", "about", "example")
ASKED = re.compile(r"\bphrase\(\"([\w-]+)\"\)")
WHEN = ROOT / "flows" / "stages" / "extract" / "events" / "when"


@pytest.mark.parametrize("row", PHRASES, ids=lambda r: r["rule_id"])
def test_every_phrase_reads_its_example(row: dict[str, str]) -> None:
    alike = [r["rule_id"] for r in PHRASES if r["use"] == row["use"]]
    assert patterns(NAME, row["use"])[alike.index(row["rule_id"])].search(row["example"])


def test_every_use_is_asked_for_and_listed_once() -> None:
    asked = {use for path in WHEN.glob("*.py") for use in ASKED.findall(path.read_text(encoding="utf-8"))}
    treaty = {r["use"] for r in data.rows("rules/treaty_phrases", "use")}
    listed = {r["use"] for r in PHRASES} - {"part"}
    assert listed - asked == set()
    assert asked - listed - treaty == set()
    assert len({r["rule_id"] for r in PHRASES}) == len(PHRASES)


def test_parts_are_written_out() -> None:
    assert phrase("of-lasting").search("They asked for the status quo of ")
    assert phrase("made").search(" pact concluded at Oslo on ")
    assert not phrase("made").search(" pact refused at Oslo on ")
