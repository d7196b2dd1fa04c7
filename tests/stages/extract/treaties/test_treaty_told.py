"""Treaties without a name of their own that an account tells of: by what they did, their date, those who bound themselves in them."""

from __future__ import annotations

import pytest

from flows.stages.recognise.wording import phrase
from tests.stages.extract.reading import read, records
from tests.stages.extract.treaties.telling import sides, treaties


@pytest.mark.parametrize(
    ("text", "name", "signed"),
    [
        ("In July 1878 Norway concluded an agreement that restored the tariff.", "agreement that restored the tariff", "1878-07"),
        ("Norway signed a treaty giving Denmark the right to fish. It lasted.", "treaty giving Denmark the right to fish", None),
        ("On 2 May 1938 Norway and Denmark put their names to a treaty of trade and limits.", "treaty of trade and limits", None),
        ("In 1856 Norway and Denmark bound themselves in a separate treaty with Sweden.", "separate treaty with Sweden", None),
        ("The protectorate treaty of November 1905 gave Norway the islands.", "protectorate treaty", "1905-11"),
        ("They had parted in 1946; a modus vivendi of 14 September papered over the failure.", "modus vivendi", "1946-09-14"),
        ("In May 1911 a new treaty of commerce with Denmark gave Norway its due.", "new treaty of commerce with Denmark", "1911-05"),
        ("A fisheries treaty with Denmark had abrogated the old duties.", "fisheries treaty with Denmark", None),
        ("It began in a convention of alliance that Berg and Lund signed in Oslo on 4 May 1920.", "convention of alliance", "1920-05-04"),
        ("A treaty with Denmark came in 1926, and Norway was content.", "treaty with Denmark", "1926"),
        ("The chiefs signed a deed of cession in April 1900, and Norway took the islands.", "deed of cession", "1900-04"),
        ("Similar bilateral agreements were signed by Norway with Denmark in July 1937.", "Similar bilateral agreements", "1937-07"),
    ],
)  # fmt: skip
def test_a_treaty_that_is_only_described_is_told_of(text: str, name: str, signed: str | None) -> None:
    (t,) = treaties(text)
    assert name in (t["name"], *t["aliases"])
    assert t.get("signed") == signed or signed is None


@pytest.mark.parametrize(
    "text",
    [
        "A treaty that would help both was what they needed.",
        "They sat in the convention that adopted the constitution.",
        "The agreement followed the war.",
    ],
)
def test_a_clause_behind_a_word_for_treaties_makes_none_by_itself(text: str) -> None:
    assert treaties(text) == []


def test_what_a_clause_says_that_a_treaty_does_ends_where_the_sentence_goes_on() -> None:
    (t,) = treaties("A treaty that conveyed the islands to Norway for $7.5 million was signed in Oslo on 24 October 1867.")
    assert (t["name"], t["signed"]) == ("treaty that conveyed the islands to Norway for $7.5 million", "1867-10-24")


def test_treaties_of_one_town_are_told_apart_by_their_months() -> None:
    text = "By the Oslo Convention of July 1840 Norway gave way. The Treaty of Oslo of March 1871 gave Denmark the isles."
    assert [t["signed"] for t in treaties(text)] == ["1840-07", "1871-03"]


def test_one_word_of_a_long_name_is_not_its_treaty() -> None:
    text = "The Arctic Treaty was signed in 1959. The Convention on the Conservation of Arctic Marine Living Resources followed in 1980."
    assert [t["signed"] for t in treaties(text)] == ["1959", "1980"]


def test_a_name_that_came_later_is_that_of_the_notes() -> None:
    notes = "In an exchange of notes of 18 June 1935 Norway gave way to Denmark."
    (t,) = treaties(f"{notes} The Norwegian-Danish Naval Agreement, as it came to be called, failed.")
    assert "Norwegian-Danish Naval Agreement" in (t["name"], *t["aliases"]) and t["signed"] == "1935-06-18"


def test_a_treaty_is_told_by_its_date_alone_behind_one_of_its_kind() -> None:
    text = "Norway ruled the islands by treaty. That of October 1922, which Denmark had accepted, gave them a king."
    assert ("treaty of October 1922", "1922-10") in {(t["name"], t.get("signed")) for t in treaties(text)}


def test_a_treaty_that_bound_before_is_not_the_one_signed_later() -> None:
    text = (
        "In 1927 Norway invited the signatories of the Coast Treaty to Oslo.\n\nThree years later Norway and Denmark agreed on new ratios. "
        "The treaty, which was signed on 22 April 1930, was to last."
    )
    assert {t.get("signed") for t in treaties(text)} == {None, "1930-04-22"}


def test_one_nations_treaty_is_not_what_others_were_making() -> None:
    text = "The envoys of Norway and Sweden negotiated a whaling convention. The one success was the Danish Whaling Treaty of 1902."
    assert len(treaties(text)) == 2


def test_the_date_that_opens_a_clause_is_that_of_the_treaty_by_which_it_is_done() -> None:
    (t,) = treaties("On 1 July 1890 Norway gave up the isles in the Coast Treaty and was content.")
    assert t["signed"] == "1890-07-01"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norway lost the isles by the Coast Treaty.", {"norway"}),
        ("By the Coast Treaty, signed after a show of force, Norway opened two ports.", {"norway"}),
        ("The Coast Treaty obliged Norway to withdraw its troops.", {"norway"}),
        ("Norway countered with the Coast Treaty.", {"norway"}),
        ("Norway was bound by the Coast Treaty.", set()),
    ],
)
def test_those_who_act_by_a_treaty_or_whom_it_binds_are_its_parties(text: str, expected: set[str]) -> None:
    (t,) = treaties(text)
    assert sides(t) == expected


def test_a_plan_is_told_by_what_it_was_for() -> None:
    (t,) = treaties("In 1948 the ministry of Norway circulated a plan for a condominium over the islands.")
    assert (t["name"], t["status"]) == ("plan for a condominium over the islands", "proposed")
    (t,) = treaties("Karl Berg's plan of 1964, which united the islands, found favour in Oslo.")
    assert t["name"].startswith("Karl Berg's plan")


def test_a_second_treaty_and_one_of_another_age_are_others() -> None:
    text = "Berg concluded a treaty of annexation on 14 February 1893. A second annexation treaty was signed in Oslo on 4 May 1897."
    assert [t["signed"] for t in treaties(text)] == ["1893-02-14", "1897-05-04"]
    text = "In 1854 Berg drew up a treaty of annexation with Denmark. Lund concluded a treaty of annexation on 14 February 1893."
    assert [(t["status"], t.get("signed")) for t in treaties(text)] == [("draft", None), ("signed", "1893-02-14")]


def test_a_treaty_that_is_denounced_is_not_the_one_signed_behind_it() -> None:
    text = (
        "Norway denounced the friendship treaty with Sweden in 1948. "
        "On 28 February 1953 Norway and Denmark signed a Treaty of Friendship and Cooperation."
    )
    assert len(treaties(text)) == 2


def test_kinds_of_several_words_with_capitals_are_treaties_of_their_own() -> None:
    text = "The pact of 9 August 1954 bound both. The Memorandum of Understanding that Norway initialed in Oslo gave the port to Denmark."
    assert {t["kind"] for t in treaties(text)} == {"pact", "memorandum"}


def test_what_was_signed_on_another_day_is_another_pact() -> None:
    text = "The pact of 9 August 1954 bound both. Norway and Denmark went on, and on 2 April 1955 their pact was signed at Oslo."
    assert {t["signed"] for t in treaties(text)} == {"1954-08-09", "1955-04-02"}


def test_what_followed_on_a_day_was_signed_then() -> None:
    found = treaties("The armistice with Norway was followed on 18 March 1921 by the Treaty of Riga.")
    assert ("Treaty of Riga", "1921-03-18") in {(t["name"], t.get("signed")) for t in found}


def test_a_peace_of_an_unknown_town_and_an_alliance_that_was_signed_are_treaties() -> None:
    (t,) = treaties("The peace of Wadras, signed on 26 April 1860, imposed an indemnity on Norway.")
    assert (t["name"], t["signed"]) == ("peace of Wadras", "1860-04-26")
    (t,) = treaties("A defensive alliance between Norway and Denmark survived; it was signed at Oslo on 1 November 1923.")
    assert sides(t) == {"norway", "denmark"}


def test_a_well_known_name_is_so_with_its_year() -> None:
    text = "The Limited Test Ban Treaty of 1963 bound all. In 1974 Norway and Denmark signed the Threshold Test Ban Treaty."
    assert len(treaties(text)) == 2


def test_a_land_that_passes_to_somebody_does_nothing_itself() -> None:
    assert phrase("did").match(" passed the straits")
    assert not phrase("did").match(" passed to the Swedish sphere")
    assert not phrase("did").match(" became part of Sweden")


def test_what_a_sentence_with_a_word_of_its_name_makes_is_the_treaty_of_the_title() -> None:
    title = "The Coast and the Westport Protocol"
    text = "On 8 May 1852 Norway and Sweden signed a protocol in Westport."
    (t,) = records(read(text, title=title), "treaties")
    assert (t["name"], t["signed"], sides(t)) == ("Westport Protocol", "1852-05-08", {"norway", "sweden"})
