"""Who acts where another makes him: causatives, talking into, attempts that fail, and verbs behind a comma."""

from __future__ import annotations

import pytest

from tests.stages.extract.reading import event, read, records, who


@pytest.mark.parametrize(
    "text",
    [
        "In May 1921 Sweden made Norway annex Iceland.",
        "In May 1921 Sweden let Norway annex Iceland.",
        "In May 1921 Sweden helped Norway annex Iceland.",
        "In May 1921 Sweden got Norway to annex Iceland.",
        "In May 1921 Sweden talked Norway into annexing Iceland.",
        "In May 1921 an attempt by Norway to annex Iceland angered Sweden.",
        "The Norwegian decision in 1921 to annex Iceland angered Sweden.",
    ],
)
def test_whoever_is_made_to_act_acts(text: str) -> None:
    found = event(text, "annex")
    assert who(found, "source") == {"norway"}
    assert who(found, "target") == {"iceland"}


def test_an_attempt_that_fails_is_not_the_failure_of_its_object() -> None:
    found = event("In May 1921 Norwegian efforts to annex Iceland failed.", "fail")
    assert "norway" in {p["actor_id"] for p in found["participant"]}
    assert "iceland" in who(event("In May 1921 Norwegian efforts to annex Iceland failed.", "annex"), "target")


def test_a_verb_behind_a_comma_goes_on_with_the_subject_and_not_with_the_object() -> None:
    assert who(event("In May 1921 Norway annexed Iceland, then attacked Sweden.", "attack"), "source") == {"norway"}
    (found,) = [e for e in records(read("Norway, after losing Iceland, soon occupied Sweden."), "events") if e["action"] == "occupy"]
    assert who(found, "source") == {"norway"}


@pytest.mark.parametrize("subject", ["Norway, as well as Sweden,", "Norway as well as Sweden"])
def test_as_well_as_joins(subject: str) -> None:
    assert who(event(f"In May 1921 {subject} recognised Iceland.", "recognize"), "source") == {"norway", "sweden"}


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("In May 1921 Norway and Denmark had all rejected the plan.", "reject"),
        ("In May 1921 Norway and Denmark had both rejected the plan.", "reject"),
        ("In May 1921 Norway and Denmark would once again attack Sweden.", "attack"),
    ],
)
def test_words_of_the_subject_may_stand_in_the_verb_group(text: str, action: str) -> None:
    assert {"norway", "denmark"} <= who(event(text, action), "source")


def test_whoever_asks_for_leave_to_act_would_act() -> None:
    assert "norway" in who(event("In May 1921 Norway asked Sweden for permission to sign the Oslo Treaty.", "sign"), "party")


@pytest.mark.parametrize(
    "text",
    [
        "Norway obtained from Sweden a promise that Denmark would not land troops, and recalled its envoy from Peru in May 1912.",
        "Norway announced that Sweden had left the league, and recalled its envoy from Peru in May 1912.",
        "Norway expelled two ships, denounced the pact, recalled its envoy from Peru in May 1912.",
    ],
)
def test_a_plain_past_goes_on_with_the_main_clause(text: str) -> None:
    assert who(event(text, "break-relations"), "party") | who(event(text, "break-relations"), "source") == {"norway"}
