"""Parties that the words around a treaty give: what it says that states do, the treaty that it replaced, who issued it.

Each reading yields the states with the mention that names each, and the span that says so; `PartyReader` adds them.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from flows.stages.actions import acts
from flows.stages.extract.treaties.names import LEADING_YEAR, kinds
from flows.stages.extract.treaties.whose.called_after import pair
from flows.stages.recognise.kinds import actor_kinds
from flows.stages.recognise.wording import phrase

if TYPE_CHECKING:
    from flows.stages.extract.events.reader import Event
    from flows.stages.extract.treaties.facts import Treaty
    from flows.stages.extract.treaties.whose.lists import Enumeration
    from flows.stages.extract.treaties.whose.parties import PartyReader
    from flows.stages.model import Mention, Sentence

CLOSE_BEHIND = 8
"""How far behind a verb its object starts at most, in characters: they issued a “Declaration on Trade”."""
NAMESAKES = re.compile(r"((?:[A-Z]\w+[-–])*[A-Z]\w+)(?:[’']s)? (?:[A-Z]\w+ )*[A-Z]\w+")
"""A treaty that is called after those who made it: the Brown–Lund Treaty, Brown’s Treaty."""
BEFORE = 4
"""Sentences before a paper that sets down the results of talks which may tell of them."""


def bound(reader: PartyReader, t: Treaty) -> Iterator[tuple[Enumeration, Mention]]:
    """Lists of states that a treaty binds by the words behind it: in which A and B promised, provides that A and B shall."""
    text = reader.text
    for m in t.cluster.mentions:
        s = reader.reader.sentence_at(m.start)
        for found in reader.lists[s.sentence_no]:
            lead = text[m.end : found.start]
            joined = phrase("list-joined").match(text, found.end)
            end = joined.end() if joined else found.end
            between = m.start < found.start < m.end and phrase("between").search(text, m.start, found.start)
            within = phrase("within-behind").fullmatch(lead) and phrase("list-after").match(text, end)
            made = phrase("made-by").fullmatch(lead) and phrase("made-by-act").match(text, found.end)
            if between or within or made or (phrase("provides-that").fullmatch(lead) and phrase("list-bound").match(text, end)):
                yield found, m
                break


def agreed(reader: PartyReader, t: Treaty) -> tuple[list[str], Mention] | None:
    """Those who dealt with each other before what they agreed was set down in a paper: the results were recorded in the memorandum."""
    for m in t.cluster.mentions:
        s = reader.reader.sentence_at(m.start)
        if not phrase("set-down").search(reader.text[s.start : m.start]):
            continue
        before = reader.of.doc.sentences[max(0, s.sentence_no - BEFORE) : s.sentence_no]
        states = _acting(reader, {x.sentence_no for x in before if x.passage_no == s.passage_no}, acts("leading-to-treaties"))
        if len(states) > 1:
            return states, m
    return None


def talked(reader: PartyReader, t: Treaty) -> list[tuple[str, tuple[int, int]]]:
    """Those who talked with each other in the town that a treaty is called after: the talks in Oslo ended with both sides content."""
    towns = {m.surface.rpartition(" ")[0].removeprefix("the ") for m in t.cluster.mentions if m.form == "named"}
    for e in reader.of.events if towns else ():
        if e.rule.action not in acts("leading-to-treaties") or e.realis != "actual" or e.place is None or e.place.surface not in towns:
            continue
        s = reader.of.doc.sentences[e.sentence]
        states = [p.actor_id for p in e.participants if p.actor_id and reader.of.is_state(p.actor_id)]
        both = next((x for x in reader.reader.between(s.start, s.end) if x.kind == "actor" and x.form == "group" and x.value), None)
        found = dict.fromkeys(states if len(set(states)) > 1 or both is None else reader.states(both))
        if len(found) > 1:
            return [(a, e.quote) for a in found]
    return []


def offered(reader: PartyReader, t: Treaty) -> tuple[list[str], Mention] | None:
    """Him who proposed a treaty that binds both, and him to whom he did, or with whom he was: he proposed a pact of mutual help."""
    for e in reader.of.events:
        if e.rule.action != "propose" or e.realis != "actual":
            continue
        m = next((m for m in t.cluster.mentions if e.trigger[1] <= m.start < e.quote[1]), None)
        if m is None:
            continue
        s = reader.reader.sentence_at(m.start)
        close = m.start < e.trigger[1] + CLOSE_BEHIND and phrase("of-both").search(reader.text[m.start : s.end])
        if not close and not phrase("of-both").search(m.surface):
            continue
        own = [p.actor_id for p in e.participants if p.actor_id and p.role == "source" and reader.of.is_state(p.actor_id)]
        to = [p.actor_id for p in e.participants if p.actor_id and p.role != "source" and reader.of.is_state(p.actor_id)]
        to = to or _before_him(reader, s, e.trigger[0], own)
        states = list(dict.fromkeys([*own, *to]))
        if own and len(states) == 2:
            return states, m
    return None


def _before_him(reader: PartyReader, s: Sentence, end: int, own: list[str]) -> list[str]:
    """The states of the people whom the words up to `end` name beside him who acts, or of the last one before whom they call him or her."""
    named = [a for x in reader.reader.between(s.start, end) if x.kind == "person" for a in reader.states(x)]
    if set(named) - set(own) or not phrase("him").search(reader.text, s.start, end):
        return named
    opens = reader.of.doc.passages[s.passage_no].start
    told = [a for x in reader.reader.between(opens, s.start) if x.kind == "person" for a in reader.states(x) if a not in own]
    return told[-1:]


def _acting(reader: PartyReader, sentences: set[int], actions: frozenset[str]) -> list[str]:
    """The states for which somebody takes part in acts of these kinds in these sentences."""
    done = [e for e in reader.of.events if e.sentence in sentences and e.rule.action in actions and e.realis == "actual"]
    return list(dict.fromkeys(p.actor_id for e in done for p in e.participants if p.actor_id and reader.of.is_state(p.actor_id)))


def founders(reader: PartyReader, t: Treaty) -> list[tuple[str, tuple[int, int]]]:
    """Those who founded the organisation that a treaty has its name from: the SEATO charter."""
    named = {x.ref_id for m in t.cluster.mentions if m.form == "named" for x in reader.reader.between(m.start, m.end) if x.kind == "actor"}
    for e in reader.of.events if named else ():
        founded = e.rule.action == "establish" and e.realis == "actual" and any(p.actor_id in named for p in e.participants)
        states = [a for p in e.participants if (a := p.actor_id) and p.role != "target" and reader.of.is_state(a)]
        if founded and len(set(states)) > 1:
            return [(a, e.quote) for a in states]
    return []


def taken_over(reader: PartyReader, t: Treaty) -> tuple[Treaty, Mention] | None:
    """The treaty that a treaty took the place of, or that took its place, or on which it followed: it is one of the same states."""
    text = reader.text
    for m in t.cluster.mentions:
        s = reader.reader.sentence_at(m.start)
        follows = phrase("followed-act").match(text, m.end, s.end) is not None and m.form == "described"
        for other in reader.reader.between(s.start, s.end):
            of = reader.of.by_id.get(other.ref_id or "") if other.kind == "treaty" else None
            if of is None or of is t or len(of.parties) < 2:
                continue
            if follows and other.end < m.start and not t.parties:
                return of, m
            first, last = (m, other) if m.start < other.start else (other, m)
            if phrase("replaces").fullmatch(text, first.end, last.start):
                return of, m
    return None


def namesakes(reader: PartyReader, t: Treaty) -> list[tuple[str, tuple[int, int]]]:
    """The states of those after whom a treaty is called, or the sides of what its one namesake negotiated: Brown’s Treaty."""
    for m in t.cluster.mentions:
        names = NAMESAKES.match(LEADING_YEAR.sub("", m.surface)) if m.form == "named" else None
        if names is None:
            continue
        called = re.split("[-–]", names.group(1))
        persons = [p for p in reader.reader.mentions if p.kind == "person" and p.surface.split(" ")[-1] in called]
        states = {a: reader.of.quote(m) for p in persons for a in reader.states(p)}
        if len(called) == 1:
            own = {p.ref_id for p in persons}
            made = [e for e in reader.of.events if e.rule.action in acts("of-namesakes")]
            for e in (e for e in made if any(p.person_id in own for p in e.participants)):
                states.update((p.actor_id, e.quote) for p in e.participants if p.actor_id and reader.of.is_state(p.actor_id))
                other = phrase("other-side").search(reader.text, e.trigger[1], e.quote[1])
                found = reader.first_states(other.end(), e.quote[1]) if other else {}
                states.update((a, e.quote) for a in found if len(states) == 1)
                if len(states) > 1:
                    break
        if len(states) < 2 and pair(m) is not None:
            states = {a: reader.of.quote(m) for a in _acted_for(reader, t, m)}
        if len(states) > 1:
            return list(states.items())
    return []


def _acted_for(reader: PartyReader, t: Treaty, m: Mention) -> tuple[str, ...]:
    """The two states for which those acted after whom a treaty is called, where each of them is known and nobody else can be meant."""
    both = pair(m) or ()
    year = next(iter(sorted(t.cluster.years)), None) or reader.reader.sentence_at(m.start).date
    g = reader.reader.gazetteer
    known = [[p for p in g.surnames.get(name, ()) if g.offices.get(p) and g.active(p, year, 0)] for name in both]
    if min(map(len, known), default=0) > 1:
        return ()  # two names that many have
    found = set()
    for a, b in itertools.product(*known):
        one, other = g.persons[a], g.persons[b]
        if max(one.active_from, other.active_from) <= min(one.active_to or "9", other.active_to or "9"):
            at = year or max(one.active_from, other.active_from)
            states = tuple(g.owner(g.state_of(p, at), at) or "" for p in (a, b))
            if len(set(states)) == 2 and all(map(reader.of.is_state, states)):
                found.add(states)
    return found.pop() if len(found) == 1 else ()


def dealt(reader: PartyReader, t: Treaty) -> tuple[list[str], Mention] | None:
    """Those among whom a treaty deals out something: it set the fleets at 20 ships for Norway and 15 ships for Denmark."""
    for m in t.cluster.mentions:
        s = reader.reader.sentence_at(m.start)
        for found in reader.dealt(s):
            several = len({x.start for x in found.states.values()}) > 1
            if several and found.start > m.end and all(x.kind != "treaty" for x in reader.reader.between(m.end, found.start)):
                return list(found.states), m
    return None


def spoken_of(reader: PartyReader, t: Treaty) -> tuple[list[str], Mention] | None:
    """The states that a sentence on a treaty takes together behind it: the communiqué said that the two countries would."""
    for m in t.cluster.mentions:
        s = reader.reader.sentence_at(m.start)
        for other in reader.reader.between(m.end, s.end):
            if other.kind == "actor" and other.form == "group" and other.value and len(states := reader.states(other)) > 1:
                return states, m
    return None


def _object(e: Event, t: Treaty) -> bool:
    """Whether an act is done to a treaty: it is linked to it, or right before it."""
    if e.treaty is not None:
        return e.treaty.ref_id == t.cluster.local_id
    return any(e.trigger[1] <= m.start < e.trigger[1] + CLOSE_BEHIND for m in t.cluster.mentions)


def issuers(reader: PartyReader, t: Treaty) -> Iterator[tuple[str, tuple[int, int]]]:
    """The states whose people drafted a treaty or made a paper known, and the one of him after whom it is called: the Brown Plan."""
    known = t.cluster.kind in kinds("issued")
    for e, drafts in reader.written:
        if not (drafts or known) or not _object(e, t):
            continue
        for p in e.participants if e.realis != "negated" else ():
            state = reader.of.gazetteer.owner(p.actor_id, e.date) or p.actor_id
            if state and p.role == "source" and reader.of.is_state(state):
                yield state, e.quote
    for m in t.cluster.mentions if known else ():
        if m.form != "named":
            continue
        name = m.surface.split(" ")[0].strip('“”"')
        for x in reader.reader.mentions:
            if x.kind == "person" and not m.start <= x.start < m.end and x.surface.split(" ")[-1] == name and (own := reader.states(x)):
                yield own[0], reader.of.quote(m)
                return


def organisation(reader: PartyReader, t: Treaty) -> list[tuple[str, tuple[int, int]]]:
    """The organisation that a text is about and names around a declaration that nobody else is said to have made: not its own charter."""
    kind = reader.reader.gazetteer.kind
    if t.cluster.kind not in kinds("joint"):
        return []
    told = Counter(x.ref_id for x in reader.reader.mentions if x.kind == "actor" and x.ref_id and kind(x.ref_id) in actor_kinds("issuers"))
    lead = max(told, key=lambda a: (told[a], str(a)), default=None)
    if lead is None or kind(lead) != "international-organisation":
        return []
    if any(x.ref_id == lead for m in t.cluster.mentions for x in reader.reader.between(m.start, m.end)):
        return []
    for m in t.cluster.mentions:
        s = reader.reader.sentence_at(m.start)
        around = reader.of.doc.sentences[max(0, s.sentence_no - 1)]
        start = around.start if around.passage_no == s.passage_no else s.start
        if any(x.ref_id == lead and not m.start <= x.start < m.end for x in reader.reader.between(start, s.end)):
            return [(lead, reader.of.quote(m))]
    return []
