"""To whom a letter is addressed: the lines above its greeting or under its signature that say so."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from flows.stages.header_rules import first
from flows.stages.model import Document, Passage
from schemas import data

_HEAD, _FOOT, _LINE = 14, 10, 100
"""Passages at the head and at the foot of a letter among which its address stands, and characters of a line of it."""
_SHORT = ("signature", "paragraph", "heading", "front", "note")
_BREAK = re.compile(r",| \(")
"""Ends the name in a line of an address: what its bearer is follows."""


@cache
def _towns() -> frozenset[str]:
    """The names of all places, in small letters."""
    rows = data.rows("gazetteer/places", "name", "names")
    return frozenset(name.casefold() for r in rows for name in (r["name"], *r["names"].split(";")))


def is_town(line: str) -> bool:
    """Whether a line is the name of a place and nothing else: WASHINGTON, or Washington, D.C."""
    bare = line.strip(" .,")
    return bare.casefold() in _towns() or bare.removesuffix(" D.C").rstrip(" ,").casefold() in _towns()


def with_town(named: str) -> tuple[str, tuple[int, int] | None]:
    """Whom a label names, and where the town of his post stands: AMEMBASSY RIGA; Sir Robert Hale, Riga."""
    post = first("post-town", named, whole=True)
    if post and is_town(post["town"]):
        return named, post.span("town")
    who, comma, town = named.rpartition(", ")
    if not comma or not is_town(town):
        return named, None
    at = len(who) + len(comma)
    return who, (at, at + len(town.rstrip(" .,")))


def is_address(line: str) -> bool:
    """Whether a line opens the address of a letter by the style of whom it goes to: The Honourable, His Excellency."""
    return len(line) < _LINE and first("address", line, whole=True) is not None


def is_greeting(line: str) -> bool:
    """Whether a line greets whom a letter goes to, and does nothing else: Sir, or Dear Mr. Berg,"""
    alone = first("greeting", line, whole=True) is not None
    return alone or (len(line) < _LINE and line[-1] in ",:—-" and first("salutation", line) is not None)


def _line(doc: Document, passage: Passage) -> tuple[str, int]:
    piece = doc.text[passage.start : passage.end]
    return piece.strip(), passage.start + len(piece) - len(piece.lstrip())


def _named(doc: Document, n: int, kinds: tuple[str, ...]) -> dict[str, Any] | None:
    """Whom the address names that opens with passage `n`: behind the style, or on the line below it."""
    text, start = _line(doc, doc.passages[n])
    m = next((m for kind in kinds if (m := first(kind, text, whole=True))), None) if len(text) < _LINE else None
    if m is None:
        return None
    name = m["name"]
    if name is None and n + 1 < len(doc.passages):
        below, start = _line(doc, doc.passages[n + 1])
        name, at = _BREAK.split(below, maxsplit=1)[0] if below[:1].isupper() and len(below) < _LINE else None, start
    else:
        at = start + m.start("name")
    name = name.strip(" ,.") if name else ""
    return {"name": name, "start": at, "end": at + len(name)} if name else None


def at_head(doc: Document) -> dict[str, Any] | None:
    """Whom the lines between the head of a letter and its greeting name."""
    lines = [_line(doc, p)[0] for p in doc.passages[:_HEAD]]
    greeting = next((n for n, line in enumerate(lines) if line and is_greeting(line)), 0)
    return next((who for n in range(greeting) if (who := _named(doc, n, ("address",)))), None)


def at_foot(doc: Document) -> tuple[int, dict[str, Any] | None]:
    """The number of the first passage of the address under the signature of a letter, and whom it names.

    Where the letter has none, as many passages as it has.  A name without a style is one only under close and signature.
    """
    count = len(doc.passages)
    begin = max(0, count - _FOOT)
    lines = [_line(doc, p)[0] for p in doc.passages[begin:]]
    close = next((n for n in reversed(range(len(lines))) if lines[n] and first("close", lines[n], whole=True)), None)
    signed = next((n for n, p in enumerate(doc.passages[begin:]) if p.kind == "signature" and n != close), None)
    after = signed if close is None else close + 1
    if after is None:
        return count, None
    for n in range(after + 1, len(lines)):
        if doc.passages[begin + n].kind not in _SHORT:
            continue
        kinds = ("address", "address-name") if close is not None and n > close + 1 else ("address",)
        if who := _named(doc, begin + n, kinds):
            return begin + n, who
    return count, None
