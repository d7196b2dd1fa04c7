"""The names that the words for a treaty give it, without marks, running punctuation and what is no part of a name."""

from __future__ import annotations

import re

from flows.stages.extract.treaties.names import lasting, own_name, printed
from flows.stages.extract.treaties.telling import without_person, without_side
from flows.stages.model import Document, Mention
from flows.stages.recognise.wording import phrase

MARKS = dict.fromkeys(map(ord, '“”"'))
LONG = 10
"""How many words a description may have that is a name by itself."""


def clean_name(surface: str) -> str:
    """A treaty's name without quotation marks, brackets at its end and running punctuation."""
    return re.sub(r"\s+", " ", surface.translate(MARKS)).strip(" ,.;:")


def forms(doc: Document, m: Mention) -> list[str]:
    """The names that a mention gives, the one of its own first: the Oslo Treaty, and the 1931 Oslo Treaty with Denmark."""
    if m.form == "named":
        return list(dict.fromkeys([without_side(own_name(clean_name(without_person(doc, m)))), lasting(clean_name(printed(m)))]))
    whole = phrase("saying").sub("", clean_name(printed(m)))
    short = phrase("split-sides").split(clean_name(printed(m)))[0]
    name = phrase("saying").sub("", short) if m.rule_id == "treaty.described" and " " in short else whole
    if len(whole.split()) > LONG:
        return [name]
    of_several = phrase("series-of").search(doc.text, max(0, m.start - 12), m.start)
    other = f"{of_several.group()}{whole}" if of_several else short if " " in short else whole
    return list(dict.fromkeys([name, whole, other]))
