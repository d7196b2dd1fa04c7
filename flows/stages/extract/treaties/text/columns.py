"""Signatures that stand side by side, which in plain text run together: `For Norway: For Sweden:`, and below it `Karl Berg Olof Lund`."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from flows.stages.extract.treaties.text.sides import Sides, named
from flows.stages.recognise.wording import phrase

WORD = re.compile(r"[^\s]+")
Column = tuple[str, tuple[int, int]]


def find(text: str, heads: tuple[int, int], names: tuple[int, int], sides: Sides, signed: str | None) -> list[Column] | None:
    """The names on a line below one that heads several columns, each with its side; None below any other line.

    Where it is unsaid where one name ends and the next begins, there are none.
    """
    columns = list(_heads(text, *heads, sides, signed))
    if len(columns) < 2:
        return None
    words = [m.span() for m in WORD.finditer(text, *names)]
    fitting = [cuts for cuts in itertools.combinations(range(1, len(words)), len(columns) - 1) if _whole(text, words, cuts)]
    if len(fitting) != 1:
        return []
    bounds = [0, *fitting[0], len(words)]
    named_by = [(side, (words[i], words[j - 1][1])) for side, i, j in zip(columns, bounds, bounds[1:], strict=False)]
    return [(side, (_behind_title(text, *first, end), end)) for side, (first, end) in named_by]


def _behind_title(text: str, start: int, stop: int, end: int) -> int:
    """Where the name itself begins in a column that may open with a rank: Colonel Berg."""
    title = phrase("signer-title").match(text, start, end)
    return title.end() if title is not None and stop <= title.end() < end else start


def _heads(text: str, start: int, end: int, sides: Sides, signed: str | None) -> Iterator[str]:
    """The sides that head the columns of a line: For Norway: For Sweden:"""
    for m in phrase("column-head").finditer(text, start, end):
        yield from itertools.islice((a for a, _ in named(text, *m.span(), signed) if a in sides), 1)


def _whole(text: str, words: list[tuple[int, int]], cuts: tuple[int, ...]) -> bool:
    """Whether a line that is cut before these words falls into names of two words and more, each with a surname at its end."""
    bounds = [0, *cuts, len(words)]
    for i, j in itertools.pairwise(bounds):
        name = " ".join(text[a:b] for a, b in words[i:j])
        if j - i < 2 or not phrase("signer-name").fullmatch(name) or len(name.rstrip(".").split(" ")[-1]) < 3 or name.endswith("."):
            return False
    return True
