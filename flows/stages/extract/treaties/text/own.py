"""The treaty that a treaty's own text is: its parties, its day and its place from the preamble, else from the close.

`Articles of a treaty made and concluded at Fort Brown, on the fourth day of May, 1831, between the United States and the chiefs of
the Wolf nation ...` Other treaties that the text speaks of are read as anywhere else.
"""

from __future__ import annotations

from dataclasses import dataclass

from flows.stages.extract.treaties.text import day, nations, place, sides
from flows.stages.extract.treaties.text.nations import UNION
from flows.stages.extract.treaties.text.preamble import HEAD, NEAR, ends, in_small_letters, opening, preamble
from flows.stages.extract.treaties.text.sides import Sides
from flows.stages.genres import TREATY_TEXT
from flows.stages.model import Document
from flows.stages.recognise.treaties.heads import kind_of
from flows.stages.recognise.wording import phrase

LOCAL_ID = "own"
RULE = "treaty.own-text"


@dataclass(frozen=True, slots=True)
class Own:
    """What was found: the span of the preamble, and value and span of each fact."""

    start: int
    end: int
    kind: tuple[str, int, int] | None
    signed: tuple[str, int, int] | None
    place: tuple[str, int, int] | None
    parties: Sides
    title: int


def find(doc: Document) -> Own | None:
    """The treaty that a document is the text of; None for documents of another genre, and for a text that names no two parties."""
    if doc.genre not in (TREATY_TEXT, None):
        return None
    text = in_small_letters(doc.text)
    head = opening(doc)
    made = phrase("opening-of-text").match(text) is not None
    if doc.genre is None and not (head or made):
        return None
    enacted = phrase("enacting").search(text) is not None
    if not made and not enacted:
        return None
    if doc.genre is None and not (head or (enacted and phrase("treaty-close").search(text))):
        return None
    start, end = preamble(doc)
    signed = day.signed(doc, start, end)
    title = sides.title_end(doc.text)
    field = phrase("field-parties").search(text, 0, min(len(text), HEAD))
    told = phrase("nations-told").search(text, start, end) is not None
    states = {} if field or told else _states(doc, text, title, signed)
    if len(states) > 1:
        opened = sides.opening(sides.uncapitalised(text), title)
        start, end = title, ends(doc, opened[1] - NEAR if opened else title)
        signed = day.of_states(doc, title, end) or signed
    parties = nations.parties(doc, text, *(field.span() if field else (start, end))) if field or told else states
    if len(parties) < 2 and phrase("nations-told").search(text):
        whole = nations.parties(doc, text, 0, min(len(doc.text), HEAD))
        parties |= {k: v for k, v in whole.items() if k not in parties}
    if UNION not in parties and (bound := phrase("union-bound").search(text)) is not None and phrase("nations-told").search(text):
        parties[UNION] = bound.span()
    if len(parties) < 2 and not (parties and (made or phrase("title-kind").match(text, sides.title_start(doc.text, title), title))):
        return None
    named = head or phrase("this-kind").search(doc.text)
    low = start if head else named.start() if named else 0
    kind = _of_title(doc, title) or ((kind_of(doc.text[low : named.end()]), low, named.end()) if named else None)
    return Own(start, end, kind, signed, place.find(doc, text, start, end, title, signed), parties, title)


def _of_title(doc: Document, title: int) -> tuple[str, int, int] | None:
    """The kind that the title of a text gives it, with the words that do so."""
    m = next((m for m in doc.mentions if m.kind == "treaty" and m.form == "named" and m.end <= title), None)
    found = phrase("title-kind").match(doc.text, sides.title_start(doc.text, title), title)
    at = found.end() if found else m.start if m else None
    return (kind_of(doc.text[at:title]), at, m.end if m and m.start <= at < m.end else title) if at is not None else None


def _states(doc: Document, text: str, title: int, signed: tuple[str, int, int] | None) -> Sides:
    """The states that the opening of a text, its title and its signatures name as its sides."""
    return sides.find(sides.uncapitalised(text), title, signed[0] if signed else None)
