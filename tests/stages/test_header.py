"""What the head and foot of a document say."""

from __future__ import annotations

import calendar
import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.stages import dateline
from flows.stages.extract import document
from flows.stages.header_rules import rules
from flows.stages.model import Document
from flows.stages.recognise import papers
from flows.stages.segment import segment
from schemas import data
from tests.stages.heads import PROSE, names, read


@pytest.mark.parametrize(("line", "issued", "place"), [
    ("Riga, March 18, 1921, 4 p.m.", "1921-03-18", "Riga"),
    ("Riga, March 18, 1921—midnight.", "1921-03-18", "Riga"),
    ("New York, 5 May, 1920.", "1920-05-05", "New York"),
    ("Warsaw, June 3–4, 1922, 10 a.m.–noon.", "1922-06-03/1922-06-04", "Warsaw"),
    ("The Hague, 18 March 1921", "1921-03-18", "The Hague"),
    ("The Kremlin, Moscow, 18 March 1921", "1921-03-18", "The Kremlin, Moscow"),
    ("May 30–June 2, 1922", "1922-05-30/1922-06-02", None),
    ("March 18, 1921", "1921-03-18", None),
    ("18 March 1921", "1921-03-18", None),
    ("Riga, the 18th of March 1921", "1921-03-18", "Riga"),
    ("Riga, 18.3.1921", "1921-03-18", "Riga"),
    ("Date: 1921-03-18", "1921-03-18", None),
    ("[Riga,] March 18, 1921.", "1921-03-18", "Riga"),
    ("Riga, March 18, 1921. [Received April 2.]", "1921-03-18", "Riga"),
    ("Riga, undated.", None, "Riga"),
    ("[Riga , undated.]", None, "Riga"),
    ("Riga, March 18, 1921, 1503Z.", "1921-03-18", "Riga"),
    ("Riga, March 18, 1921—12 midnight. [Received 4:20 p. m.]", "1921-03-18", "Riga"),
    ("Riga, March 18, 1921, 9–11 a.m.; 7–9:45 p.m.", "1921-03-18", "Riga"),
    ("Riga, March 15 and 17, 1921.", "1921-03-15/1921-03-17", "Riga"),
    ("Salem, N. H. , March 18, 1921.", "1921-03-18", "Salem, N. H."),
    ("On Board S. S. “Northern Star,” March 18, 1921 .", "1921-03-18", None),
    ("Riga, February 30, 1921", None, "Riga"),
    ("Riga, 19 (31) October 1870", "1870-10-31", "Riga"),
    ("DATE & TIME: March 18, 1921, Friday, 12:10 p.m.-6:00 p.m.", "1921-03-18", None),
    ("Date and Time: Friday, March 18, 1921 - 4 p.m.", "1921-03-18", None),
    ("Riga, 5/17 June 1801", "1801-06-17", "Riga"),
    ("Riga, 19 February (3 March) 1878", "1878-03-03", "Riga"),
])
def test_dateline(line: str, issued: str | None, place: str | None) -> None:
    found = dateline.read(line, 0)
    assert found is not None and (found.issued, found.place) == (issued, place)


@pytest.mark.parametrize("line", ["The crisis of March 18, 1921", "On March 18, 1921 they met.", "Riga", "In 1921",
                                  "March 18, 1921 saw the end of it"])
def test_no_dateline(line: str) -> None:
    assert dateline.read(line, 0) is None


@given(st.dates(min_value=datetime.date(1500, 1, 1)))
def test_every_day_reads_back(day: datetime.date) -> None:
    months = list(calendar.month_name)[1:]
    name = months[day.month - 1]
    for text in (f"{name} {day.day}, {day.year}", f"{day.day} {name} {day.year}", day.isoformat()):
        assert dateline.edtf(text) == day.isoformat()


@pytest.mark.parametrize(("title", "sender", "recipient"), [
    ("7. Telegram From the Legation in Latvia to the Department of Trade", ["Legation in Latvia"], ["Department of Trade"]),
    ("Letter From President Ozols to Chairman Berg", ["President Ozols"], ["Chairman Berg"]),
    ("Memorandum From the Assistant to the Minister (Kalns) to Minister Ozols", ["Kalns"], ["Minister Ozols"]),
    ("The Minister in Latvia (Berg) to the Secretary of Trade", ["Berg"], ["Secretary of Trade"]),
    ("The Secretary of Trade to the Chairman of the Committee on Ports and Rivers (Kalns)", ["Secretary of Trade"], ["Kalns"]),
    ("Message From the Minister (Ozols) and the Envoy (Berg) to Lord Smith", ["Ozols", "Berg"], ["Lord Smith"]),
    ("Memorandum by the Consul in Riga (Berg)", ["Berg"], []),
    ("Message From Chairmen Ozols and Berg to President Kalns", ["Chairmen Ozols", "Berg"], ["President Kalns"]),
    ("The Polish Minister (Berg) to the Secretary of Trade", ["Berg"], ["Secretary of Trade"]),
])
def test_who_wrote_to_whom(title: str, sender: list[str], recipient: list[str]) -> None:
    doc = read(f"{title}\n\nRiga, March 18, 1921.\n\n{PROSE}\n\n{PROSE}")
    assert doc.title == title.removeprefix("7. ")
    assert (names(doc, "authors"), names(doc, "recipients")) == (sender, recipient)
    assert (doc.meta["issued"], doc.meta["place"]) == ("1921-03-18", "Riga")


def test_letter_with_salutation_signature_and_archive() -> None:
    doc = read(f"Letter of the Minister of Trade\n\nRiga, March 18, 1921\n\nDear Mr. Berg:\n\n{PROSE}\n\nYours sincerely,\n\n"
               f"Peteris Ozols\n\n"
               "State Archive of Riga, f. 12, op. 3, d. 45, l. 6-7.")
    assert names(doc, "authors") == ["Peteris Ozols"] and names(doc, "recipients") == ["Mr. Berg"]
    assert doc.meta["archive_ref"].startswith("State Archive of Riga, f. 12")
    assert doc.genre == "correspondence"


def test_record_of_a_talk_names_those_who_talk_and_no_author() -> None:
    doc = read(f"Memorandum of a Conversation Between Minister Ozols and the Polish Envoy (Berg), Riga, March 18, 1921\n\n{PROSE}\n\n"
               f"{PROSE}")
    assert names(doc, "participants") == ["Minister Ozols", "Berg"] and "authors" not in doc.meta
    assert (doc.meta["issued"], doc.meta["place"]) == ("1921-03-18", "Riga")


@pytest.mark.parametrize(("title", "line"), [
    ("SECRET. CABINET 46 (38)", "Conclusions of a Meeting of the Cabinet held on Saturday, 18th March, 1921, at 5.30 p.m."),
    ("Minutes of a Meeting held at the Foreign Office on 18 March 1921 at 11 a.m.", "Mr. Ozols opened the meeting."),
])
def test_the_line_that_opens_a_record_says_when_the_meeting_was(title: str, line: str) -> None:
    doc = read(f"{title}\n\n{line}\n\nPresent: Mr. Ozols (in the Chair); Count Berg.\n\n{PROSE}\n\n{PROSE}")
    assert doc.genre in ("minutes", "record-of-conversation")
    assert doc.meta["issued"] == "1921-03-18"


def test_record_that_one_of_those_who_talked_keeps_has_him_as_author() -> None:
    doc = read(f"Memorandum by the Minister for Trade of a Conversation With the Polish Envoy (Berg), March 18, 1921\n\n{PROSE}\n\n{PROSE}")
    assert doc.genre == "record-of-conversation"
    assert names(doc, "authors") == ["Minister for Trade"] and names(doc, "participants") == ["Minister for Trade", "Berg"]


def test_sides_stand_over_their_people_and_desks_before_them() -> None:
    listed = "PARTICIPANTS\n\nU.S.\n\nEUR/SES—Mr. Paul Ames\n\nPolish Side\n\nMinister Berg"
    doc = read(f"12. Memorandum of Conversation\n\nRiga, March 18, 1921.\n\n{listed}\n\n{PROSE}\n\n{PROSE}")
    found = [(p["name"], p.get("office"), p.get("side")) for p in doc.meta["participants"]]
    assert found == [("Mr. Paul Ames", "EUR/SES", "U.S."), ("Minister Berg", None, "Polish")]


@pytest.mark.parametrize(
    ("listed", "expected"),
    [
        (
            "Present for the Republic of Latvia: Ana Berg, Minister of Trade; Otto Lund\nObserver for Norway: Nils Holm, Envoy",
            [("Ana Berg", "Republic of Latvia"), ("Otto Lund", "Republic of Latvia"), ("Nils Holm", "Norway")],
        ),
        (
            "Present: for Latvia, Ana Berg, Minister of Trade; for Norway, Otto Lund and Nils Holm",
            [("Ana Berg", "Latvia"), ("Otto Lund", "Norway"), ("Nils Holm", "Norway")],
        ),
    ],
)
def test_those_present_are_listed_by_the_state_for_which_they_sit(listed: str, expected: list[tuple[str, str]]) -> None:
    doc = read(f"Summary Record of the Trade Talks\n\nRiga, 18 March 1921\n\n{listed}\nSubject: the tariff\n\n{PROSE}\n\n{PROSE}")
    assert [(p["name"], p.get("side")) for p in doc.meta["participants"]] == expected


def test_essay_has_no_date_of_its_own() -> None:
    doc = read(f"Trade on the Daugava, 1919–1925\n\n{PROSE} It was signed on March 18, 1921.\n\n{PROSE}")
    assert "issued" not in doc.meta and "place" not in doc.meta


def test_year_of_publication_is_kept_apart() -> None:
    doc = read(f"Trade on the Daugava\n\nAuthor(s): Anna Berg\nIssue Year: IV/2003\n\n{PROSE}")
    assert doc.meta["published"] == "2003" and "issued" not in doc.meta and names(doc, "authors") == ["Anna Berg"]


def test_what_the_catalogue_knows_wins() -> None:
    doc = Document("d", "s", "s.txt", f"Letter to a friend\n\n{PROSE}", meta={"catalogue": {"issued": "1921-04", "authors": ["A. Berg"]}})
    segment(doc)
    assert doc.meta["issued"] == "1921-04" and "issued_span" not in doc.meta and names(doc, "authors") == ["A. Berg"]


def test_statements_point_at_their_words() -> None:
    doc = read(f"Letter From President Ozols to Chairman Berg\n\nRiga, March 18, 1921.\n\n{PROSE}\n\nArturs Ozols")
    document.extract(doc)
    by_field = {s.field: s for s in doc.statements}
    assert by_field["issued"].value == "1921-03-18" and by_field["issued"].value_original == "March 18, 1921"
    assert by_field["recipient"].value == "Chairman Berg"
    for s in doc.statements:
        assert s.record_type == "documents" and s.local_id == "d" and doc.text[s.start : s.end] == s.value_original


@pytest.mark.parametrize(("place", "id_"), [
    ("Riga", "riga"), ("Springfield, Mo.", "gn-4409896"), ("Salem, N. H.", "gn-5092268"), ("Cornwall, N. H.", "x-cornwall-n-h"),
    ("Little Harbour", "x-little-harbour"),
])
def test_a_letter_is_written_at_a_place_that_no_table_need_know(place: str, id_: str) -> None:
    doc = read(f"Letter From President Ozols to Chairman Berg\n\n{place}, March 18, 1921.\n\n{PROSE}\n\nArturs Ozols")
    document.extract(doc)
    assert {s.value for s in doc.statements if s.field == "place_id"} == {id_}


def test_parts_of_rules_are_written_out() -> None:
    assert "{{" not in "".join(r.pattern.pattern for kind in ("part", "dateline", "dateline-note") for r in rules(kind))


def test_every_header_rule_matches_its_example() -> None:
    for row in data.rows("rules/header", "rule_id", "kind", "pattern", "description", "example"):
        (rule,) = [r for r in rules(row["kind"]) if r.rule_id == row["rule_id"]]
        assert rule.pattern.search(row["example"]), row["rule_id"]


def test_heads_of_reference_records(reference: Path) -> None:
    for path in sorted((reference / "raw" / "records").glob("*.txt")):
        doc = read(path.read_text())
        assert doc.meta.get("issued") and doc.meta.get("place") and doc.title, path.name


def test_the_title_of_minutes_says_when_and_where_they_met() -> None:
    doc = read(f"Minutes of a Meeting held at the Foreign Office on 18 March 1921 at 11 a.m.\n\n{PROSE}\n")
    assert doc.meta["issued"] == "1921-03-18" and doc.meta["place"] == "the Foreign Office"
    assert papers.seat("the Foreign Office") == "london" and papers.seat("Quai d’Orsay") == "paris" and papers.seat("Riga") is None


def test_a_list_of_those_present_in_one_line_is_cut_at_each_title() -> None:
    line = "Present: Mr. Berg (in the chair), Lord Lund, M. Strand, Herr von Holm, Signor Vik and Dr. Dahl."
    doc = read(f"Minutes of a Meeting\n\n{line}\n\n{PROSE}\n")
    assert names(doc, "participants") == ["Mr. Berg", "Lord Lund", "M. Strand", "Herr von Holm", "Signor Vik", "Dr. Dahl"]
    assert doc.meta["participants"][0]["office"] == "in the chair"
    doc = read(f"Minutes of a Meeting\n\nPresent: Mr. Berg, Minister of Trade, M. Strand (France).\n\n{PROSE}\n")
    assert [(p["name"], p.get("office"), p.get("side")) for p in doc.meta["participants"]] == [
        ("Mr. Berg", "Minister of Trade", None), ("M. Strand", None, "France"),
    ]


def test_a_note_in_the_third_person_says_who_writes_to_whom() -> None:
    first = ("The Legation of the Republic of Latvia presents its compliments to the Ministry of Trade of Norland and, on the instructions"
             " of its Government, has the honour to refer to the tariff of last year.")
    doc = read(f"No. 214/36\n\n{first}\n\n{PROSE}\n\nRiga, 14th June, 1936.\n")
    assert doc.genre == "correspondence" and doc.title is None
    assert names(doc, "authors") == ["Legation of the Republic of Latvia"] and names(doc, "recipients") == ["Ministry of Trade of Norland"]
    assert doc.meta["issued"] == "1936-06-14" and doc.meta["place"] == "Riga"


@pytest.mark.parametrize("paper", ["British Legation, Riga", "Legation of Norway, Riga", "Danish Embassy, Riga."])
def test_a_despatch_is_of_the_town_of_its_legation(paper: str) -> None:
    doc = read(f"Despatch No. 214\n\n{paper}\n14 June 1933\n\nSir,\n\n{PROSE}\n\n{PROSE}\n\nI have, etc.,\nJOHN HALE")
    assert (doc.meta["place"], doc.meta["issued"]) == ("Riga", "1933-06-14")


def test_letterhead_and_greeting_are_no_title() -> None:
    doc = read(f"Foreign Office,\n3rd August 1914.\n\nMy dear Berg,\n\n{PROSE}\n\nYours sincerely,\n\nK. LUND\n")
    assert doc.title is None and names(doc, "recipients") == ["Berg"] and names(doc, "authors") == ["K. LUND"]
    doc = read(f"DEPARTMENT OF STATE\nMEMORANDUM\n\nTO: The Secretary\nFROM: Mr. Karl B. Lund\n\n{PROSE}\n\nK.B.L.\n")
    assert doc.title == "MEMORANDUM" and names(doc, "authors") == ["Mr. Karl B. Lund"]


def test_a_dateline_under_the_text_leaves_the_title_above_it() -> None:
    doc = read(f"Aide-mémoire\n\n{PROSE}\n\nThe Government of Latvia has therefore decided to close the port.\n\nRiga, 25 August 1941\n")
    assert doc.title == "Aide-mémoire" and doc.meta["issued"] == "1941-08-25"


@pytest.mark.parametrize(("title", "authors", "recipients"), [
    ("Sir K. Berg to Mr. Lund (Received June 21)", ["Sir K. Berg"], ["Mr. Lund"]),
    ("Memorandum From the Deputy Director (Plans) of Central Intelligence (Berg) to the Director (Lund)", ["Berg"], ["Lund"]),
    ("Memorandum From Denis Berg of the Planning Staff to the Secretary of State (Lund)", ["Denis Berg"], ["Lund"]),
])
def test_what_stands_beside_a_name_is_no_part_of_it(title: str, authors: list[str], recipients: list[str]) -> None:
    doc = read(f"{title}\n\nRiga, March 18, 1921.\n\n{PROSE}\n")
    assert names(doc, "authors") == authors and names(doc, "recipients") == recipients


def test_the_title_of_a_talk_of_one_with_another_names_both() -> None:
    title = "RECORD OF A CONVERSATION OF THE COMMISSAR FOR TRADE A. B. BERG WITH THE ENVOY OF NORLAND IN LATVIA C. LUND"
    doc = read(f"{title}\n\n5 October 1937\n\n{PROSE}\n")
    assert names(doc, "participants") == ["A. B. BERG", "C. LUND"]


def test_who_is_in_the_chair_heads_the_list_of_those_present() -> None:
    listed = "PRESENT\n\nMr. Berg (Norway), in the Chair\nMr. Lund (Sweden)\nM. Strand (France)"
    doc = read(f"Minutes of the Third Meeting\n\nRiga, March 18, 1921.\n\n{listed}\n\n{PROSE}\n\n{PROSE}")
    sides = {p["name"]: p["side"] for p in doc.meta["participants"]}
    assert sides == {"Mr. Berg": "Norway", "Mr. Lund": "Sweden", "M. Strand": "France"}


def test_a_captain_sits_beside_the_chair_and_a_numbered_head_ends_the_list() -> None:
    listed = "Present:\nNorway: M. Berg (in the Chair), Captain Holm\nSweden: Dr. Lund\n\n1. Limits"
    doc = read(f"Minutes of the Third Meeting\n\nRiga, March 18, 1921.\n\n{listed}\n{PROSE}\n\n{PROSE}")
    assert [p["name"] for p in doc.meta["participants"]] == ["M. Berg", "Captain Holm", "Dr. Lund"]


def test_the_chair_and_the_cabinet_are_listed() -> None:
    title = "CONCLUSIONS of a Meeting of the Cabinet held at 10 Downing Street, S.W.1, on Wednesday, 22nd March, 1939, at 11.0 a.m."
    doc = read(f"{title}\n\nPRESENT:\nThe Right Hon. Karl Berg, M.P., Prime Minister (in the Chair)\n"
               f"The Right Hon. Viscount Lund, Secretary of State\n\n{PROSE}\n")
    assert doc.title == title and doc.meta["issued"] == "1939-03-22" and papers.seat(doc.meta["place"]) == "london"
    assert names(doc, "participants") == ["The Right Hon. Karl Berg", "The Right Hon. Viscount Lund"]
    doc = read(f"Verbatim Record of the Third Meeting, held at Riga on 11 February 1930\n\nChairman: Mr. KARL BERG (Norway)\n\n{PROSE}\n")
    assert [(p["name"], p["office"]) for p in doc.meta["participants"]] == [("Mr. KARL BERG", "Chairman")]


@pytest.mark.parametrize(("line", "issued", "place"), [
    ("Riga, le 3 mai 1946", "1946-05-03", "Riga"),
    ("Riga, den 1. März 1921", "1921-03-01", "Riga"),
    ("Roma, 4 agosto 1936", "1936-08-04", "Roma"),
    ("Berlin, 25. August 1939", "1939-08-25", "Berlin"),
    ("Lima, 7 de enero de 1911", "1911-01-07", "Lima"),
    ("Held at Riga, Latvia, on Thursday, 3 August 1950, at 3 p.m.", "1950-08-03", "Riga, Latvia"),
    ("DATE: Friday, July 9, 1971, 4:35 p.m.", "1971-07-09", None),
    ("Tuesday, 20 September 1938", "1938-09-20", None),
])
def test_datelines_of_other_languages_and_of_sittings(line: str, issued: str, place: str | None) -> None:
    found = dateline.read(line, 0)
    assert found is not None and (found.issued, found.place) == (issued, place)


def test_a_diary_is_of_whom_its_title_says_and_a_lord_writes_letters() -> None:
    doc = read(f"Extract from the Diary of Sir Karl Berg\n\nTuesday, 20 September 1938\n\n{PROSE}\n")
    assert names(doc, "authors") == ["Sir Karl Berg"]
    doc = read(f"Mr. Berg to Viscount Lund\n\nForeign Office, August 12th, 1825.\n\nMy Lord,\n\n{PROSE}\n\nKARL BERG.\n")
    assert doc.genre == "correspondence" and names(doc, "authors") == ["Mr. Berg"] and names(doc, "recipients") == ["Viscount Lund"]


def test_items_of_an_agenda_are_not_present_and_held_is_no_place() -> None:
    doc = read("Minutes of the Council\nFourth Meeting\nHeld on Saturday, September 19th, 1931, at 11 a.m.\n\nPresident: M. BERG\n\n"
               f"Present: M. Lund, M. Holm.\n\n2715. Incident at Riga\n\n{PROSE}\n")
    assert doc.meta["issued"] == "1931-09-19" and "place" not in doc.meta
    assert names(doc, "participants") == ["M. BERG", "M. Lund", "M. Holm"]


def test_a_list_of_readers_is_parted_at_each_title() -> None:
    title = "Memorandum From President Berg to Vice President Lund, Secretary of State Holm, and Secretary of Defense Vik"
    doc = read(f"{title}\n\nRiga, March 18, 1921.\n\n{PROSE}\n")
    assert names(doc, "recipients") == ["Vice President Lund", "Secretary of State Holm", "Secretary of Defense Vik"]
