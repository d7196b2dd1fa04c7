"""The time of what a narrative tells without a date of its own: after what it has told, and before what it dates next.

A day that is told stands for what happened on it alone.  What follows happened on it or later, up to the next day or month that the
narrative comes to; nothing says that it was the same day.  Longer times (a month, a year, a conference) hold on as they are.
"""

from __future__ import annotations

from collections.abc import Sequence

from flows.stages import edtf
from flows.stages.actions import acts
from flows.stages.extract.events.reader import Event, Reader
from flows.stages.extract.events.when import around, spans, terms, wording
from flows.stages.extract.events.when.clauses import borders
from flows.stages.genres import CHRONICLE, NARRATIVE, TREATY_TEXT
from flows.stages.model import Sentence
from flows.stages.recognise.dates import steps
from flows.stages.recognise.wording import phrase

CLOSE = 2.0
"""Days that hang together: a story told from one day to the next keeps to each."""
BROUGHT = (("encounters", "brought-by-meetings"), ("papers", "brought-by-papers"))
"""Classes of acts, and of those that they bring: what is done at a meeting or in a paper of which the sentences before tell."""
OPENING = 25
"""Characters from the start of a sentence within which a word opens it."""
SOON = 2
"""Sentences within which an act brings another."""


def spread(reader: Reader, events: list[Event]) -> None:
    """Say of the undated acts of a narrative what it says of their time, and no more: after what was told, within a month of it ..."""
    if reader.doc.genre == TREATY_TEXT:
        _untold(reader, events)
        terms.of_articles(reader, events)
    if reader.doc.genre == CHRONICLE:
        _until_then(reader, events)
    if reader.doc.genre not in NARRATIVE:
        return
    issued = reader.doc.meta.get("issued")
    latest: dict[str, Event] = {}
    signed = sorted({e.date for e in events if e.date and e.rule.action == "sign" and e.date_mention and edtf.precision(e.date) == "day"})
    told = terms.sentences(reader, events)
    behind = terms.following(reader, events)
    for e in events:
        sentence = reader.sentence_at(e.trigger[0])
        if (back := _before_next(reader, e, sentence)) is not None:
            e.date = back
            continue
        if e.date and e.date_mention is not None and _brings(e) and e.realis == "actual":
            latest[e.date] = e
        if e.date_mention is None and sentence.date and e.rule.action not in acts("territory") and (span := spans.of(reader, e, sentence)):
            e.date = span
        if e.date and e.date_mention is not None and e.date_mention.start > e.trigger[1] and e.rule.pos == "noun":
            ended = spans.of(reader, e, sentence)  # after three years of talks they signed it on 23 May
            until = e.date.removeprefix("../")
            e.date, e.basis = (ended, "inferred") if ended and ended.endswith(f"/{until}") else (e.date, e.basis)
        if e.date is None or e.date_mention is not None or e.date != sentence.date or e.date == issued:
            continue
        if sentence.sentence_no in told and terms.laid_down(e) and not spans.said("onwards", reader.doc.text, sentence.start, sentence.end):
            if not edtf.contains(told[sentence.sentence_no], e.date):
                e.date = told[sentence.sentence_no]
            continue
        if terms.granted(e, behind.get(sentence.sentence_no)) and not spans.said("onwards", reader.doc.text, sentence.start, sentence.end):
            continue
        e.date = _onwards(reader, e, sentence) or around.of_subject(reader.doc, sentence) or _coarser(reader, e, sentence) or e.date
        if e.date == sentence.date and not _brought(e, latest.get(e.date)):
            e.date = _spread(reader, e, sentence, signed) or e.date


def _untold(reader: Reader, events: list[Event]) -> None:
    """Take from the acts of a treaty's text the times that other paragraphs of it told: it is no story."""
    for e in events:
        sentence = reader.sentence_at(e.trigger[0])
        if (
            e.date_mention is None
            and e.date == sentence.date
            and not e.staged
            and e.treaty is None
            and not _told_here(reader, e.date, sentence)
        ):
            e.date = None


def _until_then(reader: Reader, events: list[Event]) -> None:
    """Give talks that are told at the day on which they ended the days for which they lasted: `After ten days of talks ...`."""
    for e in events:
        sentence = reader.sentence_at(e.trigger[0])
        if (days := _entry_until(reader, e, sentence)) is not None:
            e.date, e.basis = days, "inferred"
            continue
        of_entry = e.date_mention is None or e.date_mention.end <= sentence.start
        if of_entry and e.date == sentence.date and (span := spans.of(reader, e, sentence)) and span.endswith(f"/{e.date}"):
            e.date, e.basis, e.date_mention = span, "inferred", None


def _entry_until(reader: Reader, e: Event, sentence: Sentence) -> str | None:
    """The days of what goes on from the day of an entry until one that it names: 3 May. The talks last in Oslo until the 9th."""
    if e.date_mention is None or not e.date or not e.date.startswith("../") or e.date_mention.end <= sentence.start:
        return None
    if wording.phrase("lasts-until").search(reader.doc.text, e.trigger[0], e.date_mention.start) is None:
        return None
    ended = e.date.removeprefix("../")
    before = reader.doc.sentences[max(0, sentence.sentence_no - 1)]
    begun = sentence.date if sentence.date != ended else before.date if before.passage_no == sentence.passage_no else None
    first, last = edtf.bounds(begun)[1], edtf.bounds(ended)[0]
    return edtf.make_interval(begun, ended) if begun and first is not None and last is not None and first < last else None


def _told_here(reader: Reader, date: str | None, sentence: Sentence) -> bool:
    """Whether the paragraph of a sentence has told a date, up to the end of the sentence."""
    told = reader.between(reader.passage_start(sentence), sentence.end)
    return any(m.kind == "date" and edtf.contains(date, m.value) for m in told)


def _brought(e: Event, by: Event | None) -> bool:
    """Whether an act is one that the last act of its day has brought."""
    return by is not None and e.rule.action in _brings(by) and e.sentence - by.sentence <= SOON


def _brings(e: Event) -> frozenset[str]:
    """The acts that an act brings."""
    return next((acts(brought) for bringing, brought in BROUGHT if e.rule.action in acts(bringing)), frozenset())


def _onwards(reader: Reader, e: Event, sentence: Sentence) -> str | None:
    """Open from the time that the narrative is at, where a word of the sentence says so."""
    if not e.date or "/" in e.date or edtf.precision(e.date) not in ("day", "month", "season", "year"):
        return None
    found = spans.said("onwards", reader.doc.text, sentence.start, sentence.end)
    if found is None or not _of_act(found.span(), e, sentence, reader.doc.text):
        return None
    return around.time(_course(reader, e, sentence, True)) or edtf.make_interval(e.date, None)


def _of_act(word: tuple[int, int], e: Event, sentence: Sentence, text: str) -> bool:
    """Whether a word that leads the story on leads to an act: it opens the sentence, or no clause is joined between the two.

    Soon after the vote, in the wake of the summit: what the phrase itself names is not led to.
    """
    first, end = word
    if end > e.trigger[0]:
        return borders(text, e.trigger[1], first) == 0
    lead = text[end : e.trigger[0]]
    after, of = text.endswith(" after", first, end), text.endswith(" of", first, end)
    if "," not in lead and (after or (of and e.rule.pos == "noun")):
        return False
    if (after or of) and wording.phrase("where-clause").fullmatch(lead):
        return False
    return first - sentence.start < OPENING or wording.phrase("coordinated").search(lead) is None


def _coarser(reader: Reader, e: Event, sentence: Sentence) -> str | None:
    """The year of a month that an earlier paragraph told of: this one says nothing of it."""
    if not e.date or e.staged or edtf.precision(e.date) not in ("month", "season"):
        return None
    return None if _told_here(reader, e.date, sentence) else steps.truncate(e.date, "Y")


def _spread(reader: Reader, e: Event, sentence: Sentence, signed: Sequence[str]) -> str | None:
    """The time of what is told after a day, or a season, by what the narrative dates around it; None where it was on that day."""
    if not e.date or e.staged or edtf.precision(e.date) not in ("day", "season"):
        return None
    if e.rule.of_treaty or (e.treaty is not None and e.treaty.ref_id):
        return None
    text = reader.doc.text
    if phrase("opens-on-treaty").match(text, sentence.start) or spans.said("same", text, sentence.start, sentence.end):
        return None
    course = _course(reader, e, sentence)
    goes_on = around.way(e.date, course.following) in ("month", "year", "later")
    signing = _close(e, signed) if e.rule.action in acts("until-signed") and not goes_on else None
    until = signing or (course.following if goes_on else None)
    if until is not None and edtf.width(f"{e.date}/{until}") <= CLOSE:
        return None
    return edtf.make_interval(e.date, signing) if signing else around.time(course)


def _course(reader: Reader, e: Event, sentence: Sentence, onwards: bool = False) -> around.Course:
    """Where in the narrative an act is told."""
    here = _told_here(reader, e.date, sentence)
    return around.Course(e.date or "", here, around.following(reader.doc, sentence), e.rule.pos == "verb", onwards)


def _before_next(reader: Reader, e: Event, sentence: Sentence) -> str | None:
    """Up to the first date of a paragraph for what stands before it there, where the story goes back to it from what it told before."""
    if not e.date or e.date_mention is not None or e.staged or e.realis != "actual" or e.date != sentence.date:
        return None
    dates = (m for m in reader.between(reader.passage_start(sentence), sentence.end) if m.kind == "date" and edtf.is_date(m.value))
    if edtf.precision(e.date) in ("month", "season") or next(dates, None) is not None:
        return None
    here = (s for s in reader.doc.sentences[sentence.sentence_no + 1 :] if s.date != sentence.date or s.passage_no != sentence.passage_no)
    following = next(here, None)
    if following is None or following.passage_no != sentence.passage_no or not following.date or "/" in following.date:
        return None
    begun, there = edtf.bounds(sentence.date)[0], edtf.bounds(following.date)[1]
    return f"../{following.date}" if begun is not None and there is not None and there < begun else None


def _close(e: Event, signed: Sequence[str]) -> str | None:
    """The day on which what was talked of was signed, where the narrative has begun with it and has no later day."""
    return next((day for day in signed if e.date and day > e.date and edtf.width(f"{e.date}/{day}") < around.NEXT_WITHIN * 365), None)
