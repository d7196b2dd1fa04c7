"""Persons in a list that are each named with the state for which they act: Berg for Norway and Holm for Sweden."""

from __future__ import annotations

from itertools import pairwise

from flows.stages.grammar.chunks import NP, Chunk


def represented(chunks: list[Chunk]) -> list[Chunk]:
    """Hang on persons the states for which they act, in a list of such: Berg for Norway and Holm for Sweden signed it."""
    if not any(c.prep == "for" for c in chunks):
        return chunks
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


def leads_another(chunks: list[Chunk], i: int, k: int) -> bool:
    """Whether the person at k, behind the state at i for which somebody acts, acts for another: Berg for Norway, Holm for Sweden."""
    state, person = chunks[i].np, chunks[k].np
    if state is None or person is None or not _one(state, "actor") or not _one(person, "person"):
        return False
    for c in chunks[k + 1 :]:
        if c.kind not in ("comma", "conj") and not (c.kind == "NP" and c.np is not None and _one(c.np, "person")):
            return c.prep == "for"
    return False


def acts_for_another(chunks: list[Chunk], j: int) -> bool:
    """Whether the persons at j, behind a state for which somebody acts, act for the one behind them: ..., Holm and Lund for Sweden."""
    np = chunks[j].np
    after = chunks[j + 1] if j + 1 < len(chunks) else None
    return np is not None and all(_one(x, "person") for x in (np, *np.also)) and after is not None and after.prep == "for"


def parallel(chunks: list[Chunk]) -> list[Chunk]:
    """Hang on each of a list of persons its own of a list of states as long: Berg and Holm for Norway and Sweden."""
    if not any(c.prep == "for" for c in chunks):
        return chunks
    out: list[Chunk] = []
    for c in chunks:
        before = out[-1].np if out else None
        if c.prep == "for" and c.np is not None and before is not None and before.also:
            persons, states = [before, *before.also], [c.np, *c.np.also]
            fits = all(_one(x, "person") for x in persons) and all(_one(x, "actor") for x in states)
            if fits and len(persons) == len(states):
                for person, state in zip(persons, states, strict=True):
                    state.also = []
                    person.attached["for"] = [state]
                out[-1].end = before.end = c.end
                continue
        out.append(c)
    return out


def _one(np: NP, kind: str) -> bool:
    """Whether a phrase names one and nobody else, of a kind."""
    return len(np.heads) == 1 and np.heads[0].kind == kind


def _acts_for(person: Chunk, state: Chunk) -> bool:
    """Whether a person is named with the state behind `for` that it acts for."""
    np, whom = person.np, state.np
    return np is not None and _one(np, "person") and state.prep == "for" and whom is not None and _one(whom, "actor")


def _follows_represented(out: list[Chunk]) -> bool:
    """Whether the last chunk goes on with a list in which the one before has its state on it already."""
    rest = [c for c in out[:-1] if c.kind not in ("comma", "conj")]
    joined = len(out) > 1 and out[-2].kind in ("comma", "conj")
    return joined and bool(rest) and rest[-1].np is not None and "for" in rest[-1].np.attached
