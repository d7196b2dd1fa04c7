"""From grammatical slots to participants: which actors and persons an event's rule puts into which role."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cache

from flows.stages.actions import acts
from flows.stages.extract.discourse import COUNTS, PLURAL, Discourse, anaphors
from flows.stages.extract.events.about import APART
from flows.stages.extract.events.rules import EventRule, Slots
from flows.stages.extract.events.who.successors import successors
from flows.stages.grammar.chunks import NP
from flows.stages.grammar.frames import Frame
from flows.stages.grammar.lexis import control, deputies, word_class
from flows.stages.grammar.lists import OF_TWO
from flows.stages.model import Mention
from flows.stages.recognise.gazetteer import Gazetteer
from schemas import data

HUMAN = frozenset(("he", "him", "she", "her"))
DEFINITE = frozenset(("the", "these", "those", "both", "all", "this", "that"))
OTHERS = frozenset(("other", "others", "next", "local", "future", "remaining", "same"))
"""What makes a definite phrase mean somebody else than those told of."""
OBJECTS = frozenset(("him", "her"))
"""Pronouns that as the object of a clause mean another than its subject."""
PERSONAL = frozenset(("he", "she"))
"""Pronouns that stand beside a name for one more who acts: he and the envoy signed it."""
GROUND = "ground"
"""The kind of a slot that must hold a land or a town, which takes no part in the act itself: Norway gained Iceland."""
TOWN = "town"
"""The kind of a slot that must hold a place, or a name that nothing makes known: what is taken, or entered by forces."""
FORCES = "forces"
"""The kind of a slot that must hold armed forces; whose they are may act as a state."""
SIDE = "side"
"""The kind of a slot that names the states for which somebody acts."""
WITHIN = "within"
"""The kind of a slot that gives whom the description of a treaty names: they signed treaties with Norway."""
OFFICE = "actor.office"
"""The rule that reads an office of a state whose holder is not known."""
STAFF = "staff"
"""The form of a person whose people act: only their state takes part."""
DESCRIBED = "described"
"""The form of a treaty that has no name of its own."""
KINDS = {"place": ("place", "actor"), TOWN: ("place", "actor"), FORCES: ("actor", "person")}
"""Kinds of a slot that hold mentions of other kinds: Alaska, and a land that is a state of its own."""


_WITH = re.compile(r" (?:with|between)(?: (?!except\b|but\b|than\b|about\b|on\b|of\b|for\b)[\w.,’'-]+){0,6} $")
"""In the words for a treaty, before somebody with whom it is."""


@cache
def force_words() -> frozenset[str]:
    """Nouns for armed forces."""
    return frozenset(r["word"] for r in data.rows("rules/force_words", "rule_id", "word"))


@cache
def staff() -> frozenset[str]:
    """Nouns for people who act for somebody else: ministers, officials, delegates."""
    return deputies() - force_words()


@dataclass(frozen=True, slots=True)
class Participant:
    """One who takes part: a person for a state, a person, or an actor."""

    actor_id: str | None
    person_id: str | None
    role: str


@dataclass(slots=True)
class Cast:
    """The participants of one event, and how they were found: by name, or only through a pronoun or the discourse."""

    participants: list[Participant] = field(default_factory=list)
    treaties: list[Mention] = field(default_factory=list)
    resolved: bool = False


def cast(rule: EventRule, frame: Frame, discourse: Discourse, gazetteer: Gazetteer, date: str | None) -> Cast:
    """The participants that a rule reads from a frame; an entity takes the first role that claims it."""
    out = Cast()
    taken: set[tuple[str | None, str | None]] = set()
    for role, slots in (("source", rule.source), ("target", rule.target), ("party", rule.party)):
        for m in _fill(slots, frame, discourse, out):
            for actor_id, person_id in _who(m, gazetteer, date):
                if (actor_id, person_id) not in taken:
                    taken.add((actor_id, person_id))
                    out.participants.append(Participant(actor_id, person_id, role))
    spoken_for = {p.actor_id for p in out.participants if p.person_id}
    out.participants = [p for p in out.participants if p.person_id or p.actor_id not in spoken_for]
    told: tuple[list[Mention], list[Mention]] = ([], [])
    for slot, nps in frame.slots.items():
        for np in nps:
            told[slot in APART].extend(np.all_treaties())
    out.treaties = list({id(t): t for t in told[0] or told[1]}.values())  # they signed a pact three weeks before the Peace of Oslo
    return out


def as_counted(action: str, participants: list[Participant]) -> int:
    """How many take part: in a contact of persons each of them, in any other act each side."""
    if action in acts("contacts"):
        return len({p.person_id or p.actor_id for p in participants})
    return len({p.actor_id or p.person_id for p in participants})


def holds(frame: Frame, slot: str, kind: str | None) -> bool:
    """Whether a slot holds somebody, or an entity of a kind; persons and places stand for themselves, and modify no other word."""
    phrases = frame.slots.get(slot, ())
    if kind is None:
        return any(np.entities() and not np.treaties for np in phrases)
    if kind == FORCES:
        return any(_forces(x) for np in phrases for x in (np, *np.also))
    if kind == TOWN and any(unknown_name(np) for np in phrases):
        return True
    if kind == "actor":
        return any(m.kind == kind for np in phrases for m in np.entities())
    own = KINDS["place"] if kind == GROUND else KINDS.get(kind, (kind,))
    return any(_of_kind(m, own) for np in phrases for m in np.heads) or (kind == "person" and any(np.pronoun in HUMAN for np in phrases))


def unknown_name(np: NP) -> bool:
    """Whether a phrase is but a name that nothing makes known, by its capitals: Tawang fell; not `Prices fell`."""
    bare = bool(np.units) and not np.mods and all(u.kind == "word" and u.capital for u in np.units)
    return bare and not np.heads and not np.pronoun and not np.units[-1].text.endswith("s")


def _forces(np: NP) -> bool:
    """Whether a phrase is for armed forces, or for a people who then act as one: Danish troops, the Danes."""
    people = bool(np.units) and np.units[0].text == "the" and any(m.form == "demonym" and m.surface.endswith("s") for m in np.heads)
    return people or np.head in force_words() or any(m.surface.split()[-1].lower() in force_words() for m in np.heads)


def as_many(frame: Frame, participants: list[Participant]) -> list[Participant]:
    """Participants that a frame does not name, where they are as many as it says: the four ministers met; else none."""
    phrases = (np for slot in ("agent", "between", "of", "with", "owner") for np in frame.slots.get(slot, ()))
    numbers = (COUNTS[u.text] for np in phrases if np.head in anaphors() for u in np.units if u.text in COUNTS)
    wanted = next(numbers, 0)
    return participants if wanted in (0, len({p.actor_id or p.person_id for p in participants})) else []


def _fits(m: Mention, kind: str | None) -> bool:
    """Whether a mention is of the kind that a slot asks for."""
    return kind is None or _of_kind(m, KINDS.get(kind, (kind,)))


def _of_kind(m: Mention, kinds: tuple[str, ...]) -> bool:
    """Whether a mention is of one of these kinds; an office of a state without a name is held by a person: the French Minister."""
    return m.kind in kinds or ("person" in kinds and m.rule_id == OFFICE)


def named_after(np: NP) -> bool:
    """Whether a phrase is an event, and who it names only those it is named after."""
    return np.head in word_class("named-after-sufferers") and not np.heads


def of_whoever(frame: Frame) -> bool:
    """Whether only `they` deal with each other in a clause: in a talk these may be those who talk, or any that it has named."""
    they = any(np.pronoun in PLURAL for np in frame.slots.get("agent", ()))
    return they and not any(np.entities() for slot in ("with", "between", "patient") for np in frame.slots.get(slot, ()))


def _who(m: Mention, gazetteer: Gazetteer, date: str | None) -> list[tuple[str | None, str | None]]:
    if m.form == STAFF and (state := m.for_actor or gazetteer.state_of(m.ref_id or "", date)):
        return [(state, None)]
    if m.kind == "person":
        return [(m.for_actor or gazetteer.state_of(m.ref_id or "", date), m.ref_id)]
    if m.form == "group" and m.value:
        return [(a, None) for a in m.value.split(";")]
    if m.form == "group" and m.ref_id:
        return [(a, None) for a in gazetteer.members(m.ref_id, date)] or [(m.ref_id, None)]
    return [(m.ref_id, None)]


def _fill(slots: Slots, frame: Frame, discourse: Discourse, out: Cast) -> list[Mention]:
    found: list[Mention] = []
    for group in slots:
        for slot, kind in group:
            mine = []
            for np in frame.slots.get(slot, ()):
                if kind == SIDE:
                    mine += [m for x in (np, *np.also) for m in x.heads if m.ref_id in discourse.states]
                elif kind == WITHIN:
                    mine += [m for t in np.treaties if t.form == DESCRIBED for m in np.mods if _party_to(t, m)]
                elif slot != "agent" or not named_after(np):
                    another = np.pronoun in OBJECTS or (np.pronoun == "it" and frame.vg is not None and frame.vg.word in control("object"))
                    others = _doers(frame, discourse, out) if slot != "agent" and another else frozenset()
                    own = _sufferers(frame, discourse, out) if slot == "agent" and np.possessor else frozenset()
                    mine += [m for m in _mentions(np, kind, discourse, out, others) if m.ref_id not in own]
            if mine:
                found += [m for m in mine if m not in found]
                break
    return found


def _doers(frame: Frame, discourse: Discourse, out: Cast) -> frozenset[str | None]:
    """Who acts in a clause, and so is not meant by a pronoun that is its object: Berg told him that Holm had come."""
    return frozenset(m.ref_id for np in frame.slots.get("agent", ()) for m in _mentions(np, None, discourse, out))


def _sufferers(frame: Frame, discourse: Discourse, out: Cast) -> frozenset[str | None]:
    """To whom a passive says that something is done, and who does not do it where his people do: Berg was arrested by his officers."""
    suffers = frame.slots.get("patient", ()) if frame.vg is not None and frame.vg.passive else ()
    return frozenset(m.ref_id for np in suffers for m in _mentions(np, None, discourse, out))


def _mentions(
    np: NP, kind: str | None, discourse: Discourse, out: Cast, others: frozenset[str | None] = frozenset()
) -> list[Mention]:
    named = [
        _body_of(np, m)
        for m in np.entities()
        if not _apart(np, m)
        and (m.ref_id or (m.form == "group" and m.value)) and m.kind in ("actor", "person") and (kind == "treaty" or _fits(m, kind))
    ]
    if kind == "treaty":
        return named if np.treaties else []
    if named:
        also = [m for p in np.pronouns() if p in PERSONAL for m in discourse.resolve(p, np.start) if m.kind == "person"]
        also += [m for x in (np, *np.also) for m in successors(x, discourse) if _fits(m, kind)]
        also += [m for x in (np, *np.also) if x.head in OF_TWO for m in discourse.taken_up(x.head, frozenset(), x.start)]
        return named + [m for m in also if all(m.ref_id != n.ref_id for n in named)]
    if kind in (None, "actor") and (followed := successors(np, discourse)):
        out.resolved = True
        return followed
    parts = (np, *(x for xs in np.attached.values() for x in xs))
    if any(x.possessor == "our" and x.head in word_class("sides-of-two") for x in parts) and (both := discourse.both(np.start)):
        out.resolved = True
        return [m for m in both if _fits(m, kind)]
    pointed = ["our"] if np.head in word_class("own-government") and np.units[0].text == "this" and discourse.voices is not None else []
    last = np.head or (np.units[-1].text if len(np.units) == 2 else "")
    if anaphors().get(last) in ("crowned", "former") and not np.attached:
        out.resolved = True
        return [m for m in discourse.taken_up(last, frozenset(), np.start) if _fits(m, kind)]
    pronouns = [x.pronoun for x in (np, *np.also) if x.pronoun] if np.head in control("apart") else np.pronouns()
    for pronoun in pointed or pronouns:
        meant = [m for m in discourse.resolve(pronoun, np.start, others) if _fits(m, kind)]
        if meant:
            out.resolved = True
            return meant
    if np.head and (meant := [m for m in discourse.inside(np.head, np.end) if _fits(m, kind)]):
        return meant
    if np.head and (meant := [m for m in discourse.again(np.head, np.start) if _fits(m, kind)]):
        out.resolved = True
        return meant
    words = frozenset(u.text for u in np.units)
    by_people = np.head in staff() or np.head in anaphors()
    body = [u.text for u in np.units[1:] if u.text == np.head or by_people]
    if np.head and _definite(np, words) and (meant := [m for m in discourse.alike(body) if _fits(m, kind)]):
        out.resolved = True
        return meant
    if _definite(np, words) and (meant := [m for m in discourse.taken_up(np.head, words, np.start) if kind is None or m.kind == kind]):
        out.resolved = True
        return meant
    return []


def _party_to(treaty: Mention, m: Mention) -> bool:
    """Whether the words for a treaty say that it is with somebody: a treaty of peace with Norway and Peru."""
    return treaty.start <= m.start < treaty.end and _WITH.search(treaty.surface[: m.start - treaty.start]) is not None


def _body_of(np: NP, m: Mention) -> Mention:
    """A mention as its people's, where these act and not the person itself: three of Berg's ministers resigned."""
    if m.kind != "person":
        return m
    inside = (np, *(x for xs in np.attached.values() for x in xs))
    whose = any(x.head in staff() and m in x.mods for x in inside)
    return replace(m, form=STAFF) if whose and _possessive(inside, m) else m


def _apart(np: NP, m: Mention) -> bool:
    """Whether a phrase means others than the one whose they are: four of Norway's allies, its neighbour."""
    inside = (np, *(x for xs in np.attached.values() for x in xs))
    return any(x.head in control("apart") and m in x.mods for x in inside) and _possessive(inside, m)


def _possessive(phrases: tuple[NP, ...], m: Mention) -> bool:
    return any(u.mention is m and u.possessive for x in phrases for u in x.units)


def _definite(np: NP, words: frozenset[str]) -> bool:
    """Whether a phrase takes up what was told: `the government`, `these two powers`; not `the government of the day`."""
    return bool(np.units) and np.units[0].text in DEFINITE and not np.attached and not words & OTHERS
