"""Which kinds of actors the rules treat alike: the classes of `rules/actor_classes.csv`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from schemas.data import DataError, rows

CLASSES = "rules/actor_classes"
KINDS = "vocab/actor_kinds"


@cache
def actor_kinds(class_id: str) -> frozenset[str]:
    """The kinds of a class; DataError where the table has no such class."""
    try:
        return _classes()[class_id]
    except KeyError:
        raise DataError(f"schemas/{CLASSES}.csv: no class {class_id!r}; add a row for it") from None


@cache
def _classes() -> Mapping[str, frozenset[str]]:
    known = {r["kind"] for r in rows(KINDS, "kind")}
    found = {}
    for line, row in enumerate(rows(CLASSES, "class_id", "kinds"), 2):
        found[row["class_id"]] = frozenset(row["kinds"].split())
        if unknown := found[row["class_id"]] - known:
            where = f"schemas/{CLASSES}.csv:{line}: {row['class_id']}"
            raise DataError(f"{where}: {', '.join(sorted(unknown))} not in schemas/{KINDS}.csv; correct the cell")
    return found
