"""What one document adds to the figures."""

from __future__ import annotations

from collections.abc import Iterator

from flows.evaluate import attributes
from flows.evaluate.content import KINDS, Record
from flows.evaluate.figures import Count
from flows.evaluate.pairing import Compared, Found

Records = tuple[Record, ...]
Cell = tuple[str, str, str]
"""Scope, record and key of a figure."""
_ACTION = {
    "treaties": (("action", "kind"),),
    "events": (("type", "event_type"), ("action", "action")),
    "positions": (("action", "stance"),),
}
"""What a record is counted under besides its kind: the scope of the figure and the attribute."""


def counts(compared: Compared) -> Iterator[tuple[Cell, Count]]:
    """Everything that one document adds to the figures."""
    ours, wanted = compared.ours, compared.gold
    for agreement in attributes.agreements("documents", wanted.document, ours.document):
        yield ("attribute", "documents", agreement.name), Count(agreement.gold, agreement.found, agreement.right)
    for kind in KINDS:
        if kind == "positions" and wanted.positions is None:
            continue
        pairs = compared.pairs.of(kind)
        total = Count(len(wanted.of(kind)), len(ours.of(kind)), len(pairs))
        yield ("all", kind, ""), total
        yield ("document", kind, compared.name), total
        yield from _by_action(kind, wanted.of(kind), ours.of(kind), pairs)
        yield from _by_confidence(kind, ours.of(kind), pairs)
        yield from _by_rule(kind, wanted.of(kind), ours.of(kind), pairs)
        for i, j in pairs:
            for agreement in attributes.agreements(kind, wanted.of(kind)[i], ours.of(kind)[j]):
                yield ("attribute", kind, agreement.name), Count(agreement.gold, agreement.found, agreement.right)
    if wanted.positions is not None:
        yield ("all", "moves", ""), Count(len(wanted.positions), len(ours.of("positions")), len(compared.pairs.moves))
        for i, j in compared.pairs.moves:
            for agreement in attributes.agreements("moves", wanted.positions[i], ours.of("positions")[j]):
                yield ("attribute", "positions", agreement.name), Count(agreement.gold, agreement.found, agreement.right)
    yield from _treaties_of_events(compared)


def _by_action(kind: str, wanted: Records, ours: Records, pairs: Found) -> Iterator[tuple[Cell, Count]]:
    for scope, name in _ACTION[kind]:
        for record in wanted:
            yield (scope, kind, record.text(name) or "not given"), Count(gold=1)
        for record in ours:
            yield (scope, kind, record.text(name) or "not given"), Count(found=1)
        for i, j in pairs:
            if wanted[i].values[name] == ours[j].values[name]:
                yield (scope, kind, ours[j].text(name) or "not given"), Count(right=1)


def _by_confidence(kind: str, ours: Records, pairs: Found) -> Iterator[tuple[Cell, Count]]:
    """Every record under the tenth that its confidence lies in."""
    right = {j for _, j in pairs}
    for j, record in enumerate(ours):
        if record.confidence is not None:
            low = min(9, int(record.confidence * 10 + 1e-9))
            yield ("confidence", kind, f"{low / 10:.1f} to {(low + 1) / 10:.1f}"), Count(found=1, right=j in right)


def _by_rule(kind: str, wanted: Records, ours: Records, pairs: Found) -> Iterator[tuple[Cell, Count]]:
    """Every rule that read a record, and every rule that read a value of a record that the reader has too."""
    paired = {j: i for i, j in pairs}
    for j, record in enumerate(ours):
        for rule in record.rules:
            yield ("rule", kind, rule), Count(found=1, right=j in paired)
        if j in paired:
            right = {a.name for a in attributes.agreements(kind, wanted[paired[j]], record) if a.right}
            compared = {name for name, _, _ in attributes.VALUES[kind]}
            for attribute, rule in record.value_rules:
                if attribute in compared and record.values.get(attribute) is not None:
                    yield ("rule", f"{kind}.{attribute}", rule), Count(found=1, right=attribute in right)


def _treaties_of_events(compared: Compared) -> Iterator[tuple[Cell, Count]]:
    """Whether events are about the treaty that the reader says."""
    answers = {compared.gold.treaties[i].key: compared.ours.treaties[j].key for i, j in compared.pairs.treaties}
    for i, j in compared.pairs.events:
        a, b = compared.gold.events[i].text("treaty"), compared.ours.events[j].text("treaty")
        if a or b:
            yield ("attribute", "events", "treaty"), Count(bool(a), bool(b), bool(a and b and answers.get(a) == b))
