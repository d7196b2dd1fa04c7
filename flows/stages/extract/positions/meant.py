"""Whom a subject means: a name, an office, a pronoun, "the letter", by who has the floor and who was named before."""

from __future__ import annotations

import re
from dataclasses import replace

from flows.stages.extract.positions.floor import Floor
from flows.stages.extract.positions.heads import Head, Subject, is_speech
from flows.stages.extract.positions.kinds import LETTER, REPORT, TRANSCRIPT
from flows.stages.extract.positions.rules import words
from flows.stages.extract.positions.sides import Roster, Speaker, inside, personal, state
from flows.stages.extract.positions.wording import phrase
from flows.stages.extract.women import among, perhaps
from flows.stages.genres import CORRESPONDENCE
from flows.stages.model import Document, Sentence

OPENING = 30
"""A subject that a sentence opens with stands within so many characters: "While Ambassador Alda was"."""
ONE = ("he", "He", "she", "She")
_CAPITAL = re.compile(r"[A-ZÀ-Þ’'-]{3,}\Z")
"""How a name ends that is printed in capitals."""
BESIDE = 8
"""Characters after "from" within which the name of who wrote begins."""
_WORDS = re.compile(r"\w+")


def opens_clause(text: str, begin: int, start: int, end: int) -> bool:
    """Whether what opens at `begin` opens with somebody, text[start:end], and goes on with what he does."""
    return bool(phrase("opens-with").fullmatch(text, begin, start) and phrase("does-behind").match(text, end))



class Meant:
    """Knows whom the subjects of one document mean while its sentences are walked."""

    def __init__(self, doc: Document, people: Roster, kind: str) -> None:
        self.doc, self.people, self.kind = doc, people, kind
        self.state = Floor()
        self.outside = False
        self.meant: dict[int, Speaker] = {}
        """Where "he" or "she" is the subject of a verb, and whom it means."""
        persons = [m for m in doc.mentions if m.kind == "person"]
        self.women = among(persons) | perhaps(persons)

    def _resolve(self, head: Head, subject: Subject) -> Speaker | None:
        if subject.kind == "pronoun":
            who = self._pronoun(head, subject)
            if who is not None and subject.surface in ONE:
                self.meant[subject.start] = who
            return who
        if subject.kind == "paper":
            return self._written(head)
        if subject.kind == "initial":
            return self.people.of_initial(subject.surface)
        if subject.surface in words("mission") and self._own() and self.kind == REPORT:
            return self.people.narrator
        if subject.kind in ("person", "actor", "body") and subject.mention is not None:
            who = self._beside(subject, self.people.of_mention(subject.mention))
            own = self.state.label if self.kind == TRANSCRIPT else self._delegate()
            if own is not None and who is not None and who.person_id is None and who.actor_id == own.actor_id:
                return own  # what a delegate says of his own state he says for it
            return self._by_name(who) if subject.kind == "person" and subject.mention.kind == "actor" else who
        named = subject.surface.lower()
        if named.endswith("latter"):
            here = [m for m in inside(self.doc, self.state.begin, head.start) if personal(m)]
            return self.people.of_mention(here[-1]) if here else self._latter()
        if named.endswith(words("honour")):
            return self.state.third or self.state.stranger
        if named.startswith("your "):
            return self.people.addressee if self.kind == LETTER else None
        if named.startswith("our "):
            return self.people.narrator or self.state.label or self.state.current
        if named.startswith("my "):
            own = (self.state.label if self.kind == TRANSCRIPT else self.people.narrator) or self.state.current
            return Speaker(None, own.actor_id) if own and own.actor_id else own
        return self._by_name(self.people.of_role(subject.surface))

    def _delegate(self) -> Speaker | None:
        """The delegate who has the floor in minutes, whose name heads his paragraph: what he says of his state he says for it."""
        return self.state.current if self.state.headed and self.kind == REPORT else None

    def _by_name(self, who: Speaker | None) -> Speaker | None:
        """An envoy or a minister without a name as the one of his state who talks with the teller: the Norwegian envoy, M. Berg."""
        third = self.state.third
        bare = who is not None and who.person_id is None and third is not None and third.person_id is not None
        return third if bare and who and third and third.actor_id == who.actor_id and self.people.narrator is not None else who

    def _latter(self) -> Speaker | None:
        """Whom "the latter" means where its sentence names nobody: who was named in the one before, else who talks with the teller."""
        state, teller = self.state, self.people.narrator
        told = state.current is not None and teller is not None and state.current.same(teller)
        return state.third if told and state.third and state.latter_at < state.before else state.latter

    def _written(self, head: Head) -> Speaker | None:
        """Who speaks in "the letter said": the one of another state than the teller's who was last named."""
        teller = self.people.narrator
        if self.kind != REPORT or teller is None or not is_speech(head):
            return None
        found = (self.state.current, self.state.third, self.state.latter, self.state.other, self.state.stranger)
        return next((who for who in found if who and who.actor_id and who.actor_id != teller.actor_id), None)

    def _beside(self, subject: Subject, who: Speaker | None) -> Speaker | None:
        """A person without a state who speaks with another ("Mr. Alda and Mr. Bero said") speaks for that one's state."""
        if who is None or who.actor_id:
            return who
        first = next((m for m in inside(self.doc, subject.start - 60, subject.start)
                      if m.kind == "person" and phrase("joined-names").fullmatch(self.doc.text, m.end, subject.start)), None)
        partner = self.people.of_mention(first) if first else None
        return replace(who, actor_id=partner.actor_id) if partner else who

    def _pronoun(self, head: Head, subject: Subject) -> Speaker | None:
        word, state, people = subject.surface.lower(), self.state, self.people
        if word in ("i", "we"):
            if self.kind == TRANSCRIPT or self.outside:
                return people.cover if self.outside else state.label
            return state.listed or people.narrator or state.current
        if word == "it":
            return people.narrator if self.doc.meta.get("third_person") else self._last_state(head.start)
        if word in ("he", "she", "they") and (writer := self._letter_from(head)):
            return writer
        if word == "you":
            return people.addressee if self.kind == LETTER and not self.outside else None
        if word == "they":
            teller, floor = people.narrator, state.current
            own = teller is not None and self.kind != TRANSCRIPT and state.last_actor == teller.actor_id
            own = own and (floor is None or floor.person_id is None or floor.same(teller))
            actor = state.last_other if own else state.last_actor
            if state.topic and (self._opens(head.start) or phrase("they-open").match(self.doc.text, state.begin)):
                actor = state.topic
            return Speaker(None, actor) if actor else state.current
        if word == "she" and not self.women:
            return state.label or (Speaker(None, state.last_actor) if state.last_actor else None)  # Italy claimed what she had
        third = state.current
        writes = third is not None and third.tells(people.narrator) and not (state.called and third.person_id)
        if self.kind == LETTER:
            named = (self._named_before(head.start), state.third, state.latter)
            third = next((who for who in named if who and not who.same(people.addressee)), None)
        elif (third is None or writes) and (opener := self._named_before(head.start)):
            third = opener
        elif third is None or not state.personal or writes:
            others = [s for s in people.present if s.person_id and not s.tells(people.narrator)]
            third = state.third or (others[0] if len(others) == 1 else state.latter)
            if third is None and people.host:
                third = Speaker(None, people.host)  # whom a post abroad talks with and does not name
        if self.kind == REPORT and state.opener and self._opens(head.start):
            third = state.opener
        verb = self.doc.text[head.verb_start:head.verb_end]
        if state.asked and phrase("reply-verb").match(verb) and (asked := self._asked()):
            return asked
        if state.asked and phrase("reply-verb").match(verb) and state.latter and not state.latter.same(state.current):
            return state.latter
        return third

    def _last_state(self, at: int) -> Speaker | None:
        """The state that a sentence last names before its "it": "The Persian Government was ready, but it asked"."""
        named = [m for m in inside(self.doc, self.state.begin, at) if m.kind == "actor" and m.ref_id and not personal(m)]
        return Speaker(None, state(named[-1].ref_id)) if named else None

    def _letter_from(self, head: Head) -> Speaker | None:
        """Who wrote the letter of which a clause tells what it says: a letter from Mr. Alda, who was ill, in which he asked."""
        text, begin = self.doc.text, self.state.begin
        found = phrase("in-which").search(text, begin, head.start)
        if found is None:
            return None
        sent = next((m for m in inside(self.doc, found.end("from"), found.end("from") + BESIDE) if m.kind in ("person", "actor")), None)
        return self.people.of_mention(sent) if sent else None

    def _headed(self, sentence: Sentence) -> Speaker | None:
        """Whose name or office in capitals opens a paragraph of minutes, which is his: "MR. BERG could not see the use of it"."""
        text, begin = self.doc.text, sentence.start
        if self.kind != REPORT or (begin and text[begin - 1] != "\n"):
            return None
        if role := phrase("office-capitals").match(text, begin):
            return self.people.of_role(role[0])
        first = next((m for m in inside(self.doc, begin, begin + 1) if personal(m)), None)
        capitals = first is not None and _CAPITAL.search(first.surface) and phrase("does-behind").match(text, first.end)
        return self.people.of_mention(first) if first is not None and capitals else None

    def _asked(self) -> Speaker | None:
        """Who answers the teller of a talk: whom he says that he asked, else who talks with him."""
        state, teller = self.state, self.people.narrator
        if self.kind != REPORT or state.current is None or teller is None or not state.current.same(teller):
            return None
        return state.whom or state.third

    def _named_before(self, at: int) -> Speaker | None:
        """The person whom the sentence opens with as its subject, before its "he"; not the teller."""
        begin = self.state.begin
        first = next((m for m in inside(self.doc, begin, min(at, begin + OPENING)) if personal(m)), None)
        if first is None or self.doc.text[first.end : first.end + 1] in ("’", "'", "ʹ"):
            return None
        who = self.people.of_mention(first)
        return who if who and not who.tells(self.people.narrator) else None

    def _own(self) -> bool:
        """Whether a sentence that opens with "we" is the writer's own word: in what he reports to his superiors or writes to another."""
        return self.doc.genre == CORRESPONDENCE and self.people.narrator is not None

    def _opens(self, at: int) -> bool:
        """Whether a pronoun stands at the head of its sentence."""
        return len(_WORDS.findall(self.doc.text, self.state.begin, at)) <= 1

    def _begins(self, at: int) -> bool:
        """Whether a subject stands at the head of its sentence, behind the number of a paragraph at most."""
        return phrase("opens-with").fullmatch(self.doc.text, self.state.begin, at) is not None

    def _opener(self, sentence: Sentence) -> Speaker | None:
        """The person of whom a sentence tells something first, or whom its "he" goes on with."""
        text, begin = self.doc.text, sentence.start
        if text.startswith(("He ", "She "), begin):
            return self.state.opener
        first = next((m for m in inside(self.doc, begin, begin + OPENING) if personal(m)), None)
        opens = first is not None and opens_clause(text, begin, first.start, first.end)
        if first is not None and opens and not phrase("had-told").match(text, first.end):
            who = self.people.of_mention(first)
            return who if who and not who.tells(self.people.narrator) else None
        return None

    def _topic(self, sentence: Sentence) -> str | None:
        """The state of which a sentence tells something first, or whom its "they" goes on with."""
        begin = sentence.start
        if phrase("they-open").match(self.doc.text, begin):
            return self.state.topic
        first = next((m for m in inside(self.doc, begin, begin + OPENING) if m.kind == "actor" and m.ref_id and not personal(m)), None)
        if first is None or not opens_clause(self.doc.text, begin, first.start, first.end):
            return None
        return state(first.ref_id)

    def _remember(self, sentence: Sentence) -> None:
        """Note who was named, for "the latter", "they" and an answer to a question."""
        state = self.state
        state.before = sentence.start
        state.opener = self._opener(sentence)
        state.topic = self._topic(sentence)
        for m in inside(self.doc, sentence.start, sentence.end):
            if personal(m):
                who = self.people.of_mention(m)
                if who and not who.same(state.current):
                    state.latter, state.latter_at = who, sentence.start
                if who and who.actor_id and self.people.narrator and who.against(self.people.narrator):
                    state.stranger = who
            elif m.kind == "actor" and m.ref_id and not (state.label and state.label.actor_id == m.ref_id):
                state.last_actor = m.ref_id
                if self.people.narrator and m.ref_id != self.people.narrator.actor_id:
                    state.last_other = m.ref_id
