"""What the acts that are told upon a treaty say of it: when and where it was signed, by whom, and whom it binds."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from flows.stages.actions import acts
from flows.stages.extract.events.when import spans
from flows.stages.extract.events.who import counterparts
from flows.stages.extract.treaties import days, deeds, from_names, status
from flows.stages.extract.treaties.facts import Fact, Treaty
from flows.stages.extract.treaties.fragments import collective
from flows.stages.extract.treaties.names import of_many
from flows.stages.extract.treaties.whose import beside
from flows.stages.extract.treaties.whose.guesses import FOCUS, party
from flows.stages.genres import NARRATIVE
from flows.stages.recognise.kinds import actor_kinds
from flows.stages.recognise.wording import phrase

if TYPE_CHECKING:
    from flows.stages.extract.events.reader import Event
    from flows.stages.extract.events.who.roles import Participant
    from flows.stages.extract.treaties.reader import TreatyReader
    from flows.stages.recognise.entries import Actor

REACH = 900
"""How far before the plural of an act its treaties are named, in characters: these two treaties were signed."""
SURE = 0.8
"""Share of a rule's confidence under which an event has its participants from the context and not from its clause."""


def read(reader: TreatyReader) -> None:
    """Say of every treaty what the acts upon it say."""
    for e in reader.events:
        if e.treaty is not None and e.treaty.ref_id in reader.by_id:
            for t in [reader.by_id[e.treaty.ref_id], *_taken_together(reader, e)]:
                _from_act(reader, t, e)


def _taken_together(reader: TreatyReader, e: Event) -> list[Treaty]:
    """The other treaties that the plural of an act takes up with the last one: these two treaties were signed."""
    m = e.treaty
    if m is None or m.form != "anaphor" or e.rule.action not in acts("of-several-treaties"):
        return []
    words = reader.doc.text[max(reader.sentence(m.start).start, m.start - 14) : m.end].split()
    spoken = next((s for i in range(len(words)) if phrase("plural-anaphor").match(s := " ".join(words[i:]))), None)
    if spoken is None:
        return []
    told = [(x.start, t) for t in reader.treaties if t.cluster.named for x in t.cluster.mentions if m.start - REACH < x.start < m.start]
    recent = list(dict.fromkeys(t.cluster.local_id for _, t in sorted(told, key=lambda x: -x[0]) if t.cluster.local_id != m.ref_id))
    members = recent[: 2 if phrase("of-three").search(spoken) else 1]
    whole = [t for t in reader.treaties if t.cluster.named and t.cluster.mentions[0].start < m.start and collective(t)]
    return [reader.by_id[local] for local in dict.fromkeys([*members, *(t.cluster.local_id for t in whole[-1:])])]


def _from_act(reader: TreatyReader, t: Treaty, e: Event) -> None:
    signing = e.rule.action == "sign"
    participants = [*e.participants, *counterparts.beside(reader.reader, e)] if signing else e.participants
    if signing and e.realis == "actual" and not status.wished(reader, e):
        _signed(reader, t, e, participants)
    deeds.issue(t, e, reader.doc.text)
    _made(reader, t, e)
    if _makes_parties(reader, e):
        _bind(reader, t, e, participants)


def _signed(reader: TreatyReader, t: Treaty, e: Event, participants: list[Participant]) -> None:
    """Say when, where and by whom a treaty was signed; what is initialled in one act may be signed in another."""
    initialled = phrase("initials").match(reader.doc.text, *e.trigger) is not None
    if initialled and e.date and e.date_mention is not None and reader.fits(t, e.date):
        t.weak = t.weak or Fact(e.date, e.date_mention.surface, *e.quote, e.rule.rule_id, 0.5)
    if (found := _date(reader, t, e, initialled)) is not None:
        t.say_signed(*found)
    place = e.place if not (initialled and _signed_elsewhere(reader, e)) else None
    if place is not None and reader.locative(place) and place.ref_id and not reader.gazetteer.actor_of_place(place.ref_id):
        t.say("place_id", Fact(place.ref_id, place.surface, *e.quote, e.rule.rule_id, e.confidence))
    for p in participants:
        if p.person_id and _signs(reader, e, p.person_id):
            value = json.dumps({"actor_id": p.actor_id, "person_id": p.person_id}, sort_keys=True)
            t.signatories.setdefault(p.person_id, Fact(value, None, *e.quote, e.rule.rule_id, e.confidence))


def _date(reader: TreatyReader, t: Treaty, e: Event, initialled: bool) -> tuple[Fact, str] | None:
    """The date that an act of signing gives a treaty, and its basis."""
    if not initialled:
        day = days.own(reader.events, e, reader.dates, reader.sentence(e.trigger[0]).end)
        if day is not None and day is not e.date_mention and reader.fits(t, str(day.value)):
            return _told(e, str(day.value), day.surface), "stated"
        told = e.date_mention
        if told is not None and e.date and reader.fits(t, e.date) and beside.of_signing(reader, told, t.cluster.local_id):
            return _told(e, e.date, told.surface), e.basis
    entry = days.of_entry(reader.doc, reader.dates, e)
    if entry is not None and reader.fits(t, str(entry.value)):
        return _told(e, str(entry.value), entry.surface), "stated"
    within = _within(reader, e) if e.date_mention is None else None
    if within is not None and reader.fits(t, within):
        return Fact(within, None, *e.quote, e.rule.rule_id, 0.5), "inferred"
    return None


def _told(e: Event, date: str, surface: str) -> Fact:
    return Fact(date, surface, *e.quote, e.rule.rule_id, e.confidence)


def _within(reader: TreatyReader, e: Event) -> str | None:
    """The time that its sentence gives an act from where the story stands: within six months they signed the treaty."""
    sentence = reader.sentence(e.trigger[0])
    found = spans.of(reader.reader, e, sentence) if sentence.date and reader.doc.genre in NARRATIVE else None
    return found if found and ".." not in found else None


def _signed_elsewhere(reader: TreatyReader, e: Event) -> bool:
    """Whether a treaty that is initialled in one act is signed in another, which has its place."""
    of_it = e.treaty.ref_id if e.treaty is not None else None
    return any(x.treaty.ref_id == of_it for x in reader.events if x is not e and x.rule.action == "sign" and x.treaty is not None)


def _signs(reader: TreatyReader, e: Event, person_id: str) -> bool:
    """Whether an act is a person's own: not that of the envoys whom he sent, nor his only because he dealt with others before."""
    told = [m for m in reader.reader.between(*e.quote) if m.kind == "person" and m.ref_id == person_id]
    own = [m for m in told if not phrase("sent-by").search(reader.doc.text[max(0, m.start - 60) : m.start])]
    return bool(own) if told else not e.borrowed


def _made(reader: TreatyReader, t: Treaty, e: Event) -> None:
    """Date a treaty by its negotiation or by what it did, as long as nothing says when it was signed."""
    told = e.date_mention
    if told is None or not e.date or e.realis != "actual" or not reader.fits(t, e.date):
        return
    lapsed = phrase("lapses").search(reader.doc.text, e.trigger[1], max(e.trigger[1], told.start)) is not None
    brings_about = e.rule.action == "negotiate" or (e.rule.action == "agree" and not e.borrowed)
    concluded = brings_about and e.rule.pos == "verb" and phrase("ratified").search(reader.doc.text[slice(*e.quote)]) is None
    if concluded or (e.rule.of_treaty and not lapsed):
        t.weak = t.weak or Fact(e.date, told.surface, *e.quote, e.rule.rule_id, 0.4)


def _makes_parties(reader: TreatyReader, e: Event) -> bool:
    """Whether those who do an act become parties of its treaty: it is no mediation, nor what the treaty did without binding anybody."""
    if e.realis != "actual" or e.rule.action not in acts("becoming-party"):
        return False
    bound = not e.rule.of_treaty or phrase("binding-verb").match(reader.doc.text, *e.trigger) is not None
    return bound and phrase("mediating").match(reader.doc.text, *e.trigger) is None


def _bind(reader: TreatyReader, t: Treaty, e: Event, participants: list[Participant]) -> None:
    """Make those who do an act parties of its treaty."""
    # The treaties with Norway and those with Sweden were signed in one breath.
    elsewhere = beside.sides_of_others(reader, t, e)
    left = [p for p in e.participants if p.actor_id not in elsewhere]
    if e.rule.action == "sign" and e.treaty is not None and e.treaty.ref_id == t.cluster.local_id and left:
        e.participants = left
    # He negotiated a truce between two others.
    between = from_names.between(reader, t) if e.rule.action in acts("arranged-for-others") else set()
    for p in participants:
        if p.actor_id in elsewhere or (between and p.actor_id not in between) or not _told_of(reader, t, e, p):
            continue
        if (side := _side(reader, e, p)) is not None:
            sides = t.factions if side.kind in actor_kinds("movements") else t.parties
            role = "acceding" if e.rule.action == "accede" else "signatory"
            sides.setdefault(side.actor_id, Fact(party(side.actor_id, role), None, *e.quote, e.rule.rule_id, e.confidence))


def _told_of(reader: TreatyReader, t: Treaty, e: Event, p: Participant) -> bool:
    """Whether the clause tells who does an act; whom only the context stands for is a party in a text about two states alone."""
    discourse = reader.reader.discourse
    two = discourse.focus >= FOCUS and not (e.rule.of_treaty or of_many(t.cluster.mentions))
    sure = e.confidence >= SURE * e.rule.confidence
    if not (sure or two or (e.rule.action == "sign" and p.person_id and p.actor_id)):
        return False
    return not e.borrowed or sure or p.actor_id in discourse.main


def _side(reader: TreatyReader, e: Event, p: Participant) -> Actor | None:
    """The party for which a participant stands, if it can be one of a treaty by such an act."""
    gazetteer, action = reader.gazetteer, e.rule.action
    actor = gazetteer.actors.get(p.actor_id or "")
    if actor is not None and actor.kind == "government-body" and action == "sign":
        actor = gazetteer.actors.get(gazetteer.owner(actor.actor_id, e.date) or "", actor)
    if actor is None or p.role == "target":
        return None
    pronoun = e.confidence < e.rule.confidence
    if actor.kind == "international-organisation" and (pronoun or action not in acts("organisations-join")):
        return None
    signs = action == "sign" and p.role == "party" and actor.kind in actor_kinds("signing-bodies")
    rebels = action in acts("peace-with-rebels") and actor.kind in actor_kinds("rebels")
    return actor if signs or rebels or actor.kind in actor_kinds("treaty-sides") else None
