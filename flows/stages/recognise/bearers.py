"""Who bears a listed name: of several persons the one who is meant, or nobody where another name or an ordinary word is likelier."""

from __future__ import annotations

import re

from flows.stages.genres import TALKS, TREATY_TEXT
from flows.stages.grammar.lexis import function_words
from flows.stages.recognise.entries import Title
from flows.stages.recognise.people import People
from flows.stages.recognise.periods import first_day
from flows.stages.recognise.phrases import word_after, word_before
from flows.stages.recognise.scan import Hit, Scan

PAPERS = TALKS | {TREATY_TEXT}
"""Genres of papers whose persons are of the day on which they were written."""
LIFETIMES = 100
"""Years before or after somebody's public life in which no name in such a paper means him."""
GENERATION = 30
"""Years before or after somebody's public life in which a short name does not mean him any more."""
_RULING = {"president", "head-of-government", "monarch", "party-leader"}
_VAGUE = {"leader", "envoy", "minister", "chairman", "secretary", "director", "adviser"}
_MIDDLE = re.compile(r" (?:[A-Z]\. ?){1,3}[A-Z][a-z]")
_NUMERAL_OR_INITIAL = re.compile(r" [IVX]\. (?=[A-Z][a-z])")
HIGHEST = {"president", "head-of-government", "monarch", "foreign-minister"}
INITIALS = re.compile(r"(?:\b[A-Z]\.[ ]?){1,3}$")


class Bearers:
    """The listed persons of a document, asked for by name."""

    def __init__(self, scan: Scan, people: People) -> None:
        self.scan, self.people = scan, people
        self.g, self.text, self.hits = scan.lex.gazetteer, scan.text, scan.hits
        self._states: dict[str | None, set[str | None]] = {}
        """The states that the text names, as on a day for which they were asked."""

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
            if INITIALS.search(self.text[max(0, hit.start - 12):hit.start]):
                return self.initials(hit, date)
            if self.part_of_a_name(hit) or self.with_article(hit):
                return None, 0.0
        elif self.leads_a_name(hit):
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

    def leads_a_name(self, hit: Hit) -> bool:
        """Whether a surname that is a given name too stands before the surname of somebody else: General Roberto Berg."""
        lex, after = self.scan.lex, word_after(self.text, hit.end)
        if hit.entry.surface not in lex.given or not (after[:1].isupper() and after[1:2].islower()) or after in lex.not_names | lex.common:
            return False
        other = lex.by_surface.get(after)
        return other is None or (bool(other.surnames) and not (other.actor or other.places or other.title or other.blocks))

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
        m = INITIALS.search(self.text[max(0, hit.start - 12):hit.start])
        same = [p for p in hit.entry.surnames if m and self.g.persons[p].name[0] == m[0].strip()[0] and self.g.active(p, date)]
        return (same[0], 0.85) if len(same) == 1 else (None, 0.0)

    def best(self, among: list[str], date: str | None) -> str:
        """Of several persons the one in office, then the one of the highest, then of the most offices, then by id."""
        def key(p: str) -> tuple[bool, bool, int, str]:
            held = self.g.offices.get(p, ())
            return not self.g.in_office(p, date), not any(o.office_class in HIGHEST for o in held), -len(held), p

        return min(among, key=key)

    def fits(self, person: str, titles: list[Title]) -> bool:
        """True if a person ever bore an office of these titles; titles without office fit everybody."""
        wanted = {t.office_class for t in titles if t.title_class == "office"}
        held = {o.office_class for o in self.g.offices.get(person, ())}
        return not wanted or person.startswith("x-") or bool(held & wanted) or bool(wanted & _VAGUE and held)
