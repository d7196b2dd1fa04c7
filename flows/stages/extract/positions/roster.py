"""The people of a document, read off its header and its mentions: those present, who tells it, who is written to."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from functools import cache
from typing import Any

from flows.stages.extract.positions import listed, settled
from flows.stages.extract.positions.kinds import greeting
from flows.stages.extract.positions.listed import pattern
from flows.stages.extract.positions.narrators import silent
from flows.stages.extract.positions.rules import alternatives, roles
from flows.stages.extract.positions.sides import Roster, Speaker, inside, state
from flows.stages.model import Document
from flows.stages.recognise.gazetteer import gazetteer
from flows.stages.recognise.papers import by_file, seat
from flows.stages.sieve import Sieve

_BEGIN = re.compile(r"\b[Bb]egin [Tt]ext\b|\b[Vv]erbatim [Tt]ext\b|\b(?:D[Ee][Aa][Rr]|Dear)\s+M[Rr]\.|“Quote|\bQuote\b[.:]")
_FROM = re.compile(r"\b(?i:from|by)\s+(?:[A-Z]\w+\s+){0,2}$")
_BY = re.compile(r"\bFrom\s+$")
COLLEAGUES = 3
GREETING = 40
"""So many characters after the words that open a letter passed on its greeting begins at the latest."""
TITLE = 4
"""So many characters after the first of its name the one greeted is found: "Dear Mr. Alda"."""
SENT = 24
"""Characters in which an office says that somebody is sent: "Minister in"."""
JOINED = 5
_JOINT = re.compile(r"\sand\s")
"""What joins two who send a letter: it goes out in the name of the state that passes it on."""
_OWN = re.compile(r"(?:Embassy|Legation|Consulate|Mission|Delegation|Ministry) of ")
"""How a mission is called by those whose it is: the Embassy of Latvia."""
_TO = re.compile(r"\bto\s+(?:[A-Z]\w+\s+)*$")


CHIEF = "Secretary of State"
"""The office that one state alone gives to its foreign minister."""


@cache
def _chief() -> re.Pattern[str]:
    """A title that stands alone for somebody of the keeper's own."""
    return re.compile(r"\b[Tt]he " + alternatives(roles("home")) + r"\b(?!\s+(?:of|for|General)\b)")


def _speaker(people: Roster, doc: Document, entry: dict[str, Any]) -> Speaker | None:
    """The speaker of one entry of a list of people: by its ids, by the person named at its span, by its side or its office."""
    start, end = int(entry.get("start") or 0), int(entry.get("end") or 0)
    name = str(entry.get("name") or "")
    begin, stop = listed.span(doc, entry)
    stop = min([stop, *(int(e["start"]) for e in listed.people(doc.meta.get("participants")) if int(e.get("start") or 0) > start)])
    here = inside(doc, begin, stop)
    reach = inside(doc, max(0, start - len(str(entry.get("office") or "")) - 3), end)  # a title may stand in the mention, before the name
    named = next((m for m in reach if m.kind == "person" and m.ref_id and start < m.end and m.form != "office"), None)
    person = entry.get("person_id") or (named.ref_id if named else None)
    actor = entry.get("actor_id") or gazetteer().resolve_actor(str(entry.get("side") or ""), doc.meta.get("issued"))
    actor = actor or people.sides.get(person or "") or (named.for_actor if named else None)
    if not actor and person:
        actor = gazetteer().state_of(person, doc.meta.get("issued"))
    if not actor and not person and name.removeprefix("The ") in roles("home"):
        actor = people.home
        person = next((m.ref_id for m in here if m.form == "office" and m.for_actor and state(m.for_actor) == actor), None)
    actor = actor or listed.sender(str(entry.get("office") or ""), doc.meta.get("issued"))
    holder = _holder(doc, entry, people.home) if not actor and people.home else None
    if holder:
        person, actor = holder, people.home
    if not actor:
        # "Ambassador to X" is not of X, nor is the X Desk; "USSR" after the name and "Ambassador of X" are.
        sent_to = [m.end() for m in pattern("envoy").finditer(doc.text, begin, stop)]
        own = [m for m in here if m.start not in sent_to and not pattern("desk").match(doc.text, m.end)]
        actor = next((a for m in own if (a := m.ref_id if m.kind == "actor" else m.for_actor)), None)
    if not (person or actor) and (sole := gazetteer().sole_holder(name.removeprefix("The "), doc.meta.get("issued"))):
        person, actor = sole.person_id, sole.actor_id
    if not (person or actor) and not start:
        known = next((m for m in doc.mentions if m.kind == "person" and m.ref_id and name and m.surface.endswith(name.split()[-1])), None)
        person, actor = (known.ref_id, known.for_actor) if known else (None, None)
    if actor and person is None:
        person = gazetteer().holder(name.removeprefix("The "), actor, doc.meta.get("issued"))
    return Speaker(person, state(actor)) if person or actor else None


def _holder(doc: Document, entry: dict[str, Any], home: str) -> str | None:
    """Who of a state holds the office that an entry gives alone; nobody where the list has him by his name as well."""
    holder = gazetteer().holder(listed.bare(entry), home, doc.meta.get("issued")) if listed.bare(entry) else None
    others = (e for e in listed.people(doc.meta.get("participants")) if holder and e is not entry and "start" in e)
    named = any(m.ref_id == holder and m.form != "office" for e in others for m in inside(doc, e["start"], e["end"]))
    return None if named else holder


def roster(doc: Document) -> Roster:
    """Read the people of the document off its header and its mentions."""
    out = Roster()
    votes: dict[str, Counter[str]] = {}
    for m in doc.mentions:
        if m.kind == "person" and m.ref_id and m.for_actor:
            votes.setdefault(m.ref_id, Counter())[state(m.for_actor) or m.for_actor] += 1
    out.sides = {person: _side(doc, person, min(c, key=lambda a: (-c[a], a))) for person, c in sorted(votes.items())}
    out.home = _keeper(doc)
    before: str | None = None
    side: str | None = None
    for entry in listed.people(doc.meta.get("participants")):
        who = _speaker(out, doc, entry)
        if who is None:
            continue
        if who.actor_id is None:
            known = listed.envoy_met(doc, entry, out.home) or _at_home(out, doc, entry)
            alone = before is not None and not (entry.get("office") or entry.get("side"))
            known = known or (settled.between(doc, {s.actor_id for s in out.present}) if alone else None)
            who = replace(who, actor_id=known or (before if listed.goes_on(entry) else None))
        if who.actor_id is None and side in (None, out.home) and not listed.stands_for_another(entry):
            who = replace(who, actor_id=out.home)  # whose office names no state is the keeper's own colleague
        before, side = who.actor_id, who.actor_id or side
        if who.person_id and who.actor_id:
            out.sides[who.person_id] = who.actor_id
        out.present.append(who)
        out.titles.append((" ".join((str(entry.get("name") or ""), listed.office(entry))).strip(), who))
    settled.listed_twice(out)
    settled.labelled(out, doc)
    settled.titled(out, doc)
    _one_side(out)
    _council(out, doc)
    noun = re.compile(r"\s+(" + alternatives((*roles("home"), *roles("person"))) + r")\b")
    for m in doc.mentions:
        if m.kind == "person" and m.ref_id and m.form != "office" and m.ref_id in out.sides:
            out.titles.append((m.surface, Speaker(m.ref_id, out.sides[m.ref_id])))
        elif m.kind == "actor" and m.ref_id and (role := noun.match(doc.text, m.end)):
            out.titles.append((role[1], Speaker(None, state(m.ref_id))))
    _letter(out, doc)
    titled = doc.meta.get("title_span") or (0, 0)
    out.interviewed = next((who for m in inside(doc, *titled) if m.kind == "person" and (who := out.of_mention(m))), None)
    if out.narrator is None:
        out.narrator = silent(out, doc, max((int(e.get("end") or 0) for e in listed.people(doc.meta.get("participants"))), default=0))
    if out.narrator is not None and out.narrator.actor_id:
        out.home = out.narrator.actor_id
    own = re.compile(r"(?:\A|[.;:,\n] ?|\b[a-z]+ |[.:] {1,2})" + alternatives(roles("home")) + r" \Z")
    for m in doc.mentions:
        if m.kind == "person" and m.ref_id and out.home and own.search(doc.text[max(0, m.start - 40) : m.start]):
            out.sides.setdefault(m.ref_id, out.home)  # "Assistant Secretary Alda" without a state is the keeper's own
    return out


def _side(doc: Document, person: str, named: str) -> str:
    """The state of a person: the one known of him, not another that only stands beside his name ("On Ruritania Mr. Alda held")."""
    known = state(gazetteer().state_of(person, doc.meta.get("issued")))
    beside = gazetteer().actors.get(named)
    return known if known and beside is not None and beside.kind == "state" else named


def _one_side(people: Roster) -> None:
    """Colleagues: where all those present whose state is known are of one, the others are too."""
    known = [s.actor_id for s in people.present if s.actor_id]
    if len(known) < COLLEAGUES or len(set(known)) > 1:
        return
    for i, who in enumerate(people.present):
        if who.person_id and who.actor_id is None:
            people.present[i] = replace(who, actor_id=known[0])
            people.sides.setdefault(who.person_id, known[0] or "")
    people.titles = [(title, replace(who, actor_id=who.actor_id or known[0])) for title, who in people.titles]


def _council(people: Roster, doc: Document) -> None:
    """The minutes of a body of government, which its title names, without a list of those present: they are of its own state."""
    own = _office(doc, int((doc.meta.get("title_span") or [0, 0])[1]))
    if people.present or own is None or doc.genre != "record-of-conversation":
        return
    for m in doc.mentions:
        if m.kind == "person" and m.ref_id and m.for_actor is None and m.form != "office" and gazetteer().state_of(m.ref_id, None) is None:
            people.sides.setdefault(m.ref_id, own)


def _at_home(people: Roster, doc: Document, entry: dict[str, Any]) -> str | None:
    """The state of an office held at home: by its place ("Assistant Secretary, Washington"), or the keeper's own by its title."""
    office, end = str(entry.get("office") or ""), int(entry.get("end") or 0)
    if listed.DESK.match(office):
        return people.home
    if pattern("abroad").search(office):
        return None
    place = next((m.surface for m in inside(doc, end, end + len(office) + 4) if m.kind == "place"), None)
    found = gazetteer().resolve_actor(place, doc.meta.get("issued")) if place else None
    return found or (people.home if office.startswith(roles("home")) else None)


def _office(doc: Document, end: int) -> str | None:
    """The state of the first body of government that the head of the document names."""
    return next((state(m.ref_id) for m in inside(doc, 0, end) if m.kind == "actor" and m.ref_id and state(m.ref_id) != m.ref_id), None)


def _keeper(doc: Document) -> str | None:
    """The state whose office kept the record: a body of government in the title or among the offices of those present, else the host."""
    head = max([int(e.get("end") or 0) + len(str(e.get("office") or "")) + 4 for e in listed.people(doc.meta.get("participants"))]
               + [int((doc.meta.get("title_span") or [0, 0])[1])])
    titled = int((doc.meta.get("title_span") or [0, 0])[1])
    if kept := by_file(doc) or _office(doc, titled):
        return kept
    here = doc.meta.get("place_span")
    place = next((m.surface for m in inside(doc, *here) if m.kind == "place"), None) if here else None
    capital = gazetteer().resolve_actor(place, doc.meta.get("issued")) if place else None
    house = seat(doc.text[here[0] : here[1]]) if here and not place else None
    capital = gazetteer().state_at(house, doc.meta.get("issued")) if house else capital
    sent = [m.end() for m in pattern("envoy").finditer(doc.text, 0, head)]
    guests = {state(m.ref_id) for m in inside(doc, 0, head) if m.kind == "actor"
              and (pattern("mission").match(doc.text, m.end) or pattern("mission").search(m.surface))}
    if capital and ((guests and capital not in guests) or house):
        return capital  # the talk was held at home, with an embassy of another state
    if kept := _office(doc, head):
        return kept
    if capital and any(m.start in sent and state(m.ref_id) == capital for m in inside(doc, 0, head) if m.kind == "actor"):
        return None  # the host of the envoy who kept it
    named = Counter(state(m.ref_id) for m in doc.mentions if m.kind == "actor" and m.ref_id)
    sole = gazetteer().sole_holder(CHIEF, doc.meta.get("issued"))
    bare = _chief().search(doc.text, titled) or any(listed.bare(e) for e in listed.people(doc.meta.get("participants")))
    bureaus = [listed.bureau(e) for e in listed.people(doc.meta.get("participants"))]
    if sole is not None and any(bureaus) and not all(bureaus):
        return sole.actor_id
    if sole is not None and named[sole.actor_id] and bare:
        return sole.actor_id  # "the Secretary" and "the President" without a state are the keeper's own
    return capital if capital in sorted(named, key=lambda a: (-named[a], a or ""))[:2] else None


def _letter(people: Roster, doc: Document) -> None:
    """Who wrote the document to whom."""
    authors, recipients = _written(doc, "authors"), _written(doc, "recipients")
    authors = sorted(authors, key=lambda e: not e.get("signed"))  # who signs writes, and not the holder of an office that another acts in
    post, envoy = pattern("post"), pattern("envoy")
    posts = [e for e in (*authors, *recipients) if post.match(str(e.get("name"))) or envoy.search(f"{e.get('office') or ''} ")]
    posts = [e for e in posts if not _OWN.match(str(e.get("name"))) and not _of_own(doc, e)]
    writers = [w for e in authors if e not in posts and (w := _speaker(people, doc, e))]
    readers = [w for e in recipients if e not in posts and (w := _speaker(people, doc, e))]
    # A mission abroad writes for the state that it writes to, never for its host.
    hosts = {state(m.ref_id) for e in posts for m in inside(doc, *listed.span(doc, e)) if m.kind == "actor"}
    home = next((w.actor_id for w in (*readers, *writers) if w.actor_id and w.actor_id not in hosts), None)
    if posts and home is None:
        named = Counter(state(m.ref_id) or "" for m in doc.mentions if m.kind == "actor" and m.ref_id and state(m.ref_id) not in hosts)
        home = min(named, key=lambda a: (-named[a], a), default=None)
    if any(e in posts for e in authors):
        abroad = [Speaker(_named(doc, e), home) for e in authors if e in posts]
        writers = [Speaker(w.person_id, home) for w in writers] or abroad
    if any(e in posts for e in recipients):
        readers = readers or [Speaker(None, home)]
    if len(hosts) == 1:
        people.host = next(iter(hosts))
        if any(e in posts for e in authors):
            _strangers(people, doc, home, people.host)
    people.narrator, people.addressee = _whole(writers), _whole(readers)
    if not authors and not recipients:
        _titled(people, doc)
    memo = doc.meta.get("kind") == "memorandum" and doc.genre == "correspondence"
    colleague = (people.addressee.actor_id if people.addressee else None) or (people.home if memo else None)
    if people.narrator is None and colleague and (memo or greeting(doc)):
        people.narrator = Speaker(None, colleague)  # an unknown writer is of the state of whom he writes to
    elif people.narrator and people.narrator.actor_id is None and colleague and (memo or greeting(doc)):
        people.narrator = replace(people.narrator, actor_id=colleague)
    if (people.narrator is None or people.narrator.actor_id is None) and (capital := settled.at_home(doc)):
        people.narrator = Speaker(people.narrator.person_id if people.narrator else None, capital)
    if people.narrator and people.narrator.actor_id is None and (crown := settled.served(doc)):
        people.narrator = replace(people.narrator, actor_id=crown)
    of_office = _office(doc, int((doc.meta.get("title_span") or [0, 0])[1]))
    if of_office and not recipients and doc.genre == "correspondence" and (people.narrator is None or people.narrator.person_id is None):
        people.narrator, people.account = Speaker(None, of_office), True
    if sender := _quoted_sender(people, doc):
        people.cover = people.narrator
        reader = people.addressee if people.addressee and people.addressee.against(sender) else None
        people.narrator, people.addressee = sender, _quoted_reader(people, doc, sender) or reader
        return
    own = people.narrator and not (people.addressee and people.addressee.against(people.narrator))
    if people.narrator and own and (greeted := _greeted(people, doc, people.narrator)):
        people.cover, people.addressee = people.narrator, greeted  # whose letter it is goes without saying
    elif people.narrator and people.host not in (None, people.narrator.actor_id) and any(e in posts for e in recipients) and greeting(doc):
        # a letter that goes to a post without a word of who wrote it is for the government there
        people.addressee = _quoted_reader(people, doc, people.narrator) or Speaker(None, people.host)


def _of_own(doc: Document, entry: dict[str, Any]) -> bool:
    """Whether the state before an office is the one that sends him who holds it: the Turkish Ambassador at London."""
    begin, _ = listed.span(doc, entry)
    first = next((m for m in inside(doc, begin, begin + 3) if m.kind == "actor"), None) if entry.get("office") else None
    return first is not None and pattern("envoy").match(doc.text[first.start : first.start + SENT]) is None


def _written(doc: Document, key: str) -> list[dict[str, Any]]:
    """Who writes or is written to; of those for whom the text of a telegram opens only who is known."""
    people = listed.people(doc.meta.get(key))
    return [e for e in people if not e.get("attention") or any(m.kind == "person" for m in inside(doc, e["start"], e["end"]))]


def _named(doc: Document, entry: dict[str, Any]) -> str | None:
    """The person whose name an entry is."""
    start, end = int(entry.get("start") or 0), int(entry.get("end") or 0)
    return next((m.ref_id for m in inside(doc, start, end) if m.kind == "person" and m.form != "office"), None)


def _titled(people: Roster, doc: Document) -> None:
    """Writer and reader as the title names them, where the header gives neither: "Informal Communication From Alda to Bero"."""
    start, end = doc.meta.get("title_span") or (0, 0)
    named = [(m, who) for m in inside(doc, start, end) if m.kind == "person" and (who := people.of_mention(m))]
    if len(named) != 2 or doc.genre != "correspondence":
        return
    (first, writer), (second, reader) = named
    if _BY.search(doc.text, start, first.start) and _TO.search(doc.text, first.end, second.start):
        people.narrator, people.addressee = writer, reader


def _strangers(people: Roster, doc: Document, home: str | None, host: str | None) -> None:
    """The sides of those whom a mission's report names and nothing else places: its own where they go to meet others, else its hosts'."""
    head = int((doc.meta.get("title_span") or [0, 0])[1])
    body = [m for m in doc.mentions if m.kind == "person" and m.ref_id and m.start >= head]
    met = pattern("met").search(doc.text, head) if body else None
    for m in body:
        side = home if met and m.end <= met.start() else host
        if m.ref_id and m.for_actor is None and side and gazetteer().persons.get(m.ref_id) is None:
            people.sides.setdefault(m.ref_id, side)


@cache
def _begins() -> Sieve:
    return Sieve([_BEGIN])


def _quoted_sender(people: Roster, doc: Document) -> Speaker | None:
    """Who wrote the letter that a telegram passes on in full ("Following letter from ... Begin text")."""
    opening = greeting(doc) or (_BEGIN.search(doc.text) if _begins().mask(doc.text) else None)
    if opening is None:
        return None
    for m in doc.mentions:
        if m.end > opening.start():
            return None
        if m.kind == "person" and (_FROM.search(doc.text, max(0, m.start - 80), m.start) or (pattern("written").match(doc.text, m.end)
                                 and not _TO.search(doc.text, max(0, m.start - 20), m.start))):
            if people.narrator and _JOINT.search(doc.text, m.start, min(m.end + JOINED, opening.start())):
                return Speaker(None, people.narrator.actor_id)
            return people.of_mention(m)
    return None


def _quoted_reader(people: Roster, doc: Document, sender: Speaker) -> Speaker | None:
    """Whom the letter that a telegram passes on addresses ("Begin text: Mr. President"), or who is named with its sender."""
    opening = greeting(doc) or _BEGIN.search(doc.text)
    if opening is None:
        return None
    greeted = (m for m in inside(doc, opening.start(), opening.end() + GREETING) if m.start > opening.start())
    head = int((doc.meta.get("title_span") or [0, 0])[1])
    for m in (*greeted, *inside(doc, head, opening.start())):
        who = people.of_mention(m) if m.kind == "person" else None
        if who and who.against(sender):
            return who
    return None


def _greeted(people: Roster, doc: Document, sender: Speaker) -> Speaker | None:
    """Who of another state than the sender's is greeted by the letter that a telegram passes on ("Dear Mr. Chairman")."""
    opening = greeting(doc)
    named = next((m for m in inside(doc, opening.start(), opening.end() + TITLE) if m.kind == "person"), None) if opening else None
    who = people.of_mention(named) if named else None
    return who if who and who.against(sender) else None


def _whole(people: list[Speaker]) -> Speaker | None:
    """One speaker of a list of authors: the person among them, with the state that any of them gives."""
    if not people:
        return None
    person = next((p for p in people if p.person_id), people[0])
    return Speaker(person.person_id, person.actor_id or next((p.actor_id for p in people if p.actor_id), None))
