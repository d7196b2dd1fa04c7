"""Persons that neither the gazetteer nor a title makes known: first and last names, and their surnames later on."""

from __future__ import annotations

import re
from functools import cache

from flows.stages.accents import unaccented
from flows.stages.genres import CORRESPONDENCE, TALKS
from flows.stages.grammar.lexis import irregular_forms, word_class
from flows.stages.recognise import nearly
from flows.stages.recognise.gazetteer import gazetteer
from flows.stages.recognise.naming import phrase
from flows.stages.recognise.people import People, slug
from flows.stages.recognise.phrases import SEVERAL_WORDS, one_line, word_after, word_before
from flows.stages.recognise.scan import Reading, Scan
from schemas.data import rows

_WORD = re.compile(r"\b[A-Z][a-z]{5,}\b")
ARTICLES = frozenset(("the", "a", "an"))
"""Before words with capitals that are no bare name of a person."""
_NAME = r"[A-Z][a-zß-ÿ]{2,}(?:-[A-Z][a-zß-ÿ]+)?"


@cache
def _speech() -> re.Pattern[str]:
    """A bare name that begins what somebody says: `Brown said`, `Brown then asked`, `Brown (British envoy) replied`."""
    verbs = [r["forms"].split() for r in rows("rules/positions_verbs", "forms", "stance") if r["stance"] not in ("state", "thinks")]
    told = {w for forms in verbs for w in forms}
    past = sorted((w for w in told if w.endswith("ed") or irregular_forms().get(w) in ("past", "ed")), key=lambda w: (-len(w), w))
    between = r"(?: \([^()\n]{3,60}\))?,? (?:then |also |again |now |[a-z]+ly )?"
    return re.compile(rf"(?<![A-Z.’'-])\b(?P<name>{_NAME}){between}(?:{'|'.join(past)})\b(?! by\b)")


def speakers(scan: Scan, people: People) -> None:
    """Note bare names that speak in a record of talk, wherever they stand in it, as persons that nothing else makes known."""
    if scan.doc.genre not in TALKS:
        return
    lex, found = scan.lex, dict[str, str]()
    for m in _speech().finditer(scan.text):
        name = m["name"]
        before = word_before(scan.text, m.start())
        if name in found or name in lex.not_names or name.lower() in scan.words or scan.claimed(*m.span("name")):
            continue
        if (before[:1].isupper() and m.start() not in scan.openings) or before.lower() in ARTICLES:
            continue  # the end of a longer name, or no name: the Convention declared
        if scan.doc.genre == CORRESPONDENCE and m.start() in scan.openings and scan.text.count(name) == 1:
            continue  # a telegram leaves out its articles: "Purpose made clear by"
        entry = lex.by_surface.get(name)
        if entry is not None and (entry.actor or entry.places or entry.blocks or entry.title):
            continue
        held = [p for p in lex.gazetteer.surnames.get(name, ()) if lex.gazetteer.active(p, scan.date(m.start()), 0)]
        if len(held) == 1 or name not in lex.common:
            found[name] = held[0] if len(held) == 1 else slug(name)
    note_names(scan, people, found, "person.speaker", 0.6)


def note_names(scan: Scan, people: People, found: dict[str, str], rule: str, confidence: float) -> None:
    """Note every place where a text has one of these bare names, each the name of a person."""
    if not found:
        return
    pattern = re.compile(r"\b(?:" + "|".join(sorted(map(re.escape, found), key=lambda w: (-len(w), w))) + r")\b(?!-)")
    for m in pattern.finditer(scan.text):
        if not scan.claimed(m.start(), m.end()) and scan.text[m.start() - 1 : m.start()] != "-":
            person = found[m[0]]
            actor = people.sides.get(person) or scan.lex.gazetteer.state_of(person, scan.date(m.start()))
            scan.add(m.start(), m.end(), Reading("person", person, rule, confidence, "surname", actor))
            scan.claim(m.start(), m.end())


@cache
def _sites() -> tuple[str, ...]:
    """Words that make a person's name before them the name of a place, from `rules/place_words.csv`: the Marco Polo Bridge."""
    return tuple(f" {r['word']}" for r in rows("rules/place_words", "kind", "word") if r["kind"] == "site")


def _several_words(scan: Scan) -> list[re.Match[str]]:
    """What looks like a person's name of more than one word, looked for once in a text."""
    if scan.names is None:
        scan.names = [m for m in SEVERAL_WORDS.finditer(scan.text) if " " in m[0]]
    return scan.names


def full_names(scan: Scan, people: People) -> None:
    """Note names in full whose first word is a given name, or a family name that stands first: Hatoyama Ichirō; or that end in an
    honour: Zeki Pasha."""
    lex = scan.lex
    for m in _several_words(scan):
        words = m[0].split()
        honoured = len(words) == 2 and words[1] in word_class("honours-behind")
        if words[0] not in lex.given and not honoured and not (words[0] in lex.gazetteer.surnames and nearly.is_listed(words)):
            continue
        while len(words) > 1 and words[-1] in lex.not_names:
            words.pop()
        if m[0].endswith(_sites()) or word_before(scan.text, m.start()).lower() in ARTICLES:
            continue
        name = " ".join(words)
        start, end = m.start(), m.start() + len(name)
        if len(words) < 2 or any(w in lex.not_names for w in words) or not one_line(scan, start, end) or scan.claimed(start, end):
            continue
        if any(h.entry.actor or h.entry.blocks or (h.entry.places and h.end - h.start > 8) for h in scan.hits_between(start, end)):
            continue
        person, rule, confidence = nearly.listed(scan, name, scan.date(start)) or (slug(name), "person.given-name", 0.6)
        people.note(name, person)
        scan.add(start, end, Reading("person", person, rule, confidence, "full", people.sides.get(person)))
        scan.claim(start, end)


_LISTED = re.compile(r"(?:\bby|,|;|\band) $")


def signers(scan: Scan, people: People) -> None:
    """Note names in full of those who act for a state that stands right behind them: signed by Karl Berg for Norway."""
    lex = scan.lex
    for m in _several_words(scan):
        gap = phrase("for-state").match(scan.text, m.end())
        if gap is None or scan.claimed(m.start(), m.end()) or any(w in lex.not_names for w in m[0].split()):
            continue
        if not _LISTED.search(scan.text[max(0, m.start() - 5) : m.start()]) or not one_line(scan, m.start(), m.end()):
            continue
        state = next((h.entry.actor for h in scan.hits_between(gap.end(), gap.end() + 1) if h.start == gap.end() and h.entry.actor), None)
        if state is None or any(h.entry.actor or h.entry.blocks for h in scan.hits_between(m.start(), m.end())):
            continue
        person, rule, confidence = nearly.listed(scan, m[0], scan.date(m.start())) or (slug(m[0]), "person.signer", 0.6)
        people.note(m[0], person)
        scan.add(m.start(), m.end(), Reading("person", person, rule, confidence, "full", people.sides.get(person)))
        scan.claim(m.start(), m.end())


def slips(scan: Scan, people: People) -> None:
    """Note capitalised words inside sentences that are a slip away from the surname of one person in public life."""
    lex = scan.lex
    for m in _WORD.finditer(scan.text):
        word = m[0]
        if word in lex.by_surface or word in lex.not_names or word in lex.given:
            continue
        if m.start() in scan.openings or scan.claimed(m.start(), m.end()) or word_before(scan.text, m.start()) in lex.not_names:
            continue
        found = nearly.slip(scan, word, scan.date(m.start()))
        if found and word.lower() not in scan.words and (len(word) > 6 or people.seen(found)):
            people.note(word, found)
            actor = people.sides.get(found) or lex.gazetteer.state_of(found, scan.date(m.start()))
            scan.add(m.start(), m.end(), Reading("person", found, "person.slip", 0.5, "surname", actor))
            scan.claim(m.start(), m.end())


def _by_name_alone(scan: Scan, surname: str, person: str) -> bool:
    """Whether a surname means a person only where the text has named it in full: it is not listed, or is a common or another one."""
    listed = scan.lex.gazetteer.persons.get(person)
    if listed is None:
        return True
    if listed.surname and listed.surname != surname:  # Berg Holm, whom the gazetteer has as Holm, but no given name that stands last
        return unaccented(surname) not in unaccented(listed.sort_name).partition(", ")[2].split() and surname not in scan.lex.given
    return not listed.surname and listed.sort_name.startswith(f"{surname}, ")


def _first_surnames(scan: Scan) -> dict[str, str]:
    """The first of two surnames that a text gives in full, by which it may go on: Carlos Berg Holm, and then Berg."""
    titled = [(m, m.surface.split()) for m in scan.found if m.kind == "person" and m.form == "full" and m.ref_id]
    return {words[-2]: str(m.ref_id) for m, words in titled if len(words) > 2 and words[-3] in scan.lex.given}


def _first_names(scan: Scan) -> dict[str, str]:
    """The first of the names that only one person in a text has, by which it may go on: Yahya Khan, and then Yahya."""
    bearers: dict[str, set[str]] = {}
    for m in scan.found:
        if m.kind == "person" and m.form == "full" and m.ref_id:
            listed = scan.lex.gazetteer.persons.get(m.ref_id)
            words = (listed.name if listed else _without_titles(scan, m.surface)).split()
            if len(words) > 1 and words[0] in m.surface.split():
                bearers.setdefault(words[0], set()).add(m.ref_id)
    return {name: next(iter(ids)) for name, ids in bearers.items() if len(ids) == 1 and name not in _regnal()}


@cache
def _regnal() -> frozenset[str]:
    """Names that rulers bear, who go by them alone: Charles, of whom there are ten."""
    told = (re.match(r"(?:\w+ )?(\w+) [IVX]+\b", p.name) for p in gazetteer().persons.values())
    return frozenset(m[1] for m in told if m)


def _without_titles(scan: Scan, surface: str) -> str:
    """A name without the titles before it."""
    words = surface.split()
    while len(words) > 1 and (((entry := scan.lex.by_surface.get(words[0])) is not None and entry.title is not None) or words[0].islower()):
        words.pop(0)
    return " ".join(words)


def _named_after(scan: Scan, start: int, behind_dates: set[int]) -> bool:
    """Whether a first name is a part of the name of something else: the Maria, Fort Henry."""
    before = word_before(scan.text, start)
    # In June Charles resigned.
    return before.lower() in ARTICLES or (before[:1].isupper() and start not in scan.openings and start not in behind_dates)


def surnames(scan: Scan, people: People) -> None:
    """Note bare surnames of persons that the gazetteer does not have, or that it lists by their full names alone."""
    lex = scan.lex
    wanted = {s: ids[-1] for s, ids in people.surnames.items() if _by_name_alone(scan, s, ids[-1])}
    wanted |= {s: person for s, person in _first_surnames(scan).items() if s not in people.surnames and s not in lex.given}
    first = {s: person for s, person in _first_names(scan).items() if s not in people.surnames and s not in wanted}
    wanted |= first
    wanted = {s: person for s, person in wanted.items()
              if len(s) > 3 and " " not in s and s not in lex.not_names | word_class("honours-behind") and s not in lex.by_surface}
    if not wanted:
        return
    pattern = re.compile(r"\b(?:" + "|".join(sorted(map(re.escape, wanted), key=len, reverse=True)) + r")\b")
    behind_dates = {m.end + 1 for m in scan.doc.mentions if m.kind == "date"}
    for m in pattern.finditer(scan.text):
        after = word_after(scan.text, m.end())
        if scan.claimed(m.start(), m.end()) or (after[:1].isupper() and (after in lex.not_names or m[0] in lex.given)):
            continue
        if m[0] in first and (after[:1].isupper() or _named_after(scan, m.start(), behind_dates)):
            continue
        person = wanted[m[0]]
        actor = people.sides.get(person) or lex.gazetteer.state_of(person, scan.date(m.start()))
        scan.add(m.start(), m.end(), Reading("person", person, "person.surname-again", 0.75, "surname", actor))
        scan.claim(m.start(), m.end())


def one_name(scan: Scan) -> None:
    """Give an unlisted surname ("Captain Wilkes") the id of the one fuller name in the text that ends with it."""
    fuller: dict[str, set[str]] = {}
    named = [m for m in scan.found if m.kind == "person" and m.ref_id]
    for m in named:
        if m.form == "full":
            fuller.setdefault(slug(m.surface.split()[-1]), set()).add(str(m.ref_id))
    for m in named:
        if len(whole := fuller.get(str(m.ref_id), set())) == 1:
            m.ref_id = next(iter(whole))
