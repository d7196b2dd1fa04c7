"""Words of acts that tell of another act, or of none: measures, questions, laws, what is said face to face, and standing missions."""

from __future__ import annotations

import pytest

from tests.stages.extract.reading import event, read, records, who


def actions(text: str) -> list[str]:
    """The actions that a text tells, in order."""
    return [e["action"] for e in records(read(text), "events")]


def test_what_a_comparison_measures_by_is_no_act() -> None:
    text = "In May 1921 it was colder than the valley where Norway had attacked Sweden."
    assert actions(text) == []
    assert "attack" in actions("In May 1921 more than 300 Danes of Norway attacked Sweden.")


def test_what_somebody_asks_is_no_act_unless_it_is_to_come() -> None:
    assert "recognize" not in actions("In May 1921 Latvia asked whether Norway recognised Sweden.")
    assert event("In May 1921 Latvia asked whether Norway would recognise Sweden.", "recognize")["realis"] == "proposed"


def test_a_law_is_another_act_and_a_charter_is_accepted() -> None:
    assert actions("In May 1921 the United States Congress passed an act on foreign ships.") == ["other"]
    assert actions("In May 1921 the United States Congress adopted the charter.") == ["accept"]


def test_one_person_tells_another_face_to_face_and_a_note_is_written() -> None:
    met = event("In May 1921 Napoleon III told Otto von Bismarck that the fleet was weak.", "meet")
    assert {"napoleon-iii", "otto-von-bismarck"} <= who(met, "party")
    assert actions("In May 1921 Napoleon III told Otto von Bismarck in a note that the fleet was weak.") == ["correspond"]


def test_a_person_answers_in_a_talk_and_a_state_in_writing() -> None:
    assert actions("In May 1921 Otto von Bismarck replied that the fleet was weak.") == []
    assert actions("In May 1921 Norway replied that the fleet was weak.") == ["correspond"]


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("In May 1921 Norway authorised talks with Sweden.", "negotiate"),
        ("In May 1921 Norway invited Sweden to talks.", "negotiate"),
        ("In May 1921 Norway agreed to a conference with Sweden.", "conference"),
    ],
)
def test_what_one_is_invited_to_or_agrees_to_is_to_come(text: str, action: str) -> None:
    assert event(text, action)["realis"] == "proposed"


def test_talks_that_are_broken_off_fail() -> None:
    assert actions("In May 1921 the talks between Norway and Sweden were broken off.") == ["fail"]


@pytest.mark.parametrize(
    "text",
    [
        "In May 1921 the pact gave the Danish missions the rank of consulates.",
        "In May 1921 the Danish military establishments were large.",
        "In May 1921 Sweden called its envoy home for consultation.",
        "In May 1921 the pact had long been a dead letter of Norway.",
        "In May 1921 the difficulties met by force in Norway grew.",
        "In May 1921 Latgale went to Latvia.",
        "In May 1921 Swedish membership of the League of Nations ended.",
        "In May 1921 the Swedish parliament voted its thanks to Norway.",
        "In May 1921 the terms required the assent of Norway.",
    ],
)
def test_words_that_name_no_act_are_read_as_none(text: str) -> None:
    assert not {"mission", "establish", "negotiate", "meet", "visit", "join-organization", "agree", "correspond"} & set(actions(text))


def test_talks_that_begin_are_no_relations() -> None:
    text = "In May 1921 talks began in London between Norway and Ambassador Otto von Bismarck."
    assert "establish-relations" not in actions(text)


@pytest.mark.parametrize(
    "text",
    [
        "In May 1921 the pact was directed against a revival of Danish aggression.",
        "In May 1921 they promised help against any new outbreak of Danish attacks.",
        "In May 1921 the note spoke of an order after the destruction of Danish tyranny.",
        "In May 1921 Norway was a state that had suffered aggression.",
        "In May 1921 Norway helped the victims of aggression.",
    ],
)
def test_force_that_a_text_is_only_about_is_no_attack(text: str) -> None:
    assert "attack" not in actions(text)


def test_force_that_fell_on_somebody_is_an_attack() -> None:
    assert "attack" in actions("In May 1921 Norway had been the object of Danish aggression.")
    assert "attack" in actions("In May 1921 the destruction of the Danish ship by Norway shocked Sweden.")


@pytest.mark.parametrize(
    "text",
    [
        "In May 1921 Norway was interested in annexing Sweden.",
        "In May 1921 the Norwegian fleet was responsible for blockading Sweden.",
        "In May 1921 Norway was reluctant to annex Sweden.",
        "In May 1921 Norway used the storm as a pretext to annex Sweden.",
        "In May 1921 Norway built ships in an effort to annex Sweden.",
        "In May 1921 Norway was eager to annex Sweden.",
        "In May 1921 the storm prevented Norway from annexing Sweden.",
    ],
)
def test_what_one_only_cares_for_or_is_kept_from_is_no_act(text: str) -> None:
    assert not {"annex", "blockade"} & set(actions(text))


def test_what_one_succeeded_in_or_is_blamed_for_is_done() -> None:
    assert event("In May 1921 Norway succeeded in annexing Sweden.", "annex")["realis"] == "actual"
    assert "attack" in actions("In May 1921 Denmark blamed Norway for attacking Sweden.")


def test_what_many_think_is_no_act() -> None:
    assert actions("In May 1921 most Norwegians supported the treaty with Sweden.") == []
    assert actions("In May 1921 the treaty split those who supported Norway.") == []
    assert actions("In May 1921 Norway supported the treaty with Sweden.") == ["express-support"]


def test_talks_that_a_meeting_is_for_are_the_meeting() -> None:
    assert actions("In May 1921 Norway met with Sweden to negotiate the border.") == ["meet"]


def test_an_account_comes_back_to_an_act_by_its_noun() -> None:
    told = "In May 1921 Norway proposed to Sweden that the port be sold."
    assert actions(f"{told} The Norwegian proposal was long.").count("propose") == 1
    assert actions(f"{told} A new Norwegian proposal followed.").count("propose") == 2


def test_two_terms_of_one_treaty_in_a_sentence_are_one_act() -> None:
    told = actions("The treaty of 1911 between Norway and Sweden limited the fleets and allowed two bases.")
    assert told.count("agree") == 1


def test_what_a_law_says_and_an_aggressive_bent_are_no_acts() -> None:
    assert "embargo" not in actions("In May 1921 the United States Congress passed a bill that barred Swedish ships from the port.")
    assert actions("In May 1921 Norway was wary of Danish aggression.") == []
    assert actions("In May 1921 the speech was offensive to Norway.") == []


def test_a_state_of_rebellion_and_the_years_of_a_revolution_are_no_rising() -> None:
    assert "revolution" not in actions("In May 1921 Norway was in open rebellion.")
    assert "revolution" not in actions("In May 1921 the years of the Norwegian revolution were over.")
    assert "revolution" in actions("In May 1921 the Norwegian revolution alarmed Sweden.")


def test_which_of_its_kind_a_meeting_was_tells_of_no_other() -> None:
    told = "In May 1921 the Norwegian and the Swedish premiers met in Oslo."
    assert actions(f"{told} It was the first meeting of Norway and Sweden.") == ["meet"]
    assert "meet" not in actions("In May 1921 the Norwegian letter met the wish of Sweden.")
    assert "conference" not in actions("In May 1921 no paper of the conference of Norway and Sweden named the port.")


def test_a_vote_defeats_nobody_in_battle() -> None:
    assert "battle" not in actions("In May 1921 the Norwegian government was defeated in Parliament by Sweden's friends.")
    assert "battle" not in actions("In May 1921 Norway lay idle for two months after Sweden's defeat.")


def test_a_mission_is_raided_and_a_fleet_attacked() -> None:
    assert actions("In May 1921 Norwegian police raided the Swedish legation.") == ["raid"]


def test_a_treaty_that_is_named_by_one_state_was_told_of_before() -> None:
    assert "sign" not in actions("In May 1921 it snowed. The articles copied those of the Danish treaty.")


def test_a_treaty_made_by_those_who_drew_it_up_is_signed_once() -> None:
    assert actions("The Norwegian-Swedish Trade Agreement, made by the admirals, was signed in Oslo on 3 May 1921.") == ["sign"]


@pytest.mark.parametrize(
    "text",
    [
        "In May 1921 Norway’s annexation of the port encouraged Sweden.",
        "In May 1921 the crisis forced Norway to leave the port.",
        "The Treaty of Oslo of 1921 encouraged Norway.",
    ],
)
def test_what_comes_of_an_act_is_no_act_of_anybody(text: str) -> None:
    assert not {"express-support", "demand", "request"} & set(actions(text))


def test_an_act_fails_and_ends_of_itself() -> None:
    assert "fail" in actions("In May 1921 Norway and Sweden negotiated. The talks failed.")


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("In May 1921 Norway lent credibility to the Swedish claim.", "lend"),
        ("In May 1921 Norway confirmed the status of Sweden.", "other"),
        ("In May 1921 Norway was unable to feed the army of Sweden.", "fail"),
        ("In May 1921 Norway remained neutral.", "other"),
        ("The bridge resolved the dispute of Norway with Sweden in May 1921.", "agree"),
    ],
)
def test_a_verb_without_its_own_object_or_doer_is_no_act(text: str, action: str) -> None:
    assert action not in actions(text)


def test_a_crowd_that_riots_protests() -> None:
    assert actions("In May 1921 Norwegian students rioted.") == ["protest"]
    assert actions("In May 1921 Norwegian soldiers mutinied.") == ["revolution"]
