"""The tables events, event_participants and positions."""

from __future__ import annotations

from collections.abc import Sequence, Set
from typing import Any

from flows.stages import compound, edtf
from flows.stages.actions import event_type
from flows.stages.cells import problem
from flows.stages.choice import Claim, choose, policy_of
from flows.stages.records import values
from flows.stages.records.ledger import Ledger
from flows.stages.records.periods import contemporary, existed
from flows.stages.records.treaties import Told, enter, restated, vote
from flows.stages.records.values import Fields, Known
from schemas.tables import BY_NAME

Row = dict[str, Any]


def event(record_id: str, fields: Fields, known: Known, ledger: Ledger) -> Row | None:
    """The row of an event; None and a reject if no document gives an action.  What no document marks is told as fact."""
    own = [c for claims in fields.values() for c in claims]
    column = BY_NAME["events"].column("action")
    if not any(c.value and not c.superseded and not problem(column, c.value) for c in fields.get("action", ())):
        ledger.reject("incomplete-record", f"events {record_id}: no action", min(own, key=lambda c: c.order))
        return None
    if _before_their_time(fields):
        ledger.reject("anachronism", f"events {record_id}: nobody who takes part was there then", min(own, key=lambda c: c.order))
        return None
    if not fields.get("realis"):
        fields["realis"] = [restated(c, "realis", "actual") for c in fields["action"]]
    for claim in fields.get(None, ()):
        ledger.add("events", record_id, None, None, claim)
    row = values.scalars("events", record_id, fields, known, ledger)
    return row | {"event_id": record_id, "event_type": event_type(row["action"])} | values.support(own)


def _before_their_time(fields: Fields) -> bool:
    """Whether everybody who is told to take part in the event did not exist at its date, and nobody known takes part in person."""
    date = choose([c for c in fields.get("date", ()) if edtf.is_date(c.value)], policy_of("events", "date")).value
    if not date:
        return False
    people = [p for c in fields.get("participant", ()) if c.value and not c.superseded and (p := compound.cells(c.value)) is not None]
    actors = [contemporary(p.get("actor_id"), date) for p in people]
    return bool(actors) and all(a and not existed(a, date) for a in actors)


def participants(
    record_id: str, date: str | None, fields: Fields, known: Known, ledger: Ledger, parties: Set[str] = frozenset()
) -> list[Row]:
    """One row for each actor as it was called at the date, person, or person for an actor; its role is the one most documents give.

    A state for which somebody acts has no row beside his, but where he acts on it: an envoy writes home.  Of a signature only
    `parties`, those of the treaty, take part, if given.
    """
    found: dict[tuple[str, str], list[Told]] = {}
    for claim in fields.get("participant", ()):
        data = values.part(claim, ledger, "event_participants")
        if data is None:
            continue
        values.reference(data, "actor_id", "actors", claim, known, ledger)
        values.reference(data, "person_id", "persons", claim, known, ledger)
        data["actor_id"] = contemporary(data.get("actor_id"), date)
        if date and data["actor_id"] and not existed(data["actor_id"], date):
            ledger.reject("anachronism", f"events {record_id}, participant: {data['actor_id']} was not there in {date}", claim)
            data["actor_id"] = None
        who = data.get("actor_id") or "", data.get("person_id") or ""
        data["role"] = data.get("role") or "party"
        if wrong := problem(BY_NAME["event_participants"].column("role"), data["role"] or ""):
            ledger.reject("invalid-value", f"events {record_id}, participant: {wrong}", claim)
        elif any(who):
            found.setdefault(who, []).append((claim, data))
    for actor, person in sorted(found):
        full = [k for k in found if k[1] == person and k[0]]
        if not actor and len(full) == 1:
            found[full[0]] += found.pop((actor, person))
    for actor, person in sorted(found):
        acting = sorted(k for k in found if k[0] == actor and k[1])
        if actor and not person and acting and not _opposed(found[actor, person], [t for k in acting for t in found[k]]):
            found[acting[0]] += found.pop((actor, person))
    for actor, person in sorted(found):
        if parties and actor and actor not in parties and len(found) > 1:
            for claim, data in found.pop((actor, person)):
                key = f"{record_id}|{actor}|{person}|{data['role']}"
                cells = {c: data.get(c) for c in ("actor_id", "person_id", "role")}
                ledger.add("event_participants", key, None, values.as_json(cells), claim, "superseded")
    rows = []
    for actor, person in sorted(found):
        role = vote("event_participants", "role", found[actor, person])
        key = f"{record_id}|{actor}|{person}|{role.value}"
        enter("event_participants", key, found[actor, person], ("actor_id", "person_id", "role"), role, ledger)
        rows.append({"event_id": record_id, "actor_id": actor or None, "person_id": person or None, "role": role.value})
    return rows


def _opposed(state: Sequence[Told], people: Sequence[Told]) -> bool:
    """Whether every document that names a state by itself has it on the other side than those who act for it."""
    sides = {data["role"] for _, data in state}, {data["role"] for _, data in people}
    apart = sides in (({"source"}, {"target"}), ({"target"}, {"source"}))
    return apart and {claim.document_id for claim, _ in state} <= {claim.document_id for claim, _ in people}


def position(record_id: str, fields: Fields, known: Known, ledger: Ledger) -> Row | None:
    """The row of a position; None and a reject if it has no stance."""
    own = [c for claims in fields.values() for c in claims]
    first: Claim = min(own, key=lambda c: c.order)
    column = BY_NAME["positions"].column("stance")
    if not any(c.value and not c.superseded and not problem(column, c.value) for c in fields.get("stance", ())):
        ledger.reject("incomplete-record", f"positions {record_id}: no stance", first)
        return None
    for claim in fields.get(None, ()):
        ledger.add("positions", record_id, None, None, claim)
    row = values.scalars("positions", record_id, fields, known, ledger)
    return row | {"position_id": record_id, "document_id": first.document_id}
