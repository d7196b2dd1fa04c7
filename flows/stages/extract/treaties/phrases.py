"""How a text speaks of a treaty that has no name: whether it is being made, signed or put on the table there."""

from __future__ import annotations

import re

from flows.stages.extract.treaties.names import PLAIN, key_words
from flows.stages.model import TALKS, Document, Mention
from flows.stages.recognise.treaties import RIGHT_SIGNED

MAKING = re.compile(
    r"\b(?:sign(?:ed|s)|initial(?:l)?ed|conclud(?:ed|es)|reached|negotiated|drafted|prepared|proposed|proposes|suggested|forged"
    r"|worked out|hammered out|produced|entered into|secured|sought|pursued|completed|made|offered"
    r"|discussed|ratified|announced|exchanged|arranged|obtained|honou?red|put forward|tabled"
    r"|devised|issued|released|adopted|published|proclaimed|seek|table|discussing|accepted|rejected)\b(?! by)[^.;]{0,60}$",
    re.IGNORECASE,
)
MADE = re.compile(
    r"^[^.;]{0,40}\b(?:was|were|had been|been|is|are|to be) (?:\w+ly )?(?:sign|conclud|initial|reach|negotiat|draft|announc|propos)\w*",
    re.IGNORECASE,
)
SUBJECT = re.compile(r"[^ ]+(?: [^ ]+)? (?:between|with|on|of|among|for [a-z]+ing|[a-z]+ing|to [a-z]+ [a-z])")
"""A description that says with whom or about what: `agreement with Estonia`, `treaty banning tests`."""


def definite(doc: Document, m: Mention) -> bool:
    """Whether a description is one that the reader is supposed to know: the trade agreement."""
    return re.search(r"\b(?:the|this|that|its|their)\s+(?:[\w-]+\s+)?$", doc.text[max(0, m.start - 25) : m.start].lower()) is not None


ABOUT = re.compile(r"[^ ]+(?: [^ ]+)? (?:on|for [a-z]+ing|banning|limiting|regarding|concerning) ")


def in_the_making(doc: Document, m: Mention) -> bool:
    """Whether somebody signs, negotiates or proposes what a description names: then it is a treaty of its own."""
    before = doc.text[max(0, m.start - 80) : m.start]
    made = MAKING.search(before) is not None or MADE.search(doc.text[m.end : m.end + 70]) is not None
    about = bool(key_words(m.surface)[0] - PLAIN) if m.rule_id == "treaty.described" else ABOUT.match(m.surface) is not None
    made = made or (doc.genre in TALKS and about and not re.search(r"\b(?:no|without|any)\s+(?:\w+\s+)?$", before))
    if m.rule_id == "treaty.described":
        specific = len(key_words(m.surface)[0]) > 1
        return (
            made
            or specific
            or RIGHT_SIGNED.match(doc.text, m.end) is not None
            or bool(re.search(r"\b(?:between|with|on)\b", m.surface))
            or "draft" in m.surface.lower()
            or "secret" in m.surface.lower()
        )
    return RIGHT_SIGNED.match(doc.text, m.end) is not None or (made and SUBJECT.match(m.surface) is not None)
