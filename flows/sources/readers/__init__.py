"""Bytes to documents: one reader per format, chosen by what the bytes are, one document at a time."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from io import BufferedReader

from flows.sources.catalogue import Unit, identifier
from flows.sources.media import media_type
from flows.sources.readers import archive, docx, epub, html, limits, pdf, plain, register, tei
from flows.sources.readers.errors import ReadError
from flows.stages.model import Document, Reject

__all__ = ["ReadError", "read", "read_unit", "stream_unit"]

_READERS: dict[str, Callable[[bytes, Unit], Iterable[Document]]] = {
    "text/plain": plain.read,
    "text/html": html.read,
    "application/tei+xml": tei.stream,
    "application/pdf": pdf.read,
    "application/epub+zip": epub.read,
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": docx.read,
}


def read(data: bytes, unit: Unit) -> list[Document]:
    """The documents of a file. Raises ReadError with a reason code when there are none to be had."""
    return list(_read(data, unit, 0))


def _read(data: bytes, unit: Unit, depth: int) -> Iterable[Document]:
    kind = media_type(data)
    if kind in archive.TYPES:
        return archive.read(data, unit, kind, depth, _read)
    if unit.mapping and kind in ("text/plain", "application/xml"):
        return register.read(data, unit)
    if reader := _READERS.get(kind):
        return reader(data, unit)
    if kind == "application/xml":
        raise ReadError("unknown-format", f"{unit.raw_path} is XML but no TEI; say `mapping` in source.yml for a register, else convert it")
    raise ReadError("unknown-format" if kind.startswith("text/") else "binary",
                    f"{unit.raw_path} is {kind}; convert it to plain text, HTML, TEI, PDF, EPUB or DOCX")


def read_unit(unit: Unit) -> tuple[list[Document], list[Reject]]:
    """All that `stream_unit` gives, for files that are small."""
    found = list(stream_unit(unit))
    return [d for d in found if isinstance(d, Document)], [r for r in found if isinstance(r, Reject)]


def stream_unit(unit: Unit) -> Iterator[Document | Reject]:
    """The documents of a file of the catalogue one by one, each with an id of its own, and a reject where that came to an end.

    A volume of TEI is never held as a whole, neither its bytes nor its documents. Raises nothing.
    """
    taken: set[str] = set()
    try:
        with unit.path.open("rb") as file:
            for doc in _checked(file, unit):
                doc.document_id = identifier(doc.document_id)
                while doc.document_id in taken:
                    doc.document_id += "_"
                taken.add(doc.document_id)
                yield doc
        return
    except ReadError as error:
        stage, reason, detail = "clean", error.reason, error.detail
    except _Changed:
        stage, reason, detail = "fetch", "checksum-mismatch", f"{unit.raw_path} has changed since the build began; build again"
    except OSError as error:
        stage, reason, detail = "fetch", "unreadable", f"{unit.raw_path}: {error.strerror}; check its permissions"
    except (RecursionError, MemoryError) as error:
        stage, reason, detail = "clean", "too-large", f"{unit.raw_path}: {type(error).__name__} while reading; split the file"
    except Exception as error:  # a fault of a reader, or of the library that it calls, costs this file and no other
        stage, reason, detail = "clean", "reader-failed", f"{unit.raw_path}: {type(error).__name__}: {error}"
    kept = f"; the {len(taken)} documents before that are kept" if taken else ""
    yield Reject(unit.source_id, None, stage, reason, detail + kept)


class _Changed(Exception):
    """The file is not the one that the catalogue describes."""


def _checked(file: BufferedReader, unit: Unit) -> Iterator[Document]:
    """The documents of an open file, if its bytes are those of the catalogue and few enough."""
    size = file.seek(0, 2)
    file.seek(0)
    if size > limits.FILE:
        raise ReadError("too-large", f"{unit.raw_path}: {size >> 20} MB; {limits.FILE >> 20} MB are the limit, split the file")
    head = file.read(limits.HEAD)
    file.seek(0)
    if media_type(head) != "application/tei+xml":
        data = file.read()
        if hashlib.sha256(data).hexdigest() != unit.sha256:
            raise _Changed
        yield from _read(data, unit, 0)
        return
    if hashlib.file_digest(file, "sha256").hexdigest() != unit.sha256:
        raise _Changed
    file.seek(0)
    yield from tei.stream(file, unit)
