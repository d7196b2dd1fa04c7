"""Whether what an -ing form names happened: by the verb right before it, or by what its preposition hangs on."""

from __future__ import annotations

from flows.stages.extract.events.whether.cues import NOTHING, by, cues
from flows.stages.grammar.chunks import VG, Chunk
from flows.stages.grammar.frames import Parse


def of_gerund(parse: Parse, i: int) -> str | None:
    """The realis of the -ing form at i, null where it is told of no act: considered sending, the hope of sending, succeeded in sending."""
    j = i - 1
    while j > 0 and parse.chunks[j].kind == "ADV":
        j -= 1  # without formally sending
    before = parse.chunks[j] if i else None
    if before is None:
        return "actual"
    if before.vg is not None:
        if thought(before.vg) or by("told_that", before.vg.word) is not None:
            return None  # denied having sent
        return _to_come(before.vg) or by("governor", before.vg.word) or "actual"
    if before.prep is not None and before.np is not None and before.np.heads and by("gerund_preposition", before.prep) == "negated":
        return "negated" if before.prep == "without" else "actual"  # without Norway being asked
    if before.kind == "conj":
        first = max((k for k in parse.verbs if k < j), default=i)
        led = parse.chunks[first].vg
        return of_gerund(parse, first) if first != i and led is not None and led.participial else "actual"
    return _behind_preposition(parse, j) if before.kind == "prep" else "actual"


def _behind_preposition(parse: Parse, j: int) -> str | None:
    prep = parse.chunks[j].text
    means = governor_of(parse, j) if by("means", prep) is not None else None
    if means is not None and (found := _to_come(means)) is not None:
        return found  # they would help by sending ships
    led = parse.chunks[j - 1] if j else None
    noun = led.np if led is not None else None
    hanging = by("hanging", prep) == NOTHING
    if noun is not None and hanging and by("idle_gerund", noun.head) is not None:
        return None
    if led is not None and (found := by("gerund_preposition", led.text)) is not None:
        return found  # instead of sending
    governor = governor_of(parse, j)
    if prep == "from" and governor is not None and by("barred", governor.word) is not None:
        return None  # forbade the states to send
    if hanging:
        return _hanging(next((c for c in reversed(parse.chunks[:j]) if c.kind != "DATE"), None), governor)
    return by("gerund_preposition", prep) or (by("beside", noun.head) if noun is not None else None) or "actual"


def _hanging(led: Chunk | None, governor: VG | None) -> str | None:
    """The realis of what hangs on a word by a preposition that says nothing itself: succeeded in sending, not interested in sending."""
    if led is None:
        return "actual"
    if led.vg is not None:
        found = by("fulfilled", led.vg.word) or by("governor", led.vg.word)
        return "negated" if found and led.vg.negated else found
    if led.np is None:
        return None
    done = by("fulfilled", led.np.head) or by("beside", led.np.head)
    if not done and governor is not None and (led.np.entities() or led.np.pronoun):
        done = by("fulfilled", governor.word)  # blamed him for sending
    return done or None


def _to_come(vg: VG) -> str | None:
    """The realis of what a future verb group brings with it: they would begin landing troops."""
    return by("modal", vg.modal) or None if vg.modal and not vg.perfect else None


def thought(governor: VG | None) -> bool:
    """Whether what hangs on a verb is only hoped, feared or believed."""
    return governor is not None and any(governor.word in words for words, _ in cues()["thought"])


def governor_of(parse: Parse, i: int) -> VG | None:
    """The verb that an infinitive hangs on; joined infinitives hang on one: he sought to win time and to reach peace."""
    joined = i > 0 and parse.chunks[i - 1].kind == "conj"
    for k in reversed(parse.verbs):
        vg = parse.chunks[k].vg
        if k < i and vg is not None and not (joined and vg.infinitive):
            return vg
    return None
