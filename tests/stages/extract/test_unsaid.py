"""Who takes part without being named where the act is told: a subject that follows, a people at home."""

from __future__ import annotations

import pytest

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
        ("In 1957 foreign governments protested to Peru.", "protest", "source", {"x-foreign-governments"}),
    ],
)
def test_who_is_meant(text: str, action: str, role: str, actors: set[str]) -> None:
    assert who(event(text, action), role) == actors


def test_a_war_is_of_nobody_by_its_name_alone() -> None:
    assert not list(records(read("Peru was quiet in 1856, when the Crimean War ended."), "events"))


def test_envoys_act_away_from_home() -> None:
    found = records(read("In May 1905 the delegates gathered at Lima."), "events")
    assert all("peru" not in who(e, "source") | who(e, "party") for e in found)


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("In May 1905 Otto von Bismarck said that he meant to sign the Lima Pact, and William McKinley protested.", "otto-von-bismarck"),
        ("When Otto von Bismarck announced in May 1889 that he would sign the Lima Pact, William McKinley protested.", "otto-von-bismarck"),
        ("William McKinley wrote. He told Otto von Bismarck in May 1898 that he would sign the Lima Pact.", "william-mckinley"),
    ],
)
def test_he_goes_on_with_who_spoke(text: str, signs: str) -> None:
    assert signs in who(event(text, "sign"), "party")
