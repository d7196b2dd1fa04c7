"""What speaks against a treaty: the word is part of another phrase, has no name where it needs one, or what stands there names none."""

from __future__ import annotations

from flows.stages.recognise.treaties.head import Head, Left, of_kind
from flows.stages.recognise.treaties.heads import not_sieve, not_treaties
from flows.stages.recognise.wording import phrase

AROUND = 40
"""Characters around a head in which the phrase stands of which it may be part."""


def of_other_phrase(head: Head) -> bool:
    """Whether a head is part of a phrase of `rules/treaty_not.csv`."""
    offset = max(head.low, head.start - AROUND)
    window = head.text[offset : min(head.high, head.end + AROUND)]
    if not not_sieve().mask(window):
        return False
    return any(no.start() + offset <= head.start < no.end() + offset for no in not_treaties().finditer(window))


def needs_capital(head: Head) -> bool:
    """Whether a head names a treaty only with a capital, in capitals, or, of those that somebody makes, not as a plural in a title."""
    if head.small and head.stands in ("no", "name", "left"):
        return True
    if head.stands == "capitals" and not head.word.isupper():
        return True
    return head.stands == "made" and head.word.endswith("s")  # Frontier Settlements


def names_none(head: Head, left: Left) -> bool:
    """Whether a head with the words before it names no treaty."""
    if (head.stands == "left" or (head.stands == "small" and head.small)) and not _has_name(head, left):
        return True
    if head.stands == "topic" and phrase("body-on").search(head.text, head.low, left.start):
        return True
    if head.word == "agreement" and left.proper and _consent(head, left.start):
        return True
    spoken = head.small and head.kind == "declaration"
    return spoken and phrase("what-one-said").fullmatch(head.text, left.start, head.start) is not None


def _has_name(head: Head, left: Left) -> bool:
    """Whether the words before a head that needs a name on its left are one: the Brown plan, but not the Norwegian plan."""
    text, start = head.text, left.start
    quoted = text.startswith("“", start)
    own = head.word == "plan" and phrase("of-whom").fullmatch(text, start, head.start) is not None
    own = own and of_kind(head.doc, start, head.start, "person", among=3)
    printed = quoted or own or phrase("naming").search(text, start, head.start) is not None
    if not left.proper or not printed or of_kind(head.doc, start, head.start, "actor"):
        return False
    verb = head.word == "plans" and not quoted and not _owned(head, start)
    return not verb and phrase("to-do").match(text, head.end) is None


def _owned(head: Head, start: int) -> bool:
    """Whether a plural has an article or says whose it is: the Brown plans, Brown’s plans; the minister Brown plans to come."""
    return phrase("of-whom").search(head.text, start, head.start) is not None or head.led_by("article", start)


def _consent(head: Head, start: int) -> bool:
    """Whether it is a nation’s consent that is spoken of: they sought Norwegian agreement to the plan, a Norwegian agreement to it."""
    before = head.text[max(0, start - 14) : start].rstrip()
    led = phrase("article").search(before) or phrase("indefinite-some").search(before)
    if led and not phrase("to-what").match(head.text, head.end):
        return False
    return head.text[start : head.start].strip().isalpha() and of_kind(head.doc, start, head.start, "actor")
