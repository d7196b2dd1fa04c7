"""Wars that a text only names: those who fought them take part."""

from __future__ import annotations

from tests.stages.extract.reading import read, records


def fighting(text: str) -> list[set[str]]:
    return [{p["actor_id"] for p in e["participant"]} for e in records(read(text), "events") if e["action"] == "battle"]


def test_those_who_fought_a_war_are_known_by_its_name() -> None:
    assert {"bolivia", "paraguay"} in fighting("The Chaco War broke out in 1932.")


def test_a_longer_name_is_of_another_war() -> None:
    assert not fighting("The Great Chaco War game was sold in Oslo in 1932.")


def test_a_name_that_many_wars_have_is_read_in_the_years_of_one() -> None:
    assert {"united-states", "confederate-states"} in fighting("In 1862 the Civil War went on.")
    assert not fighting("In 1921 the Civil War went on.")
