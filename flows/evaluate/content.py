"""Treaties, events and positions as they are compared: the same shape for a reader's answers and for the dataset's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Values = Mapping[str, str | float | None]
Lists = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Record:
    """One treaty, event or position.

    `key` is its id; `values` holds the attributes with one value (dates in EDTF, places by name), `lists` those with
    several (parties, actors, ...).  `quotes` are the words that tell of it.  Of a record of the dataset, `rules` are the
    rules that read it in this document, `value_rules` those that read a value: (attribute, rule) pairs, and `confidence` how sure
    it is of itself, 0 to 1.
    """

    key: str
    title: str
    values: Values
    lists: Lists
    quotes: tuple[str, ...]
    rules: tuple[str, ...] = ()
    value_rules: tuple[tuple[str, str], ...] = ()
    confidence: float | None = None

    def text(self, name: str) -> str | None:
        """An attribute that is text."""
        value = self.values.get(name)
        return None if value is None else str(value)


@dataclass(frozen=True, slots=True)
class Content:
    """What a document holds, as one side sees it; `positions` is None where the reader did not look for them."""

    document: Record
    treaties: tuple[Record, ...] = ()
    events: tuple[Record, ...] = ()
    positions: tuple[Record, ...] | None = None
    source: str = field(default="", compare=False)

    def of(self, kind: str) -> tuple[Record, ...]:
        """The records of a kind: treaties, events or positions."""
        return {"treaties": self.treaties, "events": self.events, "positions": self.positions or ()}[kind]


KINDS = ("treaties", "events", "positions")
