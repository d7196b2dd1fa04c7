"""Persons whom a text calls by one name alone, and who are persons by what it tells of them: `Berg resigned`, `Berg himself`; and such
as it introduces by what they are: a traveller named Karl de Berg."""

from __future__ import annotations

import re
from functools import cache

from flows.stages.genres import TALKS
from flows.stages.grammar.lexis import deputies, function_words, offices, pattern, word_class
from flows.stages.recognise.people import People, slug
from flows.stages.recognise.phrases import SEVERAL_WORDS, one_line, word_after, word_before
from flows.stages.recognise.scan import Reading, Scan
from flows.stages.recognise.unlisted import ARTICLES, note_names


@cache
def _introduced() -> re.Pattern[str]:
    """The word for a calling, and that its bearer is named."""
    return re.compile(r"\b(?P<who>[a-z]+),? (?:named|called|by the name of) ")


def bare_names(scan: Scan, people: People) -> None:
    """Note those whom an account calls by one name and of whom it tells what only persons do."""
    if scan.doc.genre in TALKS:
        return
    found: dict[str, str] = {}
    for m in pattern("personal-doing").finditer(scan.text):
        name = m["name"]
        if name not in found and not scan.claimed(*m.span("name")) and _may_be_person(scan, name, m.start()):
            found[name] = _bearer(scan, name, m.start())
    note_names(scan, people, {n: p for n, p in found.items() if _inside_sentences(scan, n)}, "person.doer", 0.5)


def _may_be_person(scan: Scan, name: str, start: int) -> bool:
    """Whether a word in capitals is neither a common word nor the name of anything else, nor a part of a longer name."""
    lex, before = scan.lex, word_before(scan.text, start)
    if name in lex.not_names or name in lex.common or name in lex.heads or name.lower() in scan.words or name.lower() in function_words():
        return False
    if name.endswith("s") and name not in lex.surnames and name not in lex.gazetteer.surnames:
        return False  # a people or a party: the Kambas
    if before.lower() in ARTICLES or (before[:1].isupper() and start not in scan.openings):
        return False
    entry = lex.by_surface.get(name)
    return entry is None or not (entry.actor or entry.places or entry.blocks or entry.title)


def _bearer(scan: Scan, name: str, start: int) -> str:
    """The one listed person of a name who was then in public life, else one that the gazetteer lacks."""
    g = scan.lex.gazetteer
    held = [p for p in g.surnames.get(name, ()) if g.active(p, scan.date(start), 0)]
    return held[0] if len(held) == 1 else slug(name)


def _inside_sentences(scan: Scan, name: str) -> bool:
    """Whether a name stands in capitals where no sentence begins, too."""
    return any(m.start() not in scan.openings for m in re.finditer(rf"(?<![.!?:“‘] )\b{re.escape(name)}\b", scan.text))


def introduced(scan: Scan, people: People) -> None:
    """Note the full names of those whom a text introduces: a traveller named Karl de Berg."""
    callings = offices() | deputies() | word_class("who-is-named")
    for m in _introduced().finditer(scan.text):
        name = SEVERAL_WORDS.match(scan.text, m.end()) if m["who"] in callings else None
        if name is None or scan.claimed(*name.span()) or not one_line(scan, m.start(), name.end()):
            continue
        words = name[0].split()
        if len(words) < 2 or any(w in scan.lex.not_names for w in words) or word_after(scan.text, name.end())[:1].isupper():
            continue
        person = slug(name[0])
        people.note(name[0], person)
        scan.add(*name.span(), Reading("person", person, "person.introduced", 0.6, "full", people.sides.get(person)))
        scan.claim(*name.span())
