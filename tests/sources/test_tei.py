"""TEI volumes as documents."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.sources.catalogue import Unit
from flows.sources.readers import ReadError, read
from flows.stages.clean import clean
from flows.stages.extract import document
from flows.stages.model import Document
from flows.stages.segment import segment

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><title>Volume</title></teiHeader><text><body>'
TAIL = "</body></text></TEI>"
LETTER = """<div type="document" xml:id="d1" n="1">
  <note rend="inline" type="source">Source: Trade Ministry, Box 7. Secret.</note>
  <head>1. <hi>The Minister in Latvia</hi> (<persName type="from">
      <hi>Ozols</hi></persName>) to the <gloss type="to">Department of Trade</gloss><note n="1">Sent by post.</note></head>
  <opener><dateline><placeName>Riga</placeName>, <date when="1921-03-18">March
      18, 1921</date>.</dateline></opener>
  <p>The port <choice><sic>wil</sic><corr>will</corr></choice> be free.<note n="2">Not <hi>all</hi> of it.</note> So it<lb/>was agreed.</p>
  <pb n="2"/>
  <list><head>Goods</head><item>Timber</item><item>Flax</item></list>
  <table><row><cell>1921</cell><cell>Riga</cell></row></table>
  <closer><signed>Peteris Ozols</signed></closer>
</div>"""


def unit(**more: object) -> Unit:
    return Unit("vol", "vol.xml", Path("vol.xml"), "", 0, "", **more)  # type: ignore[arg-type]


def volume(body: str, **more: object) -> list[Document]:
    docs = read((HEAD + body + TAIL).encode(), unit(**more))
    for doc in docs:
        for block in doc.blocks:
            assert doc.text[block.start : block.end].strip(" \n") == doc.text[block.start : block.end] != ""
    return docs


def test_letter_becomes_blocks_with_its_notes_apart() -> None:
    (doc,) = volume(LETTER)
    assert doc.document_id == "vol/d1"
    assert [(b.kind, doc.text[b.start : b.end]) for b in doc.blocks] == [
        ("title", "1. The Minister in Latvia ( Ozols) to the Department of Trade"), ("dateline", "Riga, March 18, 1921."),
        ("paragraph", "The port will be free. So it was agreed."), ("heading", "Goods"), ("list-item", "Timber"), ("list-item", "Flax"),
        ("table-row", "1921 | Riga"), ("signature", "Peteris Ozols"), ("note", "Source: Trade Ministry, Box 7. Secret."),
        ("note", "Sent by post."), ("note", "Not all of it."),
    ]


def test_markup_says_date_place_sender_recipient_and_archive() -> None:
    (doc,) = volume(LETTER)
    clean(doc)
    segment(doc)
    document.extract(doc)
    assert doc.title == "The Minister in Latvia (Ozols) to the Department of Trade"
    assert {s.field: s.value for s in doc.statements if s.field != "author"} == {
        None: None, "title": doc.title, "issued": "1921-03-18", "archive_ref": "Trade Ministry, Box 7", "recipient": "Department of Trade",
        **({"place_id": "riga"} if any(s.field == "place_id" for s in doc.statements) else {})}
    assert [s.value for s in doc.statements if s.field == "author"] == ["Ozols"]
    assert {s.method for s in doc.statements} == {"markup"}
    assert all(doc.text[s.start : s.end] == s.value_original for s in doc.statements)


def test_every_division_is_a_document_in_the_order_of_the_file() -> None:
    docs = volume("".join(f'<div type="document" xml:id="d{n}"><head>Talk {n}</head><p>Words {n}.</p></div>' for n in (2, 10, 1)))
    assert [d.document_id for d in docs] == ["vol/d2", "vol/d10", "vol/d1"]


def test_volume_without_such_divisions_is_one_document() -> None:
    (doc,) = volume("<div><head>Trade</head><p>One.</p><div><head>Terms</head><p>Two.</p></div></div>")
    assert doc.document_id == "vol" and [b.kind for b in doc.blocks] == ["title", "paragraph", "heading", "paragraph"]


def test_catalogue_may_name_the_division() -> None:
    docs = volume('<div type="section" xml:id="a"><p>One.</p></div><div type="section" xml:id="b"><p>Two.</p></div>',
                  mapping={"document": "section"})
    assert [d.document_id for d in docs] == ["vol/a", "vol/b"]


def test_interval_in_a_dateline() -> None:
    date = '<date from="1921-05-01T10:00:00" to="1921-05-03">May 1-3</date>'
    (doc,) = volume(f'<div type="document" xml:id="d1"><dateline>{date}</dateline><p>x</p></div>')
    assert doc.meta["issued"] == "1921-05-01/1921-05-03"


def test_interval_that_ends_before_it_begins_is_a_slip() -> None:
    date = '<date from="1921-05-03" to="1921-04-01">May 3</date>'
    (doc,) = volume(f'<div type="document" xml:id="d1"><dateline>{date}</dateline><p>x</p></div>')
    assert doc.meta["issued"] == "1921-05-03"


def test_entities_of_the_file_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("hidden words")
    xml = (f'<?xml version="1.0"?><!DOCTYPE TEI [<!ENTITY x SYSTEM "file://{tmp_path}/secret"><!ENTITY nbsp "&#160;">]>'
           '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p>Open &x;&nbsp;&amp; words.</p></body></text></TEI>')
    (doc,) = read(xml.encode(), unit())
    assert "hidden" not in doc.text and doc.text.endswith("& words.\n")


def test_bomb_of_entities_is_refused() -> None:
    bomb = "".join(f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(9))
    xml = (f'<?xml version="1.0"?><!DOCTYPE TEI [<!ENTITY a "aaaaaaaaaa">{bomb}]>'
           '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><p>&j;</p></text></TEI>')
    try:
        (doc,) = read(xml.encode(), unit())
    except ReadError as error:
        assert error.reason == "malformed-markup"
    else:
        assert len(doc.text) < 100


def test_broken_file_keeps_what_stands_before_the_break() -> None:
    data = (HEAD + LETTER + '<div type="document" xml:id="d2"><p>cut <b></div>').encode()
    (doc,) = read(data, unit())
    (reject,) = doc.rejects
    assert doc.document_id == "vol/d1" and reject.reason == "malformed-markup" and "line" in reject.detail
    with pytest.raises(ReadError, match="malformed-markup"):
        read((HEAD + "<div><p>cut").encode(), unit())


def test_empty_division_is_a_reject() -> None:
    (doc,) = volume(LETTER + '<div type="document" xml:id="d2"><pb/></div>')
    assert [(r.reason, "d2" in r.detail) for r in doc.rejects] == [("empty", True)]


def test_reference_volumes(reference: Path) -> None:
    path = min((reference / "corpora" / "frus").glob("*.xml"), key=lambda p: p.stat().st_size)
    docs = read(path.read_bytes(), unit())
    assert len(docs) > 40 and all(d.text.strip() for d in docs)
    assert sum("issued" in d.meta for d in docs) > 20


def test_pages_and_the_list_of_persons() -> None:
    people = '<div type="section"><list><item><persName xml:id="p_O1">Ozols, Peteris</persName>, envoy</item></list></div>'
    (doc,) = volume(people + '<div type="document" xml:id="d1"><pb n="4"/><p>Said to <persName corresp="#p_O1">Ozols</persName> '
                    'at <pb n="5"/>noon.<note>By <persName corresp="#p_O1">O.</persName></note></p></div>')
    assert [(p["n"], doc.text[p["start"] :][:4]) for p in doc.meta["pages"]] == [("4", "Said"), ("5", "noon")]
    clean(doc)
    named = [(n["name"], doc.text[n["start"] : n["end"]]) for n in doc.meta["named"]]
    assert named == [("Peteris Ozols", "Ozols"), ("Peteris Ozols", "O.")]


def test_a_list_of_persons_may_have_entries_with_more_than_a_name() -> None:
    entry = '<person xml:id="p_O1"><persName>Ozols, Peteris, Jr.</persName><note>envoy</note></person>'
    people = f'<div type="section"><listPerson>{entry}</listPerson></div>'
    (doc,) = volume(people + '<div type="document" xml:id="d1"><p>Said to <persName ref="#p_O1">Ozols</persName> at noon.</p></div>')
    clean(doc)
    assert [(n["name"], doc.text[n["start"] : n["end"]]) for n in doc.meta["named"]] == [("Peteris Ozols", "Ozols")]


def test_each_text_of_a_corpus_is_a_document() -> None:
    texts = "".join(
        f'<TEI xml:id="t{n}"><teiHeader><title>Letter {n}</title></teiHeader><text><body><p>Letter {n} left Riga.</p></body></text></TEI>'
        for n in (1, 2)
    )
    corpus = f'<teiCorpus xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><title>All</title></teiHeader>{texts}</teiCorpus>'
    docs = read(corpus.encode(), unit())
    assert [" ".join(doc.text[b.start : b.end] for b in doc.blocks if b.kind == "paragraph") for doc in docs] == [
        "Letter 1 left Riga.", "Letter 2 left Riga.",
    ]
    assert len({doc.document_id for doc in docs}) == 2
