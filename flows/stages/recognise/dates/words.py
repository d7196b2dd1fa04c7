"""The words that date expressions are made of, from `schemas/rules/date_words.csv`, as values and as pattern parts.

Kinds that rules name in braces have a value: months and weekdays their number, seasons their EDTF code, units their
letter in an ISO 8601 duration (TH, TM and TS for those of the clock), parts of the day their TIMEX3 suffix, holidays
their month and day or their days from Easter.  The others are asked for by name: `trigger` makes the scanner look, `back` and `forth` are
directions, `naming` stands before a date inside a name, `passing` before one told in passing, `dating` between a treaty
and the date that tells which one is meant, `afterwards` is done to a treaty that has been signed, `perfect` and
`prospect` mark the past perfect and the future.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from schemas.data import DataError, rows
from schemas.phrases import lenient

TABLE = "rules/date_words"
# Names that are written with a capital: "may", "march" and "august" are other words.
_CAPITAL = frozenset({"month", "month_short", "weekday", "holiday"})


@cache
def values(kind: str) -> dict[str, str]:
    """Lower-case word -> value for one kind of word (month, season, unit, number ...)."""
    found = {row["word"].lower(): row["value"] for row in rows(TABLE, "word", "kind", "value") if row["kind"] == kind}
    if not found:
        raise DataError(f"schemas/{TABLE}.csv: no word of kind {kind!r}; a rule asks for {{{kind}}}")
    return found


@cache
def alternation(kind: str) -> str:
    """A pattern part that matches any word of the kind, longest first."""
    words = sorted({row["word"] for row in rows(TABLE) if row["kind"] == kind}, key=lambda w: (-len(w), w))
    if kind in _CAPITAL:
        words = [f for w in words for f in (w, w.upper())]
    body = "|".join(map(lenient, words))
    return f"(?-i:{body})" if kind in _CAPITAL else f"(?:{body})"


@lru_cache(maxsize=16384)
def value(kind: str, word: str) -> str | None:
    """The value of a word as printed, None if the table lacks it."""
    key = re.sub(r"\s+", " ", word).replace("’", "'").lower().strip()
    table = values(kind)
    return table.get(key) or table.get(key.replace(" ", "-"))


def month(word: str) -> int | None:
    """1 to 12 for a month's name or abbreviation."""
    bare = word.rstrip(".")
    found = value("month", bare) or value("month_short", bare)
    return int(found) if found else None


def number(word: str) -> float | None:
    """The number that digits or words say: "3", "twenty-five", "half a"; None for vague ones."""
    bare = word.replace(",", "")
    try:
        return float(bare)
    except ValueError:
        found = value("number", word)
    if found:
        return float(found)
    parts = re.split(r"[\s–-]+", word.strip(), maxsplit=1)
    tens = value("tens", parts[0])
    if tens is None or len(parts) == 1:
        return float(tens) if tens else None
    ones = value("number", parts[1])
    return float(tens) + float(ones) if ones else None


def goes_back(word: str) -> bool:
    """Whether a word of direction (earlier, last, the previous) leads into the past."""
    return value("back", word) is not None


def goes_forth(word: str) -> bool:
    """Whether a word of direction (next, the following) leads into the future."""
    return value("forth", word) is not None


def year_in_words(text: str) -> int | None:
    """1880 for "one thousand eight hundred and eighty" and for "eighteen hundred and eighty"; None if a word is strange."""
    total = part = 0
    for word in re.findall(r"[a-z]+", text.lower()):
        if word in ("hundred", "thousand"):
            total, part = (total + part * 100, 0) if word == "hundred" else (part * 1000, 0)
        elif word != "and":
            count = number(word)
            if count is None:
                return None
            part += int(count)
    return total + part
