"""Who fought a war that the text only names: the Chaco War was between Bolivia and Paraguay.

Only rules with the slot `war` ask for it.  The wars are in `gazetteer/wars.csv`; the name of one that has `bare` is also the
name of others, and is read only where the text is in its years.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from flows.stages.extract.positions.sides import Speaker
from flows.stages.extract.positions.voices import as_mention
from flows.stages.grammar.chunks import NP
from flows.stages.grammar.frames import Frame
from flows.stages.model import Mention
from flows.stages.recognise.gazetteer import Gazetteer
from schemas import data

SLOT = "war"
REACH = 40
"""Characters that hold the longest name of a war."""
YEAR = re.compile(r"\d{4}")
_AHEAD = re.compile(r"[A-Z][\w’'.-]* $")
"""A capital before a name: it is part of a longer one."""
_OPENS = re.compile(r"(?:After|Before|During|Following|Since|The|In|Until|By) $")


@cache
def _wars() -> tuple[tuple[str, tuple[str, str], tuple[str, ...], bool], ...]:
    """Name, first and last day, actors, and whether the name is of others too; the longest name first."""
    found = data.rows("gazetteer/wars", "name", "from", "to", "actors", "bare", "note")
    wars = [(r["name"], (r["from"][:4], r["to"][:4]), tuple(r["actors"].split(";")), bool(r["bare"])) for r in found]
    return tuple(sorted(wars, key=lambda w: -len(w[0])))


def fill(frame: Frame, _: Sequence[Mention], trigger: tuple[int, int], text: str, gazetteer: Gazetteer, date: str | None) -> None:
    """Put those who fought the war that ends in a noun, or begins with it, into the slot `war` of its clause."""
    start, end = trigger
    before, behind = text[max(0, start - REACH) : end], text[start : start + REACH]
    for name, years, actors, bare in _wars():
        if behind.startswith(name) and len(name) > end - start:
            ahead = ""
        elif before.replace("'", "’").endswith(name):
            ahead = before[: -len(name)]
        else:
            continue
        if _AHEAD.search(ahead) and not _OPENS.search(ahead):
            return
        if bare and not any(years[0] <= year <= years[1] for year in YEAR.findall(date or "")):
            return
        known = [a for a in actors if a in gazetteer.actors]
        frame.slots[SLOT] = [NP(start, end, [], heads=[as_mention(Speaker(None, a), start)]) for a in known]
        return
