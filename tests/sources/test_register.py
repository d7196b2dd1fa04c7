"""Registers as documents."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.sources.catalogue import Unit
from flows.sources.readers import ReadError, read
from flows.stages.clean import clean
from flows.stages.model import Document
from flows.stages.segment import segment

MAPPING = {"date": "day", "actor": "country", "text": "remarks"}
XML = ("<visits><visit id='1'><day>1921-03-18</day><country code='lv'>Latvia</country>"
       "<remarks>Came for\n  talks &amp; trade.</remarks></visit>"
       "<visit id='2'><other>x</other></visit></visits>")


def register(data: bytes, **mapping: str) -> Document:
    (doc,) = read(data, Unit("reg", "reg.csv", Path("reg.csv"), "", 0, "", mapping=mapping or MAPPING))
    for cell in doc.meta["cells"]:
        assert doc.text[cell["start"] : cell["end"]] == cell["name"]
    return doc


@pytest.mark.parametrize("sep", [",", ";", "\t"])
def test_rows_become_lines_of_the_mapped_cells(sep: str) -> None:
    lines = [["id", "country", "day", "remarks"], ["1", "Latvia", "1921-03-18", '"Talks, long."'], ["2", "Poland", "", "Left."]]
    doc = register("\n".join(sep.join(line) for line in lines).encode())
    assert doc.text == "1921-03-18 | Latvia | Talks, long.\nPoland | Left.\n"
    assert doc.genre == "register" and [b.kind for b in doc.blocks] == ["table-row"] * 2
    assert [(c["row"], c["role"]) for c in doc.meta["cells"]] == [(0, "date"), (0, "actor"), (0, "text"), (1, "actor"), (1, "text")]


def test_bad_row_is_a_reject_with_its_line() -> None:
    doc = register(b"day,country,remarks\n1921,Latvia,Talks\n1922,Poland\n,,\n1923,Estonia,More\n")
    assert doc.text.count("\n") == 2
    assert [(r.reason, r.detail[:10]) for r in doc.rejects] == [("malformed-row", "reg.csv:3:")]


def test_an_open_quotation_mark_says_how_much_it_took() -> None:
    doc = register(b'day,country,remarks\n1921-03-18,Latvia,Left.\n1921-03-19,"Poland,x\n1921-03-20,Latvia,y\n')
    assert doc.text == "1921-03-18 | Latvia | Left.\n"
    assert ["reg.csv:3: the row begins with this line and takes 2" in r.detail for r in doc.rejects] == [True]


def test_elements_of_xml_are_rows() -> None:
    doc = register(XML.encode(), row="visit", **MAPPING)
    assert doc.text == "1921-03-18 | Latvia | Came for talks & trade.\n"
    assert [r.reason for r in doc.rejects] == ["malformed-row"]


def test_wrong_mapping_names_the_columns_there_are() -> None:
    with pytest.raises(ReadError, match="may name a, b"):
        register(b"a,b\n1,2\n")


def test_cells_keep_to_their_words_through_cleaning() -> None:
    doc = register("day,country,remarks\n1921,C\u00f4te\u00a0d\u02b9Ivoire,Talks\u00ad here\n".encode())
    clean(doc)
    segment(doc)
    assert [doc.text[c["start"] : c["end"]] for c in doc.meta["cells"]] == ["1921", "Côte d’Ivoire", "Talks here"]
    assert [p.kind for p in doc.passages] == ["table-row"]
