"""The cleaning rules of schemas/rules/clean.csv, compiled."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from schemas import data

SCOPES = ("char", "text", "line", "head", "tail", "field")
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")


class Rule(NamedTuple):
    """One row: `needs` is the start of the id of a rule that must have matched in the same document.

    A rule of scope text is tried only where one of its `triggers` stands in the text; no triggers, always.
    """

    rule_id: str
    kind: str
    scope: str
    needs: str
    meta: str
    pattern: re.Pattern[str]
    replacement: str
    triggers: tuple[str, ...]

    def may_match(self, text: str) -> bool:
        """Whether the cheap test lets the pattern be tried."""
        return not self.triggers or any(t in text for t in self.triggers)


@cache
def rules(scope: str) -> tuple[Rule, ...]:
    """The rules of one scope in the order of the table. Raises DataError for a scope or pattern that cannot be used."""
    out = []
    table = data.rows("rules/clean", "rule_id", "kind", "scope", "needs", "meta", "trigger", "pattern", "replacement")
    for line, row in enumerate(table, 2):
        where = f"schemas/rules/clean.csv:{line}: {row['rule_id']}"
        if row["scope"] not in SCOPES:
            raise data.DataError(f"{where}: scope {row['scope']!r} is none of {', '.join(SCOPES)}")
        if row["scope"] != scope:
            continue
        pattern = row["pattern"]
        if scope == "char":
            pattern = re.escape(_ESCAPE.sub(lambda m: chr(int(m[1], 16)), pattern))
        try:
            compiled = re.compile(pattern)
        except re.error as error:
            raise data.DataError(f"{where}: pattern: {error}; mend the expression") from None
        out.append(Rule(row["rule_id"], row["kind"], scope, row["needs"], row["meta"], compiled, row["replacement"],
                        tuple(t for t in row["trigger"].split("|") if t)))
    return tuple(out)


@cache
def characters() -> tuple[re.Pattern[str], dict[str, Rule]]:
    """One pattern for all single replacements, longest first, and the rule of each."""
    table = {_ESCAPE.sub(lambda m: chr(int(m[1], 16)), row["pattern"]): rule
             for row, rule in zip((r for r in data.rows("rules/clean") if r["scope"] == "char"), rules("char"), strict=True)}
    singles = "".join(re.escape(c) for c in table if len(c) == 1)
    longer = "|".join(re.escape(c) for c in sorted(table, key=len, reverse=True) if len(c) > 1)
    return re.compile(f"{longer}|[{singles}]" if longer else f"[{singles}]"), table
