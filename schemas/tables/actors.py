"""`actors`: states, organisations and bodies that act."""

from __future__ import annotations

from datetime import date

from schemas.tables.base import SLUG, Table, column


class Actors(Table):
    """One polity, organisation or body; a polity is two actors where the codes of the discipline count it as two."""

    key = order = ("actor_id",)

    actor_id: str = column("Readable name of the actor", pattern=SLUG)
    name: str = column("Short English name")
    kind: str = column("What kind of actor it is", vocab="actor_kinds")
    cow_code: int | None = column("Correlates of War country code (state system membership, v2016)", low=2, high=999)
    gw_code: int | None = column("Gleditsch-Ward state number", low=2, high=999)
    iso3: str | None = column("ISO 3166-1 alpha-3 code, former codes included", pattern=r"^[A-Z]{3}$", form="three capitals such as POL")
    valid_from: date | None = column("First day on which it could act, of a state as a state; null where unknown")
    valid_to: date | None = column("Last day on which it could act; null where it still can or unknown")
    land_from: date | None = column(
        "Where earlier than `valid_from`: the first day from which texts tell of its land as taking part, a colony, a province or a people"
    )
    land_to: date | None = column("Where later than `valid_to`: the last such day")
    predecessor_id: str | None = column("The actor that it continues", refers="actors")
