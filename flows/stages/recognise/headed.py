"""Persons whom only the head or the foot of a document names as its people: the Minister in Latvia (Berg) to ..., signed BERG."""

from __future__ import annotations

import re
from collections.abc import Iterator

from flows.stages.genres import TALKS
from flows.stages.header_rules import one
from flows.stages.recognise.people import People, slug
from flows.stages.recognise.phrases import one_line
from flows.stages.recognise.scan import Reading, Scan

_PART = r"(?:(?:[A-Z]\. ?){1,3}|(?:(?:de|von|van|di|du) )?[A-Z][\w’'-]* )"
_NAME = re.compile(rf"{_PART}{{0,4}}(?:(?:de|von|van|di|du) )?[A-Z][\w’'-]{{2,}}")
_WORD = re.compile(r"[^\W\d_]+")
_ENTRY = re.compile(
    r"(?P<surname>[A-Z][\w’'-]+), (?P<rest>(?P<given>[A-Z][a-z]+)(?: [A-Z][\w.’'-]+){0,3})"
    r",? \(?(?:b\. )?1[5-9]\d\d ?[–-] ?(?:\d{2,4})?\)?\s*"
)
"""A title of an entry on a person: the family name first, and the years."""
_PREFIXES = ("Mac", "Mc", "O'", "O’", "De", "Van")
"""Before a second capital of a name."""
LONGEST = 50
"""Characters that a name has at most."""


def _entries(scan: Scan) -> Iterator[tuple[int, int]]:
    """The spans of the names of writers who stand in brackets or sign, and so are no office, without what stands before them."""
    for key in ("authors", "recipients", "participants"):
        for entry in scan.doc.meta.get(key) or ():
            if "start" not in entry or not (entry.get("office") or entry.get("signed")):
                continue
            whole = entry["name"].count(" ") > 0 and not one("honorific").match(entry["name"])
            if key != "participants" or whole or entry["name"].isupper() or scan.text[entry["start"] - 1 : entry["start"]] == "(":
                title = one("honorific").match(scan.text, entry["start"], entry["end"])
                yield title.end() if title else entry["start"], entry["end"]


def _entry(scan: Scan, people: People, m: re.Match[str]) -> None:
    """Note the person whose entry a text is, by the name in its title: BERG, Karl Johan (1872-1952)."""
    surname = m["surname"].capitalize() if m["surname"].isupper() else m["surname"]
    held = [p for p in scan.lex.gazetteer.surnames.get(surname, ()) if scan.lex.gazetteer.persons[p].name.startswith(m["given"])]
    person = held[0] if len(held) == 1 else slug(f"{m['given']} {surname}")
    people.note(surname, person)
    if not scan.claimed(m.start("surname"), m.end("given")):
        scan.add(m.start("surname"), m.end("rest"), Reading("person", person, "person.header", 0.8, "full", None))
        scan.claim(m.start("surname"), m.end("rest"))


def capitals(scan: Scan, people: People) -> None:
    """Note the surnames that a record of talk prints in capitals behind a title: M. TARDIEU (France): ..., MR. EDEN said."""
    if scan.doc.genre not in TALKS:
        return
    _in_title(scan, people)
    for m in one("capital-name").finditer(scan.text):
        part = next((x for x in scan.found if x.kind == "person" and x.start == m.start() and x.end < m.start("name")), None)
        if (part is None and scan.claimed(*m.span())) or any(h.entry.blocks for h in scan.hits_between(*m.span())):
            continue
        spellings = _spellings(m["name"])
        surname = next((s for s in spellings if _bearers(scan, s)), spellings[0])
        held = _bearers(scan, surname)
        entry = scan.lex.by_surface.get(spellings[0])
        if not held and (spellings[0] in scan.lex.not_names or (entry is not None and (entry.title or entry.actor or entry.places))):
            continue  # MR. PRESIDENT
        if part is not None:
            scan.found.remove(part)  # Sir Karl BERG, of which the title and the first name were taken for a name
        known = next(reversed(people.surnames.get(surname, [])), None)
        person = known or (held[0] if len(held) == 1 else slug(surname))
        people.note(surname, person)
        actor = people.sides.get(person) or scan.lex.gazetteer.state_of(person, scan.fallback)
        scan.add(*m.span(), Reading("person", person, "person.header", 0.7, "surname", actor))
        scan.claim(*m.span())


def _in_title(scan: Scan, people: People) -> None:
    """Note the known names in full of a title in capitals: INTERVIEW WITH KARL BERG."""
    start, end = scan.doc.meta.get("title_span") or (0, 0)
    words = list(_WORD.finditer(scan.text, start, end)) if scan.text[start:end].isupper() else []
    for size in (4, 3, 2):
        for first, last in zip(words, words[size - 1 :], strict=False):
            held = scan.lex.gazetteer.person_names.get(scan.text[first.start() : last.end()].title(), ())
            if held and not scan.claimed(first.start(), last.end()):
                actor = scan.lex.gazetteer.state_of(held[0], scan.fallback)
                people.note(scan.text[first.start() : last.end()].title(), held[0])
                scan.add(first.start(), last.end(), Reading("person", held[0], "person.header", 0.8, "full", actor))
                scan.claim(first.start(), last.end())


def _spellings(name: str) -> list[str]:
    """How a name in capitals is spelt otherwise: MACDONALD is Macdonald or MacDonald."""
    plain = "-".join(w.capitalize() for w in name.split("-"))
    return [plain, *(p + plain[len(p) :].capitalize() for p in _PREFIXES if plain.startswith(p))]


def _bearers(scan: Scan, surname: str) -> list[str]:
    """Who of public life bears a surname on the day of the document."""
    g = scan.lex.gazetteer
    return [p for p in g.surnames.get(surname, ()) if g.active(p, scan.fallback, 0)]


def _initial(scan: Scan, person: str) -> str:
    return scan.lex.gazetteer.persons[person].name[:1]


def _subject(scan: Scan, people: People) -> None:
    """Note the one whose name is the title of a text that tells his life: Karl Berg (1876-1951); Karl Berg: A Life."""
    start, end = scan.doc.meta.get("title_span") or (0, 0)
    if m := _ENTRY.fullmatch(scan.text, start, end):
        _entry(scan, people, m)
        return
    m = one("life-title").fullmatch(scan.text, start, end)
    if m is None or scan.claimed(*m.span("name")) or any(w in scan.lex.not_names for w in m["name"].split()):
        return
    if scan.text.count(m["name"]) < 2 or any(h.entry.actor or h.entry.blocks for h in scan.hits_between(*m.span("name"))):
        return
    person = slug(m["name"])
    people.note(m["name"], person)
    for again in re.finditer(rf"\b{re.escape(m['name'])}\b", scan.text):
        if not scan.claimed(*again.span()):
            scan.add(*again.span(), Reading("person", person, "person.header", 0.7, "full", people.sides.get(person)))
            scan.claim(*again.span())


def find(scan: Scan, people: People) -> None:
    """Note the subject of a life, and the writers and readers that nothing else makes known; their surnames mean them in the text."""
    _subject(scan, people)
    for start, end in _entries(scan):
        name = scan.text[start:end]
        if end - start > LONGEST or scan.claimed(start, end) or not _NAME.fullmatch(name) or not one_line(scan, start, end):
            continue
        words = [w.capitalize() if w.isupper() and len(w) > 2 else w for w in name.split()]
        hits = scan.hits_between(start, end)
        if any(w in scan.lex.not_names for w in words) or any(h.entry.actor or h.entry.blocks or h.entry.title for h in hits):
            continue
        surname = words[-1]
        held = [p for p in _bearers(scan, surname) if len(words) == 1 or _initial(scan, p) == words[0][0]]
        known = next((p for p in reversed(people.surnames.get(surname, [])) if len(words) == 1 or not p.startswith("x-")), None)
        short = len(words) == 1 or all(len(w) < 4 and w.endswith(".") for w in words[:-1])
        person = known or (held[0] if len(held) == 1 and short else slug(" ".join(words)))
        actor = people.sides.get(person) or scan.lex.gazetteer.state_of(person, scan.fallback)
        people.note(" ".join(words), person)
        scan.add(start, end, Reading("person", person, "person.header", 0.7, "full" if len(words) > 1 else "surname", actor))
        scan.claim(start, end)
