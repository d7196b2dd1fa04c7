"""Sentences cut into clauses, each with the subject and verb that may tell who speaks.

A clause ends where a new report begins: at a semicolon, at "but", at "and that", at "and" before a verb of speech,
at a participle of speech ("..., adding that"), at a condition ("provided that").  Quotation does not matter here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from flows.stages.extract.positions.forms import forms
from flows.stages.extract.positions.heads import NEGATION, WORD, Head, choose, heads, is_speech
from flows.stages.extract.positions.rules import SAYS, STATE, alternatives, verbs, words
from flows.stages.model import Document, Sentence

_JOINED = re.compile(r",\s+(?P<and>and\s+)?(?:[a-z]+\s+)?(?:[Tt]he\s+)?$")
_AFTER_COMMA = re.compile(r",\s*(?:[Tt]he\s+)?$")
_PUT_IN = re.compile(r"\s*[,.;]")
_PUT_BEHIND = re.compile(
    r"(?:The |A |An )?(?:[A-Z][\w.’'-]+ (?:(?:of|de|in|at|to|for|the) )*){0,7}(?:d[’'])?[A-Z][\w.’'-]*"
    r", (?:(?!\bthat\b)[^,;:.]|\.(?=\s?[A-Z])){2,80}"
)
"""A name or a title that a sentence opens with, and what is put behind it before its verb comes."""
_THAT = re.compile(r"\bthat\s+(?:the\s+)?$")
_NUMBER = re.compile(r"(?:\d{1,2}|[a-z])[.)]\s+(?=\S)")
"""The number of a paragraph, as "3. "."""


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


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    f = forms()
    asking = alternatives(words("asking")) + r"\b"
    finite, participle, past, adverb, reply = f.finite, f.participle, f.past, f.adverb, f.reply
    return {
        "bare": re.compile(
            r"[\s,;]*(?:(?:and|but|or|yet)\s+)?(?:to\s+(?=" + asking + r"))?(?:" + adverb + r"\s+)*"
            r"(?P<verb>" + finite + "|" + participle + r")(?![a-z])"
            r"(?!\s+(?:is|was|are|were|of|has|had|by|would|will|concerning|regarding)\b|:)", re.IGNORECASE),
        "cut": re.compile(
            r";\s+|\s+[–—―‐-]{1,2}\s+(?=but\b)"
            r"|,?\s+(?:but|whereas|(?<!that )(?<!said )while)\s+(?!also\b|rather\b|not\b|to\b)"
            r"|,?\s+and\s+(?=(?:that|he|she|I|we|they|it|also|now|then|further|therefore)\b)"
            r"|,?\s+and\s+(?=to\s+" + asking + r")"
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
        "opening": re.compile(r"\s*(?:" + f.side + r"|while|after|before|in reply to|in response to)\b", re.IGNORECASE),
    }


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
    edges += [(m.start(), m.end()) for m in p["cut"].finditer(text, start, end) if m.start() > main and not _parts(text, known, m.start())]
    if len(edges) > 1 and _PUT_BEHIND.fullmatch(text, start, edges[1][0]):
        del edges[1]  # "The envoy, whom I met at noon, stated that"
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


def _parts(text: str, known: list[Head], at: int) -> bool:
    """Whether a place stands between a subject and its verb: "The envoy, M. Berg, called on me"."""
    between = (h for h in known if h.subject is not None and h.subject.end < at < h.verb_start - 1)
    return any(text[h.verb_start : h.verb_end] not in words("conjunction") for h in between)


def _with_subjects(text: str, edges: list[tuple[int, int]], known: list[Head]) -> list[tuple[int, int]]:
    """The edges of clauses, with those before a subject of its own: ", and Ruritania agreed", ", Ruritania opposing it"."""
    found = set(edges)
    for head in known:
        if head.subject is None or head.subject.kind == "pronoun" or head.verb.stance == STATE:
            continue
        told = head.verb.stance == SAYS and head.past_perfect and head.subject.kind in ("person", "role")
        if told and (that := _THAT.search(text, edges[0][1] + 1, head.start)):
            found.add((that.start(), that.start()))  # "he remarked that the envoy had told them that"
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
        before = WORD.findall(text[begin:bare.start("verb")])[-1:]
        passive = bool(before) and before[0] in words("be") and not bare["verb"].endswith("ing")
        if verb is not None and verb.stance != STATE and not passive:
            head = Head(begin, bare.start("verb"), bare.end(), verb, None, bool(NEGATION.search(bare.group())))
    if head is not None and text.startswith(("Nor ", "nor ", "Neither "), begin):
        head.negated = True
    return head
