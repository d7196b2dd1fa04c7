"""Texts of treaties in other forms than articles: notes of dates, columns of signatures, armistices, notes exchanged."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.stages.extract.reading import records
from tests.stages.extract.treaties.telling import text_of_treaty

TITLE = "TREATY OF COMMERCE BETWEEN NORWAY AND SWEDEN"
HEADNOTE = (
    "Signed at Oslo, May 4, 1927; approved by the Riksdag, November 8, 1927; ratified by Norway, December 2, 1927; ratifications exchanged"
    " at Copenhagen, February 14, 1928; entered into force March 15, 1928; denounced by Sweden, June 2, 1936."
)
SIDES = "The Government of Norway and the Government of Sweden, desirous of promoting commerce, have agreed as follows:"
ARTICLES = "Article 1. Commerce shall be free.\n\nArticle 2. This treaty shall remain in force for ten years."
CLOSE = "Done at Oslo, May 4, 1927, in two copies."


def own(*paragraphs: str) -> dict[str, Any]:
    return next(iter(records(text_of_treaty(*paragraphs), "treaties")))


def acts(*paragraphs: str) -> list[tuple[str, str, str | None, set[str]]]:
    events = records(text_of_treaty(*paragraphs), "events")
    return [(e["action"], e["date"], e.get("place_id"), {p["actor_id"] for p in e["participant"]}) for e in events if e["action"] != "sign"]


@pytest.mark.parametrize("note", [HEADNOTE, re.sub("; [a-z]", lambda m: f". {m[0][-1].upper()}", HEADNOTE)])
def test_each_clause_of_a_headnote_is_an_act_of_its_own(note: str) -> None:
    both = {"norway", "sweden"}
    assert acts(TITLE, note, SIDES, ARTICLES, CLOSE) == [
        ("ratify", "1927-11-08", None, {"riksdag", "sweden"}),
        ("ratify", "1927-12-02", None, {"norway"}),
        ("ratify", "1928-02-14", "copenhagen", both),
        ("enter-into-force", "1928-03-15", None, both),
        ("denounce-treaty", "1936-06-02", None, {"sweden"}),
    ]
    t = own(TITLE, note, SIDES, ARTICLES, CLOSE)
    assert (t["signed"], t["in_force"]) == ("1927-05-04", "1928-03-15")


def test_what_is_noted_below_the_signatures_is_an_act_of_both() -> None:
    names, note = "(Signed) KARL BERG\n(Signed) OLOF LUND", "Ratifications exchanged at Copenhagen, March 28, 1928."
    found = acts(TITLE, SIDES, ARTICLES, CLOSE, names, note)
    assert found == [("ratify", "1928-03-28", "copenhagen", {"norway", "sweden"})]


@pytest.mark.parametrize(
    ("names", "signers"),
    [
        ("Karl Berg            Olof Lund", {("x-karl-berg", "norway"), ("x-olof-lund", "sweden")}),
        ("Karl J. Berg         Olof Lund", {("x-karl-j-berg", "norway"), ("x-olof-lund", "sweden")}),
        # Where one name ends is unsaid.
        ("Karl Johan Berg      Olof Lund", set()),
    ],
)
def test_signatures_side_by_side_are_of_two(names: str, signers: set[tuple[str, str]]) -> None:
    t = own(TITLE, SIDES, ARTICLES, CLOSE, f"For Norway:          For Sweden:\n{names}")
    assert {(s["person_id"], s["actor_id"]) for s in t["signatory"]} == signers


def test_a_day_in_words_with_the_month_is_read() -> None:
    close = "Done at the city of Stockholm, on the seventeenth day of the month of August, nineteen hundred and thirty-eight."
    assert own(TITLE, SIDES, ARTICLES, close)["signed"] == "1938-08-17"


def test_a_town_that_is_spelt_somewhat_like_a_nation_is_a_town() -> None:
    close = "Done at Caracas, in duplicate, the eleventh day of October, in the year of our Lord one thousand eight hundred and fifty-five."
    assert own(TITLE, SIDES, ARTICLES, close)["place_id"] == "caracas"


def test_the_articles_of_a_text_are_of_no_treaty_that_it_refers_to() -> None:
    referring = SIDES.replace("desirous", "referring to the Agreement on Fisheries signed at Bergen on 19 April 1921, desirous")
    found = list(records(text_of_treaty(TITLE, referring, ARTICLES, CLOSE), "treaties"))
    assert {t["name"]: [a["article"] for a in t["article"]] for t in found} == {
        "Treaty of Commerce between Norway and Sweden": ["1", "2"],
        "Agreement on Fisheries": [],
    }


def test_an_armistice_of_numbered_paragraphs_is_a_text_of_its_own() -> None:
    t = own(
        "ARMISTICE BETWEEN NORWAY AND SWEDEN",
        "Between General Berg, Commander of the Norwegian Army, on the one part, and General Lund, on the other part, the following"
        " convention has been concluded:",
        "1. Hostilities shall cease from this day.\n\n2. The Norwegian troops shall withdraw.\n\n3. Prisoners shall be exchanged.",
        "Done at Karlstad, the 2nd of September, 1905.",
        "(Signed) BERG\n(Signed) LUND",
    )
    assert (t["kind"], t["signed"], {p["actor_id"] for p in t["party"]}) == ("armistice", "1905-09-02", {"norway", "sweden"})
    assert [a["article"] for a in t["article"]] == ["1", "2", "3"]


def test_notes_exchanged_are_an_agreement_of_the_day_of_the_second() -> None:
    t = own(
        "No. 417",
        "NORWAY and SWEDEN",
        "Exchange of notes constituting an agreement relating to visas. Oslo, 6 and 22 March 1954",
        "Came into force on 1 April 1954, in accordance with the terms of the said notes.",
        "I",
        "The Swedish Minister at Oslo to the Minister for Foreign Affairs of Norway",
        "Oslo, 6 March 1954",
        "I have the honour to propose that visas be abolished. I suggest that this note and your reply should be regarded as"
        " constituting an agreement between our Governments.",
        "Karl LUND",
        "II",
        "The Minister for Foreign Affairs of Norway to the Swedish Minister at Oslo",
        "Oslo, 22 March 1954",
        "I have the honour to confirm that my Government accept the proposal, and that your note and this reply constitute an agreement.",
        "Olaf BERG",
    )
    assert (t["name"], t["kind"]) == ("Exchange of notes constituting an agreement relating to visas", "exchange-of-notes")
    assert (t["signed"], t["in_force"], {p["actor_id"] for p in t["party"]}) == ("1954-03-22", "1954-04-01", {"norway", "sweden"})


OLD = (
    "Treaty of Peace between the Crown of Denmark and the States General",
    "Be it known to all whom it may concern, that whereas a war had arisen between the Most Serene and Most Potent Prince and Lord,"
    " Frederick the Third, King of Denmark and Norway, on the one part, and the High and Mighty Lords, the States General of the United"
    " Netherlands, on the other part, they have named for their Plenipotentiaries: His Majesty of Denmark, the Lords Otto Krag and Karl"
    " Berg; and the States General, the Lords Jan van Holm and Pieter Lind; who, having exchanged their full powers, have agreed upon the"
    " following.",
    "Article I. There shall be a perpetual peace between them.",
    "II. If either should be attacked by any other, the other shall be bound to succour him with six thousand foot.",
    "III. The present Treaty shall endure for the space of fifteen years.",
    "Done at Copenhagen, the 29th day of April, in the year of our Lord one thousand six hundred and sixty-three.",
    "(L.S.) Otto Krag.", "(L.S.) J. van Holm.",
)


def test_an_old_treaty_has_its_year_in_words_its_articles_in_numerals_and_its_space_of_years() -> None:
    doc = text_of_treaty(*OLD)
    (t,) = (t for t in records(doc, "treaties") if t.get("status") == "signed" and t["name"].startswith("Treaty of Peace"))
    assert (t["signed"], t["place_id"], t["term_years"], t["defence"]) == ("1663-04-29", "copenhagen", "15", "true")
    assert {p["actor_id"] for p in t["party"]} == {"denmark", "netherlands"}
    assert [a["article"] for a in t["article"]] == ["1", "2", "3"]
    assert {(s["person_id"], s["actor_id"]) for s in t["signatory"]} == {("x-otto-krag", "denmark"), ("x-j-van-holm", "netherlands")}


def test_commanders_who_sign_an_armistice_sign_for_the_army_beside_their_name() -> None:
    doc = text_of_treaty(
        "Armistice Convention between the Ottoman Army and the Hellenic Army",
        "The undersigned, General Berg Pasha, Commander-in-Chief of the Imperial Ottoman Army, on the one hand, and Major-General Holmis,"
        " Chief of the Hellenic General Staff, on the other hand, furnished with full powers, have agreed upon the following:",
        "1. Hostilities shall cease on 20 May 1897.", "2. Prisoners shall be exchanged without delay.",
        "Done in duplicate at Lamia, this nineteenth day of May 1897.", "(Signed) BERG", "(Signed) K. HOLMIS",
    )
    (t,) = records(doc, "treaties")
    assert t["signed"] == "1897-05-19" and {p["actor_id"] for p in t["party"]} == {"ottoman-empire", "greece"}
    assert {s["actor_id"] for s in t["signatory"]} == {"ottoman-empire", "greece"}


def test_ministers_whom_a_preamble_names_by_their_office_sign_for_its_state() -> None:
    doc = text_of_treaty(
        "CONVENTION BETWEEN THE ARGENTINE REPUBLIC AND THE REPUBLIC OF CHILE ON NAVAL ARMAMENTS",
        "The Minister of Foreign Affairs of the Republic of Chile, José Vergara, and the Envoy Extraordinary of the Argentine Republic,"
        " Juan Terry, duly authorised thereto, have agreed to the following Convention:",
        "ARTICLE 1", "The two Governments desist from building ships of war.", "ARTICLE 2", "This Convention shall be ratified.",
        "In faith whereof they have signed it at Santiago, May 28, 1902.", "(L.S.) J. VERGARA", "(L.S.) J. TERRY",
    )
    (t,) = records(doc, "treaties")
    assert sorted(s["actor_id"] for s in t["signatory"]) == ["argentina", "chile"]


def test_notes_that_say_they_make_an_agreement_are_a_treaty_though_they_read_as_letters() -> None:
    doc = text_of_treaty(
        "Exchange of Notes constituting an Agreement between the Government of Australia and the Government of Indonesia on Air Services",
        "Djakarta, 7 June 1967", "Excellency,", "I have the honour to refer to our talks, and to propose the following:",
        "1. Each Government grants to the other the right to operate three services weekly.",
        "I have the honour to suggest that the present note and your reply should constitute an agreement between our two Governments.",
        "Accept, Excellency, the assurances of my highest consideration.", "M. BERG",
    )
    (t,) = (t for t in records(doc, "treaties") if t.get("status") == "signed")
    assert (t["kind"], t["signed"]) == ("exchange-of-notes", "1967-06-07")
    assert {p["actor_id"] for p in t["party"]} == {"australia", "indonesia"}


def test_a_protocol_in_roman_numerals_has_the_day_of_its_close_on_which_it_cedes() -> None:
    doc = text_of_treaty(
        "PROTOCOL", "between the French Republic and the Kingdom of Siam, modifying the Convention of February 13, 1904",
        "The Government of the French Republic and the Government of Siam, having recognised the need of it, have agreed as follows:",
        "I. The Siamese Government cedes to France the territory of Battambang.", "II. The present Protocol shall be ratified.",
        "Done at Bangkok, in two copies, the 29th of June, 1904.",
    )
    (t,) = (t for t in records(doc, "treaties") if t["kind"] == "protocol")
    assert t["signed"] == "1904-06-29"
    assert [e["date"] for e in records(doc, "events") if e["action"] == "cede"] == ["1904-06-29"]


def test_a_capitulation_is_between_those_whose_troops_its_commanders_lead() -> None:
    doc = text_of_treaty(
        "Capitulation of the City and Citadel of Westhaven",
        "Agreed upon between His Excellency General Sir John Berg, commanding the troops of His Britannic Majesty, and Major-General Holm,"
        " commanding those of the French Republic",
        "Article 1. The garrison shall march out.", "Article 2. The ships shall be delivered up.",
        "Concluded before Westhaven this 30th day of August 1801.", "(Signed) J. BERG.", "(Signed) HOLM.",
    )
    (t,) = records(doc, "treaties")
    assert t["signed"] == "1801-08-30" and {p["actor_id"] for p in t["party"]} == {"united-kingdom", "france"}
    assert [s["actor_id"] for s in t["signatory"]] == ["united-kingdom", "france"]


def test_two_emperors_make_preliminaries_of_peace() -> None:
    doc = text_of_treaty(
        "Preliminaries of Peace",
        "His Majesty the Emperor of All the Russias and His Majesty the Emperor of the Ottomans, wishing to end the war, have agreed"
        " upon the following preliminary articles:",
        "ARTICLE FIRST. All hostility shall cease.", "ARTICLE SECOND. The Pruth shall form the boundary.",
        "Signed at Giurgevo, the 16/28 May 1812.",
    )
    (t,) = records(doc, "treaties")
    assert t["signed"] == "1812-05-28" and {p["actor_id"] for p in t["party"]} == {"russian-empire", "ottoman-empire"}


def test_an_agreement_that_says_on_the_following_is_the_text_of_one() -> None:
    doc = text_of_treaty(
        "Trade Agreement between Ghana and the People's Republic of Bulgaria",
        "The Government of Ghana and the Government of the People's Republic of Bulgaria, anxious to develop trade, have agreed on the"
        " following:",
        "1. The Contracting Parties shall grant each other most-favoured-nation treatment.",
        "2. This Agreement shall come into force on the date of signature, and shall remain valid for a term of five (5) years.",
        "3. The present Agreement supersedes the Trade Agreement signed in Accra on 11 March 1959.",
        "Done and signed at Sofia on this 5th day of October, 1961, in two original copies.",
        "For the Government of Ghana\n(Sgd.) F. K. Berg",
        "For the Government of the People's Republic of Bulgaria\n(Sgd.) Ivan M. Holm",
    )
    assert doc.genre == "treaty-text"
    (t,) = (t for t in records(doc, "treaties") if t.get("term_years"))
    assert (t["signed"], t["term_years"], t["place_id"]) == ("1961-10-05", "5", "sofia")
    assert {(s["person_id"], s["actor_id"]) for s in t["signatory"]} == {("x-f-k-berg", "ghana"), ("x-ivan-m-holm", "bulgaria")}


def test_what_a_text_says_was_signed_on_another_day_is_another_treaty() -> None:
    doc = text_of_treaty(
        "Treaty of Friendship between Norway and Persia",
        "His Majesty the King of Norway and His Imperial Majesty the Shah of Persia, being desirous of friendship, have agreed as follows:",
        "Article 1\nThere shall be peace and friendship between Norway and Persia.",
        "Article 2\nThe present Treaty replaces the treaty signed at Constantinople on 5 November 1857.",
        "Done at Teheran, in duplicate, on 8 May 1930.",
    )
    assert {t["signed"] for t in records(doc, "treaties")} == {"1930-05-08", "1857-11-05"}
