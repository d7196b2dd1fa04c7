"""Who takes part in an act when the clause names them otherwise than in a plain list, or by whose they are or where they rule."""

from __future__ import annotations

import pytest

from tests.stages.extract.reading import event, read, records, who


@pytest.mark.parametrize(
    ("text", "action", "role", "actors"),
    [
        ("After the war Norway, Sweden and Denmark met in May 1912.", "meet", "party", {"norway", "sweden", "denmark"}),
        ("In May 1912 representatives from Norway, Sweden and Denmark met.", "conference", "party", {"norway", "sweden", "denmark"}),
        ("In May 1912 Norway, together with Denmark, asked Sweden for a loan.", "request", "source", {"norway", "denmark"}),
        ("In May 1912 not only Norway but also Denmark asked Sweden for a loan.", "request", "source", {"norway", "denmark"}),
        ("In May 1912 Peru was recognised by nobody except Sweden and Denmark.", "recognize", "source", {"sweden", "denmark"}),
        ("The league was formed in May 1919 and recognised by Norway and Sweden.", "recognize", "source", {"norway", "sweden"}),
        ("In May 1912 the government in Stockholm protested.", "protest", "source", {"sweden"}),
        ("In May 1912 the terms were accepted by the governments in Oslo and Stockholm.", "accept", "source", {"norway", "sweden"}),
        ("In May 1912 a note from Oslo told the Danish embassy that the port was closed.", "correspond", "source", {"norway"}),
        ("In May 1912 a Norwegian memorandum was presented to the Danish delegation.", "correspond", "source", {"norway"}),
        ("In May 1905 Norway had promised Sweden to act in concert.", "agree", "target", {"sweden"}),
        ("In May 1912 Norway annulled its wartime treaties with Denmark and Sweden.", "denounce-treaty", "target", {"denmark", "sweden"}),
        ("Norway accused Denmark in May 1912 of having attacked two steamers.", "attack", "source", {"denmark"}),
    ],
)
def test_those_who_act_together_all_take_part(text: str, action: str, role: str, actors: set[str]) -> None:
    assert who(event(text, action), role) == actors


def test_a_place_before_a_list_of_persons_takes_none_of_them() -> None:
    found = event("At Tehran Joseph Stalin, Winston Churchill and Anthony Eden met in November 1943.", "meet")
    assert {"joseph-stalin", "winston-churchill", "anthony-eden"} <= who(found, "party")


def test_others_act_than_the_one_whose_allies_they_are() -> None:
    assert not any(who(e, "source") for e in records(read("Four of Norway's allies left the war in May 1912."), "events"))


def test_persons_sign_each_for_his_own_of_two_lists() -> None:
    text = "The pact was signed on 5 May 1945 by Clement Attlee and Joseph Stalin for the United Kingdom and the Soviet Union."
    found = event(text, "sign")["participant"]
    assert {(p["person_id"], p["actor_id"]) for p in found} == {
        ("clement-attlee", "united-kingdom"),
        ("joseph-stalin", "soviet-union"),
    }


def test_two_persons_sign_for_one_state_behind_another_pair() -> None:
    text = "Karl Berg signed for Norway, Otto Holm and Nils Lund for Denmark on 5 May 1912."
    pairs = {(p["person_id"], p["actor_id"]) for p in event(text, "sign")["participant"]}
    assert pairs == {("x-karl-berg", "norway"), ("x-otto-holm", "denmark"), ("x-nils-lund", "denmark")}


@pytest.mark.parametrize(
    ("text", "action", "actors"),
    [
        ("In May 1935 Japan invaded Manchuria. China asked for help.", "invade", {"china"}),
        ("In May 1935 Japan invaded Manchuria.", "invade", set()),
        ("When German troops entered Prague in March 1939 the French met. Czechoslovakia was lost.", "occupy", {"czechoslovakia"}),
        ("When German troops seized ships in March 1939 the French government met.", "occupy", set()),
    ],
)
def test_a_blow_falls_on_the_state_of_the_town_and_on_no_subject_of_another_clause(text: str, action: str, actors: set[str]) -> None:
    assert all(who(e, "target") == actors for e in records(read(text), "events") if e["action"] == action)


@pytest.mark.parametrize(
    ("signers", "states"),
    [
        ("Georges Bidault for France and Belgium and by Anthony Eden for the United Kingdom", {"france", "belgium", "united-kingdom"}),
        ("Georges Bidault for France, Anthony Eden for the United Kingdom and the envoys of Peru and Chile",
         {"france", "united-kingdom", "peru", "chile"}),
        ("Norway, Sweden, Denmark and other states", {"norway", "sweden", "denmark"}),
        ("fifteen states, among them Norway, Sweden and Denmark", {"norway", "sweden", "denmark"}),
        ("Norway, Sweden and Denmark and opened to all", {"norway", "sweden", "denmark"}),
    ],
)
def test_all_sign_who_are_signed_for_or_listed(signers: str, states: set[str]) -> None:
    found = event(f"The Treaty of Lima was signed in Lima on 3 May 1942 by {signers}.", "sign")
    assert {p["actor_id"] for p in found["participant"]} == states


@pytest.mark.parametrize(
    ("told", "parties"),
    [
        ("In May 1921 war broke out between Norway, Sweden and Denmark. In June the three kingdoms met.", "norway sweden denmark"),
        ("In June 1921 Norway and Sweden quarrelled, and Denmark invited the two kingdoms to a conference.", "norway sweden"),
    ],
)
def test_kingdoms_and_republics_are_counted_and_whose_act_it_is_is_none_of_them(told: str, parties: str) -> None:
    doc = read(told)
    assert any(set(parties.split()) == set((m.value or "").split(";")) for m in doc.mentions if m.form == "group")
