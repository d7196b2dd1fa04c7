"""The treaty that an act is a dealing over, where the act's own phrases name none."""

from __future__ import annotations

import pytest

from flows.stages.extract.events.about import treaty_acts
from schemas.data import rows
from schemas.tables.vocabulary import codes
from tests.stages.extract.reading import event, read, records

SIGNED = "On 3 May 1921 Norway and Sweden signed the Oslo Treaty in Oslo. "


def test_only_actions_that_there_are_deal_with_treaties() -> None:
    assert treaty_acts() <= set(codes("actions"))


@pytest.mark.parametrize("row", rows("rules/treaty_acts"), ids=lambda row: row["action"])
def test_the_example_of_an_act_is_about_the_treaty_that_its_complement_names(row: dict[str, str]) -> None:
    doc = read(f"{SIGNED}In June 1921 {row['example']}")
    (treaty,) = {m.ref_id for m in doc.mentions if m.kind == "treaty"}
    _, *found = records(doc, "events")
    assert treaty in [e.get("treaty_id") for e in found if e["action"] == row["action"]]


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
