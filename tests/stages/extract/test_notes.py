"""Notes that leave auxiliaries and subjects out: Envoy arrested. Recalls its envoy; breaks with Norway."""

from __future__ import annotations

import pytest

from tests.stages.extract.reading import event, read, records, who


@pytest.mark.parametrize(
    ("text", "action", "role", "actor"),
    [
        ("Oct 1768: Norwegian minister Karl Berg imprisoned.", "arrest", "target", "norway"),
        ("25 May 1963: NATO founded at Lima.", "establish", "target", "nato"),
        ("September 1974: Emperor Haile Selassie deposed.", "leave-office", "target", "haile-selassie"),
        ("March 1939: Norwegian ports occupied; Sweden protests.", "occupy", "target", "norway"),
        ("Norwegian offer rejected by Sweden, 25 March 1952.", "reject", "source", "sweden"),
    ],
)
def test_a_passive_without_its_auxiliary_is_one(text: str, action: str, role: str, actor: str) -> None:
    assert actor in who(event(text, action), role)


@pytest.mark.parametrize(
    "text",
    [
        "In May 1912 Norway rejected the Swedish offer.",
        "In May 1912 the Swedish offer, which Norway rejected, lapsed.",
        "In May 1912 Norway rejected without delay what Sweden offered.",
    ],
)
def test_who_rejects_is_no_passive(text: str) -> None:
    assert who(event(text, "reject"), "source") == {"norway"}


@pytest.mark.parametrize(
    "text",
    [
        "Norway leaves the talks in May 1963. Breaks relations with Sweden in June 1963.",
        "In May 1963 Norway leaves the talks; breaks relations with Sweden in June 1963.",
        "Nov 1977: Norway expels Danish advisers, denounces the pact of 1974, breaks with Sweden.",
    ],
)
def test_a_note_without_a_subject_goes_on_with_the_one_before(text: str) -> None:
    found = event(text, "break-relations")
    assert (who(found, "source"), who(found, "target")) == ({"norway"}, {"sweden"})


def test_a_noun_that_looks_like_a_verb_opens_no_note() -> None:
    found = records(read("Norway leaves the talks in May 1963; demands for its return are heard in Sweden."), "events")
    assert all("norway" not in who(e, "source") for e in found if e["action"] == "demand")


@pytest.mark.parametrize(
    ("text", "action", "role", "actor"),
    [
        ("7 May 1949: Dutch agree to leave the port.", "agree", "source", "netherlands"),
        ("May 1947: pact initialled. Netherlands recognises Peru.", "recognize", "source", "netherlands"),
        ("May 1947: USSR recalls its envoy from Peru.", "break-relations", "source", "soviet-union"),
        ("Feb 1956: Norway leaves the union; August: repudiates the pact with Sweden.", "denounce-treaty", "source", "norway"),
        ("Norway independent since 1 July 1960. Breaks relations with Sweden in March 1963.", "break-relations", "source", "norway"),
        ("July 1977: Norway suspends its deliveries, airlifts weapons to Sweden.", "supply", "target", "sweden"),
    ],
)
def test_who_acts_in_notes(text: str, action: str, role: str, actor: str) -> None:
    assert actor in who(event(text, action), role)


def test_what_is_suspended_is_not_given() -> None:
    found = records(read("In May 1950 Norway suspended its arms deliveries to Peru."), "events")
    assert not any(e["action"] in ("supply", "aid") for e in found)


def test_a_motion_that_is_defeated_is_no_battle() -> None:
    found = records(read("Nov 1957: Norwegian resolution on Peru defeated."), "events")
    assert not any(e["action"] == "battle" for e in found)


def test_the_notes_of_a_message_are_on_the_one_who_wrote_it() -> None:
    text = "3. Berlin, 16 August 1939. Joachim von Ribbentrop to Vyacheslav Molotov. Accepts all three points. Proposes a pact to Denmark."
    told = {e["action"]: who(e, "source") for e in records(read(text), "events")}
    assert told["accept"] == told["propose"] == {"germany", "joachim-von-ribbentrop"}


def test_who_is_told_to_leave_is_expelled() -> None:
    told = event("In May 1927 Norway told the Danish envoy to leave.", "expel")
    assert who(told, "source") == {"norway"} and who(told, "target") == {"denmark"}
    assert not [e for e in records(read("In May 1927 Norway asked Sweden to leave the matter open."), "events") if e["action"] == "expel"]
