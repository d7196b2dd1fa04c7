"""From boxes of text on pages to blocks of running text; distances are in points from the top left corner of the page."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

_DIGITS = re.compile(r"\d+|\b[ivxlcdm]+\b")
_NUMBER = re.compile(r"[\s\W]*(?:page|p\.?)?\s*(?:\d{1,5}|[ivxlcdm]{1,8})[\s\W]*", re.IGNORECASE)
_NOTE = re.compile(r"(?:\d{1,3}|[*†‡§]{1,3})[.)]?\s*\S")
_ENDS = re.compile(r"[.!?:;…][”’\"')\]]*\d{0,3}$")
_ITEM = re.compile(r"(?:[•◦‣▪–—-]|\(?(?:\d{1,3}|[a-z])[.)])\s")
_HYPHENS = "-\u00ad\u2010\x02\ufffe"
_EDGE = 0.1  # how far from the top or foot of a page running heads stand


@dataclass(slots=True)
class Line:
    """A line of print, or a piece of one. `page` counts from 1, `column` from 0."""

    left: float
    top: float
    right: float
    bottom: float
    text: str
    page: int = 0
    column: int = 0
    at: float = 0.0  # how far down the page, 0 to 1

    @property
    def height(self) -> float:
        """Height of the box, which follows the size of the type."""
        return self.bottom - self.top


@dataclass(slots=True)
class Block:
    """A block of text; `pages` says which pages begin at which of its characters."""

    kind: str
    text: str
    level: int = 0
    pages: list[tuple[int, int]] = field(default_factory=list)


def arrange(pieces: list[Line], width: float, height: float, page: int) -> list[Line]:
    """The pieces of a page as lines in the order of reading: between lines across the page one column after the other."""
    if not pieces:
        return []
    gutter = _gutter(pieces)
    rows = _rows(pieces, gutter)
    for line in rows:
        line.page, line.at = page, line.top / height if height else 0.0
    if gutter is None:
        return rows
    out: list[Line] = []
    held: list[list[Line]] = [[], []]
    for line in rows:
        if line.left < gutter < line.right:
            out += held[0] + held[1] + [line]
            held = [[], []]
        else:
            line.column = int(line.left >= gutter)
            held[line.column].append(line)
    return out + held[0] + held[1]


def _rows(pieces: list[Line], gutter: float | None) -> list[Line]:
    """Pieces that stand on one line as one, from top to foot; never across the gutter unless a piece itself lies on it."""
    out: list[Line] = []
    for piece in sorted(pieces, key=lambda p: (round((p.top + p.bottom) / 2, 1), p.left)):
        for line in reversed(out[-8:]):
            shared = min(line.bottom, piece.bottom) - max(line.top, piece.top)
            if shared < 0.5 * min(line.height, piece.height):
                continue
            if gutter is not None and (line.left >= gutter) != (piece.left >= gutter) and not line.left < gutter < line.right:
                continue
            gap = max(piece.left - line.right, line.left - piece.right)
            if gap > 6 * max(line.height, piece.height):
                continue
            first, second = (line, piece) if line.left <= piece.left else (piece, line)
            space = "" if gap < 0.12 * line.height or first.text[-1:] == " " or second.text[:1] == " " else " "
            line.text = first.text + space + second.text
            tall = max(line, piece, key=lambda x: x.right - x.left)
            line.top, line.bottom = tall.top, tall.bottom
            line.left, line.right = min(line.left, piece.left), max(line.right, piece.right)
            break
        else:
            out.append(Line(piece.left, piece.top, piece.right, piece.bottom, piece.text))
    return sorted(out, key=lambda x: (round(x.top, 1), x.left))


def _gutter(pieces: list[Line]) -> float | None:
    """Where a strip near the middle of the print runs down the page with hardly a piece across it and print on both sides."""
    left, right = min(p.left for p in pieces), max(p.right for p in pieces)
    span = right - left
    if len(pieces) < 12 or span <= 0:
        return None
    best: tuple[int, float, float] | None = None
    lefts = sorted(p.left for p in pieces)
    for x in sorted({round(p.right + 2, 1) for p in pieces if 0.3 < (p.right - left) / span < 0.68}):
        following = lefts[i] if (i := bisect_left(lefts, x)) < len(lefts) else right
        middle = (x + following) / 2 if following - x < 0.2 * span else x
        across = sum(p.left < middle < p.right for p in pieces)
        if best is None or (across, abs(middle - (left + right) / 2)) < best[:2]:
            best = across, abs(middle - (left + right) / 2), middle
    if best is None or best[0] > 0.15 * len(pieces):
        return None
    at = best[2]
    one, two = [p for p in pieces if p.right <= at], [p for p in pieces if p.left >= at]
    if min(len(one), len(two)) < 5:
        return None
    tall = min(max(p.bottom for p in s) - min(p.top for p in s) for s in (one, two))
    whole = max(p.bottom for p in pieces) - min(p.top for p in pieces)
    # Columns of a table are ragged and narrow; columns of text fill most of their width.
    filled = min(median(p.right - p.left for p in s) / max(1.0, max(p.right for p in s) - min(p.left for p in s)) for s in (one, two))
    return at if tall > 0.3 * whole and filled > 0.6 else None


def _running(pages: list[list[Line]]) -> set[tuple[int, int]]:
    """(page, index) of the lines that are running heads, feet and page numbers."""
    edges: list[tuple[int, int, str]] = []
    for n, page in enumerate(pages):
        order = sorted(range(len(page)), key=lambda i: page[i].at)
        for i in dict.fromkeys([*order[:2], *order[-2:]]):
            if page[i].at < _EDGE or page[i].at > 1 - _EDGE:
                edges.append((n, i, _DIGITS.sub("#", page[i].text.casefold()).strip()))
    counts = Counter(key for _, _, key in edges)
    often = max(2, len(pages) // 6)
    out = set()
    for n, i, key in edges:
        if (counts[key] > often and len(key) < 120) or _NUMBER.fullmatch(pages[n][i].text):
            out.add((n, i))
    return {(n, i) for n, i in out if any((n, k) not in out for k in range(len(pages[n])))}


def blocks(pages: list[list[Line]]) -> tuple[list[Block], list[Block]]:
    """The blocks of the text, and the notes at the feet of pages."""
    running = _running(pages)
    kept = [[line for i, line in enumerate(page) if (n, i) not in running] for n, page in enumerate(pages)]
    lines = [line for page in kept for line in page]
    if not lines:
        return [], []
    weight: Counter[float] = Counter()
    for line in lines:
        weight[round(line.height * 2) / 2] += len(line.text)
    body = min(weight, key=lambda h: (-weight[h], h))
    vocabulary = Counter(w for line in lines for w in re.findall(r"\w+(?:-\w+)+|\w{4,}", line.text[: -1 or None]))
    text: list[Line] = []
    feet: list[Line] = []
    for page in kept:
        at = _foot(page, body)
        text += page[:at] if at is not None else page
        feet += page[at:] if at is not None else []
    return _Joiner(body, vocabulary).join(text), _Joiner(body, vocabulary, note=True).join(feet)


def _foot(page: list[Line], body: float) -> int | None:
    """Index of the first line of the notes at the foot of a page: small type to the end, opening with a mark."""
    at = len(page)
    while at > 0 and page[at - 1].height < 0.93 * body:
        at -= 1
    while at < len(page) and not _NOTE.match(page[at].text):
        at += 1
    return at if at < len(page) and page[at].at > 0.4 else None


class _Joiner:
    """Lines to blocks."""

    def __init__(self, body: float, vocabulary: Counter[str], note: bool = False) -> None:
        self.body, self.vocabulary, self.note = body, vocabulary, note
        self.out: list[Block] = []
        self.titled = note
        self.page = 0

    def join(self, lines: list[Line]) -> list[Block]:
        """The blocks of lines that stand in the order of reading."""
        margins = self.margins(lines)
        leading = self.leading(lines)
        previous: Line | None = None
        for line in lines:
            left = margins[line.page, line.column][0]
            large = not self.note and line.height > 1.15 * self.body and len(line.text) < 200
            kind = "note" if self.note else "heading" if large else "paragraph"
            if previous is None or self.begins(line, previous, kind, left, margins[previous.page, previous.column][1], leading):
                if kind == "heading":
                    level = 1 if line.height > 1.6 * self.body else 2
                    kind, self.titled = ("heading" if self.titled else "title"), True
                elif kind == "paragraph" and _ITEM.match(line.text):
                    kind, level = "list-item", 0
                else:
                    level = 0
                self.out.append(Block(kind, "", level))
            self.append(self.out[-1], line)
            previous = line
        return self.out

    def margins(self, lines: list[Line]) -> dict[tuple[int, int], tuple[float, float]]:
        """(page, column) -> its left and right edge."""
        out: dict[tuple[int, int], tuple[float, float]] = {}
        for line in lines:
            left, right = out.get((line.page, line.column), (line.left, line.right))
            out[line.page, line.column] = min(left, line.left), max(right, line.right)
        return out

    def leading(self, lines: list[Line]) -> float:
        """The usual distance from line to line."""
        steps = [b.top - a.top for a, b in pairwise(lines) if a.page == b.page and 0 < b.top - a.top < 4 * self.body]
        return median(steps) if steps else 1.2 * self.body

    def begins(self, line: Line, before: Line, kind: str, left: float, edge: float, leading: float) -> bool:
        """Whether a line opens a block of its own."""
        held = self.out[-1]
        if self.note:
            return bool(_NOTE.match(line.text)) and (line.page != before.page or line.top > before.top)
        if (kind == "heading") != (held.kind in ("heading", "title")):
            return True
        if kind == "heading":
            apart = line.page != before.page or line.top - before.top > 2.2 * line.height
            return apart or abs(line.height - before.height) > 0.15 * line.height
        follows = line.page == before.page and line.column == before.column and line.top > before.top
        if follows and line.top - before.top > 1.45 * leading:
            return True
        if _ITEM.match(line.text) and not before.text.rstrip().endswith(tuple(_HYPHENS)):
            return held.kind == "list-item" or bool(_ENDS.search(before.text.rstrip()))
        ended = bool(_ENDS.search(before.text.rstrip()))
        if line.left - left > 0.8 * self.body and line.left - left < 6 * self.body and held.kind != "list-item":
            return ended or line.left - before.left > 0.8 * self.body
        short = before.right < edge - 0.15 * max(1.0, edge - left)
        return ended and (short or (not follows and not line.text[:1].islower() and short))

    def append(self, block: Block, line: Line) -> None:
        """Add a line to a block; a word divided at the end of the line before becomes whole."""
        words = line.text.strip()
        if block.text and block.text[-1] in _HYPHENS and words[:1].isalpha():
            stem = block.text[:-1]
            if self.whole(stem, words, block.text[-1]):
                block.text = stem
            else:
                block.text = stem + "-"
        elif block.text:
            block.text += " "
        if line.page != self.page:
            block.pages.append((line.page, len(block.text)))
            self.page = line.page
        block.text += words

    def whole(self, stem: str, rest: str, hyphen: str) -> bool:
        """Whether the two parts make one word without the hyphen: as the rest of the text has them, else unless a capital follows."""
        one = re.search(r"\w+$", stem)
        two = re.match(r"\w+", rest)
        if one is None or two is None:
            return False
        joined, divided = self.vocabulary[one[0] + two[0]], self.vocabulary[f"{one[0]}-{two[0]}"]
        if joined != divided:
            return joined > divided
        return two[0][0].islower() and not one[0].isdigit()
