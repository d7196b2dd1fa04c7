"""The state of those who follow on another in his office, whose names a text leaves out: his successor and the Danish envoy met."""

from __future__ import annotations

from flows.stages.extract.discourse import SINGULAR_PERSON, Discourse
from flows.stages.extract.positions.sides import Speaker
from flows.stages.extract.positions.voices import as_mention
from flows.stages.grammar.chunks import NP
from flows.stages.grammar.lexis import control
from flows.stages.model import Mention


def successors(np: NP, discourse: Discourse) -> list[Mention]:
    """The state for which the one acted whose successor a phrase means: Berg's successor, his predecessor."""
    if np.head not in control("same-side"):
        return []
    followed = [m for m in np.mods if m.kind == "person"]
    if not followed and np.possessor in SINGULAR_PERSON:
        followed = [m for m in discourse.resolve(np.possessor or "", np.start) if m.kind == "person"]
    sides = dict.fromkeys(m.for_actor for m in followed if m.for_actor)
    return [as_mention(Speaker(None, a), np.start) for a in sides][:1]
