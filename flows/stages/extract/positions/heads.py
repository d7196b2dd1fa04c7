"""The subjects of a sentence, each with its verb: who said or did it, whether it is denied, owed or done."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import Protocol

from flows.stages.extract.positions.rules import SAYS, STATE, Verb, said_by, verbs, words
from flows.stages.extract.positions.sides import personal
from flows.stages.extract.positions.wording import phrase
from flows.stages.grammar.units import HYPHENS, STEMS
from flows.stages.model import Document, Mention, Sentence

WORD = re.compile(r"[A-Za-z’']+")
SPEAKERS = {"role": "role", "pronoun": "pronoun-subject", "initial": "initial-speaks", "paper": "paper-speaks"}
"""Kinds of subjects that are no mentions, each with the use of its phrase."""
PERFECT = frozenset(("has", "have"))
OWN = {"his": "he", "her": "she", "their": "they", "my": "I", "our": "we"}
AHEAD = frozenset(("will", "would", "can", "could", "may", "might"))
FIRM = frozenset(("asks", "rejects", "amends"))
"""Stances that a negation does not turn into a refusal."""
OWED = frozenset(("must", "should", "ought"))
VIEW = 60
"""So many characters before a subject may say that what follows is its view: "It was the view of the Ruritanian Government that"."""
_PUT_IN = re.compile(r",[^,]*,")
"""What is put in between a subject and its verb."""
RAISED = 30
"""So many characters before a subject may hold the negation of its verb: "I do not think that they will agree"."""


class Span(Protocol):
    """A sentence or a clause."""

    start: int
    end: int


@dataclass(slots=True)
class Subject:
    """What stands before a verb: a mention, a role noun, or a pronoun; `mention` is the entity inside it, if any."""

    start: int
    end: int
    kind: str
    surface: str
    mention: Mention | None = None


@dataclass(slots=True)
class Head:
    """A subject with its verb; `subject` is None where the verb continues an earlier subject.

    `owed` says that the subject must or should do it, which is what somebody wants of it; `done` that the act is told as
    done ("have rejected", "was rejected by"), not as speech that goes on.
    """

    start: int
    verb_start: int
    verb_end: int
    verb: Verb
    subject: Subject | None
    negated: bool = False
    past_perfect: bool = False
    owed: bool = False
    done: bool = False

    @property
    def stance(self) -> str:
        """The stance of its verb; a move that is not made is refused ("would never agree")."""
        return "rejects" if self.negated and self.verb.moves else self.verb.stance

    @property
    def tells(self) -> bool:
        """Whether it is a move of its subject, made or refused."""
        return self.verb.moves and not (self.negated and self.verb.stance in FIRM)


def subjects(doc: Document, sentence: Span) -> list[Subject]:
    """What in the sentence can be the subject of a verb of speech, in order; longer readings first."""
    text = doc.text
    out: list[Subject] = []
    first = bisect_left(doc.mentions, sentence.start, key=lambda m: m.start)
    for mention in doc.mentions[first:]:
        if mention.start >= sentence.end:
            break
        if mention.kind not in ("person", "actor") or mention.form == "pronoun" or mention.end > sentence.end:
            continue
        end, kind = mention.end, mention.kind
        if kind == "actor" and (body := phrase("body-behind").match(text, end, sentence.end)):
            end, kind = body.end(), "body"
        elif personal(mention):
            kind = "person"
        surface = text[mention.start:end]
        end += "," in surface and text.startswith(", ", end)  # "The Norwegian Minister, M. Berg, had told"
        out.append(Subject(mention.start, end, kind, surface, mention))
    numbered = [m for m in doc.mentions[first:] if m.kind == "article" and m.start < sentence.end]  # the "I" of Article I
    taken = [(s.start, s.end) for s in out] + [(m.start, m.end) for m in numbered]
    for kind, use in SPEAKERS.items():
        for m in phrase(use).finditer(text, sentence.start, sentence.end):
            if not any(a <= m.start() < b or a < m.end() <= b for a, b in taken):
                out.append(Subject(m.start(), m.end(), kind, m.group()))
    own = bool(doc.meta.get("third_person"))  # a note in which the writer is "it"
    for m in phrase("it-speaks").finditer(text, sentence.start, sentence.end):
        before = any(s.kind in ("actor", "body") and s.end < m.start() for s in out)
        if own or (before and phrase("joined-to").search(text, sentence.start, m.start())):
            out.append(Subject(m.start(), m.end(), "pronoun", m.group()))
    for m in phrase("own-word").finditer(text, sentence.start, sentence.end):
        if phrase("said-was").match(text, m.end(), sentence.end):
            out.append(Subject(m.start(), m.end(), "pronoun", OWN[m.group().lower()]))
    return sorted(out, key=lambda s: (s.start, -s.end))


def heads(doc: Document, sentence: Sentence) -> list[Head]:
    """Every subject of the sentence that has a known verb, in order of the subject."""
    text, end = doc.text, sentence.end
    table, be, helping, disposed = verbs(), words("be"), words("auxiliary"), words("disposed")
    out = []
    found = subjects(doc, sentence)
    for subject in found:
        if told := phrase("said-was").match(text, subject.end, end):
            verb = choose(table[said_by()[told["noun"]]], text, told.end(), end)
            if verb is not None:
                out.append(Head(subject.start, told.start("noun"), told.end(), verb, subject, bool(told["not"])))
            continue
        of = phrase("said-of").search(text, max(sentence.start, subject.start - VIEW), subject.start)
        if of and phrase("said-is").match(text, subject.end, end):
            verb = choose(table[said_by()[of["noun"]]], text, subject.end, end)
            if verb is not None:
                out.append(Head(of.start(), of.start("noun"), subject.end, verb, subject))
            continue
        if phrase("possessive").match(text, subject.end, end) or _in_side_clause(text, sentence, subject):
            continue
        tail = phrase("tail").match(text, subject.end, end)
        if tail is None:
            continue
        gap, word = tail["gap"], tail["verb"]
        told_on = gap.lstrip(" ,").startswith("who")
        as_object = phrase("object-before").search(text, max(sentence.start, subject.start - 16), subject.start) is not None
        if not told_on and not word.endswith("ing") and as_object:
            continue  # "our position on Ruritania is"
        aux = [w for w in map(_whole, WORD.findall(_PUT_IN.sub(" ", gap))) if w in be or w in helping]
        before = text[max(sentence.start, subject.start - RAISED) : subject.start]
        inverted = phrase("inverted").search(before) is not None
        negated = inverted or bool(phrase("negation").search(gap) or phrase("raised").search(before) or phrase("neither").search(before))
        verb = choose(table.get(word, ()), text, tail.end(), end)
        verb_start, verb_end = tail.start("verb"), tail.end()
        if verb is not None and verb.stance != STATE and aux and aux[-1] in be and not word.endswith("ing"):
            verb = choose(table["is"], text, verb_end, end)
        elif verb is not None and verb.base and not (aux or inverted) and not _takes_plain(text, subject):
            verb = None  # "the Ruritanian demand", "the Turko-Ruritanian dispute"
        elif verb is None and (aux or word in be or word in helping or word in disposed):
            verb = choose(table.get(aux[-1] if aux else word, ()) or table["is"], text, verb_end, end)
        if verb is not None and subject.surface.lower() == "you" and verb.stance != STATE and not AHEAD.isdisjoint(aux):
            verb = None  # "you will agree": it is hoped for, and not done
        if verb is not None:
            start = text.index("who", subject.end) if told_on else subject.start
            out.append(Head(start, verb_start, verb_end, verb, subject, negated, "had" in aux, not OWED.isdisjoint((*aux, word)),
                            not PERFECT.isdisjoint(aux)))
    for m in phrase("passive").finditer(text, sentence.start, end):
        by = next((s for s in found if m.end() - 4 <= s.start <= m.end()), None)
        verb = choose(table.get(m["verb"], ()), text, m.end("verb"), end)
        if by and verb:
            out.append(Head(m.start(), m.start("verb"), m.end("verb"), verb, by, done=True))
    return sorted(out, key=lambda h: h.start)


def _in_side_clause(text: str, sentence: Sentence, subject: Subject) -> bool:
    """Whether a subject stands after "if", "because", "which"; what answers the words before it ("to which she replied") is a report."""
    if not phrase("aside-before").search(text, max(sentence.start, subject.start - 40), subject.start):
        return False
    reply = phrase("reply").search(text, max(sentence.start, subject.start - 16), sentence.end)
    return reply is None or not reply.start() < subject.start < reply.end()


def _whole(word: str) -> str:
    """A verb without its "n't"."""
    return STEMS.get(word[:-3], word[:-3]) if word.endswith(("n’t", "n't")) else word


def _takes_plain(text: str, subject: Subject) -> bool:
    """Whether a plain form after the subject is a verb: after I, we, they, "the Turks"; elsewhere it is a noun ("the Turk demand")."""
    if text[subject.start - 1 : subject.start] in HYPHENS:
        return False
    form, name = subject.mention.form if subject.mention else None, subject.surface
    if subject.kind == "pronoun" or (form in ("demonym", "adjective") and subject.kind != "body" and name.endswith(("s", "sh", "ch"))):
        return True
    return name.rpartition(" ")[2] in words("plural")


def choose(rows: tuple[Verb, ...], text: str, at: int, end: int) -> Verb | None:
    """The first row of a verb form whose condition on what follows holds."""
    return next((v for v in rows if v.after is None or v.after.match(text, at, end)), None)


def is_speech(head: Head | None) -> bool:
    """Whether the clause has a verb that reports what its subject said or did in the talk."""
    return head is not None and head.verb.stance != STATE and (head.verb.stance == SAYS or not head.negated)
