"""Treaties whose name has no word for a treaty in it, or is an organisation's as well: that they are signed shows them.

`The Common Principles of Trade were signed` names a treaty, and so does every other occurrence of that name in the
document.  `The Northern Pact was signed` is the treaty, not the organisation that bears its name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from flows.stages.grammar.lexis import function_words
from flows.stages.model import Document, Mention
from flows.stages.recognise.treaties.heads import has_head
from flows.stages.sieve import Sieve
from schemas import data

_CAPITAL = r"[A-ZÀ-ÞŠŽČŁŚ][\w’'-]+"
_NAME = rf"{_CAPITAL}(?:(?: (?:of|on|for|and|in|the|with|concerning|regarding))* {_CAPITAL})+"
_ALONE = "".join(f"(?<!{p} )" for p in ("of", "at", "in", "by", "on", "to", "for", "with", "after", "before"))
"""Not behind a preposition: what is signed is not the conference, but the protocol of the conference."""
_NO_NAME = ("person", "place")


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(r["word"] for r in data.rows("rules/treaty_signed", "rule_id", "word", "class") if r["class"] == kind)


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    acts = "|".join(sorted(_words("act")))
    subject = rf"(?:{_ALONE}\b[Tt]he |^|(?<=[.!?] ))(?P<name>{_NAME})"
    passive = rf"{subject},? (?:is|are|was|were|(?:has|have|had) been|being) (?:[a-z]+ )?(?:{acts})\b"
    active = rf"\b(?:{acts}) the (?P<name>{_NAME})"
    reduced = rf"{subject}, (?:{acts}) (?:in|on|at|by)\b"
    return re.compile(passive), re.compile(active), re.compile(reduced)


@cache
def _sieve() -> Sieve:
    return Sieve(_patterns())


def _signed(doc: Document) -> Iterator[re.Match[str]]:
    """The names of which a sentence says that they are signed, sentence by sentence."""
    patterns, sieve = _patterns(), _sieve()
    for s in doc.sentences:
        for n in sieve.may_match(doc.text[s.start : s.end]):
            yield from patterns[n].finditer(doc.text, s.start, s.end)


def find(doc: Document, treaties: list[Mention]) -> list[Mention]:
    """The treaties of `treaties` and those that only their being signed shows; drops actors in `doc` that are such a treaty."""
    signed = list(_signed(doc))
    names = dict.fromkeys(m["name"] for m in signed)
    known, others = _Near(treaties), _Near(doc.mentions)
    for name in names:
        first = name.split()[0].lower()
        if _words("law") & {w.lower() for w in name.split()} or function_words().get(first, "word") != "word":
            continue
        blocking = _NO_NAME if has_head(name) else ("actor", *_NO_NAME)
        for m in re.finditer(rf"\b{re.escape(name)}\b", doc.text):
            start, end = m.span()
            sentence = doc.sentence_at(start)
            if (
                sentence.start <= start
                and end <= sentence.end
                and not any(x.start < end and start < x.end for x in known.to(start, end))
                and not any(x.kind in blocking and x.start <= start and end <= x.end for x in others.to(start, end))
            ):
                known.add(Mention(start, end, name, "treaty", None, None, "treaty.signed-name", 0.8, sentence.passage_no, "named"))
    found = sorted(known.all, key=lambda m: (m.start, m.end))
    _settle(doc, found, {m.span("name") for m in signed})
    return found


class _Near:
    """Mentions that can be asked for by their place: a text may hold many thousand of them."""

    def __init__(self, mentions: Iterable[Mention]) -> None:
        self.all: list[Mention] = []
        self._by_stretch: dict[int, list[Mention]] = {}
        for m in mentions:
            self.add(m)

    def add(self, m: Mention) -> None:
        """Take in one more."""
        self.all.append(m)
        for stretch in range(m.start >> 8, (m.end >> 8) + 1):
            self._by_stretch.setdefault(stretch, []).append(m)

    def to(self, start: int, end: int) -> Iterator[Mention]:
        """Those that may touch the characters from `start` to `end`."""
        for stretch in range(start >> 8, (end >> 8) + 1):
            yield from self._by_stretch.get(stretch, ())


def _settle(doc: Document, treaties: list[Mention], signed: set[tuple[int, int]]) -> None:
    """Drop the actor where a name that is a treaty's and an organisation's is signed: there it is the treaty's."""
    both = signed & {(m.start, m.end) for m in treaties}
    if both:
        doc.mentions = [m for m in doc.mentions if not (m.kind == "actor" and (m.start, m.end) in both)]
