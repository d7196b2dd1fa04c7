"""Who is in the room: the people of a document, the state that each speaks for, and who "I", "you" and "the Secretary" are."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field

from flows.stages.extract.positions.rules import roles
from flows.stages.extract.positions.wording import phrase
from flows.stages.model import Document, Mention
from flows.stages.recognise.gazetteer import gazetteer

_NO_NAMES = ("The", "Our", "Your", "His", "Sir", "Mr", "Mrs", "Miss", "Dr", "Comrade")
_JOINING = ("Of", "For", "The", "And", "To", "In")
OPENS = 4
"""A title that holds a role noun so near its beginning opens with it, but for "The"."""
UNLISTED = "x-"
"""How the id of a person opens whom no table lists."""
_CAPITALS = re.compile(r"[A-Z][\w’'-]+")


def inside(doc: Document, start: int, end: int) -> list[Mention]:
    """The mentions that start in the span, in order."""
    first = bisect_left(doc.mentions, start, key=lambda m: m.start)
    last = bisect_left(doc.mentions, end, lo=first, key=lambda m: m.start)
    return doc.mentions[first:last]


def personal(mention: Mention) -> bool:
    """Whether a mention means a person, if only by the office of a state: "the French Ambassador"."""
    return mention.kind == "person" or (mention.form == "metonym" and mention.surface.endswith(roles("person")))


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


    def tells(self, narrator: Speaker | None) -> bool:
        """Whether it is who tells the document; a colleague by name is not the office that does."""
        return self.same(narrator) and not (self.person_id and narrator and not narrator.person_id)


    def against(self, other: Speaker) -> bool:
        """Whether the other speaks for another state, or is another person where a state is not known."""
        if self.actor_id and other.actor_id:
            return self.actor_id != other.actor_id
        return not self.same(other)


@dataclass(slots=True)
class Roster:
    """The speakers of one document: `home` is the state that keeps the record, `host` that of the post which writes or
    is written to, `cover` who sends the telegram that passes a letter on; `interviewed` whom the title
    of an interview names; an `account` is a paper in which a government tells how things stand and addresses nobody."""

    sides: dict[str, str] = field(default_factory=dict)
    titles: list[tuple[str, Speaker]] = field(default_factory=list)
    present: list[Speaker] = field(default_factory=list)
    narrator: Speaker | None = None
    addressee: Speaker | None = None
    home: str | None = None
    host: str | None = None
    cover: Speaker | None = None
    interviewed: Speaker | None = None
    account: bool = False

    @property
    def colleagues(self) -> bool:
        """Whether writer and reader are of one state."""
        return self.narrator is not None and self.addressee is not None and not self.narrator.against(self.addressee)

    @property
    def one_sided(self) -> bool:
        """Whether those present are all of one side, as in a council of ministers."""
        sides = {s.actor_id for s in self.present if s.actor_id}
        return len(self.present) >= 3 and len(sides) == 1

    def of_mention(self, mention: Mention) -> Speaker | None:
        """The speaker that a mention names, or None where neither person nor state is known."""
        if mention.kind == "actor":
            actor = state(mention.ref_id)
            return (self._holder(mention, actor) or Speaker(None, actor)) if actor else None
        if (given := phrase("titled-given").fullmatch(mention.surface)) and (known := self.of_given(given[1])):
            return known
        actor = self.sides.get(mention.ref_id or "") or state(mention.for_actor)
        bare = mention.surface in roles("person") or mention.surface in roles("home")
        if bare and mention.form != "office" and (mention.ref_id or "").startswith(UNLISTED):
            # "The Viscount", "Dept": a title that was taken for a name.
            home = Speaker(None, self.home) if mention.surface in roles("home") and self.home else None
            return self.of_role(mention.surface) or home
        if mention.form == "office" and bare:
            # A bare title means whoever is listed under it, or the keeper's own; a date alone may find a namesake abroad.
            listed = self.of_role(mention.surface)
            if listed is None and mention.surface in roles("home") and self.home:
                listed = Speaker(None, self.home)
            if listed is not None:
                own = listed.person_id is None or listed not in self.present  # who held it then, not a former President
                return Speaker(mention.ref_id, actor) if own and listed.actor_id == actor else listed
        if actor is None and (listed := self.of_role(mention.surface)):
            return listed
        return Speaker(mention.ref_id, actor) if mention.ref_id or actor else None

    def _holder(self, mention: Mention, actor: str) -> Speaker | None:
        """Who of those with a title holds the office of a state that a mention gives: "the Greek Ambassador"."""
        office = next((r for r in roles("person") if mention.surface.endswith(r)), None) if personal(mention) else None
        found = {who for title, who in self.titles if office and office in title and who.person_id and who.actor_id == actor}
        return found.pop() if len(found) == 1 else None

    def of_given(self, name: str) -> Speaker | None:
        """Whom "Sir Anthony" means: the only one of the document with that first name."""
        found = [person for person in self.sides if (known := gazetteer().persons.get(person)) and known.name.startswith(f"{name} ")]
        return Speaker(found[0], self.sides[found[0]]) if len(found) == 1 else None

    def of_initial(self, letter: str) -> Speaker | None:
        """Whom a telegram shortens to one letter: the first of another state than its own whose surname begins so."""
        return next((who for title, who in self.titles
                     if who.person_id and who.actor_id != self.home and title.split()[-1].startswith(letter)), None)

    def of_initials(self, letters: str) -> Speaker | None:
        """The only one of the document whose surname begins with a letter, or whose names begin with several: `K: I agree.`"""
        found = set()
        for title, who in self.titles:
            known = gazetteer().persons.get(who.person_id or "")
            names = _CAPITALS.findall(known.name if known else title)
            if who.person_id and names and letters in (names[-1][0], "".join(n[0] for n in names)):
                found.add(who)
        return found.pop() if len(found) == 1 else None

    def of_role(self, surface: str) -> Speaker | None:
        """The participant whose office or printed name holds the role noun, as in "the Secretary"; one of the keeper's own by its title."""
        if surface.isupper() or surface.islower() or surface[4:].islower():
            surface = surface.title()  # THE MINISTER FOR WAR, the ambassador
        words = [w for w in _CAPITALS.findall(surface) if w not in _NO_NAMES and w not in _JOINING]
        if not words:
            return None
        alone = next((who for title, who in self.titles if title.removeprefix("The ").strip() == " ".join(words)), None)
        if alone is not None and not self._tells(alone):
            return alone  # "The President" in a list that has President Frei as well
        pattern = re.compile(r"\b" + r"\s+(?:(?:of|for|the|and)\s+)*".join(map(re.escape, words)) + r"\b")
        found = [(m.start(), who) for title, who in self.titles if (m := pattern.search(title)) and not self._tells(who)]
        opening = [who for at, who in found if at <= OPENS]
        own = [who for _, who in found if who.actor_id == self.home] if " ".join(words) in roles("home") else []
        return next(iter((*opening, *own, *(who for _, who in found))), None)

    def _tells(self, who: Speaker) -> bool:
        """Whether it is the narrator, who never stands under his own title; a title without a person is not his colleague's."""
        own = self.narrator
        return own is not None and who.same(own) and (who.person_id is not None or own.person_id is None)


def state(actor_id: str | None) -> str | None:
    """The state that a body speaks for ("the Foreign Office"), or the actor itself."""
    known = gazetteer().actors.get(actor_id or "")
    while known is not None and known.kind == "government-body" and known.parent_id:
        known = gazetteer().actors.get(known.parent_id)
    return known.actor_id if known is not None else actor_id
