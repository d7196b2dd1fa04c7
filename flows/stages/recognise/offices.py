"""Offices without a name ("the President", "the Soviet foreign minister"), and names that are nearly a known one."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from rapidfuzz.distance import DamerauLevenshtein

from flows.stages.recognise.gazetteer import Title
from flows.stages.recognise.phrases import word_before
from flows.stages.recognise.scan import Hit, Scan

if TYPE_CHECKING:
    from flows.stages.recognise.persons import People

_SINGLE = frozenset({"president", "vice-president", "head-of-government", "foreign-minister", "monarch", "defence-minister", "secretary", "chairman",
                     "party-leader", "secretary-general", "national-security-advisor", "ambassador"})
_CLASSES = {"secretary": ("foreign-minister", "trade-minister", "defence-minister"), "chairman": ("head-of-government", "party-leader", "president")}


def note(scan: Scan, people: People, first: Hit, last: Hit, state: Hit | None, of: Hit | None, titles: list[Title]) -> None:
    """Note an office without a name, resolved by the text or by who held it; nothing for offices that many hold at once."""
    title = titles[-1] if titles else None
    if title is None or title.title_class != "office" or title.office_class not in _SINGLE or title.phrase[:1].islower() and state is None and of is None:
        return
    text, g = scan.text, scan.lex.gazetteer
    before = word_before(text, first.start).lower()
    if state is None and of is None and before not in ("the", "mr.", "dear", "that", "but", "when") and not _telegraphic(title, before):
        return
    if text[last.end:last.end + 1] in ("s", "-") or text.startswith(" of", last.end) and of is None:
        return
    date = scan.date(first.start)
    owner = state or of
    actor = g.resolve_actor(owner.entry.surface, date) if owner else title.actor_id
    classes = (title.office_class, *_CLASSES.get(title.office_class, ()))
    person = None
    if actor:
        person = next((p for c in classes if (p := people.offices.get((c, actor)))), None)
        person = next((p for c in classes if (p := g.holder(c, actor, date))), None) or person
        if title.office_class == "ambassador":
            person = people.offices.get(("ambassador", actor))
    else:
        person = next((p for c in classes if (p := people.offices.get((c, None)))), None)
        if person is None and title.office_class != "ambassador":
            person, actor = _by_prominence(scan, classes, date)
    if person is None and not actor:
        return
    end = of.end if of and of.start < last.end + 8 else last.end
    scan.add(first.start, end, "person", person, "person.office", 0.8 if person else 0.4, "office", actor or (g.state_of(person, date) if person and not person.startswith("x-") else people.sides.get(person or "")))
    scan.taken.append((first.start, end))


def _telegraphic(title: Title, before: str) -> bool:
    """True for an office without article, as telegrams write it."""
    return title.phrase in ("Secretary", "FonMin") and before in ("", "with", "by", "to", "from", "told", "that", "and")


def _by_prominence(scan: Scan, classes: tuple[str, ...], date: str | None) -> tuple[str | None, str | None]:
    """The holder of an office in the state that the document names most, among those with such an office."""
    counts: Counter[str] = Counter()
    g = scan.lex.gazetteer
    for h in scan.hits:
        if h.entry.actor and (actor := g.resolve_actor(h.entry.surface, date)):
            counts[g.actors[actor].parent_id or actor] += 1
    for actor, _ in sorted(counts.items(), key=lambda x: (-x[1], x[0])):
        for c in classes:
            if person := g.holder(c, actor, date):
                return person, actor
    return None, None


def nearest(scan: Scan, surname: str, name: str, date: str | None) -> str | None:
    """The one listed person whose surname is nearly this one, with the same first letter where a first name is given."""
    if len(surname) < 6 or surname in scan.lex.gazetteer.surnames:
        return None
    g = scan.lex.gazetteer
    best: dict[str, int] = {}
    limit = 1 if len(surname) < 8 else 2
    for known, ids in g.surnames.items():
        if abs(len(known) - len(surname)) > limit or len(known) < 6 or known[0] != surname[0]:
            continue
        d = DamerauLevenshtein.distance(known, surname, score_cutoff=limit)
        if d <= limit:
            for p in ids:
                if g.active(p, date, 0) and (" " not in name or g.persons[p].name[0] == name[0]):
                    best[p] = min(d, best.get(p, 9))
    return next(iter(best)) if len(best) == 1 else None


def same(scan: Scan, name: str, date: str | None) -> str | None:
    """The one listed person of the same surname whose first name is the same or nearly: "Robert Wilson Shufeldt", "Rudolph Hess"."""
    g = scan.lex.gazetteer
    words = name.split()
    if len(words) < 2:
        return None
    first = words[0]
    found = []
    for p in g.surnames.get(words[-1], ()):
        known = g.persons[p].name.split()[0]
        limit = 2 if min(len(first), len(known)) > 5 else 0
        if g.active(p, date, 5) and len(first) > 2 and (known == first or DamerauLevenshtein.distance(known, first) <= limit and known[0] == first[0]):
            found.append(p)
    if len(found) == 1:
        return found[0]
    if not found and len(words[-1]) > 4:
        near = [p for p, person in g.persons.items() if person.surname[:1] == words[-1][0] and person.name.split()[0] == first and g.active(p, date, 2)
                and len(person.surname) > 4 and DamerauLevenshtein.distance(person.surname, words[-1]) == 1]
        return near[0] if len(near) == 1 else None
    return None
