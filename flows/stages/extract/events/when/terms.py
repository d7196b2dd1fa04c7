"""What a treaty lays down is done when it is signed, whatever the story has told since.

`The pact was signed on 3 May 1931 and was prolonged in 1934. The parties promised each other aid.`  They did on 3 May 1931.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flows.stages import edtf
from flows.stages.actions import acts
from flows.stages.extract.events.when import spans, wording
from flows.stages.recognise.wording import phrase

if TYPE_CHECKING:
    from flows.stages.extract.events.reader import Event, Reader
    from flows.stages.model import Sentence

OPENING = 12
"""Characters from the start of a sentence within which a treaty opens it."""


def sentences(reader: Reader, events: list[Event]) -> dict[int, str]:
    """The sentences that tell what a treaty lays down, by their number, with the date of its signature."""
    signed = {e.sentence: e for e in events if e.rule.action == "sign" and e.realis == "actual" and e.date_mention and _plain(e.date)}
    out: dict[int, str] = {}
    if not signed:
        return out
    told = [e for e in signed.values() if not _by_name(e)]
    meant = _of_title(reader, list(signed.values())) or (told[0] if len(told) == 1 else None)
    last: Event | None = None
    about = listed = False
    passage = -1
    for s in reader.doc.sentences:
        if reader.kinds.get(s.passage_no) == "heading":
            listed, last, about = _heads_terms(reader, s), None, False
            continue
        if s.passage_no != passage:
            passage, last = s.passage_no, last if listed else None
            about = about and listed
        if s.sentence_no in signed:
            last, about = signed[s.sentence_no], True
            continue
        named = phrase("opens-on-treaty").match(reader.doc.text, s.start) is not None
        about = named or (about and phrase("goes-on-treaty").match(reader.doc.text, s.start) is not None)
        of = last or meant
        if of is not None and of.date and (about or listed) and not (named and _of_another(reader, s, of)):
            out[s.sentence_no] = of.date
    return out


def _by_name(e: Event) -> bool:
    """Whether a treaty is only called by the day or year of its signature: it is not what a text goes on about."""
    return e.date_mention is not None and e.date_mention.form == "named"


def _of_another(reader: Reader, s: Sentence, signing: Event) -> bool:
    """Whether the treaty that a sentence opens with is another by its name than the one that was signed."""
    opening = phrase("opens-on-treaty").match(reader.doc.text, s.start)
    named = {m.ref_id for m in reader.between(s.start, opening.end()) if m.kind == "treaty" and m.ref_id} if opening else set()
    return signing.treaty is not None and bool(named) and signing.treaty.ref_id not in named


def following(reader: Reader, events: list[Event]) -> dict[int, Event]:
    """The signing after which a sentence goes on, by its number, in one passage and before another date is told."""
    signed = {e.sentence: e for e in events if e.rule.action == "sign" and e.realis == "actual" and e.date_mention and _plain(e.date)}
    out: dict[int, Event] = {}
    last: tuple[int, Event] | None = None
    for s in reader.doc.sentences if signed else ():
        if s.sentence_no in signed:
            last = s.passage_no, signed[s.sentence_no]
            continue
        if last is None or s.passage_no != last[0] or s.date != last[1].date:
            last = None
            continue
        if any(m.kind == "date" for m in reader.between(s.start, s.end)):
            continue
        out[s.sentence_no] = last[1]
    return out


def granted(e: Event, signing: Event | None) -> bool:
    """Whether an act is one that the parties of a treaty do in it, told in a sentence that follows its signing."""
    if signing is None or e.rule.action not in acts("granted") or e.realis not in ("actual", "proposed"):
        return False
    if e.date_mention is not None or e.staged:
        return False
    bound = {p.actor_id for p in signing.participants}
    return bool(e.participants) and {p.actor_id for p in e.participants} <= bound


def laid_down(e: Event) -> bool:
    """Whether an act may be one of a treaty's terms."""
    return e.rule.action in acts("laid-down") and e.date_mention is None and not e.staged


def _plain(date: str | None) -> bool:
    return edtf.precision(date) in ("day", "month", "year")


def _of_title(reader: Reader, signed: list[Event]) -> Event | None:
    """The signature of the treaty that the document is about."""
    title = reader.doc.meta.get("title_span") or [0, 0]
    named = {m.ref_id for m in reader.between(title[0], title[1]) if m.kind == "treaty" and m.ref_id}
    return next((e for e in signed if e.treaty is not None and e.treaty.ref_id in named), None)


def _heads_terms(reader: Reader, heading: Sentence) -> bool:
    """Whether a heading is that of what a treaty lays down."""
    text = reader.doc.text[heading.start : heading.end].strip().lower()
    return text.removeprefix("the ") in spans.words_of("terms")


def of_articles(reader: Reader, events: list[Event]) -> None:
    """Give what the articles of a treaty's text lay down the day on which the text says that it was signed."""
    text = reader.doc.text
    days = {e.sentence: e.date for e in events if _tells_own_signature(reader, e)}
    if not days:
        return
    by_sentence: dict[int, list[Event]] = {}
    for e in events:
        by_sentence.setdefault(e.sentence, []).append(e)
    day: str | None = None
    article = -1
    for s in reader.doc.sentences:
        if wording.phrase("article").match(text, s.start):
            article = s.passage_no
        if s.sentence_no in days and s.passage_no != article:
            day = days[s.sentence_no]
            continue
        if s.passage_no != article:
            continue
        for e in by_sentence.get(s.sentence_no, ()):
            if e.date is None and e.realis in ("actual", "proposed") and e.treaty is None and day:
                e.date, e.basis = f"../{day}" if wording.phrase("has-done").search(text, s.start, e.trigger[0]) else day, "inferred"


def _tells_own_signature(reader: Reader, e: Event) -> bool:
    """Whether an act is the signature that a sentence opens with: The Treaty of Oslo was signed on 3 May 1931."""
    if e.rule.action != "sign" or e.realis != "actual" or e.date_mention is None or e.treaty is None or edtf.precision(e.date) != "day":
        return False
    return e.treaty.start - reader.sentence_at(e.trigger[0]).start <= OPENING
