from __future__ import annotations

import pytest

from flows.stages.link import names


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("Molotov-Ribbentrop Pact", "the Nazi–Soviet Pact", "known"),
        ("Kellogg-Briand Pact", "Pact of Paris", "known"),
        ("Kellogg-Briand Pact", "Munich Agreement", "clash"),
        ("Webster-Ashburton Treaty", "the Treaty of Webster and Ashburton", "strong"),
        ("1842 Webster-Ashburton Treaty", "Webster-Ashburton Treaties", "known"),
        ("1842 Dunmore-Lisle Treaty", "Dunmore-Lisle Treaties", "strong"),
        ("Treaty of Paris", "the 1783 Treaty of Paris", "key"),
        ("Anglo-Soviet Treaty", "The Anglo-Soviet treaty", "key"),
        ("Treaty of Paris", "Treaty of London", "clash"),
        ("SALT I", "SALT II", "clash"),
        ("Trade Agreement", "Treaty of Friendship", "clash"),
        ("Hay-Pauncefote Treaty", "Hay-Herran Treaty", "clash"),
        ("Dunmore-Lisle Treaty", "Dunmore-Harrow Treaty", "neutral"),
        ("Sea Mammal Treaty", "Oyster Bank Treaty", "clash"),
        ("SMH Treaty", "Sea Mammal Hunting Treaty", "strong"),
        ("Anglo-Soviet Treaty", "Treaty of Paris", "neutral"),
    ],
)
def test_agreement(a: str, b: str, expected: str) -> None:
    assert names.agreement(names.parse(a), names.parse(b)) == expected
    assert names.agreement(names.parse(b), names.parse(a)) == expected


def test_a_year_in_a_name_is_kept_apart_from_its_key() -> None:
    name = names.parse("the 1783 Treaty of Paris")
    assert (name.key, name.year, name.place) == ("treaty paris", "1783", frozenset({"paris"}))


def test_a_date_in_a_name_is_kept_apart_from_its_key() -> None:
    assert [names.parse(n).key for n in ("agreement of 12 July 1941", "the Agreement of July 12, 1941")] == ["agreement", "agreement"]
    assert not names.parse("General Treaty of 8 August 1924").distinctive
    assert names.parse("Treaty of 1 Article of 1921").number == {"1"}


def test_the_identifying_name_is_the_one_that_tells_most() -> None:
    assert names.identifying(["Treaty of Paris", "General Treaty for Renunciation of War"]) == "kellogg briand pact"
    assert names.identifying(["the treaty", "Webster-Ashburton Treaty"]) == "webster ashburton treaty"
    assert names.identifying([]) == ""


@pytest.mark.parametrize(("word", "expected"), [("fisheries", "fishery"), ("powers", "power"), ("press", "press"), ("us", "us")])
def test_singular(word: str, expected: str) -> None:
    assert names.singular(word) == expected


def test_accents_and_dashes_do_not_matter() -> None:
    assert names.fold("Hay–Herrán  TREATY") == "hay herran treaty"


def test_initials_behind_a_name_are_no_part_of_it() -> None:
    assert names.parse("Intermediate-Range Nuclear Forces Treaty (INF) of 1987").known == "inf treaty"


def test_a_description_is_no_well_known_name() -> None:
    assert names.parse("Tripartite Pact").known
    assert names.parse("tripartite pact").known is None
