"""Word documents (Office Open XML): paragraphs with their styles, lists, tables, notes after the text, page breaks, title and author.

Read from the zip and its XML; text that was deleted under revision stays out, fields keep what they showed last.
"""

from __future__ import annotations

import re
from typing import Any

from flows.sources.catalogue import Unit
from flows.sources.readers import limits
from flows.sources.readers.assemble import Assembly
from flows.sources.readers.errors import ReadError
from flows.sources.readers.inline import local
from flows.sources.readers.plain import document
from flows.stages.model import Document

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEADING = re.compile(r"heading ?([1-9])", re.IGNORECASE)
_PASSED = frozenset((
    "del", "moveFrom", "instrText", "delText", "pPr", "rPr", "sectPr", "drawing", "pict", "object", "footnoteRef", "endnoteRef",
))


def read(data: bytes, unit: Unit) -> list[Document]:
    """The file as one document. Raises ReadError."""
    package = limits.Zip(data, unit.raw_path)
    parts = package.members
    if "word/document.xml" not in parts:
        raise ReadError("unknown-format", f"{unit.raw_path}: no word/document.xml in it; save it as .docx or text")

    def part(name: str) -> Any:
        return limits.xml(package.read(name), f"{unit.raw_path}: {name}") if name in parts else None

    body = part("word/document.xml").find(f"{_W}body")
    walk = _Walk(_styles(part("word/styles.xml")), {k: _notes(part(f"word/{k}s.xml"), k) for k in ("footnote", "endnote")})
    if body is not None:
        walk.visit(body)
    for note in walk.notes:
        walk.out.add("note", note)
    if not walk.out.text().strip():
        raise ReadError("empty", f"{unit.raw_path}: a document without text")
    doc = document(unit, walk.out.text())
    doc.blocks = walk.out.blocks
    doc.meta |= {"format": "docx"} | ({"pages": walk.pages} if walk.pages else {}) | _core(part("docProps/core.xml"))
    return [doc]


def _core(root: Any) -> dict[str, Any]:
    """Title and author that the file says of itself: a hint for people, as templates leave wrong ones."""
    said = {local(e): (e.text or "").strip() for e in root} if root is not None else {}
    found = {k: said[v] for k, v in (("title", "title"), ("creator", "creator"), ("language", "language")) if said.get(v)}
    return {"embedded": found} if found else {}


def _styles(root: Any) -> dict[str, tuple[str, int]]:
    """Style id -> (kind of block, level), by the built-in name or the outline level of the style or of the one it is based on."""
    out: dict[str, tuple[str, int]] = {}
    based: dict[str, str] = {}
    for style in root.iter(f"{_W}style") if root is not None else ():
        key = style.get(f"{_W}styleId") or ""
        name = style.find(f"{_W}name")
        called = name.get(f"{_W}val", "") if name is not None else ""
        outline = style.find(f"{_W}pPr/{_W}outlineLvl")
        if m := _HEADING.fullmatch(called):
            out[key] = "heading", int(m[1])
        elif called.lower() == "title":
            out[key] = "title", 1
        elif "list" in called.lower():
            out[key] = "list-item", 0
        elif outline is not None and (outline.get(f"{_W}val") or "9") in "012345678":
            out[key] = "heading", int(outline.get(f"{_W}val") or 0) + 1
        if (base := style.find(f"{_W}basedOn")) is not None:
            based[key] = base.get(f"{_W}val", "")
    for key in based:
        above, seen = based[key], {key}
        while above and above not in seen and key not in out:
            if above in out:
                out[key] = out[above]
            seen.add(above)
            above = based.get(above, "")
    return out


def _notes(root: Any, kind: str) -> dict[str, Any]:
    return {n.get(f"{_W}id", ""): n for n in root.iter(f"{_W}{kind}") if not n.get(f"{_W}type")} if root is not None else {}


class _Walk:
    """One pass over the body."""

    def __init__(self, styles: dict[str, tuple[str, int]], notes: dict[str, dict[str, Any]]) -> None:
        self.styles, self.bodies = styles, notes
        self.out = Assembly()
        self.notes: list[str] = []
        self.pages: list[dict[str, Any]] = []
        self.titled = False

    def visit(self, element: Any, depth: int = 0) -> None:
        """Read paragraphs and tables in their order."""
        for child in element:
            name = local(child)
            if name == "p":
                self.paragraph(child)
            elif name == "tbl":
                self.table(child)
            elif name not in _PASSED and depth < 50:
                self.visit(child, depth + 1)

    def table(self, element: Any) -> None:
        """A table as its rows."""
        for row in element.iter(f"{_W}tr"):
            cells = [" ".join(self.words(p) for p in cell.iter(f"{_W}p")).strip() for cell in row.findall(f"{_W}tc")]
            self.out.add("table-row", " | ".join(cells) if any(cells) else "")

    def paragraph(self, element: Any) -> None:
        """A paragraph by its style."""
        text = self.words(element)
        style = element.find(f"{_W}pPr/{_W}pStyle")
        kind, level = self.styles.get(style.get(f"{_W}val", "") if style is not None else "", ("paragraph", 0))
        if kind == "paragraph" and element.find(f"{_W}pPr/{_W}numPr") is not None:
            kind = "list-item"
        if kind == "heading" and level == 1 and not self.titled and not self.out.blocks:
            kind = "title"
        if kind == "title" and text.strip():
            kind, self.titled = ("heading" if self.titled else "title"), True
        self.out.add(kind, ("• " if kind == "list-item" else "") + text if text.strip() else "", level)

    def words(self, element: Any) -> str:
        """The running text of a paragraph; notes that hang on it are put by."""
        out: list[str] = []
        self.gather(element, out)
        return "".join(out)

    def gather(self, element: Any, out: list[str], depth: int = 0) -> None:
        for child in element:
            name = local(child)
            if name == "t":
                out.append("".join(child.itertext()))
            elif name in ("tab", "cr"):
                out.append(" ")
            elif name == "br":
                self.broken(child.get(f"{_W}type"), out)
            elif name == "lastRenderedPageBreak":
                self.broken("page", out)
            elif name == "noBreakHyphen":
                out.append("-")
            elif name in ("footnoteReference", "endnoteReference"):
                note = self.bodies[name.removesuffix("Reference")].get(child.get(f"{_W}id", ""))
                if note is not None:
                    words: list[str] = []
                    self.bodies[name.removesuffix("Reference")].pop(child.get(f"{_W}id", ""))
                    self.gather(note, words)
                    self.notes.append("".join(words))
            elif name not in _PASSED and depth < 50:
                self.gather(child, out, depth + 1)

    def broken(self, kind: str | None, out: list[str]) -> None:
        """A line break, or a page that begins at the paragraph."""
        out.append(" ")
        if kind == "page":
            self.pages.append({"n": str(len(self.pages) + 2), "start": self.out.size, "end": self.out.size})
