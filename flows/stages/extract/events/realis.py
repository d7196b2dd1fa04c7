"""Whether an act happened: actual, proposed, hypothetical or negated, after `schemas/rules/realis.csv`."""

from __future__ import annotations

import re
from functools import cache

from flows.stages.extract.events.rules import event_rules
from flows.stages.grammar.chunks import NP, VG
from flows.stages.grammar.frames import Frame, Parse
from flows.stages.grammar.lexis import forms
from flows.stages.sieve import Sieve
from schemas import data

IF = re.compile(r"\b(?:if|unless|in case|should (?:they|it|he|she|we|you|[a-z]+ be))\b", re.IGNORECASE)
CONDITION = re.compile(r"(?<!\bas )(?<!asked )(?<!ask )(?<!asks )\b(?:if|unless|in case)\b[^,;:.]*$", re.IGNORECASE)
"""Ahead of a noun in the same clause: what it names is a condition, and nothing that was done."""
PROVISION = re.compile(r"\W*(?:article \w+\W+|\w+\W+)?(?:if|unless|in case|in the event|should (?!be\b))\b", re.IGNORECASE)
"""At the head of a sentence: it opens with a condition."""
CONSEQUENCE = re.compile(r"\b(?:will|shall|would|must|should|may|is to|are to|were to|was to|undertakes?|promised|promises?)\b")
"""In the sentence of a condition: here begins what is to be done then."""
JOINED = re.compile(
    rf"(?<!as )(?<!asked )\b(?:if|unless|in case)\b(?:(?!{CONSEQUENCE.pattern}|[;:])[^.]){{1,120}}\b(?:or|and) $", re.IGNORECASE
)
"""Ahead of a verb that goes on from that of a condition: would fight if Norland attacked it, or entered the port."""
GOES_ON = re.compile(r"(?:or|and|should|if|which|who|that)\b")
"""Behind a comma in a condition: it goes on."""
NOT = re.compile(r"\b(?:not|never|neither|nor)(?: to)? (?:\w+ly )?$")
"""A denial right before a verb that has no auxiliary: `neither recognised`, `not invited`."""
ASSAULTS = frozenset(("attack", "invade", "threaten", "battle", "bomb", "declare-war", "raid"))
"""Acts of which texts mostly speak as of dangers: `against a renewed attack`, `in case of war`."""
UNTIL = re.compile(r"[^.;]{0,60}\buntil\b")
"""What was not done until a day was done on it."""
SPOKEN = frozenset(("propose", "request", "demand", "invite", "ultimatum", "threaten", "accuse", "correspond", "publish"))
"""Acts done by saying: a proposal that is wanted changed or rejected has been made."""


TALKS = frozenset(("meet", "conference", "negotiate", "visit"))
"""What one asks, offers and invites for."""
PURPOSE = re.compile(r"\b(?:for|to) (?:(?!the |this |that |its |his |their )[\w’'-]+ ){0,3}$")
"""Ahead of a noun of what is wanted."""
STANDING = frozenset(("blockade", "embargo", "occupy"))
"""Acts that last, and are told of by whoever ends them: he lifted the blockade."""
AFTERWARDS = re.compile(r"\b(?:after|following|until|till|before|upon|pending) (?:(?!(?:this|that|these|those) )[\w’'.-]+ ){0,4}$")
"""Ahead of a noun that only says when something is to be: would leave after the surrender of Norland."""
FUTURE = ("will", "shall")
"""Modal verbs of what is to come in whatever hangs on them."""
NOTHING = ""
"""In the table of cues: what stands so is told of no act at all."""


@cache
def _cues() -> dict[str, list[tuple[frozenset[str], str]]]:
    out: dict[str, list[tuple[frozenset[str], str]]] = {}
    for r in data.rows("rules/realis", "rule_id", "cue", "words", "realis"):
        out.setdefault(r["cue"], []).append((frozenset(filter(None, r["words"].split("|"))), r["realis"]))
    return out


def _by(cue: str, word: str) -> str | None:
    for words, realis in _cues()[cue]:
        if word in words:
            return realis
    return None


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


@cache
def _light() -> frozenset[str]:
    """Forms of the verbs that only say that the act of their object is done: to open talks."""
    return frozenset(form for words, _ in _cues()["entered"] for word in words for form in forms(word))


@cache
def _presupposing() -> frozenset[str]:
    """Forms of the verbs whose object is there already: to lift the blockade."""
    return frozenset(form for words, _ in _cues()["presupposed"] for word in words for form in forms(word))


@cache
def _idle() -> re.Pattern[str]:
    """What makes of the event noun at its end a mere thought: the need for talks, any prospect of an armistice."""
    words = "|".join(sorted((re.escape(w) for cue, _ in _cues()["idle"] for w in cue), key=lambda w: (-len(w), w)))
    return re.compile(
        rf"\b(?:{words}) (?:(?!(?:the|this|that|these|those|its|his|their|during|in|at|after|before|through|following) )[\w’'.-]+ ){{0,3}}$"
    )


@cache
def _due(cue: str, definite: bool) -> re.Pattern[str]:
    """What makes of the event noun at its end something that is to be: called for a truce, in return for an armistice."""
    words = "|".join(sorted((re.escape(w) for c, _ in _cues()[cue] for w in c), key=lambda w: (-len(w), w)))
    taken_up = "" if definite else r"(?!(?:the|this|that|these|those|its|his|their) )"
    return re.compile(rf"\b(?:{words}) (?:{taken_up}[\w’'.-]+ ){{0,4}}$")


@cache
def _nobody() -> re.Pattern[str]:
    """A subject that is nobody: none of the powers recognised it."""
    words = "|".join(re.escape(w) for w in sorted({w for c, _ in _cues()["nobody"] for w in c}, key=lambda w: (-len(w), w)))
    return re.compile(rf"\b(?:{words})\b")


@cache
def _denying() -> Sieve:
    """Whether a denial, or a subject that is nobody, may stand in a text."""
    return Sieve((NOT, _nobody()))


@cache
def _scheduled() -> re.Pattern[str]:
    """What says right behind an event noun that it is to be."""
    words = "|".join(sorted((re.escape(w) for c, _ in _cues()["scheduled"] for w in c), key=lambda w: (-len(w), w)))
    return re.compile(rf"(?: (?:on|of|between|with|in|at) [^,.;:—]{{1,40}}?)? (?:{words})\b")


@cache
def _points() -> re.Pattern[str]:
    """What says of the event noun at its end that it is one of the points of a proposal, which stand behind a colon."""
    words = "|".join(sorted((re.escape(w) for cue, _ in _cues()["points"] for w in cue), key=lambda w: (-len(w), w)))
    return re.compile(rf"\b(?:{words})\b[^:;.]{{0,40}}: [^:;.]*$")


@cache
def _articles() -> frozenset[str]:
    """Words before a noun that mean any of its kind."""
    return frozenset(word for words, _ in _cues()["any"] for word in words)


@cache
def _averted() -> re.Pattern[str]:
    """What makes the noun at its end a danger, and no act; `the attack`, `this attack` have been made."""
    words = "|".join(sorted((re.escape(w) for cue, _ in _cues()["averted"] for w in cue), key=lambda w: (-len(w), w)))
    return re.compile(rf"(?<!protest )(?<!protested )\b(?:{words}) (?:(?!(?:the|this|that|these|those|its|his|their) )[\w’'-]+ ){{0,3}}$")


@cache
def _thoughts() -> Sieve:
    """What of that which makes an event noun no act may stand in a text."""
    return Sieve((_averted(), _idle(), _due("due", True), _due("bargain", False)))


def in_condition(before: str, after: str) -> bool:
    """Whether an act stands in the condition that opens its sentence, of which what follows says what is to be done then:
    `If a state that has joined in the war is attacked, the other will help it`."""
    if JOINED.search(before) is not None:
        return True
    opener = PROVISION.match(before)
    if opener is None or CONSEQUENCE.search(before, opener.end()) or not CONSEQUENCE.search(after.partition(";")[0]):
        return False
    _, comma, last = before[opener.end() :].rpartition(", ")
    return not comma or GOES_ON.match(last) is not None


def of_verb(parse: Parse, i: int, frame: Frame, text: str, after: str) -> str | None:
    """The realis of the act that verb chunk `i` names, null for a mere purpose, which tells of no act; `text` is its clause up to the
    verb, `after` what follows it."""
    vg = frame.vg
    assert vg is not None
    shown = _denying().mask(text)
    if vg.negated or (shown & 1 and NOT.search(text)) or (shown & 2 and vg.finite and _nobody().search(text)):
        return "actual" if UNTIL.match(after) else None if IF.search(text[:60]) else "negated"
    if vg.modal and not vg.perfect:
        if _thought(_governor(parse, i)):
            return None
        found = _by("modal", vg.modal)
        if found == "proposed" and _in_hindsight(text, vg.modal):
            return "actual"
        if found == "proposed" and IF.search(text):
            return "hypothetical"
        if found is not None:
            return found or None
    if vg.infinitive:
        return _infinitive(parse, i)
    if vg.participial:
        return _gerund(parse, i)
    if ((vg.form == "base" and not vg.auxiliary) or _bare_be(parse, vg)) and _wanted(parse, i):
        return "proposed"
    if (k := _leader(parse, i)) != i:
        return _as_led(parse, k)
    if IF.search(text[:60]) or _conditional(parse, i):
        return None  # a condition: nothing is said to have happened
    return "actual"


def _conditional(parse: Parse, i: int) -> bool:
    """Whether a conjunction of condition stands between the finite verb before and verb chunk `i`, however long its subject is."""
    told = (parse.chunks[k] for k in parse.verbs if k < i)
    begin = max((c.end for c in told if c.vg is not None and c.vg.finite), default=-1)
    return any(begin < u.start < parse.chunks[i].start and _by("clause", u.text) is not None for u in parse.units)


def _leader(parse: Parse, i: int) -> int:
    """The infinitive or modal that the base form at i goes on from (to leave the talks and recall the envoy), or i."""
    vg, before = parse.chunks[i].vg, parse.chunks[i - 1] if i else None
    if vg is None or vg.form != "base" or vg.auxiliary or before is None or before.kind not in ("conj", "comma", "ADV"):
        return i
    for k in reversed([k for k in parse.verbs if k < i]):
        led = parse.chunks[k].vg
        if led is not None and (led.infinitive or led.modal):
            return k
        if led is None or led.form != "base":
            break
    return i


def _as_led(parse: Parse, k: int) -> str | None:
    """The realis of what goes on from the infinitive or modal at k."""
    led = parse.chunks[k].vg
    if led is None or led.infinitive:
        return _infinitive(parse, k)
    if led.negated:
        return "negated"
    found = _by("modal", led.modal or "")
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
    return before is None or before.kind != "prep" or _by("gerund_done", before.text) is None


def _in_hindsight(text: str, modal: str) -> bool:
    """Whether a future is told by one who knows it to be past: he would later serve, they would eventually agree."""
    between = text.rpartition(f"{modal} ")[2].split()
    return bool(between) and modal == "would" and any(_by("hindsight", word) for word in between)


def _infinitive(parse: Parse, i: int) -> str | None:
    j = i - 1
    while j > 0 and parse.chunks[j].kind == "DATE":
        j -= 1  # the decision in 1919 to land
    before = parse.chunks[j] if i else None
    if before is not None and before.np is not None:
        whose = parse.chunks[j - 1].np if j > 0 and before.prep == "by" else None
        beside = whose if whose is not None and whose.head else before.np  # the attempt by Norway to land
        if (found := _by("beside", beside.head)) is not None:
            led = _governor(parse, i)
            denied = beside.units[0].text == "no" or (led is not None and led.negated and led.form == "aux")
            return "negated" if found == "actual" and denied else found or None  # was not able to sign it, made no attempt to
        if before.np.head not in event_rules().nouns and any(_by("ranked", u.text) for np in _innermost(before.np) for u in np.units):
            return "actual"  # the second state to sign it
    if before is not None and before.kind in ("comma", "conj") and (first := _first_of_list(parse, i)) != i:
        return _infinitive(parse, first)  # to stop ships to search them, to take their crews, and to ...
    governor = _governor(parse, i)
    if governor is None or _thought(governor):
        return None
    found = _by("governor", governor.word) or (_by("destined", governor.word) if before is not None and before.vg is governor else None)
    return "negated" if found and governor.negated else found


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


def _gerund(parse: Parse, i: int) -> str | None:
    """The realis of an -ing form: by the verb right before it (considered sending), or the preposition (the hope of sending)."""
    before = parse.chunks[i - 1] if i else None
    if before is None:
        return "actual"
    if before.vg is not None:
        return None if _thought(before.vg) else _by("governor", before.vg.word) or "actual"
    if before.kind == "prep":
        led = parse.chunks[i - 2] if i > 1 else None
        noun = led.np if led is not None else None
        if noun is not None and _by("idle_gerund", noun.head) is not None:
            return None
        if led is not None and (found := _by("gerund_preposition", led.text)) is not None:
            return found  # instead of sending
        return _by("gerund_preposition", before.text) or (_by("beside", noun.head) if noun is not None else None) or "actual"
    return "actual"


def _bare_be(parse: Parse, vg: VG) -> bool:
    """Whether a passive has its verb in the plain form: that the port be returned."""
    return vg.passive and any(u.start == vg.start and u.text == "be" for u in parse.units)


def _wanted(parse: Parse, i: int) -> bool:
    """Whether a verb in its plain form stands in what was demanded: they demanded that the powers leave."""
    k = next((k for k in reversed(parse.verbs) if k < i), None)
    governor = parse.chunks[k].vg if k is not None else None
    if k is None or governor is None or governor.form not in ("ed", "past", "third") or _by("noun_governor", governor.word) != "proposed":
        return False
    return any(u.text == "that" for u in parse.units if governor.end <= u.start < parse.chunks[i].start)


def _thought(governor: VG | None) -> bool:
    """Whether what hangs on a verb is only hoped, feared or believed."""
    return governor is not None and any(governor.word in words for words, _ in _cues()["thought"])


def _governor(parse: Parse, i: int) -> VG | None:
    """The verb that an infinitive hangs on; joined infinitives hang on one: he sought to win time and to reach peace."""
    joined = i > 0 and parse.chunks[i - 1].kind == "conj"
    for k in reversed(parse.verbs):
        vg = parse.chunks[k].vg
        if k < i and vg is not None and not (joined and vg.infinitive):
            return vg
    return None


def of_noun(frame: Frame, action: str, before: str, text: str, after: str = "") -> str | None:
    """The realis of the act that an event noun names, null for a mere danger; `before` are the words ahead of it in its phrase, `text`
    those ahead of it in its sentence, and `after` those behind it, in small letters."""
    shown = _thoughts().mask(text)
    if (shown & 1 and action in ASSAULTS and _averted().search(text)) or (shown & 2 and action not in SPOKEN and _idle().search(text)):
        return None
    due = (shown & 4 and _due("due", True).search(text)) or (shown & 8 and _due("bargain", False).search(text))
    if action not in SPOKEN and (due or _scheduled().match(after)):
        return "proposed"
    if action not in SPOKEN and _yet_to_come(frame, text):
        return None
    words = set(re.findall(r"[a-z]+", before.lower()))
    for cue, realis in _cues()["modifier"]:
        if words & cue:
            return realis
    if "no" in words or "without" in words:
        return "negated"
    governor = frame.governor
    if (
        governor is not None
        and frame.direct
        and not (action in SPOKEN and any(frame.slots.get(slot) for slot in ("owner", "by", "from", "of")))
    ):
        found = _by("noun_governor", governor.word)
        if action in STANDING and governor.finite and governor.start < frame.start and _by("lifted", governor.word) is not None:
            return None
        if governor.negated:
            return "negated"
        if action in TALKS and _by("broken_off", governor.word) is not None:
            return None  # that talks end is told by the verb
        if found or (found == NOTHING and governor.start < frame.start):
            return found or None  # needed an alliance: there was none
        if governor.modal and not governor.perfect:
            if words & _articles() and _by("modal", governor.modal) == NOTHING:
                return None  # a meeting might help: none is meant that there was
            return _by("modal", governor.modal) or "actual"
        if governor.infinitive:
            return "proposed" if governor.word in _light() else "actual" if governor.word in _presupposing() else None
    if governor is not None and not frame.direct and action in TALKS and PURPOSE.search(text):
        planned = _by("noun_governor", governor.word) or _by("governor", governor.word)
        if planned == "proposed" and not governor.negated:
            return "proposed"  # asked Norway for talks, offered the town for a meeting
    if governor is not None and not frame.direct and action not in SPOKEN and governor.modal in FUTURE and not governor.perfect:
        return "proposed"  # will take part in the talks
    if IF.search(text[:60]):
        return "hypothetical"
    if action in ASSAULTS and CONDITION.search(text):
        return None
    if action not in SPOKEN and _points().search(text):
        return "proposed"  # put forward three points: recognition, withdrawal and talks
    return "actual"


def _yet_to_come(frame: Frame, text: str) -> bool:
    """Whether a noun only says after or before what something is to be done: would leave three months after the defeat of Norland."""
    governor = frame.governor
    if governor is None or governor.start > frame.start or AFTERWARDS.search(text) is None:
        return False
    due = governor.modal is not None and not governor.perfect and not _in_hindsight(text, governor.modal)
    return due or (governor.infinitive and re.search(r"\b(?:was|were|is|are) to [^.,;:]*$", text) is not None)
