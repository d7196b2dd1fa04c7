"""Building a document's text from pieces of markup: blocks with their spans, white space folded as a browser folds it."""

from __future__ import annotations

import re
import unicodedata

from flows.sources.readers.inline import spaced
from flows.stages.model import Block

_NOT_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff]")


def fold(text: str) -> str:
    """Text of markup as one line of NFC without control characters; no-break spaces stay for the clean stage."""
    if not text.isprintable():
        text = _NOT_TEXT.sub("", text)
    text = spaced(text)
    return (text if text.isascii() else unicodedata.normalize("NFC", text)).strip(" ")


class Assembly:
    """Text and blocks of one document in the making: one block per line, blank lines between."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._size = 0
        self.blocks: list[Block] = []

    def add(self, kind: str, text: str, level: int = 0) -> tuple[int, int] | None:
        """Append a block of folded text and say where it stands; nothing when it is empty. List items and rows stand close."""
        return self.put(kind, fold(text), level)

    def put(self, kind: str, text: str, level: int = 0) -> tuple[int, int] | None:
        """As `add`, for text that is folded."""
        if not text or text.isspace():
            return None
        close = kind in ("list-item", "table-row") and self.blocks and self.blocks[-1].kind == kind
        gap = "" if not self._parts else "\n" if close else "\n\n"
        start = self._size + len(gap)
        self._parts += [gap, text]
        self._size = start + len(text)
        self.blocks.append(Block(kind, start, self._size, level))
        return start, self._size

    @property
    def size(self) -> int:
        """Length of what has been put together so far."""
        return self._size

    def text(self) -> str:
        """All blocks so far, and a final line end."""
        return "".join([*self._parts, "\n"]) if self._parts else ""
