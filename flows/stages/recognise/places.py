"""Places: names of the gazetteer that no actor or person has claimed."""

from __future__ import annotations

from functools import cache

from flows.stages.grammar.lexis import pattern
from flows.stages.recognise import world
from flows.stages.recognise.naming import phrase
from flows.stages.recognise.periods import first_day
from flows.stages.recognise.scan import Hit, Reading, Scan
from schemas.data import rows
from schemas.phrases import alternation


@cache
def _posts() -> str:
    """The words for posts as they stand before the name of their town (Embassy Lima), as alternatives of a pattern."""
    found = {r["word"].title() for r in rows("rules/posts", "rule_id", "word")}
    return alternation(found)


def find(scan: Scan) -> None:
    """Note every place in what is left; of places of one name the one whose main name it is."""
    g = scan.lex.gazetteer
    for hit in scan.hits:
        ids = hit.entry.places
        if not ids or scan.claimed(hit.start, hit.end):
            continue
        here = bool(phrase("before-place").search(scan.text[max(0, hit.start - 12):hit.start]))
        if not here and not _plain(scan, hit):
            continue
        best = min(ids, key=lambda p: (g.places[p].name != hit.entry.surface, p))
        scan.add(hit.start, hit.end, Reading("place", best, "place.name", 0.95 if here else 0.85, "name"))
        scan.claim(hit.start, hit.end)


def beside(scan: Scan) -> None:
    """Take a state behind one of its towns for the place it is: `in Lima, Peru, that spring`; nobody acts there."""
    g = scan.lex.gazetteer
    ends = {m.end: m for m in scan.found if m.kind == "place"}
    actors = {m.start for m in scan.found if m.kind == "actor"}
    for m in scan.found:
        town = ends.get(m.start - 2)
        territory = g.place_of_actor(m.ref_id)
        if m.kind != "actor" or m.form != "name" or town is None or territory is None or not scan.text.startswith(", ", town.end):
            continue
        where, state = g.places.get(town.ref_id or ""), g.places.get(territory)
        if where is None or state is None or where.country_code != state.country_code or m.end + 2 in actors:
            continue  # "At Geneva, Norway and Sweden met"; "In Rome, Italy, Norway and Sweden met"
        if phrase("before-place").search(scan.text[max(0, town.start - 12):town.start]) and phrase("behind-place").match(scan.text, m.end):
            m.kind, m.ref_id, m.rule_id = "place", territory, "place.beside"


def towns(scan: Scan) -> None:
    """Note towns of today's world after a preposition of place or what befalls towns, or with their country or state beside them."""
    lex = scan.lex
    for m in pattern("named-town", posts=_posts()).finditer(scan.text):
        name, start, end = m["name"], m.start("name"), m.end("name")
        if name in lex.by_surface or name in lex.not_names or name in lex.given or scan.claimed(start, end):
            continue
        day = first_day(scan.date(start))
        if day and day < "1700":
            continue
        beside = [b for b in (m["beside"],) if b]
        if found := world.town(name, beside):
            scan.add(start, end, Reading("place", found, "place.town", 0.7, "name"))
            scan.claim(start, end)


def listed(scan: Scan) -> None:
    """Note towns of today's world that a list joins to a place near them in their country: took Oslo, Hamar and Bergen."""
    lex = scan.lex
    for known in sorted((m for m in scan.found if m.kind == "place"), key=lambda m: m.start):
        place = lex.gazetteer.places.get(known.ref_id or "")
        at = known.end
        while place is not None and (m := phrase("listed-places").match(scan.text, at)):
            name, at = m["name"], m.end()
            if name in lex.by_surface or name in lex.not_names or name in lex.given or scan.claimed(*m.span("name")):
                break
            if (found := world.town_near(name, place)) is None:
                break
            scan.add(*m.span("name"), Reading("place", found, "place.town", 0.7, "name"))
            scan.claim(*m.span("name"))


def _plain(scan: Scan, hit: Hit) -> bool:
    """True for a name that is no person's, or that stands in a dateline or before the name of its state."""
    word = hit.entry.surface
    person = hit.entry.surnames or word in scan.lex.given or word in scan.lex.common
    dateline = hit.start == 0 or scan.doc.text[hit.start - 1] == "\n"
    return not person or dateline or scan.text.startswith(", ", hit.end) or any(
        n.form == "capital" for n in scan.lex.gazetteer.actor_names.get(word, ())
    )
