"""What the dataset says of a document, in the shape in which it is compared."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path, PurePosixPath
from typing import Any

from flows.evaluate.content import KINDS, Content, Record
from flows.explaining import Dataset
from schemas.tables.vocabulary import codes

Row = dict[str, Any]
_FIELDS = {"place_id": "place", "treaty_id": "treaty"}
_NAMES = {
    "parties": "select treaty_id as key, a.name from treaty_parties join actors a using (actor_id) order by 1, 2",
    "signatories": "select treaty_id as key, p.name from treaty_signatories join persons p using (person_id) order by 1, 2",
    "actors": """
        select distinct event_id as key, name from (
            select event_id, a.name from event_participants join actors a using (actor_id)
            union all select event_id, p.name from event_participants join persons p using (person_id)) order by 1, 2""",
}
_RECORDS = {
    "treaties": "select t.*, t.treaty_id as key, p.name as place from treaties t left join places p using (place_id)",
    "events": "select e.*, e.event_id as key, e.treaty_id as treaty, p.name as place from events e left join places p using (place_id)",
    "positions": """
        select x.*, x.position_id as key, p.name as person, a.name as actor
        from positions x left join persons p using (person_id) left join actors a using (actor_id)""",
}


class Contents:
    """The documents of a dataset by the stem of their file's name, each with what is said of it."""

    def __init__(self, out: Path) -> None:
        """Read the dataset in `out`, or built there; UsageError when there is none."""
        data = Dataset(out)
        try:
            self.info: Row = data.rows("select * from build_info")[0]
            documents = data.rows("select d.*, p.name as place from documents d left join places p using (place_id) order by document_id")
            self._documents: dict[str, list[Row]] = defaultdict(list)
            for row in documents:
                self._documents[PurePosixPath(row["raw_path"]).stem].append(row)
            self._names = {what: _grouped(data.rows(sql)) for what, sql in _NAMES.items()}
            self._records = {kind: {row["key"]: row for row in data.rows(sql)} for kind, sql in _RECORDS.items()}
            self._told: dict[str, dict[str, dict[str, list[Row]]]] = {kind: defaultdict(lambda: defaultdict(list)) for kind in KINDS}
            for row in data.rows(
                "select record_type, record_id, field, document_id, quote, rule_id, status, confidence from evidence "
                "where document_id is not null and record_type in ('treaties', 'events', 'positions') "
                "order by record_id, field nulls first, start, evidence_id"
            ):
                self._told[row["record_type"]][row["document_id"]][row["record_id"]].append(row)
        finally:
            data.close()

    def __contains__(self, stem: str) -> bool:
        return stem in self._documents

    def stems(self) -> list[str]:
        """The names by which documents are paired with answers."""
        return sorted(self._documents)

    def content(self, stem: str) -> Content:
        """What is said of the document, or of the documents if the file holds several; empty for no document."""
        return self._content(self._documents.get(stem, []))

    def of(self, documents: list[str]) -> Content:
        """What is said of the documents with these ids."""
        return self._content([row for rows in self._documents.values() for row in rows if row["document_id"] in documents])

    def _content(self, documents: list[Row]) -> Content:
        first = documents[0] if documents else {}
        about = Record(
            str(first.get("document_id") or ""),
            str(first.get("title") or ""),
            {name: first.get(name) for name in ("title", "issued", "place", "genre")},
            {name: tuple(first.get(name) or ()) for name in ("authors", "recipients")},
            (),
        )
        ids = [row["document_id"] for row in documents]
        return Content(about, self._of("treaties", ids), self._of("events", ids), self._of("positions", ids))

    def _of(self, kind: str, documents: list[str]) -> tuple[Record, ...]:
        told: dict[str, list[Row]] = defaultdict(list)
        for document in documents:
            for key, rows in self._told[kind].get(document, {}).items():
                told[key] += rows
        make = {"treaties": self._treaty, "events": self._event, "positions": self._position}[kind]
        return tuple(make(self._records[kind][key], told[key]) for key in sorted(told) if key in self._records[kind])

    def _treaty(self, row: Row, told: list[Row]) -> Record:
        lists = {
            "names": (row["name"], *(row["aliases"] or ())),
            "parties": self._names["parties"].get(row["key"], ()),
            "signatories": self._names["signatories"].get(row["key"], ()),
            "obligations": tuple(code.replace("_", "-") for code in codes("obligations") if row.get(code)),
        }
        return _record(row, told, row["name"], ("kind", "status", "signed", "place", "term_years"), lists)

    def _event(self, row: Row, told: list[Row]) -> Record:
        actors = self._names["actors"].get(row["key"], ())
        title = ", ".join(str(v) for v in (f"{row['action']}: {', '.join(actors)}", row["date"]) if v)
        return _record(row, told, title, ("action", "event_type", "date", "place", "realis", "treaty"), {"actors": actors})

    def _position(self, row: Row, told: list[Row]) -> Record:
        speakers = tuple(name for name in (row["person"], row["actor"]) if name)
        said = (*speakers[:1], row["stance"], row["article"] and f"article {row['article']}:", row["subject"])
        title = " ".join(str(v) for v in said if v)
        return _record(row, told, title, ("stance", "article", "date", "subject"), {"speakers": speakers})


def _record(row: Row, told: list[Row], title: str, values: tuple[str, ...], lists: dict[str, tuple[str, ...]]) -> Record:
    fields: list[tuple[str, str]] = [
        (_FIELDS.get(e["field"], str(e["field"])), e["rule_id"] or "") for e in told if e["field"] and e["status"] == "accepted"
    ]
    return Record(
        row["key"],
        title,
        {name: row[name] for name in values},
        lists,
        tuple(dict.fromkeys(e["quote"] for e in told if e["quote"])),
        tuple(sorted({e["rule_id"] or "" for e in told if e["field"] is None})),
        tuple(sorted(set(fields))),
        row["confidence"] if "confidence" in row else max((e["confidence"] for e in told if e["field"] is None), default=None),
    )


def _grouped(rows: list[Row]) -> dict[str, tuple[str, ...]]:
    groups: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        groups[row["key"]].append(row["name"])
    return {key: tuple(names) for key, names in groups.items()}
