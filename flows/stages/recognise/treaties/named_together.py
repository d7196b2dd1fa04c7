"""Names that stand together: two treaties that a plural names in one breath, and the letters of talks beside their agreements."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from flows.stages.model import Mention
from flows.stages.recognise.treaties.heads import heads, modifiers
from schemas import data

_NAME = r"[A-Z][\w’'-]+"
COORDINATED = (
    re.compile(rf"(?P<head>[A-Z]\w+) of (?P<a>{_NAME}(?: {_NAME})?) and (?P<b>{_NAME}(?: {_NAME})?)"),
    re.compile(rf"(?P<a>{_NAME}) and (?P<b>{_NAME}) (?P<head>\w+)"),
)
"""A plural head that two names share: the Treaties of Westport and Eastport, the Brown and Green Plans, the Oslo and Malmö treaties."""


def coordinated(m: Mention) -> list[Mention]:
    """The two treaties that a plural names in one breath, each with a name of its own as value; else the mention itself."""
    found = next((f for p in COORDINATED if m.form == "named" and (f := p.search(m.surface))), None)
    if found is None or found.end() != len(m.surface):
        return [m]
    one = next((r["head"] for r in data.rows("rules/treaty_heads", "head", "plural") if r["plural"] == found["head"].lower()), None)
    if one is None or one == found["head"].lower() or {found["a"].lower(), found["b"].lower()} & modifiers().keys():
        return [m]
    if found["head"].islower() and {found["a"], found["b"]} & nationalities():
        return [m]  # the Norwegian and Danish treaties are not known by that name
    first = found.start("a") < found.start("head")
    name = "{1} {0}" if first else "{0} of {1}"
    head = one if found["head"].islower() else one.title()
    cut = m.start + found.start("b")
    left = replace(m, end=m.start + found.end("a"), surface=m.surface[: found.end("a")], value=name.format(head, found["a"]))
    right = replace(m, start=cut, surface=m.surface[found.start("b") :], value=name.format(head, found["b"]))
    return [left, right]


@cache
def nationalities() -> frozenset[str]:
    """Words for the people of a state, as they stand before a noun or in a pair: Norwegian, Anglo."""
    table = data.rows("gazetteer/actor_names", "actor_id", "name", "form")
    return frozenset(r["name"] for r in table if r["form"] in ("adjective", "demonym", "prefix"))


def numbered(mentions: list[Mention]) -> list[Mention]:
    """The mentions without the short name of talks, where others name their agreement in full: SALT, but not beside SALT II."""
    short = {m.surface for m in mentions if f"{m.surface.lower()} ii" in heads()}
    fuller = {word for word in short if any(word in m.surface.split() and m.surface != word for m in mentions)}
    return [m for m in mentions if m.surface not in fuller]
