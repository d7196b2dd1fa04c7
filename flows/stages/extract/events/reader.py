"""Events: who did what to whom, when and where, read from verbs and event nouns by the rules of `rules/events.csv`."""

from __future__ import annotations

import bisect
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial

from flows.stages.actions import acts
from flows.stages.extract.discourse import NEUTER, PLURAL, SINGULAR_PERSON, Discourse, Subjects, law_words, people_words, with_people
from flows.stages.extract.events import about
from flows.stages.extract.events.clause import Clause, proper_name, topic
from flows.stages.extract.events.distinct import distinct, without_mere_decisions
from flows.stages.extract.events.framing import framing, only_treaty
from flows.stages.extract.events.likewise import repeated, without_verb
from flows.stages.extract.events.rules import LETTERS, EventRule, event_rules
from flows.stages.extract.events.sighting import Sighting
from flows.stages.extract.events.when import spoken
from flows.stages.extract.events.when.dates import beside
from flows.stages.extract.events.when.dating import dated, to_come
from flows.stages.extract.events.where.act import Act
from flows.stages.extract.events.where.place import place
from flows.stages.extract.events.whether import nominal, realis
from flows.stages.extract.events.whether.asides import of_nobody, tells_nothing
from flows.stages.extract.events.whether.considered import considered
from flows.stages.extract.events.whether.told import is_move
from flows.stages.extract.events.who import ahead, courses, notes, partakers, talkers, terms
from flows.stages.extract.events.who.roles import Participant, as_counted, holds, named_after
from flows.stages.extract.positions.articles import cited
from flows.stages.extract.positions.sides import Speaker
from flows.stages.extract.positions.voices import Voices, as_mention
from flows.stages.extract.quotes import of_frame
from flows.stages.genres import MINUTES, TALKS
from flows.stages.grammar.clauses import is_aside, reports
from flows.stages.grammar.frames import Parse
from flows.stages.grammar.lexis import control, word_class
from flows.stages.grammar.nouns import ANSWERED, noun_frame
from flows.stages.grammar.units import ENTITY, Unit, units_of
from flows.stages.model import UNTOLD, Document, Mention, Sentence
from flows.stages.recognise.gazetteer import Gazetteer, gazetteer

LEAD = 10
"""How much ahead of a clause says how it is meant, in characters: its conjunction (if, unless, neither)."""


@dataclass(slots=True)
class Event:
    """A candidate event of one sentence."""

    rule: EventRule
    trigger: tuple[int, int]
    quote: tuple[int, int]
    participants: list[Participant]
    realis: str
    date: str | None
    basis: str
    date_mention: Mention | None
    place: Mention | None
    treaty: Mention | None
    confidence: float
    sentence: int
    local_id: str = ""
    also: list[tuple[int, int]] = field(default_factory=list)
    merged: bool = False
    others: list[Mention] = field(default_factory=list)
    name: str | None = None
    anaphoric: bool = False
    borrowed: bool = False
    """Whether the clause names nobody, and those who last dealt with each other stand in."""
    staged: bool = False
    """Whether it goes on where others met before, and takes its place and time from there."""
    about: Mention | None = None
    """The treaty that it is a dealing over: its own, or the one that its complement names."""


EARLIER = 800
"""Characters ahead of a sentence within which a place is told of to which it may come back: they fought in the region."""
CHAINED = SINGULAR_PERSON | NEUTER | PLURAL


class Reader:
    """Reads the events of one document, sentence by sentence, keeping what pronouns need."""

    def __init__(self, doc: Document) -> None:
        self.doc = doc
        self.rules = event_rules()
        self.gazetteer: Gazetteer = gazetteer()
        self.voices = Voices(doc) if doc.genre in TALKS else None
        self.discourse = Discourse(doc, self.gazetteer.states, self.voices, self.gazetteer.owners)
        self.mentions = sorted(doc.mentions, key=lambda m: (m.start, -m.end))
        self.starts = [m.start for m in self.mentions]
        present = self.voices.present if self.voices else []
        self.passage_starts = {p.passage_no: p.start for p in doc.passages}
        self.kinds = {p.passage_no: p.kind for p in doc.passages}
        titled = [] if present or self.voices is None else talkers.between(doc, self.gazetteer, self.discourse, self.mentions)
        self.assembly = doc.genre == MINUTES and not present and not titled
        """Whether it is of a conference whose members its head does not name."""
        main = self.discourse.main
        told = talkers.reported(doc, self.gazetteer, self.mentions, self.voices) if self.voices is not None else []
        likely = told or (titled if titled and not set(main) <= set(titled) else main)
        self.sides: list[str] = []
        if self.voices is not None:  # three may talk of a fourth most
            self.sides = present if len(present) > 1 else talkers.with_home(self.voices, likely, self.discourse)
        self.parties = [Participant(a, None, "party") for a in self.sides or self.discourse.main]
        self._topic: str | Callable[[], str] = ""
        self.told: list[Event] = []
        """Every event read so far, in order of its trigger."""
        self.dealt_in = -1
        """The sentence in which the parties dealt with each other."""
        self.talk = (self.voices is not None and not self.voices.people.account
                     and all(cited(doc, m) for m in doc.mentions if m.kind == "article"))
        """Whether the document reports talk in which no text is negotiated: proposing and asking there are no acts."""

    def sentence_at(self, position: int) -> Sentence:
        """The sentence that an offset of the text lies in."""
        return self.doc.sentence_at(position)

    def told_in(self, first: int, last: int) -> list[Event]:
        """The events read so far of the sentences from one number to another, in their order."""
        low = bisect.bisect_left(self.told, first, key=lambda e: e.sentence)
        return self.told[low : bisect.bisect_right(self.told, last, lo=low, key=lambda e: e.sentence)]

    def passage_start(self, sentence: Sentence) -> int:
        """Where the passage of a sentence begins."""
        return self.passage_starts.get(sentence.passage_no, sentence.start)

    def between(self, start: int, end: int) -> list[Mention]:
        """The mentions that begin in text[start:end]."""
        return self.mentions[bisect.bisect_left(self.starts, start) : bisect.bisect_left(self.starts, end)]

    def read(self) -> list[Event]:
        """Every event of the document in order of its trigger."""
        for sentence in self.doc.sentences:
            if self.kinds.get(sentence.passage_no) in UNTOLD:
                continue
            mentions = [m for m in self.between(sentence.start, sentence.end) if m.end <= sentence.end]
            words = frozenset(LETTERS.findall(self.doc.text[sentence.start : sentence.end].lower()))
            if not self.rules.triggers.isdisjoint(words) or not word_class("takes-up").isdisjoint(words):
                self.told += self._sentence(sentence, mentions, words)
                continue
            self._topic = partial(self._topic_of, sentence, mentions)
            if any(m.ref_id and m.kind in ENTITY for m in mentions):
                # Only a pronoun soon after asks for the grammar of a sentence in which nothing happens.
                self.discourse.note_subjects(sentence.end, partial(self._subjects, sentence, mentions))
        return self.told

    def _parse(self, sentence: Sentence, mentions: list[Mention]) -> Parse:
        return Parse(units_of(self.doc.text, sentence.start, sentence.end, mentions, self.rules.forms))

    def _subjects(self, sentence: Sentence, mentions: list[Mention]) -> Subjects:
        return self._subjects_of(self._parse(sentence, mentions))

    def _sentence(self, sentence: Sentence, mentions: list[Mention], words: frozenset[str]) -> list[Event]:
        parse = self._parse(sentence, mentions)
        found: list[Event] = []
        notes.fill(parse, self.discourse, self.between(self.passage_start(sentence), sentence.end), self.doc.text)
        self.discourse.note_subjects(sentence.end, self._subjects_of(parse))
        self.discourse.ahead = ahead.meant(parse, sentence, mentions)
        for np in parse.phrases():
            if np.head and (named := [m for m in np.entities() if m.ref_id and m.kind in ("actor", "person")]):
                self.discourse.note_phrase(np.head, np.start, named)
        for m in mentions:
            self.discourse.note_body(m)
        for u in parse.units:
            if u.kind == "verb" and u.text in self.rules.verbs:
                event = self._verb(parse, u, sentence, mentions)
                if event is not None and event.rule.action == "sign":
                    found += [replace(event, treaty=t, participants=list(event.participants), also=[]) for t in event.others]
                if event is not None:
                    found += without_verb(self, event, parse, sentence, mentions)
            elif u.kind == "word" and u.text in self.rules.nouns:
                event = self._noun(parse, u, sentence, mentions)
            else:
                continue
            if event is not None:
                found.append(event)
        self._topic = topic(self.doc.text, parse, self.topic)
        found += self._phrases(parse, sentence, mentions, words)
        found += repeated(self, parse, sentence, mentions, found)
        found = without_mere_decisions(found, self.doc.text)
        return distinct(sorted(found, key=lambda e: e.trigger))

    def topic(self) -> str:
        """What the sentence before was about: its subject."""
        return self._topic if isinstance(self._topic, str) else self._topic()

    def _topic_of(self, sentence: Sentence, mentions: list[Mention]) -> str:
        return topic(self.doc.text, self._parse(sentence, mentions), str)

    def _subjects_of(self, parse: Parse) -> Subjects:
        told: tuple[Subjects, Subjects] = ([], [])
        for i, frame in ((i, parse.frame(i)) for i in parse.verbs):
            if frame.vg is None or not frame.vg.finite or frame.inherited:
                continue
            for np in frame.slots.get("patient" if frame.vg.passive else "agent", ()):
                if named_after(np):
                    continue
                named = tuple(with_people(np.head, m) for m in np.entities() if m.ref_id)
                if np.treaties and not np.heads:
                    named = (*np.treaties[:1], *named)
                if not named and np.pronoun in CHAINED and self.voices is None:  # who a pronoun means goes on to be meant by the next
                    named = tuple(m for m in self.discourse.subject(np.pronoun, np.start, told[0]) if m.ref_id)
                tells = self.discourse.hero and all(m.kind == "person" for m in named) and reports(parse.chunks, i)
                if named and not tells:  # who tells of the one whose life it is, or is said to have acted, is not gone on with
                    told[is_aside(parse.chunks, i)].append((frame.vg.start, named))
        return told[1] + told[0]

    def _verb(self, parse: Parse, u: Unit, sentence: Sentence, mentions: list[Mention]) -> Event | None:
        i = parse.verb_at(u.start)
        if i is None:
            return None
        frame = parse.frame(i)
        terms.take_up(frame, self.discourse, self.doc.text)
        clause = Clause(self.doc.text, parse, frame, u, sentence, self.topic)
        for rule in self.rules.finding(self.rules.verbs[u.text], clause.around):
            if not self._reads(rule):
                continue
            if rule.wants is not None and not rule.wants.search(clause.asked(rule.wants)):
                continue
            if rule.shuns is not None and rule.shuns.search(clause.asked(rule.shuns)):
                continue
            if rule.of_treaty and frame.vg is not None and frame.vg.infinitive:
                continue  # what a treaty served or attempted to do is no term of it
            if rule.of_treaty and not terms.named_in_full(frame):
                continue
            if not all(holds(frame, slot, kind) for slot, kind in rule.needs):
                continue
            lead = self.doc.text[max(sentence.start, frame.start - LEAD) : u.start].lower()
            told, state = rule.action, realis.of_verb(parse, i, frame, rule.action, lead, clause.around)
            if state is None and self.voices is not None:
                state = considered(parse, i, rule.action, lead)
            if state is None or (self.talk and realis.only_spoken_of(parse, i, state)):
                return None
            before, behind = self.doc.text[sentence.start : u.start], self.doc.text[u.end : sentence.end]
            if (state == "actual" and realis.in_condition(before, behind)) or tells_nothing(before, behind, state, frame):
                return None
            if of_nobody(parse, i, frame, rule.action):
                return None
            if state == "negated" and not realis.neither(lead) and (becomes := realis.denied(rule.action, clause.around)) is not None:
                promised = frame.vg is not None and frame.vg.infinitive and "not to " in lead  # an undertaking not to make peace
                if not becomes or rule.of_treaty or promised or (rule.action in acts("between-parties") and not rule.party):
                    return None  # a promise that one did not make is nothing that happened
                if rule.action not in acts("between-parties") and frame.vg is not None and frame.vg.infinitive:
                    return None  # the refusal to do it is told by its own verb
                rule, state = replace(rule, action=becomes), "actual"
            event = self.event(Sighting(rule, frame, parse, (u.start, u.end), state, sentence, mentions))
            if event is not None and rule.action != told and rule.action in acts("answers-only"):
                event.participants = [replace(p, role="source") if p.role == "party" else p for p in event.participants]  # could not agree
            reported = self.talk or (rule.only_told and self.voices is not None)
            lawful = rule.action in acts("laws") and any(np.head in law_words() for np in frame.slots.get("patient", ()))
            if event is not None and lawful:
                made = [as_mention(Speaker(p.person_id, p.actor_id), sentence.end) for p in event.participants]
                self.discourse.note_phrase("law", sentence.end, made)
            if event is not None and not is_move(event, frame, self.voices, self.sides, self.doc.genre, reported):
                return event
        return None

    def _reads(self, rule: EventRule) -> bool:
        """Whether a rule is for documents such as this one."""
        return self.voices is not None or not rule.only_talk

    def _noun(self, parse: Parse, u: Unit, sentence: Sentence, mentions: list[Mention]) -> Event | None:
        frame = noun_frame(parse, u.start)
        if frame is None:
            return None
        after = self.doc.text[u.start : min(sentence.end, u.end + 70)].lower()
        near = self.doc.text[max(sentence.start, u.start - 25) : min(sentence.end, u.end + 30)].lower()
        for rule in self.rules.finding(self.rules.nouns[u.text], after):
            if rule.wants is not None and not rule.wants.search(after):
                continue
            if rule.shuns is not None and rule.shuns.search(near):
                continue
            if not all(holds(frame, slot, kind) for slot, kind in rule.needs):
                continue
            ahead.share(parse, frame, u.start, rule.action)
            reacts = frame.governor is not None and frame.governor.word in control("react")
            if rule.action not in acts("done-by-saying") and not reacts and (whose := frame.slots.get(ANSWERED)):
                frame.slots.setdefault("by", whose)  # the raid had been approved by Norway
            before, lead = self.doc.text[frame.start : u.start], self.doc.text[sentence.start : u.start].lower()
            state = nominal.of_noun(parse, frame, rule.action, before, lead, after[len(u.text) :])
            state = "proposed" if self.voices and state == "actual" and nominal.to_come(frame, rule.action, before) else state
            if state is None or (state == "negated" and realis.denied(rule.action, after) is not None):
                return None
            event = self.event(Sighting(rule, frame, parse, (u.start, u.end), state, sentence, mentions))
            if event is not None:
                if event.date_mention is None:
                    event.date = beside(event.date, next((c.prep for c in parse.chunks if c.prep and c.start <= u.start < c.end), None))
                event.name = proper_name(self.doc.text[sentence.start : u.start], u.text) if self.doc.text[u.start].isupper() else None
                own = any(frame.slots.get(slot) for slot in ("owner", "between", "by", "of", "among"))
                own |= any(np.entities() or np.pronouns() or np.head in people_words() for np in frame.slots.get("with", ()))
                again = event.name is None and not own and courses.takes_up(self.doc.text, sentence, u.start)
                event.anaphoric = again and not courses.goes_on(rule, frame)
                told_of = courses.told_of(lead, after) if self.voices is None else courses.known(event, lead, after)
                topical = len(event.participants) > 1 and told_of
                if event.borrowed and not (event.anaphoric or event.name or event.date_mention or event.place or topical):
                    return None  # "a meeting", "talks": of nobody, at no time and place, on nothing
                return event
        return None

    def _phrases(self, parse: Parse, sentence: Sentence, mentions: list[Mention], words: frozenset[str]) -> list[Event]:
        out: list[Event] = []
        if self.rules.telling.isdisjoint(words):
            return out
        text = self.doc.text[sentence.start : sentence.end].lower()
        for pattern, rule, telling in self.rules.phrases:
            if telling.isdisjoint(words):
                continue
            for m in pattern.finditer(text):
                start, end = sentence.start + m.start(), sentence.start + m.end()
                i = next((k for k in parse.verbs if parse.chunks[k].end >= start - 1 and parse.chunks[k].start < end), None)
                frame = parse.frame(i) if i is not None else noun_frame(parse, start)
                if frame is not None and not nominal.remembered(text[: m.start()]) and not nominal.ceased(frame, rule.action):
                    event = self.event(Sighting(rule, frame, parse, (start, end), "actual", sentence, mentions))
                    if event is not None:
                        out.append(event)
        return out

    def event(self, found: Sighting) -> Event | None:
        """The act that a rule reads in a frame; None where nobody takes part, or not as many as the rule asks for."""
        rule, frame, trigger, sentence = found.rule, found.frame, found.trigger, found.sentence
        if not self._reads(rule) or (self.talk and not rule.in_talk and rule.pos != "verb"):
            return None
        date, basis, mention = dated(self, rule, frame, found.parse, trigger, sentence, found.mentions)
        date = to_come(date, mention, found.state, frame)
        who = partakers.of(self, found, date or sentence.date)
        if who is None:
            return None
        treaty = who.treaties[0] if who.treaties else framing(rule.action, self.doc.text, sentence, found.mentions, trigger[0])
        if treaty is None and rule.takes_up:
            before = self.doc.sentences[max(0, sentence.sentence_no - 1)].start
            treaty = only_treaty(self.between(before, trigger[0])) or only_treaty(self.between(self.passage_start(sentence), trigger[0]))
        told = rule.action in acts("treaty-acts") or rule.of_treaty or (rule.action in acts("done-by-parties") and terms.doing(frame))
        if not who.participants and not (treaty is not None and told):
            return None
        if who.participants and as_counted(rule.action, who.participants) < rule.least:
            return None
        earlier = self.between(max(self.passage_start(sentence), sentence.start - EARLIER), sentence.start)
        act = Act(rule.action, frame, found.parse, found.mentions, trigger, who.participants, self.doc.text, self.gazetteer, earlier)
        where = place(act)
        quote, others = of_frame(self.doc.text, frame, sentence), who.treaties[1:]
        event = Event(
            rule, trigger, quote, who.participants, found.state, date, basis, mention, where, treaty, who.confidence,
            sentence.sentence_no, others=others,
        )
        event.borrowed = who.borrowed
        event.about = treaty or about.concerned(rule.action, frame, found.parse, trigger[1])
        event.date = spoken.dated(self, event, frame)
        return event
