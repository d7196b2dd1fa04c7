"""Dates of letters, records and minutes, which speak from a day of their own."""

from __future__ import annotations

import pytest

from flows.stages.recognise import dates
from tests.stages.recognise.dates.dating import Values, document, values

ISSUED: list[tuple[str, Values]] = [
    ("He comes tomorrow.", [("tomorrow", "1961-03-10")]),
    ("He came yesterday.", [("yesterday", "1961-03-08")]),
    ("He came yesterday afternoon.", [("yesterday afternoon", "1961-03-08")]),
    ("He will come next month.", [("next month", "1961-04")]),
    ("It was settled last year.", [("last year", "1960")]),
    ("He came on Tuesday.", [("Tuesday", "1961-03-07")]),
    ("He will come on Monday.", [("Monday", "1961-03-13")]),
    ("They met on Tuesday last and will meet again on Monday next.", [("Tuesday last", "1961-03-07"), ("Monday next", "1961-03-13")]),
    ("He hoped to come in the autumn. He came in the autumn.", [("the autumn", "1961-23"), ("the autumn", "1960-23")]),
    ("He comes on Monday next week.", [("Monday", "1961-03-06"), ("next week", "1961-03")]),
    ("On the 9th of February they wrote, and on the 2nd March he came.",
     [("the 9th of February", "1961-02-09"), ("the 2nd March", "1961-03-02")]),
    ("Their note of December 12 is here.", [("December 12", "1960-12-12")]),
    ("Two years ago it was otherwise.", [("Two years ago", "1959")]),
    ("On May 3, 1960 he wrote. He called this morning.", [("May 3, 1960", "1960-05-03"), ("this morning", "1961-03-09TMO")]),
    ("He dined with us last night.", [("last night", "1961-03-08TNI")]),
    ("In 1941 all agreed. This year none does.", [("1941", "1941"), ("This year", "1961")]),
    ("He came in March last year. On the 18th of that month he fell.",
     [("March last year", "1960-03"), ("the 18th of that month", "1960-03-18")]),
    ("He came on the 21st of last month.", [("the 21st of last month", "1961-02-21")]),
    ("He was told the day before yesterday.", [("the day before yesterday", "1961-03-07")]),
    ("Your note of the 4th instant came.", [("the 4th instant", "1961-03-04")]),
    ("Your notes of the 4th of May last and of May 6 last came.", [("the 4th of May last", "1960-05-04"), ("May 6 last", "1960-05-06")]),
    ("Your telegram of the 14th came.", [("the 14th", "1961-02-14")]),
    ("He left on June 2. It was to begin on the 26th.", [("June 2", "1960-06-02"), ("the 26th", "1961-03-26")]),
    ("They will meet on June 12. I shall leave on the 20th. He came yesterday.",
     [("June 12", "1961-06-12"), ("the 20th", "1961-03-20"), ("yesterday", "1961-03-08")]),
    ("They had accepted a talk to be held on June 12.", [("June 12", "1961-06-12")]),
    ("Their note of June 12 was answered.", [("June 12", "1960-06-12")]),
    ("They will meet on June 12.", [("June 12", "1961-06-12")]),
    ("It was said on the 26th of this month.", [("the 26th of this month", "1961-03-26")]),
    ("In 1941 all agreed. He comes tomorrow.", [("1941", "1941"), ("tomorrow", "1961-03-10")]),
]


@pytest.mark.parametrize(("text", "expected"), ISSUED)
def test_a_dated_document_speaks_from_its_day(text: str, expected: Values) -> None:
    assert values(text, issued="1961-03-09") == expected


def test_a_record_keeps_its_own_day() -> None:
    doc = document("He recalled the talks of 1939. He asked for an answer.", issued="1961-03-09")
    dates.find(doc)
    assert doc.sentences[1].date == "1961-03-09"


def test_days_in_headings_of_a_record_date_what_stands_below() -> None:
    doc = document(
        "First sitting, 3 May\nMr Ozols welcomed the envoy and asked for peace.\nThe answer, 4-5 May\n"
        "The envoy asked for time. On the evening of 5 May he returned with an answer. Mr Ozols accepted it with pleasure.\n"
        "Signature\nThe treaty was signed by both ministers at noon.\nThe loan of 1919\nIt was spoken of in haste.",
        title="Record of the talks in Riga, 3-6 May 1921", issued="1921-05-06", genre="record-of-conversation")
    list(dates.find(doc))
    days = {doc.text[s.start : s.end].split()[-1].strip("."): s.date for s in doc.sentences}
    assert days["peace"] == "1921-05-03"
    assert days["time"] == "1921-05-04/1921-05-05"
    assert (days["answer"], days["pleasure"]) == ("1921-05-05", "1921-05-05")
    assert (days["noon"], days["haste"]) == ("1921-05-06", "1921-05-06")


def test_a_record_goes_back_to_its_day_behind_an_earlier_one() -> None:
    doc = document(
        "Conclusions of the sitting of 26 July\nMr Ozols said that the envoy had written to him on 20 July. The ministers refused it.\n"
        "Ports\nThey spoke of ports.", issued="1921-07-26", genre="minutes")
    list(dates.find(doc))
    assert [s.date for s in doc.sentences] == ["1921-07-26", "1921-07-20", "1921-07-26", "1921-07-26", "1921-07-26"]


def test_a_line_with_an_earlier_day_dates_what_stands_below() -> None:
    doc = document(
        "Peace, 30 October\nThe declaration was signed by Mr Ozols.\nPorts (24 October)\nThey spoke of ports.",
        title="Minutes of the sittings in Riga, 18-31 October 1921", issued="1921-10-31", genre="minutes")
    doc.passages[-2].kind = "list-item"
    list(dates.find(doc))
    assert [s.date for s in doc.sentences][-1] == "1921-10-24"


def test_a_day_at_the_head_of_a_paragraph_of_minutes_dates_what_it_tells() -> None:
    doc = document(
        "3 May. Mr Ozols asked for peace. In 1919 there had been war. The envoy wanted time.\n"
        "17-19 June. The experts met over the tariff. (On 2 July he took it back.) They spoke of ports.\nNobody came for the papers.",
        title="Minutes of the Riga Conference, 3 May - 20 August 1921", issued="1921-08-20", genre="minutes")
    list(dates.find(doc))
    days = {doc.text[s.start : s.end].split()[-1].strip("."): s.date for s in doc.sentences}
    assert (days["peace"], days["time"], days["papers"]) == ("1921-05-03", "1921-05-03", "1921-08-20")
    assert (days["tariff"], days["ports"]) == ("1921-06-17/1921-06-19", "1921-06-17/1921-06-19")


@pytest.mark.parametrize(("genre", "expected"), [("correspondence", []), ("essay", [("1404", "1404")])])
def test_a_bare_figure_is_no_year_centuries_from_a_letter(genre: str, expected: Values) -> None:
    found = dates.find(document("They spoke of the king of 1404.", issued="1961-02-28", genre=genre))
    assert [(m.surface, m.value) for m in found] == expected
