"""The gazetteer's answers depend on the date."""

from __future__ import annotations

import pytest

from flows.stages.recognise.gazetteer import gazetteer
from flows.stages.recognise.periods import first_day


@pytest.mark.parametrize(("name", "date", "actor"), [
    ("Russia", "1905-05", "russian-empire"), ("Russia", "1918-03-03", "soviet-russia"), ("Russia", "1934", "soviet-union"),
    ("USSR", "1941-06-22", "soviet-union"), ("China", "1931", "china"), ("China", "1961", "peoples-republic-of-china"),
    ("Turkey", "1914", "ottoman-empire"), ("Turkey", "1936", "turkey"), ("Britain", "1842", "united-kingdom"),
    ("Austria", "1815", "austrian-empire"), ("Austria", "1914", "austria-hungary"), ("Austria", "1955", "austria"),
    ("Vietnam", "1946", "vietnam"), ("North Vietnam", "1968", "north-vietnam"), ("the Allies", "1918", "allied-powers"),
    ("the Allies", "1943", "allies"), ("Soviet Union", "1905", "soviet-union"), ("Poland", None, "poland"), ("Utopia", "1920", None),
])
def test_names_mean_who_bore_them(name: str, date: str | None, actor: str | None) -> None:
    assert gazetteer().resolve_actor(name, date) == actor


@pytest.mark.parametrize(("office", "actor", "date", "person"), [
    ("President", "united-states", "1905", "theodore-roosevelt"), ("President", "united-states", "1943-11", "franklin-d-roosevelt"),
    ("foreign minister", "soviet-union", "1941", "vyacheslav-molotov"), ("foreign-minister", "united-kingdom", "1906-01", "edward-grey"),
    ("prime minister", "united-kingdom", "1938-09-29", "neville-chamberlain"), ("President", "united-kingdom", "1938", None),
    ("President", "united-states", None, None),
])
def test_offices_have_holders(office: str, actor: str, date: str | None, person: str | None) -> None:
    assert gazetteer().holder(office, actor, date) == person


def test_an_office_that_one_state_alone_has_tells_the_state() -> None:
    found = gazetteer().sole_holder("Secretary of State", "1917-10-10")
    assert found is not None and (found.person_id, found.actor_id) == ("robert-lansing", "united-states")
    assert gazetteer().sole_holder("Prime Minister", "1917-10-10") is None and gazetteer().sole_holder("Secretary of State", None) is None


def test_a_person_acts_for_the_state_of_its_office() -> None:
    g = gazetteer()
    assert g.state_of("helmut-kohl", "1988") == "west-germany"
    assert g.state_of("helmut-kohl", "1991") == "germany"
    assert g.state_of("maxim-litvinov", "1933") == "soviet-union"
    assert g.state_of("woodrow-wilson", None) == "united-states"
    assert g.state_of("x-nobody", "1933") is None


def test_members_come_and_go() -> None:
    g = gazetteer()
    assert g.members("big-three", "1945-02") == ["soviet-union", "united-kingdom", "united-states"]
    assert "united-states" not in g.members("allies", "1940")
    assert "united-states" in g.members("allies", "1942")
    assert g.members("france", "1942") == []


def test_territories_lead_both_ways() -> None:
    g = gazetteer()
    place = g.place_of_actor("finland")
    assert place is not None
    assert g.actor_of_place(place) == "finland"
    assert g.actor_of_place("yalta") is None
    assert g.place_of_actor(None) is None


@pytest.mark.parametrize(("edtf", "day"), [
    ("1942-05-26", "1942-05-26"), ("1942", "1942-01-01"), ("193X", "1930-01-01"), ("1939-22", "1939-07-01"), ("1935/..", "1935-01-01"),
    ("../1941", "1941-01-01"), ("1935~", "1935-01-01"), (None, None), ("", None),
])
def test_first_day(edtf: str | None, day: str | None) -> None:
    assert first_day(edtf) == day


def test_every_title_of_an_office_that_matters_has_a_class() -> None:
    g = gazetteer()
    for held in g.offices.values():
        for office in held:
            if office.office.startswith(("Ambassador to", "Minister to", "Foreign", "President", "Prime Minister", "King")):
                assert office.office_class != office.office, office


@pytest.mark.parametrize(
    ("place", "date", "state"),
    [
        ("lima", "1931", "peru"),
        ("warsaw", "1931-05-04", "poland"),
        ("warsaw", "1871", None),
        ("hamburg", "1850", None),
        ("lima", None, None),
        ("nowhere", "1931", None),
    ],
)
def test_a_town_is_of_the_state_that_was_there(place: str, date: str | None, state: str | None) -> None:
    assert gazetteer().state_at(place, date) == state
