"""What its names and the words for it say of a treaty: how it is called, what it is, who its sides are and when it was signed."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

from flows.stages import edtf
from flows.stages.extract.treaties import days, deeds, name_dates, terms
from flows.stages.extract.treaties.facts import Fact, Treaty
from flows.stages.extract.treaties.forms import clean_name, forms
from flows.stages.extract.treaties.names import plural_for_one, printed
from flows.stages.extract.treaties.whose import beside
from flows.stages.extract.treaties.whose.guesses import party
from flows.stages.model import Mention
from flows.stages.recognise.kinds import actor_kinds
from flows.stages.recognise.treaties.going_on import ANOTHER_RULE
from flows.stages.recognise.treaties.heads import kind_of, says_kind
from flows.stages.recognise.wording import name_words, phrase

if TYPE_CHECKING:
    from flows.stages.extract.treaties.reader import TreatyReader

IN_NAME = 0.75
"""Confidence of a party that stands in the words that name a treaty."""
BESIDE = 30
"""How far from a name another may stand with which it is told in one breath, in characters."""
LONGEST = 160
"""Characters of the longest name that is preferred to a shorter one."""


def read(reader: TreatyReader, t: Treaty) -> None:
    """Say of a treaty what its names say."""
    mentions = [m for m in t.cluster.mentions if m.form in ("named", "described")]
    named = [m for m in mentions if m.form == "named"] or mentions
    best = max(named, key=lambda m: (len(printed(m)) if len(printed(m)) <= LONGEST else 0, -m.start))
    for m in mentions:
        _with_person(reader, t, m)
        _called(reader, t, m, best)
        if m is best or not plural_for_one(m, best):
            terms.from_name(reader, t, m)
        _sides(reader, t, m)
        _dated(reader, t, m)
        if t.cluster.words & name_words("secret"):
            t.say("secret", Fact("true", m.surface, *reader.quote(m), "treaty.secret", 0.7))
    _on_the_day(reader, t, named)
    day = days.of_clause(reader.doc, reader.dates, mentions[0])
    if day is not None and reader.fits(t, str(day.value)):
        t.weak = t.weak or Fact(str(day.value), day.surface, *reader.quote(mentions[0]), "treaty.signed.clause", 0.4)
        t.made = True
    deeds.read(reader, t, mentions)
    told_as = Counter(kind_of(printed(m)) for m in [x for x in named if says_kind(printed(x))] or named)
    kind = max(sorted(told_as), key=lambda k: (told_as[k], k == kind_of(printed(best))))
    t.say("kind", Fact(kind, best.surface, *reader.quote(best), best.rule_id, 0.8))
    if t.facts.get("aliases"):
        names = {f.value for f in t.facts["name"]}
        t.facts["aliases"] = [f for f in t.facts["aliases"] if f.value not in names]


def _called(reader: TreatyReader, t: Treaty, m: Mention, best: Mention) -> None:
    """Say what a mention calls a treaty: its name in each of its forms, or another by which it is known."""
    quote = reader.quote(m)

    def say(use: str, name: str) -> None:
        t.say(use, Fact(name, m.surface, *quote, m.rule_id, m.confidence))

    if m.value and m.rule_id not in ("treaty.anaphor", ANOTHER_RULE):
        say("aliases", clean_name(_breath(reader, m)))
    if m is best or _gives_name(reader, m, best):
        for n, form in enumerate(forms(reader.doc, m)):
            say("name" if m is best and n == 0 else "aliases", form)
    if m.form == "described" and reader.doc.text.startswith(" of ", m.end) and (day := name_dates.day_behind(reader, m)) is not None:
        say("aliases", f"{clean_name(m.surface)} of {day.surface}")  # a convention of 8 November


def _breath(reader: TreatyReader, m: Mention) -> str:
    """The words that name a treaty together with another: the Treaties of Westport and Eastport."""
    both = [x for x in reader.reader.between(m.start - BESIDE, m.end + BESIDE) if x.kind == "treaty" and x.value]
    text = reader.doc.text
    other = next((x for x in both if " and " in (text[x.end : m.start], text[m.end : x.start])), m)
    return text[min(m.start, other.start) : max(m.end, other.end)]


def _gives_name(reader: TreatyReader, m: Mention, best: Mention) -> bool:
    """Whether a mention gives its treaty a name: not a plural for one, what it was made into, or the beginning of a heading."""
    text = reader.doc.text
    inside = reader.doc.passages[m.passage_no].kind in ("heading", "front") or m.surface.isupper()
    cut = inside and phrase("heading-goes-on").match(text, m.end) is not None
    made_into = m.form == "described" and phrase("predicate").search(text[max(0, m.start - 40) : m.start]) is not None
    return not (plural_for_one(m, best) or cut or made_into)


def _with_person(reader: TreatyReader, t: Treaty, m: Mention) -> None:
    """The state for which somebody stands whom a description names as the other side: a treaty with the envoy Brown."""
    for p in reader.reader.between(m.start, m.end):
        if p.kind != "person":
            continue
        side = p.for_actor or reader.gazetteer.state_of(p.ref_id or "", reader.sentence(m.start).date)
        movement = reader.gazetteer.kind(side) in actor_kinds("movements")
        if not side or not (reader.is_state(side) or movement) or not phrase("with-one").search(reader.doc.text[m.start : p.start]):
            continue
        sides = t.factions if movement else t.parties
        sides.setdefault(side, Fact(party(side), p.surface, *reader.quote(m), "treaty.party.person", 0.6))
        if t.signatories:
            value = json.dumps({"actor_id": side, "person_id": p.ref_id}, sort_keys=True)
            t.signatories.setdefault(p.ref_id or "", Fact(value, p.surface, *reader.quote(m), "treaty.signatory.person", 0.6))


def _sides(reader: TreatyReader, t: Treaty, m: Mention) -> None:
    """Take those for parties whom the words for a treaty name."""
    for other in reader.reader.between(m.start, m.end):
        if other.kind != "actor" or other.end > m.end or not other.ref_id or not may_be_side(reader, m, other):
            continue
        if phrase("matter").search(reader.doc.text[m.start : other.start]):
            continue
        before = t.parties.get(other.ref_id)
        if before is None and any(beside.succeeds(reader.gazetteer, other.ref_id, a) for a in t.parties):
            continue  # signed for the Federal Republic: a Franco-German treaty
        if before is None or before.confidence <= IN_NAME:
            t.parties[other.ref_id] = Fact(party(other.ref_id), other.surface, *reader.quote(m), "treaty.party.name", IN_NAME)


def between(reader: TreatyReader, t: Treaty) -> set[str]:
    """The two or more between whom the words for a treaty say that it is."""
    found: set[str] = set()
    for m in t.cluster.mentions:
        at = m.surface.find(" between ")
        if at > 0 and m.form == "described":
            inside = [x for x in reader.reader.between(m.start + at, m.end) if x.kind == "actor" and x.ref_id]
            found |= {str(x.ref_id) for x in inside if may_be_side(reader, m, x)}
    return found if len(found) > 1 else set()


def may_be_side(reader: TreatyReader, m: Mention, other: Mention) -> bool:
    """Whether an actor in the words for a treaty may be a party: a state, one of two joined, or another with whom it is made."""
    text = reader.doc.text
    if other.form == "adjective" and phrase("land-behind").match(text, other.end):
        return False
    if m.form == "named" and phrase("land-named").fullmatch(m.surface) and other.form == "name" and other.start == m.start:
        return False  # the Cyprus Convention, which is about the island
    side = reader.gazetteer.kind(other.ref_id) in actor_kinds("no-states") and other.form not in ("adjective", "pronoun")
    between = side and phrase("with-side-alone").search(text[m.start : other.start]) is not None
    joined = "-" in text[other.start - 1 : other.start] + text[other.end : other.end + 1]
    return between or (joined and m.form == "named") or reader.is_state(str(other.ref_id))


def _dated(reader: TreatyReader, t: Treaty, m: Mention) -> None:
    """Date a treaty by the words for it, unless an act has dated it otherwise."""
    told = m.form == "named" or name_dates.day_behind(reader, m) is not None
    found = name_dates.of_name(reader, m) if told else beside.year_behind(reader.doc, m)
    if found is None or days.to_come(reader.doc, found[0]):
        return
    known = t.facts.get("signed", ())
    if not known or edtf.contains(known[0].value, found[0]):
        t.say_signed(Fact(*found, *reader.quote(m), "treaty.signed.name", 0.6), "stated")


def _on_the_day(reader: TreatyReader, t: Treaty, named: list[Mention]) -> None:
    """The day on which the words behind a name say that it was signed, where no act was read from them."""
    if "signed" in t.facts or len(t.cluster.days) != 1:
        return
    for m in named or t.cluster.mentions:
        s = reader.sentence(m.start)
        day = next((d for d in reader.reader.between(m.end, s.end) if d.kind == "date" and d.value in t.cluster.days), None)
        entry = days.headed(reader.doc, reader.dates, m) if day is None else None
        day = entry if entry is not None and entry.value in t.cluster.days else day
        if day is not None:
            t.say_signed(Fact(str(day.value), day.surface, *reader.quote(m), "treaty.signed.behind", 0.7), "stated")
            return
