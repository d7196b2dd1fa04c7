"""The treaty that a name means: by its words, its year, its nation or its makers; else one of its own."""

from __future__ import annotations

from flows.stages import edtf
from flows.stages.extract.treaties import days
from flows.stages.extract.treaties.facts import Cluster
from flows.stages.extract.treaties.names import day_of, family, printed, several, well_known
from flows.stages.extract.treaties.phrases import definite
from flows.stages.extract.treaties.telling import own_words
from flows.stages.extract.treaties.which import makers
from flows.stages.extract.treaties.which.same import learn, of_dated, same_name
from flows.stages.extract.treaties.which.takes_up import actors_in, bound_before, recent, with_whom
from flows.stages.extract.treaties.which.wanted import Wanted
from flows.stages.model import Document, Mention
from flows.stages.recognise.gazetteer import gazetteer
from flows.stages.recognise.kinds import actor_kinds
from flows.stages.recognise.wording import phrase


def find(w: Wanted) -> Cluster:
    """The treaty of a name."""
    found = same_name(_like(w.doc, w.near, w.m), w.m, w.words, w.years, w.kind)
    if found is None and not w.words and w.years and not several(w.m):
        found = of_dated(w.doc, w.near, w.m, w.years, w.kind)
    found = found or _possessed(w)
    if found is None and not w.words and not w.years and day_of(w.m.surface):
        called = next((d.value for d in w.dated if d.start == w.m.start), None)
        found = next((c for c in w.near if called and any(edtf.compatible(called, d) for d in c.days)), None)
    elif found is None and not w.years and days.called(w.doc, w.dated, w.m) is None and _of_nation(w.doc, w.m):
        found = recent([c for c in with_whom(w.doc, w.near, w.m) if family(c.kind) == family(w.kind)], w.kind, w.m.start)
        w.m.form = "anaphor" if found is not None else w.m.form
    found = found or _told_before(w)
    return w.dated_so(found or w.open())


def might_be(doc: Document, m: Mention) -> bool:
    """Whether something is said of what a treaty would do if there were one: a Norwegian-Danish agreement would bring peace."""
    indefinite = phrase("indefinite").search(doc.text[max(0, m.start - 14) : m.start].rstrip()) is not None
    return indefinite and phrase("would-behind").match(doc.text, m.end) is not None


def _possessed(w: Wanted) -> Cluster | None:
    """The treaty that is called by him who made it, where it is one told of before: Brown’s treaty."""
    with_one = actors_in(w.doc, w.m.start, w.m.end) and phrase("with-side").match(w.doc.text, w.m.end)
    if phrase("possessed").match(w.m.surface) is None or w.kind == "plan" or with_one:
        return None
    return recent([c for c in w.near if family(c.kind) == family(w.kind) and not c.proposed], w.kind, w.m.start)


def _told_before(w: Wanted) -> Cluster | None:
    """The treaty that was called by its year alone or only described before, and has the name from here on."""
    if not w.words:
        return None
    found = _of_its_year(w.doc, w.near, w.m, w.kind) if not w.years else None
    if found is None and (found := makers.described_before(w.doc, w.near, w.m, w.kind)) is not None:
        found.named, found.known = True, well_known(printed(w.m))
    return learn(found, w.words, w.years) if found is not None else None


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


def _about(doc: Document, c: Cluster) -> set[str]:
    """The states that the sentence names in which a treaty without a name is first told of."""
    s = doc.sentence_at(c.mentions[0].start)
    return {a for a in actors_in(doc, s.start, s.end) if gazetteer().kind(a) in actor_kinds("states")}


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
