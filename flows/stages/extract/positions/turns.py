"""Who speaks in each clause.

Three kinds of document are told apart by their own marks: a transcript ("Name: ..." lines), a letter (the writer
addresses a "you") and a report (indirect speech in the third or first person).  In a transcript the speaker is the
label, in a letter the writer; in a report a clause without a speaker of its own belongs to the last one named.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from flows.stages.extract.positions.clauses import Clause, Head, Subject, clauses, is_speech
from flows.stages.extract.positions.rules import THINKS, nouns
from flows.stages.extract.positions.sides import Roster, Speaker
from flows.stages.model import Document, Mention, Sentence

TRANSCRIPT, LETTER, REPORT = "transcript", "letter", "report"

_LABEL = re.compile(r"(?P<name>(?:[A-Z][\w.’'-]*\.?\s+){0,4}[A-Z][\w’'-]+)\s*(?::|\.(?=\s+[A-Z]))\s*")
_COLON = re.compile(r"^(?:[A-Z][\w.’'-]*\.?[ \t]+){0,4}[A-Z][\w’'-]+:[ \t]+\S", re.MULTILINE)
PERSONAL = ("I", "we", "We", "he", "He", "she", "She")
THEY = ("they", "They")
_YOU = re.compile(r"\b[Yy]ou(?:r|rs)?\b")
_YOUR = re.compile(r"\b[Yy]our\s+(?:\w+\s+){0,2}$")
_OWNED = re.compile(r"(?:[’'ʹ]s?)?(?:\s+[Gg]overnment(?:[’'ʹ]s)?)?\s+(?:\w+\s+)?")
_OURS = re.compile(r"\b(?:[Ww]e|[Oo]ur|[Tt]hey|[Tt]heir|[Tt]hem)\b")
_SAID = re.compile(r"\b(?:said|replied|stated|asked|told|remarked|answered)\b")
_FIRST = re.compile(r"\b(?:I|my)\b")
_REPLY = re.compile(r"^(?:repl|answer|respon|retort|rejoin|counter)")
_REPLY_WORDS = re.compile(r"\b[Ii]n (?:reply|response|answer)\b|\byes\b|\bno\b")


@dataclass(frozen=True, slots=True)
class Inner:
    """A move of another speaker that a clause tells; it starts at `start`."""

    speaker: Speaker
    start: int
    stance: str
    rule_id: str


@dataclass(slots=True)
class Turn:
    """A clause with its speaker; `named` says that the clause itself names the speaker, `own` that it is told in the first person."""

    clause: Clause
    speaker: Speaker
    named: bool
    carried: bool
    embedded: bool
    sentence: Sentence
    inner: Inner | None = None

    @property
    def past(self) -> bool:
        """Whether the move was made before the talk that the document is about ("had proposed")."""
        head = self.clause.head
        return head is not None and head.past_perfect


@dataclass(slots=True)
class _State:
    current: Speaker | None = None
    other: Speaker | None = None
    personal: bool = False
    asked: bool = False
    latter: Speaker | None = None
    third: Speaker | None = None
    label: Speaker | None = None
    last_actor: str | None = None

    def take(self, who: Speaker, narrator: Speaker | None, personal: bool) -> None:
        """Make `who` the one who has the floor."""
        if not who.same(self.current):
            self.other = self.current
        self.current, self.personal = who, personal
        if personal and not who.same(narrator):
            self.third = who


def mode(doc: Document) -> str:
    """Which of the three kinds the document is."""
    if len(_COLON.findall(doc.text)) >= 4:
        return TRANSCRIPT
    you, said = len(_YOU.findall(doc.text)), len(_SAID.findall(doc.text))
    if doc.genre == "correspondence" and you * 1500 > len(doc.text) and you > 2 * said and len(_FIRST.findall(doc.text)) >= 2:
        return LETTER
    return REPORT


def label(doc: Document, sentence: Sentence, people: Roster, kind: str) -> tuple[Speaker | None, int] | None:
    """The speaker that the sentence opens with, as in "Name: ..." or "Name. ...", and where the speech begins."""
    m = _LABEL.match(doc.text, sentence.start, sentence.end)
    if m is None or (":" not in m.group() and kind == TRANSCRIPT):
        return None
    start, end = m.span("name")
    inside = [x for x in _inside(doc, start, end) if x.end <= end and x.kind == "person"]
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
            if people.narrator is None:
                people.home = None

    def turns(self, sentence: Sentence) -> list[Turn]:
        """The clauses of the next sentence that have a speaker."""
        start = sentence.start
        if opened := label(self.doc, sentence, self.people, self.kind):
            who, start = opened
            if self.kind == TRANSCRIPT:
                self.state.label = self.state.current = who
            elif who:
                self.state.take(who, self.people.narrator, True)
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
            if not (speech and head.subject.kind in ("role", "person", "body")):
                return Turn(clause, base, False, True, False, sentence) if base else None
            speaker = Speaker(None, self.people.home)
        if not speech and within is not None and head.subject.kind == "pronoun":
            return Turn(clause, within, False, False, False, sentence)
        weak = not speech or (head.verb.stance == THINKS and head.subject.kind not in ("person", "role", "pronoun")) or head.subject.surface in THEY
        if weak and not head.verb.moves and not self._may_tell(head, speaker):
            return Turn(clause, base, False, True, False, sentence) if base else None
        if clause.reported and within is not None and not within.same(speaker):
            if not head.verb.moves and not head.past_perfect:
                return Turn(clause, within, False, True, False, sentence)
            return Turn(clause, speaker, True, False, True, sentence)
        if self._keeps_floor(head, speaker, speech):
            state.take(speaker, self.people.narrator, head.subject.kind in ("person", "role", "pronoun"))
            state.asked = head.verb.stance == "asks"
        return Turn(clause, speaker, True, False, self.kind != REPORT, sentence)

    def _inner(self, clause: Clause, turn: Turn) -> Inner | None:
        """The move of another that the clause tells, as in "I see that you agree to meet" or "your suggestion that we meet"."""
        if clause.head and clause.head.verb.moves and not clause.head.negated:
            return None
        head = clause.inner
        if head is not None and head.subject is not None and (head.subject.kind != "pronoun" or head.subject.surface.lower() == "you"):
            who = self._resolve(head, head.subject)
            if who and turn.speaker.against(who):
                return Inner(who, head.start, head.verb.stance, head.verb.rule_id)
        return self._possessed(clause, turn)

    def _possessed(self, clause: Clause, turn: Turn) -> Inner | None:
        """A noun that is a move of its possessor: "your suggestion that", "the Ruritanian refusal to"."""
        text = self.doc.text
        for noun in nouns():
            for m in noun.pattern.finditer(text, clause.start, clause.end):
                if (mine := _YOUR.search(text, max(clause.start, m.start() - 30), m.start())) and self.kind == LETTER and self.people.addressee:
                    return Inner(self.people.addressee, mine.start(), noun.stance, noun.rule_id)
                owner = next((x for x in _inside(self.doc, clause.start, m.start()) if x.kind in ("actor", "person")
                              and _OWNED.fullmatch(text, x.end, m.start())), None)
                who = self.people.of_mention(owner) if owner else None
                if owner and who and turn.speaker.against(who):
                    return Inner(who, owner.start, noun.stance, noun.rule_id)
        return None

    def _keeps_floor(self, head: Head, speaker: Speaker, speech: bool) -> bool:
        """Whether bare sentences that follow belong to this speaker."""
        if self.kind != REPORT or not speech:
            return False
        return head.subject is not None and (speaker.person_id is not None or head.subject.kind in ("body", "role", "pronoun", "actor"))

    def _may_tell(self, head: Head, speaker: Speaker) -> bool:
        """Whether "is ready", "would", "wants" is told of this subject as a move of its own.

        Inside the speech of another it is what that other says of it.
        """
        current = self.state.current
        if current is None or speaker.same(current) or (current.actor_id and current.actor_id == speaker.actor_id):
            return True
        if head.subject is None or head.subject.surface in PERSONAL:
            return head.subject is None or head.subject.surface not in ("we", "We") or self.kind != REPORT
        return self.kind == REPORT and speaker.person_id is not None and current.same(self.people.narrator)

    def _resolve(self, head: Head, subject: Subject) -> Speaker | None:
        if subject.kind == "pronoun":
            return self._pronoun(head, subject)
        if subject.kind in ("person", "actor", "body") and subject.mention is not None:
            who = self.people.of_mention(subject.mention)
            if subject.kind == "actor" and subject.mention.form == "adjective":
                return None
            return who
        if subject.surface.lower().endswith("latter"):
            return self.state.latter
        if subject.surface.lower().startswith("your "):
            return self.people.addressee if self.kind == LETTER else None
        if subject.surface.lower().startswith("our "):
            return self.people.narrator or self.state.label or self.state.current
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
        if third is None or not state.personal or third.same(people.narrator):
            others = [s for s in people.present if s.person_id and not s.same(people.narrator)]
            third = state.third or (others[0] if len(others) == 1 else state.latter)
        verb = self.doc.text[head.verb_start:head.verb_end]
        if state.asked and _REPLY.match(verb) and state.latter and not state.latter.same(state.current):
            return state.latter
        return third

    def outward(self, start: int, end: int) -> bool:
        """Whether a clause of a one-sided meeting is about what "we" and another side do; the rest is talk among colleagues."""
        if _OURS.search(self.doc.text, start, end):
            return True
        own = self.people.present[0].actor_id
        return any(m.kind == "actor" and m.ref_id and m.ref_id != own for m in _inside(self.doc, start, end))

    def _remember(self, sentence: Sentence) -> None:
        """Note who was named, for "the latter", "they" and an answer to a question."""
        state = self.state
        for m in _inside(self.doc, sentence.start, sentence.end):
            if m.kind == "person":
                who = self.people.of_mention(m)
                if who and not who.same(state.current):
                    state.latter = who
            elif m.kind == "actor" and m.ref_id and not (state.label and state.label.actor_id == m.ref_id):
                state.last_actor = m.ref_id


def _inside(doc: Document, start: int, end: int) -> list[Mention]:
    """The mentions that start in the span, in order."""
    first = bisect_left(doc.mentions, start, key=lambda m: m.start)
    last = bisect_left(doc.mentions, end, lo=first, key=lambda m: m.start)
    return doc.mentions[first:last]
