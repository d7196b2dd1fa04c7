"""What talks and letters only consider doing, and who is meant in them where nobody is named, read from texts of our own."""

from __future__ import annotations

import pytest

from tests.stages.extract.test_talks import letter, read, record, telegram, told, who

FIRST = "Ambassador Dobrynin spoke first."


@pytest.mark.parametrize(("sentence", "action", "realis"), [
    ("We should propose a conference on the ports to Norway.", "propose", "proposed"),
    ("Norway was willing to accept the offer of Denmark.", "accept", "proposed"),
    ("Norway would like to invite Willy Brandt to Oslo.", "invite", "proposed"),
    ("They looked forward to meeting Willy Brandt in Oslo.", "meet", "proposed"),
    ("If Norway rejected the offer of Denmark, the ports would stay shut.", "reject", "hypothetical"),
    ("Norway and Denmark could agree to share the ports.", "agree", "hypothetical"),
])
def test_what_a_telegram_considers_is_no_act_yet(sentence: str, action: str, realis: str) -> None:
    assert realis in {e["realis"] for e in told(telegram(sentence), action)}


@pytest.mark.parametrize(("sentence", "action"), [
    ("Norway refused to accept the offer of Denmark.", "accept"),
    ("The unwillingness of Norway to sign the treaty was known.", "sign"),
    ("He said that Norway asked Denmark to accept the offer.", "accept"),
])
def test_what_somebody_will_not_do_or_is_asked_for_is_told_by_its_own_word(sentence: str, action: str) -> None:
    assert not told(record(FIRST, sentence), action)


def test_proposals_of_nobody_named_are_of_those_who_talk() -> None:
    (event,) = told(record(FIRST, "They turned to the proposals of last week."), "propose")
    assert who(event) == {"soviet-union", "united-states"}


def test_papers_handed_over_are_known_where_they_are_only_spoken_of() -> None:
    (event,) = told(telegram("The note that Karamanlis gave to Willy Brandt was short."), "correspond")
    assert {"constantine-karamanlis", "willy-brandt"} <= who(event)


def test_the_reader_of_a_letter_that_goes_to_a_post_is_the_government_there() -> None:
    title = "Telegram From the Department of State to the Embassy in Greece"
    passed_on = ("Deliver the following at once.", "Dear Mr. Minister:", "We have received your letter of May 1.")
    doc = read(title, "Washington, May 3, 1957.", *passed_on)
    assert any({"greece", "united-states"} <= who(e) for e in told(doc, "correspond"))


def test_what_a_writer_announces_is_an_act() -> None:
    assert told(letter("We have published the text of the note."), "publish")
