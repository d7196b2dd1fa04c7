"""The time of what a narrative tells without a date of its own: after what it has told, and before what it dates next.

A day that is told stands for what happened on it alone.  What follows happened on it or later, up to the next day or month that the
narrative comes to; nothing says that it was the same day.  Longer times (a month, a year, a conference) hold on as they are.
"""

from __future__ import annotations

import re

from flows.stages import edtf
from flows.stages.extract.events.reader import Event, Reader
from flows.stages.model import Sentence

NARRATIVE = frozenset(("essay", "encyclopedia", "abstract"))
NEXT_WITHIN = 2.5
"""Years within which the next date of the narrative bounds what stands before it."""
CLOSE = 2.0
"""Days that hang together: a story told from one day to the next keeps to each."""
AT_IT = frozenset(("agree", "propose", "publish", "accept", "reject", "demand", "request", "concede", "fail", "negotiate", "sign", "meet"))
"""What is done at a meeting of which the sentence before tells."""
MEETINGS = frozenset(("meet", "conference", "visit"))
_SAME_TIME = re.compile(
    r"\b(?:then|at once|the same (?:day|time|moment)|simultaneously|that (?:very )?(?:same )?(?:day|night|morning|afternoon|evening))\b",
    re.IGNORECASE,
)
_CONTENT = re.compile(
    r"(?:(?:As part of|According to|Under|By|In|Through|Apart from) [^,]{0,60})?(?:\b[Tt]he|[Tt]his|[Tt]hat|[Ii]ts) (?:[\w’'-]+ ){0,4}"
    r"(?:treat(?:y|ies)|agreements?|accords?|pact|convention|protocol|terms|declaration|communiqué|armistice|charter)\b"
)
_ONWARDS = re.compile(
    r"\b(?:later|subsequently|eventually|thereafter|afterwards?|ever since|continued to|from (?:then|that point) on"
    r"|in the (?:following|ensuing) (?:months|years|weeks)|in the (?:years|months|weeks) that followed"
    r"|over the (?:following|next|ensuing) (?:few |several )?(?:months|years|weeks))\b",
    re.IGNORECASE,
)


def spread(reader: Reader, events: list[Event]) -> None:
    """Open the day that an undated event has inherited up to the next date of the narrative."""
    if reader.doc.genre not in NARRATIVE:
        return
    issued = reader.doc.meta.get("issued")
    met: dict[str, int] = {}
    for e in events:
        sentence = reader.sentence_at(e.trigger[0])
        if e.date and e.date_mention is not None and e.rule.action in MEETINGS:
            met[e.date] = e.sentence
        if e.date is None or e.date_mention is not None or e.date != sentence.date or e.date == issued:
            continue
        text = reader.doc.text
        onwards = _ONWARDS.search(text, sentence.start, sentence.end)
        if onwards and "/" not in e.date and edtf.precision(e.date) in ("day", "month", "year"):
            e.date = edtf.make_interval(e.date, None) or e.date
            continue
        if e.staged or edtf.precision(e.date) != "day" or e.rule.of_treaty or (e.treaty is not None and e.treaty.ref_id):
            continue
        if _CONTENT.match(text, sentence.start) or _SAME_TIME.search(text, sentence.start, sentence.end):
            continue
        if e.rule.action in AT_IT and e.sentence - met.get(e.date, -9) <= 2:
            continue
        following = _next(reader, sentence)
        if following is None or edtf.width(f"{e.date}/{following}") > CLOSE:
            e.date = edtf.make_interval(e.date, following) or e.date


def _next(reader: Reader, sentence: Sentence) -> str | None:
    """The date that the narrative comes to after a sentence, where it goes on from there and not too far."""
    for s in reader.doc.sentences[sentence.sentence_no + 1 :]:
        if s.date and s.date != sentence.date:
            here, there = edtf.bounds(sentence.date)[1], edtf.bounds(s.date)[0]
            if here is None or there is None or there <= here or (there - here).days > NEXT_WITHIN * 365:
                return None
            return None if "/" in s.date else s.date
    return None
