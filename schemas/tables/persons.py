"""`persons`: people who act, sign, write or are spoken of."""

from __future__ import annotations

from schemas.tables.base import SLUG, Table, column


class Persons(Table):
    """One person; an id that starts with `x-` was made from a name in the texts that the gazetteer does not have."""

    key = order = ("person_id",)

    person_id: str = column("Readable name of the person", pattern=SLUG)
    name: str = column("Name as usually given in English")
    sort_name: str | None = column("Family name first")
    wikidata: str | None = column("Wikidata item; null where unsure", pattern=r"^Q[1-9][0-9]*$", form="an item of Wikidata such as Q855")
