"""`places`: where things happened."""

from __future__ import annotations

from schemas.tables.base import SLUG, Table, column


class Places(Table):
    """One place with its coordinates (WGS 84) and the names it had."""

    key = order = ("place_id",)

    place_id: str = column("Readable name of the place", pattern=SLUG)
    name: str = column("Name as usually given in English today")
    names: list[str] = column("Other names, historical ones too")
    latitude: float | None = column("Degrees north", low=-90, high=90)
    longitude: float | None = column("Degrees east", low=-180, high=180)
    country_code: str | None = column("ISO 3166-1 alpha-2 code of today's country", pattern=r"^[A-Z]{2}$", form="two capitals such as PL")
