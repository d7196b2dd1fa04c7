"""Whom a document has named so far, and whom its list of participants names."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from flows.stages.recognise.entries import Title
from flows.stages.recognise.scan import Scan


@dataclass(slots=True)
class People:
    """Surname -> persons, the latest last; person -> the actor it acts for; (class of office, actor or None) -> its last bearer."""

    surnames: dict[str, list[str]] = field(default_factory=dict)
    sides: dict[str, str] = field(default_factory=dict)
    offices: dict[tuple[str, str | None], str] = field(default_factory=dict)
    called: dict[str, tuple[str, int]] = field(default_factory=dict)
    """The last word of a title -> whom the text last called so, and where."""

    def note(self, name: str, person: str) -> None:
        """A name, whole and by its last word, now means a person."""
        for key in dict.fromkeys((name, name.split()[-1])):
            held = self.surnames.setdefault(key, [])
            if person in held:
                held.remove(person)
            held.append(person)

    def bear(self, titles: list[Title], actor: str | None, person: str, position: int = 0) -> None:
        """A person is called by titles at a position, for an actor if one is known."""
        for t in titles:
            if t.title_class in ("office", "rank", "noble"):
                self.called[t.phrase.rpartition(" ")[2].lower()] = person, position
            if t.office_class:
                self.offices[t.office_class, actor] = person
                self.offices[t.office_class, None] = person

    def seen(self, person: str) -> bool:
        """True if the document has named a person."""
        return any(person in held for held in self.surnames.values())


def slug(name: str) -> str:
    """The id of a person that the gazetteer does not have: `x-` and the letters of the name."""
    flat = unicodedata.normalize("NFKD", name.replace("ł", "l").replace("ø", "o")).encode("ascii", "ignore").decode().lower()
    return "x-" + re.sub(r"[^a-z0-9]+", "-", flat.replace("'", "")).strip("-")


def participants(scan: Scan, people: People) -> None:
    """Let the list of participants say who bears a surname, and for whom."""
    g = scan.lex.gazetteer
    for entry in scan.doc.meta.get("participants") or ():
        name = str(entry.get("name", "")).replace("\u2019", "'")
        side = str(entry.get("side") or "").strip(" :")
        actor = g.resolve_actor(side, scan.fallback, ("name", "adjective")) if side else None
        actor = (g.actors[actor].parent_id or actor) if actor else None
        words = name.split()
        if not words:
            continue
        words = [w.capitalize() if w.isupper() and len(w) > 2 else w for w in words]
        tails = [" ".join(words[n:]) for n in range(len(words))]
        known = next((p for tail in tails for p in g.person_names.get(tail, ()) if g.active(p, scan.fallback, 5)), None)
        if known is None:
            held = [p for p in g.surnames.get(words[-1], ()) if g.active(p, scan.fallback, 0)]
            if actor:
                held = [p for p in held if g.state_of(p, scan.fallback) in (actor, None)]
            known = held[0] if len(held) == 1 else None
        if known:
            people.note(words[-1], known)
            if actor:
                people.sides.setdefault(known, actor)
            for office in str(entry.get("office") or "").partition(" (")[0].split(","):
                if (title := g.titles.get(office.strip())) and title.title_class == "office":
                    people.bear([title], actor or g.state_of(known, scan.fallback), known)
