"""Between whom a treaty's own text is: the sides that its title, the opening of its preamble and its signatures name.

`His Majesty the King of Norway and the President of the Danish Republic, desirous of ...`: the sides stand before the reasons.
What the reasons, the articles and the languages of the text name beside them are no sides.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from functools import cache

from flows.stages.recognise.gazetteer import gazetteer
from flows.stages.recognise.kinds import actor_kinds
from flows.stages.recognise.scan import hits
from flows.stages.recognise.wording import phrase
from schemas import data

Sides = dict[str, tuple[int, int]]
"""Actors with the span that names each first."""
OPENING = 3000
"""Characters behind the title in which the sides of a text stand."""
PARAGRAPH = 400
"""Characters that a title may have."""
CAPITALS = re.compile(r"[^\W\d_]{2,}(?:-[^\W\d_]+)*")
NUMERAL = re.compile(r"[IVXLC]+")
LINE = re.compile(r"[:\n]")
SMALL = re.compile(r"\n\n[a-z][^\n,;:]{1,160}(?=\n)")
"""A short paragraph that begins with a small letter, as only those of a title do."""
LINES = 8
"""Paragraphs over which a title may be spread."""
APART = 60
"""Characters that may stand between two sides of a title."""


def find(text: str, head: int, signed: str | None) -> Sides:
    """The sides of the text, in small letters, whose title ends at `head`: from its opening, else its title, and from its signatures."""
    opened = opening(text, head)
    found = dict(named(text, *opened, signed)) if opened else {}
    titled = dict(_titled(text, head, signed))
    if len(found) < 2:
        found = titled if len(titled) > 1 else {**titled, **found}
    if len(found) < 2:
        found = {**_alone(text, head, signed), **found}
    for actor, span in _blocks(text, head, signed):
        found.setdefault(actor, span)
    return found


def title_end(text: str) -> int:
    """Where the title of a text ends: its first paragraph, and the next ones where it goes on in them, between whom it is and on what."""
    end = 0
    for _ in range(LINES):
        stop = text.find("\n\n", end)
        stop = stop if stop >= 0 else len(text)
        if stop > PARAGRAPH or phrase("enacting").search(text, end, stop) or text[stop - 1 : stop] in (",", ":"):
            return end
        goes_on = phrase("title-goes-on").match(text, stop) or SMALL.match(text, stop)
        more = goes_on or phrase("title-before").fullmatch(text, end, stop)
        end = stop
        if more is None:
            return end
        end += 2
    return end


def title_start(text: str, end: int) -> int:
    """Where the name in a title begins: behind the lines that have its number in a series or its sides alone."""
    start = 0
    for m in re.finditer(r"[^\n]+\s*", text[:end]):
        if m.end() == end or not phrase("title-before").fullmatch(m[0]):
            break
        start = m.end()
    return start


def opening(text: str, head: int) -> tuple[int, int] | None:
    """From the title to the words that give the reasons of those who make the treaty, or say that they agree."""
    body = phrase("treaty-body").search(text, head)
    high = min(len(text), head + OPENING, body.start() if body else len(text))
    stop = phrase("sides-end").search(text, head, high)
    if stop is not None and phrase("represented").fullmatch(stop[0]):  # Norway, represented by Berg, and Sweden, represented by Lund
        stop = [*phrase("represented").finditer(text, head, high)][-1]
    if stop is None and body and (made := phrase("made-between").search(text, 0, high)):
        return made.end(), high
    return (head, stop.start()) if stop else None


@cache
def _minor() -> frozenset[str]:
    return frozenset(r["word"] for r in data.rows("rules/function_words", "word"))


@cache
def _common() -> frozenset[str]:
    """Words that are common ones, however they are printed: Act, Day."""
    return frozenset(r["word"] for r in data.rows("rules/common_words", "rule_id", "word", "kind") if r["kind"] == "word")


def uncapitalised(text: str) -> str:
    """A text with its words in capitals written as names are, every character where it was: THE KING OF NORWAY is the King of Norway."""

    def small(m: re.Match[str]) -> str:
        word = m[0]
        if not word.isupper() or NUMERAL.fullmatch(word):
            return word
        if word.lower() in _minor():
            return word.lower()
        if (len(word) < 4 and word.capitalize() not in _common()) or word in gazetteer().actor_names:
            return word
        first, _, rest = word.partition("-")
        return word.capitalize() if len(first) < 4 or not rest else word.title()

    out = CAPITALS.sub(small, text)
    return out if len(out) == len(text) else text


def named(text: str, low: int, high: int, date: str | None) -> Iterator[tuple[str, tuple[int, int]]]:
    """The states that text[low:high] names, by name, by their government or by their crown; not by the second crown of one head."""
    g = gazetteer()
    inside = text[low:high]
    for m in phrase("second-crown").finditer(inside):
        inside = inside[: m.start()] + " " * len(m[0]) + inside[m.end() :]
    for h in hits(inside):
        if phrase("crown-of").match(inside, h.start):
            continue  # the Crown of Denmark is not the British one
        name = g.resolve_name(h.entry.surface, date) if h.entry.actor else None
        if h.entry.actor and name is None:
            name = g.resolve_name(h.entry.surface.rpartition(" of ")[2], date)  # the Government of India, after that of the Raj
        if name is None or g.kind(name.actor_id) not in actor_kinds("treaty-sides"):
            continue
        if name.form == "name" or (name.form == "adjective" and phrase("of-government").match(inside, h.end)):
            yield name.actor_id, (low + h.start, low + h.end)


def _titled(text: str, head: int, date: str | None) -> Iterator[tuple[str, tuple[int, int]]]:
    """The states that a title takes together behind `between`, or of which the first one accedes."""
    body = phrase("treaty-body").search(text, head)
    between = phrase("title-between").search(text, 0, body.start() if body else head)
    if between is None:
        return
    head = max(head, line_end(text, between.end()))
    last = between.end()
    for actor, (start, end) in sorted(named(text, between.end(), head, date), key=lambda x: x[1]):
        gap = text[last:start]
        if len(gap) > APART or phrase("title-matter").search(gap):
            return
        yield actor, (start, end)
        last = end


def _alone(text: str, head: int, date: str | None) -> Sides:
    """The states that are all of a line of the title: DENMARK and ICELAND."""
    lines = (m for m in re.finditer(r"[^\n]+", text[:head]) if phrase("sides-line").fullmatch(m[0]))
    found = (dict(named(text, *m.span(), date)) for m in lines)
    return next((sides for sides in found if len(sides) > 1), {})


def _blocks(text: str, head: int, date: str | None) -> Iterator[tuple[str, tuple[int, int]]]:
    """The states for which the lines of the signatures say that somebody signs: For the Government of Norway:"""
    for m in phrase("signed-for").finditer(text, signatures(text, head)):
        yield from itertools.islice(named(text, m.end(), line_end(text, m.end()), date), 1)


def signatures(text: str, low: int) -> int:
    """Where the signatures of a text begin: at the words of its close, else before the first line of a side that signs, else its end."""
    found = list(phrase("treaty-close").finditer(text, low))
    if found:
        return found[-1].start()
    line = phrase("side-signs").search(text, low)
    return max(0, line.start() - 1) if line else len(text)


def line_end(text: str, low: int) -> int:
    """The end of a line, or the colon in it."""
    stop = LINE.search(text, low)
    return stop.start() if stop else len(text)
