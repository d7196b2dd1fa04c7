"""The letters that a text gives an actor in brackets, and where it goes on to use them: the Northern Fisheries Authority (NFA)."""

from __future__ import annotations

import re
from itertools import pairwise

from flows.stages.recognise.scan import Reading, Scan

RULE = "actor.letters"
_LETTERS = re.compile(r" \(([A-Z]{2,8})\)")
_WORD = re.compile(r"\w+")


def find(scan: Scan) -> None:
    """Note by its letters every actor that the gazetteer has under its full name alone."""
    known: dict[str, str] = {}
    for m in scan.found:
        given = _LETTERS.match(scan.text, m.end) if m.kind == "actor" and m.form == "name" and m.ref_id else None
        if given is not None and given[1] not in scan.lex.by_surface and _begins(given[1], scan.text[m.start : m.end]):
            known.setdefault(given[1], str(m.ref_id))
    for found in re.finditer(rf"\b(?:{'|'.join(sorted(known))})\b", scan.text) if known else ():
        if not scan.claimed(*found.span()):
            scan.add(*found.span(), Reading("actor", known[found[0]], RULE, 0.8, "name"))
            scan.claim(*found.span())


def _begins(letters: str, name: str) -> bool:
    """Whether the letters are those that the words of a name begin with, small words and parts of words left out or not."""
    words = _WORD.findall(name)
    at = [next((i for i, w in enumerate(words) if w[0].upper() == letters[0]), -1)]
    for letter in letters[1:]:
        at.append(next((i for i, w in enumerate(words) if i > at[-1] and w[0].upper() == letter), -1))
    return at[0] == 0 and all(a < b for a, b in pairwise(at))
