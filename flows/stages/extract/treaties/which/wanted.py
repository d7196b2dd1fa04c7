"""The treaty that a mention is looked for among those known so far, and how it opens one of its own."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from flows.stages import edtf
from flows.stages.extract.treaties.facts import Cluster
from flows.stages.extract.treaties.names import family, ordinal_of, printed, several, well_known
from flows.stages.extract.treaties.which.same import learn
from flows.stages.model import Document, Mention
from flows.stages.recognise.wording import name_words, phrase

MADE_ANEW = "treaty.described-right"
"""A description of a treaty by what was done with it alone: a treaty signed at Westport."""
FIRST = 600
"""Characters from the title on within which such a description may be that of the title."""


@dataclass(slots=True)
class Wanted:
    """A mention with what its words tell, and the treaties `near` of those `known` that it may be by what was found out so far."""

    doc: Document
    known: list[Cluster]
    dated: list[Mention]
    m: Mention
    words: set[str]
    years: set[str]
    kind: str
    near: list[Cluster]
    told: str | None = None

    def keep(self, may_be: Callable[[Cluster], bool]) -> None:
        """Leave of those near the ones that the mention may be."""
        self.near = [c for c in self.near if may_be(c)]

    @property
    def of_year(self) -> list[Cluster]:
        """Those near that no year tells from the mention."""
        return [c for c in self.near if not (self.years and c.years and not self.years & c.years)]

    def dated_so(self, c: Cluster) -> Cluster:
        """A treaty, with the day on which the words around the mention say that it was signed."""
        c.days |= {self.told} if self.told and edtf.precision(self.told) == "day" else set()
        return c

    def open_on(self, date: str | None) -> Cluster:
        """A treaty of its own with the day that it is called by, if that is a day."""
        made = self.open()
        made.days |= {date} if date and edtf.precision(date) == "day" else set()
        return made

    def open(self) -> Cluster:
        """A treaty of its own for the mention, known from here on."""
        doc, m, words = self.doc, self.m, self.words
        before = doc.text[max(0, m.start - 100) : m.start].lower()
        made = Cluster("", self.kind, words, self.years, named=m.form == "named")
        made.draft = "draft" in words or phrase("draft-of").search(before[-30:]) is not None
        made.proposed = "proposed" in words or bool(phrase("proposal").search(m.surface) or phrase("proposed-of").search(before))
        made.ordinal = ordinal_of(printed(m))
        made.known = well_known(printed(m)) if made.named else None
        title = doc.meta.get("title_span")
        made.titled = title is not None and m.form == "named" and title[0] <= m.start < title[1]
        self.known.append(made)
        return made


def topic(known: list[Cluster], m: Mention, words: set[str], kind: str) -> Cluster | None:
    """The treaty of the title, where a description adds nothing that would tell it from that one: `a peace agreement`."""
    other = phrase("added-one").search(m.surface) is not None
    titled = [
        c
        for c in known
        if c.titled and not other and not (m.rule_id == MADE_ANEW and " " not in m.surface and m.start - c.mentions[0].start > FIRST)
    ]
    titled = [
        c for c in titled if several(m) or not all(phrase("names-several").search(x.surface) for x in c.mentions if x.form == "named")
    ]
    if len(titled) != 1 or not words <= name_words("plain") or re.search(r"\b\w+s$", m.surface.split(" ")[-1]) or "draft" in words:
        return None
    agreeable = ("treaty", "agreement", "armistice")
    return titled[0] if family(kind) in agreeable and family(titled[0].kind) in agreeable else None


def absorb(known: list[Cluster], later: Cluster, earlier: Cluster) -> Cluster:
    """Join two treaties that turn out to be one under the first one's place; returns what is left."""
    earlier.mentions = sorted([*earlier.mentions, *later.mentions], key=lambda m: m.start)
    earlier.named, earlier.titled = earlier.named or later.named, earlier.titled or later.titled
    known.remove(later)
    return learn(earlier, later.words, later.years)
