"""Treaties known by their names: those of `gazetteer/treaties.csv`, whose names are read as theirs wherever they stand.

The table tells a name, what kind of treaty has it, and which names are one treaty's; it tells no date and no place, and whom a treaty
is `between` only so that nobody else is guessed for it.  Names that show by a head noun what they are need no table to be found; those
that do not (`Ostend Manifesto`) are marked `alone`.
"""

from __future__ import annotations

import bisect
import re
from dataclasses import dataclass
from functools import cache, lru_cache

from ahocorasick_rs import AhoCorasick, MatchKind

from flows.stages.accents import unaccented
from flows.stages.model import Document, Mention
from flows.stages.recognise.wording import phrase
from schemas import data
from schemas.phrases import named

WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_ALIKE = str.maketrans("–'", "-’")
"""Characters that names are printed with by turns, one for one."""


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Lower case without accents and apostrophe endings."""
    return unaccented(text).lower().replace("’s", "").replace("'s", "")


def plain_name(name: str) -> str:
    """A name as the tables of well-known names are looked up by: `open skies` for `the “Open Skies”`."""
    return " ".join(w for w in WORD.findall(fold(name).replace("-", " ")) if w != "the")


@dataclass(frozen=True, slots=True)
class _Row:
    """One line of the table: `names` has the first name too; `between` whom the treaty is between, nobody where it is open to all."""

    kind: str
    names: tuple[str, ...]
    alone: bool
    between: tuple[str, ...]


@cache
def _rows() -> tuple[_Row, ...]:
    table = data.rows("gazetteer/treaties", "name", "kind", "aliases", "alone", "several", "between", "note")
    return tuple(_Row(r["kind"], (r["name"], *_listed(r["aliases"])), r["alone"] == "yes", _listed(r["between"])) for r in table)


def _listed(cell: str) -> tuple[str, ...]:
    return tuple(filter(None, cell.split(";")))


@cache
def _kinds() -> dict[str, str]:
    return {plain_name(name): row.kind for row in _rows() for name in row.names}


def known_kind(name: str) -> str | None:
    """The kind of the treaty that is known by a name."""
    return _kinds().get(plain_name(name))


@cache
def one_treaty() -> dict[str, str]:
    """Plain names that in one document one treaty alone has, and the first of the names of that treaty."""
    out: dict[str, str] = {}
    for row in _rows():
        for name in row.names:
            out.setdefault(plain_name(name), row.names[0])
    return out


@cache
def between() -> dict[str, frozenset[str]]:
    """Treaties as `one_treaty` tells them, and the actors that they are between; none that is open to all or between unlisted ones."""
    return {row.names[0]: frozenset(row.between) for row in _rows() if row.between}


@cache
def _alone() -> tuple[AhoCorasick, tuple[str, ...]]:
    names = tuple(dict.fromkeys(n.translate(_ALIKE) for row in _rows() if row.alone for n in row.names))
    return AhoCorasick(list(names), matchkind=MatchKind.LeftmostLongest), names


def with_known(doc: Document, mentions: list[Mention], starts: list[int]) -> list[Mention]:
    """The treaties of `mentions` and those that are known by their names alone, in order; none that is only likened to one."""
    mentions = [m for m in mentions if not _likened(doc, m.start, m.end)]
    found: list[Mention] = []
    for _, start, end in _alone()[0].find_matches_as_indexes(doc.text.translate(_ALIKE)):
        i = bisect.bisect_right(starts, start) - 1
        inside = i >= 0 and end <= doc.sentences[i].end
        part = doc.text[start - 1 : start].isalnum() or doc.text[end : end + 1].isalnum()
        if not inside or part or any(m.start < end and start < m.end and not (start <= m.start and m.end <= end) for m in mentions):
            continue
        if any(m.start == start and m.end == end for m in mentions) or _likened(doc, start, end):
            continue
        if phrase("recalls").search(doc.text[max(0, start - 40) : start]):
            continue
        no = doc.sentences[i].passage_no
        found.append(Mention(start, end, doc.text[start:end], "treaty", None, None, "treaty.known", 0.9, passage_no=no, form="named"))
    kept = [m for m in mentions if not any(f.start <= m.start and m.end <= f.end for f in found)]
    return sorted([*kept, *found], key=lambda m: (m.start, m.end))


def _likened(doc: Document, start: int, end: int) -> bool:
    """Whether a name is lent to something else: it was in essence a Brown Plan for the South."""
    lent = phrase("lent").fullmatch(doc.text[start:end] + doc.text[end : end + 4].partition("\n")[0])
    if lent is None or known_kind(named(lent)["name"]) is None:
        return False
    return phrase("indefinite").search(doc.text[max(0, start - 14) : start].rstrip()) is not None
