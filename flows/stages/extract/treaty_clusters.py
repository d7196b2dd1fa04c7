"""Which mentions of a document mean the same treaty.

A named mention joins the treaty whose distinctive words it shares and whose year it does not contradict; `the pact`
takes up the last treaty that it can name; a description with an indefinite article opens a treaty of its own.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import cache

from flows.stages.model import Document, Mention
from flows.stages.recognise.treaties import kind_of
from schemas import data

YEAR = re.compile(r"\b1[5-9]\d\d\b|\b20\d\d\b")
WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
STOP = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "and",
        "between",
        "in",
        "on",
        "for",
        "to",
        "by",
        "with",
        "at",
        "from",
        "its",
        "their",
        "his",
        "her",
        "s",
        "this",
        "these",
        "that",
        "concerning",
        "regarding",
    ]
)
FAMILY = {
    "pact": "treaty",
    "convention": "treaty",
    "communique": "declaration",
    "final-act": "declaration",
    "memorandum": "agreement",
    "exchange-of-notes": "agreement",
}
"""Kinds that writers use for each other; a kind that is not here stands for itself."""


def family(kind: str) -> str:
    """The group of kinds that one treaty may be called by turns."""
    return FAMILY.get(kind, kind)


@dataclass(slots=True)
class Cluster:
    """One treaty of the document: its mentions, the words that tell it from others, its year if a name gives one."""

    local_id: str
    kind: str
    words: set[str] = field(default_factory=set)
    years: set[str] = field(default_factory=set)
    mentions: list[Mention] = field(default_factory=list)
    named: bool = False
    draft: bool = False
    proposed: bool = False

    @property
    def last(self) -> int:
        """Where the treaty was last spoken of."""
        return self.mentions[-1].start


@cache
def _weak() -> frozenset[str]:
    out = {r["word"] for r in data.rows("rules/treaty_words", "word", "role") if r["role"] == "weak"}
    for r in data.rows("rules/treaty_heads", "head", "kind", "plural"):
        out.update(r["head"].split() + r["plural"].split())
    return frozenset(fold(w) for w in out)


def fold(text: str) -> str:
    """Lower case without accents and apostrophe endings."""
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).lower().replace("’s", "").replace("'s", "")


def key_words(surface: str) -> tuple[set[str], set[str]]:
    """The distinctive words and the years of a treaty's name."""
    folded = fold(surface)
    years = set(YEAR.findall(folded))
    words = {w for w in WORD.findall(folded) if w not in STOP and w not in _weak() and w not in years and not w.isdigit()}
    return words, years


def cluster(doc: Document) -> list[Cluster]:
    """The treaties of a document in order of first mention; sets `ref_id` of the mentions to their local ids."""
    out: list[Cluster] = []
    for m in doc.mentions:
        if m.kind != "treaty":
            continue
        found = _find(doc, out, m)
        if found is None:
            continue
        m.ref_id = found.local_id
        found.mentions.append(m)
    return out


def _find(doc: Document, known: list[Cluster], m: Mention) -> Cluster | None:
    words, years = key_words(m.surface)
    kind = kind_of(m.surface)
    if m.form == "named":
        return _same_name(known, words, years, kind) or _open(known, m, words, years, kind)
    before = doc.text[max(0, m.start - 70) : m.start].lower()
    indefinite = re.search(r"\b(an?|another|series of|several|two|three|any|no|some)\s+(?:\w+\s+)?$", before) is not None
    if m.form == "described":
        same = _same_description(known, words, kind)
        if same is not None:
            return same
        if indefinite or len(words) >= 2 or m.rule_id == "treaty.described":
            return _open(known, m, words, years, kind)
        return _recent(known, kind, m.start)
    if m.form == "anaphor":
        return _recent(known, kind, m.start)
    return None


def _open(known: list[Cluster], m: Mention, words: set[str], years: set[str], kind: str) -> Cluster:
    made = Cluster(f"t{len(known) + 1}", kind, words, years, named=m.form == "named", draft="draft" in words, proposed="proposed" in words)
    known.append(made)
    return made


def _same_name(known: list[Cluster], words: set[str], years: set[str], kind: str) -> Cluster | None:
    best: tuple[float, int] | None = None
    for i, c in enumerate(known):
        if years and c.years and not years & c.years:
            continue
        if not words:
            if years and years & c.years and family(c.kind) == family(kind):
                return _learn(c, words, years)
            continue
        if ("draft" in words) != c.draft:
            continue
        shared = len(words & c.words)
        if not shared:
            continue
        overlap = shared / min(len(words), len(c.words))
        # A shorter name must lie within the longer one: the Trade Agreement is not the Payments Agreement.
        if overlap == 1.0 and (family(c.kind) == family(kind) or shared >= 2 or c.named):
            score = (overlap * shared, i)
            if best is None or score > best:
                best = score
    return _learn(known[best[1]], words, years) if best is not None else None


def _learn(c: Cluster, words: set[str], years: set[str]) -> Cluster:
    c.words |= words
    c.years |= years
    return c


def _same_description(known: list[Cluster], words: set[str], kind: str) -> Cluster | None:
    if not words:
        return None
    for c in reversed(known):
        if words <= c.words and family(c.kind) == family(kind) and ("draft" in words) == c.draft:
            return c
    return None


def _recent(known: list[Cluster], kind: str, position: int) -> Cluster | None:
    """The treaty that `the pact` takes up: the last of its own word's kind, else the last of any kind near by."""
    own = [c for c in known if c.kind == kind]
    if own:
        return max(own, key=lambda c: c.last)
    near = [
        c
        for c in known
        if position - c.last < 1500 and family(c.kind) in ("treaty", "agreement") and family(kind) in ("treaty", "agreement")
    ]
    return max(near, key=lambda c: c.last) if near else None
