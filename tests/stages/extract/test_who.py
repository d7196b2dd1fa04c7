"""Who takes part in an act: envoys named behind their office, those whom a phrase takes up, and whose state is told apart."""

from __future__ import annotations

import pytest

from tests.stages.extract.reading import event, who


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("In May 1902 the Danish minister, Karl Lindholt, signed a treaty with Sweden.", "x-karl-lindholt"),
        ("In May 1902 the Danish minister in Oslo, Karl Lindholt, signed a treaty with Sweden.", "x-karl-lindholt"),
        ("In May 1902 the Danish minister in Oslo, Count Lindholt, signed a treaty with Sweden.", "x-lindholt"),
        ("In May 1902 his Danish colleague, Lindholt, signed a treaty with Sweden.", "x-lindholt"),
        ("In May 1902 a treaty was signed by Sweden and the Danish delegate, Karl Lindholt.", "x-karl-lindholt"),
    ],
)
def test_a_name_behind_an_office_is_its_holder_for_the_state_before_it(text: str, person: str) -> None:
    found = event(text, "sign")
    assert {(p["actor_id"], p["person_id"]) for p in found["participant"]} == {("denmark", person), ("sweden", None)}


def test_where_an_envoy_is_sent_is_not_whose_envoy_he_is() -> None:
    found = event("In May 1902 the minister in Oslo, Karl Lindholt, protested to Sweden.", "protest")
    assert who(found, "source") == {"x-karl-lindholt"}
