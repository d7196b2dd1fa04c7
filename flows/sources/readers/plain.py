"""Plain text: one document per file."""

from __future__ import annotations

from flows.sources.catalogue import Unit
from flows.sources.readers.decode import decode
from flows.sources.readers.errors import ReadError
from flows.stages.model import Document

LINE = 2_000_000
"""Characters of one line that no honest text reaches: what is longer is a dump, and would be read as one endless paragraph."""


def document(unit: Unit, text: str, part: str | None = None) -> Document:
    """A document with what the catalogue knows of its file; `part` names it within a file of several."""
    known = {k: v for k, v in unit.metadata.items() if v is not None}
    document_id = f"{unit.source_id}/{part}" if part else unit.source_id
    return Document(
        document_id=document_id,
        source_id=unit.source_id,
        raw_path=unit.raw_path,
        text=text,
        genre=unit.genre,
        language=unit.language,
        title=known.get("title"),
        licence=unit.licence,
        meta={"catalogue": known} if known else {},
    )


def read(data: bytes, unit: Unit) -> list[Document]:
    """The text as it stands, decoded. Raises ReadError."""
    text, encoding = decode(data)
    if len(text) > LINE and (longest := max(map(len, text.split("\n")))) > LINE:
        raise ReadError("too-large", f"a line of {longest:,} characters: no text has such a paragraph; break it into lines")
    doc = document(unit, text)
    doc.meta["encoding"] = encoding
    return [doc]
