"""Treaties of chronicles and of surveys: what an entry opens with, what followed, what is taken up and who ratified it when."""

from __future__ import annotations

from tests.stages.extract.reading import read, records, who
from tests.stages.extract.treaties.telling import by_name, sides


def test_a_treaty_is_of_the_day_at_the_head_of_its_entry() -> None:
    found = by_name(
        "1922, 24 March. Norway and Peru sign the Berg–Lozano Treaty, by which Peru recognizes Iceland.\n\n"
        "1930, 17 August. Peru leaves the islands.\n\n1932, 1 May. Sweden offers a loan.\n\n"
        "1934, 24 May. Protocol of Rio de Janeiro signed by Norway and Peru.\n",
        "chronicle",
        "Chronology of the islands",
    )
    signed = {"Berg–Lozano Treaty": "1922-03-24", "Protocol of Rio de Janeiro": "1934-05-24"}
    assert {name: t["signed"] for name, t in found.items()} == signed


def test_an_entry_in_the_present_makes_treaties() -> None:
    found = by_name(
        "1920\n\n21 April - Norway and Denmark conclude a political agreement in Oslo; a military convention follows three days later.\n\n"
        "1926\n\n24 April: Treaty of neutrality with Sweden (Treaty of Bergen).\n\n28 September: A pact of non-aggression is signed by"
        " Norway and Finland.\n\n1932\n\n25 July: Norway and Latvia sign a pact of non-aggression.\n",
        "chronicle",
        "Chronology of Norwegian Treaties",
    )
    assert (found["political agreement"]["signed"], sides(found["political agreement"])) == ("1920-04-21", {"norway", "denmark"})
    assert (found["military convention"]["signed"], sides(found["military convention"])) == ("1920-04-24", {"norway", "denmark"})
    assert found["Treaty of Bergen"]["signed"] == "1926-04-24"
    pacts = [
        t
        for t in records(
            read(
                "1926\n\n28 September: A pact of non-aggression is signed by Norway and Finland.\n\n1932\n\n25 July:"
                " Norway and Latvia sign a pact of non-aggression.\n",
                "chronicle",
            ),
            "treaties",
        )
    ]
    assert sorted(t["signed"] for t in pacts) == ["1926-09-28", "1932-07-25"]


def test_what_followed_was_signed() -> None:
    found = by_name("In April 1920 Norway signed a treaty of friendship with Sweden. A trade agreement with Latvia followed in May 1921.")
    assert (found["trade agreement"]["signed"], found["trade agreement"]["status"]) == ("1921-05", "signed")


def test_treaties_with_two_in_the_life_of_a_minister_are_also_his_states() -> None:
    doc = read(
        "He became foreign minister in 1930. Treaties of mutual assistance with France and Czechoslovakia followed in May 1935.",
        title="Maxim Litvinov: A Short Biography",
    )
    (found,) = records(doc, "treaties")
    assert sides(found) == {"france", "czechoslovakia", "soviet-union"}


def test_a_treaty_that_bears_a_name_has_it() -> None:
    found = by_name(
        "In 1929 he persuaded Poland and Romania to sign the protocol that bears his name.", title="Maxim Litvinov: A Short Biography"
    )
    assert sides(found["Litvinov Protocol"]) == {"poland", "romania"}


def test_the_treaty_is_that_of_the_title_and_not_one_named_in_passing() -> None:
    text = (
        "The Treaty of Bergen is a treaty of peace between Norway and Sweden. It replaced the failed Treaty of Malmö, which had been signed"
        " in 1920. The earlier treaty was rejected by the Storting.\n\nAfter long debates the treaty was signed on 24 July 1923. The treaty"
        " was ratified by Norway on 23 August 1923, by Sweden on 25 August 1923, and by Denmark on 12 March 1924."
    )
    found = by_name(text, title="Treaty of Bergen")
    assert (found["Treaty of Bergen"]["signed"], found["Treaty of Malmö"]["signed"]) == ("1923-07-24", "1920")
    told = {
        (next(iter(who(e, "source"))), e["date"])
        for e in records(read(text, title="Treaty of Bergen"), "events")
        if e["action"] == "ratify"
    }
    assert told == {("norway", "1923-08-23"), ("sweden", "1923-08-25"), ("denmark", "1924-03-12")}


def test_each_ratifies_on_a_day_of_its_own_behind_the_first() -> None:
    doc = read("Norway ratified the Treaty of Bergen on 4 May 1921, Sweden on 6 June and Denmark on 7 July 1921.")
    told = {(next(iter(who(e, "source"))), e["date"]) for e in records(doc, "events") if e["action"] == "ratify"}
    assert told == {("norway", "1921-05-04"), ("sweden", "1921-06-06"), ("denmark", "1921-07-07")}


def test_those_whose_conflict_a_treaty_resolved_are_its_sides() -> None:
    found = by_name(
        "The Treaty of Bergen was signed on 24 July 1923. It officially resolved the conflict that had arisen between the Kingdom of Norway"
        " and the Kingdom of Sweden, Denmark, and the Republic of Finland since 1914.",
        title="Treaty of Bergen",
    )
    assert sides(found["Treaty of Bergen"]) == {"norway", "sweden", "denmark", "finland"}


def test_a_protocol_is_not_the_treaty_of_the_same_town() -> None:
    found = by_name(
        "Norway and Sweden signed the Peace Treaty of Bergen on 18 March 1921. Denmark and Finland signed the Bergen Protocol in 1922."
    )
    assert sides(found["Peace Treaty of Bergen"]) == {"norway", "sweden"}
    assert sides(found["Bergen Protocol"]) == {"denmark", "finland"}


def test_two_treaties_of_one_town_are_told_apart_by_their_number() -> None:
    found = by_name(
        "By the first Peace of Bergen, concluded on 30 May 1814, Norway kept its frontiers. Under the second Peace of Bergen (20 November"
        " 1815) it had to pay an indemnity. The Final Act was signed on 9 June 1816."
    )
    signed = {name: t.get("signed") for name, t in found.items()}
    assert signed == {"first Peace of Bergen": "1814-05-30", "second Peace of Bergen": "1815-11-20", "Final Act": "1816-06-09"}


def test_an_alliance_that_is_concluded_with_somebody_is_a_treaty() -> None:
    found = by_name("On 3 January 1815 Norway and Denmark concluded with Sweden a secret defensive alliance against Russia.")
    assert sides(found["secret defensive alliance"]) == {"norway", "denmark", "sweden"}


def test_of_three_or_four_powers_nobody_is_meant_where_more_are_named() -> None:
    found = by_name(
        "Norway and Denmark claimed the island, and Sweden and Finland the coast; Latvia resisted. On 25 March 1815 the four powers renewed"
        " the Treaty of Bergen."
    )
    assert sides(found["Treaty of Bergen"]) == set()


def test_a_charter_by_which_a_text_is_measured_is_not_of_those_who_talk() -> None:
    doc = read(
        "I told the Norwegian Minister that the text contained no provision inconsistent with the Covenant, and asked whether Norway would"
        " attend the conference with Sweden.",
        "correspondence",
    )
    assert all(not t["party"] for t in records(doc, "treaties"))


def test_a_truce_and_the_peace_are_signed_each_on_its_own_day() -> None:
    found = by_name("An armistice was signed by Norway and Sweden on 1 September 1905 and the peace treaty on 5 September.")
    assert {t["signed"] for t in found.values()} == {"1905-09-01", "1905-09-05"}


def test_it_is_the_treaty_told_of_before_where_it_is_ratified() -> None:
    doc = read("Norway and Sweden signed the peace treaty of Bergen on 5 September 1905. Norway ratified it on 14 October.")
    assert [bool(e.get("treaty_id")) for e in records(doc, "events") if e["action"] == "ratify"] == [True]


def test_the_island_of_a_name_is_no_party() -> None:
    found = by_name("By the Cyprus Convention of 4 June 1878 the Sultan allowed Britain to occupy the island.")
    assert "cyprus" not in sides(found["Cyprus Convention"])


def test_what_explains_a_name_is_the_same_treaty() -> None:
    found = by_name("Germany and Austria-Hungary concluded the Dual Alliance, a defensive treaty signed at Vienna on 7 October 1879.")
    assert [(t["signed"], t["place_id"]) for t in found.values()] == [("1879-10-07", "vienna")]


def test_another_treaty_than_that_of_the_title() -> None:
    found = by_name(
        "The Treaty of Bergen was signed on 29 August 1842 by Norway and Sweden, and it ended the war between them. They had fought for"
        " three years over the fisheries of the coast, and the merchants of the towns had suffered more than the fishermen; the peace was"
        " received with bells and with bonfires on both shores, and the envoys were given snuff-boxes.\n\nDenmark followed with a treaty"
        " signed at Malmö in 1847, and it was agreed that a supplementary treaty should be concluded.",
        title="Treaty of Bergen",
    )
    assert (found["Treaty of Bergen"]["signed"], sides(found["Treaty of Bergen"])) == ("1842-08-29", {"norway", "sweden"})
    assert not {"treaty", "supplementary treaty"} & set(found["Treaty of Bergen"]["aliases"])


def test_several_sign_for_one_state() -> None:
    (found,) = records(
        read(
            "The Treaty of Nanking was signed in August 1842 by Henry Pottinger for Britain and by Qiying, Yilibu and Niu Jian for China."
        ),
        "treaties",
    )
    assert {p["person_id"]: p["actor_id"] for p in found["signatory"]}["qiying"] == "china"


def test_the_date_of_the_war_is_not_that_of_its_peace() -> None:
    found = by_name("The war of 1877-78 had been concluded by the Treaty of Bergen, which Norway dictated to the Swedes on 3 March 1878.")
    assert found["Treaty of Bergen"]["signed"] == "1878-03-03"


def test_the_entries_of_a_series_of_treaties() -> None:
    found = by_name(
        "No. 1681. Norway and Sweden. Convention regarding the peaceful settlement of disputes. Signed at Oslo, 25 November 1925."
        " \n\nNo. 2623. Estonia and Latvia. Provisional treaty concerning a customs union. Signed at Riga, 5 February 1927."
    )
    told = {name: (t["signed"], t["place_id"], sides(t)) for name, t in found.items()}
    assert told == {
        "Convention regarding the peaceful settlement of disputes": ("1925-11-25", "oslo", {"norway", "sweden"}),
        "Provisional treaty concerning a customs union": ("1927-02-05", "riga", {"estonia", "latvia"}),
    }


def test_those_who_were_represented_at_a_congress_made_its_treaty() -> None:
    found = by_name(
        "The Powers were represented by Bismarck for Germany, Andrássy and Károlyi for Austria-Hungary, Waddington for France and Corti for"
        " Italy. The Treaty of Berlin was signed on 13 July 1878.",
        title="The Congress of Berlin, 1878",
    )
    assert sides(found["Treaty of Berlin"]) == {"germany", "austria-hungary", "france", "italy"}


def test_a_day_inside_a_description_or_behind_its_subject_is_that_of_the_treaty() -> None:
    found = by_name(
        "A secret convention between Russia and Japan of 30 July 1907 divided the province. In 1926 China told Belgium that the treaty of"
        " commerce of 2 November 1865 would end."
    )
    assert {t["signed"] for t in found.values()} == {"1907-07-30", "1865-11-02"}


def test_what_is_given_up_by_a_treaty_is_not_the_treaty() -> None:
    doc = read("Norway renounced the left bank of the river by the Norwegian-Swedish treaty of 3 October 1893.")
    assert "denounce-treaty" not in {e["action"] for e in records(doc, "events")}


def test_a_headword_turned_round_and_an_article_that_opens_with_the_kind() -> None:
    doc = read("LOCARNO, PACT OF, name given to agreements of 1925.", title="LOCARNO, PACT OF, name given to agreements of 1925")
    assert doc.mentions[0].value == "Pact of Locarno"
    found = by_name(
        "Treaty signed on 16 April 1922 by Norway and Soviet Russia at Bergen. On 5 November 1922 the treaty was extended to other"
        " republics"
        " by an agreement signed in Oslo.",
        title="Bergen Treaty",
    )
    assert (found["Bergen Treaty"]["signed"], sides(found["Bergen Treaty"])) == ("1922-04-16", {"norway", "soviet-russia"})
    assert (found["agreement"]["signed"], found["agreement"]["place_id"]) == ("1922-11-05", "oslo")


def test_the_day_of_signing_goes_before_that_of_initialling() -> None:
    found = by_name("The Whaling Treaty was initialled in Oslo on 25 July 1963 by Norway and Sweden, and signed there on 5 August 1963.")
    assert found["Whaling Treaty"]["signed"] == "1963-08-05"


def test_two_descriptions_of_different_years_are_two_treaties() -> None:
    found = by_name(
        "On 20 October 1904 Norway concluded a treaty of peace and friendship with Sweden.\n\nThe war between Denmark and Finland was"
        " suspended by a protocol signed at Oslo on 12 June 1935 through the mediation of Sweden and Latvia. A peace treaty followed on 21"
        " July 1938."
    )
    assert {name: t["signed"] for name, t in found.items()} == {
        "treaty of peace and friendship with Sweden": "1904-10-20",
        "protocol": "1935-06-12",
        "peace treaty": "1938-07-21",
    }
    assert sides(found["protocol"]) == {"denmark", "finland"}


def test_what_another_obtained_was_made_with_the_state_of_the_title() -> None:
    found = by_name("The United States obtained a commercial treaty in December 1903.", title="Ethiopia and the Powers, 1889-1906")
    assert sides(found["commercial treaty"]) == {"united-states", "ethiopia"}


def test_treaties_with_others_in_one_breath_have_each_their_sides() -> None:
    found = by_name(
        "In 1925 Germany concluded arbitration conventions with France and Belgium, and arbitration treaties with Poland and"
        " Czechoslovakia."
    )
    assert sides(found["arbitration treaties"]) == {"germany", "poland", "czechoslovakia"}


def test_a_treaty_opened_for_signature_and_one_that_is_told_of_by_its_day() -> None:
    found = by_name(
        "The Outer Space Treaty was opened for signature in London and Moscow on 27 January 1967. On behalf of Norway Karl Berg signed a"
        " treaty on 14 May 1897 which left the colony smaller."
    )
    assert found["Outer Space Treaty"]["signed"] == "1967-01-27"
    assert found["treaty"]["signed"] == "1897-05-14"


def test_how_long_talks_lasted_and_another_treaty_lasts_is_no_term() -> None:
    found = by_name(
        "For years nothing was signed: talks on a whaling treaty dragged on for three years, and the Whaling Treaty was signed in 1968."
        " Norway and Sweden signed in"
        " Oslo on"
        " 26 May 1972 the Coast Treaty and an Interim Agreement limiting ships for five years."
    )
    assert {name: t.get("term_years") for name, t in found.items()} == {
        "Whaling Treaty": None,
        "Coast Treaty": None,
        "Interim Agreement": "5",
    }


def test_treaties_of_one_town_and_of_one_name_by_their_days() -> None:
    found = by_name(
        "On 18 April 1951 Norway and Sweden signed the Treaty of Bergen. The way out was found by the Bergen Agreements of 23 October 1954."
        " Denmark signed the Treaty of Accession in Malmö on 22 January 1972. The Treaty of Accession with Greece was signed in Athens"
        " on 28"
        " May 1979."
    )
    assert {t["signed"] for t in found.values()} >= {"1951-04-18", "1954-10-23"}
    accessions = [
        t
        for t in records(
            read(
                "Denmark signed the Treaty of Accession in Malmö on 22 January 1972. The Treaty of Accession with"
                " Greece was signed in Athens on 28 May 1979."
            ),
            "treaties",
        )
    ]
    assert sorted(t["signed"] for t in accessions) == ["1972-01-22", "1979-05-28"]


def test_those_who_sign_another_treaty_in_a_town_are_not_the_sides_of_one_that_has_its_name() -> None:
    found = by_name(
        "The Brussels Treaty of 17 March 1948 was modified. Denmark, Ireland and Norway signed the Treaty of Accession in Brussels on 22"
        " January 1972."
    )
    assert sides(found["Brussels Treaty"]) == set()


def test_a_treaty_with_a_name_of_its_own_is_not_of_the_sides_of_the_title() -> None:
    found = by_name(
        "The Anglo-Japanese Alliance was signed in London on 30 January 1902 by Britain and Japan. A Nine-Power Treaty on China was"
        " signed on"
        " 6 February 1922. The dispute over the port was settled by a separate treaty of 4 February.",
        title="The Anglo-Japanese Alliance",
    )
    assert sides(found["Nine-Power Treaty on China"]) == set()
    assert found["separate treaty"]["signed"] == "1922-02-04"


def test_a_pact_that_is_called_by_its_year_and_denounced_is_a_treaty() -> None:
    found = by_name("Finland rejected the demands of the Soviet Union. Two days later Molotov denounced the non-aggression pact of 1932.")
    assert found["non-aggression pact"]["signed"] == "1932"
