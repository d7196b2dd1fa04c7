"""What those who talk settle between them, so that nobody of them alone has said it: It was agreed that, (2) Approved."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from flows.stages.extract.positions.rules import STANCES
from flows.stages.extract.positions.sides import inside
from flows.stages.genres import CONVERSATION
from flows.stages.model import Document
from schemas import data


@dataclass(frozen=True, slots=True)
class Settled:
    """A way to tell what was settled; one `in_minutes` is so only in the record of a meeting."""

    rule_id: str
    stance: str
    pattern: re.Pattern[str]
    in_minutes: bool


@cache
def ways() -> tuple[Settled, ...]:
    """The rows of the table, in its order."""
    name = "rules/positions_joint"
    out = []
    for row in data.rows(name, "rule_id", "stance", "where", "pattern", "example"):
        if row["stance"] not in STANCES or row["where"] not in ("", "minutes"):
            raise data.DataError(f"{data.ROOT}/{name}.csv: rule {row['rule_id']}: stance {row['stance']!r} or place {row['where']!r}")
        out.append(Settled(row["rule_id"], row["stance"], data.compiled(name, row["rule_id"], row["pattern"]), row["where"] == "minutes"))
    return tuple(out)


def settled(doc: Document, start: int, end: int) -> Settled | None:
    """The way in which a clause tells of what was settled; one that names who did it is his."""
    minutes = doc.genre == CONVERSATION
    for way in ways():
        m = way.pattern.match(doc.text, start, end) if minutes or not way.in_minutes else None
        if m and not any(x.kind in ("actor", "person") for x in inside(doc, start, m.end())):
            return way
    return None
