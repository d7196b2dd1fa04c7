"""The gazetteer: actors, persons and places with the periods in which their names and offices hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cache, lru_cache

from flows.stages.accents import unaccented
from flows.stages.recognise.entries import Actor, ActorName, Office, Person, Place, Title
from flows.stages.recognise.kinds import actor_kinds
from flows.stages.recognise.periods import distance, first_day, holds, years
from flows.stages.recognise.world import Places
from schemas.data import rows

_PLAIN = {
    "’": "'", "‘": "'", "ʹ": "'", "′": "'", "ʼ": "'", "`": "'", "‐": "-", "‑": "-", "–": "-", "−": "-",
    "\u00a0": " ", "\u2009": " ", "\u202f": " ", "\n": " ", "\t": " ",
}
"""Marks that print differs in, character for character; names are keyed and compared in plain form."""


def plain_marks(text: str) -> str:
    """A text with the marks that print differs in made plain, character for character."""
    for mark, simple in _PLAIN.items():  # far quicker than `str.translate` on long texts that are not all ASCII
        if mark in text:
            text = text.replace(mark, simple)
    return text


def _print_plain(names: dict[str, list[str]]) -> None:
    """Add to names of persons the forms without accents that many a printer sets: Milosevic for Milošević."""
    for name, persons in list(names.items()):
        if (plain := unaccented(name)) != name:
            held = names.setdefault(plain, [])
            held += [p for p in persons if p not in held]


class Gazetteer:
    """Everything of `schemas/gazetteer`, keyed for recognition; made once per process by `gazetteer()`."""

    def __init__(self) -> None:
        self._resolved = lru_cache(maxsize=65536)(self._resolve_name)  # a text names the same few again and again
        self.actors = {r["actor_id"]: Actor(
            r["actor_id"], r["name"], r["kind"], r["cow_code"] or None, r["gw_code"] or None, r["iso3"] or None,
            r["valid_from"], r["valid_to"], r["predecessor_id"] or None, r["place_id"] or None, r["parent_id"] or None,
            r["land_from"], r["land_to"],
        ) for r in rows("gazetteer/actors", "actor_id", "name", "kind", "valid_from", "valid_to", "parent_id")}
        bodies = actor_kinds("state-bodies")
        self.owners = {a.actor_id: a.parent_id for a in self.actors.values() if a.kind in bodies and a.parent_id}
        """The state of each of its bodies."""
        self.states = frozenset(a.actor_id for a in self.actors.values() if a.kind in actor_kinds("states"))
        latest_first = sorted(self.actors.values(), key=lambda a: a.valid_from, reverse=True)
        self.heirs = {a.predecessor_id: a for a in latest_first if a.predecessor_id}
        """The first that followed each."""
        self.successors = Counter(a.predecessor_id for a in self.actors.values())
        """How many followed each."""
        self.actor_names: dict[str, list[ActorName]] = {}
        for r in rows("gazetteer/actor_names", "actor_id", "name", "form", "valid_from", "valid_to"):
            actor = self.actors[r["actor_id"]]
            start, end = max(r["valid_from"], actor.since), min(filter(None, (r["valid_to"], actor.until)), default="")
            if bounded := bool(r["valid_from"] or r["valid_to"]):
                start, end = r["valid_from"] or start, r["valid_to"] or end
            borne = ActorName(r["actor_id"], r["name"], r["form"], start, end, bounded)
            self.actor_names.setdefault(plain_marks(r["name"]), []).append(borne)
        self._members: dict[str, list[tuple[str, str, str]]] = {}
        for r in rows("gazetteer/members", "group_id", "actor_id", "valid_from", "valid_to"):
            self._members.setdefault(r["group_id"], []).append((r["actor_id"], r["valid_from"], r["valid_to"]))
        self._load_persons()
        self.places = Places({r["place_id"]: Place(
            r["place_id"], r["name"], tuple(r["names"].split(";")), float(r["latitude"]), float(r["longitude"]),
            r["country_code"] or None, r["actor_id"] or None,
        ) for r in rows("gazetteer/places", "place_id", "name", "names", "latitude", "longitude", "actor_id")})
        self._states_of: dict[str, list[Actor]] = {}
        for place in self.places.values():
            owner = self.actors.get(place.actor_id or "")
            if owner is not None and place.country_code and owner.iso3 and owner.kind == "state":
                self._states_of.setdefault(place.country_code, []).append(owner)
        self.place_names: dict[str, list[str]] = {}
        self._territory: dict[str, str] = {}
        for place in self.places.values():
            if place.actor_id:
                self._territory[place.actor_id] = place.place_id
                continue
            for name in place.names:
                self.place_names.setdefault(plain_marks(name), []).append(place.place_id)

    def _load_persons(self) -> None:
        self.titles = {plain_marks(r["phrase"]): Title(r["rule_id"], r["phrase"], r["class"], r["office"], r["actor_id"] or None)
                       for r in rows("rules/titles", "rule_id", "phrase", "class", "office", "actor_id")}
        self.persons = {r["person_id"]: Person(
            r["person_id"], r["name"], r["sort_name"], r["surname"], r["wikidata"] or None, r["active_from"], r["active_to"],
        ) for r in rows("gazetteer/persons", "person_id", "name", "sort_name", "surname", "active_from", "active_to")}
        self.person_names: dict[str, list[str]] = {}
        self.surnames: dict[str, list[str]] = {}
        for r in rows("gazetteer/person_names", "person_id", "name"):
            bare = " " not in r["name"]
            into = self.surnames if bare else self.person_names
            into.setdefault(plain_marks(r["name"]), []).append(r["person_id"])
        for person in self.persons.values():
            if person.surname and person.person_id not in (held := self.surnames.setdefault(person.surname, [])):
                held.append(person.person_id)
        for names in (self.person_names, self.surnames):
            _print_plain(names)
        self.offices: dict[str, list[Office]] = {}
        self._held: dict[tuple[str, str], list[Office]] = {}
        self._titled: dict[str, list[Office]] = {}
        for r in rows("gazetteer/offices", "person_id", "actor_id", "office", "from", "to"):
            office = Office(r["person_id"], r["actor_id"], r["office"], self.office_class(r["office"]), r["from"], r["to"])
            self.offices.setdefault(office.person_id, []).append(office)
            self._held.setdefault((office.office_class, office.actor_id), []).append(office)
            self._titled.setdefault(office.office, []).append(office)

    def office_class(self, title: str) -> str:
        """The class of an office's title in `rules/titles.csv`: of its longest beginning that the table has, else the title itself."""
        words = title.split(" ")
        for n in range(len(words), 0, -1):
            if (found := self.titles.get(" ".join(words[:n]))) and found.office_class:
                return found.office_class
        return title

    def kind(self, actor_id: str | None) -> str | None:
        """The kind of a listed actor."""
        found = self.actors.get(actor_id or "")
        return found.kind if found is not None else None

    def owner(self, body: str | None, date: str | None) -> str | None:
        """The state of a body at a date, or the actor itself: of one that outlived its state, the state that followed."""
        found = self.actors.get(self.owners.get(body or "", ""))
        day = first_day(date)
        while found is not None and day is not None and not holds(found.valid_from, found.valid_to, day):
            before = self.actors.get(found.predecessor_id or "")
            other = before if day < found.valid_from else self.heirs.get(found.actor_id)
            if other is None or not (other is before or holds(other.valid_from, other.valid_to, day)):
                break
            found = other
        return found.actor_id if found is not None else body

    def state_of(self, person_id: str, date: str | None) -> str | None:
        """The actor that a person acts for: by an office held at the date, else by the one nearest in time; None if it has none."""
        held = self.offices.get(person_id)
        if not held:
            return None
        day = first_day(date)
        if day is None:
            return held[-1].actor_id
        return min(held, key=lambda o: (not holds(o.start, o.end, day), distance(o.start, o.end, day))).actor_id

    def holder(self, office: str, actor_id: str, date: str | None) -> str | None:
        """Who holds an office (a title or its class) of an actor at a date; None where nobody is known or the date is."""
        day = first_day(date)
        if day is None:
            return None
        wanted = office if (office, actor_id) in self._held else self.office_class(office)
        found = [o for o in self._held.get((wanted, actor_id), ()) if o.start and holds(o.start, o.end, day)]
        return max(found, key=lambda o: o.start).person_id if found else None

    def sole_holder(self, title: str, date: str | None) -> Office | None:
        """The office of a title that one state alone has at a date, as held then; None where there are several, or none."""
        day = first_day(date)
        if day is None:
            return None
        found = [o for o in self._titled.get(title, ()) if o.start and holds(o.start, o.end, day)]
        return found[0] if len({o.actor_id for o in found}) == 1 else None

    def place_of_actor(self, actor_id: str | None) -> str | None:
        """The place that is an actor's territory."""
        return self._territory.get(actor_id or "")

    def actor_of_place(self, place_id: str | None) -> str | None:
        """The actor whose territory a place is."""
        place = self.places.get(place_id or "")
        return place.actor_id if place else None

    def state_at(self, place_id: str | None, date: str | None) -> str | None:
        """The state of a town at a date: the one whose capital it is, else that of its country where it was a state of its own."""
        place, day = self.places.get(place_id or ""), first_day(date)
        if place is None or day is None:
            return None
        for name in place.names:
            ruled = self.resolve_name(plain_marks(name), date, ("capital",))
            if ruled is not None and holds(ruled.valid_from, ruled.valid_to, day):
                return ruled.actor_id
        there = [a for a in self._states_of.get(place.country_code or "", ()) if holds(a.valid_from, a.valid_to, day)]
        return there[0].actor_id if len(there) == 1 else None

    def members(self, actor_id: str, date: str | None) -> list[str]:
        """The members of a group at a date, in the table's order; all there ever were where the date is unknown."""
        day = first_day(date)
        return list(dict.fromkeys(a for a, start, end in self._members.get(actor_id, ()) if holds(start, end, day)))

    def resolve_actor(self, name: str, date: str | None, forms: Iterable[str] | None = None) -> str | None:
        """The actor that a name means at a date.

        Where nobody bears it then: the one whose own name it is, else the one that bears it nearest in time; a name with a
        period of its own is good for two years around it.
        """
        found = self.resolve_name(name, date, forms)
        return found.actor_id if found else None

    def resolve_name(self, name: str, date: str | None, forms: Iterable[str] | None = None) -> ActorName | None:
        """As `resolve_actor`, with the name's form."""
        return self._resolved(name, date, None if forms is None else tuple(forms))

    def _resolve_name(self, name: str, date: str | None, allowed: tuple[str, ...] | None) -> ActorName | None:
        known = [n for n in self.actor_names.get(name, ()) if allowed is None or n.form in allowed]
        day = first_day(date)
        if day:
            known = [n for n in known if not n.bounded or distance(n.valid_from, n.valid_to, day) <= 2]
        if len(known) < 2:
            return known[0] if known else None
        if day is None:
            own = [n for n in known if self.actors[n.actor_id].name == name]
            return own[0] if own else max(known, key=lambda n: (years(n.valid_from, n.valid_to), n.valid_from))
        valid = [n for n in known if holds(n.valid_from, n.valid_to, day)]
        if valid:
            return max(valid, key=lambda n: (self.actors[n.actor_id].name == name, n.valid_from))
        own = [n for n in known if self.actors[n.actor_id].name == name]
        return own[0] if own else min(known, key=lambda n: (distance(n.valid_from, n.valid_to, day), n.valid_from))

    def active(self, person_id: str, date: str | None, slack: int = 2) -> bool:
        """True if a person was in public life at a date, give or take `slack` years; where the date is unknown too."""
        day = first_day(date)
        person = self.persons[person_id]
        return day is None or distance(person.active_from, person.active_to, day) <= slack

    def retired(self, person_id: str, day: str) -> bool:
        """True if a person's public life was over on a day."""
        ended = self.persons[person_id].active_to
        return bool(ended) and ended < day

    def in_office(self, person_id: str, date: str | None) -> bool:
        """True if a person held an office at a known date."""
        day = first_day(date)
        return day is not None and any(o.start and holds(o.start, o.end, day) for o in self.offices.get(person_id, ()))


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer of this process."""
    return Gazetteer()
