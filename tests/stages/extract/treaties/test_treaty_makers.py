"""Treaties by those who made them: names after two persons, between two nations or of a town, and those who stayed away."""

from __future__ import annotations

import pytest

from tests.stages.extract.treaties.telling import sides, treaties


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The islands were not spoken of until the 1842 Webster-Ashburton Treaty.", {"united-states", "united-kingdom"}),
        ("In 1977 the Torrijos-Carter Treaties were long awaited.", {"panama", "united-states"}),
        ("The Qwertson-Carter Treaty was long awaited.", set()),
    ],
)
def test_those_after_whom_a_treaty_is_called_give_it_their_states(text: str, expected: set[str]) -> None:
    (t,) = treaties(text)
    assert sides(t) == expected


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "In May Brown and Lund reached an agreement on whaling. The Brown-Lund Treaty lasted.",
            {"Brown-Lund Treaty", "agreement on whaling"},
        ),
        (
            "Under the Brown-Lund Treaty of 1819 Norway was content. Brown and Lund had reached an agreement whereby Denmark ceded it.",
            {"Brown-Lund Treaty of 1819", "agreement whereby Denmark ceded it"},
        ),
        (
            "In 1983 a friend helped Norway and Denmark negotiate an agreement that ended the war. The Norwegian-Danish agreement failed.",
            {"Norwegian-Danish agreement", "agreement that ended the war"},
        ),
        (
            "Brown hosted them at Westport, where they negotiated an agreement on whaling. The Westport Memorandum lasted.",
            {"Westport Memorandum", "agreement on whaling"},
        ),
    ],
)
def test_a_description_and_the_name_after_its_makers_are_one_treaty(text: str, names: set[str]) -> None:
    (t,) = treaties(text)
    assert {t["name"], *t["aliases"]} == names  # type: ignore[misc]


@pytest.mark.parametrize(
    "text",
    [
        "A Norwegian-Danish agreement, they thought, would also lead to a Norwegian-Swedish agreement.",
        "The meeting failed to produce a Norwegian-Danish accord.",
        "Brown’s declaration was followed by talks in Westport.",
        "They asked for a Norwegian agreement to the plan of the envoys.",
        "They lived by the rules (see the Westport Plan) of the guild.",
    ],
)
def test_what_would_be_a_treaty_or_only_sounds_like_one(text: str) -> None:
    assert treaties(text) == []


def test_who_refused_to_sign_is_no_party() -> None:
    (t,) = treaties("Denmark refused to sign the Westport Pact with Norway in 1931.")
    assert sides(t) == {"norway"}


def test_a_mediator_is_no_party() -> None:
    (t,) = treaties("In 1981 Norway negotiated a lasting ceasefire between Denmark and Persia.")
    assert sides(t) == {"denmark", "iran"}


def test_a_treaty_in_which_talks_culminated_was_signed() -> None:
    (t,) = treaties("His efforts culminated on April 12, 1844 in a Treaty of Whaling.")
    assert (t["status"], t["signed"]) == ("signed", "1844-04-12")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Norway increased its influence by concluding a reciprocity treaty that would bind Denmark.", "reciprocity treaty"),
        ("He attempted to ratify a treaty with Norway in the spring.", "treaty with Norway"),
        ("The papers came to be known as the “unequal treaties” in Norway.", "unequal treaties"),
        ("The Senate rejected the old treaty with Norway negotiated by John Brown.", "old treaty with Norway negotiated by John Brown"),
        ("Norway has, in its communiqué of November 29, 1956, thanked them.", "communiqué of November 29, 1956"),
        ("They shot him despite a surrender agreement in 1934.", "surrender agreement"),
        ("The Westport (or Eastport) Agreement of 1995 was signed by Norway.", "Westport (or Eastport) Agreement of 1995"),
    ],
)
def test_treaties_that_are_told_of_by_the_way(text: str, name: str) -> None:
    (t,) = treaties(text)
    assert name in (t["name"], *t["aliases"])  # type: ignore[misc]
