"""Whom a phrase without a name takes up, and whom the words around a name give it to."""

from __future__ import annotations

import pytest

from flows.stages.extract.discourse import anaphors
from tests.stages.extract.reading import event, read, records, who


def test_the_table_knows_seven_ways_of_taking_up() -> None:
    assert set(anaphors().values()) == {"state", "parties", "these", "persons", "former", "latter", "crowned"}


@pytest.mark.parametrize(
    ("text", "action", "role", "actors"),
    [
        ("In Norway, the new government announced a census in May 1912.", "publish", "source", {"norway"}),
        ("Peru and Chile met in May 1912. The powers then signed a treaty.", "sign", "party", {"peru", "chile"}),
        ("Peru and Chile met in May 1912. These countries then rejected the plan.", "reject", "source", {"peru", "chile"}),
        ("Peru and Chile met in May 1912. Other governments rejected the plan.", "reject", "source", None),
        ("Peru and Chile met in May 1912. The government of the day rejected the plan.", "reject", "source", None),
        ("Other governments, such as Norway and Sweden, rejected the plan in May 1912.", "reject", "source", {"norway", "sweden"}),
        ("The note went out in May 1912. Peru sent a letter to the other states, including Chile.", "correspond", "target", {"chile"}),
        ("Ships were stopped by Danish rules and tariffs in May 1912.", "embargo", "source", {"denmark"}),
    ],
)
def test_a_definite_phrase_means_those_who_were_told_of(text: str, action: str, role: str, actors: set[str] | None) -> None:
    found = [e for e in records(read(text), "events") if e["action"] == action]
    assert [who(e, role) for e in found] == ([] if actors is None else [actors])


@pytest.mark.parametrize("ahead", ["Danish leaders met in May 1912", "Norway and Peru met. The Danish leaders then met in May 1912"])
def test_they_are_the_people_who_were_the_subject_last(ahead: str) -> None:
    assert who(event(f"{ahead}. They invaded Sweden.", "invade"), "source") == {"denmark"}


def test_two_leaders_are_the_two_persons_that_the_text_tells_of() -> None:
    text = "In May 1912 Prime Minister Karl Berg of Norway met President Olaf Holm of Sweden. The two leaders signed a treaty."
    assert who(event(text, "sign"), "party") == {"norway", "x-karl-berg", "sweden", "x-olaf-holm"}


@pytest.mark.parametrize(("date", "state"), [("May 1775", "american-colonies"), ("May 1777", "united-states")])
def test_a_body_acts_for_the_state_of_its_time(date: str, state: str) -> None:
    found = event(f"In {date} the Continental Congress sent an envoy to Spain.", "mission")
    assert who(found, "source") == {"continental-congress", state}


def test_an_organisation_that_no_list_has_is_founded_and_acts() -> None:
    text = (
        "In 1912 the Northern Fisheries Commission (NFC) was created. In 1913 the NFC rejected the plan. "
        "The Commission asked Norway for a loan."
    )
    board = {"x-northern-fisheries-commission"}
    assert who(event(text, "establish"), "target") == board
    assert who(event(text, "reject"), "source") == board and who(event(text, "request"), "source") == board


def test_a_year_stands_between_an_owner_and_what_is_done() -> None:
    found = event("Sweden's 1912 visit to Norway ended well.", "visit")
    assert who(found, "source") == {"sweden"} and who(found, "target") == {"norway"}


@pytest.mark.parametrize(
    ("text", "action", "actors"),
    [
        ("In May 1912 the Baltic Fisheries Council met. The council rejected the Danish plan.", "reject", {"x-baltic-fisheries-council"}),
        ("In May 1912 the Baltic Fisheries Council met. The council members rejected the plan.", "reject", {"x-baltic-fisheries-council"}),
        ("In May 1912 the Baltic Fisheries Council met. A council of elders rejected the plan.", "reject", None),
        ("In Peru, rebels rejected the plan in May 1912.", "reject", {"peru"}),
        ("At Lima Chilean envoys rejected the plan in May 1912.", "reject", {"chile"}),
        ("At Lima Chile and Brazil rejected the plan in May 1912.", "reject", {"chile", "brazil"}),
    ],
)
def test_a_body_is_taken_up_by_its_noun_and_people_by_where_they_are(text: str, action: str, actors: set[str] | None) -> None:
    found = [e for e in records(read(text), "events") if e["action"] == action]
    assert [who(e, "source") for e in found] == ([] if actors is None else [actors])


@pytest.mark.parametrize(
    ("text", "action", "person"),
    [
        ("In May 1905 Delcassé met Bülow in Paris. The former resigned in June 1905.", "leave-office", "theophile-delcasse"),
        ("In May 1905 Delcassé met Bülow in Paris. The latter resigned in June 1905.", "leave-office", "bernhard-von-bulow"),
        ("In July 1914 Tisza visited Franz Joseph. His Majesty resigned in June 1916.", "leave-office", "franz-joseph-i"),
        ("Delcassé met Prince Radolin, the German Ambassador, in May 1905. The Ambassador resigned.", "leave-office", "x-radolin"),
        ("In May 1907 the envoy Alvaro Costa went to Lima. The envoy resigned in June 1907.", "leave-office", "x-alvaro-costa"),
        ("In June 1940 Marshal Pétain spoke. The Marshal resigned in October 1940.", "leave-office", "philippe-petain"),
    ],
)
def test_a_person_is_taken_up_by_order_by_crown_and_by_the_title_that_the_text_gave_him(text: str, action: str, person: str) -> None:
    assert person in who(event(text, action), "source")
