"""Who fights where histories of wars do not say it again: the two sides of the war that they tell of."""

from __future__ import annotations

import pytest

from tests.stages.extract.reading import event, read, records, who

WAR = "Norway declared war on Sweden in May 1848. "
UNSAID = [
    ("Fighting was resumed on 3 February 1849.", "battle"),
    ("Shots were exchanged at Westport in March 1849.", "battle"),
    ("A skirmish at Westport in April 1849 changed nothing.", "battle"),
    ("After a lull hostilities ceased on 3 December 1849.", "armistice"),
    ("The guns fell silent on 3 December 1849.", "armistice"),
]


@pytest.mark.parametrize(("text", "action"), UNSAID)
def test_fighting_that_nobody_is_named_for_goes_on_between_the_two_sides(text: str, action: str) -> None:
    assert who(event(WAR + text, action), "party") == {"norway", "sweden"}


STRUCK = [
    ("Stockholm was occupied in March 1849.", "occupy"),
    ("Stockholm fell on 3 March 1849.", "occupy"),
    ("Paratroopers landed at Stockholm in March 1849.", "invade"),
]


@pytest.mark.parametrize(("text", "action"), STRUCK)
def test_a_town_is_taken_from_the_side_whose_it_is(text: str, action: str) -> None:
    found = event(WAR + text, action)
    assert (who(found, "source"), who(found, "target")) == ({"norway"}, {"sweden"})


def test_a_town_that_nothing_makes_known_is_taken_from_whoever_was_struck_last() -> None:
    found = event(WAR + "Vallholm fell on the 25th.", "occupy")
    assert (who(found, "source"), who(found, "target"), found["date"]) == ({"norway"}, {"sweden"}, "1848-05-25")


NOBODY = [
    (WAR + "Prices fell in March 1849.", "occupy"),
    (WAR + "Before the outbreak of hostilities in 1847, trade had flourished.", "battle"),
    (WAR + "In March 1849 strange rebels attacked a fort.", "attack"),
    (WAR + "In March 1849 some officers who worked in Europe clashed on pay.", "battle"),
    ("Norway sent envoys to Sweden. Fighting was resumed on 3 February 1849.", "battle"),
]


@pytest.mark.parametrize(("text", "action"), NOBODY)
def test_nobody_fights_where_no_war_is_told_of_or_others_are_meant(text: str, action: str) -> None:
    assert action not in {e["action"] for e in records(read(text), "events")}


def test_government_troops_are_of_the_state_that_a_text_is_about() -> None:
    text = "Norway was at war with rebels in 1848, and Norway called for help from Norway’s neighbour. In May federal troops took Vallholm."
    assert who(event(text, "occupy"), "source") == {"norway"}
