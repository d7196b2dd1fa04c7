"""Datelines: where and when a document was written. `Riga, March 18, 1921, 4 p.m.` is 1921-03-18, Riga."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import NamedTuple

from flows.stages.header_rules import first, rules
from schemas import data

_MONTHS = {m: i for i, m in enumerate(("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1)}
_ROMAN = {r: i for i, r in enumerate(("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"), 1)}
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_LAST = r"(?P<last>\d{1,2})(?:st|nd|rd|th)?"
_SPAN = r"\s*(?:[–-]|and|&)\s*"
_MONTH = r"(?P<month>[A-Z][a-z]{2})[a-z]*\.?"
_YEAR = r"(?P<year>\d{4})"
_SMALL = re.compile(r"\b(?:To|The|And|Of|In|On|For|By|At|With|A|Held)\b(?!\.)|(?<=\d)(?:St|Nd|Rd|Th)\b|\b[AP]\.M\.")
"""What a title in capitals has in small letters otherwise."""
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b")
_PARTICLE = re.compile(r"(?:,? (?:on )?[A-Z][a-z]+day)?(?:[ ,]+(?:the|on|of|de|del|le|du|al|and))*[ ,]*\Z")
_FORMS = tuple(re.compile(form) for form in (
    rf"\d{{1,2}}(?:st|nd|rd|th)? ?[(/] ?{_DAY}\)? {_MONTH},? ?{_YEAR}",
    rf"\d{{1,2}}(?:st|nd|rd|th)? [A-Z][a-z]+\.? ?[(/] ?{_DAY} {_MONTH}\)?,? ?{_YEAR}",
    rf"{_MONTH} {_DAY}{_SPAN}(?P<month2>[A-Z][a-z]{{2}})[a-z]*\.? {_LAST},? ?{_YEAR}",
    rf"{_MONTH} {_DAY}{_SPAN}{_LAST},? ?{_YEAR}",
    rf"{_MONTH} {_DAY},? ?{_YEAR}",
    rf"{_MONTH} {_DAY}, [^,]*, {_YEAR}",
    rf"(?:the )?{_DAY}{_SPAN}{_LAST}(?: of)? {_MONTH},? ?{_YEAR}",
    rf"(?:the )?{_DAY},?(?: of)? {_MONTH},? ?{_YEAR}",
    rf"{_MONTH},? {_YEAR}",
    rf"{_YEAR}-(?P<month>\d\d)-{_DAY}",
    rf"{_DAY}[./-](?P<month>\d{{1,2}})[./-]{_YEAR}",
    rf"{_DAY}\.? ?(?P<month>[IVX]{{1,4}})\.? ?{_YEAR}",
    rf"(?:le |den |il |el )?{_DAY}(?:er|\.|°)? (?:de )?(?P<month>[^\W\d]+) (?:de )?{_YEAR}",
))


class Dateline(NamedTuple):
    """Date (EDTF) and place of a document with their spans; either may be missing."""

    issued: str | None
    issued_span: tuple[int, int] | None
    place: str | None
    place_span: tuple[int, int] | None


def _month(text: str) -> int:
    low = text.lower()
    return int(text) if text.isdigit() else _MONTHS.get(low) or _ROMAN.get(low) or _foreign().get(low) or _MONTHS.get(low[:3], 0)


@cache
def _foreign() -> dict[str, int]:
    """Months in other languages than English, by their names in small letters."""
    words = data.rows("rules/date_words", "word", "kind", "value")
    return {r["word"].lower(): int(r["value"]) for r in words if r["kind"] == "foreign_month"}


def edtf(text: str) -> str | None:
    """EDTF of a date as datelines write it, a range as an interval; None for anything else and for days that never were."""
    for form in _FORMS:
        m = form.fullmatch(text)
        if m is None:
            continue
        g = m.groupdict()
        year, month = int(g["year"]), _month(g["month"])
        try:
            if "day" not in g:
                return date(year, month, 1).isoformat()[:7]
            begin = date(year, month, int(g["day"]))
            end = date(year, _month(g.get("month2") or g["month"]), int(g["last"])) if "last" in g else begin
        except ValueError:
            return None
        return begin.isoformat() if end == begin else f"{begin.isoformat()}/{end.isoformat()}" if end > begin else None
    return None


def _found(m: re.Match[str], start: int) -> Dateline:
    groups = m.groupdict()
    written = re.sub(r"(?<=\d)(?:St|Nd|Rd|Th)\b", lambda day: day[0].lower(), (groups.get("date") or "").title())  # 14TH MARCH, 1949
    issued = edtf(groups["date"]) or edtf(written) if groups.get("date") else None
    place = _PARTICLE.sub("", groups.get("place") or "").strip(" ,") or None
    at = start + m.start("place") if place else 0
    span = (start + m.start("date"), start + m.end("date")) if issued else None
    return Dateline(issued, span, place, (at, at + len(place)) if place else None)


def read(text: str, start: int) -> Dateline | None:
    """What a line says that begins at offset `start` of its document; None if it is no dateline."""
    m = first("dateline", text, whole=True)
    return _found(m, start) if m else None


def of_newspaper(text: str, start: int) -> Dateline | None:
    """The day of a newspaper that a line names: THE NORTHERN STAR, FRIDAY, MARCH 18, 1921."""
    m = first("newspaper", text, whole=True)
    return _found(m, start) if m else None


def in_title(text: str, start: int) -> Dateline | None:
    """The dateline that a title of a record of a talk ends with: ..., Riga, March 18, 1921; held at Riga on 18 March 1921."""
    written = _SMALL.sub(lambda m: m[0].lower(), text.title()) if _ORDINAL.sub("", text).isupper() else text
    for rule in rules("title-dateline"):
        m = rule.pattern.search(written)
        found = _found(m, start) if m else None
        if found and found.issued:
            a, b = found.place_span or (start, start)
            return found._replace(place=text[a - start : b - start] or None)
    return None


def of_record(text: str, start: int) -> Dateline | None:
    """The day of a meeting, and its town, from the line that opens its record: `Minutes of a Meeting held in Riga on 18 March 1921`."""
    m = first("record-dateline", text)
    found = _found(m, start) if m else None
    return found if found and found.issued else None
