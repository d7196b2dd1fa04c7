"""Who takes part in an act that a clause tells of somebody named outside it: ahead of its verb, in a list, or by the land alone."""

from __future__ import annotations

import pytest

from flows.stages.extract.events.who.spokesmen import spokesman
from flows.stages.model import Mention
from tests.stages.extract.reading import event, read, who


@pytest.mark.parametrize(
    ("text", "action", "role", "actors"),
    [
        ("Relations cooled after Norway and Sweden rejected the offer of Denmark in May 1912.", "reject", "source", {"norway", "sweden"}),
        ("As Norway, Sweden and Denmark signed the pact in May 1912, others looked on.", "sign", "party", {"norway", "sweden", "denmark"}),
        ("In May 1942 Norway, Sweden and the other Allies recognised Peru.", "recognize", "source", {"norway", "sweden", "allies"}),
        ("In May 1912 Oslo named the bankers of Peru, whom Denmark expelled.", "expel", "target", {"peru"}),
        ("In May 1912 Norway wrote to the Danish cabinet, which Sweden accused of greed.", "accuse", "target", {"denmark"}),
        ("In May 1912 the Danish envoys were received and told that Norway was at peace.", "correspond", "target", {"denmark"}),
        ("Unable to agree on what Peru should pay, Norway and Sweden left in May 1912.", "fail", "party", {"norway", "sweden"}),
        ("In 1915 the Central Powers (Germany and Bulgaria) rejected the offer.", "reject", "source", {"germany", "bulgaria"}),
        ("In 1919 the Western powers, including France and Italy, protested.", "protest", "source", {"france", "italy"}),
        ("In May 1921 in Rome Hjalmar Branting and Ole Knudsen meet Nitti.", "meet", "party", {"sweden", "x-ole-knudsen"}),
        ("In May 1912 Norway sent missions to Stockholm and Copenhagen.", "mission", "target", {"sweden", "denmark"}),
        ("In May 1912 Norway sent an invitation to Stockholm.", "invite", "target", {"sweden"}),
        ("In May 1912 Norway sent an invitation to Stockholm.", "invite", "source", {"norway"}),
        ("In May 1955 Venizelos of Greece arrived in Aswan.", "visit", "target", {"egypt"}),
        ("In May 1912 Danish troops forced the surrender of the Swedish army.", "surrender", "target", {"denmark"}),
        ("In May 1912 Branting was appointed Swedish minister to Norway.", "assume-office", "target", {"norway"}),
    ],
)
def test_who_is_named_outside_the_clause_of_an_act(text: str, action: str, role: str, actors: set[str]) -> None:
    assert who(event(text, action), role) & actors == actors


@pytest.mark.parametrize(
    ("text", "action", "state"),
    [
        ("In October 1956 riots broke out in Budapest.", "protest", "hungary"),
        ("In Hungary, protests spread in October 1956.", "protest", "hungary"),
        ("Norway was poor in 1912. A year later a peasant uprising failed.", "revolution", "norway"),
        ("Norway sat in May 1912. The Chamber rejected the offer.", "reject", "norway"),
    ],
)
def test_unrest_and_chambers_without_a_name_are_those_of_the_land_told_of(text: str, action: str, state: str) -> None:
    assert who(event(text, action), "source") == {state}


def test_those_from_whose_ground_an_invader_comes_are_not_invaded() -> None:
    found = event("In May 1948 an invasion by Arab troops from Syria, Iraq and Egypt began.", "invade")
    assert who(found, "target") == set()


def test_a_title_tells_two_of_one_surname_apart() -> None:
    doc = read("In April 1963 Attorney General Kennedy warned President Kennedy.")
    assert [m.ref_id for m in doc.mentions if m.kind == "person"] == ["robert-f-kennedy", "john-f-kennedy"]


def test_the_one_of_a_side_whom_a_talk_names_most_speaks_for_it() -> None:
    said = [("molotov", "soviet-union")] * 3 + [("maisky", "soviet-union"), ("eden", "united-kingdom")]
    named = [Mention(n, n + 1, p, "person", p, None, "test", 1.0, form="surname", for_actor=side) for n, (p, side) in enumerate(said)]
    assert spokesman(named, "soviet-union") == "molotov"
    assert spokesman(named, "united-kingdom") is None


def test_an_organisation_acts_through_its_organ() -> None:
    found = event("In May 1950 the United Nations Security Council condemned Norway.", "accuse")
    assert who(found, "source") == {"united-nations-security-council", "united-nations"}


def test_a_chamber_behind_a_nationality_is_that_states() -> None:
    assert who(event("In May 1903 the Colombian Senate rejected the treaty.", "reject"), "source") == {"colombia"}


def test_a_bare_chamber_is_no_foreign_one_where_the_text_does_not_name_its_state() -> None:
    doc = read("In May 1973 the National Assembly in Santiago met. Chile was calm.")
    assert not [m for m in doc.mentions if m.ref_id == "national-assembly"]


def test_all_states_in_which_leaders_are_act() -> None:
    found = event("In May 1953 the leaders in Norway and Sweden condemned Denmark.", "accuse")
    assert who(found, "source") == {"norway", "sweden"}
    assert who(found, "target") == {"denmark"}


def test_whom_the_words_for_a_treaty_name_signs_it_beside_several_others() -> None:
    assert who(event("In May 1931 Norway and Sweden signed treaties with Peru.", "sign"), "party") == {"norway", "sweden", "peru"}


def test_who_makes_a_proposal_that_is_rejected_is_its_target() -> None:
    assert who(event("In May 1931 Norway rejected peace overtures from Denmark.", "reject"), "target") == {"denmark"}


def test_who_is_caused_to_act_acts() -> None:
    assert who(event("In May 1931 the flood motivated Norway to send supplies to Peru.", "supply"), "source") == {"norway"}


def test_a_ruler_whose_name_stands_behind_his_title_and_land_acts() -> None:
    found = event("In May 1805 the new Sultan of Morocco, Hajji Ali, declared war on Denmark.", "declare-war")
    assert who(found, "source") == {"x-hajji-ali", "morocco"}
