"""Listed persons whose name is nearly the printed one: another form of the first name, a middle name, a slip of the pen."""

from __future__ import annotations

from collections.abc import Iterator

from rapidfuzz.distance import DamerauLevenshtein

from flows.stages.recognise.gazetteer import Person
from flows.stages.recognise.scan import Scan


def listed(scan: Scan, name: str, date: str | None) -> tuple[str, str, float] | None:
    """The one listed person in public life that a printed name is nearly, with the rule and how sure it is."""
    g = scan.lex.gazetteer
    if found := g.person_names.get(name):
        return found[0], "person.full", 0.95
    words = name.split()
    same = {p for p in g.surnames.get(words[-1], ()) if len(words) > 1 and g.active(p, date, 5) and _first(words[0], g.persons[p].name)}
    if len(same) == 1:
        return same.pop(), "person.variant", 0.85
    if same or words[-1] in g.surnames:
        return None
    close = ((p, d) for p, d in _close(scan, words[-1]) if g.active(p.person_id, date, 0))
    near = {p.person_id: d for p, d in close if len(words) < 2 or _first(words[0], p.name)}
    best = [p for p, d in near.items() if d == min(near.values())]
    return (best[0], "person.fuzzy", 0.6) if len(best) == 1 else None


def _first(printed: str, known: str) -> bool:
    """True for two forms of a first name: the same, an initial of it, or two letters apart in a long one."""
    first = known.split()[0]
    if printed.endswith(".") or first.endswith("."):
        return printed[0] == first[0]
    limit = 2 if min(len(first), len(printed)) > 4 else 0
    return printed[0] == first[0] and DamerauLevenshtein.distance(first, printed) <= limit


def _close(scan: Scan, surname: str) -> Iterator[tuple[Person, int]]:
    """Persons whose surname, with the same first letter, is one letter off, or two in a long one."""
    limit = 0 if len(surname) < 5 else 1 if len(surname) < 8 else 2
    if limit:
        g = scan.lex.gazetteer
        for known, ids in g.surnames.items():
            if known[0] == surname[0] and len(known) > 4 and abs(len(known) - len(surname)) <= limit:
                d = DamerauLevenshtein.distance(known, surname, score_cutoff=limit)
                if d <= limit:
                    yield from ((g.persons[p], d) for p in ids)
