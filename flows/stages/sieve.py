"""Which of many patterns a text need be tried on: a pattern says itself what none of its matches does without.

`\\b(?:refus(?:e[sd]?|al)|declin(?:e|ed))\\b` matches nowhere but where `refus` or `declin` stands.  Such strings of all the patterns are
looked for in one pass; the patterns that have none of theirs in the text are left out, and the others are tried as ever.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import product
from re import _constants as op  # type: ignore[attr-defined]  # as the library itself reads a pattern, so that none is read otherwise
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

from ahocorasick_rs import AhoCorasick

_MOST = 48
"""Strings for one pattern or a part of it, from which on looking for them is not worth it."""
_LEAST = 2
"""Characters of a string from which on it tells anything."""
_ENOUGH = 5
"""Characters beyond which a longer string is hardly rarer."""
_ALIKE = {"İ": "i", "ı": "i", "ſ": "s"}
"""Characters that a pattern which ignores case takes for a letter of ASCII that is not their small letter."""

_REPEATS = frozenset((op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT))
_WIDTHLESS = frozenset((op.AT, op.ASSERT, op.ASSERT_NOT))
Strings = frozenset[str]


class Sieve:
    """Finds of its patterns those that may match in a text."""

    def __init__(self, patterns: Iterable[re.Pattern[str]]) -> None:
        masks: dict[str, int] = {}
        self._always = 0
        for i, pattern in enumerate(patterns):
            strings = needed(pattern)
            self._always |= 0 if strings else 1 << i
            for string in strings or ():
                masks[string] = masks.get(string, 0) | 1 << i
        self._masks = list(masks.values())
        self._automaton = AhoCorasick(list(masks))

    def mask(self, text: str) -> int:
        """The patterns that may match somewhere in a text, pattern `n` as the bit `1 << n`."""
        mask, masks = self._always, self._masks
        for index, _, _ in self._automaton.find_matches_as_indexes(folded(text), overlapping=True):
            mask |= masks[index]
        return mask

    def may_match(self, text: str) -> Sequence[int]:
        """The numbers of the patterns, in their order, that may match somewhere in a text."""
        return _numbers(self.mask(text))


def folded(text: str) -> str:
    """A text in the small letters in which `needed` gives strings; no spans hold in it."""
    for letter, plain in _ALIKE.items():
        if letter in text:
            text = text.replace(letter, plain)
    return text.lower()


@lru_cache(maxsize=65536)
def _numbers(mask: int) -> tuple[int, ...]:
    return tuple(i for i in range(mask.bit_length()) if mask >> i & 1)


@lru_cache(maxsize=65536)
def needed(pattern: re.Pattern[str]) -> Strings | None:
    """Strings in small letters of which the words that a pattern matches hold at least one; None where it names no such."""
    whole, best = _sequence(parser.parse(pattern.pattern, pattern.flags))
    found = _better(best, whole)
    return found and frozenset(s for s in found if not any(t in s for t in found if t != s))


def _sequence(items: Iterable[tuple[Any, Any]]) -> tuple[Strings | None, Strings | None]:
    """All that a part of a pattern can match, where that are few strings, and the best strings that it cannot do without."""
    run: Strings = frozenset(("",))
    best: Strings | None = None
    broken = False
    for kind, value in items:
        if kind in _WIDTHLESS:
            continue
        whole, inside = _item(kind, value)
        if whole is not None and len(whole) * len(run) <= _MOST:
            run = frozenset(map("".join, product(run, whole)))
            continue
        best = _better(_better(best, run), _better(inside, whole))
        run, broken = frozenset(("",)), True
    return (None if broken else run), _better(best, run)


def _item(kind: Any, value: Any) -> tuple[Strings | None, Strings | None]:
    if kind is op.LITERAL:
        return (frozenset((chr(value).lower(),)), None) if value < 128 else (None, None)
    if kind is op.IN:
        letters = [chr(v).lower() for k, v in value if k is op.LITERAL and v < 128]
        return (frozenset(letters), None) if len(letters) == len(value) else (None, None)
    if kind is op.SUBPATTERN:
        return _sequence(value[3])
    if kind is op.ATOMIC_GROUP:
        return _sequence(value)
    if kind is op.BRANCH:
        return _branches([_sequence(branch) for branch in value[1]])
    if kind in _REPEATS:
        least, most, part = value
        whole, best = _sequence(part)
        if (least, most) == (0, 1):
            return (whole | {""}, None) if whole is not None else (None, None)
        return (whole if (least, most) == (1, 1) else None), (_better(best, whole) if least else None)
    return None, None


def _branches(branches: list[tuple[Strings | None, Strings | None]]) -> tuple[Strings | None, Strings | None]:
    wholes = [whole for whole, _ in branches if whole is not None]
    bests = [b for whole, best in branches if (b := _better(best, whole)) is not None]
    whole = frozenset().union(*wholes) if len(wholes) == len(branches) else None
    best = frozenset().union(*bests) if len(bests) == len(branches) else None
    return (whole if whole is not None and len(whole) <= _MOST else None), best


def _better(one: Strings | None, other: Strings | None) -> Strings | None:
    """Of two sets of strings the one that fewer texts hold, None where neither tells anything."""
    return max((one, other), key=_worth) if _worth(one) or _worth(other) else None


def _worth(strings: Strings | None) -> tuple[int, int]:
    if not strings or len(strings) > _MOST * 4 or (shortest := min(map(len, strings))) < _LEAST:
        return ()  # type: ignore[return-value]
    return min(shortest, _ENOUGH), -len(strings)
