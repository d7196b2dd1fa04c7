"""Who speaks for a side of a talk of two: the one of its people whom the text names far more than any other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from flows.stages.model import Mention

LEAST = 3
"""How often a text names the one who speaks for a side."""
MOSTLY = 0.6
"""Which share of all that it names of that side's people."""


def spokesman(mentions: Iterable[Mention], actor_id: str) -> str | None:
    """The id of the person that speaks for a state; null where several do."""
    counts = Counter(m.ref_id for m in mentions if m.kind == "person" and m.for_actor == actor_id and m.ref_id)
    if not counts:
        return None
    most, n = min(counts.items(), key=lambda x: (-x[1], x[0] or ""))
    return most if n >= LEAST and n >= MOSTLY * counts.total() else None
