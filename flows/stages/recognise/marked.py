"""Persons whom the markup of a text identifies: where an edition says whom a name means, no surname needs to be guessed."""

from __future__ import annotations

from functools import cache

from flows.stages.model import Mention
from flows.stages.recognise.gazetteer import gazetteer, plain_marks
from flows.stages.recognise.people import slug
from flows.stages.recognise.scan import Reading, Scan

RULE = "person.markup"


def apply(scan: Scan) -> None:
    """Let the readings of persons that lie on a marked name mean whom the edition's list says; read those that nobody has read."""
    named = scan.doc.meta.get("named") or ()
    if not named:
        return
    people = sorted((m for m in scan.found if m.kind == "person"), key=lambda m: m.start)
    at = 0
    for entry in named:
        start, end = int(entry["start"]), int(entry["end"])
        person = _person(str(entry["name"]), scan.fallback)
        while at < len(people) and people[at].end <= start:
            at += 1
        mention = people[at] if at < len(people) and people[at].start < end else None
        if mention is None:
            if not scan.claimed(start, end) and end - start < 80:
                state = gazetteer().state_of(person, scan.date(start))
                scan.add(start, end, Reading("person", person, RULE, 0.95, "full" if " " in scan.doc.text[start:end] else "surname", state))
                scan.claim(start, end)
        elif mention.ref_id != person and _open(mention, start, end) and not (person.startswith("x-") and _same(mention, person)):
            mention.ref_id, mention.rule_id, mention.confidence = person, RULE, 0.95
            mention.for_actor = gazetteer().state_of(person, scan.date(start)) or mention.for_actor


def _open(mention: Mention, start: int, end: int) -> bool:
    """Whether a reading is weaker than the markup: a bare name, or nobody whom the gazetteer has.

    Editions mark names by machine, and the title before a name often tells more.
    """
    bare = mention.start == start and mention.end == end and mention.form != "full"
    return mention.form != "office" and (bare or (mention.ref_id or "x-").startswith("x-"))


def _same(mention: Mention, person: str) -> bool:
    """Whether a person of the gazetteer may well be the one that a list writes in another way: Iosif for Joseph Stalin."""
    known = gazetteer().persons.get(mention.ref_id or "")
    return known is not None and bool(known.surname) and f"{slug(known.surname).removeprefix('x')}-" in f"{person}-"


@cache
def _person(name: str, date: str | None) -> str:
    """The person of a list's entry: by the whole name, by first and last name, else one that only the list knows."""
    g = gazetteer()
    plain = plain_marks(name).split(",")[0].strip()
    words = plain.split()
    for form in dict.fromkeys((plain, f"{words[0]} {words[-1]}" if words else "", " ".join(words[1:]))):
        known = [p for p in g.person_names.get(form, ()) if g.active(p, date, 10)]
        if len(known) == 1:
            return known[0]
    return slug(plain)
