"""Whether an act happened: actual, proposed, hypothetical or negated, after `schemas/rules/realis.csv`."""

from __future__ import annotations

import re
from functools import cache

from flows.stages.extract.events.whether.cues import (
    CONSEQUENCE,
    NOTHING,
    by,
    condition,
    cue_words,
    joined,
    nobody,
    provision,
    retrospect,
)
from flows.stages.extract.events.whether.gerunds import governor_of, of_gerund, thought
from flows.stages.extract.events.whether.infinitives import of_infinitive, on_a_journey
from flows.stages.grammar.chunks import VG
from flows.stages.grammar.frames import Frame, Parse
from flows.stages.sieve import Sieve
from schemas import data

GOES_ON = re.compile(r"(?:or|and|should|if|which|who|that)\b")
"""Behind a comma in a condition: it goes on."""
LONGEST = 3
"""Words that a conjunction may have: as soon as."""
UNTIL = re.compile(r"[^.;]{0,60}\buntil\b")
"""What was not done until a day was done on it."""
NEITHER = re.compile(r"\b(?:neither|nor) (?:\w+ly )?$")
"""Right before a verb."""
HARDLY = re.compile(r"\b(?:hardly|scarcely|barely)\b")
WHEN = re.compile(r"[^.;]*\b(?:when|before|than)\b")
"""What had hardly been done when something else came was done."""
TO_COME = re.compile(r"[^.;]{0,60}\b(?:tomorrow|next (?:week|month|year|spring|summer|autumn|fall|winter)|later this|in the near future)\b")
"""Behind a verb that tells what somebody is doing: he does it yet: he was seeing the minister tomorrow."""
NOT = re.compile(r"\b(?:not|never|neither|nor|no longer)(?: to)? (?:(?!(?:only|merely|simply|solely) )\w+ly )?$")
"""A denial right before a verb that has no auxiliary: `neither recognised`, `not invited`."""


@cache
def _denials() -> dict[str, list[tuple[re.Pattern[str], str]]]:
    out: dict[str, list[tuple[re.Pattern[str], str]]] = {}
    for r in data.rows("rules/denials", "action", "followed", "becomes"):
        out.setdefault(r["action"], []).append((re.compile(r["followed"]), r["becomes"]))
    return out


def denied(action: str, after: str) -> str | None:
    """What the denial of an act is, by the words behind it: not to agree is to fail, not to agree to something to reject it.

    Empty where it is nothing that happened, null where the act stays what it is.
    """
    return next((becomes for followed, becomes in _denials().get(action, ()) if followed.search(after)), None)


def neither(text: str) -> bool:
    """Whether an act is one of two that are both denied: neither accepted nor rejected it."""
    return NEITHER.search(text) is not None


@cache
def _denying() -> Sieve:
    """Whether a denial, or a subject that is nobody, may stand in a text."""
    return Sieve((NOT, nobody()))


def in_condition(before: str, after: str) -> bool:
    """Whether an act stands in the condition that opens its sentence, of which what follows says what is to be done then:
    `If a state that has joined in the war is attacked, the other will help it`."""
    if joined().search(before) is not None:
        return True
    opener = provision().match(before)
    if opener is None or CONSEQUENCE.search(before, opener.end()) or not CONSEQUENCE.search(after.partition(";")[0]):
        return False
    _, comma, last = before[opener.end() :].rpartition(", ")
    return not comma or GOES_ON.match(last) is not None


def of_verb(parse: Parse, i: int, frame: Frame, action: str, text: str, after: str) -> str | None:
    """The realis of the act that verb chunk `i` names, null for a mere purpose, which tells of no act; `text` is its clause up to the
    verb, `after` what follows it.

    Some acts are worth telling where they are only thought of, a war or a treaty, but no act that is a condition.
    """
    found, vg = _of_verb(parse, i, frame, action, text, after), frame.vg
    told = found is not None or vg is None or (vg.finite and not vg.modal) or _shunned(parse, i)
    return found if told else by("contemplated", action)


def _shunned(parse: Parse, i: int) -> bool:
    """Whether verb chunk `i` hangs on a word of refusal: refused to sign, unwillingness to sign."""
    before, governor = parse.chunks[i - 1].np if i else None, governor_of(parse, i)
    return (before is not None and by("beside", before.head) == "negated") or (
        governor is not None and by("governor", governor.word) == "negated"
    )


def _of_verb(parse: Parse, i: int, frame: Frame, action: str, text: str, after: str) -> str | None:
    vg = frame.vg
    assert vg is not None
    if _is_denied(frame, action, text):
        if vg.past_perfect and HARDLY.search(text) and WHEN.match(after):
            return "actual"
        return "actual" if UNTIL.match(after) else None if condition().search(text[:60]) else "negated"
    if (aside := _qualified(text)) is not None:
        return aside or None
    if vg.perfect and vg.modal and (missed := by("unfulfilled", vg.modal)) is not None:
        return missed
    if vg.modal and not vg.perfect:
        if thought(governor_of(parse, i)):
            return None
        if by("instructed", vg.modal) is not None and any(np.pronoun == "you" for np in frame.slots.get("agent", ())):
            return "proposed"
        found = by("modal", vg.modal)
        if found == "proposed" and (in_hindsight(text, vg.modal) or (vg.modal == "would" and retrospect().match(after))):
            return "actual"
        if found == "proposed" and condition().search(text):
            return "hypothetical"
        if found is not None:
            return found or None
    if vg.infinitive:
        return on_a_journey(parse, i, frame, after) if action == "sign" else of_infinitive(parse, i, action)
    if vg.participial:
        return of_gerund(parse, i)
    if vg.form == "ger" and TO_COME.match(after):
        return "proposed"
    if ((vg.form == "base" and not vg.auxiliary) or _bare_be(parse, vg)) and _wanted(parse, i):
        return "proposed"
    if (k := _leader(parse, i)) != i:
        return _as_led(parse, k)
    if (let := _permitted(parse, i, action)) is not None:
        return let or None
    if in_doubt(parse, i, text):
        return None  # a condition: nothing is said to have happened
    if vg.finite and (found := _claimed(parse, i)) is not None:
        return found or None
    return "hypothetical" if vg.finite and _awaited(parse, i) else "actual"


def in_doubt(parse: Parse, i: int, text: str) -> bool:
    """Whether the verb of chunk `i`, behind `text` in its clause, only says on what condition something else is done."""
    return condition().search(text[:60]) is not None or _conditional(parse, i) or _inverted(parse, i)


def _qualified(text: str) -> str | None:
    """The realis that an adverb right before a verb gives to its act, empty where it was not done: almost attacked, allegedly attacked."""
    words = text.rsplit(None, 1)
    return by("qualified", words[-1]) if words and text.endswith(" ") else None


def _inverted(parse: Parse, i: int) -> bool:
    """Whether a verb stands in a condition that begins with `had`: had Norway attacked, Denmark would have helped."""
    had = parse.chunks[i - 2].vg if i > 1 and parse.chunks[i - 1].kind == "NP" else None
    if had is None or had.word != "had" or had.form != "aux" or (i > 2 and parse.chunks[i - 3].kind not in ("comma", "DATE", "PP", "conj")):
        return False
    return any((vg := parse.chunks[k].vg) is not None and vg.modal is not None for k in parse.verbs if k > i)


def _conditional(parse: Parse, i: int) -> bool:
    """Whether a conjunction of condition stands between the finite verb before and verb chunk `i`, however long its subject is."""
    told = (parse.chunks[k] for k in parse.verbs if k < i)
    begin = max((c.end for c in told if c.vg is not None and c.vg.finite), default=-1)
    end, openers = parse.chunks[i].start, cue_words("clause")
    return any(u.text in openers and begin < u.start < end for u in parse.units)


def _is_denied(frame: Frame, action: str, text: str) -> bool:
    """Whether an act is denied, by its verb, what stands ahead of that, nobody for a subject or nothing for an object."""
    vg, shown = frame.vg, _denying().mask(text)
    if vg is None:
        return False
    done_to_none = action != "agree" and _of_none(frame)  # a treaty that contains no clause is an agreement all the same
    return vg.negated or done_to_none or bool((shown & 1 and NOT.search(text)) or (shown & 2 and vg.finite and nobody().search(text)))


def _of_none(frame: Frame) -> bool:
    """Whether what is done is done to nothing: they recognised no change."""
    return any(np.units and np.units[0].text == "no" for np in frame.slots.get("patient", ()))


def _claimed(parse: Parse, i: int) -> str | None:
    """The realis that a that-clause with verb chunk `i` has from the verb it hangs on: they believed or denied that he had signed it."""
    k = next((k for k in reversed(parse.verbs) if k < i), None)
    governor = parse.chunks[k].vg if k is not None else None
    if governor is None or not any(u.text == "that" and governor.end <= u.start < parse.chunks[i].start for u in parse.units):
        return None
    return by("told_that", governor.word)


def _awaited(parse: Parse, i: int) -> bool:
    """Whether verb chunk `i` only says until when, or once what is done, something is to be: it should stay shut until they had left."""
    j = max((j for j in range(i) if parse.chunks[j].kind in ("V", "sub")), default=None)
    vg = parse.chunks[i].vg
    if j is None or vg is None or parse.chunks[j].kind != "sub":
        return False
    words = [c.text for c in parse.chunks[max(0, j - LONGEST + 1) : j + 1]]
    kind = next((k for n in range(len(words)) if (k := by("awaited", " ".join(words[n:]))) is not None), None)
    if kind is None:
        return False
    led = next((parse.chunks[k].vg for k in reversed(parse.verbs) if k < j), None)
    if kind != "hypothetical" and not vg.past_perfect:
        return False  # they were to write when the ship left
    if led is None or led.perfect:
        return False
    return led.infinitive or (led.modal is not None and by("modal", led.modal) is not None)


def _leader(parse: Parse, i: int) -> int:
    """The infinitive or modal that the base form at i goes on from (to leave the talks and recall the envoy), or i; so does a participle
    from a passive (could be fed and clothed)."""
    vg, before = parse.chunks[i].vg, parse.chunks[i - 1] if i else None
    if vg is not None and vg.form in ("ed", "part") and not vg.auxiliary and before is not None and before.kind == "conj" and i > 1:
        shared = parse.chunks[i - 2].vg
        if shared is not None and shared.passive and (shared.infinitive or shared.modal):
            return i - 2
    if vg is None or vg.form != "base" or vg.auxiliary or before is None or before.kind not in ("conj", "comma", "ADV"):
        return i
    for k in reversed([k for k in parse.verbs if k < i]):
        led = parse.chunks[k].vg
        if led is not None and (led.infinitive or led.modal):
            return k
        if led is None or led.form != "base":
            break
    return i


def _permitted(parse: Parse, i: int, action: str) -> str | None:
    """The realis of a plain form that hangs on `let` or `make`, empty where it is none, null where none does: would not let it leave."""
    vg, k = parse.chunks[i].vg, next((k for k in reversed(parse.verbs) if k < i), i)
    led = parse.chunks[k].vg
    if k == i or vg is None or vg.form != "base" or vg.auxiliary or led is None or by("permitting", led.word) is None:
        return None
    if led.negated:
        return "negated"
    if led.infinitive:
        return of_infinitive(parse, k, action) or NOTHING
    return by("modal", led.modal) if led.modal and not led.perfect else None


def _as_led(parse: Parse, k: int) -> str | None:
    """The realis of what goes on from the infinitive or modal at k."""
    led = parse.chunks[k].vg
    if led is None or led.infinitive:
        return of_infinitive(parse, k)
    if led.negated:
        return "negated"
    found = by("modal", led.modal or "")
    return "actual" if found is None else found or None


def only_spoken_of(parse: Parse, i: int, state: str) -> bool:
    """Whether a talk that has the act of verb chunk `i` in the infinitive or an -ing form only speaks of it, as what might be done.

    What somebody is blamed, thanked or known for, and what something came after, has been done.  What somebody will or
    could not do is no act either.
    """
    vg, before = parse.chunks[i].vg, parse.chunks[i - 1] if i else None
    if vg is None or state not in ("actual", "negated"):
        return False
    if state == "negated" and vg.modal and not vg.perfect:
        return True
    if not (vg.infinitive or vg.participial):
        return False
    return before is None or before.kind != "prep" or by("gerund_done", before.text) is None


def in_hindsight(text: str, modal: str) -> bool:
    """Whether a future is told by one who knows it to be past: he would later serve, they would eventually agree."""
    between = text.rpartition(f"{modal} ")[2].split()
    return bool(between) and modal == "would" and any(by("hindsight", word) for word in between)


def _bare_be(parse: Parse, vg: VG) -> bool:
    """Whether a passive has its verb in the plain form: that the port be returned."""
    return vg.passive and any(u.start == vg.start and u.text == "be" for u in parse.units)


def _wanted(parse: Parse, i: int) -> bool:
    """Whether a verb in its plain form stands in what was demanded: they demanded that the powers leave."""
    k = next((k for k in reversed(parse.verbs) if k < i), None)
    governor = parse.chunks[k].vg if k is not None else None
    if k is None or governor is None:
        return False
    told = next((u for u in parse.units if u.text == "that" and governor.end <= u.start < parse.chunks[i].start), None)
    if told is None:
        return False
    noun = next((c.np for c in reversed(parse.chunks) if c.end <= told.start and c.kind in ("NP", "PP", "V")), None)
    if noun is not None and by("wanted", noun.head) is not None:
        return True  # to yield to the demand that they leave
    return governor.form in ("ed", "past", "third", "ger", "base") and by("noun_governor", governor.word) == "proposed"
