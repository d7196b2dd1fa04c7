"""E-books (EPUB): the pages of the spine one after the other as one document, with the title and author of the package."""

from __future__ import annotations

import posixpath
from typing import Any
from urllib.parse import unquote

from flows.sources.catalogue import Unit
from flows.sources.readers import html, limits
from flows.sources.readers.errors import ReadError
from flows.sources.readers.inline import local
from flows.sources.readers.plain import document
from flows.stages.model import Document, Reject

_PAGES = ("application/xhtml+xml", "text/html")


def read(data: bytes, unit: Unit) -> list[Document]:
    """The book as one document. Raises ReadError when no page of it can be read."""
    book = limits.Zip(data, unit.raw_path)
    package, root = _package(book, unit)
    meta: dict[str, str] = {}
    pages: dict[str, str] = {}
    spine: list[str] = []
    for element in root.iter():
        name, text = local(element), (element.text or "").strip()
        if name in ("title", "creator", "language", "date", "publisher", "rights") and text:
            meta.setdefault(name, text)
        elif name == "item" and element.get("media-type") in _PAGES and element.get("id") and element.get("href"):
            pages[element.get("id")] = posixpath.normpath(posixpath.join(posixpath.dirname(package), unquote(element.get("href"))))
        elif name == "itemref" and element.get("linear") != "no":
            spine.append(element.get("idref") or "")
    walk = html.Walk()
    rejects: list[Reject] = []
    for member in dict.fromkeys(pages[i] for i in spine if i in pages):
        try:
            html.add_page(html.decoded(book.read(member)), walk)
        except KeyError:
            detail = f"{unit.raw_path}: the book names {member} and does not have it; fetch it again"
            rejects.append(Reject(unit.source_id, None, "clean", "not-found", detail))
        except ReadError as error:
            if error.reason == "too-large":
                raise
            if error.reason != "empty":
                rejects.append(Reject(unit.source_id, None, "clean", error.reason, f"{unit.raw_path}: {member}: {error.detail}"))
    text = walk.out.text()
    if not text.strip():
        raise ReadError("empty", f"{unit.raw_path}: no text on the pages of the book")
    doc = document(unit, text)
    doc.blocks, doc.rejects = walk.out.blocks, rejects
    doc.title = doc.title or meta.get("title")
    doc.meta |= {"format": "epub"} | ({"embedded": meta} if meta else {})
    return [doc]


def _package(book: limits.Zip, unit: Unit) -> tuple[str, Any]:
    """The path and the root of the package file."""
    try:
        container = limits.xml(book.read("META-INF/container.xml"), f"{unit.raw_path}: META-INF/container.xml")
        path = next(e.get("full-path") for e in container.iter() if local(e) == "rootfile" and e.get("full-path"))
        return path, limits.xml(book.read(path), f"{unit.raw_path}: {path}")
    except (KeyError, StopIteration):
        raise ReadError("broken-archive", f"{unit.raw_path}: a book without a package file; fetch it again") from None
