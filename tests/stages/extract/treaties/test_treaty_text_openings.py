"""Texts of treaties of other openings and closes: communiqués, general acts, protocols, capitulations, notes, old peaces."""

from __future__ import annotations

from typing import Any

from flows.stages.extract.treaties.text.sides import uncapitalised
from tests.stages.extract.reading import records
from tests.stages.extract.treaties.telling import sides, text_of_treaty

COMMUNIQUE = (
    "JOINT COMMUNIQUÉ ON THE ESTABLISHMENT OF DIPLOMATIC RELATIONS BETWEEN THE KINGDOM OF NORWAY AND THE REPUBLIC OF PERU",
    "The Government of the Kingdom of Norway and the Government of the Republic of Peru, desirous of closer ties, have decided to"
    " establish diplomatic relations at the level of legations.",
    "Oslo, 4 May 1927",
    "For the Government of the Kingdom of Norway\nK. A. Berg\nMinister for Foreign Affairs",
    "For the Government of the Republic of Peru\nE. Ruiz\nMinister Plenipotentiary",
)
NOTES = (
    "EXCHANGE OF NOTES CONSTITUTING AN AGREEMENT BETWEEN NORWAY AND PORTUGAL ON VISAS. LISBON, 12 AND 19 MAY 1949",
    "I\n\nThe Norwegian Minister to the Portuguese Minister for Foreign Affairs",
    "Lisbon, May 12, 1949",
    "Excellency:",
    "I have the honor to propose that visas be free. This note and your reply shall constitute an agreement.",
    "Karl Berg",
    "II\n\nThe Portuguese Minister for Foreign Affairs to the Norwegian Minister",
    "Lisbon, 19 May 1949",
    "Sir,",
    "I have the honour to inform you that the Portuguese Government accepts your proposal.",
    "José Lima",
)


def treaty(*paragraphs: str) -> dict[str, Any]:
    return next(iter(records(text_of_treaty(*paragraphs), "treaties")))


def signers(t: dict[str, Any]) -> dict[str, str | None]:
    return {s["person_id"].removeprefix("x-"): s["actor_id"] for s in t["signatory"]}


def test_a_communique_on_relations_is_a_text_that_two_states_sign() -> None:
    t = treaty(*COMMUNIQUE)
    assert (t["kind"], t["status"], t["signed"], t["place_id"]) == ("communique", "signed", "1927-05-04", "oslo")
    assert sides(t) == {"norway", "peru"}
    assert signers(t) == {"k-a-berg": "norway", "e-ruiz": "peru"}


def test_notes_are_signed_by_those_who_wrote_them_for_their_sides() -> None:
    doc = text_of_treaty(*NOTES)
    t = next(iter(records(doc, "treaties")))
    assert (t["kind"], t["signed"], t["place_id"]) == ("exchange-of-notes", "1949-05-19", "lisbon")
    assert t["name"] == "Exchange of Notes Constituting an Agreement between Norway and Portugal on Visas"
    assert signers(t) == {"karl-berg": "norway", "jose-lima": "portugal"}
    assert doc.title == NOTES[0]
    assert next(iter(records(doc, "documents")))["issued"] == "1949-05-19"
    assert "authors" not in doc.meta


def test_the_text_of_a_treaty_is_of_the_day_and_the_place_of_its_signature() -> None:
    doc = text_of_treaty(
        "GENERAL ACT OF THE CONFERENCE ON LAKES",
        "The Plenipotentiaries of Norway, Denmark and Peru, having considered the lakes, have adopted the following provisions:",
        "Article 1. Navigation shall be free.\n\nArticle 2. No dues shall be levied.",
        "Done at Oslo, the second day of July, 1890.",
    )
    t = next(iter(records(doc, "treaties")))
    assert (t["name"], t["kind"]) == ("General Act of the Conference on Lakes", "final-act")
    assert sides(t) == {"norway", "denmark", "peru"}
    own = next(iter(records(doc, "documents")))
    assert (own["issued"], own["place_id"]) == ("1890-07-02", "oslo")


def test_who_signs_with_initials_is_the_one_whom_the_list_names_in_full() -> None:
    t = treaty(
        "CONVENTION BETWEEN NORWAY AND PERU ON SHIPS",
        "His Majesty the King of Norway and the President of Peru, desirous of peace, have appointed as their Plenipotentiaries:",
        "His Majesty the King of Norway:\nMr. Karl Hagen, Envoy at Lima;",
        "The President of Peru:\nDr. Eduardo Salazar, Minister for Foreign Affairs;",
        "Who have agreed as follows:",
        "Article 1\n\nShips shall be free.\n\nArticle 2\n\nThis Convention shall be ratified.",
        "Done at Lima, 14 March 1928.",
        "(L.S.) KARL HAGEN\n(L.S.) E. SALAZAR",
    )
    assert signers(t) == {"karl-hagen": "norway", "eduardo-salazar": "peru"}


def test_a_protocol_of_two_representatives_with_numbered_points() -> None:
    t = treaty(
        "PROTOCOL",
        "The Government of Norway, represented by Dr. Karl Ritter, Head of Section, and the Government of Sweden, represented by Mr. Olof"
        " Lund, Minister Plenipotentiary, have this day agreed upon the following:",
        '1) Article 4 shall read: "Ships may enter."',
        "2) This Protocol shall come into force at once.",
        "Oslo, 3 November 1927.",
        "Dr. Karl Ritter m.p.\nOlof Lund m.p.",
    )
    assert sides(t) == {"norway", "sweden"}
    assert (t["kind"], t["signed"], t["place_id"]) == ("protocol", "1927-11-03", "oslo")
    assert signers(t) == {"karl-ritter": "norway", "olof-lund": "sweden"}


def test_a_title_goes_on_over_the_lines_that_say_between_whom_and_on_what() -> None:
    t = treaty(
        "MEMORANDUM OF UNDERSTANDING",
        "between",
        "the Ministry of Defence of the Kingdom of Denmark",
        "and",
        "the Ministry of Defence of the Kingdom of Norway",
        "on training",
        "The Ministry of Defence of the Kingdom of Denmark and the Ministry of Defence of the Kingdom of Norway, hereinafter referred to as"
        ' "the Parties",',
        "Desiring to work together,",
        "have reached the following understanding:",
        "1. The Parties will exchange officers.",
        "2. It will remain in effect for three years.",
        "Signed in Oslo on 17 March 1994 in two originals.",
    )
    assert (t["kind"], t["signed"], sides(t)) == ("memorandum", "1994-03-17", {"denmark", "norway"})
    between = "the Ministry of Defence of the Kingdom of Denmark and the Ministry of Defence of the Kingdom of Norway"
    assert t["name"] == f"Memorandum of Understanding between {between} on training"


def test_two_names_on_a_line_are_those_whom_the_list_names_in_full() -> None:
    t = treaty(
        "AGREEMENT",
        "Between the Government of Norway and the Government of Sweden concerning their frontier",
        "The King of Norway and the King of Sweden, desiring peace, have appointed as their plenipotentiaries:",
        "The King of Norway: Karl Holm, Minister of State, and Nils Berg, Chief of the Ministry of Foreign Affairs;",
        "The King of Sweden: Otto Ek, Minister of State, and Georg Falk, Minister of Foreign Affairs;",
        "Who have agreed as follows:",
        "Article 1\n\nThe frontier is drawn.\n\nArticle 2\n\nThis Agreement shall be ratified.",
        "Done at Oslo on 6 July 1950 in two copies.",
        "K. Holm                    O. Ek\nN. Berg                    G. Falk",
    )
    assert t["name"] == "Agreement Between the Government of Norway and the Government of Sweden concerning their frontier"
    assert signers(t) == {"karl-holm": "norway", "nils-berg": "norway", "otto-ek": "sweden", "georg-falk": "sweden"}


def test_the_words_of_its_own_making_are_not_those_of_another_agreement() -> None:
    t = treaty(
        "Agreement for Assistance between Norway and Sweden",
        "The Government of Norway and the Government of Sweden hereby agree as follows:",
        "Article I\nSweden shall provide teachers.\n\nArticle II\nThis Agreement shall continue in force until 30 June 1960.",
        "In witness whereof the undersigned signed this Agreement at Oslo on the first day of November nineteen hundred and fifty-four.",
    )
    assert (t["signed"], t["place_id"]) == ("1954-11-01", "oslo")


def test_a_declaration_of_two_who_met_is_of_the_day_and_town_below_it() -> None:
    t = treaty(
        "JOINT DECLARATION",
        "by the President of Finland and the Prime Minister of Norway",
        "The President of Finland, Mr. Karl Hall, and the Premier of Norway, Mr. Olof Dahl, meeting at Oslo on 19 and 20 April 1967,",
        "Considering the ties of history,",
        "Have agreed to establish a Committee, which shall meet twice a year.",
        "Done at Oslo, 20 April 1967",
    )
    assert (t["kind"], t["signed"], t["place_id"], sides(t)) == ("declaration", "1967-04-20", "oslo", {"finland", "norway"})


def test_a_capitulation_is_between_the_sides_of_the_commanders() -> None:
    t = treaty(
        "SURRENDER OF THE FORTRESS OF WESTPORT",
        "Articles of Capitulation agreed upon between Major-General Erik Lund, commanding the Danish forces before Westport, and"
        " Colonel Hans Weiss, commandant of the fortress, in the service of the King of Prussia",
        "I. The garrison shall lay down its arms.",
        "II. The officers shall keep their swords.",
        "Done in the camp before Westport, the 9th of October, 1848.",
        "E. LUND\nH. WEISS",
    )
    assert (t["kind"], t["signed"], sides(t)) == ("armistice", "1848-10-09", {"denmark", "prussia"})
    assert set(signers(t)) == {"erik-lund", "hans-weiss"}


def test_an_armistice_drawn_up_in_columns_at_a_headquarters() -> None:
    t = treaty(
        "ARMISTICE AGREEMENT",
        "concluded between the Commander-in-Chief of the Greek Forces and the Commander-in-Chief of the Bulgarian Forces",
        "The undersigned, duly authorised by their Governments, have agreed upon the following terms:",
        "I. Hostilities shall cease at noon on 31 July 1913.",
        "II. The troops shall remain where they are.",
        "Drawn up in French in two originals at the headquarters at Westport, 30 July 1913, at 6 p.m.",
        "For the Greek Command                     For the Bulgarian Command\nColonel Rallis                            General Petrov",
    )
    assert (t["signed"], t["place_id"], sides(t)) == ("1913-07-30", "x-westport", {"greece", "bulgaria"})
    assert signers(t) == {"rallis": "greece", "petrov": "bulgaria"}


def test_an_old_peace_with_articles_in_capitals_and_its_day_in_words() -> None:
    t = treaty(
        "TREATY OF PEACE",
        "In the name of Almighty God.",
        "The Emperor of Brazil and the Government of the United Provinces of the River Plate, wishing to end the war, have named for their"
        " plenipotentiaries the Marquis of Lima and General Tomás Prado, who agreed on the following articles.",
        "ART. 1. There shall be peace.\n\nART. 2. Prisoners shall be free.",
        "Given in the city of Oslo, on the 27th day of August in the year of our Lord one thousand eight hundred and twenty-eight.",
    )
    assert (t["signed"], t["place_id"], sides(t)) == ("1828-08-27", "oslo", {"brazil", "argentina"})


def test_a_town_with_the_name_of_a_nation_is_where_it_was_done() -> None:
    t = treaty(
        "TRADE AGREEMENT",
        "The Government of Canada and the Government of Norway, desiring to trade, have agreed as follows:",
        "Article I\nTrade shall be free.\n\nArticle II\nThis Agreement shall be ratified.",
        "DONE at Ottawa in duplicate this thirty-first day of March 1954.",
        "FOR THE GOVERNMENT OF CANADA:\nK. A. Hall\nC. D. Brown",
        "FOR THE GOVERNMENT OF NORWAY:\nE. Lund",
    )
    assert (t["signed"], t["place_id"]) == ("1954-03-31", "ottawa")
    assert signers(t) == {"k-a-hall": "canada", "c-d-brown": "canada", "e-lund": "norway"}


def test_an_envoy_to_the_minister_of_another_state_is_not_that_minister() -> None:
    doc = text_of_treaty("In May 1949 the Norwegian Ambassador to the Portuguese Prime Minister wrote a letter.")
    found = {m.surface: m.ref_id for m in doc.mentions if m.kind in ("actor", "person")}
    assert found == {"Norwegian Ambassador": "norway", "Portuguese Prime Minister": "antonio-de-oliveira-salazar"}


def test_short_words_in_capitals_are_written_small_where_they_are_common() -> None:
    assert uncapitalised("GENERAL ACT OF THE USSR") == "General Act of the USSR"
