"""From text to mentions: the expressions in order, each read where the narrative then stands."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from flows.stages import edtf
from flows.stages.genres import MINUTES
from flows.stages.model import Document, Mention, Sentence

from . import flashbacks, listed, steps
from .early import early_years, gives_era
from .narrative import BEAM, HOPELESS, Narrative, costs, distance, resumes, step_cost
from .passing import passes_over
from .places import Place, headings, opening_of, places
from .readings import Reading, Situation, lacks_year, needs_story, read_year
from .resolve import resolve
from .scan import Found, scan

_BOUNDS = re.compile(r"\s*(?:[-–—‐‑−/]|to|until|till|through|and)\s*", re.IGNORECASE)
_ENTRY = re.compile(r"(?:\d{1,2}\b|[A-Z][a-z]+ \d{1,2}\b)[^.:;]{0,40}[.:]\s*")
_CONFIDENCE = {"full": 0.98, "range-part": 0.95, "dual": 0.95, "partial": 0.85, "season": 0.85, "decade": 0.95, "century": 0.95,
               "relative": 0.75, "time": 0.75, "duration": 0.9, "set": 0.7, "vague": 0.7}

_COUNTING = frozenset({"deictic_month", "deictic_season", "next"})
"""What counts from the last month or day of its sentence, whoever's it is: that May, the following month."""
OPENING = 25
"""Characters from the start of a sentence within which a day opens it."""
SITTINGS = 62
"""Days for which the talks last that one record or report tells of, section by section."""

REMEMBERED = 300
"""Years from which a letter or a record of a talk may still tell, by a year without month or day."""
CONFERENCE = 366
"""The same for minutes that go from day to day."""


@dataclass(slots=True)
class _Account:
    """One reading of the document so far, as a chain back to its start."""

    cost: float
    story: Narrative
    readings: list[Reading]
    before: _Account | None
    steered: bool = False


def find(doc: Document) -> list[Mention]:
    """Mentions of kinds date and duration in order of start; sets `Sentence.date` of every sentence."""
    found = listed.days(doc, early_years(_of_its_time(doc, scan(doc.text, gives_era(doc.text)))))
    around = places(doc, found)
    looks_back = flashbacks.runs(doc) if opening_of(doc).issued is None else {}
    chain = _tell(doc, found, around, looks_back)
    mentions: list[Mention] = []
    told: dict[int, str] = {}
    after: list[tuple[int, str | None]] = []
    stretch: tuple[str | None, str | None] = (None, None)
    before: Mention | None = None
    kept, paragraph = opening_of(doc).at, -1
    left: tuple[int, str | None] | None = None
    for item, place, account in zip(found, around, chain, strict=True):
        if left is not None and place.sentence_no > left[0]:
            kept = _back_from(left, kept, after)
            left = None
        if left is None and (last := looks_back.get(place.sentence_no)) is not None:
            left = last, kept
        for reading in account.readings:
            mention = _mention(doc, item, reading, place)
            if account.steered and stretch[0] and _left(stretch, account.story.at, item.rule.meaning == "calendar"):
                stretch = (None, None)
            if account.steered and before and (joined := _stretch(doc.text, before, mention)):
                stretch = (account.story.at, joined)
            mentions.append(mention)
            before = mention if account.steered else None
        at = stretch[1] if stretch[0] == account.story.at and stretch[1] else account.story.at
        here = doc.sentences[place.sentence_no].passage_no if place.sentence_no >= 0 else -1
        if account.steered and not passes_over(kept, at, place.back and here == paragraph, place.on):
            kept, paragraph = at, here
            if at and (place.sentence_no not in told or at == stretch[1]):
                told[place.sentence_no] = at
        elif not account.steered and place.onward and (dates := [r.value for r in account.readings if r.value]):
            kept = dates[-1] if _later(kept, dates[-1]) else kept
        after.append((place.sentence_no, kept))
    if left is not None:
        _back_from(left, kept, after)
    _date_sentences(doc, told, after, _opening_days(doc, mentions))
    return mentions


def _back_from(left: tuple[int, str | None], kept: str | None, after: list[tuple[int, str | None]]) -> str | None:
    """Where the narrative goes on behind the last sentence of a look back."""
    last, at = left
    if at is None or not resumes(kept, at):
        return kept
    after.append((last, at))
    return at


def _left(stretch: tuple[str | None, str | None], at: str | None, told: bool) -> bool:
    """Whether a story has left a stretch of time: days pass one by one, while in a war of several years it goes back and forth."""
    if edtf.precision(stretch[0]) == "day":
        return stretch[0] != at or told
    return not edtf.contains(stretch[1], at)


def _of_its_time(doc: Document, found: Iterable[Found]) -> list[Found]:
    """What was found, without the bare figures that are no years in a letter or record of its day: telegram 1404, a limit of 1320."""
    issued = opening_of(doc).issued
    if issued is None:
        return list(found)
    now = int(issued[:4])
    return [f for f in found if f.rule.meaning != "year" or abs((read_year(f) or now) - now) <= REMEMBERED]


def _later(at: str | None, date: str) -> bool:
    """Whether all of a date lies behind another."""
    ended, begun = edtf.bounds(at)[1], edtf.bounds(date)[0]
    return ended is not None and begun is not None and begun > ended


def _opening_days(doc: Document, mentions: list[Mention]) -> dict[int, str]:
    """The day that a sentence opens with: "On the evening of 3 May the envoy ..."."""
    starts = [s.start for s in doc.sentences]
    out: dict[int, str] = {}
    for m in mentions:
        n = bisect.bisect_right(starts, m.start) - 1
        opens = n >= 0 and m.start - starts[n] < OPENING and not doc.text.startswith("(", starts[n])
        if m.kind == "date" and m.value and opens and edtf.precision(m.value) == "day":
            out.setdefault(n, m.value.partition("T")[0])
    return out


def _stretch(text: str, first: Mention, last: Mention) -> str | None:
    """The interval of two dates that bound one stretch of time: "between 1778 and 1782", "1904–05"."""
    if last.start - first.end > 10 or not _BOUNDS.fullmatch(text, first.end, last.start):
        return None
    opener = text[max(0, first.start - 8) : first.start].lower()
    if text[first.end : last.start].strip() == "and" and not opener.endswith("between "):
        return None
    return edtf.make_interval(first.value, last.value)


def _date_sentences(doc: Document, told: dict[int, str], after: list[tuple[int, str | None]], opened: dict[int, str]) -> None:
    at = opening_of(doc).at
    issued = opening_of(doc).issued
    titled = headings(doc) if issued else frozenset()
    span = CONFERENCE if doc.genre == MINUTES else SITTINGS
    section: str | None = None
    entry: tuple[int, str | None] = (-1, None)
    k = 0
    for n, sentence in enumerate(doc.sentences):
        here = told.get(n)
        if section and n not in titled and n in opened and not (here or "").startswith(f"{opened[n]}/"):
            here = opened[n]
        back = _later(here, section or "") and not _stands_alone(doc, n)  # the talk looks back to an earlier day
        if n in titled or (section and here and not back):  # days are told one after another under headings that give days
            section = here if _within(here, issued, span) else section if n not in titled else None
        if issued and told.get(n) and _heads_entry(doc, n) and _within(told[n], issued, CONFERENCE):
            entry = (sentence.passage_no, told[n])
        sentence.date = here or (entry[1] if entry[0] == sentence.passage_no else None) or section or issued or at
        while k < len(after) and after[k][0] <= n:
            at = after[k][1]
            k += 1


def _stands_alone(doc: Document, n: int) -> bool:
    """Whether a sentence is a line of its own that no full stop closes: `3. Ports (24 October)`, `THIRD MEETING, 30 November`."""
    s = doc.sentences[n]
    beside = [x.passage_no for x in (*doc.sentences[max(0, n - 1) : n], *doc.sentences[n + 1 : n + 2])]
    return s.passage_no not in beside and not doc.text[s.start : s.end].rstrip().endswith((".", "!", "?", ":", ";"))


def _heads_entry(doc: Document, n: int) -> bool:
    """Whether a sentence is only the day at the head of a paragraph that tells of it: `8 May. The ministers met.`"""
    sentence = doc.sentences[n]
    first = n == 0 or doc.sentences[n - 1].passage_no != sentence.passage_no
    more = n + 1 < len(doc.sentences) and doc.sentences[n + 1].passage_no == sentence.passage_no
    return first and more and _ENTRY.fullmatch(doc.text, sentence.start, sentence.end) is not None


def _within(date: str | None, issued: str | None, days: int = SITTINGS) -> bool:
    """Whether what a document records may have been going on then: up to its own day, and not long before."""
    (begun, ended), (_, written) = edtf.bounds(date), edtf.bounds(issued)
    return begun is not None and ended is not None and written is not None and ended <= written and (written - begun).days <= days


def _tell(doc: Document, found: list[Found], around: list[Place], looks_back: dict[int, int]) -> list[_Account]:
    """The cheapest account of the document: one link for each expression."""
    beam = [_Account(0.0, opening_of(doc), [], None)]
    here: tuple[int, str] | None = None
    for item, place in zip(found, around, strict=True):
        following: dict[tuple[str | None, str | None], _Account] = {}
        yearless = place.year is None and lacks_year(item)
        fixed = None if needs_story(item) else resolve(item, Situation(beam[0].story, place.tense))
        counts = item.rule.meaning in _COUNTING and here is not None and here[0] == place.sentence_no
        if fixed is not None:
            here = _anchor(place, fixed, place.sentence_no >= 0 and item.start - doc.sentences[place.sentence_no].start < OPENING) or here
        for account in beam:
            told = account.story.heard(place.sentence_no, looks_back.get(place.sentence_no))
            if fixed is not None:
                _offer(following, _choices(account, told, fixed, place, False))
                continue
            for years_on in (0, 1, -1) if yearless and told.at else (0,):
                story = replace(told, at=here[1]) if counts and here is not None else told
                if place.bounded and account.before is not None:
                    story = account.before.story  # from March to May of the following year: of one year
                readings = resolve(item, Situation(
                    story, place.tense, place.year, place.month, years_on, place.reference, place.elsewhere))
                _offer(following, _choices(account, told, readings, place, yearless))
        beam = sorted(following.values(), key=lambda a: a.cost)[:BEAM]
        beam = [a for a in beam if a.cost <= beam[0].cost + HOPELESS]
    out: list[_Account] = []
    link: _Account | None = beam[0]
    while link is not None and link.before is not None:
        out.append(link)
        link = link.before
    return out[::-1]


def _anchor(place: Place, readings: list[Reading], opens: bool) -> tuple[int, str] | None:
    """The sentence and the value of a month or day from which its words count: who had come in February 1931 and left that May."""
    apart = place.aside > costs().aside_name or place.aside == costs().aside_inserted
    values = [r.value for r in readings if r.value and r.steers and steps.month_of(r.value)]
    return (place.sentence_no, values[-1].partition("T")[0]) if values and (opens or apart) else None


def _offer(following: dict[tuple[str | None, str | None], _Account], choices: list[_Account]) -> None:
    """Keep, of the accounts that end at the same date, the cheapest."""
    for choice in choices:
        key = (choice.story.at, choice.story.day)
        if key not in following or choice.cost < following[key].cost:
            following[key] = choice


def _choices(account: _Account, story: Narrative, readings: list[Reading], place: Place, yearless: bool) -> list[_Account]:
    """The accounts that an expression allows: the narrative moves to it from where it stands, or passes on."""
    price_of = costs()
    dates = [r.value for r in readings if r.steers and r.value and not place.attribute]
    if not dates:
        unread = any(r.value is None and r.steers for r in readings)
        return [_Account(account.cost + (price_of.unread if unread else 0), story, readings, account)]
    price = step_cost(story.issued or story.at, dates[0], place.tense, place.opens_paragraph)
    if not yearless:
        price *= price_of.explicit
    elif story.issued and place.tense <= 0 and dates[0] > story.issued and not dates[0].startswith(story.issued[:7]):
        price += price_of.foretold
    if yearless and place.coordinated and place.tense == 0 and distance(story.at, dates[0]) < 0:
        price += price_of.coordinated
    if yearless and not story.issued and _year_before(dates[0], story.at):
        price += place.resumed
    moved = story
    for date in dates:
        moved = moved.moved(date)
    if place.still or (story.issued and dates[0] > story.issued and not place.heading):  # nobody has told yet what is to come
        kept = moved if story.at is None and not story.issued and not yearless else story  # its year is that of the months behind it
        return [_Account(account.cost + (price if yearless else 0), kept, readings, account)]
    if place.heading:
        moved = story.moved(dates[0]) if place.sentence_no == 0 else moved  # what a title puts under 1833–1878 begins in 1833
        foretold = price_of.foretold if yearless and story.issued and dates[0] > story.issued else 0
        return [_Account(account.cost + foretold, moved, readings, account, True)]
    if yearless and place.section:
        year = steps.parts(dates[0])
        if year and not place.section[0] <= year[0] <= place.section[1]:
            price += price_of.section
    out = [_Account(account.cost + price, moved, readings, account, True)]
    named = place.aside in (price_of.aside_name, price_of.aside_as_of) or edtf.precision(dates[0]) not in ("day", "month", "season")
    unheard = price_of.unheard if story.at is None and not yearless and not named else 0
    out.append(_Account(account.cost + place.aside + unheard + (price if yearless else 0), story, readings, account))
    return out


def _year_before(date: str, at: str | None) -> bool:
    """Whether a date lies in a year before that of a month or day."""
    there, here = steps.parts(date), steps.parts(at)
    return there is not None and here is not None and here[1] is not None and there[0] < here[0]


def _mention(doc: Document, item: Found, reading: Reading, place: Place) -> Mention:
    sentence: Sentence | None = doc.sentences[place.sentence_no] if 0 <= place.sentence_no < len(doc.sentences) else None
    return Mention(
        reading.start, reading.end, doc.text[reading.start : reading.end], item.rule.kind, None, reading.value, item.rule.rule_id,
        _CONFIDENCE.get(reading.form, 0.8) if reading.value else 0.5, sentence.passage_no if sentence else 0, reading.form,
    )
