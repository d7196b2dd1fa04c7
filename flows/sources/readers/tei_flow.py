"""Running text of TEI: the tags that structure an element in their order, and text in the making out of what stands between.

An element is written out once by the parser's own code and cut at its tags, which costs a fraction of asking the parser for
every element, its text and its tail.  What the parser writes is regular: one kind of quotation mark, no `<` or `>` but those of
tags, no comments and no instructions.  Tags within a sentence stay in the text until that is put together.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache
from html import unescape
from itertools import chain
from typing import Any

from lxml import etree

from flows.sources.readers.inline import spaced

Span = tuple[int, int]
Mark = tuple[str, Span]
"""The tag of marked words, and where they stand in the text."""

_WITHIN = (
    "hi|emph|ref|gloss|persName|placeName|orgName|name|rs|roleName|date|term|title|seg|foreign|affiliation|forename|surname|time|num|"
    "measure|mentioned|soCalled|s|w|add|supplied|unclear|said|ptr|author|idno|country|settlement|region|geogName|abbr"
)
_TOKEN = re.compile(rf"<(?!/?(?:{_WITHIN})[ />])([^>]*)>")
_TAG = re.compile(r"<([^>]*)>")
_ATTRIBUTE = re.compile(r'([\w:.-]+)="([^"]*)"')
_CHUNK = 1 << 20

# XML can hold none of these characters.
BEGIN, END, PAGE = "\x01", "\x02", "\x03"
_CUT = re.compile(f"([{BEGIN}{END}{PAGE}])")


def tokens(element: Any) -> Iterator[tuple[str, str]]:
    """The structuring tags of an element in their order, each with what stands before the next: `p rend="x"`, `/p`, `lb/`."""
    written: str = etree.tostring(element, encoding="unicode", with_tail=False)

    def pieces() -> Iterator[Iterator[tuple[str, str]]]:
        start = 0
        while start < len(written):
            end = written.find("</p>", start + _CHUNK)
            end = len(written) if end < 0 else end
            cut = iter(_TOKEN.split(written[start:end] if start or end < len(written) else written))
            next(cut)  # nothing stands before the first tag
            yield zip(cut, cut, strict=True)
            start = end

    return chain.from_iterable(pieces())


@cache
def local(head: str) -> str:
    """The name in the head of a tag, without prefix and strokes: `lb/` and `/tei:lb` are lb."""
    return head.strip("/").rpartition(":")[2]


def name_in(tag: str) -> str:
    """The name in a tag."""
    return local(tag.partition(" ")[0])


def attributes(tag: str) -> dict[str, str]:
    """The attributes of a tag."""
    return {key: unescape(value) for key, value in _ATTRIBUTE.findall(tag)}


def _folded(text: str) -> str:
    """Text as it was written out, with its characters for their codes and each run of white space as one space."""
    if "&" in text:
        text = unescape(text)
    text = spaced(text).strip(" ")
    return text if text.isascii() else unicodedata.normalize("NFC", text)


class Flow:
    """Text in the making: as it is written out, with PAGE where a page begins."""

    __slots__ = ("pages", "parts")

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.pages: list[str] = []
        """The numbers of the pages."""

    def text(self, wanted: Callable[[str], object] | None = None) -> tuple[str, list[Mark], list[tuple[str, int]]]:
        """The text, the words marked with a tag that is wanted, and the pages with their places."""
        text = "".join(self.parts)
        tags: list[str] = []
        if "<" in text:
            if wanted and ('="' in text or "placeName>" in text):
                cut = _TAG.split(text)
                cut[1::2] = _signs(cut[1::2], wanted, tags)
                text = "".join(cut)
            else:
                text = _TAG.sub("", text)
        text = _folded(text)
        if not tags and not self.pages:
            return text, [], []
        return (None if self.pages else _apart(text, tags)) or self._placed(text, tags)

    def _placed(self, text: str, tags: list[str]) -> tuple[str, list[Mark], list[tuple[str, int]]]:
        """The text without its signs, and what they stood for with its place."""
        out: list[str] = []
        size, last = 0, " "
        pages, openings = iter(self.pages), iter(tags)
        marks: list[Mark] = []
        turns: list[tuple[str, int]] = []
        began: list[tuple[str, int]] = []
        for piece in _CUT.split(text):
            if piece == BEGIN:
                began.append((next(openings), size))
            elif piece == END:
                tag, start = began.pop()
                marks.append((tag, (start, size)))
            elif piece == PAGE:
                turns.append((next(pages), size))
            elif piece:
                if last == " " and piece[0] == " ":
                    piece = piece[1:]
                if piece:
                    out.append(piece)
                    size, last = size + len(piece), piece[-1]
        marks += [(tag, (start, size)) for tag, start in began]  # an element that holds blocks
        if size and last == " ":
            out[-1] = out[-1][:-1]
            size -= 1
        cut = [(tag, (start, min(end, size))) for tag, (start, end) in marks]
        return "".join(out), [m for m in cut if m[1][0] < m[1][1]], [(n, min(at, size)) for n, at in turns]


def _apart(text: str, tags: list[str]) -> tuple[str, list[Mark], list[tuple[str, int]]] | None:
    """As `Flow._placed`, for text without pages in which marked words neither hold others nor begin or end with a space."""
    first, *rest = text.split(BEGIN)
    out, size = [first], len(first)
    marks: list[Mark] = []
    for tag, piece in zip(tags, rest, strict=True):
        words, _, after = piece.partition(END)
        if not words or (not after and END not in piece) or words[0] == " " or words[-1] == " " or END in after:
            return None
        marks.append((tag, (size, size + len(words))))
        out += (words, after)
        size += len(words) + len(after)
    return "".join(out), marks, []


def _signs(written: list[str], wanted: Callable[[str], object], tags: list[str]) -> list[str]:
    """BEGIN and END for the tags that are wanted, which go to `tags`, and nothing for the others."""
    signs: list[str] = []
    opened: list[bool] = []
    for tag in written:
        if tag[0] == "/":
            signs.append(END if opened and opened.pop() else "")
        elif tag[-1] == "/":
            signs.append("")
        else:
            opened.append(bool(wanted(tag)))
            signs.append(BEGIN if opened[-1] else "")
            if opened[-1]:
                tags.append(tag)
    return signs
