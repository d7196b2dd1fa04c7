"""From text to mentions: the expressions in order, each read where the narrative then stands."""

from __future__ import annotations

import re
from bisect import bisect_right

from flows.stages import edtf
from flows.stages.model import Document, Mention, Sentence

from . import steps
from .narrative import Narrative
from .resolve import Reading, Situation, resolve
from .scan import Found, scan

_JOIN = re.compile(r"\s*(?:to|until|till|through|and|or|into|[-–—/,])\s*(?:the |early |late |mid-?)*", re.IGNORECASE)
_PERFECT = re.compile(r"\b(?:had|having)\b", re.IGNORECASE)
_FUTURE = re.compile(r"\b(?:will|shall|would|scheduled|planned|expected|proposed|hopes?|intends?)\b", re.IGNORECASE)
_CONFIDENCE = {"full": 0.98, "range-part": 0.95, "dual": 0.95, "partial": 0.85, "season": 0.85, "decade": 0.95, "century": 0.95,
               "relative": 0.75, "time": 0.75, "duration": 0.9, "set": 0.7, "vague": 0.7}


def find(doc: Document) -> list[Mention]:
    """Mentions of kinds date and duration in order of start; sets `Sentence.date` of every sentence."""
    text = doc.text
    story = _opening(doc)
    found = list(scan(text))
    starts = [s.start for s in doc.sentences]
    headings = _headings(doc)
    mentions: list[Mention] = []
    told: dict[int, str] = {}
    before: dict[int, str | None] = {}
    reached = -1
    for i, item in enumerate(found):
        here = bisect_right(starts, item.start) - 1
        for n in range(reached + 1, here + 1):
            before[n] = story.at
        reached = max(reached, here)
        sentence = doc.sentences[here] if 0 <= here < len(starts) else None
        following = found[i + 1] if i + 1 < len(found) else None
        at = Situation(story, _tense(text, sentence, item), *_year_ahead(text, item, following))
        for reading in resolve(item, at):
            mentions.append(_mention(text, item, reading, sentence))
            if reading.steers and reading.value and (here in headings or not _aside(text, reading, story)):
                story.move(reading.value)
                if here not in told and story.at:
                    told[here] = story.at
    for n in range(reached + 1, len(starts)):
        before[n] = story.at
    for n, s in enumerate(doc.sentences):
        s.date = told.get(n) or before.get(n)
    return mentions


def _opening(doc: Document) -> Narrative:
    issued = doc.meta.get("issued")
    if isinstance(issued, str) and edtf.is_date(issued) and edtf.precision(issued) == "day":
        return Narrative(at=issued, issued=issued, day=issued)
    m = re.search(r"\b(1[4-9]\d\d|20\d\d)\b", doc.title or "")
    return Narrative(at=m[1] if m else None)


def _headings(doc: Document) -> frozenset[int]:
    spans = sorted((b.start, b.end) for b in doc.blocks if b.kind == "heading")
    out = []
    for n, s in enumerate(doc.sentences):
        k = bisect_right(spans, (s.start, s.end + 1)) - 1
        if k >= 0 and spans[k][0] <= s.start and s.end <= spans[k][1] + 1:
            out.append(n)
    return frozenset(out)


def _tense(text: str, sentence: Sentence | None, item: Found) -> int:
    if sentence is None:
        return 0
    lead = text[max(sentence.start, item.start - 80) : item.start]
    return -1 if _PERFECT.search(lead) else 1 if _FUTURE.search(lead) else 0


def _year_ahead(text: str, item: Found, following: Found | None) -> tuple[int | None, int | None]:
    """The year (and month) that a date joined to this one gives: "from April to June 1968"."""
    if following is None or "y" in item.fields or "y" not in following.fields or "era" in following.fields:
        return None, None
    if not _JOIN.fullmatch(text, item.end, following.start):
        return None, None
    values = [r.value for r in resolve(following, Situation(Narrative())) if r.value]
    parts = steps.parts(values[0]) if values else None
    return (parts[0], parts[1]) if parts and parts[1] is not None else (None, None)


def _aside(text: str, reading: Reading, story: Narrative) -> bool:
    """Whether a date is told in passing and leaves the narrative where it is: in brackets, or before a noun."""
    opened = text.rfind("(", max(0, reading.start - 60), reading.start)
    if opened >= 0 and text.find(")", opened, reading.start) < 0:
        return True
    if reading.form != "full" or reading.value is None or len(reading.value) > 5:
        return False
    return bool(re.match(r"[ \n][a-z]", text[reading.end : reading.end + 2]) and re.search(r"\b(?:the|a|an|its|his|their|[a-z]+ed|[A-Z]\w+['’]s)\s$", text[max(0, reading.start - 15) : reading.start]))


def _mention(text: str, item: Found, reading: Reading, sentence: Sentence | None) -> Mention:
    return Mention(
        reading.start, reading.end, text[reading.start : reading.end], item.rule.kind, None, reading.value, item.rule.rule_id,
        _CONFIDENCE.get(reading.form, 0.8) if reading.value else 0.5, sentence.passage_no if sentence else 0, reading.form,
    )
