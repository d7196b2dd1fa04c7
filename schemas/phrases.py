"""Tables of patterns: rows with a `rule_id`, a `use` by which code asks for them, a regular `pattern` and an `example`.

A pattern may hold `{{name}}`, which stands for the first of these that there is:

- the pattern of a row of use `part` in its table whose id ends in the name,
- the words of that name in one of the tables of `LISTS`, as a group of alternatives,
- the pattern of that use in its table.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache

from schemas import data

WORD_PATTERNS = "rules/word_patterns"
LISTS = (
    ("rules/word_classes", "class_id", "words"),
    ("rules/place_words", "kind", "word"),
    ("rules/date_words", "kind", "word"),
    ("rules/numbers", "class", "word"),
)
"""Tables of words: what names a list of them, and the column of the words, with | between those of one cell."""
PART = "part"
"""The use of a row that only stands in others."""
_HOLE = re.compile(r"\{\{([\w-]+)\}\}")


def alternation(words: Iterable[str]) -> str:
    """The words as a group of alternatives, longest first, each as it may be printed (`lenient`)."""
    return "(?:" + "|".join(lenient(word) for word in sorted(words, key=lambda w: (-len(w), w))) + ")"


def lenient(word: str) -> str:
    """A word as a part of a pattern, with either apostrophe, and with a space or a dash for a hyphen."""
    return re.escape(word).replace("\\ ", " ").replace("'", "['’]").replace("\\-", "(?: ?[-–] ?| )")


def written_out(table: str, rule_id: str, pattern: str, part: Callable[[str], str | None]) -> str:
    """A pattern with every `{{name}}` written out; DataError with the table and the rule where `part` knows none of that name."""

    def fill(m: re.Match[str]) -> str:
        if (found := part(m[1])) is None:
            where = f"{data.ROOT / table}.csv: rule {rule_id}"
            raise data.DataError(f"{where}: nothing is called {m[0]}; add a row for that part, or mend the name")
        return found

    return _HOLE.sub(fill, pattern)


@cache
def words(name: str) -> frozenset[str]:
    """The words of a list; none where no table has one of that name."""
    for table, kind, column in LISTS:
        if found := [word for r in data.rows(table, kind, column) if r[kind] == name for word in r[column].split("|")]:
            return frozenset(found)
    return frozenset()


@cache
def _rows(table: str) -> tuple[tuple[str, str, str], ...]:
    """Rule, use and pattern of each row, as written."""
    return tuple((r["rule_id"], r["use"], r["pattern"]) for r in data.rows(table, "rule_id", "use", "pattern", "example"))


def _part(table: str, name: str, *within: str) -> str | None:
    if name in within:
        raise data.DataError(f"{data.ROOT / table}.csv: the pattern of {name!r} holds itself; write out what it stands for")
    own = next((p for rule_id, use, p in _rows(table) if use == PART and rule_id.rpartition(".")[2] == name), None)
    if own is None and (found := words(name)):
        return alternation(found)
    own = own or next((p for _, use, p in _rows(table) if use == name != PART), None)
    return written_out(table, name, own, lambda inner: _part(table, inner, name, *within)) if own is not None else None


@cache
def patterns(table: str, use: str, **parts: str) -> tuple[re.Pattern[str], ...]:
    """The patterns of one use in the order of the table, those of `parts` written in for their names.

    DataError with the id of a pattern that does not compile.
    """

    def part(name: str) -> str | None:
        return parts.get(name) or _part(table, name)

    return tuple(data.compiled(table, rule, written_out(table, rule, p, part)) for rule, of, p in _rows(table) if of == use)


@cache
def phrase(table: str, use: str, **parts: str) -> re.Pattern[str]:
    """All patterns of one use as one, those of `parts` written in for their names; DataError for a use that the table has not."""
    known = patterns(table, use, **parts)
    if not known:
        raise data.DataError(f"{data.ROOT / table}.csv: no pattern of use {use!r}; add a row for it")
    if len(known) == 1:
        return known[0]
    # A group may be named once in a pattern: alternatives share the name by standing in one branch each.
    return data.compiled(table, use, "|".join(f"(?:{_numbered(p.pattern, i)})" for i, p in enumerate(known)))


def _numbered(pattern: str, i: int) -> str:
    return re.sub(r"\(\?P<(\w+)>", rf"(?P<\g<1>{i}>", pattern)


def named(found: re.Match[str]) -> dict[str, str]:
    """What the named groups of a phrase hold, whichever of its patterns it was that matched."""
    return {name.rstrip("0123456789"): held for name, held in found.groupdict().items() if held}


def has(table: str, use: str) -> bool:
    """Whether a table has a pattern of a use."""
    return any(of == use for _, of, _ in _rows(table))
