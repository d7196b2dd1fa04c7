"""The places in an act's own clause: `in Oslo`, `on Norwegian soil`, `off the coast of Norland`."""

from __future__ import annotations

from collections.abc import Sequence

from flows.stages.extract.events.where.act import Act
from flows.stages.extract.events.where.lands import as_place, territory
from flows.stages.extract.events.where.wording import is_phrase, phrase
from flows.stages.model import Mention

REACH = 80
"""How far behind a trigger its place may stand, in characters, where its clause ends before."""
_WHENCE = 24
FOUGHT = ("target", "field")
"""What an act takes that is done by force, for which it matters not what a place is talked of for."""


def near(act: Act, named: Sequence[Mention]) -> list[Mention]:
    """The mentions of an act's clause.

    What stands behind the comma that closes it opens the next: when Norland invaded Sudland, Oslo protested.
    """
    end = act.frame.end
    inside = (m for m in named if act.frame.start <= m.start < max(end, act.trigger[1] + REACH))
    own = (m for m in inside if not (m.start >= end and act.text[m.start - 2 : m.start] == ", "))
    return [m for m in own if not _of_the_next(act, m)]


def _of_the_next(act: Act, m: Mention) -> bool:
    """Whether another finite verb stands between an act and a place behind it: he formed a government and returned to Oslo."""
    if m.start < act.trigger[1]:
        return False
    later = (act.parse.chunks[k].vg for k in act.parse.verbs if act.trigger[1] <= act.parse.chunks[k].start < m.start)
    return any(vg is not None and vg.finite and vg is not act.verb for vg in later)


def town_or_region(act: Act, near: Sequence[Mention]) -> Mention | None:
    """The nearest place of a clause from which nobody comes, and which is not talked of."""
    away = "force-away" if act.takes in FOUGHT else "whence"
    return next((m for m in near if m.kind == "place" and (act.takes == "from" or not act.before(away, m, _WHENCE))), None)


def ground(act: Act, near: Sequence[Mention]) -> Mention | None:
    """The nearest state of a clause that a phrase names as the ground of an act (in Norland), or whose ground it names (on Nordic soil)."""
    return next((at for m in near if (at := _ground(act, m)) is not None), None)


def _ground(act: Act, m: Mention) -> Mention | None:
    if m.kind != "actor" or not _inside(act, m):
        return None
    if m.form == "name" and (own := territory(m, act.gazetteer)):
        return as_place(m, own)
    names = m.form in ("adjective", "name", "demonym") and phrase("ground").match(act.text, m.end)
    lies = act.gazetteer.place_of_actor(m.ref_id) if names else None
    return as_place(m, lies) if lies else None


def _inside(act: Act, m: Mention) -> bool:
    """Whether an act is done in a state, where somebody comes from, or goes to, or to whom it is done, as the act has it."""
    toward = f"land.{act.takes}"
    return act.before("in-land", m) or (is_phrase(toward) and act.before(toward, m))
