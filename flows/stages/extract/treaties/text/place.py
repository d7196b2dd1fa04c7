"""Where a treaty was signed by its own text."""

from __future__ import annotations

import re

from flows.stages.extract.document import place_names
from flows.stages.extract.treaties.text.day import CLOSE
from flows.stages.extract.treaties.text.nations import letters, nation, nations
from flows.stages.extract.treaties.text.preamble import HEAD, opening
from flows.stages.model import Document
from flows.stages.recognise import world
from flows.stages.recognise.gazetteer import gazetteer
from flows.stages.recognise.people import slug
from flows.stages.recognise.wording import phrase


def find(doc: Document, text: str, start: int, end: int, title: int, signed: tuple[str, int, int] | None) -> tuple[str, int, int] | None:
    """The place that stands with the day, else at which the preamble says that the treaty was made, else the one of the close."""
    if (field := phrase("field-signed").search(text, 0, min(len(text), HEAD))) is not None:
        group = next(name for name, found in field.groupdict().items() if found)
        return field[group], *field.span(group)
    made = opening(doc)
    with_day = next(((s.start, s.end) for s in doc.sentences if signed and s.start <= signed[1] < s.end and s.start >= end), None)
    spans = [with_day] if with_day else []
    spans += [(start, end)] if made else []
    spans += [(c.start(), min(len(text), c.end() + CLOSE)) for c in phrase("treaty-close").finditer(text, end)]
    spans += [(start, end)] if not made else []
    if (titled := phrase("title-signed").search(text, 0, title)) is not None:
        spans.append((titled.start(), title))
    line = text.rfind("\n", 0, signed[1]) + 1 if signed else 0
    at = phrase("place-line").fullmatch(text, line, signed[1]) if signed and line > title else None
    if at is not None and not phrase("no-seat").search(at["place"]):
        return at["place"], *at.span("place")
    for use in ("treaty-place", "treaty-place-river"):
        for low, high in spans:
            for found in phrase(use).finditer(text, low, high):
                name = phrase("place-name").match(text, found.end(), high)
                if name is None or phrase("no-treaty-place").match(name.group()) or _language(text, name):
                    continue
                whole = phrase("place-word").match(text, name.end(), high)
                stop = whole.end() if whole else name.end()
                if whole or phrase("place-dated").match(text, stop, high) or not _elsewhere(text, name.group()):
                    return text[name.start() : stop], name.start(), stop
    return None


def _language(text: str, name: re.Match[str]) -> bool:
    """Whether a name is that of the language in which a text is done: in French, in the Norwegian and Swedish languages."""
    known = gazetteer().resolve_name(name.group(), None)
    return phrase("language-behind").match(text, name.end()) is not None or (known is not None and known.form == "adjective")


def _elsewhere(text: str, name: str) -> bool:
    """Whether a name is one of a nation or of a whole region, where nobody signs."""
    if phrase("place-named").search(name):
        return False
    first = name.split(" ")[0]
    if name.casefold() in place_names() and (letters(name) not in nations()[0] or phrase("nations-told").search(text) is None):
        return False  # Caracas is spelt somewhat like a nation, and Ottawa is one where the text is a treaty with nations
    region = name in world.regions() and name.casefold() not in place_names()
    return region or (nation(text, first, 1) is not None and phrase("nation-word").search(name) is not None)


def place_id(name: str) -> str:
    """The id of a printed place: the gazetteer's, a town of today's world, or one that only the text knows."""
    bare = re.sub(r"^(?:[Tt]he )?(?:[Cc]ity|[Tt]own) of (?:the )?| [Cc]ity$", "", name)
    return place_names().get(bare.casefold()) or world.town(bare, []) or slug(name)
