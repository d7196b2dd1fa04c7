"""Word documents, e-books and archives as documents."""

from __future__ import annotations

import gzip
import io
import zipfile
from pathlib import Path

import pytest

from flows.sources.catalogue import Unit
from flows.sources.readers import read
from flows.stages.model import Document
from tests.printing import W, docx, epub, paragraph, tarred, zipped

NOTE = f'<w:footnotes {W}><w:footnote w:id="1">{paragraph("Said in French.")}</w:footnote></w:footnotes>'


def documents(data: bytes) -> list[Document]:
    return read(data, Unit("src", "file", Path("file"), "", 0, ""))


def told(doc: Document) -> list[tuple[str, str]]:
    return [(b.kind, doc.text[b.start : b.end]) for b in doc.blocks]


def test_word_document_with_headings_list_table_and_note() -> None:
    noted = paragraph("They spoke.").replace("</w:p>", '<w:r><w:footnoteReference w:id="1"/></w:r></w:p>')
    item = paragraph("Timber").replace("<w:p>", "<w:p><w:pPr><w:numPr/></w:pPr>")
    table = f"<w:tbl><w:tr><w:tc>{paragraph('1921')}</w:tc><w:tc>{paragraph('Riga')}</w:tc></w:tr></w:tbl>"
    gone = f"<w:p><w:del>{paragraph('Never said.')}</w:del><w:r><w:t>Kept</w:t><w:br w:type='page'/><w:t>words.</w:t></w:r></w:p>"
    core = '<c xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Draft 3</dc:title></c>'
    (doc,) = documents(docx(paragraph("Talks", "H1") + noted + paragraph("Goods", "H2") + item + table + gone,
                            word__footnotes=NOTE, docProps__core=core))
    assert told(doc) == [("title", "Talks"), ("paragraph", "They spoke."), ("heading", "Goods"), ("list-item", "• Timber"),
                         ("table-row", "1921 | Riga"), ("paragraph", "Kept words."), ("note", "Said in French.")]
    assert doc.meta["embedded"] == {"title": "Draft 3"} and [p["n"] for p in doc.meta["pages"]] == ["2"]


def test_pages_of_a_book_stand_in_the_order_of_its_spine() -> None:
    (doc,) = documents(epub({"b.xhtml": "<html><body><h1>Two</h1><p>Second.</p></body></html>",
                             "a.xhtml": "<html><body><h1>One</h1><p>First.</p></body></html>"}, ["gone.xhtml"]))
    assert doc.text.split() == ["Two", "Second.", "One", "First."] and doc.title == "A Book of Ports"
    assert [r.reason for r in doc.rejects] == ["not-found"]


def test_members_of_an_archive_are_documents_by_their_paths() -> None:
    docs = documents(zipped({"b/talk.txt": "Later talks.", "a.html": "<html><body><p>Earlier.</p></body></html>",
                             "c.png": b"\x89PNG\r\n\x1a\n", "__MACOSX/x": b"x", "a.txt": "Same stem."}))
    found = [(d.document_id, d.text.strip()) for d in docs]
    assert found == [("src/a", "Earlier."), ("src/a.txt", "Same stem."), ("src/b/talk", "Later talks.")]
    assert [(r.reason, "c.png" in r.detail) for r in docs[-1].rejects] == [("binary", True)]


def test_files_of_one_name_in_an_archive_are_all_read() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr("talk.txt", "One.")
        archive.writestr("talk.txt", "Two.")
    docs = documents(out.getvalue())
    assert [d.text.strip() for d in docs] == ["One.", "Two."] and len({d.document_id for d in docs}) == 2


def test_an_archive_that_ends_in_a_bomb_keeps_what_stands_before_it() -> None:
    first, *rest = documents(zipped({"a.txt": "Words.", "b.txt": b"0" * (60 << 20), "c.txt": "Never reached."}))
    assert first.document_id == "src/a" and rest == []
    assert [(r.reason, "b.txt" in r.detail) for r in first.rejects] == [("too-large", True)]


def test_words_around_an_entity_of_a_word_document_stay() -> None:
    entity = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    body = f"{entity}<w:document {W}><w:body><w:p><w:r><w:t>Before &x; after.</w:t></w:r></w:p></w:body></w:document>"
    (doc,) = documents(zipped({"[Content_Types].xml": "<x/>", "word/document.xml": body}))
    assert doc.text.startswith("Before ") and doc.text.endswith(" after.\n") and "root" not in doc.text


def test_packed_tar_and_packed_text() -> None:
    assert [d.document_id for d in documents(gzip.compress(tarred({"x/y.txt": b"Words."})))] == ["src/x/y"]
    assert [d.document_id for d in documents(gzip.compress(b"Words."))] == ["src"]
