"""Dates told in passing: they say which thing is meant, since when or by when, and the sentences behind tell of no such time.

`The minister cited the bargains of 1931. The envoy declined.`  He declined when the minister spoke, not in 1931.  Which year a bare
month belongs to is still asked of all dates (`narrative`); only what is told without a date passes over these.
"""

from __future__ import annotations

import re

from flows.stages import edtf
from flows.stages.grammar.lexis import pattern

from . import words
from .scan import Found

REACH = 120
"""Characters before a date within which words may say that it is still to come."""
OPENING = 25
"""Characters from the start of a sentence within which a date opens it, and the story goes there."""
_OF = re.compile(r"\b[a-z]+ of (?:the )?$|\b[A-Z]\w+ of (?:the )?$")
_NAMING = re.compile(r"\b(\w+)\s+$")
_NOUN = re.compile(r"\s[a-z]")
_SINCE = re.compile(r"\bsince (?:the )?$")
_HAD = re.compile(
    r"(?:\b(?:that|which|whom?|whose|where|when|because|as|than)\b|[;,(])[^;]*\bhad\b[^;,]*$|\b(?:they|it|he|she) had\b[^;,]*$"
    r"|\bhad (?:[a-z]+ly )?been\b[^;,]*$"
)
_OPEN_CLAUSE = re.compile(r"\b(?:which|who|whom|whose|that|where|when|until|till|before|after|since|if|unless|would|will|to)\b")
_UNTIL_NAMED = re.compile(r"\b(?:until|till) (?:the )?[^,;]{1,60} of (?:the )?$")
_DUE = re.compile(r"\b(?:by|before|(?:not|no) later than) (?:the )?(?:end of )?$")

_OBJECT = r"(?:us|me|him|her|it|them|you|the|an?|his|our|my|your|their|this)"
_WISHED = re.compile(r"\bthat [^.;:]{1,80}(?<!\bto )(?<!\bcan )(?<!\bmay )\bbe\b[^.;:,]{0,60}$")
_INFINITIVE = re.compile(rf"\bto (?!{_OBJECT}\b)[a-z]+(?: \w+){{0,2}} (?:on|by|until|from|before) $")


def to_come(text: str, item: Found) -> bool:
    """Whether words lead to a date as to one that is still to come.

    Which was to begin on the 26th; a talk to be held in May; suggested that a conference be held in May; offered talks in May.
    """
    first = max(0, item.start - REACH)
    if _INFINITIVE.search(text, max(first, item.start - 40), item.start) or _WISHED.search(text, first, item.start):
        return True
    return pattern("arranged").search(text, first, item.start) is not None


def leads_back(text: str, item: Found, begins: int) -> bool:
    """Whether a date, if it lies before what is told, says only which thing is meant, or what had been before."""
    if item.start - begins < OPENING:
        return False
    lead = text[begins : item.start]
    if lead.rstrip().endswith(("of", "of the")) and _OF.search(lead):
        return True
    if ("since " in lead and _SINCE.search(lead)) or ("had" in lead and _HAD.search(lead)):
        return True
    naming = _NAMING.search(lead)
    return bool(naming and naming[1].lower() in words.values("naming") and _NOUN.match(text, item.end))


def leads_on(text: str, item: Found, begins: int) -> bool:
    """Whether a date, if it lies behind what is told, says only by when something was to be."""
    late = _DUE.search(text, begins, item.start) or _UNTIL_NAMED.search(text, begins, item.start)
    return item.start - begins >= OPENING and late is not None


def goes_on(text: str, item: Found, begins: int) -> bool:
    """Whether a date of the main clause carries on what is told without one: In 1892 it was closed, and in 1902 Norway closed others."""
    begins = max(begins, text.rfind("; ", begins, item.start), text.rfind(", and ", begins, item.start))
    return _OPEN_CLAUSE.search(text, begins, item.start) is None and text.startswith(("in ", "on "), item.start - 3)


def passes_over(at: str | None, date: str | None, back: bool, on: bool) -> bool:
    """Whether a story that is at a time stays there at a date that leads back, or on."""
    (begun, ended), (first, last) = edtf.bounds(at), edtf.bounds(date)
    return bool((back and begun and last and last < begun) or (on and ended and first and first > ended))
