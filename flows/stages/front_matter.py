"""What the labelled lines at the head of a document say: who was there, on which subject, from whom to whom, and where."""

from __future__ import annotations

import re
from typing import Any

from flows.stages import addresses, correspondents, header_rules
from flows.stages.model import Document, Passage


def read(doc: Document) -> None:
    """Say of a document what its front says."""
    front = _Front(doc)
    for passage in doc.passages:
        if passage.kind == "front":
            front.line(passage)
        elif passage.kind != "dateline":
            front.state = ""
    if front.present:
        doc.meta["participants"] = front.present
        doc.meta["participants_span"] = [front.first, front.last]
    if front.subject:
        doc.meta["subject"] = "; ".join(front.subject)


class _Front:
    """What has been read so far, and under which label the next line stands: people, subject or none."""

    def __init__(self, doc: Document) -> None:
        self.doc = doc
        self.present: list[dict[str, Any]] = []
        self.subject: list[str] = []
        self.state = ""
        self.side: str | None = None
        self.first = self.last = 0
        """The span of the list of those who were there."""

    def line(self, passage: Passage) -> None:
        """Read a line: it opens a list, says something by itself, or goes on with what was opened."""
        piece = self.doc.text[passage.start : passage.end]
        text, start = piece.strip(), passage.start + len(piece) - len(piece.lstrip())
        if m := header_rules.first("people", text):
            self.state, self.side, self.first = "people", None, self.first or passage.start
            self.last = passage.end
            text, start = _behind(m, text, start)
        elif m := header_rules.first("subject", text):
            self.state = "subject"
            text, start = _behind(m, text, start)
        elif self._says(passage, text, start):
            return
        if text and self.state == "people":
            self._person(passage, text, start)
        elif text and self.state == "subject":
            self.subject.append(text)

    def _says(self, passage: Passage, text: str, start: int) -> bool:
        """Whether a line says by itself who wrote, who presided or where."""
        for label, key in (("from-label", "authors"), ("to-label", "recipients")):
            if m := header_rules.first(label, text, whole=True):
                self._correspondent(key, m["value"], start + m.start("value"))
                return True
        if self.state != "people" and (m := header_rules.first("chair", text, whole=True)):
            self._chair(m, start)
            self.first, self.last = self.first or passage.start, passage.end
            return True
        m = header_rules.first("place-label", text, whole=True)
        if m is None or "place" in self.doc.meta:
            return False
        self._place(m["place"].rstrip("."), start + m.start("place"), start + len(text.rstrip(".")))
        return True

    def _correspondent(self, key: str, value: str, at: int) -> None:
        who, town = addresses.with_town(value)
        self.doc.meta.setdefault(key, []).extend(correspondents.people(who, at))
        if town and key == "authors" and "place" not in self.doc.meta:
            self._place(value[slice(*town)], at + town[0], at + town[1])

    def _chair(self, m: re.Match[str], start: int) -> None:
        for chair in correspondents.participant(m["value"], start + m.start("value"), None)[:1]:
            office = ", ".join(filter(None, (m["office"].capitalize(), str(chair.get("office") or ""))))
            self.present.append(chair | {"office": office})

    def _place(self, name: str, start: int, end: int) -> None:
        self.doc.meta["place"], self.doc.meta["place_span"] = name, [start, end]

    def _person(self, passage: Passage, text: str, start: int) -> None:
        self.last = passage.end
        if heading := correspondents.side_of(text):
            self.side = heading
        else:
            self.present += correspondents.participant(text, start, self.side)


def _behind(m: re.Match[str], text: str, start: int) -> tuple[str, int]:
    """What stands behind a label, and where."""
    rest = text[m.end() :]
    return rest.strip(), start + m.end() + len(rest) - len(rest.lstrip())
