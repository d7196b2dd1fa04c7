"""One pass of the lexicon over a document: every surface of the gazetteer and of the tables of titles, with its sentence's date.

The text is compared with quotation marks, dashes and spaces made plain, character for character, so that spans hold in both.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import ahocorasick_rs

from flows.stages.grammar.lexis import word_class
from flows.stages.model import Document, Mention
from flows.stages.recognise.entries import Title
from flows.stages.recognise.gazetteer import Gazetteer, gazetteer, plain_marks
from schemas.data import rows
from schemas.phrases import alternation

_WORD = re.compile(r"\w+")


@dataclass(slots=True)
class Entry:
    """What a surface can be: a name of actors, a full name or surname of persons, a place, a title, or a term that is none of them."""

    surface: str
    actor: bool = False
    persons: tuple[str, ...] = ()
    surnames: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    title: Title | None = None
    blocks: bool = False
    corrupt: bool = False
    conditional: bool = False


@dataclass(slots=True)
class Hit:
    """An entry of the lexicon where it stands in the text."""

    start: int
    end: int
    entry: Entry


@dataclass(slots=True)
class Lexicon:
    """Surfaces with their automata: as written, and in small letters for texts that lost their capitals."""

    gazetteer: Gazetteer
    entries: list[Entry]
    by_surface: dict[str, Entry]
    cased: Any
    small_entries: list[Entry]
    small: Any
    unsafe: frozenset[str]
    given: frozenset[str]
    heads: dict[str, str]
    common: frozenset[str]
    surnames: frozenset[str]
    """Those of the common words that are ordinary surnames, which somebody in office may bear alone."""
    not_names: frozenset[str]


@cache
def lexicon() -> Lexicon:
    """The lexicon of this process."""
    g = gazetteer()
    table: dict[str, Entry] = {}

    def entry(surface: str) -> Entry:
        return table.setdefault(surface, Entry(surface))

    for name in g.actor_names:
        entry(name).actor = True
    for name, ids in g.person_names.items():
        entry(name).persons = tuple(ids)
    for name, ids in g.surnames.items():
        entry(name).surnames = tuple(ids)
    for name, ids in g.place_names.items():
        entry(name).places = tuple(ids)
    for phrase, title in g.titles.items():
        entry(phrase).title = title
    for row in rows("rules/not_entities", "rule_id", "phrase"):
        entry(row["phrase"]).blocks = True
    for row in rows("gazetteer/corruptions", "surface", "meant", "kind", "condition"):
        e = entry(row["surface"])
        e.corrupt, e.conditional = True, row["condition"] == "named"
        if row["kind"] == "person":
            e.surnames = (row["meant"],)
        else:
            e.places = (row["meant"],)
    # A longer name without the article must not lose to a shorter one with it: "the Axis powers", "the Axis".
    bare = {s[4:] for s in table if s.startswith("the ")}
    for surface, e in list(table.items()):
        if any(surface[:m.start()] in bare for m in re.finditer(" ", surface)):
            table.setdefault("the " + surface, e)
    for surface in [s for s in table if s.startswith("the ")]:
        table.setdefault("T" + surface[1:], table[surface])
    entries = list(table.values())
    small: dict[str, Entry] = {}
    for name, names in g.actor_names.items():
        if name[:1].isupper() and not name.isupper() and names[0].form in ("name", "adjective", "demonym") and len(name) > 4:
            small.setdefault(name.lower(), table[name])
    common = frozenset(r["word"] for r in rows("rules/common_words", "word", "kind"))
    surnames = frozenset(r["word"] for r in rows("rules/common_words", "word", "kind") if r["kind"] == "name")
    given = {w for p in g.persons.values() if ", " in p.sort_name for w in p.name.split()[:1]}
    return Lexicon(
        g, entries, table, ahocorasick_rs.AhoCorasick(list(table), matchkind=ahocorasick_rs.MatchKind.LeftmostLongest),
        list(small.values()), ahocorasick_rs.AhoCorasick(list(small), matchkind=ahocorasick_rs.MatchKind.LeftmostLongest),
        frozenset(r["word"] for r in rows("rules/decased", "word")),
        frozenset(w for w in given | {r["name"] for r in rows("gazetteer/given_names", "name")} if len(w) > 2 and w[1].islower()),
        {r["head"]: r["class"] for r in rows("rules/actor_heads", "head", "class")}, common, surnames,
        frozenset(r["word"] for r in rows("rules/not_names", "word")),
    )


@dataclass(frozen=True, slots=True)
class Reading:
    """What a rule takes a span for, and how surely; form and side are those of the mention that it makes."""

    kind: str
    ref: str | None
    rule: str
    confidence: float
    form: str | None = None
    for_actor: str | None = None
    value: str | None = None


@dataclass(slots=True)
class Scan:
    """A document on the way through the recognisers: its plain text, hits, dates, and what has been claimed."""

    doc: Document
    text: str
    lex: Lexicon
    hits: list[Hit]
    starts: list[int]
    openings: frozenset[int]
    dates: list[str | None]
    fallback: str | None
    hit_starts: list[int]
    taken: bytearray = field(default_factory=bytearray)
    found: list[Mention] = field(default_factory=list)
    names: list[re.Match[str]] | None = None
    _words: frozenset[str] | None = None

    def date(self, position: int) -> str | None:
        """Where the narrative stands at a position; outside every sentence, and in sentences without a date, the nearest before."""
        i = bisect_right(self.starts, position) - 1
        return self.dates[i] if i >= 0 else self.fallback

    def sentence(self, position: int) -> int:
        """The number of the sentence in force at a position, -1 before the first."""
        return bisect_right(self.starts, position) - 1

    @property
    def words(self) -> frozenset[str]:
        """The words of the text that stand in small letters."""
        if self._words is None:
            self._words = frozenset(re.findall(r"\b[a-z]+\b", self.text))
        return self._words

    def claim(self, start: int, end: int) -> None:
        """Reserve a span: no other actor, person or place may lie on it."""
        self.taken[start:end] = b"\1" * (end - start)

    def claimed(self, start: int, end: int) -> bool:
        """True if any of a span is reserved."""
        return 1 in self.taken[start:end]

    def hits_between(self, start: int, end: int) -> list[Hit]:
        """The hits that overlap a span."""
        i = bisect_right(self.hit_starts, start) - 1
        out = []
        for h in self.hits[max(0, i):]:
            if h.start >= end:
                break
            if h.end > start:
                out.append(h)
        return out

    def add(self, start: int, end: int, read: Reading) -> Mention:
        """Note a mention."""
        told = read.kind, read.ref, read.value, read.rule, read.confidence
        m = Mention(start, end, self.doc.text[start:end], *told, form=read.form, for_actor=read.for_actor)
        self.found.append(m)
        return m


@cache
def _small_names() -> re.Pattern[str]:
    """The names that show that a text has lost its capitals."""
    return re.compile(rf"\b{alternation(word_class('small-names'))}\b")


def scan(doc: Document) -> Scan:
    """Look the lexicon up in a document."""
    lex = lexicon()
    text = plain_marks(doc.text)
    hits = list(_find(text, lex.cased, lex.entries, lex.by_surface))
    if any(name in text for name in word_class("small-names")) and _small_names().search(text):
        small = list(_find(text, lex.small, lex.small_entries, {}))
        lost = sum(h.entry.surface.lower() not in lex.unsafe for h in small) >= 2
        small = [h for h in small if text[h.start].islower() and (lost or h.entry.surface.lower() not in lex.unsafe)]
        hits = _merge(hits, small)
    dates: list[str | None] = []
    known = next((s.date for s in doc.sentences if s.date), None)
    fallback = last = doc.meta.get("issued") if isinstance(doc.meta.get("issued"), str) else known
    for s in doc.sentences:
        last = s.date or last
        dates.append(last)
    starts = [s.start for s in doc.sentences]
    return Scan(doc, text, lex, hits, starts, frozenset(starts), dates, fallback, [h.start for h in hits], bytearray(len(text)))


def hits(text: str) -> Iterator[Hit]:
    """The hits of the lexicon in a text by itself, whatever a document makes of them."""
    lex = lexicon()
    return _find(plain_marks(text), lex.cased, lex.entries, lex.by_surface)


def _find(text: str, automaton: Any, entries: list[Entry], table: dict[str, Entry]) -> Iterator[Hit]:
    """Hits at word boundaries; where the longest is none, the longest shorter one from the same start, then what begins inside it."""
    last = 0
    for index, start, end in automaton.find_matches_as_indexes(text):
        if start < last:
            continue
        if _bounded(text, start, end):
            yield Hit(start + 4 if text.startswith(("the ", "The "), start) else start, end, entries[index])
            continue
        last = end
        at = start
        while at < end:
            if at and (text[at - 1].isalnum() or text[at - 1] == "_"):
                at += 1
                continue
            stops = [m.end() for m in _WORD.finditer(text, at, min(len(text), end + 40))]
            shorter = next((s for s in reversed(stops) if text[at:s] in table), None) if table else None
            if shorter:
                yield Hit(at, shorter, table[text[at:shorter]])
                at = shorter
                last = max(last, shorter)
            else:
                at += 1


def _bounded(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1:start], text[end:end + 1]
    return not (before.isalnum() or before == "_" or after.isalnum() or after == "_")


def _merge(hits: list[Hit], small: list[Hit]) -> list[Hit]:
    """Both lists in order; where two overlap, the longer."""
    out: list[Hit] = []
    for h in sorted(hits + small, key=lambda h: (h.start, -h.end)):
        if out and h.start < out[-1].end:
            continue
        out.append(h)
    return out
