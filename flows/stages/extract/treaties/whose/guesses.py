"""Between whom a treaty may be where its text does not say so: those near its name, those whom the text or its paragraph is about.

These are the last readings of `PartyReader`, of low confidence: whatever another document says outvotes them.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from flows.stages.actions import acts
from flows.stages.extract.treaties.names import kinds, of_many
from flows.stages.extract.treaties.status import binding, binding_named, implied, open_yet, put_down
from flows.stages.extract.treaties.telling import never_made
from flows.stages.extract.treaties.whose.lists import StateLists
from flows.stages.genres import TALKS, TREATY_TEXT
from flows.stages.recognise.wording import phrase

if TYPE_CHECKING:
    from flows.stages.extract.events.reader import Event
    from flows.stages.extract.treaties.facts import Treaty
    from flows.stages.extract.treaties.reader import TreatyReader

FOCUS = 0.58
"""Share of a text's mentions of states that two of them must have before it may be guessed that a treaty is between those two."""
IN_PASSAGE = 0.66
"""The same share for a paragraph of a text that is about more than two."""
CLOSE = 0.62
"""The same share for a declaration, which speaks of other states as often as of those that issue it."""
LEADING = 0.3
"""Share of a text's mentions of states that its leading one has: the other side of a treaty of which it names one alone."""
SHARE_OF_THIRD = 0.9
"""How often, beside the less named of the two states that a text is about, a third may be named at most."""
CLOSELY = 25
"""How far before a treaty a state may stand that it is told of, in characters: for Norway the trade agreement."""
NEAREST = "treaty.party.near"
"""The rule that guesses the parties from who is named in the sentences about a treaty: it tells of no treaty by itself."""
PASSAGE = "treaty.party.passage"
"""The rule that guesses them from whom a paragraph is about, which does not either."""
WHOLE = frozenset(("treaty", "pact", "convention", "charter"))
"""Kinds that stand by themselves; protocols, notes and agreements are added to the treaty that a text is about."""
HERO = "treaty.party.hero"
"""The rule that takes the state of him whose life a text tells for the other side of a treaty of which it names one alone."""
GUESSED = 0.5
"""Confidence under which a party is a guess from what stands near."""
BACK = 4
"""Sentences within which a list of those who conferred tells of a treaty."""


def _to_sign(text: str, e: Event) -> bool:
    """Whether what somebody declined is to sign."""
    return phrase("to-sign").match(text, e.trigger[1]) is not None


def party(actor_id: str, role: str = "signatory") -> str:
    """The value of a statement on a party."""
    return json.dumps({"actor_id": actor_id, "role": role}, sort_keys=True)


class Guesses(StateLists):
    """Guesses the parties of the treaties of one document."""

    def __init__(self, treaties: TreatyReader) -> None:
        super().__init__(treaties)
        self.discourse = self.reader.discourse
        self.heirs = self.reader.gazetteer.successors

    def _from_subject(self, t: Treaty) -> None:
        """The states that the sentences about the treaty name, where the text is about two, else its leading state as the other side."""
        if self.of.doc.genre == TREATY_TEXT:
            return  # whom a treaty's own text names are its sides, and not those of others
        if t.cluster.kind == "charter" and t.cluster.named and not (t.cluster.draft or t.cluster.proposed):
            return  # a charter that is spoken of as known is that of an organisation
        title = next((x for x in self.of.treaties if x.cluster.titled and x is not t and len(x.parties) == 2), None)
        if of_many(t.cluster.mentions):
            return
        of_it = not t.cluster.named or t.cluster.kind not in WHOLE  # a treaty with a name of its own may be of others
        if of_it and title is not None and title.parties.keys() >= t.parties.keys() and "signed" in t.facts and self._told(title):
            self._guess(t, title.parties, "treaty.party.title", 0.4)
        elif (
            self.of.doc.genre in TALKS
            and (not binding_named(t) or open_yet(self.of.doc, t) or put_down(self.of, t))
            and not (t.cluster.known and t.cluster.kind != "agreement")  # a pact or a charter that all know is of others
        ):
            self._of_the_talk(t)
        elif self.discourse.focus >= FOCUS and t.cluster.kind not in kinds("issued"):
            self._nearest(t)
        elif len(t.parties) == 1:
            self._leading(t)
        elif t.cluster.kind not in kinds("issued"):
            self._of_passage(t)
        if len(t.parties) == 1 and self.of.doc.genre not in TALKS:
            self._titular(t)

    @staticmethod
    def _told(t: Treaty) -> bool:
        """Whether the text says who the parties of a treaty are: of guesses no more is guessed."""
        return all(f.confidence >= GUESSED for f in t.parties.values())

    def _of_passage(self, t: Treaty) -> None:
        """The two states that the paragraph is about in which a treaty is first spoken of, where it is about two."""
        m = t.cluster.mentions[0]
        here = self.of.doc.passages[m.passage_no]
        named = [a for x in self.reader.between(here.start, here.end) for a in self.states(x)]
        called = {self._polity(a): a for a in named}
        told = Counter(map(self._polity, named))
        both = [a for a, n in told.most_common(2) if n > 1]
        if not set(both) <= set(map(self._polity, self._near(t))):
            return  # a paragraph about two states may speak of a treaty between others
        if len(both) == 2 and sum(told[a] for a in both) >= IN_PASSAGE * told.total():
            self._guess(t, [called[a] for a in both], PASSAGE, 0.3)

    def _near(self, t: Treaty) -> set[str]:
        """The states that the sentences of a treaty name."""
        told = [self.reader.sentence_at(m.start) for m in t.cluster.mentions]
        others = [x for s in told for x in self.reader.between(s.start, s.end) if x.kind == "treaty" and x.ref_id != t.cluster.local_id]
        here = (x for s in told for x in self.reader.between(s.start, s.end) if not any(o.start <= x.start < o.end for o in others))
        return {a for x in here for a in self.states(x)}

    def _guess(self, t: Treaty, states: Iterable[str], rule: str, confidence: float) -> None:
        for actor_id in states:
            quote = self.of.quote(t.cluster.mentions[0])
            t.parties.setdefault(actor_id, self.of.fact(party(actor_id), None, quote, rule, confidence))

    def _of_the_talk(self, t: Treaty) -> None:
        """The two sides of a talk, for a treaty that they speak of and have not named anybody for.

        Where nobody is known to be present, they are the two states that the text is about, if it is about two.
        """
        voices = self.reader.voices
        known = voices is not None and len(voices.present) > 1
        if voices is not None and len(voices.present) == 1 and not t.parties and t.cluster.kind not in kinds("issued"):
            self._of_one_side(t, voices.present[0])
            return
        if not known and self.discourse.focus < (CLOSE if t.cluster.kind in kinds("issued") else FOCUS):
            return
        main = voices.present if voices and known else self.discourse.main
        if len(main) == 2 and t.parties.keys() <= set(main):
            self._guess(t, main, "treaty.party.talk", 0.3)

    def _of_one_side(self, t: Treaty, own: str) -> None:
        """The state whose people talk among themselves, and the one that they speak of most, for a treaty that is theirs to make."""
        others = [a for a in self.discourse.main if a != own]
        if others and self.discourse.share(others[0]) >= LEADING:
            self._guess(t, (own, others[0]), "treaty.party.talk", 0.3)

    def _leading(self, t: Treaty) -> None:
        (known,) = t.parties
        if "multilateral" in t.cluster.words:
            return  # of many, and nothing says that the leading one is among them
        if t.parties[known].rule_id.startswith("event.accede") or not self.discourse.main:
            return
        leading = [a for a in self.discourse.main if a != known and self._share(a) >= LEADING]
        for m in t.cluster.mentions if leading else ():
            s = self.reader.sentence_at(m.start)
            told = [a for x in self.reader.between(s.start, s.end) for a in self.states(x) if a in leading]
            with_one = phrase("with-whom").search(self.text, m.start, m.end + 1) or phrase("with-whom").match(self.text, m.end)
            if not told and with_one and "signed" in t.facts and self.discourse.main[0] in leading:
                told = leading[:1]  # a separate treaty with Norway, in an account of another state
            if told and (leading[0] in told or self.reader.between(s.start, m.start)):
                lead = told[0]
                t.parties[lead] = self.of.fact(party(lead), None, self.of.quote(m), "treaty.party.leading", 0.45)
                return

    def _with_others(self, t: Treaty) -> None:
        """The other side of treaties of which a text says with whom alone they are: of him whose life it tells, else of its leading state.

        In the life of a Norwegian minister, treaties with Sweden and Denmark followed.
        """
        m = next((m for m in t.cluster.mentions if m.form == "described"), None)
        if m is None or not t.parties or self.of.doc.genre in TALKS or t.cluster.named:
            return
        named = phrase("with-whom").search(self.text, m.start, m.end)
        sides = {a for x in self.reader.between(named.end(), m.end) for a in self.states(x)} if named else set()
        s = self.reader.sentence_at(m.start)
        told = {a for x in self.reader.between(s.start, m.start) for a in self.states(x)}
        if not sides or not t.parties.keys() <= sides or told:
            return
        date = next((f.value for f in t.facts.get("signed", ())), None) or s.date
        hero = self._hero(date)
        if hero is not None and hero not in sides:
            t.parties[hero] = self.of.fact(party(hero), None, self.of.quote(m), HERO, 0.45)

    def _titular(self, t: Treaty) -> None:
        """The one state that the title of a survey names, for a treaty without a name that another obtained or signed."""
        title = self.of.doc.meta.get("title_span")
        named = {a for x in self.reader.between(*title) for a in self.states(x)} if title else set()
        m = t.cluster.mentions[0]
        if len(named) != 1 or named & t.parties.keys() or t.cluster.named or m.form != "described" or "signed" not in t.facts:
            return
        (state,) = named
        t.parties[state] = self.of.fact(party(state), None, self.of.quote(m), "treaty.party.leading", 0.4)

    def _hero(self, date: str | None) -> str | None:
        """The state for which he acts whose life a text tells: the one person whom its title names."""
        title = self.of.doc.meta.get("title_span")
        named = {x.ref_id for x in self.reader.between(*title) if x.kind == "person" and x.ref_id} if title else set()
        state = self.reader.gazetteer.state_of(str(next(iter(named))), date) if len(named) == 1 else None
        return state if state and self.of.is_state(state) else None

    def _share(self, actor_id: str) -> float:
        """A state's share of all mentions of states, with that of the one it followed: Soviet Russia is the Soviet Union here."""
        before = self.reader.gazetteer.actors[actor_id].predecessor_id
        return self.discourse.share(actor_id) + (self.discourse.share(before) if before else 0.0)

    def _nearest(self, t: Treaty) -> None:
        near: Counter[str] = Counter()
        refused = self._refused(t)
        spans: dict[str, tuple[int, int]] = {}
        for m in t.cluster.mentions[:3]:
            s = self.reader.sentence_at(m.start)
            for other in self.reader.between(s.start, s.end):
                if m.start <= other.start < m.end or phrase("addressed").search(self.text[max(s.start, other.start - 60) : other.start]):
                    continue
                for a in self.states(other):
                    if a in refused:
                        continue
                    near[a] += 1
                    spans.setdefault(a, self.of.quote(m))
        chosen = [a for a in self.discourse.main if a in near] or sorted(near, key=lambda a: (-near[a], a))[:2]
        chosen = [a for a in chosen if a not in t.parties][: 2 - len(t.parties)]
        # One state alone makes no treaty: a guess that leaves it so is none.
        if len(chosen) + len(t.parties) == 2:
            for actor_id in chosen:
                t.parties[actor_id] = self.of.fact(party(actor_id), None, spans[actor_id], NEAREST, 0.4)
        told = "signed" in t.facts or t.weak is not None or (binding(t.cluster.kind) and len(t.cluster.mentions) > 1)
        if (
            not t.parties
            and told
            and len(self.discourse.main) == 2
            and self._apart()
            and not self._names_others(t)
            and not self._of_others(t)
        ):
            self._guess(t, self.discourse.main, "treaty.party.topic", 0.3)

    def _apart(self) -> bool:
        """Whether the two states that a text is about are named clearly more often than any third."""
        shares = [self.discourse.share(a) for a in self.discourse.main]
        others = (self.discourse.share(a) for a in self.reader.gazetteer.states if a not in self.discourse.main)
        return max(others, default=0.0) < SHARE_OF_THIRD * min(shares)

    def _refused(self, t: Treaty) -> set[str]:
        """The states of which the text says that they did not sign a treaty, and nowhere that they did."""
        numbers = {self.reader.sentence_at(m.start).sentence_no for m in t.cluster.mentions}
        told = [e for e in self.of.events if e.sentence in numbers and not implied(e)]
        signings = [(e, e.rule.action in acts("signed-or-ratified")) for e in told if not (e.treaty and never_made(self.of.doc, e.treaty))]
        signed = {p.actor_id for e, signs in signings if signs and e.realis == "actual" for p in e.participants}
        declined = [e for e in told if e.rule.action == "decline" and _to_sign(self.text, e)]
        not_signed = [e for e, signs in signings if signs and e.realis == "negated"] + declined
        return {str(p.actor_id) for e in not_signed for p in e.participants if p.role != "target"} - signed

    def _names_others(self, t: Treaty) -> bool:
        """Whether a text says between whom a treaty is, in words that nothing here resolves: between the two German states."""
        return any(" between " in self.text[m.start : m.end + 10].lower() for m in t.cluster.mentions)

    def _of_others(self, t: Treaty) -> bool:
        """Whether the text around a treaty speaks of a third state again and again, and of one of the two that it is about not at all."""
        m = t.cluster.mentions[0]
        at = self.reader.sentence_at(m.start)
        here = [s for s in self.of.doc.sentences[max(0, at.sentence_no - BACK) : at.sentence_no + 1] if s.passage_no == at.passage_no]
        told = Counter(self._polity(a) for x in self.reader.between(here[0].start, at.end) for a in self.states(x))
        before = {self._polity(a) for x in self.reader.between(max(at.start, m.start - CLOSELY), m.start) for a in self.states(x)}
        main = {self._polity(a) for a in self.discourse.main}
        rival = any(n > 1 for a, n in told.items() if a not in main)
        return (rival and bool(main - told.keys())) or bool(before - main)

    def _polity(self, actor_id: str) -> str:
        """The oldest polity that an actor alone continues: Soviet Russia and the Soviet Union are one here."""
        actors = self.reader.gazetteer.actors
        while (older := actors[actor_id].predecessor_id) in actors and older is not None and self.heirs[older] == 1:
            actor_id = older
        return actor_id
