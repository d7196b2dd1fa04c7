"""PDF files with a text layer: pages to lines by their place on the page, lines to headings, paragraphs and notes.

What a page looks like decides: columns by the gutter between them, running heads by standing on many pages, notes by small type at the
foot, headings by large type.  Words divided at the end of a line, a column or a page are put together again.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from flows.sources.catalogue import Unit
from flows.sources.readers.assemble import Assembly
from flows.sources.readers.errors import ReadError
from flows.sources.readers.pdf_layout import Block, Line, arrange, blocks
from flows.sources.readers.plain import document
from flows.stages.model import Document

_PAGES = 20_000
_RECTS = 20_000  # pieces of text on one page; drawings made of letters have more
_CHARS = 64 << 20


def read(data: bytes, unit: Unit) -> list[Document]:
    """The file as one document. Raises ReadError: encrypted, malformed-markup, too-large, no-text-layer."""
    try:
        book = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            raise ReadError("encrypted", f"{unit.raw_path} is locked with a password; unlock it first") from None
        raise ReadError("malformed-markup", f"{unit.raw_path}: {error}; fetch it again or print it to a new PDF") from None
    try:
        if len(book) > _PAGES:
            raise ReadError("too-large", f"{unit.raw_path}: {len(book)} pages; {_PAGES} are the limit, split the file")
        pages = list(_pages(book, unit))
        embedded = {k.lower(): v for k, v in book.get_metadata_dict(skip_empty=True).items() if k in ("Title", "Author")}
    finally:
        book.close()
    if not any(page for page in pages):
        raise ReadError("no-text-layer", f"{unit.raw_path}: {len(pages)} pages without text; run text recognition over it")
    out = Assembly()
    marks: list[dict[str, Any]] = []
    found, notes = blocks(pages)
    for block in [*found, *notes]:
        _put(out, marks, block)
    text = out.text()
    doc = document(unit, text)
    doc.blocks = out.blocks
    doc.meta |= {"format": "pdf", "pages": marks} | ({"embedded": embedded} if embedded else {})
    return [doc]


def _put(out: Assembly, marks: list[dict[str, Any]], block: Block) -> None:
    """Append a block and note where pages begin in it."""
    span = out.add(block.kind, block.text, block.level)
    if span is None:
        return
    for page, at in block.pages:
        if block.kind != "note" and (not marks or int(marks[-1]["n"]) < page):
            where = min(span[0] + at, span[1])
            marks.append({"n": str(page), "start": where, "end": where})


def _pages(book: Any, unit: Unit) -> Iterator[list[Line]]:
    """The lines of each page in the order of reading."""
    size = 0
    for number in range(len(book)):
        try:
            page = book[number]
        except pdfium.PdfiumError:
            yield []
            continue
        text = page.get_textpage()
        width, height = page.get_size()
        pieces = list(_pieces(text, height))
        size += sum(len(p.text) for p in pieces)
        if size > _CHARS:
            raise ReadError("too-large", f"{unit.raw_path}: more than {_CHARS >> 20} million characters; split the file")
        yield arrange(pieces, width, height, number + 1)
        text.close()
        page.close()


def _pieces(text: Any, height: float) -> Iterator[Line]:
    """Runs of text in one type on one line, with their boxes measured from the top left corner."""
    number = min(text.count_rects(), _RECTS)
    left, top, right, bottom = (ctypes.c_double() for _ in range(4))
    size = 1 << 11
    buffer = (ctypes.c_ushort * size)()
    for i in range(number):
        if not raw.FPDFText_GetRect(text, i, left, top, right, bottom):
            continue
        box = (left.value, bottom.value, right.value, top.value)
        # Asking for the text of a box costs a search of the page: it is asked a second time only where it did not fit.
        n = raw.FPDFText_GetBoundedText(text, box[0], box[3], box[2], box[1], buffer, size)
        if n >= size:
            n = raw.FPDFText_GetBoundedText(text, box[0], box[3], box[2], box[1], None, 0)
            if n > 1 << 16:
                continue
            buffer, size = (ctypes.c_ushort * (n + 1))(), n + 1
            n = raw.FPDFText_GetBoundedText(text, box[0], box[3], box[2], box[1], buffer, size)
        if n <= 0:
            continue
        words = bytes(memoryview(buffer)[:n]).decode("utf-16-le", "ignore").split("\x00")[0].replace("\r\n", " ")
        if words.strip():
            yield Line(box[0], height - box[3], box[2], height - box[1], words)
