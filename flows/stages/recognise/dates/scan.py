"""Where date expressions stand in a text, and by which rule.

Most words cannot belong to a date, so nothing is matched until a trigger (a figure, a month, a unit of time ...) is
seen; then the rules are tried from the first of the words before it that may open an expression.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

import regex
from ahocorasick_rs import AhoCorasick, MatchKind

from schemas.data import rows

from . import words
from .patterns import PARTS_TABLE, TABLE, Rule, rules, without_lookaround

TRIGGERS = ("month", "month_short", "season", "weekday", "unit", "decade", "daypart", "holiday", "vague", "set", "trigger")
_FIGURES = re.compile(r"\d(?<![\w.,$£€#].)\d*")  # begins with its figure, so that the search leaps from one to the next
_SEPARATORS = frozenset(" \u00a0\u202f\t\n-")
EARLY = "early"
"""The meaning of a year of two or three figures, which many a number might be."""
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


_HEAD = re.compile(r"(\w+)(?:([^\w\n]{1,3}|\n)(\w+))?")
_UNKNOWN = "zzzzzz"  # stands for any word that no date holds


@cache
def _known() -> frozenset[str]:
    """Words that a rule can tell from other words, in small letters."""
    return _leads() | frozenset(w for row in rows(words.TABLE) for w in re.findall(r"\w+", row["word"].lower()))


@lru_cache(maxsize=65536)
def _sample(word: str) -> str:
    """A word as the rules see it: figures by their size, words that no rule names all alike."""
    if word.isdigit():
        if len(word) == 4:
            if word[3] == "0" and 1000 <= int(word) <= 2100:
                return "1810"  # it may be a decade
            return "1812" if 1000 <= int(word) <= 2100 else "9999"
        return "12" if len(word) < 3 and 1 <= int(word) <= 12 else "25" if len(word) < 3 and 1 <= int(word) <= 31 else word[:1] * len(word)
    if word.lower() in _known() or word[0].isdigit():
        return word
    return _UNKNOWN.upper() if word.isupper() else _UNKNOWN.title() if word[0].isupper() else _UNKNOWN


@cache
def _openings() -> tuple[tuple[Rule, regex.Pattern[str]], ...]:
    """Each rule with its pattern less what looks around within it, which a beginning alone cannot answer."""
    out = []
    for rule in rules():
        plain = without_lookaround(rule.body)
        out.append((rule, rule.pattern if plain == rule.body else regex.compile(plain, regex.IGNORECASE)))
    return tuple(out)


@lru_cache(maxsize=65536)
def _rules_for(opening: str) -> tuple[Rule, ...]:
    """The rules whose match may begin with the words."""
    return tuple(r for r, pattern in _openings() if pattern.match(opening, partial=True))


def _triggers(text: str) -> list[int]:
    """Where a trigger begins, in order."""
    size = len(text)
    found = [
        start
        for _, start, end in _automaton().find_matches_as_indexes(text)
        if (start == 0 or not text[start - 1].isalnum()) and (end == size or not text[end].isalnum())
    ]
    found += [m.start() for m in _FIGURES.finditer(text)]
    return sorted(found)


def scan(text: str, early: bool = True) -> Iterator[Found]:
    """Every expression in text order, none overlapping another; of those that begin at a place the first rule's.

    `early` says whether the text tells of times whose years have fewer than four figures: in 413.
    """
    done = 0
    leads = _leads()
    for start in _triggers(text):
        if start < done:
            continue
        starts = [start]
        at = start
        for _ in range(_LONGEST_LEAD):
            stop = at - 1
            if stop < done or text[stop] not in _SEPARATORS:
                break
            at = stop - 1 if stop > done and text[stop - 1] == "." else stop
            stop = at
            while at > done and text[at - 1].isalnum():
                at -= 1
            if text[at:stop].lower() not in leads:
                break
            starts.append(at)
        for begin in reversed(starts):
            if found := _match(text, begin, start, early):
                yield found
                done = found.end
                break


def _match(text: str, begin: int, trigger: int, early: bool) -> Found | None:
    head = _HEAD.match(text, begin)
    if head is None:
        return None
    first, between, second = head.groups()
    opening = _sample(first) if second is None else f"{_sample(first)}{between}{_sample(second)}"
    for rule in _rules_for(opening):
        if rule.meaning == EARLY and not early:
            continue
        if (m := rule.pattern.match(text, begin)) and m.end() > trigger:
            return Found(begin, m.end(), rule, m, {k: v for k, v in m.groupdict().items() if v})
    return None
