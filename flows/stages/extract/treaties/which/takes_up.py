"""Which of the treaties named so far a description or `the pact` may take up: by its sides, its heading, its kind and how near it is."""

from __future__ import annotations

import bisect
import itertools
import re

from flows.stages import edtf
from flows.stages.extract.treaties import days
from flows.stages.extract.treaties.facts import Cluster
from flows.stages.extract.treaties.names import family, several
from flows.stages.extract.treaties.phrases import definite
from flows.stages.genres import TALKS
from flows.stages.model import UNTOLD, Document, Mention
from flows.stages.recognise.wording import phrase

OPENS = 8
"""How far into a sentence the date stands that opens it, in characters."""
DAY = 10
"""Characters of a whole day."""
YEARS = 2
"""Years by which the guess of a bare day's year is off at most."""
AGES = 10
"""Years behind which a treaty without a name that an account brings up is another one than that of which it told."""
TOPIC = 20
"""Characters behind a treaty in which it may be said what it is of."""
_WORD = re.compile(r"\b(?!(?:of|and|or)\b)[a-z-]+")


def of_others(doc: Document, c: Cluster, m: Mention) -> bool:
    """Whether a treaty that two states make before a description is another than the one that has two states in its name.

    With the Norwegian-Danish agreement told of, Sweden and Denmark sign an agreement of their own.
    """
    if not phrase("indefinite").search(doc.text[max(0, m.start - 14) : m.start].rstrip()):
        return False
    named = {a for x in c.mentions if x.form in ("named", "described") for a in actors_in(doc, x.start, x.end)}
    if len(named) < 2:
        return False
    opens = doc.sentence_at(m.start).start
    acting = actors_in(doc, opens, m.start)
    return len(acting) > 1 and not named <= acting


def with_whom(doc: Document, known: list[Cluster], m: Mention) -> list[Cluster]:
    """The treaties that a definite description may take up: where it says with whom it is, those named after that one.

    All of them where no name says with whom it is.
    """
    side = phrase("with-side").match(doc.text, m.end)
    states = actors_in(doc, m.start, m.end) or (actors_in(doc, side.end(), side.end() + 1) if side else set())
    named = [(c, {a for x in c.mentions for a in actors_in(doc, x.start, x.end)}) for c in known] if states else []
    if not states:
        return known
    with_them = [c for c, actors in named if states & actors]
    if not with_them and m.form == "named":  # the American treaty: the one of which a sentence tells that an American signed it
        first = ((c, doc.sentence_at(c.mentions[0].start)) for c, actors in named if not actors and not c.titled)
        with_them = [c for c, s in first if states & _acting(doc, s.start, c.mentions[0])]
    return with_them or [c for c, actors in named if not actors]


def _acting(doc: Document, start: int, m: Mention) -> set[str]:
    """The states that a sentence names, or for which persons act, between the clause or the treaty before and a treaty."""
    start = max(start, doc.text.rfind(";", start, m.start))
    at = bisect.bisect_left(doc.mentions, start, key=lambda x: x.start)
    inside = list(itertools.takewhile(lambda x: x.start < m.start, itertools.islice(doc.mentions, at, None)))
    last = max((x.end for x in inside if x.kind == "treaty"), default=start)
    return {a for x in inside if x.start >= last and (a := x.for_actor if x.kind == "person" else x.ref_id if x.kind == "actor" else None)}


def headed(doc: Document, known: list[Cluster], m: Mention, kind: str) -> Cluster | None:
    """The treaty that the heading right above a description names: what the text under it tells of is that one."""
    above = doc.passages[m.passage_no - 1] if 0 < m.passage_no < len(doc.passages) else None
    if above is None or above.kind != "heading" or several(m):
        return None
    named = [c for c in known if c.named and family(c.kind) == family(kind)]
    named = [
        c for c in named if not all(phrase("names-several").search(x.surface) for x in c.mentions if x.form == "named")
    ]  # Founding Treaties
    return next((c for c in named if any(x.passage_no == above.passage_no for x in c.mentions)), None)


def whole(doc: Document, known: list[Cluster], m: Mention, kind: str) -> Cluster | None:
    """The treaty that is said to be on all there is, which a description takes up as the comprehensive one."""
    if not (definite(doc, m) and phrase("comprehensive").search(m.surface)):
        return None
    alike = [c for c in known if family(c.kind) == family(kind) and any(phrase("of-all").search(x.surface) for x in c.mentions)]
    return alike[-1] if alike else None


def sides(doc: Document, m: Mention) -> set[str]:
    """The states and persons that a description names."""
    return {a.surface for a in _named_in(doc, m.start, m.end) if a.kind in ("actor", "person")}


def actors_in(doc: Document, start: int, end: int) -> set[str]:
    """The actors that are named from within text[start:end] on."""
    return {a.ref_id for a in _named_in(doc, start, end) if a.kind == "actor" and a.ref_id}


def _named_in(doc: Document, start: int, end: int) -> list[Mention]:
    """The mentions that begin in text[start:end]."""
    first = bisect.bisect_left(doc.mentions, start, key=lambda m: m.start)
    return doc.mentions[first : bisect.bisect_left(doc.mentions, end, lo=first, key=lambda m: m.start)]


def recent(known: list[Cluster], kind: str, position: int) -> Cluster | None:
    """The treaty that `the pact` takes up: the last of its own word's kind, else the last of any kind near by."""
    own = [c for c in known if c.kind == kind]
    if own := [c for c in own if any(kind in x.surface.lower() for x in c.mentions)] or own:
        return max(own, key=lambda c: c.last)
    near = [
        c
        for c in known
        if position - c.last < 1500 and family(c.kind) in ("treaty", "agreement") and family(kind) in ("treaty", "agreement")
    ]
    return max(near, key=lambda c: c.last) if near else None


def of_topic(doc: Document, known: list[Cluster], m: Mention, kind: str, found: Cluster | None) -> Cluster | None:
    """The treaty of the title instead of the one found, where that was only spoken of in passing or in a paragraph before.

    After a paragraph that names the older treaty beside the one that the text is about, `the treaty was signed` is the text's own.
    """
    if found is None or found.titled or several(m) or doc.genre in TALKS or phrase("another").search(m.surface):
        return found
    titled = [c for c in known if c.titled and family(c.kind) == family(kind)]
    last = found.mentions[-1]
    if len(titled) != 1 or (kind not in found.mentions[0].surface.lower() and titled[0].kind != kind):
        return found
    topic = titled[0]
    title = doc.meta.get("title_span") or (0, 0)
    if all(x.start < title[1] for x in topic.mentions):
        return found  # of that name only the title speaks
    there = [x for x in topic.mentions if x.passage_no == last.passage_no]
    if last.passage_no != m.passage_no:
        own = [x for x in found.mentions if x.passage_no == last.passage_no]
        return topic if there or len(own) < 2 or doc.passages[last.passage_no].kind in UNTOLD else found
    passing = all(phrase("in-passing").search(doc.text[max(0, x.start - 60) : x.start]) for x in found.mentions)
    return topic if passing and there else found


def years_apart(doc: Document, c: Cluster, m: Mention) -> bool:
    """Whether the words right behind a description date it to another year than the sentences of a treaty without a name."""
    told = [_years_told(doc, x.start) for x in c.mentions]
    signed = [x for x in c.mentions if _signed(doc, x)]
    here = _years_told(doc, m.start, m.end) or (_year_of_opening(doc, m) if signed else set())
    if not here and (signed or c.years) and _signed(doc, m):
        told, here = [c.years, *(_year_of_story(doc, x) for x in signed)], _year_of_story(doc, m)
    if not here and not c.named and _ages_apart([_year_of_story(doc, x) for x in c.mentions], _year_of_story(doc, m)):
        return True
    return not c.named and bool(here) and any(told) and not any(here & years for years in told)


def bound_before(doc: Document, c: Cluster) -> list[Mention]:
    """The mentions of a treaty that speak of it as one that binds: its signatories met, they denounced it."""
    return [x for x in c.mentions if phrase("in-being").search(doc.text[max(0, x.start - 60) : x.start])]


def in_being_before(doc: Document, c: Cluster, date: str) -> bool:
    """Whether a treaty binds in years before a date: in 1927 its signatories met, so none that was signed in 1930 is it."""
    return any((doc.sentence_at(x.start).date or date)[:4] < date[:4] for x in bound_before(doc, c))


def _ages_apart(told: list[set[str]], here: set[str]) -> bool:
    """Whether an account is many years behind all that it told of a treaty."""
    years = [int(y) for found in told for y in found if y.isdigit()]
    return bool(years) and any(y.isdigit() and int(y) - max(years) > AGES for y in here)


def in_other_years(doc: Document, c: Cluster, date: str) -> bool:
    """Whether the sentences of a treaty without a name tell of other years than that of a date."""
    told = [_years_told(doc, x.start) for x in c.mentions]
    return not c.named and any(told) and not any(date[:4] in years for years in told)


def _years_told(doc: Document, at: int, behind: int | None = None) -> set[str]:
    """The years of the days and years that the sentence at an offset tells, or those right behind another offset of it."""
    s = doc.sentence_at(at)
    low, high = (bisect.bisect_left(doc.mentions, x, key=lambda d: d.start) for x in (behind or s.start, s.end))
    dates = [d for d in doc.mentions[low:high] if d.kind == "date" and d.form == "full" and d.value]
    return {str(d.value)[:4] for d in dates if behind is None or phrase("right-dated").fullmatch(doc.text, behind, d.start)}


def _year_of_opening(doc: Document, m: Mention) -> set[str]:
    """The year of the date that opens the sentence in which a treaty is signed: In 1935 a pact was signed."""
    s, made = doc.sentence_at(m.start), _signed(doc, m)
    at = bisect.bisect_left(doc.mentions, s.start, key=lambda d: d.start)
    opening = itertools.takewhile(lambda d: d.start < min(m.start, s.start + OPENS), itertools.islice(doc.mentions, at, None))
    return {str(d.value)[:4] for d in opening if made and d.kind == "date" and d.form == "full" and d.value}


def _year_of_story(doc: Document, m: Mention) -> set[str]:
    """The year in which the account is where it comes to a treaty."""
    date = doc.sentence_at(m.start).date
    return {date[:4]} if date else set()


def _signed(doc: Document, m: Mention) -> bool:
    """Whether the words around a treaty say that it is signed."""
    behind = phrase("was-signed").match(doc.text, m.end) or phrase("right-signed").match(doc.text, m.end)
    return (behind or phrase("signing-it").search(doc.text, doc.sentence_at(m.start).start, m.start)) is not None


def of_other_day(doc: Document, dated: list[Mention], c: Cluster, date: str) -> bool:
    """Whether a treaty was signed on another date than this one, by the words around it or by the year that it is called by."""
    told = c.days | {d for x in c.mentions if (d := days.signing(doc, dated, x)) is not None}
    if "?" in date or any("?" in d for d in told):  # of a bare day the year is a guess
        same_day = any(d[4:10] == date[4:10] or len(d) < DAY for d in told or c.years)
        return bool(told or c.years) and not (same_day and any(abs(int(d[:4]) - int(date[:4])) < YEARS for d in told or c.years))
    return bool(told or c.years) and not any(edtf.compatible(date, d) for d in told or c.years)


def of_other_matter(doc: Document, c: Cluster, m: Mention) -> bool:
    """Whether a treaty without a name is of other matters than those right behind a word: the treaty of peace, behind one of trade."""
    found = phrase("topic-behind").match(doc.text, m.end)
    told = [t.group() for x in c.mentions if (t := phrase("topic-behind").search(doc.text, x.start, x.end + TOPIC)) is not None]
    mine = set(_WORD.findall(found.group())) if found is not None else set()
    return bool(mine and told) and not c.named and not any(mine & set(_WORD.findall(t)) for t in told)
