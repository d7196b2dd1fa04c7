"""`documents`: the texts."""

from __future__ import annotations

from schemas.tables.base import HASH, ID, Edtf, Table, column


class Documents(Table):
    """One logical document: an article, a letter, a record of a conversation, an entry of a volume."""

    key = order = ("document_id",)
    row_group = 500

    document_id: str = column("Name of the document; part of a larger file: the source and the part", pattern=ID)
    source_id: str = column("The raw file that it comes from", refers="sources")
    raw_path: str = column("Path of that file below the folder of raw material")
    title: str | None = column("Title as printed")
    genre: str | None = column("What kind of text it is", vocab="genres")
    authors: list[str] = column("Who wrote or sent it, as printed")
    recipients: list[str] = column("To whom it was sent, as printed")
    issued: Edtf | None = column("When it was written or issued (EDTF); never the date of a later publication")
    place_id: str | None = column("Where it was written or issued", refers="places")
    archive_ref: str | None = column("Reference of the archive or the file, as printed")
    language: str = column(
        "Language of the text (BCP 47)", pattern=r"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$", form="a language tag such as en or en-GB"
    )
    n_chars: int = column("Length of the text in Unicode code points", low=0)
    text_sha256: str = column("SHA-256 of the text as UTF-8, given also where the text is withheld", pattern=HASH)
    text: str | None = column("The cleaned text, to which all offsets refer; null where the licence forbids passing it on")
