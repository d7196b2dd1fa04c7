"""The day of a treaty by the words around its name: what it is signed on, and under which date of a list it stands."""

from __future__ import annotations

import bisect
import itertools
import re
from typing import TYPE_CHECKING

from flows.stages import edtf
from flows.stages.extract.events.reader import Event, Reader
from flows.stages.genres import CHRONICLE, TALKS
from flows.stages.model import Document, Mention
from flows.stages.recognise.wording import phrase

if TYPE_CHECKING:
    from flows.stages.extract.treaties.facts import Cluster

BULLET = re.compile(r"[ \t•*·–-]*")
"""What stands before the date of an entry in a list."""
RANGE = re.compile(r"\s?[-–—]\s?\d")
"""Behind the first of several days, on any of which a treaty may have been signed."""
NAME = 60
"""How long a name may be that has its year at its end, in characters."""
OPENS = 12
"""How far into a sentence the day may stand that opens it, in characters."""
OPENING = 30
"""The same where other words of time stand before it: Four years later, on 1 July 1890."""
REACH = 160
"""How far behind a name its day may stand, in characters."""


def dates(doc: Document) -> list[Mention]:
    """The dates of a document in order."""
    return [m for m in doc.mentions if m.kind == "date" and m.value and "/" not in m.value]


def to_come(doc: Document, date: str) -> bool:
    """Whether a date lies behind the day of a letter or record: a treaty is called so by the year until which it is to last."""
    written, begun = edtf.bounds(str(doc.meta.get("issued") or "") or None)[1], edtf.bounds(date)[0]
    return doc.genre in TALKS and written is not None and begun is not None and begun > written


def of_entry(doc: Document, known: list[Mention], e: Event) -> Mention | None:
    """The day of the entry of a chronicle in which an act without a date of its own is told."""
    found = _head(doc, known, e.trigger[0]) if doc.genre == CHRONICLE and e.date_mention is None else None
    return found if found is not None and found.value == e.date and edtf.precision(found.value) == "day" else None


def headed(doc: Document, known: list[Mention], m: Mention) -> Mention | None:
    """The date at the head of the line of a mention, behind the mark of an item in a list."""
    return _head(doc, known, m.start)


def _head(doc: Document, known: list[Mention], position: int) -> Mention | None:
    head = doc.text.rfind("\n", 0, position) + 1
    mark = BULLET.match(doc.text, head, position)
    head = mark.end() if mark else head
    at = bisect.bisect_left(known, head, key=lambda d: d.start)
    found = known[at] if at < len(known) and known[at].start == head else None
    following = known[at + 1] if found is not None and at + 1 < len(known) else None
    if found is not None and following is not None and doc.text[found.end : following.start] == ", " and following.end < position:
        found = following if edtf.precision(found.value) == "year" else found  # 1922, 24 March
    return found if found is not None and RANGE.match(doc.text, found.end) is None else None


def called(doc: Document, known: list[Mention], m: Mention) -> str | None:
    """The date by which a treaty is told from others, right behind it: the treaty of 4 May 1931, the pact signed in Oslo in 1932."""
    by = phrase("called-by-date").match(doc.text, m.end) or phrase("date-bracket").match(doc.text, m.end)
    if by is None:
        return None
    at = bisect.bisect_left(known, by.end() - len("the "), key=lambda d: d.start)
    here = (d for d in known[at : at + 2] if d.start == by.end() and d.form == "full")
    return next((d.value for d in here if by.re is phrase("called-by-date") or doc.text.startswith(")", d.end)), None)


def called_by_day(doc: Document, known: list[Mention], m: Mention) -> str | None:
    """The day that a treaty is called by, whether its year is told with it or not: by a convention of 11 August."""
    by = phrase("called-by-date").match(doc.text, m.end)
    at = bisect.bisect_left(known, by.end() - len("the "), key=lambda d: d.start) if by is not None else len(known)
    here = (d for d in known[at : at + 2] if by is not None and d.start == by.end() and d.form in ("full", "partial"))
    return next((str(d.value) for d in here if edtf.precision(d.value) == "day"), None)


def right_behind(doc: Document, known: list[Mention], m: Mention) -> str | None:
    """The date right behind a treaty that is told of without a verb of its own: and another with Denmark, at Oslo in 1926."""
    at = bisect.bisect_left(known, m.end, key=lambda d: d.start)
    return next((d.value for d in known[at : at + 1] if phrase("dated-there").fullmatch(doc.text, m.end, d.start)), None)


def by_day(c: Cluster | None, date: str) -> Cluster | None:
    """A treaty, with the day that it is called by."""
    if c is not None:
        c.days.add(date)
    return c


def told(doc: Document, known: list[Mention], m: Mention) -> str | None:
    """The date on which a treaty is signed by the words behind it, or of the entry that has nothing but its name.

    `The Trade Treaty was signed in Westport on 4 May 1931`; `4 May. The Trade Treaty is signed`; `May 1931: a trade treaty`.
    """
    own = headed(doc, known, m)
    if own is not None and phrase("entry-under").fullmatch(doc.text, own.end, m.start):
        rest = doc.text[m.end : doc.sentence_at(m.start).end]
        return None if phrase("entry-later").search(rest) else own.value  # 5 June: the Trade Treaty enters into force
    if own is not None and doc.genre == CHRONICLE and m.form == "described" and edtf.precision(own.value) == "day":
        before = doc.text[own.end : m.start]
        opens = phrase("entry-opens").fullmatch(doc.text, own.start, m.start) or phrase("indefinite").search(before.rstrip())
        if opens and ";" not in before and not phrase("entry-other").search(before):
            return own.value
    return day(doc, known, m) or _signed_around(doc, known, m)


def _signed_around(doc: Document, known: list[Mention], m: Mention) -> str | None:
    """The day that opens the sentence of those who sign a treaty right behind their verb, or stands behind it: they signed it on 4 May."""
    s = doc.sentence_at(m.start)
    before = doc.text[max(s.start, m.start - 300) : m.start]
    if m.form != "named" or phrase("signed-directly").search(before) is None:
        return None
    at = bisect.bisect_left(known, s.start, key=lambda d: d.start)
    here = [d for d in known[at : at + 8] if d.start < s.end and edtf.precision(d.value) == "day"]
    behind = next((d for d in here if d.start >= m.end and phrase("signed-there").fullmatch(doc.text, m.end, d.start)), None)
    first = here[0] if here and here[0].start - s.start < OPENS and phrase("signed-before").match(doc.text[s.start : m.start]) else None
    found = behind or first
    return found.value if found is not None else None


def day(doc: Document, known: list[Mention], m: Mention) -> str | None:
    """The whole day on which the words behind a mention, or the head of its line, say that it was signed."""
    after = doc.text[m.end : m.end + REACH].split("\n")[0]
    at = bisect.bisect_left(known, m.end, key=lambda d: d.start)
    followed = next((d for d in known[at : at + 1] if phrase("followed-on").fullmatch(doc.text, m.end, d.start)), None)
    if followed is not None and edtf.precision(followed.value) == "day":
        return followed.value
    shared = next((d for d in known[at : at + 1] if m.form == "named" and phrase("both-of").fullmatch(doc.text, m.end, d.start)), None)
    if shared is not None and edtf.precision(shared.value) == "day":
        return shared.value  # the Coast Treaty and the Trade Treaty, both of 4 May 1931
    if ("signed" not in after and "concluded" not in after) or phrase("part-of").search(doc.text[max(0, m.start - 10) : m.start]):
        return None
    if (own := headed(doc, known, m)) is not None and edtf.precision(own.value) == "day":
        return own.value
    at = bisect.bisect_left(known, m.end, key=lambda d: d.start)
    behind = next((d for d in known[at : at + 3] if edtf.precision(d.value) == "day"), None)
    if behind is None or behind.start > m.end + REACH:
        return None
    made = phrase("signed-by-then").match(doc.text, m.end, behind.start)
    return behind.value if made is not None and not _another(doc, made.end(1), behind.start) else None


def signing(doc: Document, known: list[Mention], m: Mention) -> str | None:
    """The date on which the words right around a treaty say that it was signed itself, or the year alone; a `?` is behind a bare day.

    The treaty of peace was signed at Oslo on 4 May 1931; they signed a trade treaty with Norway in May 1931.  What is concluded in
    one month may be signed in another: of that the year alone is meant.
    """
    s = doc.sentence_at(m.start)
    at = bisect.bisect_left(known, m.end, key=lambda d: d.start)
    here = [d for d in known[at : at + 2] if d.start < s.end and not _another(doc, m.end, d.start)]
    here = [d for d in here if d.form == "full" or (d.form in ("partial", "time") and edtf.precision(str(d.value)[:10]) == "day")]
    ahead = known[bisect.bisect_left(known, s.start, key=lambda d: d.start) : at]
    day = ahead[-1] if ahead and ahead[-1].form in ("full", "partial") and edtf.precision(str(ahead[-1].value)) == "day" else None
    if day is not None and phrase("dated-made").fullmatch(doc.text, day.end, m.start) and phrase("was-signed").match(doc.text, m.end):
        return f"{day.value}{'' if day.form == 'full' else '?'}"  # on 2 April their pact was signed
    for use in ("signed-itself", "signed-then"):
        before = phrase("signing-it").search(doc.text, s.start, m.start)
        if use == "signed-then" and before is None:
            continue
        found = next((d for d in here if phrase(use).fullmatch(doc.text, m.end, d.start)), None)
        if found is not None and RANGE.match(doc.text, found.end) is None:
            told = before.group() if use == "signed-then" and before else doc.text[m.end : found.start]
            if found.form != "full":
                return f"{str(found.value)[:10]}?" if "signed" in told else None
            return found.value if "signed" in told else str(found.value)[:4]
    return None


def of_clause(doc: Document, known: list[Mention], m: Mention) -> Mention | None:
    """The date with which a clause opens that tells what a treaty did, or what was done by it: In 1911 a treaty of commerce gave them."""
    s = doc.sentence_at(m.start)
    at = bisect.bisect_left(known, m.start, key=lambda d: d.start)
    before = [d for d in known[max(0, at - 6) : at] if d.start >= s.start and d.form == "full"]
    if not before:
        return None
    last, first = before[-1], before[0]
    if phrase("dated-subject").fullmatch(doc.text, last.end, m.start) and phrase("does-behind").match(doc.text, m.end):
        return last
    if phrase("by-treaty").fullmatch(doc.text, last.end, m.start) and phrase("followed-by").search(doc.text, s.start, last.start):
        return last  # the armistice was followed on 18 March by the Treaty of Riga
    opens = len(before) == 1 and first.start - s.start < OPENING
    return first if opens and phrase("dated-means").fullmatch(doc.text, first.end, m.start) else None


def _another(doc: Document, start: int, end: int) -> bool:
    """Whether another treaty stands between a verb of signing and the day: they rejected the Oslo Pact and signed a pact on 4 May."""
    at = bisect.bisect_left(doc.mentions, start, key=lambda x: x.start)
    return any(x.kind == "treaty" and x.start < end for x in itertools.islice(doc.mentions, at, at + 8))


def own(events: list[Event], e: Event, known: list[Mention], end: int) -> Mention | None:
    """The day behind a treaty where the one before it is that of another treaty signed in the same breath; else the day of the act.

    They signed the Trade Pact on 4 May 1931, and with Norway they concluded the Coast Pact on 7 June 1932.
    """
    day, m = e.date_mention, e.treaty
    if day is None or m is None or day.end > e.trigger[0]:
        return day
    at = bisect.bisect_left(known, m.end, key=lambda d: d.start)
    if at == len(known) or known[at].start >= end:
        return day
    others = (x.treaty for x in events if x.date_mention is day and x.treaty is not None)
    return known[at] if any(other.ref_id != m.ref_id and other.end <= day.start for other in others) else day


def of_another(reader: Reader, date: Mention, local_id: str) -> bool:
    """Whether a date stands in the name of another treaty: they signed the Oslo Pact and denounced the Bergen Treaty of 1902."""
    around = reader.between(date.start - NAME, date.end)
    return any(
        x.kind == "treaty" and x.form == "named" and x.ref_id != local_id and x.start <= date.start and date.end <= x.end for x in around
    )
