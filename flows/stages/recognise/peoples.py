"""Tribes and peoples that the gazetteer does not have, by the word that they are such: the Kamba tribe, and then the Kamba."""

from __future__ import annotations

import re

from flows.stages.grammar.lexis import pattern
from flows.stages.recognise.people import slug
from flows.stages.recognise.scan import Reading, Scan

RULE = "actor.people"


def find(scan: Scan) -> None:
    """Note peoples with the word for what they are, then by their bare names behind an article."""
    known: set[str] = set()
    for m in pattern("named-tribe").finditer(scan.text):
        name, start = m["name"], m.start("name")
        listed = any(h.entry.actor for h in scan.hits_between(start, m.end()))
        if not listed and not scan.claimed(start, m.end()) and _unknown(scan, name):
            known.add(name)
            _note(scan, start, m.end(), name)
    if not known:
        return
    for m in re.finditer(rf"\b[Tt]he (?P<name>{'|'.join(map(re.escape, sorted(known)))})\b(?! [A-Z])", scan.text):
        if not scan.claimed(*m.span("name")):
            _note(scan, *m.span("name"), m["name"])


def _unknown(scan: Scan, name: str) -> bool:
    """Whether a word in capitals is no other name and no common word: the Northern tribes."""
    lex = scan.lex
    return name not in lex.by_surface and name not in lex.not_names and name not in lex.common and name.lower() not in scan.words


def _note(scan: Scan, start: int, end: int, name: str) -> None:
    scan.add(start, end, Reading("actor", slug(name), RULE, 0.6, "demonym"))
    scan.claim(start, end)
