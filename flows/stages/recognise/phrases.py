"""From hits of the lexicon to phrases: which hits stand next to each other, and what stands around them."""

from __future__ import annotations

import re

from flows.stages.recognise.scan import Hit, Scan

_NAME = r"[A-ZÀ-ÖØ-ÞŁŚŽČŠĐ](?:[a-zà-öø-ÿłśžčšđ]+|')(?:['-]?[A-Za-zÀ-ž][a-zà-öø-ÿłśžčšđ]+)*"
_PARTICLE = r"(?:von|van|der|den|de|del|della|di|du|da|la|le|el|al|bin|ibn|zu|y|dos|Von|Van|De|Du|La|Le|El|Al|Ben)"
UNKNOWN_NAME = re.compile(rf"(?:(?:{_NAME}|[A-Z]\.|[A-Z](?= [A-Z]))[ -]){{0,3}}(?:{_PARTICLE} ){{0,2}}{_NAME}(?:,? (?:Jr|Sr)\.| [IVX]{1,5}\b)?")
_LEFT = re.compile(r"([\w.']+)(?:, | )$")
_RIGHT = re.compile(r"[ ]?([\w']+)")


def word_before(text: str, position: int) -> str:
    """The word just left of a position, across one space; empty at the start of a line or after punctuation."""
    m = _LEFT.search(text[max(0, position - 40):position])
    return m[1] if m and not text[position - 2:position].startswith(",") else ""


def word_after(text: str, position: int) -> str:
    """The word just right of a position, across one space; empty before punctuation."""
    if text[position:position + 1] != " ":
        return ""
    m = _RIGHT.match(text, position)
    return m[1] if m else ""


def possessive(text: str, position: int) -> bool:
    """True before 's or an apostrophe that ends a word."""
    return text.startswith("'s", position) or (text[position:position + 1] == "'" and text[position - 1:position] == "s")


def line_start(scan: Scan, position: int) -> bool:
    """True at the start of the document or of a line of it."""
    return position == 0 or scan.doc.text[position - 1] == "\n"


def joined(scan: Scan, left: Hit, right: Hit, glue: tuple[str, ...] = (" ",)) -> bool:
    """True if nothing but one of `glue` stands between two hits, on one line."""
    gap = scan.doc.text[left.end:right.start]
    return gap.translate({0xA0: " "}) in glue


def adjectival(scan: Scan, hit: Hit) -> bool:
    """True if a name of an actor qualifies what follows: an adjective, an abbreviation, or a possessive."""
    names = scan.lex.gazetteer.actor_names.get(hit.entry.surface, ())
    return any(n.form == "adjective" for n in names)
