"""From text to mentions: the expressions in order, each read where the narrative then stands."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from flows.stages import edtf
from flows.stages.model import Document, Mention, Sentence

from . import steps
from .narrative import BEAM, HOPELESS, Costs, Narrative, step_cost
from .resolve import Reading, Situation, lacks_year, needs_story, resolve
from .scan import Found, scan

_JOIN = re.compile(r"\s*(?:to|until|till|through|and|or|into|[-–—/,])\s*(?:the |early |late |mid-?)*", re.IGNORECASE)
_PERFECT = re.compile(r"\b(?:had|having)\b", re.IGNORECASE)
_FUTURE = re.compile(r"\b(?:will|shall|would|scheduled|planned|expected|proposed|hopes?|intends?)\b", re.IGNORECASE)
_YEAR_IN_TITLE = re.compile(r"\b(1[4-9]\d\d|20\d\d)\b")
_CONFIDENCE = {"full": 0.98, "range-part": 0.95, "dual": 0.95, "partial": 0.85, "season": 0.85, "decade": 0.95, "century": 0.95,
               "relative": 0.75, "time": 0.75, "duration": 0.9, "set": 0.7, "vague": 0.7}
COSTS = Costs()


@dataclass(slots=True)
class _Place:
    """Where an expression stands: its sentence, and what the words around it say of how it is told."""

    sentence_no: int
    tense: int
    year: int | None
    month: int | None
    opens_paragraph: bool
    heading: bool
    aside: float
    section: tuple[int, int] | None  # the years that the headings above name
    reference: str | None


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
    found = list(scan(doc.text))
    places = _places(doc, found)
    chain = _tell(doc, found, places)
    mentions: list[Mention] = []
    told: dict[int, str] = {}
    after: list[tuple[int, str | None]] = []
    for item, place, account in zip(found, places, chain, strict=True):
        for reading in account.readings:
            mentions.append(_mention(doc, item, reading, place))
        if account.steered and account.story.at and place.sentence_no not in told:
            told[place.sentence_no] = account.story.at
        after.append((place.sentence_no, account.story.at))
    _date_sentences(doc, told, after)
    return mentions


def _date_sentences(doc: Document, told: dict[int, str], after: list[tuple[int, str | None]]) -> None:
    at = _opening(doc).at
    issued = _opening(doc).issued
    k = 0
    for n, sentence in enumerate(doc.sentences):
        sentence.date = told.get(n) or issued or at
        while k < len(after) and after[k][0] <= n:
            at = after[k][1]
            k += 1


def _tell(doc: Document, found: list[Found], places: list[_Place]) -> list[_Account]:
    """The cheapest account of the document: one link for each expression."""
    beam = [_Account(0.0, _opening(doc), [], None)]
    for item, place in zip(found, places, strict=True):
        following: dict[tuple[str | None, str | None], _Account] = {}
        yearless = place.year is None and lacks_year(item)
        fixed = None if needs_story(item) else resolve(item, Situation(beam[0].story, place.tense))
        for account in beam:
            if fixed is not None:
                _offer(following, _choices(account, fixed, place, False))
                continue
            for years_on in (0, 1, -1) if yearless and account.story.at else (0,):
                readings = resolve(item, Situation(account.story, place.tense, place.year, place.month, years_on, place.reference))
                _offer(following, _choices(account, readings, place, yearless))
        beam = sorted(following.values(), key=lambda a: a.cost)[:BEAM]
        beam = [a for a in beam if a.cost <= beam[0].cost + HOPELESS]
    out: list[_Account] = []
    link: _Account | None = beam[0]
    while link is not None and link.before is not None:
        out.append(link)
        link = link.before
    return out[::-1]


def _offer(following: dict[tuple[str | None, str | None], _Account], choices: list[_Account]) -> None:
    """Keep, of the accounts that end at the same date, the cheapest."""
    for choice in choices:
        key = (choice.story.at, choice.story.day)
        if key not in following or choice.cost < following[key].cost:
            following[key] = choice


def _choices(account: _Account, readings: list[Reading], place: _Place, yearless: bool) -> list[_Account]:
    """The accounts that an expression allows: the narrative moves to it, or passes on."""
    story = account.story
    dates = [r.value for r in readings if r.steers and r.value]
    if not dates:
        unread = any(r.value is None and r.steers for r in readings)
        return [_Account(account.cost + (COSTS.unread if unread else 0), story, readings, account)]
    price = step_cost(story.issued or story.at, dates[0], place.tense, place.opens_paragraph, COSTS)
    if not yearless:
        price *= COSTS.explicit
    moved = story
    for date in dates:
        moved = moved.moved(date)
    if place.heading:
        return [_Account(account.cost, moved, readings, account, True)]
    if yearless and place.section:
        year = steps.parts(dates[0])
        if year and not place.section[0] <= year[0] <= place.section[1]:
            price += COSTS.section
    out = [_Account(account.cost + price, moved, readings, account, True)]
    if place.aside < 9:
        out.append(_Account(account.cost + place.aside + (price if yearless else 0), story, readings, account))
    return out


def _opening(doc: Document) -> Narrative:
    issued = doc.meta.get("issued")
    if isinstance(issued, str) and edtf.precision(issued) == "day":
        return Narrative(at=issued, issued=issued, day=issued)
    m = _YEAR_IN_TITLE.search(doc.title or "")
    return Narrative(at=m[1] if m else None)


def _places(doc: Document, found: list[Found]) -> list[_Place]:
    text = doc.text
    starts = [s.start for s in doc.sentences]
    headings = _headings(doc)
    opening = _opening(doc)
    section: tuple[int, int] | None = None
    out = []
    for i, item in enumerate(found):
        n = bisect_right(starts, item.start) - 1
        sentence = doc.sentences[n] if 0 <= n < len(starts) else None
        following = found[i + 1] if i + 1 < len(found) else None
        year, month = _year_ahead(text, item, following, opening)
        lead = text[max(sentence.start if sentence else 0, item.start - 80) : item.start]
        tense = -1 if _PERFECT.search(lead) else 1 if _FUTURE.search(lead) else 0
        begins = sentence.start if sentence else item.start
        opens = item.start - begins < 25 and "\n" in text[max(0, begins - 1) : begins]
        if n in headings and sentence:
            years = [int(y) for y in _YEAR_IN_TITLE.findall(text, sentence.start, sentence.end)]
            section = (min(years), max(years)) if years else section
        out.append(_Place(n, tense, year, month, opens, n in headings, _aside(text, item, begins), section,
                          _reference(text, item, following, opening)))
    return out


_AFTER = re.compile(r"(?:after|before)$", re.IGNORECASE)
_REACH = 90  # characters from "two months after" to the date of what it counts from


def _reference(text: str, item: Found, following: Found | None, story: Narrative) -> str | None:
    """The full date that a distance counts from: "two months after the landings in November 1942"."""
    if following is None or item.rule.meaning != "shift" or not _AFTER.search(text, item.start, item.end):
        return None
    if following.start - item.end > _REACH or _STOP.search(text, item.end, following.start) or needs_story(following):
        return None
    values = [r.value for r in resolve(following, Situation(story)) if r.value and r.steers]
    return values[0] if values else None


_STOP = re.compile(r"[.;:]\s|\n")


def _headings(doc: Document) -> frozenset[int]:
    spans = sorted((b.start, b.end) for b in doc.blocks if b.kind == "heading")
    out = []
    for n, s in enumerate(doc.sentences):
        k = bisect_right(spans, (s.start, s.end + 1)) - 1
        if k >= 0 and spans[k][0] <= s.start and s.end <= spans[k][1] + 1:
            out.append(n)
    return frozenset(out)


def _year_ahead(text: str, item: Found, following: Found | None, story: Narrative) -> tuple[int | None, int | None]:
    """The year (and month) that a date joined to this one gives: "from April to June 1968"."""
    if following is None or "y" in item.fields or not following.fields.keys() & {"y", "yy"} or "era" in following.fields:
        return None, None
    if not _JOIN.fullmatch(text, item.end, following.start):
        return None, None
    values = [r.value for r in resolve(following, Situation(story)) if r.value]
    parts = steps.parts(values[0]) if values else None
    return (parts[0], parts[1]) if parts and parts[1] is not None else (None, None)


_LEAD = re.compile(r"([A-Za-z]+)\s+$")
_NAMING = frozenset("the a an its his her their this that of our s".split())
_PASSING = frozenset("since until till from by through before after to".split())


def _aside(text: str, item: Found, begins: int) -> float:
    """What it costs to hold that a date is told in passing and leaves the narrative where it is."""
    opened = text.rfind("(", max(begins, item.start - 60), item.start)
    if opened >= 0 and text.find(")", opened, item.start) < 0:
        return COSTS.aside_name
    m = _LEAD.search(text, max(0, item.start - 15), item.start)
    word = m[1].lower() if m else ""
    # A lower-case word right after: "the 1957 strike", "an October debate".
    noun = text[item.end : item.end + 1] in (" ", "\n") and text[item.end + 1 : item.end + 2].isalpha()
    if word == "of" or (word in _NAMING and noun):
        return COSTS.aside_name
    if item.start - begins < 25 and word not in _PASSING:
        return COSTS.aside_opening
    if item.rule.meaning in ("year_alone", "year_range", "bc_range") or "m" not in item.fields and "m0" not in item.fields:
        return COSTS.aside_year * (0.6 if word in _PASSING else 1)
    return COSTS.aside_day


def _mention(doc: Document, item: Found, reading: Reading, place: _Place) -> Mention:
    sentence: Sentence | None = doc.sentences[place.sentence_no] if 0 <= place.sentence_no < len(doc.sentences) else None
    return Mention(
        reading.start, reading.end, doc.text[reading.start : reading.end], item.rule.kind, None, reading.value, item.rule.rule_id,
        _CONFIDENCE.get(reading.form, 0.8) if reading.value else 0.5, sentence.passage_no if sentence else 0, reading.form,
    )
