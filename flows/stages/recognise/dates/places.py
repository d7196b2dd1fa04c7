"""What surrounds an expression: its sentence, the tense, the heading above, and how much in passing it is told."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache

from flows.stages import edtf
from flows.stages.genres import RETOLD
from flows.stages.model import Document, Sentence
from flows.stages.sieve import Sieve
from schemas.data import rows

from . import passing, steps, words
from .narrative import Narrative, costs
from .readings import Situation, lacks_year, needs_story, read_year
from .resolve import resolve
from .scan import Found

_JOIN = re.compile(r"\s*(?:to|until|till|through|and|or|into|[-–—/,])\s*(?:the |early |late |mid-?)*", re.IGNORECASE)
_RANGE = re.compile(r"\s*(?:to|until|till|through|[-–—])\s*(?:the )?", re.IGNORECASE)
_IN_YEAR = re.compile(r", ?(?:on |in )?(?:the )?")
"""Between a year and a day or month of it: 1907, 23 March; in 1907, on 23 March."""
_HEADS = re.compile(r" ?[:.–—-] |, ")
"""Behind a year that heads a line."""
_YEAR_IN_TITLE = re.compile(r"\b(1[4-9]\d\d|20\d\d)\b")
_YEARS_IN_TITLE = re.compile(r"\b(1[4-9]\d\d|20\d\d)(?:[-–—/](\d\d)\b)?")
_YEAR_OF_A_THING = re.compile(r"\bof (?:[A-Z][a-z]+ )?\d{4}\b")
_AFTER = re.compile(r"(?:after|before)$", re.IGNORECASE)
_WORD_AFTER = re.compile(r"\s[A-Za-z]")
_STOP = re.compile(r"[.;:]\s|\n")
_CLAUSE_END = re.compile(r"(?<![A-Z])[.;:,]\s|\s(?:that|who|which|and|but|when|because)\s|\n")
_DUE = re.compile(r"\b(?:by|before|until|till|later than)\s(?:the\s)?$", re.IGNORECASE)
_IF = re.compile(r"\b(?:if|unless)\b", re.IGNORECASE)
_IS = re.compile(r"\b(?:is|was|were|came|fell)\b")
_AND_IN = re.compile(r"(?:\b(?:and|then|but)(?: finally| again)?|;) (?:in|on|by|early in|late in|at the end of) (?:the )?$")
_OVER = re.compile(r"\b(?:over|during|throughout|for|course of) $", re.IGNORECASE)
_PLANNED = re.compile(r"\b(?:was|were|is|are) to (?!be (?:seen|found)\b)(?:[\w-]+ ){1,6}$")
_HAD = re.compile(
    r"\shad (?:\w+ly |already )?(?:been|become|brought|come|gone|held|laid|led|left|lost|made|met|put|sent|set|won|[a-z]{2,}(?:ed|en))\b"
)
_HAD_DONE = re.compile(r"\b(?:had|having)\b[^;,]*$")
_RELATIVE = re.compile(r", (?:who|whom|whose|which|where)\b[^;,]*$")
_AGAIN = re.compile(r", (?:on|in) (?:the )?$")
_NOT_THEN = "".join(f"(?<! {word})" for word in ("was", "were", "is", "are", "been", "be", "finally", "also", "then", "duly"))
"""Before a participle that is no verb of its own: the treaty with Norway was signed on 3 May."""
_BACK = frozenset({"before", "earlier", "previously", "beforehand"})
_LEAD = re.compile(r"([A-Za-z]+)\s+$")
_REACH = 90  # characters from "two months after" to the date of what it counts from
# Genres that tell of the past from a later day: their own date says nothing of what they tell.
_TOLD_LATER = RETOLD | {"editorial-preface"}
_BY_ACT = re.compile(r"(?:By|Under) (?:an? |the )?(?:\w+ ){1,3}of (?:the )?")
"""What opens a sentence that tells what an act did on its day: by a declaration of 3 May 1921."""
_OPENING = 25  # characters: what stands so near to the start of a sentence opens it


@cache
def _attributive() -> re.Pattern[str]:
    """A text and the participle that says when it was made, up to the date: "the treaty signed in Westport on"."""
    heads = "|".join(
        sorted({re.escape(r[form]) for r in rows("rules/treaty_heads", "head", "plural") for form in ("head", "plural")} - {""})
    )
    return re.compile(
        rf"\b(?:{heads})(?: (?:of|with|between) [^,.;:()]{{1,60}}?)?{_NOT_THEN} {words.alternation('dating')}\b[^,.;:()]*$", re.IGNORECASE
    )


def _dates_a_text(lead: str) -> bool:
    """Whether a date only says which treaty is meant, the sentence up to it given: what is told may have happened long after."""
    return bool(_surroundings().mask(lead) & 4) and _attributive().search(lead) is not None


@cache
def _any_of(kind: str) -> re.Pattern[str]:
    return re.compile(rf"\b{words.alternation(kind)}\b", re.IGNORECASE)


@cache
def _surroundings() -> Sieve:
    """Which of the words around a date may stand in a text: a past perfect, a future, a text that the date belongs to."""
    return Sieve((_any_of("perfect"), _any_of("prospect"), _attributive()))


@dataclass(slots=True)
class Place:
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
    elsewhere: bool
    attribute: bool  # a season before a noun: "the czar's summer palace"
    still: bool  # the narrative stays where it is: a sentence in brackets, a term that is set, what had been done before
    back: bool  # if it lies before what is told, it is told in passing
    on: bool  # the same if it lies behind
    coordinated: bool  # the sentence comes to it with "and in", after another of its dates
    resumed: float  # what it costs that it goes back to an earlier year
    onward: bool  # if it lies behind, what is told without a date goes on from there
    bounded: bool  # it ends a stretch of time, and counts from where the narrative stood before its beginning


def opening_of(doc: Document) -> Narrative:
    """Where a document begins: at its own day if it speaks from one (a letter, a record), else at the year of its title."""
    issued = doc.meta.get("issued")
    if isinstance(issued, str) and doc.genre not in _TOLD_LATER and edtf.precision(issued) == "day":
        return Narrative(at=issued, issued=issued, day=issued)
    m = _YEAR_IN_TITLE.search(doc.title or "")
    return Narrative(at=m[1] if m else None)


def places(doc: Document, found: list[Found]) -> list[Place]:
    """The surroundings of each expression of the document."""
    text = doc.text
    starts = [s.start for s in doc.sentences]
    titled = headings(doc)
    sections = _Sections(doc)
    opening = opening_of(doc)
    out: list[Place] = []
    entry: _Entry | None = None
    for i, item in enumerate(found):
        n = bisect_right(starts, item.start) - 1
        sentence = doc.sentences[n] if 0 <= n < len(starts) else None
        following = found[i + 1] if i + 1 < len(found) else None
        year, month = _year_ahead(text, item, following, opening)
        if year is None and i > 0 and _IN_YEAR.fullmatch(text, found[i - 1].end, item.start) and found[i - 1].rule.meaning == "year":
            year = read_year(found[i - 1]) if lacks_year(item) else None
        entry = _entry(text, item, entry)
        year = year or (entry.year if entry is not None and entry.start < item.start else None)
        lead = text[max(sentence.start if sentence else 0, item.start - 80) : item.start]
        shown = _surroundings().mask(lead)
        tense = -1 if shown & 1 and _any_of("perfect").search(lead) else 1 if shown & 2 and _any_of("prospect").search(lead) else 0
        if opening.issued and passing.to_come(text, item):
            tense = 1
        begins = sentence.start if sentence else item.start
        opens = item.start - begins < _OPENING and "\n" in text[max(0, begins - 1) : begins]
        out.append(Place(
            n, tense, year, month, opens, n in titled, _aside(text, item, begins), sections.at(item.start),
            _reference(text, item, following, opening), _elsewhere(text, item), _attribute(text, item),
            text.startswith("(", begins) or _term(lead, tense, item) or _looks_back(text, item)
            or (i > 0 and text[found[i - 1].end : item.start] == " (")  # on 8 November (26 October Old Style)
            or (i > 0 and _counts_from(text, found[i - 1], out[-1].reference, item)) or _over(text, item),
            passing.leads_back(text, item, begins), passing.leads_on(text, item, begins),
            i > 0 and found[i - 1].start >= begins and _AND_IN.search(text, found[i - 1].end, item.start) is not None,
            _resumed(text, item, sentence, found[i - 1] if i else None) if sentence is not None and tense == 0 and not opens else 0,
            tense == 0 and "y" in item.fields and _aside(text, item, begins) >= costs().aside_year and passing.goes_on(text, item, begins),
            i > 0 and item.rule.meaning == "calendar_shiftyear" and lacks_year(found[i - 1])
            and _RANGE.fullmatch(text, found[i - 1].end, item.start) is not None))
    return out


@dataclass(slots=True)
class _Entry:
    """The year that heads a line, and the month that its entry has come to."""

    start: int
    end: int
    year: int
    month: int


def _entry(text: str, item: Found, entry: _Entry | None) -> _Entry | None:
    """The entry that an expression stands in or opens, if its year is that of the entry: 1904: They met on 3 May; in June they parted."""
    if item.rule.meaning == "year" and text[: item.start].endswith(("\n", "\n• ")) and _HEADS.match(text, item.end):
        year = read_year(item)
        end = text.find("\n", item.end)
        return _Entry(item.start, end if end >= 0 else len(text), year, 0) if year is not None else None
    if entry is None or item.start >= entry.end:
        return None
    if item.rule.meaning not in ("calendar", "month_range", "day_range") or not lacks_year(item):
        return None if item.rule.kind == "date" else entry
    month = words.month(item.fields.get("m") or item.fields.get("m0") or "")
    if month is None or month < entry.month:
        return None
    entry.month = month
    return entry


def _resumed(text: str, item: Found, sentence: Sentence, before: Found | None) -> float:
    """What it costs to hold that a date of a main clause goes back to an earlier year, where nothing behind it had been done."""
    if _any_of("perfect").search(text, item.end, sentence.end):
        return 0
    told = before is not None and before.start >= sentence.start and before.fields.keys() >= {"y", "m"}
    if before is not None and told and "; " in text[before.end : item.start]:
        return costs().resumed  # by a pact of 3 May 1921 they agreed; Norway adhered on 4 October
    if item.start - sentence.start >= _OPENING:
        if _any_of("afterwards").search(text, max(sentence.start, item.start - _REACH), item.start):
            return costs().resumed  # Norway ratified it on 3 October: not before it was signed
        return costs().resumed_within if passing.goes_on(text, item, sentence.start) else 0
    m = _LEAD.search(text, max(0, item.start - 15), item.start)
    return 0 if m and m[1].lower() in words.values("passing") else costs().resumed


def _over(text: str, item: Found) -> bool:
    """Whether a year or month to come is one over which something was planned: for the coming year."""
    to_come = item.rule.meaning == "next" and item.fields.get("dir", "").lower() == "coming"
    return to_come and _OVER.search(text, max(0, item.start - 24), item.start) is not None


def _counts_from(text: str, distance: Found, reference: str | None, item: Found) -> bool:
    """Whether a date is only that from which a distance before it counts: two months after the landings in November 1942."""
    return reference is not None and _IS.search(text, distance.end, item.start) is None


def _reference(text: str, item: Found, following: Found | None, story: Narrative) -> str | None:
    """The full date that a distance counts from: "two months after the landings in November 1942"."""
    if following is None or item.rule.meaning != "shift" or not _AFTER.search(text, item.start, item.end):
        return None
    if following.start - item.end > _REACH or _STOP.search(text, item.end, following.start) or needs_story(following):
        return None
    if _AGAIN.search(text, item.end, following.start):  # a decade after the pact, on 7 March 1936: that day itself
        return None
    values = [r.value for r in resolve(following, Situation(story)) if r.value and r.steers]
    return values[0] if values else None


def _elsewhere(text: str, item: Found) -> bool:
    """Whether a distance counts from what the next words tell: "four days after the vote"."""
    ends = _AFTER.search(text, item.start, item.end)
    return bool(ends and item.rule.meaning in ("shift", "next") and _WORD_AFTER.match(text, item.end))


def _attribute(text: str, item: Found) -> bool:
    if not item.fields.keys() & {"s"} or not _WORD_AFTER.match(text, item.end) or item.match[0][:4].lower() == "the ":
        return False
    m = _LEAD.search(text, max(0, item.start - 15), item.start)
    return bool(m and m[1].lower() in words.values("naming"))


def _term(lead: str, tense: int, item: Found) -> bool:
    """Whether a date is one that is set for what is to come: the troops were to leave on 3 May, or be gone by the 5th."""
    if lacks_year(item) and _PLANNED.search(lead):
        return True
    return _DUE.search(lead) is not None and (tense > 0 or item.rule.meaning == "day_alone" or _IF.search(lead) is not None)


def _looks_back(text: str, item: Found) -> bool:
    """Whether the story goes on from where it stands: a date counted back from there, or that of what had been before."""
    counted = item.rule.meaning == "shift" and item.fields.get("dir", "").lower() in _BACK
    return counted or _HAD.match(text, item.end) is not None


def headings(doc: Document) -> frozenset[int]:
    """Numbers of the sentences that are headings."""
    kinds = {p.passage_no: p.kind for p in doc.passages}
    return frozenset(n for n, s in enumerate(doc.sentences) if kinds.get(s.passage_no) in ("heading", "title"))


class _Sections:
    """The years of the last heading that names any; plain text does not tell a heading below from one beside."""

    def __init__(self, doc: Document) -> None:
        self.starts: list[int] = []
        self.years: list[tuple[int, int]] = []
        for passage in doc.passages:
            if passage.kind in ("heading", "title"):
                years = [y for m in _YEARS_IN_TITLE.finditer(doc.text, passage.start, passage.end) for y in _years(m)]
                # The Treaty of 1947: what the year is the name of may lie at the end of the story.
                title = doc.text[passage.start : passage.end].strip() == doc.title
                if years and not (title and len(years) == 1 and _YEAR_OF_A_THING.search(doc.title or "")):
                    self.starts.append(passage.start)
                    self.years.append((min(years), max(years)))

    def at(self, place: int) -> tuple[int, int] | None:
        """First and last year of the section that holds a character, None if no heading before it names one."""
        n = bisect_right(self.starts, place) - 1
        return self.years[n] if n >= 0 else None


def _years(m: re.Match[str]) -> tuple[int, ...]:
    """The year that a heading names, or the first and last of a short range: 1928-38."""
    first = int(m[1])
    if not m[2]:
        return (first,)
    last = first - first % 100 + int(m[2])
    return first, last + 100 if last < first else last


def _year_ahead(text: str, item: Found, following: Found | None, story: Narrative) -> tuple[int | None, int | None]:
    """The year (and month) that a date joined to this one gives: "from April to June 1968"."""
    if following is None or "y" in item.fields or not following.fields.keys() & {"y", "yy", "yw"} or "era" in following.fields:
        return None, None
    if not _JOIN.fullmatch(text, item.end, following.start):
        return None, None
    values = [r.value for r in resolve(following, Situation(story)) if r.value]
    parts = steps.parts(values[0]) if values else None
    return (parts[0], parts[1]) if parts and parts[1] is not None else (None, None)


def _clause_end(text: str, start: int) -> int:
    """Where the clause ends that follows a date at the head of a sentence, within reach."""
    m = _CLAUSE_END.search(text, start + 2, start + _REACH)
    return m.start() if m else start + _REACH


def _aside(text: str, item: Found, begins: int) -> float:
    """What it costs to hold that a date is told in passing and leaves the narrative where it is."""
    opened = text.rfind("(", max(begins, item.start - 60), item.start)
    if opened >= 0 and text.find(")", opened, item.start) < 0:
        return costs().aside_name
    m = _LEAD.search(text, max(0, item.start - 15), item.start)
    word = m[1].lower() if m else ""
    if word == "of" and text.endswith("as of ", 0, item.start):
        return costs().aside_as_of
    # A lower-case word right after: "the 1957 strike", "an October debate".
    noun = text[item.end : item.end + 1] in (" ", "\n") and text[item.end + 1 : item.end + 2].isalpha()
    if word == "of" and "y" in item.fields and _BY_ACT.fullmatch(text, begins, item.start):
        return 2 * costs().aside_name
    if word == "of" or (word in words.values("naming") and noun) or _dates_a_text(text[begins : item.start]):
        return costs().aside_name
    # "In 1957, the minister had promised ...": the story stays where it was.
    back = "y" in item.fields and _any_of("perfect").search(text, item.end, _clause_end(text, item.end))
    if item.start - begins < _OPENING and word not in words.values("passing") and not back:
        return costs().aside_opening
    if item.rule.meaning in ("year", "year_range", "bc_range") or not item.fields.keys() & {"m", "m0"}:
        return costs().aside_year * (0.6 if word in words.values("passing") else 1)
    if word in words.values("lasting") and not text.endswith(("not until ", "not till "), 0, item.start):
        return costs().aside_until
    if "y" in item.fields:
        relative, had = _RELATIVE.search(text, begins, item.start), _HAD_DONE.search(text, begins, item.start)
        if relative and had and text.startswith(",", item.end):
            return costs().aside_inserted
        if relative or had:
            return costs().aside_back
    return costs().aside_day
