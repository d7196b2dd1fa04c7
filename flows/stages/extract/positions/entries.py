"""Whom an entry of a list of people means, and for whom he speaks: by his name, his side, his office, the place where he holds it."""

from __future__ import annotations

from typing import Any

from flows.stages.extract.positions import listed
from flows.stages.extract.positions.listed import pattern
from flows.stages.extract.positions.rules import roles
from flows.stages.extract.positions.sides import Roster, Speaker, inside, state
from flows.stages.model import Document
from flows.stages.recognise.gazetteer import gazetteer


def speaker(people: Roster, doc: Document, entry: dict[str, Any]) -> Speaker | None:
    """The speaker of one entry of a list of people: by its ids, by the person named at its span, by its side or its office."""
    start, end = int(entry.get("start") or 0), int(entry.get("end") or 0)
    name = str(entry.get("name") or "")
    begin, stop = listed.span(doc, entry)
    stop = min([stop, *(int(e["start"]) for e in listed.people(doc.meta.get("participants")) if int(e.get("start") or 0) > start)])
    here = inside(doc, begin, stop)
    reach = inside(doc, max(0, start - len(str(entry.get("office") or "")) - 3), end)  # a title may stand in the mention, before the name
    named = next((m for m in reach if m.kind == "person" and m.ref_id and start < m.end and m.form != "office"), None)
    person = entry.get("person_id") or (named.ref_id if named else None)
    actor = entry.get("actor_id") or gazetteer().resolve_actor(str(entry.get("side") or ""), doc.meta.get("issued"))
    actor = actor or people.sides.get(person or "") or (named.for_actor if named else None)
    if not actor and person:
        actor = gazetteer().state_of(person, doc.meta.get("issued"))
    if not actor and not person and name.removeprefix("The ") in roles("home"):
        actor = people.home
        person = next((m.ref_id for m in here if m.form == "office" and m.for_actor and state(m.for_actor) == actor), None)
    actor = actor or listed.sender(str(entry.get("office") or ""), doc.meta.get("issued"))
    holder = _holder(doc, entry, people.home) if not actor and people.home else None
    if holder:
        person, actor = holder, people.home
    if not actor:
        # "Ambassador to X" is not of X, nor is the X Desk; "USSR" after the name and "Ambassador of X" are.
        sent_to = [m.end() for m in pattern("envoy").finditer(doc.text, begin, stop)]
        own = [m for m in here if m.start not in sent_to and not pattern("desk").match(doc.text, m.end)]
        actor = next((a for m in own if (a := m.ref_id if m.kind == "actor" else m.for_actor)), None)
    if not (person or actor) and (sole := gazetteer().sole_holder(name.removeprefix("The "), doc.meta.get("issued"))):
        person, actor = sole.person_id, sole.actor_id
    if not (person or actor) and not start:
        known = next((m for m in doc.mentions if m.kind == "person" and m.ref_id and name and m.surface.endswith(name.split()[-1])), None)
        person, actor = (known.ref_id, known.for_actor) if known else (None, None)
    if actor and person is None:
        person = gazetteer().holder(name.removeprefix("The "), actor, doc.meta.get("issued"))
    return Speaker(person, state(actor)) if person or actor else None


def _holder(doc: Document, entry: dict[str, Any], home: str) -> str | None:
    """Who of a state holds the office that an entry gives alone; nobody where the list has him by his name as well."""
    holder = gazetteer().holder(listed.bare(entry), home, doc.meta.get("issued")) if listed.bare(entry) else None
    others = (e for e in listed.people(doc.meta.get("participants")) if holder and e is not entry and "start" in e)
    named = any(m.ref_id == holder and m.form != "office" for e in others for m in inside(doc, e["start"], e["end"]))
    return None if named else holder


def at_home(people: Roster, doc: Document, entry: dict[str, Any]) -> str | None:
    """The state of an office held at home: by its place ("Assistant Secretary, Washington"), or the keeper's own by its title."""
    office, end = str(entry.get("office") or ""), int(entry.get("end") or 0)
    if listed.DESK.match(office):
        return people.home
    if pattern("abroad").search(office):
        return None
    place = next((m.surface for m in inside(doc, end, end + len(office) + 4) if m.kind == "place"), None)
    found = gazetteer().resolve_actor(place, doc.meta.get("issued")) if place else None
    return found or (people.home if office.startswith(roles("home")) else None)


def office_of(doc: Document, end: int) -> str | None:
    """The state of the first body of government that the head of the document names."""
    return next((state(m.ref_id) for m in inside(doc, 0, end) if m.kind == "actor" and m.ref_id and state(m.ref_id) != m.ref_id), None)
