"""Which events of several documents are one: the same act on the same day by the same states, or the same step of one treaty."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields
from functools import cache

from flows.stages import edtf
from flows.stages.actions import event_types
from flows.stages.choice import regions, vaguer
from flows.stages.link.cluster import Clusters, once, paired
from flows.stages.link.local import Event, Key
from flows.stages.link.treaties import gap
from schemas.data import rows

_NEAR, _YEAR = 31, 366
_NAMED = ("named", "by-person")
_LENGTHS = ("day", "month", "year")


@cache
def _times() -> Mapping[str, str]:
    """Action -> how often it happens: once or by-party (of one treaty), named (by its place), by-person (and guest), single, life (of one
    person)."""
    return {r["action"]: r["times"] for r in rows("rules/link_actions", "action", "times")}


def _is(event: Event, *times: str) -> bool:
    return _times().get(event.action or "") in times


def _two_names(a: Event, b: Event) -> bool:
    """Whether two records may tell one act by two names: the vaguer one at the other's place and time, and not of a single day of it."""
    if vaguer().get(b.action or "") == a.action:
        a, b = b, a
    if vaguer().get(a.action or "") != b.action or not _same_place(a, b) or gap(a.date, b.date):
        return False
    return a.date == b.date or edtf.precision(a.date) != "day"


def _one_conference(a: Event, b: Event) -> bool:
    """Whether two records tell of a conference in its days at its place: `the conference`, a day of it, the meeting that it was."""
    if a.action == b.action and a.action in vaguer().values():
        alike = _same_place(a, b) and bool(a.date and b.date) and not gap(a.date, b.date) and not a.treaty and not b.treaty
    else:
        alike = _two_names(a, b)
    return alike and max(edtf.width(a.date), edtf.width(b.date)) <= _NEAR


def _one_life(a: Event, b: Event) -> bool:
    """Whether two records tell what happens to one person only once, and do not differ about the time."""
    one_person = a.action == b.action and _is(a, "life") and bool(a.target_persons & b.target_persons)
    return one_person and not (a.date and b.date and gap(a.date, b.date))


def _same_place(a: Event, b: Event) -> bool:
    """Whether both are told with a place, and one is the other's or the region about it."""
    if not a.place or not b.place:
        return False
    return a.place == b.place or regions().get(a.place) == b.place or regions().get(b.place) == a.place


def cluster(events: list[Event], treaty_ids: Mapping[Key, str], forbidden: Iterable[tuple[int, int]] = ()) -> Clusters:
    """Groups of the records (numbers are places in the list); `treaty_ids` gives the treaty record behind a local treaty."""
    apart = set(forbidden)
    treaty = [treaty_ids.get(e.treaty) if e.treaty else None for e in events]
    facts = [(*_facts(e), t) for e, t in zip(events, treaty, strict=True)]
    documents = [e.key[0] for e in events]
    like = once(facts, documents, lambda a, b: likeness(events[a], events[b], treaty[a], treaty[b]))
    clashing = once(facts, documents, lambda a, b: clash(events[a], events[b], treaty[a], treaty[b]))

    def veto(a: int, b: int) -> bool:
        return bool(apart and ((a, b) in apart or (b, a) in apart)) or clashing(a, b)

    unlike = {i for pair in apart for i in pair}
    groups = Clusters(len(events), veto, [i if i in unlike else fact for i, fact in enumerate(facts)], documents)
    groups.join_all((s, a, b) for a, b in _pairs(events, treaty) if (s := like(a, b)))
    for i, others in sorted(_finer(events).items()):
        groups.attach(i, [(1.0, j) for j in others])
    return groups


def _finer(events: list[Event]) -> dict[int, list[int]]:
    """Records of a month or year of what is done once in it -> those of a day or month of it by the same: joined if one alone fits."""
    alike: dict[tuple[object, ...], list[int]] = {}
    for i, e in enumerate(events):
        if _is(e, "single") and e.date and edtf.precision(e.date) in _LENGTHS:
            alike.setdefault((e.action, e.realis, e.sources, e.targets, e.date[:4]), []).append(i)
    out: dict[int, list[int]] = {}
    for members in alike.values():
        for i, j in ((i, j) for i in members for j in members if _less_exact(events[i], events[j])):
            out.setdefault(i, []).append(j)
    return out


def _less_exact(a: Event, b: Event) -> bool:
    """Whether one record tells with a longer date, that holds the other's, what the same did to the same, or did themselves, or there."""
    if edtf.width(a.date) <= edtf.width(b.date) or not edtf.contains(a.date or "", b.date or "") or a.key[0] == b.key[0]:
        return False
    same_people = bool(a.persons) and a.persons == b.persons
    return bool(a.sources and a.targets) or same_people or (bool(a.actors) and a.actors == b.actors and _same_place(a, b))


def _facts(event: Event) -> tuple[object, ...]:
    """All that a record says, without where it says so."""
    return (*(getattr(event, f.name) for f in fields(event) if f.name not in ("key", "start", "treaty")), event.treaty is None)


def _pairs(events: list[Event], treaty: list[str | None]) -> Iterable[tuple[int, int]]:
    """Pairs with the same action and day, month and place, or step of a treaty."""
    blocks: dict[str, list[int]] = {}
    for i, e in enumerate(events):
        if e.date:
            blocks.setdefault(f"{e.action} {e.date}", []).append(i)
            if e.place and _is(e, *_NAMED):
                start = edtf.bounds(e.date)[0]
                for name in {e.action, vaguer().get(e.action or "", e.action)}:
                    for place in {e.place, regions().get(e.place, e.place)}:
                        blocks.setdefault(f"{name} {place} {start.year if start else ''}", []).append(i)
        if _is(e, "life"):
            for person in e.target_persons:
                blocks.setdefault(f"{e.action} of {person}", []).append(i)
        if treaty[i]:
            blocks.setdefault(f"{event_types().get(e.action or '')} {treaty[i]}", []).append(i)
    return paired(blocks.values())


def clash(a: Event, b: Event, ta: str | None, tb: str | None) -> bool:
    """Whether two records cannot be one event; `ta` and `tb` are their treaty records."""
    if a.key[0] == b.key[0]:
        return not same_within(a, b, ta, tb)
    if a.realis != b.realis or (ta and tb and ta != tb):
        return True
    one_step = bool(ta and ta == tb) and event_types().get(a.action or "") == event_types().get(b.action or "")
    if a.action != b.action and not one_step and not _two_names(a, b):
        return True
    if a.actors and b.actors and not a.actors & b.actors:
        return True
    if a.sources and b.sources and not a.sources & b.sources:
        return True
    if a.targets and b.targets and not a.targets & b.targets:
        return True
    if a.place and b.place and not _same_place(a, b) and not (ta and ta == tb and _is(a, "once")):
        return True
    if _is(a, "by-person") and a.persons and b.persons and not a.persons & b.persons:
        return True
    # Documents that differ by days on the one signature of one treaty disagree about one event.
    return bool(a.date and b.date and (apart := gap(a.date, b.date)) and not (ta and ta == tb and _is(a, "once") and apart <= _NEAR))


def same_within(a: Event, b: Event, ta: str | None, tb: str | None) -> bool:
    """Whether one document tells one event twice: action, day (or, in one sentence, whatever date), participants and treaty agree.

    What can happen more than once a day, as a proposal in a talk does, is never taken for one; what happens once to a treaty may be
    told again without its day, or of others who did it, and what happens once to a person anyhow.
    """
    if _one_life(a, b):
        return a.realis == b.realis
    if ta and ta == tb and a.action == b.action and a.realis == b.realis and _is(a, "once") and (not a.date or b.date in (None, a.date)):
        return not a.actors or not b.actors or bool(a.actors & b.actors)
    if _one_conference(a, b):
        return a.realis == b.realis and bool(a.actors & b.actors or a.persons & b.persons)
    return (
        a.action == b.action
        and a.action in _times()
        and a.realis == b.realis
        and a.date is not None
        and a.date == b.date
        and (edtf.precision(a.date) == "day" or a.start == b.start)
        and bool(a.actors)
        and a.actors == b.actors
        and (a.sources, a.targets) == (b.sources, b.targets)
        and (a.persons == b.persons or not a.persons or not b.persons)
        and (not a.place or not b.place or a.place == b.place)
        and ta == tb
    )


def likeness(a: Event, b: Event, ta: str | None, tb: str | None) -> float:
    """How strongly two records look like one event; 0 is not at all or not possible."""
    if clash(a, b, ta, tb):
        return 0.0
    if a.key[0] == b.key[0]:
        return 5.0
    if _one_life(a, b):
        return 4.5
    shared, smaller = len(a.actors & b.actors), min(len(a.actors), len(b.actors))
    one_treaty = bool(ta and ta == tb)
    if one_treaty and _is(a, "once") and _is(b, "once"):
        return 4.0 + (a.date == b.date)
    if one_treaty and _is(a, "by-party") and a.action == b.action and shared:
        return 3.0 + (a.date == b.date)
    if not a.date or not b.date or not shared or shared * 2 < smaller:
        return 0.0
    same_place = _same_place(a, b)
    # Years of negotiation are not the one talk of a day.
    if one_treaty and a.action == b.action and _is(a, *_NAMED, "single") and max(edtf.width(a.date), edtf.width(b.date)) <= _YEAR:
        return 2.5
    if a.date == b.date and edtf.precision(a.date) in ("day", "interval"):
        told = shared >= 2 or a.actors == b.actors or (smaller == 1 and (same_place or bool(a.persons & b.persons)))
        return 2.0 + 0.5 * same_place + 0.25 * (a.actors == b.actors) if told else 0.0
    # What happens once is told by its month too, where the same three states and more do it, or the same do it to the same.
    monthly = a.date == b.date and edtf.precision(a.date) == "month" and a.action == b.action and _is(a, "single")
    told_whole = bool(a.sources and a.targets) and (a.sources, a.targets) == (b.sources, b.targets)
    if monthly and (told_whole or len(a.actors & b.actors) > 2):
        return 1.8
    # A conference or meeting goes by its place: Yalta, February 1945.
    named = _is(a, *_NAMED) and same_place and shared >= 2 and (a.action == b.action or _two_names(a, b))
    # Two people who were at the conference of a place in the same days were at one, even where each names only his own side.
    attended = a.action == b.action and a.action in vaguer().values() and same_place and bool(a.persons & b.persons)
    if not (named or attended) or min(edtf.width(a.date), edtf.width(b.date)) > _NEAR:
        return 0.0
    return 1.5 + 0.1 * (a.actors == b.actors) + 0.1 * (max(edtf.width(a.date), edtf.width(b.date)) <= _NEAR)
