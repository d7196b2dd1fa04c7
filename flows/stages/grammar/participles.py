"""Participles without an auxiliary: whether one tells what its subject did, or hangs on the noun before it, and on which."""

from __future__ import annotations

from itertools import pairwise

from flows.stages.grammar.chunks import NP, Chunk
from flows.stages.grammar.lexis import control
from flows.stages.grammar.subjects import held


def is_subject_of_next(chunks: list[Chunk], j: int) -> bool:
    """Whether the phrase at j is followed by a finite verb of its own: the start of a new clause."""
    k = j + 1
    while k < len(chunks) and chunks[k].kind in ("ADV", "neg"):
        k += 1
    if k >= len(chunks) or held(chunks, j) is not None:
        return False
    vg = chunks[k].vg
    return vg is not None and vg.finite and (vg.auxiliary or vg.form in ("past", "third", "ed", "base", "same")) and not reduced(chunks, k)


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
