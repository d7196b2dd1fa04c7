"""Treaties: which mentions are one, and what a text says of each."""

from __future__ import annotations

import pytest

from tests.stages.extract.reading import read, records


def treaties(text: str) -> list[dict[str, object]]:
    return list(records(read(text), "treaties"))


def test_a_signed_treaty_with_everything() -> None:
    (t,) = treaties("The Treaty of Friendship between Norway and Persia was signed in Oslo on 8 May 1930 for ten years.")
    assert t["name"] == "Treaty of Friendship between Norway and Persia"
    assert (t["kind"], t["status"], t["signed"], t["place_id"]) == ("treaty", "signed", "1930-05-08", "oslo")
    assert {p["actor_id"] for p in t["party"]} == {"norway", "iran"}  # type: ignore[attr-defined]
    assert (t["friendship"], t["term_years"]) == ("true", "10")
    assert [a["action"] for a in t["action_of"]] == ["signature"]  # type: ignore[attr-defined]


def test_names_that_the_text_equates_are_one_treaty() -> None:
    (t,) = treaties("The Baltic Pact, also known as the Riga Treaty, was signed by Latvia and Estonia in 1923. The pact was short.")
    assert {t["name"], *t["aliases"]} == {"Baltic Pact", "Riga Treaty"}  # type: ignore[misc]


@pytest.mark.parametrize(
    "text",
    [
        "The first Danish-Swedish agreement was signed in 1920. The second Danish-Swedish agreement was signed in 1923.",
        "The 1920 Treaty of Tartu ended the war between Finland and Soviet Russia. The 1932 Treaty of Tartu regulated fishing.",
        "Italy and Greece signed the Treaty of Commerce and the Treaty of Navigation in 1926.",
    ],
)
def test_different_treaties_stay_apart(text: str) -> None:
    assert len(treaties(text)) == 2


@pytest.mark.parametrize(
    "text",
    [
        "The declaration of war came in May.",
        "In 1920 the envoys were in full agreement.",
        "The Democratic convention met in Chicago.",
    ],
)
def test_what_only_sounds_like_a_treaty(text: str) -> None:
    assert treaties(text) == []


def test_a_draft_is_a_draft_and_ratification_makes_it_signed() -> None:
    (draft,) = treaties("In 1935 Poland presented a draft treaty on fishing rights to Sweden.")
    assert draft["status"] == "draft"
    (bound,) = treaties("Sweden ratified the Malmö Convention in 1936.")
    assert bound["status"] == "signed"
    assert "ratification" in [a["action"] for a in bound["action_of"]]  # type: ignore[attr-defined]


def test_articles_belong_to_their_treaty() -> None:
    (t,) = treaties("Under article 4 of the Malmö Convention, signed in 1931, Sweden and Denmark would consult each other.")
    assert [a["article"] for a in t["article"]] == ["4"]  # type: ignore[attr-defined]
    assert t["consultation"] == "true"
