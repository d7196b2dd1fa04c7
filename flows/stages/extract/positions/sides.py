"""Who is in the room: the people of a document, the state that each speaks for, and who "I", "you" and "the Secretary" are."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from flows.stages.extract.positions.rules import alternatives, roles
from flows.stages.model import Document, Mention
from flows.stages.recognise.gazetteer import gazetteer

_TOLD = re.compile(r"\bI\s+(?:then\s+|also\s+)?(?:said|told|asked|replied|pointed|remarked|observed|added|explained|answered)\b")
_BEGIN = re.compile(r"\b[Bb]egin [Tt]ext\b|\b[Vv]erbatim [Tt]ext\b|\b(?:D[Ee][Aa][Rr]|Dear)\s+M[Rr]\.|“Quote|\bQuote\b[.:]")
_FROM = re.compile(r"\bfrom\s+(?:[A-Z]\w+\s+){0,2}$", re.IGNORECASE)
_SENT = re.compile(r"\b(?:[Aa]mbassador|Minister|[Ee]nvoy|[Cc]onsul|[Rr]epresentative|Delegate) (?:to|in|at) (?:the )?")
_POST = re.compile(r"(?:the )?(?:Embassy|Legation|Consulate|Mission|Delegation)\b", re.IGNORECASE)
_CAPITALS = re.compile(r"[A-Z][\w’'-]+")


def inside(doc: Document, start: int, end: int) -> list[Mention]:
    """The mentions that start in the span, in order."""
    first = bisect_left(doc.mentions, start, key=lambda m: m.start)
    last = bisect_left(doc.mentions, end, lo=first, key=lambda m: m.start)
    return doc.mentions[first:last]


@dataclass(frozen=True, slots=True)
class Speaker:
    """A person, a state, or a person who speaks for a state."""

    person_id: str | None
    actor_id: str | None

    def same(self, other: Speaker | None) -> bool:
        """Whether the two are one person, or one state where a person is not named."""
        if other is None:
            return False
        if self.person_id and other.person_id:
            return self.person_id == other.person_id
        return self.actor_id is not None and self.actor_id == other.actor_id


    def against(self, other: Speaker) -> bool:
        """Whether the other speaks for another state, or is another person where a state is not known."""
        if self.actor_id and other.actor_id:
            return self.actor_id != other.actor_id
        return not self.same(other)


@dataclass(slots=True)
class Roster:
    """The speakers of one document."""

    sides: dict[str, str] = field(default_factory=dict)
    titles: list[tuple[str, Speaker]] = field(default_factory=list)
    present: list[Speaker] = field(default_factory=list)
    narrator: Speaker | None = None
    addressee: Speaker | None = None
    home: str | None = None

    @property
    def one_sided(self) -> bool:
        """Whether those present are all of one side, as in a council of ministers."""
        sides = {s.actor_id for s in self.present if s.actor_id}
        return len(self.present) >= 3 and len(sides) == 1

    def of_mention(self, mention: Mention) -> Speaker | None:
        """The speaker that a mention names, or None where neither person nor state is known."""
        if mention.kind == "actor":
            actor = state(mention.ref_id)
            return Speaker(None, actor) if actor else None
        if mention.form == "office" and (mention.surface in roles("person") or mention.surface in roles("home")):
            # A bare title means whoever is listed under it, or the keeper's own; a date alone may find a namesake abroad.
            if who := self.of_role(mention.surface):
                return who
            if mention.surface in roles("home") and self.home:
                return Speaker(None, self.home)
        actor = self.sides.get(mention.ref_id or "") or state(mention.for_actor)
        return Speaker(mention.ref_id, actor) if mention.ref_id or actor else self.of_role(mention.surface)

    def of_role(self, surface: str) -> Speaker | None:
        """The participant whose office or printed name holds the role noun, as in "the Secretary"."""
        words = [w for w in _CAPITALS.findall(surface) if w not in ("The", "Our", "Your", "His")]
        if not words:
            return None
        pattern = re.compile(r"\b" + r"\s+".join(map(re.escape, words)) + r"\b")
        for start in (True, False):
            for title, who in self.titles:
                m = pattern.search(title)
                if m and (not start or m.start() <= 4) and not who.same(self.narrator):
                    return who
        return None


def state(actor_id: str | None) -> str | None:
    """The state that a body speaks for ("the Foreign Office"), or the actor itself."""
    known = gazetteer().actors.get(actor_id or "")
    while known is not None and known.kind == "government-body" and known.parent_id:
        known = gazetteer().actors.get(known.parent_id)
    return known.actor_id if known is not None else actor_id


def _people(value: Any) -> list[dict[str, Any]]:
    return [v if isinstance(v, dict) else {"name": v} for v in value or []]


def _speaker(people: Roster, doc: Document, entry: dict[str, Any]) -> Speaker | None:
    """The speaker of one entry of a list of people: by its ids, by the person named at its span, by its side or its office."""
    start, end = int(entry.get("start") or 0), int(entry.get("end") or 0)
    name, office = str(entry.get("name") or ""), str(entry.get("office") or "")
    here = [m for m in inside(doc, start, end + len(office) + 4) if m.start >= start]
    named = next((m for m in here if m.kind == "person" and m.ref_id and m.start < end and m.form != "office"), None)
    person = entry.get("person_id") or (named.ref_id if named else None)
    actor = entry.get("actor_id") or gazetteer().resolve_actor(str(entry.get("side") or ""), doc.meta.get("issued"))
    actor = actor or people.sides.get(person or "") or (named.for_actor if named else None)
    if not actor and person:
        actor = gazetteer().state_of(person, doc.meta.get("issued"))
    if not actor:
        # "Ambassador to X" is not of X; "USSR" after the name and "Ambassador of X" are.
        sent_to = [m.end() for m in _SENT.finditer(doc.text, start, end + len(office) + 4)]
        actor = next((m.ref_id for m in here if m.kind == "actor" and m.ref_id and m.start not in sent_to), None)
    if not (person or actor) and not start:
        known = next((m for m in doc.mentions if m.kind == "person" and m.ref_id and name and m.surface.endswith(name.split()[-1])), None)
        person, actor = (known.ref_id, known.for_actor) if known else (None, None)
    return Speaker(person, state(actor)) if person or actor else None


def roster(doc: Document) -> Roster:
    """Read the people of the document off its header and its mentions."""
    out = Roster()
    votes: dict[str, Counter[str]] = {}
    for m in doc.mentions:
        if m.kind == "person" and m.ref_id and m.for_actor:
            votes.setdefault(m.ref_id, Counter())[state(m.for_actor) or m.for_actor] += 1
    out.sides = {person: min(c, key=lambda a: (-c[a], a)) for person, c in sorted(votes.items())}
    for entry in _people(doc.meta.get("participants")):
        who = _speaker(out, doc, entry)
        if who is None:
            continue
        if who.person_id and who.actor_id:
            out.sides[who.person_id] = who.actor_id
        out.present.append(who)
        out.titles.append((" ".join(str(entry.get(k) or "") for k in ("name", "office")).strip(), who))
    noun = re.compile(r"\s+(" + alternatives((*roles("home"), *roles("person"))) + r")\b")
    for m in doc.mentions:
        if m.kind == "person" and m.ref_id and m.form != "office":
            out.titles.append((m.surface, Speaker(m.ref_id, out.sides.get(m.ref_id))))
        elif m.kind == "actor" and m.ref_id and (role := noun.match(doc.text, m.end)):
            out.titles.append((role[1], Speaker(None, state(m.ref_id))))
    recipients = [w for e in _people(doc.meta.get("recipients")) if (w := _speaker(out, doc, e))]
    authors = [w for e in _people(doc.meta.get("authors"))
               if (w := _post(out, doc, e, recipients) if _POST.match(str(e.get("name"))) else _speaker(out, doc, e))]
    out.narrator = _quoted_sender(out, doc) or _whole(authors)
    out.addressee = _whole(recipients)
    if out.narrator is None and _TOLD.search(doc.text):
        out.narrator = _silent(out, doc)
    out.home = out.narrator.actor_id if out.narrator else None
    return out


def _post(people: Roster, doc: Document, entry: dict[str, Any], recipients: list[Speaker]) -> Speaker | None:
    """A mission abroad writes for the state that it writes to; where that is not known, for nobody."""
    return next((Speaker(None, r.actor_id) for r in recipients if r.actor_id), None)


def _quoted_sender(people: Roster, doc: Document) -> Speaker | None:
    """Who wrote the letter that a telegram passes on in full ("Following letter from ... Begin text")."""
    opening = _BEGIN.search(doc.text)
    if opening is None:
        return None
    for m in doc.mentions:
        if m.end > opening.start():
            return None
        if m.kind == "person" and _FROM.search(doc.text, max(0, m.start - 80), m.start):
            return people.of_mention(m)
    return None


def _silent(people: Roster, doc: Document) -> Speaker | None:
    """Who says "I" in a record without an author: of those on the other side than the most named, the one whom the text names least."""
    if len(people.present) < 2:
        return None
    body = max((int(e.get("end") or 0) for e in _people(doc.meta.get("participants"))), default=0)
    named = Counter(m.ref_id for m in doc.mentions if m.kind == "person" and m.ref_id and m.start >= body)
    most = min(people.present, key=lambda s: (-named[s.person_id], s.person_id or ""))
    others = [s for s in people.present if s.against(most)]
    if not others:
        return None
    least = min(named[s.person_id] for s in others)
    quiet = [s for s in others if named[s.person_id] == least]
    return quiet[0] if len(quiet) == 1 else Speaker(None, quiet[0].actor_id)


def _whole(people: list[Speaker]) -> Speaker | None:
    """One speaker of a list of authors: the person among them, with the state that any of them gives."""
    if not people:
        return None
    person = next((p for p in people if p.person_id), people[0])
    return Speaker(person.person_id, person.actor_id or next((p.actor_id for p in people if p.actor_id), None))
