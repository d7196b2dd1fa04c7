"""The figures as text for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pyarrow as pa

from flows.evaluate import Evaluation
from flows.evaluate.figures import Figure

SECTIONS = {
    "all": "All documents",
    "attribute": "Attributes of what was found",
    "type": "By type of event",
    "action": "By action, kind and stance",
    "confidence": "By confidence: how many of the records that are as sure of themselves are right",
    "document": "By document",
    "fact": "Facts that the dataset has",
    "rule": "By rule: how often it read something, and how often the reader agrees",
}


def lines(done: Evaluation) -> Iterator[str]:
    """One section a scope; shares with their 95 % intervals, then the counts."""
    measured = f"{done.documents} document{'' if done.documents == 1 else 's'}, " if done.documents else ""
    yield f"{measured}dataset {done.dataset_version}, rules {done.rules_digest[:12]}"
    for scope, title in SECTIONS.items():
        figures = [f for f in done.figures if f.scope == scope]
        if figures:
            yield from ("", title, "")
            yield from _aligned([_head(scope), *(_cells(f) for f in figures)], 2)


def _head(scope: str) -> list[str]:
    heads = {"confidence": ["precision", "right", "found"], "rule": ["precision", "right", "hits"], "fact": ["recall", "right", "facts"]}
    return ["", "", *heads.get(scope, ["precision", "recall", "F1", "right", "found", "gold"])]


def _cells(f: Figure) -> list[str]:
    precision = _share(f.precision, f.precision_low, f.precision_high)
    recall = _share(f.recall, f.recall_low, f.recall_high)
    if f.scope in ("confidence", "rule"):
        return [f.record, f.key, precision, f"{f.right:,}", f"{f.found:,}"]
    if f.scope == "fact":
        return [f.record, f.key, recall, f"{f.right:,}", f"{f.gold:,}"]
    return [f.record, f.key, precision, recall, _share(f.f1, f.f1_low, f.f1_high), f"{f.right:,}", f"{f.found:,}", f"{f.gold:,}"]


def _share(value: float | None, low: float | None, high: float | None) -> str:
    return "–" if value is None or low is None or high is None else f"{value:.3f} ({low:.2f}–{high:.2f})"


def _aligned(rows: Sequence[Sequence[str]], left: int) -> Iterator[str]:
    """Columns of equal width, the first `left` to the left and the others to the right; a column with nothing in it is left out."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = [cell.ljust(w) if i < left else cell.rjust(w) for i, (cell, w) in enumerate(zip(row, widths, strict=True)) if w]
        yield "  ".join(cells).rstrip()


def table(done: Evaluation) -> pa.Table:
    """The figures as rows, in their order."""
    rows = [f.row() for f in done.figures]
    return pa.Table.from_pylist(rows, _schema())


def _schema() -> pa.Schema:
    texts, counts = ("scope", "record", "key"), ("documents", "gold", "found", "right")
    names = list(Figure.__dataclass_fields__)
    return pa.schema([(n, pa.string() if n in texts else pa.int64() if n in counts else pa.float64()) for n in names])
