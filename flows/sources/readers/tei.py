"""TEI P5: one document per `div type="document"`, or the whole text where a file has none.

A source.yml may name another type of division (`mapping: {document: section}`).  Headings, paragraphs, lists, tables and
datelines become blocks, notes follow the text; date, place, sender, recipient and archive reference come from the markup.
`meta["pages"]` says where the pages of the print begin, `meta["named"]` which words stand for whom in the volume's own list
of persons.  The file is parsed as a stream, with entities, DTD and network off.
"""

from __future__ import annotations

from typing import Any

from flows.sources.catalogue import Unit
from flows.sources.readers import limits
from flows.sources.readers.assemble import Assembly
from flows.sources.readers.errors import ReadError
from flows.sources.readers.inline import Inline, local, name_of
from flows.sources.readers.plain import document
from flows.stages.model import Document, Reject

_XML = "{http://www.w3.org/XML/1998/namespace}"
_BLOCKS = frozenset((
    "p", "ab", "head", "list", "item", "table", "row", "dateline", "signed", "salute", "opener", "closer", "div", "quote", "q", "lg", "l",
    "floatingText", "body", "text", "front", "back", "group", "attachment", "postscript", "sp", "argument", "epigraph", "label", "byline",
    "docDate", "trailer",
))
_SILENT = frozenset((
    "pb", "milestone", "graphic", "figure", "figDesc", "fw", "del", "anchor", "index", "teiHeader", "titlePage", "interpGrp",
))
_NAMED = frozenset(("persName", "gloss", "orgName", "name", "rs", "placeName", "roleName"))
_WHOLE = frozenset(("p", "ab", "l", "label", "salute", "byline", "docDate", "trailer", "argument", "epigraph", "item"))


_SKIPPED = _SILENT | {"note"}
_MARKED = _NAMED | {"date"}


def _skip(element: Any) -> bool:
    return name_of(element.tag) in _SKIPPED


def _silent(element: Any) -> bool:
    return name_of(element.tag) in _SILENT


def _wanted(element: Any) -> bool:
    return name_of(element.tag) in _MARKED


def _edtf(element: Any) -> str | None:
    """The date that a date element normalises to: a day or longer, an interval where it says from and to."""
    def day(value: str | None) -> str | None:
        return value[:10] if value and value[:4].isdigit() else None

    if when := day(element.get("when")):
        return when
    begin = day(element.get("from")) or day(element.get("notBefore"))
    end = day(element.get("to")) or day(element.get("notAfter"))
    if begin and end:
        return f"{begin}/{end}" if begin < end else begin  # an end before its beginning is a slip of the encoder
    return begin or end


class _Walk:
    """One document: its blocks in the order of the text, its notes after them, its metadata."""

    def __init__(self, persons: dict[str, str]) -> None:
        self.persons = persons
        self.named: list[dict[str, Any]] = []
        self.pages: list[dict[str, Any]] = []
        self.out = Assembly()
        self.notes: list[tuple[str, Inline]] = []
        self.meta: dict[str, Any] = {}
        self.titled = False

    def add(self, kind: str, element: Any, level: int = 0) -> None:
        """Append an element as one block and take its metadata along."""
        inline = Inline(_skip, _wanted)
        inline.element(element)
        self.put(kind, inline, level)

    def put(self, kind: str, inline: Inline, level: int = 0) -> None:
        """Append running text as one block, with what is marked in it and the notes that hang on it."""
        for note in inline.notes:
            self.note(note)
        text = inline.text()
        span = self.out.put(kind, text, level) if text else None
        for number, at in inline.pages:
            self.page(number, span[0] + min(at, span[1] - span[0]) if span else self.out.size)
        if span is None:
            return
        for marked, (start, end) in inline.marks:
            words = text[start:end]
            start += len(words) - len(words.lstrip())
            self.mark(marked, kind, words.strip(), span[0] + start, span[0] + start + len(words.strip()))

    def page(self, number: str, at: int) -> None:
        """Note where a page of the print begins."""
        self.pages.append({"n": number, "start": at, "end": at})

    def mark(self, element: Any, kind: str, text: str, start: int, end: int) -> None:
        """Note what a marked element says of the document."""
        role = element.get("type")
        if text and (who := self.persons.get((element.get("corresp") or element.get("ref") or "").lstrip("#"))):
            self.named.append({"name": who, "start": start, "end": end})
        if local(element) in _NAMED and role in ("from", "to") and kind in ("title", "heading") and not self.meta.get("closed"):
            key = "authors" if role == "from" else "recipients"
            people = self.meta.setdefault(key, [])
            if all(p["name"] != text for p in people):
                people.append({"name": text, "start": start, "end": end})
        elif kind == "dateline" and local(element) == "date" and "issued" not in self.meta:
            if value := _edtf(element):
                self.meta["issued"], self.meta["issued_span"] = value, [start, end]
        elif kind == "dateline" and local(element) == "placeName" and "place" not in self.meta:
            self.meta["place"], self.meta["place_span"] = text, [start, end]

    def note(self, element: Any) -> None:
        """Keep a note for the end of the document."""
        inline = Inline(_silent, _wanted)
        inline.element(element)
        self.notes.append((element.get("type") or "", inline))

    def visit(self, element: Any, depth: int = 0, kind: str = "") -> None:
        """Read the children of a container of blocks."""
        loose = Inline(_skip, _wanted)
        loose.add(element.text)
        for child in element:
            name = local(child)
            if name == "note":
                self.note(child)
            elif name in _BLOCKS and name not in _SILENT:
                self.put(kind or "paragraph", loose)
                loose = Inline(_skip, _wanted)
                self.block(child, name, depth, kind)
            elif name not in _SILENT or name == "pb":
                loose.child(child)
            loose.add(child.tail)
        self.put(kind or "paragraph", loose)

    def block(self, element: Any, name: str, depth: int, kind: str) -> None:
        """Read one element that stands as a block."""
        if name == "head":
            if kind == "front":
                self.add("front", element)
            else:
                self.add("heading" if self.titled else "title", element, depth)
                self.titled = True
        elif name == "dateline":
            self.add("dateline", element)
        elif name == "signed":
            self.add("signature", element)
        elif name == "list":
            front = element.get("type") in ("participants", "subject", "from", "to")
            self.visit(element, depth + 1, "front" if front else "list-item")
        elif name == "row":
            cells = []
            for cell in element:
                inline = Inline(_skip)
                inline.element(cell)
                cells.append(inline.text())
                for note in inline.notes:
                    self.note(note)
            self.out.add("table-row", " | ".join(cells) if any(cells) else "")
        elif name in _WHOLE and not any(local(c) in _BLOCKS and local(c) not in _SILENT for c in element):
            self.add(kind or "paragraph", element)
        else:
            self.visit(element, depth + (name in ("div", "attachment", "floatingText")), kind)


def _document(element: Any, unit: Unit, part: str | None, persons: dict[str, str]) -> Document | None:
    walk = _Walk(persons)
    walk.visit(element)
    for kind, note in walk.notes:
        at = len(walk.out.blocks)
        walk.put("note", note)
        span = (walk.out.blocks[at].start, walk.out.blocks[at].end) if len(walk.out.blocks) > at else None
        if span and kind == "source" and "source_note_span" not in walk.meta:
            walk.meta["source_note_span"] = list(span)
    text = walk.out.text()
    if not text.strip():
        return None
    doc = document(unit, text, part)
    doc.blocks = walk.out.blocks
    doc.language = element.get(f"{_XML}lang") or doc.language
    doc.meta |= walk.meta | {"format": "tei", "markup": True}
    doc.meta |= {key: value for key, value in (("pages", walk.pages), ("named", walk.named)) if value}
    return doc


def _person(element: Any, persons: dict[str, str]) -> None:
    """Take in an entry of the volume's list of persons: `Ozols, Peteris` is Peteris Ozols."""
    key = element.get(f"{_XML}id")
    if key:
        inline = Inline(_skip)
        inline.element(element)
        last, *rest = inline.text().strip(" ,;:").split(", ")
        persons[key] = f"{rest[0] if rest else ''} {last}".strip()  # what follows the first name is Jr., a rank or an office


def _release(element: Any) -> None:
    """Free an element that has been read and all that stands before it under the same parent."""
    tail = element.tail
    element.clear()
    element.tail = tail
    parent = element.getparent()
    if parent is not None:
        while element.getprevious() is not None:
            del parent[0]


def read(data: bytes, unit: Unit) -> list[Document]:
    """The documents of a TEI file. Raises ReadError when there are none; a file that breaks off keeps those before the break."""
    wanted = (unit.mapping or {}).get("document", "document")
    out: list[Document] = []
    taken: set[str] = set()
    empty: list[str] = []
    persons: dict[str, str] = {}
    body: Any = None
    broken: list[str] = []
    for element in limits.xml_stream(data, unit.raw_path, "{*}div", "{*}text", "{*}persName", error=broken.append):
        name = name_of(element.tag)
        if name == "persName":
            _person(element, persons)
        elif name == "text":
            body = element
        elif element.get("type") == wanted:
            part = element.get(f"{_XML}id") or element.get("n") or f"n{len(out) + len(empty) + 1}"
            while part in taken:
                part += "_"
            taken.add(part)
            if doc := _document(element, unit, part, persons):
                out.append(doc)
            else:
                empty.append(part)
            _release(element)
    if not out and body is not None and not broken and (whole := _document(body, unit, None, persons)):
        return [whole]
    if not out:
        raise ReadError("malformed-markup" if broken else "empty", broken[0] if broken else f"{unit.raw_path}: TEI without text")
    if broken:
        detail = f"{broken[0]}; the {len(out)} documents before it are kept"
        out[-1].rejects.append(Reject(unit.source_id, None, "clean", "malformed-markup", detail))
    for part in empty:
        detail = f"{unit.raw_path}: division {part} holds no text"
        out[-1].rejects.append(Reject(unit.source_id, None, "clean", "empty", detail))
    return out
