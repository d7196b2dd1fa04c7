"""Bytes to documents: one reader per format, chosen by what the bytes are."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from flows.sources.catalogue import Unit
from flows.sources.media import media_type
from flows.sources.readers import html, plain, register, tei
from flows.sources.readers.errors import ReadError
from flows.stages.model import Document, Reject

__all__ = ["ReadError", "read", "read_unit"]

_READERS: dict[str, Callable[[bytes, Unit], list[Document]]] = {
    "text/plain": plain.read,
    "text/html": html.read,
    "application/tei+xml": tei.read,
}


def read(data: bytes, unit: Unit) -> list[Document]:
    """The documents of a file. Raises ReadError with a reason code when there are none to be had."""
    kind = media_type(data)
    if unit.mapping and kind in ("text/plain", "application/xml"):
        return register.read(data, unit)
    if reader := _READERS.get(kind):
        return reader(data, unit)
    raise ReadError("unknown-format" if kind.startswith(("text/", "application/xml")) else "binary",
                    f"{unit.raw_path} is {kind}; convert it to plain text, HTML or TEI")


def read_unit(unit: Unit) -> tuple[list[Document], list[Reject]]:
    """The documents of a file of the catalogue, or the reject that says why there are none. Raises nothing."""
    try:
        data = unit.path.read_bytes()
        if hashlib.sha256(data).hexdigest() == unit.sha256:
            return read(data, unit), []
        stage, reason, detail = "fetch", "checksum-mismatch", f"{unit.raw_path} has changed since the build began; build again"
    except ReadError as error:
        stage, reason, detail = "clean", error.reason, error.detail
    except OSError as error:
        stage, reason, detail = "fetch", "unreadable", f"{unit.raw_path}: {error.strerror}; check its permissions"
    return [], [Reject(unit.source_id, None, stage, reason, detail)]
