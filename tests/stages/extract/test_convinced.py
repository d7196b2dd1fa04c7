"""Steps that one is talked into, what is said of the past, and who acts where a clause names only whom it is led by, or nobody."""

from __future__ import annotations

import pytest

from tests.stages.extract.reading import event, read, records, who


def actions(text: str) -> list[str]:
    """The actions that a text tells, in order."""
    return [e["action"] for e in records(read(text), "events")]


@pytest.mark.parametrize(
    ("text", "action", "actor"),
    [
        ("In May 1921 Norway persuaded Sweden to accept a loan.", "request", "norway"),
        ("In May 1921 Norway convinced Sweden that it should leave the port.", "request", "norway"),
        ("In May 1921 Norway suspended its treaty obligations toward Sweden.", "denounce-treaty", "norway"),
        ("In May 1921 Norway sent military instructors to Sweden.", "aid", "norway"),
        ("In May 1921 Norway proposed a solution for the strait.", "propose", "norway"),
        ("In May 1921 Norway impounded two Danish frigates.", "raid", "norway"),
    ],
)
def test_acts(text: str, action: str, actor: str) -> None:
    assert who(event(text, action), "source") == {actor}


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("In May 1921 Norway convinced Sweden that the winter was long.", "request"),
        ("In May 1921 the ministers of Norway were convinced that Sweden was weak.", "request"),
        ("In May 1921 the plan that Sweden persuaded Norway to abandon failed.", "withdraw"),
        ("In May 1921 the Norwegian envoy recalled that the President of Peru had spoken.", "leave-office"),
        ("In May 1921 Norway took in escaped slaves.", "other"),
    ],
)
def test_opinions_and_what_is_told_of_the_past_are_no_acts(text: str, action: str) -> None:
    assert action not in actions(text)


def test_those_whom_a_state_leads_attack_once() -> None:
    assert actions("In May 1921 a coalition led by Norway attacked Sweden.") == ["attack"]


def test_who_lands_in_a_state_is_not_its_own_army() -> None:
    text = "In May 1921 Norway attacked Sweden. More forces landed at Stockholm in June."
    assert all("sweden" not in who(e, "source") for e in records(read(text), "events"))
