"""Clauses that leave their verb out and go on from the one before: Savoy was handed to France, and Nice to Peru; Norway signed on 3 May,
Peru on 5 May."""

from __future__ import annotations

from flows.stages.grammar.chunks import NP, VG, Chunk
from flows.stages.grammar.lists import acts, goes_to_another, listable

_MARKS = frozenset(("comma", "conj", "ADV"))
_ENDS = frozenset(("comma", "conj", "punct", "stop", "close"))


def gap(chunks: list[Chunk], i: int, j: int) -> tuple[int, dict[str, list[NP]]] | None:
    """The last chunk of the clause that begins at j without the verb i, and what its slots hold instead of the verb's own."""
    vg, np, k = chunks[i].vg, chunks[j].np, _marks_before(chunks, j)
    if vg is not None and vg.passive and np is not None and chunks[j].prep == "by" and i < k < j - 1:
        return _by_another(chunks, i, j, k, np)
    if vg is None or np is None or chunks[j].kind != "NP" or k == j - 1 or k <= i or not listable(chunks[j]):
        return None
    behind = chunks[j + 1] if j + 1 < len(chunks) else None
    if vg.passive and goes_to_another(chunks, k, j) and behind is not None and behind.np is not None:
        return j + 1, {"patient": [np], "to": [behind.np]}
    if behind is None or vg.passive or not vg.finite or not acts(chunks[j]) or _named_object(chunks, i):
        return None
    if behind.kind == "PP" and behind.np is not None and behind.prep == "to" and any(c.prep == "to" for c in chunks[i + 1 : k + 1]):
        after = chunks[j + 2] if j + 2 < len(chunks) else None
        last = j + 2 if after is not None and after.kind == "DATE" else j + 1
        return (last, {"agent": [np], "to": [behind.np]}) if _closed(chunks, last) and acts(behind) else None
    if behind.kind == "DATE" and chunks[k].kind == "DATE" and _closed(chunks, j + 1):
        return j + 1, {"agent": [np]}
    return None


def _by_another(chunks: list[Chunk], i: int, j: int, k: int, np: NP) -> tuple[int, dict[str, list[NP]]] | None:
    """The clause of another who did it on a day of his own: ratified by Norway in June and by Sweden in July."""
    first = any(c.prep == "by" for c in chunks[i + 1 : k])
    own_day = j + 1 < len(chunks) and chunks[k].kind == chunks[j + 1].kind == "DATE" and _closed(chunks, j + 1)
    return (j + 1, {"by": [np], "agent": [np]}) if first and own_day and acts(chunks[j]) else None


def gaps(chunks: list[Chunk], i: int, end: int, vg: VG) -> list[tuple[NP, dict[str, list[NP]]]]:
    """Of every such clause of verb i up to an offset, its first phrase and what its slots hold."""
    out = []
    for j in range(i + 3, len(chunks)):
        if chunks[j].end <= end and (found := gap(chunks, i, j)) is not None and (np := chunks[j].np) is not None:
            out.append((np, found[1]))
    return out


def _marks_before(chunks: list[Chunk], j: int) -> int:
    """The chunk before the comma and the conjunction that stand before j."""
    k = j - 1
    while k > 0 and chunks[k].kind in _MARKS:
        k -= 1
    return k


def _closed(chunks: list[Chunk], last: int) -> bool:
    """Whether nothing but another clause, or none, follows a chunk."""
    return last + 1 >= len(chunks) or chunks[last + 1].kind in _ENDS


def _named_object(chunks: list[Chunk], i: int) -> bool:
    """Whether the object of a verb is somebody, with whom another could stand beside: she met Berg on 3 May, Holm on 5 May."""
    return i + 1 < len(chunks) and chunks[i + 1].kind == "NP" and acts(chunks[i + 1])
