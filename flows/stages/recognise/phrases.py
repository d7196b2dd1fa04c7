"""What stands around a hit: words beside it, names that no lexicon has, the starts of lines."""

from __future__ import annotations

import re

from flows.stages.recognise.scan import Hit, Scan

_LATIN = [c for c in map(chr, (*range(ord("A"), 0x250), *range(0x1E00, 0x1F00))) if c.isalpha()]
_UPPER = f"[{''.join(filter(str.isupper, _LATIN))}]"
_LOWER = f"[{''.join(filter(str.islower, _LATIN))}]"
_ARTICLE = "(?:(?:al|el|ul|ad|an|ar|as|ash|at|az)-|[Dd]')?"
_NAME = rf"{_ARTICLE}{_UPPER}(?:{_LOWER}+|')(?:['-]?[{''.join(_LATIN)}]{_LOWER}+)*"
_PARTICLE = r"(?:von|van|der|den|de|del|della|di|du|da|la|le|el|al|bin|ibn|zu|y|dos|Von|Van|De|Du|La|Le|El|Al|Ben)"
_OPENING = "|".join(p for p in _PARTICLE[3:-1].split("|") if p[0].islower())
_BEGINS = rf"(?<!\w)(?={_UPPER}|(?:{_OPENING}) |d'{_UPPER})"  # most places are no beginning, and this says so quickly
_WORDS = (
    rf"(?:(?:{_NAME}|[A-Z]\.|[A-Z](?= [A-Z]))[ -]){{0,3}}(?:(?:{_PARTICLE} ){{1,2}}{_NAME}(?: {_NAME})?|{_NAME})"
    rf"(?: (?:{_OPENING}) {_NAME})?(?:,? (?:Jr|Sr)\.| [IVX]{{1,5}}\b)?"
)
UNKNOWN_NAME = re.compile(_BEGINS + _WORDS)
"""Up to four capitalised words, initials and particles in a row: what a person's name looks like."""
SEVERAL_WORDS = re.compile(rf"{_BEGINS}(?=[\w'.,-]+ (?:{_UPPER}|[abdeiluvyz])){_WORDS}")
"""The same where another word may follow the first; what it matches may still be one word."""
_LEFT = re.compile(r"\n? ([\w.']+)")  # for a text read backwards
_RIGHT = re.compile(r" ([\w']+)")


def word_before(text: str, position: int) -> str:
    """The word just left of a position, across one space; empty after punctuation."""
    if not text.startswith((" ", "\n"), position - 1):
        return ""
    m = _LEFT.match(text[max(0, position - 40):position][::-1])
    return m[1][::-1] if m else ""


def word_after(text: str, position: int) -> str:
    """The word just right of a position, across one space; empty before punctuation."""
    m = _RIGHT.match(text, position)
    return m[1] if m else ""


def possessive(text: str, position: int) -> bool:
    """True before 's or an apostrophe that ends a word."""
    return text.startswith("'s", position) or (text.startswith("'", position) and text[position - 1:position] == "s")


def one_line(scan: Scan, start: int, end: int) -> bool:
    """True if a span crosses no line."""
    return "\n" not in scan.doc.text[start:end]


def joined(scan: Scan, left: Hit, right: Hit, *glue: str) -> bool:
    """True if nothing but one of `glue` stands between two hits, on one line."""
    return scan.text[left.end:right.start] in glue and one_line(scan, left.end, right.start)
