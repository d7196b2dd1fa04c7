"""The phrases around an event noun: whose it is, whom it meets, and the verb that it depends on."""

from __future__ import annotations

from flows.stages.grammar.chunks import NP, Chunk
from flows.stages.grammar.frames import Frame, Parse
from flows.stages.grammar.lexis import control
from flows.stages.grammar.subjects import BARRIERS
from flows.stages.model import Mention

ANSWERED = "answered"
"""The slot of those who only meet the act that is their verb's subject: the proposal accepted by Norway is another's."""


def noun_at(parse: Parse, position: int) -> tuple[int, NP] | None:
    """The chunk index and the simple noun phrase that cover a text offset."""
    for i, c in enumerate(parse.chunks):
        if c.np is not None and c.start <= position < c.end:
            return i, _innermost(c.np, position)
    return None


def noun_frame(parse: Parse, position: int) -> Frame | None:
    """The frame of an event noun at a text offset."""
    found = noun_at(parse, position)
    if found is None:
        return None
    i, np = found
    host = parse.chunks[i]
    frame = Frame(np.start, host.end)
    before = [*_beside(host.np, np), *(m for m in np.mods if m.start < position)]
    after = [m for m in (*np.mods, *np.heads) if m.start > position]
    if before or np.possessor:
        frame.add("owner", NP(np.start, position, [], heads=before, possessor=np.possessor))
    if after:
        frame.add("after", NP(position, np.end, [], heads=after))
    beside = _named_before(parse.chunks, i) or (_named_after(parse.chunks, i + 1) if host.np is np else None)
    if beside is not None:
        frame.add("apposed", beside)
    for prep, nps in np.attached.items():
        for x in nps:
            frame.add(prep, x)
    _follow(parse, i, frame)
    if np.end == host.end:
        _had(parse, i, frame)
    if host.np is np:
        _share(parse, i, np, frame)
    _govern(parse, i, host, frame)
    frame.direct = host.kind == "NP" and np is host.np
    return frame


def _beside(host: NP | None, np: NP) -> list[Mention]:
    """Who else modifies a noun together with its own modifier: British and French missions."""
    if host is None or np not in host.also or not np.mods or np.mods[0].form != "adjective":
        return []
    lead = [host, *host.also[: host.also.index(np)]]
    bare = all(x.heads and not x.head and all(m.form == "adjective" for m in x.heads) for x in lead)
    return [m for x in lead for m in x.heads] if bare else []


def _follow(parse: Parse, i: int, frame: Frame) -> None:
    """Add the prepositional phrases right behind the noun's chunk, and who is named behind a comma for the last of them."""
    chunks = parse.chunks
    for j in range(i + 1, len(chunks)):
        c = chunks[j]
        if c.kind == "comma" and (named := _named_after(chunks, j)) is not None:
            for np in reversed([x for nps in frame.slots.values() for x in nps]):
                if np.head and not np.heads and not np.pronouns() and np.end <= c.start:
                    np.heads += named.heads  # the murder of the party's leader, Berg, ...
                    frame.end = named.end
                break
        if c.kind in BARRIERS or c.kind in ("V", "comma", "conj", "NP"):
            break
        if c.kind == "PP" and c.np is not None and c.prep is not None:
            frame.add(c.prep, c.np)
            if c.prep == "by" and c.np.heads and "of" not in frame.slots:
                frame.slots["of"] = list(c.np.attached.get("of", ()))  # recognition by Norway of Persia
        frame.end = c.end


def _had(parse: Parse, i: int, frame: Frame) -> None:
    """Add who had it, where a relative clause says so right behind the noun, and those with whom: talks that Norway had held with Peru."""
    chunks, j = parse.chunks, i + 1
    if j < len(chunks) and (chunks[j].kind == "rel" or chunks[j].text == "that"):
        j += 1
    if j + 1 >= len(chunks) or chunks[j].kind != "NP" or (vg := chunks[j + 1].vg) is None or vg.word not in control("had") or vg.passive:
        return
    own = parse.frame(j + 1)
    if vg.modal or own.slots.get("patient") or frame.slots.get("owner"):
        return
    for np in own.slots.get("agent", ()):
        frame.add("owner", np)
    for prep in ("with", "to", "from"):
        for np in own.slots.get(prep, ()):
            frame.add(prep, np)


def _named_before(chunks: list[Chunk], i: int) -> NP | None:
    """The person of whom the chunk at i says more behind a comma: Berg, the new minister, ..."""
    if i < 2 or chunks[i - 1].kind != "comma" or chunks[i].kind != "NP":
        return None
    np = chunks[i - 2].np
    return np if np is not None and len(np.heads) == 1 and np.heads[0].kind == "person" and not np.also else None


def _named_after(chunks: list[Chunk], comma: int) -> NP | None:
    """The person between the comma and the next one, or the end of the clause."""
    if comma + 1 >= len(chunks) or chunks[comma].kind != "comma":
        return None
    np = chunks[comma + 1].np
    closed = comma + 2 >= len(chunks) or chunks[comma + 2].kind in ("comma", "punct", "stop")
    alone = np is not None and chunks[comma + 1].kind == "NP" and len(np.heads) == 1 and np.heads[0].kind == "person" and not np.also
    return np if closed and alone else None


def _share(parse: Parse, i: int, np: NP, frame: Frame) -> None:
    """Share what stands once with two nouns: the Greek invasion and occupation of Rhodes."""
    chunks = parse.chunks
    if i > 1 and chunks[i - 1].kind == "conj" and not (frame.slots.get("owner") or np.units[0].kind in ("det", "poss")):
        first = chunks[i - 2].np
        if first is not None and first.head and (first.mods or first.possessor) and not first.heads:
            frame.add("owner", NP(first.start, first.end, [], heads=list(first.mods), possessor=first.possessor))
    if i + 2 < len(chunks) and chunks[i + 1].kind == "conj" and not np.attached and chunks[i + 2].kind == "NP":
        second = chunks[i + 2].np
        if second is not None and second.head and second.attached and second.units[0].kind not in ("det", "poss") and not second.mods:
            for prep, nps in second.attached.items():
                for x in nps:
                    frame.add(prep, x)


def _govern(parse: Parse, i: int, host: Chunk, frame: Frame) -> None:
    """The verb that the noun depends on, and that verb's agent as slot `governor`, unless he only meets what another does; as slot
    `maker` too, unless he answers to what another says: Norway accepted the proposal."""
    chunks = parse.chunks
    j = i - 1
    while j >= 0 and chunks[j].kind in ("ADV", "PP", "DATE", "particle", "quote", "NP"):
        j -= 1
    if j >= 0 and (governor := chunks[j].vg) is not None:
        frame.governor = governor
        agent = parse.agent(j)
        reacts = any(c.np is not None and c.np.head in control("reaction") for c in chunks[j + 1 : i])  # left in protest at the raid
        if agent is not None and agent is not host.np and not reacts and governor.word not in control("react"):
            frame.add("governor", agent)
            if governor.word not in control("answer"):
                frame.add("maker", agent)
        if agent is not None and host.prep == "for" and governor.word in control("object"):
            for np in parse.frame(j).slots.get("patient", ()):  # asked Norway for a loan: Norway is to give it
                frame.add("from", np)
                frame.add("to", agent)
        for prep in ("with", "to", "by"):
            if host.kind == "NP":
                for np in parse.frame(j).slots.get(prep, ()):
                    if np not in frame.slots.get(prep, ()):
                        frame.add(prep, np)
    elif host.kind == "NP":
        for k in parse.verbs:
            if k > i:
                _govern_subject(parse, k, host, frame)
                break


def _govern_subject(parse: Parse, k: int, host: Chunk, frame: Frame) -> None:
    """Let the noun that is the subject of verb `k` share the verb's by-, with- and between-phrases, and where the verb only says that
    it took place, its in-phrases."""
    own = parse.frame(k)
    passive = own.vg is not None and own.vg.passive
    subject = own.slots.get("patient" if passive else "agent", ())
    if not any(np is host.np for np in subject):
        return
    frame.governor = own.vg
    answered = own.vg is not None and (own.vg.word in control("answer") or own.vg.word in control("react"))
    for prep in ("by", "with", "between"):
        phrases = own.slots.get("agent" if prep == "by" and passive else prep, ())
        for np in phrases:
            frame.add(ANSWERED if prep == "by" and answered else prep, np)
    if own.vg is not None and own.vg.word in control("occur") and "in" not in frame.slots:
        for np in own.slots.get("in", ()):
            frame.add("in", np)


def _innermost(np: NP, position: int) -> NP:
    for other in np.also:
        if other.start <= position < other.end:
            return _innermost(other, position)
    for nps in np.attached.values():
        for x in nps:
            if x.start <= position < max(x.end, *(y.end for y in x.also), x.end):
                return _innermost(x, position)
    return np
