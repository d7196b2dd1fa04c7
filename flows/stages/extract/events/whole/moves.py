"""Formal moves in a negotiation as events: a proposal, acceptance or refusal of an article is an act between governments.

Other moves of a talk are positions only.  Coding after the annotation practice of records of negotiation, where what is
said on the text of a treaty counts as an act and what is said in passing does not.
"""

from __future__ import annotations

import json
from functools import cache

from flows.stages.actions import event_type
from flows.stages.extract.events.who.spokesmen import spokesman
from flows.stages.extract.events.whole import meetings
from flows.stages.extract.positions.articles import cited
from flows.stages.extract.positions.statements import IMPLIED
from flows.stages.genres import CORRESPONDENCE
from flows.stages.model import Document, Statement
from flows.stages.recognise.gazetteer import gazetteer
from schemas import data

NEGOTIATED = 2
"""How often a record must name articles for their text to be negotiated in it; a telegram or a letter at best reports of that."""


@cache
def _actions() -> dict[str, tuple[str, str]]:
    return {r["stance"]: (r["action"], r["rule_id"]) for r in data.rows("rules/moves", "rule_id", "stance", "action")}


def extract(doc: Document) -> None:
    """Append an event for each position that names an article of a text that is negotiated.

    None where its clause already tells such an act of the same speaker.
    """
    if doc.genre == CORRESPONDENCE or sum(m.kind == "article" and not cited(doc, m) for m in doc.mentions) < NEGOTIATED:
        return
    positions: dict[str, list[Statement]] = {}
    for s in doc.statements:
        if s.record_type == "positions":
            positions.setdefault(s.local_id, []).append(s)
    told = _told(doc)
    number = sum(1 for s in doc.statements if s.record_type == "events" and s.field is None)
    number = max([number, *(int(s.local_id[1:]) for s in doc.statements if s.record_type == "events")])
    sides, held = _sides(doc), _held(doc)
    for statements in positions.values():
        said = {s.field: s.value for s in statements}
        if not said.get("article") or said.get("stance") not in _actions():
            continue
        action, rule_id = _actions()[said["stance"] or ""]
        base = next(s for s in statements if s.field is None)
        if base.rule_id in IMPLIED:
            continue  # what is only said of an article is no act
        actor, person = said.get("actor_id"), said.get("person_id")
        if any(t == event_type(action) and start < base.end and base.start < end and ids & {actor, person} for t, start, end, ids in told):
            continue
        number += 1
        others = [(x, spokesman(doc.mentions, x) if person else None) for x in sides if x != actor]
        if held.get("place_id") and said.get("date") == held.get("date"):
            said = said | {"place_id": held["place_id"]}  # what is moved at the talk is moved where it is
        doc.statements += _event(f"e{number}", action, rule_id, base, said, others)


def _held(doc: Document) -> dict[str | None, str | None]:
    """When and where the talk is that the document records."""
    return {s.field: s.value for s in doc.statements if s.record_type == "events" and s.rule_id == meetings.RULE.rule_id}


def _told(doc: Document) -> list[tuple[str, int, int, set[str | None]]]:
    events: dict[str, list[Statement]] = {}
    for s in doc.statements:
        if s.record_type == "events":
            events.setdefault(s.local_id, []).append(s)
    out = []
    for statements in events.values():
        action = next(s.value for s in statements if s.field == "action")
        people = [json.loads(s.value or "{}") for s in statements if s.field == "participant"]
        ids = {p[k] for p in people for k in ("actor_id", "person_id") if p[k]}
        out.append((event_type(action or ""), statements[0].start, statements[0].end, ids))
    return out


def _sides(doc: Document) -> list[str]:
    """The states whose people speak in the document, in order of their first move."""
    states = gazetteer().actors
    found = [s.value for s in doc.statements if s.record_type == "positions" and s.field == "actor_id" and s.value in states]
    return [x for x in dict.fromkeys(found) if x][:2]


def _event(
    local_id: str, action: str, rule_id: str, base: Statement, said: dict[str | None, str | None], others: list[tuple[str, str | None]]
) -> list[Statement]:
    fields: list[tuple[str | None, str | None]] = [(None, None), ("action", action), ("realis", "actual")]
    fields += [(name, said[name]) for name in ("date", "place_id", "treaty_id") if said.get(name)]
    if said.get("date"):
        fields.append(("date_basis", "inferred"))
    participants = [{"actor_id": said.get("actor_id"), "person_id": said.get("person_id"), "role": "source"}]
    participants += [{"actor_id": x, "person_id": person, "role": "target"} for x, person in others]
    fields += [("participant", json.dumps(p, sort_keys=True)) for p in participants]
    return [
        Statement(local_id, "events", name, value, base.value_original, base.start, base.end, rule_id, base.confidence)
        for name, value in fields
    ]
