"""The place in which a sentence sets all that it tells, or of which a clause tells more."""

from __future__ import annotations

from collections.abc import Sequence

from flows.stages.extract.events.where.act import Act
from flows.stages.extract.events.where.lands import as_place, territory, town, wide
from flows.stages.extract.events.where.wording import phrase
from flows.stages.model import Mention

OPENING = 40
"""Characters from the start of a sentence within which a phrase of place opens it."""
_BORDERS = ("V", "stop", "sub", "rel")


def opening(act: Act, named: Sequence[Mention]) -> Mention | None:
    """A place that opens a sentence holds for all that is done in it: In Oslo, workers rose; in Oslo on 3 May, they took the station."""
    return next((at for m in named if (at := _opens(act, m)) is not None), None)


def _opens(act: Act, m: Mention) -> Mention | None:
    if m.start - act.sentence >= OPENING or m.end > act.trigger[0] or not phrase("opening").match(act.text, m.end):
        return None
    if m.kind == "place":
        return m if act.before("at-site", m) else None
    ground = territory(m, act.gazetteer) if m.form == "name" and act.before("in-land", m) else None
    return as_place(m, ground) if ground else None


def led_to(act: Act) -> Mention | None:
    """A town that a clause with `where` tells more of: they came to Oslo, where Berg received them."""
    return next((at for m in act.mentions if (at := _told_of(act, m)) is not None), None)


def _told_of(act: Act, m: Mention) -> Mention | None:
    if m.kind not in ("place", "actor") or m.end > act.trigger[0] or not (led := phrase("where").match(act.text, m.end)):
        return None
    if any(led.end() <= c.start and c.end < act.trigger[0] and c.kind in _BORDERS for c in act.parse.chunks):
        return None
    at = m if m.kind == "place" else town(m, act.gazetteer) if m.form == "capital" else None
    return None if at is None or wide(at, act.gazetteer) else at
