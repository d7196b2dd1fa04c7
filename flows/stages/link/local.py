"""The records of single documents, as the linker compares them: statements gathered by (document_id, local_id)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from flows.stages import compound
from flows.stages.link.names import parse

_KIND_FAMILY = {
    "protocol": "protocol",
    "declaration": "declaration",
    "communique": "declaration",
    "armistice": "armistice",
    "plan": "plan",
    "memorandum": "plan",
    "exchange-of-notes": "notes",
}


def family(kind: str) -> str:
    """The group of kinds that documents may use for one treaty."""
    return _KIND_FAMILY.get(kind, "treaty")


Key = tuple[str, str]
"""(document_id, local_id): the name of a record within its document."""


@dataclass(slots=True)
class Treaty:
    """What one document says of one treaty; `signed` and `place` are its best supported values, `names` in order of statement.

    `near` are actors that were only named near by: they can speak for a match, and not against one.  `own`: the document is its text.
    """

    key: Key
    start: int
    names: tuple[str, ...] = ()
    kind: str | None = None
    status: str | None = None
    signed: str | None = None
    place: str | None = None
    parties: frozenset[str] = frozenset()
    near: frozenset[str] = frozenset()
    own: bool = False


@dataclass(slots=True)
class Event:
    """What one document says of one event; `treaty` is the local key of its treaty, `actors` and `sources` are lineages."""

    key: Key
    start: int
    action: str | None = None
    date: str | None = None
    place: str | None = None
    treaty: Key | None = None
    realis: str = "actual"
    actors: frozenset[str] = frozenset()
    persons: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()
    targets: frozenset[str] = frozenset()
    target_persons: frozenset[str] = frozenset()


@dataclass(slots=True)
class Position:
    """Where one position is told."""

    key: Key
    start: int
    end: int


@dataclass(slots=True)
class Locals:
    """All local records of a build, each list in the order of its keys."""

    treaties: list[Treaty] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    positions: list[Position] = field(default_factory=list)


OWN_TEXT = "treaty.own-text"
"""The rule that reads the treaty of which a document is the text."""
GUESSED = 0.5
"""Confidence under which a party is a guess from what stands near the treaty's name."""

_LINKED = frozenset(("treaties", "events", "positions"))
Row = Mapping[str, Any]
Fields = Mapping[str | None, Sequence[Row]]
"""The rows of a record by field."""


def collect(statements: Iterable[Row], lineage: Mapping[str, str]) -> Locals:
    """The local records behind the statements; `lineage` maps an actor to the oldest polity that it continues.

    A row is a mapping with the columns of the work table `statements`.  The order of rows does not matter.
    """
    groups: dict[tuple[str, str, str], list[Row]] = {}
    for row in statements:
        if (record_type := row["record_type"]) in _LINKED:
            groups.setdefault((record_type, row["document_id"], row["local_id"]), []).append(row)
    out = Locals()
    for (kind, document_id, local_id), rows in sorted(groups.items(), key=lambda item: item[0]):
        rows.sort(key=_order)
        key, start = (document_id, local_id), rows[0]["start"]
        fields: dict[str | None, list[Row]] = {}
        for row in rows:
            fields.setdefault(row["field"], []).append(row)
        if kind == "treaties":
            out.treaties.append(_treaty(key, start, fields, lineage))
        elif kind == "events":
            out.events.append(_event(key, start, fields, lineage))
        else:
            first = fields.get(None, rows)[0]
            out.positions.append(Position(key, first["start"], first["end"]))
    return out


def _order(row: Row) -> tuple[Any, ...]:
    return (row["start"], row["end"], row["field"] or "", row["value"] or "", -row["confidence"], row["rule_id"])


def best(rows: Sequence[Row]) -> str | None:
    """The value that most rows of a field give, then the most confident one, then the first."""
    if len(rows) == 1:
        return rows[0]["value"] or None
    score: dict[str, list[float]] = {}
    for row in rows:
        if row["value"]:
            tally = score.setdefault(row["value"], [0.0, 0.0])
            tally[0] += 1
            tally[1] = max(tally[1], row["confidence"])
    return max(score, key=lambda value: score[value]) if score else None


def parts(rows: Iterable[Row]) -> list[Mapping[str, Any]]:
    """The JSON objects of a compound field; what is no object is passed over here and rejected by the records stage."""
    return [value for row in rows if row["value"] and (value := compound.cells(row["value"])) is not None]


def _treaty(key: Key, start: int, fields: Fields, lineage: Mapping[str, str]) -> Treaty:
    known = parse(best(fields.get("name", ())) or "").known
    called = sorted((*fields.get("name", ()), *fields.get("aliases", ())), key=_order)
    given = dict.fromkeys(r["value"] for r in called if r["value"])
    # An alias that is the name of another well-known treaty is a misreading, and must not lead to that one.
    names = [n for n in given if not known or parse(n).known in (known, None)]
    near = fields.get("party", ())
    everybody = {p["actor_id"] for p in parts(near) if p.get("actor_id")}
    parties = {p["actor_id"] for p in parts(r for r in near if r["confidence"] >= GUESSED) if p.get("actor_id")}
    return Treaty(
        key,
        start,
        tuple(names),
        best(fields.get("kind", ())),
        best(fields.get("status", ())),
        best(fields.get("signed", ())),
        best(fields.get("place_id", ())),
        frozenset(lineage.get(p, p) for p in parties),
        frozenset(lineage.get(p, p) for p in everybody - parties),
        any(r["rule_id"] == OWN_TEXT for r in fields.get(None, ())),
    )


def _event(key: Key, start: int, fields: Fields, lineage: Mapping[str, str]) -> Event:
    people = parts(fields.get("participant", ()))
    treaty = best(fields.get("treaty_id", ()))

    def actors(*roles: str) -> frozenset[str]:
        chosen = (p["actor_id"] for p in people if p.get("actor_id") and (not roles or p.get("role") in roles))
        return frozenset(lineage.get(a, a) for a in chosen)

    return Event(
        key,
        start,
        best(fields.get("action", ())),
        best(fields.get("date", ())),
        best(fields.get("place_id", ())),
        (key[0], treaty) if treaty else None,
        best(fields.get("realis", ())) or "actual",
        actors(),
        frozenset(p["person_id"] for p in people if p.get("person_id")),
        actors("source"),
        actors("target"),
        frozenset(p["person_id"] for p in people if p.get("person_id") and p.get("role") == "target"),
    )
