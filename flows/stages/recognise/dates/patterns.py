"""The rules of `schemas/rules/dates.csv`, compiled.

A rule's pattern is a regular expression in which `{word}` stands for a kind of word (`date_words.csv`) or a part
(`date_parts.csv`), a space for any white space but a paragraph break, and a named group for a field.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

import regex

from schemas.data import DataError, rows

from . import words

TABLE = "rules/dates"
PARTS_TABLE = "rules/date_parts"
_HOLE = re.compile(r"\{([a-z_]+)(?::([a-z0-9]+))?\}")
_CLASS_OR_SPACE = re.compile(r"\\.|\[(?:\\.|[^\]])*\]| ")
_SPACE = r"[ \t\n\u00a0\u202f]"  # one character, so that it never spans a blank line


@dataclass(slots=True, frozen=True)
class Rule:
    """One row: `meaning` names the resolver's operation, `form` labels the mention, groups of `pattern` are its fields."""

    rule_id: str
    kind: str
    form: str
    meaning: str
    pattern: regex.Pattern[str]
    body: str  # the pattern's text without what keeps it to whole words


@cache
def _parts() -> dict[str, str]:
    return {row["part"]: row["pattern"] for row in rows(PARTS_TABLE, "part", "pattern", "description")}


def expand(pattern: str) -> str:
    """A pattern with its holes filled and its spaces widened; DataError for a hole that nothing fills."""

    def fill(m: re.Match[str]) -> str:
        name, label = m.groups()
        inner = expand(_parts()[name]) if name in _parts() else _widen(words.alternation(name))
        return f"(?P<{label}>{inner})" if label else f"(?:{inner})"

    return _HOLE.sub(fill, _widen(pattern))


def _widen(pattern: str) -> str:
    """Spaces outside character classes stand for any white space within a paragraph."""
    return _CLASS_OR_SPACE.sub(lambda m: _SPACE if m[0] == " " else m[0], pattern)


@cache
def rules() -> tuple[Rule, ...]:
    """All rules in file order, which is the order they are tried in."""
    out = []
    for row in rows(TABLE, "id", "kind", "form", "meaning", "pattern", "description", "example"):
        try:
            body = expand(row["pattern"])
            pattern = regex.compile(rf"(?<![\w$£€#])(?:{body})(?!\w)", regex.IGNORECASE)
        except (regex.error, DataError) as error:
            raise DataError(f"schemas/{TABLE}.csv: rule {row['id']}: {error}; correct its pattern") from None
        out.append(Rule(row["id"], row["kind"], row["form"], row["meaning"], pattern, body))
    return tuple(out)


def without_lookaround(pattern: str) -> str:
    """A pattern that matches all that the given one does, and more: its look-aheads and look-behinds taken out."""
    out, depth, i = [], 0, 0
    while i < len(pattern):
        token = _TOKEN.match(pattern, i)
        text = token[0] if token else pattern[i]
        if depth == 0 and _LOOK.match(pattern, i):
            depth = 1
            text = "("
        elif depth:
            depth += (text == "(") - (text == ")")
            if depth == 0:
                i += 1
                continue
        if depth == 0:
            out.append(text)
        i += len(text)
    return "".join(out)


_TOKEN = re.compile(r"\\.|\[(?:\\.|[^\]])*\]|.", re.DOTALL)
_LOOK = re.compile(r"\(\?<?[=!]")
