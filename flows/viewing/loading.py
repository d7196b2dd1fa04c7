"""Everything that a dataset holds about one document."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from flows.explaining import Dataset
from flows.explaining.dataset import KEYS
from flows.settings import UsageError

Row = dict[str, Any]
RECORDS = {
    "treaties": "select treaty_id as key, name as title, n_documents from treaties",
    "events": "select event_id as key, headline as title, n_documents from events",
    "positions": """
        select x.position_id as key, 1 as n_documents,
            concat_ws(' ', coalesce(p.name, a.name), x.stance, 'article ' || x.article || ':', x.subject) as title
        from positions x left join persons p using (person_id) left join actors a using (actor_id)""",
}
"""By kind of record: its key, what it is called, and in how many documents it is told."""
PARTS = {
    "treaty_parties": "party",
    "treaty_signatories": "signatory",
    "treaty_actions": "action",
    "treaty_articles": "article",
    "event_participants": "participant",
}
"""What a row of a sub-table is called among the values of its record."""
OWNERS = {"treaty": "treaties", "event": "events"}
"""Whose sub-table it is, by the first word of its name."""
_NAMED = {"actors": "name", "persons": "name", "places": "name", "treaties": "name", "events": "headline"}
"""The tables whose keys are shown as names, and the column that names them."""
_DOCUMENT = """
    select d.*, p.name as place, s.title as source_title, s.publisher, s.licence, s.url, s.citation, s.redistributable
    from documents d left join places p using (place_id) left join sources s using (source_id) where document_id = ?"""


@dataclass(slots=True)
class Value:
    """One thing that this document says of a record: the field, the value in words, how it was read, and its place."""

    name: str
    value: str
    rule: str
    status: str
    start: int
    end: int


@dataclass(slots=True)
class Card:
    """A record as this document tells it: `own` are the (start, end) of the clauses that tell it, `values` what they say."""

    kind: str
    key: str
    title: str
    n_documents: int
    own: list[tuple[int, int]] = field(default_factory=list)
    rules: list[str] = field(default_factory=list)
    values: list[Value] = field(default_factory=list)

    def start(self) -> int:
        """Where the document first tells of it."""
        return min((s for s, _ in self.own or [(v.start, v.end) for v in self.values]), default=0)


@dataclass(slots=True)
class Loaded:
    """A document with its passages, mentions (`name` is that of the entity), records and rejects, each in the order of the text."""

    about: Row
    info: Row
    passages: list[Row]
    mentions: list[Row]
    cards: list[Card]
    rejects: list[Row]

    @property
    def text(self) -> str | None:
        """The text, or None where it is withheld."""
        text: str | None = self.about["text"]
        return text


def load(out: Path, name: str) -> Loaded:
    """The document `name` (its id, title or file name, or the beginning of one) of the dataset in `out`, or built there.

    Raises UsageError when no document, or more than one, answers to the name.
    """
    data = Dataset(out)
    try:
        key = find(data, name)
        names = _names(data)
        mentions = data.rows('select * from mentions where document_id = ? order by start, "end", mention_id', key)
        for row in mentions:
            row["name"] = names.get(row["ref_id"], row["ref_id"])
        return Loaded(
            data.rows(_DOCUMENT, key)[0],
            data.rows("select * from build_info")[0],
            data.rows("select * from passages where document_id = ? order by passage_no", key),
            mentions,
            _cards(data, key, names),
            data.rows("select * from rejects where document_id = ? order by start, reject_id", key),
        )
    finally:
        data.close()


def find(data: Dataset, name: str) -> str:
    """The id of the document with this id, title or file name, or with the only one that begins so."""
    rows = data.rows("select document_id as key, title, raw_path from documents order by 1")
    called = [(r["key"], [str(c).casefold() for c in (r["key"], r["title"], PurePosixPath(r["raw_path"]).stem) if c]) for r in rows]
    wanted = name.casefold()
    for fits in (lambda c: c[0] == wanted, lambda c: wanted in c, lambda c: any(n.startswith(wanted) for n in c)):
        found = [key for key, names in called if fits(names)]
        if len(found) == 1:
            return str(found[0])
        if found:
            some = "\n".join(f"  {key}" for key in found[:10])
            raise UsageError(f"{name}: {len(found)} documents answer to this; give one of them:\n{some}")
    from rapidfuzz import fuzz, process

    known = {text: key for key, names in called for text in names}
    near = [known[text] for text, _, _ in process.extract(wanted, list(known), scorer=fuzz.WRatio, limit=5, score_cutoff=60)]
    close = "; close to it:\n" + "\n".join(f"  {key}" for key in dict.fromkeys(near)) if near else "; `chancery documents` lists them"
    raise UsageError(f"{name}: no document has this id, title or file name{close}")


def _names(data: Dataset) -> dict[str, str]:
    """What people call an actor, a person, a place, a treaty or an event, by its key."""
    named = (data.rows(f"select {KEYS[table]} as key, {column} as name from {table}") for table, column in _NAMED.items())
    return {row["key"]: row["name"] or row["key"] for rows in named for row in rows}


def _cards(data: Dataset, document: str, names: dict[str, str]) -> list[Card]:
    """The records that the document tells of."""
    told: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in data.rows(
        "select * from evidence where document_id = ? and record_type <> 'documents' "
        "order by start, record_type, field nulls first, evidence_id",
        document,
    ):
        kind = str(row["record_type"])
        owner = OWNERS.get(kind.partition("_")[0], kind)
        told[owner, row["record_id"].partition("|")[0]].append(row)
    cards = []
    for kind, sql in RECORDS.items():
        known = {row["key"]: row for row in data.rows(sql)}
        for (owner, key), rows in told.items():
            if owner == kind and key in known:
                cards.append(_card(kind, known[key], rows, names))
    return sorted(cards, key=lambda c: (c.start(), c.kind, c.key))


def _card(kind: str, record: Row, rows: list[Row], names: dict[str, str]) -> Card:
    card = Card(kind, record["key"], record["title"] or record["key"], record["n_documents"])
    for row in rows:
        part = PARTS.get(row["record_type"])
        if row["field"] is None and part is None:
            card.own.append((row["start"], row["end"]))
            card.rules.append(row["rule_id"] or row["method"])
            continue
        cells = row["record_id"].split("|")[1:] if part else [row["value"] or ""]
        value = ", ".join(names.get(cell, cell) for cell in cells if cell)
        label = " ".join(str(v) for v in (part, row["field"]) if v)
        if part and row["field"]:
            value = f"{value}: {names.get(row['value'], row['value'])}"
        card.values.append(Value(label, value, row["rule_id"] or row["method"], row["status"], row["start"], row["end"]))
    card.own, card.rules = list(dict.fromkeys(card.own)), list(dict.fromkeys(card.rules))
    return card
