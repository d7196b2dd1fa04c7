"""What those who talk settle between them, of which nobody alone is the speaker."""

from __future__ import annotations

import pytest

from flows.stages.extract.positions import joint
from schemas import data
from tests.stages.extract.positions.talking import moves

BOTH = [("freedonia", "accepts"), ("ruritania", "accepts")]


def present(text: str, *names: str) -> list[dict[str, object]]:
    return [{"name": name, "start": text.index(name), "end": text.index(name) + len(name)} for name in names]


def talk(told: str, *names: str) -> list[tuple[str, str]]:
    text = ", ".join(names) + "\n" + told
    return moves(text, participants=present(text, *names))


@pytest.mark.parametrize(
    "told",
    [
        "It was agreed that experts should meet in May.",
        "It was then agreed that there should be no toll.",
        "After some talk, it was agreed to leave the date open.",
        "It was further decided that a pilot be hired.",
        "There was general agreement that a pilot should be hired.",
        "Both sides agreed to hire a pilot.",
        "The Conference then adopted the report.",
    ],
)
def test_what_was_agreed_is_of_both_sides(told: str) -> None:
    assert sorted(talk(f"Varga proposed a ferry. {told}", "Varga", "Holt")) == [("anton-varga", "proposes"), *BOTH]


@pytest.mark.parametrize(
    ("point", "stance"),
    [
        ("(1) Agreed that a pilot should be hired.", "accepts"),
        ("(2) Approved the draft of the reply.", "accepts"),
        ("(b) Invited the pilots to send a report.", "asks"),
    ],
)
def test_points_of_minutes_are_of_the_body_that_sat(point: str, stance: str) -> None:
    assert talk(f"Brandt said that the toll should be cut.\n{point}", "Varga", "Brandt")[-1] == ("ruritania", stance)


def test_who_agreed_by_name_is_the_one_who_did() -> None:
    assert talk("It was agreed by Varga that a pilot should be hired.", "Varga", "Holt") == [("anton-varga", "accepts")]


def test_floor_stays_with_the_speaker() -> None:
    told = "Varga asked for a pilot. It was agreed that one should be hired. He also asked for a chart."
    assert talk(told, "Varga", "Holt")[-1] == ("anton-varga", "asks")


def test_words_before_what_was_agreed_stay_their_speakers() -> None:
    told = "Varga said that the ferry could sail in May and it was agreed that a pilot should be hired."
    assert ("anton-varga", "proposes") in talk(told, "Varga", "Holt")


def test_what_one_government_decided_is_no_agreement_in_a_letter() -> None:
    text = "Dear Varga: I must tell you that we cannot sail. It has been decided that the port should be closed."
    assert ("ruritania", "accepts") not in moves(text, genre="correspondence")


def test_pattern_of_what_is_settled_finds_its_example() -> None:
    examples = {r["rule_id"]: r["example"] for r in data.rows("rules/positions_joint", "rule_id", "pattern", "example")}
    assert all(way.pattern.match(examples[way.rule_id]) for way in joint.ways())


def test_own_government_is_the_writers() -> None:
    text = "Dear Varga: Your note has come. My Government would be prepared to lend a ship."
    author = [{"name": "Holt", "start": len(text) + 1, "end": len(text) + 5}]
    assert moves(f"{text}\nHolt", genre="correspondence", authors=author)[-1] == ("freedonia", "proposes")


def test_sentence_may_give_the_word_of_somebody() -> None:
    assert moves("Holt asked for a ship. According to Varga, the port should be closed.")[-1] == ("anton-varga", "proposes")
