"""The treaty that an act is a dealing over, where the act's own phrases name none."""

from __future__ import annotations

import pytest

from flows.stages.extract.events.about import treaty_acts
from schemas.tables.vocabulary import codes
from tests.stages.extract.reading import event, read, records

SIGNED = "On 3 May 1921 Norway and Sweden signed the Oslo Treaty in Oslo. "


def test_only_actions_that_there_are_deal_with_treaties() -> None:
    assert treaty_acts() <= set(codes("actions"))


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("In June 1921 Norway refused to ratify the Oslo Treaty.", "reject"),
        ("In June 1921 Norway and Sweden met to discuss the Oslo Treaty.", "meet"),
        ("In June 1921 Norway asked Sweden to publish the terms of the Oslo Treaty.", "request"),
        ("In June 1921 Norway proposed that Sweden publish the Oslo Treaty.", "propose"),
        ("In June 1921 Norway invited Sweden to talk about a change of the Oslo Treaty.", "invite"),
        ("In June 1921 Norway accused Sweden of breaking the Oslo Treaty.", "accuse"),
    ],
)
def test_an_act_is_about_the_treaty_that_its_complement_names(text: str, action: str) -> None:
    doc = read(SIGNED + text)
    (treaty,) = {m.ref_id for m in doc.mentions if m.kind == "treaty"}
    (found,) = [e for e in records(doc, "events") if e["action"] == action]
    assert found["treaty_id"] == treaty


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("In June 1921 Norway met with Sweden, which had signed the Oslo Treaty.", "meet"),
        ("After the Oslo Treaty, signed in Oslo on 3 May 1921, Norway met with Denmark.", "meet"),
        ("In June 1921 Norway refused to lend money to Sweden after the Oslo Treaty.", "reject"),
        ("In June 1921 Norway attacked Sweden to enforce the Oslo Treaty.", "attack"),
    ],
)
def test_a_treaty_that_is_only_told_beside_an_act_is_not_what_it_is_about(text: str, action: str) -> None:
    (found,) = [e for e in records(read(SIGNED + text), "events") if e["action"] == action]
    assert found.get("treaty_id") is None


def test_talks_are_about_the_treaty_that_comes_of_them_in_their_sentence() -> None:
    text = "After months of negotiations Norway and Sweden signed the Oslo Treaty on 3 May 1921."
    assert event(text, "negotiate")["treaty_id"] == event(text, "sign")["treaty_id"]
