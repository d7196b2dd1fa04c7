"""Sentences cut into clauses, each with the subject and verb that may tell who speaks.

A clause ends where a new report begins: at a semicolon, at "but", at "and that", at "and" before a verb of speech,
at a participle of speech ("..., adding that"), at a condition ("provided that").  Quotation does not matter here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from flows.stages.extract.positions.heads import WORD, Head, choose, heads, is_speech
from flows.stages.extract.positions.rules import SAYS, STATE, verbs, words
from flows.stages.extract.positions.wording import phrase
from flows.stages.model import Document, Sentence

_PUT_IN = re.compile(r"\s*[,.;]")
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


def clauses(doc: Document, sentence: Sentence, start: int) -> list[Clause]:
    """The clauses of the sentence from `start` on; together they cover it but for the connectives between them."""
    text, end = doc.text, sentence.end
    known = heads(doc, sentence)
    if numbered := _NUMBER.match(text, start, end):
        start = numbered.end()
    main = start
    if phrase("opens-aside").match(text, start, end):
        # "When he said that ..., I replied": nothing is cut before the main clause.
        main = next((h.start for h in known if is_speech(h) and phrase("after-comma").search(text, start, h.start)), start)
    edges = [(start, start)]
    if (bare := phrase("bare").match(text, start, end)) and bare["verb"].lower() in words("addressed"):
        # "Asked about the fort, the envoy said that": he who asked and he who was asked.
        edges += [(h.start, h.start) for h in known if is_speech(h) and phrase("after-comma").search(text, start, h.start)][:1]
    cuts = (m.span() for m in phrase("cut").finditer(text, start, end))
    edges += [cut for cut in cuts if cut[0] > main and not _parts(text, known, cut[0])]
    if len(edges) > 1 and phrase("put-behind").fullmatch(text, start, edges[1][0]):
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
        if told and (that := phrase("that-before").search(text, edges[0][1] + 1, head.start)):
            found.add((that.start(), that.start()))  # "he remarked that the envoy had told them that"
            continue
        joined = phrase("joined").search(text, max(0, head.start - 40), head.start)
        if joined and (joined["and"] or text[head.verb_start : head.verb_end].endswith("ing")) and edges[0][1] < joined.start():
            found.add((joined.start(), joined.end("and") if joined["and"] else joined.start() + 2))
    out: list[tuple[int, int]] = []
    for edge in sorted(found):
        if not out or edge[0] >= out[-1][1]:
            out.append(edge)
    return out


def _head(text: str, begin: int, stop: int, inside: list[Head]) -> Head | None:
    """The subject and verb of a clause: the first of them, but the main clause's own after "When he said that, ..."."""
    opening = phrase("opens-aside").match(text, begin, stop)
    if opening:
        inside = [h for h in inside if phrase("after-comma").search(text, begin, h.start)] or inside
    head = inside[0] if inside else None
    if head is not None and head.verb.stance != SAYS:
        for later in inside[1:]:
            if later.verb.stance == SAYS and phrase("after-comma").search(text, begin, later.start) and _PUT_IN.match(text, later.verb_end):
                return later  # "The plan was known, the envoy said, to all"
    bare = phrase("bare").match(text, begin, stop)
    participle = bare is not None and text[begin].isupper() and bare["verb"].endswith("ing")
    if participle and (main := next((h for h in inside if is_speech(h) and phrase("after-comma").search(text, begin, h.start)), None)):
        head, bare = main, None  # "Referring to the fort, the envoy said that": it is the envoy who refers to it
    if bare is None and head is None and opening:
        bare = phrase("bare").match(text, text.find(", ", begin, stop) + 1 or begin, stop)
    if bare and not (head and head.start <= bare.start("verb")):
        verb = choose(verbs().get(bare["verb"].lower(), ()), text, bare.end(), stop)
        before = WORD.findall(text[begin:bare.start("verb")])[-1:]
        passive = bool(before) and before[0] in words("be") and not bare["verb"].endswith("ing")
        if verb is not None and verb.stance != STATE and not passive:
            head = Head(begin, bare.start("verb"), bare.end(), verb, None, bool(phrase("negation").search(bare.group())))
    if head is not None and text.startswith(("Nor ", "nor ", "Neither "), begin):
        head.negated = True
    return head
