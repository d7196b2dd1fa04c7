"""Where an act in words is done: where its own clause says so, and nowhere else.

`Asked for talks in Oslo` is not placed in Oslo.
"""

from __future__ import annotations

import re
from functools import cache

from flows.stages.actions import acts
from flows.stages.extract.events.rules import event_rules
from flows.stages.extract.events.where.act import Act
from flows.stages.extract.events.where.lands import as_place, territory, wide
from flows.stages.extract.events.where.openings import OPENING
from flows.stages.extract.events.where.wording import happening, phrase
from flows.stages.grammar.chunks import VG
from flows.stages.model import Mention

NEAR = 30
"""How far ahead of a place, in characters, the preposition stands."""
_ISLE = 8
_BORDERS = ("V", "stop", "rel", "sub")
_LAST_WORD = re.compile(r"[\w-]+(?=\W*$)")


@cache
def _gatherings() -> frozenset[str]:
    """Nouns of meetings, conferences and talks."""
    return frozenset(word for word, rules in event_rules().nouns.items() if any(r.action in acts("meetings") for r in rules))


def said_at(act: Act) -> Mention | None:
    """The nearest place of an act that is done in words."""
    return next((at for m in act.named if (at := _at(act, m)) is not None), None)


def _at(act: Act, m: Mention) -> Mention | None:
    """A mention as its place: before its noun (the Oslo talks), or in a phrase of its own clause.

    The clause of a noun is that of the verb which it is the subject or the object of: the talks began in Oslo.
    """
    ground = territory(m, act.gazetteer) if m.form == "name" else None
    if m.kind == "actor" and ground is None:
        return None
    at = m if m.kind == "place" else as_place(m, str(ground))
    if _called_after(act, m):
        return at
    if not _locative(act, m) or not _in_clause(act, m, at) or _of_what_is_asked(act, m):
        return None
    return None if wide(at, act.gazetteer) and _talked_of(act, m) else at


def _called_after(act: Act, m: Mention) -> bool:
    """Whether a town stands before the noun of the act as its attribute."""
    if m.kind != "place" or m.end > act.trigger[0] or not act.is_noun or wide(m, act.gazetteer):
        return False
    return phrase("attribute").fullmatch(act.text, m.end, act.trigger[0]) is not None


def _locative(act: Act, m: Mention) -> bool:
    """Whether the preposition before a name makes a place of it; islands and waters are met on."""
    if phrase("at-site").search(act.text, max(act.sentence, m.start - NEAR), m.start):
        return True
    isle = act.action in acts("meetings-and-signings") and phrase("island").search(m.surface) is not None
    return isle and phrase("on-island").search(act.text, max(act.sentence, m.start - _ISLE), m.start) is not None


def _in_clause(act: Act, m: Mention, at: Mention) -> bool:
    """Whether nothing ends the clause between an act and a place, or the place opens the sentence."""
    ahead = m.end <= act.trigger[0]
    if ahead and m.start - act.sentence < OPENING and (act.text.startswith(",", m.end) or wide(at, act.gazetteer)):
        return True
    own = _own_verb(act, m)
    held = own is not None and own is not act.verb
    left = own.end if held and own is not None else m.end if ahead else act.trigger[1]
    right = act.trigger[0] if ahead else m.start
    borders = (c for c in act.parse.chunks if c.kind in _BORDERS and (c.vg is None or c.vg is not own))
    return not any(left <= c.start < right for c in borders)


def _own_verb(act: Act, m: Mention) -> VG | None:
    """The verb in whose clause an act is, up to a place behind it: the conference of ministers held in Oslo."""
    vg = act.next_verb if m.start >= act.trigger[1] else None
    return vg if vg is not None and vg.word in happening() and vg.end <= m.start else act.verb


def _of_what_is_asked(act: Act, m: Mention) -> bool:
    """Whether a place is that of a gathering which is asked for, of which nothing says that it was asked for there."""
    span = phrase("at-site").sub("", act.text[act.trigger[1] : m.start])
    last = _LAST_WORD.search(span)
    return last is not None and last[0].lower() in _gatherings() and not act.is_noun and not phrase("during").search(span)


def _talked_of(act: Act, m: Mention) -> bool:
    """Whether more than a word and those addressed stands between an act and a region: that may be what is talked of."""
    if m.start < act.trigger[1]:
        return False
    start, span, own = act.trigger[1], act.text[act.trigger[1] : m.start], _own_verb(act, m)
    if own is not None and own.start >= start:
        span = span[: own.start - start].rstrip() + span[own.end - start :]
    return phrase("beside").fullmatch(phrase("at-site").sub("", span)) is None
