"""The tables of what records refer to: actors, persons, offices and places, from the gazetteer and from what the texts add."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

import pyarrow as pa

from flows.stages import edtf, tables
from flows.stages.cells import problem
from flows.stages.recognise import organisations, world
from flows.stages.recognise.people import slug
from schemas.data import rows
from schemas.tables import BY_NAME, arrow_schema

Row = dict[str, Any]
UNLISTED = "x-"
_NUMERAL = re.compile(r"[IVX]+")
_WORD = re.compile(r"[^\W\d_]+")
"""Ids of persons that the texts name and the gazetteer does not have start so."""


def table(name: str, found: Iterable[Row]) -> pa.Table:
    """Rows as a published table; keys that it has no column for are left out."""
    return tables.of_rows(list(found), arrow_schema(name))


def actors(surfaces: Mapping[str, Sequence[tuple[str, int]]]) -> list[Row]:
    """All actors of the gazetteer and the organisations that only the texts name; `surfaces` gives how often each is written so."""
    out = []
    for r in sorted(rows("gazetteer/actors", "actor_id", "name", "kind", "cow_code", "gw_code", "iso3"), key=lambda r: r["actor_id"]):
        row: Row = {k: r[k] or None for k in ("actor_id", "name", "kind", "iso3", "predecessor_id")}
        row |= {k: int(r[k]) if r[k] else None for k in ("cow_code", "gw_code")}
        row |= {k: edtf.bounds(r[k])[0] for k in ("valid_from", "land_from")} | {k: edtf.bounds(r[k])[1] for k in ("valid_to", "land_to")}
        out.append(row)
    for actor_id, found in surfaces.items():
        name = min(found, key=lambda f: (-len(f[0].split()), -f[1], f[0]))[0]
        out.append({"actor_id": actor_id, "name": name, "kind": organisations.kind_of(name)})
    return sorted(out, key=lambda row: str(row["actor_id"]))


def sound(name: str, found: Iterable[Row]) -> list[Row]:
    """The rows whose values their columns can hold; what texts say of the others is then said of nobody, and rejected with its place.

    Such is a person whose name has no letter of the alphabet that readable ids are made of.
    """
    asked = [c for c in BY_NAME[name].columns if c.type == "str" and (c.pattern or c.vocab)]
    return [row for row in found if not any((value := row.get(c.name)) and problem(c, value) for c in asked)]


def offices() -> list[Row]:
    """All tenures of the gazetteer, the same one once."""
    found = {}
    for r in rows("gazetteer/offices", "person_id", "actor_id", "office", "from", "to"):
        row: Row = {k: r[k] for k in ("person_id", "actor_id", "office")}
        row |= {"from": edtf.bounds(r["from"])[0], "to": edtf.bounds(r["to"])[1]}
        found[r["person_id"], r["actor_id"], r["office"], str(row["from"] or "")] = row
    return [found[k] for k in sorted(found)]


def persons(surfaces: Mapping[str, Sequence[tuple[str, int]]]) -> list[Row]:
    """All persons of the gazetteer and the unlisted ones; `surfaces` gives for each of these its (surface, number of mentions)."""
    out: dict[str, Row] = {}
    for r in rows("gazetteer/persons", "person_id", "name", "sort_name", "wikidata"):
        out[r["person_id"]] = {k: r[k] or None for k in ("person_id", "name", "sort_name", "wikidata")}
    for person_id, found in surfaces.items():
        if person_id not in out:
            name = best_surface(person_id, found) or person_id.removeprefix(UNLISTED).replace("-", " ").title()
            out[person_id] = {"person_id": person_id, "name": name, "sort_name": sort_name(name), "wikidata": None}
    return [out[k] for k in sorted(out)]


def best_surface(person_id: str, found: Iterable[tuple[str, int]]) -> str | None:
    """Of the surfaces of a person without their titles, the one of most words, then the most frequent, then the first in the alphabet."""
    counts: dict[str, int] = {}
    for surface, n in found:
        if name := _in_small_letters(_own(person_id, surface) or untitled(surface)):
            counts[name] = counts.get(name, 0) + n
    return min(counts, key=lambda s: (-min(len(s.split()), 3), -counts[s], -len(s), s), default=None)


def _in_small_letters(name: str) -> str:
    """A name that is printed in capitals as others are: KARL VON HOLM-BERG -> Karl Von Holm-Berg; initials and numbers stay."""
    if not name.isupper():
        return name
    return " ".join(w if "." in w or _NUMERAL.fullmatch(w) else _WORD.sub(lambda m: m[0].capitalize(), w) for w in name.split())


def _own(person_id: str, surface: str) -> str | None:
    """The end of a surface that gave an unlisted person its id, which leaves out whatever stood before it but nobility."""
    words = surface.removesuffix("’s").removesuffix("'s").split()
    n = next((n for n in range(len(words)) if slug(" ".join(words[n:])) == person_id), None)
    if n is None or (n == len(words) - 1 and words[n - 1].lower().rstrip(".") not in _titles() | _nobility()):
        return None  # Karl Berg, whom the text first calls Berg
    return " ".join(words[n - 1 if n and words[n - 1].lower() in _nobility() else n :])


def untitled(surface: str) -> str:
    """A name without nations and titles before it and a possessive after it: Danish Mr. Karl Berg's -> Karl Berg; nobility stays."""
    words = surface.replace("’", "'").removesuffix("'s").removesuffix("'").split()
    while len(words) > 1:
        n = next((n for n in range(len(words) - 1, 0, -1) if " ".join(words[:n]).lower().rstrip(".,") in _titles()), 0)
        if not n:
            break
        words = words[n:]
        if words[0] in ("of", "from", "to", "in"):  # Senator from Norland Karl Berg
            lands = (n for n in range(len(words) - 1, 1, -1) if " ".join(words[1:n]).lower().removeprefix("the ").rstrip(",") in _lands())
            land = next(lands, 0)
            words = words[land:]
    return " ".join(words)


@cache
def _titles() -> frozenset[str]:
    found = rows("rules/titles", "phrase", "class")
    nations = (r["name"].lower().rstrip(".") for r in rows("gazetteer/actor_names", "name", "form") if r["form"] == "adjective")
    return frozenset(r["phrase"].lower().rstrip(".") for r in found if r["class"] != "noble") | {"the", *nations}


@cache
def _nobility() -> frozenset[str]:
    return frozenset(r["phrase"].lower() for r in rows("rules/titles", "phrase", "class") if r["class"] == "noble")


@cache
def _lands() -> frozenset[str]:
    return frozenset(r["name"].lower() for r in rows("gazetteer/actor_names", "name", "form") if r["form"] in ("name", "capital"))


def sort_name(name: str) -> str:
    """Family name first, taken to be the last word and the particles before it."""
    words = name.split()
    at = len(words) - 1
    while at > 1 and words[at - 1].islower():
        at -= 1
    return name if len(words) < 2 else f"{' '.join(words[at:])}, {' '.join(words[:at])}"


def places(others: Mapping[str, str]) -> list[Row]:
    """All places of the gazetteer, and of `others` (id -> name in the texts) those of today's world and those that only the texts name."""
    out = []
    for r in sorted(
        rows("gazetteer/places", "place_id", "name", "names", "latitude", "longitude", "country_code"), key=lambda r: r["place_id"]
    ):
        row: Row = {k: r[k] or None for k in ("place_id", "name", "country_code")}
        row |= {k: float(r[k]) if r[k] else None for k in ("latitude", "longitude")}
        out.append(row | {"names": [n for n in dict.fromkeys(r["names"].split(";")) if n and n != r["name"]]})
    for place_id, name in others.items():
        town = world.place(place_id)
        row = {"place_id": place_id, "name": town.name if town else " ".join(name.split()), "names": []}
        if town:
            row |= {"latitude": town.latitude, "longitude": town.longitude, "country_code": town.country_code}
        out.append(row)
    return sorted(out, key=lambda r: r["place_id"])
