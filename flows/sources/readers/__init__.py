"""Bytes to documents: one reader per format, chosen by what the bytes are."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from flows.sources.catalogue import Unit
from flows.sources.media import media_type
from flows.sources.readers import archive, docx, epub, html, limits, pdf, plain, register, tei
from flows.sources.readers.errors import ReadError
from flows.stages.model import Document, Reject

__all__ = ["ReadError", "read", "read_unit"]

_READERS: dict[str, Callable[[bytes, Unit], list[Document]]] = {
    "text/plain": plain.read,
    "text/html": html.read,
    "application/tei+xml": tei.read,
    "application/pdf": pdf.read,
    "application/epub+zip": epub.read,
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": docx.read,
}


def read(data: bytes, unit: Unit) -> list[Document]:
    """The documents of a file. Raises ReadError with a reason code when there are none to be had."""
    return _read(data, unit, 0)


def _read(data: bytes, unit: Unit, depth: int) -> list[Document]:
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
    """The documents of a file of the catalogue, or the reject that says why there are none. Raises nothing."""
    try:
        if (size := unit.path.stat().st_size) > limits.FILE:
            raise ReadError("too-large", f"{unit.raw_path}: {size >> 20} MB; {limits.FILE >> 20} MB are the limit, split the file")
        data = unit.path.read_bytes()
        if hashlib.sha256(data).hexdigest() == unit.sha256:
            return read(data, unit), []
        stage, reason, detail = "fetch", "checksum-mismatch", f"{unit.raw_path} has changed since the build began; build again"
    except ReadError as error:
        stage, reason, detail = "clean", error.reason, error.detail
    except OSError as error:
        stage, reason, detail = "fetch", "unreadable", f"{unit.raw_path}: {error.strerror}; check its permissions"
    except (RecursionError, MemoryError) as error:
        stage, reason, detail = "clean", "too-large", f"{unit.raw_path}: {type(error).__name__} while reading; split the file"
    return [], [Reject(unit.source_id, None, stage, reason, detail)]
