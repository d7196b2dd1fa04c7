"""What a verb that is said once is done to, or done in, again on other days: he visited Paris in May, Rome in June and Bonn in July; the
pact was renewed in 1955, 1970 and 1983; Norway declared war on Peru on 3 May and on Chile on 5 May."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

from flows.stages.grammar.chunks import NP, Chunk
from flows.stages.grammar.lexis import word_class
from flows.stages.grammar.lists import acts
from flows.stages.model import Mention

_CLOSED = frozenset(("comma", "conj", "punct", "stop", "close"))
_BEFORE = frozenset(("NP", "PP", "ADV", "particle"))
_LANDS = frozenset(("actor", "place"))


@dataclass(slots=True)
class Further:
    """A clause behind that of a verb, from chunk `first` to `last`: what its slots hold instead of the verb's own, and its day."""

    first: int
    last: int
    slots: dict[str, list[NP]]
    day: Mention
    joined: bool


def further(chunks: list[Chunk], i: int) -> list[Further]:
    """Every such clause behind verb i, in order."""
    vg, d = chunks[i].vg, i + 1
    while d < len(chunks) and chunks[d].kind in _BEFORE:
        d += 1
    if vg is None or d >= len(chunks) or not _day(chunks[d]):
        return []
    out: list[Further] = []
    at = d
    while True:
        k = at + 1
        while k < len(chunks) and (chunks[k].kind in ("comma", "conj") or (chunks[k].kind == "ADV" and k > at + 1)):
            k += 1
        marks = chunks[at + 1 : k]
        if not marks or marks[0].kind == "ADV" or any(m.text in ("but", "or", "nor") for m in marks):
            break
        found = _one(chunks, i, d, k, out)
        if found is None:
            break
        found.joined = any(m.kind == "conj" for m in marks)
        out.append(found)
        at = found.last
    return out if _told(chunks, i, d, out) else []


def _one(chunks: list[Chunk], i: int, d: int, k: int, before: list[Further]) -> Further | None:
    """The clause that begins at k."""
    what, behind = (*chunks[k : k + 2], None, None)[:2]
    if what is None:
        return None
    if _day(what) and what.mention is not None and _ends(chunks, k):
        return Further(k, k, {}, what.mention, False)
    if behind is None or what.np is None:
        return None
    if _day(behind) and behind.mention is not None and _ends(chunks, k + 1):
        slots = _slots(chunks, i, d, what, before)
        return Further(k, k + 1, slots, behind.mention, False) if slots else None
    after = chunks[k + 2] if k + 2 < len(chunks) else None
    names = what.kind == "NP" and (acts(what) or (_passive(chunks, i) and bool(what.np.heads)))
    sided = names and behind.kind == "PP" and behind.prep in word_class("sides-told-apart") and behind.np is not None and acts(behind)
    if sided and after is not None and _day(after) and after.mention is not None and _ends(chunks, k + 2):
        slot = "patient" if _passive(chunks, i) else "agent"
        if any(c.prep == behind.prep and acts(c) for c in chunks[i + 1 : d]):
            return Further(k, k + 2, {slot: [what.np], behind.prep or "": [behind.np]}, after.mention, False)  # type: ignore[list-item]
    return None


def _slots(chunks: list[Chunk], i: int, d: int, what: Chunk, before: list[Further]) -> dict[str, list[NP]]:
    """What the phrase before a day stands for: what the verb is done to, or what a preposition leads; nothing where it is not alike."""
    np = what.np
    assert np is not None
    if what.kind == "PP" and what.prep is not None:
        alike = [c for c in chunks[i + 1 : d] if c.prep == what.prep and _alike(c, what)]
        agent = {"agent": before[-1].slots["agent"]} if before and "agent" in before[-1].slots else {}
        return {**agent, what.prep: [np]} if alike else {}
    if what.kind != "NP":
        return {}
    if _passive(chunks, i):
        alone = not (acts(what) and any(c.prep == "by" and acts(c) for c in chunks[i + 1 : d]))
        return {"patient": [np]} if (subject := _before(chunks, i)) is not None and _alike(subject, what) and alone else {}
    taken = chunks[i + 1]
    if taken.kind == "NP" and _alike(taken, what):
        return {"patient": [np]}
    if taken.kind == "DATE" and not acts(what) and (subject := _before(chunks, i)) is not None and _alike(subject, what):
        return {"agent": [np]}  # the port fell on 3 May, the town on 5 May
    return {}


def _told(chunks: list[Chunk], i: int, d: int, found: list[Further]) -> bool:
    """Whether the clauses found are surely such: a list of bare days is of three at least and ends with `and`; who stands alone behind
    a comma may act himself (Norway recognised Peru in May, Chile in June)."""
    if not found:
        return False
    if all(not f.slots for f in found):
        days = [chunks[d].mention, *(f.day for f in found)]
        told = [m.value or "" for m in days if m is not None]
        rising = all(a < b for a, b in itertools.pairwise(told))
        return rising and found[-1].joined and (len(found) > 1 or chunks[found[0].first - 1].kind == "ADV")
    if any(not f.slots for f in found):
        return False
    objects = any("patient" in f.slots and acts(chunks[f.first]) for f in found)
    return not objects or found[-1].joined or _passive(chunks, i)


def _alike(one: Chunk, other: Chunk) -> bool:
    """Whether two phrases name the same kind of thing: lands and towns, or persons."""
    if one.np is None or other.np is None or not one.np.heads or not other.np.heads:
        return False
    first, second = ({m.kind for m in c.np.heads} for c in (one, other) if c.np is not None)
    return first == second or (first <= _LANDS and second <= _LANDS)


def _before(chunks: list[Chunk], i: int) -> Chunk | None:
    """The phrase right before a verb, which is its subject."""
    j = i - 1
    while j >= 0 and chunks[j].kind in ("ADV", "neg", "DATE"):
        j -= 1
    return chunks[j] if j >= 0 and chunks[j].kind == "NP" else None


def _passive(chunks: list[Chunk], i: int) -> bool:
    vg = chunks[i].vg
    return vg is not None and vg.passive


def _day(c: Chunk) -> bool:
    """Whether a phrase is a day that stands alone, and no stretch or count of time."""
    return c.kind == "DATE" and c.mention is not None and c.mention.kind == "date" and bool(c.mention.value) and (
        c.prep is None or c.prep in ("in", "on", "at", "during")
    )


def _ends(chunks: list[Chunk], k: int) -> bool:
    """Whether nothing but another clause, or none, follows a chunk."""
    return k + 1 >= len(chunks) or chunks[k + 1].kind in _CLOSED
