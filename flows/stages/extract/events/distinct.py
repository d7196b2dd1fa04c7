"""Which of the events that one sentence gave are acts of their own."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from flows.stages.actions import acts

if TYPE_CHECKING:
    from flows.stages.extract.events.reader import Event

REACH = 30
"""Characters between a verb and the noun of what it does."""
APART = 130
"""Characters beyond which a sentence that names such an act again tells of another one."""
OBJECT = re.compile(r" (?:the |a |an |its |his |her |their )?(?:[\w-]+ ){0,2}")
"""Between a verb and the noun that is its object."""
TO_DO = re.compile(r" (?:not )?to (?:\w+ly )?")


def without_mere_decisions(events: list[Event], text: str) -> list[Event]:
    """Leave out an act of no class of its own where the infinitive right behind it is an act: he decided to recognise the state; and
    the words by which an act is done.

    Where both are the same act, the infinitive only says it once more: he sought to convince the King.
    """
    behind = [(e, other) for e in events for other in events if TO_DO.fullmatch(text, e.trigger[1], other.trigger[0])]
    vain = [e for e, _ in behind if e.rule.action == "other"]
    vain += [e for e in events if any(_only_says(e, other, text) for other in events)]
    vain += [other for e, other in behind if e.rule.action == other.rule.action != "other"]
    return [e for e in events if all(e is not x for x in vain)]


def _only_says(e: Event, other: Event, text: str) -> bool:
    """Whether who does an act does no more than order or announce it, and the noun of the act is what he announces: he ordered the
    withdrawal, they announced a cease-fire."""
    if e.rule.pos != "verb" or e.rule.action not in acts("said-of-acts") or other.rule.action not in acts("done-when-said"):
        return False
    if other.rule.pos != "noun" or other.realis != "actual" or any(p.role == "target" for p in e.participants):
        return False
    mine, theirs = ({p.person_id or p.actor_id for p in x.participants} for x in (e, other))
    return OBJECT.fullmatch(text, e.trigger[1], other.trigger[0]) is not None and bool(mine & theirs)


def _named_by_noun(e: Event, other: Event) -> bool:
    """Whether one is a mere attack that the noun right behind its verb names better: he ordered an invasion."""
    verb, noun = sorted((e, other), key=lambda x: x.trigger)
    near = 0 < noun.trigger[0] - verb.trigger[1] <= REACH
    attack = verb.rule.action == "attack" and noun.rule.action in acts("attack-forms")
    return near and attack and (verb.rule.pos, noun.rule.pos) == ("verb", "noun")


def _with_doers(e: Event, other: Event) -> Event:
    """The act of the noun, with whoever the verb before it says does it: it fought a war with Sweden."""
    verb, noun = sorted((e, other), key=lambda x: x.trigger)
    have = {(p.actor_id, p.person_id) for p in noun.participants}
    role = "party" if noun.rule.party else "source"
    doers = [replace(p, role=role) for p in verb.participants if p.role == "source" and (p.actor_id, p.person_id) not in have]
    noun.participants = [*doers, *noun.participants]
    return noun


def _of_one_treaty(e: Event, other: Event) -> bool:
    """Whether a sentence tells two terms of one treaty: it limited the fleets and allowed two bases."""
    terms = e.rule.of_treaty and other.rule.of_treaty and e.rule.action == other.rule.action
    return terms and e.treaty is not None and other.treaty is not None and e.treaty.ref_id == other.treaty.ref_id


def _signed_too(e: Event, others: list[Event]) -> bool:
    """Whether a treaty is only said to be made whose signature the sentence tells: the treaty, made by two envoys, was signed in May."""
    if e.rule.rule_id != "event.agree.reach" or e.treaty is None or e.treaty.ref_id is None:
        return False
    return any(x.rule.action == "sign" and x.treaty is not None and x.treaty.ref_id == e.treaty.ref_id for x in others)


def distinct(events: list[Event]) -> list[Event]:
    """One event for one act of a sentence: the better founded of two with the same action and a shared participant."""
    out: list[Event] = []
    for e in events:
        if _signed_too(e, events):
            continue
        ids = {(p.actor_id, p.person_id) for p in e.participants} | {(p.actor_id, None) for p in e.participants}
        for k, other in enumerate(out):
            if _of_one_treaty(e, other):
                break
            one = _named_by_noun(e, other)
            if not one and (other.rule.action != e.rule.action or (e.rule.pos == other.rule.pos == "verb" and e.trigger != other.trigger)):
                continue
            if not one and e.trigger[0] - other.trigger[0] > APART:
                continue  # the visit of the one, and later in the sentence that of the other
            if e.treaty is not None and other.treaty is not None and e.treaty.ref_id != other.treaty.ref_id:
                continue  # two treaties that are signed in one breath
            theirs = {(p.actor_id, p.person_id) for p in other.participants} | {(p.actor_id, None) for p in other.participants}
            if one:
                out[k] = _with_doers(e, other)
                break
            if ids & theirs and (e.realis, other.realis) == ("actual", "proposed") and e.rule.pos == "verb":
                out[k] = e  # they asked for his resignation, and he resigned
                break
            if ids & theirs:
                mine, its = len(e.participants) * e.confidence, len(other.participants) * other.confidence
                if mine > its:
                    out[k] = e
                break
        else:
            out.append(e)
    return out
