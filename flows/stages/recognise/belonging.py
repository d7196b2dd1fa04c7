"""Whose a person is whom neither an office nor a list gives to a state: told by the words around its name, once for the whole text."""

from __future__ import annotations

import re
from bisect import bisect_left

from flows.stages.model import Mention
from flows.stages.recognise.people import People
from flows.stages.recognise.scan import Scan

_OWNERS = ("state", "government-in-exile", "international-organisation")
_CALLING = re.compile(r" (?:[a-z]+(?:-[a-z]+)? ){0,3}")
"""Between a nationality and a name: the Norwegian trade unionist Berg."""
_NOT_CALLING = re.compile(r" (?:and|or|to|with|by|for|from|of|on|in|at|as|that|was|were|against|under|when|while|but) ")
_OF = re.compile(r" of (?:the )?")
_FOR = re.compile(r",? (?:(?:sign|signs|signed|initials|initialled|spoke|speaking|acting) )?for (?:the )?")
"""Between a name and those for whom it acts: Berg, for Norway, signed; Berg signs for the Norwegian command."""
_APPOSITION = re.compile(r", (?:the |a |an |then |former |one of the )*")


def find(scan: Scan, people: People) -> None:
    """Give the persons that act for nobody the state that the text names beside them: Berg of Norway; Holm, the Swedish banker."""
    unknown = [m for m in scan.found if m.kind == "person" and m.ref_id and not m.for_actor and m.form != "office"]
    if not unknown:
        return
    states = [m for m in scan.found if m.kind == "actor" and scan.lex.gazetteer.kind(m.ref_id) in _OWNERS]
    states.sort(key=lambda m: m.start)
    starts = [m.start for m in states]
    for m in unknown:
        if m.ref_id and m.ref_id not in people.sides and (state := _beside(scan.text, m, states, bisect_left(starts, m.start))):
            people.sides[m.ref_id] = state
    for m in unknown:
        m.for_actor = people.sides.get(m.ref_id or "")


def _beside(text: str, m: Mention, states: list[Mention], i: int) -> str | None:
    """The state named right before or behind a name, of which `states[i]` is the first behind."""
    before = states[i - 1] if i else None
    if before is not None and before.form == "adjective" and before.end <= m.start <= before.end + 40:
        between = text[before.end : m.start]
        if _CALLING.fullmatch(between) and not _NOT_CALLING.search(between):
            return before.ref_id
    after = states[i] if i < len(states) else None
    if after is None or after.start > m.end + 40:
        return None
    between = text[m.end : after.start]
    if (_OF.fullmatch(between) and after.form != "adjective") or _FOR.fullmatch(between):
        return after.ref_id
    called = after.form == "adjective" or (after.form == "metonym" and after.end - after.start > 8)
    return after.ref_id if called and _APPOSITION.fullmatch(between) else None
