"""The phrases of `rules/treaty_phrases.csv` by use: how texts speak of what treaties are, bind to and lead to.

A pattern may hold those of use `part` by name: `{{name-word}}` stands for the pattern of `treaty.phrase.part.name-word`,
`{{cardinal}}` for the words of numbers, `{{dating}}`, `{{ordinal}}` and `{{part}}` for those of these kinds in `rules/date_words.csv`.
Other tables of the same columns are read in the same way.
"""

from __future__ import annotations

import re
from functools import cache

from flows.stages.recognise.dates import words
from flows.stages.recognise.quantities import numbers
from schemas import data

NAME = "rules/treaty_phrases"
KINDS = ("dating", "ordinal", "part")
"""The kinds of `rules/date_words.csv` that a pattern may hold by name."""
_PART = re.compile(r"\{\{([\w-]+)\}\}")


@cache
def _table(table: str) -> tuple[tuple[str, str, str], ...]:
    """Rule, use and pattern of each row, every `{{part}}` written out."""
    parts = {"cardinal": "|".join(numbers("cardinal")), **{kind: words.alternation(kind) for kind in KINDS}}
    out = []
    for r in data.rows(table, "rule_id", "use", "pattern", "example"):
        try:
            pattern = _PART.sub(lambda m: parts[m[1]], r["pattern"])
        except KeyError as error:
            message = f"rule {r['rule_id']}: no part {error} stands above it; add the part or mend the name"
            raise data.DataError(f"{table}.csv: {message}") from None
        if r["use"] == "part":
            parts[r["rule_id"].rpartition(".")[2]] = pattern
        out.append((r["rule_id"], r["use"], pattern))
    return tuple(out)


@cache
def patterns(use: str, table: str = NAME) -> tuple[re.Pattern[str], ...]:
    """The patterns of one use in the order of the table; raises DataError with the id of a pattern that does not compile."""
    return tuple(data.compiled(table, rule_id, pattern) for rule_id, of, pattern in _table(table) if of == use)


@cache
def phrase(use: str, table: str = NAME) -> re.Pattern[str]:
    """All patterns of one use as one; raises DataError with the id of a pattern that does not compile."""
    # A group may be named once in a pattern: alternatives share the name by standing in one branch each.
    return re.compile("|".join(f"(?:{_numbered(pattern.pattern, i)})" for i, pattern in enumerate(patterns(use, table))))


def _numbered(pattern: str, i: int) -> str:
    return re.sub(r"\(\?P<(\w+)>", rf"(?P<\g<1>{i}>", pattern)


def value(found: re.Match[str]) -> str | None:
    """What a match names with its group."""
    return next((v for v in found.groupdict().values() if v), None)


@cache
def name_words(of: str) -> frozenset[str]:
    """The words of a class of `rules/treaty_name_words.csv`: stop, plain, counting, ordinal, ending, joiner, apart, stage."""
    return frozenset(r["word"] for r in data.rows("rules/treaty_name_words", "word", "class", "note") if r["class"] == of)
