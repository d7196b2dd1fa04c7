"""Acts by the class of their verb, each told in a sentence of our own."""

from __future__ import annotations

import pytest

from tests.stages.extract.reading import event, read, records, who


@pytest.mark.parametrize(
    ("text", "action", "actor"),
    [
        ("In May 1921 the envoys of Norway failed to broker a settlement.", "fail", "norway"),
        ("In May 1921 Norway ended its war with Sweden in a convention.", "agree", "norway"),
        ("In May 1921 Norway ended its protectorate over Iceland.", "withdraw", "norway"),
        ("In May 1921 Iceland declared itself sovereign.", "other", "iceland"),
        ("In May 1921 Norway declared the islands part of its realm.", "annex", "norway"),
        ("In May 1921 Norway joined the monetary union.", "join-organization", "norway"),
        ("In May 1921 the rebels drove Norway from the town.", "expel", "norway"),
        ("In May 1921 Norway sent out a call for a boycott.", "request", "norway"),
        ("In May 1921 Norway held trials of the officers.", "other", "norway"),
        ("In May 1921 Norway followed the Swedish example.", "accede", "norway"),
        ("In May 1921 Norway acquired the right to fish off Iceland.", "concede", "norway"),
        ("In May 1921 Norway expressed regret for the Swedish losses.", "concede", "norway"),
        ("In May 1921 Norway equipped the Swedish army.", "supply", "norway"),
        ("In May 1921 Norway bought arms from Sweden.", "supply", "norway"),
        ("In May 1921 Norway borrowed two million crowns from Sweden.", "lend", "norway"),
        ("In May 1921 Norway compensated Sweden for the loss.", "concede", "norway"),
        ("In May 1921 Norway exchanged captives with Sweden.", "concede", "norway"),
        ("In May 1921 Norway contributed troops to the Swedish army.", "mobilize", "norway"),
        ("In May 1921 the Norwegian parliament debated the question for a week.", "negotiate", "norway"),
        ("In May 1921 Norway drew up a list of conditions.", "propose", "norway"),
        ("In May 1921 Norway escorted Swedish ships.", "mobilize", "norway"),
        ("In May 1921 Norway extended its jurisdiction over Iceland.", "occupy", "norway"),
        ("In May 1921 Norway invoked the old statute against Sweden.", "other", "norway"),
        ("In May 1921 Norway joined the war against Sweden.", "declare-war", "norway"),
        ("In May 1921 Norway came out against the Swedish plan.", "reject", "norway"),
        ("In May 1921 Norway signalled its readiness to talk to Sweden.", "propose", "norway"),
    ],
)
def test_acts_by_the_class_of_their_verb(text: str, action: str, actor: str) -> None:
    found = [e for e in records(read(text), "events") if e["action"] == action]
    assert any(actor in {p["actor_id"] for p in e["participant"]} for e in found)


@pytest.mark.parametrize("verb", ["condemned", "responded to", "survived", "feared", "investigated"])
def test_who_meets_an_act_does_not_do_it(verb: str) -> None:
    assert who(event(f"In May 1921 Norway {verb} the invasion of Iceland.", "invade"), "source") == set()


def test_what_one_does_instead_of_an_act_is_not_that_act() -> None:
    assert event("In May 1921, instead of recognising Sweden, Norway sent troops.", "recognize")["realis"] == "negated"
