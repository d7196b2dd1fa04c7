"""Treaties: the facts that a document states of each, from its names, the events around it and the words of its sentences."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass, field, replace
from functools import cache

from flows.stages import edtf
from flows.stages.extract.events import Event, Reader
from flows.stages.extract.treaty_clusters import Cluster
from flows.stages.model import Document, Mention, Sentence, Statement
from flows.stages.recognise.gazetteer import Gazetteer
from flows.stages.recognise.treaties import kind_of
from schemas import data

TERM = re.compile(
    r"\b(?:for|of|term of|period of|valid for|next) (?:a (?:period|term) of )?(\w+(?:-\w+)?)[ -]years?\b|\b(\w+)-year\b", re.IGNORECASE
)
NUMBERS = {
    w: i
    for i, w in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty",
        ]
    )
}
NUMBERS |= {"twenty-five": 25, "thirty": 30, "forty": 40, "fifty": 50, "ninety-nine": 99, "hundred": 100}
SIGNING = frozenset(("sign",))
MAKING = {
    "agree": "negotiated",
    "negotiate": "negotiated",
    "publish": "negotiated",
    "conference": "negotiated",
    "propose": "proposed",
    "request": "proposed",
}
LASTING = frozenset(("ratify", "accede", "enter-into-force", "denounce-treaty", "renew"))
BINDING = frozenset(("treaty", "pact", "convention", "protocol", "armistice", "final-act"))
CONTENT = frozenset(("agree", "cede", "transfer-territory", "concede", "recognize", "lend", "aid", "supply", "ally", "withdraw"))
"""Acts by which a treaty does what it says."""
CONTINUES = re.compile(
    r"(?:It|They|Each|Both|Neither|Under (?:its|the) terms|In (?:return|exchange|addition)"
    r"|Its (?:terms|articles|provisions|first|second|third)"
    r"|The (?:treaty|pact|agreement|terms|accord|convention|parties|signatories|two (?:countries|states|sides|powers|governments)))\b"
)
SIGNATORIES = re.compile(
    r"\b(?:signator(?:y|ies)|contracting parties|parties to|(?:nations|states|countries|powers) (?:that )?sign)", re.IGNORECASE
)
LIST_REACH = 400
"""How far before a list of signatories its treaty may be named."""
BY_PARTIES = frozenset(("sign", "agree", "negotiate", "ally", "ratify", "accede", "enter-into-force", "renew", "armistice"))
"""Acts of those who are, or become, parties."""
SOME = re.compile(r"\b(?:an?|any|some) $")
"""Before a name that is no treaty's yet: `if a general European treaty comes into force`."""
MATTER = re.compile(r"\b(?:on|against|concerning|regarding|about|over) [^,]*$")
"""Behind these a treaty's name says what it is about: the Declaration on Iran, a convention against Japan."""
GUESS = 0.5
"""Confidence under which an event names its participants too faintly to make them parties."""
FOCUS = 0.58
"""Share of a text's mentions of states that two of them must have before it may be guessed that a treaty is between those two."""


@dataclass(slots=True)
class Fact:
    """A value with the span that says it."""

    value: str
    original: str | None
    start: int
    end: int
    rule_id: str
    confidence: float


@dataclass(slots=True)
class Treaty:
    """What a document says of one treaty."""

    cluster: Cluster
    facts: dict[str, list[Fact]] = field(default_factory=dict)
    parties: dict[str, Fact] = field(default_factory=dict)
    signatories: dict[str, Fact] = field(default_factory=dict)
    weak: Fact | None = None

    def say(self, name: str, fact: Fact) -> None:
        """Add a value of a field; the same value is kept once."""
        if all(f.value != fact.value for f in self.facts.setdefault(name, [])):
            self.facts[name].append(fact)


@cache
def _obligations() -> list[tuple[str, str, str, re.Pattern[str]]]:
    table = data.rows("rules/obligations", "rule_id", "obligation", "where", "pattern")
    return [(r["rule_id"], r["obligation"], r["where"], re.compile(r["pattern"], re.IGNORECASE)) for r in table]


class TreatyReader:
    """Collects the facts of every treaty of a document whose events are read already."""

    def __init__(self, reader: Reader, clusters: list[Cluster], events: list[Event]) -> None:
        self.reader = reader
        self.doc: Document = reader.doc
        self.gazetteer: Gazetteer = reader.gazetteer
        self.events = events
        self.treaties = [Treaty(c) for c in clusters]
        self.by_id = {t.cluster.local_id: t for t in self.treaties}

    def read(self) -> list[Treaty]:
        """The treaties with all their facts."""
        for e in self.events:
            if e.treaty is not None and e.treaty.ref_id in self.by_id:
                self._from_event(self.by_id[e.treaty.ref_id], e)
        self._from_signatories()
        for t in self.treaties:
            self._from_names(t)
            self._from_sentences(t)
            self._parties_from_context(t)
            if t.weak is not None and "signed" not in t.facts and t.cluster.named:
                t.say("signed", t.weak)
                t.say("signed_basis", replace(t.weak, value="inferred"))
            self._status(t)
        return self.treaties

    def _from_signatories(self) -> None:
        """Parties from a list: the signatories included Belgium, Denmark and Norway."""
        for s in self.doc.sentences:
            found = SIGNATORIES.search(self.doc.text, s.start, s.end)
            if found is None:
                continue
            states = [m for m in self.reader.between(s.start, s.end) if m.kind == "actor" and m.ref_id and self._is_state(m.ref_id)]
            listed = [m for m in states if m.form == "name"]
            named = [m for m in self.reader.between(max(0, s.start - LIST_REACH), s.end) if m.kind == "treaty" and m.ref_id in self.by_id]
            if len(listed) > 2 and named:
                here = [m for m in named if m.start >= s.start] or named[-1:]
                start, end = (s.start, s.end) if s.end - s.start <= 600 else self.reader._clause(found.start(), found.end(), s)
                for m in listed:
                    fact = Fact(self._party(m.ref_id or ""), m.surface, start, end, "treaty.party.list", 0.7)
                    self.by_id[here[0].ref_id or ""].parties.setdefault(m.ref_id or "", fact)

    def _sentence(self, position: int) -> Sentence:
        return self.reader.sentence_at(position)

    def quote(self, m: Mention) -> tuple[int, int]:
        """The sentence of a mention, or its neighbourhood where the sentence is too long to quote."""
        s = self._sentence(m.start)
        if s.end - s.start <= 400:
            return s.start, s.end
        return self.reader._clause(m.start, m.end, s)

    def _from_event(self, t: Treaty, e: Event) -> None:
        action = e.rule.action
        start, end = e.quote
        if action in SIGNING and e.realis == "actual":
            if e.date and e.date_mention is not None and self._fits(t, e.date):
                t.say("signed", Fact(e.date, e.date_mention.surface, start, end, e.rule.rule_id, e.confidence))
                t.say("signed_basis", Fact(e.basis, e.date_mention.surface, start, end, e.rule.rule_id, e.confidence))
            if e.place is not None and e.place.ref_id and self._locative(e.place):
                t.say("place_id", Fact(e.place.ref_id, e.place.surface, start, end, e.rule.rule_id, e.confidence))
            for p in e.participants:
                if p.person_id:
                    value = json.dumps({"actor_id": p.actor_id, "person_id": p.person_id}, sort_keys=True)
                    t.signatories.setdefault(p.person_id, Fact(value, None, start, end, e.rule.rule_id, e.confidence))
        ratified = "ratif" in self.doc.text[start:end]
        if (
            action == "negotiate"
            and e.rule.pos == "verb"
            and not ratified
            and e.realis == "actual"
            and e.date
            and e.date_mention is not None
        ):
            t.weak = t.weak or Fact(e.date, e.date_mention.surface, start, end, e.rule.rule_id, 0.4)
        # Whom only a pronoun or the subject of the text stands for is a party in a text about two states alone.
        sure = e.confidence >= GUESS or self.reader.discourse.focus >= FOCUS
        if sure and e.realis == "actual" and action in BY_PARTIES:
            for p in e.participants:
                actor = self.gazetteer.actors.get(p.actor_id or "")
                if (
                    actor is not None
                    and actor.kind in ("state", "government-in-exile", "international-organisation")
                    and p.role != "target"
                ):
                    role = "acceding" if action == "accede" else "signatory"
                    fact = Fact(self._party(actor.actor_id, role), None, start, end, e.rule.rule_id, e.confidence)
                    t.parties.setdefault(actor.actor_id, fact)

    @staticmethod
    def _fits(t: Treaty, date: str) -> bool:
        """Whether a date agrees with the year of the treaty's name: of several treaties signed in one breath each has its own."""
        return not t.cluster.years or any(edtf.compatible(date, year) for year in t.cluster.years)

    def _locative(self, place: Mention) -> bool:
        return re.search(r"\b(?:in|at|near)\s+(?:the\s+)?$", self.doc.text[max(0, place.start - 12) : place.start].lower()) is not None

    @staticmethod
    def _party(actor_id: str, role: str = "signatory") -> str:
        return json.dumps({"actor_id": actor_id, "role": role}, sort_keys=True)

    def _from_names(self, t: Treaty) -> None:
        mentions = [m for m in t.cluster.mentions if m.form in ("named", "described")]
        named = [m for m in mentions if m.form == "named"] or mentions
        best = max(named, key=lambda m: (len(m.surface) if len(m.surface) <= 160 else 0, -m.start))
        for m in mentions:
            start, end = self.quote(m)
            name = clean_name(m.surface if m.rule_id != "treaty.described" else re.split(r" (?:between|with) ", m.surface)[0])
            t.say("name" if m is best else "aliases", Fact(name, m.surface, start, end, m.rule_id, m.confidence))
            for rule_id, obligation, where, pattern in _obligations():
                if where == "name" and pattern.search(m.surface):
                    t.say(obligation, Fact("true", m.surface, start, end, rule_id, 0.7))
            for other in self.reader.between(m.start, m.end):
                matter = MATTER.search(self.doc.text[m.start : other.start]) is not None
                if other.kind == "actor" and other.end <= m.end and other.ref_id and self._is_state(other.ref_id) and not matter:
                    t.parties.setdefault(
                        other.ref_id, Fact(self._party(other.ref_id), other.surface, start, end, "treaty.party.name", 0.75)
                    )
            if "signed" not in t.facts and (year := re.search(r"\b1[5-9]\d\d\b", m.surface)) and m.form == "named":
                t.say("signed", Fact(year.group(), year.group(), start, end, "treaty.signed.name", 0.6))
                t.say("signed_basis", Fact("stated", year.group(), start, end, "treaty.signed.name", 0.6))
            if "secret" in t.cluster.words:
                t.say("secret", Fact("true", m.surface, start, end, "treaty.secret", 0.7))
            self._term(t, m.surface, start, end)
        kinds = Counter(kind_of(m.surface) for m in named)
        kind = max(sorted(kinds), key=lambda k: (kinds[k], k == kind_of(best.surface)))
        t.say("kind", Fact(kind, best.surface, *self.quote(best), best.rule_id, 0.8))
        if t.facts.get("aliases"):
            names = {f.value for f in t.facts["name"]}
            t.facts["aliases"] = [f for f in t.facts["aliases"] if f.value not in names]

    def _term(self, t: Treaty, text: str, start: int, end: int) -> None:
        found = TERM.search(text)
        if found:
            word = (found.group(1) or found.group(2)).lower()
            years = int(word) if word.isdigit() else NUMBERS.get(word)
            if years and years <= 100:
                t.say("term_years", Fact(str(years), found.group(), start, end, "treaty.term", 0.6))

    def _is_state(self, actor_id: str) -> bool:
        actor = self.gazetteer.actors.get(actor_id)
        return actor is not None and actor.kind in ("state", "government-in-exile")

    def _from_sentences(self, t: Treaty) -> None:
        for m in t.cluster.mentions:
            start, end = self.quote(m)
            if m.form != "bare" and self._speaks_of(m):
                self._obliges(t, m.end, end, start)
                self._term(t, self.doc.text[m.end : end], start, end)
                following = self._continuation(m)
                if following is not None:
                    self._obliges(t, following.start, following.end, following.start)
        for e in self.events:
            if e.treaty is not None and e.treaty.ref_id == t.cluster.local_id and e.rule.action in CONTENT and e.realis == "actual":
                self._obliges(t, e.trigger[0], e.quote[1], e.quote[0])

    def _obliges(self, t: Treaty, low: int, high: int, start: int) -> None:
        """The obligations that text[low:high] names; the quote goes back to `start`."""
        for rule_id, obligation, where, pattern in _obligations():
            if where == "text" and (found := pattern.search(self.doc.text, low, high)):
                t.say(obligation, Fact("true", found.group(), start, high, rule_id, 0.6))

    def _continuation(self, m: Mention) -> Sentence | None:
        """The next sentence of the passage where it goes on to tell what the treaty says: It also limited ..."""
        s = self._sentence(m.start)
        following = self.doc.sentences[s.sentence_no + 1] if s.sentence_no + 1 < len(self.doc.sentences) else None
        if following is None or following.passage_no != s.passage_no or following.end - following.start > 600:
            return None
        return following if CONTINUES.match(self.doc.text, following.start, following.end) else None

    def _speaks_of(self, m: Mention) -> bool:
        """Whether the sentence tells what the treaty says: the treaty stands before a verb or a by-the-terms-of phrase."""
        after = self.doc.text[m.end : m.end + 60]
        return bool(
            re.match(
                r"[^,.;]{0,25}\b(?:which|that|who|to|was|were|is|gave|set|had|would|also|and|provid\w+|establish\w*|limit\w*|[a-z]+ed|[a-z]+ing)\b",
                after,
            )
        ) or bool(re.search(r"\b(?:under|by|terms of|according to)\b[^.]{0,30}$", self.doc.text[max(0, m.start - 40) : m.start].lower()))

    def _parties_from_context(self, t: Treaty) -> None:
        for m in t.cluster.mentions:
            if len(t.parties) >= 2:
                return
            s = self._sentence(m.start)
            tail = self.doc.text[m.end : min(s.end, m.end + 90)]
            phrase = re.match(r"[^,.;:]{0,40}?\b(between|with|among)\b", tail)
            if phrase:
                start, end = self.quote(m)
                for other in self.reader.between(m.end, m.end + 90):
                    if other.kind == "actor" and other.end <= s.end and other.ref_id and self._is_state(other.ref_id):
                        t.parties.setdefault(
                            other.ref_id, Fact(self._party(other.ref_id), other.surface, start, end, "treaty.party.phrase", 0.6)
                        )
        if len(t.parties) < 2 and self.reader.discourse.focus >= FOCUS:
            self._nearest_parties(t)

    def _nearest_parties(self, t: Treaty) -> None:
        """States that the sentences about the treaty name as doing something, else those that the text is about."""
        near: Counter[str] = Counter()
        spans: dict[str, tuple[int, int]] = {}
        for m in t.cluster.mentions[:3]:
            s = self._sentence(m.start)
            for other in self.reader.between(s.start, s.end):
                if other.kind == "actor" and other.ref_id and self._is_state(other.ref_id) and not (m.start <= other.start < m.end):
                    near[other.ref_id] += 1
                    spans.setdefault(other.ref_id, self.quote(m))
        chosen = [a for a in self.reader.discourse.main if a in near] or sorted(near, key=lambda a: (-near[a], a))[:2]
        for actor_id in chosen:
            if len(t.parties) < 2:
                t.parties.setdefault(actor_id, Fact(self._party(actor_id), None, *spans[actor_id], "treaty.party.near", 0.4))
        if not t.parties and t.cluster.kind in BINDING and len(t.cluster.mentions) > 1:
            for actor_id in self.reader.discourse.main:
                if len(t.parties) < 2:
                    t.parties.setdefault(
                        actor_id, Fact(self._party(actor_id), None, *self.quote(t.cluster.mentions[0]), "treaty.party.topic", 0.3)
                    )

    def _status(self, t: Treaty) -> None:
        mine = [e for e in self.events if e.treaty is not None and e.treaty.ref_id == t.cluster.local_id]
        actions = {e.rule.action for e in mine if e.realis == "actual"}
        m = t.cluster.mentions[0]
        start, end = self.quote(m)
        if t.cluster.draft:
            status, rule = "draft", "treaty.status.draft"
        elif "sign" in actions or actions & LASTING or "signed" in t.facts:
            status, rule = "signed", "treaty.status.act"
        elif t.cluster.proposed:
            status, rule = "proposed", "treaty.status.proposed"
        elif t.cluster.named and t.cluster.kind in BINDING and not SOME.search(self.doc.text[max(0, m.start - 6) : m.start]):
            status, rule = "signed", "treaty.status.name"
        elif actions & set(MAKING):
            status, rule = ("negotiated" if any(MAKING.get(a) == "negotiated" for a in actions) else "proposed"), "treaty.status.making"
        elif t.cluster.kind in ("agreement", "declaration", "communique"):
            status, rule = "negotiated", "treaty.status.kind"
        else:
            status, rule = "unknown", "treaty.status.none"
        t.say("status", Fact(status, None, start, end, rule, 0.6))


def clean_name(surface: str) -> str:
    """A treaty's name without quotation marks, brackets at its end and running punctuation."""
    return re.sub(r"\s+", " ", surface.replace("“", "").replace("”", "")).strip(" ,.;:")


def statements(treaties: list[Treaty], reader: TreatyReader) -> list[Statement]:
    """The statements of every treaty."""
    out: list[Statement] = []
    for t in treaties:
        local = t.cluster.local_id

        def say(name: str | None, f: Fact, local: str = local) -> None:
            out.append(
                Statement(local, "treaties", name, f.value if name else None, f.original, f.start, f.end, f.rule_id, round(f.confidence, 2))
            )

        first = next((m for m in t.cluster.mentions if m.form in ("named", "described")), t.cluster.mentions[0])
        start, end = reader.quote(first)
        say(None, Fact("", first.surface, start, end, first.rule_id, first.confidence))
        for name, facts in t.facts.items():
            for f in facts if name == "aliases" else facts[:1]:
                say(name, f)
        for f in t.parties.values():
            say("party", f)
        for f in t.signatories.values():
            say("signatory", f)
    return out
