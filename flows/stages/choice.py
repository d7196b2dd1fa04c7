"""Which of several values a field has: a stated policy, the same for every record.

A value is preferred that more independent publishers give, then more documents, then (dates and places) the more precise one, then the
one read with more confidence, then the first in the order of documents.  A document that is less precise supports every value that its
own covers, unless its publisher gives another one elsewhere, and does not disagree with it; what went on from one day to another
is not covered by one of the days between.  What each field does is
`schemas/rules/choice.csv`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from flows.stages import edtf
from schemas.data import rows


@dataclass(slots=True)
class Claim:
    """A statement with the record that it is about: one document's word for one value.  `superseded` is a person's verdict."""

    record_type: str
    record_id: str
    local_id: str
    field: str | None
    value: str | None
    value_original: str | None
    document_id: str | None
    publisher: str
    start: int | None
    end: int | None
    rule_id: str
    confidence: float
    method: str = "rule"
    superseded: bool = False

    @property
    def order(self) -> tuple[str, int, int, str, str]:
        """The place of a claim among those of a build."""
        return self.document_id or "", self.start or 0, self.end or 0, self.rule_id, self.value or ""


def publishers(source_of: Mapping[str, str], sources: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """document_id -> the publisher of its source; a source without one is a publisher of its own."""
    named = {s["source_id"]: s["publisher"] or f"source {s['source_id']}" for s in sources}
    return {d: named.get(s, f"source {s}") for d, s in source_of.items()}


@dataclass(frozen=True, slots=True)
class Policy:
    """What `choice.csv` says of a field."""

    strategy: str
    order: tuple[str, ...]


class Choice(NamedTuple):
    """The chosen value (None without claims), the criterion that decided, and whether documents disagree; statuses go with the claims."""

    value: str | None
    policy: str
    disagreement: bool
    statuses: tuple[str, ...]


NONE = Choice(None, "first", False, ())
"""The choice among no claims."""

_DATES = ("date", "days")


@cache
def _policies() -> dict[tuple[str, str], Policy]:
    found = rows("rules/choice", "record_type", "field", "strategy", "order")
    return {(r["record_type"], r["field"]): Policy(r["strategy"], tuple(r["order"].split(">")) if r["order"] else ()) for r in found}


def policy_of(record_type: str, field: str) -> Policy:
    """The policy of a field; that of `*` for one not named."""
    table = _policies()
    return table.get((record_type, field)) or table.get((record_type, "*")) or Policy("votes", ())


@cache
def _places() -> Mapping[str, tuple[str, bool]]:
    """place_id -> country code and whether it is the whole country."""
    found = rows("gazetteer/places", "place_id", "country_code", "actor_id")
    return {r["place_id"]: (r["country_code"], bool(r["actor_id"])) for r in found}


@cache
def regions() -> Mapping[str, str]:
    """place_id -> the region that it lies in, for places of the gazetteer that lie in another one."""
    return {r["place_id"]: r["region_id"] for r in rows("gazetteer/place_regions", "place_id", "region_id")}


@cache
def vaguer() -> Mapping[str, str]:
    """Action -> the one that it may be a vaguer word for: who tells of a meeting may mean the conference."""
    return {r["action"]: r["may_be"] for r in rows("rules/link_actions", "action", "may_be") if r["may_be"]}


def covers(strategy: str, general: str, specific: str) -> bool:
    """Whether a value says the same as another, or the same with less precision: 1942 covers 1942-05-26, a country or a region its
    city, a meeting the conference.
    """
    if general == specific:
        return True
    if strategy == "days" and _extent(general):
        return False
    if strategy in _DATES:
        return edtf.contains(general, specific)
    if strategy == "act":
        return vaguer().get(general) == specific
    if strategy == "place":
        if regions().get(specific) == general:
            return True
        outer, inner = _places().get(general), _places().get(specific)
        return bool(outer and inner and outer[1] and not inner[1] and outer[0] and outer[0] == inner[0])
    return False


def _extent(date: str) -> bool:
    """Whether a date says from what day to what day something went on: no single day is more exact."""
    return edtf.precision(date) == "interval" and all(edtf.precision(day) == "day" for day in date.split("/"))


def _fineness(strategy: str, value: str) -> float:
    if strategy in _DATES:
        return 0.0 if strategy == "days" and _extent(value) else -edtf.width(value)
    if strategy == "act":
        return float(value not in vaguer())
    if strategy != "place":
        return 1.0
    return 0.0 if _places().get(value, ("", False))[1] else 1.0 if value in regions().values() else 2.0


_CRITERIA = ("most-publishers", "most-documents", "most-precise", "most-confident", "first")


def choose(claims: Sequence[Claim], policy: Policy) -> Choice:
    """The value of a field from its claims, which may come in any order; claims without a value are passed over."""
    if claims and (agreed := claims[0].value):
        for c in claims:
            if c.value != agreed or c.method == "curated" or c.superseded:
                break
        else:
            return Choice(agreed, "furthest" if policy.strategy == "ranked" else "first", False, ("accepted",) * len(claims))
    live = [c for c in claims if c.value and not c.superseded]
    curated = sorted((c for c in live if c.method == "curated"), key=lambda c: c.order)
    read = [c for c in live if c.method != "curated"]
    if curated:
        value: str | None = curated[-1].value
        decided = "curated"
    else:
        value, decided = _elect(read, policy)
    rivals = {c.value for c in read if c.value != value and not covers(policy.strategy, c.value or "", value or "")}
    disagreement = bool(rivals) and policy.strategy in ("votes", "act", "place", *_DATES)
    return Choice(value, decided, disagreement, tuple("accepted" if c in live and c.value == value else "superseded" for c in claims))


def _elect(claims: Sequence[Claim], policy: Policy) -> tuple[str | None, str]:
    """The best value and the first criterion by which it beats the best of those that it disagrees with."""
    values = {c.value for c in claims if c.value}
    if not values:
        return None, "first"
    if policy.strategy == "ranked":
        rank = {v: i for i, v in enumerate(policy.order)}
        best = min(values, key=lambda v: (rank.get(v, len(rank)), v))
        return best, "furthest"
    first = {v: i for i, v in enumerate(dict.fromkeys(c.value for c in sorted(claims, key=lambda c: c.order)))}
    scores: dict[str, tuple[float, ...]] = {}
    for value in values:
        against = {c.publisher for c in claims if not covers(policy.strategy, c.value or "", value)}
        backing = [c for c in claims if c.value == value or (c.publisher not in against and covers(policy.strategy, c.value or "", value))]
        scores[value] = (
            len({c.publisher for c in backing}),
            len({c.document_id for c in backing}),
            _fineness(policy.strategy, value),
            max(c.confidence for c in backing if c.value == value),
            -first[value],
        )
    best = max(values, key=lambda v: scores[v])
    others = [scores[v] for v in values if v != best and not covers(policy.strategy, v, best)]
    if not others:
        return best, "most-precise" if len(values) > 1 else "first"
    rival = max(others)
    return best, next((name for name, a, b in zip(_CRITERIA, scores[best], rival, strict=True) if a != b), "first")
