"""What kind of document a text is, from signs listed in schemas/rules/genre.csv; nothing where the signs are weak."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import NamedTuple

from flows.stages import header_rules
from flows.stages.clean.boilerplate import is_prose, lines
from flows.stages.grammar.lexis import pattern
from flows.stages.model import Document
from flows.stages.sieve import Sieve
from schemas import data, phrases

TABLE = "rules/genre"
_ENOUGH = 2  # the weight below which a genre is not named
_HEAD, _BODY = 2500, 8000
_SPEAKER = re.compile(
    r"(?:\d{1,3}\. )?(?:(?:The|M\.|Sir|Mr\.|Dr\.|Amb\.|Gen\.|Sec\.) )?[A-Z][\w’'.-]+(?: [A-Z][\w’'.-]+){0,3}(?: \([^)]{1,40}\))?: \S"
)
_DAYS = r"\d{1,2}(?:st|nd|rd|th)?(?:\s?[-–—/]\s?\d{1,2})?"
_DATED = re.compile(
    rf"(?:[•*]\s*)?(?:(?:{_DAYS} [A-Z][a-z]+\.?(?:,? \d{{4}})?|[A-Z][a-z]+\.? {_DAYS}(?:, \d{{4}})?|\d{{4}})\s*[:.–—-]|\d{{4}}$)"
)


class Sign(NamedTuple):
    """A sign of a genre: a pattern in the head, the text, the tail or the ids of what was removed, or a shape.

    A pattern is tried only where one of its triggers (small letters) stands; no triggers, always.  In the table `{{sentence}}`
    stands for what a sentence has and no title.
    """

    genre: str
    scope: str
    pattern: re.Pattern[str]
    weight: int
    triggers: tuple[str, ...]


@cache
def signs() -> tuple[Sign, ...]:
    """The table, compiled."""
    parts = {"sentence": pattern("sentence-in-title").pattern}
    return tuple(
        Sign(
            r["genre"],
            r["scope"],
            data.compiled(TABLE, r["rule_id"], phrases.written_out(TABLE, r["rule_id"], r["pattern"], parts.get)),
            int(r["weight"]),
            tuple(t for t in r["trigger"].split("|") if t),
        )
        for r in data.rows(TABLE, "rule_id", "genre", "scope", "pattern", "weight", "trigger")
    )


@cache
def _sieve() -> Sieve:
    return Sieve(sign.pattern for sign in signs())


def _shapes(text: str) -> set[str]:
    """Names of the shapes that most paragraphs of a text have."""
    found = lines(text[:_BODY])
    out: set[str] = set()
    if not found:
        return out
    long = [x for x in found if is_prose(x.text)]
    dated = any(header_rules.first("dateline", x.text, whole=True) for x in found[1:12] if len(x.text) < 120)
    bullets = sum(x.text[0] in "•*·-" for x in long)
    if len(long) >= 3 and bullets >= 0.5 * len(long):
        out.add("bullets")
    if sum(_SPEAKER.match(x.text) is not None for x in found) >= max(3, len(found) // 4):
        out.add("speakers")
    if sum(_DATED.match(x.text) is not None for x in found) + _under_months([x.text for x in found]) >= max(4, len(found) // 2):
        out.add("dated-lines")
    if len(long) >= 2 and sum(len(x.text) for x in long) > 0.8 * sum(len(x.text) for x in found) and not out and not dated:
        out.add("prose")
    return out


def _under_months(found: list[str]) -> int:
    """How many lines are a month, or begin with a day below one: January, and 3. Norway recognises Peru."""
    count, headed = 0, False
    for line in found:
        day = headed and pattern("day-of-item").match(line.strip()) is not None
        headed = day or pattern("month-heading").fullmatch(line.strip()) is not None
        count += headed
    return count


def guess(doc: Document) -> str | None:
    """The genre with the most weight of signs, or None where that is little or shared by two."""
    text, removed, shapes = doc.text, sorted({r.rule_id for r in doc.repairs if r.kind == "boilerplate"}), _shapes(doc.text)
    parts = {"head": text[:_HEAD], "text": text[:_BODY], "tail": text[-1500:]}
    small = {name: part.lower() for name, part in parts.items()}
    shown = {name: _sieve().mask(part) for name, part in parts.items()}
    score: Counter[str] = Counter()
    for n, sign in enumerate(signs()):
        if sign.scope == "removed":
            score[sign.genre] += sign.weight * sum(sign.pattern.search(r) is not None for r in removed)
        elif sign.scope in parts:
            if shown[sign.scope] >> n & 1 and (not sign.triggers or any(t in small[sign.scope] for t in sign.triggers)):
                score[sign.genre] += sign.weight * (sign.pattern.search(parts[sign.scope]) is not None)
        else:
            score[sign.genre] += sign.weight * (sign.scope in shapes)
    ranked = sorted(((n, g) for g, n in score.items()), reverse=True)
    if not ranked or ranked[0][0] < _ENOUGH or (len(ranked) > 1 and ranked[1][0] == ranked[0][0]):
        return None
    return ranked[0][1]
