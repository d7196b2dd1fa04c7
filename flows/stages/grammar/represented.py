"""Persons in a list that are each named with the state for which they act: Berg for Norway and Holm for Sweden."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flows.stages.grammar.chunks import Chunk


def represented(chunks: list[Chunk]) -> list[Chunk]:
    """Hang on persons the states for which they act, in a list of such: Berg for Norway and Holm for Sweden signed it."""
    acting = [_acts_for(a, b) for a, b in pairwise(chunks)]
    out: list[Chunk] = []
    for i, c in enumerate(chunks):
        if i and acting[i - 1] and c.np is not None and out[-1].np is not None:
            k = i + 1
            while k < len(chunks) and chunks[k].kind in ("comma", "conj"):
                k += 1
            if (i + 1 < k < len(acting) and acting[k]) or _follows_represented(out):
                out[-1].np.attached["for"] = [c.np]
                out[-1].end = out[-1].np.end = c.end
                continue
        out.append(c)
    return out


def _acts_for(person: Chunk, state: Chunk) -> bool:
    """Whether a person is named with the state behind `for` that it acts for."""
    np, whom = person.np, state.np
    named = np is not None and len(np.heads) == 1 and np.heads[0].kind == "person"
    return named and state.prep == "for" and whom is not None and len(whom.heads) == 1 and whom.heads[0].kind == "actor"


def _follows_represented(out: list[Chunk]) -> bool:
    """Whether the last chunk goes on with a list in which the one before has its state on it already."""
    rest = [c for c in out[:-1] if c.kind not in ("comma", "conj")]
    joined = len(out) > 1 and out[-2].kind in ("comma", "conj")
    return joined and bool(rest) and rest[-1].np is not None and "for" in rest[-1].np.attached
