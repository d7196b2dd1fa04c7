"""Who takes part without being named where the act is told: a subject that follows, a people at home, the sides of a war by its name."""

from __future__ import annotations

import pytest

from schemas import data
from tests.stages.extract.reading import event, read, records, who


@pytest.mark.parametrize(
    ("text", "action", "role", "actors"),
    [
        (
            "Otto von Bismarck resigned in March 1890. After his inauguration in March 1897, William McKinley wrote to Peru.",
            "assume-office", "source", {"william-mckinley", "united-states"},
        ),
        (
            "In May 1897 Norway protested. In two speeches, William McKinley praised the plan.",
            "publish", "source", {"william-mckinley", "united-states"},
        ),
        (
            "William McKinley praised the plan in a May 3, 1897, address at Lima.",
            "publish", "source", {"william-mckinley", "united-states"},
        ),
        ("In May 1905 Norway answered the raid with an embargo on wool.", "embargo", "source", {"norway"}),
        ("In May 1905 riot police arrested hundreds in Lima.", "arrest", "source", {"peru"}),
        ("In Peru, Bolivia and Chile, workers protested in May 1905.", "protest", "source", {"peru", "bolivia", "chile"}),
        ("Russia and France wrote to Sweden in 1857. The Crimean War ended in 1856.", "battle", "party", {"russian-empire", "france"}),
        ("The outbreak of the Spanish Civil War in 1936 alarmed Peru.", "battle", "party", {"spain"}),
        ("In 1957 foreign governments protested to Peru.", "protest", "source", {"x-foreign-governments"}),
    ],
)
def test_who_is_meant(text: str, action: str, role: str, actors: set[str]) -> None:
    assert who(event(text, action), role) == actors


def test_a_war_is_of_nobody_where_the_text_speaks_of_none_of_its_sides() -> None:
    assert not list(records(read("Peru was quiet in 1856, when the Crimean War ended."), "events"))


def test_envoys_act_away_from_home() -> None:
    found = records(read("In May 1905 the delegates gathered at Lima."), "events")
    assert all("peru" not in who(e, "source") | who(e, "party") for e in found)


def test_the_table_of_wars_knows_its_states() -> None:
    known = {r["actor_id"] for r in data.rows("gazetteer/actors", "actor_id")}
    for r in data.rows("gazetteer/wars", "name", "parties", "land"):
        assert {*r["parties"].split(";"), r["land"]} - {""} <= known, r["name"]
