"""What the whole of a document settles about its people: those listed twice, those whose label gives a state, whom a writer serves."""

from __future__ import annotations

from dataclasses import replace

from flows.stages.correspondents import of_talk
from flows.stages.extract.positions.kinds import stated
from flows.stages.extract.positions.rules import words
from flows.stages.extract.positions.sides import Roster, inside, state
from flows.stages.extract.positions.wording import phrase
from flows.stages.genres import CORRESPONDENCE
from flows.stages.model import UNTOLD, Document
from flows.stages.recognise.gazetteer import gazetteer

OPENING = 30
"""A subject that a sentence opens with stands within so many characters."""


def listed_twice(people: Roster) -> None:
    """Give whoever is listed by an office and once more for a state that state everywhere: "Mr. Alda in the Chair"."""
    people.present = list(dict.fromkeys(replace(s, actor_id=s.actor_id or people.sides.get(s.person_id or "")) for s in people.present))
    people.titles = [(t, replace(s, actor_id=s.actor_id or people.sides.get(s.person_id or ""))) for t, s in people.titles]


def labelled(people: Roster, doc: Document) -> None:
    """Let the state that one label gives a speaker be his under the next: "Mr. BERG (Norway): ..." and then "Mr. BERG: ..."."""
    for name, whose in stated(doc):
        person = next((m.ref_id for m in inside(doc, *name) if m.kind == "person" and m.ref_id), None)
        actor = next((m.ref_id for m in inside(doc, *whose) if m.kind == "actor" and m.ref_id), None)
        if person and actor:
            people.sides.setdefault(person, state(actor) or actor)


def titled(people: Roster, doc: Document) -> None:
    """Let an office by which the title of a record names one who talked mean the only one present of its state."""
    start, end = doc.meta.get("title_span") or (0, 0)
    for entry in of_talk(doc.text[start:end], start):
        named = [m for m in inside(doc, entry["start"], entry["end"]) if m.kind in ("actor", "person")]
        actor = next((a for m in named if (a := state(m.ref_id if m.kind == "actor" else m.for_actor))), None)
        own = list(dict.fromkeys(s for s in people.present if s.person_id and s.actor_id == actor))
        if actor and len(own) == 1:
            people.titles.append((str(entry["name"]), own[0]))


def envoys(people: Roster, doc: Document) -> None:
    """Give whom nothing places the state of the envoy without a name who came before: "The Norwegian Minister called. Mr. Berg said"."""
    came: str | None = None
    signed = {p.passage_no for p in doc.passages if p.kind in UNTOLD}
    for sentence in (s for s in doc.sentences if s.passage_no not in signed):
        first = next((m for m in inside(doc, sentence.start, sentence.start + OPENING) if m.kind in ("actor", "person")), None)
        if first is None or not phrase("settled-opens").fullmatch(doc.text, sentence.start, first.start):
            continue
        if first.kind == "actor" and (first.surface.endswith(words("caller")) or phrase("caller-behind").match(doc.text, first.end)):
            came = state(first.ref_id) if state(first.ref_id) != people.home else came
        elif came and first.kind == "person" and first.ref_id and first.form != "office" and not first.for_actor:
            placed = any(s.person_id == first.ref_id for s in people.present) or gazetteer().state_of(first.ref_id, doc.meta.get("issued"))
            if not placed:
                people.sides.setdefault(first.ref_id, came)


def served(doc: Document) -> str | None:
    """The state whose government a despatch calls by its crown alone, as its servants do: His Majesty's Government."""
    found = {state(m.ref_id) for m in doc.mentions if m.kind == "actor" and m.ref_id and phrase("own-government-named").match(m.surface)}
    return found.pop() if len(found) == 1 and doc.genre == CORRESPONDENCE else None


def at_home(doc: Document) -> str | None:
    """The state from whose capital a ministry writes that its title names without a state: Telegram from the Ministry to the Embassy."""
    bodies = (str(e.get("name") or "") if isinstance(e, dict) else str(e) for e in doc.meta.get("authors") or ())
    home = any(b.removeprefix("The ").startswith(words("home-body")) for b in bodies)
    place = str(doc.meta.get("place") or "").strip(" .,[]").title()
    return state(gazetteer().resolve_actor(place, doc.meta.get("issued"))) if home and place and doc.genre == CORRESPONDENCE else None


def between(doc: Document, given: set[str | None]) -> str | None:
    """The other of the two states between whose people a title says that a talk was, where `given` has the one alone."""
    found = {state(m.ref_id if m.kind == "actor" else m.for_actor) for m in inside(doc, *(doc.meta.get("title_span") or (0, 0)))
             if m.kind in ("actor", "person")} - {None}
    left = found - given
    return left.pop() if len(found) == 2 and len(left) == 1 else None
