"""How a text speaks of a treaty that has no name: whether it is being made, signed or put on the table there."""

from __future__ import annotations

import re
from functools import cache

from flows.stages.extract.treaties.names import PLAIN, key_words
from flows.stages.extract.treaties.wording import phrase
from flows.stages.grammar.lexis import forms
from flows.stages.model import TALKS, Document, Mention
from flows.stages.recognise.treaties import OPEN_RULE, RIGHT_RELATIVE, RIGHT_SIGNED
from schemas import data


@cache
def _making() -> re.Pattern[str]:
    """The verbs of `rules/treaty_making.csv` in the forms in which they tell of the past, before a treaty in their clause."""
    return _verbs("")


@cache
def _verbs(status: str) -> re.Pattern[str]:
    table = data.rows("rules/treaty_making", "rule_id", "verb", "particle", "forms", "status", "example")
    rows = [r for r in table if r["status"] == status or not status]
    verbs = [
        word + (f"(?: [a-z]+){{0,2}} {r['particle']}" if r["particle"] else "")
        for r in rows
        for word, form in forms(r["verb"]).items()
        if r["forms"] == "all" or form not in ("base", "ger")
    ]
    told = "|".join(sorted(verbs, key=lambda v: (-len(v), v)))
    asked = "|".join(sorted(r["verb"] for r in rows if not r["particle"]))
    return re.compile(
        rf"\b(?:{told}|(?:did|does)\b(?! not\b)[^.;]{{0,40}}? (?:{asked}))\b(?! by\b| to\b| and\b)[^.;]{{0,60}}$", re.IGNORECASE
    )


MADE = re.compile(
    r"^[^.;]{0,40}\b(?:was|were|had been|been|is|are|to be) (?:\w+ly )?"
    r"(?:sign|conclud|initial|reach|negotiat|draft|announc|propos|issu)\w*",
    re.IGNORECASE,
)
SUBJECT = re.compile(r"[^ ]+(?: [^ ]+)? (?:between|with|on|of|among|for [a-z]+ing|[a-z]+ing|to [a-z]+ [a-z])")
"""A description that says with whom or about what: `agreement with Estonia`, `treaty banning tests`."""


def definite(doc: Document, m: Mention) -> bool:
    """Whether a description is one that the reader is supposed to know: the trade agreement."""
    return re.search(r"\b(?:the|this|that|its|their)\s+(?:[\w-]+\s+)?$", doc.text[max(0, m.start - 25) : m.start].lower()) is not None


ABOUT = re.compile(r"[^ ]+(?: [^ ]+)? (?:on|for [a-z]+ing|banning|limiting|regarding|concerning) ")


def being_made(doc: Document, m: Mention) -> bool:
    """Whether the words before a mention say that somebody made it, or puts it on the table."""
    before = doc.text[max(0, m.start - 80) : m.start]
    return any(pattern.search(before) for pattern in (_making(), phrase("to-make"), phrase("means")))


def status_made(doc: Document, m: Mention) -> str | None:
    """How far the verb before a description says that it came: they forced a treaty on him, they worked out an agreement."""
    before = doc.text[max(0, m.start - 80) : m.start]
    if phrase("means").search(before):
        return "signed"
    found = [(hit.start(), status) for status in MADE_STATUSES if (hit := _last(_verbs(status), before)) is not None]
    return max(found)[1] if found else None


MADE_STATUSES = ("signed", "negotiated", "proposed", "draft")


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """The match that begins last, of those that reach the end of a text."""
    found = None
    at = 0
    while (hit := pattern.search(text, at)) is not None:
        found, at = hit, hit.start() + 1
    return found


def in_the_making(doc: Document, m: Mention) -> bool:
    """Whether somebody signs, negotiates or proposes what a description names: then it is a treaty of its own."""
    before = doc.text[max(0, m.start - 80) : m.start]
    made = being_made(doc, m) or MADE.search(doc.text[m.end : m.end + 70]) is not None
    about = bool(key_words(m.surface)[0] - PLAIN) if m.rule_id in ("treaty.described", OPEN_RULE) else ABOUT.match(m.surface) is not None
    made = made or (doc.genre in TALKS and about and not re.search(r"\b(?:no|without|any)\s+(?:\w+\s+)?$", before))
    if m.rule_id in ("treaty.described", OPEN_RULE):
        specific = m.rule_id == "treaty.described" and len(key_words(m.surface)[0]) > 1
        return (
            made
            or specific
            or RIGHT_SIGNED.match(doc.text, m.end) is not None
            or bool(re.search(r"\b(?:between|with|on)\b", m.surface))
            or "draft" in m.surface.lower()
            or "secret" in m.surface.lower()
        )
    if RIGHT_RELATIVE.search(m.surface) is not None:
        return True
    return RIGHT_SIGNED.match(doc.text, m.end) is not None or (made and SUBJECT.match(m.surface) is not None)
