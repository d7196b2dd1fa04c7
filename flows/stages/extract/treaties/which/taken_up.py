"""The treaty that `the pact` takes up, or one that is signed there and is none of those told of before."""

from __future__ import annotations

from flows.stages import edtf
from flows.stages.extract.treaties import days
from flows.stages.extract.treaties.facts import Cluster
from flows.stages.extract.treaties.names import family, key_words, kinds, ordinal_of, several
from flows.stages.extract.treaties.phrases import made_directly
from flows.stages.extract.treaties.which import makers
from flows.stages.extract.treaties.which.by_capital import in_capitals
from flows.stages.extract.treaties.which.same import same_name
from flows.stages.extract.treaties.which.takes_up import (
    in_being_before,
    in_other_years,
    of_other_day,
    of_other_matter,
    of_topic,
    recent,
    with_whom,
)
from flows.stages.extract.treaties.which.wanted import Wanted
from flows.stages.genres import TALKS, TREATY_TEXT
from flows.stages.recognise.wording import phrase


def find(w: Wanted) -> Cluster | None:
    """The treaty of a word that takes one up."""
    doc, m, kind = w.doc, w.m, w.kind
    if (name := makers.by_name_of(doc, m)) is not None:
        m.form, m.value = "named", name
        w.words = key_words(name)[0]
        return same_name(w.near, m, w.words, w.years, kind) or w.open()
    if (of := _other_of_text(w)) is not None:
        m.form = "described"
        w.years |= {of[:4]}
        return w.open_on(of)
    if doc.genre == TREATY_TEXT and not several(m) and (own := [c for c in w.near if c.titled and family(c.kind) == family(kind)]):
        return own[0]  # the articles of a text say `the treaty` of their own
    signed = days.signing(doc, w.dated, m)
    _keep_possible(w, signed)
    found = of_topic(doc, w.near, m, kind, recent(with_whom(doc, w.near, m), kind, m.start))
    new = signed is not None and doc.genre not in TALKS and not several(m) and kind in kinds("binding")
    if found is not None or not (new or (kind == "armistice" and made_directly(doc, m))):
        return found
    if (about := phrase("topic-behind").match(doc.text, m.end)) is not None:
        m.end, m.surface = about.end(), doc.text[m.start : about.end()]
        w.words = key_words(m.surface)[0]
    m.form = "described"
    return w.open()


def _other_of_text(w: Wanted) -> str | None:
    """The day of another treaty that the text of a treaty takes up: it replaces the treaty signed at Oslo on 4 May 1857."""
    doc, m = w.doc, w.m
    if doc.genre != TREATY_TEXT or several(m) or phrase("takes-up-this").search(doc.text[max(0, m.start - 12) : m.start]):
        return None
    of = days.called(doc, w.dated, m)
    own = next((d.value for d in reversed(w.dated) if edtf.precision(d.value) == "day"), None)  # at its end a text says when it was done
    return of if of is not None and edtf.precision(of) == "day" and not edtf.compatible(of, own) else None


def _keep_possible(w: Wanted, signed: str | None) -> None:
    """Keep those that number, kind, matter and the date of signing allow."""
    doc, m = w.doc, w.m
    if not several(m):
        w.keep(lambda c: c.named or not all(map(several, c.mentions)))  # the agreement is none that a plural takes together
    if " " in m.surface and in_capitals(m):
        w.keep(lambda c: c.kind == w.kind)  # a Memorandum of Understanding is no pact
    w.keep(lambda c: not of_other_matter(doc, c, m))
    if signed is None:
        return
    w.keep(lambda c: not of_other_day(doc, w.dated, c, signed))
    w.keep(lambda c: not (in_other_years(doc, c, signed) or in_being_before(doc, c, signed)))
    if (number := ordinal_of(m.surface)) not in (None, "first"):
        w.keep(lambda c: c.ordinal == number)  # the second treaty, signed in May, is none told of as the first
