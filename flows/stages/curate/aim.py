"""What a decision is about: what one document says, by the words that say it, or a whole record, by its id.

Ids change when a text is added or a rule reads better; the words of a text do not.  A decision that gives `document_id` and `quote`
(and `value_original` where the sentence tells of several records) finds what is read there before the documents are linked, so that a
corrected record joins the others that tell of the same; one that gives `record_id` finds the linked record.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flows.stages import compound
from flows.stages.curation import Decision
from flows.stages.errors import StageError
from flows.stages.model import Reject

Row = dict[str, Any]
Owner = tuple[str, str, str]
"""The record that a statement is of: record type, id, and the document in which the id holds (empty where it holds in all)."""


def local(row: Row) -> Owner:
    """The record of a statement before the documents are linked."""
    return row["record_type"], row["local_id"], row["document_id"]


def linked(row: Row) -> Owner:
    """The record of a statement once they are."""
    return row["record_type"], row["record_id"], ""


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
    """The statements that decisions may change, by the record that `owner` says they are of; `texts` are those that decisions quote."""

    def __init__(
        self,
        rows: Sequence[Row],
        owner: Callable[[Row], Owner],
        source_of: Mapping[str, str],
        publisher_of: Mapping[str, str],
        texts: Mapping[str, str],
    ) -> None:
        self.source_of, self.publisher_of = source_of, publisher_of
        self.corrected: dict[Owner, str] = {}
        """The events that have been corrected, with the id of the last correction of each."""
        self._owner, self._texts = owner, texts
        self._records: dict[Owner, list[Row]] = {}
        self._heads: dict[tuple[str, str], list[Row]] = {}
        for row in rows:
            self._records.setdefault(owner(row), []).append(row)
            if row["field"] is None:
                self._heads.setdefault((row["record_type"], row["document_id"]), []).append(row)

    def rows(self) -> list[Row]:
        """All of them, as the decisions left them."""
        return [row for rows in self._records.values() for row in rows]

    def add(self, rows: Iterable[Row]) -> None:
        """Statements that a decision adds to records that are there."""
        for row in rows:
            self._records[self._owner(row)].append(row)

    def of(self, record: Owner) -> list[Row]:
        """The statements of a record; none where there is no such record."""
        return self._records.get(record, [])

    def acting(self) -> dict[tuple[str, ...], list[tuple[str, Row]]]:
        """Events, and the treaties whose actions name them, with the statements of these."""
        out: dict[tuple[str, ...], list[tuple[str, Row]]] = {}
        for (record_type, treaty, document), rows in self._records.items():
            for r in rows if record_type == "treaties" else ():
                if r["field"] == "action" and (event := _mentioned(r)) is not None:
                    out.setdefault((*event, document), []).append((treaty, r))
        return out

    def drop(self, record: Owner) -> None:
        """Take a record out, and what others say about it."""
        for row in self._records.pop(record):
            heads = self._heads.get((row["record_type"], row["document_id"]), [])
            heads[:] = [head for head in heads if self._owner(head) != record]
        for owner, rows in self._records.items():
            if not record[2] or owner[2] == record[2]:
                rows[:] = [row for row in rows if _mentioned(row) != record[:2]]

    def names(self, document_id: str, local_id: str) -> list[str]:
        """What a document calls one of its treaties, in order."""
        rows = self._records.get(("treaties", local_id, document_id), [])
        return [row["value"] for row in sorted(rows, key=order) if row["field"] in ("name", "aliases") and row["value"]]

    def treaty(self, decision: Decision, name: str) -> str:
        """The treaty that the document of a decision calls so; StageError if it calls none, or several."""
        document_id = decision["document_id"]
        found = [o[1] for o in self._records if o[0] == "treaties" and o[2] == document_id and name in self.names(document_id, o[1])]
        if len(found) != 1:
            raise StageError(f"{decision.where}: {document_id} calls {len(found)} treaties {name!r}; give a name that one of them has")
        return found[0]

    def owner(self, target: Target) -> Owner:
        """The record of a target that is there."""
        return self._owner(target.rows[0])

    def aimed(self, decision: Decision) -> Target:
        """What the decision is about; StageError if that cannot be told, or is not there."""
        if decision["document_id"]:
            return self._said(decision)
        record_type, record_id = decision["record_type"], decision["record_id"]
        rows = self._records.get((record_type, record_id, ""), [])
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
        if decision["record_id"]:
            raise StageError(f"{decision.where}: the line gives a record_id and a document_id; leave one of them empty")
        places = [m.span() for m in _pattern(quote).finditer(self._texts[document_id])] if quote else []
        if not places:
            raise StageError(f"{decision.where}: {document_id} does not say {quote!r}; quote the words as they stand in the text now")
        owners = sorted(set(self._read_there(decision, places)))
        if len(owners) > 1:
            raise StageError(
                f"{decision.where}: {len(owners)} {shown}: tell them apart by value_original (the word that the record is read from) "
                "or by the record_id alone (`chancery explain`)"
            )
        if not owners:
            named = f" ({original})" if original else ""
            return Target(f"{shown}{named}", [], (document_id, *places[0]))
        return Target(shown, self._records[owners[0]])

    def _read_there(self, decision: Decision, places: Sequence[tuple[int, int]]) -> Iterator[Owner]:
        """The records of the document that are read in one of the places, by the word that the decision gives."""
        for row in self._heads.get((decision["record_type"], decision["document_id"]), ()):
            read = decision["value_original"].split() in ([], (row["value_original"] or "").split())
            if read and any(_within(place, (row["start"], row["end"])) for place in places):
                yield self._owner(row)


def _mentioned(row: Row) -> tuple[str, str] | None:
    """The record that a statement of another one names: its treaty or event, or the event of a treaty's action."""
    field, value = row["field"], row["value"]
    if field in ("treaty_id", "event_id") and value:
        return ("treaties" if field == "treaty_id" else "events"), value
    if field == "action" and row["record_type"] == "treaties" and value:
        return "events", str((compound.cells(value) or {}).get("event") or "")
    return None


def _pattern(quote: str) -> re.Pattern[str]:
    """The words of a quote, however the lines between them are broken."""
    return re.compile(r"\s+".join(map(re.escape, quote.split())))


def _within(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether one of two spans holds the other."""
    return (one[0] >= other[0] and one[1] <= other[1]) or (one[0] <= other[0] and one[1] >= other[1])


def order(row: Row) -> tuple[Any, ...]:
    """The order of the statements of a record."""
    return row["document_id"], row["start"], row["end"], row["rule_id"], row["value"] or ""
