"""Years of two or three figures, whose era the text gives elsewhere: the war began in 431 BC; in 425 the fleet sailed."""

from __future__ import annotations

import re
from collections.abc import Iterable

from .readings import field, read_figures
from .scan import EARLY, Found

_ERA = re.compile(r"\b[1-9]\d{1,2} ?B\. ?C|\b[1-9]\d{1,2} BCE?\b|\b(?:AD|A\. ?D\.) ?[1-9]\d{1,2}\b|\b[1-9]\d{1,2} (?:AD|CE|A\. ?D\.)")
_BEFORE, _OF_OURS = "BC", "date-year-ad"
APART = 120
"""Years between which one story goes to and fro."""


def gives_era(text: str) -> bool:
    """Whether a text gives the era of an early year: 431 BC."""
    return _ERA.search(text) is not None


def early_years(found: Iterable[Found]) -> list[Found]:
    """What was found, with the era of the early years that give none; a number far from all years with an era is none itself."""
    items = list(found)
    told = [(_year(f), _era(f)) for f in items if f.rule.meaning != EARLY and _era(f)]
    out: list[Found] = []
    era = told[0][1] if told else None
    for f in items:
        if f.rule.meaning != EARLY:
            era = _era(f) or era
        elif not any(e == era and abs(y - _year(f)) <= APART for y, e in told):
            continue
        elif era == _BEFORE:
            f.fields["era"] = _BEFORE
        out.append(f)
    return out


def _era(f: Found) -> str | None:
    """The era that an expression names with its year."""
    if "era" in f.fields:
        return _BEFORE if _year(f) else None
    return f.rule.rule_id if f.rule.rule_id == _OF_OURS else None


def _year(f: Found) -> int:
    return read_figures(field(f, "y", "y0")) or 0
