"""Whether what an event noun names happened: actual, proposed, hypothetical or negated, after `schemas/rules/realis.csv`."""

from __future__ import annotations

import re
from functools import cache

from flows.stages.actions import acts
from flows.stages.extract.events.whether.cues import (
    NOTHING,
    alternatives,
    articles,
    asked_that,
    averted,
    by,
    condition,
    conditional,
    cue_words,
    cues,
    due,
    followed,
    idle,
    light,
    points,
    presupposing,
    scheduled,
    subjunctive,
)
from flows.stages.extract.events.whether.infinitives import of_infinitive
from flows.stages.extract.events.whether.realis import in_hindsight
from flows.stages.grammar.chunks import VG
from flows.stages.grammar.frames import Frame, Parse
from flows.stages.sieve import Sieve

PURPOSE = re.compile(r"\b(?:for|to) (?:(?!the |this |that |its |his |their )[\w’'-]+ ){0,3}$")
"""Ahead of a noun of what is wanted."""
AGAIN = re.compile(
    r"(?:it|this|that) (?:is|was|has been|had been) (?:the|his|her|their|its) (?:very )?"
    r"(?:first|last|only|longest)(?: and (?:last|only))? (?:[\w’'-]+ )?"
)
"""Ahead of a noun in a sentence that says which of its kind the thing told of before was."""
SHARE = re.compile(r"\bin (?:(?:an?|the|any|its|his|their|this|that) )?(?:[\w’'-]+ ){0,2}$")
"""Ahead of a noun of what somebody joins or takes part in."""
CHARGE = re.compile(r"\b(?:of|with|in|for) (?:[\w’'-]+ ){0,4}$")
"""Ahead of what somebody is accused of."""
FUTURE = ("will", "shall")
"""Modal verbs of what is to come in whatever hangs on them."""


@cache
def _thoughts() -> Sieve:
    """What of that which makes an event noun no act may stand in a text."""
    return Sieve((averted(), idle(), due("due", True), due("bargain", False)))


def of_noun(parse: Parse, frame: Frame, action: str, before: str, text: str, after: str = "") -> str | None:
    """The realis of the act that an event noun names, null for a mere danger; `before` are the words ahead of it in its phrase, `text`
    those ahead of it in its sentence, and `after` those behind it, in small letters."""
    shown, spoken = _thoughts().mask(text), action in acts("done-by-saying")
    if (shown & 1 and action in acts("dangers") and averted().search(text)) or (shown & 2 and not spoken and idle().search(text)):
        return None
    if remembered(text):
        return None
    if AGAIN.fullmatch(text) and action in acts("encounters"):
        return None  # it was the first meeting of all three: the meeting has been told
    if not spoken and subjunctive().match(after) and asked_that().search(text):
        return "proposed"
    due_then = (shown & 4 and due("due", True).search(text)) or (shown & 8 and action != "concede" and due("bargain", False).search(text))
    if not spoken and (due_then or scheduled().match(after)):
        return "proposed"
    if not spoken and (_yet_to_come(parse, frame, text) or _charged(frame, text)):
        return None
    words = set(re.findall(r"[a-z]+", before.lower()))
    for cue, realis in cues()["modifier"]:
        if words & cue:
            return realis
    if "no" in words or "without" in words:
        return "negated"
    governor = frame.governor
    if (
        governor is not None
        and frame.direct
        and not (spoken and any(frame.slots.get(slot) for slot in ("owner", "by", "from", "of")))
    ):
        found = _by_governor(parse, frame, governor, action, words)
        lasting = action in acts("lasting-measures") and governor.finite and governor.start < frame.start
        if lasting and by("lifted", governor.word) is not None:
            return None
        if governor.negated:
            return "negated"
        if action in acts("gatherings") and by("broken_off", governor.word) is not None:
            return None  # that talks end is told by the verb
        if ceased(frame, action):
            return None
        if found or (found == NOTHING and governor.start < frame.start):
            return found or None  # needed an alliance: there was none
        if governor.modal and not governor.perfect:
            if words & articles() and by("modal", governor.modal) == NOTHING:
                return None  # a meeting might help: none is meant that there was
            return by("modal", governor.modal) or "actual"
        if governor.infinitive:
            return "proposed" if governor.word in light() else "actual" if governor.word in presupposing() else None
    if governor is not None and not frame.direct and governor.infinitive and by("fulfilled", governor.word) is not None:
        k = parse.verb_at(governor.head_start)
        if k is not None and of_infinitive(parse, k) == "negated":
            return None  # declined to join in a protest
    wished = acts("gatherings") | acts("given-when-asked")
    if governor is not None and not frame.direct and action in wished and PURPOSE.search(text):
        planned = by("noun_governor", governor.word) or by("governor", governor.word)
        planned = by("deferred", governor.word) or planned
        if planned == "proposed" and not governor.negated:
            return "proposed"  # asked Norway for talks, offered the town for a meeting
    if governor is not None and not frame.direct and not spoken and governor.infinitive and SHARE.search(text):
        k = parse.verb_at(governor.head_start)
        if k is not None and by("share", governor.word) is not None and of_infinitive(parse, k) == "proposed":
            return "proposed"  # undertook to join in an attack
    if governor is not None and not frame.direct and not spoken and governor.modal in FUTURE and not governor.perfect:
        return "proposed"  # will take part in the talks
    if condition().search(text[:60]):
        return "hypothetical"
    if action in acts("dangers") and conditional().search(text):
        return None
    if not spoken and points().search(text):
        return "proposed"  # put forward three points: recognition, withdrawal and talks
    return "actual"


def ceased(frame: Frame, action: str) -> bool:
    """Whether a verb tells that what was given is given no more: suspended its deliveries of arms."""
    return action in acts("given-when-asked") and frame.governor is not None and by("ceased", frame.governor.word) is not None


def remembered(text: str) -> bool:
    """Whether the noun at the end of a text is only what a day or a stone recalls: on the tenth anniversary of the Norwegian surrender."""
    return "of" in text and _remembering().search(text) is not None


@cache
def _remembering() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternatives('remembered')}) of (?:[\w’'.-]+ ){{0,6}}$")


def to_come(frame: Frame, action: str, before: str) -> bool:
    """Whether who talks or writes means with a noun what he would have done: we would work in close consultation with them."""
    governor = frame.governor
    if governor is None or action in acts("done-by-saying") or not governor.modal or governor.perfect or governor.start > frame.start:
        return False
    return cue_words("taken_up").isdisjoint(before.lower().split())


def _by_governor(parse: Parse, frame: Frame, governor: VG, action: str, words: set[str]) -> str | None:
    """What the verb whose subject or object the noun is makes of it.

    The subject of an active verb is there already, whatever that verb wants: the negotiations suggested it.
    """
    subject = governor.start >= frame.end
    if subject and not governor.passive:
        return by("looming", governor.word)
    found = by("noun_governor", governor.word)
    k = parse.verb_at(governor.head_start) if governor.infinitive and not subject else None
    if k is not None and of_infinitive(parse, k) == "negated":
        return "negated"  # refused to open the talks
    if k is not None and found == "actual" and action in acts("gatherings") and of_infinitive(parse, k) == "proposed":
        return "proposed"  # urged them to accept mediation
    if subject and governor.past_perfect and found == "proposed" and "the" in words:
        return "actual"  # the raid had been approved by the minister: it was told of before
    if found == "actual" and governor.modal and not governor.perfect and action not in acts("done-by-saying"):
        return by("modal", governor.modal) or "proposed"  # would hold talks, a meeting should be held
    if found == "actual" and k is not None and action in acts("requests") and of_infinitive(parse, k) != "actual":
        return of_infinitive(parse, k) or NOTHING  # asked them to make a proposal
    if found == "actual" and governor.infinitive and action in acts("gatherings"):
        led = _led(parse, governor)
        if led is not None and not led.negated and (promised := by("deferred", led.word) or by("summoned", led.word)) is not None:
            return promised  # agreed to continue the talks
    return found


def _charged(frame: Frame, text: str) -> bool:
    """Whether somebody only lays the act at another's door: accused Norland of the raid, charged it with the murder."""
    governor = frame.governor
    if governor is None or governor.start > frame.start or by("charged", governor.word) is None:
        return False
    return CHARGE.search(text) is not None


def _led(parse: Parse, vg: VG) -> VG | None:
    """The verb group before another one."""
    before = [parse.chunks[k].vg for k in parse.verbs if parse.chunks[k].start < vg.start]
    return before[-1] if before else None


def _yet_to_come(parse: Parse, frame: Frame, text: str) -> bool:
    """Whether a noun only says after or before what something is to be done: would leave three months after the defeat of Norland."""
    governor = frame.governor
    if governor is None or governor.start > frame.start or governor.perfect or followed().search(text) is None:
        return False
    if governor.infinitive:
        led = _led(parse, governor)
        return led is not None and by("destined", led.word) is not None
    return governor.modal is not None and not in_hindsight(text, governor.modal)
