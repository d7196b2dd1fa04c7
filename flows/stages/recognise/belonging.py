"""Whose a person is whom neither an office nor a list gives to a state: told by the words around its name, once for the whole text."""

from __future__ import annotations

import re
from bisect import bisect_left

from flows.stages.model import Mention
from flows.stages.recognise.kinds import actor_kinds
from flows.stages.recognise.naming import phrase
from flows.stages.recognise.people import People
from flows.stages.recognise.scan import Scan

_CALLING = re.compile(r" (?:[a-z]+(?:-[a-z]+)? ){0,3}")
"""Between a nationality and a name: the Norwegian trade unionist Berg."""


def find(scan: Scan, people: People) -> None:
    """Give the persons that act for nobody the state that the text names beside them: Berg of Norway; Holm, the Swedish banker."""
    unknown = [m for m in scan.found if m.kind == "person" and m.ref_id and not m.for_actor and m.form != "office"]
    if not unknown:
        return
    states = [m for m in scan.found if m.kind == "actor" and scan.lex.gazetteer.kind(m.ref_id) in actor_kinds("treaty-sides")]
    states.sort(key=lambda m: m.start)
    starts = [m.start for m in states]
    people.sides |= {p: s for p, s in _listed(scan, states, starts).items() if p not in people.sides}
    for m in unknown:
        if m.ref_id and m.ref_id not in people.sides and (state := _beside(scan.text, m, states, bisect_left(starts, m.start))):
            people.sides[m.ref_id] = state
    for m in unknown:
        m.for_actor = people.sides.get(m.ref_id or "")


def _listed(scan: Scan, states: list[Mention], starts: list[int]) -> dict[str, str]:
    """The states of persons in a list behind which `for` stands: one for all, or a list of states as long."""
    out: dict[str, str] = {}
    persons = sorted((m for m in scan.found if m.kind == "person" and m.ref_id), key=lambda m: m.start)
    for k, last in enumerate(persons):
        i = bisect_left(starts, last.end)
        if not k or i == len(states) or not phrase("for-state").fullmatch(scan.text, last.end, states[i].start):
            continue
        those = run(scan.text, persons[: k + 1][::-1])[::-1]
        for_whom = run(scan.text, states[i:])
        if len(those) > 1 and len(for_whom) in (1, len(those)):
            for_whom = for_whom * len(those) if len(for_whom) == 1 else for_whom
            out |= {p.ref_id: s.ref_id for p, s in zip(those, for_whom, strict=True) if p.ref_id and s.ref_id}
    return out


def run(text: str, mentions: list[Mention]) -> list[Mention]:
    """The names that a list joins to the first of some, which stand in the order of the text or against it."""
    out = mentions[:1]
    for m in mentions[1:]:
        first, second = sorted((out[-1], m), key=lambda x: x.start)
        if not phrase("listed-the").fullmatch(text, first.end, second.start):
            break
        out.append(m)
    return out


def _beside(text: str, m: Mention, states: list[Mention], i: int) -> str | None:
    """The state named right before or behind a name, of which `states[i]` is the first behind."""
    before = states[i - 1] if i else None
    if before is not None and before.form == "adjective" and before.end <= m.start <= before.end + 40:
        between = text[before.end : m.start]
        if _CALLING.fullmatch(between) and not phrase("no-calling").search(between):
            return before.ref_id
    if before is not None and before.form != "adjective" and before.end <= m.start <= before.end + 60:
        between = text[before.end : m.start]
        if phrase("whose").fullmatch(between) or (phrase("sent").fullmatch(between) and text.startswith((" to ", " on ", ", "), m.end)):
            return before.ref_id
    after = states[i] if i < len(states) else None
    if after is None or after.start > m.end + 40:
        return None
    between = text[m.end : after.start]
    if (phrase("of-state").fullmatch(between) and after.form != "adjective") or phrase("acting-for").fullmatch(between):
        return after.ref_id
    called = after.form == "adjective" or (after.form == "metonym" and after.end - after.start > 8)
    return after.ref_id if called and phrase("belonging-apposed").fullmatch(between) else None
