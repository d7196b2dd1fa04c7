"""Treaties: the facts that a document states of each, from its names, the events around it and the words of its sentences."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import replace

from flows.stages import edtf
from flows.stages.actions import acts
from flows.stages.extract import quotes
from flows.stages.extract.events.reader import Event, Reader
from flows.stages.extract.events.when import spans
from flows.stages.extract.events.who import counterparts
from flows.stages.extract.treaties import beside, days, deeds, entries, lives, makers, meetings, places, status, terms
from flows.stages.extract.treaties.facts import Cluster, Fact, Treaty
from flows.stages.extract.treaties.forms import clean_name, forms
from flows.stages.extract.treaties.fragments import collective, fragment
from flows.stages.extract.treaties.guesses import FOCUS, party
from flows.stages.extract.treaties.names import of_many, plural_for_one, printed
from flows.stages.extract.treaties.parties import PartyReader
from flows.stages.extract.treaties.telling import told_of
from flows.stages.genres import NARRATIVE
from flows.stages.model import Document, Mention, Sentence
from flows.stages.recognise.gazetteer import Gazetteer
from flows.stages.recognise.kinds import actor_kinds
from flows.stages.recognise.treaties.going_on import ANOTHER_RULE
from flows.stages.recognise.treaties.heads import kind_of, says_kind
from flows.stages.recognise.wording import phrase

IN_NAME = 0.75
"""Confidence of a party that stands in the words that name a treaty."""
REACH = 900
"""How far before the plural of an act its treaties are named, in characters: these two treaties were signed."""
OF_DATE = re.compile(r",? ?(?:of|\((?:[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?, )?)? ?")
"""Between a treaty's name and its date."""
NEAR = 30
"""How far behind a name its date may stand, in characters: the Trade Treaty (Westport, 4 May 1931)."""
GOES_ON = re.compile(r"(?:,|,? (?:and|AND|&)) (?:the |THE )?[A-Z]")
"""Behind a name in a heading that is more than the name so far."""
SIDED = re.compile(r" (?:between|with) (?:(?! (?:under|by|through|in|on|for|over|about|to)\b).)*$")
"""Between a treaty and one of its sides, but not what it is about or how it was made."""
SURE = 0.8
"""Share of a rule's confidence under which an event has its participants from the context and not from its clause."""


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
        for e in self.events:
            if e.treaty is not None and e.treaty.ref_id in self.by_id:
                for t in [self.by_id[e.treaty.ref_id], *self._taken_together(e)]:
                    self._from_event(t, e)
        parties = PartyReader(self)
        parties.read()
        for t in self.treaties:
            self._from_names(t)
            terms.from_text(self, t)
            terms.of_subject(self, t)
            entries.read(self, t)
            meetings.read(self, t)
            parties.complete(t)
            status.read(self, t)
            makers.signed_by(self, t)
            unsigned = t.facts["status"][0].value in ("draft", "proposed", "negotiated") or not status.may_be_signed(t)
            if t.cluster.kind == "plan" and unsigned and all(f.rule_id == "treaty.signed.name" for f in t.facts.get("signed", ())):
                t.facts.pop("signed", None)  # the year of a plan is when it was made
                t.facts.pop("signed_basis", None)
            if t.weak is not None and "signed" not in t.facts and (t.cluster.named or t.made) and not unsigned:
                t.say("signed", t.weak)
                t.say("signed_basis", replace(t.weak, value="inferred"))
            places.read(self, t)
            t.refine("signed")
            lives.ended(self, t)
        self._drop_fragments()
        return self.treaties

    def _taken_together(self, e: Event) -> list[Treaty]:
        """The other treaties that the plural of an act takes up with the last one: these two treaties were signed."""
        m = e.treaty
        if m is None or m.form != "anaphor" or e.rule.action not in acts("of-several-treaties"):
            return []
        words = self.doc.text[max(self._sentence(m.start).start, m.start - 14) : m.end].split()
        spoken = next((s for i in range(len(words)) if phrase("plural-anaphor").match(s := " ".join(words[i:]))), None)
        if spoken is None:
            return []
        told = [(x.start, t) for t in self.treaties if t.cluster.named for x in t.cluster.mentions if m.start - REACH < x.start < m.start]
        recent = list(dict.fromkeys(t.cluster.local_id for _, t in sorted(told, key=lambda x: -x[0]) if t.cluster.local_id != m.ref_id))
        members = recent[: 2 if "three" in spoken else 1]
        whole = [t for t in self.treaties if t.cluster.named and t.cluster.mentions[0].start < m.start and collective(t)]
        return [self.by_id[local] for local in dict.fromkeys([*members, *(t.cluster.local_id for t in whole[-1:])])]

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
        s = self._sentence(start)
        if s.end - s.start <= 400:
            return s.start, s.end
        return quotes.clause(self.doc.text, start, min(end, s.end), s)

    def _sentence(self, position: int) -> Sentence:
        return self.reader.sentence_at(position)

    def quote(self, m: Mention) -> tuple[int, int]:
        """The sentence of a mention, or its neighbourhood where the sentence is too long to quote."""
        return self.span(m.start, m.end)

    def _from_event(self, t: Treaty, e: Event) -> None:
        action = e.rule.action
        start, end = e.quote
        own = t.cluster.local_id
        participants = [*e.participants, *counterparts.beside(self.reader, e)] if action == "sign" else e.participants
        if action == "sign" and e.realis == "actual" and not status.wished(self, e):
            initialled = phrase("initials").match(self.doc.text, *e.trigger) is not None
            if initialled and e.date and e.date_mention is not None and self.fits(t, e.date):
                t.weak = t.weak or Fact(e.date, e.date_mention.surface, start, end, e.rule.rule_id, 0.5)
            day = None if initialled else days.own(self.events, e, self.dates, self._sentence(e.trigger[0]).end)
            if day is not None and day is not e.date_mention and self.fits(t, str(day.value)):
                t.say("signed", Fact(str(day.value), day.surface, start, end, e.rule.rule_id, e.confidence))
                t.say("signed_basis", Fact("stated", day.surface, start, end, e.rule.rule_id, e.confidence))
            elif (
                not initialled
                and (told := e.date_mention) is not None
                and e.date
                and self.fits(t, e.date)
                and beside.of_signing(self, told, own)
            ):
                t.say("signed", Fact(e.date, told.surface, start, end, e.rule.rule_id, e.confidence))
                t.say("signed_basis", Fact(e.basis, told.surface, start, end, e.rule.rule_id, e.confidence))
            elif (entry := days.of_entry(self.doc, self.dates, e)) is not None and self.fits(t, str(entry.value)):
                t.say("signed", Fact(str(entry.value), entry.surface, start, end, e.rule.rule_id, e.confidence))
                t.say("signed_basis", Fact("stated", entry.surface, start, end, e.rule.rule_id, e.confidence))
            elif e.date_mention is None and (within := self._within(e)) is not None and self.fits(t, within):
                t.say("signed", Fact(within, None, start, end, e.rule.rule_id, 0.5))
                t.say("signed_basis", Fact("inferred", None, start, end, e.rule.rule_id, 0.5))
            there = self.locative(e.place) if e.place is not None and not (initialled and self._signed_elsewhere(e)) else False
            if there and e.place is not None and e.place.ref_id and not self.gazetteer.actor_of_place(e.place.ref_id):
                t.say("place_id", Fact(e.place.ref_id, e.place.surface, start, end, e.rule.rule_id, e.confidence))
            for p in participants:
                if p.person_id and self._signs(e, p.person_id):
                    value = json.dumps({"actor_id": p.actor_id, "person_id": p.person_id}, sort_keys=True)
                    t.signatories.setdefault(p.person_id, Fact(value, None, start, end, e.rule.rule_id, e.confidence))
        deeds.issue(t, e, self.doc.text)
        ratified = "ratif" in self.doc.text[start:end]
        lapsed = e.date_mention is not None and phrase("lapses").search(
            self.doc.text, e.trigger[1], max(e.trigger[1], e.date_mention.start)
        )
        concluded = (action == "negotiate" or (action == "agree" and not e.borrowed)) and e.rule.pos == "verb" and not ratified
        if (
            (concluded or (e.rule.of_treaty and not lapsed))
            and e.realis == "actual"
            and e.date
            and e.date_mention is not None
            and self.fits(t, e.date)
        ):
            t.weak = t.weak or Fact(e.date, e.date_mention.surface, start, end, e.rule.rule_id, 0.4)
        # Whom only the context stands for is a party in a text about two states alone.
        two = self.reader.discourse.focus >= FOCUS and not (e.rule.of_treaty or of_many(t.cluster.mentions))
        sure = e.confidence >= SURE * e.rule.confidence or two
        bound = not e.rule.of_treaty or phrase("binding-verb").match(self.doc.text, *e.trigger) is not None
        bound = bound and phrase("mediating").match(self.doc.text, *e.trigger) is None
        if bound and e.realis == "actual" and action in acts("becoming-party"):
            elsewhere = beside.sides_of_others(self, t, e)
            left = [p for p in e.participants if p.actor_id not in elsewhere]
            if action == "sign" and e.treaty is not None and e.treaty.ref_id == own and left:
                e.participants = left
            between = beside.between(self, t) if action in acts("arranged-for-others") else set()
            for p in participants:
                if between and p.actor_id not in between:
                    continue  # he negotiated a truce between two others
                if p.actor_id in elsewhere:
                    continue  # the treaties with Norway and those with Sweden were signed in one breath
                if not sure and not (action == "sign" and p.person_id and p.actor_id):
                    continue
                if e.borrowed and e.confidence < SURE * e.rule.confidence and p.actor_id not in self.reader.discourse.main:
                    continue
                actor = self.gazetteer.actors.get(p.actor_id or "")
                if actor is not None and actor.kind == "government-body" and action == "sign":
                    actor = self.gazetteer.actors.get(self.gazetteer.owner(actor.actor_id, e.date) or "", actor)
                pronoun = e.confidence < e.rule.confidence
                if (
                    actor is not None
                    and not (actor.kind == "international-organisation" and (pronoun or action not in acts("organisations-join")))
                    and (
                        actor.kind in actor_kinds("treaty-sides")
                        or (action == "sign" and p.role == "party" and actor.kind in actor_kinds("signing-bodies"))
                        or (action in acts("peace-with-rebels") and actor.kind in actor_kinds("rebels"))
                    )
                    and p.role != "target"
                ):
                    role = "acceding" if action == "accede" else "signatory"
                    sides = t.factions if actor.kind in actor_kinds("movements") else t.parties
                    sides.setdefault(actor.actor_id, Fact(party(actor.actor_id, role), None, start, end, e.rule.rule_id, e.confidence))

    def _signed_elsewhere(self, e: Event) -> bool:
        """Whether a treaty that is initialled in one act is signed in another, which has its place."""
        of_it = e.treaty.ref_id if e.treaty is not None else None
        return any(x.treaty.ref_id == of_it for x in self.events if x is not e and x.rule.action == "sign" and x.treaty is not None)

    def _within(self, e: Event) -> str | None:
        """The time that its sentence gives an act from where the story stands: within six months they signed the treaty."""
        sentence = self._sentence(e.trigger[0])
        found = spans.of(self.reader, e, sentence) if sentence.date and self.doc.genre in NARRATIVE else None
        return found if found and ".." not in found else None

    def _signs(self, e: Event, person_id: str) -> bool:
        """Whether an act is a person's own: not that of the envoys whom he sent, nor his only because he dealt with others before."""
        told = [m for m in self.reader.between(*e.quote) if m.kind == "person" and m.ref_id == person_id]
        own = [m for m in told if not phrase("sent-by").search(self.doc.text[max(0, m.start - 60) : m.start])]
        return bool(own) if told else not e.borrowed

    @staticmethod
    def fits(t: Treaty, date: str) -> bool:
        """Whether a date agrees with the year of the treaty's name: of several treaties signed in one breath each has its own."""
        return not t.cluster.years or any(edtf.compatible(date, year) for year in t.cluster.years)

    def locative(self, place: Mention) -> bool:
        """Whether a place stands where something happens: in Westport."""
        return re.search(r"\b(?:in|at|near)\s+(?:the\s+)?$", self.doc.text[max(0, place.start - 12) : place.start].lower()) is not None

    def _from_names(self, t: Treaty) -> None:
        mentions = [m for m in t.cluster.mentions if m.form in ("named", "described")]
        named = [m for m in mentions if m.form == "named"] or mentions
        best = max(named, key=lambda m: (len(printed(m)) if len(printed(m)) <= 160 else 0, -m.start))
        for m in mentions:
            start, end = self.quote(m)
            self._with_person(t, m)
            if m.value and m.rule_id not in ("treaty.anaphor", ANOTHER_RULE):
                t.say("aliases", Fact(clean_name(self._breath(m)), m.surface, start, end, m.rule_id, m.confidence))
            if m is best or self._names(m, best):
                for n, form in enumerate(forms(self.doc, m)):
                    use = "name" if m is best and n == 0 else "aliases"
                    t.say(use, Fact(form, m.surface, start, end, m.rule_id, m.confidence))
            of_day = self._day_behind(m) if m.form == "described" and self.doc.text.startswith(" of ", m.end) else None
            if of_day is not None:  # a convention of 8 November
                t.say("aliases", Fact(f"{clean_name(m.surface)} of {of_day.surface}", m.surface, start, end, m.rule_id, m.confidence))
            if m is best or not plural_for_one(m, best):
                terms.from_name(self, t, m)
            for other in self.reader.between(m.start, m.end):
                matter = phrase("matter").search(self.doc.text[m.start : other.start]) is not None
                if other.kind == "actor" and other.end <= m.end and other.ref_id and self.may_be_side(m, other) and not matter:
                    before = t.parties.get(other.ref_id)
                    if before is None and any(beside.succeeds(self.gazetteer, other.ref_id, a) for a in t.parties):
                        continue  # signed for the Federal Republic: a Franco-German treaty
                    if before is None or before.confidence <= IN_NAME:
                        t.parties[other.ref_id] = Fact(party(other.ref_id), other.surface, start, end, "treaty.party.name", IN_NAME)
            told = m.form == "named" or self._of_day(m)
            found = self._dated(m) if told else beside.year_behind(self.doc, m)
            found = found if found and not days.to_come(self.doc, found[0]) else None
            known = t.facts.get("signed", ())
            if found is not None and (not known or edtf.contains(known[0].value, found[0])):
                t.say("signed", Fact(*found, start, end, "treaty.signed.name", 0.6))
                t.say("signed_basis", Fact("stated", found[1], start, end, "treaty.signed.name", 0.6))
            if "secret" in t.cluster.words:
                t.say("secret", Fact("true", m.surface, start, end, "treaty.secret", 0.7))
        self._on_the_day(t, named)
        day = days.of_clause(self.doc, self.dates, mentions[0])
        if day is not None and self.fits(t, str(day.value)):
            t.weak = t.weak or Fact(str(day.value), day.surface, *self.quote(mentions[0]), "treaty.signed.clause", 0.4)
            t.made = True
        deeds.read(self, t, mentions)
        told_as = Counter(kind_of(printed(m)) for m in [x for x in named if says_kind(printed(x))] or named)
        kind = max(sorted(told_as), key=lambda k: (told_as[k], k == kind_of(printed(best))))
        t.say("kind", Fact(kind, best.surface, *self.quote(best), best.rule_id, 0.8))
        if t.facts.get("aliases"):
            names = {f.value for f in t.facts["name"]}
            t.facts["aliases"] = [f for f in t.facts["aliases"] if f.value not in names]

    def may_be_side(self, m: Mention, other: Mention) -> bool:
        """Whether an actor in the words for a treaty may be a party: a state, one of two joined, or another with whom it is made."""
        if other.form == "adjective" and phrase("land-behind").match(self.doc.text, other.end):
            return False
        if m.form == "named" and phrase("land-named").fullmatch(m.surface) and other.form == "name" and other.start == m.start:
            return False  # the Cyprus Convention, which is about the island
        side = self.gazetteer.kind(other.ref_id) in actor_kinds("no-states") and other.form not in ("adjective", "pronoun")
        between = side and SIDED.search(self.doc.text[m.start : other.start]) is not None
        joined = "-" in self.doc.text[other.start - 1 : other.start] + self.doc.text[other.end : other.end + 1]
        return between or (joined and m.form == "named") or self.is_state(str(other.ref_id))

    def _breath(self, m: Mention) -> str:
        """The words that name a treaty together with another: the Treaties of Westport and Eastport."""
        both = [x for x in self.reader.between(m.start - NEAR, m.end + NEAR) if x.kind == "treaty" and x.value]
        text = self.doc.text
        other = next((x for x in both if " and " in (text[x.end : m.start], text[m.end : x.start])), m)
        return text[min(m.start, other.start) : max(m.end, other.end)]

    def _names(self, m: Mention, best: Mention) -> bool:
        """Whether a mention gives its treaty a name: not a plural for one, what it was made into, or the beginning of a heading."""
        text = self.doc.text
        inside = self.doc.passages[m.passage_no].kind in ("heading", "front") or m.surface.isupper()
        cut = inside and GOES_ON.match(text, m.end) is not None
        made_into = m.form == "described" and phrase("predicate").search(text[max(0, m.start - 40) : m.start]) is not None
        return not (plural_for_one(m, best) or cut or made_into)

    def _on_the_day(self, t: Treaty, named: list[Mention]) -> None:
        """The day on which the words behind a name say that it was signed, where no act was read from them."""
        if "signed" in t.facts or len(t.cluster.days) != 1:
            return
        for m in named or t.cluster.mentions:
            s = self._sentence(m.start)
            day = next((d for d in self.reader.between(m.end, s.end) if d.kind == "date" and d.value in t.cluster.days), None)
            entry = days.headed(self.doc, self.dates, m) if day is None else None
            day = entry if entry is not None and entry.value in t.cluster.days else day
            if day is not None:
                t.say("signed", Fact(str(day.value), day.surface, *self.quote(m), "treaty.signed.behind", 0.7))
                t.say("signed_basis", Fact("stated", day.surface, *self.quote(m), "treaty.signed.behind", 0.7))
                return

    def _with_person(self, t: Treaty, m: Mention) -> None:
        """The state for which somebody stands whom a description names as the other side: a treaty with the envoy Brown."""
        for p in self.reader.between(m.start, m.end):
            side = p.for_actor or self.gazetteer.state_of(p.ref_id or "", self._sentence(m.start).date) if p.kind == "person" else None
            movement = self.gazetteer.kind(side) in actor_kinds("movements")
            if side and (self.is_state(side) or movement) and re.search(r"\bwith [^,;]*$", self.doc.text[m.start : p.start]):
                sides = t.factions if movement else t.parties
                sides.setdefault(side, Fact(party(side), p.surface, *self.quote(m), "treaty.party.person", 0.6))
                if t.signatories:
                    value = json.dumps({"actor_id": side, "person_id": p.ref_id}, sort_keys=True)
                    t.signatories.setdefault(p.ref_id or "", Fact(value, p.surface, *self.quote(m), "treaty.signatory.person", 0.6))

    def _of_day(self, m: Mention) -> bool:
        """Whether its date stands right behind a description: the pact of 25 July 1932, an agreement signed in Oslo on 4 May 1931."""
        return self._day_behind(m) is not None

    def _day_behind(self, m: Mention) -> Mention | None:
        text = self.doc.text
        inside = [d for d in self.reader.between(m.start, m.end) if d.kind == "date" and text.endswith(" of ", m.start, d.start)]
        if m.form == "described" and inside and edtf.precision(str(inside[-1].value)) == "day":
            return inside[-1]  # a secret convention between both of 30 July 1907
        for d in self.reader.between(m.end, m.end + days.REACH):
            if d.kind != "date" or not (d.value or "").replace("-", "").isdigit():
                continue
            exact = edtf.precision(str(d.value)) == "day" or (d.form == "full" and text.startswith(" of ", m.end))
            named = exact and edtf.precision(str(d.value)) in ("day", "month") and days.CALLED.fullmatch(text, m.end, d.start) is not None
            done = phrase("act-in-name").search(m.surface) and phrase("dated-there").fullmatch(text, m.end, d.start)
            if named or done or phrase("signed-on").fullmatch(text, m.end, d.start):
                return d
        return None

    def _dated(self, m: Mention) -> tuple[str, str] | None:
        """The date that a name gives, in it or right behind it: the May 1931 agreement, the Trade Treaty of 4 May 1931."""
        text = self.doc.text
        for d in self.reader.between(m.start - NEAR, m.end + NEAR):
            if d.start < m.start and d.end <= m.start:
                continue
            behind = d.start >= m.end and OF_DATE.fullmatch(text, m.end, d.start) is not None
            if (
                d.kind == "date"
                and d.value
                and "/" not in d.value
                and (d.end <= m.end or behind)
                and (re.search(r"\b1[5-9]\d\d\b", d.surface) or ((behind or d.start == m.start) and edtf.precision(d.value) == "day"))
            ):
                return d.value, d.surface
        if (day := self._day_behind(m)) is not None:
            return str(day.value), day.surface
        year = re.search(r"\b1[5-9]\d\d\b", m.surface)
        return (year.group(), year.group()) if year else None

    def is_state(self, actor_id: str) -> bool:
        """Whether an actor is a state or a government in exile."""
        actor = self.gazetteer.actors.get(actor_id)
        return actor is not None and actor.kind in actor_kinds("states")
