"""The rules of schemas/rules/header.csv, compiled: what the lines at the head and foot of a document look like.

A rule may hold the patterns of kind `part` by name: `{{date}}` stands for the pattern of `part.date`.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from flows.stages.sieve import Sieve
from schemas import data, phrases


class Rule(NamedTuple):
    """One row of the table."""

    rule_id: str
    pattern: re.Pattern[str]


@cache
def _table() -> tuple[tuple[int, dict[str, str]], ...]:
    """The rows with their lines in the file, every `{{part}}` written out."""
    parts: dict[str, str] = {}
    out = []
    for line, row in enumerate(data.rows("rules/header", "rule_id", "kind", "pattern"), 2):
        row = row | {"pattern": phrases.written_out("rules/header", row["rule_id"], row["pattern"], parts.get)}
        if row["kind"] == "part":
            parts[row["rule_id"].removeprefix("part.")] = row["pattern"]
        out.append((line, row))
    return tuple(out)


@cache
def rules(kind: str) -> tuple[Rule, ...]:
    """The rules of one kind in the order of the table. Raises DataError for a kind without rules or a broken pattern."""
    out = []
    for line, row in _table():
        if row["kind"] == kind:
            try:
                out.append(Rule(row["rule_id"], re.compile(row["pattern"])))
            except re.error as error:
                raise data.DataError(f"schemas/rules/header.csv:{line}: {row['rule_id']}: {error}; mend the expression") from None
    if not out:
        raise data.DataError(f"schemas/rules/header.csv: no rule of kind {kind}; add one")
    return tuple(out)


@cache
def _sieve(kind: str) -> Sieve:
    return Sieve(rule.pattern for rule in rules(kind))


def one(kind: str) -> re.Pattern[str]:
    """The pattern of a kind that has a single rule."""
    return rules(kind)[0].pattern


def first(kind: str, text: str, whole: bool = False) -> re.Match[str] | None:
    """The match of the first rule of a kind that fits the start of a text, or the whole of it."""
    table = rules(kind)
    for n in _sieve(kind).may_match(text):
        pattern = table[n].pattern
        if m := pattern.fullmatch(text) if whole else pattern.match(text):
            return m
    return None
