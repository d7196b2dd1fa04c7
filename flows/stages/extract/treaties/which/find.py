"""The treaty of a mention: by its date, by what it is said to be, or by its form."""

from __future__ import annotations

from collections.abc import Callable

from flows.stages import edtf
from flows.stages.extract.treaties import days
from flows.stages.extract.treaties.facts import Cluster
from flows.stages.extract.treaties.names import key_words, kinds, printed, several
from flows.stages.extract.treaties.telling import without_person
from flows.stages.extract.treaties.which import bare, described, makers, named, taken_up
from flows.stages.extract.treaties.which.equated import equated
from flows.stages.extract.treaties.which.same import called_of_year, learn, same_description, same_name
from flows.stages.extract.treaties.which.takes_up import of_other_day
from flows.stages.extract.treaties.which.wanted import Wanted, absorb, topic
from flows.stages.model import Document, Mention
from flows.stages.recognise.treaties import rules
from flows.stages.recognise.treaties.going_on import ANOTHER_RULE
from flows.stages.recognise.treaties.heads import kind_of
from flows.stages.recognise.treaties.titles import SERIES
from flows.stages.recognise.wording import name_words, phrase

BY_FORM: dict[str | None, Callable[[Wanted], Cluster | None]] = {
    "named": named.find,
    "described": described.find,
    "anaphor": taken_up.find,
    "bare": bare.find,
}


def find(doc: Document, known: list[Cluster], m: Mention, dated: list[Mention]) -> Cluster | None:
    """The treaty of a mention: one of those known so far, or another that it opens; none where it tells of no treaty."""
    words, years = key_words(without_person(doc, m))
    w = Wanted(doc, known, dated, m, words, years, kind_of(printed(m)), known)
    before = doc.text[max(0, m.start - 160) : m.start]
    if phrase("collective").search(m.surface):
        return None
    if m.rule_id == ANOTHER_RULE:
        return _another(w)
    if phrase("next-called").search(before[-60:]) or (m.form == "named" and phrase("announced").search(before)):
        return w.open()
    _keep_of_year(w)
    of = _called(w)
    if m.form != "named" and of is not None and (own := _of_unknown_day(w, of, before)) is not None:
        return own
    _keep_of_day(w, of)
    if m.form == "named" and makers.nations(doc, m) and (phrase("would-lead").search(before) or named.might_be(doc, m)):
        return None
    if (same := _equal(w) or _plain(w)) is not None:
        return same
    if m.surface.startswith("“") and not words:
        return w.open()  # the “unequal treaties” have no name but this
    if m.rule_id == rules.OF_YEAR or (m.rule_id == rules.MADE and w.years):
        own_date = next((d.value for d in dated if m.start <= d.start < m.end), None)
        return called_of_year(w.near, w.years, w.kind) or w.open_on(own_date)
    return BY_FORM.get(m.form, bare.find)(w)


def _another(w: Wanted) -> Cluster:
    """The treaty with which a text goes on, with the date behind it."""
    behind = days.right_behind(w.doc, w.dated, w.m) or days.called(w.doc, w.dated, w.m)
    w.years |= {behind[:4]} if behind else set()
    return w.open_on(behind)


def _keep_of_year(w: Wanted) -> None:
    """Keep those that the year behind a mention allows, and of a series none: each entry has its own."""
    w.years |= set(phrase("of-year-behind").findall(w.doc.text[w.m.end : w.m.end + 9]))
    w.years |= set(phrase("signed-in").findall(w.doc.text[w.m.end : w.m.end + 30]))
    w.keep(lambda c: not (w.years and c.days) or any(d[:4] in w.years for d in c.days))  # that of 1945 was not signed in 1949
    if w.m.rule_id == SERIES:
        w.keep(lambda c: all(x.rule_id != SERIES for x in c.mentions))


def _called(w: Wanted) -> str | None:
    """The date that a mention is called by."""
    of = days.called(w.doc, w.dated, w.m)
    if w.m.form == "named" and of is not None and edtf.precision(of) == "month" and w.doc.text.startswith(" of ", w.m.end):
        w.years |= {of[:4]}  # the Oslo Convention of July 1840 is no Treaty of Oslo of March 1871
    return of or (days.called_by_day(w.doc, w.dated, w.m) if w.m.form != "named" else None)


def _of_unknown_day(w: Wanted, of: str, before: str) -> Cluster | None:
    """Keep those that may be of the date; a treaty of its own where no day is known of any: the trade treaty of 2 November 1865."""
    w.keep(lambda c: _may_be_of(w.doc, c, of))
    alone = edtf.precision(of) in ("day", "month") and not several(w.m) and w.kind in kinds("binding")
    fresh = phrase("indefinite").search(before[-14:].rstrip()) is not None  # by a protocol of June 1931
    if not alone or any(c.days or (not fresh and (c.years or c.titled)) for c in w.near):
        return None
    w.m.form = "described"
    w.years |= {of[:4]}
    return w.open_on(of)


def _may_be_of(doc: Document, c: Cluster, date: str) -> bool:
    """Whether a treaty may be the one that is called by a date: by its own days or years, or as the text is there in that year."""
    if c.days or c.years:
        return any(edtf.compatible(date, d) for d in c.days or c.years)
    told = {doc.sentence_at(x.start).date for x in c.mentions}
    return c.titled or None in told or any(edtf.compatible(date[:4], t) for t in told)


def _keep_of_day(w: Wanted, of: str | None) -> None:
    """Keep those that may have been signed when the words around a mention say; what was described and signed on another day is another."""
    told = w.told = _day_told(w, of)
    if told is None:
        return
    w.keep(lambda c: all(edtf.compatible(told, d) for d in c.days or c.years))
    if w.m.form == "named" and edtf.precision(told) == "day":
        w.keep(lambda c: c.named or not of_other_day(w.doc, w.dated, c, told))


def _day_told(w: Wanted, of: str | None) -> str | None:
    """The date on which the words around a treaty say that it was signed, or the day that its name has."""
    doc, m = w.doc, w.m
    told = days.told(doc, w.dated, m) if m.form in ("named", "described") else None
    if m.form == "named" and told is None and edtf.precision(of) == "day":
        return of  # the Westport Agreements of 23 October 1954
    if m.form == "named" and told is None:
        return next((d.value for d in w.dated if m.start <= d.start < m.end and edtf.precision(d.value) == "day"), None)
    return told


def _equal(w: Wanted) -> Cluster | None:
    """The treaty that a mention is said to be, joined with the one that has its name."""
    equal = equated(w.doc, w.near, w.m)
    if equal is None:
        return None
    others = [c for c in w.near if c is not equal]
    other = same_name(others, w.m, w.words, w.years, w.kind) if w.m.form == "named" else None
    if other is not None:
        equal = absorb(w.known, equal, other)
    equal.draft = equal.draft and "draft" in w.words
    return learn(w.dated_so(equal), w.words, w.years)


def _plain(w: Wanted) -> Cluster | None:
    """The treaty that a name means which has only words that many have: the Peace Treaty."""
    if w.m.form != "named" or not w.words or not w.words <= name_words("plain") or w.years:
        return None
    return same_description(w.near, w.words, w.kind) or topic(w.of_year, w.m, w.words, w.kind)
