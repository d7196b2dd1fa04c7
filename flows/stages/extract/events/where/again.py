"""A place that a phrase takes up without its name: they fought in the region, left the country, took the city, met there."""

from __future__ import annotations

from flows.stages.choice import regions
from flows.stages.extract.events.where.act import Act
from flows.stages.extract.events.where.clause import REACH
from flows.stages.extract.events.where.lands import as_place, territory, town, wide
from flows.stages.extract.events.where.wording import phrase
from flows.stages.model import Mention

KINDS = ("town", "islands", "region", "country", "there")
"""What a phrase may take up, by its use."""


def taken_up(act: Act, kinds: tuple[str, ...] = KINDS) -> Mention | None:
    """The place told of last that a phrase of an act's clause means."""
    end = max(act.frame.end, min(act.trigger[1] + REACH, act.end))
    for kind in kinds:
        found = phrase(f"taken-up.{kind}").search(act.text[act.trigger[1] : end])
        if found is not None and not _of_another(act, act.trigger[1] + found.start()):
            return _last(act, kind, act.trigger[1] + found.start())
    return None


def _of_another(act: Act, position: int) -> bool:
    """Whether another verb or the end of the clause stands between an act and such a phrase."""
    return any(act.trigger[1] <= c.start < position and c.kind in ("V", "stop", "sub", "rel") for c in act.parse.chunks)


def _last(act: Act, kind: str, position: int) -> Mention | None:
    """The last place of a kind before an offset."""
    before = [m for m in act.mentions if m.end <= position]
    return next((at for m in reversed([*act.earlier, *before]) if (at := _of_kind(act, m, kind)) is not None), None)


def _of_kind(act: Act, m: Mention, kind: str) -> Mention | None:
    g = act.gazetteer
    if kind == "there":
        return next((at for k in ("town", "region", "country") if act.before("set-in", m) and (at := _of_kind(act, m, k))), None)
    if kind == "country":
        ground = territory(m, g) if m.form == "name" and act.before("set-in", m) else None
        return as_place(m, ground) if ground else None
    if m.kind == "actor":
        return town(m, g) if kind == "town" and m.form == "capital" else None
    if m.kind != "place" or not m.ref_id or g.places[m.ref_id].actor_id is not None:
        return None
    isle = phrase("island").search(m.surface) is not None
    return m if {"town": not isle and not _region(act, m), "islands": isle, "region": _region(act, m)}[kind] else None


def _region(act: Act, m: Mention) -> bool:
    """Whether a place is one in which others lie, or is called as such a one is: the Ruhr, the Berg Valley."""
    known = wide(m, act.gazetteer) or m.ref_id in regions().values()
    return known or phrase("region-name").search(m.surface) is not None or act.before("article", m)
