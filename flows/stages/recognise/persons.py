"""Persons with a name: in full, by surname, with titles before and an apposition after.

A surname means the person of that name whom the text or its list of participants has named, else one whom the gazetteer
knows to have been in public life when the narrative happens.  A title with a name that nobody has makes an unlisted person.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from flows.stages.grammar.lexis import function_words, word_class
from flows.stages.model import TALKS
from flows.stages.recognise import nearly, offices
from flows.stages.recognise.apposed import ABROAD, abroad, between_commas, between_marks, envoy
from flows.stages.recognise.gazetteer import Title, first_day
from flows.stages.recognise.kinds import actor_kinds
from flows.stages.recognise.people import People, participants, slug
from flows.stages.recognise.phrases import UNKNOWN_NAME, joined, one_line, word_after, word_before
from flows.stages.recognise.scan import Hit, Scan

PAPERS = TALKS | {"treaty-text"}
"""Genres of papers whose persons are of the day on which they were written."""
LIFETIMES = 100
"""Years before or after somebody's public life in which no name in such a paper means him."""
GENERATION = 30
"""Years before or after somebody's public life in which a short name does not mean him any more."""
_INITIALS = re.compile(r"(?:\b[A-Z]\.[ ]?){1,3}$")
_ACTS = re.compile(r"(?:has|had|is|was|will|would|could|did|then|also|again|next|went|told|said|made|gave|took|felt|thought|[a-z]+ed)\b")
"""What its bearer does or did, after a title: no apposition runs into it."""
_OF_STATE = re.compile(r" (?:of|to|in|from) (?:the )?")
_APPOSITION = re.compile(r", (?:the |then |a |an |former )*")
_HIGHEST = {"president", "head-of-government", "monarch", "foreign-minister"}
_RULING = {"president", "head-of-government", "monarch", "party-leader"}
_VAGUE = {"leader", "envoy", "minister", "chairman", "secretary", "director", "adviser"}
_MODIFIERS = ("adjective", "demonym")
_SHORT = re.compile(r"[A-Z.]+")
_BEHIND = re.compile(r"\b(?:[Ii]n|[Oo]n|[Tt]o|[Ff]rom|[Aa]bout|[Oo]ver) (?:the )?$")
"""Before a state that is a place or a matter: no title that happens to follow is one of it."""
_REGNAL = re.compile(r"(?:(?:King|Emperor|Tsar|Czar|Queen|Pope|Kaiser|Sultan) )?(?P<name>[A-Z][\w’'-]+) [IVX]+")
_MIDDLE = re.compile(r" (?:[A-Z]\. ?){1,3}[A-Z][a-z]")
_NUMERAL_OR_INITIAL = re.compile(r" [IVX]\. (?=[A-Z][a-z])")
_PEER = "Lord"
"""A title that is part of the name of those who bear it: Lord Crewe is no slip for Sir Eyre Crowe."""


def find(scan: Scan) -> People:
    """Note every person that the gazetteer or a title makes one, and claim their spans."""
    people = People()
    participants(scan, people)
    reader = _Reader(scan, people)
    i = 0
    while i < len(scan.hits):
        i = reader.step(i)
    return people


class _Reader:
    def __init__(self, scan: Scan, people: People) -> None:
        self.scan, self.people = scan, people
        self.g, self.text, self.hits = scan.lex.gazetteer, scan.text, scan.hits
        self._states: dict[str | None, set[str | None]] = {}
        """The states that the text names, as on a day for which they were asked."""

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
        m = _OF_STATE.match(self.text, end)
        if m and after < len(hits) and hits[after].start == m.end() and hits[after].entry.actor:
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
        offices.note(scan, self.people, hits[first].start, hits[j].end, state, of, titles)
        return after

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
        return own and not _BEHIND.search(self.text, max(0, hit.start - 12), hit.start)

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
        return both and title.office_class in _HIGHEST and other.office_class not in _HIGHEST

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
        self.scan.add(start, hit.end, "person", person, rule, confidence, "full" if e.persons else "surname", actor)
        self.scan.claim(start, hit.end)
        return after

    def resolve(self, hit: Hit, date: str | None, titles: list[Title], state: Hit | None) -> tuple[str | None, float]:
        """Who is meant by a listed name, and how surely; nobody where another name or an ordinary word is likelier."""
        e, g = hit.entry, self.g
        initial = _NUMERAL_OR_INITIAL.match(self.text, hit.end - 2)
        if e.persons and initial and initial.end() not in self.scan.openings:
            return None, 0.0  # "George V. Ambler" is no king
        if e.persons and (known := [p for p in self.people.surnames.get(e.surface, ()) if p not in e.persons and g.active(p, date)]):
            return known[-1], 0.9  # Napoleon, where the text has named Napoleon III
        if e.persons:
            at_work = next((p for p in e.persons if g.active(p, date)), None)
            if at_work is None and all(self.of_another_age(p, e.surface, date) for p in e.persons):
                return None, 0.0
            return at_work or e.persons[0], 0.98 if len(e.persons) == 1 else 0.9
        if not titles:
            if _INITIALS.search(self.text[max(0, hit.start - 12):hit.start]):
                return self.initials(hit, date)
            if self.part_of_a_name(hit) or self.with_article(hit):
                return None, 0.0
        living = [p for p in e.surnames if g.active(p, date, 1)]
        named = self.people.surnames.get(e.surface, [])
        other = titles and any(self.fits(p, titles) for p in living if p not in named)  # Attorney General Berg wrote to President Berg
        said = [p for p in named if not titles or self.fits(p, titles) or (len(named) == 1 and not other)]
        said = [p for p in said if p.startswith("x-") or g.active(p, date, 5)] or ([] if living else said)
        if said:
            return said[-1], 0.95
        if titles:
            return self.titled(living, titles, state, date)
        if e.conditional:
            known = [p for p in e.surnames if self.people.seen(p)]
            return (known[0], 0.7) if known else (None, 0.0)
        if not living and not named:
            living = self.remembered(e.surnames, date)
        if not living or e.places or e.actor or e.title:
            return None, 0.0
        if e.surface in self.scan.lex.common:
            return self.in_office(hit, living, date)
        serving = [p for p in living if g.in_office(p, date)]
        return self.best(serving or living, date), 0.85 if len(living) == 1 else 0.8 if serving else 0.6

    def in_office(self, hit: Hit, living: list[str], date: str | None) -> tuple[str | None, float]:
        """The one bearer of an ordinary surname, inside a sentence, who then holds an office of a state that the text names."""
        if hit.entry.surface not in self.scan.lex.surnames or hit.start in self.scan.openings:
            return None, 0.0
        serving = [p for p in living if self.g.in_office(p, date)]
        if serving and date not in self._states:
            names = {h.entry.surface for h in self.hits if h.entry.actor}
            self._states[date] = {self.g.owner(self.g.resolve_actor(n, date), date) for n in names}
        serving = [p for p in serving if self.g.state_of(p, date) in self._states[date]]
        return (serving[0], 0.7) if len(serving) == 1 else (None, 0.0)

    def remembered(self, bearers: tuple[str, ...], date: str | None) -> list[str]:
        """The one bearer of a surname who once governed a state, of whom texts speak long afterwards by surname alone."""
        ruled = [p for p in bearers if any(o.office_class in _RULING for o in self.g.offices.get(p, ()))]
        day = first_day(date)
        return ruled if len(ruled) == 1 == len(bearers) and day is not None and self.g.retired(ruled[0], day) else []

    def part_of_a_name(self, hit: Hit) -> bool:
        """True if a capitalised word beside a surname makes it part of another name."""
        lex, after = self.scan.lex, word_after(self.text, hit.end)
        if _MIDDLE.match(self.text, hit.end):
            return True  # Berg K. Holm
        before = "" if hit.start in self.scan.openings else word_before(self.text, hit.start)
        if before in lex.given:
            return True
        opens = hit.start - len(before) - 1 in self.scan.openings
        if before[:1].isupper() and before[1:].islower() and not opens and before not in lex.not_names and before not in lex.by_surface:
            return True
        known = after in lex.common or after in lex.not_names or after in lex.by_surface
        return after[:1].isupper() and after[1:2].islower() and not known

    def of_another_age(self, person: str, surface: str, date: str | None) -> bool:
        """True if a listed short name cannot mean its bearer, whose time lies a generation off: Count Metternich in 1911.

        Nor can any name in a paper of its own time, which does not look back.
        """
        given = self.g.persons[person].name.partition(" ")[0]
        if self.scan.doc.genre in PAPERS and not self.g.active(person, date, LIFETIMES):
            return True
        return given not in surface and not self.g.active(person, date, GENERATION)

    def with_article(self, hit: Hit) -> bool:
        """True if a surname has an article of its own, and so is a river or a ship: they crossed the Tisza; not the Berg cabinet."""
        if word_before(self.text, hit.start).lower() != "the":
            return False
        after = word_after(self.text, hit.end)
        return not after or after in function_words()

    def titled(self, living: list[str], titles: list[Title], state: Hit | None, date: str | None) -> tuple[str | None, float]:
        """Of the living bearers of a surname the one who can bear the titles, for the state before them."""
        fitting = [p for p in living if self.fits(p, titles)]
        if state is not None:
            side = self.g.resolve_actor(state.entry.surface, date)
            fitting = [p for p in fitting or living if self.g.state_of(p, date) == side] or fitting
        if fitting:
            return self.best(fitting, date), 0.92
        return (living[0], 0.7) if len(living) == 1 and titles[-1].title_class != "office" else (None, 0.0)

    def initials(self, hit: Hit, date: str | None) -> tuple[str | None, float]:
        """A surname after initials that the gazetteer does not have together: the one person whose first letter agrees."""
        m = _INITIALS.search(self.text[max(0, hit.start - 12):hit.start])
        same = [p for p in hit.entry.surnames if m and self.g.persons[p].name[0] == m[0].strip()[0] and self.g.active(p, date)]
        return (same[0], 0.85) if len(same) == 1 else (None, 0.0)

    def best(self, among: list[str], date: str | None) -> str:
        """Of several persons the one in office, then the one of the highest, then of the most offices, then by id."""
        def key(p: str) -> tuple[bool, bool, int, str]:
            held = self.g.offices.get(p, ())
            return not self.g.in_office(p, date), not any(o.office_class in _HIGHEST for o in held), -len(held), p

        return min(among, key=key)

    def fits(self, person: str, titles: list[Title]) -> bool:
        """True if a person ever bore an office of these titles; titles without office fit everybody."""
        wanted = {t.office_class for t in titles if t.title_class == "office"}
        held = {o.office_class for o in self.g.offices.get(person, ())}
        return not wanted or person.startswith("x-") or bool(held & wanted) or bool(wanted & _VAGUE and held)

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
        m = _APPOSITION.match(self.text, behind)
        state = None
        if not m or j >= len(hits) or hits[j].start != m.end() or not one_line(self.scan, behind, m.end()):
            return after
        if hits[j].entry.actor and j + 1 < len(hits) and hits[j + 1].entry.title and joined(self.scan, hits[j], hits[j + 1], " ", "'s "):
            state, j = hits[j], j + 1
        title, end = hits[j].entry.title, hits[j].end
        if title is None or title.title_class != "office":
            return after
        of = _OF_STATE.match(self.text, end)
        if state is None and of and j + 1 < len(hits) and hits[j + 1].start == of.end() and hits[j + 1].entry.actor \
                and title.office_class not in ABROAD:
            state, end = hits[j + 1], hits[j + 1].end
        acts = state is None and _ACTS.match(self.text, end + 1)  # "Turning to Berg, the President said"
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
        if len(words) == 1 and last.title_class in ("office", "descriptor") and last.office_class != "monarch" \
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
        if _INITIALS.search(self.text[max(0, start - 12):start]) or _INITIALS.fullmatch(name):
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
            peer = titles[-1].phrase == _PEER and near is not None and _PEER not in self.scan.lex.gazetteer.persons[near[0]].name
            if near and peer and near[1] == "person.fuzzy":
                near = None
            person, rule, confidence = near or (slug(name), rule, confidence)
        self.people.note(name, person)
        actor = self.actor(person, state, date) or self.people.sides.get(person)
        actor = actor or next((t.actor_id for t in titles if t.actor_id), None)
        self.people.bear(titles, actor, person, start)
        after = self.apposition(next((i for i, h in enumerate(self.hits) if h.start >= end), len(self.hits)), end, person)
        actor = actor or self.people.sides.get(person)
        self.scan.add(start, end, "person", person, rule, confidence, "full" if " " in name else "surname", actor)
        self.scan.claim(start, end)
        return after
