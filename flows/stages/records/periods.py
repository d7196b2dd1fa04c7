"""Which polity an actor was at a date: what one line of succession calls by turns, told by the day of the record.

A text of 1955 that tells of 1921 says `the Soviet Union` and means Soviet Russia.  An actor that did not exist at the date of its record
gives way to the one of its line that did, as far as the line has one successor and not several.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache, lru_cache

from flows.stages import edtf
from schemas.data import rows


@cache
def _actors() -> dict[str, dict[str, str]]:
    table = rows("gazetteer/actors", "actor_id", "valid_from", "valid_to", "land_from", "land_to", "predecessor_id")
    return {r["actor_id"]: r for r in table}


@cache
def _heirs() -> dict[str, str]:
    """Actor -> its one successor."""
    before = {a: r["predecessor_id"] for a, r in _actors().items() if r["predecessor_id"]}
    several = {p for p, n in Counter(before.values()).items() if n > 1}
    return {p: a for a, p in sorted(before.items()) if p not in several}


@lru_cache(maxsize=65536)
def existed(actor_id: str, date: str, state: bool = False) -> bool:
    """Whether the actor, or its land while it was no `state`, was there on a day of the date; dates without bounds rule nobody out."""
    r = _actors().get(actor_id)
    if r is None or not edtf.is_date(date):
        return True
    start, end = edtf.bounds(date)
    since, until = r["valid_from"], r["valid_to"]
    if not state:
        since, until = r["land_from"] or since, r["land_to"] or until
    return not ((end and since > end.isoformat()) or (start and until and until < start.isoformat()))


def _line(actor_id: str) -> Iterator[str]:
    """Predecessors, nearest first, then successors."""
    seen = {actor_id}
    at = _actors()[actor_id]["predecessor_id"]
    while at and at not in seen:
        seen.add(at)
        yield at
        at = _actors()[at]["predecessor_id"]
    at = _heirs().get(actor_id, "")
    while at and at not in seen:
        seen.add(at)
        yield at
        at = _heirs().get(at, "")


@cache
def contemporary(actor_id: str | None, date: str | None, state: bool = False) -> str | None:
    """The actor that `actor_id` was at a date (EDTF): itself if it existed then, if nothing of its line did, or without a date."""
    if not actor_id or not date or actor_id not in _actors() or not edtf.is_date(date) or existed(actor_id, date, state):
        return actor_id
    return next((a for a in _line(actor_id) if existed(a, date, state)), actor_id)
