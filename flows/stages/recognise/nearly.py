"""Listed persons whose name is nearly the printed one: another form of the first name, a middle name, a slip of the pen."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache

from rapidfuzz.distance import DamerauLevenshtein

from flows.stages.accents import unaccented
from flows.stages.recognise.entries import Person
from flows.stages.recognise.gazetteer import gazetteer
from flows.stages.recognise.scan import Scan


def listed(scan: Scan, name: str, date: str | None) -> tuple[str, str, float] | None:
    """The one listed person in public life that a printed name is nearly, with the rule and how sure it is."""
    g = scan.lex.gazetteer
    if found := g.person_names.get(name):
        return found[0], "person.full", 0.95
    words = name.split()
    named = _plain_names().get(_bare(words), ())
    plain = {p for p in named if g.active(p, date, 0)} or {p for p in named if g.active(p, date, 5)}
    if len(plain) == 1:
        return plain.pop(), "person.variant", 0.85
    same = {p for p in g.surnames.get(words[-1], ()) if len(words) > 1 and g.active(p, date, 5) and _first(words[0], g.persons[p].name)}
    if len(same) == 1:
        return same.pop(), "person.variant", 0.85
    if same or words[-1] in g.surnames:
        return None
    close = ((p, d) for p, d in _close(scan, words[-1]) if g.active(p.person_id, date, 0))
    near = {p.person_id: d for p, d in close if len(words) < 2 or _first(words[0], p.name)}
    best = [p for p, d in near.items() if d == min(near.values())]
    return (best[0], "person.fuzzy", 0.6) if len(best) == 1 else None


def slip(scan: Scan, word: str, date: str | None) -> str | None:
    """The one listed person in office at a date whose surname is one letter away from a word, or two where both are long."""
    if date is None:
        return None
    g = scan.lex.gazetteer
    found = {p.person_id for p, d in _close(scan, word) if (d == 1 or len(word) > 8) and g.in_office(p.person_id, date)}
    return found.pop() if len(found) == 1 else None


def _first(printed: str, known: str) -> bool:
    """True for two forms of a first name: the same, an initial of it, or two letters apart in a long one."""
    first = known.split()[0]
    if printed.endswith(".") or first.endswith("."):
        return printed[0] == first[0]
    limit = 2 if min(len(first), len(printed)) > 4 else 0
    return printed[0] == first[0] and DamerauLevenshtein.distance(first, printed) <= limit


def _close(scan: Scan, surname: str) -> Iterator[tuple[Person, int]]:
    """Persons whose surname, with the same first letter, is one letter off, or two in a long one."""
    g = scan.lex.gazetteer
    for known, d in _near(surname):
        yield from ((g.persons[p], d) for p in g.surnames[known])


def is_listed(words: list[str]) -> bool:
    """Whether some listed name has these words, in whatever order and with or without accents."""
    return _bare(words) in _plain_names()


def _bare(words: list[str]) -> tuple[str, ...]:
    """The words of a name without accents, in an order that is the same whether the family name stands first or last."""
    return tuple(sorted(unaccented(" ".join(words)).split()))


@cache
def _plain_names() -> dict[tuple[str, ...], list[str]]:
    """Listed names and surnames by their bare words: Hatoyama Ichirō is Ichiro Hatoyama."""
    out: dict[tuple[str, ...], list[str]] = {}
    for names in (gazetteer().person_names, gazetteer().surnames):
        for name, ids in names.items():
            out.setdefault(_bare(name.split()), []).extend(ids)
    return out


@cache
def _by_letter() -> dict[str, list[str]]:
    """The surnames of five letters and more by their first."""
    out: dict[str, list[str]] = {}
    for known in sorted(gazetteer().surnames):
        if len(known) > 4:
            out.setdefault(known[0], []).append(known)
    return out


@lru_cache(maxsize=20_000)
def _near(surname: str) -> tuple[tuple[str, int], ...]:
    """Listed surnames near this one, with their distances."""
    limit = 0 if len(surname) < 5 else 1 if len(surname) < 8 else 2
    found = ((k, DamerauLevenshtein.distance(k, surname, score_cutoff=limit)) for k in _by_letter().get(surname[0], ()) if limit)
    return tuple((k, d) for k, d in found if 0 < d <= limit)
