"""Days that head the items of a list under a month: `January`, and below it `3. Norway recognises Peru.`"""

from __future__ import annotations

import re
from collections.abc import Iterator

from flows.stages.grammar.lexis import pattern
from flows.stages.model import Document, Passage

from .patterns import rules
from .scan import Found, scan

LEAST = 2
"""Items that have to stand under months: one number alone may be that of a point."""
RULE = "date-month-day"
"""The rule that reads a month and a day, as which such a day is read."""


def days(doc: Document, found: list[Found]) -> list[Found]:
    """The expressions of a document with those days; what runs from such a heading into its first item is parted."""
    headed = [(month, item) for month, items in _lists(doc) for item in items]
    if len(headed) < LEAST:
        return found
    headings = {p.start: p for p, _ in headed}
    out = [f for f in found if not any(p.start <= f.start < p.end < f.end for p in headings.values())]
    known = {f.start for f in out}
    out += [month for p in headings.values() if (month := _heading(doc, p)) is not None and month.start not in known]
    out += [day for p, item in headed if (day := _day(doc, p, item)) is not None and day.start not in known]
    return sorted(out, key=lambda f: f.start)


def _lists(doc: Document) -> Iterator[tuple[Passage, list[re.Match[str]]]]:
    """Each heading that is a month with the numbers of its items; lists that only count their items, one, two, three, are none."""
    every: list[tuple[Passage, list[re.Match[str]]]] = []
    under_month = False
    for p in doc.passages:
        number = pattern("day-of-item").match(doc.text, p.start, p.end)
        if pattern("month-heading").fullmatch(doc.text[p.start : p.end].rstrip()):
            every.append((p, []))
            under_month = True
        elif p.kind == "heading":
            under_month = False
        elif under_month and number is not None:
            every[-1][1].append(number)
    lists = [(p, items, [int(item["day"]) for item in items]) for p, items in every if items]
    if any(days != list(range(1, len(days) + 1)) for _, _, days in lists):
        yield from ((p, items) for p, items, days in lists if days == sorted(days) and days[0] >= 1 and days[-1] <= 31)


def _heading(doc: Document, p: Passage) -> Found | None:
    """The month of a heading."""
    first = next(scan(doc.text[p.start : p.end]), None)
    return Found(first.start + p.start, first.end + p.start, first.rule, first.match, first.fields) if first is not None else None


def _day(doc: Document, p: Passage, item: re.Match[str]) -> Found | None:
    """The number of an item, read as it were behind the month of the heading."""
    month = re.match(r"\w+", doc.text[p.start : p.end])
    rule = next(r for r in rules() if r.rule_id == RULE)
    read = rule.pattern.match(f"{month[0]} {item['day']}") if month is not None else None
    if read is None:
        return None
    return Found(*item.span("day"), rule, read, {name: held for name, held in read.groupdict().items() if held})
