"""What was done to a treaty, where a correction has changed the event that tells of it.

The rules read an act on a treaty twice: as an event, and as an action of the treaty that names the event.  When people correct the
event (its day, its treaty, who did it, what it was, whether it happened), the action follows it; nobody has to say it again.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flows.stages import compound
from flows.stages.actions import acts, treaty_actions
from flows.stages.curate.aim import Owner, Row, Statements, order
from flows.stages.curate.corrections import chosen, standing

Act = tuple[str, str, str | None, str | None]
"""Treaty, action, actor and date."""
_NAMES = ("local_id", "record_id")
"""Columns that say of which record a statement is, before and after linking."""


def follow(told: Statements) -> None:
    """Make the actions of treaties say what the corrected events say now."""
    acting = told.acting() if told.corrected else {}
    for event, correction in sorted(told.corrected.items()):
        wanted = set(_wanted(told, event))
        read = [(row, _act(row, treaty)) for treaty, row in acting.get(event, ())]
        present = [(row, act) for row, act in read if not row["superseded"]]
        for row, act in present:
            row["superseded"] = act not in wanted
        base = min((row for row, _ in present), key=order, default=min(told.of(event), key=order))
        # An action that a decision of its own has overruled stays so.
        for treaty, action, actor, day in sorted(wanted - {act for _, act in read}, key=str):
            data: dict[str, Any] = {"action": action, "actor_id": actor, "date": day, "event": event[1]}
            new: Row = {**base, "record_type": "treaties", "field": "action", "value": compound.written(data), "value_original": None}
            new |= {"method": "curated", "rule_id": correction, "confidence": 1.0, "superseded": False}
            its = told.of(("treaties", treaty, event[2]))[0]
            told.add([new | {column: its[column] for column in _NAMES if column in its}])


def _act(row: Row, treaty: str) -> Act:
    """What the statement of an action of a treaty says."""
    data = compound.cells(row["value"]) or {}
    return treaty, str(data.get("action")), data.get("actor_id"), data.get("date")


def _wanted(told: Statements, event: Owner) -> Iterator[Act]:
    """What an event says now of its treaty, as the rules would read it: all together sign, and each state ratifies for itself."""
    rows = told.of(event)
    value = {f: chosen("events", f, standing(rows, f), told.publisher_of) or None for f in ("action", "date", "realis", "treaty_id")}
    action, treaty = treaty_actions().get(value["action"] or ""), value["treaty_id"]
    if action is None or treaty is None or value["realis"] != "actual" or not told.of(("treaties", treaty, event[2])):
        return
    people = [compound.cells(r["value"]) or {} for r in standing(rows, "participant")]
    doing = {p["actor_id"] for p in people if p.get("actor_id") and p.get("role") != "target"}
    together = value["action"] in acts("done-by-all-parties") or not doing
    for actor in [None] if together else sorted(doing):
        yield treaty, action, actor, value["date"]
