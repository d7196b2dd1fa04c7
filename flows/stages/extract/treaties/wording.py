"""The phrases of `rules/treaty_phrases.csv` by use: how texts speak of what treaties are, bind to and lead to."""

from __future__ import annotations

import re
from functools import cache

from schemas import data


@cache
def phrase(use: str) -> re.Pattern[str]:
    """All patterns of one use as one; raises DataError with the id of a pattern that does not compile."""
    name = "rules/treaty_phrases"
    found = [r for r in data.rows(name, "rule_id", "use", "pattern", "example") if r["use"] == use]
    patterns = [data.compiled(name, r["rule_id"], r["pattern"]).pattern for r in found]
    # A group may be named once in a pattern: alternatives share the name by standing in one branch each.
    return re.compile("|".join(f"(?:{_numbered(pattern, i)})" for i, pattern in enumerate(patterns)))


def _numbered(pattern: str, i: int) -> str:
    return re.sub(r"\(\?P<(\w+)>", rf"(?P<\g<1>{i}>", pattern)


def value(found: re.Match[str]) -> str | None:
    """What a match names with its group."""
    return next((v for v in found.groupdict().values() if v), None)
