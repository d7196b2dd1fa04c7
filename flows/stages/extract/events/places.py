"""Where an act is done: the place that its clause names, or the territory of a state that it is done in.

`In Norland the army seized power` is placed in Norland, though Norland is a state; `Sudland invaded Norland` as well, by
the actions of `rules/place_actions.csv`.  An act done in words is where its own clause says that it is done, and nowhere else:
`asked for talks in Oslo` is not placed in Oslo.  A name that only belongs to a treaty's places nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from flows.stages.extract.events.roles import Participant
from flows.stages.extract.events.rules import event_rules
from flows.stages.grammar.chunks import VG
from flows.stages.grammar.frames import Frame, Parse
from flows.stages.model import Mention
from flows.stages.recognise.gazetteer import Gazetteer
from schemas.data import rows

REACH = 80
"""How far behind a trigger its place may stand, in characters, where its clause ends before."""
OPENING = 40
"""Characters from the start of a sentence within which a phrase of place opens it."""
ELSEWHERE = re.compile(r"(?i)\b(?:from|against|about|over|regarding|concerning|left|leave|leaving|threat to)(?: the)? $")
"""Before a place where an act is not done: whence somebody comes, or what is talked of."""
INSIDE = re.compile(r"(?i)\b(?:in|inside|within|throughout|across|into|over)(?: the)? $")
"""Before a state in whose territory an act is done."""
WHERE = re.compile(r"(?i)\b(?:in|at|near|outside|aboard|on board)(?: the)?(?: (?:city|town|port|village|island|capital|palace)(?: of)?)? $")
"""Before the place where something is said, signed or held."""
BESIDE = re.compile(r"\s?(?:[a-z]+ )?(?:(?:with|between) [^,;:.]{1,50})?$")
"""Between the trigger and a phrase with a wide region: it is where that was done, and not what is talked of."""
_LAST_WORD = re.compile(r"[\w-]+(?=\W*$)")
_DURING = re.compile(r"\b(?:at|during)\b[^,;]*$")
_ADJECTIVE = re.compile(r" (?:[\w-]+ ){0,2}")


@cache
def _actions() -> dict[str, str]:
    """Action -> what gives its place beside a phrase with `in`: its target, a preposition, whose it is, or its clause alone."""
    return {r["action"]: r["takes"] for r in rows("rules/place_actions", "action", "takes")}


@cache
def _gatherings() -> frozenset[str]:
    """Nouns of meetings, conferences and talks."""
    acts = ("meet", "conference", "negotiate")
    return frozenset(word for word, rules in event_rules().nouns.items() if any(r.action in acts for r in rules))


def place(
    action: str,
    frame: Frame,
    parse: Parse,
    mentions: Sequence[Mention],
    trigger: tuple[int, int],
    participants: Sequence[Participant],
    text: str,
    g: Gazetteer,
) -> Mention | None:
    """The mention that places an act, its `ref_id` a place_id; None where its clause does not say."""
    takes = _actions().get(action, "")
    treaties = [m for m in mentions if m.kind == "treaty"]
    sentence = parse.units[0].start
    here = [
        m
        for m in mentions
        if m.ref_id and m.kind in ("place", "actor") and not any(t.start <= m.start and m.end <= t.end for t in treaties)
    ]
    here.sort(key=lambda m: abs(m.start - trigger[1]))
    if takes == "clause":
        return next((p for m in here if (p := _said(m, parse, frame, trigger, sentence, text, g)) is not None), None)
    low, high = frame.start, max(frame.end, trigger[1] + REACH)
    # What stands behind the comma that closes the clause opens the next: when Norland invaded Sudland, Oslo protested.
    near = [m for m in here if low <= m.start < high and not (m.start >= frame.end and text[m.start - 2 : m.start] == ", ")]
    for m in near:
        if m.kind == "place" and (takes == "from" or not ELSEWHERE.search(text, max(0, m.start - 24), m.start)):
            return m
    for m in near:
        if m.kind == "actor" and m.form == "name" and _territory(g, m) and _inside(takes, text[max(0, m.start - 24) : m.start]):
            return replace(m, kind="place", ref_id=_territory(g, m))
    if takes in ("target", "own"):
        whose = [p.actor_id for p in participants if p.actor_id and (p.role == "target" or takes == "own")]
        found = next((m for m in near if whose == [m.ref_id] and _territory(g, m)), None)
        return replace(found, kind="place", ref_id=_territory(g, found)) if found is not None else None
    return None


def _said(
    m: Mention, parse: Parse, frame: Frame, trigger: tuple[int, int], sentence: int, text: str, g: Gazetteer
) -> Mention | None:
    """A mention as the place of what is done in words: before its noun (the Oslo talks), or in a phrase of its own clause.

    The clause of a noun is that of the verb which it is the subject or the object of: the talks began in Oslo.
    """
    if m.kind == "actor" and (m.form != "name" or _territory(g, m) is None):
        return None
    at = m if m.kind == "place" else replace(m, kind="place", ref_id=_territory(g, m))
    named = m.kind == "place" and m.end <= trigger[0] and _is_noun(parse, trigger) and _ADJECTIVE.fullmatch(text, m.end, trigger[0])
    if named and not wide(m, g):
        return at
    if not WHERE.search(text, max(sentence, m.start - 30), m.start):
        return None
    left, right = (m.end, trigger[0]) if m.end <= trigger[0] else (trigger[1], m.start)
    opens = m.start - sentence < OPENING and m.end <= trigger[0] and (text.startswith(",", m.end) or wide(at, g))
    own = frame.governor or _verb_of(parse, trigger)
    borders = [c for c in parse.chunks if c.kind in ("V", "stop", "rel", "sub") and (c.vg is None or c.vg is not own)]
    if any(left <= c.start < right for c in borders) and not opens:
        return None
    # Of what is asked for, the place says nothing of where it was asked: proposed a meeting in Oslo.
    span = WHERE.sub("", text[trigger[1] : m.start])
    last = _LAST_WORD.search(span)
    if last is not None and last[0].lower() in _gatherings() and not _is_noun(parse, trigger) and not _DURING.search(span):
        return None
    if m.start >= trigger[1] and wide(at, g) and not BESIDE.fullmatch(_between(text[trigger[1] : m.start], own, trigger[1])):
        return None
    return at


def _between(span: str, verb: VG | None, start: int) -> str:
    """The words from a trigger to the preposition of a place, without the verb that the trigger is the subject of."""
    if verb is not None and verb.start >= start:
        span = span[: verb.start - start].rstrip() + span[verb.end - start :]
    return WHERE.sub("", span)


def _verb_of(parse: Parse, trigger: tuple[int, int]) -> VG | None:
    """The next verb behind a noun that is its subject."""
    k = next((k for k in parse.verbs if parse.chunks[k].start >= trigger[1]), None)
    if k is None or not _is_noun(parse, trigger):
        return None
    subjects = [np for slot in ("agent", "patient") for np in parse.frame(k).slots.get(slot, ())]
    return parse.chunks[k].vg if any(np.start <= trigger[0] < np.end for np in subjects) else None


def _is_noun(parse: Parse, trigger: tuple[int, int]) -> bool:
    return parse.verb_at(trigger[0]) is None


def wide(m: Mention, g: Gazetteer) -> bool:
    """Whether a place is a state or a region, in which much lies, and not a town."""
    found = g.places.get(m.ref_id or "")
    return found is not None and (found.actor_id is not None or not found.country_code)


def _inside(takes: str, before: str) -> bool:
    return bool(INSIDE.search(before)) or (takes in ("from", "to") and re.search(rf"\b{takes}(?: the)? $", before) is not None)


def _territory(g: Gazetteer, m: Mention) -> str | None:
    found = g.places.get(g.place_of_actor(m.ref_id) or "") if m.kind == "actor" else None
    return found.place_id if found is not None and m.surface.rpartition(" ")[2] in f"{found.name};{';'.join(found.names)}" else None
