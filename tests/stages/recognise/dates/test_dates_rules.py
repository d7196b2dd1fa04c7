"""The tables of date rules: every rule finds its own example, and the code knows every meaning."""

from __future__ import annotations

import pytest

from flows.stages.recognise.dates import words
from flows.stages.recognise.dates.narrative import Narrative, costs
from flows.stages.recognise.dates.patterns import TABLE, rules, without_lookaround
from flows.stages.recognise.dates.readings import Situation
from flows.stages.recognise.dates.resolve import resolve
from flows.stages.recognise.dates.scan import scan
from schemas.data import rows

EXAMPLES = [(row["id"], row["example"]) for row in rows(TABLE)]


@pytest.mark.parametrize(("rule_id", "example"), EXAMPLES)
def test_a_rule_finds_its_example(rule_id: str, example: str) -> None:
    found = list(scan(example))
    assert rule_id in [f.rule.rule_id for f in found]
    for item in found:
        for reading in resolve(item, Situation(Narrative(at="1941-06-22"))):
            assert item.start <= reading.start < reading.end <= item.end


def test_rules_have_one_id_each_and_say_what_they_are() -> None:
    ids = [row["id"] for row in rows(TABLE)]
    assert len(ids) == len(set(ids))
    assert all(row["description"] and row["kind"] in ("date", "duration") for row in rows(TABLE))
    assert len(rules()) == len(ids)


def test_a_word_of_an_unknown_kind_is_reported() -> None:
    with pytest.raises(Exception, match="no word of kind 'weather'"):
        words.values("weather")


def test_numbers_in_words() -> None:
    assert words.number("twenty-five") == 25
    assert words.number("1,200") == 1200
    assert words.number("several") is None


def test_looking_around_is_taken_out_with_its_brackets() -> None:
    assert without_lookaround(r"(?<!a(b|c))x(?=[)]y)z(?!\))") == "xz"
    assert without_lookaround(r"(?:a|b)\(c") == r"(?:a|b)\(c"


def test_costs_are_positive() -> None:
    assert all(getattr(costs(), row["id"]) > 0 for row in rows("rules/date_costs"))
