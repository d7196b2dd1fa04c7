"""`sources`: where everything comes from."""

from __future__ import annotations

from schemas.tables.base import HASH, ID, Table, column


class Sources(Table):
    """One raw file: who published it, under which licence, and the hash that pins its bytes."""

    key = order = ("source_id",)

    source_id: str = column("Name of the source; of a folder with several files, the folder and the file", pattern=ID)
    title: str | None = column("Title as the publisher gives it")
    genre: str | None = column("What kind of text it holds, unless a document says otherwise", vocab="genres")
    publisher: str | None = column("Who published it; documents of one publisher do not count as independent of each other")
    creators: list[str] = column("Authors and editors, in the order of the title page")
    language: str | None = column(
        "Language of the text (BCP 47)", pattern=r"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$", form="a language tag such as en or en-GB"
    )
    licence: str | None = column(
        "SPDX expression, or LicenseRef- and a name of ours", pattern=r"^[A-Za-z0-9.+() -]+$", form="an SPDX expression such as CC-BY-4.0"
    )
    redistributable: bool = column("Whether the text itself may be passed on; where not, only spans and hashes are published")
    url: str | None = column("Where it was found", pattern=r"^[a-z][a-z0-9+.-]*:\S+$", form="an address such as https://example.org/text")
    raw_path: str = column("Path of the file below the folder of raw material")
    media_type: str | None = column("Media type of the file", pattern=r"^[\w.+-]+/[\w.+-]+$", form="a media type such as text/plain")
    n_bytes: int | None = column("Size of the file in bytes", low=0)
    sha256: str | None = column("SHA-256 of the file", pattern=HASH)
    citation: str | None = column("How to cite it")
