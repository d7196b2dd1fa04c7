"""What differs between a reader's answers and the dataset, in lines for people."""

from __future__ import annotations

from collections.abc import Iterator

from flows.evaluate import attributes
from flows.evaluate.content import KINDS, Record
from flows.evaluate.pairing import Compared

NOUNS = {"treaties": "treaty", "events": "event", "positions": "position"}
_SHOWN = 90
"""Characters of a quote that are shown."""


def misses(compared: Compared) -> Iterator[str]:
    """What only one side has, and the attributes that differ, as lines for people."""
    for kind in KINDS:
        if kind == "positions" and compared.gold.positions is None:
            continue
        noun = NOUNS[kind]
        wanted, ours, pairs = compared.gold.of(kind), compared.ours.of(kind), compared.pairs.of(kind)
        for i, record in enumerate(wanted):
            if i not in [p[0] for p in pairs]:
                yield f"{noun} missed: {record.title} «{_short(record.quotes)}»"
        for j, record in enumerate(ours):
            if j not in [p[1] for p in pairs]:
                yield f"{noun} not in gold: {record.title} [{', '.join(record.rules)}] «{_short(record.quotes)}»"
        for i, j in pairs:
            for agreement in attributes.agreements(kind, wanted[i], ours[j]):
                if agreement.right < max(agreement.gold, agreement.found):
                    a, b = _given(kind, wanted[i], agreement.name), _given(kind, ours[j], agreement.name)
                    yield f"{noun} {wanted[i].key}, {wanted[i].title}: {agreement.name} {b}, gold {a}"


def _given(kind: str, record: Record, name: str) -> str:
    attribute = next((a for n, a, _ in attributes.VALUES[kind] if n == name), None)
    value = record.values.get(attribute) if attribute else ", ".join(record.lists[name])
    return str(value) if value not in (None, "") else "none"


def _short(quotes: tuple[str, ...]) -> str:
    text = " ".join(quotes[0].split()) if quotes else ""
    return text if len(text) <= _SHOWN else text[:_SHOWN].rpartition(" ")[0] + " …"
