"""Treaties without a name: described by what they are about, by their sides or by what was done, and words that take up another."""

from __future__ import annotations

import re

from flows.stages.genres import CHRONICLE, TALKS
from flows.stages.model import Mention
from flows.stages.recognise.treaties import rules
from flows.stages.recognise.treaties.extent import clause_end, trim, whole_word
from flows.stages.recognise.treaties.head import Head, Left, Right
from flows.stages.recognise.treaties.left import leftward
from flows.stages.recognise.treaties.right import BINDING
from flows.stages.recognise.wording import phrase

Match = re.Match[str]


def reached(head: Head) -> Mention | None:
    """An arrangement or a settlement that somebody makes, told with what it is about: they came to an arrangement on the fisheries."""
    if phrase("reached-one").search(head.text, head.low, head.start) is None:
        return None
    relative = phrase("right-relative").match(head.text, head.end, head.high)
    told = relative or _described(head, head.end)
    if told is None:
        return None
    end = whole_word(head.text, head.end, told.end()) if relative else trim(head.text, head.end, told.end(), head.high)
    return head.told(leftward(head).start, end)


def put_forward(head: Head, left: Left) -> Mention | None:
    """A plan that somebody puts forward, told with what it is for: he put forward a plan for the islands."""
    of = phrase("plan-of").match(head.text, head.end, head.high)
    if of is None:
        return None
    relative = phrase("right-relative").match(head.text, head.end, head.high)
    end = whole_word(head.text, head.end, relative.end()) if relative else trim(head.text, head.end, of.end(), head.high)
    return head.told(left.start, end)


def nameless(head: Head, left: Left, right: Right) -> Mention:
    """What a head without a name means: a treaty by its year or its words, one told of before, one that is made there, or it is bare."""
    modified = left.modified or head.stands == "topic"
    if (of_year := _of_year(head, left, right, modified)) is not None:
        return of_year
    if modified or right.named:
        return _by_words(head, left, right)
    definite = head.led_by("article", left.start) or phrase("led-by-article").match(head.text, left.start, right.end) is not None
    if definite:
        return _known(head, left.start, right.end)
    return _new(head, left.start, right.end) or head.mention(left.start, right.end, "treaty.bare", 0.4, "bare")


def _described(head: Head, end: int) -> Match | None:
    """The words behind a treaty that tell with whom, of what or when it is."""
    return phrase("right-described").match(head.text, end, head.high)


def _of_year(head: Head, left: Left, right: Right, modified: bool) -> Mention | None:
    """A treaty by its year: the treaty of 1795 between Norway and Persia, a trade treaty of 1795."""
    if right.named:
        return None
    if not modified and (year := phrase("of-year").match(head.text, right.end, head.high)) is not None:
        return head.mention(left.start, year.end(), rules.OF_YEAR, 0.7, "named")
    if modified and head.small and phrase("of-year-of").match(head.text, right.end, head.high):
        return head.named(left.start, right.end + len(" of 1860"), 0.7)
    return None


def _by_words(head: Head, left: Left, right: Right) -> Mention:
    """A treaty by what it is about: the trade agreement, with its date where it has one."""
    end = right.end
    if not head.capital_within:
        described = _described(head, end)
        if described is not None and phrase("described-on").match(described.group()):
            end = trim(head.text, end, described.end(), head.high)
    rule, confidence = (rules.OPEN, 0.6) if left.ordinary else (rules.DESCRIBED, 0.7)
    return head.mention(left.start, end, rule, confidence, "described")


def _known(head: Head, start: int, end: int) -> Mention:
    """A treaty that the reader is supposed to know: by its sides, its matter or its makers, or as the one told of before."""
    text, high = head.text, head.high
    described = _described(head, end)
    with_made = phrase("right-side-made").match(text, end, high) is not None
    if (topic := phrase("right-of-between").match(text, end, high)) is not None:
        described, end = _described(head, topic.end()), topic.end()
    if described is not None and (with_made or phrase("between-sides").match(described.group())):
        stop = trim(text, end, described.end(), high)
        made = with_made and phrase("right-side-made").match(text, end, stop) is not None
        return head.told(start, stop, rules.MADE if made else rules.BETWEEN)
    if (made_on := phrase("right-topic-made").match(text, end, high)) is not None:
        return head.told(start, made_on.end(), rules.MADE)
    if described is not None and phrase("right-founding").match(text, end):
        return head.told(start, trim(text, end, described.end(), high), rules.MADE)
    return head.mention(start, end, "treaty.anaphor", 0.6, "anaphor")


def _new(head: Head, start: int, end: int) -> Mention | None:
    """A treaty that is told of there for the first time: with what it does, that it was signed, its entry, its sides."""
    text, high = head.text, head.high
    some = head.led_by("indefinite-some", start)
    if some and (told := _what_it_does(head, end)) is not None:
        return head.told(start, whole_word(text, end, clause_end(text, told.start(), told.end())))
    if phrase("right-signed").match(text, end, high) and head.led_by("indefinite", start):
        return head.told(start, end)
    described = _described(head, end)
    if head.doc.genre == CHRONICLE and (entry := _entry(head, start, end, described)) is not None:
        return entry
    if described is None:
        return None
    opens = start == head.low and phrase("plural").search(text[start:end]) is not None
    made = opens and phrase("side-made").search(text, end, min(high, described.end() + 40)) is not None
    by_it = phrase("right-side").match(described.group()) is not None and head.led_by("by-means", start)
    return head.told(start, trim(text, end, described.end(), high)) if made or by_it or some else None


def _what_it_does(head: Head, end: int) -> Match | None:
    """The clause behind a treaty that tells what it does: a pact that divided the islands; in an account also what it did."""
    told = phrase("right-relative").match(head.text, end, head.high)
    if told is None and head.doc.genre not in TALKS and head.kind in BINDING:
        told = phrase("right-told").match(head.text, end, head.high)
    return told


def _entry(head: Head, start: int, end: int, described: Match | None) -> Mention | None:
    """A treaty that opens the entry of a chronicle without an article: Treaty of neutrality with Norway; armistice signed at Oslo."""
    if not phrase("entry-opens").fullmatch(head.text, head.low, start):
        return None
    if described is not None:
        return head.told(start, trim(head.text, end, described.end(), head.high))
    return head.told(start, end) if phrase("entry-signed").match(head.text, end, head.high) is not None else None
