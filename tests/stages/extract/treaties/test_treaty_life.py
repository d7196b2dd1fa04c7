"""Treaties told of without their sides, taken up with `it`, or set beside older ones of the same kind."""

from __future__ import annotations

import pytest

from tests.stages.extract.reading import read, records
from tests.stages.extract.treaties.telling import sides, treaties

TRADE = "Norway and Sweden signed a trade agreement on 4 May 1931."
NORWAY_AND_SWEDEN = {"norway", "sweden"}


def signings(text: str) -> list[tuple[str | None, set[str]]]:
    events = [e for e in records(read(text), "events") if e["action"] == "sign"]
    return [(e.get("date"), {p["actor_id"] for p in e["participant"]}) for e in events]


@pytest.mark.parametrize(
    "text",
    [
        "Norway and Sweden fought a short war in 1905. A peace treaty was signed in Paris on 3 May 1906.",
        "The ministers of Norway and Sweden met in Oslo in 1905. The two parties signed an agreement on 3 May 1906.",
        "Norway and Sweden negotiated for months. The Coast Treaty, concluded in Paris on 3 May 1906, opened the ports.",
        "Norway attacked Sweden in 1904. The war lasted a year. The treaty of peace was signed in Paris on 3 May 1906.",
    ],
)
def test_who_fought_or_met_right_before_signed_a_treaty_of_nobody(text: str) -> None:
    (t,) = treaties(text)
    assert sides(t) == NORWAY_AND_SWEDEN
    assert signings(text) == [("1906-05-03", NORWAY_AND_SWEDEN)]


@pytest.mark.parametrize(
    "text",
    [
        "Norway attacked Sweden in 1904, and Denmark sent ships. A peace treaty was signed in Paris on 3 May 1906.",
        "Norway and Sweden met in 1905. Denmark was glad. A peace treaty was signed in Paris on 3 May 1906.",
        "Norway and Sweden met in 1905. The workers signed an agreement on 3 May 1906.",
        "Norway and Sweden met in 1905. An agreement was signed with the workers on 3 May 1906.",
    ],
)
def test_where_others_are_told_of_nobody_is_guessed(text: str) -> None:
    (t,) = treaties(text)
    assert sides(t) == set()


def test_a_treaty_of_something_between_two_is_one_of_its_own() -> None:
    text = "Denmark and Norway signed a convention on fisheries on 5 May 1927. "
    text += "The treaty of friendship between Italy and Greece was concluded at Rome on 23 September 1928."
    first, second = treaties(text)
    assert (first["signed"], sides(first)) == ("1927-05-05", {"denmark", "norway"})
    assert (second["name"], second["signed"]) == ("treaty of friendship between Italy and Greece", "1928-09-23")
    assert (sides(second), second["place_id"]) == ({"italy", "greece"}, "rome")


@pytest.mark.parametrize(
    "later",
    [
        "The treaty of peace was signed in Oslo on 12 March 1940.",
        "The treaty was signed in Oslo on 12 March 1940.",
        "By the treaty, signed in Oslo on 12 March 1940, the islands were divided.",
        "War came in January 1940. The treaty of peace was signed there on the night of March 12.",
    ],
)
def test_a_treaty_signed_on_another_day_is_none_told_of_before(later: str) -> None:
    found = treaties(f"Norway signed a treaty of friendship with Sweden on 2 December 1939. {later}")
    assert [t["signed"][:10] for t in found] == ["1939-12-02", "1940-03-12"]


def test_the_day_of_its_signing_told_again_opens_no_other_treaty() -> None:
    (t,) = treaties("Norway and Sweden signed a trade treaty in May 1931. The treaty was signed in Oslo on 4 May 1931.")
    assert sides(t) == NORWAY_AND_SWEDEN


def test_the_day_of_a_ratification_is_none_of_the_signing() -> None:
    (t,) = treaties("Norway had ratified the Fisheries Convention on 3 April 1960. Sweden had not done so.")
    assert "signed" not in t


@pytest.mark.parametrize(
    ("said", "action", "date", "realis"),
    [
        ("It was renewed in 1933.", "renew", "1933", "actual"),
        ("It was not renewed in 1936.", "renew", "1936", "negated"),
        ("It was ratified on 5 June 1931.", "ratify", "1931-06-05", "actual"),
        ("It entered into force on 6 June 1931.", "enter-into-force", "1931-06-06", "actual"),
    ],
)
def test_it_is_the_treaty_of_the_sentence_before(said: str, action: str, date: str, realis: str) -> None:
    (e,) = [e for e in records(read(f"{TRADE} {said}"), "events") if e["action"] == action]
    assert (e["treaty_id"], e["date"], e["realis"]) == ("t1", date, realis)
    assert {p["actor_id"] for p in e["participant"]} == NORWAY_AND_SWEDEN


@pytest.mark.parametrize("said", ["It expired in 1936.", "The agreement lapsed in 1936."])
def test_a_treaty_that_lapsed_has_ended(said: str) -> None:
    (t,) = treaties(f"{TRADE} {said}")
    assert t["terminated"] == "1936"


def test_a_truce_that_took_effect_is_of_those_who_fought() -> None:
    text = "Norway and Sweden fought in Denmark in 1874. A ceasefire came into effect on 20 August 1874."
    (t,) = treaties(text)
    assert (t["kind"], sides(t), t["in_force"]) == ("armistice", NORWAY_AND_SWEDEN, "1874-08-20")


def test_another_with_another_side_is_a_treaty_of_its_own() -> None:
    text = "Norway signed a trade pact with Sweden in July 1932 and another with Denmark in January 1934."
    assert {t["name"]: (t["signed"], sides(t)) for t in treaties(text)} == {
        "trade pact": ("1932-07", NORWAY_AND_SWEDEN),
        "trade pact with Denmark": ("1934-01", {"norway", "denmark"}),
    }
    assert {date: who for date, who in signings(text)} == {"1932-07": NORWAY_AND_SWEDEN, "1934-01": {"norway", "denmark"}}


@pytest.mark.parametrize(
    "text",
    [
        "Norway and Sweden signed an agreement on 16 October 1900, the so-called Coast Agreement.",
        "Norway and Sweden signed an agreement in Oslo on 16 October 1900, later known as the Coast Agreement.",
    ],
)
def test_the_name_that_an_agreement_is_called_by_is_its_own(text: str) -> None:
    (t,) = treaties(text)
    assert (t["name"], t["signed"]) == ("Coast Agreement", "1900-10-16")


def test_a_month_in_short_form_is_no_part_of_a_name() -> None:
    (t,) = treaties("The Treaty of Alliance of Dec 12, 1943 was signed by Norway and Sweden.")
    assert (t["name"], t["signed"]) == ("Treaty of Alliance", "1943-12-12")


def test_an_alliance_against_somebody_is_a_treaty() -> None:
    (t,) = treaties("Norway and Sweden concluded an alliance directed against Denmark on 1 June 1913.")
    assert (sides(t), t["signed"]) == (NORWAY_AND_SWEDEN, "1913-06-01")


def test_what_a_congress_adopts_has_its_day() -> None:
    (t,) = treaties("On 16 April 1856 the congress adopted the Declaration of Oslo.")
    assert (t["status"], t["signed"]) == ("signed", "1856-04-16")


def test_who_stands_behind_a_number_of_states_signed_with_them() -> None:
    text = "The Coast Convention, signed on 3 August 1977 by thirty-three European states, Norway, and Sweden, was the end of Danish hopes."
    (t,) = treaties(text)
    assert sides(t) == NORWAY_AND_SWEDEN


def test_what_a_treaty_is_on_may_have_a_word_for_a_treaty() -> None:
    (t,) = treaties("The Treaty on the Final Settlement with Respect to Norway was signed in Oslo on 12 September 1990.")
    assert (t["name"], t["kind"]) == ("Treaty on the Final Settlement with Respect to Norway", "treaty")


def test_two_treaties_may_be_both_of_one_day() -> None:
    found = treaties("The conference produced the Coast Treaty and the Whaling Treaty, both of 6 February 1922.")
    assert [(t["name"], t["signed"]) for t in found] == [("Coast Treaty", "1922-02-06"), ("Whaling Treaty", "1922-02-06")]


def test_whom_a_treaty_bound_are_its_sides() -> None:
    (t,) = treaties("The Treaty of Mutual Guarantee bound Norway, Sweden, and Denmark not to attack one another.")
    assert sides(t) == {"norway", "sweden", "denmark"}


def test_a_day_that_opens_the_sentence_is_that_on_which_a_treaty_lapsed() -> None:
    (t,) = treaties("In 1936 the trade agreement between Norway and Sweden lapsed, and nobody wept.")
    assert t["terminated"] == "1936"


def test_one_signed_in_a_later_year_is_a_new_one() -> None:
    found = treaties("Norway and Sweden signed a trade agreement in 1931. In 1935 a trade agreement was signed by Norway and Denmark.")
    assert [(t["signed"], sides(t)) for t in found] == [("1931", NORWAY_AND_SWEDEN), ("1935", {"norway", "denmark"})]


def test_one_talked_of_and_signed_in_a_later_year_is_the_same() -> None:
    (t,) = treaties("Norway and Sweden negotiated a trade agreement in 1931. On 4 May 1932 they signed a trade agreement.")
    assert (t["signed"], sides(t)) == ("1932-05-04", NORWAY_AND_SWEDEN)


@pytest.mark.parametrize(
    "said",
    [
        "Parliament approved it in June, and it came into force on 6 July 1931.",
        "Sweden ratified it on 2 July; it finally entered into force on 6 July 1931.",
    ],
)
def test_it_that_comes_into_force_within_a_sentence_is_the_treaty_told_of(said: str) -> None:
    (t,) = treaties(f"Norway and Sweden signed the Oslo Treaty on 4 May 1931. {said}")
    assert (t["in_force"], sides(t)) == ("1931-07-06", NORWAY_AND_SWEDEN)


@pytest.mark.parametrize(
    "said",
    ["Denmark acceded to it on 24 December.", "Finland waited; Denmark acceded on 24 December.", "Denmark adhered to it in summer."],
)
def test_who_accedes_to_it_joins_the_treaty_told_of_and_did_not_sign_it(said: str) -> None:
    text = f"Norway and Sweden signed the Oslo Pact on 4 January 1931. {said}"
    (t,) = treaties(text)
    assert sides(t) == {*NORWAY_AND_SWEDEN, "denmark"}
    assert signings(text) == [("1931-01-04", NORWAY_AND_SWEDEN)]


def test_what_comes_into_force_as_it_is_the_law_told_of_between() -> None:
    law = "Both met again. Norway passed a law, and it came into force in 1936."
    (t,) = treaties(f"Norway and Sweden signed the Oslo Pact on 4 May 1931. {law}")
    assert "in_force" not in t


@pytest.mark.parametrize(
    "text",
    [
        "A treaty of commerce, signed on 18 June 1913 by Norway and Sweden, was rejected by the Riksdag.",
        "A new convention, concluded on 18 June 1913 by Norway and Sweden, opened the ports.",
        "An agreement, which was signed on 18 June 1913 by Norway and Sweden, opened the ports.",
    ],
)
def test_a_treaty_of_which_is_told_between_commas_that_it_was_signed(text: str) -> None:
    (t,) = treaties(text)
    assert (t["signed"], t["status"], sides(t)) == ("1913-06-18", "signed", NORWAY_AND_SWEDEN)


def test_a_name_in_full_is_another_of_the_same_treaty() -> None:
    (t,) = treaties(
        "The Northern Treaty, formally the Treaty on the Protection of the Baltic Coasts, was signed by Norway and Sweden on 4 May 1931."
    )
    assert len({t["name"], *t["aliases"]}) == 2


def test_a_peace_is_called_in_small_letters_by_a_town_and_not_by_a_land() -> None:
    found = treaties("By the peace of Tilsit, signed on 7 July 1807, Russia and France were friends; it gave the peace of Europe little.")
    assert [(t["name"], t["signed"]) for t in found] == [("peace of Tilsit", "1807-07-07")]
