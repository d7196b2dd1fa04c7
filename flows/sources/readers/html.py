"""HTML pages: headings, paragraphs, lists, tables and notes; scripts, menus and other furniture stay out.

What counts as furniture, or as the place where the text is, is in schemas/rules/html.csv.
"""

from __future__ import annotations

import re
from functools import cache

from selectolax.lexbor import LexborHTMLParser as HTMLParser
from selectolax.lexbor import LexborNode as Node

from flows.sources.catalogue import Unit
from flows.sources.readers.assemble import Assembly, fold
from flows.sources.readers.decode import decode, tidy
from flows.sources.readers.errors import ReadError
from flows.sources.readers.plain import document
from flows.stages.model import Document
from schemas import data

_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]+)", re.IGNORECASE)
_SUBSET = re.compile(r"<!DOCTYPE[^>\[]*\[[^\]]*\]\s*>", re.IGNORECASE)  # declarations of XML, which a page would show as its text
_HEADINGS = {f"h{n}": n for n in range(1, 7)}
_BLOCKS = frozenset((
    "p", "div", "section", "article", "main", "blockquote", "pre", "ul", "ol", "dl", "li", "dt", "dd", "table", "tr", "td", "th", "caption",
    "figure", "figcaption", "address", "header", "footer", "aside", "center", "hr", "body", "html", "tbody", "thead", "tfoot", "details",
    "summary", "fieldset", "form", *_HEADINGS,
))
_BLOCK_SELECTOR = ", ".join(sorted(_BLOCKS))
_LAID_OUT = ", ".join(("table", "blockquote", *_HEADINGS))
_DEPTH = 150  # deeper nesting than this is read as plain text
_REFUSED = 6000  # and deeper than this not at all: finding anything in such a tree takes minutes
_NESTING = re.compile(r"<(/?)(?:div|section|article|main|span|font|center|blockquote|ul|ol|dl|table|b|i|em|strong|small)\b", re.IGNORECASE)


@cache
def _selectors(kind: str) -> str:
    return ", ".join(r["selector"] for r in data.rows("rules/html", "rule_id", "kind", "selector") if r["kind"] == kind)


def decoded(data_: bytes) -> str:
    """The page as text: by its mark or UTF-8, else by the charset that it declares, else by its content."""
    text, encoding = decode(data_)
    if encoding not in ("utf-8", "utf-16-le", "utf-16-be") and (m := _CHARSET.search(data_[:4096])):
        try:
            return tidy(data_.decode(m[1].decode("ascii")))
        except (LookupError, UnicodeDecodeError):
            return text
    return text


def _inline(node: Node) -> str:
    """The running text of a node, in which no element breaks a line any more."""
    return str(node.text(deep=True, separator="")).replace("\n", " ")


class Walk:
    """One pass over a page in its order."""

    def __init__(self) -> None:
        self.out = Assembly()
        self.loose: list[str] = []
        self.mark = ""  # bullet or number that the next text gets
        self.titled = False

    def flush(self, kind: str = "paragraph") -> None:
        """Running text so far becomes a block."""
        text = fold("".join(self.loose))
        self.loose = []
        if text:
            self.out.add(kind, self.mark + text)
            self.mark = ""

    def visit(self, node: Node, depth: int, kind: str = "paragraph") -> None:
        """Read the children of a block; running text between blocks becomes blocks of `kind`."""
        items = 0
        child = node.child
        while child is not None:
            tag = child.tag or ""
            if tag == "-text":
                self.loose.append(child.text_content or "")
            elif tag in _BLOCKS and depth < _DEPTH:
                self.flush(kind)
                items += tag == "li"
                self.block(child, tag, depth, kind, items)
            elif tag[:1].isalpha():
                if depth < _DEPTH and child.css_first(_BLOCK_SELECTOR) is not None:
                    self.visit(child, depth + 1, kind)
                else:
                    self.loose.append(_inline(child))
            child = child.next
        self.flush(kind)

    def block(self, node: Node, tag: str, depth: int, kind: str, item: int) -> None:
        """Read one block element; `item` is its number in a list."""
        if tag in _HEADINGS:
            level = _HEADINGS[tag]
            self.out.add("title" if level == 1 and not self.titled else "heading", _inline(node), level)
            self.titled, self.mark = self.titled or level == 1, ""
        elif tag == "tr":
            self.row(node, depth, kind)
        elif tag in ("li", "dd", "dt"):
            parent = node.parent.tag if node.parent else None
            self.mark = "" if kind == "note" else f"{item}. " if parent == "ol" else "• " if parent == "ul" else ""
            self.visit(node, depth + 1, "note" if kind == "note" else "list-item")
            self.mark = ""
        else:
            note = kind == "note" or "note" in (node.attributes.get("class") or "").lower().split()
            self.visit(node, depth + 1, "note" if note else "list-item" if kind == "list-item" else "paragraph")


    def row(self, node: Node, depth: int, kind: str) -> None:
        """Read a row of a table; one that only lays out the page is read as the page."""
        cells = []
        cell = node.child
        while cell is not None:
            cells += [cell] if cell.tag in ("td", "th") else []
            cell = cell.next
        if any(_lays_out(c) for c in cells):
            for c in cells:
                self.visit(c, depth + 1, kind)
            return
        texts = [_cell(c) for c in cells]
        self.out.add("table-row", " | ".join(texts) if any(texts) else "")


def _lays_out(cell: Node) -> bool:
    """Whether a cell holds a part of a page: another table, a heading, paragraphs."""
    return cell.css_first(_LAID_OUT) is not None or len(cell.css("p")) > 1


def _cell(cell: Node) -> str:
    """The text of a cell on one line."""
    if cell.css_first(_BLOCK_SELECTOR) is None:
        return fold(_inline(cell))
    inner = Walk()
    inner.visit(cell, 0)
    return " ".join(inner.out.text().split("\n")).strip()


def _nested(text: str) -> bool:
    """Whether the elements that people nest stand deeper than any page has them."""
    depth = 0
    for m in _NESTING.finditer(text):
        depth += -1 if m[1] else 1
        if depth > _REFUSED:
            return True
    return False


def add_page(text: str, walk: Walk) -> str:
    """Read the text of a page into `walk`, its notes after the rest; the words of its <title>."""
    if _nested(text):
        raise ReadError("malformed-markup", f"elements nested more than {_REFUSED} deep; close them")
    tree = HTMLParser(_SUBSET.sub("<!DOCTYPE html>", text, count=1))
    for node in tree.css("br"):
        node.replace_with("\n")
    title = tree.css_first("title")
    printed = fold(title.text()) if title else ""
    if drop := _selectors("furniture"):
        for node in tree.css(drop):
            node.decompose()
    notes = tree.css(_selectors("note")) if _selectors("note") else []
    held = [n.html or "" for n in notes]
    for node in notes:
        node.decompose()
    places = (tree.css_first(s) for s in _selectors("content").split(", ") if s)
    root = next((n for n in places if n is not None), None) or tree.body or tree.root
    if root is None:
        raise ReadError("empty", "no element in the page")
    walk.visit(root, 0)
    for html in held:
        inner = HTMLParser(html).body
        if inner is not None:
            walk.visit(inner, 0, "note")
    return printed


def read(data_: bytes, unit: Unit) -> list[Document]:
    """The page as one document. Raises ReadError: empty when nothing but furniture is on it."""
    walk = Walk()
    printed = add_page(decoded(data_), walk)
    text = walk.out.text()
    if not text.strip():
        raise ReadError("empty", f"{unit.raw_path}: a page without text outside menus and scripts")
    doc = document(unit, text)
    doc.blocks = walk.out.blocks
    if not walk.titled and doc.title is None and printed:
        doc.title = printed
    doc.meta["format"] = "html"
    return [doc]
