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


ABOUT = (
    "The Lima Conference of Peru and Chile met in Lima from 3 to 9 May 1923.\n\nA great deal was hoped for. The weather was fine."
    " Nobody knew what to expect. The port was full of ships. Boats came and went.\n\n"
)


def test_undated_acts_are_those_of_the_conference_that_the_title_names() -> None:
    found = [e for e in records(read(f"{ABOUT}Peru agreed to close its ports.", title="The Lima Conference, 1923"), "events")]
    assert [(e["date"], e["place_id"]) for e in found if e["action"] == "agree"] == [("1923-05-03/1923-05-09", "lima")]


def test_a_conference_is_over_when_the_narrative_has_gone_on() -> None:
    text = f"{ABOUT}On 2 July 1923 Chile invaded Bolivia. Peru rejected a truce."
    assert "place_id" not in next(e for e in records(read(text, title="The Lima Conference, 1923"), "events") if e["action"] == "reject")


def test_another_conference_is_only_named_in_a_document_about_one() -> None:
    text = f"{ABOUT}It was settled at the Quito Conference of 1925. At Lima Peru met with Chile in secret. Chile agreed to a loan."
    found = {e["action"]: e for e in records(read(text, title="The Lima Conference, 1923"), "events")}
    assert {(found[a]["date"], found[a]["place_id"]) for a in ("meet", "agree")} == {("1923-05-03/1923-05-09", "lima")}


def test_what_is_done_on_the_last_day_of_the_conference_has_that_day() -> None:
    found = event(f"{ABOUT}On the last day of the conference, Peru announced a loan.", "publish")
    assert (found["date"], found["place_id"]) == ("1923-05-09", "lima")
