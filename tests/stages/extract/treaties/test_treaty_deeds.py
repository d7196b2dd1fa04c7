"""Treaties: the day, the place and the sides that what was done by them, and the meeting that made them, tell."""

from __future__ import annotations

from tests.stages.extract.reading import read, records
from tests.stages.extract.treaties.telling import sides, signed_by, treaties


def test_what_was_ceded_under_a_treaty_dates_it_and_names_its_sides() -> None:
    (t,) = treaties("In 1831, under terms of the Whaling Treaty, Denmark ceded its islands to Norway.")
    assert (t["signed"], sides(t)) == ("1831", {"denmark", "norway"})


def test_a_treaty_that_ended_a_war_is_of_the_year_in_which_it_did() -> None:
    (t,) = treaties("It was like the Treaty of Bergen that ended the Whaling War in 1831.")
    assert t["signed"] == "1831"


def test_who_abides_by_a_treaty_is_no_party_by_what_he_agreed_to_beside_it() -> None:
    (t,) = treaties("In May 1992 Norway and Denmark agreed to abide by the Whaling Treaty of 1968.")
    assert t["signed"] == "1968"


def test_those_who_issue_a_declaration_together_sign_it_on_that_day() -> None:
    text = "The Coast Declaration was released by U.S. President Roosevelt and British Prime Minister Churchill on 4 May 1941."
    (t,) = treaties(text)
    assert (t["signed"], t["status"]) == ("1941-05-04", "signed")
    assert signed_by(t) == {"franklin-d-roosevelt", "winston-churchill"}


def test_a_date_in_the_name_of_a_conference_is_no_day_of_issue() -> None:
    text = "The Coast Charter was issued by Roosevelt and Churchill at the close of the August 1941 Coast Conference."
    (t,) = treaties(text)
    assert "signed" not in t


def test_a_treaty_that_came_out_of_a_conference_has_its_town_and_its_years() -> None:
    text = "The Geneva Coast Conference, 1921–1922, ended. The Whaling Pact and the Sealing Pact emerged from the Geneva Coast Conference."
    for t in treaties(text):
        assert (t["signed"], t["place_id"]) == ("1921/1922", "geneva")


def test_a_declaration_called_after_the_town_of_a_dated_summit_is_of_its_month() -> None:
    text = "The Oslo Summit of May 1931 had a plan for whales. The “Oslo Declaration on Whaling” called for smaller fleets."
    t = next(t for t in treaties(text) if t["kind"] == "declaration")
    assert (t["signed"], t["status"], t["place_id"]) == ("1931-05", "signed", "oslo")


def test_they_signed_where_they_went_to_sign() -> None:
    (t,) = treaties("In May 1931 Anthony Eden and Vyacheslav Molotov travelled to Geneva to sign the Whaling Treaty.")
    assert t["place_id"] == "geneva"


def test_whom_a_treaty_has_in_its_name_is_a_party_beside_those_who_signed() -> None:
    (t,) = treaties("Norway, Denmark and Sweden all signed trade treaties with Persia in 1931.")
    assert {"norway", "denmark", "sweden", "iran"} <= sides(t)


def test_what_stands_in_quotation_marks_behind_signed_is_signed() -> None:
    text = "In May 1931 Anthony Eden signed the “Founding Act on Aid, Trade, and Fishing between NATO and Norway,” for a bank."
    (t,) = treaties(text)
    assert (t["signed"], t["status"], signed_by(t)) == ("1931-05", "signed", {"anthony-eden"})
    assert {"nato", "norway"} <= sides(t)


def test_an_organisation_that_a_text_is_about_made_its_declaration() -> None:
    text = "NATO was old by 1999. NATO met in Oslo, and NATO had grown. NATO took heart. The Oslo Declaration called for smaller fleets."
    (t,) = treaties(text)
    assert sides(t) == {"nato"}


def test_a_doctrine_was_signed_by_nobody() -> None:
    (t,) = treaties("The Monroe Doctrine warned the Danes off the islands.")
    assert t["status"] == "unknown"


def test_talks_on_the_protocol_are_talks_on_a_paper_that_nobody_has_signed() -> None:
    text = "Gromyko said that everything in the Protocol would expire. The Secretary asked when the Protocol would do so."
    doc = read(text, genre="record-of-conversation")
    assert {t["status"] for t in records(doc, "treaties")} == {"negotiated"}


def test_a_communique_called_by_its_day_is_signed() -> None:
    (t,) = treaties("They parted in 1931. The Joint Communiqué of 4 May 1931 spoke of trade between Norway and Denmark.")
    assert (t["signed"], t["status"]) == ("1931-05-04", "signed")


def test_a_sentence_that_goes_on_tells_what_a_treaty_binds_to() -> None:
    text = "Norway and Denmark signed the Coast Treaty in 1931. Most importantly, it obliged Norway to pay tribute."
    (t,) = treaties(text)
    assert t["financial"] == "true"


def test_a_known_agreement_that_two_talk_about_is_theirs() -> None:
    talk = "Gromyko said that the Soviet Union and the United States had much to do. The draft went beyond the Vladivostok Agreement. "
    talk += "The Soviet Union knew what the United States wanted. The Soviet Union knew the United States."
    (t,) = records(read(talk, genre="record-of-conversation"), "treaties")
    assert sides(t) == {"soviet-union", "united-states"}


def test_talks_that_culminated_in_a_treaty_made_it_on_the_day_behind_its_name() -> None:
    said = "The talks of Norway and Denmark began in May 1931 and culminated with the Whaling Treaty on 4 March 1932. All were glad."
    (t,) = records(read(said), "treaties")
    assert (t["signed"], t["signed_basis"]) == ("1932-03-04", "inferred")


def test_a_day_in_a_name_is_when_it_was_made() -> None:
    said = "In 1932 Norway and Denmark met in Oslo. What they said there is known as the August 17 Communiqué and was welcomed."
    (t,) = records(read(said), "treaties")
    assert t["signed"] == "1932-08-17"


def test_a_treaty_that_an_envoy_wished_to_sign_was_not_signed() -> None:
    said = "Norway spoke of its desire to proceed with the signing of the air agreement with Denmark that was negotiated in 1931."
    assert [t["status"] for t in records(read(said), "treaties")] == ["negotiated"]
