"""Where a name opens a clause of its own, and does not belong to the noun before it: the zone Norland had taken, at Oslo Berg spoke."""

from __future__ import annotations

from flows.stages.grammar.lexis import ENTITY, deputies, word_class
from flows.stages.grammar.units import Unit

AUX = frozenset(("aux_be", "aux_have", "aux_do", "modal"))
BESIDE = frozenset(("conj", "comma", "adv", "neg", "det"))
"""What stands between several subjects, and between them and their verb."""
BOUNDS = AUX | {"verb", "sub", "rel", "stop", "quote", "open"}
"""What a clause begins behind."""
_IN_LISTS = frozenset(("conj", "comma", *ENTITY))
OPENERS = frozenset(("prep", "date", "duration", "adv", "conj", "comma"))
"""What may stand at the head of a clause before its subject."""


def own_clause(units: list[Unit], i: int) -> bool:
    """Whether a name behind a noun is the subject of a clause that says more of the noun: the zone Norway had captured."""
    u = units[i]
    if u.kind != "actor" or u.modifier or u.mention is None or u.mention.form != "name" or i + 1 >= len(units):
        return False
    if units[i - 1].text in word_class("before-names"):
        return False
    return units[i + 1].kind in ("aux_have", "modal") or (units[i + 1].kind == "verb" and units[i + 1].form in ("past", "ed"))


def subject_follows(units: list[Unit], first: int, i: int) -> bool:
    """Whether the phrase from `first` hangs on a preposition, and who is named at i does what follows: at the talks Berg proposed a
    truce; in Oslo or after the war Norland and Sudland met; by the treaty Norland gave way; in Oslo Sudish envoys met. A calling goes
    with the name: the envoy Berg."""
    u, last = units[i], units[i - 1]
    if u.kind not in ("actor", "person") or last.possessive or not first or units[first - 1].kind != "prep":
        return False
    if last.kind == "place" and u.modifier and u.mention is not None and u.mention.form == "adjective":
        return True
    called = last.kind == "word" and (last.text in deputies() or not (u.kind == "person" or _heads_list(units, i)))
    if u.modifier or called or last.kind not in ("place", "word", "treaty"):
        return False
    k = first - 1
    while k and units[k - 1].kind not in BOUNDS and not (units[k - 1].kind == "comma" and units[k].kind == "prep"):
        k -= 1
    if units[k].kind not in OPENERS:
        return False  # the clause has its subject: a rage for all things Sudish swept Norland
    k = i + 1
    while k < len(units) and (units[k].kind in BESIDE or (units[k].kind in ENTITY and not units[k].modifier)):
        k += 1
    several = any(x.kind == "conj" for x in units[i + 1 : k])
    told = ("past", "ed", "third", "base", "same") if several else ("past", "ed", "third")  # in Oslo Berg and Holm sign a truce
    return k < len(units) and (units[k].kind in AUX or (units[k].kind == "verb" and units[k].form in told))


def fronted(units: list[Unit], i: int, inside: list[Unit]) -> bool:
    """Whether a name right behind another is the subject behind a phrase of place or topic: At Oslo Berg gave way."""
    u, last = units[i], inside[-1]
    if u.kind not in ("actor", "person") or u.modifier or last.modifier or last.kind not in ("place", "actor"):
        return False
    k, n = i - len(inside) - 1, i + 1
    while k > 0 and units[k].kind in _IN_LISTS:
        k -= 1
    while n < len(units) and units[n].kind in ("adv", "neg"):
        n += 1
    told = n < len(units) and (units[n].kind in AUX or (units[n].kind == "verb" and units[n].form not in ("ger", "part")))
    return told and k >= 0 and units[k].kind == "prep"


def _heads_list(units: list[Unit], i: int) -> bool:
    """Whether others follow the name at i at once, which then is no name of what stands before it: after the war Norland and Sudland."""
    after = [u.kind for u in units[i + 1 : i + 4] if u.kind != "det"][:2]
    return len(after) == 2 and after[0] in ("comma", "conj") and after[1] in ENTITY
