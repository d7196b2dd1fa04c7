"""Who speaks in each clause.

Three kinds of document are told apart by their own marks: a transcript ("Name: ..." lines), a letter (the writer
addresses a "you") and a report (indirect speech in the third or first person).  In a transcript the speaker is the
label, in a letter the writer; in a report a clause without a speaker of its own belongs to the last one named.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from flows.stages.extract.positions.clauses import Clause, Head, Subject, clauses, is_speech
from flows.stages.extract.positions.rules import THINKS
from flows.stages.extract.positions.sides import Roster, Speaker
from flows.stages.model import Document, Mention, Sentence

TRANSCRIPT, LETTER, REPORT = "transcript", "letter", "report"

_LABEL = re.compile(r"(?P<name>(?:[A-Z][\w.’'-]*\.?\s+){0,4}[A-Z][\w’'-]+)\s*(?::|\.(?=\s+[A-Z]))\s*")
_COLON = re.compile(r"^(?:[A-Z][\w.’'-]*\.?[ \t]+){0,4}[A-Z][\w’'-]+:[ \t]+\S", re.MULTILINE)
_YOU = re.compile(r"\b[Yy]ou(?:r|rs)?\b")
_FIRST = re.compile(r"\b(?:I|my)\b")
_REPLY = re.compile(r"^(?:repl|answer|respon|retort|rejoin|counter)")
_REPLY_WORDS = re.compile(r"\b[Ii]n (?:reply|response|answer)\b|\byes\b|\bno\b")


@dataclass(slots=True)
class Turn:
    """A clause with its speaker; `named` says that the clause itself names the speaker, `own` that it is told in the first person."""

    clause: Clause
    speaker: Speaker
    named: bool
    carried: bool
    embedded: bool
    sentence: Sentence
    inner: Speaker | None = None


@dataclass(slots=True)
class _State:
    current: Speaker | None = None
    other: Speaker | None = None
    asked: bool = False
    latter: Speaker | None = None
    third: Speaker | None = None
    label: Speaker | None = None
    last_actor: str | None = None

    def take(self, who: Speaker, narrator: Speaker | None) -> None:
        """Make `who` the one who has the floor."""
        if not who.same(self.current):
            self.other = self.current
        self.current = who
        if who.person_id and not who.same(narrator):
            self.third = who


def mode(doc: Document) -> str:
    """Which of the three kinds the document is."""
    if len(_COLON.findall(doc.text)) >= 4:
        return TRANSCRIPT
    per = max(len(doc.text), 1)
    if doc.genre == "correspondence" and len(_YOU.findall(doc.text)) * 1500 > per and len(_FIRST.findall(doc.text)) >= 2:
        return LETTER
    return REPORT


def label(doc: Document, sentence: Sentence, people: Roster, kind: str) -> tuple[Speaker | None, int] | None:
    """The speaker that the sentence opens with, as in "Name: ..." or "Name. ...", and where the speech begins."""
    m = _LABEL.match(doc.text, sentence.start, sentence.end)
    if m is None or (":" not in m.group() and kind == TRANSCRIPT):
        return None
    start, end = m.span("name")
    inside = [x for x in doc.mentions if start <= x.start and x.end <= end and x.kind == "person"]
    who = people.of_mention(inside[-1]) if inside else people.of_role(m["name"])
    if ":" not in m.group() and (who is None or not inside or inside[-1].end < end):
        return None
    if who is None and kind != TRANSCRIPT:
        return None
    return who, m.end()


class Attribution:
    """Walks over the sentences of a document and says whose clause each is."""

    def __init__(self, doc: Document, people: Roster) -> None:
        self.doc, self.people = doc, people
        self.kind = mode(doc)
        self.state = _State()
        if self.kind == LETTER:
            self.state.current = people.narrator

    def turns(self, sentence: Sentence) -> list[Turn]:
        """The clauses of the next sentence that have a speaker."""
        start = sentence.start
        if opened := label(self.doc, sentence, self.people, self.kind):
            who, start = opened
            if self.kind == TRANSCRIPT:
                self.state.label = self.state.current = who
            elif who:
                self.state.take(who, self.people.narrator)
        out = []
        within: Speaker | None = None
        for clause in clauses(self.doc, sentence, start):
            turn = self._turn(clause, within, sentence)
            if turn:
                turn.inner = self._inner(clause, turn)
                out.append(turn)
                within = turn.speaker if not turn.embedded else within
        self._remember(sentence)
        return out

    def _turn(self, clause: Clause, within: Speaker | None, sentence: Sentence) -> Turn | None:
        state, head = self.state, clause.head
        base = within or state.current
        if head is None or head.subject is None:
            speaker = base
            if head is not None and speaker is not None:
                state.asked = head.verb.stance == "asks"
            return Turn(clause, speaker, head is not None, head is None, False, sentence) if speaker else None
        speaker = self._resolve(head, head.subject)
        speech = is_speech(head)
        if speaker is None:
            if speech and head.subject.kind == "role" and self.people.home:
                speaker = Speaker(None, self.people.home)
            else:
                return Turn(clause, base, False, True, False, sentence) if base else None
        if not speech and within is not None and head.subject.kind == "pronoun":
            return Turn(clause, within, False, False, False, sentence)
        if not speech and not self._may_tell(head, speaker, clause):
            return Turn(clause, base, False, True, False, sentence) if base else None
        if clause.reported and within is not None and not within.same(speaker):
            if not head.verb.moves and not head.past_perfect:
                return Turn(clause, within, False, True, False, sentence)
            return Turn(clause, speaker, True, False, True, sentence)
        if self._keeps_floor(head, speaker, speech):
            state.take(speaker, self.people.narrator)
            state.asked = head.verb.stance == "asks"
        return Turn(clause, speaker, True, False, self.kind != REPORT, sentence)

    def _inner(self, clause: Clause, turn: Turn) -> Speaker | None:
        """The other speaker whose move the clause tells, as in "I see that you agree to meet"."""
        head = clause.inner
        if head is None or head.subject is None or (clause.head and clause.head.verb.moves):
            return None
        if head.subject.kind == "pronoun" and head.subject.surface.lower() != "you":
            return None
        who = self._resolve(head, head.subject)
        return who if who and not who.same(turn.speaker) and not (who.actor_id and who.actor_id == turn.speaker.actor_id) else None

    def _keeps_floor(self, head: Head, speaker: Speaker, speech: bool) -> bool:
        """Whether bare sentences that follow belong to this speaker."""
        if self.kind != REPORT or not speech:
            return False
        return head.subject is not None and (speaker.person_id is not None or head.subject.kind in ("body", "role", "pronoun", "actor"))

    def _may_tell(self, head: Head, speaker: Speaker, clause: Clause) -> bool:
        """Whether "is ready", "would", "has" may be told of this subject: of those who talk, not of what is talked about."""
        if head.subject is not None and head.subject.kind == "pronoun":
            return True
        if speaker.person_id is None:
            return self.state.current is None
        known = (self.state.current, self.state.other, *self.people.present)
        return any(speaker.same(k) for k in known if k)

    def _resolve(self, head: Head, subject: Subject) -> Speaker | None:
        if subject.kind == "pronoun":
            return self._pronoun(head, subject)
        if subject.kind in ("person", "actor", "body") and subject.mention is not None:
            who = self.people.of_mention(subject.mention)
            if subject.kind == "actor" and subject.mention.form == "adjective":
                return None
            return who
        if subject.surface in ("latter", "Latter"):
            return self.state.latter
        return self.people.of_role(subject.surface)

    def _pronoun(self, head: Head, subject: Subject) -> Speaker | None:
        word, state, people = subject.surface.lower(), self.state, self.people
        if word in ("i", "we"):
            if self.kind == TRANSCRIPT:
                return state.label
            return people.narrator or state.current
        if word == "you":
            return people.addressee if self.kind == LETTER else None
        if word == "they":
            actor = state.last_actor
            return Speaker(None, actor) if actor else state.current
        third = state.current
        if third is None or third.person_id is None or third.same(people.narrator):
            third = state.third or state.latter
        verb = self.doc.text[head.verb_start:head.verb_end]
        if state.asked and _REPLY.match(verb) and state.latter and not state.latter.same(state.current):
            return state.latter
        return third

    def _remember(self, sentence: Sentence) -> None:
        """Note who was named, for "the latter", "they" and an answer to a question."""
        state = self.state
        for m in _inside(self.doc, sentence):
            if m.kind == "person":
                who = self.people.of_mention(m)
                if who and not who.same(state.current):
                    state.latter = who
            elif m.kind == "actor" and m.ref_id and not (state.label and state.label.actor_id == m.ref_id):
                state.last_actor = m.ref_id


def _inside(doc: Document, sentence: Sentence) -> list[Mention]:
    return [m for m in doc.mentions if sentence.start <= m.start < sentence.end]


__all__ = ["Attribution", "Turn", "LETTER", "REPORT", "THINKS", "TRANSCRIPT", "mode"]
