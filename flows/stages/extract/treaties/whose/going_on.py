"""The treaties with which a text goes on behind one of their kind, which one side made: a pact with Sweden and another with Denmark."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flows.stages.recognise.treaties.going_on import ANOTHER_RULE, WITH

if TYPE_CHECKING:
    from flows.stages.extract.treaties.facts import Treaty
    from flows.stages.extract.treaties.whose.parties import PartyReader
    from flows.stages.model import Mention


def kin(treaties: list[Treaty], t: Treaty) -> list[Treaty]:
    """The treaties that one sentence goes on with, and the one of their kind before them; none where a treaty stands alone."""
    group: list[Treaty] = []
    for x in treaties:
        if group and not (_goes_on(x) and _kind(x) == _kind(group[-1])):
            if t in group:
                break
            group = []
        group.append(x)
    return group if t in group and len(group) > 1 else []


def _goes_on(t: Treaty) -> bool:
    return t.cluster.mentions[0].rule_id == ANOTHER_RULE


def _kind(t: Treaty) -> str:
    """What a treaty is called but for its side, which is that of the one before where a text goes on with it."""
    m = t.cluster.mentions[0]
    return (m.value or m.surface).partition(WITH)[0]


def named_sides(reader: PartyReader, t: Treaty) -> set[str]:
    """Those with whom the words for a treaty say that it is."""
    return {a for m in t.cluster.mentions for a in _behind_with(reader, m)}


def _behind_with(reader: PartyReader, m: Mention) -> set[str]:
    at = m.surface.find(WITH.lstrip())
    inside = reader.reader.between(m.start + at, m.end) if at >= 0 else []
    return {a for x in inside if x.start < m.end for a in reader.sides(x)}
