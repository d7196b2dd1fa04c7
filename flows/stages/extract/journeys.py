"""Registers of visits, journeys and audiences: one person a row, who goes to see or receives someone.

Roles of such a register: `start` and `end` (or `date`), `person`, `actor` (for whom the person acts), `target` (where the person
goes, or who receives), `place`, `remarks`; `action` is a phrase of rules/register_actions.csv.  What is the same in every row is a
constant of the mapping (`target: '=Norland'`).  A row is an event whatever of its persons and countries can be resolved; what
cannot is told in a reject.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from flows.stages import edtf
from flows.stages.extract.registers import LIKELY, SURE, Cell, actions, remarks, sentences
from flows.stages.model import Document, Mention, Reject, Statement
from flows.stages.recognise.gazetteer import gazetteer, plain_marks
from flows.stages.recognise.people import slug

_BRACKETS = re.compile(r"^(?P<a>[^()]+?) ?\((?P<b>[^()]+)\)$")
_ASIDE = re.compile(r"\s*\([^()]*\)|,? (?:Jr|Sr)\.?$")
_Said = tuple[str, str, Cell]
"""A field, its value and where that stands."""

_HEAD = ("start", "end", "date", "person", "actor", "target", "place", "action")


def extract(doc: Document) -> bool:
    """Add the statements of such a register's rows to the document; False if it is none."""
    table: dict[int, dict[str, Cell]] = {}
    for c in doc.meta.get("cells") or ():
        table.setdefault(c["row"], {})[c["role"]] = Cell(doc.text[c["start"] : c["end"]], c["start"], c["end"])
    constants: dict[str, str] = doc.meta.get("constants") or {}
    roles = {role for row in table.values() for role in row} | set(constants)
    if "action" not in roles or "person" not in roles or not roles & {"start", "date"}:
        return False
    for m in doc.mentions:
        if m.kind == "treaty":
            m.ref_id = None
    by_row = _mentions_by_row(doc, table)
    for number, row in sorted(table.items()):
        _Row(doc, row, constants, by_row[number], f"e{number + 1}").read()
    doc.mentions = sorted((m for m in doc.mentions if m.kind), key=lambda m: (m.start, m.end, m.kind))
    return True


def _mentions_by_row(doc: Document, table: dict[int, dict[str, Cell]]) -> dict[int, list[Mention]]:
    out: dict[int, list[Mention]] = {n: [] for n in table}
    ends = iter(sorted((max(c.end for c in row.values()), n) for n, row in table.items()))
    end, number = next(ends)
    for m in sorted(doc.mentions, key=lambda m: m.start):
        while m.start >= end:
            end, number = next(ends, (len(doc.text) + 1, number))
        out[number].append(m)
    return out


@cache
def _known(name: str, day: str) -> str | None:
    """The actor of a country's name as lists print it: turned round (`Norland, Republic of`), or with a second name in brackets."""
    g = gazetteer()
    names = [name := " ".join(plain_marks(name).split())]
    before, comma, after = name.partition(", ")
    names += [f"{after} {before}", before] if comma else []
    names += [name.removeprefix("The ")]
    if m := _BRACKETS.match(name):
        names += [f"{m['a']} {m['b']}", f"{m['b']} {m['a']}", m["a"], m["b"]]
    return next((a for n in names for a in [g.resolve_actor(n, day)] if a), None)


@cache
def _listed(name: str, day: str, actor_id: str | None) -> str | None:
    """The person of the gazetteer that a name without titles means: by the name, else the one bearer of its surname who served then."""
    g = gazetteer()
    words = name.split()
    for form in (name, f"{words[0]} {words[-1]}", " ".join(words[1:]), *(f"{w} {words[-1]}" for w in words[1:-1])):
        found = [p for p in g.person_names.get(form, ()) if g.active(p, day, 5)]
        if len(found) == 1:
            return found[0]
    initials = {w[0] for w in words[:-1]}
    bearers = [p for p in g.surnames.get(words[-1], ()) if g.active(p, day, 2)]
    bearers = [p for p in bearers if not initials or g.persons[p].name[0] in initials]
    mine = [p for p in bearers if actor_id and g.state_of(p, day) == actor_id]
    return mine[0] if len(mine) == 1 else None


@dataclass(slots=True)
class _Row:
    """One row being read."""

    doc: Document
    row: dict[str, Cell]
    constants: dict[str, str]
    mentions: list[Mention]
    local_id: str

    def read(self) -> None:
        """Add what the row says to the document."""
        head = [c for role, c in self.row.items() if role in _HEAD] or list(self.row.values())
        where = Cell("", min(c.start for c in head), max(c.end for c in head))
        rule = actions().get(self.value("action").lower())
        date, dated = self.date()
        if rule is None or date is None or dated is None:
            said = f"no row of schemas/rules/register_actions.csv for {self.value('action')!r}" if rule is None else "no date"
            self.reject("incomplete-record", f"{said}; mend the row or the table", where)
            return
        place, people = self.place(), self.participants(date, where)
        self.doc.statements += [
            self.say(rule["rule_id"], *each)
            for each in (
                (None, None, where), ("action", rule["action"], self.row.get("action", where)), ("realis", "actual", where),
                ("date", date, dated), ("date_basis", "stated", dated), *place, *people,
            )
        ]
        self.occasion(date, dated, place, people)

    def occasion(self, date: str, dated: Cell, place: list[_Said], people: list[_Said]) -> None:
        """What the remarks say that the journey was for, as an event of its own, at the place and in the months of the journey."""
        for sentence in sentences(self.row.get("remarks")):
            rule = next((r for r in remarks() if r[1].match(sentence.text)), None)
            if rule is None or not place:
                continue
            rule_id, _, action, scale = rule
            when = _months(date) if scale == "months" else date[:4]
            inside = [m for m in self.mentions if m.kind == "person" and m.ref_id and sentence.start <= m.start < sentence.end]
            others = [(_json(m.for_actor, m.ref_id, "party"), Cell(m.surface, m.start, m.end)) for m in inside if m.for_actor]
            told = [(json.loads(value), cell) for _, value, cell in people]
            mine = [(_json(who["actor_id"], who["person_id"], "party"), cell) for who, cell in told if who["role"] == "source"]
            self.doc.statements += [
                self.say(rule_id, *each, local_id=f"{self.local_id}a", sure=LIKELY)
                for each in (
                    (None, None, sentence), ("action", action, sentence), ("realis", "actual", sentence), ("date", when, dated),
                    ("date_basis", "inferred", dated), *place, *(("participant", *each) for each in (*mine, *others)),
                )
            ]
            return

    def value(self, role: str) -> str:
        """The words of a role: of the row's cell, else of the constant."""
        return self.row[role].text if role in self.row else self.constants.get(role, "")

    def date(self) -> tuple[str | None, Cell | None]:
        """The EDTF date of the row, an interval where it starts and ends on different days, and where it stands."""
        start, end = self.row.get("start") or self.row.get("date"), self.row.get("end")
        days = [c for c in (start, end) if c and edtf.is_date(c.text)]
        if not days:
            return None, None
        if len(days) == 2 and days[0].text < days[1].text:
            first, last = sorted(days, key=lambda c: c.start)
            together = last.start - first.end < 8
            return f"{days[0].text}/{days[1].text}", Cell("", first.start, last.end) if together else days[0]
        if len(days) == 2 and days[0].text > days[1].text:
            self.reject("unreadable-date", f"ends on {days[1].text}, before it starts; the start is kept", days[1])
        return days[0].text, days[0]

    def place(self) -> list[_Said]:
        """The place of the row, if it is known."""
        cell = self.row.get("place")
        inside = [m for m in self.mentions if cell and m.kind == "place" and m.ref_id and cell.start <= m.start < cell.end]
        return [("place_id", m.ref_id, Cell(m.surface, m.start, m.end)) for m in inside[:1] if m.ref_id]

    def actor(self, role: str, date: str) -> str | None:
        """The actor of a role; a reject if it is none that the gazetteer knows."""
        name = self.value(role)
        actor_id = _known(name, date[:10]) if name else None
        if name and actor_id is None and role in self.row:
            self.reject("unresolved-reference", f"no actor named {name!r}; add it to schemas/gazetteer/actor_names.csv", self.row[role])
        return actor_id

    def participants(self, date: str, where: Cell) -> list[_Said]:
        """Who took part: the person for the actor, and the target."""
        actor, target = self.actor("actor", date), self.actor("target", date)
        out = [("participant", _json(actor, person, "source"), cell) for person, cell in self.persons(date, actor)]
        if not out and actor:
            out = [("participant", _json(actor, None, "source"), self.row.get("actor", where))]
        if target and target != actor:
            out.append(("participant", _json(target, None, "target"), self.row.get("target", where)))
        return out

    def persons(self, date: str, actor: str | None) -> list[tuple[str, Cell]]:
        """The persons of the row: whom recognition found in the cell, else whom its name means, else a new one."""
        cell = self.row.get("person")
        if cell is None:
            return []
        found = [m for m in self.mentions if m.kind == "person" and cell.start <= m.start < cell.end]
        bare = " ".join(_ASIDE.sub("", _untitled(cell.text)).split())
        listed = _listed(plain_marks(bare), date[:10], actor) if bare else None
        if listed is None:
            # Rows stand alone: a surname told in full rows above means nothing here, so only a whole name counts.
            known = (m for m in found if m.ref_id and not m.ref_id.startswith("x-"))
            listed = next((m.ref_id for m in known if self.whole(m, bare, actor, date)), None)
        if not bare:
            self.reject("unresolved-reference", f"{cell.text!r} names no person; nothing to mend if it is an office", cell)
            return []
        person = listed or slug(bare)
        for m in found:
            m.kind = ""  # another reading of the cell takes its place
        surface = self.doc.text[cell.start : cell.end]
        mention = Mention(cell.start, cell.end, surface, "person", person, None, "register.person", SURE, form="full", for_actor=actor)
        mention.passage_no = next((m.passage_no for m in self.mentions), self.passage(cell.start))
        self.doc.mentions.append(mention)
        return [(person, cell)]

    def whole(self, mention: Mention, bare: str, actor: str | None, date: str) -> bool:
        """Whether recognition has taken all of a name for a person, and a name of one word for somebody of the row's country."""
        if not plain_marks(mention.surface).endswith(bare):
            return False
        return mention.form == "full" if " " in bare else gazetteer().state_of(mention.ref_id or "", date) == actor

    def passage(self, at: int) -> int:
        """The number of the passage at an offset."""
        return next((p.passage_no for p in self.doc.passages if p.start <= at < p.end), 0)

    def say(
        self, rule_id: str, name: str | None, value: str | None, cell: Cell, local_id: str | None = None, sure: float = SURE
    ) -> Statement:
        """A statement about the row's event."""
        words = self.doc.text[cell.start : cell.end] if value else None
        return Statement(local_id or self.local_id, "events", name, value, words, cell.start, cell.end, rule_id, sure, "register")

    def reject(self, reason: str, detail: str, cell: Cell) -> None:
        """Tell of something in the row that could not be used."""
        self.doc.rejects.append(Reject(self.doc.source_id, self.doc.document_id, "extract", reason, detail, cell.start, cell.end))


@cache
def _titles() -> frozenset[str]:
    return frozenset(p.lower() for p in gazetteer().titles)


def _untitled(name: str) -> str:
    """A name without the titles before it."""
    words = plain_marks(name).split()
    while words:
        n = next((n for n in range(len(words), 0, -1) if " ".join(words[:n]).lower().strip(",") in _titles()), 0)
        if not n:
            break
        words = words[n:]
    return " ".join(words)


def _months(date: str) -> str:
    """The months of a date: somebody comes before a conference begins, or leaves before it ends."""
    first, _, last = (part[:7] for part in date.partition("/"))
    return f"{first}/{last}" if last > first else first


def _json(actor_id: str | None, person_id: str | None, role: str) -> str:
    cells: dict[str, Any] = {"actor_id": actor_id, "person_id": person_id, "role": role}
    return json.dumps(cells, sort_keys=True)
