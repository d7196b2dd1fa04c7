"""What kinds of acts there are: the codes of `vocab/actions.csv` with their types."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from schemas.data import DataError, rows

ACTIONS = "vocab/actions"


def event_type(action: str) -> str:
    """The PLOVER type of an action; DataError where the vocabulary has no such action."""
    try:
        return event_types()[action]
    except KeyError:
        raise DataError(f"schemas/{ACTIONS}.csv: no action {action!r}; add a row for it") from None


@cache
def event_types() -> Mapping[str, str]:
    """Action -> PLOVER event type."""
    return {r["action"]: r["event_type"] for r in rows(ACTIONS, "action", "event_type")}
