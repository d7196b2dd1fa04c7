"""The treaty that a description opens or takes up."""

from __future__ import annotations

from dataclasses import replace

from flows.stages.extract.treaties import days
from flows.stages.extract.treaties.facts import Cluster
from flows.stages.extract.treaties.names import key_words, kinds, several
from flows.stages.extract.treaties.phrases import definite, in_the_making, status_made
from flows.stages.extract.treaties.telling import aimed, own_words
from flows.stages.extract.treaties.which import makers
from flows.stages.extract.treaties.which.same import same_description
from flows.stages.extract.treaties.which.takes_up import headed, of_other_day, of_others, recent, sides, whole, with_whom, years_apart
from flows.stages.extract.treaties.which.wanted import Wanted, topic
from flows.stages.genres import CHRONICLE, TALKS
from flows.stages.recognise.treaties import rules
from flows.stages.recognise.wording import name_words, phrase

TAKEN_UP = 300
"""How far before such a description its treaty may stand, in characters."""


def find(w: Wanted) -> Cluster | None:
    """The treaty of a description, with the day that it gives it."""
    doc, m = w.doc, w.m
    one = phrase("one-such").search(doc.text[max(0, m.start - 40) : m.start])
    signed = days.signing(doc, w.dated, m) if one else None
    w.keep(lambda c: signed is None or not of_other_day(doc, w.dated, c, signed))
    found = _meant(w)
    if found is not None and doc.genre == CHRONICLE:
        w.dated_so(found)
    if found is not None and not found.mentions and (of := days.called_by_day(doc, w.dated, m)) is not None:
        found.days.add(of)  # by a convention of 11 August
    return found


def _meant(w: Wanted) -> Cluster | None:
    """The treaty that is known by such words or told of above; else one that is made there, or the last one that they can take up."""
    if (became := _what_it_became(w)) is not None:
        return became
    of_year = w.of_year
    indefinite = phrase("indefinite").search(w.doc.text[max(0, w.m.start - 14) : w.m.start].rstrip()) is not None
    if indefinite and (titled := _keep_beside_others(w)) is not None:
        return titled
    by_one = phrase("by-one").search(w.doc.text[max(0, w.m.start - 30) : w.m.start]) is not None
    same = _same(w, of_year, indefinite, by_one) or makers.named_before(w.doc, w.near, w.m, w.kind)
    if same is None and not by_one and w.m.rule_id != rules.MADE:
        same = headed(w.doc, w.near, w.m, w.kind)
    return same or (w.open() if _is_new(w) else _takes_up(w))


def _what_it_became(w: Wanted) -> Cluster | None:
    """The treaty told of just before, which the description only calls something: they made it a trade pact; this trade pact."""
    before = w.doc.text[max(0, w.m.start - 40) : w.m.start]
    if not phrase("takes-up-this").search(before[-12:]) and not phrase("predicate").search(before):
        return None
    found = recent(w.near, w.kind, w.m.start)
    if found is None or w.m.start - found.last >= TAKEN_UP or ("draft" in w.words) != found.draft:
        return None
    return found


def _keep_beside_others(w: Wanted) -> Cluster | None:
    """Keep those that a treaty with an indefinite article may be, which is told of beside others; the one of the title may be like them."""
    if status_made(w.doc, w.m) == "proposed":
        w.keep(lambda c: c.titled or not c.days)  # another pact was proposed than the one that has been signed
    if (like := phrase("like-another").match(w.m.surface)) is not None:
        w.keep(lambda c: not c.named or c.titled)  # a similar treaty is none of those that it is like
        if (titled := topic(w.near, w.m, own_words(w.doc, w.m) - {like.group().lower()}, w.kind)) is not None:
            return titled
    if w.kind in kinds("joint") and w.words <= name_words("stage"):
        w.keep(lambda c: not c.named or c.titled)  # they issued a joint statement beside the Whaling Declaration
    if w.doc.genre not in TALKS and phrase("one-more").search(w.m.surface):
        w.keep(lambda c: c.proposed or c.draft)  # a second trade treaty is none of those told of before
    return None


def _same(w: Wanted, of_year: list[Cluster], indefinite: bool, by_one: bool) -> Cluster | None:
    """The treaty that has been described in the same words, that of the title, or the whole of which a plural tells."""
    doc, m = w.doc, w.m
    aim = phrase("purpose").search(m.surface)
    words = key_words(m.surface[: aim.start()])[0] if aim is not None and aim.start() > 0 else w.words
    alike = [c for c in w.near if not of_others(doc, c, m) and not (indefinite and years_apart(doc, c, m))]
    same = same_description(alike, words, w.kind) or (None if by_one else topic(of_year, m, w.words, w.kind))
    same = same or whole(doc, w.near, m, w.kind)
    if same is None or not several(m) or phrase("right-signed").match(doc.text, m.end) is None:
        return same
    # The peace treaties signed in Oslo are not the one that was spoken of.
    return same if any(map(several, same.mentions)) else None


def _is_new(w: Wanted) -> bool:
    """Whether a treaty is made where it is described, or told of by what it is for."""
    doc, m = w.doc, w.m
    if m.rule_id == rules.MADE or (w.words and several(m) and aimed(doc, m)):
        return True
    if several(m) and m.rule_id == rules.OPEN and definite(doc, m):
        return False
    stopped = w.kind == "armistice" and in_the_making(doc, replace(m, rule_id=rules.DESCRIBED))
    return w.kind == "plan" or stopped or in_the_making(doc, m)


def _takes_up(w: Wanted) -> Cluster | None:
    """The last treaty that a description can take up; the agreement between two of whom none is told of is one of its own."""
    found = recent(with_whom(w.doc, w.near, w.m), w.kind, w.m.start) if definite(w.doc, w.m) else None
    if found is None and w.m.rule_id == rules.BETWEEN and len(sides(w.doc, w.m)) > 1:
        return w.open()
    if w.m.rule_id in (rules.OPEN, rules.BETWEEN):
        w.m.form = "anaphor"  # it gives no name to the treaty that it takes up
    return found
