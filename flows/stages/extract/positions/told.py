"""What a clause tells of another than the one whose words it is: his move in passing, what he is ready for, what gives him the floor."""

from __future__ import annotations

from dataclasses import dataclass

from flows.stages.extract.positions.clauses import Clause
from flows.stages.extract.positions.heads import Head, Subject, choose
from flows.stages.extract.positions.kinds import LETTER, REPORT
from flows.stages.extract.positions.meant import Meant
from flows.stages.extract.positions.rules import SAYS, THINKS, Cue, agents, nouns, said_by, verbs
from flows.stages.extract.positions.sides import Speaker, inside
from flows.stages.extract.positions.wording import phrase
from flows.stages.genres import CORRESPONDENCE

PERSONS = ("person", "role", "pronoun", "initial")
STATES = ("actor", "body")
THEY = ("they", "They")
PERSONAL = ("I", "we", "We", "he", "He", "she", "She")
DID = "positions.verb.do"
"""The rule of "did" and "did not": of one who has spoken it tells what he did in the talk."""
IS = "positions.verb.be-ready"
"""The rule of "was": so is what is told of him at the head of a sentence."""
BELIEVES = "positions.verb.believe"


@dataclass(frozen=True, slots=True)
class Inner:
    """A move of another speaker that a clause tells; it starts at `start`."""

    speaker: Speaker
    start: int
    stance: str
    rule_id: str


class Told(Meant):
    """Knows which moves and which readiness of others are told while the sentences of one document are walked."""

    def _inner(self, clause: Clause, teller: Speaker) -> Inner | None:
        """The move of another that the clause tells, as in "I see that you agree to meet" or "your suggestion that we meet"."""
        if clause.head and clause.head.verb.moves and not clause.head.negated:
            return None
        head = clause.inner
        together = phrase("together-with").search(self.doc.text, max(clause.start, head.start - 12), head.start) if head else None
        if head is not None and (head.owed or together):
            return None
        if head is not None and head.subject is not None and (head.subject.kind != "pronoun" or head.subject.surface.lower() == "you"):
            who = self._resolve(head, head.subject)
            main = clause.head.verb_end if clause.head and clause.head.start < head.start else clause.start
            aside = phrase("aside-open").search(self.doc.text, main, head.start)
            if who and teller.against(who) and not aside:
                return Inner(who, head.start, head.stance, head.verb.rule_id)
        return self._possessed(clause, teller)

    def _possessed(self, clause: Clause, teller: Speaker) -> Inner | None:
        """A noun that is a move of its possessor, and not of the one who tells it: "your suggestion that", "the Ruritanian refusal to"."""
        text = self.doc.text
        you = self.people.addressee if self.kind == LETTER else None
        own = self.people.narrator if self.people.narrator and teller.against(self.people.narrator) else None
        for noun in nouns():
            for m in noun.pattern.finditer(text, clause.start, clause.end):
                for who, whose in ((you, phrase("your")), (own, phrase("my"))):
                    if who and (named := whose.search(text, max(clause.start, m.start() - 40), m.start())):
                        return Inner(who, named.start(), noun.stance, noun.rule_id)
                if (owned := self._owned(clause, noun, m.start())) and teller.against(owned.speaker):
                    return owned
        return self._made(clause, teller)

    def _owned(self, clause: Clause, noun: Cue, at: int) -> Inner | None:
        """The move that a noun at an offset is of the one named right before it; consent that is still sought is none."""
        text = self.doc.text
        named = (x for x in inside(self.doc, clause.start, at) if x.kind in ("actor", "person"))
        owner = next((x for x in named if phrase("owned").fullmatch(text, x.end, at)), None)
        who = self.people.of_mention(owner) if owner else None
        if owner is None or who is None:
            return None
        if noun.stance == "accepts" and phrase("sought").search(text, max(clause.start, owner.start - 40), owner.start):
            return None
        return Inner(who, owner.start, noun.stance, noun.rule_id)

    def _made(self, clause: Clause, teller: Speaker | None) -> Inner | None:
        """A noun that is a move of the one by whom it was made: "a proposal by the Ruritanian Government"."""
        for m in phrase("said-by").finditer(self.doc.text, clause.start, clause.end):
            by = next(iter(inside(self.doc, m.end(), m.end() + 1)), None)
            who = self.people.of_mention(by) if by and by.kind in ("actor", "person") else None
            verb = choose(verbs()[said_by()[m["noun"]]], self.doc.text, m.end(), clause.end)
            if who and verb and verb.moves and (teller is None or teller.against(who)):
                return Inner(who, m.start(), verb.stance, verb.rule_id)
        return self._moved(clause, teller)

    def _moved(self, clause: Clause, teller: Speaker | None) -> Inner | None:
        """Who brought a thing about: "left out at the request of Mr. Berg"."""
        for at in agents():
            for m in at.pattern.finditer(self.doc.text, clause.start, clause.end):
                by = next(iter(inside(self.doc, m.end(), m.end() + 1)), None)
                who = self.people.of_mention(by) if by and by.kind in ("actor", "person") else None
                if who and (teller is None or teller.against(who)):
                    start = m.start() if teller is not None and clause.head is not None else clause.start
                    return Inner(who, start, at.stance, at.rule_id)
        return None

    def _backers(self, clause: Clause, teller: Speaker) -> tuple[Speaker, ...]:
        """Who stands by the one who speaks, and moves what he moves: "Mr. Lund, supported by Mr. Berg, demanded"."""
        found = phrase("backed").search(self.doc.text, clause.start, clause.head.verb_start) if clause.head else None
        by = next(iter(inside(self.doc, found.end(), found.end() + 1)), None) if found else None
        who = self.people.of_mention(by) if by and by.kind in ("actor", "person") else None
        return (who,) if who and teller.against(who) else ()

    def _nominal(self, clause: Clause) -> Inner | None:
        """The move that a noun tells in a clause in which nobody speaks: "Varga's refusal to sign was regretted"."""
        for noun in nouns():
            for m in noun.pattern.finditer(self.doc.text, clause.start, clause.end):
                if owned := self._owned(clause, noun, m.start()):
                    return owned
        return self._made(clause, None)

    def _may_tell(self, head: Head, speaker: Speaker) -> bool:
        """Whether "is ready", "would", "wants" is told of this subject as a move of its own.

        Inside the speech of another it is what that other says of it.
        """
        current = self.state.current
        if self.kind == REPORT and self._own() and speaker.person_id is None and speaker.same(self.people.narrator):
            return True  # in a telegram its own government is no topic of another's speech
        if current is None or speaker.same(current) or (current.actor_id and current.actor_id == speaker.actor_id):
            return True
        if self.kind == REPORT and current.person_id is None and not self.state.personal and head.subject and head.subject.kind in STATES:
            return True  # one state after the other in an account: nobody speaks
        if speaker.person_id in self.state.heard and head.verb.rule_id == DID:
            return True
        there = speaker.person_id and any(s.person_id == speaker.person_id for s in self.people.present)
        if self.kind == REPORT and there and head.subject and head.subject.kind in PERSONS and self._begins(head.start):
            return True  # "Mr. Alda could not commit himself": one who sits there speaks of himself
        if self.kind == REPORT and speaker.person_id in self.state.heard and head.verb.rule_id == IS and self._opens(head.start):
            return True
        if head.subject is None or head.subject.surface in PERSONAL:
            return head.subject is None or head.subject.surface not in ("we", "We") or self.kind != REPORT
        if self.kind == LETTER and current.same(self.people.narrator) and (head.subject.kind in STATES or head.subject.surface in THEY):
            told = head.verb.stance in (SAYS, THINKS) or (self.people.addressee is not None and not current.against(self.people.addressee))
            return told and speaker.against(current) and not speaker.same(self.people.addressee)
        return self.kind == REPORT and current.same(self.people.narrator)

    def _gives_floor(self, head: Head) -> bool:
        """Whether what follows goes on with this subject's words: not after "needs" or "wants", nor where a letter tells what was done."""
        if head.verb.stance == THINKS and head.verb.rule_id != BELIEVES:
            return False
        if phrase("written-in").search(self.doc.text, self.state.begin, head.start):
            return False
        told = head.subject is not None and head.subject.kind in STATES
        if told and self._own() and head.verb.stance != SAYS:
            return False  # "the Ruritanians will agree": the writer goes on
        if told and phrase("aside-open").search(self.doc.text, max(self.state.begin, head.start - 60), head.start):
            return False
        if head.past_perfect and self.state.current and head.verb.stance == SAYS:
            return False  # "he had said": what was told before the talk
        return not (head.done and (told or self.doc.genre == CORRESPONDENCE))

    def _only_told(self, kind: str, speaker: Speaker, they: bool = False) -> bool:
        """Whether it is a state, not the teller's, of which a person of another tells something while he has the floor."""
        state = self.state
        other = state.personal and state.current is not None and state.current.against(speaker)
        return (kind in STATES or they) and other and not speaker.same(self.people.narrator)

    def _told_of(self, head: Head, subject: Subject) -> bool:
        """Whether "we" stands in what another is told to have said: in the past ("what did we want?")."""
        text, asked = self.doc.text, max(self.state.begin, subject.start - 8)
        return bool(phrase("past").search(text, asked, subject.start) or phrase("past").search(text, subject.end, head.verb_end))

    def _resolves(self, head: Head, speaker: Speaker | None) -> bool:
        """Whether a paper or telegram says what its own government should do or is ready to do, which is a policy and no report."""
        if speaker is None or not self._own() or not speaker.same(self.people.narrator):
            return False
        return head.owed or bool(phrase("disposed").match(self.doc.text, head.verb_start))

    def _guest(self) -> Speaker:
        """Whom a title means that nothing else places ("the Viscount"): the only one present of another side, or the hosts."""
        people = self.people
        others = [s for s in people.present if people.narrator and s.against(people.narrator)]
        third = self.state.third
        if not others and third is not None and people.narrator is not None and third.against(people.narrator):
            return third
        return others[0] if len(others) == 1 else Speaker(None, people.host or people.home)
