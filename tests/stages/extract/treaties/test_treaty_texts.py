"""Texts of treaties: what the treaty that a document is the text of says of itself."""

from __future__ import annotations

from typing import Any

import pytest

from flows.stages import clean, segment
from flows.stages.extract import extract
from flows.stages.extract.treaties.text.own import LOCAL_ID, RULE
from flows.stages.model import Document
from flows.stages.recognise import recognise
from tests.stages.extract.reading import records

ARTICLES = (
    "\n\nARTICLE 1.\n\nPeace is hereby established between the parties, and the said nation do hereby cede to the United States the hill"
    " of pines.\n\nARTICLE 2.\n\nThe United States agree to pay four dollars for it.\n\n"
)


def own(text: str) -> dict[str, Any]:
    """The treaty of its own that a text without a known genre is read as."""
    doc = Document("text", "text", "text.txt", text + "\n")
    clean.clean(doc)
    segment.segment(doc)
    recognise(doc)
    extract(doc)
    first = {s.local_id: s.rule_id for s in doc.statements if s.record_type == "treaties" and s.field is None}
    assert RULE in first.values(), (doc.genre, first)
    return next(r for r in records(doc, "treaties") if set(r["quotes"]) & _quotes(doc))


def _quotes(doc: Document) -> set[str]:
    return {doc.text[s.start : s.end] for s in doc.statements if s.local_id == LOCAL_ID and s.record_type == "treaties"}


def nations(record: dict[str, Any]) -> set[str]:
    return {p["actor_id"] for p in record["party"]}


@pytest.mark.parametrize(
    ("preamble", "close", "signed"),
    [
        # The preamble alone, in figures and in words.
        ("made and concluded at Fort Brown, on the fourth day of May, 1831,", "", "1831-05-04"),
        ("made and concluded at Fort Brown, on the fourth day of May, eighteen hundred and thirty-one,", "", "1831-05-04"),
        # The close says when those who had met signed.
        (
            "begun and held at Fort Brown, on the first day of May, 1831,",
            "Done at Fort Brown, this 4th day of May, in the year of our Lord one thousand eight hundred & thirty one.",
            "1831-05-04",
        ),
        # A close that points back, and what was added to the text later.
        (
            "made and concluded at Fort Brown, on the fourth day of May, 1831,",
            "In testimony whereof the said commissioner has set his hand, the day and year first above written.\n\nThe above was read to us"
            " once more. In testimony whereof we have hereunto set our hands this tenth day of June, 1831.",
            "1831-05-04",
        ),
        (
            "made and concluded at Fort Brown, on the fourth day of May, 1831,",
            "We agree to the amendments of the Senate. In testimony whereof we have hereunto set our hands this tenth day of June, 1834.",
            "1831-05-04",
        ),
        # The day of another treaty, to which this one is added.
        (
            "supplementary to the treaty made at Fort Grey, on the third day of June, 1825,",
            "Done at Fort Brown, this fourth day of May, 1831.",
            "1831-05-04",
        ),
    ],
)
def test_the_day_of_signature(preamble: str, close: str, signed: str) -> None:
    found = own(f"Articles of a treaty {preamble} between the United States and the chiefs of the Wyandot nation.{ARTICLES}{close}")
    assert found["signed"] == signed
    assert nations(found) == {"united-states", "wyandot-nation"}


def test_those_who_bind_themselves_write_a_text() -> None:
    found = own(
        "We, the undersigned chiefs of the Wyandot nation, do, on this 27th day of August, A. D. 1842, hereby consent and agree to cede to"
        " the United States the hill of pines.\n\nFirst. The hill shall be surveyed.\n\nSecond. It shall be paid for."
    )
    assert (found["signed"], nations(found)) == ("1842-08-27", {"united-states", "wyandot-nation"})


def test_a_preamble_in_capitals() -> None:
    found = own(
        f"ARTICLES OF AGREEMENT MADE AND CONCLUDED AT WOLF AGENCY, JUNE 23, 1874, BETWEEN THE UNITED STATES AND THE WYANDOTS.{ARTICLES}"
    )
    assert (found["signed"], found["place_id"]) == ("1874-06-23", "x-wolf-agency")


def test_the_place_with_the_day_goes_before_one_of_another_treaty() -> None:
    found = own(
        "A treaty between the United States and the chiefs of the Wyandot nation, being supplementary to the treaty made and concluded at"
        f" Fort Grey, on the 3d June, 1825.{ARTICLES}Done at Boston, the fourth of May, 1831."
    )
    assert (found["place_id"], found["signed"]) == ("boston", "1831-05-04")


def test_a_place_with_the_name_of_a_nation() -> None:
    found = own(
        "A treaty between the United States and the chiefs of the Wyandot nation."
        f"{ARTICLES}In witness whereof the chiefs have hereto set their hands, at Oneida, the second day of December, 1794."
    )
    assert found["place_id"] == "x-oneida" or found["place_id"].endswith("oneida")


def test_other_spellings_of_a_nation() -> None:
    found = own(
        f"Articles of a treaty concluded at Fort Brown, May 4, 1831, between the United States and the tribe of the Kikapoes.{ARTICLES}"
    )
    assert nations(found) == {"united-states", "kickapoo-nation"}


def test_a_treaty_between_states() -> None:
    found = own(
        "The Government of Norway and the Government of Persia, desirous of settling the trade between them, have agreed as follows:\n\n"
        "Article 1\n\nThe goods of either country shall enter the other without duty.\n\nArticle 2\n\nThis Convention shall remain in force"
        " for a period of ten years.\n\nDone at Oslo on 8 May 1930 in two copies, each in both languages."
    )
    assert (found["kind"], found["signed"], found["place_id"], found["term_years"]) == ("convention", "1930-05-08", "oslo", "10")
    assert nations(found) == {"norway", "iran"}
    assert [a["article"] for a in found["article"]] == ["1", "2"]


def test_the_fields_at_the_head_of_a_digest() -> None:
    found = own(
        "TREATY OF FRIENDSHIP BETWEEN NORWAY AND PERSIA\n\nSigned: Oslo, 8 May 1930\n\nParties: Norway; Persia\n\n"
        "Printed in: League of Nations Treaty Series\n\nArticle 1\n\nThe parties undertake to keep the peace.\n\n"
        "Article 2\n\nThe treaty is concluded for five years."
    )
    assert nations(found) == {"norway", "iran"}
    assert (found["place_id"], found["signed"], found["term_years"]) == ("oslo", "1930-05-08", "5")


def test_a_sentence_that_tells_of_a_treaty_is_not_its_text() -> None:
    doc = Document("d", "d", "d.txt", "A treaty of friendship between Norway and Persia was concluded in 1846.\n")
    clean.clean(doc)
    assert doc.genre is None
    for stage in (segment.segment, recognise, extract):
        stage(doc)
    assert [e["action"] for e in records(doc, "events")] == ["sign"]


NORLAND = (
    "Article 1\n\nThere shall be perpetual friendship between the High Contracting Parties. Each undertakes to come to the assistance of"
    " the other if Germany or France attacks it.\n\nArticle 2\n\nThe present Treaty shall be ratified. It shall be binding during ten"
    " years.\n\n"
)


def signed_for(record: dict[str, Any]) -> dict[str, str | None]:
    return {p["person_id"]: p["actor_id"] for p in record["signatory"]}


def test_the_sides_are_those_of_the_opening_and_not_of_the_articles_or_the_languages() -> None:
    found = own(
        "TREATY OF FRIENDSHIP BETWEEN THE KINGDOM OF NORWAY AND THE REPUBLIC OF TURKEY\n\nHis Majesty the King of Norway, of the one part,"
        " and the President of the Turkish Republic, of the other part,\n\nBeing desirous of strengthening the ties of friendship which"
        " unite their peoples, have resolved to conclude a Treaty to this effect and have appointed as their Plenipotentiaries:\n\nHis"
        " Majesty the King of Norway: Mr. Olaf Lund, Minister Plenipotentiary at Angora;\n\nThe President of the Turkish Republic: Kemal"
        " Bey Sungur, Minister for Foreign Affairs;\n\nWho, having communicated their full powers, have agreed as follows:\n\n"
        f"{NORLAND}Done at Angora, in the Persian and French languages, this twenty-fifth day of May, one thousand nine hundred and"
        " twenty-eight.\n\n(L.S.) Olaf Lund\n(L.S.) Kemal Bey Sungur"
    )
    assert nations(found) == {"norway", "turkey"}
    assert found["name"] == "Treaty of Friendship between the Kingdom of Norway and the Republic of Turkey"
    assert (found["signed"], found["place_id"], found["term_years"]) == ("1928-05-25", "ankara", "10")
    assert signed_for(found) == {"x-olaf-lund": "norway", "x-kemal-bey-sungur": "turkey"}
    assert {"friendship", "defence"} <= found.keys()


def test_the_second_crown_of_a_head_is_no_side() -> None:
    found = own(
        "TREATY OF ALLIANCE\n\nHis Majesty the Emperor of Austria, King of Hungary and Bohemia, and His Majesty the King of Prussia,"
        f" convinced that the repose of Europe rests upon their union, have agreed upon the following Articles.\n\n{NORLAND}"
        "Done at Teplitz, the 9th September, 1813.\n\nThe Prince of METTERNICH.\nThe Baron of HARDENBERG."
    )
    assert nations(found) == {"austrian-empire", "prussia"}
    assert signed_for(found) == {"klemens-von-metternich": "austrian-empire", "karl-august-von-hardenberg": "prussia"}


def test_the_lines_of_the_signatures_say_for_whom() -> None:
    found = own(
        "CONVENTION RELATING TO THE NAVIGATION OF THE LOWER RIVER\n\nThe Governments of Norway, Denmark and Peru,\n\nHaving resolved to"
        f" regulate navigation, have agreed as follows:\n\n{NORLAND}Done at Oslo, the second of June nineteen hundred and thirty-one, in a"
        " single copy.\n\nFor Norway:\n(Signed) Olaf LUND.\n\nFor Denmark:\n(Signed) Karl BERG.\n\nFor Peru: Carlos Sol\n"
    )
    assert nations(found) == {"norway", "denmark", "peru"}
    assert signed_for(found) == {"x-olaf-lund": "norway", "x-karl-berg": "denmark", "x-carlos-sol": "peru"}


def test_a_title_in_capitals_gives_sides_day_and_place_where_the_close_does_not() -> None:
    found = own(
        "No. 28. - CONVENTION OF COMMERCE BETWEEN NORWAY AND THE KINGDOM OF SIAM. SIGNED AT BANGKOK, JULY 14, 1925\n\nHIS MAJESTY THE KING"
        f" OF NORWAY and HIS MAJESTY THE KING OF SIAM, being desirous of extending their trade, have agreed as follows:\n\n{NORLAND}"
        "IN WITNESS WHEREOF the Plenipotentiaries have signed the present Treaty.\n"
    )
    assert (found["name"], found["kind"]) == ("Convention of Commerce between Norway and the Kingdom of Siam", "convention")
    assert (found["signed"], found["place_id"], nations(found)) == ("1925-07-14", "bangkok", {"norway", "thailand"})


def test_notes_that_were_exchanged_are_a_treaty() -> None:
    found = own(
        "EXCHANGE OF NOTES BETWEEN THE GOVERNMENT OF NORWAY AND THE GOVERNMENT OF PERU ON THE ENTRY OF BOOKS\nLima, 3 March 1953\n\n"
        "I have the honour to propose that the present note and your reply shall be regarded as constituting an agreement between our two"
        " Governments.\n\nI have the honour to inform Your Excellency that my Government accepts the proposal.\n"
    )
    assert (found["kind"], found["signed"], nations(found)) == ("exchange-of-notes", "1953-03-03", {"norway", "peru"})


def test_a_text_is_evidence_of_its_signing_and_its_articles_tell_no_acts() -> None:
    doc = Document(
        "d",
        "d",
        "d.txt",
        "TREATY BETWEEN NORWAY AND DENMARK\n\nThe Government of Norway and the Government of Denmark, recalling the Treaty of Friendship"
        f" signed at Bergen on 4 May 1902, have agreed as follows:\n\n{NORLAND}Article 3\n\nNorway cedes to Denmark the island of Senja."
        " The Parties shall consult with Germany and withdraw their troops.\n\nDone at Oslo on 8 May 1930.\n",
    )
    for stage in (clean.clean, segment.segment, recognise, extract):
        stage(doc)
    told = {(e["action"], e.get("date")) for e in records(doc, "events")}
    assert told == {("sign", "1930-05-08"), ("cede", "1930-05-08")}
    assert {t["signed"] for t in records(doc, "treaties")} == {"1930-05-08", "1902-05-04"}


def test_a_list_of_powers_in_two_parts() -> None:
    found = own(
        "TREATY OF PEACE\n\nTHE UNITED STATES OF AMERICA, THE BRITISH EMPIRE and JAPAN,\n\nThese Powers being described in the present"
        " Treaty as"
        " the Principal Powers,\n\nBELGIUM and SIAM,\n\nof the one part;\n\nAnd GERMANY,\n\nof the other part;\n\nBearing in mind that"
        " the war"
        " originated in the declaration of war by Austria-Hungary against Serbia,\n\nFor this purpose represented as follows:\n\nTHE"
        " PRESIDENT"
        " OF THE UNITED STATES OF AMERICA, by:\nThe Honourable Woodrow WILSON, President of the United States;\n\nHave agreed as"
        " follows:\n\n"
        f"{NORLAND}Done at Versailles, the twenty-eighth day of June, one thousand nine hundred and nineteen.\n"
    )
    assert nations(found) == {"united-states", "united-kingdom", "japan", "belgium", "thailand", "germany"}
    assert signed_for(found) == {"woodrow-wilson": "united-states"}


def test_the_last_line_may_give_place_and_day() -> None:
    found = own(
        "AGREEMENT ON BILATERAL RELATIONS BETWEEN THE GOVERNMENT OF INDIA AND THE GOVERNMENT OF PAKISTAN\n\nThe Government of India and the"
        " Government of Pakistan are resolved that the two countries put an end to the conflict. They have agreed as"
        " follows:\n\nArticle 1\n\n"
        "Indian and Pakistani forces shall respect the line resulting from the ceasefire of December 17, 1971.\n\nArticle 2\n\nThis"
        " Agreement"
        " will be subject to ratification.\n\nSimla, the 2nd July 1972\n"
    )
    assert (found["signed"], found["place_id"], nations(found)) == ("1972-07-02", "simla", {"india", "pakistan"})


def test_a_joint_declaration_and_those_who_sign_on_one_line() -> None:
    found = own(
        "JOINT DECLARATION BY THE UNION OF SOVIET SOCIALIST REPUBLICS AND JAPAN\n\nSigned at Moscow on 19 October 1956\n\nAs a result of"
        " negotiations agreement was reached on the following:\n\n1. The state of war shall cease on the date on which this Declaration"
        " enters"
        " into force.\n\n2. This Joint Declaration is subject to ratification.\n\nDONE in two copies, both texts being equally"
        " authentic.\n\n"
        "Moscow, October 19, 1956.\n\nFor the USSR: N. BULGANIN, D. SHEPILOV\nFor Japan: Ichiro HATOYAMA\n"
    )
    assert (found["kind"], found["signed"], nations(found)) == ("declaration", "1956-10-19", {"soviet-union", "japan"})
    assert signed_for(found) == {"nikolai-bulganin": "soviet-union", "dmitri-shepilov": "soviet-union", "ichiro-hatoyama": "japan"}


def test_majesties_by_their_styles_and_namesakes_among_the_signers() -> None:
    found = own(
        "Treaty of Peace and Amity between His Britannic Majesty and the United States of America.\n\nHis Britannic Majesty and the United"
        " States of America, desirous of terminating the war, have appointed their Plenipotentiaries, that is to say: His Britannic"
        " Majesty,"
        " on his part, has appointed William Adams, Esquire; and the President of the United States has appointed John Quincy Adams;"
        " Who have"
        " agreed upon the following articles:\n\nARTICLE THE FIRST. There shall be a firm peace.\n\nARTICLE THE SECOND. The United"
        " States engage"
        " to put an end to hostilities.\n\nDone at Ghent, the twenty-fourth day of December, one thousand eight hundred and fourteen.\n\n"
        "WILLIAM ADAMS. [SEAL.]\nJOHN QUINCY ADAMS. [SEAL.]\n"
    )
    assert nations(found) == {"united-kingdom", "united-states"}
    assert signed_for(found) == {"x-william-adams": "united-kingdom", "john-quincy-adams": "united-states"}
