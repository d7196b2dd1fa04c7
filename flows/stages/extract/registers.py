"""Registers: rows whose cells are facts already, by the roles that source.yml gives to their columns.

A row with the roles `date`, `action` and `actors` is one event, after `rules/register_actions.csv`; where the table gives the action a
kind, the row is a treaty too, signed on that day by those actors, and the first sentence of its `remarks` is the treaty's name.  Roles:
`date` (EDTF), `action` (a phrase of the table), `actors` (names between semicolons), `place`, `remarks`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from flows.stages import edtf
from flows.stages.model import Document, Mention, Reject, Statement
from flows.stages.recognise.gazetteer import Gazetteer, gazetteer
from flows.stages.recognise.treaties.heads import has_head, kind_of
from schemas import data

NEEDED = frozenset(("date", "action", "actors"))
SURE, LIKELY = 0.98, 0.9
_END = re.compile(r"\.(?=\s|$)")
_SIDE = re.compile(r", (?:with|by|which|for)\b.*$|\s+\((?P<other>[^()]+)\)$")
_JOINED = re.compile(r"[,;]|\band\b|\bthen\b")
_LISTING = frozenset(("for", "the", "and", "then", "others", "of"))
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_YEARS = re.compile(r"P(\d+)Y")


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a row: its words and where they stand."""

    text: str
    start: int
    end: int


Row = dict[str, Cell]


@cache
def actions() -> dict[str, dict[str, str]]:
    """What the phrases of registers mean, by phrase."""
    return {r["phrase"]: r for r in data.rows("rules/register_actions", "rule_id", "phrase", "action", "kind", "roles")}


@cache
def remarks() -> list[tuple[str, re.Pattern[str], str, str]]:
    """(rule, pattern, action, how it is dated) of the sentences in remarks that tell of an event of their own, in the table's order."""
    table = data.rows("rules/register_remarks", "rule_id", "pattern", "action", "dated")
    return [(r["rule_id"], re.compile(r["pattern"]), r["action"], r["dated"]) for r in table]


def sentences(cell: Cell | None) -> list[Cell]:
    """The sentences of a cell, without the points at their ends; a point after an initial ends none."""
    out: list[Cell] = []
    start = 0
    for m in _END.finditer(cell.text) if cell else ():
        assert cell is not None
        if re.search(r"(?:^|[\s.])[A-ZÀ-Þ]$", cell.text[start : m.start()]) is None:
            out.append(Cell(cell.text[start : m.start()], cell.start + start, cell.start + m.start()))
            start = m.end() + len(cell.text[m.end() :]) - len(cell.text[m.end() :].lstrip())
    return out


def rows(doc: Document) -> list[Row]:
    """The rows of a register by role; empty for a document that is none or lacks a role that an event needs."""
    out: dict[int, Row] = {}
    for c in doc.meta.get("cells") or ():
        out.setdefault(c["row"], {})[c["role"]] = Cell(doc.text[c["start"] : c["end"]], c["start"], c["end"])
    return [out[n] for n in sorted(out) if out[n].keys() >= NEEDED] if any(r.keys() >= NEEDED for r in out.values()) else []


def extract(doc: Document) -> bool:
    """Add the statements of a register's rows to the document; False if it is not one that can be read so."""
    found = rows(doc)
    if not found:
        return False
    for m in doc.mentions:
        if m.kind == "treaty":
            m.ref_id = None
    treaties = 0
    for n, row in enumerate(found, 1):
        reader = _Row(doc, row, f"e{n}")
        if reader.problem:
            at = min(c.start for c in row.values()), max(c.end for c in row.values())
            doc.rejects.append(Reject(doc.source_id, doc.document_id, "extract", "unresolved-reference", reader.problem, *at))
            continue
        if reader.rule["kind"]:
            treaties += 1
            doc.statements += reader.treaty(f"t{treaties}")
        doc.statements += reader.event(f"t{treaties}" if reader.rule["kind"] else None)
    return True


class _Row:
    """One row being read."""

    def __init__(self, doc: Document, row: Row, local_id: str) -> None:
        self.doc, self.row, self.local_id = doc, row, local_id
        self.gazetteer: Gazetteer = gazetteer()
        self.date, self.action = row["date"].text, row["action"]
        self.rule = actions().get(self.action.text.lower(), {})
        self.whole = min(c.start for c in row.values()), max(c.end for c in row.values())
        self.actors = list(self._actors()) if edtf.is_date(self.date) else []
        self.problem = None
        if not edtf.is_date(self.date):
            self.problem = f"{self.date!r} is no EDTF date; mend the cell"
        elif not self.rule:
            self.problem = f"no row of schemas/rules/register_actions.csv for the action {self.action.text!r}; add one"
        elif missing := [c.text for c, a in self.actors if a is None]:
            self.problem = f"no actor named {missing[0]!r}; add it to schemas/gazetteer/actor_names.csv"

    def _actors(self) -> Iterator[tuple[Cell, str | None]]:
        cell = self.row["actors"]
        for m in re.finditer(r"[^;]+", cell.text):
            name = m.group().strip()
            start = cell.start + m.start() + m.group().index(name)
            yield Cell(name, start, start + len(name)), self.gazetteer.resolve_actor(name, self.date)

    def _place(self) -> Mention | None:
        cell = self.row.get("place")
        inside = [m for m in self.doc.mentions if m.kind == "place" and m.ref_id and cell and cell.start <= m.start < cell.end]
        return inside[0] if inside else None

    def _sentences(self) -> list[Cell]:
        return sentences(self.row.get("remarks"))

    def people(self) -> list[tuple[str, str, Cell]]:
        """(person, actor, where) of the remarks that only list names; a name counts if it is one person of one of the row's actors."""
        mine = {a for _, a in self.actors}
        out: dict[str, tuple[str, str, Cell]] = {}
        for s in self._sentences():
            if any(w.islower() and w not in _LISTING for w in _WORD.findall(s.text)):
                continue
            at = 0
            for piece in _JOINED.split(s.text):
                name = re.sub(r"^[Ff]or (?:the )?|(?:^| )for .*$", "", piece.strip()).strip()
                where = s.start + s.text.index(piece, at)
                at = where - s.start + len(piece)
                known = [(p, a) for p in self._bearers(name) if (a := self._acts_for(p)) in mine and a]
                if not known:
                    known = [
                        (m.ref_id, m.for_actor)
                        for m in self.doc.mentions
                        if m.kind == "person" and where <= m.start < where + len(piece) and m.ref_id and m.for_actor in mine and m.for_actor
                    ]
                if len(known) == 1:
                    start = where + len(piece) - len(piece.lstrip())
                    out.setdefault(known[0][0], (*known[0], Cell(piece.strip(), start, start + len(piece.strip()))))
        return list(out.values())

    def _bearers(self, name: str) -> list[str]:
        g = self.gazetteer
        found = g.person_names.get(name) or g.surnames.get(name) or []
        return [p for p in found if g.active(p, self.date, 5)]

    def _acts_for(self, person_id: str) -> str | None:
        return self.gazetteer.state_of(person_id, self.date)

    def _say(self, local: str, kind: str, name: str | None, value: str | None, cell: Cell | None, sure: float = SURE) -> Statement:
        start, end = (cell.start, cell.end) if cell else self.whole
        return Statement(local, kind, name, value, cell.text if cell else None, start, end, self.rule["rule_id"], sure, "register")

    def treaty(self, local: str) -> list[Statement]:
        """The statements of the treaty that the row tells of."""
        sentences = self._sentences()
        out = [self._say(local, "treaties", None, None, None)]

        def say(name: str, value: str, cell: Cell, sure: float = SURE) -> None:
            out.append(self._say(local, "treaties", name, value, cell, sure))

        title = sentences[0] if sentences else self.action
        side = _SIDE.search(title.text)
        length = side.start() if side else len(title.text)
        name = Cell(title.text[:length], title.start, title.start + length)
        say("name", name.text, name)
        other = side.group("other") if side else None
        if other and side and (has_head(other) or other.isupper()):
            say("aliases", other, Cell(other, title.start + side.start("other"), title.start + side.end("other")))
        closer = self.rule["kind"] == "treaty" and has_head(name.text)
        say("kind", kind_of(name.text) if closer else self.rule["kind"], name if closer else self.action)
        say("status", "signed", self.action)
        say("signed", self.date, self.row["date"])
        say("signed_basis", "stated", self.row["date"])
        if (place := self._place()) is not None:
            say("place_id", place.ref_id or "", self.row["place"])
        for cell, actor_id in self.actors:
            say("party", _json(actor_id=actor_id, role="signatory"), cell)
        for person_id, actor_id, cell in self.people():
            say("signatory", _json(actor_id=actor_id, person_id=person_id), cell, LIKELY)
        for m in self.doc.mentions:
            inside = title.start <= m.start < self.whole[1]
            if inside and m.kind == "treaty" and m.start < title.end:
                m.ref_id = m.ref_id or local
            elif inside and m.kind == "duration" and (years := _YEARS.fullmatch(m.value or "")):
                say("term_years", years.group(1), Cell(m.surface, m.start, m.end), LIKELY)
        say("action", _json(action="signature", actor_id=None, date=self.date, event=self.local_id), self.row["date"])
        return out

    def event(self, treaty: str | None) -> list[Statement]:
        """The statements of the row's event."""
        out = [self._say(self.local_id, "events", None, None, None)]

        def say(name: str, value: str, cell: Cell, sure: float = SURE) -> None:
            out.append(self._say(self.local_id, "events", name, value, cell, sure))

        say("action", self.rule["action"], self.action)
        say("realis", "actual", self.action)
        say("date", self.date, self.row["date"])
        say("date_basis", "stated", self.row["date"])
        if (place := self._place()) is not None:
            say("place_id", place.ref_id or "", self.row["place"])
        if treaty:
            say("treaty_id", treaty, (self._sentences() or [self.action])[0])
        people: dict[str | None, list[tuple[str, Cell]]] = {actor_id: [] for _, actor_id in self.actors}
        for person_id, state, cell in self.people():
            people[state].append((person_id, cell))
        for n, (cell, actor_id) in enumerate(self.actors):
            role = self._role(n, actor_id or "")
            if not people[actor_id]:
                say("participant", _json(actor_id=actor_id, person_id=None, role=role), cell)
            for person, where in people[actor_id]:
                say("participant", _json(actor_id=actor_id, person_id=person, role=role), where, LIKELY)
        return out

    def _role(self, n: int, actor_id: str) -> str:
        """The part that an actor of the row takes, as the table says of its action."""
        roles = self.rule["roles"]
        organisation = self.gazetteer.actors[actor_id].kind == "international-organisation"
        if roles == "first":
            return "source" if n == 0 else "target"
        if roles == "to-organisation":
            return "target" if organisation else "source"
        if roles == "by-organisation":
            return "source" if organisation else "target"
        if roles == "by":
            doer = self._doer()
            return "party" if doer is None else "source" if doer == actor_id else "target"
        return roles

    def _doer(self) -> str | None:
        """Of the row's actors the one whose act the remarks say that it was: `By the United Kingdom`."""
        for s in self._sentences():
            if s.text.startswith("By "):
                mine = {a for _, a in self.actors}
                near = (m for m in self.doc.mentions if m.kind == "actor" and s.start <= m.start < s.start + 40)
                return next((m.ref_id for m in near if m.ref_id in mine), None)
        return None


def _json(**cells: Any) -> str:
    return json.dumps(cells, sort_keys=True)
