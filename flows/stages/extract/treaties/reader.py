"""Treaties: the facts that a document states of each, from its names, the events around it and the words of its sentences."""

from __future__ import annotations

from flows.stages import edtf
from flows.stages.actions import acts
from flows.stages.extract import quotes
from flows.stages.extract.events.reader import Event, Reader
from flows.stages.extract.treaties import days, deeds, entries, from_acts, from_names, labelled, lives, meetings, places, status, terms
from flows.stages.extract.treaties.facts import Cluster, Fact, Treaty
from flows.stages.extract.treaties.fragments import fragment
from flows.stages.extract.treaties.telling import told_of
from flows.stages.extract.treaties.whose import called_after
from flows.stages.extract.treaties.whose.parties import PartyReader
from flows.stages.model import Document, Mention, Sentence
from flows.stages.recognise.gazetteer import Gazetteer
from flows.stages.recognise.kinds import actor_kinds
from flows.stages.recognise.wording import phrase

QUOTE = 400
"""Characters of the longest sentence that is quoted whole."""
UNSIGNED = ("draft", "proposed", "negotiated")
"""The statuses of what has no signature yet."""


class TreatyReader:
    """Collects the facts of every treaty of a document whose events are read already."""

    def __init__(self, reader: Reader, clusters: list[Cluster], events: list[Event]) -> None:
        self.reader = reader
        self.doc: Document = reader.doc
        self.gazetteer: Gazetteer = reader.gazetteer
        self.events = events
        self.dates = days.dates(reader.doc)
        self.treaties = [Treaty(c) for c in clusters]
        self.subjects = terms.subjects(self)
        self.by_id = {t.cluster.local_id: t for t in self.treaties}

    def read(self) -> list[Treaty]:
        """The treaties with all their facts."""
        deeds.signed_behind(self)
        lives.begun(self)
        from_acts.read(self)
        parties = PartyReader(self)
        parties.read()
        labelled.signers(self)
        for t in self.treaties:
            from_names.read(self, t)
            terms.from_text(self, t)
            terms.of_subject(self, t)
            entries.read(self, t)
            meetings.read(self, t)
            parties.complete(t)
            status.read(self, t)
            called_after.signed_by(self, t)
            self._settle_signing(t)
            places.read(self, t)
            t.refine("signed")
            lives.ended(self, t)
        self._drop_fragments()
        return self.treaties

    def _settle_signing(self, t: Treaty) -> None:
        """Take back the year of a plan, which is when it was made, and fall back on the weaker date of what has a signature."""
        unsigned = t.facts["status"][0].value in UNSIGNED or not status.may_be_signed(t)
        if t.cluster.kind == "plan" and unsigned and all(f.rule_id == "treaty.signed.name" for f in t.facts.get("signed", ())):
            t.facts.pop("signed", None)
            t.facts.pop("signed_basis", None)
        if t.weak is not None and "signed" not in t.facts and (t.cluster.named or t.made) and not unsigned:
            t.say_signed(t.weak, "inferred")

    def _drop_fragments(self) -> None:
        """Leave out descriptions of which nothing is told: neither who, nor when, nor where, nor how far they came."""
        done = [e for e in self.events if e.rule.action in acts("on-treaty-in-being") and e.realis == "actual"]
        upon = {e.treaty.ref_id for e in done if e.treaty is not None}
        fragments = [t for t in self.treaties if fragment(t) and t.cluster.local_id not in upon]
        for t in [t for t in fragments if not told_of(self.doc, t.cluster.mentions, t.cluster.kind)]:
            self.treaties.remove(t)
            del self.by_id[t.cluster.local_id]
            for m in t.cluster.mentions:
                m.ref_id = None

    @staticmethod
    def fact(value: str, original: str | None, quote: tuple[int, int], rule_id: str, confidence: float) -> Fact:
        """A value with its evidence."""
        return Fact(value, original, *quote, rule_id, confidence)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The sentence of text[start:end], or the clause around it where the sentence is too long to quote."""
        s = self.sentence(start)
        if s.end - s.start <= QUOTE:
            return s.start, s.end
        return quotes.clause(self.doc.text, start, min(end, s.end), s)

    def quote(self, m: Mention) -> tuple[int, int]:
        """The sentence of a mention, or its neighbourhood where the sentence is too long to quote."""
        return self.span(m.start, m.end)

    def sentence(self, position: int) -> Sentence:
        """The sentence of a position."""
        return self.reader.sentence_at(position)

    @staticmethod
    def fits(t: Treaty, date: str) -> bool:
        """Whether a date agrees with the year of the treaty's name: of several treaties signed in one breath each has its own."""
        return not t.cluster.years or any(edtf.compatible(date, year) for year in t.cluster.years)

    def locative(self, place: Mention) -> bool:
        """Whether a place stands where something happens: in Westport."""
        return phrase("where").search(self.doc.text[max(0, place.start - 12) : place.start]) is not None

    def is_state(self, actor_id: str) -> bool:
        """Whether an actor is a state or a government in exile."""
        actor = self.gazetteer.actors.get(actor_id)
        return actor is not None and actor.kind in actor_kinds("states")
