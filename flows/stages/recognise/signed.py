"""Treaties whose name has no word for a treaty in it, or is an organisation's as well: that they are signed shows them.

`The Common Principles of Trade were signed` names a treaty, and so does every other occurrence of that name in the
document.  `The Northern Pact was signed` is the treaty, not the organisation that bears its name.
"""

from __future__ import annotations

import re
from functools import cache

from flows.stages.model import Document, Mention
from flows.stages.recognise.treaties import has_head
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
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    acts = "|".join(sorted(_words("act")))
    subject = rf"(?:{_ALONE}\b[Tt]he |^|(?<=[.!?] ))(?P<name>{_NAME})"
    passive = rf"{subject},? (?:is|are|was|were|(?:has|have|had) been|being) (?:[a-z]+ )?(?:{acts})\b"
    active = rf"\b(?:{acts}) the (?P<name>{_NAME})"
    return re.compile(passive), re.compile(active)


def find(doc: Document, treaties: list[Mention]) -> list[Mention]:
    """The treaties of `treaties` and those that only their being signed shows; drops actors in `doc` that are such a treaty."""
    names = {m["name"]: None for s in doc.sentences for p in _patterns() for m in p.finditer(doc.text, s.start, s.end)}
    found = list(treaties)
    for name in names:
        if _words("law") & {w.lower() for w in name.split()}:
            continue
        for m in re.finditer(rf"\b{re.escape(name)}\b", doc.text):
            found += _named(doc, m.start(), m.end(), found)
    _settle(doc, found)
    return sorted(found, key=lambda m: (m.start, m.end))


def _named(doc: Document, start: int, end: int, known: list[Mention]) -> list[Mention]:
    """The mention of a signed name at a place where nothing else is recognised that it could be."""
    if any(m.start < end and start < m.end for m in known):
        return []
    blocking = _NO_NAME if has_head(doc.text[start:end]) else ("actor", *_NO_NAME)
    if any(m.kind in blocking and m.start <= start and end <= m.end for m in doc.mentions):
        return []
    no = next((s.passage_no for s in reversed(doc.sentences) if s.start <= start and end <= s.end), None)
    if no is None:
        return []
    return [Mention(start, end, doc.text[start:end], "treaty", None, None, "treaty.signed-name", 0.8, no, "named")]


def _settle(doc: Document, treaties: list[Mention]) -> None:
    """Drop the actor where a name that is a treaty's and an organisation's is signed: there it is the treaty's."""
    spans = {(m.start, m.end) for m in treaties}
    signed = {m.span("name") for s in doc.sentences for p in _patterns() for m in p.finditer(doc.text, s.start, s.end)}
    both = spans & signed
    doc.mentions = [m for m in doc.mentions if not (m.kind == "actor" and (m.start, m.end) in both)]
