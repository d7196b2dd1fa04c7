"""The phrases of `rules/place_phrases.csv` by use: how texts say where something is done.

A pattern may hold `{{name}}`: the words of that kind of `rules/place_words.csv`, else the phrase of that use, else the words of that
class of `rules/word_classes.csv`.
"""

from __future__ import annotations

import re
from functools import cache

from flows.stages.grammar.lexis import any_of, forms
from schemas import data

NAME = "rules/place_phrases"
_PART = re.compile(r"\{\{([\w-]+)\}\}")


@cache
def _table() -> dict[str, tuple[str, str]]:
    """Use -> rule and pattern, as written."""
    return {r["use"]: (r["rule_id"], r["pattern"]) for r in data.rows(NAME, "rule_id", "use", "pattern", "about", "example")}


@cache
def _words(kind: str) -> tuple[str, ...]:
    return tuple(sorted(r["word"] for r in data.rows("rules/place_words", "rule_id", "kind", "word") if r["kind"] == kind))


def _part(name: str) -> str:
    if words := _words(name):
        return "|".join(map(re.escape, words))
    return _pattern(name) if name in _table() else any_of(name)


def _pattern(use: str) -> str:
    return _PART.sub(lambda m: _part(m[1]), _table()[use][1])


@cache
def phrase(use: str) -> re.Pattern[str]:
    """The pattern of a use; raises DataError with the id of a pattern that does not compile."""
    return data.compiled(NAME, _table()[use][0], _pattern(use))


def is_phrase(use: str) -> bool:
    """Whether the table has a phrase of this use."""
    return use in _table()


@cache
def happening() -> frozenset[str]:
    """Forms of the verbs that say when and where something went on: be held, open, take place."""
    return frozenset(form for word in _words("happening") for form in forms(word))
