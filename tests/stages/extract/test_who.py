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


@pytest.mark.parametrize(
    ("text", "action", "named"),
    [
        ("In May 1884 Bismarck met Jules Ferry. The two governments invited Portugal.", "invite", {"germany", "france"}),
        ("In May 1884 Spain and Italy met. Bismarck met Jules Ferry. Both sides invited Portugal.", "invite", {"germany", "france"}),
        ("In May 1884 Spain accused Italy. Peru, Chile and Cuba offered help, which both parties accepted.", "accept", {"spain", "italy"}),
        ("In May 1884 Spain and Italy met. The two western powers invited Portugal.", "invite", {"spain", "italy"}),
    ],
)
def test_a_number_of_states_are_those_last_named_where_they_are_as_many(text: str, action: str, named: set[str]) -> None:
    assert who(event(text, action), "source") == named


def test_the_two_sovereigns_are_those_who_met() -> None:
    found = event("In May 1833 Nicholas I met King Lindholt of Peru, and the two sovereigns recognised Portugal.", "recognize")
    assert {p["person_id"] for p in found["participant"] if p["role"] == "source"} == {"nicholas-i-of-russia", "x-lindholt"}


def test_the_latter_may_be_given_something_or_act_beside_another() -> None:
    given = event("In May 1935 Laval and Mussolini met in Rome, where the former gave the latter a free hand in Ethiopia.", "accept")
    assert (who(given, "source"), who(given, "target")) == ({"pierre-laval", "france"}, {"benito-mussolini", "italy"})
    signed = event("In May 1935 Laval met Mussolini, and the latter and the Danish envoy, Karl Lindholt, signed a treaty.", "sign")
    assert {p["person_id"] for p in signed["participant"]} == {"benito-mussolini", "x-karl-lindholt"}


@pytest.mark.parametrize(
    ("text", "action", "named"),
    [
        ("In May 1853 Norway threatened London and Paris with war.", "threaten", {"united-kingdom", "france"}),
        ("In May 1853 Norway informed London that the port was open.", "correspond", {"united-kingdom"}),
        ("In May 1853 Norway protested to Vienna.", "protest", {"austrian-empire"}),
        ("In May 1853 London, Paris and Madrid recognised Norway.", "recognize", {"united-kingdom", "france", "spain", "norway"}),
    ],
)
def test_a_capital_is_its_government_where_something_is_done_to_it(text: str, action: str, named: set[str]) -> None:
    found = event(text, action)
    assert named <= who(found, "source") | who(found, "target")


def test_a_second_verb_behind_then_goes_on_from_the_first_subject() -> None:
    found = event("In May 1902 President Castro arrested British residents in Caracas, then asked Norway to mediate.", "request")
    assert (who(found, "source"), who(found, "target")) == ({"cipriano-castro", "venezuela"}, {"norway"})


@pytest.mark.parametrize("follower", ["his successor", "Bismarck's successor"])
def test_a_successor_without_a_name_acts_for_the_same_state(follower: str) -> None:
    text = f"Bismarck protested in May 1888. In May 1891 {follower} and the Danish envoy, Karl Lindholt, signed a treaty."
    assert who(event(text, "sign"), "party") == {"germany", "denmark", "x-karl-lindholt"}


def test_a_state_may_be_she() -> None:
    assert who(event("In June 1866 Peru and her Pacific neighbours protested against the blockade.", "protest"), "source") == {"peru"}


def test_a_name_behind_an_office_that_ends_a_list_takes_nobody_from_it() -> None:
    text = "In May 1851 Brazil, Peru and the governor of the port, Karl Lindholt, concluded an alliance."
    assert who(event(text, "sign"), "party") == {"brazil", "peru", "x-karl-lindholt"}


def test_whoever_is_asked_is_none_of_those_who_ask() -> None:
    found = event("In May 1839 Norway and Peru sent to the Porte a note in which they asked it to decide nothing.", "request")
    assert (who(found, "source"), who(found, "target")) == ({"norway", "peru"}, {"ottoman-empire"})


def test_a_town_that_a_clause_says_more_of_is_where_its_act_is_done() -> None:
    found = event("In May 1896 Otto von Bismarck travelled to Oslo, where he met Jules Ferry.", "meet")
    assert found["place_id"] == "oslo"


def test_he_who_is_told_of_in_a_clause_is_the_one_who_told_it() -> None:
    text = "In May 1864 Bismarck met Jules Ferry. Lord Salisbury warned Norway that he would fight. In June he bombed a port of Peru."
    assert who(event(text, "bomb"), "source") == {"lord-salisbury", "united-kingdom"}


def test_a_name_that_an_insertion_parts_from_its_verb_is_no_second_object() -> None:
    text = "In 1840 Thiers threatened Peru. The King dismissed him in October 1840, and Guizot, till then envoy in Oslo, took his place."
    assert who(event(text, "leave-office"), "target") == {"adolphe-thiers", "france"}


@pytest.mark.parametrize("ally", ["her ally Uruguay", "its ally, Uruguay,"])
def test_an_ally_that_is_named_at_once_acts_beside_the_first(ally: str) -> None:
    found = event(f"In May 1902 Brazil and {ally} declared war on Paraguay.", "declare-war")
    assert (who(found, "source"), who(found, "target")) == ({"brazil", "uruguay"}, {"paraguay"})


def test_whose_envoy_or_whom_a_state_sends_acts_for_it() -> None:
    protest = event("In May 1902 Siam, whose minister in Oslo, Karl Lindholt, had protested to France, gave way.", "protest")
    assert who(protest, "source") == {"thailand", "x-karl-lindholt"}
    assert "japan" in who(event("In May 1902 Japan sent General Lindholt to Oslo.", "mission"), "source")


def test_a_list_has_ended_behind_its_and() -> None:
    text = "Pressed by Russia and Britain, Denmark signed an armistice at Oslo on 26 August 1848."
    assert "united-kingdom" not in who(event(text, "sign"), "party")
