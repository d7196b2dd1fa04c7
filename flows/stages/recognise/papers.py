"""Whose paper a document is: the state of the house where it was written, or of the office whose file it comes from."""

from __future__ import annotations

import re
from functools import cache

from flows.stages.genres import TALKS
from flows.stages.model import Document
from flows.stages.recognise.gazetteer import gazetteer
from flows.stages.recognise.naming import phrase
from schemas import data

_HEAD = 5
"""Passages at the head of a document among which the number of its file stands."""


@cache
def _seats() -> dict[str, str]:
    """Houses in which governments, courts and conferences sit, in small letters, with their towns."""
    return {r["name"].casefold(): r["place_id"] for r in data.rows("gazetteer/seats", "name", "place_id")}


@cache
def _files() -> tuple[tuple[re.Pattern[str], str], ...]:
    """What the files of an office look like, with the state that it is of."""
    return tuple((re.compile(r["pattern"]), r["actor_id"]) for r in data.rows("rules/papers", "rule_id", "pattern", "actor_id"))


def seat(printed: str) -> str | None:
    """The town of the house that a head names as the place: the Foreign Office, 10 Downing Street; None for any other word."""
    name = phrase("paper-article").sub("", printed.replace("’", "'").strip(" .,"))
    parts = (phrase("paper-article").sub("", part.strip(" .")).casefold() for part in (name.partition(",")[0], *reversed(name.split(","))))
    return _seats().get(name.casefold()) or next((town for part in parts if (town := _seats().get(part))), None)


def by_file(doc: Document) -> str | None:
    """The state from whose files a talk or a letter comes, by the archive reference or a number at its head."""
    if doc.genre not in TALKS:
        return None
    heads = [doc.text[p.start : p.end] for p in doc.passages[:_HEAD] if p.kind in ("front", "note", "dateline")]
    lines = (str(doc.meta.get("archive_ref") or ""), *heads)
    return next((actor for line in lines for pattern, actor in _files() if pattern.search(line)), None)


def by_house(doc: Document) -> str | None:
    """The state in whose own house a talk was held or a letter written: that of the Foreign Office, of 10 Downing Street."""
    house = seat(str(doc.meta.get("place") or "")) if doc.genre in TALKS else None
    return gazetteer().state_at(house, doc.meta.get("issued")) if house else None
