"""Words that may be a noun or a verb: in notes without a subject, in the present, behind `that`, and two words in one."""

from __future__ import annotations

import pytest

from tests.stages.extract.reading import read, records
from tests.stages.grammar.test_frames import names, parse, verb


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Asks a loan of Norway.", "Asks"),
        ("Accepts the draft and refuses a loan.", "refuses"),
        ("The assembly meets for one day.", "meets"),
        ("The London Treaty ends the war.", "ends"),
        ("The talks between Norway and Denmark open in Rhodes.", "open"),
        ("The last troops leave in June 1919.", "leave"),
        ("Greece demanded that the council discuss a truce.", "discuss"),
        ("The new law set a limit to the fleet.", "set"),
        ("Some refused the offer.", "refused"),
        ("Norway would leave the port and give pledges.", "give"),
        ("Norway did not budge.", "budge"),
        ("The raids served to embitter the sailors.", "embitter"),
    ],
)
def test_word_is_the_verb_of_its_clause(text: str, word: str) -> None:
    """A clause that has no other verb has this one."""
    assert parse(text).verb_at(text.index(word)) is not None


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Greece sent two more attacks to the coast.", "attacks"),
        ("Further attacks that had failed were not told.", "attacks"),
        ("Calls for a truce came from Rhodes.", "Calls"),
        ("Norway agreed that arms control was needed.", "control"),
        ("Norway took disputed land.", "disputed"),
        ("On the advice of other powers attack is forbidden.", "attack"),
    ],
)
def test_word_is_a_noun_where_the_clause_has_its_verb(text: str, word: str) -> None:
    """What another verb is told of, or what it takes, is none itself."""
    assert parse(text).verb_at(text.index(word)) is None


def test_contracted_denial_is_one() -> None:
    """didn't is did and not."""
    frame = verb("Greece didn't recognise Turkey.", "recognise")
    assert frame.vg is not None
    assert frame.vg.negated
    assert names(frame, "agent") == ["Greece"]


def test_wish_is_no_act_that_others_go_on_with() -> None:
    """What is demanded of one stands apart: the verb behind `and` is told of who demanded it."""
    text = "Greece demanded that Turkey recognise the coast, and invited Norway."
    frame = verb(text, "recognise")
    assert frame.vg is not None
    assert frame.vg.modal == "should"
    assert names(verb(text, "invited"), "agent") == ["Greece"]


def test_name_behind_a_fronted_phrase_is_the_subject() -> None:
    """In `On Albania Venizelos ...` Albania is what it is about."""
    assert names(verb("On Albania Venizelos met Nansen.", "met"), "agent") == ["Venizelos"]
    assert names(verb("On Albania and Norway the Greeks met Nansen.", "met"), "agent") == ["the Greeks"]


@pytest.mark.parametrize(
    "text",
    [
        "Norway and Sweden signed a treaty in May 1921. The treaty comes into force upon its ratification.",
        "In May 1921 Norway offered Sweden the words: “both parties undertake to keep the strait open.”",
    ],
)
def test_provision_is_no_act(text: str) -> None:
    """When something is to happen, and the wording of a draft, tell of nothing done."""
    assert not {"enter-into-force", "agree"} & {e["action"] for e in records(read(text), "events")}
