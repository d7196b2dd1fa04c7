"""Who speaks in each clause.

In a transcript it is the label, in a letter the writer; in a report a clause without a speaker of its own belongs to
the last one who had the floor.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from flows.stages.extract.positions.clauses import Clause, clauses
from flows.stages.extract.positions.heads import Head, Subject, is_speech, subjects
from flows.stages.extract.positions.joint import Settled, settled
from flows.stages.extract.positions.kinds import LETTER, REPORT, TRANSCRIPT, greeting, is_question, label, mode
from flows.stages.extract.positions.meant import ONE, opens_clause
from flows.stages.extract.positions.rules import SAYS, THINKS, answers, roles
from flows.stages.extract.positions.sides import Roster, Speaker, inside, personal
from flows.stages.extract.positions.told import PERSONS, THEY, Inner, Told
from flows.stages.extract.positions.wording import phrase
from flows.stages.genres import CORRESPONDENCE
from flows.stages.model import Document, Sentence

BEHIND = 8
"""Characters behind a verb within which its object begins."""
CLOSING = 2
"""A bracket that opens a sentence closes at its end, within so many characters, or after it; "(1)" is a number."""
BOTH = 2
"""More sides than so many are not known to have settled a thing all together."""
_POINT = re.compile(r"[—–•*-]\s?\S")
"""How a point of a list opens."""


@dataclass(slots=True)
class Turn:
    """A clause with its speaker.

    `named` says that the clause itself names the speaker, `embedded` that the floor stays with somebody else, `inner`
    that it tells a move of another as well, `wanted` that it is the other side that must or should do it, `guessed` that it is
    what the writer of a report thinks another could do; `settled` what a noun says that it does, or that those who talk settle it
    between them, the speaker and the `others` alike.
    """

    clause: Clause
    speaker: Speaker
    named: bool
    embedded: bool = False
    inner: Inner | None = None
    wanted: bool = False
    guessed: bool = False
    settled: Settled | Inner | None = None
    others: tuple[Speaker, ...] = ()

    def each(self) -> Iterator[Turn]:
        """The turn for every one of those who take it."""
        yield self
        for other in self.others:
            yield replace(self, speaker=other)

    @property
    def past(self) -> bool:
        """Whether the move was made before the talk that the document is about ("had proposed")."""
        head = self.clause.head
        return head is not None and head.past_perfect


def _says(head: Head) -> bool:
    """Whether a verb tells that something was said, and not only what somebody had in mind."""
    return head.verb.stance == SAYS or (head.verb.moves and head.verb.rule_id not in answers("mind"))



class Attribution(Told):
    """Walks over the sentences of a document and says whose clause each is.

    `spoken` is set once somebody is told to have said or asked something, or the writer speaks for himself; `among` marks a
    letter to a colleague, which may tell what others said.
    """

    def __init__(self, doc: Document, people: Roster) -> None:
        super().__init__(doc, people, mode(doc))
        self.spoken = False
        self.among = self.kind == LETTER and people.colleagues and people.cover is None
        if self.kind == LETTER or doc.genre == CORRESPONDENCE:
            self.state.current = people.narrator
        opening = greeting(doc) if people.cover else None
        closing = phrase("text-ends").search(doc.text, opening.start()) if opening else None
        self.letter = (opening.start() if opening else 0, closing.start() if closing else len(doc.text))
        self.asking = False
        """Whether whoever asks the questions of an interview has the floor."""
        self._read: list[tuple[Sentence, list[Turn]]] | None = None

    def read(self) -> list[tuple[Sentence, list[Turn]]]:
        """The sentences in which anybody may speak, each with its clauses; read once."""
        if self._read is None:
            headings = {p.passage_no for p in self.doc.passages if p.kind == "heading"}
            told = (s for s in self.doc.sentences if s.passage_no not in headings and not self.remarked(s))
            self._read = [(s, self.turns(s)) for s in told]
        return self._read

    def turns(self, sentence: Sentence) -> list[Turn]:
        """The clauses of the next sentence that have a speaker."""
        start = self.state.begin = sentence.start
        self._list(sentence)
        self._cover(sentence)
        if opened := label(self.doc, sentence, self.people, self.kind):
            who, start = opened
            if self.kind == TRANSCRIPT:
                self.asking = is_question(self.doc, sentence)
                self.state.label = self.state.current = who or self._colleague()
            elif who:
                self.state.take(who, self.people.narrator, True)
                self.state.headed = True
        elif headed := self._headed(sentence):
            self.state.take(headed, self.people.narrator, True)
            self.state.headed = True
        own = phrase("remark-opens").match(self.doc.text, start, sentence.end)
        own = own or (phrase("order").match(self.doc.text, start, sentence.end) if self._own() else None)
        if self.kind == REPORT and self.people.narrator and own:
            self.state.take(self.people.narrator, self.people.narrator, True)
        out: list[Turn] = []
        within = self._source(sentence)
        for clause in () if self.asking else clauses(self.doc, sentence, start):
            if self.kind != TRANSCRIPT and (way := settled(self.doc, clause.start if out else sentence.start, clause.end)):
                out += self._together(clause, way)
                continue
            if within is None and (doer := self._does(clause)):
                self.state.take(doer, self.people.narrator, True)
                within = None if doer.tells(self.people.narrator) else doer
            turn = self._turn(clause, self._doing(clause, out) or within)
            if turn is None:
                out += self._by_noun(clause)
                continue
            turn.inner = self._inner(clause, turn.speaker)
            turn.others = self._backers(clause, turn.speaker)
            out.append(turn)
            within = turn.speaker if not turn.embedded else within
        self._remember(sentence)
        return out

    def _doing(self, clause: Clause, before: list[Turn]) -> Speaker | None:
        """Whose move a participle is behind what is told of another: "Varga sent me a note, demanding the ship"."""
        head = clause.head
        goes_on = head is not None and head.subject is None and head.verb.moves and self.doc.text[:head.verb_end].endswith("ing")
        return before[-1].speaker if goes_on and before and before[-1].embedded and before[-1].named else None

    def _by_noun(self, clause: Clause) -> list[Turn]:
        """The turn of one whose move a noun tells, in a clause of a report that nobody speaks."""
        told = self._nominal(clause) if self.kind == REPORT else None
        return [Turn(clause, told.speaker, True, True, settled=told)] if told else []

    def _source(self, sentence: Sentence) -> Speaker | None:
        """The person whose word a sentence of a report says that it gives: "According to Varga, the port was open"."""
        opens = phrase("source-opens").match(self.doc.text, sentence.start, sentence.end) if self.kind == REPORT else None
        first = next((m for m in inside(self.doc, opens.end(), opens.end() + 1) if personal(m)), None) if opens else None
        who = self.people.of_mention(first) if first and self.doc.text.startswith(",", first.end) else None
        self.spoken |= who is not None
        return who

    def _together(self, clause: Clause, way: Settled) -> list[Turn]:
        """The turn of both sides, or of the one whose people sit together; none where nobody knows who settled it."""
        people = self.people
        there = (people.narrator, *people.present, people.addressee if self.kind == LETTER else None)
        sides = list(dict.fromkeys(s.actor_id for s in there if s and s.actor_id))
        other = people.host or (self.state.third.actor_id if self.state.third else None)
        if sides and other and other not in sides:
            sides.append(other)
        if not sides and people.home:
            sides.append(people.home)
        lone = len(people.present) == 1 and people.narrator is None  # who else sat there is not known
        self.spoken = True
        if not sides or len(sides) > BOTH or (lone and len(sides) == 1):
            return []
        first, *others = (Speaker(None, side) for side in sides)
        return [Turn(clause, first, True, True, settled=way, others=tuple(others))]

    def _does(self, clause: Clause) -> Speaker | None:
        """The person with whom a report's clause opens and who does in it what no table knows: "Varga put it aside and said that"."""
        text, begin = self.doc.text, clause.start
        if clause.head is not None or self.kind != REPORT:
            return None
        if phrase("he-did").match(text, begin, clause.end) and self.state.current and self.state.current.same(self.people.narrator):
            return self.state.third
        if self.people.narrator and phrase("i-did").match(text, begin, clause.end):
            return self.people.narrator
        first = next((s for s in subjects(self.doc, clause) if opens_clause(text, begin, s.start, s.end)), None)
        if first is None or first.kind not in PERSONS or first.kind == "pronoun":
            of = first.mention if first and first.kind == "body" and first.surface.endswith(roles("person")) else None
            return self.people.of_mention(of) if of else None
        if first.mention is not None:
            return self.people.of_mention(first.mention)
        if not first.surface.endswith((*roles("person"), *roles("home"))):
            return None  # "Embassy contacts"
        return self.people.of_role(first.surface) or (self._guest() if self.people.narrator else None)

    def _cover(self, sentence: Sentence) -> None:
        """Give what stands before and after a letter that is passed on to who passes it on, and the letter to its writer."""
        start, end = self.letter
        outside = sentence.end <= start or sentence.start >= end
        if outside or self.outside:
            self.state.current = self.people.cover if outside else self.people.narrator
        self.outside = outside

    def _list(self, sentence: Sentence) -> None:
        """Take the points of a list ("Holt made the following points:") as the very words of the one who opens it."""
        state, text = self.state, self.doc.text
        if self.kind != REPORT or sentence.passage_no == state.passage:
            return
        state.passage, state.called, state.headed = sentence.passage_no, False, False
        if not _POINT.match(text, sentence.start):
            state.listed = None
        elif text[max(0, sentence.start - 8) : sentence.start].rstrip().endswith(":"):
            state.listed = state.current
        if state.listed:
            state.current = state.listed

    def remarked(self, sentence: Sentence) -> bool:
        """Whether a sentence stands in brackets: in round ones what the writer of a report thinks, in square ones an editor's words."""
        text, start, end = self.doc.text, sentence.start, sentence.end
        line = text.rfind("\n", 0, start) + 1
        for opens, closes in ("()", "[]") if self.kind == REPORT else ("[]",):
            depth = text.count(opens, line, start) - text.count(closes, line, start)
            whole = text.startswith(opens, start) and text.find(closes, start, end - CLOSING) < 0
            if depth > 0 or whole:
                return True
        return False

    def _colleague(self) -> Speaker | None:
        """Whom an unknown label means in a talk within one government: somebody of the keeper's own."""
        home = self.people.home
        return Speaker(None, home) if home and all(s.actor_id in (None, home) for s in self.people.present) else None

    def _turn(self, clause: Clause, within: Speaker | None) -> Turn | None:
        """Whose words a clause is, and whether they are a move; `within` is who speaks in the report that it is part of."""
        head, base = clause.head, within or self.state.current
        carried = Turn(clause, base, False) if base else None
        if head is None:
            return carried
        if head.subject is None:
            return self._without_subject(clause, head, within)
        subject = head.subject
        if self.kind == LETTER and head.verb.stance == THINKS and subject.surface in ("you", "You"):
            return carried  # "you understand that": the writer's word of his reader
        speaker = self._resolve(head, subject)
        if within is not None and self._goes_on(clause, subject, within):
            speaker = within
        self.spoken |= (_says(head) and subject.surface not in THEY) or self._resolves(head, speaker)
        if speaker is None and self.kind == LETTER and subject.surface in ONE:
            return None  # one whom nobody knows
        speaker = speaker or self._unknown(head, subject)
        if speaker is None:
            return carried
        if (told := self._told_of_another(clause, base, head, subject, speaker)) is not None:
            return told
        return self._of_subject(clause, base, within, speaker)

    def _without_subject(self, clause: Clause, head: Head, within: Speaker | None) -> Turn | None:
        """The words of a verb without a subject: they go on with who speaks, or are the writer's of a telegram."""
        if head.verb.base and within is not None and not phrase("to-do").match(self.doc.text, clause.start):
            return Turn(replace(clause, head=None), within, False)  # "could come and support it": no speech
        base = within or self.state.current
        self.state.asked, self.state.whom = head.verb.stance == "asks", self._object(head)
        self.spoken |= _says(head)
        if within is None and self.kind == REPORT and self.people.narrator and (head.verb.base or self._to_him(head)):
            base = self.people.narrator  # "Believe", "Told him": a telegram leaves out its "I"
        return Turn(clause, base, True) if base else None

    def _unknown(self, head: Head, subject: Subject) -> Speaker | None:
        """Who speaks by an office or a body of which nobody is known: one of the writer's own, or the guest."""
        if not (is_speech(head) and subject.kind in ("role", "person", "body")):
            return None
        title = subject.surface.removeprefix("The ").removeprefix("the ")
        own = title in roles("home") or (subject.kind != "role" and title not in roles("person"))
        return Speaker(None, self.people.home) if own else self._guest()

    def _writes(self, base: Speaker | None) -> bool:
        """Whether it is the writer of a report himself who has the floor."""
        return self._own() and self.kind == REPORT and base is not None and base.same(self.people.narrator)

    def _told_of_another(self, clause: Clause, base: Speaker | None, head: Head, subject: Subject, speaker: Speaker) -> Turn | None:
        """The clause of a speaker that tells what he and another had done, or what another must do."""
        if base is None:
            return None
        before = max(clause.start, head.start - 12)
        if phrase("together-with").search(self.doc.text, before, head.start):
            return Turn(clause, base, True)  # "he and the envoy had agreed": told by the one who has the floor
        if head.owed and (subject.kind != "pronoun" or self._writes(base)) and base.against(speaker):
            wanted = not phrase("among").search(self.doc.text, before, head.start)
            return Turn(clause, base, False, wanted=wanted)  # what another must do is what the speaker wants
        return None

    def _of_subject(self, clause: Clause, base: Speaker | None, within: Speaker | None, speaker: Speaker) -> Turn | None:
        """The turn of a clause that its subject may tell, who then has the floor."""
        head, state = clause.head, self.state
        if head is None or head.subject is None:
            return None
        subject, kind = head.subject, head.subject.kind
        if subject.surface in ("we", "We") and within is None and self._own():
            if base and base.against(speaker) and self._told_of(head, subject):
                return Turn(clause, base, False)
            state.take(speaker, self.people.narrator, False)
            state.called = False
            return Turn(clause, speaker, True, self.kind != REPORT)
        speech = is_speech(head)
        if not speech and within is not None and kind == "pronoun":
            return Turn(clause, within, False)
        weak = not speech or subject.surface in THEY or (head.verb.stance == THINKS and kind not in PERSONS)
        if weak and not head.verb.moves and not self._may_tell(head, speaker):
            return Turn(clause, base, False) if base else None
        guessed = not speech and self._writes(base) and base is not None and base.against(speaker)
        if clause.reported and within is not None and not within.same(speaker):
            told = head.verb.moves or head.past_perfect
            return Turn(clause, speaker, True, True) if told else Turn(clause, within, False)
        told = self.kind == REPORT or (self.among and kind in PERSONS and speech and self._other(subject, speaker))
        if self.among and told:
            state.third = speaker
        if speech and self.kind == REPORT and self._gives_floor(head) and not self._only_told(kind, speaker, subject.surface in THEY):
            state.take(speaker, self.people.narrator, kind in PERSONS)
            state.called = subject.surface not in ("I", "we", "We") and (state.called or kind != "pronoun")
            state.asked, state.whom = head.verb.stance == "asks", self._object(head)
        return Turn(clause, speaker, True, not told, guessed=guessed)

    def _goes_on(self, clause: Clause, subject: Subject, within: Speaker) -> bool:
        """Whether "he" behind a semicolon is the one of whom the sentence tells before it."""
        same = subject.surface in ONE and within.person_id is not None and not within.tells(self.people.narrator)
        return same and self.kind == REPORT and self.doc.text[:clause.start].rstrip().endswith(";")

    def _to_him(self, head: Head) -> bool:
        """Whether a sentence without a subject tells what was said to the one who had the floor: "Urged him to wait"."""
        floor = self.state.current
        opposite = floor is not None and floor.against(self.people.narrator or floor)
        return opposite and phrase("to-him").match(self.doc.text, head.verb_end) is not None

    def _object(self, head: Head) -> Speaker | None:
        """The person who stands right behind a verb: I asked Mr. Varga whether."""
        after = next((m for m in inside(self.doc, head.verb_end, head.verb_end + BEHIND) if personal(m)), None)
        asked = after is not None and phrase("asked-whom").fullmatch(self.doc.text, head.verb_end, after.start) is not None
        return self.people.of_mention(after) if after is not None and asked else None

    def _other(self, subject: Subject, who: Speaker) -> bool:
        """Whether one person is told of who is neither the writer of a letter nor its reader."""
        one = subject.kind != "pronoun" or subject.surface in ("he", "He", "she", "She")
        return one and not who.same(self.people.narrator) and not who.same(self.people.addressee)

    def outward(self, start: int, end: int) -> bool:
        """Whether a clause of a one-sided meeting is about what "we" and another side do; the rest is talk among colleagues."""
        if phrase("ours").search(self.doc.text, start, end):
            return True
        own = self.people.present[0].actor_id
        return any(m.kind == "actor" and m.ref_id and m.ref_id != own for m in inside(self.doc, start, end))
