"""Words of two classes: which of them a word of a sentence has by what stands around it."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from flows.stages.grammar.lexis import ENTITY, HYPHENS, common_forms, control, irregular_forms, word_class
from flows.stages.grammar.predicates import goes, headed, lacking, mostly_verb, tells

if TYPE_CHECKING:
    from flows.stages.grammar.units import Unit

_VERBAL = frozenset(("verb", "modal", "aux_be", "aux_have", "aux_do"))
_AS_WHOM = frozenset(("det", "poss", "word", *ENTITY))
_GOVERNS = frozenset(("modal", "aux_do", "aux_have", "aux_be", "pron", "treaty", *ENTITY))
_OPENS_OBJECT = frozenset(("det", "sub", "poss", "pron", "treaty", *ENTITY))
_NAMED = frozenset((*ENTITY, "pron"))
_SUBJECTS = _NAMED | {"rel"}
_BEFORE_INVERTED = frozenset(("adv", "comma", "conj", "date", "neg", "stop", "word"))
_SUBJECT_OF_INVERTED = frozenset(("det", "poss", "word", "pron", "prep", "conj", "treaty", "quantity", *ENTITY))
_SHARERS = frozenset(("word", "pron", *ENTITY))
_TWOFOLD = frozenset(("that", "as", "once", "there", "her"))
_BEFORE_PARTICIPLE = frozenset(("aux_have", "aux_be", "modal"))


def settle(units: list[Unit]) -> None:
    """Give every word of two classes the one that it has in this sentence."""
    _settle_words(units)
    _settle_denials(units)
    _settle_found(units)
    _settle_waters(units)
    _settle_inverted(units)
    _settle_verbs(units)
    _settle_over(units)


def _settle_over(units: list[Unit]) -> None:
    """Make `over` a part of the verbs that mean another thing with it: they handed over the island."""
    for before, u in pairwise(units):
        if u.text == "over" and u.kind == "prep" and before.kind == "verb" and before.text in word_class("with-over"):
            u.kind = "particle"


def _settle_found(units: list[Unit]) -> None:
    """Make a form of `find` of what was `found`: a compromise was found, which nobody founded."""
    for i, u in enumerate(units):
        k = i - 1
        while k >= 0 and units[k].kind in ("adv", "neg"):
            k -= 1
        if u.text == "found" and k >= 0 and units[k].kind == "aux_be":
            u.text = "find"


def _settle_waters(units: list[Unit]) -> None:
    """Make `off` behind a noun a preposition where it leads to a name: beat the fleet off Westport."""
    for before, u, after in zip(units, units[1:], units[2:], strict=False):
        named = after.kind in ("place", "actor") or (after.kind == "word" and after.capital)
        if u.text == "off" and u.kind == "particle" and named and (before.kind == "word" or before.kind in ENTITY):
            u.kind = "prep"


def _settle_inverted(units: list[Unit]) -> None:
    """Put a `did` that stands before its subject where it would stand without that: only in May did Norway recognise Peru."""
    for i, u in enumerate(units):
        if u.kind != "aux_do" or u.text != "did" or not i or units[i - 1].kind not in _BEFORE_INVERTED:
            continue
        k = i + 1
        while k < len(units) and units[k].kind in _SUBJECT_OF_INVERTED:
            k += 1
        if i + 1 < k < len(units) and units[k].kind == "verb" and units[k].form in ("base", "same"):
            at = units[k].start
            did = replace(u, start=at, end=at, capital=False)
            denied = [replace(did, kind="neg", text="not")] if units[i - 1].text in word_class("denying") else []
            units[i:k] = [*units[i + 1 : k], did, *denied]


def _settle_denials(units: list[Unit]) -> None:
    """Make a denial of `no longer`: would no longer pay."""
    for u, after in pairwise(units):
        if u.text == "no" and after.text == "longer":
            u.kind, after.kind = "neg", "adv"


def _settle_words(units: list[Unit]) -> None:
    """Give words of two classes the one that their place shows: `of that conference`, `the first ambassador`, `the two each claimed it`."""
    sharing = word_class("sharing")
    for i, u in enumerate(units):
        if u.kind != "adv" and u.text not in _TWOFOLD and u.text not in sharing:
            continue
        before = units[i - 1] if i else None
        after = units[i + 1] if i + 1 < len(units) else None
        if u.text == "once" and before is not None and before.text == "at":
            u.kind = before.kind = "adv"  # recognised at once by Norway
        elif u.text == "her":
            u.kind = "poss" if after is not None and _owned(after, units[i + 2] if i + 2 < len(units) else None) else u.kind
        elif u.text == "there":
            opens = after is not None and after.kind in _BEFORE_PARTICIPLE  # he said there was one; the treaty signed there
            u.kind = "adv" if before is not None and before.kind == "verb" and not opens else u.kind
        elif (
            u.text == "that"
            and before is not None
            and before.kind == "prep"
            and after is not None
            and after.kind in ("word", "treaty", "verb")
        ):
            u.kind = "det"
        elif before is not None and (
            (u.text in sharing and before.kind in _SHARERS and _shared(units[i + 1 : i + 3]))
            or (before.kind in _BEFORE_PARTICIPLE and after is not None and _floats(u, after))
        ):
            u.kind = "adv"
        elif u.kind == "adv" and before is not None and before.kind in ("det", "poss") and after is not None:
            u.kind = "word"
        elif u.text == "as" and after is not None and after.kind in _AS_WHOM and not _clause_follows(units, i + 1):
            u.kind = "prep"


def _owned(u: Unit, after: Unit | None) -> bool:
    """Whether what stands behind `her` is hers: her envoy, her Danish ally, her Atlantic ports; not she: asked her to leave."""
    if u.kind in ENTITY:
        return u.modifier or (after is not None and after.kind == "word")
    return u.kind in ("word", "treaty") or (u.kind == "verb" and u.form in ("base", "third") and not mostly_verb(u))


def _floats(u: Unit, after: Unit) -> bool:
    """Whether a word stands in a verb group as an adverb does: the states had all agreed, would once again agree."""
    if u.text == "once":
        return after.text == "again"
    return u.text in word_class("sharing") and after.kind in ("verb", "adv") and after.form not in ("base", "third", "ger")


def _shared(after: list[Unit]) -> bool:
    """Whether a finite verb and its object stand behind `each`: the two states each claimed the valley."""
    return len(after) == 2 and after[0].kind == "verb" and after[0].form in ("ed", "past") and after[1].kind in _OPENS_OBJECT


def _clause_follows(units: list[Unit], i: int) -> bool:
    """Whether a verb comes before the next mark: then what stands before it is a clause."""
    for u in units[i : i + 9]:
        if u.kind in ("comma", "stop", "punct", "prep", "open"):
            return False
        if u.kind in ("aux_be", "aux_have", "aux_do", "modal") or (u.kind == "verb" and u.form in ("past", "ed", "third")):
            return True
    return False


def _settle_verbs(units: list[Unit]) -> None:
    """Turn into plain words what looks like a verb but stands where a noun or an adjective does."""
    for i, u in enumerate(units):
        if u.kind != "verb":
            continue
        j = i - 1
        while j >= 0 and units[j].kind in ("adv", "neg"):
            j -= 1
        before = units[j] if j >= 0 else None
        after = units[i + 1] if i + 1 < len(units) else None
        whose = before is not None and before.text == "whose"  # in whose favour
        if whose or (not _is_verb(units, i, before, after, j) and not tells(units, i, j)):
            u.kind = "word"


def _is_verb(units: list[Unit], i: int, before: Unit | None, after: Unit | None, j: int) -> bool:
    u = units[i]
    kind = before.kind if before else "start"
    if before is None and after is not None and after.kind in ("word", "actor") and u.text in word_class("attributes"):
        return False  # Armed civilians seize the port
    if before is not None and (before.modifier or (before.text in HYPHENS and before.end == u.start)):
        return False  # the Danish fleet, the Danish-backed rebels
    if u.form == "same":
        governed = before is not None and (before.kind in _GOVERNS or before.text == "to")
        return governed or (kind == "conj" and after is not None and after.kind in ("det", "poss", "particle"))
    if u.form in ("base", "third"):
        if before is None or (u.form == "third" and u.text not in common_forms() and kind not in _NAMED):
            return False
        if before.kind in ("modal", "aux_do") or before.text == "to" or before.text in control("bare"):
            return True
        if u.form == "base" and kind in _NAMED and j and units[j - 1].text in control("let"):
            return True  # made Norway leave
        opens_object = after is not None and (after.kind in _OPENS_OBJECT or after.text in ("to", "with", "on"))
        if kind in _SUBJECTS:
            if u.form == "third":
                return kind not in ENTITY or opens_object or not headed(units, i)
            return _plural(before) or (opens_object and _joined(units, j))
        if kind in ("conj", "comma") and u.form == "base":
            return (opens_object or (kind == "conj" and after is not None and goes(u, after))) and _goes_on(units, j, kind == "conj")
        if u.form != "third" or kind != "word" or not opens_object or before.text.endswith("s"):
            return False
        return (after is not None and after.kind in _OPENS_OBJECT) or lacking(units, i)
    if u.form == "ger":
        if before is not None and (before.text in word_class("degrees") or units[j + 1].text in word_class("degrees")):
            return False
        if u.text in word_class("event-nouns-in-ing") and kind == "comma" and after is not None and after.form in ("past", "ed"):
            return False  # they refused, fighting broke out
        if u.text in word_class("event-nouns-in-ing") and kind == "prep" and after is not None and after.kind in _OPENS_OBJECT:
            return True  # by opening its ports, by bombing Westport
        return not (kind in ("det", "poss") or (u.text in word_class("event-nouns-in-ing") and kind not in ("aux_be", "comma")))
    if u.form == "past" or after is None:
        return True
    if kind in ("det", "poss"):
        caused = u.text in control("object") or u.text in irregular_forms()
        points = before is not None and before.text in word_class("pointing")
        return points and caused and (after.kind in _OPENS_OBJECT or after.text == "to")
    noun = after.kind in ("word", "treaty") or (after.form in ("base", "third") and not mostly_verb(after))
    described = noun or (after.kind in ENTITY and after.modifier)
    led = kind == "prep" or (kind == "verb" and j == i - 1 and j > 0)  # from captured Danish files, to occupy disputed land
    return not (led and described)


def _goes_on(units: list[Unit], j: int, last: bool) -> bool:
    """Whether a base form behind the mark at j goes on from an infinitive or a modal: to leave the talks, recall the envoy, and ..."""
    if any(x.text == "to" or x.kind == "modal" for x in units[max(0, j - 12) : j] if last):
        return True
    verbs = [k for k in range(max(0, j - 25), j) if units[k].kind in _VERBAL]
    k = verbs[-1] if verbs else 0
    leads = k > 0 and (units[k - 1].text == "to" or units[k - 1].kind == "modal" or units[k].form in ("base", "wish"))
    return leads and (last or any(x.kind == "conj" and y.form == "base" for x, y in pairwise(units[j + 1 : j + 20])))


def _joined(units: list[Unit], j: int) -> bool:
    """Whether the entity at j is joined to another before it: Norway and Persia, who sign the pact together."""
    return j > 1 and units[j].kind in ENTITY and units[j - 1].kind == "conj" and units[j - 2].kind in ENTITY


def _plural(u: Unit) -> bool:
    if u.kind == "pron":
        return u.text in ("they", "we", "i", "you")
    return u.kind == "rel" or u.text.endswith("s") or (u.mention is not None and u.mention.form in ("demonym", "group"))
