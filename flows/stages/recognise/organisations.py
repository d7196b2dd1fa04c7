"""Organisations that the gazetteer does not have: names in capitals that end in a word for a body, a party, a company or a troop.

Such a name is an actor of its own, with an id that its letters make, for as long as the text speaks of it: by its letters in
brackets (`the Northern Fisheries Board (NFB)`), or by its last word in capitals (`the Board`).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache

from flows.stages.grammar.lexis import function_words
from flows.stages.recognise.naming import phrase
from flows.stages.recognise.people import slug
from flows.stages.recognise.scan import Reading, Scan
from schemas.data import rows

RULE = "actor.organisation"
_WORD = r"(?:[A-ZÀ-ÞŁŚŽČŠĐ][\w'-]*[a-z']|[A-Z](?:\.[A-Z])+\.)"
_LINK = r"(?:of|for|on|and|the|to|in|&)"
_OF = re.compile(rf" (?:of|for|on|to) (?:the )?{_WORD}(?:(?:,? (?:and|of|for|the))* {_WORD})*")
_LETTERS = re.compile(r" \(([A-Z]{2,8})\)")
_TAKES_OF = frozenset(("Commission", "Committee", "Council", "Board", "Bank", "Federation", "Association", "League", "Society"))
LONGEST = 7
"""Words of a name."""


@cache
def heads() -> dict[str, str]:
    """Last words of a name of an organisation -> the kind of actor it is; nothing where a name with these words is none."""
    return {r["head"]: r["kind"] for r in rows("rules/organisations", "rule_id", "head", "kind")}


@cache
def _pattern() -> re.Pattern[str]:
    rest: dict[str, list[str]] = {}
    for word in sorted(heads(), key=lambda w: (-len(w), w)):
        rest.setdefault(word[0], []).append(re.escape(word[1:]))
    # It begins with its letter and looks back from there: so the search leaps from one such letter to the next.
    words = "|".join(f"(?<={letter})(?:{'|'.join(found)})" for letter, found in rest.items())
    return re.compile(rf"(?P<head>[{''.join(rest)}](?<!\w.)(?:{words}))\b")


@cache
def _before() -> re.Pattern[str]:
    return re.compile(rf"((?:{_WORD}(?: {_LINK})* ){{1,{LONGEST}}})$")


def kind_of(name: str) -> str:
    """The kind of actor that a name's head shows."""
    found = _pattern().findall(name)
    return (heads()[found[-1]] if found else "") or "other"


def find(scan: Scan) -> None:
    """Note organisations by name, then by their letters or the last word of their names."""
    known: dict[str, str] = {}
    last: dict[str, str] = {}
    for m in _pattern().finditer(scan.text):
        if not heads()[m["head"]]:
            continue
        span = _span(scan, m)
        if span is None:
            if m["head"] in last and (listed := _of_gazetteer(scan, m)) is not None:
                last[m["head"]] = listed
                continue
            named = m["head"] in last or _whole_name(scan, m)
            if named and not scan.claimed(*m.span()) and _article(scan, m.start()) and _alone(scan, m):
                organisation, rule = last.get(m["head"]) or slug(m["head"]), "actor.organisation-again" if m["head"] in last else RULE
                scan.add(m.start(), m.end(), Reading("actor", organisation, rule, 0.6, "name"))
                scan.claim(*m.span())
            continue
        start, end = span
        organisation = slug(scan.text[start:end])
        last[m["head"]] = organisation
        scan.add(start, end, Reading("actor", organisation, RULE, 0.6, "name"))
        scan.claim(start, end)
        letters = _LETTERS.match(scan.text, end)
        if letters and letters[1] not in scan.lex.by_surface:
            known[letters[1]] = organisation
    if known:
        for m in re.finditer(rf"\b(?:{'|'.join(sorted(known))})\b", scan.text):
            if not scan.claimed(*m.span()):
                scan.add(m.start(), m.end(), Reading("actor", known[m[0]], RULE, 0.6, "name"))
                scan.claim(*m.span())


def _of_gazetteer(scan: Scan, m: re.Match[str]) -> str | None:
    """The actor of the gazetteer whose longer name a head begins or ends: the Council of the League."""
    wider = (h for h in scan.hits_between(*m.span()) if h.entry.actor and h.end - h.start > m.end() - m.start())
    return next((a for h in wider if (a := scan.lex.gazetteer.resolve_actor(h.entry.surface, scan.date(h.start)))), None)


def _whole_name(scan: Scan, m: re.Match[str]) -> bool:
    """Whether a head of several words is a name by itself, and no part of one that the gazetteer has: the Provincial Assembly."""
    return " " in m["head"] and not any(h.entry.actor or h.entry.blocks for h in scan.hits_between(*m.span()))


def _span(scan: Scan, m: re.Match[str]) -> tuple[int, int] | None:
    """Where the name lies whose head a match is; None where it is none, or one that the gazetteer has."""
    text, line = scan.text, scan.doc.text
    low = max(0, m.start() - 90, line.rfind("\n", 0, m.start()) + 1)
    before = _before().search(text, low, m.start())
    start = before.start() if before else m.start()
    if (led := list(phrase("within-the").finditer(text, start, m.start()))) and led[-1].end() < m.start():
        start = led[-1].end()  # the Chairman of the Fisheries Committee
    words = text[start : m.start()].split()
    while words and (words[0].lower() in function_words() or words[0].islower()):
        start += len(words[0]) + 1
        words.pop(0)
    end = _end(scan, m, start)
    if (not words and (end == m.end() or not _article(scan, start))) or scan.claimed(start, end):
        return None
    if (words and words[-1].islower()) or (end == m.end() and not _alone(scan, m)):
        return None  # the Bulletin of the Institute, the Tenth Party Congress
    inside = [h for h in scan.hits_between(start, end) if h.entry.actor or h.entry.blocks or h.entry.title]
    if any(h.end > m.start() for h in inside) or any(h.start < start for h in inside):
        return None  # the gazetteer knows the head, alone or in a longer name
    return start, end


def _end(scan: Scan, m: re.Match[str], start: int) -> int:
    """Where a name ends that begins at `start`: behind its head, or behind what it is of, for or on."""
    after = _OF.match(scan.text, m.end()) if m["head"] in _TAKES_OF else None
    if after is None or not _article(scan, start) or "\n" in scan.doc.text[m.end() : after.end()]:
        return m.end()
    at = bisect_left(scan.doc.mentions, m.end(), key=lambda date: date.start)
    dated = at < len(scan.doc.mentions) and scan.doc.mentions[at].start < after.end()
    return m.end() if dated else after.end()  # the Board on October 5


def _article(scan: Scan, start: int) -> bool:
    return scan.text[max(0, start - 4) : start].lower() == "the "


def _alone(scan: Scan, m: re.Match[str]) -> bool:
    """Whether no other word in capitals follows."""
    return not re.match(r" [A-Z]", scan.text[m.end() : m.end() + 2])
