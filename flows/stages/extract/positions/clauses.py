"""Sentences cut into clauses, each with the subject and verb that may tell who speaks.

A clause ends where a new report begins: at a semicolon, at "but", at "and that", at "and" before a verb of speech,
at a participle of speech ("..., adding that"), at a condition ("provided that").  Quotation does not matter here.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from flows.stages.extract.positions.rules import SAYS, STATE, Verb, alternatives, roles, said_by, verbs, words
from flows.stages.extract.positions.sides import personal
from flows.stages.grammar.units import HYPHENS, STEMS
from flows.stages.model import Document, Mention, Sentence

_WORD = re.compile(r"[A-Za-z’']+")
_JOINED = re.compile(r",\s+(?P<and>and\s+)?(?:[a-z]+\s+)?(?:[Tt]he\s+)?$")
_AFTER_COMMA = re.compile(r",\s*(?:[Tt]he\s+)?$")
_PUT_IN = re.compile(r"\s*[,.;]")
_NUMBER = re.compile(r"(?:\d{1,2}|[a-z])[.)]\s+(?=\S)")
"""The number of a paragraph, as "3. "."""
PERFECT = frozenset(("has", "have"))
OWN = {"his": "he", "her": "she", "their": "they", "my": "I", "our": "we"}
AHEAD = frozenset(("will", "would", "can", "could", "may", "might"))
FIRM = frozenset(("asks", "rejects", "amends"))
"""Stances that a negation does not turn into a refusal."""
OWED = frozenset(("must", "should", "ought"))
VIEW = 60
"""So many characters before a subject may say that what follows is its view: "It was the view of the Ruritanian Government that"."""
RAISED = 30
"""So many characters before a subject may hold the negation of its verb: "I do not think that they will agree"."""


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


@dataclass(slots=True)
class Clause:
    """A stretch of a sentence.

    `reported` says that it goes on inside the report of the clause before it ("and that ..."); `inner` is a verb inside
    it that is a move of somebody else ("I see that you agree").
    """

    start: int
    end: int
    head: Head | None
    reported: bool = False
    inner: Head | None = None


def _any(options: Iterable[str]) -> str:
    """The options as alternatives of a regular expression, longest first."""
    return "|".join(sorted(options, key=lambda w: (-len(w), w)))


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    forms = verbs()
    person, body = alternatives((*roles("home"), *roles("person"))), alternatives(roles("body"))
    telling = [f for f, rows in forms.items() if any(v.stance != STATE for v in rows)]
    finite = _any(f for f in telling if not f.endswith("ing"))
    participle = _any(f for f in forms if f.endswith("ing"))
    past = _any(f for f in telling if f.endswith(("ed", "n", "t")))
    adverb = "(?:" + _any(map(re.escape, (*words("be"), *words("auxiliary"), *words("adverb")))) + r"|[a-z]+ly"
    adverb += "|(?:" + _any((*words("be"), *words("auxiliary"), *STEMS)) + r")n['’]t)"
    side = _any(words("subordinator"))
    small = alternatives(tuple(r.lower() for r in roles("person") if r.lower() not in words("no-title")))
    reply = r"\b(?:to|at|upon) which (?:(?!ha[sd]\b|have\b)[\w.]+\s+){1,3}?" + alternatives(words("answering")) + r"\b"
    reply += (r"|\b(?:in|by) which (?:(?:he|she|they|it)\s+|(?:the\s+)?(?:[A-Z][\w.’'-]+\s+){1,5})(?:(?:had|has|also|again|[a-z]+ly)\s+)*"
              + alternatives(words("in-letter")) + r"\b")
    return {
        "tail": re.compile(
            r"(?P<gap>(?:\s*\([^()]{0,60}\))?(?:\s*(?:…\.?|\.\s?\.\s?\.\s?\.?))?(?:,?\s+who\b)?"
            r"(?:\s*,[^,;.:?!]{1,120},)?"
            r"(?:\s+(?:through|via|in|at|during)(?:\s+\w+){1,4}?(?=\s+(?:" + adverb + r"\s+)*(?:[a-z]+ed|said|told)\b))?"
            r"(?:\s+" + adverb + r"(?![A-Za-z]),?)*)\s+(?P<verb>[a-z]+)(?![a-z])"),
        "bare": re.compile(
            r"[\s,;]*(?:(?:and|but|or|yet)\s+)?(?:" + adverb + r"\s+)*(?P<verb>" + finite + "|" + participle + r")(?![a-z])"
            r"(?!\s+(?:is|was|are|were|of|has|had|by|would|will|concerning|regarding)\b|:)", re.IGNORECASE),
        "cut": re.compile(
            r";\s+|\s+[–—―‐-]{1,2}\s+(?=but\b)"
            r"|,?\s+(?:but|whereas|(?<!that )(?<!said )while)\s+(?!also\b|rather\b|not\b|to\b)"
            r"|,?\s+and\s+(?=(?:that|he|she|I|we|they|it|also|now|then|further|therefore)\b)"
            r"|,?\s+and\s+(?=(?:" + adverb + r"\s+)*(?:" + finite + r")\b)"
            r"|,\s+(?=(?:" + adverb + r"\s+)?(?:" + participle + r")\b)"
            r"|,\s+(?=(?:" + past + r")\s+(?:that|whether|how|why|for|to|on|the|an?|his|her|their|our|its|[A-Z]\w+)\b)"
            r"|,?\s+(?=provided that\b|on (?:the )?condition that\b|with the (?:amendment|proviso|reservation)\b)"
            r"|,\s+(?=that (?:the|there|he|she|it|they|we|I|this|his|its|[A-Z]\w+)\b)"
            r"|,\s+(?=the \w+ of which\b)"
            r"|,?\s+(?=(?:" + reply + r"))"
            r"|,\s+(?=then (?:we|he|I|she|they)\b)"
            r"|(?<!\d)[:;,]?\s+(?=\((?:\d{1,2}|[a-h]|i{1,3}|iv|v)\)\s)"
            r"|,?\s+(?=who\s+(?:" + adverb + r"\s+)?(?:" + finite + r")\s+(?:that|whether|how|why)\b)"),
        "role": re.compile(
            r"\b(?:(?:[Tt]he|[Oo]ur|[Yy]our|[Hh]is|[Tt]heir)\s+)?(?:" + person + "|" + body + r"|Latter)\b(?!\s+(?:of|for|to)\b)"
            r"|\b[Tt]he " + small + r"(?= [a-z])(?!\s+(?:of|for|to)\b)|\b(?:His|Her) (?:Excellency|Lordship|Highness)\b"
            r"|\bTHE [A-Z]{3,}(?: [A-Z]{2,}){0,8}(?= [a-z])"),
        "body": re.compile(r"\s+" + body + r"\b|\s+(?:[A-Z][\w]+\s+){0,2}" + person + r"\b"),
        "paper": re.compile(r"\b(?:[Tt]he|[Tt]his|[Hh]is)\s+" + alternatives(words("letter")) + r"\b(?!\s+(?:of|for|to|from)\b)"),
        "pronoun": re.compile(r"\b(?:" + "|".join(words("pronoun")) + r")\b(?!\.)"),
        "it": re.compile(r"\b[Ii]t(?= (?:" + adverb + r"\s+){0,2}(?:" + finite + r")\b)"),
        "initial": re.compile(r"(?<![A-Z]\. )(?<![\w.’'(])(?:" + "|".join(words("initial"))
            + r")(?= (?:" + adverb + r"\s+)?(?:" + finite + r")\b)"),
        "side": re.compile(
            r"\b(?:" + side + r"|(?<!was )(?<!is )why)\s+(?:both\s+|the\s+|\w+ly\s+|,?\s*however,?\s+)*$", re.IGNORECASE),
        "reply": re.compile(reply),
        "opening": re.compile(r"\s*(?:" + side + r"|while|after|before|in reply to|in response to)\b", re.IGNORECASE),
        "passive": re.compile(
            r"\b(?:was|were|been|is|are|being|be)\s+(?:[a-z]+ly\s+)?(?P<verb>" + past + r")\s+(?:down\s+|out\s+)?by\s+(?:the\s+)?"),
        "raised": re.compile(r"(?:\bnot|n['’]t)\s+" + alternatives(words("raising")) + r"\s+(?:that\s+)?(?:the\s+)?$"),
        "negation": re.compile(r"\b(?:not|never|cannot|no longer)\b|n['’]t\b"),
        "told": re.compile(
            r"(?:[’'ʹ]s?)?\s+(?:[a-z]+\s+)?(?P<noun>" + _any(said_by()) + r")\s+"
            r"(?:was|is|had been|has been)\s+(?P<not>not\s+)?(?=that\b|to\b|how\b|whether\b|for\b)"),
        "view_of": re.compile(r"\b(?:(?:[Ii]t\s+(?:was|is|had been|has been)|[Ii]n)\s+)?[Tt]he\s+(?:\w+\s+)?(?P<noun>" + _any(said_by())
            + r")\s+of\s+(?:the\s+)?$"),
        "view_is": re.compile(r"\s+(?:(?:was|is|had been|has been)\s+)?(?=that\b|to\b)"),
        "object": re.compile(r"\b(?:" + _any(words("preposition")) + r")\s+(?:the\s+)?$"),
        "own": re.compile(r"\b(?:[Hh]is|[Hh]er|[Tt]heir|[Mm]y|[Oo]ur)\b"),
        "possessive": re.compile(r"\s?(?:[’'ʹ]s\b|[’'ʹ](?=\s))"),
    }


def subjects(doc: Document, sentence: Sentence) -> list[Subject]:
    """What in the sentence can be the subject of a verb of speech, in order; longer readings first."""
    p = _patterns()
    text = doc.text
    out: list[Subject] = []
    first = bisect_left(doc.mentions, sentence.start, key=lambda m: m.start)
    for mention in doc.mentions[first:]:
        if mention.start >= sentence.end:
            break
        if mention.kind not in ("person", "actor") or mention.form == "pronoun" or mention.end > sentence.end:
            continue
        end, kind = mention.end, mention.kind
        if kind == "actor" and (body := p["body"].match(text, end, sentence.end)):
            end, kind = body.end(), "body"
        elif personal(mention):
            kind = "person"
        out.append(Subject(mention.start, end, kind, text[mention.start:end], mention))
    taken = [(s.start, s.end) for s in out]
    for kind in ("role", "pronoun", "initial", "paper"):
        for m in p[kind].finditer(text, sentence.start, sentence.end):
            if not any(a <= m.start() < b or a < m.end() <= b for a, b in taken):
                out.append(Subject(m.start(), m.end(), kind, m.group()))
    if doc.meta.get("third_person"):  # a note in which the writer is "it"
        out += [Subject(m.start(), m.end(), "pronoun", m.group()) for m in p["it"].finditer(text, sentence.start, sentence.end)]
    for m in p["own"].finditer(text, sentence.start, sentence.end):
        if p["told"].match(text, m.end(), sentence.end):
            out.append(Subject(m.start(), m.end(), "pronoun", OWN[m.group().lower()]))
    return sorted(out, key=lambda s: (s.start, -s.end))


def heads(doc: Document, sentence: Sentence) -> list[Head]:
    """Every subject of the sentence that has a known verb, in order of the subject."""
    p = _patterns()
    text, end = doc.text, sentence.end
    table, be, helping, disposed = verbs(), words("be"), words("auxiliary"), words("disposed")
    out = []
    found = subjects(doc, sentence)
    for subject in found:
        if told := p["told"].match(text, subject.end, end):
            verb = choose(table[said_by()[told["noun"]]], text, told.end(), end)
            if verb is not None:
                out.append(Head(subject.start, told.start("noun"), told.end(), verb, subject, bool(told["not"])))
            continue
        of = p["view_of"].search(text, max(sentence.start, subject.start - VIEW), subject.start)
        if of and p["view_is"].match(text, subject.end, end):
            verb = choose(table[said_by()[of["noun"]]], text, subject.end, end)
            if verb is not None:
                out.append(Head(of.start(), of.start("noun"), subject.end, verb, subject))
            continue
        if p["possessive"].match(text, subject.end, end) or _in_side_clause(text, sentence, subject):
            continue
        tail = p["tail"].match(text, subject.end, end)
        if tail is None:
            continue
        gap, word = tail["gap"], tail["verb"]
        told_on = gap.lstrip(" ,").startswith("who")
        if not told_on and not word.endswith("ing") and p["object"].search(text, max(sentence.start, subject.start - 16), subject.start):
            continue  # "our position on Ruritania is"
        aux = [w for w in map(_whole, _WORD.findall(gap)) if w in be or w in helping]
        before = text[max(sentence.start, subject.start - RAISED) : subject.start]
        negated = bool(p["negation"].search(gap) or p["raised"].search(before))
        verb = choose(table.get(word, ()), text, tail.end(), end)
        verb_start, verb_end = tail.start("verb"), tail.end()
        if verb is not None and verb.stance != STATE and aux and aux[-1] in be and not word.endswith("ing"):
            verb = choose(table["is"], text, verb_end, end)
        elif verb is not None and verb.base and not aux and (not _plural(subject) or text[subject.start - 1 : subject.start] in HYPHENS):
            verb = None  # "the Ruritanian demand", "the Turko-Ruritanian dispute"
        elif verb is None and (aux or word in be or word in helping or word in disposed):
            verb = choose(table.get(aux[-1] if aux else word, ()) or table["is"], text, verb_end, end)
        if verb is not None and subject.surface.lower() == "you" and verb.stance != STATE and not AHEAD.isdisjoint(aux):
            verb = None  # "you will agree": it is hoped for, and not done
        if verb is not None:
            start = text.index("who", subject.end) if told_on else subject.start
            out.append(Head(start, verb_start, verb_end, verb, subject, negated, "had" in aux, not OWED.isdisjoint((*aux, word)),
                            not PERFECT.isdisjoint(aux)))
    for m in p["passive"].finditer(text, sentence.start, end):
        by = next((s for s in found if m.end() - 4 <= s.start <= m.end()), None)
        verb = choose(table.get(m["verb"], ()), text, m.end("verb"), end)
        if by and verb:
            out.append(Head(m.start(), m.start("verb"), m.end("verb"), verb, by, done=True))
    return sorted(out, key=lambda h: h.start)


def _in_side_clause(text: str, sentence: Sentence, subject: Subject) -> bool:
    """Whether a subject stands after "if", "because", "which"; what answers the words before it ("to which she replied") is a report."""
    p = _patterns()
    if not p["side"].search(text, max(sentence.start, subject.start - 40), subject.start):
        return False
    reply = p["reply"].search(text, max(sentence.start, subject.start - 16), sentence.end)
    return reply is None or not reply.start() < subject.start < reply.end()


def _whole(word: str) -> str:
    """A verb without its "n't"."""
    return STEMS.get(word[:-3], word[:-3]) if word.endswith(("n’t", "n't")) else word


def _plural(subject: Subject) -> bool:
    """Whether a plain form after the subject is a verb: after I, we, they, "the Turks"; elsewhere it is a noun ("the Turk demand")."""
    form, name = subject.mention.form if subject.mention else None, subject.surface
    if subject.kind == "pronoun" or (form in ("demonym", "adjective") and subject.kind != "body" and name.endswith(("s", "sh", "ch"))):
        return True
    return name.rpartition(" ")[2] in words("plural")


def choose(rows: tuple[Verb, ...], text: str, at: int, end: int) -> Verb | None:
    """The first row of a verb form whose condition on what follows holds."""
    return next((v for v in rows if v.after is None or v.after.match(text, at, end)), None)


def clauses(doc: Document, sentence: Sentence, start: int) -> list[Clause]:
    """The clauses of the sentence from `start` on; together they cover it but for the connectives between them."""
    p = _patterns()
    text, end = doc.text, sentence.end
    known = heads(doc, sentence)
    if numbered := _NUMBER.match(text, start, end):
        start = numbered.end()
    main = start
    if p["opening"].match(text, start, end):
        # "When he said that ..., I replied": nothing is cut before the main clause.
        main = next((h.start for h in known if is_speech(h) and _AFTER_COMMA.search(text, start, h.start)), start)
    edges = [(start, start)]
    if (bare := p["bare"].match(text, start, end)) and bare["verb"].lower() in words("addressed"):
        # "Asked about the fort, the envoy said that": he who asked and he who was asked.
        edges += [(h.start, h.start) for h in known if is_speech(h) and _AFTER_COMMA.search(text, start, h.start)][:1]
    edges += [(m.start(), m.end()) for m in p["cut"].finditer(text, start, end) if m.start() > main]
    edges = _with_subjects(text, edges, [h for h in known if h.start > main])
    out = []
    for i, (_, begin) in enumerate(edges):
        stop = edges[i + 1][0] if i + 1 < len(edges) else end
        if stop <= begin:
            continue
        inside = [h for h in known if begin <= h.start < stop]
        head = _head(text, begin, stop, inside)
        after = head.verb_start if head else begin - 1
        inner = next((h for h in inside if h is not head and h.start > after and h.tells), None)
        out.append(Clause(begin, stop, head, i > 0 and text.startswith("that ", begin), inner))
    return out


def _with_subjects(text: str, edges: list[tuple[int, int]], known: list[Head]) -> list[tuple[int, int]]:
    """The edges of clauses, with those before a subject of its own: ", and Ruritania agreed", ", Ruritania opposing it"."""
    found = set(edges)
    for head in known:
        if head.subject is None or head.subject.kind == "pronoun" or head.verb.stance == STATE:
            continue
        joined = _JOINED.search(text, max(0, head.start - 40), head.start)
        if joined and (joined["and"] or text[head.verb_start : head.verb_end].endswith("ing")) and edges[0][1] < joined.start():
            found.add((joined.start(), joined.end("and") if joined["and"] else joined.start() + 2))
    out: list[tuple[int, int]] = []
    for edge in sorted(found):
        if not out or edge[0] >= out[-1][1]:
            out.append(edge)
    return out


def _head(text: str, begin: int, stop: int, inside: list[Head]) -> Head | None:
    """The subject and verb of a clause: the first of them, but the main clause's own after "When he said that, ..."."""
    p = _patterns()
    opening = p["opening"].match(text, begin, stop)
    if opening:
        inside = [h for h in inside if _AFTER_COMMA.search(text, begin, h.start)] or inside
    head = inside[0] if inside else None
    if head is not None and head.verb.stance != SAYS:
        for later in inside[1:]:
            if later.verb.stance == SAYS and _AFTER_COMMA.search(text, begin, later.start) and _PUT_IN.match(text, later.verb_end):
                return later  # "The plan was known, the envoy said, to all"
    bare = p["bare"].match(text, begin, stop)
    participle = bare is not None and text[begin].isupper() and bare["verb"].endswith("ing")
    if participle and (main := next((h for h in inside if is_speech(h) and _AFTER_COMMA.search(text, begin, h.start)), None)):
        head, bare = main, None  # "Referring to the fort, the envoy said that": it is the envoy who refers to it
    if bare is None and head is None and opening:
        bare = p["bare"].match(text, text.find(", ", begin, stop) + 1 or begin, stop)
    if bare and not (head and head.start <= bare.start("verb")):
        verb = choose(verbs().get(bare["verb"].lower(), ()), text, bare.end(), stop)
        before = _WORD.findall(text[begin:bare.start("verb")])[-1:]
        passive = bool(before) and before[0] in words("be") and not bare["verb"].endswith("ing")
        if verb is not None and verb.stance != STATE and not passive:
            head = Head(begin, bare.start("verb"), bare.end(), verb, None, bool(p["negation"].search(bare.group())))
    if head is not None and text.startswith(("Nor ", "nor ", "Neither "), begin):
        head.negated = True
    return head


def is_speech(head: Head | None) -> bool:
    """Whether the clause has a verb that reports what its subject said or did in the talk."""
    return head is not None and head.verb.stance != STATE and (head.verb.stance == SAYS or not head.negated)
