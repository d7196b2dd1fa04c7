"""Events as statements: a row for the event itself, for each of its fields and for each participant."""

from __future__ import annotations

import json

from flows.stages.extract.events.reader import Event, Reader
from flows.stages.model import Statement

_json = json.JSONEncoder(sort_keys=True).encode


def statements(events: list[Event], reader: Reader) -> list[Statement]:
    """The statements of numbered events."""
    out: list[Statement] = []
    for e in events:

        def say(fieldname: str | None, value: str | None, original: str | None, e: Event = e) -> None:
            out.append(Statement(e.local_id, "events", fieldname, value, original, *e.quote, e.rule.rule_id, round(e.confidence, 2)))

        trigger = reader.doc.text[slice(*e.trigger)]
        say(None, None, trigger)
        for start, end in e.also:
            out.append(Statement(e.local_id, "events", None, None, None, start, end, e.rule.rule_id, round(e.confidence, 2)))
        say("action", e.rule.action, trigger)
        say("realis", e.realis, trigger)
        if e.date:
            say("date", e.date, e.date_mention.surface if e.date_mention else None)
            say("date_basis", e.basis, e.date_mention.surface if e.date_mention else None)
        if e.place is not None:
            say("place_id", e.place.ref_id, e.place.surface)
        concerned = e.treaty or e.about
        if concerned is not None and concerned.ref_id:
            say("treaty_id", concerned.ref_id, concerned.surface)
        for p in e.participants:
            say("participant", _json({"actor_id": p.actor_id, "person_id": p.person_id, "role": p.role}), None)
    return out
