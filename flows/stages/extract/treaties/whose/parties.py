"""Who the parties of a treaty are, where no act names them: lists of states, phrases, those who conferred.

Each reading adds to `Treaty.parties` what the surer ones before it have left open; a treaty that has two parties keeps them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from flows.stages.actions import acts
from flows.stages.extract.treaties import deeds
from flows.stages.extract.treaties.names import key_words, kinds
from flows.stages.extract.treaties.telling import never_made
from flows.stages.extract.treaties.whose import bearers, beside, dealt_before, going_on, sides
from flows.stages.extract.treaties.whose.called_after import pair
from flows.stages.extract.treaties.whose.guesses import BACK, GUESSED, Guesses, party
from flows.stages.extract.treaties.whose.lists import Enumeration
from flows.stages.genres import TALKS
from flows.stages.model import Mention, Sentence
from flows.stages.recognise.kinds import actor_kinds
from flows.stages.recognise.treaties.known import between
from flows.stages.recognise.wording import phrase

if TYPE_CHECKING:
    from flows.stages.extract.events.reader import Event
    from flows.stages.extract.treaties.facts import Treaty

WAR = 0.6
"""Confidence of a party that is read from the war that its treaty ended."""
SUBJECT = 14
"""How far into a sentence its subject begins at most, in characters, where the treaty is it."""
LEAD = 60
"""How much ahead of a treaty says what is done with it, in characters."""
LIST = 300
"""How long a list of those may be who made peace, in characters."""
MANY = 3
"""How many states a list must have to tell of a conference."""
ISSUER = "treaty.party.issuer"
"""The rule that finds who issued a paper: one state may do so alone."""


class PartyReader(Guesses):
    """Reads the parties of the treaties of one document."""

    @cached_property
    def written(self) -> list[tuple[Event, bool]]:
        """The acts by which somebody drafts something or makes it known, and whether they draft it."""
        told = ((e, phrase("drafts").search(self.text, *e.trigger) is not None) for e in self.of.events)
        return [(e, drafts) for e, drafts in told if drafts or e.rule.action in acts("made-known")]

    def read(self) -> None:
        """Add the parties that lists of states give, treaty by treaty."""
        for s in self.of.doc.sentences:
            for found in self.lists[s.sentence_no]:
                t = self._treaty_of(s, found)
                if t is not None:
                    self._add(t, found, "treaty.party.list", 0.7)

    def complete(self, t: Treaty) -> None:
        """Add what phrases, conferences and the subject of the text tell of a treaty with fewer than two parties."""
        self._enemies(t, "war-ended-with")
        for found, _ in sides.bound(self, t):
            self._add(t, found, "treaty.party.bound", 0.6)
        self._who_never_made(t)
        self._like_its_kind(t)
        self._with_others(t)
        if sum(f.confidence > GUESSED for f in t.parties.values()) < 2:
            self._from_factions(t)
        told = (self._from_namesakes, self._from_phrases, self._from_acts, self._from_clause, self._from_war, self._from_before)
        for step in (*told, self._from_talks, self._from_conference, self._from_words, self._from_subject):
            if len(t.parties) < 2 and all(f.rule_id != ISSUER for f in t.parties.values()):
                step(t)
        self._without_strangers(t)
        date = next((f.value for f in t.facts.get("signed", ())), None)
        for group in [a for a in t.parties if len(t.parties.keys() & set(self.reader.gazetteer.members(a, date))) > 1]:
            del t.parties[group]  # its members are named: a treaty with the Northern Powers, signed with Norway and Denmark

    def _without_strangers(self, t: Treaty) -> None:
        """Drop whom a guess has put into a treaty that is known to be between others: talk of the Baghdad Pact in Athens."""
        known = set(map(self._polity, between().get(t.cluster.known or "", ())))
        if known:
            t.parties = {a: f for a, f in t.parties.items() if f.confidence >= GUESSED or self._polity(a) in known}

    def _who_never_made(self, t: Treaty) -> None:
        """Those of whom a text says that they never made a treaty: Norway has never signed a treaty of peace with Sweden."""
        for e in self.of.events:
            mine = e.treaty is not None and e.treaty.ref_id == t.cluster.local_id and e.realis == "negated"
            if mine and e.treaty is not None and never_made(self.of.doc, e.treaty):
                self._say(t, ((a, e.quote) for p in e.participants if (a := p.actor_id) and self.of.is_state(a)), "treaty.party.never-made")

    def _like_its_kind(self, t: Treaty) -> None:
        """The one who made the treaties with which a text goes on: Norway signed a pact with Sweden in May and another with Denmark."""
        kin = going_on.kin(self.of.treaties, t)
        sides = {x.cluster.local_id: going_on.named_sides(self, x) for x in kin}
        if len(sides.get(t.cluster.local_id, ())) != 1:
            return
        named = set().union(*sides.values())
        shared = {a: f for x in kin for a, f in x.parties.items() if a not in named}
        if len(shared) == 1:
            t.parties = {a: f for a, f in t.parties.items() if a in sides[t.cluster.local_id] or a in shared}
            self._say(t, ((a, (f.start, f.end)) for a, f in shared.items()), "treaty.party.kin")

    def _from_factions(self, t: Treaty) -> None:
        """The movements and parties that signed, before any guess, unless a state that the text is about stands by: theirs, it may be."""
        here = {a for f in t.factions.values() for a in self._told_in(self.reader.sentence_at(f.start))}
        if not here & set(self.discourse.main) - t.parties.keys():
            t.parties.update(t.factions)

    def _told_in(self, s: Sentence) -> set[str]:
        """The states that a sentence names."""
        return {a for x in self.reader.between(s.start, s.end) for a in self.states(x)}

    def _from_namesakes(self, t: Treaty) -> None:
        """The states for which the two acted after whom a treaty is called."""
        called = sides.namesakes(self, t) if any(map(pair, t.cluster.mentions)) else []
        if called and t.parties.keys() <= {a for a, _ in called}:
            self._say(t, called, "treaty.party.namesake")

    # Lists of states

    def _treaty_of(self, s: Sentence, found: Enumeration) -> Treaty | None:
        """The treaty whose parties a list gives, by the words around the list: its signatories were ..., in this pact ... agreed."""
        told = self.reader.between(s.start, s.end)
        mine = [m for m in told if m.kind == "treaty" and m.ref_id in self.of.by_id and not self._only_kept(m)]
        before = self.text[s.start : found.start]
        lead = phrase("list-before").search(before)
        if lead is not None and phrase("list-of").search(lead.group()):
            return self._named(mine, s, found, lead.group())
        counted = [m for m in mine if m.start < found.start] if phrase("list-counted").search(before) else []
        if counted:
            return self.of.by_id[counted[-1].ref_id or ""]
        if phrase("list-after").match(self.text, found.end):
            framed = [m for m in mine if m.end <= found.start and phrase("frames").search(self.text[s.start : m.start])]
            if framed:
                return self.of.by_id[framed[-1].ref_id or ""]
            by = [m for m in mine if m.start >= found.end and phrase("frames").search(self.text[found.end : m.start])]
            if by and found.start - s.start < 25:
                return self.of.by_id[by[0].ref_id or ""]
        if lead is not None and re.search(r" by\b|\bof\b", lead.group()) and not re.match(r"(?i)representatives", lead.group()):
            near = [m for m in mine if m.end <= found.start]
            return self.of.by_id[near[-1].ref_id or ""] if near else None
        return None

    def _named(self, mine: list[Mention], s: Sentence, found: Enumeration, lead: str) -> Treaty | None:
        """The treaty of the sentence, else the one that has a name in common with the lead, else the last one named before."""
        before = [m for m in mine if m.end <= found.start]
        if before or mine:
            return self.of.by_id[(before[-1] if before else mine[0]).ref_id or ""]
        told = [(m.start, t) for t in self.of.treaties for m in t.cluster.mentions if m.start < s.start]
        words = key_words(" ".join(re.findall(r"[A-Z]\w+", lead)))[0]
        alike = [(at, t) for at, t in told if t.cluster.words & words] if words else []
        return max(alike or told, key=lambda x: x[0])[1] if told else None

    def _add(self, t: Treaty, found: Enumeration, rule: str, confidence: float) -> None:
        start, end = self.of.span(found.start, found.end)
        for actor_id, m in found.states.items():
            known = t.parties.get(actor_id)
            if known is None or known.confidence < confidence:
                t.parties[actor_id] = self.of.fact(party(actor_id), m.surface, (start, end), rule, confidence)

    # Phrases behind the treaty

    def _from_phrases(self, t: Treaty) -> None:
        for m in t.cluster.mentions:
            s = self.reader.sentence_at(m.start)
            found = phrase("with").match(self.text, m.end, s.end) or (
                phrase("among").match(self.text, m.end, min(s.end, m.end + 110)) if m.form in ("named", "described") else None
            )
            if found is not None and any(x.kind == "treaty" and x.start > m.start for x in self.reader.between(m.end, found.end())):
                found = None  # in concert with treaties between others
            fronted = phrase("fronted").search(self.text, s.start, m.start)
            found = phrase("front").match(self.text, fronted.start()) if fronted is not None else found
            listed = phrase("of-states").match(self.text, m.end) if found is None and m.form == "described" else None
            found = found or listed
            if found is None:
                continue
            states = self.first_states(found.end(), min(s.end, found.end() + 90), others=m.form == "described" and found is not listed)
            if found is listed and len(states) < 2:
                continue  # the treaty of one state is none that it concluded with itself
            for actor_id, mention in states.items():
                t.parties.setdefault(actor_id, self.of.fact(party(actor_id), mention.surface, self.of.quote(m), "treaty.party.phrase", 0.6))

    def _from_acts(self, t: Treaty) -> None:
        """Those who do something to each other by a treaty: under the Oslo Treaty Norway ceded the island to Denmark."""
        for m in t.cluster.mentions:
            told = deeds.acts(self.of, self.reader.sentence_at(m.start), m)
            kind, may = self.reader.gazetteer.kind, actor_kinds("issuers")
            states = {a: e for e in told for p in e.participants if (a := p.actor_id) and kind(a) in may}
            if len(states.keys() | t.parties.keys()) < 2 and all(self.of.is_state(a) for a in states):
                continue  # an organisation may make a treaty among its members
            for a, e in states.items():
                t.parties.setdefault(a, self.of.fact(party(a), None, e.quote, "treaty.party.acts", 0.6))

    def _from_clause(self, t: Treaty) -> None:
        """Those who do something by it, or whom it binds: by the Treaty of Westport Norway lost the isles."""
        self._say(t, bearers.find(self, t), bearers.CLAUSE)

    def _from_war(self, t: Treaty) -> None:
        """Between whom a treaty ended a war: it ended the state of war with Norway; their war was ended by it."""
        self._enemies(t, "war-ended")
        for m in t.cluster.mentions:
            s = self.reader.sentence_at(m.start)
            for found in self.lists[s.sentence_no]:
                war = phrase("war-between").search(self.text, s.start, found.start)
                if war is not None and war.end() == found.start and phrase("ended-by").fullmatch(self.text, found.end, m.start):
                    self._add(t, found, "treaty.party.war", WAR)

    def _from_before(self, t: Treaty) -> None:
        """Those who fought or dealt with each other right before a treaty was signed of which nothing says whose it is."""
        if not t.parties:
            self._say(t, dealt_before.sides(self, t), "treaty.party.before")

    def _enemies(self, t: Treaty, use: str) -> None:
        """Those with whom a phrase of a use says that peace was made, in the sentences of a treaty."""
        for m, s in self._sentences(t):
            for found in phrase(use).finditer(self.text, s.start, s.end):
                if phrase("denial").search(self.text[s.start : found.start()]):
                    continue  # they promised not to make peace with Norway
                around = self.reader.between(min(found.start(), m.start), max(found.end(), m.end))
                if any(x.kind == "treaty" and x.form != "bare" and x.ref_id != t.cluster.local_id for x in around):
                    continue  # another treaty was concluded with them
                for actor_id, mention in self.first_states(found.end(), min(s.end, found.end() + LIST)).items():
                    known = t.parties.get(actor_id)
                    if known is None and any(beside.succeeds(self.reader.gazetteer, actor_id, a) for a in t.parties):
                        continue  # the state that followed it is a party
                    if known is None or known.confidence < WAR:
                        quote = self.of.quote(m)
                        t.parties[actor_id] = self.of.fact(party(actor_id), mention.surface, quote, "treaty.party.war", WAR)

    def _sentences(self, t: Treaty) -> Iterator[tuple[Mention, Sentence]]:
        """The mentions of a treaty with their sentences, and with the next where that begins with `it` and the treaty begins its own."""
        for m in t.cluster.mentions:
            s = self.reader.sentence_at(m.start)
            yield m, s
            following = self.of.doc.sentences[s.sentence_no + 1 : s.sentence_no + 2]
            opens = m.start - s.start < SUBJECT and following and following[0].passage_no == s.passage_no
            if opens and phrase("goes-on").match(self.text, following[0].start):
                yield m, following[0]

    def _from_talks(self, t: Treaty) -> None:
        """Those who negotiate in the sentence of a treaty that has no party yet."""
        talks = self.of.doc.genre in TALKS
        if t.cluster.kind == "charter" or any(
            talks and phrase("measured-by").search(self.text[max(0, m.start - LEAD) : m.start]) for m in t.cluster.mentions
        ):
            return  # they talked of what agrees with a treaty that others have made
        told = [m for m in t.cluster.mentions if m.form in ("named", "described")]
        numbers = {self.reader.sentence_at(m.start).sentence_no for m in told if not self._only_kept(m)}
        for e in self.of.events:
            if (
                len(t.parties) > 1
                or e.rule.action not in acts("treaty-talks")
                or e.realis != "actual"
                or e.sentence not in numbers
                or e.confidence < e.rule.confidence
            ):
                continue
            states = [a for p in e.participants if (a := p.actor_id) and self.of.is_state(a)]
            if len(set(states)) > 1 and t.parties.keys() <= set(states):
                for a in states:
                    t.parties.setdefault(a, self.of.fact(party(a), None, e.quote, "treaty.party.talks", 0.55))

    def _only_kept(self, m: Mention) -> bool:
        """Whether somebody is only said to keep a treaty, or not to: they agreed to abide by the pact."""
        return phrase("kept").search(self.text[max(0, m.start - LEAD) : m.start]) is not None

    # Conferences

    def _from_conference(self, t: Treaty) -> None:
        """Those who met where the treaty has its name from, or whom the sentences before it list as conferring."""
        found = self._met_at(t) or self._conferring(t)
        if found is not None:
            self._add(t, found, "treaty.party.conference", 0.5)
        elif not t.parties:
            self._say(t, sides.talked(self, t), "treaty.party.conference")

    def _met_at(self, t: Treaty) -> Enumeration | None:
        name = next((m for m in t.cluster.mentions if m.form == "named"), None)
        if name is None:
            return None
        places = {w for p in self.reader.between(name.start, name.end) if p.kind == "place" for w in (p.surface,)} | {
            w for w in re.findall(r"[A-Z]\w+", name.surface[:40]) if f" {w} Conference" in self.text or f" {w} Summit" in self.text
        }
        places |= {w for w in re.findall(r" of ([A-Z]\w+)", name.surface[:40]) if f"Congress of {w}" in self.text}
        if not places:
            return None
        best: Enumeration | None = None
        called = re.compile(rf"\b(?:{'|'.join(sorted(map(re.escape, places), key=len, reverse=True))})\b")
        titled = any(p in (self.of.doc.title or "") for p in places)
        there = {self.reader.sentence_at(x.start()).sentence_no for x in called.finditer(self.text)}
        for s in self.of.doc.sentences if titled else (self.of.doc.sentences[n] for n in sorted(there)):
            told = self.text[s.start : s.end]
            named = called.search(told) is not None
            if not titled and not named:
                continue
            here = [m for m in self.reader.between(s.start, s.end) if m.kind == "treaty" and m.ref_id in self.of.by_id]
            if any(m.ref_id != t.cluster.local_id for m in here):
                continue  # they signed another treaty there
            for x in self.lists[s.sentence_no]:
                if x.represented and x.end < name.start:
                    return x
                if not named:
                    continue
                lead = phrase("list-before").search(self.text[s.start : x.start])
                acting = phrase("met-after").match(self.text, x.end) or (lead is not None and phrase("conference").search(told))
                if acting and (best is None or len(x.states) > len(best.states)):
                    best = x
        return best

    def _conferring(self, t: Treaty) -> Enumeration | None:
        """The longest list of states in the sentences before a treaty is spoken of, where they tell of a conference."""
        first = t.cluster.mentions[0]
        at = self.reader.sentence_at(first.start)
        told = [s for s in self.of.doc.sentences[max(0, at.sentence_no - BACK) : at.sentence_no + 1] if s.passage_no == at.passage_no]
        if not told or not phrase("conference").search(self.text, at.start, at.end):
            return None
        found = [
            x for s in told for x in self.lists[s.sentence_no] if len(x.states) >= MANY and x.end <= first.start and self._confers(s, x)
        ]
        return max(found, key=lambda x: len(x.states), default=None)

    def _confers(self, s: Sentence, x: Enumeration) -> bool:
        """Whether a list gives those who take part in something: it is led up to as such, or acts itself."""
        lead = phrase("list-before").search(self.text[s.start : x.start])
        if any(m.kind == "treaty" and m.ref_id in self.of.by_id for m in self.reader.between(s.start, s.end)):
            return False
        return lead is not None or phrase("met-after").match(self.text, x.end) is not None

    # The words around it

    def _from_words(self, t: Treaty) -> None:
        """The states of the treaty that it replaced, those that its sentence takes together, or those that issued it."""
        over = sides.taken_over(self, t)
        if over is not None and t.parties.keys() <= over[0].parties.keys():
            self._say(t, ((a, self.of.quote(over[1])) for a in over[0].parties), "treaty.party.replaced")
            return
        if (called := sides.namesakes(self, t)) and t.parties.keys() <= {a for a, _ in called}:
            self._say(t, called, "treaty.party.namesake")
            return
        if (founded := sides.founders(self, t)) and t.parties.keys() <= {a for a, _ in founded}:
            self._say(t, founded, "treaty.party.founders")
            return
        together = sides.dealt(self, t) or sides.agreed(self, t) or sides.offered(self, t)
        together = together or (sides.spoken_of(self, t) if t.cluster.kind in kinds("issued") else None)
        if together is not None and t.parties.keys() <= set(together[0]):
            self._say(t, ((a, self.of.quote(together[1])) for a in together[0]), "treaty.party.together")
        elif not t.parties and self.of.doc.genre not in TALKS:
            self._say(t, list(sides.issuers(self, t)) or sides.organisation(self, t), ISSUER)

    def _say(self, t: Treaty, found: Iterable[tuple[str, tuple[int, int]]], rule: str) -> None:
        for actor_id, quote in found:
            t.parties.setdefault(actor_id, self.of.fact(party(actor_id), None, quote, rule, 0.5))
