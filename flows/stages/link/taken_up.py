"""Treaties that a document takes up by little more than a nationality, a town or a year: the French treaty, the Paris treaty.

Such a record says too little to be compared with others name by name.  It joins the one dated treaty that everything it says fits:
of its own document if that tells of one, else of the dataset, where it must lie in the time and among the states that its document
tells of.  Where two fit it stays as it is: a treaty is never guessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from flows.stages import edtf
from flows.stages.link import names
from flows.stages.link.cluster import Clusters, Veto
from flows.stages.link.local import Event, Treaty, family
from flows.stages.recognise.wording import phrase
from schemas import data

_REACHED = ("signed", "negotiated")
_BEFORE = 20 * 366
"""Days before the first act of a document from which a treaty may be that it takes up with a subject, a party or a whole name."""


@dataclass(frozen=True, slots=True)
class Setting:
    """Which states act in a document, and the first and the last day that it dates an act or a treaty to."""

    actors: frozenset[str]
    first: int
    last: int


def settings(treaties: Iterable[Treaty], events: Iterable[Event]) -> dict[str, Setting]:
    """The setting of each document that dates anything."""
    actors: dict[str, set[str]] = {}
    days: dict[str, set[int]] = {}
    for t in treaties:
        actors.setdefault(t.key[0], set()).update(t.parties, t.near)
        days.setdefault(t.key[0], set()).update(d for d in edtf.span(t.signed) or () if d is not None)
    for e in events:
        actors.setdefault(e.key[0], set()).update(e.actors)
        days.setdefault(e.key[0], set()).update(d for d in edtf.span(e.date) or () if d is not None)
    return {d: Setting(frozenset(actors[d]), min(days[d]), max(days[d])) for d in sorted(actors) if days[d]}


@dataclass(frozen=True, slots=True)
class _Told:
    """What the records of a group say together."""

    nodes: tuple[int, ...]
    documents: frozenset[str]
    kinds: frozenset[str]
    statuses: frozenset[str]
    parties: frozenset[str]
    near: frozenset[str]
    keys: frozenset[str]
    distinctive: frozenset[str]
    subject: frozenset[str]
    place: frozenset[str]
    number: frozenset[str]
    signed: str | None
    capital: bool
    several: bool
    own: bool
    by_day: bool
    """Whether the day that it is called by is all that tells it from others: the agreement of 12 July 1941."""


def attach(groups: Clusters, treaties: list[Treaty], context: Mapping[str, Setting], veto: Veto) -> None:
    """Join every faint group to the one dated group that it fits; `veto` keeps apart what people have found to be different.""" ""
    told = [_told(g, treaties) for g in groups.groups()]
    dated = [g for g in told if g.signed and edtf.precision(g.signed) in ("day", "month")]
    for faint in told:
        if not _faint(faint):
            continue
        fit = [g for g in dated if g.nodes != faint.nodes and _fits(faint, g) and not any(veto(a, b) for a in faint.nodes for b in g.nodes)]
        (document, *others) = sorted(faint.documents)
        here = [g for g in fit if document in g.documents and (faint.parties or faint.kinds & g.kinds)]
        found = _only(faint, here)
        # A document that tells of another treaty with those that are named means that one, and does not say when it was signed.
        rival = any(g is not faint and document in g.documents and _meant(faint, g) for g in told)
        if found is None and not here and not rival and (faint.by_day or not others):
            found = _only(faint, [g for g in fit if _within(faint, g, context.get(document))])
        if found is not None:
            groups.force(faint.nodes[0], found.nodes[0])


def _meant(faint: _Told, g: _Told) -> bool:
    """Whether a party is all that a faint group is told by, and another treaty of that kind has it too."""
    plain = bool(faint.parties) and not (faint.subject or faint.place or faint.signed)
    return plain and bool(faint.kinds & g.kinds) and faint.parties <= g.parties | g.near


def _only(faint: _Told, fit: list[_Told]) -> _Told | None:
    """The one candidate, those of the same name and kind before others; none where there are several."""
    alike = [g for g in fit if faint.keys & g.keys] or [g for g in fit if faint.kinds & g.kinds] or fit
    return alike[0] if len(alike) == 1 else None


def _told(nodes: list[int], treaties: list[Treaty]) -> _Told:
    members = [treaties[i] for i in nodes]
    parsed = [names.parse(n) for t in members for n in t.names]
    dates = sorted({t.signed for t in members if t.signed}, key=lambda d: (edtf.width(d), d))
    years = sorted({n.year for n in parsed if n.year})
    stood = {w for t in members if t.place for w in names.fold(t.place).split()}
    signed = dates[0] if dates else years[0] if years else None
    plain = not any(n.distinctive or n.subject or n.place or n.number for n in parsed)
    return _Told(
        tuple(nodes),
        frozenset(t.key[0] for t in members),
        frozenset(t.kind for t in members if t.kind),
        frozenset(t.status for t in members if t.status),
        frozenset(p for t in members for p in t.parties),
        frozenset(p for t in members for p in t.near),
        frozenset(n.key for n in parsed),
        frozenset(w for n in parsed for w in n.distinctive),
        frozenset(w for n in parsed for w in n.subject),
        frozenset(w for n in parsed for w in n.place) | stood,
        frozenset(w for n in parsed for w in n.number),
        signed,
        any(any(c.isupper() for c in n) for t in members for n in t.names),
        all(phrase("plural-in-name").search(n) for t in members for n in t.names),
        any(t.own for t in members),
        plain and bool(years) and edtf.precision(signed) == "day",
    )


def _faint(t: _Told) -> bool:
    """Whether a group is told by what many treaties share, and by some of that at least."""
    if t.several and not t.capital:
        return False
    if t.own or t.distinctive or not t.keys or not t.statuses & set(_REACHED):
        return False
    if edtf.precision(t.signed) == "month":
        return len(t.parties) == 2 and not (t.subject or t.place or t.number)  # the pact with Norway of May 1931
    if "signed" not in t.statuses and not t.capital:
        return False
    if edtf.precision(t.signed) == "day":
        return t.by_day or (bool(t.subject or (t.place and not t.capital)) and not t.parties)
    return bool(t.parties or t.place or (t.subject and (t.capital or t.signed or len(t.near) > 1)))


def _fits(faint: _Told, g: _Told) -> bool:
    """Whether nothing that a faint group says speaks against a dated one."""
    if not {family(k) for k in faint.kinds} & {family(k) for k in g.kinds} or not g.statuses <= {"signed", "negotiated", "unknown"}:
        return False
    unnamed = not g.parties and bool(faint.keys & g.keys)
    meant = faint.by_day and bool(faint.parties & g.parties)  # whom else a text puts beside it, it may well have guessed
    # One state may stand for all the parties of a treaty, two stand for themselves.
    if not (unnamed or meant) and not (faint.parties == g.parties if len(faint.parties) > 1 else faint.parties <= g.parties):
        return False
    if edtf.precision(faint.signed) == "day" and faint.signed != g.signed:
        return False
    if faint.signed and not edtf.compatible(faint.signed, g.signed):
        return False
    # A text may leave out that a treaty was secret, or say no more of it: of one day it is the same.
    subject = faint.subject - _stages() if edtf.precision(faint.signed) == "day" else faint.subject
    return subject <= g.subject and faint.place <= g.place and faint.number <= g.number


@cache
def _stages() -> frozenset[str]:
    """Words that say how far a treaty came, or how it was kept, and not what it is about: secret, interim."""
    return frozenset(r["word"] for r in data.rows("rules/treaty_name_words", "word", "class") if r["class"] == "stage")


def _within(faint: _Told, g: _Told, setting: Setting | None) -> bool:
    """Whether a treaty of other documents lies among the states and in the time that a document tells of."""
    bounds = edtf.span(g.signed)
    if setting is None or bounds is None or bounds[0] is None:
        return False
    if not faint.kinds & g.kinds:
        return False
    telling = faint.keys & g.keys or (faint.subject and faint.parties)
    since = setting.first - (_BEFORE if telling else 0)
    in_time = bool(faint.signed) or since <= bounds[0] <= setting.last
    if edtf.precision(faint.signed) == "day":
        sides = g.parties or g.near
        return bool(sides) and sides <= setting.actors
    if not g.parties:
        return in_time and faint.capital and bool(faint.keys & g.keys)
    acting = g.parties & (setting.actors | faint.parties)
    return in_time and len(g.parties) > 1 and (acting == g.parties or (len(acting) > 2 and bool(faint.parties)))
