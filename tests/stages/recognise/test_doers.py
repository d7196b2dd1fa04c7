"""Persons, bodies, peoples, lands and towns that are known by what a text tells of them."""

from __future__ import annotations

import pytest

from flows.stages.recognise.gazetteer import gazetteer
from schemas import data
from tests.stages.extract.reading import read


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In May 1912 Neumark resigned. In June Neumark met the Danes.", {"Neumark"}),
        ("In May 1912 Neumark himself came to Oslo.", {"Neumark"}),
        ("In May 1912 Neumark was imprisoned in Oslo.", {"Neumark"}),
        ("In May 1912 the Neumark resigned.", set()),
        ("In May 1912 Neumarks told the Danes of it.", set()),
        ("In May 1912 Norway met the Danes. Rebels fled.", set()),
        ("In May 1912 Neumark burned.", set()),
    ],
)
def test_who_does_what_only_persons_do_is_a_person(text: str, expected: set[str]) -> None:
    assert {m.surface for m in read(text).mentions if m.kind == "person"} == expected


def test_every_place_of_such_a_name_is_his() -> None:
    named = [m for m in read("In May 1912 Neumark resigned. In June the Danes met Neumark.").mentions if m.ref_id == "x-neumark"]
    assert len(named) == 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In May 1912 a traveller named Thorgrim de Vaux came to Oslo.", {"x-thorgrim-de-vaux"}),
        ("In May 1912 a ship named Thorgrim de Vaux came to Oslo.", set()),
        ("In May 1912 General Roberto Skarvik led a revolt.", {"x-roberto-skarvik"}),
        ("In May 1975 General Roberto left Luanda.", {"holden-roberto"}),
    ],
)
def test_a_full_name_is_read_behind_what_its_bearer_is(text: str, expected: set[str]) -> None:
    assert {m.ref_id for m in read(text).mentions if m.kind == "person"} == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In May 1912 the Zalvar Front met.", {"Zalvar Front"}),
        ("In May 1916 they met on the Western Front.", set()),
        ("In May 1912 the Provincial Assembly met.", {"Provincial Assembly"}),
        ("In May 1912 the Ombari tribe fled. In June the Ombari returned.", {"Ombari tribe", "Ombari"}),
        ("In May 1912 the Northern tribes fled.", set()),
        ("In May 1832 the Creek Indians left the valley.", set()),
        ("In May 1975 the National Front for the Liberation of Angola met.", set()),
    ],
)
def test_bodies_and_peoples_are_read_by_the_word_that_they_are_such(text: str, expected: set[str]) -> None:
    found = {m.surface for m in read(text).mentions if m.rule_id in ("actor.organisation", "actor.people")}
    assert found == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In May 1905 the army took Oslo, Hamar and Bergen.", {"Oslo", "Hamar", "Bergen"}),
        ("In May 1905 the army took Oslo, Cuneo and Bergen.", {"Oslo"}),
        ("In May 1905 the army left Boston, Fresno and Oslo.", {"Boston", "Oslo"}),
    ],
)
def test_a_list_makes_a_town_of_a_name_of_the_same_country(text: str, expected: set[str]) -> None:
    assert {m.surface for m in read(text).mentions if m.kind == "place"} == expected


def test_no_rule_hides_a_place_of_the_gazetteer() -> None:
    hidden = {row["phrase"] for row in data.rows("rules/not_entities", "rule_id", "phrase")}
    assert sorted(hidden & set(gazetteer().place_names)) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In May 1754 the colony of Virginia claimed the valley.", {"virginia"}),
        ("In May 1778 Maryland, Delaware and New Jersey refused to sign it.", {"maryland", "delaware", "new-jersey"}),
        ("In May 1754 they crossed the hills of Virginia.", set()),
    ],
)
def test_a_land_acts_that_is_told_of_by_its_government(text: str, expected: set[str]) -> None:
    assert {m.ref_id for m in read(text).mentions if m.kind == "actor"} == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In May 1912 General Zulmir Skarvik came to Oslo. In June Zulmir resigned.", 2),
        ("In May 1912 General Zulmir Skarvik came to Oslo on the Zulmir and saw Fort Zulmir.", 1),
        ("In May 1912 Charles Skarvik came to Oslo. In June Charles resigned.", 1),
        ("In May 1912 General Zulmir Skarvik met General Zulmir Lofoth in Oslo. In June Zulmir resigned.", 2),
    ],
)
def test_the_only_bearer_of_a_first_name_goes_on_by_it(text: str, expected: int) -> None:
    assert sum(m.kind == "person" for m in read(text).mentions) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In May 1865 the Marquis of Skarvik came to Oslo. In June Skarvik resigned.", {"x-marquis-of-skarvik"}),
        ("In May 1865 a marquis of Skarvik came to Oslo.", set()),
        ("In May 1865 Colonel Roberto de Skarvik Lofoth came to Oslo.", {"x-roberto-de-skarvik-lofoth"}),
        ("In May 1865 the cruiser Duke of Skarvik came to Oslo.", set()),
    ],
)
def test_what_follows_a_title_or_a_particle_is_a_part_of_the_name(text: str, expected: set[str]) -> None:
    assert {m.ref_id for m in read(text).mentions if m.kind == "person"} == expected
