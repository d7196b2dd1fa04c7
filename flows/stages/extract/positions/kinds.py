"""What kind of record a document is, and the labels of a transcript.

Three kinds are told apart by their own marks: a transcript ("Name: ..." lines), a letter (the writer addresses a
"you") and a report (indirect speech in the third or first person).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from flows.stages.extract.positions.sides import Roster, Speaker, inside
from flows.stages.extract.positions.wording import phrase
from flows.stages.genres import CONVERSATION, CORRESPONDENCE
from flows.stages.model import Document, Sentence

TRANSCRIPT, LETTER, REPORT = "transcript", "letter", "report"

LABELS = 4
"""A document with so many labelled lines, and one label at least twice, is a transcript; a list of delegations is not."""

INITIALS = 3
"""A label of so few capitals is the first letters of a name."""

STATED = 3
"""So many labels that give the state of a speaker make a transcript."""
_WHOSE = r"(?:\s*\((?P<whose>[A-Z][^()\n]{1,40})\))?"
_LABEL = re.compile(
    rf"(?:\d{{1,3}}\. )?\[?(?P<name>(?:[A-Z][\w.’'-]*\.?\s+){{0,4}}(?:[A-Z][\w’'-]+|[A-Z](?=:))){_WHOSE}\s*(?::|\.(?=\s+[A-Z]))\]?\s*"
)
_COLON = re.compile(rf"^(?:\d{{1,3}}\. )?\[?((?:[A-Z][\w.’'-]*\.?[ \t]+){{0,4}}[A-Z][\w’'-]*){_WHOSE}:\]?[ \t]+\S", re.MULTILINE)
_BRACKETED = re.compile(r"^\[(?:[A-Z][\w.’'-]*\.?[ \t]+){0,4}[A-Z][\w’'-]+:\][ \t]+\S", re.MULTILINE)
"""The label of words whose beginning an editor left out: "[Alda:] Now, about the ferry"."""


def stated(doc: Document) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Where labels name a speaker with his state in brackets: the span of either."""
    for m in _COLON.finditer(doc.text):
        if m["whose"]:
            yield m.span(1), m.span("whose")


def telling() -> re.Pattern[str]:
    """The words that tell what somebody said."""
    return phrase("tells")


def estimate(doc: Document) -> bool:
    """Whether a report is one of an office of intelligence, as its title says before it names the reader."""
    start, end = doc.meta.get("title_span") or (0, 0)
    title = doc.text[start:end]
    reader = phrase("label-to").search(title)
    return doc.genre == CORRESPONDENCE and phrase("estimates").search(title, 0, reader.start() if reader else len(title)) is not None


def greeting(doc: Document) -> re.Match[str] | None:
    """The words with which a letter, or one that a telegram passes on, opens; not those of one that is only added to it."""
    found = phrase("dear").search(doc.text) if doc.genre == CORRESPONDENCE else None
    return found if found and found.start() * 2 < len(doc.text) else None


def mode(doc: Document) -> str:
    """Which of the three kinds the document is."""
    labels = Counter(m[1] for m in _COLON.finditer(doc.text))
    if len(phrase("answers").findall(doc.text)) > 1 or sum(m["whose"] is not None for m in _COLON.finditer(doc.text)) >= STATED:
        return TRANSCRIPT
    if labels.total() >= LABELS and labels.total() > len(labels):
        return TRANSCRIPT
    if doc.genre == CONVERSATION and _BRACKETED.search(doc.text) and len(phrase("writer-word").findall(doc.text)) >= 2:
        return TRANSCRIPT
    if greeting(doc):
        return LETTER
    you, said = len(phrase("reader-word").findall(doc.text)), len(telling().findall(doc.text))
    if doc.genre == CORRESPONDENCE and you * 1500 > len(doc.text) and you > 2 * said and len(phrase("writer-word").findall(doc.text)) >= 2:
        return LETTER
    return REPORT


def is_question(doc: Document, sentence: Sentence) -> bool:
    """Whether a sentence opens with the label of a question in an interview."""
    asks = phrase("asks").match(doc.text, sentence.start, sentence.end)
    return asks is not None and asks["turn"][0] == "Q"


def label(doc: Document, sentence: Sentence, people: Roster, kind: str) -> tuple[Speaker | None, int] | None:
    """The speaker that the sentence opens with ("Name: ...", "Name. ...", "Name to Name.", "Name to Name: ...") and where speech begins.

    Whom a letter greets ("Dear Mr. Alda: ...") is not the one who speaks after it.
    """
    named = [x for x in inside(doc, sentence.start, sentence.end) if x.kind == "person"]
    if len(named) >= 2 and phrase("label-to").fullmatch(doc.text, named[0].end, named[1].start):
        if len(named) == 2 and sentence.end - named[1].end <= 1:
            return people.of_mention(named[0]), sentence.end
        if named[0].start == sentence.start and doc.text.startswith(":", named[1].end):
            return people.of_mention(named[0]), named[1].end + 1
    if kind == TRANSCRIPT and (turn := phrase("asks").match(doc.text, sentence.start, sentence.end)):
        return (people.interviewed if turn["turn"][0] == "A" else None), turn.end()
    m = _LABEL.match(doc.text, sentence.start, sentence.end)
    if m is None or (":" not in m.group() and kind == TRANSCRIPT):
        return None
    if phrase("greets").match(m["name"]):
        return (None, m.end()) if kind != TRANSCRIPT else None
    start, end = m.span("name")
    named = [x for x in inside(doc, start, end) if x.end <= end and x.kind == "person"]
    listed = people.of_role(m["name"]) if not named or named[-1].form == "office" else None
    if not named and len(m["name"]) <= INITIALS and m["name"].isupper():
        listed = people.of_initials(m["name"]) or listed
    who = listed or (people.of_mention(named[-1]) if named else None)
    whose = next((x.ref_id for x in inside(doc, end, m.end()) if x.kind == "actor" and x.ref_id), None) if m["whose"] else None
    if whose and (who is None or who.actor_id is None):
        who = Speaker(who.person_id if who else None, whose)
    if ":" not in m.group() and (who is None or not named or named[-1].end < end):
        return None
    if who is None and kind != TRANSCRIPT:
        return None
    return who, m.end()
