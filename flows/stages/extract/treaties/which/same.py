"""Which of the treaties named so far a name or a description means by the words that it shares with one, and by the year."""

from __future__ import annotations

import bisect
import re

from flows.stages.extract.treaties.facts import Cluster
from flows.stages.extract.treaties.names import family, key_words, kinds, ordinal_of, printed, well_known
from flows.stages.model import Document, Mention

TWO_SIDES = re.compile(r"([A-Z][\w.]+)[-–]([A-Z][\w.]+)\b")
"""Whose treaty it is, by two sides: the Westport-Oslo pact."""

LONG = 4
"""How many words of its own a name has that no single one of them stands for."""


def same_name(known: list[Cluster], m: Mention, words: set[str], years: set[str], kind: str) -> Cluster | None:
    """The treaty named so far that shares most words with a name and differs in no year, number or kind; of two alike the later."""
    best: tuple[float, int] | None = None
    ordinal = ordinal_of(printed(m))
    own = well_known(printed(m))
    for c in known:
        if own and c.known == own and not (years and c.years and not years & c.years):
            return learn(c, words, years)
    for i, c in enumerate(known):
        if ordinal and ordinal != (c.ordinal or "first"):
            continue
        if years and c.years and not years & c.years:
            continue
        if (own and c.known and own != c.known) or (c.known and not own and _between_two(m, c.words)):
            continue
        if "armistice" in (family(kind), family(c.kind)) and family(kind) != family(c.kind):
            continue
        if not words:
            if years and years & c.years and family(c.kind) == family(kind):
                return learn(c, words, years)
            if years and years & c.years and c.named and {family(c.kind), family(kind)} == {"treaty", "agreement"}:
                return learn(c, words, years)
            continue
        if ("draft" in words) != ("draft" in c.words):
            continue
        shared = len(words & c.words)
        if not shared:
            if not c.words and years & c.years and family(c.kind) == family(kind):
                return learn(c, words, years)
            continue
        overlap = shared / min(len(words), len(c.words))
        # A shorter name must lie within the longer one: the Trade Agreement is not the Payments Agreement.
        apart = bool({kind, c.kind} & (kinds("paper") | {"protocol"})) and family(kind) != family(c.kind)
        # One word of a long name is none: the Antarctic Treaty is no Convention on the Conservation of Antarctic Seals.
        scattered = shared == 1 and kind != c.kind and max(len(words), len(c.words)) >= LONG
        if overlap == 1.0 and not scattered and (family(c.kind) == family(kind) or shared >= 2 or (c.named and not apart)):
            score = (overlap * shared, i)
            if best is None or score > best:
                best = score
    return learn(known[best[1]], words, years) if best is not None else None


def _between_two(m: Mention, words: set[str]) -> bool:
    """Whether a name has as one of its two sides those who are called by another treaty: a Danish-Westport pact, of the Westport Pact."""
    sides = TWO_SIDES.search(m.surface)
    return sides is not None and any(words == key_words(side)[0] for side in sides.groups())


def learn(c: Cluster, words: set[str], years: set[str]) -> Cluster:
    """The treaty, which from here on is known by these words and years too."""
    c.words |= words
    c.years |= years
    return c


def called_of_year(known: list[Cluster], years: set[str], kind: str) -> Cluster | None:
    """The treaty that `the treaty of 1795 with Norway` takes up: the last one of that year and kind."""
    alike = [c for c in known if family(c.kind) == family(kind) and (years & c.years or any(d[:4] in years for d in c.days))]
    return learn(max(alike, key=lambda c: c.last), set(), years) if alike else None


def of_dated(doc: Document, known: list[Cluster], m: Mention, years: set[str], kind: str) -> Cluster | None:
    """The treaty that `the 1931 treaty` takes up: the last one named whose sentence tells of that year, and of which no year is known."""
    alike = [c for c in known if c.named and not c.years and family(c.kind) == family(kind)]
    for c in sorted(alike, key=lambda c: -c.last):
        for x in c.mentions:
            s = doc.sentence_at(x.start)
            low, high = (bisect.bisect_left(doc.mentions, at, key=lambda d: d.start) for at in (s.start, s.end))
            inside = doc.mentions[low:high]
            if s.end <= m.start and any(d.kind == "date" and d.value and d.value[:4] in years for d in inside):
                return c
    return None


def same_description(known: list[Cluster], words: set[str], kind: str) -> Cluster | None:
    """The last treaty named that has all the words of a description and is of its kind; none for a description without words."""
    if not words:
        return None
    for c in reversed(known):
        alike = family(c.kind) == family(kind) or (words == c.words and {family(c.kind), family(kind)} == {"treaty", "agreement"})
        if words <= c.words and alike and ("draft" in words) == c.draft:
            return c
    return None

