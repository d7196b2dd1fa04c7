"""TEI P5: one document per `div type="document"`, or the whole text where a file has none.

A source.yml may name another type of division (`mapping: {document: section}`).  Headings, paragraphs, lists, tables and
datelines become blocks, notes follow the text; date, place, sender, recipient and archive reference come from the markup.
`meta["pages"]` says where the pages of the print begin, `meta["named"]` which words stand for whom in the volume's own list
of persons.  The file is parsed as a stream, with entities, DTD and network off.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Any

from flows.sources.catalogue import Unit
from flows.sources.readers import limits
from flows.sources.readers.assemble import Assembly
from flows.sources.readers.errors import ReadError
from flows.sources.readers.inline import name_of, spaced
from flows.sources.readers.plain import document
from flows.sources.readers.tei_flow import PAGE, Flow, attributes, local, name_in, tokens
from flows.stages.model import Document, Reject

_ID, _LANGUAGE = ("{http://www.w3.org/XML/1998/namespace}" + name for name in ("id", "lang"))
_BLOCKS = frozenset((
    "p", "ab", "head", "list", "item", "table", "row", "dateline", "signed", "salute", "opener", "closer", "div", "quote", "q", "lg", "l",
    "floatingText", "body", "text", "front", "back", "group", "attachment", "postscript", "sp", "argument", "epigraph", "label", "byline",
    "docDate", "trailer",
))
_SILENT = frozenset((
    "milestone", "graphic", "figure", "figDesc", "fw", "del", "anchor", "index", "teiHeader", "titlePage", "interpGrp",
))
_SPECIAL = _SILENT | {"note", "pb", "lb", "cb", "gap", "choice"}
_NAMED = frozenset(("persName", "gloss", "orgName", "name", "rs", "placeName", "roleName"))
_APART = frozenset(("p", "ab", "l", "item", "row"))  # what stands on a line of its own, where lines are run together
_QUOTED = frozenset(("q", "quote"))
_SENTENCES = frozenset(("p", "ab", "l", "item"))  # where a quotation is part of the sentence unless it holds blocks itself
_READINGS = ("corr", "expan", "reg", "sic", "abbr", "orig")


def _edtf(has: dict[str, str]) -> str | None:
    """The date that the attributes of a date normalise to: a day or longer, an interval where it says from and to."""
    def day(value: str | None) -> str | None:
        return value[:10] if value and value[:4].isdigit() else None

    if when := day(has.get("when")):
        return when
    begin = day(has.get("from")) or day(has.get("notBefore"))
    end = day(has.get("to")) or day(has.get("notAfter"))
    if begin and end:
        return f"{begin}/{end}" if begin < end else begin  # an end before its beginning is a slip of the encoder
    return begin or end


def _telling(tag: str) -> bool:
    return "=" in tag or tag == "placeName"


_TELLING = {kind: _telling for kind in ("title", "heading", "dateline")}  # the blocks in which marked words say something of the document


class Persons:
    """The volume's own list of persons: who is meant by a reference to one of its entries."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}
        self._meant: dict[str, str] = {}

    def take(self, element: Any) -> None:
        """Take in the entries within an element: `Ozols, Peteris` is Peteris Ozols."""
        for entry in element.iter("{*}persName", "{*}person"):
            key = entry.get(_ID)
            if key is None or key in self._names:
                continue
            name = entry if name_of(entry.tag) == "persName" else next((e for e in entry if name_of(e.tag) == "persName"), None)
            if name is not None:
                last, *rest = spaced("".join(name.itertext())).strip(" ,;:").split(", ")
                # What follows the first name is Jr., a rank or an office.
                self._names[key] = f"{rest[0] if rest else ''} {last}".strip()
                self._meant.clear()

    def __bool__(self) -> bool:
        return bool(self._names)

    def meant(self, tag: str) -> str:
        """The name of the person that a tag refers to; empty where it refers to none."""
        known = self._meant.get(tag)
        if known is None:
            has = attributes(tag)
            known = self._meant[tag] = self._names.get((has.get("corresp") or has.get("ref") or "").lstrip("#"), "")
        return known


class _Walk:
    """One document: its blocks in the order of the text, its notes after them, its metadata."""

    def __init__(self, element: Any, persons: Persons) -> None:
        self.persons = persons
        self.named: list[dict[str, Any]] = []
        self.pages: list[dict[str, Any]] = []
        self.out = Assembly()
        self.notes: list[tuple[str, Flow]] = []
        self.meta: dict[str, Any] = {}
        self.titled = False
        self.rest = tokens(element)
        opening, text = next(self.rest, ("/", ""))
        if opening[-1] != "/":
            self.visit(text, "div")
        for kind, note in self.notes:
            span = self.put("note", note)
            if span and kind == "source" and "source_note_span" not in self.meta:
                self.meta["source_note_span"] = list(span)

    def put(self, kind: str, flow: Flow, level: int = 0) -> tuple[int, int] | None:
        """Append running text as one block, with what is marked in it, and say where it stands."""
        if not flow.parts:
            return None
        text, marks, pages = flow.text(_TELLING.get(kind) or (self.persons.meant if self.persons else None))
        span = self.out.put(kind, text, level)
        at = span[0] if span else self.out.size
        for number, place in pages:  # where a page of the print begins
            self.pages.append({"n": number, "start": at + place, "end": at + place})
        for tag, (start, end) in marks if span else ():
            words = text[start:end]
            if words[0] == " ":
                start, words = start + 1, words[1:]
            words = words.rstrip(" ")
            self.mark(tag, kind, words, at + start, at + start + len(words))
        return span

    def mark(self, tag: str, kind: str, text: str, start: int, end: int) -> None:
        """Note what a marked element says of the document."""
        if text and (who := self.persons.meant(tag)):
            self.named.append({"name": who, "start": start, "end": end})
        if kind not in _TELLING:
            return
        has, name = attributes(tag), name_in(tag)
        role = has.get("type")
        if name in _NAMED and role in ("from", "to") and kind != "dateline":
            people = self.meta.setdefault("authors" if role == "from" else "recipients", [])
            if all(p["name"] != text for p in people):
                people.append({"name": text, "start": start, "end": end})
        elif kind == "dateline" and name == "date" and "issued" not in self.meta:
            if value := _edtf(has):
                self.meta["issued"], self.meta["issued_span"] = value, [start, end]
        elif kind == "dateline" and name == "placeName" and "place" not in self.meta:
            self.meta["place"], self.meta["place_span"] = text, [start, end]

    def visit(self, text: str, name: str, depth: int = 0, kind: str = "") -> str:
        """Read the element that is open, which begins with `text`, as a container of blocks; the text after it."""
        flow, after = self.run(text, kind or "paragraph", (name, depth, kind))
        self.put(kind or "paragraph", flow)
        return after

    def run(self, text: str, kind: str, within: tuple[str, int, str] | None = None, note: bool = False) -> tuple[Flow, str]:
        """The running text of the element that is open, which begins with `text`, and the text after it.

        `within` says of what container it is, where blocks end the text so far and put it; without it they are part of the text.
        """
        flow = Flow()
        parts = flow.parts
        if text and not text.isspace():
            parts.append(text)
        inside = quotes = 0  # elements that are open; how many of them, from the outermost on, are quotations
        for tag, text in self.rest:
            if tag[0] == "/":
                if not inside:
                    return flow, text
                quotes -= quotes == inside
                inside -= 1
            else:
                name, empty = local(tag.partition(" ")[0]), tag[-1] == "/"
                if name in _BLOCKS and within and inside == quotes:
                    if name in _QUOTED and within[0] in _SENTENCES:
                        inside, quotes = inside + (not empty), quotes + (not empty)
                    else:
                        if parts:
                            self.put(kind, flow)
                            flow = Flow()
                            parts = flow.parts
                        text = text if empty else self.block(tag, name, text, within)
                        if text.isspace():
                            continue
                elif name in _SPECIAL and not (note and name == "note"):
                    text = self.special(flow, tag, name, text, kind)
                elif not empty:
                    inside += 1
                    if name in _APART:
                        parts.append(" ")
            if text:
                parts.append(text)
        return flow, ""

    def special(self, flow: Flow, tag: str, name: str, text: str, kind: str) -> str:
        """Read an element that is more or less than its words; the text after it."""
        empty = tag[-1] == "/"
        if name == "note":
            inner, after = (Flow(), text) if empty else self.run(text, "note", note=True)
            self.notes.append((attributes(tag).get("type", ""), inner))
            return after
        if name == "choice" and not empty:
            readings: dict[str, Flow] = {}
            for one, words in self.rest:
                if one[0] == "/":
                    text = words
                    break
                if one[-1] != "/":
                    readings[name_in(one)] = self.run(words, kind)[0]
            if chosen := next((readings[n] for n in _READINGS if n in readings), None):
                flow.parts += chosen.parts
                flow.pages += chosen.pages
            return text
        if name == "pb":
            flow.pages.append(attributes(tag).get("n", ""))
            flow.parts.append(PAGE)
        elif name in ("lb", "cb"):
            flow.parts.append(" ")
        elif name == "gap":
            flow.parts.append("[…]")
        return text if empty else self.pass_over()

    def pass_over(self) -> str:
        """Leave out the rest of the element that is open; the text after it."""
        depth = 1
        for tag, text in self.rest:
            depth += -1 if tag[0] == "/" else tag[-1] != "/"
            if not depth:
                return text
        return ""

    def block(self, tag: str, name: str, text: str, within: tuple[str, int, str]) -> str:
        """Read one element that stands as a block; the text after it."""
        _, depth, kind = within
        if name in ("head", "dateline", "signed"):
            level = 0
            if name == "dateline":
                kind = "dateline"
            elif name == "signed":
                kind = "signature"
            elif kind != "front":
                kind, level, self.titled = "heading" if self.titled else "title", depth, True
            flow, text = self.run(text, kind)
            self.put(kind, flow, level)
            return text
        if name == "list":
            front = attributes(tag).get("type") in ("participants", "subject", "from", "to")
            return self.visit(text, name, depth + 1, "front" if front else "list-item")
        if name == "row":
            return self.row()
        return self.visit(text, name, depth + (name in ("div", "attachment", "floatingText")), kind)

    def row(self) -> str:
        """Read the cells of a row of a table; the text after it."""
        cells: list[str] = []
        after = ""
        for tag, text in self.rest:
            if tag[0] == "/":
                after = text
                break
            name = name_in(tag)
            if name in _SPECIAL:
                self.special(Flow(), tag, name, text, "table-row")
            else:
                cells.append("" if tag[-1] == "/" else self.run(text, "table-row")[0].text()[0])
        self.out.add("table-row", " | ".join(cells) if any(cells) else "")
        return after


def _document(element: Any, unit: Unit, part: str | None, persons: Persons) -> Document | None:
    walk = _Walk(element, persons)
    text = walk.out.text()
    if not text.strip():
        return None
    doc = document(unit, text, part)
    doc.blocks = walk.out.blocks
    doc.language = element.get(_LANGUAGE) or doc.language
    doc.meta |= walk.meta | {"format": "tei", "markup": True}
    doc.meta |= {key: value for key, value in (("pages", walk.pages), ("named", walk.named)) if value}
    return doc


def _release(element: Any) -> None:
    """Free an element that has been read and all that stands before it under the same parent."""
    tail = element.tail
    element.clear()
    element.tail = tail
    parent = element.getparent()
    if parent is not None:
        while element.getprevious() is not None:
            del parent[0]


def _whole(text: Any) -> bool:
    """Whether a text is that of a file or of a part of a corpus, and not one within another."""
    parent = text.getparent()
    return parent is None or name_of(parent.tag) in ("TEI", "TEI.2")


def _found(elements: Iterator[Any], unit: Unit, empty: list[str]) -> Iterator[Document]:
    """The documents that the ends of elements bring; `empty` takes the names of those without text."""
    wanted = (unit.mapping or {}).get("document", "document")
    taken: set[str] = set()
    persons = Persons()
    number = before = 0  # divisions so far, and at the end of the last text
    for element in elements:
        name = name_of(element.tag)
        if name == "div" and element.get("type") == wanted:
            number, bearer = number + 1, element
        elif name == "text" and _whole(element) and number == before:
            number, bearer = number + 1, element.getparent()
        else:
            before = number if name == "text" else before
            if name != "text":
                persons.take(element)
            continue
        part: str | None = None
        if name == "div" or (bearer is not None and bearer.getparent() is not None):
            part = bearer.get(_ID) or bearer.get("n") or f"n{number}"
            while part in taken:
                part += "_"
            taken.add(part)
        if doc := _document(element, unit, part, persons):
            yield doc
        else:
            empty.append(part or "text")
        before = number if name == "text" else before
        _release(element)


def stream(data: bytes | IO[bytes], unit: Unit) -> Iterator[Document]:
    """The documents of a TEI file one by one. Raises ReadError when there are none; a file that breaks off keeps those before the break."""
    broken: list[str] = []
    empty: list[str] = []
    last: Document | None = None
    number = 0
    elements = limits.xml_stream(data, unit.raw_path, "{*}div", "{*}text", "{*}front", "{*}teiHeader", "{*}standOff", error=broken.append)
    for doc in _found(elements, unit, empty):
        if last is not None:
            yield last
        last, number = doc, number + 1
    if last is None:
        raise ReadError("malformed-markup" if broken else "empty", broken[0] if broken else f"{unit.raw_path}: TEI without text")
    if broken:
        detail = f"{broken[0]}; the {number} documents before it are kept"
        last.rejects.append(Reject(unit.source_id, None, "clean", "malformed-markup", detail))
    for part in empty:
        detail = f"{unit.raw_path}: division {part} holds no text"
        last.rejects.append(Reject(unit.source_id, None, "clean", "empty", detail))
    yield last


def read(data: bytes, unit: Unit) -> list[Document]:
    """All documents of a TEI file. Raises ReadError as `stream` does."""
    return list(stream(data, unit))
