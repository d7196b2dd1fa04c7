"""Who acts in a note that leaves its subject out, as it is that of the note before: Norland leaves the league. Recalls its envoy in May."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flows.stages.grammar.chunks import NP
from flows.stages.grammar.lexis import pattern
from flows.stages.grammar.units import Unit

if TYPE_CHECKING:
    from flows.stages.extract.discourse import Discourse
    from flows.stages.grammar.frames import Parse
    from flows.stages.model import Mention

_BEFORE = frozenset(("DATE", "ADV", "stop"))


def fill(parse: Parse, discourse: Discourse, before: list[Mention], text: str) -> None:
    """Give the verbs in the present that open a note or one of its clauses the subject told of last; changes their frames.

    `before` are the mentions of the passage up to the end of this sentence: the subject is one of them, or else the first of them that can
    act.  Of a passage on what one wrote to another it is the one who wrote: Berg to Holm. Asks for aid.
    """
    for i in parse.verbs:
        vg = parse.chunks[i].vg
        if vg is None or vg.form != "third" or vg.auxiliary or not _opens(parse, i):
            continue
        frame = parse.frame(i)
        if "agent" not in frame.slots and (who := _last(discourse, vg.start, before, text)) is not None:
            unsaid = Unit(who.kind, who.surface.lower(), vg.start, vg.start, who)
            frame.slots["agent"] = [NP(vg.start, vg.start, [unsaid], heads=[who])]


def _opens(parse: Parse, i: int) -> bool:
    """Whether nothing but a day stands between the verb at i and the beginning of its sentence or clause."""
    k = i - 1
    while k >= 0 and parse.chunks[k].kind in _BEFORE:
        if parse.chunks[k].text == ";":
            return True
        k -= 1
    return k < 0


def _last(discourse: Discourse, position: int, before: list[Mention], text: str) -> Mention | None:
    """The state or person that was the subject last, or that the passage opens with."""
    near = [m for m in before if m.kind in ("actor", "person") and m.ref_id and m.end <= position]
    if len(near) > 1 and pattern("writes-to").fullmatch(text, near[0].end, near[1].start):
        return near[0]
    found = [m for pronoun in ("it", "he") for m in discourse.subject(pronoun, position, []) if near and m.start >= near[0].start]
    return max(found, key=lambda m: m.end) if found else near[0] if near else None
