"""Treaties that their place in a layout or a town names: the headword of an article, the title of an entry in a series, a town."""

from __future__ import annotations

import bisect
import re
from functools import cache

from flows.stages.grammar.lexis import function_words
from flows.stages.model import Document, Mention, Sentence
from flows.stages.recognise.treaties.heads import heads, modifiers
from flows.stages.recognise.wording import name_words, phrase, value
from schemas import data
from schemas.phrases import named

SERIES = "treaty.series"
"""The rule that reads the title of a treaty in a series."""
NUMBER = re.compile(r"\d{1,4}[.)] ")
"""Before a title, its number in the series."""
TITLE = 220
"""Characters that the title of a treaty in a series may have."""
OPENS = 40
"""Characters from its beginning in which the word for a treaty stands."""


def headword(doc: Document) -> Mention | None:
    """The treaty that an article of an encyclopedia has as its headword, turned round: LOCARNO, PACT OF."""
    found = phrase("headword").match(doc.text)
    if found is None:
        return None
    groups = named(found)
    name = f"{groups['head'].capitalize()} of {groups['name'].title() if groups['name'].isupper() else groups['name']}"
    start = found.start() + len(found.group()) - len(found.group().lstrip(" \n“"))
    return Mention(start, found.end(), doc.text[start : found.end()], "treaty", None, name, "treaty.named", 0.9, form="named")


def of_series(doc: Document, m: re.Match[str], s: Sentence) -> Mention | None:
    """The title of a treaty that is all of a sentence before the words of its signing: Trade convention. Signed at Oslo, 4 May 1931."""
    number = NUMBER.match(doc.text, s.start, s.end)
    start = number.end() if number is not None else s.start
    title = doc.text[start].isupper() and s.end - start <= TITLE and m.start() - start <= OPENS
    entry = number is not None and heads()[m.group().lower()][0] not in _issued()  # not the paper of a numbered volume
    signed = phrase("series-signed").match(doc.text, s.end) or (entry and phrase("series-dated").match(doc.text, s.end))
    if not title or not signed:
        return None
    name = doc.text[start : s.end].rstrip(" .;")
    if phrase("series-tells").search(name):
        return None
    named = Mention(start, start + len(name), name, "treaty", None, None, SERIES, 0.8, form="named")
    named.passage_no = s.passage_no
    return named


@cache
def _issued() -> frozenset[str]:
    """The kinds of papers that one side may issue alone, by `rules/treaty_kinds.csv`."""
    return frozenset(r["kind"] for r in data.rows("rules/treaty_kinds", "kind", "class") if "issued" in r["class"].split())


def of_town(doc: Document, m: re.Match[str], start: int, low: int, high: int) -> Mention | None:
    """A treaty that is called in small letters by the town where it was made: the treaty of Westport, the preliminaries of Berg."""
    found = phrase("of-town").match(doc.text, m.start(), high)
    if found is None or not phrase("article").search(doc.text[max(low, start - 14) : start].rstrip()):
        return None
    begins = found.end() - len(value(found) or "")
    at = bisect.bisect_left(doc.mentions, begins, key=lambda x: x.start)
    named = next((x for x in doc.mentions[at : at + 1] if x.start < found.end()), None)
    if named is None:
        first = doc.text[begins : found.end()].split()[0].lower()
        end = None if first in name_words("plain") or modifiers().get(first) or function_words().get(first) else found.end()
    else:
        end = named.end if named.kind == "place" and named.start == begins else None
    if end is None:
        return None
    while (year := phrase("right-year").match(doc.text, end, high)) is not None:
        end = year.end()
    return Mention(start, end, doc.text[start:end], "treaty", None, None, "treaty.named", 0.8, form="named")
