"""Treaties with which a text goes on behind one of their kind, and the entries of a register beside each other."""

from __future__ import annotations

from typing import Any

import pytest

from tests.stages.extract.reading import read, records


def treaties(text: str, genre: str = "essay") -> dict[str, tuple[str | None, set[str]]]:
    found: list[dict[str, Any]] = list(records(read(text, genre), "treaties"))
    return {str(t["name"]): (t.get("signed"), {p["actor_id"] for p in t["party"]}) for t in found}


NORWAY, DENMARK = {"sweden", "norway"}, {"sweden", "denmark"}


@pytest.mark.parametrize(
    "text",
    [
        "Sweden signed two trade treaties, one with Norway in 1924 and another with Denmark in 1926.",
        "Sweden signed a trade treaty with Norway in 1924; that with Denmark was signed in 1926.",
        "Sweden signed a trade treaty with Norway in 1924. The one with Denmark was signed in 1926.",
        "Sweden concluded a trade treaty with Norway in 1924, and with Denmark in 1926.",
    ],
)
def test_each_treaty_that_a_text_goes_on_with_has_its_year_and_the_one_who_made_them(text: str) -> None:
    found = treaties(text)
    assert sorted(found.values(), key=str) == sorted([("1924", NORWAY), ("1926", DENMARK)], key=str)
    assert found["trade treaty with Denmark"] == ("1926", DENMARK)


def test_a_peace_is_made_with_each_on_its_day() -> None:
    found = treaties("Peace with Norway was made at Bergen on 9 February 1801, with Denmark at Oslo on 27 March 1802.")
    assert found["Peace with Norway"][0] == "1801-02-09"
    assert found["Peace with Denmark"][0] == "1802-03-27"


def test_what_is_signed_in_one_year_is_no_peace_of_another() -> None:
    found = treaties("A peace was signed in Bergen on 15 May 1796. On 7 July 1807 they signed a treaty of peace at Oslo.")
    assert {signed for signed, _ in found.values()} == {"1796-05-15", "1807-07-07"}


REGISTER = (
    "1. Norway and Sweden. Treaty of arbitration. Signed at Oslo, 5 February 1919.\n"
    "2. Finland and Estonia. Arbitration treaty. Signed at Helsinki, 12 December 1925.\n"
    "3. Exchange of notes between Sweden and Denmark regarding visas. Copenhagen, 14 March 1930.\n"
)


def test_each_entry_of_a_register_has_a_treaty_of_its_own() -> None:
    assert treaties(REGISTER) == {
        "Treaty of arbitration": ("1919-02-05", {"norway", "sweden"}),
        "Arbitration treaty": ("1925-12-12", {"finland", "estonia"}),
        "Exchange of notes between Sweden and Denmark regarding visas": ("1930-03-14", {"sweden", "denmark"}),
    }


def test_the_title_of_a_record_in_a_numbered_volume_is_no_treaty() -> None:
    text = "12. Memorandum of a Conversation, Foreign Ministry\n\nOslo, 4 May 1955.\n\nThe minister spoke of the weather."
    assert treaties(text, "record-of-conversation") == {}


def test_notes_are_exchanged_on_their_day() -> None:
    found = treaties("The notes exchanged at Oslo on 4 May 1925 between Norway and Denmark opened the banks.")
    assert found["notes exchanged"] == ("1925-05-04", {"norway", "denmark"})


@pytest.mark.parametrize(
    "text",
    [
        "The Coast Treaty was signed in Oslo on 4 May 1949 by four states: Norway, Sweden, Denmark and Iceland.",
        "On 4 May 1949 the Coast Treaty was signed at Oslo by the envoys of Norway, Sweden, Denmark and Iceland.",
    ],
)
def test_those_whom_a_list_counts_signed(text: str) -> None:
    assert treaties(text) == {"Coast Treaty": ("1949-05-04", {"norway", "sweden", "denmark", "iceland"})}


def test_who_gave_by_a_treaty_and_to_whom_are_its_parties() -> None:
    text = "The Treaty of Westport, of 14 January 1814, by which Denmark ceded the islands to Sweden, was widely read."
    assert treaties(text)["Treaty of Westport"] == ("1814-01-14", {"denmark", "sweden"})


def test_a_treaty_of_many_is_not_of_the_two_of_whom_a_text_is() -> None:
    text = "Norway and Sweden met at Oslo. Norway was glad, and so was Sweden. The conference also produced the Five-Power Naval Treaty."
    assert treaties(text)["Five-Power Naval Treaty"][1] == set()


def test_an_entry_of_a_chronicle_makes_an_alliance_in_the_present() -> None:
    text = "29 May 1912. Norway and Sweden conclude a defensive alliance.\n\n3 June 1912. Norway wants to conclude a naval alliance.\n"
    assert treaties(text, "chronicle") == {"defensive alliance": ("1912-05-29", {"norway", "sweden"})}


def test_those_who_talk_name_an_agreement_by_what_it_is_about_and_where_it_was_signed() -> None:
    text = "Geneva, 12 July 1954. Mr. Berg said that the agreement on a common labour market signed in Copenhagen on 22 May would be kept."
    assert treaties(text, "record-of-conversation")["agreement on a common labour market"][0] == "1954-05-22"


def test_the_agreement_is_none_that_a_plural_takes_together() -> None:
    text = "They signed fishing agreements with Norway and Sweden. Mr. Berg said that the agreement would not be renewed."
    (t,) = records(read(text), "treaties")
    assert all("would not" not in quote for quote in t["quotes"])


def test_an_agreement_on_a_land_is_told_by_it() -> None:
    text = "Norway and Sweden met at Oslo in May 1935, and they reached an agreement on Cyprus."
    assert "agreement on Cyprus" in treaties(text)


def test_a_town_that_was_signed_is_a_treaty() -> None:
    text = "Rapallo, signed on 16 April 1922, brought Norway and Sweden together. In Locarno, signed letters lay on the table."
    assert treaties(text) == {"Rapallo": ("1922-04-16", {"norway", "sweden"})}
