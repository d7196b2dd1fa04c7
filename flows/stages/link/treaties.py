"""Which treaties of several documents are one.

Two records are one treaty when names, signing dates and parties together say so; a name that many treaties bear ("Treaty of Paris")
says nothing alone.  Dated records come first; one without a date joins the only dated one that it fits, or none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields

from flows.stages import edtf
from flows.stages.link import names, taken_up
from flows.stages.link.cluster import Clusters, once, paired
from flows.stages.link.local import Treaty, family

_DRAFT = ("draft", "proposed")
_NEAR, _NEAR_WELL_KNOWN = 31, 366
"""Days by which two documents may differ on the day of one treaty; the second where its name belongs to no other."""
_MIDNIGHT = 1


def cluster(
    treaties: list[Treaty], forbidden: Iterable[tuple[int, int]] = (), context: Mapping[str, taken_up.Setting] | None = None
) -> Clusters:
    """Groups of the records (numbers are places in the list, which is in the order of keys); forbidden pairs stay apart.

    With the `context` of each document, what it takes up by a nationality, a town or a year finds its treaty too.
    """
    apart = set(forbidden)

    def decided(a: int, b: int) -> bool:
        return (a, b) in apart or (b, a) in apart

    facts = [tuple(getattr(t, f.name) for f in fields(t) if f.name not in ("key", "start")) for t in treaties]
    documents = [t.key[0] for t in treaties]
    like = once(facts, documents, lambda a, b: likeness(treaties[a], treaties[b]))
    clashing = once(facts, documents, lambda a, b: clash(treaties[a], treaties[b]))

    def veto(a: int, b: int) -> bool:
        return (bool(apart) and decided(a, b)) or clashing(a, b)

    unlike = {i for pair in apart for i in pair}
    groups = Clusters(len(treaties), veto, [i if i in unlike else fact for i, fact in enumerate(facts)], documents)
    dated: list[tuple[float, int, int]] = []
    attached: list[tuple[float, int, int]] = []
    undated: dict[int, list[tuple[float, int]]] = {}
    for a, b in _pairs(treaties):
        score = like(a, b)
        if not score:
            continue
        if _signed(treaties[a]) and _signed(treaties[b]):
            dated.append((score, a, b))
        elif _signed(treaties[a]) or _signed(treaties[b]):
            node, other = (b, a) if _signed(treaties[a]) else (a, b)
            undated.setdefault(node, []).append((score, other))
        else:
            attached.append((score, a, b))
    groups.join_all(dated)
    for node in sorted(undated):
        groups.attach(node, undated[node])
    groups.join_all(attached)
    if context is not None:
        taken_up.attach(groups, treaties, context, decided)
    return groups


def _pairs(treaties: list[Treaty]) -> Iterable[tuple[int, int]]:
    """Pairs that share a telling word, a whole name or a day of signature, in order and once each; protocols also month and parties."""
    blocks: dict[str, list[int]] = {}
    for i, treaty in enumerate(treaties):
        own = {b for name in treaty.names for b in names.blocks(name)}
        if treaty.signed and edtf.precision(treaty.signed) == "day":
            own.add(f"d {treaty.signed}")
        if treaty.signed and treaty.parties and _family(treaty) != "treaty":
            own.add(f"p {treaty.kind} {treaty.signed[:7]} {' '.join(sorted(treaty.parties))}")
        for block in own:
            blocks.setdefault(block, []).append(i)
    return paired(blocks.values())


def _signed(t: Treaty) -> str | None:
    """The date of signature, or the year that the name gives."""
    return t.signed or next((y for y in (names.parse(n).year for n in t.names) if y), None)


def gap(a: str | None, b: str | None) -> int:
    """Days between two dates, 0 where they overlap; a large number where one has no bounds."""
    x, y = edtf.span(a), edtf.span(b)
    if not x or not y or None in (*x, *y):
        return 0 if edtf.compatible(a, b) else 10**6
    (a0, a1), (b0, b1) = x, y
    assert a0 is not None and a1 is not None and b0 is not None and b1 is not None
    return max(0, b0 - a1, a0 - b1)


def party_relation(a: frozenset[str], b: frozenset[str]) -> str:
    """same, overlap, none (one side names no party) or clash."""
    if not a or not b:
        return "none"
    if a == b:
        return "same"
    shared = len(a & b)
    return "overlap" if shared >= 2 or (shared == 1 and min(len(a), len(b)) == 1) else "clash"


def _family(t: Treaty) -> str | None:
    return family(t.kind) if t.kind else None


def _draft(t: Treaty) -> bool | None:
    return True if t.status in _DRAFT else False if t.status == "signed" else None


def clash(a: Treaty, b: Treaty) -> bool:
    """Whether two records cannot be one treaty."""
    if a.key[0] == b.key[0]:
        return not same_within(a, b)
    if {_draft(a), _draft(b)} == {True, False}:
        return True
    # Two texts are two treaties, or two copies of one: the same commissioners gave one text to many in one week.
    if a.own and b.own and (a.signed != b.signed or a.parties != b.parties):
        return True
    name = names.best_agreement(a.names, b.names)
    parties = party_relation(a.parties, b.parties)
    # The parties of a treaty that is known by its name are often told in part, and one by one.
    if (parties == "clash" and name != "known") or (name == "clash" and a.names and b.names):
        return True
    if _family(a) and _family(b) and _family(a) != _family(b) and name not in ("known", "strong", "key"):
        return True
    apart = gap(_signed(a), _signed(b)) if _signed(a) and _signed(b) else 0
    if apart <= _MIDNIGHT and _nested(a, b):
        return False
    allowed = _NEAR_WELL_KNOWN if name == "known" else _NEAR if name in ("strong", "key") else 0
    # One side may tell of the signing without the signers, and of the day before or after midnight.
    sides = a.parties | a.near
    called = name in ("known", "strong") or (name == "key" and len(sides) > 1 and sides == b.parties | b.near)
    untold = parties == "none" and called and apart <= _MIDNIGHT
    return apart > 0 and not untold and not (parties in ("same", "overlap") and apart <= allowed)


def _nested(a: Treaty, b: Treaty) -> bool:
    """Whether two protocols or declarations of the same states are named by more and by fewer of the same plain words.

    A secret protocol and a secret additional protocol of one night are one; treaties of one day are told by such words.
    """
    if not a.parties or a.parties != b.parties or a.kind != b.kind or _family(a) == "treaty" or _draft(a) != _draft(b):
        return False
    x, y = ([names.parse(n) for n in t.names] for t in (a, b))
    return any(
        not (n.distinctive or m.distinctive)
        and n.number == m.number
        and n.subject
        and m.subject
        and (n.subject <= m.subject or m.subject <= n.subject)
        for n in x
        for m in y
    )


def same_within(a: Treaty, b: Treaty) -> bool:
    """Whether two records of one document are one: the same day, parties and status, and names that do not differ in what they tell.

    Two names of one well-known treaty are enough if nothing else speaks against it.
    """
    if names.best_agreement(a.names, b.names) == "known" and _draft(a) == _draft(b) and _family(a) == _family(b):
        return party_relation(a.parties, b.parties) != "clash" and not (_signed(a) and _signed(b) and gap(_signed(a), _signed(b)))
    return (
        a.signed is not None
        and a.signed == b.signed
        and edtf.precision(a.signed) == "day"
        and bool(a.parties)
        and a.parties == b.parties
        and _draft(a) == _draft(b)
        and _family(a) == _family(b)
        and (names.best_agreement(a.names, b.names) in ("known", "strong", "key") or _worded_alike(a, b))
    )


def _worded_alike(a: Treaty, b: Treaty) -> bool:
    """Whether a name of each is made of the same subject and of states alone: the Norwegian-Danish Trade Treaty, by its full title."""
    x, y = ([names.parse(n) for n in t.names] for t in (a, b))
    return a.kind == b.kind and any(
        bool(n.subject) and n.subject == m.subject and n.number == m.number and not n.distinctive and not m.distinctive
        for n in x
        for m in y
    )


def _placed_alike(a: Treaty, b: Treaty) -> bool:
    """Whether a name of each is made of its kind and one town, and one of them says with whom: the Oslo Memorandum with Norway."""
    x, y = ([names.parse(n) for n in t.names] for t in (a, b))
    return a.kind == b.kind and any(
        bool(n.place)
        and n.place == m.place
        and not (n.distinctive or m.distinctive or n.subject or m.subject or (n.actor and m.actor))
        and n.number == m.number
        for n in x
        for m in y
    )


def likeness(a: Treaty, b: Treaty) -> float:
    """How strongly two records look like one treaty; 0 is not at all or not possible."""
    if clash(a, b):
        return 0.0
    if a.key[0] == b.key[0]:
        return 5.0
    name = names.best_agreement(a.names, b.names)
    parties = party_relation(a.parties, b.parties)
    x, y = _signed(a), _signed(b)
    if not x or not y:
        in_common = len((a.parties | a.near) & (b.parties | b.near))
        shared = in_common >= 2
        if name == "known" or (name == "strong" and (x or y or shared or parties in ("same", "none"))):
            return 1.5 + (parties == "same") + 0.5 * (parties == "overlap")
        # A common name needs its parties, and a date on one side at least; "trade agreement" is no name.
        named = any((n := names.parse(text)).place or n.actor or n.number or len(n.subject) > 2 for text in a.names)
        if name == "key" and named and (x or y) and a.kind == b.kind:
            placed = any(names.parse(text).place for text in a.names)
            return 1.2 if shared else 1.1 if placed and in_common else 0.0
        return 0.0
    if gap(x, y) or _nested(a, b):
        return 2.5
    exact = x == y and edtf.precision(x) == "day"
    if name in ("known", "strong"):
        return 4.0 + exact
    if name == "key":
        return 4.0 + exact if exact or parties in ("same", "overlap") else 0.0
    if exact and parties in ("same", "overlap"):
        return 3.0
    return 2.0 if name == "part" or (exact and (_placed_alike(a, b) or _only_described(a, b))) else 0.0


def _only_described(a: Treaty, b: Treaty) -> bool:
    """Whether one is called by nothing but its kind, and its place and both sides told near it are the other's."""
    plain = any(t.names and all(_says_nothing(names.parse(n)) for n in t.names) for t in (a, b))
    sides = (a.parties | a.near) & (b.parties | b.near)
    return plain and a.kind == b.kind and a.place is not None and a.place == b.place and len(sides) > 1


def _says_nothing(n: names.Name) -> bool:
    return not (n.distinctive or n.subject or n.place or n.actor or n.number)
