"""Whom an act means that the text tells of in another sentence: the treaty that `it` is, who answers, who asked, who speaks."""

from __future__ import annotations

import pytest

from tests.stages.extract.reading import event, read, records, who

TREATY = "The Treaty of Lima was signed in Lima on 3 May 1912 by Georges Bidault for France and Ramsay MacDonald for the United Kingdom. "


@pytest.mark.parametrize(
    ("text", "action"),
    [
        (TREATY + "It came into force on 9 June 1912.", "enter-into-force"),
        (TREATY + "It restored diplomatic relations.", "restore-relations"),
        (TREATY + "It promised aid in war.", "agree"),
    ],
)
def test_what_a_treaty_does_that_it_takes_up_is_done_by_all_its_parties(text: str, action: str) -> None:
    assert who(event(text, action), "party") == {"france", "united-kingdom"}


def test_a_treaty_named_after_one_party_enters_into_force_for_all() -> None:
    text = (
        "The Austrian State Treaty was signed in Vienna on 15 May 1955 by France, the United Kingdom and Austria. "
        "The Austrian State Treaty entered into force on 27 July 1955."
    )
    assert who(event(text, "enter-into-force"), "party") == {"france", "united-kingdom", "austria"}


def test_who_signed_for_a_state_is_not_meant_when_it_is_bound() -> None:
    found = event(TREATY + "In June 1912 France promised to pay for the road.", "agree")
    assert who(found, "target") == {"united-kingdom"}


def test_the_object_of_a_clause_is_not_its_subject() -> None:
    text = "In May 1939 Vilhelms Munters came to Moscow. In June Joseph Stalin thanked him for the visit."
    assert who(event(text, "express-support"), "target") == {"latvia", "vilhelms-munters"}


@pytest.mark.parametrize(
    ("text", "action", "target"),
    [
        ("In May 1912 Norway proposed a loan; Sweden declined the offer.", "propose", {"sweden"}),
        ("In May 1912 Norway proposed a customs union. Sweden rejected the plan.", "propose", {"sweden"}),
        ("In May 1912 Norway proposed a customs union.\n\nSweden rejected the plan of Peru.", "propose", set()),
        ("In May 1912 Norway proposed a customs union. Sweden accepted the plan in June.", "accept", {"norway"}),
    ],
)
def test_who_answers_was_asked(text: str, action: str, target: set[str]) -> None:
    assert who(event(text, action), "target") == target


def test_who_is_named_behind_a_relative_takes_part_in_its_clause() -> None:
    text = "In May 1912 Norway rejected the plan of the envoys, whom the King sent on to Peru."
    assert not who(event(text, "reject"), "target")


def test_a_talk_goes_on_between_those_of_its_title() -> None:
    text = "The ports of Turkey were spoken of, and Turkey's fleet. Turkey had to wait. On 3 May 1943 Mr Eden proposed to delete Article 3."
    (found,) = [
        e for e in records(read(text, "record-of-conversation", "Conversation between Anthony Eden and Joseph Stalin"), "events")
        if e["action"] == "propose"
    ]
    assert "soviet-union" in who(found, "target") and "turkey" not in who(found, "target")


def test_at_a_conference_without_a_list_nobody_speaks_to_the_state_told_of_most() -> None:
    text = "On 3 May 1943 the ports of Turkey were spoken of. Turkey and Norway waited. Norway proposed to delete Article 3 of the draft."
    found = [e for e in records(read(text, "minutes", "Minutes of the Lima Conference"), "events") if e["action"] == "propose"]
    assert not any(who(e, "target") for e in found)


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("Norway and Sweden traded. Sweden waited in May 1912. In June 1912 Norway wrote a letter about the port.", {"sweden"}),
        ("Norway and Sweden traded. Sweden waited in May 1912.\n\nIn June 1912 Norway wrote a letter about the port.", set()),
        ("Norway and Sweden traded. Sweden wooed Peru, Chile, Japan, Greece and Denmark. In June 1912 Norway asked for a loan.", set()),
    ],
)
def test_in_an_account_of_two_what_one_says_is_said_to_the_other(text: str, target: set[str]) -> None:
    (found,) = [e for e in records(read(text), "events") if e["action"] in ("correspond", "request")]
    assert who(found, "target") == target


def test_who_mediates_does_it_between_those_who_dealt_last() -> None:
    found = event("In May 1912 Norway and Sweden signed a truce. Denmark mediated.", "negotiate")
    assert who(found, "party") == {"denmark", "norway", "sweden"}


def test_a_date_that_a_second_telling_states_is_put_before_one_that_was_inferred() -> None:
    text = "In 1912 Norway closed its ports. Norway and Sweden held talks. The talks of the two were held in Oslo in May 1912."
    found = event(text, "negotiate")
    assert (found["date"], found["date_basis"], found["place_id"]) == ("1912-05", "stated", "oslo")
