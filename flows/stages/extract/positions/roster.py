"""The people of a document, read off its header and its mentions: those present, who tells it, who is written to."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from flows.stages.extract.positions import listed, settled
from flows.stages.extract.positions.entries import at_home, office_of, speaker
from flows.stages.extract.positions.listed import pattern
from flows.stages.extract.positions.narrators import silent
from flows.stages.extract.positions.sides import Roster, Speaker, inside, state
from flows.stages.extract.positions.wording import phrase
from flows.stages.extract.positions.writers import correspondents
from flows.stages.genres import CONVERSATION
from flows.stages.model import Document
from flows.stages.recognise.gazetteer import gazetteer
from flows.stages.recognise.papers import by_file, seat

COLLEAGUES = 3
"""So many at least of one state are colleagues."""
CHIEF = "Secretary of State"
"""The office that one state alone gives to its foreign minister."""


def roster(doc: Document) -> Roster:
    """Read the people of the document off its header and its mentions."""
    out = Roster(sides=_sides(doc), home=_keeper(doc))
    _attend(out, doc)
    settled.listed_twice(out)
    settled.labelled(out, doc)
    settled.titled(out, doc)
    _one_side(out)
    _council(out, doc)
    settled.envoys(out, doc)
    _titles(out, doc)
    correspondents(out, doc)
    titled = doc.meta.get("title_span") or (0, 0)
    out.interviewed = next((who for m in inside(doc, *titled) if m.kind == "person" and (who := out.of_mention(m))), None)
    if out.narrator is None:
        out.narrator = silent(out, doc, max((int(e.get("end") or 0) for e in listed.people(doc.meta.get("participants"))), default=0))
    if out.narrator is not None and out.narrator.actor_id:
        out.home = out.narrator.actor_id
    for m in doc.mentions:
        if m.kind == "person" and m.ref_id and out.home and phrase("own-title").search(doc.text[max(0, m.start - 40) : m.start]):
            out.sides.setdefault(m.ref_id, out.home)  # "Assistant Secretary Alda" without a state is the keeper's own
    return out


def _sides(doc: Document) -> dict[str, str]:
    """For whom each person acts, as the text says most often."""
    votes: dict[str, Counter[str]] = {}
    for m in doc.mentions:
        if m.kind == "person" and m.ref_id and m.for_actor:
            votes.setdefault(m.ref_id, Counter())[state(m.for_actor) or m.for_actor] += 1
    return {person: _side(doc, person, min(c, key=lambda a: (-c[a], a))) for person, c in sorted(votes.items())}


def _attend(people: Roster, doc: Document) -> None:
    """Take those whom the head lists as present, each with his title and his side."""
    before: str | None = None
    side: str | None = None
    for entry in listed.people(doc.meta.get("participants")):
        who = speaker(people, doc, entry)
        if who is None:
            continue
        if who.actor_id is None:
            known = listed.envoy_met(doc, entry, people.home) or at_home(people, doc, entry)
            alone = before is not None and not (entry.get("office") or entry.get("side"))
            known = known or (settled.between(doc, {s.actor_id for s in people.present}) if alone else None)
            who = replace(who, actor_id=known or (before if listed.goes_on(entry) else None))
        if who.actor_id is None and side in (None, people.home) and not listed.stands_for_another(entry):
            who = replace(who, actor_id=people.home)  # whose office names no state is the keeper's own colleague
        before, side = who.actor_id, who.actor_id or side
        if who.person_id and who.actor_id:
            people.sides[who.person_id] = who.actor_id
        people.present.append(who)
        people.titles.append((" ".join((str(entry.get("name") or ""), listed.office(entry))).strip(), who))


def _titles(people: Roster, doc: Document) -> None:
    """Note the names of those whose side is known, and the offices that the text gives to states: "the Ruritanian Minister"."""
    for m in doc.mentions:
        if m.kind == "person" and m.ref_id and m.form != "office" and m.ref_id in people.sides:
            people.titles.append((m.surface, Speaker(m.ref_id, people.sides[m.ref_id])))
        elif m.kind == "actor" and m.ref_id and (role := phrase("role-behind").match(doc.text, m.end)):
            people.titles.append((role[1], Speaker(None, state(m.ref_id))))


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
    own = office_of(doc, int((doc.meta.get("title_span") or [0, 0])[1]))
    if people.present or own is None or doc.genre != CONVERSATION:
        return
    for m in doc.mentions:
        if m.kind == "person" and m.ref_id and m.for_actor is None and m.form != "office" and gazetteer().state_of(m.ref_id, None) is None:
            people.sides.setdefault(m.ref_id, own)


def _keeper(doc: Document) -> str | None:
    """The state whose office kept the record: a body of government in the title or among the offices of those present, else the host."""
    head = max([int(e.get("end") or 0) + len(str(e.get("office") or "")) + 4 for e in listed.people(doc.meta.get("participants"))]
               + [int((doc.meta.get("title_span") or [0, 0])[1])])
    titled = int((doc.meta.get("title_span") or [0, 0])[1])
    if kept := by_file(doc) or office_of(doc, titled):
        return kept
    here = doc.meta.get("place_span")
    place = next((m.surface for m in inside(doc, *here) if m.kind == "place"), None) if here else None
    town = place.title() if place and place.isupper() else place
    capital = gazetteer().resolve_actor(town, doc.meta.get("issued")) if town else None
    house = seat(doc.text[here[0] : here[1]]) if here and not place else None
    capital = gazetteer().state_at(house, doc.meta.get("issued")) if house else capital
    sent = [m.end() for m in pattern("envoy").finditer(doc.text, 0, head)]
    guests = {state(m.ref_id) for m in inside(doc, 0, head) if m.kind == "actor"
              and (pattern("mission").match(doc.text, m.end) or pattern("mission").search(m.surface))}
    if capital and ((guests and capital not in guests) or house):
        return capital  # the talk was held at home, with an embassy of another state
    if kept := office_of(doc, head):
        return kept
    if capital and any(m.start in sent and state(m.ref_id) == capital for m in inside(doc, 0, head) if m.kind == "actor"):
        return None  # the host of the envoy who kept it
    named = Counter(state(m.ref_id) for m in doc.mentions if m.kind == "actor" and m.ref_id)
    sole = gazetteer().sole_holder(CHIEF, doc.meta.get("issued"))
    bare = phrase("chief").search(doc.text, titled) or any(listed.bare(e) for e in listed.people(doc.meta.get("participants")))
    bureaus = [listed.bureau(e) for e in listed.people(doc.meta.get("participants"))]
    if sole is not None and any(bureaus) and not all(bureaus):
        return sole.actor_id
    if sole is not None and named[sole.actor_id] and bare:
        return sole.actor_id  # "the Secretary" and "the President" without a state are the keeper's own
    return capital if capital in sorted(named, key=lambda a: (-named[a], a or ""))[:2] else None
