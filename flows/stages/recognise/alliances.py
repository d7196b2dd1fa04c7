"""Alliances that are told of as treaties, since somebody signs, concludes or enters into them: he signed an alliance with Norway.

An alliance that states have, seek or break is a state of things between them and no treaty.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from flows.stages.model import Document, Mention
from flows.stages.sieve import Sieve

_END = r"(?=[,.;:()]| (?:in|on|at|by|against|that|which|to|for|was|were)\b|$)"
_ALLIANCE = rf"(?:[a-z-]+ ){{0,2}}alliance (?:with|between|among) (?:the )?[A-Z](?:[^,.;:()]|(?<=\b[A-Z])\.){{1,60}}?{_END}"
_MADE = re.compile(
    r"\b(?:[Ss]igned|[Cc]oncluded|[Ee]ntered into)(?: an?| the| their| its)+ "
    rf"(?P<what>{_ALLIANCE})"
)
_PASSIVE = re.compile(rf"\b(?:[Aa]n?|[Tt]he) (?P<what>{_ALLIANCE})(?= (?:was|were) (?:[a-z]+ )?(?:signed|concluded)\b)")


def find(doc: Document, known: list[Mention]) -> list[Mention]:
    """The treaties of `known` and the alliances that somebody makes, in order."""
    new = [m for m in _made(doc) if not any(x.start < m.end and m.start < x.end for x in known)]
    return sorted([*known, *new], key=lambda m: (m.start, m.end))


def _made(doc: Document) -> Iterator[Mention]:
    if " alliance " not in doc.text:
        return
    for s in doc.sentences:
        for n in SIEVE.may_match(doc.text[s.start : s.end]):
            for found in PATTERNS[n].finditer(doc.text, s.start, s.end):
                start, end = found.span("what")
                yield Mention(
                    start, end, found["what"], "treaty", None, None, "treaty.described", 0.7, passage_no=s.passage_no, form="described"
                )


PATTERNS = (_MADE, _PASSIVE)
SIEVE = Sieve(PATTERNS)
