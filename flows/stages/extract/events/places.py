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

from flows.stages.actions import acts
from flows.stages.extract.events.rules import event_rules
from flows.stages.extract.events.who.roles import Participant
from flows.stages.grammar.chunks import VG
from flows.stages.grammar.frames import Frame, Parse
from flows.stages.grammar.lexis import any_of, forms
from flows.stages.model import Mention
from flows.stages.recognise.gazetteer import Gazetteer
from schemas.data import rows

REACH = 80
"""How far behind a trigger its place may stand, in characters, where its clause ends before."""
AHEAD = 40
"""How far ahead of a state, in characters, stands the preposition that makes a place of it."""
OPENING = 40
"""Characters from the start of a sentence within which a phrase of place opens it."""
_CLOSED = re.compile(r"(?: (?:on|in|early in|late in) (?:[A-Z]|the |\d)[\w ]{1,24})?,")
"""Behind a place that opens a sentence: its comma, with at most a time between."""
ELSEWHERE = re.compile(r"(?i)\b(?:from|against|about|over|regarding|concerning|left|leave|leaving|threat to|award of)(?: the)? $")
"""Before a place where an act is not done: whence somebody comes, or what is talked of."""
BESIDE = re.compile(r"\s?(?:[a-z]+ )?(?:(?:with|between) [^,;:.]{1,50})?$")
"""Between the trigger and a phrase with a wide region: it is where that was done, and not what is talked of."""
_OVER = re.compile(r"(?i)\b(?:on|upon|at|near|in|into|around|outside|of|toward|towards)(?: the)? $")
"""Before a town that an act of force is done to."""
_LAST_WORD = re.compile(r"[\w-]+(?=\W*$)")
_DURING = re.compile(r"\b(?:at|during)\b[^,;]*$")
_ONTO = re.compile(r" (?:(?:on|upon|against|of) )?(?:the )?")
_NARROWER = re.compile(r" (?:in|at|on|near|through|by way of) ")
"""Behind a state that is attacked: where in it."""
_OBJECT = re.compile(r" (?:the )?")
_RELATIVE = re.compile(r",? (?:and )?where\b")
SAID = frozenset(("clause", "office"))
"""What is placed by its own clause alone: it is done in words, or by those who give an office."""
_NATIONAL = re.compile(r" (?:[a-z]+ )?")
"""Between the name of a people and the noun of what it did: the Greek rising, the Greek military coup."""
_ADJECTIVE = re.compile(r" (?:(?!(?:an?|the|its|his|her|their|this|that|to|for|of|on|in|with|from|about|and|or|no|any) )[\w-]+ ){0,2}")
"""Between a town and a noun that it stands before: the Oslo peace talks, but not `gave Oslo a loan`, `asked Oslo for talks`."""


@cache
def _actions() -> dict[str, str]:
    """Action -> what gives its place beside a phrase with `in`: its target, a preposition, whose it is, or its clause alone."""
    return {r["action"]: r["takes"] for r in rows("rules/place_actions", "action", "takes")}


@cache
def _gatherings() -> frozenset[str]:
    """Nouns of meetings, conferences and talks."""
    return frozenset(word for word, rules in event_rules().nouns.items() if any(r.action in acts("meetings") for r in rules))


@cache
def _part_of_land() -> str:
    return rf"(?: (?:(?:the )?(?:{any_of('parts-of-land')}) of(?: the)?)?)?(?: the)?(?: (?:{any_of('sides-of-land')}))? $"


@cache
def in_land() -> re.Pattern[str]:
    """Before a state in whose territory an act is done."""
    return re.compile(rf"(?i)\b(?:in|inside|within|throughout|across|into|over|near|off){_part_of_land()}")


@cache
def _grounds() -> dict[str, re.Pattern[str]]:
    """The same for acts that are done where somebody comes from, or goes to, or whom they are done to."""
    return {
        "from": re.compile(rf"(?i)\b(?:from|out of){_part_of_land()}"),
        "to": re.compile(rf"(?i)\b(?:to|on|at)(?: (?:{any_of('bases')}) in)?{_part_of_land()}"),
        "target": re.compile(rf"(?i)\b(?:against|on|upon){_part_of_land()}"),
    }


@cache
def _away() -> re.Pattern[str]:
    """Before a place where an act of force is not done; what it is done against is where it is done."""
    return re.compile(rf"(?i)\b(?:from|left|leave|leaving|(?:{any_of('named-by-place')}) of)(?: the)? $")


@cache
def at_site() -> re.Pattern[str]:
    """Before the place where something is said, signed or held."""
    return re.compile(rf"(?i)\b(?:in|at|near|outside|aboard|on board|off)(?: the)?(?: (?:{any_of('sites')})(?: of)?(?: the)?)? $")


@cache
def _island() -> re.Pattern[str]:
    """In the name of a place on which one meets."""
    return re.compile(rf"\b(?:{any_of('islands-and-waters')})\b")


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
    found = _placed(takes, action, frame, parse, mentions, trigger, participants, text, g)
    return found or next((at for m in mentions if (at := _whereto(m, parse, trigger, text, g)) is not None), None)


def _whereto(m: Mention, parse: Parse, trigger: tuple[int, int], text: str, g: Gazetteer) -> Mention | None:
    """A town that a clause with `where` tells more of: they came to Oslo, where Berg received them."""
    if m.kind not in ("place", "actor") or m.end > trigger[0] or not (led := _RELATIVE.match(text, m.end)):
        return None
    if any(led.end() <= c.start and c.end < trigger[0] and c.kind in ("V", "stop", "sub", "rel") for c in parse.chunks):
        return None
    town = m if m.kind == "place" else _named_town(m, g) if m.form == "capital" else None
    return None if town is None or wide(town, g) else town


def _named_town(m: Mention, g: Gazetteer) -> Mention | None:
    towns = [at for at in g.place_names.get(m.surface, ()) if g.places[at].actor_id is None]
    return replace(m, kind="place", ref_id=towns[0], form="name") if towns else None


def _placed(
    takes: str,
    action: str,
    frame: Frame,
    parse: Parse,
    mentions: Sequence[Mention],
    trigger: tuple[int, int],
    participants: Sequence[Participant],
    text: str,
    g: Gazetteer,
) -> Mention | None:
    """The place that its own clause or the opening of its sentence gives an act."""
    treaties = [m for m in mentions if m.kind == "treaty"]
    sentence = parse.units[0].start
    here = [
        m
        for m in mentions
        if m.ref_id and m.kind in ("place", "actor") and not any(t.start <= m.start and m.end <= t.end for t in treaties)
    ]
    if takes in ("target", "field"):
        here = [_town(m, text, g) for m in here]
    here.sort(key=lambda m: abs(m.start - trigger[1]))
    if takes in SAID:
        said = next((p for m in here if (p := _said(m, action, parse, frame, trigger, sentence, text, g)) is not None), None)
        at_home = takes == "office" and _abroad().search(text, trigger[1], parse.units[-1].end) is None
        return said or (_at_home(here, frame, trigger, participants, text, g) if at_home else None)
    low, high = frame.start, max(frame.end, trigger[1] + REACH)
    # What stands behind the comma that closes the clause opens the next: when Norland invaded Sudland, Oslo protested.
    near = [m for m in here if low <= m.start < high and not (m.start >= frame.end and text[m.start - 2 : m.start] == ", ")]
    near = [m for m in near if not _of_the_next(m, parse, frame, trigger)]
    if takes == "target" and (hit := _struck(near, trigger, participants, text, g)) is not None:
        return hit
    for m in near:
        away = _away() if takes in ("target", "field") else ELSEWHERE
        if m.kind == "place" and (takes == "from" or not away.search(text, max(0, m.start - 24), m.start)):
            return m
    return (
        next((p for m in near if (p := _in_state(m, takes, text, g)) is not None), None)
        or _to_state(near, takes, frame, trigger, participants, text, g)
        or next((p for m in here if (p := _opening(m, sentence, trigger[0], text, g)) is not None), None)
        or (_at_home(here, frame, trigger, participants, text, g, unnamed=action in acts("risings")) if takes == "own" else None)
    )


def _town(m: Mention, text: str, g: Gazetteer) -> Mention:
    """A capital that is fought over is a town and no government: the shelling of Oslo, attacks on Oslo."""
    if m.kind != "actor" or m.form != "capital" or _OVER.search(text, max(0, m.start - AHEAD), m.start) is None:
        return m
    return _named_town(m, g) or m


def _backed(frame: Frame, trigger: tuple[int, int], participants: Sequence[Participant]) -> bool:
    """Whether all that is told of a rising is who does something about it: they weighed support for a coup."""
    about = frame.vg is None and frame.governor is not None and frame.governor.start < trigger[0]
    return about and all(p.role == "source" for p in participants)


def _at_home(
    here: Sequence[Mention],
    frame: Frame,
    trigger: tuple[int, int],
    participants: Sequence[Participant],
    text: str,
    g: Gazetteer,
    unnamed: bool = False,
) -> Mention | None:
    """The state whose affair an act is: the Persian revolution, a coup against its King, who was elected President of Peru.

    It is told of no other state, or of this one right before its noun.  Where `unnamed`, its sentence need not name the state.
    """
    beside = next((m for m in here if m.kind == "actor" and m.end <= trigger[0] and _NATIONAL.fullmatch(text, m.end, trigger[0])), None)
    if beside is None and _backed(frame, trigger, participants):
        return None
    states = {side for p in participants if (side := g.owner(p.actor_id, None)) and g.place_of_actor(side)}
    whose = g.owner(beside.ref_id, None) if beside is not None else next(iter(states)) if len(states) == 1 else None
    ground = g.place_of_actor(whose)
    if ground is None:
        return None
    named = next((m for m in here if m.kind == "actor" and g.owner(m.ref_id, None) == whose), None)
    if named is None and unnamed:
        start, end = trigger
        return Mention(start, end, text[start:end], "place", ground, None, "", 0.6)
    return replace(named, kind="place", ref_id=ground) if named is not None else None


def _opening(m: Mention, sentence: int, trigger: int, text: str, g: Gazetteer) -> Mention | None:
    """A place that opens a sentence holds for all that is done in it: In Oslo, workers rose; in Oslo on 3 May, they took the station."""
    if m.start - sentence >= OPENING or m.end > trigger or not _CLOSED.match(text, m.end):
        return None
    before = text[max(sentence, m.start - AHEAD) : m.start]
    if m.kind == "place":
        return m if at_site().search(before) else None
    ground = _territory(g, m) if m.form == "name" and in_land().search(before) else None
    return replace(m, kind="place", ref_id=ground) if ground else None


def _of_the_next(m: Mention, parse: Parse, frame: Frame, trigger: tuple[int, int]) -> bool:
    """Whether another finite verb stands between an act and a place behind it: he formed a government and returned to Oslo."""
    if m.start < trigger[1]:
        return False
    own = frame.governor or _verb_of(parse, trigger)
    later = (parse.chunks[k].vg for k in parse.verbs if trigger[1] <= parse.chunks[k].start < m.start)
    return any(vg is not None and vg.finite and vg is not own for vg in later)


def _in_state(m: Mention, takes: str, text: str, g: Gazetteer) -> Mention | None:
    """A state that a phrase names as the ground of an act (in Norland), or whose ground it names (on Nordic soil)."""
    if m.kind != "actor" or not _inside(takes, text[max(0, m.start - AHEAD) : m.start]):
        return None
    if m.form == "name" and (ground := _territory(g, m)):
        return replace(m, kind="place", ref_id=ground)
    lies = g.place_of_actor(m.ref_id) if m.form in ("adjective", "name", "demonym") and _ground().match(text, m.end) else None
    return replace(m, kind="place", ref_id=lies) if lies else None


def _to_state(
    near: Sequence[Mention],
    takes: str,
    frame: Frame,
    trigger: tuple[int, int],
    participants: Sequence[Participant],
    text: str,
    g: Gazetteer,
) -> Mention | None:
    """A state that an act goes to or is done to, which is where it is done."""
    named = [(m, ground) for m in near if (ground := _territory(g, m))]
    if takes == "to":
        here = ((m, ground) for m, ground in named if m.form == "name" and _OBJECT.fullmatch(text, trigger[1], m.start))
    elif takes == "patient":
        what = [np for slot in ("patient", "over", "of") for np in frame.slots.get(slot, ())]
        here = ((m, ground) for m, ground in named if any(np.start <= m.start < np.end for np in what))
    elif takes in ("target", "own"):
        whose = [p.actor_id for p in participants if p.actor_id and (p.role == "target" or takes == "own")]
        here = ((m, ground) for m, ground in named if whose == [m.ref_id])
    else:
        return None
    return next((replace(m, kind="place", ref_id=ground) for m, ground in here), None)


def _struck(
    near: Sequence[Mention], trigger: tuple[int, int], participants: Sequence[Participant], text: str, g: Gazetteer
) -> Mention | None:
    """The state right behind what is done to it: they bombed Norland to end a siege in Sudland; a place in it says more."""
    whom = {p.actor_id for p in participants if p.role == "target"}
    m = next((m for m in near if m.ref_id in whom and m.form == "name" and _ONTO.fullmatch(text, trigger[1], m.start)), None)
    if m is None or (ground := _territory(g, m)) is None or _NARROWER.match(text, m.end):
        return None
    return replace(m, kind="place", ref_id=ground)


def _said(
    m: Mention, action: str, parse: Parse, frame: Frame, trigger: tuple[int, int], sentence: int, text: str, g: Gazetteer
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
    if not at_site().search(text, max(sentence, m.start - 30), m.start) and not (
        action in acts("meetings-and-signings") and _island().search(m.surface) and text.endswith((" on ", " on the "), sentence, m.start)
    ):
        return None
    left, right = (m.end, trigger[0]) if m.end <= trigger[0] else (trigger[1], m.start)
    opens = m.start - sentence < OPENING and m.end <= trigger[0] and (text.startswith(",", m.end) or wide(at, g))
    own = frame.governor or _verb_of(parse, trigger)
    if m.start >= trigger[1] and (held := _held(parse, trigger)) is not None and held.end <= m.start:
        own, left = held, held.end
    borders = [c for c in parse.chunks if c.kind in ("V", "stop", "rel", "sub") and (c.vg is None or c.vg is not own)]
    if any(left <= c.start < right for c in borders) and not opens:
        return None
    # Of what is asked for, the place says nothing of where it was asked: proposed a meeting in Oslo.
    span = at_site().sub("", text[trigger[1] : m.start])
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
    return at_site().sub("", span)


def _verb_of(parse: Parse, trigger: tuple[int, int]) -> VG | None:
    """The next verb behind a noun that is its subject."""
    k = next((k for k in parse.verbs if parse.chunks[k].start >= trigger[1]), None)
    if k is None or not _is_noun(parse, trigger):
        return None
    subjects = [np for slot in ("agent", "patient") for np in parse.frame(k).slots.get(slot, ())]
    return parse.chunks[k].vg if any(np.start <= trigger[0] < np.end for np in subjects) else None


def _held(parse: Parse, trigger: tuple[int, int]) -> VG | None:
    """The next verb behind a noun, where it says that what the noun names went on: the conference of ministers held in Oslo."""
    k = next((k for k in parse.verbs if parse.chunks[k].start >= trigger[1]), None)
    if k is None or not _is_noun(parse, trigger):
        return None
    vg = parse.chunks[k].vg
    return vg if vg is not None and vg.word in _happening() else None


@cache
def _abroad() -> re.Pattern[str]:
    """Offices that are held outside of the state which gives them."""
    words = sorted(re.escape(r["word"]) for r in rows("rules/place_words", "rule_id", "kind", "word") if r["kind"] == "abroad")
    return re.compile(rf"(?i)\b(?:{'|'.join(words)})s?\b")


@cache
def _happening() -> frozenset[str]:
    """Forms of the verbs that say when and where something went on: be held, open, take place."""
    words = (r["word"] for r in rows("rules/place_words", "rule_id", "kind", "word") if r["kind"] == "happening")
    return frozenset(form for word in words for form in forms(word))


@cache
def _ground() -> re.Pattern[str]:
    """Behind whose it is: what lies in a state, as its soil, its waters and its ports."""
    words = sorted(re.escape(r["word"]) for r in rows("rules/place_words", "kind", "word") if r["kind"] == "ground")
    return re.compile(rf"(?:['’]s?)? (?:[a-z-]+ )?(?:{'|'.join(words)})\b")


def _is_noun(parse: Parse, trigger: tuple[int, int]) -> bool:
    return parse.verb_at(trigger[0]) is None


def wide(m: Mention, g: Gazetteer) -> bool:
    """Whether a place is a state or a region, in which much lies, and not a town."""
    found = g.places.get(m.ref_id or "")
    return found is not None and (found.actor_id is not None or not found.country_code)


def land(m: Mention, g: Gazetteer) -> str | None:
    """The state or region that a mention names, or whose people or body it names."""
    if m.kind == "place":
        return m.ref_id if wide(m, g) else None
    return g.place_of_actor(m.ref_id) if m.kind == "actor" and m.form in ("name", "adjective", "demonym") else None


def _inside(takes: str, before: str) -> bool:
    return bool(in_land().search(before)) or (takes in _grounds() and _grounds()[takes].search(before) is not None)


def _territory(g: Gazetteer, m: Mention) -> str | None:
    """The territory of a state that is called by a name of its own, and not by that of its people, its capital or its government."""
    if m.kind != "actor" or (found := g.place_of_actor(m.ref_id)) is None:
        return None
    bare = m.surface.removeprefix("the ").removeprefix("The ")
    own = any(n.actor_id == m.ref_id and n.form == "name" for n in g.actor_names.get(bare, ()))
    return found if own or m.surface.rpartition(" ")[2] in f"{g.places[found].name};{';'.join(g.places[found].names)}" else None
