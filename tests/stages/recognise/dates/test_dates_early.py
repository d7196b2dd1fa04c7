"""Years of two and three figures, in texts that give the era of one."""

from __future__ import annotations

import pytest

from tests.stages.recognise.dates.dating import values

EARLY = [
    ("The war began in 431 BC. In 425 the fleet sailed.", "-0424"),
    ("The war began in 431 BC. In September 413 the army fell.", "-0412-09"),
    ("The war began in 431 BC. It ended in the spring of 404.", "-0403-21"),
    ("The war began in 431 BC. By the peace of 421 it was halted.", "-0420"),
    ("The town was founded in AD 410. In 425 it fell.", "0425"),
]


@pytest.mark.parametrize(("text", "value"), EARLY)
def test_an_early_year_is_of_the_era_that_the_text_gave_last(text: str, value: str) -> None:
    assert values(text)[-1][1] == value


@pytest.mark.parametrize("text", [
    "In 425 they fought.", "The war began in 431 BC. They came in 300 ships.", "The war began in 431 BC. The vote was lost by 700 to 200.",
])
def test_a_number_is_no_early_year_without_an_era_or_where_it_counts(text: str) -> None:
    assert len(values(text)) == text.count("BC")
