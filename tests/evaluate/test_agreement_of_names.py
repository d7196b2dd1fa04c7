from __future__ import annotations

import pytest

from flows.evaluate.names import likeness, overlap, same_name, shared
from schemas.data import rows


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("Norland", "the Norland", True),
        ("USSR", "Soviet Union", True),
        ("Berg", "Ana Berg", True),
        ("A. Berg", "Ana Berg", True),
        ("Otto Berg", "Ana Berg", False),
        ("Ngo", "An Ngo", False),  # short last words answer to nothing but themselves
        ("Émile Brün", "Emile Brun", True),
        ("", "", False),
        ("Norland", None, False),
    ],
)
def test_same_name(a: str, b: str | None, same: bool) -> None:
    assert same_name(a, b) is same


def test_one_name_answers_once() -> None:
    assert shared(["Ana Berg", "Otto Berg"], ["Berg"]) == 1
    assert shared(["Norland", "Norland"], ["Norland", "Sudland"]) == 1


def test_names_of_treaties_are_alike_by_the_words_that_count() -> None:
    assert likeness("Pact of Portham", "the Portham Pact") == 1
    assert likeness("Pact of Portham", "Pact of Westmark") == 0.5
    assert likeness("Portham Naval Pact", "Portham Naval Pact on Guns and Ships") == 1
    assert likeness("of the", "Pact") == 0


def test_quotes_overlap_by_the_shorter_one() -> None:
    assert overlap("Norland signed a pact", "On 3 May Norland signed a pact at Portham") == 1
    assert overlap("", "Norland") == 0


def test_names_in_the_table_are_in_the_form_that_is_looked_up() -> None:
    table = rows("evaluation/same_names", "id", "name", "stands_for", "why")
    assert all(row["name"] == row["name"].lower() and row["why"] for row in table)
    assert not {row["name"] for row in table} & {row["stands_for"] for row in table}
