"""Lists of days under the names of months."""

from __future__ import annotations

import pytest

from tests.stages.recognise.dates.dating import values

TITLE = "Events of 1921"


def test_the_numbers_of_items_under_a_month_are_its_days() -> None:
    text = "January\n3. Norway left.\n16. Sweden came back.\n\nFebruary\n2. Peru fell.\n"
    assert values(text, TITLE) == [
        ("January", "1921-01"), ("3", "1921-01-03"), ("16", "1921-01-16"), ("February", "1921-02"), ("2", "1921-02-02"),
    ]


def test_a_month_with_its_year_heads_days_too_and_words_of_an_item_keep_theirs() -> None:
    text = "May 1905\n4 Norway left in April.\n27 – Sweden came back.\n"
    assert values(text) == [("May 1905", "1905-05"), ("4", "1905-05-04"), ("April", "1905-04"), ("27", "1905-05-27")]


@pytest.mark.parametrize(
    "text",
    [
        "January\n1. Norway left.\n2. Sweden came back.\n3. Peru fell.\n",  # points that are counted
        "January\n20. Norway left.\n4. Sweden came back.\n",
        "January\n40. Norway left.\n50. Sweden came back.\n",
        "Norway\n3. Norway left.\n16. Sweden came back.\n",
        "January\n3. Norway left.\n",
    ],
)
def test_other_numbers_are_no_days(text: str) -> None:
    assert [surface for surface, _ in values(text, TITLE) if surface.isdigit()] == []
