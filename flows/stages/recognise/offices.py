"""Offices without a name: "the President", "the Soviet foreign minister", resolved by the text or by who held them."""

from __future__ import annotations

from collections import Counter

from flows.stages.genres import CORRESPONDENCE, MINUTES, TALKS
from flows.stages.grammar.lexis import control
from flows.stages.recognise import papers
from flows.stages.recognise.entries import Title
from flows.stages.recognise.naming import phrase
from flows.stages.recognise.people import People
from flows.stages.recognise.phrases import word_before
from flows.stages.recognise.scan import Hit, Reading, Scan

# Classes of office that one person holds at a time, so that the bare office can mean somebody.
_SINGLE = frozenset({
    "president", "vice-president", "head-of-government", "foreign-minister", "monarch", "defence-minister", "trade-minister", "secretary",
    "chairman", "party-leader", "secretary-general", "national-security-advisor", "ambassador", "attorney-general",
})
_NAMES = ("name", "adjective")
NEAR = 900
"""Characters within which a title alone goes back to whom the text called so."""
HOST = 5
"""The state in which a talk is held weighs as much as one named so often."""
_OWN = ("head-of-government", "foreign-minister", "defence-minister", "secretary")
"""Offices that a paper of a government calls by their titles alone where it means its own."""
_HIGHEST = ("president", "head-of-government", "party-leader")
_ALSO = {"secretary": ("foreign-minister",), "chairman": ("head-of-government", "party-leader", "president")}
_ARTICLES = frozenset({"the", "mr.", "dear", "that", "but", "when", "and", "our", "your"})
_TERSE = frozenset({"President", "Prime Minister", "Foreign Minister"})
LETTERS = 4
"""A side of so few capitals is no name but its letters: USSR."""
_ENVOYS = frozenset(("ambassador", "envoy"))
_TELEGRAPHIC = frozenset({"", "with", "by", "to", "from", "told", "that", "and"})


def note(scan: Scan, people: People, start: int, end: int, state: Hit | None, of: Hit | None, titles: list[Title]) -> None:
    """Note an office without a name from `start` to `end`, with the state before or after it; nothing for offices that many hold."""
    title, owner = titles[-1], state or of
    if owner is None and scan.doc.genre not in TALKS and (again := _called(scan, people, start, end, title)):
        scan.add(start, end, Reading("person", again, "person.called", 0.65, "office", people.sides.get(again)))
        scan.claim(start, end)
        return
    own = _listed_alone(scan, title) or _keeper(scan, people, title) if owner is None else None
    single = title.office_class in _SINGLE or (own is not None and title.actor_id == own)
    if title.title_class != "office" or not single or scan.text[end:end + 1] in ("s", "-"):
        return
    before = word_before(scan.text, start).lower()
    terse = title.phrase in _TERSE and scan.doc.genre in TALKS
    telegraphic = terse or title.phrase in ("Secretary", "FonMin") or (title.actor_id is not None and " of " in title.phrase)
    bare = before in _ARTICLES or titles[0].phrase == "Mr." or (telegraphic and before in _TELEGRAPHIC)
    if owner is None and (title.phrase[0].islower() or not bare):
        return
    of_one_state = owner is None and bool(title.actor_id) and phrase("for-what").match(scan.text, end) is not None
    if of is None and (scan.text.startswith(" of ", end) or of_one_state):
        return
    date, post = scan.date(start), False
    classes = (title.office_class, *_ALSO.get(title.office_class, ()))
    actor = scan.lex.gazetteer.resolve_actor(owner.entry.surface, date) if owner else title.actor_id
    if own:
        person, actor = _of_actor(scan, people, classes, own, date), own
    elif actor and owner:
        person = _of_actor(scan, people, classes, actor, date)
    elif actor:
        person = _said_of(scan, people, title.office_class, actor, date) or _of_actor(scan, people, classes, actor, date)
    else:
        person, actor = _of_text(scan, people, title.phrase, classes, date)
        post = person is None
    if person is None and not actor:
        return
    if owner and person and _given(scan, start, before):
        return
    if of is not None:
        end = of.end
    if person:
        actor = actor or people.sides.get(person) or scan.lex.gazetteer.state_of(person, date)
        scan.add(start, end, Reading("person", person, "person.office", 0.8, "office", actor))
    elif owner or own or post:
        scan.add(start, end, Reading("actor", actor, "actor.office", 0.7, "metonym"))
    else:
        return
    scan.claim(start, end)


def _keeper(scan: Scan, people: People, title: Title) -> str | None:
    """The state whose own paper a talk or a letter is, if the title is that of one of its offices and of nobody the text called so before.

    "The Secretary of State" is Britain's in a file of the Foreign Office, and "the Foreign Minister" is none of hers.
    """
    g, doc, date = scan.lex.gazetteer, scan.doc, scan.fallback
    sure = papers.by_file(doc)
    own = sure or papers.by_house(doc)
    if own is None or (title.office_class not in _OWN and title.actor_id != own):
        return None
    said = people.offices.get((title.office_class, None))
    if said and (people.sides.get(said) or g.state_of(said, date)) not in (None, own) and doc.genre != MINUTES:
        return None
    if title.actor_id not in (None, own) and not sure and title.actor_id in _present(scan, people, date):
        return None
    classes = (title.office_class, *_ALSO.get(title.office_class, ()))
    held = next((p for c in classes if (p := g.holder(c, own, date))), None)
    if held and _listed_apart(scan, title, held):
        return None
    styles = {o.office for o in g.offices.get(held or "", ()) if o.actor_id == own}
    noun = next((w for w in ("Secretary", "Minister", "Chancellor", "President") if w in title.phrase), "")
    return own if not held or any(noun in style for style in styles) else None


def _listed_alone(scan: Scan, title: Title) -> str | None:
    """The state on whose side a list of those present has a title without a name: "The President" beneath the United States."""
    sides = (e.get("side") for e in scan.doc.meta.get("participants") or () if isinstance(e, dict)
             and str(e.get("name") or "").removeprefix("The ").casefold() == title.phrase.casefold())
    side = next((str(s) for s in sides if s), "")
    written = side.title() if side.isupper() and len(side) > LETTERS else side
    return scan.lex.gazetteer.resolve_actor(written, scan.fallback) if side else None


def _listed_apart(scan: Scan, title: Title, person: str) -> bool:
    """Whether a list has the bearer of a title without his name, and this person by his name beside him."""
    names = [str(entry.get("name") or "") for entry in scan.doc.meta.get("participants") or ()]
    surname = scan.lex.gazetteer.persons[person].surname.casefold()
    alone = any(name.removeprefix("The ").casefold() == title.phrase.casefold() for name in names)
    return alone and any(surname in name.casefold() for name in names)


def _called(scan: Scan, people: People, start: int, end: int, title: Title) -> str | None:
    """Whom the text has called by a title not long before, where the title stands alone: Prince Radolin, the envoy ... The envoy."""
    person, at = people.called.get(title.phrase.rpartition(" ")[2].lower(), ("", 0))
    near = person and 0 < start - at <= NEAR and word_before(scan.text, start).lower() == "the"
    return person if near and scan.text[end : end + 1] not in "s-" and not phrase("title-goes-on").match(scan.text, end) else None


def _given(scan: Scan, start: int, before: str) -> bool:
    """Whether an office is what somebody is made, and not the one who holds it: sworn in as President of Norway, named Berg its premier."""
    if before == "as" or before in control("made"):
        return True
    named = next((m for m in reversed(scan.found) if m.kind == "person" and m.end <= start), None)
    return named is not None and phrase("complement").fullmatch(scan.text, named.end, start) is not None


def _said_of(scan: Scan, people: People, office_class: str, actor: str, date: str | None) -> str | None:
    """Whom the text last called so without a state, unless he is of another state than the one that alone has the title."""
    person = people.offices.get((office_class, None))
    side = person and (people.sides.get(person) or scan.lex.gazetteer.state_of(person, date))
    return person if side in (None, actor) else None


def _of_actor(scan: Scan, people: People, classes: tuple[str, ...], actor: str, date: str | None) -> str | None:
    """The holder of an office of an actor: by the gazetteer, else as the text has called somebody."""
    held = (scan.lex.gazetteer.holder(c, actor, date) for c in classes if c != "ambassador")
    said = (people.offices.get((c, actor)) for c in classes)
    return next((p for p in (*held, *said) if p), None)


def _of_text(scan: Scan, people: People, title: str, classes: tuple[str, ...], date: str | None) -> tuple[str | None, str | None]:
    """Whom the text last called so; else the holder of such an office in the state that it names most.

    In a talk the states that it is between come first, and of them the one that itself calls its highest office so.
    """
    called = {c: p for c in classes if (p := people.offices.get((c, None))) and (c != "monarch" or _so_called(scan, people, title, p))}
    called = {c: p for c, p in called.items() if c not in _ENVOYS or not _reads(scan, p)}
    if classes[0] in called:
        return called[classes[0]], None
    g = scan.lex.gazetteer
    if scan.doc.genre in TALKS:
        present, counts = _present(scan, people, date), _counts(scan, date, _NAMES)
        host = g.resolve_actor(str(scan.doc.meta.get("place") or ""), date)
        counts.update({host: HOST} if host else {})
        for actor in sorted({*present, *counts}, key=lambda a: (a not in present, -counts[a], a)):
            if person := _highest(scan, title, actor, date):
                return person, actor
    if called:
        return next(iter(called.values())), None
    if classes[0] == "foreign-minister" and (host := _host(scan, date)):
        return next((p for c in classes if (p := g.holder(c, host, date))), None), host
    counts = _counts(scan, date)
    named = sorted(counts, key=lambda a: (-counts[a], a))
    if classes[0] in _HIGHEST:  # a President is of a state that has one, though another is named more
        for actor in named:
            if person := _highest(scan, title, actor, date):
                return person, actor
    for actor in named:
        if person := next((p for c in classes if c != "ambassador" and (p := g.holder(c, actor, date)) and _styled(scan, title, p)), None):
            return person, actor
    return None, None


def _reads(scan: Scan, person: str) -> bool:
    """Whether a letter goes to a person, to whom it says "you": "the Ambassador" of a despatch to an ambassador is another."""
    to = [(int(e["start"]), int(e["end"])) for e in scan.doc.meta.get("recipients") or () if isinstance(e, dict) and "start" in e]
    return scan.doc.genre == CORRESPONDENCE and any(
        m.ref_id == person and a <= m.start < b for m in scan.found if m.kind == "person" for a, b in to)


def _host(scan: Scan, date: str | None) -> str | None:
    """The state of which an envoy writes from its capital, as his title says: The Minister in Persia (Berg) to the Secretary of State."""
    start, end = scan.doc.meta.get("title_span") or (0, 0)
    host = scan.lex.gazetteer.resolve_actor(str(scan.doc.meta.get("place") or "").strip(" .,").title(), date)
    post = phrase("post-abroad").match(scan.text, start, end) if host and scan.doc.genre == CORRESPONDENCE else None
    after = post and next((h for h in scan.hits if h.start == post.end() and h.entry.actor), None)
    return host if after and scan.lex.gazetteer.resolve_actor(after.entry.surface, date) == host else None


def _so_called(scan: Scan, people: People, title: str, person: str) -> bool:
    """Whether a ruler of whom the text tells is meant by a title: the Sultan is no King Berg."""
    if scan.lex.gazetteer.offices.get(person):
        return _styled(scan, title, person)
    return people.called.get(title.rpartition(" ")[2].lower(), ("", 0))[0] == person


def _styled(scan: Scan, title: str, person: str) -> bool:
    """Whether a ruler bears the very title: an Emperor is no King; any other office goes by several."""
    held = [o.office for o in scan.lex.gazetteer.offices.get(person, ()) if o.office_class == "monarch"]
    return not held or title.capitalize() in held


def _counts(scan: Scan, date: str | None, forms: tuple[str, ...] | None = None) -> Counter[str]:
    """How often the text names each state, by names of these forms, or by any."""
    g = scan.lex.gazetteer
    out: Counter[str] = Counter()
    for h in scan.hits:
        if h.entry.actor and (found := g.resolve_actor(h.entry.surface, date, forms)):
            out[g.actors[found].parent_id or found] += 1
    return out


def _highest(scan: Scan, title: str, actor: str, date: str | None) -> str | None:
    """Who holds one of a state's highest offices that the state itself calls by this title ("President", "Chairman of the ...")."""
    g = scan.lex.gazetteer
    for office_class in _HIGHEST:
        person = g.holder(office_class, actor, date)
        if person and any(o.office_class == office_class and o.office.startswith(title) for o in g.offices[person]):
            return person
    return None


def _present(scan: Scan, people: People, date: str | None) -> frozenset[str]:
    """The states that a talk is between: those of the people and bodies of its head."""
    g, meta = scan.lex.gazetteer, scan.doc.meta
    head = max(int((meta.get(key) or (0, 0))[1]) for key in ("participants_span", "title_span"))
    listed = (str(entry.get("name") or "").split()[-1:] for entry in meta.get("participants") or ())
    known = [p for words in listed for word in words for p in people.surnames.get(word, ())[-1:]]
    named = [people.sides.get(p) or g.state_of(p, date) for p in known]
    named += [m.for_actor for m in scan.found if m.start < head and m.kind == "person"]
    named += [g.resolve_actor(h.entry.surface, date, _NAMES) for h in scan.hits if h.entry.actor and h.start < head]
    return frozenset(g.actors[a].parent_id or a for a in named if a)
