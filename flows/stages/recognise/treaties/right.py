"""How far the name of a treaty goes on behind its head: over of-, on-, between- and with-phrases, and the years behind it."""

from __future__ import annotations

import bisect
import itertools

from flows.stages.model import Document
from flows.stages.recognise.treaties.extent import before_next_head
from flows.stages.recognise.treaties.head import Head, Left, Right
from flows.stages.recognise.wording import phrase

BINDING = frozenset(("treaty", "pact", "convention", "agreement", "protocol"))
"""Kinds of which a name does not say by whom they are."""


def rightward(head: Head, left: Left) -> Right:
    """How far a name goes on behind its head."""
    end, named = _words(head, left)
    while (left.proper or named or head.capital) and (year := phrase("right-year").match(head.text, end, head.high)) is not None:
        end = year.end()
        named = named or bool(year.group(1) or year.group(2))
    return Right(end, named)


def _words(head: Head, left: Left) -> Right:
    """The same without the years at its end."""
    text, high = head.text, head.high
    if head.capital and (found := phrase("right-named").match(text, head.end, high)) is not None:
        end = _of_it(head, found.end())
        return Right(end, end > head.end)
    if head.capital_within and (month := phrase("right-month").match(text, head.end, high)) is not None:
        return Right(month.end(), True)  # the Pacts of May
    if left.proper and (topic := phrase("right-topic").match(text, head.end, high)) is not None:
        return Right(topic.end(), False)
    return Right(head.end, False)


def _of_it(head: Head, end: int) -> int:
    """Where a name ends that may run into another treaty, those who made it, or the subject of what follows."""
    text = head.text
    end = before_next_head(text, head.end, end)
    another = phrase("and-another").search(text, head.end, end)
    if another is not None and not phrase("of-sides").search(text, head.end, another.start()):
        end = another.start()
    # The Treaty of Westport by all the coastal states, but the Declaration by two.
    if head.stands == "yes" and head.kind in BINDING and (by := phrase("name-by").search(text, head.end, end)) is not None:
        end = by.start()
    return _before_subject(head.doc, head.end, end)


def _before_subject(doc: Document, start: int, end: int) -> int:
    """Where the name behind a head ends if who or what is named at its end, right behind a town, is the subject of what follows."""
    at = bisect.bisect_left(doc.mentions, start, key=lambda x: x.start)
    named = [x for x in itertools.islice(doc.mentions, at, at + 6) if x.kind in ("actor", "person", "place") and x.end <= end]
    if len(named) < 2 or named[-1].end != end or named[-1].form == "adjective" or named[-2].form == "adjective":
        return end
    return named[-2].end if named[-2].kind == "place" and doc.text[named[-2].end : named[-1].start] == " " else end
