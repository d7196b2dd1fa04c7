"""Who wrote a document to whom: by its head, the post that sends or receives it, and the letter that it passes on."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import cache
from typing import Any

from flows.stages.extract.positions import listed, settled
from flows.stages.extract.positions.entries import office_of, speaker
from flows.stages.extract.positions.kinds import greeting
from flows.stages.extract.positions.listed import pattern
from flows.stages.extract.positions.sides import Roster, Speaker, inside, state
from flows.stages.extract.positions.wording import phrase
from flows.stages.genres import CORRESPONDENCE
from flows.stages.model import Document
from flows.stages.recognise.gazetteer import gazetteer
from flows.stages.sieve import Sieve

GREETING = 40
"""So many characters after the words that open a letter passed on its greeting begins at the latest."""
TITLE = 4
"""So many characters after the first of its name the one greeted is found: "Dear Mr. Alda"."""
SENT = 24
"""Characters in which an office says that somebody is sent: "Minister in"."""
JOINED = 5


def correspondents(people: Roster, doc: Document) -> None:
    """Who wrote the document to whom."""
    authors, recipients = _written(doc, "authors"), _written(doc, "recipients")
    authors = sorted(authors, key=lambda e: not e.get("signed"))  # who signs writes, and not the holder of an office that another acts in
    posts = [e for e in (*authors, *recipients) if _is_post(doc, e)]
    _by_head(people, doc, authors, recipients, posts)
    if not authors and not recipients:
        _titled(people, doc)
    _of_a_state(people, doc)
    of_office = office_of(doc, int((doc.meta.get("title_span") or [0, 0])[1]))
    if of_office and not recipients and doc.genre == CORRESPONDENCE and (people.narrator is None or people.narrator.person_id is None):
        people.narrator, people.account = Speaker(None, of_office), True
    _passed_on(people, doc, any(e in posts for e in recipients))


def _is_post(doc: Document, entry: dict[str, Any]) -> bool:
    """Whether an entry is a mission in another state, or who heads it."""
    name, office = str(entry.get("name")), f"{entry.get('office') or ''} "
    mission = pattern("post").match(name) or pattern("envoy").search(office)
    return mission is not None and not phrase("own-office").match(name) and not _of_own(doc, entry)


def _by_head(
    people: Roster, doc: Document, authors: list[dict[str, Any]], recipients: list[dict[str, Any]], posts: list[dict[str, Any]]
) -> None:
    """Writer and reader as the head of the document names them.

    A mission abroad writes for the state that it writes to, never for its host.
    """
    writers = [w for e in authors if e not in posts and (w := speaker(people, doc, e))]
    readers = [w for e in recipients if e not in posts and (w := speaker(people, doc, e))]
    hosts = {state(m.ref_id) for e in posts for m in inside(doc, *listed.span(doc, e)) if m.kind == "actor"}
    home = next((w.actor_id for w in (*readers, *writers) if w.actor_id and w.actor_id not in hosts), None)
    if posts and home is None:
        named = Counter(state(m.ref_id) or "" for m in doc.mentions if m.kind == "actor" and m.ref_id and state(m.ref_id) not in hosts)
        home = min(named, key=lambda a: (-named[a], a), default=None)
    sent = any(e in posts for e in authors)
    if sent:
        abroad = [Speaker(_named(doc, e), home) for e in authors if e in posts]
        writers = [Speaker(w.person_id, home) for w in writers] or abroad
    if any(e in posts for e in recipients):
        readers = readers or [Speaker(None, home)]
    if len(hosts) == 1:
        people.host = next(iter(hosts))
        if sent:
            _strangers(people, doc, home, people.host)
    people.narrator, people.addressee = _whole(writers), _whole(readers)


def _of_a_state(people: Roster, doc: Document) -> None:
    """Give a writer without a state that of his reader, of the capital that he writes from, or of the crown that he serves."""
    memo = doc.meta.get("kind") == "memorandum" and doc.genre == CORRESPONDENCE
    colleague = (people.addressee.actor_id if people.addressee else None) or (people.home if memo else None)
    known = people.narrator is not None and people.narrator.actor_id is not None
    if not known and colleague and (memo or greeting(doc)):
        people.narrator = Speaker(people.narrator.person_id if people.narrator else None, colleague)
    elif not known and (capital := settled.at_home(doc)):
        people.narrator = Speaker(people.narrator.person_id if people.narrator else None, capital)
    if people.narrator and people.narrator.actor_id is None and (crown := settled.served(doc)):
        people.narrator = replace(people.narrator, actor_id=crown)


def _passed_on(people: Roster, doc: Document, to_post: bool) -> None:
    """Writer and reader of the letter that a telegram passes on, whose own sender is then its cover; `to_post` says that it goes abroad."""
    if sender := _quoted_sender(people, doc):
        people.cover = people.narrator
        reader = people.addressee if people.addressee and people.addressee.against(sender) else None
        people.narrator, people.addressee = sender, _quoted_reader(people, doc, sender) or reader
        return
    own = people.narrator and not (people.addressee and people.addressee.against(people.narrator))
    if people.narrator and own and (greeted := _greeted(people, doc, people.narrator)):
        people.cover, people.addressee = people.narrator, greeted  # whose letter it is goes without saying
    elif people.narrator and people.host not in (None, people.narrator.actor_id) and to_post and greeting(doc):
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
    if len(named) != 2 or doc.genre != CORRESPONDENCE:
        return
    (first, writer), (second, reader) = named
    if phrase("by-line").search(doc.text, start, first.start) and phrase("to-whom").search(doc.text, first.end, second.start):
        people.narrator, people.addressee = writer, reader


def _strangers(people: Roster, doc: Document, home: str | None, host: str | None) -> None:
    """The sides of those whom a mission's report names and nothing else places: its own who go to meet others, else its hosts'."""
    head = int((doc.meta.get("title_span") or [0, 0])[1])
    body = [m for m in doc.mentions if m.kind == "person" and m.ref_id and m.start >= head]
    met = pattern("met").search(doc.text, head) if body else None
    for m in body:
        goes = met is not None and m.end <= met.start() and doc.sentence_at(m.start) == doc.sentence_at(met.start())
        side = home if goes and not pattern("minister").match(m.surface) else host
        if m.ref_id and m.for_actor is None and side and gazetteer().persons.get(m.ref_id) is None:
            people.sides.setdefault(m.ref_id, side)


@cache
def _begins() -> Sieve:
    return Sieve([phrase("text-begins")])


def _quoted_sender(people: Roster, doc: Document) -> Speaker | None:
    """Who wrote the letter that a telegram passes on in full ("Following letter from ... Begin text")."""
    opening = greeting(doc) or (phrase("text-begins").search(doc.text) if _begins().mask(doc.text) else None)
    if opening is None:
        return None
    for m in doc.mentions:
        if m.end > opening.start():
            return None
        sent = phrase("from-whom").search(doc.text, max(0, m.start - 80), m.start) if m.kind == "person" else None
        to_him = phrase("to-whom").search(doc.text, max(0, m.start - 20), m.start)
        if m.kind == "person" and (sent or (pattern("written").match(doc.text, m.end) and not to_him)):
            if people.narrator and phrase("joint").search(doc.text, m.start, min(m.end + JOINED, opening.start())):
                return Speaker(None, people.narrator.actor_id)
            return people.of_mention(m)
    return None


def _quoted_reader(people: Roster, doc: Document, sender: Speaker) -> Speaker | None:
    """Whom the letter that a telegram passes on addresses ("Begin text: Mr. President"), or who is named with its sender."""
    opening = greeting(doc) or phrase("text-begins").search(doc.text)
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
