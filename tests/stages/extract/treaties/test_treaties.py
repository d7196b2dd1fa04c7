"""Treaties: which mentions are one, and what a text says of each."""

from __future__ import annotations

import pytest

from flows.stages.extract.treaties import days
from flows.stages.model import Document
from tests.stages.extract.reading import read, records
from tests.stages.extract.treaties.telling import treaties


def test_a_signed_treaty_with_everything() -> None:
    (t,) = treaties("The Treaty of Friendship between Norway and Persia was signed in Oslo on 8 May 1930 for ten years.")
    assert t["name"] == "Treaty of Friendship between Norway and Persia"
    assert (t["kind"], t["status"], t["signed"], t["place_id"]) == ("treaty", "signed", "1930-05-08", "oslo")
    assert {p["actor_id"] for p in t["party"]} == {"norway", "iran"}  # type: ignore[attr-defined]
    assert (t["friendship"], t["term_years"]) == ("true", "10")
    assert [a["action"] for a in t["action_of"]] == ["signature"]  # type: ignore[attr-defined]


def test_names_that_the_text_equates_are_one_treaty() -> None:
    (t,) = treaties("The Baltic Pact, also known as the Riga Treaty, was signed by Latvia and Estonia in 1923. The pact was short.")
    assert {t["name"], *t["aliases"]} == {"Baltic Pact", "Riga Treaty"}  # type: ignore[misc]


@pytest.mark.parametrize(
    "text",
    [
        "The first Danish-Swedish agreement was signed in 1920. The second Danish-Swedish agreement was signed in 1923.",
        "The 1920 Treaty of Tartu ended the war between Finland and Soviet Russia. The 1932 Treaty of Tartu regulated fishing.",
        "Italy and Greece signed the Treaty of Commerce and the Treaty of Navigation in 1926.",
    ],
)
def test_different_treaties_stay_apart(text: str) -> None:
    assert len(treaties(text)) == 2


@pytest.mark.parametrize(
    "text",
    [
        "The declaration of war came in May.",
        "In 1920 the envoys were in full agreement.",
        "The Democratic convention met in Chicago.",
    ],
)
def test_what_only_sounds_like_a_treaty(text: str) -> None:
    assert treaties(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Norway signed almost thirty whaling treaties in that decade.", "whaling treaties"),
        ("War came despite the northern agreements to disarm the islands.", "northern agreements"),
        ("The League brokered two cease-fires in the spring.", "cease-fires"),
        ("Much rested on the agreement between Norway and Persia.", "agreement between Norway and Persia"),
    ],
)
def test_treaties_without_a_name_that_somebody_made(text: str, name: str) -> None:
    assert [t["name"] for t in treaties(text)] == [name]


@pytest.mark.parametrize(
    "text",
    [
        "Norway valued fishing agreements such as the one of Oslo.",
        "The fleet kept within the armistice lines.",
        "He never meant to sign a treaty with anybody.",
        "Norway annulled its whaling treaties in that decade.",
    ],
)
def test_words_for_treaties_of_which_nothing_is_told(text: str) -> None:
    assert treaties(text) == []


def test_two_treaties_that_a_plural_names_keep_its_words_as_an_alias() -> None:
    first, second = treaties("The Treaties of Malmö and Tartu bound Sweden to Denmark.")
    assert (first["name"], second["name"]) == ("Treaty of Malmö", "Treaty of Tartu")
    assert first["aliases"] == second["aliases"] == ["Treaties of Malmö and Tartu"]


def test_what_a_text_says_under_the_name_of_a_treaty_is_told_of_it() -> None:
    (t,) = treaties(
        "Notes.\n\nThe Five-Power Declaration\n\nMr Brown put forward the draft of a declaration on whaling in the name of Norway."
    )
    assert {t["name"], *t["aliases"]} == {"Five-Power Declaration", "declaration on whaling in the name of Norway"}  # type: ignore[misc]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Norway forced upon the islanders a treaty whereby they gave up the harbour.", "signed"),
        ("In 1931 the talks yielded a provisional fishing agreement between Norway and Persia.", "signed"),
        ("Norway and Persia worked out a whaling agreement between Norway and Persia.", "negotiated"),
        ("Much was solved on the basis of the Malmö Agreement.", "signed"),
        ("Sweden and Denmark agreed to a Harbour Treaty that divided the sound.", "signed"),
        ("In April the envoy made a last proposal, a treaty of mutual assistance between Norway, Sweden and Persia.", "proposed"),
    ],
)
def test_how_far_a_treaty_came_by_the_words_around_it(text: str, status: str) -> None:
    assert [t["status"] for t in treaties(text)] == [status]


def test_a_record_of_talk_is_about_the_treaty_of_its_subject_line() -> None:
    text = "SUBJECT\n\nNorwegian-Persian Whaling Agreement\n\nMr. Brown said that Norway would keep the agreement. Persia agreed."
    found = read(text, genre="record-of-conversation")
    assert [t["name"] for t in records(found, "treaties")] == ["Norwegian-Persian Whaling Agreement"]


@pytest.mark.parametrize(
    ("text", "obligation"),
    [
        ("The Malmö Treaty barred the deployment of missiles in the north.", "arms_limitation"),
        ("The Malmö Treaty opened the free navigation of the sound.", "trade"),
        ("By the Malmö Treaty Sweden surrendered two thousand acres.", "territorial"),
        ("The Malmö Treaty kept Sweden from joining any military bloc.", "neutrality"),
        ("The Malmö Treaty set up student exchanges.", "cooperation"),
    ],
)
def test_what_a_treaty_binds_to_in_the_words_of_its_matter(text: str, obligation: str) -> None:
    (t,) = treaties(text)
    assert t[obligation] == "true"


def test_a_drafted_treaty_that_is_named_again_stays_one() -> None:
    (t,) = treaties("Congress had drafted the Model Treaty in June. In September it praised the Model Treaty.")
    assert t["status"] == "draft"


def test_a_treaty_has_the_date_on_which_it_ended_a_war_or_came_of_talks() -> None:
    (peace,) = treaties("While the Treaty of Malmö formally ended the Danish-Swedish war in February 1848, they went on quarrelling.")
    assert (peace["signed"], peace["signed_basis"]) == ("1848-02", "inferred")
    (agreed,) = treaties("In 1931 the talks yielded a provisional fishing agreement between Norway and Persia.")
    assert agreed["signed"] == "1931"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Much depended on the Treaty of Tartu.", None),
        ("Much depended on the Helsinki Declaration of 1931.", "helsinki"),
        ("Much depended on the Panama Canal Agreements.", None),
    ],
)
def test_what_a_meeting_adopted_and_is_named_after_its_town_was_made_there(text: str, place: str | None) -> None:
    (t,) = treaties(text)
    assert t.get("place_id") == place


def test_a_draft_is_a_draft_and_ratification_makes_it_signed() -> None:
    (draft,) = treaties("In 1935 Poland presented a draft treaty on fishing rights to Sweden.")
    assert draft["status"] == "draft"
    (bound,) = treaties("Sweden ratified the Malmö Convention in 1936.")
    assert bound["status"] == "signed"
    assert "ratification" in [a["action"] for a in bound["action_of"]]  # type: ignore[attr-defined]


def test_articles_belong_to_their_treaty() -> None:
    (t,) = treaties("Under article 4 of the Malmö Convention, signed in 1931, Sweden and Denmark would consult each other.")
    assert [a["article"] for a in t["article"]] == ["4"]  # type: ignore[attr-defined]
    assert t["consultation"] == "true"


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The raid was in violation of the Danish-Swedish trade agreement.", "signed"),
        ("The raid ended all hopes of a Danish-Swedish trade agreement.", "proposed"),
        ("The raid ended the negotiations for a Danish-Swedish trade agreement.", "negotiated"),
    ],
)
def test_how_far_a_treaty_came_by_the_words_before_it(text: str, status: str) -> None:
    assert [t["status"] for t in treaties(text)] == [status]


def test_a_separate_peace_and_an_agreement_that_is_an_organisation_elsewhere() -> None:
    (peace,) = treaties("Norway concluded a separate peace with Persia in March 1918.")
    assert (peace["kind"], peace["signed"]) == ("treaty", "1918-03")
    (trade,) = treaties("In 1947 Norway and Sweden signed the General Agreement on Tariffs and Trade.")
    assert trade["name"] == "General Agreement on Tariffs and Trade"


def test_the_day_goes_before_the_month() -> None:
    (t,) = treaties("The Trade Pact of May 1931 was short. Norway and Sweden signed the Trade Pact on 4 May 1931.")
    assert t["signed"] == "1931-05-04"


def test_the_treaty_of_a_year() -> None:
    (t,) = treaties("The arrest was a violation of the treaty of 1795 between Spain and the United States. The treaty had been clear.")
    assert (t["name"], t["signed"], t["status"]) == ("treaty of 1795", "1795", "signed")
    (named,) = treaties("The Anglo-Soviet Treaty was signed on 26 May 1942. The treaty of 1942 with Britain lasted twenty years.")
    assert (named["name"], named["signed"]) == ("Anglo-Soviet Treaty", "1942-05-26")


def test_a_treaty_that_its_signing_tells_from_others() -> None:
    new, old = treaties("A new treaty signed in 1880 revised the Burlingame-Seward agreement of 1868.")
    assert (new["name"], new["signed"], old["signed"]) == ("new treaty", "1880", "1868")
    (one,) = treaties("A Danish-Swedish treaty signed in 1894 opened the ports. The ports were closed against the 1894 treaty.")
    assert one["signed"] == "1894"


def test_what_a_protocol_did_shows_it_in_being() -> None:
    (t,) = treaties("A secret protocol divided the islands between Norway and Sweden into spheres of interest.")
    assert t["status"] == "signed"


def test_place_and_date_in_brackets_behind_a_name() -> None:
    (t,) = treaties("The armistice was replaced by the Treaty of Peace with Finland (Paris, 10 February 1947), and all were glad of it.")
    assert t["signed"] == "1947-02-10"


@pytest.mark.parametrize(
    "text",
    [
        "The Eastern Pact that Barthou had planned came to nothing.",
        "Norway has never signed a treaty of peace with Japan. The envoys hoped for a treaty of peace.",
    ],
)
def test_what_came_to_nothing_was_not_signed(text: str) -> None:
    assert [t["status"] for t in treaties(text)] == ["proposed"]


def test_the_plural_of_an_act_takes_up_two_treaties() -> None:
    first, second = treaties(
        "They made two treaties. The first, called the Neutrality Treaty, was short. The second, called the Harbour Treaty, was long."
        " These two treaties were signed by Norway and Sweden on September 7, 1977."
    )
    assert first["signed"] == second["signed"] == "1977-09-07"


def test_a_draft_that_was_signed_in_the_end() -> None:
    (t,) = treaties("The delegates met to consider the draft trade charter. Norway and Sweden signed the finished charter in March 1948.")
    assert (t["status"], t["signed"]) == ("signed", "1948-03")


def test_a_treaty_of_another_year_is_not_that_of_the_title() -> None:
    doc = read("In 1868 Norway and Sweden signed the Harbour Treaty. A new treaty signed in 1880 revised it.")
    assert sorted(t["signed"] for t in records(doc, "treaties")) == ["1868", "1880"]


def test_its_treaty_with_somebody_is_the_one_named_after_them() -> None:
    found = treaties(
        "The Norwegian-Danish Trade Treaty was signed in Oslo on 2 May 1935. The Norwegian-Swedish Trade Treaty was signed in Bergen on"
        " 9 May 1935. In 1936 Norway annulled its treaty with Denmark."
    )
    assert {str(t["name"]): t.get("terminated") for t in found} == {
        "Norwegian-Danish Trade Treaty": "1936",
        "Norwegian-Swedish Trade Treaty": None,
    }


@pytest.mark.parametrize(
    "text",
    [
        "The minister told the envoy of Norway that the August treaties would not be ratified.",
        "The Trade Treaty between Norway and Sweden was signed on 9 May 1935. The king had offered to make it a treaty of three.",
    ],
)
def test_a_plural_by_the_month_and_what_a_treaty_was_to_become_are_no_treaties(text: str) -> None:
    assert [t["name"] for t in treaties(text) if t["name"] not in ("Trade Treaty between Norway and Sweden",)] == []


def test_an_entry_without_a_verb_is_a_treaty_of_its_day() -> None:
    (t,) = treaties("1930\n\n16 April. Temporary trade agreement with Norway, in Oslo.\n\n21 July. Sweden appoints a minister.")
    assert (t["signed"], t["place_id"], t["status"]) == ("1930-04-16", "oslo", "signed")


def test_an_entry_that_goes_on_says_no_more_than_its_words() -> None:
    found = treaties("1930\n\n16 April. Trade agreement with Norway refused in Oslo by the minister of Sweden.")
    assert [t.get("signed") for t in found] in ([], [None])


def test_an_agreement_signed_on_a_day_has_the_day() -> None:
    (t,) = treaties("By a supplementary agreement signed in Oslo on 5 November 1922 the trade of Norway and Sweden was freed.")
    assert (t["signed"], t["place_id"], t["status"]) == ("1922-11-05", "oslo", "signed")


def test_a_pact_of_three_states_that_somebody_suggested() -> None:
    (t,) = treaties("A message came from the minister, who suggested a tripartite pact of Norway, Sweden and Denmark.")
    assert t["status"] == "proposed"
    assert {p["actor_id"] for p in t["party"]} == {"norway", "sweden", "denmark"}  # type: ignore[attr-defined]


def test_the_place_of_a_later_treaty_is_not_that_of_the_first() -> None:
    first, later = treaties(
        "The Oslo Peace Treaty of 1940 between Norway and Sweden ended the war. The peace treaty signed in Bergen on 3 May 1947 differed."
    )
    assert first.get("place_id") != "bergen"
    assert later["signed"] == "1947-05-03"


@pytest.mark.parametrize("said", ["a harbour was leased to Norway for fifty years", "it was not ratified for sixteen years"])
def test_the_years_of_something_else_are_no_term(said: str) -> None:
    (t,) = treaties(f"The Oslo Trade Treaty between Norway and Sweden was signed in Oslo on 3 May 1921, and {said}.")
    assert "term_years" not in t


def test_a_treaty_announced_as_another_one_is_another() -> None:
    found = treaties(
        "The Oslo Treaty of Friendship was signed in Oslo on 3 May 1931 by Norway and Sweden."
        " There was an earlier treaty of the same two states. The Oslo Treaty of Friendship and Trade was signed in Oslo in 1929."
    )
    assert sorted(str(t["signed"]) for t in found) == ["1929", "1931-05-03"]


def test_obligations_of_a_description_and_beside_another_treaty() -> None:
    (t,) = treaties("In 1935 Norway and Sweden signed an agreement declaring a holiday on building large cruisers.")
    assert t["arms_limitation"] == "true"
    found = treaties(
        "In 1942 Norway and Sweden signed the Declaration of Oslo, endorsing the Bergen Charter and agreeing not to make a separate peace."
    )
    assert found[0]["cooperation"] == "true" and "cooperation" not in found[1]
    found = treaties(
        "The Treaty of Oslo was signed in 1814. It established a commission on the border, as the Bergen Treaty of 1783 had drawn it."
    )
    assert found[0]["territorial"] == "true" and "territorial" not in found[1]


def test_of_two_treaties_signed_in_one_breath_each_has_its_own_day() -> None:
    text = "Norway rose. It signed the Trade Pact with Iran on 4 May 1931, and with Peru it concluded the Coast Pact: peace on 7 June 1932."
    found = {t["name"]: t["signed"] for t in records(read(text), "treaties")}
    assert found == {"Trade Pact with Iran": "1931-05-04", "Coast Pact": "1932-06-07"}


@pytest.mark.parametrize(
    ("genre", "date", "expected"),
    [("correspondence", "1985", True), ("correspondence", "1974", False), ("essay", "1985", False)],
)
def test_a_letter_names_no_treaty_by_the_year_of_its_making_when_that_is_to_come(genre: str, date: str, expected: bool) -> None:
    assert days.to_come(Document("d", "s", "d.txt", "", genre=genre, meta={"issued": "1976-01-21"}), date) is expected
