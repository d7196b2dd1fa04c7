"""HTML pages as documents."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.sources.catalogue import Unit
from flows.sources.readers import ReadError, read
from flows.stages.clean import clean
from flows.stages.model import Document
from flows.stages.segment import segment

PAGE = """<!DOCTYPE html><html><head><title>The Riga Pact - A Site</title><style>p {}</style></head><body>
<nav>Home | <a href="/">About</a></nav><div id="content"><h1>The Riga  Pact</h1>
<p>Signed in <b>Riga</b> on 5&nbsp;May<sup class="reference">[1]</sup>.<br>It held.</p>
<h2>Terms <span class="mw-editsection">[edit]</span></h2>
<ul><li>Trade</li><li>Transit <ul><li>by rail</li></ul></li></ul><ol><li><p>One</p></li><li>Two</li></ol>
<table><tr><th>Year</th><th>Place</th></tr><tr><td>1921</td><td>Riga</td></tr></table>Loose <i>text</i><div>in a box</div>
<ol class="references"><li><span class="mw-cite-backlink">^</span> Berg, 1990.</li></ol></div><footer>© A Site</footer>
<script>x()</script></body></html>"""


def page(html: str | bytes) -> Document:
    data = html.encode() if isinstance(html, str) else html
    (doc,) = read(data, Unit("p", "p.txt", Path("p.txt"), "text/html", len(data), ""))
    for block in doc.blocks:
        assert doc.text[block.start : block.end].strip() == doc.text[block.start : block.end] != ""
    return doc


def test_page_becomes_blocks_without_furniture() -> None:
    doc = page(PAGE)
    assert [(b.kind, doc.text[b.start : b.end]) for b in doc.blocks] == [
        ("title", "The Riga Pact"), ("paragraph", "Signed in Riga on 5\u00a0May. It held."), ("heading", "Terms"), ("list-item", "• Trade"),
        ("list-item", "• Transit"), ("list-item", "• by rail"), ("list-item", "1. One"), ("list-item", "2. Two"),
        ("table-row", "Year | Place"), ("table-row", "1921 | Riga"), ("paragraph", "Loose text"), ("paragraph", "in a box"),
        ("note", "Berg, 1990."),
    ]


def test_structure_outlives_cleaning_and_segmenting() -> None:
    doc = page(PAGE)
    clean(doc)
    segment(doc)
    assert doc.title == "The Riga Pact"
    assert {p.heading for p in doc.passages[3:]} == {"Terms"} and doc.passages[-1].kind == "note"
    assert "".join(doc.text[p.start : p.end] for p in doc.passages) == doc.text


def test_declared_charset_counts_where_the_bytes_are_not_utf8() -> None:
    html = "<html><head><meta charset=windows-1251></head><body><p>Мир и торговля</p></body></html>"
    assert "Мир и торговля" in page(html.encode("cp1251")).text


def test_title_of_the_page_serves_where_no_heading_does() -> None:
    assert page("<html><head><title>Trade</title></head><body><p>Words.</p></body></html>").title == "Trade"


def test_page_of_furniture_is_empty() -> None:
    with pytest.raises(ReadError, match="empty"):
        page("<html><body><nav>Home</nav><script>x</script></body></html>")


def test_deep_nesting_and_broken_markup_are_read() -> None:
    assert page("<html><body>" + "<div>" * 3000 + "deep" + "</div>" * 10).text.strip() == "deep"
    assert "one" in page("<html><body><p>one<p>two<table><tr><td>three</body>").text


def test_long_lists_are_read_in_linear_time() -> None:
    doc = page("<html><body><ol>" + "<li>item" * 20_000 + "</ol></body></html>")
    assert doc.text.rstrip().endswith("20000. item")


def test_tables_that_lay_out_a_page_are_read_as_the_page() -> None:
    inner = "<table><tr><td><h1>The Pact<br>of Riga</h1><p>It was signed in 1921.</p><p>It <b>held<br>long</b>.</p></td></tr></table>"
    doc = page(f"<html><body><table><tr><td>Menu of talks</td><td>{inner}</td></tr></table></body></html>")
    assert [(b.kind, doc.text[b.start : b.end]) for b in doc.blocks] == [
        ("paragraph", "Menu of talks"), ("title", "The Pact of Riga"), ("paragraph", "It was signed in 1921."),
        ("paragraph", "It held long."),
    ]


def test_cells_of_a_table_keep_their_words_apart() -> None:
    rows = "<tr><th>Signed</th><td><p>1921</p></td></tr><tr><th>By</th><td><div>Latvia</div><div>Poland</div></td></tr>"
    doc = page(f"<html><body><table>{rows}</table></body></html>")
    assert doc.text == "Signed | 1921\nBy | Latvia Poland\n"


def test_declarations_of_xml_are_no_text_of_the_page() -> None:
    doc = page('<?xml version="1.0"?><!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><html><body><p>Some words.</p></body></html>')
    assert doc.text == "Some words.\n"


def test_nested_tables_do_not_multiply_the_text() -> None:
    assert page(f"<html><body>{'<table><tr><td>' * 300}Some words.{'</td></tr></table>' * 300}</body></html>").text == "Some words.\n"
