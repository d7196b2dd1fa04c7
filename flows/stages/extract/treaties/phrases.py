"""How a text speaks of a treaty that has no name: whether it is being made, signed or put on the table there."""

from __future__ import annotations

import re
from functools import cache

from flows.stages.extract.treaties.names import key_words
from flows.stages.genres import CHRONICLE, TALKS
from flows.stages.grammar.lexis import forms
from flows.stages.model import Document, Mention
from flows.stages.recognise.treaties import rules
from flows.stages.recognise.wording import name_words, phrase
from schemas import data


def _making(doc: Document) -> re.Pattern[str]:
    """The verbs of `rules/treaty_making.csv` in the forms in which a text tells what was done, before a treaty in their clause."""
    return _verbs("", doc.genre == CHRONICLE)


def _with_particle(row: dict[str, str], word: str) -> str:
    """The pattern of a verb's form with what goes with it: brought about."""
    return word + (f"(?: [a-z]+){{0,2}} {row['particle']}" if row["particle"] else "")


NOT_TO = "".join(f"(?<!{word} )" for word in ("to", "will", "would", "shall", "should", "may", "might", "can", "could", "must", "not"))


@cache
def _verbs(status: str, present: bool = False) -> re.Pattern[str]:
    """The verbs that bring a treaty to a status, in forms of the past; in a chronicle also of the present in which it tells."""
    table = data.rows("rules/treaty_making", "rule_id", "verb", "particle", "forms", "status", "example")
    rows = [r for r in table if r["status"] == status or not status]
    verbs = [
        _with_particle(r, word)
        for r in rows
        for word, form in forms(r["verb"]).items()
        if r["forms"] == "all" or form not in ("base", "ger") or (present and form == "base")
    ]
    told = "|".join(sorted(verbs, key=lambda v: (-len(v), v)))
    doing = "|".join(_with_particle(r, word) for r in rows for word, form in sorted(forms(r["verb"]).items()) if form == "ger")
    by_doing = rf"(?:(?:by|after|before|in|of|upon|and|(?:committed|close|prior) to)|(?<=\w),)(?: [a-z]+ly)? (?:{doing})"
    asked = "|".join(sorted(r["verb"] for r in rows if not r["particle"]))
    return re.compile(
        rf"{NOT_TO if present else ''}\b(?:{told}|{by_doing}(?=(?: [\w’'-]+){{0,3}} ?$)|(?:did|does)\b(?! not\b)[^.;]{{0,40}}? (?:{asked}))"
        r"\b(?! by\b| to\b| and\b)[^.;]{0,60}$",
        re.IGNORECASE,
    )


def definite(doc: Document, m: Mention) -> bool:
    """Whether a description is one that the reader is supposed to know: the trade agreement."""
    return phrase("definite").search(doc.text[max(0, m.start - 25) : m.start].lower()) is not None


def being_made(doc: Document, m: Mention) -> bool:
    """Whether the words before a mention say that somebody made it, or puts it on the table."""
    before = doc.text[max(0, m.start - 80) : m.start]
    told = doc.genre not in TALKS and phrase("plural").search(m.surface) is None
    wished = told and phrase("wished").search(before) is not None
    if m.form == "described" and (wished or phrase("to-make-described").search(before)):
        return True
    return any(pattern.search(before) for pattern in (_making(doc), phrase("to-make"), phrase("means")))


def made_directly(doc: Document, m: Mention) -> bool:
    """Whether a description is the object of the verb right before it by which somebody made it, or it is what something rests on."""
    before = doc.text[max(0, m.start - 80) : m.start]
    if phrase("to-make").search(before) or phrase("means-one").search(before):
        return True
    if m.form == "described" and phrase("to-make-described").search(before):
        return True
    hit = _last(_making(doc), before)
    return hit is not None and phrase("made-object").search(hit.group()) is not None




def status_made(doc: Document, m: Mention) -> str | None:
    """How far the verb before a description says that it came: they forced a treaty on him, they worked out an agreement."""
    before = doc.text[max(0, m.start - 80) : m.start]
    if phrase("means").search(before) or phrase("means-one").search(before):
        return "signed"
    if m.form == "named" and phrase("adopts").search(before):
        return "signed"  # what has a name is in being once it is adopted, and a declaration is only made
    verbs = ((status, _verbs(status, doc.genre == CHRONICLE)) for status in MADE_STATUSES)
    found = [(hit.start(), status) for status, pattern in verbs if (hit := _last(pattern, before)) is not None]
    return max(found)[1] if found else None


def does(doc: Document, m: Mention) -> bool:
    """Whether a text brings up a treaty and says what it did: a treaty of alliance that bound both kings."""
    before = doc.text[max(0, m.start - 14) : m.start].rstrip()
    return bool(phrase("indefinite").search(before) and phrase("does-behind").match(doc.text, m.end))


MADE_STATUSES = ("signed", "negotiated", "proposed", "draft")


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """The match that begins last, of those that reach the end of a text."""
    found = None
    at = 0
    while (hit := pattern.search(text, at)) is not None:
        found, at = hit, hit.start() + 1
    return found


def opens_entry(doc: Document, m: Mention) -> bool:
    """Whether a treaty is what the entry of a chronicle begins with: 4 May. Treaty of neutrality with Norway."""
    line = doc.text.rfind("\n", 0, m.start) + 1
    return doc.genre == CHRONICLE and m.start > line and phrase("entry-opens").fullmatch(doc.text, line, m.start) is not None


def in_the_making(doc: Document, m: Mention) -> bool:
    """Whether somebody signs, negotiates or proposes what a description names: then it is a treaty of its own."""
    before = doc.text[max(0, m.start - 80) : m.start]
    if opens_entry(doc, m):
        return True
    if phrase("of-day-behind").match(doc.text, m.end) and phrase("means-one").search(before):
        return True
    made = being_made(doc, m) or phrase("made-behind").search(doc.text[m.end : m.end + 70]) is not None
    modified = m.rule_id in ("treaty.described", rules.OPEN)
    about = bool(key_words(m.surface)[0] - name_words("plain") if modified else phrase("says-what").match(m.surface))
    made = made or (doc.genre in TALKS and about and not phrase("none-made").search(before))
    if modified:
        specific = m.rule_id == "treaty.described" and len(key_words(m.surface)[0]) > 1
        return (
            made
            or specific
            or phrase("right-signed").match(doc.text, m.end) is not None
            or bool(phrase("act-in-name").search(m.surface) and phrase("dated-behind").match(doc.text, m.end))
            or bool(phrase("says-about").search(m.surface))
            or bool(phrase("indefinite").search(before.rstrip()) and phrase("in-year").match(doc.text, m.end))
            or "draft" in m.surface.lower()
            or "secret" in m.surface.lower()
            or "proposed" in m.surface.lower()
            or (about and does(doc, m))
        )
    if phrase("right-relative").search(m.surface) is not None or phrase("right-told").search(m.surface) is not None:
        return True
    if does(doc, m):
        return True
    if phrase("dated-behind").match(doc.text, m.end) and made_directly(doc, m) and status_made(doc, m) == "signed":
        return True
    if phrase("means-one").search(before) and phrase("right-side").search(m.surface):
        return True
    return phrase("right-signed").match(doc.text, m.end) is not None or (made and phrase("says-whom").match(m.surface) is not None)
