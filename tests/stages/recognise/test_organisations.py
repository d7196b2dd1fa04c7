"""Organisations by name, by their letters and by their last word; and to which state an unlisted person belongs."""

from __future__ import annotations

import pytest

from flows.stages.recognise.organisations import kind_of
from tests.stages.extract.reading import read


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Northern Fisheries Board met in May 1912.", {"Northern Fisheries Board"}),
        ("The Bank for Nordic Settlements failed in May 1912.", {"Bank for Nordic Settlements"}),
        ("On 5 May 1912 the Committee on Public Health met.", {"Committee on Public Health"}),
        ("News of the Tea Party came in May 1774.", set()),
        ("They crossed to the West Bank in May 1912.", set()),
        ("The Chairman of the Northern Fisheries Committee spoke in May 1912.", {"Northern Fisheries Committee"}),
        ("The Party met in May 1912.", set()),
        ("The Tenth Party Congress met in May 1912.", set()),
        ("The Bulletin of the Institute came out in May 1912.", set()),
        ("A committee met in May 1912.", set()),
    ],
)
def test_a_name_in_capitals_that_ends_in_a_word_for_a_body_is_an_organisation(text: str, expected: set[str]) -> None:
    assert {m.surface for m in read(text).mentions if m.rule_id == "actor.organisation"} == expected


def test_the_last_word_of_a_name_shows_its_kind() -> None:
    assert [kind_of(n) for n in ("Northern Peasants' Party", "Northern Airways", "Board of Trade", "Sons of Norway")] == [
        "party",
        "company",
        "government-body",
        "other",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "In May 1912 the Norwegian trade unionist Karl Berg died.",
        "In May 1912 Karl Berg, a Norwegian banker, died.",
        "In May 1912 President Karl Berg of Norway died.",
    ],
)
def test_a_person_belongs_to_the_state_beside_its_name(text: str) -> None:
    assert {m.for_actor for m in read(text).mentions if m.kind == "person"} == {"norway"}


def test_a_group_that_takes_up_others_is_none_of_its_own() -> None:
    assert "x-imperial-powers" not in {m.ref_id for m in read("Both imperial powers protested in 1905.").mentions}


def test_the_council_is_the_one_named_last_whether_a_table_has_it_or_not() -> None:
    text = "In 1920 Norway was heard by the Council of Five. Peru then came before the Council of the League. The Council left."
    found = [m.ref_id for m in read(text).mentions if m.kind == "actor" and "Council" in m.surface]
    assert found == ["x-council-of-five", "league-of-nations", "league-of-nations"]
