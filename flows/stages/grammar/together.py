"""Who acts together though no plain list says so: with a partner between commas, with `not only ... but`, as examples."""

from __future__ import annotations

from flows.stages.grammar.chunks import NP, Chunk
from flows.stages.grammar.lexis import control, word_class

EXCEPTING = frozenset(("except",))
"""Prepositions behind nobody that name who acts after all."""


def nobody(np: NP | None) -> bool:
    """Whether a phrase says that nobody acts: nobody, no state, none of them."""
    return np is not None and bool(np.units) and np.units[0].text in word_class("nobody")


def together(chunks: list[Chunk]) -> list[Chunk]:
    """Join to a name the partner that stands between commas behind it, and to the one behind `not only` that behind `but`."""
    out: list[Chunk] = []
    i = 0
    while i < len(chunks):
        may_add = chunks[i].kind == "comma" or chunks[i].text == "but"
        host = out[-1].np if may_add and out else None
        if host is not None and host.entities() and (end := _partner(chunks, i)):
            np = next(c.np for c in chunks[i:end] if c.np is not None)
            host.also.append(np)
            i = end
            continue
        out.append(chunks[i])
        i += 1
    return out


def _partner(chunks: list[Chunk], i: int) -> int:
    """Where a partner that chunk i begins to add ends, with the comma behind it; 0 where none is added."""
    kinds = [c.kind for c in chunks[i : i + 5]]
    texts = [c.text for c in chunks[i : i + 5]]
    if kinds[:3] == ["comma", "ADV", "PP"] and texts[1] in word_class("company") and chunks[i + 2].prep == "with" and _named(chunks[i + 2]):
        return i + 4 if kinds[3:4] == ["comma"] else 0
    only = i > 2 and chunks[i - 2].text == "only" and chunks[i - 3].text == "not"
    k = i + 1 if kinds[:1] == ["comma"] else i
    if only and k < len(chunks) and chunks[k].text == "but":
        k += 1
        k += k < len(chunks) and chunks[k].text == "also"
        return k + 1 if k < len(chunks) and chunks[k].kind == "NP" and _named(chunks[k]) else 0
    return 0


def _named(c: Chunk) -> bool:
    return c.np is not None and bool(c.np.heads)


def exemplified(chunks: list[Chunk]) -> list[Chunk]:
    """Hang on a phrase those who are named as its examples, with the commas around them: other states, such as Norway, agreed."""
    out: list[Chunk] = []
    i = 0
    while i < len(chunks):
        c = chunks[i]
        comma = c.kind == "comma"
        if not comma and c.kind != "open" and c.prep is None and not (c.kind == "NP" and not c.text):
            out.append(c)
            i += 1
            continue
        k = i + 1 if comma else i
        such = k + 1 < len(chunks) and chunks[k].kind == "NP" and chunks[k].text == "" and chunks[k + 1].prep == "as" and _such(chunks[k])
        host = out[-1].np if out else None
        naming = EXCEPTING if nobody(host) else word_class("naming")
        such |= comma and k + 1 < len(chunks) and _among_them(chunks[k]) and chunks[k + 1].kind == "NP"
        named = chunks[k + 1] if such else chunks[k] if k < len(chunks) and chunks[k].prep in naming else None
        if host is not None and _listed_in_brackets(chunks, i) and _group(host):
            host.attached.setdefault("such", []).append(chunks[i + 1].np)  # type: ignore[arg-type]
            i += 3
            continue
        if comma and host is not None and _goes_on(chunks, i) and out[-1].prep == "by" and _states(host):
            host.attached.setdefault("such", []).append(chunks[i + 1].np)  # type: ignore[arg-type]
            i += 2
            continue
        if named is None or named.np is None or host is None or not named.np.heads or (host.heads and not _group(host)):
            out.append(chunks[i])
            i += 1
            continue
        host.attached.setdefault("such", []).append(named.np)
        i = k + 2 if such else k + 1
        if comma and i < len(chunks) and chunks[i].kind == "comma":
            i += 1
    return out


def _group(np: NP) -> bool:
    """Whether a phrase means several by a word for them: the great powers, several states."""
    words = [m.surface.rpartition(" ")[2].lower() for m in np.heads] or [np.head]
    return not np.also and all(word in control("group") for word in words)


def _listed_in_brackets(chunks: list[Chunk], i: int) -> bool:
    """Whether a bracket at i holds nothing but a list of names: (Norway, Sweden and Peru)."""
    if i + 2 >= len(chunks) or chunks[i].kind != "open" or chunks[i + 2].kind != "close":
        return False
    np = chunks[i + 1].np
    return np is not None and bool(np.also) and all(x.heads for x in (np, *np.also))


def _states(np: NP) -> bool:
    """Whether a phrase that names nobody ends with a word for those who act, whatever counts them: thirty states."""
    return not np.heads and not np.also and bool(np.units) and np.units[-1].text.rpartition(" ")[2] in control("group")


def _goes_on(chunks: list[Chunk], i: int) -> bool:
    """Whether a comma at i joins a list of names to those who act by a word for them: by thirty states, Norway, and Peru."""
    np = chunks[i + 1].np if i + 1 < len(chunks) and chunks[i + 1].kind == "NP" else None
    return np is not None and bool(np.also) and all(x.heads for x in (np, *np.also))


def _among_them(c: Chunk) -> bool:
    """Whether a phrase opens the names of some of those told of: fifteen states, among them Norway."""
    return c.prep == "among" and c.np is not None and c.np.pronoun == "them"


def _such(c: Chunk) -> bool:
    return c.np is not None and [u.text for u in c.np.units] == ["such"]
