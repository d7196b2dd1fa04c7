"""Where date expressions stand in a text, and by which rule.

Most words cannot belong to a date, so nothing is matched until a trigger (a figure, a month, a unit of time ...) is
seen; then the rules are tried from the first of the words before it that may open an expression.
"""

from __future__ import annotations

import heapq
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import regex
from ahocorasick_rs import AhoCorasick, MatchKind

from schemas.data import rows

from . import words
from .patterns import PARTS_TABLE, TABLE, Rule, rules

TRIGGERS = ("month", "month_short", "season", "weekday", "unit", "decade", "daypart", "holiday", "vague", "set", "trigger")
_FIGURES = re.compile(r"(?<![\w.,$£€#])\d+")
_SEPARATORS = frozenset(" \u00a0\u202f\t\n-")
_LONGEST_LEAD = 9  # words before the trigger: "only about the first two weeks of the following"


@dataclass(slots=True)
class Found:
    """An expression as it stands in the text; `fields` are the texts of the rule's named groups that matched."""

    start: int
    end: int
    rule: Rule
    match: regex.Match[str]
    fields: dict[str, str]


@cache
def _automaton() -> AhoCorasick:
    forms: dict[str, None] = {}
    for kind in TRIGGERS:
        for word in words.values(kind):
            for form in (word, word.capitalize(), word.title(), word.upper()):
                forms[form] = forms[form.replace("'", "’")] = None
    return AhoCorasick(sorted(forms), matchkind=MatchKind.LeftmostLongest)


@cache
def _leads() -> frozenset[str]:
    """Words that may stand in a date expression before its trigger: all that the rules and their words name."""
    text = " ".join([row["pattern"] for row in rows(TABLE)] + [row["pattern"] for row in rows(PARTS_TABLE)]
                    + [row["word"] for row in rows(words.TABLE) if row["kind"] not in ("month", "month_short")])
    return frozenset(re.findall(r"[a-z]+|\d+", re.sub(r"\(\?P<\w+>|\{\w+(:\w+)?\}", " ", text).lower())) | {"s", "am", "pm"}


@cache
def _rules_for(word: str) -> tuple[Rule, ...]:
    """The rules whose match may begin with the word."""
    return tuple(r for r in rules() if r.pattern.match(word, partial=True))


def _triggers(text: str) -> Iterator[tuple[int, int]]:
    size = len(text)
    found = (
        (start, end)
        for _, start, end in _automaton().find_matches_as_indexes(text)
        if (start == 0 or not text[start - 1].isalnum()) and (end == size or not text[end].isalnum())
    )
    figures = ((m.start(), m.end()) for m in _FIGURES.finditer(text))
    return heapq.merge(found, figures)


def scan(text: str) -> Iterator[Found]:
    """Every expression in text order, none overlapping another; of those that begin at a place the first rule's."""
    done = 0
    leads = _leads()
    for start, end in _triggers(text):
        if start < done:
            continue
        starts = [(start, end)]
        at = start
        for _ in range(_LONGEST_LEAD):
            stop = at - 1
            if stop < done or text[stop] not in _SEPARATORS:
                break
            at = stop
            while at > done and text[at - 1].isalnum():
                at -= 1
            if text[at:stop].lower() not in leads:
                break
            starts.append((at, stop))
        for begin, stop in reversed(starts):
            if found := _match(text, begin, stop, start):
                yield found
                done = found.end
                break


def _match(text: str, begin: int, stop: int, trigger: int) -> Found | None:
    for rule in _rules_for(text[begin:stop]):
        if (m := rule.pattern.match(text, begin)) and m.end() > trigger:
            return Found(begin, m.end(), rule, m, {k: v for k, v in m.groupdict().items() if v})
    return None
