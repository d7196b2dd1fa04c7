"""What a decision is about: a whole record by its id, or what one document says of it, by the words that say it.

A record id may change when a text is added or a rule reads better.  The words of a text do not, so a decision that gives `document_id`
and `quote` (and `value_original` where the sentence tells of several records) finds the record that is read there, whatever its id.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flows.stages.curation import Decision
from flows.stages.errors import StageError
from flows.stages.model import Reject

Row = dict[str, Any]
Part = tuple[str, str]
"""The local id of a record in a document, and the id of the record."""


@dataclass(slots=True)
class Target:
    """The statements that a decision is about; `shown` names them in a message, `idle` is where the words are if nothing is read there."""

    shown: str
    rows: list[Row]
    idle: tuple[str, int, int] | None = None

    def reject(self, told: Statements, detail: str) -> Reject:
        """The row of `rejects` of a decision that has nothing left to decide."""
        at = min(self.rows, key=order, default=None)
        document_id, start, end = self.idle or ((at["document_id"], at["start"], at["end"]) if at else ("", 0, 0))
        return Reject(told.source_of.get(document_id), document_id, "curate", "idle-decision", detail, start, end)


class Statements:
    """The statements that decisions may change, by record and by part, with the texts that these quote."""

    def __init__(
        self, rows: Sequence[Row], texts: Mapping[str, str], source_of: Mapping[str, str], publisher_of: Mapping[str, str]
    ) -> None:
        self.source_of, self.publisher_of = source_of, publisher_of
        self._texts = texts
        self._records: dict[tuple[str, str], list[Row]] = {}
        self._heads: dict[tuple[str, str], list[Row]] = {}
        for row in rows:
            self._records.setdefault((row["record_type"], row["record_id"]), []).append(row)
            if row["field"] is None:
                self._heads.setdefault((row["record_type"], row["document_id"]), []).append(row)

    def rows(self) -> list[Row]:
        """All of them, as the decisions left them."""
        return [row for rows in self._records.values() for row in rows]

    def add(self, rows: Sequence[Row]) -> None:
        """Statements that a decision adds to records that are there."""
        for row in rows:
            self._records[row["record_type"], row["record_id"]].append(row)

    def drop(self, gone: Sequence[Row]) -> None:
        """Take statements out, and what refers to a record of which nothing is left."""
        out = {id(row) for row in gone}
        records = {(row["record_type"], row["record_id"]) for row in gone}
        for key in {(row["record_type"], row["document_id"]) for row in gone}:
            self._heads[key] = [row for row in self._heads.get(key, ()) if id(row) not in out]
        for key in records:
            self._records[key] = [row for row in self._records[key] if id(row) not in out]
        empty = {record_id for record_type, record_id in records if not self._records[record_type, record_id]}
        for key, rows in self._records.items() if empty else ():
            self._records[key] = [row for row in rows if row["field"] not in ("treaty_id", "event_id") or row["value"] not in empty]

    def aimed(self, decision: Decision) -> Target:
        """What the decision is about; StageError if that cannot be told, or is not there."""
        record_type, record_id = decision["record_type"], decision["record_id"]
        if decision["document_id"]:
            return self._said(decision)
        rows = self._records.get((record_type, record_id), [])
        if not rows:
            raise StageError(
                f"{decision.where}: {record_type} {record_id} is decided on, which this build does not have; give the record's present id "
                "(`chancery explain`) or take the line out"
            )
        return Target(f"{record_type} {record_id}", rows)

    def _said(self, decision: Decision) -> Target:
        """What a document says in the words quoted."""
        document_id, quote, original = decision["document_id"], decision["quote"], decision["value_original"]
        shown = f"{decision['record_type']} of {document_id}, {quote!r}"
        if document_id not in self._texts:
            raise StageError(f"{decision.where}: this build has no document {document_id}; give its present id (`chancery documents`)")
        places = [m.span() for m in _pattern(quote).finditer(self._texts[document_id])] if quote else []
        if not places:
            raise StageError(f"{decision.where}: {document_id} does not say {quote!r}; quote the words as they stand in the text now")
        parts = sorted(set(self._parts(decision, places)))
        if len(parts) > 1:
            raise StageError(
                f"{decision.where}: {len(parts)} {shown}: tell them apart by value_original (the word that the record is read from) "
                "or record_id (`chancery explain`)"
            )
        if not parts:
            named = f" ({original})" if original else ""
            return Target(f"{shown}{named}", [], (document_id, *places[0]))
        (local_id, record_id), *_ = parts
        whole = self._records[decision["record_type"], record_id]
        return Target(shown, [r for r in whole if (r["document_id"], r["local_id"]) == (document_id, local_id)])

    def _parts(self, decision: Decision, places: Sequence[tuple[int, int]]) -> Iterator[Part]:
        """The records of the document that are read in one of the places, by the word and with the id that the decision gives."""
        for row in self._heads.get((decision["record_type"], decision["document_id"]), ()):
            known = not decision["record_id"] or decision["record_id"] == row["record_id"]
            read = not decision["value_original"] or decision["value_original"] == (row["value_original"] or "")
            if known and read and any(_within(place, (row["start"], row["end"])) for place in places):
                yield row["local_id"], row["record_id"]


def _pattern(quote: str) -> re.Pattern[str]:
    """The words of a quote, however the lines between them are broken."""
    return re.compile(r"\s+".join(map(re.escape, quote.split())))


def _within(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether one of two spans holds the other."""
    return (one[0] >= other[0] and one[1] <= other[1]) or (one[0] <= other[0] and one[1] >= other[1])


def order(row: Row) -> tuple[Any, ...]:
    """The order of the statements of a record."""
    return row["document_id"], row["start"], row["end"], row["rule_id"], row["value"] or ""
