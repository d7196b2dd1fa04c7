"""The entries of the gazetteer: actors and their names, persons and their offices, places, titles."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Actor:
    """A state, organisation, body, party, army or group that acts; `parent_id` the state that a body belongs to.

    `land_from` and `land_to` bound the time in which texts tell of what befell its land, though it was no state all the while.
    """

    actor_id: str
    name: str
    kind: str
    cow_code: str | None
    gw_code: str | None
    iso3: str | None
    valid_from: str
    valid_to: str
    predecessor_id: str | None
    place_id: str | None
    parent_id: str | None
    land_from: str = ""
    land_to: str = ""

    @property
    def since(self) -> str:
        """The first day on which it or its land takes part in anything."""
        return self.land_from or self.valid_from

    @property
    def until(self) -> str:
        """The last such day, empty where it lasts."""
        return self.land_to or self.valid_to


@dataclass(frozen=True, slots=True)
class ActorName:
    """A name of an actor while it holds.

    `form` is that of `Mention.form`, or prefix ("Anglo"); `bounded` says that the name has a period of its own.
    """

    actor_id: str
    name: str
    form: str
    valid_from: str
    valid_to: str
    bounded: bool = False


@dataclass(frozen=True, slots=True)
class Person:
    """A person; `active_from` and `active_to` are the years of public life, empty where open."""

    person_id: str
    name: str
    sort_name: str
    surname: str
    wikidata: str | None
    active_from: str
    active_to: str


@dataclass(frozen=True, slots=True)
class Office:
    """A tenure; `office_class` is the class of its title in `rules/titles.csv` (foreign-minister, ambassador ...)."""

    person_id: str
    actor_id: str
    office: str
    office_class: str
    start: str
    end: str


@dataclass(frozen=True, slots=True)
class Place:
    """A place (WGS84); `actor_id` is set where it is the territory of a state."""

    place_id: str
    name: str
    names: tuple[str, ...]
    latitude: float
    longitude: float
    country_code: str | None
    actor_id: str | None


@dataclass(frozen=True, slots=True)
class Title:
    """A form of address or office before or instead of a name: class is office, rank, honorific, noble or descriptor."""

    rule_id: str
    phrase: str
    title_class: str
    office_class: str
    actor_id: str | None
