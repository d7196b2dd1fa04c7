"""PDF files as documents."""

from __future__ import annotations

from pathlib import Path

from flows.sources.catalogue import Unit
from flows.sources.readers import read
from flows.stages.model import Document
from tests.printing import Print, pdf

BODY = ("The envoys met in the old customs house and talked of", "timber, flax and the tariff on glass. Nobody had been in-",
        "structed to speak of the frontier, and so the two sides", "agreed to meet again when the ice had gone.")


def document(*pages: list[Print]) -> Document:
    (doc,) = read(pdf(pages), Unit("p", "p.pdf", Path("p.pdf"), "", 0, ""))
    return doc


def lines(words: tuple[str, ...] | list[str], x: float = 72, top: float = 700, size: float = 11) -> list[Print]:
    return [(x, top - 14 * n, size, line) for n, line in enumerate(words)]


def told(doc: Document) -> list[tuple[str, str]]:
    return [(b.kind, doc.text[b.start : b.end]) for b in doc.blocks]


def test_lines_become_paragraphs_with_whole_words() -> None:
    doc = document([(72, 740, 20, "The Winter Talks"), *lines(BODY), *lines(BODY, top=620)])
    (title, heading), *paragraphs = told(doc)
    assert (title, heading) == ("title", "The Winter Talks")
    assert [kind for kind, _ in paragraphs] == ["paragraph", "paragraph"]
    assert "had been instructed to speak" in paragraphs[0][1] and paragraphs[0][1].endswith("ice had gone.")


def test_columns_are_read_one_after_the_other() -> None:
    left = [f"left line {n} of the first column" for n in range(12)]
    right = [f"right line {n} of the second one" for n in range(12)]
    pieces = [p for pair in zip(lines(left, 60), lines(right, 320), strict=True) for p in pair]
    text = document(pieces).text
    assert text.index("left line 11") < text.index("right line 0")


def test_running_heads_and_page_numbers_stay_out() -> None:
    pages: list[list[Print]] = [
        [(72, 770, 9, f"Papers on the Talks {n}"), *lines([f"Page {n} tells of day {n}, and of nothing else."]), (300, 30, 9, str(n))]
        for n in range(1, 6)
    ]
    doc = document(*pages)
    assert "Papers on" not in doc.text and doc.text.count("tells of day") == 5
    assert [(p["n"], doc.text[p["start"] :][:6]) for p in doc.meta["pages"]] == [(str(n), f"Page {n}") for n in range(1, 6)]


def test_word_and_paragraph_go_on_over_the_page() -> None:
    doc = document(lines([*BODY[:1], "the price of grain, and the delegation from the coast remem-"]),
                   lines(["bered every figure of the year before. Then they went home."]))
    assert "remembered every figure" in doc.text and len(doc.blocks) == 1
    assert doc.text[doc.meta["pages"][1]["start"] :].startswith("bered")


def test_notes_at_the_foot_stand_apart() -> None:
    doc = document([*lines(BODY), (72, 80, 8, "1 Not before April, as it turned out."), (72, 66, 8, "2 A second note.")])
    assert [t for k, t in told(doc) if k == "note"] == ["1 Not before April, as it turned out.", "2 A second note."]


def test_hyphen_of_a_compound_stays() -> None:
    doc = document(lines(["A vice-consul of long service had come, and the vice-", "consul spoke of it."]))
    assert doc.text.count("vice-consul") == 2
