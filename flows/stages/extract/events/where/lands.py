"""What a mention names as a place: a town, a region, or the ground of a state."""

from __future__ import annotations

from dataclasses import replace

from flows.stages.model import Mention
from flows.stages.recognise.gazetteer import Gazetteer


def wide(m: Mention, g: Gazetteer) -> bool:
    """Whether a place is a state or a region, in which much lies, and not a town."""
    found = g.places.get(m.ref_id or "")
    return found is not None and (found.actor_id is not None or not found.country_code)


def land(m: Mention, g: Gazetteer) -> str | None:
    """The state or region that a mention names, or whose people or body it names."""
    if m.kind == "place":
        return m.ref_id if wide(m, g) else None
    return g.place_of_actor(m.ref_id) if m.kind == "actor" and m.form in ("name", "adjective", "demonym") else None


def territory(m: Mention, g: Gazetteer) -> str | None:
    """The territory of a state that is called by a name of its own, and not by that of its people, its capital or its government."""
    if m.kind != "actor" or (found := g.place_of_actor(m.ref_id)) is None:
        return None
    bare = m.surface.removeprefix("the ").removeprefix("The ")
    own = any(n.actor_id == m.ref_id and n.form == "name" for n in g.actor_names.get(bare, ()))
    return found if own or m.surface.rpartition(" ")[2] in f"{g.places[found].name};{';'.join(g.places[found].names)}" else None


def town(m: Mention, g: Gazetteer) -> Mention | None:
    """The town that the name of a capital names, which elsewhere stands for a government."""
    towns = [at for at in g.place_names.get(m.surface, ()) if g.places[at].actor_id is None]
    return as_place(m, towns[0], form="name") if towns else None


def as_place(m: Mention, place_id: str, form: str | None = None) -> Mention:
    """A mention as that of a place."""
    return replace(m, kind="place", ref_id=place_id, form=form or m.form)
