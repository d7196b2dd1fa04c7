"""Persons: names in full, surnames, titles with names, offices without a name, and names that the gazetteer does not have.

A surname is read as the person of that name whom the text, its list of participants or, where only one of that name was
in public life when the narrative happens, the gazetteer gives.  A title with a name that nobody has makes an unlisted
person, whose id is `x-` and the name.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from flows.stages.recognise import offices
from flows.stages.recognise.gazetteer import Title
from flows.stages.recognise.phrases import UNKNOWN_NAME, joined, line_start, word_after, word_before
from flows.stages.recognise.scan import Hit, Scan

_INITIALS = re.compile(r"(?:\b[A-Z]\.[ ]?){1,3}$")
_FIRST = re.compile(r"(?:[A-ZÀ-Þ][\w'-]+\.?|[A-Z]\.)(?: [A-Z]\.)*$")
_OF_STATE = re.compile(r" (?:of|to|in|from) (?:the )?")


@dataclass(slots=True)
class People:
    """Whom the document has named so far: surname -> person ids, the latest last; person -> the actor it acts for."""

    surnames: dict[str, list[str]] = field(default_factory=dict)
    sides: dict[str, str] = field(default_factory=dict)
    offices: dict[tuple[str, str | None], str] = field(default_factory=dict)

    def note(self, surname: str, person: str) -> None:
        held = self.surnames.setdefault(surname, [])
        if person in held:
            held.remove(person)
        held.append(person)


def slug(name: str) -> str:
    """`x-` and the letters of a name."""
    flat = unicodedata.normalize("NFKD", name.replace("ł", "l").replace("ø", "o")).encode("ascii", "ignore").decode().lower()
    return "x-" + re.sub(r"[^a-z0-9]+", "-", flat.replace("'", "")).strip("-")


def find(scan: Scan) -> People:
    """Note every person; spans that a person takes are claimed."""
    people = People()
    _participants(scan, people)
    reader = _Reader(scan, people)
    i = 0
    while i < len(scan.hits):
        i = reader.step(i)
    return people


def _participants(scan: Scan, people: People) -> None:
    """Let the list of participants say who bears a surname and for whom."""
    g = scan.lex.gazetteer
    for entry in scan.doc.meta.get("participants") or ():
        name = str(entry.get("name", "")).translate({0x2019: "'"})
        side = str(entry.get("side") or "")
        actor = g.resolve_actor(side, scan.fallback, ("name", "adjective")) if side else None
        words = name.split()
        if not words:
            continue
        known = next((p for p in _by_name(scan, name) if g.active(p, scan.fallback, 5)), None)
        if known is None:
            held = [p for p in g.surnames.get(words[-1], ()) if g.active(p, scan.fallback, 0)]
            if actor:
                held = [p for p in held if g.state_of(p, scan.fallback) in (actor, None)]
            known = held[0] if len(held) == 1 else None
        if known:
            people.note(words[-1], known)
            if actor:
                people.sides.setdefault(known, actor)


def _by_name(scan: Scan, name: str) -> list[str]:
    """Persons whose name, without titles before it, is `name`."""
    words = name.split()
    for n in range(len(words)):
        found = scan.lex.gazetteer.person_names.get(" ".join(words[n:]))
        if found:
            return list(found)
    return []


class _Reader:
    def __init__(self, scan: Scan, people: People) -> None:
        self.scan = scan
        self.people = people
        self.g = scan.lex.gazetteer
        self.text = scan.text

    def step(self, i: int) -> int:
        """Read the phrase that starts at hit `i`; the index of the next hit to look at."""
        hits, hit = self.scan.hits, self.scan.hits[i]
        e = hit.entry
        if e.blocks:
            self.scan.taken.append((hit.start, hit.end))
            return i + 1
        if e.persons or (e.surnames and not e.title):
            return self.name(i, i, None, [])
        if e.title:
            return self.title(i, i, None)
        if e.actor and i + 1 < len(hits) and hits[i + 1].entry.title and not hits[i + 1].entry.blocks:
            nxt = hits[i + 1]
            gap = self.text[hit.end:nxt.start]
            if (gap == " " or gap == "'s " or gap == "' ") and self.scan.doc.text[hit.end:nxt.start] != "\n":
                return self.title(i, i + 1, hit)
        return self.unlisted(i)

    def title(self, first: int, i: int, state: Hit | None) -> int:
        """Titles from hit `i`, perhaps after a state's name at `first`; then a name, or none."""
        hits = self.scan.hits
        titles = [hits[i].entry.title]
        j = i
        while j + 1 < len(hits) and hits[j + 1].entry.title and not hits[j + 1].entry.persons and joined(self.scan, hits[j], hits[j + 1], (" ", " and ", ", ")) :
            j += 1
            titles.append(hits[j].entry.title)
        known = [t for t in titles if t]
        end = hits[j].end
        of, after = None, j + 1
        m = _OF_STATE.match(self.text, end)
        if m and after < len(hits) and hits[after].start == m.end() and hits[after].entry.actor:
            of = hits[after]
            end = of.end
            after += 1
        glue = self.text[end:end + 2]
        at = end + 1 if glue[:1] == " " else end + 2 if glue == ", " else -1
        if at > 0 and "\n" not in self.scan.doc.text[end:at]:
            if after < len(hits) and hits[after].start == at and (hits[after].entry.persons or hits[after].entry.surnames):
                if of is None or glue == ", " or glue[:1] == " ":
                    return self.name(first, after, state or of, known)
            if glue != ", " or of is None:
                got = self.new(first, at, state or of, known) if not (after < len(hits) and hits[after].start == at and hits[after].entry.actor) else None
                if got:
                    return got
        offices.note(self.scan, self.people, hits[first] if state else hits[i], hits[j], state, of, known)
        return after

    def name(self, first: int, i: int, state: Hit | None, titles: list[Title]) -> int:
        """A listed name at hit `i`, with the titles before it from hit `first`."""
        scan, hits, hit = self.scan, self.scan.hits, self.scan.hits[i]
        e = hit.entry
        date = scan.date(hit.start)
        full = bool(e.persons)
        person, confidence = self.resolve(hit, date, titles, state)
        if person is None:
            return self.unlisted(i) if not titles else (self.new(first, hit.start, state, titles) or i + 1)
        start, end = hits[first].start, hit.end
        rule = "person.full" if full else "person.title" if titles else "person.surname"
        if e.corrupt:
            rule, confidence = "person.corruption", 0.7
        actor = self.actor(person, state, titles, date)
        surname = self.g.persons[person].surname or e.surface if not person.startswith("x-") else e.surface.split()[-1]
        self.people.note(surname, person)
        self.people.note(e.surface, person)
        self.people.note(e.surface.split()[-1], person)
        self.office_seen(titles, actor, person)
        nxt = self.apposition(i, person)
        if not actor:
            actor = self.people.sides.get(person)
        scan.add(start, end, "person", person, rule, confidence, "full" if full else "surname", actor or self.g.state_of(person, date))
        scan.taken.append((start, end))
        return nxt

    def resolve(self, hit: Hit, date: str | None, titles: list[Title], state: Hit | None) -> tuple[str | None, float]:
        """Who is meant by a listed name; nobody where another name or an ordinary word is likelier."""
        e, g, text = hit.entry, self.g, self.text
        if e.persons:
            if len(e.persons) == 1:
                return e.persons[0], 0.98
            best = [p for p in e.persons if g.active(p, date)]
            return (best or list(e.persons))[0], 0.9
        before, after = word_before(text, hit.start), word_after(text, hit.end)
        if not titles:
            if _INITIALS.search(text[max(0, hit.start - 12):hit.start]):
                return self.initials(hit, date)
            if after[:1].isupper() and after[1:2].islower() and after not in self.scan.lex.common and text[hit.end:hit.end + 2] != "'s" \
                    and (len(after) < 2 or self.scan.lex.by_surface.get(after) is None) and after not in self.scan.lex.not_names:
                return None, 0.0
            if before[:1].isupper() and before in self.scan.lex.given:
                return None, 0.0
        said = self.people.surnames.get(e.surface)
        if said:
            fits = [p for p in said if p.startswith("x-") or g.active(p, date, 10)]
            for p in reversed(fits or said):
                if not titles or self.fits(p, titles, date) or len(said) == 1:
                    return p, 0.95
        known = list(e.surnames)
        wide = [p for p in known if g.active(p, date, 1)]
        if titles:
            ranked = [p for p in wide if self.fits(p, titles, date)]
            if state is not None:
                side = g.resolve_actor(state.entry.surface, date)
                same = [p for p in ranked or wide if g.state_of(p, date) == side]
                ranked = same or ranked
            if ranked:
                return self.best(ranked, date), 0.92
            return (wide[0], 0.7) if len(wide) == 1 and titles[-1].title_class != "office" else (None, 0.0)
        if e.surface in self.scan.lex.common or e.corrupt or e.places or e.actor or e.title:
            if not (e.corrupt and any(p in self.seen() for p in e.surnames)):
                return None, 0.0
        if not wide:
            return None, 0.0
        serving = [p for p in wide if g.in_office(p, date)]
        if len(wide) == 1:
            return wide[0], 0.85
        if serving:
            return self.best(serving, date), 0.8
        return self.best(wide, date), 0.6

    def seen(self) -> set[str]:
        return {p for held in self.people.surnames.values() for p in held}

    def initials(self, hit: Hit, date: str | None) -> tuple[str | None, float]:
        """A surname after initials that the gazetteer does not have together: the one person whose first letter agrees."""
        m = _INITIALS.search(self.text[max(0, hit.start - 12):hit.start])
        letter = m[0].strip()[0] if m else ""
        same = [p for p in hit.entry.surnames if self.g.persons[p].name[0] == letter and self.g.active(p, date)]
        return (same[0], 0.85) if len(same) == 1 else (None, 0.0)

    def best(self, among: list[str], date: str | None) -> str:
        """Of several persons the one in office, then the one with the most offices, then by id."""
        return min(among, key=lambda p: (not self.g.in_office(p, date), -len(self.g.offices.get(p, ())), p))

    def fits(self, person: str, titles: list[Title], date: str | None) -> bool:
        """True if a person can bear the titles at the date."""
        wanted = {t.office_class for t in titles if t.title_class == "office"}
        if not wanted or person.startswith("x-"):
            return True
        held = self.g.offices.get(person, ())
        classes = {o.office_class for o in held}
        return bool(classes & wanted) or bool(wanted & _VAGUE and held)

    def actor(self, person: str, state: Hit | None, titles: list[Title], date: str | None) -> str | None:
        """The actor that the words before a name say it acts for."""
        if state is not None:
            found = self.g.resolve_actor(state.entry.surface, date)
            actor = self.g.actors.get(found or "")
            if actor and actor.kind in ("state", "government-in-exile", "international-organisation"):
                self.people.sides[person] = actor.actor_id
                return actor.actor_id
        return None

    def office_seen(self, titles: list[Title], actor: str | None, person: str) -> None:
        for t in titles:
            if t.office_class:
                self.people.offices[t.office_class, actor] = person
                self.people.offices[t.office_class, None] = person

    def apposition(self, i: int, person: str) -> int:
        """Read `, the Soviet foreign minister,` after a name: the state it gives, and the next hit to look at."""
        scan, hits, hit = self.scan, self.scan.hits, self.scan.hits[i]
        m = re.compile(r", (?:the |then |a |an |former )*").match(self.text, hit.end)
        if not m or i + 1 >= len(hits) or "\n" in scan.doc.text[hit.end:m.end()]:
            return i + 1
        j = i + 1
        state: Hit | None = None
        if hits[j].start == m.end() and hits[j].entry.actor and j + 1 < len(hits) and hits[j + 1].entry.title and self.text[hits[j].end:hits[j + 1].start] in (" ", "'s "):
            state = hits[j]
            j += 1
        if not (hits[j].entry.title and hits[j].start == (m.end() if state is None else hits[j].start)) or (state is None and hits[j].start != m.end()):
            return i + 1
        title = hits[j].entry.title
        end, nxt = hits[j].end, j + 1
        of = _OF_STATE.match(self.text, end)
        if state is None and of and nxt < len(hits) and hits[nxt].start == of.end() and hits[nxt].entry.actor and title and title.office_class not in ("ambassador", "envoy"):
            state = hits[nxt]
            end = state.end
        if nxt < len(hits) and hits[nxt].start <= end + 2 and (hits[nxt].entry.persons or hits[nxt].entry.surnames) and hits[nxt].start > end:
            return i + 1
        if self.text[end:end + 1] == " " and UNKNOWN_NAME.match(self.text, end + 1):
            return i + 1
        if title and title.title_class == "office":
            actor = self.actor(person, state, [title], scan.date(hit.start))
            self.office_seen([title], actor, person)
            scan.taken.append((hits[i + 1].start if state is hits[i + 1] else hits[j].start, hits[j].end))
            return j + 1
        return i + 1

    def new(self, first: int, at: int, state: Hit | None, titles: list[Title]) -> int | None:
        """A title and a name that the gazetteer does not have: an unlisted person; None where no name follows."""
        m = UNKNOWN_NAME.match(self.text, at)
        if not m or not titles or "\n" in self.scan.doc.text[at:m.end()]:
            return None
        words = m[0].split()
        while words and (words[-1] in self.scan.lex.not_names or words[-1] in self.scan.lex.common and len(words) > 2 and words[-1] in ("General", "Major")):
            words.pop()
        name = " ".join(words)
        if not words or words[0] in self.scan.lex.not_names or (len(words) == 1 and titles[-1].title_class == "office" and titles[-1].phrase[0].islower()):
            return None
        if len(words) == 1 and words[0] in self.scan.lex.given and titles[-1].title_class in ("office", "descriptor") and titles[-1].office_class != "monarch":
            return None
        end = at + len(name)
        if (inner := next((h for h in self.scan.hits[first:first + 8] if at <= h.start < end and h.entry.actor and h.end > h.start + 3), None)) is not None:
            if inner.start == at:
                return None
            name = self.text[at:inner.start].rstrip()
            end = at + len(name)
            if not name:
                return None
        return self.admit(self.scan.hits[first].start, end, name, state, titles)

    def admit(self, start: int, end: int, name: str, state: Hit | None, titles: list[Title]) -> int:
        """Note an unlisted person, the same as before where the surname is."""
        scan, g = self.scan, self.g
        date = scan.date(start)
        surname = name.split()[-1]
        held = self.people.surnames.get(surname, [])
        person = next((p for p in reversed(held) if p.startswith("x-")), None) if " " not in name else None
        if person is None and (listed := g.person_names.get(name)):
            person = listed[0]
        rule, confidence = "person.unlisted", 0.75
        if person is None and (same := offices.same(scan, name, date)):
            person, rule, confidence = same, "person.variant", 0.85
        if person is None and (near := offices.nearest(scan, surname, name, date)):
            person, rule, confidence = near, "person.fuzzy", 0.6
        person = person or slug(name)
        self.people.note(surname, person)
        actor = self.actor(person, state, titles, date) or self.people.sides.get(person)
        if actor is None and titles:
            actor = next((t.actor_id for t in titles if t.actor_id), None)
        self.office_seen(titles, actor, person)
        scan.add(start, end, "person", person, rule, confidence, "full" if " " in name else "surname", actor)
        scan.taken.append((start, end))
        i = 0
        while i < len(scan.hits) and scan.hits[i].start < end:
            i += 1
        return i

    def unlisted(self, i: int) -> int:
        """Nothing to read at hit `i`."""
        return i + 1


_VAGUE = {"leader", "envoy", "minister", "chairman", "secretary", "director", "adviser"}

def names_without_title(scan: Scan, people: People) -> None:
    """First and last names that the gazetteer does not have, where the first is a given name or initials stand between."""
    text = scan.text
    spans = sorted(scan.taken)
    for m in UNKNOWN_NAME.finditer(text):
        words = m[0].split()
        if len(words) < 2 or words[0] not in scan.lex.given or line_start(scan, m.start()) and line_end(scan, m.end()) and len(words) > 3:
            continue
        while len(words) > 1 and (words[-1] in scan.lex.not_names or words[-1].rstrip(".") in ("",)):
            words.pop()
        if len(words) < 2 or any(w in scan.lex.not_names for w in words):
            continue
        end = m.start() + len(" ".join(words))
        if "\n" in scan.doc.text[m.start():end] or any(s < end and m.start() < e for s, e in spans[_first(spans, m.start()):_first(spans, m.start()) + 3]):
            continue
        if any(h.start < end and m.start() < h.end and (h.entry.actor or h.entry.blocks or len(h.entry.places) and h.end - h.start > 8)
               for h in scan.hits_between(m.start(), end)):
            continue
        name = " ".join(words)
        date = scan.date(m.start())
        same = offices.same(scan, name, date)
        near = None if same else offices.nearest(scan, words[-1], name, date)
        person = same or near or slug(name)
        people.note(words[-1], person)
        scan.add(m.start(), end, "person", person, "person.variant" if same else "person.fuzzy" if near else "person.given-name", 0.85 if same else 0.6, "full", people.sides.get(person))
        scan.taken.append((m.start(), end))


def surnames_again(scan: Scan, people: People) -> None:
    """Later bare surnames of persons that the gazetteer does not have."""
    wanted = {s: ids[-1] for s, ids in people.surnames.items() if ids[-1].startswith("x-") and len(s) > 3 and s not in scan.lex.not_names and " " not in s}
    if not wanted:
        return
    pattern = re.compile(r"\b(?:" + "|".join(sorted(map(re.escape, wanted), key=len, reverse=True)) + r")\b")
    spans = sorted(scan.taken)
    for m in pattern.finditer(scan.text):
        k = _first(spans, m.start())
        if any(s < m.end() and m.start() < e for s, e in spans[k:k + 3]):
            continue
        if scan.lex.by_surface.get(m[0]) is not None and (scan.lex.by_surface[m[0]].actor or scan.lex.by_surface[m[0]].places):
            continue
        if word_after(scan.text, m.end()) in scan.lex.not_names and word_after(scan.text, m.end())[:1].isupper() and word_after(scan.text, m.end()) not in ("The", "He"):
            continue
        person = wanted[m[0]]
        scan.add(m.start(), m.end(), "person", person, "person.surname-again", 0.75, "surname", people.sides.get(person))
        scan.taken.append((m.start(), m.end()))


def line_end(scan: Scan, position: int) -> bool:
    """True at the end of a line."""
    return scan.doc.text[position:position + 1] in ("", "\n")


def _first(spans: list[tuple[int, int]], position: int) -> int:
    from bisect import bisect_left

    return max(0, bisect_left(spans, (position, 0)) - 2)


def one_name(scan: Scan) -> None:
    """Give an unlisted surname ("Captain Wilkes") the id of the one fuller name in the text that ends with it."""
    fuller: dict[str, set[str]] = {}
    for m in scan.found:
        if m.kind == "person" and m.ref_id and m.form == "full":
            surname = slug(m.surface.split()[-1])
            fuller.setdefault(surname, set()).add(m.ref_id)
    for m in scan.found:
        if m.kind == "person" and m.ref_id and m.ref_id in fuller and m.ref_id not in fuller[m.ref_id] and len(fuller[m.ref_id]) == 1:
            m.ref_id = next(iter(fuller[m.ref_id]))
