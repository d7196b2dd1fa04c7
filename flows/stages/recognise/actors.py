"""Actors: names, adjectives, demonyms, capitals that act, governments and armies, and groups that the text has made.

A capital or a seat of government is the actor where it does something ("Moscow refused") or is one of two that deal with
each other ("talks between London and Paris"); elsewhere it is a place and left to `places`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter

from flows.stages.recognise.gazetteer import ActorName
from flows.stages.recognise.phrases import possessive, word_after, word_before
from flows.stages.recognise.scan import Hit, Scan
from schemas.data import rows

_HEAD = re.compile(r" ((?:[a-z-]+ ){0,1}?)([A-Za-z]+(?: [A-Za-z]+)?)")
_GROUP = re.compile(
    r"\b(?:[Bb]oth|[Aa]ll (?:two|three|four|five|the)|[Tt]he (?:two|three|four|five)|[Tt]hese (?:two|three|four)|[Ee]ither|[Nn]either)"
    r"(?: other)? (?:countries|country|nations?|states|powers?|Powers|sides?|parties|party|governments?|Governments|delegations)\b"
)
_COUNT = {"two": 2, "both": 2, "either": 2, "neither": 2, "three": 3, "four": 4, "five": 5}
_NEGATED = ("anti-", "pro-", "non-", "ex-", "un-", "post-", "pre-")


def find(scan: Scan) -> None:
    """Note every actor in what persons have not claimed."""
    spans = sorted(scan.taken)
    g = scan.lex.gazetteer
    acts = {r["word"]: r["class"] for r in rows("rules/metonyms", "rule_id", "word", "class")}
    end_of_last = 0
    for i, hit in enumerate(scan.hits):
        if not hit.entry.actor or hit.start < end_of_last or _claimed(spans, hit):
            continue
        date = scan.date(hit.start)
        name = g.resolve_name(hit.entry.surface, date)
        if name is None or not _allowed(scan, hit, name, date):
            continue
        if name.form in ("capital", "metonym") and not (name.form == "metonym" and not hit.entry.places) and not _acting(scan, i, acts):
            continue
        end = _mention(scan, i, hit, name)
        scan.taken.append((hit.start, end))
        end_of_last = end
    _groups(scan)


def _claimed(spans: list[tuple[int, int]], hit: Hit) -> bool:
    k = bisect_left(spans, (hit.start, 0))
    return any(s < hit.end and hit.start < e for s, e in spans[max(0, k - 2):k + 2])


def _allowed(scan: Scan, hit: Hit, name: ActorName, date: str | None) -> bool:
    """False for part of something else: anti-American, a prefix without a partner, US in a line of capitals, a town in a state."""
    text, start, end = scan.text, hit.start, hit.end
    before = text[max(0, start - 5):start].lower()
    if before.endswith(_NEGATED):
        return False
    if name.form == "prefix":
        return text[end:end + 1] == "-" and text[end + 1:end + 2].isupper()
    if hit.entry.surface == "US" and (word_before(text, start).isupper() and len(word_before(text, start)) > 2 or word_after(text, end).isupper() and len(word_after(text, end)) > 3):
        return False
    return not (hit.entry.persons or (hit.entry.surnames and not name.form == "name"))


def _mention(scan: Scan, i: int, hit: Hit, name: ActorName) -> int:
    """Note the actor at a hit, with the noun that only says in what shape it acts; the end of the span."""
    text, g = scan.text, scan.lex.gazetteer
    start, end, form, rule, confidence = hit.start, hit.end, name.form, f"actor.{name.form}", 0.95
    actor = name.actor_id
    adjective = name.form == "adjective" or hit.entry.surface in _BOTH
    m = _HEAD.match(text, end) if adjective or possessive(text, end) else None
    head = None
    if m and "\n" not in scan.doc.text[end:m.end()]:
        for width in (m[2], m[2].split(" ")[0]):
            if width in scan.lex.heads and (not m[1] or m[1].strip() in _QUALIFIERS):
                head, stop = width, m.start(2) + len(width)
                break
    if possessive(text, end) and name.form != "adjective":
        head = None
    if head:
        kind = scan.lex.heads[head]
        rule, end = f"actor.{kind}", stop
        form = "name" if kind == "government" else "metonym"
        confidence = 0.95 if kind == "government" else 0.85
        if g.actors[actor].kind != "state" and kind == "army":
            form = "name"
        if re.match(r"[- ]in[- ](?:[Ee]xile|London)\b", text[end:end + 12]) and (exiled := _exile(scan, actor)):
            end += re.match(r"[- ]in[- ]\w+", text[end:])[0].__len__()  # type: ignore[index]
            actor, rule = exiled, "actor.exile"
    elif adjective:
        after = word_after(text, end)
        alone = _alone(text, end, after)
        if hit.entry.surface in _BOTH:
            form = "name" if alone or possessive(text, end) else "adjective"
        elif alone and word_before(text, start).lower() in ("the", "and", "between", "by", "with", "to", "than", "but", "that", "when", "while", "if", "both"):
            form = "demonym"
            rule = "actor.demonym"
        elif text[end:end + 1] == "-" and text[end + 1:end + 2].islower():
            confidence = 0.6
    if name.form == "prefix":
        form = "adjective"
    scan.add(start, end, "actor", actor, rule, confidence, form)
    return end


def _exile(scan: Scan, actor: str) -> str | None:
    return next((a.actor_id for a in scan.lex.gazetteer.actors.values() if a.kind == "government-in-exile" and a.parent_id == actor and "government-in-exile" in a.actor_id), None)


def _alone(text: str, end: int, after: str) -> bool:
    """True if no noun follows that an adjective could qualify."""
    if not after:
        return True
    low = after.lower()
    return after[0].islower() and (low in _FUNCTION or (low.endswith("ed") and len(low) > 4) or low in _PAST) or text[end:end + 2] == "'s"


def _acting(scan: Scan, i: int, acts: dict[str, str]) -> bool:
    """True if a capital is used for its government, by the words around it."""
    hit, text = scan.hits[i], scan.text
    before, after = word_before(text, hit.start), word_after(text, hit.end)
    low = before.lower()
    if acts.get(low) == "place":
        return False
    if after and acts.get(after.lower()) == "verb":
        return acts.get(low) != "place" and not text[hit.start - 2:hit.start].startswith(",")
    if after and acts.get(after.lower()) == "adverb":
        second = word_after(text, hit.end + 1 + len(after))
        return acts.get(second.lower()) == "verb"
    if possessive(text, hit.end):
        noun = word_after(text, hit.end + 2).lower()
        return acts.get(noun) == "noun" or acts.get(word_after(text, hit.end + 3 + len(noun)).lower()) == "noun"
    if low in ("between", "with") or (low == "and" and _partner(scan, i)):
        return True
    if low in ("against", "toward", "towards", "by"):
        return acts.get(low) == "actor"
    return low == "that" and after.lower() in ("and",)


def _partner(scan: Scan, i: int) -> bool:
    """True if the hit before is joined by `and` and follows `between`."""
    if i == 0:
        return False
    other = scan.hits[i - 1]
    return scan.text[other.end:scan.hits[i].start] == " and " and word_before(scan.text, other.start).lower() == "between"


def _groups(scan: Scan) -> None:
    """`Both countries`, `the two powers`: the actors last named, as far as the number says; their ids in `value`."""
    states = sorted(
        (m for m in scan.found if m.kind == "actor" and m.ref_id and scan.lex.gazetteer.actors[m.ref_id].kind in ("state", "government-in-exile")),
        key=lambda m: m.start,
    )
    for m in _GROUP.finditer(scan.text):
        words = m[0].lower().split()
        wanted = next((_COUNT[w] for w in words if w in _COUNT), 0)
        here = scan.sentence(m.start())
        counts: Counter[str] = Counter()
        for s in states:
            if s.end <= m.start() and here - scan.sentence(s.start) <= 8:
                counts[str(s.ref_id)] += 2 if here - scan.sentence(s.start) <= 2 else 1
        seen = [a for a, _ in sorted(counts.items(), key=lambda x: (-x[1], x[0]))][:wanted]
        value = ";".join(sorted(seen)) if wanted and len(seen) == wanted else None
        scan.add(m.start(), m.end(), "actor", None, "actor.group", 0.6 if value else 0.3, "group", value=value)
        scan.taken.append((m.start(), m.end()))


_BOTH = frozenset({"US", "U.S.", "UK", "U.K.", "UN", "U.N.", "GDR", "FRG", "PRC", "DRV", "ROK", "GVN", "RVN", "UAR", "U.A.R.", "NATO", "USSR",
                   "U.S.S.R.", "New Zealand", "Netherlands", "Vichy", "Vatican"})
_QUALIFIERS = frozenset("new old former central royal imperial revolutionary provisional communist military naval armed ground high top senior own "
                        "national puppet federal foreign diplomatic official chief peace regular colonial nationalist socialist labor labour".split())
_FUNCTION = frozenset("and or but nor to in on at of by with from for as than that which who whom whose had has have was were is are be been would will "
                      "could can should may might must did do does not also never both then still again already to into over after before during until "
                      "since because while when where if though although under against between toward towards through themselves alone".split())
_PAST = frozenset("began gave took met sent won lost sought made came felt held saw said told went left kept brought thought fought led built broke chose "
                  "wrote knew found became put set let paid drew withdrew rose fell ran spoke struck stood understood say want wish hope agree believe "
                  "think feel seem regard continue insist intend".split())
