"""Passages, headings and the parts of a page."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.stages import structure
from flows.stages.clean import clean
from flows.stages.model import Block, Document
from flows.stages.segment import segment
from schemas import data

PROSE = ("The delegates of the two republics met in the old customs house at Riga in the spring of that year, and after six weeks of talks "
         "they put their names to a convention on trade and transit.")


def segmented(text: str, **more: object) -> Document:
    doc = Document("d", "s", "s.txt", text, **more)  # type: ignore[arg-type]
    clean(doc)
    segment(doc)
    holds(doc)
    return doc


def holds(doc: Document) -> None:
    """The promises of the stage."""
    assert "".join(doc.text[p.start : p.end] for p in doc.passages) == doc.text
    assert [p.passage_no for p in doc.passages] == list(range(len(doc.passages)))
    assert [s.sentence_no for s in doc.sentences] == list(range(len(doc.sentences)))
    for s in doc.sentences:
        p = doc.passages[s.passage_no]
        assert p.start <= s.start < s.end <= p.end and doc.text[s.start : s.end] == doc.text[s.start : s.end].strip()
    assert "".join("".join(doc.text[s.start : s.end].split()) for s in doc.sentences) == "".join(doc.text.split())


def kinds(doc: Document) -> list[tuple[str, str | None, str]]:
    return [(p.kind, p.heading, doc.text[p.start : p.end].strip()[:20]) for p in doc.passages]


def test_headings_make_a_path() -> None:
    doc = segmented(f"Trade on the Daugava\n\nThe First Years\n\n{PROSE}\n\nThe Later Years\n\nThe Port\n\n{PROSE}\n\nThe Railway\n\n"
                    f"{PROSE}\n\n"
                    f"References\n\nOzols, P. Trade.")
    assert doc.title == "Trade on the Daugava"
    assert [p.heading for p in doc.passages if p.kind == "paragraph"] == ["The First Years", "The Later Years > The Port",
                                                                         "The Later Years > The Railway"]
    assert kinds(doc)[-1] == ("note", "References", "Ozols, P. Trade.")


def test_lists_and_speeches_are_no_headings() -> None:
    doc = segmented(f"Trade\n\n{PROSE}\n\n• Port dues\n• Transit\n\nOzols: Not so.\n\n{PROSE}\n\nTwo lines end here.\n\n{PROSE}")
    assert [k for k, _, _ in kinds(doc)] == ["heading", "paragraph", "list-item", "list-item", *["paragraph"] * 4]


def test_head_of_a_record() -> None:
    doc = segmented(f"12. Memorandum of Conversation\n\nRiga, March 18, 1921, 4 p.m.\n\nPARTICIPANTS\n\nLatvia\n\n"
                    f"Mr. Ozols, Minister of Trade\n\nPoland\n\n"
                    f"Count Berg\n\nSUBJECT\n\nTransit by rail\n\n{PROSE}\n\nOzols: Agreed.\n\n"
                    f"[Here follow remarks on other matters.]\n\nA. Kalns")
    assert [k for k, _, _ in kinds(doc)] == ["heading", "dateline", *["front"] * 7, "paragraph", "paragraph", "note", "signature"]
    assert [(p["name"], p.get("side"), p.get("office")) for p in doc.meta["participants"]] == [
        ("Mr. Ozols", "Latvia", "Minister of Trade"), ("Count Berg", "Poland", None)]
    assert doc.meta["subject"] == "Transit by rail"
    a, b = doc.meta["participants_span"]
    assert doc.text[a:b].startswith("PARTICIPANTS") and doc.text[a:b].strip().endswith("Count Berg")


def test_subject_of_a_record_is_no_speech() -> None:
    doc = segmented(f"Memorandum of Conversation\n\nRiga, March 18, 1921\n\nSUBJECT\n\nPoland: Military Aid\n\nPARTICIPANTS\n\n"
                    f"Mr. Ozols, Minister of Trade\n\nCount Berg\n\n{PROSE}")
    assert [p["name"] for p in doc.meta["participants"]] == ["Mr. Ozols", "Count Berg"]


def test_collection_over_the_title_is_front() -> None:
    doc = segmented(f"Papers of the Legation 1919 to 1925\n\nRecord of a conversation of the minister with the envoy\n\n"
                    f"March 18, 1921\n\n{PROSE}\n\n{PROSE}")
    assert [k for k, _, _ in kinds(doc)][:3] == ["front", "heading", "dateline"]
    assert doc.title == "Record of a conversation of the minister with the envoy"


def test_bare_kind_of_document_is_no_title_under_the_name_of_what_it_records() -> None:
    doc = segmented(f"Riga Conference on Transit, 3 to 9 May 1921\n\nSummary minutes\n\nPlace: Riga\n\n{PROSE}")
    assert doc.title == "Riga Conference on Transit, 3 to 9 May 1921"
    assert segmented(f"Papers of the Legation\n\nMinutes of the sitting of 3 May\n\n{PROSE}").title == "Minutes of the sitting of 3 May"


@pytest.mark.parametrize("line", [
    "The Latvian Legation in Warsaw was closed on May 5, 1921.",
    "The Latvian Embassy in Warsaw suspended its work on May 5, 1921.",
    "Latvia recognized Poland on May 5, 1921, when Count Berg handed a letter of President Ozols to Marshal Kalns in Warsaw. Both "
    "States had been provinces of the Russian Empire, and Warsaw a seat of its Viceroy",
])
def test_one_sentence_in_capitals_is_no_title(line: str) -> None:
    doc = segmented(line)
    assert doc.title is None and [p.kind for p in doc.passages] == ["paragraph"]


def test_text_that_starts_with_prose_has_no_title() -> None:
    doc = segmented(f"{PROSE}\n\nAftermath\n\n{PROSE}")
    assert doc.title is None and doc.passages[-1].heading == "Aftermath"


def test_blocks_of_a_reader_rule() -> None:
    text = f"Trade\n\n{PROSE}\n\nNote on dues.\n\nRow | one"
    end = 7 + len(PROSE)
    spans = [("title", 0, 5), ("paragraph", 7, end), ("note", end + 2, end + 15), ("table-row", end + 17, len(text))]
    doc = Document("d", "s", "s.xml", text, genre="essay", blocks=[Block(k, a, b) for k, a, b in spans])
    segment(doc)
    holds(doc)
    assert [p.kind for p in doc.passages] == ["heading", "paragraph", "note", "table-row"] and doc.title == "Trade"


@given(st.lists(st.sampled_from(["Trade", "PARTICIPANTS", "Riga, May 5, 1921", PROSE, "• item", "a b c", "Ozols: Yes.", "1. ^ Berg",
                                 "Notes", "", "ARTICLE 1", "Signed: A. Berg", "Letter From A to B", "?", "[x]"]), max_size=14))
def test_any_page_tiles(lines: list[str]) -> None:
    for gap in ("\n", "\n\n"):
        segmented(gap.join(lines))


@given(st.text(max_size=150))
def test_any_text_tiles(text: str) -> None:
    doc = Document("d", "s", "s.txt", text)
    segment(doc)
    holds(doc)


def test_every_rule_of_headings_matches_its_example() -> None:
    for row in data.rows("rules/headings", "rule_id", "kind", "pattern", "level", "example"):
        (rule,) = [r for r in structure.rules(row["kind"]) if r.rule_id == row["rule_id"]]
        assert rule.pattern.fullmatch(row["example"]), row["rule_id"]


def test_byline_under_a_title_is_no_heading() -> None:
    doc = segmented(f"Trade on the Daugava\n\nAnna Berg\n\nBaltic Review\n\nAbstract\n\n{PROSE}")
    assert [k for k, _, _ in kinds(doc)] == ["heading", "front", "front", "heading", "paragraph"]


def test_treaty_text_has_its_articles_as_headings() -> None:
    doc = segmented(f"Treaty of Friendship Between Latvia and Poland\n\n{PROSE}\n\nARTICLE I\n\n{PROSE}\n\n"
                    f"ARTICLE II\n\n{PROSE}\n\nv. BERG\n\nP. OZOLS")
    assert [p.heading for p in doc.passages if p.kind == "paragraph"][1:3] == ["ARTICLE I", "ARTICLE II"]
    assert doc.genre == "treaty-text" and "authors" not in doc.meta


def steps(lines: int) -> int:
    """How many lines of code are run to cut a text of so many notes into passages."""
    ran = 0

    def count(_frame: FrameType, event: str, _value: object) -> Callable[..., object]:
        nonlocal ran
        ran += event == "line"
        return count

    before = sys.gettrace()
    sys.settrace(count)
    try:
        segmented("Riga\n\n" + "1. ^ a Berg\n" * lines)
    finally:
        sys.settrace(before)
    return ran


def test_many_notes_and_lines_take_linear_time() -> None:
    assert steps(2_000) < 2.2 * steps(1_000)


def test_the_only_line_of_a_text_is_no_note_at_its_end() -> None:
    doc = segmented("The company also opened offices on the Daugava (1948) and on the Gauja (1964).")
    assert [p.kind for p in doc.passages] == ["paragraph"]


@pytest.mark.parametrize("lead", [
    "Talks between Norway and Sweden opened in May 1908. ", "Minutes of the meeting show how they differed. ",
    "Notes of the conversation of 3 May were taken by both. ", "Meeting with the king on 3 May, the envoy asked for aid. ",
])
def test_a_sentence_that_opens_like_the_title_of_a_document_is_none(lead: str) -> None:
    assert segmented(f"The war of 1905\n\n{PROSE * 3}\n\n{lead}{PROSE * 3}\n\n{PROSE}").genre == "essay"


def test_a_title_of_a_talk_may_give_its_day() -> None:
    assert segmented(f"7. Talk with the envoy of Norway on 3 May 1908\n\n{PROSE}").genre == "record-of-conversation"
