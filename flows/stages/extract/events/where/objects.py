"""The place that an act is done to: the land that is invaded, the town that is shelled, the state that troops leave or go to."""

from __future__ import annotations

from collections.abc import Sequence

from flows.stages.extract.events.where.act import Act
from flows.stages.extract.events.where.lands import as_place, territory, town
from flows.stages.extract.events.where.wording import phrase
from flows.stages.model import Mention


def besieged(act: Act, m: Mention) -> Mention:
    """A capital that is fought over is a town and no government: the shelling of Oslo, attacks on Oslo, Oslo was occupied."""
    if m.kind != "actor" or m.form != "capital" or not (act.before("over-town", m) or _done_to(act, m)):
        return m
    return town(m, act.gazetteer) or m


def _done_to(act: Act, m: Mention) -> bool:
    """Whether an act is done to what a mention names, in the passive."""
    passive = act.frame.vg is not None and act.frame.vg.passive
    return passive and any(np.start <= m.start < np.end for np in act.frame.slots.get("patient", ()))


def struck(act: Act, near: Sequence[Mention]) -> Mention | None:
    """The state right behind what is done to it: they bombed Norland to end a siege in Sudland; a place in it says more."""
    whom = {p.actor_id for p in act.participants if p.role == "target"}
    m = next((m for m in near if m.ref_id in whom and m.form == "name" and _follows(act, m, "onto")), None)
    if m is None or (ground := territory(m, act.gazetteer)) is None or phrase("narrower").match(act.text, m.end):
        return None
    return as_place(m, ground)


def of_state(act: Act, near: Sequence[Mention]) -> Mention | None:
    """A state that an act goes to or is done to, which is where it is done."""
    named = [(m, ground) for m in near if (ground := territory(m, act.gazetteer))]
    if act.takes == "to":
        here = ((m, ground) for m, ground in named if m.form == "name" and _follows(act, m, "object"))
    elif act.takes == "patient":
        what = [np for slot in ("patient", "over", "of") for np in act.frame.slots.get(slot, ())]
        here = ((m, ground) for m, ground in named if any(np.start <= m.start < np.end for np in what))
    elif act.takes in ("target", "own"):
        whose = [p.actor_id for p in act.participants if p.actor_id and (p.role == "target" or act.takes == "own")]
        here = ((m, ground) for m, ground in named if whose == [m.ref_id])
    else:
        return None
    return next((as_place(m, ground) for m, ground in here), None)


def _follows(act: Act, m: Mention, use: str) -> bool:
    return phrase(use).fullmatch(act.text, act.trigger[1], m.start) is not None
