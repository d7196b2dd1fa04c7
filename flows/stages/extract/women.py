"""Which persons of a text are women: by a title before a name or by the first name; in old prose `she` is otherwise a state."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from flows.stages.model import Mention
from flows.stages.recognise.gazetteer import gazetteer
from schemas import data

FEMININE = frozenset(("she", "her", "herself"))


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(r["word"] for r in data.rows("rules/women_words", "word", "kind") if r["kind"] == kind)


def among(persons: Iterable[Mention]) -> frozenset[str]:
    """The ids of the women among those mentioned."""
    titles, names = _words("title"), _words("name")
    known = gazetteer().persons
    out: set[str] = set()
    for m in persons:
        if not m.ref_id or m.ref_id in out:
            continue
        first = m.surface.split(" ", 1)[0]
        listed = known.get(m.ref_id)
        given = listed.name.split(" ", 1)[0] if listed else first
        if first in titles or given in names or given in titles:
            out.add(m.ref_id)
    return frozenset(out)


def perhaps(persons: Iterable[Mention]) -> frozenset[str]:
    """The ids of those mentioned of whom nothing says whether they are women: no table lists them, and they have no first name."""
    named = [m for m in persons if m.ref_id]
    told = {m.ref_id for m in named if m.ref_id in gazetteer().persons or " " in m.surface}
    return frozenset(m.ref_id for m in named if m.ref_id and m.ref_id not in told)
