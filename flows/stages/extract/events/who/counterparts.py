"""Whom a clause leaves unsaid: the state behind a body that acts, and the other side of an act that takes two.

The grammar reads who stands in the clause of an act.  What is told of one alone (`Norland rejected the offer`) is completed from
who else the sentence names (for what takes two parties, only behind a preposition that joins them), then from the other side of a
talk of two, and then from those with whom it last dealt in the sentences before, in the same paragraph.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from flows.stages import actions
from flows.stages.extract.events.reader import Event, Reader
from flows.stages.extract.events.who import grounds, matter, recognised
from flows.stages.extract.events.who.company import AND, acts, listed, own, participant, side
from flows.stages.extract.events.who.roles import Participant
from flows.stages.extract.events.who.spokesmen import spokesman
from flows.stages.grammar.lexis import control
from flows.stages.model import TALKS, Mention
from schemas.data import rows

BETWEEN_TWO = 0.5
"""Which share of all mentions of states two of them have in an account of these two."""
REACH = 2
"""Sentences after which those who dealt with each other are no longer in the reader's mind."""
MOST = 3
"""Sides of a dealing beyond which one of them does not deal with all the others again."""
MEETING = 6
"""Words between the verb of who meets an act and the noun of the act."""
_BORDER = re.compile(
    r"[;—]|, (?:and|then|with|where)\b|\b(?:but|while|whereas|although|though|who|whom|whose|which|because|if|when)\b"
    r"|\band (?:he|she|it|they|then)\b"
)
"""What opens another clause: who is named behind it takes part in that one."""
_SAID = re.compile(r"\b(?:that|whether|how)\b")
"""What opens the content of a speech: who is told of in it is its matter."""
_NEXT = re.compile(r"(?:\band|,) (?:also |then |soon |later |had )*([a-z]+)\b")
"""The word after a conjunction, where the verb of a second act may stand."""
_RELATIVE = re.compile(r"\b(?:that|which|who|whom|whose|where|what|how|why|whether)\b")
"""What opens a clause that says more of an act or of its matter."""
_WORD = re.compile(r" ([a-z]+)\b")
_AUXILIARY = frozenset(("had", "has", "have", "was", "were", "is", "are", "did", "would", "could"))
REST = 60
"""Characters behind a name that say what its bearer does."""
OTHER_WAY = re.compile(r" by [^,;.]{2,60}?,? (?:and|but) ")
"""Between two answers to one thing: accepted by Norway and rejected by Peru."""
_WHOSE = re.compile(r"\b(?P<whose>your|my|our) (?:[a-z]+ ){0,2}$")
"""Before the letter of whoever writes or reads the one at hand."""
_TO_ANOTHER = re.compile(r" to (?!(?:me|us|you)\b)")
"""Behind one that went to somebody else: your letter to the ambassador."""
_BESIDE = re.compile(r"\b(?:with|between|among|against|to)(?: [\w’'.-]+){0,3} $")
"""Before the other side of what takes two: Norland met in Oslo with the ministers of Sudland."""


@cache
def alone() -> dict[str, str]:
    """Action between parties -> the role of one who does it alone: `Norland agreed to leave the port` binds Norland, to somebody."""
    return {r["action"]: r["alone"] for r in rows("rules/counterparts", "action", "alone") if r["alone"]}


@cache
def wants() -> dict[str, tuple[str, bool]]:
    """Action -> who must take part in it besides one who acts, party or target, and whether that may be told before."""
    return {r["action"]: (r["wants"], r["told_before"] == "yes") for r in rows("rules/counterparts", "action", "wants", "told_before")}


def complete(reader: Reader, events: list[Event]) -> None:
    """Add to the participants of events, which stand in the order of the text, who is meant without being named in the clause."""
    dealings: list[Event] = []
    asked: list[Event] = []
    for e in events:
        _states(reader, e)
        wanted, told_before = wants().get(e.rule.action, ("", False))
        backwards = wanted == "target" and all(p.role == "target" for p in e.participants)
        blow = e.rule.action in actions.acts("blows")
        if wanted and len(_sides(reader, e)) == 1 and not (backwards and _met(reader, e)):
            one = alone().get(e.rule.action) if e.rule.pos == "verb" else None
            role = "party" if wanted == "party" else "source" if backwards else "target"
            found = beside(reader, e) if wanted == "party" else [] if backwards else grounds.of(reader, e)
            if not found and one:
                role = "target"
                e.participants = [replace(p, role=one) if p.role == "party" else p for p in e.participants]
            elif not found:
                found = _named(reader, e, backwards)
            if not found and not backwards and (told_before or e.rule.action in actions.acts("answers-only")):
                found = _answered(reader, e, asked)
            if not found and e.rule.action == "correspond":
                found = _reader_of(reader, e)
            if not found and told_before and not backwards and not blow:
                found = _interlocutor(reader, e)
            if not found and told_before and not (reader.doc.genre in TALKS and (backwards or blow)):
                found = _dealt(reader, e, [d for d in dealings if d.rule.action in actions.acts("hostile")] if blow else dealings)
            if not found and not backwards:
                found = _other_of_two(reader, e) or _parted(reader, e, dealings)
            replying = _replying(reader, e) if e.rule.action in actions.acts("answers-only") else set()
            e.participants += [Participant(p.actor_id, p.person_id, role) for p in found if p.actor_id not in replying]
            _states(reader, e)
        e.participants += recognised.of(reader, e)
        if e.rule.action == "visit" and not any(p.role == "target" for p in e.participants):
            e.participants += _hosts(reader, e)
        if len(_sides(reader, e)) > 1:
            dealings.append(e)
        if e.rule.action in actions.acts("asking"):
            asked.append(e)
    _replied(reader, events)
    for e in events:
        _organisations(reader, e)


def _replying(reader: Reader, e: Event) -> set[str | None]:
    """Who answers the same thing the other way, and so is not whom an answer is given to: accepted by Norway and rejected by Peru."""
    before = (x for x in reader.told if x is not e and x.sentence == e.sentence and x.trigger[1] <= e.trigger[0])
    others = (x for x in before if OTHER_WAY.fullmatch(reader.doc.text, x.trigger[1], e.trigger[0]))
    return {p.actor_id for x in others for p in x.participants if p.role == "source"}


def _hosts(reader: Reader, e: Event) -> list[Participant]:
    """The state in whose town somebody arrives."""
    if e.place is None:
        return []
    g = reader.gazetteer
    out: list[str] = []
    for m in _listed_towns(reader, e.place):
        host = g.actor_of_place(m.ref_id) or g.resolve_actor(m.surface, e.date, ("capital",)) or g.state_at(m.ref_id, e.date)
        if host and host not in (*out, *_sides(reader, e)):
            out.append(host)
    return [Participant(host, None, "target") for host in out]


def _listed_towns(reader: Reader, first: Mention) -> list[Mention]:
    """A town and those that a list names right behind it."""
    out = [first]
    for m in reader.between(first.end, reader.sentence_at(first.start).end):
        if m.kind != "place" or not AND.fullmatch(reader.doc.text[out[-1].end : m.start]):
            break
        out.append(m)
    return out


def _reader_of(reader: Reader, e: Event) -> list[Participant]:
    """In a letter, to whom one goes that it calls its writer's or its reader's: your message to me, my letter to you."""
    if reader.voices is None or reader.doc.genre != "correspondence":
        return []
    people = reader.voices.people
    whose = _WHOSE.search(reader.doc.text, max(0, e.trigger[0] - REST), e.trigger[0])
    another = _TO_ANOTHER.match(reader.doc.text, e.trigger[1]) is not None
    other = (people.narrator if whose["whose"] == "your" else people.addressee) if whose and not another else None
    if other is None or other.actor_id is None or other.actor_id in _sides(reader, e):
        return []
    return [Participant(other.actor_id, other.person_id, "target")]


def _met(reader: Reader, e: Event) -> bool:
    """Whether who stands before the act of an event meets it, and does not do it: they condemned the invasion of Norland."""
    lead = reader.doc.text[reader.sentence_at(e.trigger[0]).start : e.trigger[0]].lower().split()
    return not control("react").isdisjoint(lead[-MEETING:])


def _sides(reader: Reader, e: Event) -> set[str]:
    return {side(reader.gazetteer, p.actor_id, e.date) or p.person_id or "" for p in e.participants}


def _states(reader: Reader, e: Event) -> None:
    """Add the state of a ministry, a chamber or an army that takes part, and to a person the one on whose side of the talk he sits."""
    actors = reader.gazetteer.actors
    if reader.voices is not None:
        seated = reader.voices.people.sides
        e.participants = [replace(p, actor_id=p.actor_id or seated.get(p.person_id or "") or None) for p in e.participants]
    have = {p.actor_id for p in e.participants}
    for p in list(e.participants):
        state = side(reader.gazetteer, p.actor_id, e.date)
        if state is not None and state not in have and actors[state].kind == "state":
            have.add(state)
            e.participants.append(Participant(state, None, p.role))


def _organisations(reader: Reader, e: Event) -> None:
    """Add the organisation whose organ takes part."""
    actors, have = reader.gazetteer.actors, {p.actor_id for p in e.participants}
    for p in list(e.participants):
        organ = actors.get(p.actor_id or "")
        whole = organ.parent_id if organ is not None and organ.kind == "international-organisation" else None
        if whole and whole not in have:
            have.add(whole)
            e.participants.append(Participant(whole, None, p.role))


def _named(reader: Reader, e: Event, backwards: bool) -> list[Participant]:
    """Who else the sentence names, after the trigger, or before it where the one who acts is missing; with whom `and` joins to it."""
    sentence = reader.sentence_at(e.trigger[0])
    text, have = reader.doc.text, _sides(reader, e) | {p.person_id or "" for p in e.participants}
    here = [m for m in reader.between(sentence.start, sentence.end) if m.kind in ("actor", "person") and m.ref_id]
    here = [m for m in here if m.end <= e.trigger[0]][::-1] if backwards else [m for m in here if m.start >= e.trigger[1]]
    found: list[Mention] = []
    passed: Mention | None = None
    for m in here:
        if any(x is not e and x.trigger == (m.start, m.end) for x in reader.told):
            break  # a clause that leaves its verb out: Norway agreed on 3 May, Peru on 5 May
        if found:
            last = found[-1]
            between = text[m.end : last.start] if backwards else text[last.end : m.start]
            if not AND.fullmatch(between):
                break
        elif passed is not None and not backwards and AND.fullmatch(text, passed.end, m.start):
            passed = m  # what is said of the first of a list is said of all: a treaty like those of Norland and Sudland
            continue
        elif own(reader.gazetteer, m, e.date) & have:
            continue
        elif _about(e, m, text, backwards) or not acts(m, text):
            passed = m if e.rule.action in actions.acts("in-words") or not acts(m, text) else None
            continue
        else:
            span = text[m.end : e.trigger[0]] if backwards else text[e.trigger[1] : m.start]
            said = e.rule.action in actions.acts("in-words")
            if not backwards and not said and (_begins_clause(reader, m, span) or _led(reader, e, m, span)):
                break
            if _BORDER.search(span) or (_SAID.search(span) and (backwards or _told(e))) or (not backwards and _goes_on(reader, span)):
                break
            if not backwards and wants()[e.rule.action][0] == "party" and not _BESIDE.search(span):
                continue
        if not own(reader.gazetteer, m, e.date) & have:
            found.append(m)
    return [participant(reader.gazetteer, m, e.date) for m in found]


def _begins_clause(reader: Reader, m: Mention, span: str) -> bool:
    """Whether somebody named behind the trigger is the subject of another clause, and not of one that tells what the act is about."""
    apposed = ", " in m.surface and reader.doc.text.startswith(",", m.end)  # the Regent, Berg, accepted
    after = _WORD.match(reader.doc.text, m.end + apposed)
    verb = after is not None and (after[1] in _AUXILIARY or reader.rules.forms.get(after[1]) in ("past", "ed"))
    return verb and _RELATIVE.search(span) is None


def _led(reader: Reader, e: Event, m: Mention, span: str) -> bool:
    """Whether somebody named is whom an act, the subject of a verb, made do something: the seizure of Norland led Sudland to arm."""
    words = span.removesuffix("the ").split()
    made = bool(words) and reader.rules.forms.get(words[-1]) in ("past", "ed")
    return e.rule.pos == "noun" and made and reader.doc.text.startswith(" to ", m.end)


def _told(e: Event) -> bool:
    """Whether somebody only says something: whom the content names need not hear it."""
    return e.rule.action == "correspond" and e.rule.pos == "verb"


def _about(e: Event, m: Mention, text: str, backwards: bool) -> bool:
    """Whether somebody named behind the trigger is its matter: a plan for the control of Norland."""
    return not backwards and matter.of(e.rule.action, text[e.trigger[1] : m.start], text[m.end : m.end + REST])


def _goes_on(reader: Reader, span: str) -> bool:
    """Whether another act of the same one follows in a text: Norland took the port and left the League."""
    words = (w[1] for w in _NEXT.finditer(span))
    return any(w.endswith("ed") or (w in reader.rules.verbs and not w.endswith("ing")) for w in words)


def beside(reader: Reader, e: Event) -> list[Participant]:
    """Who acts with the one side that the clause of an act between parties names: in the name of its treaty, or in one list with it."""
    return (_in_name(reader, e) or _with(reader, e)) if len(_sides(reader, e)) == 1 else []


def _in_name(reader: Reader, e: Event) -> list[Participant]:
    """The person or actor in the name of a treaty, with whom somebody signs it: he signed the Westport Memorandum with Lund."""
    m, mine, text = e.treaty, _sides(reader, e), reader.doc.text
    told = [x for x in reader.between(m.start, m.end) if x.kind in ("actor", "person") and x.ref_id] if m is not None else []
    told = [x for x in told if m is not None and text.endswith(" with ", m.start, x.start) and e.trigger[1] < m.start]
    return [participant(reader.gazetteer, x, e.date) for x in told if not own(reader.gazetteer, x, e.date) & mine]


def _with(reader: Reader, e: Event) -> list[Participant]:
    """Those whom the sentence, up to a semicolon, lists together with the one who takes part."""
    sentence, mine, text = reader.sentence_at(e.trigger[0]), _sides(reader, e), reader.doc.text
    low, high = text.rfind(";", sentence.start, e.trigger[0]) + 1, text.find(";", e.trigger[1], sentence.end)
    here = reader.between(max(low, sentence.start), high if high >= 0 else sentence.end)
    found = listed(reader.gazetteer, here, text, e.date)
    sides = [side(reader.gazetteer, p.actor_id, e.date) or p.person_id or "" for p in found]
    return [p for p, where in zip(found, sides, strict=True) if where not in mine] if mine & set(sides) else []


def _interlocutor(reader: Reader, e: Event) -> list[Participant]:
    """The other side of a talk of two: the person whom the title or the list of those present gives for it, where it is one."""
    mine, voices = _sides(reader, e), reader.voices
    others = [a for a in reader.sides if a not in mine]
    if voices is None or reader.assembly or len(reader.sides) != 2 or len(others) != 1 or not mine < set(reader.sides):
        return []
    people = voices.people
    there = [s for s in (people.narrator, people.addressee, *people.present) if s is not None and s.actor_id == others[0]]
    title = reader.doc.meta.get("title_span") or [0, 0]
    named = [m.ref_id for m in reader.between(title[0], title[1]) if m.kind == "person"]
    who = dict.fromkeys(s.person_id for s in there if s.person_id)
    chief = [p for p in who if p in named] or list(who)
    spoken = any(p.person_id for p in e.participants)  # who speaks to another himself, and not his government by some note
    person = chief[0] if len(chief) == 1 else spokesman(reader.mentions, others[0]) if spoken else None
    return [Participant(others[0], person, "target")]


def _answered(reader: Reader, e: Event, asked: list[Event]) -> list[Participant]:
    """Who has asked something of others last, before an act that answers: Norland asked for the port; Sudland refused."""
    if e.rule.action not in actions.acts("answers") or not asked:
        return []
    last, mine = asked[-1], _sides(reader, e)
    sources = [p for p in last.participants if p.role == "source"]
    others = [p for p in sources if (side(reader.gazetteer, p.actor_id, e.date) or p.person_id) not in mine]
    here = reader.sentence_at(e.trigger[0]).passage_no == reader.sentence_at(last.trigger[0]).passage_no
    near = here and e.sentence - last.sentence < REACH and last.trigger < e.trigger
    return others if near and len(others) == len(sources) else []


def _other_of_two(reader: Reader, e: Event) -> list[Participant]:
    """The other of the two states that an account is about, where it is named in the sentence or the one before, in the same paragraph."""
    main, mine = reader.discourse.main, _sides(reader, e)
    others = [a for a in main if a not in mine]
    if e.rule.action not in actions.acts("done-to-the-other") or e.rule.pos != "verb":
        return []
    if reader.voices is not None or reader.discourse.focus < BETWEEN_TWO:
        return []
    if len(main) != 2 or len(others) != 1 or not mine < set(main):
        return []
    here = reader.sentence_at(e.trigger[0])
    near = [s for s in reader.doc.sentences[max(0, here.sentence_no - 1) : here.sentence_no + 1] if s.passage_no == here.passage_no]
    named = any(others[0] in own(reader.gazetteer, m, e.date) for m in reader.between(near[0].start, here.end))
    return [Participant(others[0], None, "target")] if named else []


def _parted(reader: Reader, e: Event, dealings: list[Event]) -> list[Participant]:
    """Between whom somebody mediates: the two who dealt with each other last, in the same paragraph."""
    last, here = dealings[-1] if dealings else None, reader.sentence_at(e.trigger[0])
    if last is None or reader.doc.text[slice(*e.trigger)].lower() not in control("between") or e.sentence - last.sentence > REACH:
        return []
    sides = dict.fromkeys(s for p in last.participants if (s := side(reader.gazetteer, p.actor_id, e.date)) in reader.gazetteer.states)
    near = reader.sentence_at(last.trigger[0]).passage_no == here.passage_no
    return [Participant(s, None, "party") for s in sides] if near and len(sides) == 2 and not _sides(reader, e) & set(sides) else []


def _replied(reader: Reader, events: list[Event]) -> None:
    """Add to an act that wants an answer whom it asks: the one who answers it next: Norland offered a loan; Sudland declined it."""
    for i, e in enumerate(events):
        if e.rule.action not in actions.acts("asking") or e.rule.pos != "verb" or any(p.role != "source" for p in e.participants):
            continue
        here, mine = reader.sentence_at(e.trigger[0]), _sides(reader, e)
        for other in events[i + 1 :]:
            if other.sentence - e.sentence >= REACH or reader.sentence_at(other.trigger[0]).passage_no != here.passage_no:
                break
            if other.rule.action in actions.acts("asking"):
                break
            if other.rule.action not in actions.acts("answers-only"):
                continue
            who = [p for p in other.participants if p.role == "source"]
            asked = {side(reader.gazetteer, p.actor_id, other.date) or p.person_id or "" for p in other.participants if p.role == "target"}
            sides = {side(reader.gazetteer, p.actor_id, other.date) or p.person_id or "" for p in who}
            if who and not sides & mine and asked <= mine and not any(_organisation(reader, p) for p in who):
                e.participants += [replace(p, role="target") for p in who]
            break


def _dealt(reader: Reader, e: Event, dealings: list[Event]) -> list[Participant]:
    """With whom the one side dealt when it was last told of with another, in the same paragraph.

    Who only signed for the other side, or dealt with people while a state acts now, is no longer meant himself.
    """
    mine, passage = _sides(reader, e), [s.passage_no for s in reader.doc.sentences[max(0, e.sentence - REACH) : e.sentence + 1]]
    spoken = any(p.person_id for p in e.participants)
    for last in reversed(dealings):
        at, participants = last.sentence, last.participants
        if e.sentence - at > REACH or (at < e.sentence and passage[at - e.sentence - 1] != passage[-1]):
            break
        if at > e.sentence:
            continue
        sides = {side(reader.gazetteer, p.actor_id, e.date) or p.person_id or "" for p in participants}
        if mine <= sides:
            others = [p for p in participants if (side(reader.gazetteer, p.actor_id, e.date) or p.person_id) not in mine]
            if len(sides) > MOST or any(_organisation(reader, p) for p in others):
                return []
            if spoken and last.rule.action != "sign":
                return others
            return [Participant(a, None, "party") for a in dict.fromkeys(p.actor_id for p in others) if a]
    return []


def _organisation(reader: Reader, p: Participant) -> bool:
    actor = reader.gazetteer.actors.get(p.actor_id or "")
    return actor is not None and actor.kind == "international-organisation"
