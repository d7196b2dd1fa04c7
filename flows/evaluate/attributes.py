"""How well the attributes of paired records agree: values wanted, given, and right, by attribute."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from flows.evaluate.content import Record
from flows.evaluate.names import folded, same_name, shared
from flows.stages.edtf import compatible

Value = str | float | None
Same = Callable[[Value, Value], bool]


def _equal(a: Value, b: Value) -> bool:
    return a == b


def _name(a: Value, b: Value) -> bool:
    return same_name(str(a), str(b))


def _words(a: Value, b: Value) -> bool:
    return folded(str(a)) == folded(str(b))


def _days(a: Value, b: Value) -> bool:
    return compatible(str(a), str(b))


VALUES: Mapping[str, tuple[tuple[str, str, Same], ...]] = {
    "documents": (
        ("title", "title", _words),
        ("issued", "issued", _equal),
        ("place", "place", _name),
        ("genre", "genre", _equal),
    ),
    "treaties": (
        ("kind", "kind", _equal),
        ("status", "status", _equal),
        ("signed", "signed", _equal),
        ("place", "place", _name),
        ("term_years", "term_years", _equal),
    ),
    "events": (
        ("action", "action", _equal),
        ("realis", "realis", _equal),
        ("date", "date", _equal),
        ("date_compatible", "date", _days),
        ("place", "place", _name),
    ),
    "positions": (("article", "article", _equal), ("date", "date", _equal)),
    "moves": (("stance", "stance", _equal),),
}
"""By kind of record: the name of the figure, the attribute, and when two values of it are the same."""
LISTS = {
    "documents": ("authors", "recipients"),
    "treaties": ("parties", "signatories", "obligations"),
    "events": ("actors",),
    "positions": ("speakers",),
    "moves": (),
}
"""The attributes with several values."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """Of one attribute of one pair: how many values the reader gives, the dataset gives, and are the same."""

    name: str
    gold: int
    found: int
    right: int


def agreements(kind: str, gold: Record, ours: Record) -> Iterator[Agreement]:
    """Every attribute of a pair of records that the reader looked for and either side gives a value."""
    for name, attribute, same in VALUES[kind]:
        if attribute not in gold.values:
            continue
        a, b = gold.values.get(attribute), ours.values.get(attribute)
        if a is not None or b is not None:
            yield Agreement(name, a is not None, b is not None, a is not None and b is not None and same(a, b))
    for name in LISTS[kind]:
        wanted, given = gold.lists[name], ours.lists[name]
        if wanted or given:
            yield Agreement(name, len(wanted), len(given), _common(name, wanted, given))


def _common(name: str, wanted: tuple[str, ...], given: tuple[str, ...]) -> int:
    return len(set(wanted) & set(given)) if name == "obligations" else shared(wanted, given)
