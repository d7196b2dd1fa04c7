"""Places: names of the gazetteer that no actor or person has claimed, then towns of the world beside their state."""

from __future__ import annotations

import re
from bisect import bisect_left

from flows.stages.recognise.scan import Hit, Scan

_BESIDE = re.compile(r", (?:[A-Z][\w.]+(?: [A-Z][\w.]+)?)")
_PREPOSITION = re.compile(r"\b(?:in|at|near|from|to|via|outside|around|off|across|through|into|within|of|toward|towards|over|between|and|the|southern|northern|eastern|western)[ ]$", re.IGNORECASE)


def find(scan: Scan) -> None:
    """Note every place in what is left."""
    spans = sorted(scan.taken)
    g = scan.lex.gazetteer
    for hit in scan.hits:
        ids = hit.entry.places
        if not ids or _claimed(spans, hit) or not _allowed(scan, hit):
            continue
        best = ids[0]
        if len(ids) > 1:
            best = min(ids, key=lambda p: (g.places[p].name != hit.entry.surface, p))
        here = bool(_PREPOSITION.search(scan.text, max(0, hit.start - 12), hit.start))
        scan.add(hit.start, hit.end, "place", best, "place.name", 0.95 if here else 0.85, "name")
        scan.taken.append((hit.start, hit.end))


def _claimed(spans: list[tuple[int, int]], hit: Hit) -> bool:
    k = bisect_left(spans, (hit.start, 0))
    return any(s < hit.end and hit.start < e for s, e in spans[max(0, k - 2):k + 2])


def _allowed(scan: Scan, hit: Hit) -> bool:
    """False for what is likelier a person's name."""
    text = scan.text
    word = hit.entry.surface
    if hit.entry.surnames or word in scan.lex.given or word in scan.lex.common:
        beside = bool(_PREPOSITION.search(text, max(0, hit.start - 12), hit.start))
        dateline = hit.start == 0 or scan.doc.text[hit.start - 1] == "\n"
        return beside or dateline or text[hit.end:hit.end + 2] == ", " or word in ("Washington", "London", "Paris", "Berlin", "Havana", "Geneva")
    return True
