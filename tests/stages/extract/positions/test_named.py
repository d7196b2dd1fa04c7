"""Who is meant by a name, an office or a pronoun in the middle of a sentence, and what of it is an answer."""

from __future__ import annotations

import pytest

from tests.stages.extract.positions.talking import moves

HOLT = [{"name": "Holt", "person_id": "mary-holt", "actor_id": "freedonia"}]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Holt asked whether a ferry would run, to which Varga replied that this was out of the question.",
         [("mary-holt", "asks"), ("anton-varga", "rejects")]),
        ("When Holt turned to Varga, latter said that this was out of the question.", [("anton-varga", "rejects")]),
        ("Holt spoke. It was the view of the Ruritanian Government that a ferry should run.", [("ruritania", "proposes")]),
    ],
)
def test_whose_word_stands_within_a_sentence(text: str, found: list[tuple[str, str]]) -> None:
    assert moves(text)[-len(found):] == found


def test_they_are_not_the_tellers_own() -> None:
    text = "Ruritania spoke to Freedonia. They propose that a ferry run to Freedonia. They propose that pilots be hired."
    assert {who for who, _ in moves(text, "correspondence", authors=HOLT)} == {"ruritania"}


def test_who_came_back_to_a_thing_speaks_on() -> None:
    text = "Varga said that he would send a ship. I told him this was out of the question. Later he returned to it and asked for pilots."
    assert moves(text, "correspondence", authors=HOLT)[-1] == ("anton-varga", "asks")


def test_a_letter_of_two_goes_out_in_the_name_of_the_state_that_sends_it() -> None:
    text = "Following is a message from Brandt and Holt to Varga.\nDear Mr. Varga: We propose that a ferry run to the port.\nEnd text."
    assert moves(text, "correspondence", authors=HOLT) == [("freedonia", "proposes")]


def test_what_is_wanted_of_another_is_asked() -> None:
    assert moves("Varga said that he wanted her to open the port.")[-1] == ("anton-varga", "asks")
