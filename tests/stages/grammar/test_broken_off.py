"""Clauses that open with a participle, are broken off, go on behind an insertion, or say whose people acted."""

from __future__ import annotations

import pytest

from tests.stages.extract.reading import event, who


@pytest.mark.parametrize(
    ("text", "action", "role", "expected"),
    [
        ("Arrested in May 1912, Otto von Bismarck fled to Norway.", "arrest", "target", {"otto-von-bismarck", "germany"}),
        ("Invited by Norway, Otto von Bismarck spoke in Oslo in May 1872.", "invite", "source", {"norway"}),
        ("Dismissed by Norway and arrested by Sweden in May 1872, Otto von Bismarck wept.", "arrest", "source", {"sweden"}),
        ("In May 1912 Norway, having left the League, attacked Denmark.", "attack", "source", {"norway"}),
        ("The fire alarmed Peru, and in May 1912 Norway, having attacked Denmark, fell silent.", "attack", "source", {"norway"}),
        ("In 1912 Norway left the league, to which Sweden acceded in May, and attacked Denmark.", "attack", "source", {"norway"}),
        ("In May 1912 Norway let Danish and Swedish ships pass but attacked Peru.", "attack", "source", {"norway"}),
        ("The ministers whom Norway expelled in 1912 attacked Denmark.", "attack", "target", {"denmark"}),
        ("In May 1912 Norway attacked Denmark, whose government protested.", "protest", "source", {"denmark"}),
        ("In May 1912 Danish and Swedish troops entered Norway.", "occupy", "source", {"denmark", "sweden"}),
        ("In May 1912 Norway ceded the port and half of the island to Denmark.", "cede", "target", {"denmark"}),
    ],
)
def test_whoever_a_broken_clause_means_acts(text: str, action: str, role: str, expected: set[str]) -> None:
    assert who(event(text, action), role) == expected


def test_a_treaty_that_a_clause_takes_up_is_what_is_acceded_to() -> None:
    found = event("The Oslo Pact of 1911, to which Sweden acceded in May 1912, was popular.", "accede")
    assert found["treaty_id"]
