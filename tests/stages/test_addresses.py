"""To whom a letter is addressed, and what else the lines around its date and under its signature say."""

from __future__ import annotations

import pytest

from flows.stages import dateline
from flows.stages.extract import document
from tests.stages.heads import PROSE, names, read


@pytest.mark.parametrize(("foot", "recipient"), [
    ("The Right Honourable\nSir Otto Lund, Bart., M.P.,\n&c., &c., &c.", "Sir Otto Lund"),
    ("Otto Lund, Esq.\nMinister Plenipotentiary at Oslo.", "Otto Lund"),
    ("His Excellency\nOtto Lund,\nAmbassador of Norway.", "Otto Lund"),
    ("The Honorable Otto T. Lund\nSecretary of Trade\nWashington, D.C.", "Otto T. Lund"),
    ("To the Minister of Trade of Norway.", "the Minister of Trade of Norway"),
    ("Sir Otto Lund, K.G.\nOslo", "Sir Otto Lund"),
])
def test_the_address_under_a_signature_says_to_whom_a_letter_goes(foot: str, recipient: str) -> None:
    close = "I am, with great respect, Sir, your obedient servant,"
    doc = read(f"Riga, May 4th, 1907.\n\nSir,\n\n{PROSE}\n\n{close}\n\nKARL BERG.\n\n{foot}")
    assert (names(doc, "authors"), names(doc, "recipients"), doc.title) == (["KARL BERG"], [recipient], None)


def test_the_address_above_a_greeting_says_to_whom_a_letter_goes() -> None:
    head = "Riga, 5 April 1951\n\nHis Excellency Mr. Otto Lund\nMinister of Trade\nOslo\n\nExcellency,"
    doc = read(f"{head}\n\n{PROSE}\n\nKarl Berg\nAmbassador")
    assert (names(doc, "authors"), names(doc, "recipients"), doc.title) == (["Karl Berg"], ["Mr. Otto Lund"], None)


def test_a_town_under_the_office_above_it_is_the_place_and_no_title() -> None:
    doc = read(f"MINISTRY OF FOREIGN AFFAIRS\nRIGA\n\n18 May 1936\n\nDear Mr. Lund,\n\n{PROSE}\n\nYours sincerely,\nKarl Berg")
    assert (doc.title, doc.meta["place"], doc.meta["issued"]) == (None, "RIGA", "1936-05-18")
    assert names(doc, "authors") == ["Karl Berg"]
    title = "The Minister of Trade (Berg) to the Envoy in Norway (Lund)"
    doc = read(f"{title}\n\n[Telegram—Translation]\n\nRiga, May 3, 1904.\n\n{PROSE}\n\nBERG")
    assert (doc.title, names(doc, "recipients")) == (title, ["Lund"])


@pytest.mark.parametrize(("line", "issued", "place"), [
    ("RM 41/40          RIGA, October 3, 1940.", "1940-10-03", "RIGA"),
    ("No. 55      RIGA, June 4, 1912.", "1912-06-04", "RIGA"),
    ("I.C.P. 144   Held at the Quai d'Orsay, Paris, on Wednesday, March 14th, 1923, at 10.30 a.m.", "1923-03-14", "Quai d'Orsay, Paris"),
    ("NO: 618, MARCH 3, 7 PM, 1960", "1960-03-03", None),
])
def test_a_dateline_may_stand_behind_the_number_of_the_document(line: str, issued: str, place: str | None) -> None:
    found = dateline.read(" ".join(line.split()), 0)
    assert found is not None and (found.issued, found.place) == (issued, place)


def test_the_day_of_a_newspaper_and_of_a_meeting_is_that_of_its_title() -> None:
    doc = read(f"THE NORTHERN STAR, FRIDAY, MAY 19, 1882\n\nTHE TREATY\n\n{PROSE}\n\n{PROSE}\n")
    assert doc.meta["issued"] == "1882-05-19"
    title = "CONCLUSIONS of a Meeting of the Cabinet held at 10 Downing Street, on Thursday, 26th July, 1956, at 11.10 a.m."
    doc = read(f"{title}\n\n{PROSE}\n\nCabinet Office, S.W.1,\n27th July, 1956.")
    assert doc.meta["issued"] == "1956-07-26"


@pytest.mark.parametrize(("line", "ref"), [
    ("FO 371/24849                SECRET", "FO 371/24849"), ("711.654/3-849: Telegram", "711.654/3-849"),
])
def test_a_reference_is_without_its_marking(line: str, ref: str) -> None:
    doc = read(f"{line}\n\nThe Minister in Latvia (Berg) to the Secretary of Trade\n\nRiga, March 8, 1949.\n\n{PROSE}\n")
    assert doc.meta["archive_ref"] == ref and doc.genre == "correspondence"


def test_a_state_stands_before_those_who_sit_for_it() -> None:
    present = "PRESENT:\nBelgium: M. Orts, Admiral Dahl\nNorway: Senator Berg"
    doc = read(f"Minutes of the Third Meeting\n\nRiga, March 18, 1921\n\n{present}\n\n{PROSE}\n")
    assert [(p["name"], p["side"]) for p in doc.meta["participants"]] == [
        ("M. Orts", "Belgium"), ("Admiral Dahl", "Belgium"), ("Senator Berg", "Norway"),
    ]


def test_initials_that_an_editor_wrote_out_and_old_first_names_sign() -> None:
    doc = read(f"Record of a conversation with the Norwegian Minister\n\nRiga, 18th November, 1940\n\n{PROSE}\n\nK. [Berg]")
    assert names(doc, "authors") == ["Berg"]
    doc = read(f"Riga, May 4th, 1807.\n\nSir,\n\n{PROSE}\n\nYour most obedient servant,\n\nTH: HOLM")
    assert names(doc, "authors") == ["TH: HOLM"] and doc.genre == "correspondence"


def test_a_line_in_capitals_under_the_title_says_between_whom_a_talk_was() -> None:
    talk = "RECORD OF THE CONVERSATION BETWEEN THE FOREIGN MINISTER AND THE NORWEGIAN MINISTER, M. KARL BERG, IN RIGA ON OCTOBER 2, 1940"
    doc = read(f"Memorandum by an Official of the Secretariat\n\nRM 41/40    RIGA, October 3, 1940.\n\n{talk}\n\n{PROSE}\n")
    assert [(p["name"], p.get("office")) for p in doc.meta["participants"]] == [
        ("FOREIGN MINISTER", None), ("M. KARL BERG", "Norwegian Minister"),
    ]


def test_a_joint_communique_tells_of_a_talk() -> None:
    title = "JOINT COMMUNIQUÉ ON THE VISIT OF THE MINISTER OF TRADE TO NORWAY"
    doc = read(f"{title}\n\nOslo, November 24, 1961\n\n{PROSE}\n\nThe two sides agreed.")
    assert doc.genre == "record-of-conversation" and not names(doc, "recipients")


@pytest.mark.parametrize(("place", "id_"), [
    ("Mr. Berg's Office, Riga", "riga"), ("The Secretary's Office, Department of State", "washington"), ("Mr. Berg's Office", None),
])
def test_a_room_is_no_place_but_that_of_its_town(place: str, id_: str | None) -> None:
    doc = read(f"MEMORANDUM OF CONVERSATION\n\nDATE: March 9, 1966\nPLACE: {place}\n\nPARTICIPANTS: Mr. Berg, Mr. Lund\n\n{PROSE}\n")
    document.extract(doc)
    assert next((s.value for s in doc.statements if s.field == "place_id"), None) == id_


def test_a_telegram_comes_from_the_town_of_its_post_and_a_junior_signs_once() -> None:
    doc = read(f"TELEGRAM\n\nFROM: AMEMBASSY RIGA\nTO: SECSTATE\nNO: 618, MARCH 3, 7 PM, 1960\n\n{PROSE}\n")
    assert (doc.meta["place"], doc.meta["issued"]) == ("RIGA", "1960-03-03")
    doc = read(f"Memorandum by the Under Secretary of Trade (Berg)\n\nRiga, March 18, 1921.\n\n{PROSE}\n\n{PROSE}\n\nK. R. BERG, JR.")
    assert names(doc, "authors") == ["Berg"]


def test_who_sends_from_a_town_is_named_without_it() -> None:
    doc = read(f"TELEGRAM\n\nFROM: Sir Robert Hale, Riga\nTO: Foreign Office\n\n3 May 1927\n\n{PROSE}\n")
    assert (names(doc, "authors"), doc.meta["place"]) == (["Sir Robert Hale"], "Riga")


def test_a_reference_code_is_where_a_file_is_kept() -> None:
    doc = read(f"Memorandum of a Conversation With Minister Berg\n\nReference code: LV RSA DFA 305/57/12\n\n{PROSE}\n\n{PROSE}\n")
    assert doc.meta["archive_ref"] == "LV RSA DFA 305/57/12"
