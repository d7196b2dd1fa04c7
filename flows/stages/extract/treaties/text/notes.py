"""What became of a treaty by the notes that stand above or below its own text, each an act with its own day, place and actor.

`Signed at Oslo, 4 May 1931; ratified by Norway, 2 December 1931; entered into force 6 January 1932; denounced by Sweden, 3 May 1936.`
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from flows.stages.actions import treaty_actions
from flows.stages.extract.treaties.text import sides
from flows.stages.extract.treaties.text.own import LOCAL_ID, RULE, Own
from flows.stages.extract.treaties.text.place import place_id
from flows.stages.model import Document, Mention, Statement
from flows.stages.recognise.gazetteer import gazetteer
from flows.stages.recognise.wording import phrase

ACTS = {
    "note-ratify": "ratify",
    "note-exchange": "ratify",
    "note-force": "enter-into-force",
    "note-denounce": "denounce-treaty",
    "note-accede": "accede",
    "note-renew": "renew",
}
"""Use of a phrase -> the act that it tells."""
OTHERS = ("note-sign", "note-ended")
FIELDS = {"note-force": "in_force", "note-ended": "terminated"}
LONGEST = 700
"""Characters that a line of notes may have."""


@dataclass(frozen=True, slots=True)
class Note:
    """One clause of the notes: the use of the phrase that it begins with, its span, and its day."""

    use: str
    start: int
    end: int
    day: Mention | None


def find(doc: Document, found: Own) -> list[Note]:
    """The notes of a text: lines down to its preamble, and behind its close, that begin with its signing or another act."""
    out: list[Note] = []
    close = sides.signatures(doc.text, found.end)
    for line in re.finditer(r"[^\n]+", doc.text):
        first = _use(doc.text, line.start(), line.end())
        if first is None or line.end() - line.start() > LONGEST:
            continue
        told = list(_clauses(doc, line.start(), line.end()))
        acts = [n for n in told if n.use != "note-sign" and n.day is not None]
        if acts and (line.start() < found.end or line.start() > close):
            out += acts
    return out


def _use(text: str, start: int, end: int) -> str | None:
    return next((use for use in (*ACTS, *OTHERS) if phrase(use).match(text, start, end)), None)


def _clauses(doc: Document, start: int, end: int) -> Iterator[Note]:
    """The clauses of a line that tell an act, with the first day that each names."""
    cuts = [(m.start(), m.end()) for m in phrase("note-cut").finditer(doc.text, start, end)]
    for low, high in zip([start, *(b for _, b in cuts)], [*(a for a, _ in cuts), end], strict=True):
        use = _use(doc.text, low, high)
        days = (m for m in doc.mentions if m.kind == "date" and low <= m.start < high and m.form == "full" and m.value)
        if use is not None:
            yield Note(use, low, high, next(days, None))


def statements(doc: Document, found: Own, notes: list[Note]) -> Iterator[Statement]:
    """The acts of the notes as events and as acts on the treaty, and when it came into force and ended."""
    for n, note in enumerate(notes, 1):
        assert note.day is not None
        value, surface = str(note.day.value), note.day.surface
        if (field := FIELDS.get(note.use)) is not None:
            yield Statement(LOCAL_ID, "treaties", field, value, surface, note.start, note.end, RULE, 0.8)
        if note.use not in ACTS:
            continue
        action = ACTS[note.use]
        actors = _actors(doc, note, value) if note.use != "note-exchange" else []
        role = "source" if actors else "party"
        doers: list[str | None] = [*actors] or [None]
        for actor in doers:
            act = json.dumps({"action": treaty_actions()[action], "actor_id": actor, "date": value, "event": f"n{n}"}, sort_keys=True)
            yield Statement(LOCAL_ID, "treaties", "action", act, surface, note.start, note.end, RULE, 0.8)
        told: dict[str | None, str | None] = {None: None, "action": action, "realis": "actual", "treaty_id": LOCAL_ID}
        told |= {"date": value, "date_basis": "stated"}
        if (at := phrase("note-place").search(doc.text, note.start, note.end)) is not None:
            told["place_id"] = place_id(at["name"])
        for name, said in told.items():
            original = surface if name in ("date", "date_basis") else None
            yield Statement(f"n{n}", "events", name, said, original, note.start, note.end, RULE, 0.8)
        for actor in actors or [*found.parties]:
            who = json.dumps({"actor_id": actor, "person_id": None, "role": role}, sort_keys=True)
            yield Statement(f"n{n}", "events", "participant", who, None, note.start, note.end, RULE, 0.8)


def _actors(doc: Document, note: Note, date: str) -> list[str]:
    """Who acted by the words of a note: a state, or a body with its state."""
    named = [m for m in doc.mentions if m.kind == "actor" and m.ref_id and note.start <= m.start < note.end]
    owners = [gazetteer().owner(m.ref_id, date) for m in named]
    return list(dict.fromkeys(a for m, o in zip(named, owners, strict=True) for a in (m.ref_id, o) if a))
