"""Words that are a noun or a verb, in clauses that have no other verb: `The council meets`, `Offers a loan`, `that Norway leave`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flows.stages.grammar.lexis import ENTITY, common_forms, control, third, word_class

if TYPE_CHECKING:
    from flows.stages.grammar.units import Unit

BOUNDS = frozenset(("stop", "sub", "rel", "open", "quote"))
"""What parts a clause from the one before."""
MARKS = frozenset(("comma", "conj", "punct"))
AUXILIARY = frozenset(("aux_be", "aux_have", "aux_do", "modal"))
OBJECT = frozenset(("det", "poss", "pron", "sub"))
"""What stands behind a verb and never right behind its noun: an offer the ... is none."""
BEHIND = frozenset(("prep", "particle", "neg", "adv", "word", "punct", "comma", "treaty", "date", "quantity", "conj", *ENTITY))
NAMED = frozenset(("word", "treaty", "article", "date", "close", "quantity"))
PRESENT = frozenset(("is", "are", "has", "have", "does"))
_PARTICIPLES = frozenset(("having", "being"))
_PHRASE = frozenset(("det", "poss", "word", "quantity", "treaty", "article", "date", *ENTITY))
_OF_NAMES = frozenset(("word", "quantity", *ENTITY))
_BEFORE_TOLD = frozenset(("adv", "date", *NAMED, *ENTITY))
_INSIDE = frozenset(("det", "poss", "word", "quantity", *ENTITY))


def tells(units: list[Unit], i: int, j: int) -> bool:
    """Whether the word at i, which may be a noun, is the verb of its clause; the word at j stands before it but for adverbs."""
    u, before = units[i], units[j] if j >= 0 else None
    after = units[i + 1] if i + 1 < len(units) else None
    if after is None:
        return False
    if u.form in ("ed", "part"):
        alone = before is not None and before.kind == "det" and before.text in word_class("alone")
        return alone and (after.kind in OBJECT or after.kind in ("prep", "comma", "punct"))
    if before is None or before.text in (";", ":"):
        return u.form == "third" and _unsaid(units, i, after)
    if u.form == "third" and before.kind in ("comma", "conj"):
        return _goes_on(units, i, after)
    if before.kind not in NAMED and before.kind not in ENTITY:
        return False
    if before.modifier:
        people = before.mention is not None and not before.possessive and u.form == "base"
        if people and after.kind in OBJECT and wished(units, i) and lacking(units, i):
            u.form = "wish"
            return True
        return _noun_after_all(units, i, j) and mostly_verb(u) and lacking(units, i) and _fits(units, i, after)
    if u.form == "same":
        by = after.kind == "particle" and i + 2 < len(units) and units[i + 2].text == "by"  # camps set up by Norway
        fits = after.kind in OBJECT or after.kind in ENTITY or (after.kind == "particle" and not by)
        return before.kind in NAMED and fits and lacking(units, i)
    head = _subject(units, j)
    if head is None:
        return False
    k, joined = head
    if u.form == "third":
        return not joined and _one(units, i, k) and lacking(units, i) and _fits(units, i, after)
    if joined or _many(units[k]):
        return lacking(units, i) and _fits(units, i, after)
    if wished(units, i) and lacking(units, i) and _fits(units, i, after):
        u.form = "wish"
        return True
    return after.kind in ("det", "poss", "pron", "particle") and _made_to(units, j)


def _noun_after_all(units: list[Unit], i: int, j: int) -> bool:
    """Whether the name at j, mostly a modifier, is the subject of the form at i: the USSR recalls troops, Dutch agree to leave the port."""
    u, before = units[i], units[j]
    if before.mention is None or before.possessive:
        return False
    if u.form == "third":
        return before.mention.surface.isupper() or before.mention.surface.endswith("s")
    return u.form == "base" and (j == 0 or units[j - 1].kind in ("stop", "punct", "date"))


def _fits(units: list[Unit], i: int, after: Unit) -> bool:
    """Whether what stands behind the word at i can stand behind a verb, and is no clause that says more of a noun."""
    if after.kind == "sub" and after.text == "that" and i + 2 < len(units):
        return units[i + 2].kind not in AUXILIARY and units[i + 2].kind != "verb"
    return after.kind in OBJECT or (goes(units[i], after) and not _verb_behind(units, i))


def goes(u: Unit, after: Unit) -> bool:
    """Whether a word is mostly a verb and what stands behind it can stand behind one."""
    return mostly_verb(u) and _behind(after)


def _behind(after: Unit) -> bool:
    noun = after.kind == "verb" and after.form in ("base", "third")  # which may be nouns as well: cede control
    return noun or (after.kind in BEHIND and after.text != "of")


def mostly_verb(u: Unit) -> bool:
    """Whether a form in -s, or the one that its base has, is mostly a verb and not a plural."""
    return (u.text if u.form == "third" else third(u.text)) in common_forms()


def _unsaid(units: list[Unit], i: int, after: Unit) -> bool:
    """Whether the first word of a note is its verb, whose subject goes without saying: Offers a loan; Agrees to come."""
    return _fits(units, i, after) or (after.text == "to" and not _verb_behind(units, i))


def _goes_on(units: list[Unit], i: int, after: Unit) -> bool:
    """Whether the word behind a mark goes on with what is told in the present: and ends the pact, and refers to it."""
    if after.kind in OBJECT or after.kind == "neg":
        return True
    goes_with = after.text == "with" or after.kind == "quantity" or (after.kind == "word" and mostly_verb(units[i]))
    if goes_with and units[i - 1].kind == "comma" and _list_of_acts(units, i) and not _verb_behind(units, i):
        return True
    told = any(x.text in PRESENT or (x.kind == "verb" and x.form == "third") for x in units[:i])
    return (told or lacking(units, i)) and (after.kind in ("prep", "particle") or after.kind in ENTITY) and _fits(units, i, after)


def _list_of_acts(units: list[Unit], i: int) -> bool:
    """Whether the clause of the word at i has a verb in the present: Norway expels the envoys, breaks with Peru."""
    opens = next((k for k in range(i - 1, -1, -1) if units[k].kind in BOUNDS), -1)
    return any(x.kind == "verb" and x.form == "third" for x in units[opens + 1 : i])


def _subject(units: list[Unit], j: int) -> tuple[int, bool] | None:
    """Where the first noun of the phrase that ends at j stands, with what hangs on it, and whether others are joined to it; None where
    the phrase is no subject: the talks between Norway and Persia; but not by other powers."""
    joined = False
    k = j
    while k >= 0:
        end = k
        while k >= 0 and units[k].kind in _PHRASE:
            k -= 1
            if units[k + 1].kind in ("det", "poss"):
                break
        if k < 0 or k == end:
            return (end, joined) if k < end else None
        mark = units[k].kind
        if mark == "prep":
            joined = False
        elif mark == "conj" or (mark == "comma" and joined):
            joined = True
        else:
            return end, joined
        if k == 0 or units[k - 1].kind not in _PHRASE or units[k - 1].kind == "date":
            return None if mark == "prep" else (end, joined)
        k -= 1
    return None


def _many(u: Unit) -> bool:
    """Whether a noun looks like a plural."""
    return u.kind in ("word", "treaty") and u.text.endswith("s") and not u.text.endswith(("ss", "us", "is"))


def _one(units: list[Unit], i: int, j: int) -> bool:
    """Whether the phrase that ends at j is about one thing: the new council, Norway's council; but several new, first two."""
    if units[j].kind != "word":
        return units[j].kind not in ENTITY
    if _many(units[j]):
        return False
    k = j
    while k >= 0 and units[k].kind in _OF_NAMES:
        if units[k].text in word_class("counting"):
            return False
        if units[k].kind in ENTITY:
            return True
        k -= 1
    if k >= 0 and units[k].kind in ("det", "poss"):
        return units[k].text not in word_class("several")
    return units[i + 1].kind in OBJECT and units[i + 1].kind != "sub"


def wished(units: list[Unit], i: int) -> bool:
    """Whether the clause of the word at i opens with `that`."""
    opens = next((x for x in reversed(units[:i]) if x.kind in BOUNDS), None)
    return opens is not None and opens.text == "that" and opens.kind == "sub"


def _made_to(units: list[Unit], j: int) -> bool:
    """Whether what ends at j is let or made do something: let each side send its envoy."""
    k = j
    while k > 0 and units[k].kind in _INSIDE:
        k -= 1
    return 0 <= k < j and units[k].text in control("let")


def lacking(units: list[Unit], i: int, marks: bool = False) -> bool:
    """Whether no finite verb stands before the word at i in its clause; `marks` says that commas and `and` part clauses too."""
    for k in range(i - 1, -1, -1):
        x = units[k]
        if x.kind in BOUNDS or (marks and x.kind in MARKS):
            return True
        if x.kind in AUXILIARY and x.text not in _PARTICIPLES:
            return False
        opened = k > 0 and (units[k - 1].text == "to" or units[k - 1].text in _PARTICIPLES)
        if x.kind == "verb" and x.form not in ("ger", "part") and not opened and not _hangs(units, k):
            return False
    return True


def _hangs(units: list[Unit], k: int) -> bool:
    """Whether the participle at k says more of the noun before it: the pact signed in May."""
    if units[k].form not in ("ed", "part") or not k:
        return False
    return units[k - 1].kind in ("word", "treaty") and units[k + 1].kind in ("prep", "date") and units[k + 1].text != "to"


def _verb_behind(units: list[Unit], i: int) -> bool:
    """Whether a finite verb comes before the clause of the word at i is over: then that word is a part of its subject."""
    for k in range(i + 1, len(units)):
        x = units[k]
        if x.kind in BOUNDS or x.kind in MARKS:
            return False
        if x.kind in AUXILIARY:
            return units[k - 1].text != "to"
        told = x.form == "past" or (x.form == "ed" and units[min(k + 1, len(units) - 1)].text != "by")
        if x.kind == "verb" and told and units[k - 1].kind in _BEFORE_TOLD and not units[k - 1].modifier:
            return True
    return False


def unlisted(units: list[Unit], i: int) -> bool:
    """Whether a word that no table knows is the verb behind `to`, a modal or a denied `do`: would erode it, to distract them."""
    u = units[i]
    if u.kind != "word" or u.form is not None or not u.text.isalpha() or u.text.endswith("ly") or not i:
        return False
    k = i - 1
    while k > 0 and units[k].kind in ("adv", "neg"):
        k -= 1
    led = units[k]
    if led.kind == "modal":
        return True
    if led.kind == "aux_do":
        return any(x.kind == "neg" for x in units[k:i])
    after = units[i + 1] if i + 1 < len(units) else None
    return led.text == "to" and k > 0 and units[k - 1].kind != "prep" and after is not None and after.kind in ("det", "poss", "pron")


def headed(units: list[Unit], i: int) -> bool:
    """Whether the word at i behind a name is a noun after all: the Axis forces retreated, under United Nations sanctions."""
    k = i + 1
    while k < len(units) and units[k].kind in ("adv", "neg"):
        k += 1
    after = units[k] if k < len(units) else None
    if after is not None and (after.kind in AUXILIARY or (after.kind == "verb" and after.form in ("past", "ed"))):
        return True
    closed = after is None or after.kind in ("prep", "comma", "conj", "punct")
    return closed and not lacking(units, i, marks=True)
