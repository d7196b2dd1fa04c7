"""How the chunks of a sentence hang together: prepositions with their phrases, lists, and what hangs on a phrase by `of`."""

from __future__ import annotations

from flows.stages.grammar.chunks import Chunk
from flows.stages.grammar.clauses import broken_off
from flows.stages.grammar.cutting import cut
from flows.stages.grammar.lexis import control, deputies, people, word_class
from flows.stages.grammar.lists import (
    apposed,
    awaits_verb,
    bare,
    deputies_of,
    finite_next,
    goes_on,
    goes_to_another,
    left_out,
    listable,
    listed,
    opens_before_subject,
    stands_for,
    unmarked,
)
from flows.stages.grammar.represented import leads_another, parallel, represented
from flows.stages.grammar.together import exemplified, together
from flows.stages.grammar.units import Unit


def chunk(units: list[Unit]) -> list[Chunk]:
    """The chunks of a sentence, prepositional phrases joined, coordination and of-phrases attached."""
    return exemplified(_attach(together(parallel(_join_coordinates(represented(apposed(_join_prepositions(unmarked(cut(units))))))))))


def _join_prepositions(chunks: list[Chunk]) -> list[Chunk]:
    out: list[Chunk] = []
    i = 0
    while i < len(chunks):
        c = chunks[i]
        if c.kind == "prep" and i + 1 < len(chunks):
            nxt = chunks[i + 1]
            if nxt.kind == "prep" and i + 2 < len(chunks) and chunks[i + 2].kind in ("NP", "DATE"):
                c, nxt, i = nxt, chunks[i + 2], i + 1
            if nxt.kind == "NP" and c.text in word_class("clause-openers") and finite_next(chunks, listed(chunks, i + 1)):
                out.append(Chunk("sub", c.start, c.end, text=c.text))
                i += 1
                continue
            if nxt.kind == "NP":
                out.append(Chunk("PP", c.start, nxt.end, np=nxt.np, prep=c.text, text=nxt.text))
                i += 2
                continue
            if nxt.kind == "DATE":
                out.append(Chunk("DATE", c.start, nxt.end, mention=nxt.mention, prep=c.text, text=nxt.text))
                i += 2
                continue
        out.append(c)
        i += 1
    return out


def _join_coordinates(chunks: list[Chunk]) -> list[Chunk]:
    """Join `A and B`, `A, B and C` into the phrase of A when both carry entities and B is not the subject of a new clause."""
    out: list[Chunk] = []
    i = 0
    while i < len(chunks):
        c = chunks[i]
        if c.kind in ("NP", "PP") and c.np is not None and (listable(c) or stands_for(c)):
            j, closed = i, False
            members: list[Chunk] = []
            while True:
                k = j + 1
                while k < len(chunks) and (chunks[k].kind in ("comma", "conj") or (chunks[k].kind == "ADV")):
                    k += 1
                marks = chunks[j + 1 : k]
                if not marks or k >= len(chunks) or chunks[k].kind != "NP" or not (listable(chunks[k]) or deputies_of(chunks, k)):
                    closed = closed or (bool(members) and left_out(chunks, i, marks, k))
                    break
                if (c.prep == "for" and leads_another(chunks, i, k)) or goes_to_another(chunks, i, k):
                    break
                if any(m.text == "but" or (m.text == "nor" and not (i and chunks[i - 1].text == "neither")) for m in marks):
                    break
                closed = any(m.kind == "conj" for m in marks)
                if closed and _starts_clause(chunks, i, k):
                    closed = False
                    break
                members.append(chunks[k])
                j = k
                if closed and not (k + 1 < len(chunks) and chunks[k + 1].kind == "conj") and not goes_on(chunks, i, k):
                    break
            if members and closed and not opens_before_subject(chunks, i, j):
                c.np.also = [m.np for m in members if m.np is not None]
                c.end = c.np.end = members[-1].end
                out.append(c)
                i = j + 1
                continue
        out.append(c)
        i += 1
    return out


def _starts_clause(chunks: list[Chunk], first: int, k: int) -> bool:
    """Whether the phrase at k after `and` is the subject of the next verb while the one at `first` is an object."""
    if chunks[first].prep in word_class("amid") or bare(chunks[first]):
        return False
    after = k + 1
    while after < len(chunks) and chunks[after].kind in ("ADV", "neg"):
        after += 1
    verb = chunks[after].vg if after < len(chunks) else None
    if (verb is None or not verb.finite) and not broken_off(chunks, k):
        return False
    opened = next((n + 1 for n in range(first - 1, -1, -1) if chunks[n].kind in ("comma", "sub", "rel", "stop", "open")), 0)
    last = chunks[k].np
    if chunks[first].kind == "PP" and last is not None and last.heads and awaits_verb(chunks[opened:first]):
        return False  # when Norland attacked, few ministers in Oslo or Bergen believed it
    return (
        first > 0
        and (chunks[first].kind == "PP" or chunks[first - 1].kind in ("V", "particle"))
        and any(c.kind == "V" for c in chunks[:first])
    )


def _hail_from(host: Chunk, c: Chunk, acts: bool, opens: bool) -> bool:
    """Whether a phrase with from or in, or with to before the verb, says whose people its host names: envoys from Norway."""
    if host.np is None or c.np is None or (host.np.entities() and host.np.head not in control("apart")):
        return False
    if c.prep == "in" and host.np.head:  # the government in Oslo, which then is no place
        return bool(c.np.heads) and all(m.form == "capital" for m in c.np.heads)
    of_whom = host.np.head in deputies() and (acts or host.kind == "PP")
    if c.prep == "from" and (of_whom or (opens and host.np.head in control("paper"))):
        return True
    return host.np.head in people() and (c.prep == "from" or (c.prep == "to" and acts and host.kind == "NP"))


def _attach(chunks: list[Chunk]) -> list[Chunk]:
    """Hang of, between and among on the phrase before them."""
    out: list[Chunk] = []
    opens = True
    for i, c in enumerate(chunks):
        host = out[-1] if out and c.kind == "PP" else None
        opens &= c.vg is None
        attached = c.prep == "of" or c.prep in word_class("amid")
        hangs = host is not None and (attached or _hail_from(host, c, finite_next(chunks, i + 1), opens))
        if hangs and host is not None and host.np is not None and c.np is not None and host.end <= c.start:
            last = host.np.also[-1] if host.np.also else host.np
            while last.attached and last.attached.get("of"):
                inner = last.attached["of"][-1]
                last = inner.also[-1] if inner.also else inner
            last.attached.setdefault(c.prep or "", []).append(c.np)
            host.end = c.end
            continue
        out.append(c)
    return out
