"""Meetings and conferences: told apart by name, and not peopled by the states that their towns lie in."""

from __future__ import annotations

from tests.stages.extract.reading import event, read, records, who


def test_conferences_of_two_names_are_two() -> None:
    text = "The Lima Conference of Peru and Chile met in May 1923. The Quito Conference of Peru and Chile met in June 1923."
    assert [e["date"] for e in records(read(text), "events") if e["action"] == "conference"] == ["1923-05", "1923-06"]


def test_a_state_behind_its_town_does_not_take_part() -> None:
    found = event("In May 1923 Norway met with Sweden in Tehran, Iran, on the price of oil.", "meet")
    assert who(found, "party") == {"norway", "sweden"}


def test_a_state_behind_the_town_of_another_does() -> None:
    assert who(event("At Geneva, Norway and Sweden met in May 1923.", "meet"), "party") == {"norway", "sweden"}
