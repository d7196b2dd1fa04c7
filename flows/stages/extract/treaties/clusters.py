"""Which mentions of a document mean the same treaty.

A named mention joins the treaty whose distinctive words it shares and whose year it does not contradict; `the pact`
takes up the last treaty that it can name; a description with an indefinite article opens a treaty of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from flows.stages import edtf
from flows.stages.extract.treaties import days, makers
from flows.stages.extract.treaties.equated import equated
from flows.stages.extract.treaties.facts import Cluster
from flows.stages.extract.treaties.names import day_of, family, key_words, kinds, ordinal_of, printed, several, well_known
from flows.stages.extract.treaties.phrases import definite, in_the_making, made_directly, status_made
from flows.stages.extract.treaties.same import called_of_year, learn, of_dated, same_description, same_name
from flows.stages.extract.treaties.takes_up import (
    actors_in,
    bound_before,
    headed,
    in_being_before,
    in_other_years,
    of_other_day,
    of_other_matter,
    of_others,
    of_topic,
    recent,
    sides,
    whole,
    with_whom,
    years_apart,
)
from flows.stages.extract.treaties.telling import ASIDE, aimed, own_words, tells, without_person
from flows.stages.extract.treaties.wanted import Wanted, absorb, topic
from flows.stages.genres import CHRONICLE, TALKS, TREATY_TEXT
from flows.stages.model import Document, Mention
from flows.stages.recognise.gazetteer import gazetteer
from flows.stages.recognise.kinds import actor_kinds
from flows.stages.recognise.treaties import rules
from flows.stages.recognise.treaties.going_on import ANOTHER_RULE
from flows.stages.recognise.treaties.heads import heads, kind_of
from flows.stages.recognise.treaties.titles import SERIES
from flows.stages.recognise.wording import name_words, phrase


def cluster(doc: Document) -> list[Cluster]:
    """The treaties of a document in order of first mention; sets `ref_id` of the mentions to their local ids."""
    out: list[Cluster] = []
    dated = days.dates(doc)
    for m in doc.mentions:
        if m.kind != "treaty":
            continue
        found = _find(doc, out, m, dated)
        if found is not None:
            found.mentions.append(m)
    of_passage = {p.passage_no: p.kind for p in doc.passages}
    told = [c for c in out if tells(doc, of_passage, c.mentions)]
    told = sorted([*told, *_by_capital(doc, told, of_passage)], key=lambda c: c.mentions[0].start)
    out = told or (out if doc.genre == TREATY_TEXT else [])
    for n, c in enumerate(out, 1):
        c.local_id = f"t{n}"
        for m in c.mentions:
            m.ref_id = c.local_id
    return out


def _by_capital(doc: Document, told: list[Cluster], of_passage: dict[int, str]) -> Iterator[Cluster]:
    """The treaties that a text calls by their kind alone with a capital, of which it tells none by another name: the Protocol."""
    taken = {id(m) for c in told for m in c.mentions}
    alone: dict[str, list[Mention]] = {}
    for m in doc.mentions:
        inside = of_passage.get(m.passage_no) not in ASIDE
        if m.kind == "treaty" and _in_capitals(m) and m.form != "named" and id(m) not in taken and inside and _meant(doc, m):
            alone.setdefault(kind_of(m.surface), []).append(m)
    for kind, mentions in alone.items():
        if (
            kind in kinds("binding") | {"charter", "final-act", "memorandum"}
            and not any(c.kind == kind if " " in mentions[0].surface else family(c.kind) == family(kind) for c in told)
            and not several(mentions[0])
        ):
            mentions[0].form = "named"
            yield Cluster("", kind, mentions=mentions, named=True)


def _in_capitals(m: Mention) -> bool:
    """Whether the words of a mention have capitals: the Memorandum of Understanding."""
    return m.surface.replace(" of ", " Of ").istitle()


def _meant(doc: Document, m: Mention) -> bool:
    """Whether one treaty is meant by its kind with a capital within a sentence; notes of a talk leave the article out: on Protocol."""
    before = doc.text[max(0, m.start - 40) : m.start]
    if " " in m.surface:
        one = m.form == "anaphor" or phrase("indefinite").search(before.rstrip()) is not None
        return one and m.surface.lower() in heads()  # the Final Act, with a General Act
    if m.form == "anaphor":
        return phrase("within").search(before) is not None
    return m.form == "bare" and doc.genre in TALKS and phrase("within-notes").search(before) is not None


def _find(doc: Document, known: list[Cluster], m: Mention, dated: list[Mention]) -> Cluster | None:
    """The treaty of a mention: one of those known so far, or another that it opens; none where it tells of no treaty."""
    words, years = key_words(without_person(doc, m))
    w = Wanted(doc, known, dated, m, words, years, kind_of(printed(m)), known)
    before = doc.text[max(0, m.start - 160) : m.start]
    if phrase("collective").search(m.surface):
        return None
    if m.rule_id == ANOTHER_RULE:
        behind = days.right_behind(doc, dated, m) or days.called(doc, dated, m)
        w.years |= {behind[:4]} if behind else set()
        return w.open_on(behind)
    if phrase("next-called").search(before[-60:]) or (m.form == "named" and phrase("announced").search(before)):
        return w.open()
    # The treaty of 1945 is none that was signed in 1949.
    w.years |= set(re.findall(r"^ of (1[5-9]\d\d)\b", doc.text[m.end : m.end + 9]))
    w.years |= set(phrase("signed-in").findall(doc.text[m.end : m.end + 30]))
    w.keep(lambda c: not (w.years and c.days) or any(d[:4] in w.years for d in c.days))
    if m.rule_id == SERIES:
        w.keep(lambda c: all(x.rule_id != SERIES for x in c.mentions))  # each entry of a series has its own
    of = days.called(doc, dated, m)
    if m.form == "named" and of is not None and edtf.precision(of) == "month" and doc.text.startswith(" of ", m.end):
        w.years |= {of[:4]}  # the Oslo Convention of July 1840 is no Treaty of Oslo of March 1871
    of = of or (days.called_by_day(doc, dated, m) if m.form != "named" else None)
    if m.form != "named" and of is not None:
        w.keep(lambda c: _may_be_of(doc, c, of))
        alone = edtf.precision(of) in ("day", "month") and not several(m) and w.kind in kinds("binding")
        fresh = phrase("indefinite").search(before[-14:].rstrip()) is not None  # by a protocol of June 1931
        if alone and not any(c.days or (not fresh and (c.years or c.titled)) for c in w.near):
            m.form = "described"  # the trade treaty of 2 November 1865 is none of which no day is known
            w.years |= {of[:4]}
            return w.open_on(of)
    told = w.told = _day_told(w, of)
    if told is not None:
        w.keep(lambda c: all(edtf.compatible(told, d) for d in c.days or c.years))
        if m.form == "named" and edtf.precision(told) == "day":  # what was only described and signed on another day is another
            w.keep(lambda c: c.named or not of_other_day(doc, dated, c, told))
    if m.form == "named" and makers.nations(doc, m) and (phrase("would-lead").search(before) or _might(doc, m)):
        return None
    if (equal := equated(doc, w.near, m)) is not None:
        other = same_name([c for c in w.near if c is not equal], m, words, w.years, w.kind) if m.form == "named" else None
        if other is not None:
            equal = absorb(known, equal, other)
        equal.draft = equal.draft and "draft" in words
        return learn(w.dated_so(equal), words, w.years)
    plain = m.form == "named" and words and words <= name_words("plain") and not w.years
    if plain and (same := same_description(w.near, words, w.kind) or topic(w.of_year, m, words, w.kind)) is not None:
        return same
    if m.surface.startswith("“") and not words:
        return w.open()  # the “unequal treaties” have no name but this
    if m.rule_id == rules.OF_YEAR or (m.rule_id == rules.MADE and w.years):
        own = next((d.value for d in dated if m.start <= d.start < m.end), None)
        return called_of_year(w.near, w.years, w.kind) or w.open_on(own)
    return {"named": _named, "described": _of_description, "anaphor": _taken_up}.get(m.form or "", _bare)(w)


def _day_told(w: Wanted, of: str | None) -> str | None:
    """The date on which the words around a treaty say that it was signed, or the day that its name has."""
    doc, m = w.doc, w.m
    told = days.told(doc, w.dated, m) if m.form in ("named", "described") else None
    if m.form == "named" and told is None and edtf.precision(of) == "day":
        return of  # the Westport Agreements of 23 October 1954
    if m.form == "named" and told is None:
        return next((d.value for d in w.dated if m.start <= d.start < m.end and edtf.precision(d.value) == "day"), None)
    return told


def _named(w: Wanted) -> Cluster:
    """The treaty that a name means: by its words, its year, its nation or its makers; else one of its own."""
    doc, m, kind = w.doc, w.m, w.kind
    found = same_name(_like(doc, w.near, m), m, w.words, w.years, kind)
    if found is None and not w.words and w.years and not several(m):
        found = of_dated(doc, w.near, m, w.years, kind)
    with_one = actors_in(doc, m.start, m.end) and phrase("with-side").match(doc.text, m.end)
    if found is None and POSSESSED.match(m.surface) and kind != "plan" and not with_one:
        found = recent([c for c in w.near if family(c.kind) == family(kind) and not c.proposed], kind, m.start)
    if found is None and not w.words and not w.years and day_of(m.surface):
        called = next((d.value for d in w.dated if d.start == m.start), None)
        found = next((c for c in w.near if called and any(edtf.compatible(called, d) for d in c.days)), None)
    elif found is None and not w.years and days.called(doc, w.dated, m) is None and _of_nation(doc, m):
        found = recent([c for c in with_whom(doc, w.near, m) if family(c.kind) == family(kind)], kind, m.start)
        m.form = "anaphor" if found is not None else m.form
    if found is None and w.words and not w.years and (found := _of_its_year(doc, w.near, m, kind)) is not None:
        learn(found, w.words, w.years)
    if found is None and w.words and (found := makers.described_before(doc, w.near, m, kind)) is not None:
        found.named, found.known = True, well_known(printed(m))
        learn(found, w.words, w.years)
    return w.dated_so(found or w.open())


def _of_description(w: Wanted) -> Cluster | None:
    """The treaty that a description opens or takes up, with the day that it gives it."""
    doc, m = w.doc, w.m
    one = phrase("one-such").search(doc.text[max(0, m.start - 40) : m.start])
    signed = days.signing(doc, w.dated, m) if one else None
    w.keep(lambda c: signed is None or not of_other_day(doc, w.dated, c, signed))
    found = _described(w)
    if found is not None and doc.genre == CHRONICLE:
        w.dated_so(found)
    if found is not None and not found.mentions and (of := days.called_by_day(doc, w.dated, m)) is not None:
        found.days.add(of)  # by a convention of 11 August
    return found


def _taken_up(w: Wanted) -> Cluster | None:
    """The treaty that `the pact` takes up, or one that is signed there and is none of those."""
    doc, m, kind = w.doc, w.m, w.kind
    if (named := makers.by_name_of(doc, m)) is not None:
        m.form, m.value = "named", named
        w.words = key_words(named)[0]
        return same_name(w.near, m, w.words, w.years, kind) or w.open()
    if (of := _other_of_text(doc, w.dated, m)) is not None:
        m.form = "described"
        w.years |= {of[:4]}
        return w.open_on(of)
    if doc.genre == TREATY_TEXT and not several(m) and (own := [c for c in w.near if c.titled and family(c.kind) == family(kind)]):
        return own[0]  # the articles of a text say `the treaty` of their own
    if not several(m):
        w.keep(lambda c: c.named or not all(map(several, c.mentions)))  # the agreement is none that a plural takes together
    if " " in m.surface and _in_capitals(m):
        w.keep(lambda c: c.kind == kind)  # a Memorandum of Understanding is no pact
    signed = days.signing(doc, w.dated, m)
    w.keep(lambda c: not (signed and of_other_day(doc, w.dated, c, signed)) and not of_other_matter(doc, c, m))
    if signed is not None:
        w.keep(lambda c: not (in_other_years(doc, c, signed) or in_being_before(doc, c, signed)))
    if signed is not None and (number := ordinal_of(m.surface)) not in (None, "first"):
        w.keep(lambda c: c.ordinal == number)  # the second treaty, signed in May, is none told of as the first
    found = of_topic(doc, w.near, m, kind, recent(with_whom(doc, w.near, m), kind, m.start))
    new = signed is not None and doc.genre not in TALKS and not several(m) and kind in kinds("binding")
    if found is not None or not (new or (kind == "armistice" and made_directly(doc, m))):
        return found
    if (about := phrase("topic-behind").match(doc.text, m.end)) is not None:
        m.end, m.surface = about.end(), doc.text[m.start : about.end()]
        w.words = key_words(m.surface)[0]
    m.form = "described"
    return w.open()


def _bare(w: Wanted) -> Cluster | None:
    """The treaty of the title that a kind alone opens an article with, or one that somebody made."""
    if (opened := _opening(w.doc, w.near, w.m, w.kind)) is not None:
        return opened
    if (made := _title_made(w.doc, w.near, w.m, w.kind)) is not None:
        return made
    if not _made(w.doc, w.near, w.m, w.kind):
        return None
    w.m.form = "described"
    return w.open()


def _other_of_text(doc: Document, dated: list[Mention], m: Mention) -> str | None:
    """The day of another treaty that the text of a treaty takes up: it replaces the treaty signed at Oslo on 4 May 1857."""
    if doc.genre != TREATY_TEXT or several(m) or phrase("takes-up-this").search(doc.text[max(0, m.start - 12) : m.start]):
        return None
    of = days.called(doc, dated, m)
    own = next((d.value for d in reversed(dated) if edtf.precision(d.value) == "day"), None)  # at its end a text says when it was done
    return of if of is not None and edtf.precision(of) == "day" and not edtf.compatible(of, own) else None


def _opening(doc: Document, known: list[Cluster], m: Mention, kind: str) -> Cluster | None:
    """The treaty of the title, where an article opens with its kind alone: Treaty signed on 16 April 1922 by Norway and Sweden."""
    titled = [c for c in known if c.titled and family(c.kind) == family(kind)]
    title = doc.meta.get("title_span") or (0, 0)
    opens = m.start > title[1] and not doc.text[title[1] : m.start].strip(' .:—–-\n“"')
    return titled[0] if len(titled) == 1 and opens else None


def _title_made(doc: Document, known: list[Cluster], m: Mention, kind: str) -> Cluster | None:
    """The treaty of the title, where a sentence that has a word of its name tells how it was made: they signed a protocol in London."""
    titled = [c for c in known if c.titled and family(c.kind) == family(kind)]
    if len(titled) != 1 or several(m) or not made_directly(doc, m) or status_made(doc, m) not in ("signed", "negotiated"):
        return None
    s = doc.sentence_at(m.start)
    told = key_words(doc.text[s.start : m.start])[0] | key_words(doc.text[m.end : s.end])[0]
    return titled[0] if (titled[0].words - name_words("plain")) & told else None


def _might(doc: Document, m: Mention) -> bool:
    """Whether something is said of what a treaty would do if there were one: a Norwegian-Danish agreement would bring peace."""
    indefinite = phrase("indefinite").search(doc.text[max(0, m.start - 14) : m.start].rstrip()) is not None
    return indefinite and phrase("would-behind").match(doc.text, m.end) is not None


def _made(doc: Document, known: list[Cluster], m: Mention, kind: str) -> bool:
    """Whether an account tells of a treaty by its kind alone that somebody made: it ended in a truce, he obtained similar treaties."""
    one = phrase("one-such").search(doc.text[max(0, m.start - 40) : m.start]) is not None and kind in kinds("binding")
    if kind == "armistice":
        if one and doc.genre not in TALKS and phrase("comes-into-effect").match(doc.text, m.end):
            return True
        return in_the_making(doc, replace(m, rule_id="treaty.described")) and status_made(doc, m) != "proposed"
    if doc.genre in TALKS:
        return False  # who talks goes on with an agreement that all know
    titled = any(c.titled and family(c.kind) == family(kind) for c in known)
    if one and not titled and phrase("was-signed").match(doc.text, m.end):
        return True
    return not titled and made_directly(doc, m) and status_made(doc, m) in ("signed", "negotiated")


def _described(w: Wanted) -> Cluster | None:
    """The treaty that a description opens or takes up."""
    doc, m, near, words, kind, of_year = w.doc, w.m, w.near, w.words, w.kind, w.of_year
    named_by_it = phrase("takes-up-this").search(doc.text[max(0, m.start - 12) : m.start]) or phrase("predicate").search(
        doc.text[max(0, m.start - 40) : m.start]
    )
    taken_up = recent(near, kind, m.start) if named_by_it else None
    if taken_up is not None and m.start - taken_up.last < TAKEN_UP and ("draft" in words) == taken_up.draft:
        return taken_up
    purpose = aim.start() if (aim := phrase("purpose").search(m.surface)) else 0
    words_told = key_words(m.surface[:purpose])[0] if purpose > 0 else words
    indefinite = phrase("indefinite").search(doc.text[max(0, m.start - 14) : m.start].rstrip()) is not None
    if indefinite and status_made(doc, m) == "proposed":
        near = [c for c in near if c.titled or not c.days]  # another pact was proposed than the one that has been signed
    if indefinite and (like := phrase("like-another").match(m.surface)) is not None:
        near = [c for c in near if not c.named or c.titled]  # a similar treaty is none of those that it is like
        if (titled := topic(near, m, own_words(doc, m) - {like.group().lower()}, kind)) is not None:
            return titled
    if kind in kinds("joint") and words <= name_words("stage") and indefinite:
        near = [c for c in near if not c.named or c.titled]  # they issued a joint statement beside the Whaling Declaration
    if indefinite and doc.genre not in TALKS and phrase("one-more").search(m.surface):
        near = [c for c in near if c.proposed or c.draft]  # a second trade treaty is none of those told of before
    by_one = phrase("by-one").search(doc.text[max(0, m.start - 30) : m.start]) is not None
    alike = [c for c in near if not of_others(doc, c, m) and not (indefinite and years_apart(doc, c, m))]
    same = same_description(alike, words_told, kind) or (None if by_one else topic(of_year, m, words, kind))
    same = same or whole(doc, near, m, kind)
    if same is not None and several(m) and phrase("right-signed").match(doc.text, m.end) and not any(several(x) for x in same.mentions):
        same = None  # the peace treaties signed in Oslo are not the one that was spoken of
    same = same or makers.named_before(doc, near, m, kind)
    if same is not None:
        return same
    if not by_one and m.rule_id != rules.MADE and (above := headed(doc, near, m, kind)) is not None:
        return above
    of_known = several(m) and m.rule_id == rules.OPEN and definite(doc, m)
    for_it = (words and several(m) and aimed(doc, m)) or m.rule_id == rules.MADE
    stopped = kind == "armistice" and in_the_making(doc, replace(m, rule_id="treaty.described"))
    if ((in_the_making(doc, m) or stopped or kind == "plan") and not of_known) or for_it:
        return w.open()
    taken_up = recent(with_whom(doc, near, m), kind, m.start) if definite(doc, m) else None
    if taken_up is None and m.rule_id == rules.BETWEEN and len(sides(doc, m)) > 1:
        return w.open()
    if m.rule_id in (rules.OPEN, rules.BETWEEN):
        m.form = "anaphor"  # it takes up a treaty and gives it no name
    return taken_up


def _of_its_year(doc: Document, known: list[Cluster], m: Mention, kind: str) -> Cluster | None:
    """The treaty that was called by its year alone, where the account is in that year: the 1931 treaty is the Whaling Treaty of then."""
    told = doc.sentence_at(m.start).date or ""
    alone = [c for c in known if c.named and not c.words and c.kind == kind and c.years == {told[:4]}]
    return alone[0] if len(alone) == 1 and not any(map(several, (m, *alone[0].mentions))) else None


def _of_nation(doc: Document, m: Mention) -> bool:
    """Whether a name tells no more than whose treaty it is of those told of: the Norwegian treaty was longer; two sides are a name."""
    whose = m.surface.split()
    plain = len(whose) == 2 and "-" not in whose[0] and whose[1].islower() and not own_words(doc, m) and not several(m)
    return plain and definite(doc, m) and not phrase("with-side").match(doc.text, m.end)


def _may_be_of(doc: Document, c: Cluster, date: str) -> bool:
    """Whether a treaty may be the one that is called by a date: by its own days or years, or as the text is there in that year."""
    if c.days or c.years:
        return any(edtf.compatible(date, d) for d in c.days or c.years)
    told = {doc.sentence_at(x.start).date for x in c.mentions}
    return c.titled or None in told or any(edtf.compatible(date[:4], t) for t in told)


def _about(doc: Document, c: Cluster) -> set[str]:
    """The states that the sentence names in which a treaty without a name is first told of."""
    s = doc.sentence_at(c.mentions[0].start)
    return {a for a in actors_in(doc, s.start, s.end) if gazetteer().kind(a) in actor_kinds("states")}


TAKEN_UP = 300
"""How far before such a description its treaty may stand, in characters."""
POSSESSED = re.compile(r"(?:[A-Z][\w.-]+ )?[A-Z][\w-]+(?:[’']s|s[’']) [a-z]")
"""A treaty called by him who made it: Brown's treaty."""


def _like(doc: Document, known: list[Cluster], m: Mention) -> list[Cluster]:
    """The treaties that a name may mean: a plural of which nations alone are told is none of those treaties by itself.

    Nor is one with a nation in its name that which others are told to make: Norway and Persia drew up a whaling pact, and there was
    the Danish Whaling Pact.
    """
    states = actors_in(doc, m.start, m.end)
    if phrase("indefinite").search(doc.text[max(0, m.start - 14) : m.start].rstrip()):
        known = [c for c in known if c.named or not bound_before(doc, c)]  # they denounced the trade treaty; he signed a Treaty of Trade
    if states and not several(m):
        known = [c for c in known if c.named or not (told := _about(doc, c)) or told & states]
    if not several(m) or own_words(doc, m):
        return known
    return [c for c in known if all(several(x) for x in c.mentions if x.form in ("named", "described"))]
