"""Acts by the class of their verb, each told in a sentence of our own."""

from __future__ import annotations

import pytest

from tests.stages.extract.reading import event, read, records, who


@pytest.mark.parametrize(
    ("text", "action", "actor"),
    [
        ("In May 1921 the envoys of Norway failed to broker a settlement.", "fail", "norway"),
        ("In May 1921 Norway ended its war with Sweden in a convention.", "agree", "norway"),
        ("In May 1921 Norway came into contact with Sweden.", "meet", "norway"),
        ("In May 1921 the envoys of Norway corresponded with Sweden.", "correspond", "norway"),
        ("In May 1921 the Norwegian minister threatened, “You will lose the port.”", "threaten", "norway"),
        ("In May 1921 Norway forewarned Sweden against an attack.", "threaten", "norway"),
        ("In May 1921 Congressional critics rejected the plan.", "reject", "united-states-congress"),
        ("In May 1921 Norway ended its protectorate over Iceland.", "withdraw", "norway"),
        ("In May 1921 Iceland declared itself sovereign.", "other", "iceland"),
        ("In May 1921 Norway declared the islands part of its realm.", "annex", "norway"),
        ("In May 1921 Norway joined the monetary union.", "join-organization", "norway"),
        ("In May 1921 the rebels drove Norway from the town.", "expel", "norway"),
        ("In May 1921 Norway sent out a call for a boycott.", "request", "norway"),
        ("In May 1921 Norway held trials of the officers.", "other", "norway"),
        ("In May 1921 Norway followed the Swedish example.", "accede", "norway"),
        ("In May 1921 Norway acquired the right to fish off Iceland.", "concede", "norway"),
        ("In May 1921 Norway expressed regret for the Swedish losses.", "concede", "norway"),
        ("In May 1921 Norway equipped the Swedish army.", "supply", "norway"),
        ("In May 1921 Norway bought arms from Sweden.", "supply", "norway"),
        ("In May 1921 Norway borrowed two million crowns from Sweden.", "lend", "norway"),
        ("In May 1921 Norway compensated Sweden for the loss.", "concede", "norway"),
        ("In May 1921 Norway exchanged captives with Sweden.", "concede", "norway"),
        ("In May 1921 Norway contributed troops to the Swedish army.", "mobilize", "norway"),
        ("In May 1921 the Norwegian parliament debated the question for a week.", "negotiate", "norway"),
        ("In May 1921 Norway drew up a list of conditions.", "propose", "norway"),
        ("In May 1921 Norway escorted Swedish ships.", "mobilize", "norway"),
        ("In May 1921 Norway extended its jurisdiction over Iceland.", "occupy", "norway"),
        ("In May 1921 Norway invoked the old statute against Sweden.", "other", "norway"),
        ("In May 1921 Norway joined the war against Sweden.", "declare-war", "norway"),
        ("In May 1921 Norway came out against the Swedish plan.", "reject", "norway"),
        ("In May 1921 Norway signalled its readiness to talk to Sweden.", "propose", "norway"),
    ],
)
def test_acts_by_the_class_of_their_verb(text: str, action: str, actor: str) -> None:
    found = [e for e in records(read(text), "events") if e["action"] == action]
    assert any(actor in {p["actor_id"] for p in e["participant"]} for e in found)


@pytest.mark.parametrize("verb", ["condemned", "responded to", "survived", "feared", "investigated"])
def test_who_meets_an_act_does_not_do_it(verb: str) -> None:
    assert who(event(f"In May 1921 Norway {verb} the invasion of Iceland.", "invade"), "source") == set()


def test_what_one_does_instead_of_an_act_is_not_that_act() -> None:
    assert event("In May 1921, instead of recognising Sweden, Norway sent troops.", "recognize")["realis"] == "negated"


@pytest.mark.parametrize("verb", ["accepted", "welcomed", "rebuffed", "received"])
def test_who_answers_a_proposal_has_not_made_it(verb: str) -> None:
    found = [e for e in records(read(f"Norway {verb} the proposal in May 1921."), "events") if e["action"] == "propose"]
    assert not any(p["actor_id"] == "norway" for e in found for p in e["participant"])


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("The letters were printed from captured Swedish files.", "occupy"),
        ("The minister said that the landing could begin three months after the defeat of Sweden.", "battle"),
        ("Norway was to enter the war two months after the surrender of Sweden.", "surrender"),
        ("In May 1921 Norway lifted the blockade of Sweden.", "blockade"),
        ("Norway and Sweden promised to refrain from acts of aggression against Denmark.", "attack"),
        ("The convention forbade the occupation of Denmark by Sweden.", "occupy"),
        ("Norway asked for a Swedish zone of occupation.", "occupy"),
        ("A word was added to the terms of surrender of Sweden.", "surrender"),
        ("In May 1921 Norway asked why the Swedes had left.", "request"),
        ("In May 1921 Norway called the note a basis for talk.", "request"),
        ("In May 1921 Norway gave the Swedish advisers a week to leave.", "aid"),
        ("In May 1921 Norway took Denmark out of the reach of Sweden.", "occupy"),
        ("In May 1921 Norway set the question aside and left the island aside.", "withdraw"),
        ("In May 1921 Norway withdrew the objection at the Oslo Conference.", "withdraw"),
        ("In May 1921 Otto von Bismarck took charge of the Swedish embassy.", "accuse"),
        ("In May 1921 two Swedish officers were condemned to death.", "accuse"),
        ("In May 1921 the government of Norway lost an election.", "assume-office"),
        ("In May 1921 Norway and Sweden gave up war as a means of policy.", "concede"),
        ("The guards of Norway took over the control of the traffic in May 1921.", "occupy"),
        ("In May 1921 Norway ceased military operations against Sweden.", "attack"),
        ("In May 1921 Norway gave Sweden a credit for the purchase of Norwegian goods.", "supply"),
    ],
)
def test_words_of_an_act_that_tell_of_none(text: str, action: str) -> None:
    assert [e for e in records(read(text), "events") if e["action"] == action] == []


@pytest.mark.parametrize(
    "text",
    [
        "Norway signed a pact with Sweden in May 1921. In June 1924 it was denounced by Norway.",
        "Norway signed a pact with Sweden in May 1921. Norway denounced it in June 1924.",
        "In June 1924 Norway declared that it was no longer bound by the pact with Sweden.",
    ],
)
def test_a_treaty_is_denounced_by_whatever_word_takes_it_up(text: str) -> None:
    found = event(text, "denounce-treaty")
    assert found["date"] == "1924-06"
    assert "norway" in who(found, "source")


def test_what_is_done_to_a_person_goes_on_behind_a_passive() -> None:
    found = event("Otto von Bismarck was recalled in May 1921 and shot.", "die")
    assert "otto-von-bismarck" in who(found, "target")
    assert who(found, "source") == set()


def test_a_person_dismissed_leaves_an_office_and_no_proposal() -> None:
    text = "On 3 May 1921 Otto von Bismarck was dismissed."
    assert [e["action"] for e in records(read(text), "events")] == ["leave-office"]


def test_who_is_told_apart_by_a_clause_is_none_named_before() -> None:
    text = "In May 1921 Norway made peace with the states that had broken away from Sweden."
    rising = [e for e in records(read(text), "events") if e["action"] == "revolution"]
    assert not any(p["actor_id"] == "norway" for e in rising for p in e["participant"])


def test_which_of_two_treaties_is_denounced_is_not_guessed() -> None:
    text = "Sweden was to give up the Treaty of Oslo in the Armistice of Bergen of 3 May 1921, and in June 1921 Norway denounced it."
    assert event(text, "denounce-treaty").get("treaty_id") is None


@pytest.mark.parametrize(
    ("text", "action", "role", "actors"),
    [
        ("The Mexican-American War began in 1846.", "battle", "party", {"mexico", "united-states"}),
        ("The Iran-Iraq War began in 1980.", "battle", "party", {"iran", "iraq"}),
        ("The Hungarian Revolution failed in 1956.", "revolution", "source", {"hungary"}),
        ("Frequent German air raids on Norway began in May 1940.", "bomb", "source", {"germany"}),
        ("In May 1931 Sweden sent troops into Norway.", "invade", "source", {"sweden"}),
        ("The fall of the old port to the Danes came in May 1931.", "occupy", "source", {"denmark"}),
        ("In May 1931 Sweden controlled the eastern sector of the city.", "occupy", "source", {"sweden"}),
        ("Danish assistance increased in May 1931.", "aid", "source", {"denmark"}),
        ("The opening of Danish ports followed in May 1931.", "concede", "target", {"denmark"}),
    ],
)
def test_acts_by_what_they_are_called(text: str, action: str, role: str, actors: set[str]) -> None:
    assert who(event(text, action), role) == actors


def test_who_is_named_first_minister_takes_an_office() -> None:
    text = "In May 1931 Norway named Otto von Bismarck the first Ambassador to Denmark."
    assert [e["action"] for e in records(read(text), "events")] == ["assume-office"]


def test_a_person_is_given_the_office_that_stands_behind_him() -> None:
    found = event("In May 1912 the court named Otto von Bismarck the new premier of China.", "assume-office")
    assert "otto-von-bismarck" in who(found, "source")


@pytest.mark.parametrize("event_name", ["The Danish-Swedish War", "The Swedish Revolution"])
def test_an_event_does_not_act_as_those_whom_it_is_named_after(event_name: str) -> None:
    text = f"{event_name} forced Norway to leave the port in May 1931. It invaded Finland in 1932."
    found = list(records(read(text), "events"))
    others = {"sweden", "denmark"}
    assert not any(others & (who(e, "source") | who(e, "target")) for e in found if e["action"] in ("demand", "invade"))


@pytest.mark.parametrize(
    ("text", "action", "actors"),
    [
        ("In May 1931 Norwegian soldiers revolted. The mutiny quickly spread to other bases.", "revolution", {"norway"}),
        ("In May 1931 Norway sent troops into Denmark. This occupation continued until 1934.", "occupy", {"norway", "denmark"}),
        ("In May 1931 Norway invaded Denmark. The fighting continued into 1932.", "battle", {"norway", "denmark"}),
    ],
)
def test_an_act_that_goes_on_is_of_those_last_told_of(text: str, action: str, actors: set[str]) -> None:
    found = [e for e in records(read(text), "events") if e["action"] == action]
    assert {p["actor_id"] for p in found[-1]["participant"]} == actors


def test_an_act_that_was_not_told_before_goes_on_for_nobody() -> None:
    text = "Norway and Sweden had met in May 1931. The mutiny quickly spread to other bases. This occupation continued until 1934."
    assert [e["action"] for e in records(read(text), "events")] == ["meet"]


@pytest.mark.parametrize(
    ("text", "action", "named"),
    [
        ("In May 1931 Norway supported the Danish rebels.", "aid", {"norway", "denmark"}),
        ("In May 1931 the United States Congress passed a declaration of war on Norway.", "declare-war", {"norway"}),
        ("In May 1931 Norway and Sweden worked on a settlement.", "negotiate", {"norway", "sweden"}),
        ("In May 1931 Norway voted for independence.", "other", {"norway"}),
        ("In May 1931 Norway contested the Swedish move.", "protest", {"norway", "sweden"}),
        ("In May 1862 Otto von Bismarck reported to Sweden that the fleet was weak.", "correspond", {"otto-von-bismarck", "sweden"}),
        ("In May 1931 the Norwegian delegation walked out.", "withdraw", {"norway"}),
        ("In May 1862 a coup in Norway brought Otto von Bismarck to power.", "assume-office", {"otto-von-bismarck"}),
        ("In May 1862 Otto von Bismarck lost power.", "leave-office", {"otto-von-bismarck"}),
    ],
)
def test_a_verb_is_the_act_that_its_object_makes_of_it(text: str, action: str, named: set[str]) -> None:
    found = event(text, action)
    assert named <= who(found, "source") | who(found, "target") | who(found, "party")


def test_a_war_that_is_fought_is_one_act() -> None:
    (war,) = records(read("In May 1931 Norway fought a war with Sweden."), "events")
    assert war["action"] == "battle"
    assert who(war, "party") == {"norway", "sweden"}
