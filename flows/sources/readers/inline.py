"""Running text of an XML element with white space folded, and where some of its elements stand in it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache
from html import unescape
from typing import Any

Span = tuple[int, int]


_SPACE = " \t\r\n\f"
_RUN = re.compile(r"[ \t\r\n\f]+")
_OTHER = re.compile("[\x0b\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]")  # spaces that no browser folds


def spaced(text: str) -> str:
    """Text with each run of white space as one space, as a browser shows it; no-break spaces stay."""
    if not text.isascii() and _OTHER.search(text):
        return _RUN.sub(" ", text)
    words = " ".join(text.split())  # several times as fast
    if not words:
        return text[:1] and " "
    return f"{' ' if text[0] in _SPACE else ''}{words}{' ' if text[-1] in _SPACE else ''}"


@cache
def name_of(tag: Any) -> str:
    """The name in a tag without its namespace; empty for comments, instructions and entities."""
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def local(element: Any) -> str:
    """The name of an element without its namespace; empty for comments, instructions and entities."""
    return name_of(element.tag)


class Inline:
    """Text in the making. `skip` says which elements are left out, `mark` which ones' spans are wanted."""

    def __init__(self, skip: Callable[[Any], bool], mark: Callable[[Any], bool] = lambda _: False) -> None:
        self._skip, self._mark = skip, mark
        self._parts: list[str] = []
        self._size = 0
        self._space = False
        self.marks: list[tuple[Any, Span]] = []
        self.pages: list[tuple[str, int]] = []
        self.notes: list[Any] = []

    def add(self, text: str | None) -> None:
        """Append character data."""
        if not text:
            return
        folded = spaced(text)
        if not folded.isascii():
            folded = unicodedata.normalize("NFC", folded)
        if folded[0] == " ":
            self._space = True
            folded = folded[1:]
        if not folded:
            return
        trailing = folded[-1] == " "
        body = folded[:-1] if trailing else folded
        if self._space and self._size:
            body = " " + body
        self._parts.append(body)
        self._size += len(body)
        self._space = trailing

    def element(self, element: Any) -> None:
        """Append the content of an element, without its tail."""
        start = self._size + (self._space and self._size > 0)
        self.add(element.text)
        for child in element:
            self.child(child)
            self.add(child.tail)
        if self._mark(element) and self._size > start:
            self.marks.append((element, (start, self._size)))

    def child(self, child: Any) -> None:
        """Append one child: text, entity, line break, or the chosen reading of a choice."""
        name = name_of(child.tag)
        if not name:
            if isinstance(child.text, str) and child.text.startswith("&"):
                self.add(unescape(child.text))
        elif name in ("lb", "cb"):
            self.add(" ")
        elif name == "pb":
            self.pages.append((child.get("n") or "", self._size))
        elif name == "note" and self._skip(child):
            self.notes.append(child)
        elif name == "choice":
            readings = {local(c): c for c in child}
            chosen = next((readings[n] for n in ("corr", "expan", "reg", "sic", "abbr", "orig") if n in readings), None)
            if chosen is not None:
                self.element(chosen)
        elif name == "gap":
            self.add("[…]")
        elif not self._skip(child):
            self.element(child)

    def text(self) -> str:
        """What has been gathered."""
        return "".join(self._parts)
