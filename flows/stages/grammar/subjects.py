"""Subjects behind what a participle says of them, at the head of a list, before what they attempt, and such as say that nobody acts."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from flows.stages.grammar.chunks import NP, Chunk
from flows.stages.grammar.lexis import control, deputies
from flows.stages.grammar.together import nobody

BARRIERS = frozenset(("stop", "sub", "rel", "open", "close"))


def bracketed(chunks: list[Chunk], j: int) -> NP | None:
    """Who is named in the bracket behind a subject that names nobody: the two other members (Greece and Italy)."""
    np = chunks[j].np
    if np is None or np.entities() or np.pronouns() or j + 3 >= len(chunks):
        return None
    return chunks[j + 2].np if chunks[j + 1].kind == "open" and chunks[j + 3].kind == "close" else None


def described(chunks: list[Chunk], j: int) -> NP | None:
    """The noun before a participle whose object the phrase at j is: in `a pact ending the war was signed`, the pact."""
    np = chunks[j].np
    if np is None or j < 2 or chunks[j - 1].kind == "comma" or (chunks[j - 1].kind == "conj" and np.entities()):
        return None
    k = next((k for k in range(j - 1, -1, -1) if chunks[k].kind not in ("NP", "PP", "ADV", "comma", "conj")), 0)
    vg = chunks[k].vg
    return chunks[k - 1].np if k and vg is not None and vg.participial and chunks[k - 1].kind == "NP" else None


def listed(chunks: list[Chunk], j: int) -> NP | None:
    """The first of a list of subjects that the phrase at j ends and that names nobody itself: Norway and the rebels signed."""
    np, first = chunks[j].np, None
    if np is None or np.heads or np.pronouns() or np.treaties or j < 2 or chunks[j - 1].kind != "conj":
        return None
    for c in reversed(chunks[: j - 1]):
        if c.kind == "NP" and c.np is not None and (c.np.entities() or c.np.treaties):
            first = c.np
        if c.kind in BARRIERS:
            break
        if c.kind not in ("NP", "PP", "ADV", "DATE", "comma"):
            return None
    if first is not None and first.treaties:  # a Treaty of Peace and Commerce between Norway and Peru
        return replace(first, end=np.end, attached={**first.attached, **np.attached})
    return first if not np.entities() else None


def held(chunks: list[Chunk], j: int) -> NP | None:
    """The attempt or wish to do something with the phrase at j, which then is no subject: the attempt to take the port failed."""
    led = chunks[j - 1].vg if j > 1 else None
    return holding(chunks, j - 2) if led is not None and led.infinitive else None


def holding(chunks: list[Chunk], k: int) -> NP | None:
    """The phrase at k where it is an attempt or a wish, or whose attempt it is that stands before it: the attempt by Norway."""
    while k > 0 and chunks[k].kind == "DATE":
        k -= 1
    whose = chunks[k].np if chunks[k].kind == "PP" and chunks[k].prep in ("by", "of") else None
    np = chunks[k - 1 if whose is not None and k else k].np
    if np is None or np.head not in control("held"):
        return None
    return whose if whose is not None and whose.entities() else np


def denied(chunks: list[Chunk], subject: NP) -> bool:
    """Whether a subject says that nobody acts: no state, none of them, neither Norway nor Sweden."""
    if nobody(subject):
        return "such" not in subject.attached  # nobody except Norway
    return any(c.text == "neither" and after.np is subject for c, after in pairwise(chunks))


def unnamed(subject: NP) -> bool:
    """Whether a subject names neither anybody nor a treaty, and is nobody's deputy either."""
    return subject.head not in deputies() and not (subject.entities() or subject.pronouns() or subject.all_treaties())


def strange(subject: NP) -> bool:
    """Whether a subject is a name that nothing knows, and so no word for anybody named before: took Westport, which had held out."""
    return bool(subject.units) and subject.units[-1].capital and subject.units[-1].text == subject.head
