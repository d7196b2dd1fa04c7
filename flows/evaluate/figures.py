"""Precision, recall and F1 with their counts and 95 % confidence intervals, without any random number.

Each of the three is a share, right answers by answers of some sort, summed over documents.  Two intervals are computed:
Wilson's score interval, which takes every answer as independent, and a delete-one jackknife over documents with Student's t,
which knows that answers of one document resemble each other.  The wider one is given.  F1 is taken as what it is, the share
of right answers in the mean of those given and those wanted.  Sources: E. B. Wilson, JASA 22 (1927) 209-212; B. Efron and C. Stein,
Annals of Statistics 9 (1981) 586-596; quantiles of t by the expansion in Abramowitz and Stegun, 26.7.5.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass

Z = 1.959964
_SMALL_T = {1: 12.706, 2: 4.303}
_DIGITS = 4
SHARES = ("precision", "recall", "f1")

Share = tuple[float, float, float]
"""A share with the lower and upper end of its interval."""


@dataclass(frozen=True, slots=True)
class Count:
    """Answers wanted, given, and right."""

    gold: int = 0
    found: int = 0
    right: int = 0

    def __add__(self, other: Count) -> Count:
        return Count(self.gold + other.gold, self.found + other.found, self.right + other.right)


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the bench.

    `scope` says what `key` is: all, attribute, type, action, confidence, document, rule or fact.  `gold`, `found` and `right` are
    counts over `documents` documents; shares are null where there is nothing to divide by, recall also where nobody can say what was
    wanted.
    """

    scope: str
    record: str
    key: str
    documents: int
    gold: int | None
    found: int
    right: int
    precision: float | None = None
    precision_low: float | None = None
    precision_high: float | None = None
    recall: float | None = None
    recall_low: float | None = None
    recall_high: float | None = None
    f1: float | None = None
    f1_low: float | None = None
    f1_high: float | None = None

    def row(self) -> dict[str, str | int | float | None]:
        """The figure as a row."""
        return asdict(self)


def figure(scope: str, record: str, key: str, counts: Iterable[Count], known: Sequence[str] = SHARES) -> Figure:
    """The figure of what was counted in each document; `known` are the shares that can be told."""
    parts = list(counts)
    total = sum(parts, Count())
    shares: dict[str, float] = {}
    of = {
        "precision": [(c.right, float(c.found)) for c in parts],
        "recall": [(c.right, float(c.gold)) for c in parts],
        "f1": [(c.right, (c.found + c.gold) / 2) for c in parts],
    }
    for name in known:
        got = share(of[name])
        if got:
            shares |= dict(zip((name, f"{name}_low", f"{name}_high"), (round(v, _DIGITS) for v in got), strict=True))
    return Figure(scope, record, key, len(parts), total.gold if "recall" in known else None, total.found, total.right, **shares)


def share(parts: Sequence[tuple[int, float]]) -> Share | None:
    """Sum of the firsts by sum of the seconds, one pair per document, with its interval; None when there is nothing to divide by."""
    right, of = sum(p[0] for p in parts), sum(p[1] for p in parts)
    if not of:
        return None
    ends = [wilson(right, of)]
    clustered = jackknife(parts)
    if clustered:
        ends.append(clustered)
    low, high = max(ends, key=lambda e: e[1] - e[0])
    return right / of, low, high


def wilson(right: float, of: float) -> tuple[float, float]:
    """Wilson's interval of a share, within 0 and 1."""
    p, zz = right / of, Z * Z / of
    middle, half = (p + zz / 2) / (1 + zz), Z / (1 + zz) * math.sqrt(p * (1 - p) / of + zz / (4 * of))
    return max(0.0, middle - half), min(1.0, middle + half)


def jackknife(parts: Sequence[tuple[int, float]]) -> tuple[float, float] | None:
    """The interval from leaving out one document at a time, within 0 and 1; None for fewer than two documents with answers."""
    used = [p for p in parts if p[1]]
    right, of, n = sum(p[0] for p in used), sum(p[1] for p in used), len(used)
    if n < 2:
        return None
    without = [(right - r) / (of - o) for r, o in used]
    mean = math.fsum(without) / n
    half = t_quantile(n - 1) * math.sqrt((n - 1) / n * math.fsum((v - mean) ** 2 for v in without))
    return max(0.0, right / of - half), min(1.0, right / of + half)


def t_quantile(freedom: int) -> float:
    """The 97.5 % point of Student's t."""
    if freedom in _SMALL_T:
        return _SMALL_T[freedom]
    z, d = Z, freedom
    terms = ((z**3 + z) / 4, (5 * z**5 + 16 * z**3 + 3 * z) / 96, (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384)
    return z + math.fsum(term / float(d**i) for i, term in enumerate(terms, 1))
