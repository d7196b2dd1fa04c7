"""Persons with a name: in full, by surname, with titles before and an apposition after.

A surname means the person of that name whom the text or its list of participants has named, else one whom the gazetteer
knows to have been in public life when the narrative happens.  A title with a name that nobody has makes an unlisted person.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from flows.stages.grammar.lexis import function_words, word_class
from flows.stages.recognise import nearly, offices
from flows.stages.recognise.apposed import ABROAD, abroad, between_commas, between_marks, envoy
from flows.stages.recognise.bearers import HIGHEST, INITIALS, Bearers
from flows.stages.recognise.entries import Title
from flows.stages.recognise.kinds import actor_kinds
from flows.stages.recognise.naming import phrase
from flows.stages.recognise.people import People, participants, slug
from flows.stages.recognise.phrases import UNKNOWN_NAME, joined, one_line, word_after, word_before
from flows.stages.recognise.scan import Hit, Reading, Scan

_MODIFIERS = ("adjective", "demonym")
_SHORT = re.compile(r"[A-Z.]+")
_REGNAL = re.compile(r"(?:(?:King|Emperor|Tsar|Czar|Queen|Pope|Kaiser|Sultan) )?(?P<name>[A-Z][\w’'-]+) [IVX]+")


def find(scan: Scan) -> People:
    """Note every person that the gazetteer or a title makes one, and claim their spans."""
    people = People()
    participants(scan, people)
    reader = _Reader(scan, people)
    i = 0
    while i < len(scan.hits):
        i = reader.step(i)
    return people


class _Reader(Bearers):

    def step(self, i: int) -> int:
        """Read the phrase that starts at hit `i`; the index of the next hit to look at."""
        hit = self.hits[i]
        e = hit.entry
        if e.blocks:
            self.scan.claim(hit.start, hit.end)
            return i + 1
        if (e.title or e.persons or e.surnames) and word_before(self.text, hit.start).lower() in word_class("ships"):
            return self.ship(i)
        if e.persons or (e.surnames and not e.title):
            return self.name(i, i, None, [])
        if e.title:
            return self.title(i, i, None)
        after = self.hits[i + 1] if i + 1 < len(self.hits) else None
        if e.actor and after and after.entry.title and joined(self.scan, hit, after, " ", "'s ", "' "):
            return self.title(i, i + 1, hit) if self.modifies(hit, after) else i + 1
        return i + 1

    def ship(self, i: int) -> int:
        """Claim the name of a ship at hit `i`: the cruiser General Berg."""
        end = self.hits[i].end
        while (word := word_after(self.text, end))[:1].isupper():
            end += 1 + len(word)
        self.scan.claim(self.hits[i].start, end)
        return next((k for k in range(i + 1, len(self.hits)) if self.hits[k].start >= end), len(self.hits))

    def title(self, first: int, i: int, state: Hit | None) -> int:
        """Titles from hit `i`, perhaps after a state's name at `first`; then a name, or none."""
        hits, scan = self.hits, self.scan
        j = i
        while j + 1 < len(hits) and hits[j + 1].entry.title and joined(scan, hits[j], hits[j + 1], " ", " and ", ", ") \
                and not self.two_persons(j):
            j += 1
        titles = [t for h in hits[i:j + 1] if (t := h.entry.title)]
        end, after, of = hits[j].end, j + 1, None
        m = phrase("title-of-state").match(self.text, end)
        if m and after < len(hits) and hits[after].start == m.end() and hits[after].entry.actor and not self.another_title(after):
            of, end, after = hits[after], hits[after].end, after + 1
        home = None if m and abroad(m[0], titles) else of
        at = end + 1 if self.text.startswith(" ", end) else end + 2 if self.text.startswith(", ", end) else -1
        if at > 0 and one_line(scan, end, at):
            following = hits[after].entry if after < len(hits) and hits[after].start == at else None
            if following and (following.persons or following.surnames) and not self.of_another(hits[after], end, of or state):
                return self.name(first, after, state or home, titles)
            if following and following.title and of is not None and (self.text[end] == " " or envoy(state, titles, following.title)):
                return self.title(first, after, state or home)
            comma = of is not None and self.text[end] == "," and not between_commas(scan, at)
            if not comma and not (following and following.actor) and (got := self.new(first, at, state or home, titles)):
                return got
        lord = of is None and titles[-1].title_class == "noble" and titles[-1].phrase[0].isupper()
        fief = phrase("of-fief").match(self.text, end) if lord else None
        if fief is not None and one_line(scan, end, fief.end()):
            return self.admit(hits[first].start, fief.end(), f"{titles[-1].phrase}{fief[0]}", state, titles)
        offices.note(scan, self.people, hits[first].start, hits[j].end, state, of, titles)
        return after

    def another_title(self, i: int) -> bool:
        """Whether the state at hit `i` is that of the title behind it: the envoy to the Norwegian Prime Minister."""
        following = self.hits[i + 1] if i + 1 < len(self.hits) else None
        if following is None or following.entry.title is None or not joined(self.scan, self.hits[i], following, " "):
            return False
        return self.g.resolve_actor(self.hits[i].entry.surface, self.scan.date(self.hits[i].start), ("adjective",)) is not None

    def of_another(self, name: Hit, end: int, of: Hit | None) -> bool:
        """Whether a comma parts a title from one of another state: when it was bought from the King of Norland, Berg agreed."""
        date = self.scan.date(name.start)
        side = self.g.resolve_actor(of.entry.surface, date) if of is not None and self.text[end] == "," else None
        own = [self.g.state_of(p, date) for p in (*name.entry.persons, *name.entry.surnames) if self.g.active(p, date)]
        return side is not None and bool(own) and all(o is not None and o != side for o in own)

    def modifies(self, hit: Hit, title: Hit) -> bool:
        """False where a state and a title only follow each other: "On Norland Mr Ambler preferred to wait"."""
        if not joined(self.scan, hit, title, " ") or _SHORT.fullmatch(hit.entry.surface):
            return True
        if self.g.resolve_actor(hit.entry.surface, self.scan.date(hit.start), _MODIFIERS) is not None:
            return True
        own = title.entry.title is not None and title.entry.title.title_class == "office"
        return own and not phrase("where-word").search(self.text, max(0, hit.start - 12), hit.start)

    def two_persons(self, j: int) -> bool:
        """True where the title at hit `j` and the next one are of two persons: "the President and Chairman Khrushchev"."""
        hits, title, other = self.hits, self.hits[j].entry.title, self.hits[j + 1].entry.title
        if title is None or other is None or title.title_class != "office":
            return False
        both = joined(self.scan, hits[j], hits[j + 1], " and ")
        if both and other.phrase == "Mr.":
            return True  # "the Secretary and Mr. Berg"
        if not both and other.title_class != "office":
            return False  # "the Foreign Minister, Mr. Berg"
        named = hits[j + 2].entry if j + 2 < len(hits) and joined(self.scan, hits[j + 1], hits[j + 2], " ") else None
        if named and (bearers := named.persons or named.surnames):
            return not any(o.office_class == title.office_class for p in bearers for o in self.g.offices.get(p, ()))
        return both and title.office_class in HIGHEST and other.office_class not in HIGHEST

    def name(self, first: int, i: int, state: Hit | None, titles: list[Title]) -> int:
        """A listed name at hit `i`, with the titles before it from hit `first`."""
        hit, e = self.hits[i], self.hits[i].entry
        date = self.scan.date(hit.start)
        person, confidence = self.resolve(hit, date, titles, state)
        if person is None:
            at = hit.start
            if not titles and e.persons and (title := self.scan.lex.by_surface.get(e.surface.partition(" ")[0])) and title.title:
                titles, at = [title.title], at + e.surface.index(" ") + 1  # Count Berg, but a namesake of another age
            return (self.new(first, at, state, titles) if titles else None) or i + 1
        rule = "person.full" if e.persons else "person.title" if titles else "person.surname"
        if e.corrupt:
            rule, confidence = "person.corruption", 0.7
        actor = self.actor(person, state, date)
        if e.persons or titles or sum(self.g.active(p, date, 1) for p in e.surnames) < 2:
            if not person.startswith("x-") and (surname := self.g.persons[person].surname):
                self.people.note(surname, person)
            self.people.note(e.surface, person)
            if regnal := _REGNAL.fullmatch(e.surface):
                self.people.note(regnal["name"], person)
        lead = self.scan.lex.by_surface.get(e.surface.partition(" ")[0]) if e.persons else None
        inside = [lead.title] if lead is not None and lead.title is not None else []  # Marshal Berg, who is listed so
        self.people.bear([*inside, *titles], actor, person, hit.start)
        after = self.apposition(i + 1, hit.end, person)
        actor = actor or self.people.sides.get(person) or self.g.state_of(person, date)
        start = self.hits[first].start
        self.scan.add(start, hit.end, Reading("person", person, rule, confidence, "full" if e.persons else "surname", actor))
        self.scan.claim(start, hit.end)
        return after

    def actor(self, person: str, state: Hit | None, date: str | None) -> str | None:
        """The actor that the words around a name say it acts for."""
        found = self.g.actors.get(self.g.resolve_actor(state.entry.surface, date) or "") if state else None
        if found is None or found.kind not in actor_kinds("treaty-sides"):
            return None
        self.people.sides[person] = found.actor_id
        return found.actor_id

    def apposition(self, after: int, behind: int, person: str) -> int:
        """Read `, the Soviet foreign minister,` behind a name with hit `after`: the state it gives; the next hit to look at."""
        hits, j = self.hits, after
        m = phrase("apposed").match(self.text, behind)
        state = None
        if not m or j >= len(hits) or hits[j].start != m.end() or not one_line(self.scan, behind, m.end()):
            return after
        if hits[j].entry.actor and j + 1 < len(hits) and hits[j + 1].entry.title and joined(self.scan, hits[j], hits[j + 1], " ", "'s "):
            state, j = hits[j], j + 1
        title, end = hits[j].entry.title, hits[j].end
        if title is None or title.title_class != "office":
            return after
        of = phrase("title-of-state").match(self.text, end)
        if state is None and of and j + 1 < len(hits) and hits[j + 1].start == of.end() and hits[j + 1].entry.actor \
                and title.office_class not in ABROAD:
            state, end = hits[j + 1], hits[j + 1].end
        acts = state is None and phrase("acts").match(self.text, end + 1)  # "Turning to Berg, the President said"
        if self.text.startswith(" ", end) and (acts or UNKNOWN_NAME.match(self.text, end + 1)):
            return after
        self.people.bear([title], self.actor(person, state, self.scan.date(behind)), person, behind)
        self.scan.claim(m.end(), hits[j].end)
        return j + 1

    def new(self, first: int, at: int, state: Hit | None, titles: list[Title]) -> int | None:
        """A title and a name that the gazetteer does not have: an unlisted person; None where no name follows."""
        m = UNKNOWN_NAME.match(self.text, at)
        words = m[0].split() if m and one_line(self.scan, at, m.end()) else []
        while words and words[-1] in self.scan.lex.not_names:
            words.pop()
        if words and (dash := words[-1].rpartition("-"))[0] and dash[2] in function_words():
            words[-1] = dash[0]  # a dash without blanks around it: Colonel Berg-whose troops
        name = " ".join(words)
        # A state's name inside ends the name: "Ambassador Thompson US"; one at its start makes it none: "Ambassador Greek ...".
        inside = [h for h in self.scan.hits_between(at, at + len(name)) if h.entry.actor and h.end > h.start + 3 and h.start >= at]
        if inside:
            words = self.text[at:inside[0].start].split()
            name = " ".join(words)
        if not words or words[0] in self.scan.lex.not_names:
            return None
        if len(words) > 1 and words[0] in self.scan.lex.gazetteer.titles and self.text.endswith(", ", 0, at):
            # The Chairman, Senator Berg: a title of his own behind the comma, and another of him before it.
            known = self.people.surnames.get(words[-1], ())
            if known:
                self.people.bear(titles, self.people.sides.get(known[-1]), known[-1], self.hits[first].start)
            return None
        last = titles[-1]
        if self.is_initial(first, last, words[0]):
            return None
        between = self.text.endswith(", ", 0, at)
        if len(words) == 1 and between and not (state is not None and between_marks(self.scan, at, at + len(name))):
            return None
        if len(words) == 1 and last.title_class in ("office", "descriptor") and last.office_class not in ("monarch", "heir") \
                and not between and (last.phrase[0].islower() or words[0] in self.scan.lex.given):
            return None
        if len(words) == 1 and last.title_class in ("office", "rank") and self.a_thing(last, name):
            return None
        return self.admit(self.hits[first].start, at + len(name), name, state, titles)

    def a_thing(self, title: Title, name: str) -> bool:
        """True for a word that the text has in small letters too, and but once behind the title: General Considerations."""
        return name.lower() in self.scan.words and self.text.count(f"{title.phrase} {name}") < 2

    def is_initial(self, first: int, title: Title, name: str) -> bool:
        """True for `M.` that is no Monsieur but the initial of an author: among notes and works cited, and beside another initial."""
        start, passages = self.hits[first].start, self.scan.doc.passages
        if len(title.phrase) != 2 or title.title_class != "honorific":
            return False
        if INITIALS.search(self.text[max(0, start - 12):start]) or INITIALS.fullmatch(name):
            return True
        at = bisect_right(passages, start, key=lambda p: p.start) - 1
        return at >= 0 and passages[at].kind == "note"

    def admit(self, start: int, end: int, name: str, state: Hit | None, titles: list[Title]) -> int:
        """Note a name that is not listed: a person that the text has named, a listed one of nearly the name, or a new one."""
        date = self.scan.date(start)
        said = [p for p in self.people.surnames.get(name, ()) if p.startswith("x-")]
        person, rule, confidence = said[-1] if said else None, "person.unlisted", 0.75
        if person is None:
            near = nearly.listed(self.scan, name, date)
            if near and near[1] == "person.fuzzy" and self.is_peer(titles[-1].phrase, near[0]):
                near = None
            person, rule, confidence = near or (slug(name), rule, confidence)
        self.people.note(name, person)
        actor = self.actor(person, state, date) or self.people.sides.get(person)
        actor = actor or next((t.actor_id for t in titles if t.actor_id), None)
        self.people.bear(titles, actor, person, start)
        after = self.apposition(bisect_left(self.hits, end, key=lambda h: h.start), end, person)
        actor = actor or self.people.sides.get(person)
        self.scan.add(start, end, Reading("person", person, rule, confidence, "full" if " " in name else "surname", actor))
        self.scan.claim(start, end)
        return after

    def is_peer(self, title: str, near: str) -> bool:
        """Whether a title is a part of its bearer's name that another's lacks: Lord Crewe is no slip for Sir Eyre Crowe."""
        return title in word_class("titles-in-names") and title not in self.g.persons[near].name
