"""Actors: names, adjectives, demonyms, capitals that act, governments and armies, and groups that the text has made.

A capital or a seat of government is the actor where it does something ("Moscow refused") or is one of two that deal with
each other ("talks between London and Paris"); elsewhere it is a place and left to `places`.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from flows.stages.grammar.lexis import act_forms, common_forms, control, function_words, irregular_forms
from flows.stages.recognise import counted
from flows.stages.recognise.entries import ActorName
from flows.stages.recognise.naming import phrase
from flows.stages.recognise.phrases import possessive, word_after, word_before
from flows.stages.recognise.scan import Hit, Reading, Scan
from schemas.data import rows

_HEAD = re.compile(r" ((?:[a-z-]+ )??)([A-Za-z]+(?: [A-Za-z]+)?)")
_GOVERNMENT_OF = re.compile(r"\bGO(?P<letter>[A-Z])\b")
_PAST = ("past", "ed")
_NEGATED = ("anti-", "pro-", "non-", "ex-", "un-", "post-", "pre-")
_BEFORE_DEMONYM = frozenset({"the", "and", "between", "by", "with", "to", "than", "but", "that", "when", "while", "if", "both", "or"})
_PARTNER = re.compile(r"[-–][A-Z][\w.]+(?= )")
"""Behind a name: the second of two that a hyphen joins."""


@cache
def words(kind: str) -> frozenset[str]:
    """The words of a class of `rules/actor_words.csv`: noun-or-adjective, qualifier, no-noun."""
    return frozenset(r["word"] for r in rows("rules/actor_words", "rule_id", "word", "class") if r["class"] == kind)


@cache
def metonym_words() -> dict[str, str]:
    """Word -> what it makes of a capital beside it, from `rules/metonyms.csv`: verb, noun, adverb, place, actor, gathering, whom."""
    return {r["word"]: r["class"] for r in rows("rules/metonyms", "rule_id", "word", "class") if r["class"] != "whom"}


@cache
def _whom() -> frozenset[str]:
    """Words right before a capital whose government they are done to: they threatened Oslo, asked Oslo."""
    named = (r["word"] for r in rows("rules/metonyms", "rule_id", "word", "class") if r["class"] in ("actor", "whom"))
    return control("object").union(named)


def find(scan: Scan) -> None:
    """Note every actor in what persons have not claimed."""
    g = scan.lex.gazetteer
    last = 0
    for i, hit in enumerate(scan.hits):
        if not hit.entry.actor or hit.start < last or scan.claimed(hit.start, hit.end):
            continue
        name = g.resolve_name(hit.entry.surface, scan.date(hit.start))
        if name is None or not _allowed(scan, hit, name):
            continue
        if (name.form == "capital" or (name.form == "metonym" and hit.entry.places)) and not _acting(scan, i):
            continue
        last = _mention(scan, hit, name)
        scan.claim(hit.start, last)
    _governments(scan)
    counted.find(scan)


def _governments(scan: Scan) -> None:
    """Note `GOG` and the like of telegrams, Government of G...: the state with that letter that the text names most."""
    g = scan.lex.gazetteer
    named: Counter[str] | None = None
    for m in _GOVERNMENT_OF.finditer(scan.text):
        if scan.claimed(m.start(), m.end()):
            continue
        if named is None:
            named = Counter(x.ref_id for x in scan.found if x.kind == "actor" and x.ref_id and g.kind(x.ref_id) == "state")
        fits = [a for a in named if g.actors[a].name.startswith(m["letter"])]
        if fits:
            actor = min(fits, key=lambda a: (-named[a], a))
            scan.add(m.start(), m.end(), Reading("actor", actor, "actor.government-of", 0.75, "name"))
            scan.claim(m.start(), m.end())


def _allowed(scan: Scan, hit: Hit, name: ActorName) -> bool:
    """False for part of something else: anti-American, a prefix without a partner, US in a line of capitals, a person's name."""
    text, start, end = scan.text, hit.start, hit.end
    if text[max(0, start - 5):start].lower().endswith(_NEGATED):
        return False
    if name.form == "prefix":
        return text[end:end + 1] == "-" and text[end + 1:end + 2].isupper()
    if hit.entry.surface == "US" and any(w.isupper() and len(w) > 3 for w in (word_before(text, start), word_after(text, end))):
        return False
    if hit.entry.persons or not _of_this_text(scan, hit, name):
        return False
    before = word_before(text, start).lower() if hit.entry.surface[0].islower() else ""
    if counted.count(before) or before.endswith(("'s", "s'")) or before in ("his", "her"):
        return False  # the two western powers, the Emperor's dominions
    bearers = hit.entry.surnames if name.form != "name" else ()
    return not any(scan.lex.gazetteer.active(p, scan.date(start)) for p in bearers)  # Washington is no capital while the general lives


def _of_this_text(scan: Scan, hit: Hit, name: ActorName) -> bool:
    """False for the bare name of one state's body (the Senate; behind an ordinal, the Second Congress) in a text without the state."""
    g = scan.lex.gazetteer
    owner = g.owners.get(name.actor_id)
    ordinal = " " not in hit.entry.surface and word_before(scan.text, hit.start) in words("ordinal")
    if owner is None or not (ordinal or hit.entry.surface in words("body")):
        return True
    return any(h.entry.actor and g.resolve_actor(h.entry.surface, scan.date(h.start)) == owner for h in scan.hits)


def _mention(scan: Scan, hit: Hit, name: ActorName) -> int:
    """Note the actor at a hit, with the noun that only says in what shape it acts; the end of the span."""
    text, start, end, actor = scan.text, hit.start, hit.end, name.actor_id
    form, rule, confidence = name.form, f"actor.{name.form}", 0.95
    two_ways = hit.entry.surface in words("noun-or-adjective")
    adjective = name.form == "adjective" or two_ways
    head = _head(scan, end) if adjective else None
    if head:
        kind, end = head
        rule, form = f"actor.{kind}", "name" if kind == "government" or scan.lex.gazetteer.actors[actor].kind != "state" else "metonym"
        confidence = 0.95 if kind == "government" else 0.85
        if (m := phrase("exile").match(text, end)) and (exiled := _exile(scan, actor)):
            end, actor, rule = m.end(), exiled, "actor.exile"
    elif adjective:
        alone = _alone(text, end)
        if two_ways:
            form = "name" if alone else "adjective"
        elif alone and word_before(text, start).lower() in _BEFORE_DEMONYM:
            form, rule = "demonym", "actor.demonym"
        elif text[end:end + 1] == "-" and text[end + 1:end + 2].islower():
            confidence = 0.6
    elif name.form == "prefix" or (form == "name" and _compounded(text, start, end)):
        form = "adjective"
    scan.add(start, end, Reading("actor", actor, rule, confidence, form))
    return end


def _compounded(text: str, start: int, end: int) -> bool:
    """Whether a name is one of two that a hyphen joins before a noun: the Peru-Chile talks."""
    partner = _PARTNER.match(text, end)
    second = start > 1 and text[start - 1] in "-–" and not text[start - 2].isspace()
    behind = partner.end() if partner else end
    return (partner is not None or second) and word_after(text, behind).lower() not in {"", *function_words()}


def _head(scan: Scan, end: int) -> tuple[str, int] | None:
    """The class and end of a noun after an adjective that only says in what shape the state acts: government, official, army."""
    m = _HEAD.match(scan.text, end)
    if not m or "\n" in scan.doc.text[end:m.end()]:
        return None
    for lead, nouns, start in ((m[1].strip(), m[2], m.start(2)), *_second(m)):
        if lead and lead not in words("qualifier"):
            continue
        for noun in (nouns, nouns.split(" ")[0]):
            if kind := scan.lex.heads.get(noun):
                return kind, start + len(noun)
    return None


def _second(m: re.Match[str]) -> list[tuple[str, str, int]]:
    """The reading of `new government` with its first word as a qualifier."""
    first, _, second = m[2].partition(" ")
    return [(first, second, m.end() - len(second))] if second and not m[1] else []


def _exile(scan: Scan, actor: str) -> str | None:
    """The government-in-exile of a state."""
    return next((a.actor_id for a in scan.lex.gazetteer.actors.values()
                 if a.parent_id == actor and a.kind == "government-in-exile" and a.actor_id.endswith("government-in-exile")), None)


def _alone(text: str, end: int) -> bool:
    """True if no noun follows that an adjective could qualify."""
    after = word_after(text, end)
    if not after:
        return text[end:end + 1] != "-"
    if after.endswith("ly") and after.islower() and len(after) > 4:
        after = word_after(text, end + 1 + len(after)) or after  # the U.S. formally recognised
    return after[0].islower() and (after in words("no-noun") or (after.endswith("ed") and len(after) > 4))


def _acting(scan: Scan, i: int) -> bool:
    """True if a capital is used for its government, by the words around it."""
    hit, text, acts = scan.hits[i], scan.text, metonym_words()
    before, after = word_before(text, hit.start).lower(), word_after(text, hit.end)
    if acts.get(after) == "gathering":
        return False  # the Oslo meeting was there
    if _led(scan, hit):
        return True
    if acts.get(before) == "place":
        return False
    if (told := phrase("which-did").match(text, hit.end)) and told["verb"] not in function_words() and _verb(told["verb"]):
        return True
    if _verb(after):
        if word_after(text, hit.end + 1 + len(after)) == "by":
            return False  # Oslo, occupied by Norland
        # What stands between commas may be the name of a town beside a verb that is not its own: `the capital, Oslo was`.
        return after not in function_words() or not text[hit.start - 2:hit.start].startswith(",")
    if acts.get(after) == "adverb":
        return _verb(word_after(text, hit.end + 1 + len(after)))
    if possessive(text, hit.end):
        noun = word_after(text, hit.end + 2)
        return "noun" in (acts.get(noun), acts.get(word_after(text, hit.end + 3 + len(noun))))
    if before in ("between", "with") or before in _whom():
        return True
    return _partner(scan, i)


def _led(scan: Scan, hit: Hit) -> bool:
    """True if the two words before a capital say that its government is meant: pressure on Oslo, the cabinet in Oslo."""
    before = word_before(scan.text, hit.start).lower()
    two = f"{word_before(scan.text, hit.start - len(before) - 1).lower()} {before}"
    return bool(before) and metonym_words().get(two) == "actor"


def _verb(word: str) -> bool:
    """True for what can be the verb of an actor right before it: a word of the table, or the past of any verb."""
    found = metonym_words().get(word)
    return found == "verb" if found else (common_forms().get(word) or irregular_forms().get(word) or act_forms().get(word)) in _PAST


def _partner(scan: Scan, i: int) -> bool:
    """True if the capital stands in a list that `between` or `both` opens, or that is the subject of a verb: Oslo and Riga agreed."""
    if i and phrase("listed").fullmatch(scan.text, scan.hits[i - 1].end, scan.hits[i].start):
        first = i
        while first and phrase("listed").fullmatch(scan.text, scan.hits[first - 1].end, scan.hits[first].start):
            first -= 1
        lead = word_before(scan.text, scan.hits[first].start).lower()
        if lead in ("between", "both") or lead in _whom() or _led(scan, scan.hits[first]):
            return True
    return _heads_list(scan, i)


def _heads_list(scan: Scan, i: int) -> bool:
    """True if a list that `and` ends with a capital has a verb behind it, and no preposition before: Oslo, Riga and Paris agreed."""
    hits, text = scan.hits, scan.text
    first = last = i
    while first and phrase("listed").fullmatch(text, hits[first - 1].end, hits[first].start):
        first -= 1
    while last + 1 < len(hits) and phrase("listed").fullmatch(text, hits[last].end, hits[last + 1].start):
        last += 1
    if first == last or "and" not in text[hits[last - 1].end : hits[last].start]:
        return False
    if function_words().get(word_before(text, hits[first].start).lower()) in ("prep", "det", "conj"):
        first += 1  # At Oslo, Riga and Paris agreed
    town = scan.lex.gazetteer.resolve_name(hits[last].entry.surface, scan.date(hits[last].start))
    after = word_after(text, hits[last].end)
    plural = common_forms().get(after, irregular_forms().get(after)) in ("base", "same")
    acts = plural or _verb(after) or (after.endswith("ed") and len(after) > 4)
    return first < last and i >= first and town is not None and town.form == "capital" and acts
