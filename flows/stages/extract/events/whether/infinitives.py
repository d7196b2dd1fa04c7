"""Whether an act in the infinitive happened: by the noun that it says more of (the plan to land) or the verb that it hangs on."""

from __future__ import annotations

import re

from flows.stages.actions import acts
from flows.stages.extract.events.rules import event_rules
from flows.stages.extract.events.whether.cues import by, seizing
from flows.stages.extract.events.whether.gerunds import governor_of, thought
from flows.stages.grammar.chunks import NP, VG, Chunk
from flows.stages.grammar.frames import Frame, Parse

SAYS = re.compile(r"\A[^.;]{0,80}?\b(?:which|that|whose|under which|in which)\b")
"""Behind an act: its object is described as one that is there."""


def of_infinitive(parse: Parse, i: int, action: str = "") -> str | None:
    """The realis of an infinitive: by the noun it says more of (the plan to land), or the verb that it hangs on (they refused to land)."""
    j = i - 1
    while j > 0 and parse.chunks[j].kind == "DATE":
        j -= 1  # the decision in 1919 to land
    before = parse.chunks[j] if i else None
    if action in acts("gatherings") and _has_met(parse, i, before):
        return None
    if before is not None and before.np is not None:
        led = governor_of(parse, i)
        seized = led is not None and led.word in seizing() and not led.infinitive and not led.modal and by("occasion", before.np.head)
        if led is not None and seized:
            return "negated" if led.negated or _never(parse, led) or before.np.units[0].text == "no" else seized  # took the chance to sign
        whose = parse.chunks[j - 1].np if j > 0 and before.prep == "by" else None
        beside = whose if whose is not None and whose.head else before.np  # the attempt by Norway to land
        if before.prep == "in" and by("aimed", before.np.head) is not None:
            return None  # in an effort to sign it
        if (found := by("beside", beside.head)) is not None:
            if action == "agree" and found == "actual" and by("striving", beside.head) is not None:
                return None
            if action and found == "negated" and by("told_itself", before.np.head) is not None:
                return None  # was reluctant to sign it
            if found == "actual" and led is not None and led.modal and not led.perfect:
                return by("modal", led.modal) or None  # would be able to sign it
            denied = beside.units[0].text == "no" or (led is not None and led.negated and led.form == "aux")
            return "negated" if found == "actual" and denied else found or None  # was not able to sign it, made no attempt to
        if before.np.head not in event_rules().nouns and any(by("ranked", u.text) for np in _innermost(before.np) for u in np.units):
            return "actual"  # the second state to sign it
    if before is not None and before.text == "but" and (none := parse.chunks[j - 1].np if j else None) and none.units[0].text == "no":
        return "actual"  # had no choice but to sign it
    if before is not None and before.kind in ("comma", "conj") and (first := _first_of_list(parse, i)) != i:
        return of_infinitive(parse, first, action)  # to stop ships to search them, to take their crews, and to ...
    governor = governor_of(parse, i)
    if governor is None or thought(governor):
        return None
    found = by("deferred", governor.word) if action in acts("still-to-do") else None
    if not found and not (found := by("governor", governor.word)) and before is not None and before.vg is governor:
        found = by("amounting", _subject(parse, governor)) or by("destined", governor.word)
    if action == "agree" and found == "actual" and by("striving", governor.word) is not None:
        return None  # that they sought to reach an agreement is told by no agreement
    if action and action != "recognize" and found == "negated" and by("told_itself", governor.word) is not None:
        return None  # that he refused to sign it is told by its own verb
    return "negated" if found and (governor.negated or _never(parse, governor)) else found



def _has_met(parse: Parse, i: int, before: Chunk | None) -> bool:
    """Whether talks in the infinitive at i are but what a meeting is for: they met to discuss it, a meeting to discuss it."""
    if before is not None and before.np is not None and by("gathering", before.np.head) is not None:
        return True
    governor = governor_of(parse, i)
    return governor is not None and by("gathering", governor.word) is not None



def on_a_journey(parse: Parse, i: int, frame: Frame, after: str) -> str | None:
    """The realis of a signature in the infinitive: somebody came to sign what is not known yet, and of which nothing more is said."""
    found, governor = of_infinitive(parse, i, "sign"), governor_of(parse, i)
    patient = next(iter(frame.slots.get("patient", ())), None)
    open_yet = patient is not None and patient.units[0].text in ("a", "an") and not SAYS.search(after)
    journey = by("journey", governor.word) if found == "actual" and open_yet and governor is not None else None
    return journey or found



def _subject(parse: Parse, vg: VG) -> str:
    """The head word of a verb group's subject."""
    k = next((k for k in parse.verbs if parse.chunks[k].vg is vg), None)
    agent = parse.agent(k) if k is not None else None
    return agent.head if agent is not None else ""



def _never(parse: Parse, vg: VG) -> bool:
    """Whether a denial stands right before a verb group: they never managed to agree."""
    k = next((k for k in parse.verbs if parse.chunks[k].vg is vg), 0)
    return k > 0 and parse.chunks[k - 1].kind == "neg"



def _first_of_list(parse: Parse, i: int) -> int:
    """The first of the infinitives that stand before the one at i with no other verb between them."""
    for k in reversed([k for k in parse.verbs if k < i]):
        vg = parse.chunks[k].vg
        if vg is None or not vg.infinitive:
            break
        i = k
    return i



def _innermost(np: NP) -> list[NP]:
    """A phrase with those that `of` hangs on it: the first ship of the fleet."""
    return [np, *(x for nps in np.attached.values() for x in nps)]

