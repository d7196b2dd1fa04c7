"""Lists of names: what may stand in one, whom it leaves out, and whether a verb follows that has it for its subject."""

from __future__ import annotations

from flows.stages.grammar.chunks import Chunk
from flows.stages.grammar.lexis import control, deputies, offices, word_class

OF_TWO = frozenset(("former", "latter"))


def listed(chunks: list[Chunk], i: int) -> int:
    """The chunk behind the phrase at i and those named that `and` joins to it: after Norway, Sweden and Peru left the talks."""
    k, closed = i, False
    while not closed and k + 2 < len(chunks) and acts(chunks[k]):
        j = k + 1
        while j < len(chunks) and chunks[j].kind in ("comma", "conj"):
            closed |= chunks[j].kind == "conj"
            j += 1
        if j == k + 1 or j >= len(chunks) or not (acts(chunks[j]) or (closed and _rest(chunks, j))):
            return i + 1
        k = j
    while closed and k + 2 < len(chunks) and chunks[k + 1].text == "of" and chunks[k + 2].kind == "NP":
        k += 2
    return k + 1 if closed else i + 1


def _rest(chunks: list[Chunk], j: int) -> bool:
    """Whether the phrase at j, or what hangs on it by `of`, is those whom a list leaves out: and most of the other states."""
    inside = (c.np for c in chunks[j : _behind(chunks, j)] if c.np is not None)
    return any(u.text in word_class("left-out") for np in inside for u in np.units)


def _behind(chunks: list[Chunk], j: int) -> int:
    """The chunk behind the phrase at j and what hangs on it by `of`, whether the preposition is joined to its phrase yet or not."""
    after = chunks[j + 1] if j + 1 < len(chunks) else None
    if after is None or (after.text != "of" and after.prep != "of"):
        return j + 1
    return j + 2 if after.prep == "of" else j + 3


def acts(c: Chunk) -> bool:
    """Whether a phrase names those who can act."""
    return c.np is not None and bool(c.np.heads) and all(m.kind in ("actor", "person") for m in c.np.heads)


def finite_next(chunks: list[Chunk], i: int) -> bool:
    """Whether a finite verb follows at i, but for adverbs."""
    while i < len(chunks) and chunks[i].kind in ("ADV", "neg"):
        i += 1
    verb = chunks[i].vg if i < len(chunks) else None
    return verb is not None and verb.finite and (verb.auxiliary or verb.form in ("past", "ed", "third", "same"))


def goes_on(chunks: list[Chunk], i: int, k: int) -> bool:
    """Whether a list from i on whose last two seem to be joined goes on behind the phrase at k: Norway and Sweden, Peru, and Chile."""
    four = [c.kind for c in chunks[k + 1 : k + 6]]
    named = chunks[i].kind == "NP" and acts(chunks[i]) and acts(chunks[k])
    return named and four == ["comma", "NP", "comma", "conj", "NP"] and acts(chunks[k + 2]) and acts(chunks[k + 5])


def goes_to_another(chunks: list[Chunk], i: int, k: int) -> bool:
    """Whether what the phrase at k names goes to another than the one at i: Savoy was handed to France, and Nice to Peru."""
    last, behind = chunks[k], chunks[k + 1] if k + 1 < len(chunks) else None
    return chunks[i].prep == "to" and behind is not None and behind.prep == "to" and acts(chunks[i]) and acts(behind) and listable(last)


def listable(c: Chunk) -> bool:
    """Whether a phrase can be a member of a list of names."""
    return c.np is not None and bool(c.np.heads or c.np.mods or c.np.treaties or c.np.pronoun)


def stands_for(c: Chunk) -> bool:
    """Whether a phrase takes up one of two, or means one who follows on another: the latter, his successor."""
    np = c.np
    if np is None or np.head not in OF_TWO | control("same-side"):
        return False
    return len(np.units) == 2 if np.head in OF_TWO else bool(np.possessor or np.mods)


def deputies_of(chunks: list[Chunk], k: int) -> bool:
    """Whether the phrase at k names people by those for whom they act: and the envoys of Norway."""
    np, of = chunks[k].np, chunks[k + 1] if k + 1 < len(chunks) else None
    return np is not None and np.head in deputies() and of is not None and of.prep == "of" and acts(of) and not finite_next(chunks, k + 2)


def left_out(chunks: list[Chunk], first: int, marks: list[Chunk], k: int) -> bool:
    """Whether the phrase at k ends a list of names from `first` on by those whom it leaves out: Norway, Sweden and other states."""
    if k >= len(chunks) or not marks or marks[-1].kind != "conj" or chunks[k].kind != "NP" or not _rest(chunks, k):
        return False
    return not finite_next(chunks, _behind(chunks, k)) or (first > 0 and chunks[first - 1].kind == "sub")


def bare(c: Chunk) -> bool:
    """Whether a phrase is an adjective alone, whose noun is still to come: let British and French ships pass."""
    return c.np is not None and bool(c.np.heads) and not c.np.head and all(m.form == "adjective" for m in c.np.heads)


def awaits_verb(before: list[Chunk]) -> bool:
    """Whether a clause has begun with its subject, and no verb has come."""
    return any(c.kind == "NP" for c in before) and not any(c.kind == "V" for c in before)


def opens_before_subject(chunks: list[Chunk], first: int, last: int) -> bool:
    """Whether the list from `first` to `last` is a phrase of place and then the subject: `At Oslo, A and B met`."""
    c, mark = chunks[first], chunks[first + 1]
    alone = c.kind == "PP" and mark.kind == "comma" and not any(x.kind in ("V", "NP") for x in chunks[:first])
    return alone and finite_next(chunks, last + 1)


def unmarked(chunks: list[Chunk]) -> list[Chunk]:
    """The chunks without the comma that ends a name in apposition before a verb: the Danish envoy, Berg, signed."""
    out: list[Chunk] = []
    for i, c in enumerate(chunks):
        name = out[-1].np.units[-1].mention if c.kind == "comma" and out and out[-1].np is not None else None
        if name is None or name.kind != "person" or ", " not in name.surface or not finite_next(chunks, i + 1):
            out.append(c)
    return out


def apposed(chunks: list[Chunk]) -> list[Chunk]:
    """Let a phrase for an office stand for the person named between commas behind it: the governor of the port, Berg, signed.

    What is an ally or a neighbour may be named at once: Norway and its ally Sweden.
    """
    out: list[Chunk] = []
    i = 0
    while i < len(chunks):
        k = i + (chunks[i].kind == "comma")
        host, name = _office(out), chunks[k].np if k < len(chunks) else None
        beside = host is not None and host.np is not None and host.np.head in control("apart")
        after = chunks[k + 1] if k + 1 < len(chunks) else None
        alone = name is not None and chunks[k].kind == "NP" and len(name.heads) == len(name.units) == 1
        alone = alone and name is not None and (beside or (k > i and name.heads[0].kind == "person"))
        ends = k == i or after is None or after.kind in ("comma", "punct", "stop")
        if host is None or host.np is None or name is None or not alone or not ends:
            out.append(chunks[i])
            i += 1
            continue
        host.np.heads = list(name.heads)
        out[-1].end = name.end
        i = k + 1 + (k > i and after is not None and after.kind == "comma" and finite_next(chunks, k + 2))
    return out


def _office(chunks: list[Chunk]) -> Chunk | None:
    """The phrase for an office that names nobody, and that ends a row of chunks, perhaps with what hangs on it by `of` or `in`."""
    k = len(chunks) - 1
    k -= k > 0 and chunks[k].prep in ("of", "in", "at", "to")
    c = chunks[k] if k >= 0 else None
    named = c is not None and c.np is not None and c.kind in ("NP", "PP") and not c.np.heads
    named = named and c is not None and c.np is not None and c.np.head in offices() | control("apart")
    return c if named and c is not None and c.np is not None and c.np.units[0].kind in ("det", "poss") else None
