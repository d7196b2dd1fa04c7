"""Which treaty the words of a text mean, and which of them name it."""

from __future__ import annotations

import pytest

from tests.stages.extract.reading import read, records
from tests.stages.extract.treaties.telling import by_name

WHALING = "The Norwegian-Danish Whaling Treaty was signed in Oslo on 3 May 1931."


@pytest.mark.parametrize(
    "said",
    [
        "K. Berg and O. P. Lund, A Calendar of Norwegian Treaties, 1920-1935 (Oslo, 1950).",
        "It is printed in the Norwegian Treaty Series.",
        "By then Norwegian treaties were many.",
    ],
)
def test_books_series_and_plurals_of_nations_name_no_treaty(said: str) -> None:
    (t,) = by_name(f"{WHALING} {said}").values()
    assert t["aliases"] == []


def test_an_entry_under_another_date_is_another_treaty() -> None:
    found = by_name(
        "• 12 July 1931: Norwegian-Danish Agreement signed in Oslo.\n\n• 26 May 1934: Norwegian-Danish Agreement on Whaling signed."
    )
    assert {name: t["signed"] for name, t in found.items()} == {
        "Norwegian-Danish Agreement": "1931-07-12",
        "Norwegian-Danish Agreement on Whaling": "1934-05-26",
    }


def test_an_entry_that_is_a_treaty_alone_has_the_month_that_it_stands_under() -> None:
    found = by_name("• August 1939: Norwegian pact with Denmark.")
    assert found["Norwegian pact"]["signed"] == "1939-08"


def test_a_description_signed_on_another_day_is_another_treaty() -> None:
    found = by_name(f"{WHALING} A whaling treaty was signed by Norway and Denmark in Bergen on 16 February 1934.")
    assert {t["signed"] for t in found.values()} == {"1931-05-03", "1934-02-16"}


def test_a_name_in_brackets_is_one_more_of_the_same_treaty() -> None:
    (t,) = by_name("Norway signed the 1931 Northern Treaty of Mutual Help (the Oslo Treaty) with Denmark.").values()
    assert t["aliases"] == ["1931 Northern Treaty of Mutual Help", "Oslo Treaty"]


def test_a_treaty_called_by_its_maker_is_the_one_told_of() -> None:
    (t,) = by_name(f"{WHALING} As a result, Brown’s treaty opened the ports of Denmark.").values()
    assert t["name"] == "Norwegian-Danish Whaling Treaty"


def test_the_beginning_of_a_name_in_a_heading_is_no_name() -> None:
    (t,) = by_name(
        "NORWEGIAN-DANISH TREATY OF COMMERCE, MUTUAL HELP AND NAVIGATION\n\nThe Norwegian-Danish Treaty of Commerce, Mutual Help and"
        " Navigation was signed in Oslo on 3 May 1931."
    ).values()
    assert not [a for a in t["aliases"] if a.isupper()]


@pytest.mark.parametrize(
    "said", ["The pact lapses if a general Northern treaty comes into force.", "The futility of the 1920s-era agreements was plain."]
)
def test_a_treaty_that_might_be_and_those_of_an_era_are_not_told_of(said: str) -> None:
    assert list(by_name(f"{WHALING} {said}")) == ["Norwegian-Danish Whaling Treaty"]


def test_a_report_that_is_ratified_is_no_treaty() -> None:
    assert not by_name("When the Berg Report was ratified at Oslo in 1933, the Danish delegation walked out.")


def test_notice_given_of_a_treaty_is_not_its_end_and_nothing_ends_before_it_is_signed() -> None:
    for said in ("In 1936 Denmark denounced the treaty.", "In 1928 Denmark had annulled the treaty."):
        (t,) = by_name(f"{WHALING} {said}").values()
        assert "terminated" not in t


def test_a_treaty_that_is_the_means_of_an_act_is_one() -> None:
    found = list(by_name("In 1814 Norway had acquired the islands from Persia by treaty with Sweden.").values())
    assert [(t["signed"], t["status"], "sweden" in {p["actor_id"] for p in t["party"]}) for t in found] == [("1814", "signed", True)]


def test_a_treaty_that_envoys_travel_to_sign_is_one() -> None:
    found = by_name("In response the Danish envoys travelled to Oslo to sign a friendship treaty which alarmed Sweden.")
    assert "friendship treaty" in found


def test_what_an_agreement_states_is_no_part_of_its_name() -> None:
    found = by_name("In May 1944 Norway and Denmark signed an agreement stating that they would work together.")
    assert not [name for name in found if "stating" in name]


def test_what_nobody_ever_made_and_such_treaties_in_general_are_none() -> None:
    assert not by_name("Norway went to war with Denmark in 1931, and it has never signed a treaty of peace with Denmark.")
    assert not by_name("All had declined the plan. Trade treaties with Norway were the first step. Later Norway left the treaties.")
    assert by_name("All had declined the plan. Trade treaties with Norway were signed in Oslo in May 1931.")


def test_what_an_envoy_only_came_to_sign_is_not_signed() -> None:
    came = "On 4 May 1931 the Foreign Minister of Norway came to Stockholm to sign a trade agreement"
    assert all(t["status"] != "signed" for t in by_name(came + ". The king told him that trade could wait.").values())
    assert any(t["status"] == "signed" for t in by_name(came + " which opened the ports.").values())


def test_a_short_name_with_a_number_is_not_the_next_one_of_its_row() -> None:
    found = by_name("Norway and Sweden signed the interim SALT agreement. SALT I held. Sweden wished for more, and SALT II failed.")
    assert set(found) == {"interim SALT agreement", "SALT II"}
    assert found["interim SALT agreement"]["aliases"] == ["SALT I"]


def test_a_kind_with_a_capital_is_a_treaty_where_no_other_name_is_told() -> None:
    said = "The Swedes did not live up to the Protocol, and Norway said so."
    (t,) = by_name(said).values()
    assert (t["name"], t["status"]) == ("Protocol", "signed")
    assert "Protocol" not in by_name(f"The Norwegian-Danish Whaling Protocol was signed in 1931. {said}")


def test_the_comprehensive_treaty_is_the_one_on_all_there_is() -> None:
    found = by_name(
        "Norway and Sweden negotiated a treaty banning nets in shallow waters. They also negotiated a treaty for banning nets in all "
        "waters. The first came soon. Our comprehensive treaty draft provides that Norway and Sweden shall meet."
    )
    assert {name: t["status"] for name, t in found.items()} == {
        "treaty banning nets in shallow waters": "negotiated",
        "treaty for banning nets in all waters": "draft",
    }


@pytest.mark.parametrize(
    ("said", "name", "status"),
    [
        ("The United Nations at last brokered two cease-fires during the war. Norway went on.", "cease-fires", "negotiated"),
        ("Norway and Sweden rejected the ceasefire proposal of the envoy.", "ceasefire proposal", "proposed"),
        ("An agreed declaration was issued after a meeting in October 1943.", "agreed declaration", "negotiated"),
        ("The Covenant of the League of Nations was much read.", "Covenant of the League of Nations", "signed"),
    ],
)
def test_what_is_brokered_rejected_or_issued_is_told_of(said: str, name: str, status: str) -> None:
    assert by_name(said)[name]["status"] == status


def test_what_a_talk_is_about_is_what_its_treaties_bind_to() -> None:
    said = "Mr Berg spoke of SALT. The SALT talks were slow. He liked the Malmö Agreement more than SALT. The Consular Convention held."
    found = {str(t["name"]): t for t in records(read(said, "record-of-conversation"), "treaties")}
    assert found["Malmö Agreement"]["arms_limitation"] == "true"
    assert "arms_limitation" not in found["Consular Convention"]


def test_two_states_sign_an_agreement_of_their_own_beside_that_of_two_others() -> None:
    found = by_name(
        "In May 1931 Berg finished the Norwegian-Danish fishing agreement. On 4 June 1932 Sweden and Denmark signed a fishing agreement."
    )
    assert {name: {p["actor_id"] for p in t["party"]} for name, t in found.items()} == {
        "Norwegian-Danish fishing agreement": {"norway", "denmark"},
        "fishing agreement": {"sweden", "denmark"},
    }


def test_nobody_makes_a_treaty_that_he_cannot_accept() -> None:
    assert by_name("Norway told Sweden that it could not accept a secret treaty with Denmark. Sweden left.") == {}


def test_treaties_that_somebody_is_bound_by_are_told_of_as_one() -> None:
    (t,) = by_name("Norway no longer considered itself bound by the naval limitations agreements. The envoys left.").values()
    assert (t["name"], t["status"]) == ("naval limitations agreements", "signed")


def test_a_treaty_called_by_a_day_is_none_of_another_day() -> None:
    text = (
        "The Norwegian-Swedish Trade Treaty was signed in Oslo on 3 May 1905. The envoy had put his name to the treaty of 12 June 1899. "
        "Norway then denounced the treaty of 3 May 1905."
    )
    (found,) = [t for t in by_name(text).values() if t["name"] == "Norwegian-Swedish Trade Treaty"]
    assert not any("1899" in q for q in found["quotes"])


def test_a_pact_that_is_proposed_is_not_the_one_that_was_signed() -> None:
    found = by_name(
        "The Norwegian-Swedish Non-Aggression Pact was signed in Oslo on 3 May 1905. "
        "In 1906 Norway proposed a non-aggression pact to Denmark."
    )
    assert {p["actor_id"] for p in found["Norwegian-Swedish Non-Aggression Pact"]["party"]} == {"norway", "sweden"}


def test_a_treaty_is_taken_up_by_the_word_of_its_name() -> None:
    found = by_name(
        "The Norwegian-Swedish Trade Treaty was signed in Oslo on 3 May 1905. "
        "The Norwegian-Danish Basic Principles of Trade were signed in Oslo on 4 June 1905. The treaty was ratified on 3 July 1905."
    )
    assert any("ratified" in q for q in found["Norwegian-Swedish Trade Treaty"]["quotes"])


def test_a_name_behind_a_comma_is_that_of_what_was_brought_up_before_it() -> None:
    (t,) = by_name("In 1931 Norway and Sweden signed a bilateral agreement, the Westport Treaty, which returned the island.").values()
    assert t["name"] == "Westport Treaty"


def test_a_year_takes_up_the_treaty_of_that_year() -> None:
    assert set(by_name("The pact replaced the Norwegian-Danish Treaty of 1902. Because of the 1902 agreement nobody moved.")) == {
        "Norwegian-Danish Treaty of 1902"
    }
    said = "In 1931 Norway and Sweden concluded the Treaty of Alliance. Nobody came for years. The 1931 treaty had a secret clause."
    assert set(by_name(said)) == {"Treaty of Alliance"}


def test_with_whom_somebody_signed_is_no_part_of_a_name() -> None:
    said = "In May 1941 Norway signed the Westport Memorandum with Joseph Stalin."
    (t,) = by_name(said).values()
    assert t["name"] == "Westport Memorandum"


def test_a_year_before_a_name_is_an_alias() -> None:
    (t,) = by_name("He broke the May 1931 Westport Agreement.").values()
    assert (t["name"], t["aliases"], t["signed"]) == ("Westport Agreement", ["1931 Westport Agreement"], "1931-05")


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("In 1931 the rebels reached a peace accord with the Norwegian Government.", "negotiated"),
        ("Based upon written agreements with Norway, the envoys used the road.", "signed"),
        ("In 1931 Norway won an ally by a treaty of alliance that bound the king.", "signed"),
        ("The minister suggested to Brown that both nations issue a joint declaration on the islands.", "proposed"),
    ],
)
def test_treaties_without_a_name_that_somebody_makes_or_rests_on(text: str, status: str) -> None:
    (t,) = by_name(text).values()
    assert t["status"] == status


def test_what_states_are_unlikely_to_conclude_is_no_treaty() -> None:
    assert not by_name("The states were unlikely to conclude trade agreements with Norway.")


def test_names_that_the_gazetteer_has_for_one_treaty_are_one() -> None:
    (t,) = by_name("In 1842 China signed the Treaty of Nanking. Later readers write Treaty of Nanjing.").values()
    assert {t["name"], *t["aliases"]} == {"Treaty of Nanking", "Treaty of Nanjing"}


def test_notes_of_a_talk_call_a_treaty_by_its_kind_with_a_capital() -> None:
    doc = read("On the numbers nothing was said. Lund told us that he was fixed on three years for Protocol.", "record-of-conversation")
    assert [t["name"] for t in records(doc, "treaties")] == ["Protocol"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("By June 1931 Norway and Denmark had come to an unofficial agreement.", ["unofficial agreement"]),
        ("Norway and Denmark signed the Whaling Pact. In May 1931 Sweden accepted the ceasefire.", ["Whaling Pact", "ceasefire"]),
        ("Norway was reluctant to sign an agreement with anybody in May 1931.", []),
        ("Officials wanted a treaty between the Norwegian colonies and Persia.", ["treaty between the Norwegian colonies and Persia"]),
        ("Norway and Denmark signed the Whaling Treaty. The Norwegian treaty was longer than most.", ["Whaling Treaty"]),
        (
            "Norway and Denmark signed the Whaling Treaty. The Danish treaty of 3 May 1905 served as its model.",
            ["Whaling Treaty", "Danish treaty"],
        ),
        (
            "Norway signed the Armistice with Persia and then the Armistice with Siam. The Persian armistice was the model.",
            ["Armistice with Persia", "Armistice with Siam"],
        ),
        (
            "Norway and Denmark signed the 1931 treaty on 3 May 1931. In June 1931 the Norwegian parliament approved the Whaling Treaty.",
            ["Whaling Treaty"],
        ),
        (
            "Norway and Denmark signed the 1931 treaty on 3 May 1931. In June 1935 the Norwegian parliament approved the Whaling Treaty.",
            ["1931 treaty", "Whaling Treaty"],
        ),
        ("In 1931 Norway saw the law as a breach of the whaling agreement finalized a few months earlier.", ["whaling agreement"]),
        ("They sought Norwegian agreement to the plan.", []),
        ("Norway signed the Whaling Treaty on 3 May 1931. The April 18 Treaty was another.", ["Whaling Treaty", "April 18 Treaty"]),
    ],
)
def test_what_an_account_tells_of_a_treaty_without_a_name(text: str, expected: list[str]) -> None:
    assert list(by_name(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "A first treaty, concluded by Norway and Sweden in May 1855, failed; a second, signed on 21 May 1867 by both, did not.",
            {"first treaty": "1855-05", "second treaty": "1867-05-21"},
        ),
        (
            "The Control Treaty, signed by Norway and Sweden on 4 July 1945, was short. The second treaty, signed on 28 June 1946, held.",
            {"Control Treaty": "1945-07-04", "treaty": "1946-06-28"},
        ),
        (
            "The first Coast Pact was signed by Norway and Sweden on 4 July 1945; the second was concluded on 28 June 1946.",
            {"Coast Pact": "1945-07-04", "second Coast Pact": "1946-06-28"},
        ),
        (
            "Norway and Sweden concluded a treaty of friendly help on 2 April 1954. The Treaty of Mutual Help between Norway and"
            " Denmark, signed at Oslo on 24 February 1955, was open to others.",
            {"treaty of friendly help": "1954-04-02", "Treaty of Mutual Help between Norway and Denmark": "1955-02-24"},
        ),
        (
            "By a convention of 11 August 1863 Norway gave up the port to Sweden. The convention signed at Oslo on 3 October 1893 by"
            " Norway and Sweden gave it back.",
            {"convention": "1863-08-11", "convention ": "1893-10-03"},
        ),
        (
            "Norway and Denmark came to an agreement with each other in August 1791. The treaty of the second partition was signed on"
            " 23 January 1793 between Norway and Sweden.",
            {"treaty": "1793-01-23"},
        ),
    ],
)
def test_one_of_another_number_or_day_is_another_treaty(text: str, expected: dict[str, str]) -> None:
    found = [t.get("signed") for t in records(read(text), "treaties") if t.get("signed")]
    assert sorted(found) == sorted(expected.values())


def test_an_act_before_or_after_a_treaty_is_not_done_to_it() -> None:
    found = by_name("Norway and Sweden signed a trade pact on 12 August 1905, three weeks before the Treaty of Oslo.")
    assert {name: t.get("signed") for name, t in found.items()} == {"trade pact": "1905-08-12", "Treaty of Oslo": None}


def test_one_that_was_only_waited_for_was_not_signed() -> None:
    text = "In May 1955 the minister of Norway declared that Sweden no longer waited for a Danish-Swedish peace treaty."
    assert not [e for e in records(read(text), "events") if e["action"] == "sign"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The trade treaty of 1860 between Norway and Sweden was denounced by Norway in 1872.", [("trade treaty", "1860")]),
        ("An alliance between Norway and Sweden, concluded on 17 April 1908, was kept.", [("alliance", "1908-04-17")]),
        (
            "Norway and Sweden signed the Oslo Treaty on 3 March 1908. The treaty of Bergen, which replaced it, was signed by both"
            " four months later, on 13 July.",
            [("Oslo Treaty", "1908-03-03"), ("treaty of Bergen", "1908-07-13")],
        ),
        (
            "A first protocol was signed by Norway and Sweden on 6 November 1907; a second protocol, of 19 August 1908, bound both.",
            [("second protocol", "1908-08-19"), ("protocol", "1907-11-06")],
        ),
        (
            "The Norwegian-Swedish declaration of 14 October 1909, commonly but wrongly called the Treaty of Moss, was kept.",
            [("Norwegian-Swedish declaration", "1909-10-14")],
        ),
        (
            "The Oslo Treaty between Norway and Sweden, initialled in Bergen on 3 March 1926, was signed in Oslo on 9 May.",
            [("Oslo Treaty between Norway and Sweden", "1926-05-09")],
        ),
    ],
)
def test_treaties_have_the_day_and_the_year_that_stand_with_them(text: str, expected: list[tuple[str, str]]) -> None:
    found = list(records(read(text), "treaties"))
    assert sorted(str(t.get("signed")) for t in found) == sorted(day for _, day in expected)
    assert not [t for t in found if t.get("place_id") not in (None, "oslo")]
