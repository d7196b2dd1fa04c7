"""Where clauses begin and end among the chunks of a sentence, and what stands nearest to a verb in its own."""

from __future__ import annotations

from flows.stages.grammar.chunks import NP, Chunk
from flows.stages.grammar.lexis import bodies, control, word_class
from flows.stages.grammar.lists import acts, finite_next
from flows.stages.grammar.participles import is_subject_of_next, reduced

_SAYS_WHEN = frozenset(("PP", "DATE", "ADV", "prep"))
"""What an insertion may hold whatever it is."""
_CLOSED = frozenset(("stop", "punct", "open"))


def closing(chunks: list[Chunk], j: int) -> int:
    """The bracket that closes the one at j, when no other opens between and the clause goes on behind it; else j."""
    for k in range(j + 1, len(chunks)):
        if chunks[k].kind == "close":
            return k
        if chunks[k].kind == "open":
            break
    return j


def opening(chunks: list[Chunk], j: int) -> int:
    """The bracket that opens what the one at j closes; j itself where none does."""
    return next((k for k in range(j - 1, -1, -1) if chunks[k].kind == "open"), j)


def enclosed(chunks: list[Chunk], k: int, j: int) -> bool:
    """Whether a bracket that is closed before chunk j holds chunk k."""
    depth = 0
    for c in chunks[k + 1 : j]:
        depth += (c.kind == "close") - (c.kind == "open")
        if depth > 0:
            return True
    return False


def clause_starts(chunks: list[Chunk], j: int) -> bool:
    """Whether a verb, or a subject with one, comes next at chunk j."""
    fronted = False
    while j < len(chunks) and chunks[j].kind in ("ADV", "neg", "DATE", "PP"):
        fronted |= chunks[j].kind == "PP"  # and with Norway he made another
        j += 1
    if j >= len(chunks):
        return False
    if chunks[j].kind == "NP" and broken_off(chunks, j):
        return True
    return (chunks[j].kind == "V" and not fronted) or (chunks[j].kind == "NP" and is_subject_of_next(chunks, j))


def broken_off(chunks: list[Chunk], k: int) -> bool:
    """Whether the phrase at k behind `, and` is the subject of a verb behind an insertion: and the King, who was ill, marched home; he
    dismissed Berg, and Holm, till then envoy in Oslo, took over."""
    if [c.kind for c in chunks[max(0, k - 2) : k]] != ["comma", "conj"] or k + 2 >= len(chunks) or chunks[k + 1].kind != "comma":
        return False
    first = chunks[k + 2]
    participle = first.vg is not None and not first.vg.auxiliary
    inside = _SAYS_WHEN | {"NP"} if participle or acts(chunks[k]) else _SAYS_WHEN
    for m in range(k + 2 + participle, len(chunks) - 1):
        kind = chunks[m].kind
        if kind == "comma":
            own_verb = m > k + 2 and finite_next(chunks, m + 1)
            return own_verb and (first.kind == "rel" or participle or not reduced(chunks, m + 1))
        if kind in _CLOSED or (kind not in inside and first.kind != "rel"):
            return False
    return False


def goes_on_later(chunks: list[Chunk], i: int) -> bool:
    """Whether only a time stands in commas between `and` and verb i: and, on 9 April, rejected it."""
    k = i - 2
    while k > 0 and chunks[k].kind in ("DATE", "ADV", "PP"):
        k -= 1
    return 0 < k < i - 2 and chunks[k].kind == "comma" and chunks[k - 1].kind == "conj"


def inserted(chunks: list[Chunk], k: int, j: int) -> bool:
    """Whether verb k belongs to a clause on a noun that a comma closes before chunk j: the pact, to which Norway acceded, and ..."""
    return opener(chunks, k) is not None and any(x.kind == "comma" for x in chunks[k + 1 : j])


def opener(chunks: list[Chunk], k: int) -> int | None:
    """The relative pronoun that opens the clause of verb k on a noun before it."""
    for n in range(k - 1, -1, -1):
        if chunks[n].kind == "rel":
            return n
        if chunks[n].kind not in ("NP", "PP", "ADV", "neg", "DATE"):
            return None
    return None


def said(chunks: list[Chunk], k: int, j: int) -> bool:
    """Whether verb k tells what is said to be to come or, where a comma closes it before chunk j, to have been, so that no plain past goes
    on from it: a promise that Norway would not land, and recognised Peru."""
    vg = chunks[k].vg
    n = k - 1
    while n >= 0 and chunks[n].kind in ("NP", "PP", "ADV", "neg", "DATE"):
        n -= 1
    if vg is None or n < 0 or chunks[n].kind != "sub" or chunks[n].text not in ("that", "whether"):
        return False
    return vg.modal is not None or (vg.past_perfect and j > 0 and chunks[j - 1].kind == "comma")


def let(chunks: list[Chunk], k: int) -> bool:
    """Whether verb k is what somebody is let or made do, on which no other finite verb goes on: let the ships pass, but sent none."""
    led, vg = chunks[k - 2].vg if k > 1 else None, chunks[k].vg
    bare = vg is not None and vg.form == "base" and not vg.auxiliary and chunks[k - 1].kind == "NP"
    return bare and led is not None and led.word in control("let")


def within(chunks: list[Chunk], i: int, k: int) -> bool:
    """Whether verb k belongs to a clause that opens behind verb i and is not closed by a comma before k."""
    between = chunks[i + 1 : k]
    opened = next((n for n, c in enumerate(between) if c.kind in ("sub", "rel") and c.text not in ("before", "after")), None)
    return opened is not None and not any(c.kind == "comma" for c in between[opened:])


def antecedent(chunks: list[Chunk], j: int) -> NP | None:
    """The noun phrase that the relative pronoun at chunk j goes back to; behind `most of which`, the one before that."""
    if j > 2 and chunks[j - 1].text == "of" and chunks[j - 3].kind == "comma" and (part := chunks[j - 2].np) is not None:
        j -= 2 if part.units[-1].text in word_class("parts-of-many") else 0
    for c in reversed(chunks[:j]):
        if c.np is not None:
            return c.np
        if c.kind not in ("comma", "PP", "close", "open", "DATE"):
            return None
    return None


def belonging(chunks: list[Chunk]) -> list[Chunk]:
    """The chunks, with the state whose they are for people and bodies behind `whose`: Norway, whose government protested."""
    for j, c in enumerate(chunks[:-1]):
        np = chunks[j + 1].np if c.text == "whose" else None
        whom = antecedent(chunks, j) if np is not None and np.head in bodies() and not np.entities() else None
        if np is not None and whom is not None:
            np.mods += [m for m in whom.heads if m.kind == "actor"]
    return chunks


def nearest(chunks: list[Chunk], j: int) -> NP | None:
    """The noun phrase before chunk j that prepositional phrases and dates may follow."""
    bracketed = False
    for c in reversed(chunks[:j]):
        if c.kind in ("open", "close"):
            bracketed = c.kind == "close"
        elif bracketed:
            continue
        elif c.kind == "NP":
            return c.np
        elif c.kind not in ("PP", "DATE", "ADV"):
            return None
    return None


def nothing_between(chunks: list[Chunk], j: int, i: int) -> bool:
    """Whether neither a noun phrase nor a verb stands between two chunks."""
    return not any(c.kind in ("NP", "V") for c in chunks[j + 1 : i])


def reports(chunks: list[Chunk], i: int) -> bool:
    """Whether verb i only tells what its subject says, or what is said of it: Berg recorded that, Berg is said to have."""
    vg, after = chunks[i].vg, chunks[i + 1] if i + 1 < len(chunks) else None
    if vg is None or after is None:
        return False
    return after.vg is not None and after.vg.infinitive if vg.passive else after.text == "that"


def is_aside(chunks: list[Chunk], i: int) -> bool:
    """Whether the clause of verb i says more of a noun, by a subject of its own: the plan that Norway had made."""
    j = i - 1
    while j > 0 and chunks[j].kind in ("ADV", "neg", "DATE"):
        j -= 1
    if j < 2 or chunks[j].kind != "NP":
        return False
    if chunks[j - 1].kind == "rel":
        return True
    return chunks[j - 1].text == "that" and (chunks[j - 2].kind == "NP" or _said(chunks, j - 1))


def _said(chunks: list[Chunk], j: int) -> bool:
    """Whether the clause that `that` at j opens is what the subject of the verb before it says: Norway alleged on 3 May that Sweden had."""
    k = j - 1
    while k > 0 and chunks[k].kind in ("ADV", "DATE"):
        k -= 1
    vg = chunks[k].vg
    return vg is not None and vg.finite and not vg.passive
