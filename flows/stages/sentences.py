"""Sentences of running text: one plain pattern for the places where one may end, and a look around at each.

Abbreviations and the words that start sentences are tables: schemas/rules/abbreviations.csv and sentence_starters.csv.
"""

from __future__ import annotations

import re
from functools import cache

from schemas import data

_STOP = re.compile(r"[.!?…]+[”’\"'»)\]]*(?=\s)")
_NEXT = re.compile(r"\s+([“‘\"'«(\[]*)(\S)")
_WORD = re.compile(r"[A-Za-z]+")
_BEFORE = re.compile(r"(?:[^\W_]|[.’'&/-])+")
"""For a text read backwards from a full stop."""
_ENUMERATOR = re.compile(r"\s*[“\"(]?(?:\d{1,3}|[A-Za-z]|[IVXLC]{1,6})[.)]*\Z")
_NUMBERED = frozenset(("war", "article", "part", "volume", "act", "annex", "chapter", "title", "basket", "salt", "start", "group", "phase",
                       "class", "protocol", "section", "point", "option"))
_LOOK_BACK = 40
LONGEST = 10_000
"""Characters of a sentence that nobody writes: what goes on is cut between words, as what is read of a sentence grows with its square."""


@cache
def _abbreviations() -> dict[str, str]:
    return {r["abbreviation"]: r["kind"] for r in data.rows("rules/abbreviations", "abbreviation", "kind")}


@cache
def _starters() -> frozenset[str]:
    return frozenset(r["word"] for r in data.rows("rules/sentence_starters", "word"))


def _starts(text: str, at: int) -> bool:
    """Whether the word at `at` is one that starts sentences more often than it follows an abbreviation."""
    word = _WORD.match(text, at)
    return word is not None and word[0] in _starters()


def _previous_word(text: str, at: int, begin: int) -> str:
    words = text[max(begin, at - _LOOK_BACK) : at].split()
    return words[-1].lower() if words else ""


def _ends_after(word: str, text: str, word_at: int, begin: int, after: int, first: str) -> bool:
    """Whether a full stop behind `word` ends the sentence, when `after` is where the next word stands."""
    bare = word.rstrip(".")
    kind = _abbreviations().get(bare) or (_abbreviations().get(bare.capitalize()) if bare.isupper() and len(bare) < 5 else None)
    if kind in ("title", "never"):
        return bare == "St" and _starts(text, after)
    if kind == "number":
        return bare.islower() and _starts(text, after)
    if kind == "month":
        return not first.isdigit()
    if len(bare) == 1 and bare.isupper():
        return _previous_word(text, word_at, begin) in _NUMBERED or (bare == "I" and _starts(text, after))
    if kind == "may" or (bare.count(".") and all(len(p) <= 2 for p in bare.split("."))):
        return _starts(text, after)
    return True


def ends(text: str, begin: int, end: int) -> list[int]:
    """Where sentences end within text[begin:end], each the offset behind its closing punctuation; the last end is not in it."""
    out = []
    for stop in _STOP.finditer(text, begin, end):
        following = _NEXT.match(text, stop.end(), end)
        if following is None:
            break
        first = following[2]
        if first.islower() or first in ",;:.!?…":
            continue
        mark = stop[0]
        if mark[0] == "." and (len(mark) == 1 or mark[1] not in ".!?…"):
            before = _BEFORE.match(text[max(begin, stop.start() - _LOOK_BACK) : stop.start()][::-1])
            if before is not None:
                word_at = stop.start() - before.end()
                if stop.start() - begin <= 8 and _ENUMERATOR.match(text[begin : stop.start()]):
                    continue
                if len(mark) == 1 and not _ends_after(before[0][::-1].lstrip("’'-/&"), text, word_at, begin, following.start(2), first):
                    continue
        elif mark.startswith(("...", "…", ".. .")) and not (first.isupper() or following[1]):
            continue
        out.append(stop.end())
    return out


def split(text: str, begin: int, end: int) -> list[tuple[int, int]]:
    """Spans of the sentences in text[begin:end], without white space around; together they cover all that is not white space."""
    out = []
    at = begin
    for stop in [*ends(text, begin, end), end]:
        piece = text[at:stop]
        stripped = piece.strip()
        if stripped:
            start = at + piece.index(stripped[0])
            out += bounded(text, start, start + len(stripped))
        at = stop
    return out


def bounded(text: str, begin: int, end: int) -> list[tuple[int, int]]:
    """text[begin:end], which neither begins nor ends with white space, in spans of `LONGEST` characters at most."""
    out = []
    while end - begin > LONGEST:
        cut = max(text.rfind(space, begin, begin + LONGEST) for space in " \n")
        cut = cut if cut > begin else begin + LONGEST
        stop = cut
        while text[stop - 1].isspace():
            stop -= 1
        out.append((begin, stop))
        begin = cut
        while text[begin].isspace():
            begin += 1
    return [*out, (begin, end)]
