"""Who is named only behind what is told of him: `after his inauguration, Berg ...`, `in two speeches, Berg warned ...`.

What opens a sentence ahead of its subject is the subject's own: a pronoun there means whoever follows, and a speech, a letter or a
journey there is his.
"""

from __future__ import annotations

from collections.abc import Iterator

from flows.stages.actions import acts
from flows.stages.grammar.chunks import NP
from flows.stages.grammar.frames import Frame, Parse
from flows.stages.grammar.lexis import control
from flows.stages.grammar.nouns import noun_at
from flows.stages.model import Mention, Sentence

WITHIN = frozenset(("at", "by", "during", "in", "on", "through", "via", "with"))
"""Prepositions before that in or by which one does what a clause tells."""


def subjects(parse: Parse, start: int) -> Iterator[tuple[int, NP]]:
    """The named subjects behind what opens a clause and a comma, and where it opens: the sentence at `start`, or behind a `that`."""
    opened = start
    for k in parse.verbs:
        vg = parse.chunks[k].vg
        if vg is None or not vg.finite:
            continue
        np = parse.agent(k)
        if np is None or not opened <= np.start < vg.start:
            continue
        said = [c.end for c in parse.chunks if c.kind in ("sub", "rel") and c.text == "that" and opened < c.start < np.start]
        opened = max(opened, *said) if said else opened
        if np.heads:
            i = next((i for i, c in enumerate(parse.chunks) if c.np is np), 0)
            if i > 1 and parse.chunks[i - 1].kind in ("comma", "DATE"):
                yield opened, np
            opened = vg.end


def meant(parse: Parse, sentence: Sentence, mentions: list[Mention]) -> list[tuple[int, int, Mention]]:
    """Where pronouns mean whom the subject behind them names, and this one."""
    out = []
    for start, np in subjects(parse, sentence.start):
        one = np.heads[0]
        others = any(m.kind == one.kind and sentence.start <= m.start and m.end <= np.start and m.form != "adjective" for m in mentions)
        if len(np.heads) == 1 and not np.also and one.ref_id and not others:
            out.append((start, np.start, one))
    return out


def share(parse: Parse, frame: Frame, position: int, action: str) -> None:
    """Let the subject of a clause be who makes what a noun in its opening phrase tells, where subjects do so."""
    found = noun_at(parse, position)
    if found is None or frame.slots.get("owner"):
        return
    if action not in acts("done-by-subject"):
        answered = parse.chunks[found[0]].prep == "with" and frame.governor is not None and frame.governor.word in control("react")
        _make(frame, _precedes(parse, found[0]) if answered else None)
        return
    lead = _dated(parse, found[0])
    phrase = parse.chunks[found[0] if lead is None else lead]
    if lead is not None and phrase.np is not None and phrase.np.possessor:
        frame.add("owner", NP(phrase.start, position, [], possessor=phrase.np.possessor))
        return
    if phrase.prep not in WITHIN:
        return
    within = lead if lead is not None else found[0] if phrase.prep == "with" else None
    _make(frame, _follows(parse, position) or (_precedes(parse, within) if within is not None else None))


def _make(frame: Frame, np: NP | None) -> None:
    """Let somebody be who makes what a noun tells, where nobody is yet."""
    for slot in ("governor", "maker"):
        if np is not None and slot not in frame.slots:
            frame.add(slot, np)


def _dated(parse: Parse, i: int) -> int | None:
    """The chunk that opens a noun's phrase where a date parts the two: in his May 3, 1911, speech."""
    chunks = parse.chunks
    if i < 2 or chunks[i].kind != "NP" or chunks[i - 1].kind != "comma" or (np := chunks[i - 2].np) is None:
        return None
    return i - 2 if [u.kind for u in np.units] in (["det", "date"], ["poss", "date"]) else None


def _follows(parse: Parse, position: int) -> NP | None:
    """The named subject behind a phrase that opens its clause."""
    for start, np in subjects(parse, parse.units[0].start):
        if start <= position < np.start and not any(start <= parse.chunks[k].start < position for k in parse.verbs):
            return np
    return None


def _precedes(parse: Parse, i: int) -> NP | None:
    """Who acts in the clause that a phrase stands in."""
    k = next((k for k in reversed(parse.verbs) if k < i), None)
    return parse.agent(k) if k is not None else None
