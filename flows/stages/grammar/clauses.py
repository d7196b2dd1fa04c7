"""Where clauses begin and end among the chunks of a sentence, and what stands nearest to a verb in its own."""

from __future__ import annotations

from itertools import pairwise

from flows.stages.grammar.chunks import NP, Chunk
from flows.stages.grammar.lexis import bodies, control
from flows.stages.grammar.lists import acts, broken_off, finite_next
from flows.stages.grammar.subjects import held


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


def is_subject_of_next(chunks: list[Chunk], j: int) -> bool:
    """Whether the phrase at j is followed by a finite verb of its own: the start of a new clause."""
    k = j + 1
    while k < len(chunks) and chunks[k].kind in ("ADV", "neg"):
        k += 1
    if k >= len(chunks) or held(chunks, j) is not None:
        return False
    vg = chunks[k].vg
    return vg is not None and vg.finite and (vg.auxiliary or vg.form in ("past", "third", "ed", "base", "same")) and not reduced(chunks, k)


def clause_starts(chunks: list[Chunk], j: int) -> bool:
    """Whether a verb, or a subject with one, comes next at chunk j."""
    fronted = False
    while j < len(chunks) and chunks[j].kind in ("ADV", "neg", "DATE", "PP"):
        fronted |= chunks[j].kind == "PP"  # and with Norway he made another
        j += 1
    if j >= len(chunks):
        return False
    if chunks[j].kind == "NP" and (_set_off(chunks, j) or broken_off(chunks, j)):
        return True
    return (chunks[j].kind == "V" and not fronted) or (chunks[j].kind == "NP" and is_subject_of_next(chunks, j))


def _set_off(chunks: list[Chunk], j: int) -> bool:
    """Whether the name at j is parted from its verb by an insertion: he dismissed Berg, and Holm, till then envoy in Oslo, took over."""
    marks = [c.kind for c in chunks[max(0, j - 2) : j]] == ["comma", "conj"]
    if not marks or not acts(chunks[j]) or j + 1 >= len(chunks) or chunks[j + 1].kind != "comma":
        return False
    k = j + 2
    while k < len(chunks) and chunks[k].kind in ("NP", "PP", "ADV", "DATE", "prep"):
        k += 1
    return j + 2 < k < len(chunks) - 1 and chunks[k].kind == "comma" and finite_next(chunks, k + 1) and not reduced(chunks, k + 1)


def reduced(chunks: list[Chunk], i: int) -> bool:
    """A past participle that hangs on the noun before it: the treaty signed in Paris, ships sent by Britain."""
    vg = chunks[i].vg
    if vg is None or vg.auxiliary or vg.form not in ("ed", "part") or vg.infinitive or vg.word in control("unsuffered"):
        return False
    if vg.form == "part":
        return not shares_perfect(chunks, i)
    before = chunks[i - 1] if i else None
    if before is not None and before.kind == "comma" and i > 1:
        before = chunks[i - 2]
    after = chunks[i + 1] if i + 1 < len(chunks) else None
    by = after is not None and after.kind == "PP" and after.prep == "by"
    if by and before is not None and before.kind == "ADV" and i > 1:
        before = chunks[i - 2]  # the party mostly led by Norway
    if by and before is not None and before.kind == "sub" and before.text != "that":
        return after is not None and after.np is not None and bool(after.np.heads)  # though first proposed by Norway
    if before is None or before.np is None or before.np.pronoun:
        return False
    if by or _given(chunks, i):
        return True
    if before.np.heads:
        return chunks[i - 1].kind == "comma" and _suffers_between(chunks, i)
    if before.kind == "PP" and i and chunks[i - 1] is before and _ahead_of_clause(chunks, i):
        return True
    takes_object = after is not None and (after.kind == "NP" or after.text in ("that", "whether"))
    return bool(before.np.treaties or own_verb_follows(chunks, i)) and not takes_object


def fronted(chunks: list[Chunk], i: int) -> int | None:
    """The subject behind the comma that closes a participle at the head of a clause: arrested in 1901, he escaped."""
    vg = chunks[i].vg
    if vg is None or vg.auxiliary or vg.infinitive or vg.form not in ("ed", "part"):
        return None
    for c in reversed(chunks[:i]):
        if c.kind == "stop":
            break
        if c.kind not in ("ADV", "DATE") and not (c.kind == "sub" and c.text != "that"):
            return None
    for k in range(i + 1, len(chunks) - 1):
        c = chunks[k]
        if c.kind == "comma" and chunks[k + 1].kind == "NP":
            if is_subject_of_next(chunks, k + 1):
                return k + 1
        elif c.vg is not None:
            if c.vg.auxiliary or (not c.vg.infinitive and c.vg.form not in ("ed", "part")):
                return None  # dismissed in May and arrested in June, he fled; asked by Norway to mediate, she refused
        elif c.kind not in ("NP", "PP", "DATE", "ADV", "comma", "conj", "particle", "neg") and c.text != "as":
            return None
    return None


def of_its_own(chunks: list[Chunk], i: int) -> NP | None:
    """The subject right before the participle at i that opens a clause with it: on 3 May, relations with Peru having been broken, ..."""
    j = i - 1
    while j > 0 and chunks[j].kind in ("PP", "DATE", "ADV"):
        j -= 1
    np, k = chunks[j].np if j >= 0 and chunks[j].kind == "NP" else None, j
    while k > 0 and chunks[k - 1].kind in ("DATE", "ADV"):
        k -= 1
    return np if k == 0 or chunks[k - 1].kind in ("stop", "comma", "conj") else None


def goes_on_later(chunks: list[Chunk], i: int) -> bool:
    """Whether only a time stands in commas between `and` and verb i: and, on 9 April, rejected it."""
    k = i - 2
    while k > 0 and chunks[k].kind in ("DATE", "ADV", "PP"):
        k -= 1
    return 0 < k < i - 2 and chunks[k].kind == "comma" and chunks[k - 1].kind == "conj"


def inserted(chunks: list[Chunk], k: int, j: int) -> bool:
    """Whether verb k belongs to a clause on a noun that a comma closes before chunk j: the pact, to which Norway acceded, and ..."""
    return opener(chunks, k) is not None and any(x.kind == "comma" for x in chunks[k + 1 : j])


def interrupted(chunks: list[Chunk], i: int) -> NP | None:
    """The subject that a participle at i breaks off between commas: Norway, having signed the pact, declared war."""
    np = chunks[i - 2].np if i > 1 and chunks[i - 1].kind == "comma" and chunks[i - 2].kind == "NP" else None
    if np is None or (i > 2 and chunks[i - 3].vg is not None) or not (np.entities() or np.pronoun):
        return None
    for c, after in pairwise(chunks[i + 1 :]):
        if c.kind == "comma" and after.vg is not None:
            return np if after.vg.finite else None
        if c.vg is not None and c.vg.finite:
            return None
    return None


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


def _given(chunks: list[Chunk], i: int) -> bool:
    """Whether a participle tells what somebody was given or denied by another: the rebels, refused a truce by Norway."""
    vg, what, by = chunks[i].vg, *((*chunks[i + 1 : i + 3], None, None)[:2])
    if vg is None or what is None or by is None or vg.word not in control("given") or what.kind != "NP":
        return False
    return by.prep == "by" and by.np is not None and bool(by.np.heads)


def _suffers_between(chunks: list[Chunk], i: int) -> bool:
    """Whether verb i, without an object, breaks off a subject between commas: the King, threatened with war, gave way."""
    after = chunks[i + 1] if i + 1 < len(chunks) else None
    return after is not None and after.kind in ("PP", "DATE", "ADV", "prep") and interrupted(chunks, i) is not None


def _ahead_of_clause(chunks: list[Chunk], i: int) -> bool:
    """Whether verb i stands in a phrase ahead of a subject with a verb of its own: by the peace signed in May, the envoys left."""
    for c in reversed(chunks[: i - 1]):
        if c.kind in ("conj", "comma", "stop", "sub"):
            break
        if c.kind not in ("PP", "DATE", "ADV"):
            return False
    for k in range(i + 1, len(chunks)):
        if chunks[k].kind == "NP":
            return is_subject_of_next(chunks, k)
        if chunks[k].kind not in ("PP", "DATE", "ADV", "particle", "comma"):
            return False
    return False


def shares_perfect(chunks: list[Chunk], i: int) -> bool:
    """Whether a participle goes on with a perfect: had ceased the war and broken off relations."""
    led = next((c.vg for c in reversed(chunks[:i]) if c.vg is not None), None)
    return chunks[i - 1].kind == "conj" and led is not None and led.perfect and not led.passive


def own_verb_follows(chunks: list[Chunk], i: int) -> bool:
    """Whether a finite verb with an auxiliary comes next behind the phrases of verb i: then i is a participle of its subject."""
    for c in chunks[i + 1 :]:
        if c.vg is not None:
            return c.vg.finite and c.vg.auxiliary
        if c.kind not in ("PP", "DATE", "ADV", "neg", "particle", "NP", "comma"):
            return False
    return False


def follows_passive(chunks: list[Chunk], i: int) -> bool:
    """Whether the verb before verb i is a passive: the envoy was recalled and shot."""
    led = next((c.vg for c in reversed(chunks[:i]) if c.vg is not None), None)
    return led is not None and led.passive


def suffers_too(chunks: list[Chunk], i: int) -> bool:
    """Whether a participle goes on with what is done to somebody: the rebel was seized and executed."""
    vg = chunks[i].vg
    suffered = vg is not None and vg.form in ("ed", "part") and not vg.auxiliary and vg.word in control("suffered")
    return suffered and follows_passive(chunks, i)


def undergone(chunks: list[Chunk], i: int) -> bool:
    """Whether a note leaves the auxiliary of a passive out: Norland's envoy arrested; League founded at Berg."""
    vg, j = chunks[i].vg, i - 1
    while j > 0 and chunks[j].kind == "PP" and chunks[j].prep in ("on", "for", "to", "in", "at"):
        j -= 1
    before = chunks[j] if j >= 0 else None
    if vg is None or vg.auxiliary or vg.infinitive or vg.form not in ("ed", "part") or before is None or before.kind != "NP":
        return False
    if vg.word not in control("undergone") | control("suffered") or before.np is None or before.np.pronoun:
        return False
    for c in chunks[i + 1 :]:
        if c.kind in ("punct", "stop", "comma", "close"):
            break
        if c.kind in ("NP", "rel", "quote", "sub") or c.vg is not None:
            return c.vg is not None and c.vg.infinitive and chunks[i + 1] is c
        if c.kind == "conj":
            break
    opens = next((k for k in range(j - 1, -1, -1) if chunks[k].kind in ("stop", "punct", "comma", "conj")), -1)
    listed = opens > 0 and chunks[opens].kind == "conj" and chunks[opens - 1].kind != "comma"  # a naval and military league founded
    return not listed and all(c.kind in ("NP", "DATE", "ADV") for c in chunks[opens + 1 : j])


PARTS_OF = frozenset(("all", "both", "each", "few", "many", "most", "neither", "none", "several", "some", "two", "three"))
"""How many of what a relative clause goes back to are meant: the envoys, most of whom."""


def antecedent(chunks: list[Chunk], j: int) -> NP | None:
    """The noun phrase that the relative pronoun at chunk j goes back to; behind `most of which`, the one before that."""
    if j > 2 and chunks[j - 1].text == "of" and chunks[j - 3].kind == "comma" and (part := chunks[j - 2].np) is not None:
        j -= 2 if part.units[-1].text in PARTS_OF else 0
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
