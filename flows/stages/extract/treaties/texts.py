"""The treaty that a treaty's own text is: its parties, its day and its place from the preamble, else from the close.

`Articles of a treaty made and concluded at Fort Brown, on the fourth day of May, 1831, between the United States and the chiefs of
the Wolf nation ...` Other treaties that the text speaks of are read as anywhere else.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from flows.stages import edtf
from flows.stages.extract.document import place_names
from flows.stages.extract.treaties.facts import Cluster
from flows.stages.extract.treaties.terms import bindings, years_told
from flows.stages.model import Document, Mention, Statement
from flows.stages.recognise import world
from flows.stages.recognise.gazetteer import gazetteer
from flows.stages.recognise.heads import kind_of
from flows.stages.recognise.people import slug
from flows.stages.recognise.wording import phrase
from schemas import data

LOCAL_ID = "own"
RULE = "treaty.own-text"
OPENING = 6000
"""Characters at the beginning in which the words of its making are looked for: long recitals may stand before them."""
HEAD = 3000
"""Characters at the beginning in which the parties stand where no preamble names them."""
LONG = 1600
"""Characters that a preamble may have."""
CLOSE = 900
"""Characters behind the first words of a close in which its day and place stand."""
YEAR = 366
"""Days behind that of the preamble after which a close is that of something added later: consent to amendments, a ratification."""
QUOTE = 300
NAME = re.compile(r"(?:St\. |Ste\. |fort |camp )?[A-Z][\w’'-]*(?:(?:,? (?:of|de|des|du|la|d’|d') ?| )[A-Z][\w’'-]*)*")
FULL = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class Own:
    """What was found: the span of the preamble, and value and span of each fact."""

    start: int
    end: int
    kind: tuple[str, int, int] | None
    signed: tuple[str, int, int] | None
    place: tuple[str, int, int] | None
    parties: dict[str, tuple[int, int]]


def find(doc: Document) -> Own | None:
    """The treaty that a document is the text of; None for documents of another genre, and for a text that names no two parties."""
    if doc.genre not in ("treaty-text", None):
        return None
    text = in_small_letters(doc.text)
    head = _opening(doc)
    made = phrase("opening-of-text").match(text) is not None
    if doc.genre is None and not (head or made):
        return None
    enacted = phrase("enacting").search(text) is not None
    if not made and not enacted:
        return None
    if doc.genre is None and not (head or (enacted and phrase("treaty-close").search(text))):
        return None
    start, end = _preamble(doc)
    field = phrase("field-parties").search(text, 0, min(len(text), HEAD))
    parties = _parties(doc, text, *field.span()) if field else _parties(doc, text, start, end)
    if len(parties) < 2:
        whole = _parties(doc, text, 0, min(len(doc.text), HEAD))
        parties |= {k: v for k, v in whole.items() if k not in parties}
    if UNION not in parties and (bound := phrase("union-bound").search(text)) is not None and phrase("nations-told").search(text):
        parties[UNION] = bound.span()
    if len(parties) < 2 and not (parties and made):
        return None
    named = head or phrase("this-kind").search(doc.text)
    low = start if head else named.start() if named else 0
    kind = (kind_of(doc.text[low : named.end()]), low, named.end()) if named else None
    signed = _signed(doc, start, end)
    return Own(start, end, kind, signed, _place(doc, text, start, end, signed), parties)


def in_small_letters(text: str) -> str:
    """The text with its lines in capitals written as names are, every character where it was: AT FORT BROWN is at Fort Brown."""
    lines = text.split("\n")
    for i, line in enumerate(lines):
        capitals = sum(map(str.isupper, line))
        if capitals > 15 and capitals > 0.8 * sum(map(str.isalpha, line)):
            lines[i] = re.sub(r"[^\W\d_]+", lambda m: m[0].lower() if m[0].lower() in _minor() else m[0].capitalize(), line)
    small = "\n".join(lines)
    return small if len(small) == len(text) else text


@cache
def _minor() -> frozenset[str]:
    return frozenset(r["word"] for r in data.rows("rules/function_words", "word"))


def _openings(doc: Document) -> Iterator[re.Match[str]]:
    """The words that tell of the making of this treaty, and not those of a recital on an earlier one."""
    limit = min(len(doc.text), OPENING)
    for found in phrase("treaty-made").finditer(doc.text, 0, limit):
        line = doc.text.rfind("\n", 0, found.start()) + 1
        if not phrase("recital").search(doc.text[line : found.start()]):
            yield found
    yield from phrase("made-here").finditer(doc.text, 0, limit)


def _opening(doc: Document) -> re.Match[str] | None:
    return next(_openings(doc), None)


def _preamble(doc: Document) -> tuple[int, int]:
    """From the words that a treaty was made to its first article or the recital of reasons."""
    found = _opening(doc)
    start = doc.text.rfind("\n", 0, found.start()) + 1 if found else 0
    return start, _stop(doc, found.end() if found else 0)


def _stop(doc: Document, low: int) -> int:
    """Where a preamble that goes on at `low` ends."""
    stop = phrase("treaty-body").search(doc.text, low + 40, min(len(doc.text), low + LONG))
    return stop.start() if stop else min(len(doc.text), low + LONG)


# Who


@cache
def _nations() -> tuple[dict[str, str], dict[str, str]]:
    """Names of nations in letters alone -> actor, and their consonants -> actor where one nation alone has these."""
    names: dict[str, str] = {}
    bones: dict[str, set[str]] = {}
    for r in data.rows("gazetteer/nation_names", "actor_id", "name"):
        names[_letters(r["name"])] = r["actor_id"]
        bones.setdefault(_bones(r["name"]), set()).add(r["actor_id"])
    return names, {k: next(iter(v)) for k, v in bones.items() if len(v) == 1 and len(k) > 2}


def _letters(name: str) -> str:
    return re.sub(r"[^a-z]", "", name.lower().replace("é", "e")).removesuffix("s")


def _bones(name: str) -> str:
    """The consonants of a name: spellings of old differ in the rest (Pottawatamie, Putawatimi; Kickapoo, Kikapoe)."""
    sounds = _letters(name).replace("ch", "x").replace("ph", "f").translate(str.maketrans("cqz", "kks"))
    return re.sub(r"[aeiouywh]", "", re.sub(r"(.)\1+", r"\1", sounds))


def _parties(doc: Document, text: str, low: int, high: int) -> dict[str, tuple[int, int]]:
    """States and nations that text[low:high] names, with where they stand first."""
    out: dict[str, tuple[int, int]] = {}
    actors = gazetteer().actors
    for m in doc.mentions:
        named = low <= m.start < high and m.kind == "actor" and m.form != "adjective"
        if not named or m.ref_id not in actors or actors[m.ref_id].kind not in STATES:
            continue
        if not m.surface.startswith("Indian") and not phrase("no-nation").match(text, m.end):
            out.setdefault(m.ref_id, (m.start, m.end))
    if (union := phrase("the-union").search(text, low, high)) is not None:
        out.setdefault(UNION, union.span())
    if not phrase("nations-told").search(text, low, high):
        return out
    persons = [(m.start, m.end) for m in doc.mentions if m.kind == "person" and low <= m.start < high and " " in m.surface]
    for found in re.finditer(r"(?<![\w’'-])[A-Z][\w’'-]+(?:[ -][A-Z][\w’'-]+)*", text[low:high]):
        position = low + found.start()
        words = [(w.start() + position, w.end() + position) for w in re.finditer(r"[^ ]+", found.group())]
        i = 0
        while i < len(words):
            n = next((n for n in (4, 3, 2, 1) if i + n <= len(words) and _nation(text, text[words[i][0] : words[i + n - 1][1]], n)), 0)
            if not n:
                i += 1
                continue
            a, b = words[i][0], words[i + n - 1][1]
            i += n
            nation = _nation(text, text[a:b], n)
            common = i > n and n == 1 and phrase("common-nation").fullmatch(text, a, b)
            elsewhere = common or phrase("no-nation").match(text, b) or phrase("place-before").search(text[max(low, a - 40) : a])
            if nation and not elsewhere and not any(s <= a < e for s, e in persons):
                out.setdefault(nation, (a, b))
    return out


STATES = ("state", "government-in-exile", "international-organisation")
UNION = "united-states"
"""The state that texts call the Union, and that signs through agents who name it in the operative words alone."""


def _nation(text: str, surface: str, words: int) -> str | None:
    """The nation of a printed name; a spelling that no table has counts where it is no ordinary word of the text."""
    names, bones = _nations()
    known = names.get(_letters(surface))
    if known or words > 1 or len(surface) < 6:
        return known
    alike = bones.get(_bones(surface))
    return alike if alike and surface.lower() not in text and surface[1:].lower() == surface[1:] else None


# When


def _signed(doc: Document, start: int, end: int) -> tuple[str, int, int] | None:
    """The day that the close gives, on which those who signed did so; else the one of the preamble."""
    dates = [m for m in doc.mentions if m.kind == "date" and m.value and phrase("year-told").search(m.surface)]
    days = [m for m in dates if FULL.fullmatch(str(m.value))]
    preamble = _of_preamble(doc, days)
    for close in phrase("treaty-close").finditer(doc.text, end):
        at = next((m for m in days if close.start() <= m.start < close.end() + CLOSE), None)
        stop = at.start if at else close.end() + CLOSE
        if preamble and phrase("day-above").search(doc.text, close.start(), stop):
            return preamble
        late = preamble and at and edtf.width(f"{min(preamble[0], str(at.value))}/{max(preamble[0], str(at.value))}") > YEAR
        if at and not late and not phrase("other-treaty").search(doc.text[close.end() : stop]):
            return str(at.value), at.start, at.end
    if preamble:
        return preamble
    low = made.end() if (made := _opening(doc)) else start
    tail = [m for m in days if m.start > max(end, len(doc.text) - CLOSE)]
    within = [m for m in days if start <= m.start < end]
    rough = [m for m in dates if low <= m.start < end and re.match(r"1[5-9]\d\d", str(m.value))]
    best = (tail or within or [m for m in rough if edtf.precision(str(m.value)) in ("month", "year")])[:1]
    return (str(best[0].value), best[0].start, best[0].end) if best else None


def _of_preamble(doc: Document, days: list[Mention]) -> tuple[str, int, int] | None:
    """The day behind the first words of making that give one, and not that of another treaty."""
    for made in _openings(doc):
        low, stop = made.end(), _stop(doc, made.end())
        if phrase("added-to").search(made.group()):
            continue
        for m in days:
            if made.end() <= m.start < stop:
                if not phrase("other-treaty").search(doc.text[low : m.start]):
                    return str(m.value), m.start, m.end
                low = m.end
    return None


# Where


def _place(doc: Document, text: str, start: int, end: int, signed: tuple[str, int, int] | None) -> tuple[str, int, int] | None:
    """The place that stands with the day, else at which the preamble says that the treaty was made, else the one of the close."""
    if (field := phrase("field-signed").search(text, 0, min(len(text), HEAD))) is not None:
        group = next(name for name, found in field.groupdict().items() if found)
        return field[group], *field.span(group)
    made = _opening(doc)
    with_day = next(((s.start, s.end) for s in doc.sentences if signed and s.start <= signed[1] < s.end and s.start >= end), None)
    spans = [with_day] if with_day else []
    spans += [(start, end)] if made else []
    spans += [(c.start(), min(len(text), c.end() + CLOSE)) for c in phrase("treaty-close").finditer(text, end)]
    spans += [(start, end)] if not made else []
    for use in ("treaty-place", "treaty-place-river"):
        for low, high in spans:
            for found in phrase(use).finditer(text, low, high):
                name = NAME.match(text, found.end(), high)
                if name is None or phrase("no-treaty-place").match(name.group()):
                    continue
                whole = phrase("place-word").match(text, name.end(), high)
                stop = whole.end() if whole else name.end()
                if whole or phrase("place-dated").match(text, stop, high) or not _elsewhere(text, name.group()):
                    return text[name.start() : stop], name.start(), stop
    return None


def _elsewhere(text: str, name: str) -> bool:
    """Whether a name is one of a nation or of a whole region, where nobody signs."""
    if phrase("place-named").search(name):
        return False
    first = name.split(" ")[0]
    region = name in world.regions() and name.casefold() not in place_names()
    return region or (_nation(text, first, 1) is not None and phrase("nation-word").search(name) is not None)


def place_id(name: str) -> str:
    """The id of a printed place: the gazetteer's, a town of today's world, or one that only the text knows."""
    bare = re.sub(r"^(?:[Tt]he )?(?:[Cc]ity|[Tt]own) of (?:the )?| [Cc]ity$", "", name)
    return place_names().get(bare.casefold()) or world.town(bare, []) or slug(name)


# What it says


def own(doc: Document, found: Own, clusters: list[Cluster]) -> tuple[list[Statement], list[Cluster]]:
    """The statements on a document's own treaty, and the other treaties that it speaks of."""
    mine = [c for c in clusters if any(_is_own(doc, found, m) for m in c.mentions)]
    for c in mine:
        for m in c.mentions:
            m.ref_id = LOCAL_ID
    out: list[Statement] = []

    def say(field: str | None, value: str | None, start: int, end: int, confidence: float, original: str | None = None) -> None:
        a, b = _around(doc, start, end)
        out.append(Statement(LOCAL_ID, "treaties", field, value, original or doc.text[start:end], a, b, RULE, confidence))

    first = min(found.parties.values())
    anchor = found.kind or (None, *first)
    say(None, None, anchor[1], anchor[2], 0.9)
    kind = found.kind[0] if found.kind else "treaty"
    say("kind", kind, anchor[1], anchor[2], 0.8)
    say("name", _name(doc, found, kind), anchor[1], anchor[2], 0.7)
    say("status", "signed", anchor[1], anchor[2], 0.7)
    if found.signed:
        say("signed", *found.signed, 0.9)
        say("signed_basis", "stated", found.signed[1], found.signed[2], 0.9)
        action = {"action": "signature", "actor_id": None, "date": found.signed[0], "event": None}
        say("action", json.dumps(action, sort_keys=True), found.signed[1], found.signed[2], 0.9)
    if found.place:
        say("place_id", place_id(found.place[0]), found.place[1], found.place[2], 0.8)
    for actor_id, (start, end) in found.parties.items():
        say("party", json.dumps({"actor_id": actor_id, "role": "signatory"}, sort_keys=True), start, end, 0.85)
    if (term := years_told(doc.text, found.end)) is not None:
        say("term_years", *term, 0.6)
    for value, (start, end) in _articles(doc, found.end).items():
        article = {"article": value, "status": "in-force", "subject": None, "version": "final"}
        say("article", json.dumps(article, sort_keys=True), start, end, 0.8)
    bound, sieve = bindings("text")
    # The names of other treaties say nothing of this one.
    others = [(m.start, m.end) for c in clusters if c not in mine for m in c.mentions if m.form in ("named", "described")]
    for o in (bound[n] for n in sieve.may_match(doc.text)):
        hits = o.pattern.finditer(doc.text, found.end)
        hit = next((f for f in hits if not any(a <= f.start() < b for a, b in others)), None)
        if hit and not phrase("denial").search(doc.text[max(0, hit.start() - 70) : hit.start()]):
            say(o.column, "true", hit.start(), hit.end(), 0.6)
    return out, [c for c in clusters if c not in mine]


def _articles(doc: Document, low: int) -> dict[str, tuple[int, int]]:
    """The articles that head lines of the text, with where each does so first."""
    out: dict[str, tuple[int, int]] = {}
    for m in doc.mentions:
        if m.kind == "article" and m.value and m.start >= low:
            before = doc.text[doc.text.rfind("\n", 0, m.start) + 1 : m.start]
            if not before.strip("“\" "):
                out.setdefault(m.value, (m.start, m.end))
    return out


def _is_own(doc: Document, found: Own, m: Mention) -> bool:
    """Whether a mention means the text itself: it stands in its title or in the words of its making, or is `this treaty`."""
    if found.kind and found.kind[1] <= m.start < found.kind[2]:
        return True
    if doc.title and m.form == "named" and m.end <= len(doc.title) and doc.text.startswith(doc.title):
        return True
    return m.form == "anaphor" and phrase("this-treaty").search(doc.text[max(0, m.start - 20) : m.start]) is not None


def _name(doc: Document, found: Own, kind: str) -> str:
    """The title where the text has one that names a treaty, else a name by place or parties as handbooks give."""
    if doc.title and len(doc.title) <= 160 and kind_of(doc.title) == kind and kind in doc.title.lower():
        return in_small_letters(doc.title)
    actors = gazetteer().actors
    sides = [actors[a].name for a in found.parties]
    label = kind.replace("-", " ").capitalize()
    return f"{label} of {found.place[0]}" if found.place else f"{label} between {', '.join(sides[:-1])} and {sides[-1]}"


def _around(doc: Document, start: int, end: int) -> tuple[int, int]:
    """The sentence of a span, or as much of it as a quote may have."""
    s = next((s for s in doc.sentences if s.start <= start < s.end), None)
    if s is None or s.end - s.start <= QUOTE:
        return (s.start, max(s.end, end)) if s else (start, end)
    low = max(s.start, start - QUOTE // 2)
    low = low if low == s.start else doc.text.find(" ", low, start) + 1 or start
    high = min(s.end, max(end, low + QUOTE))
    high = high if high == s.end else max(end, doc.text.rfind(" ", end, high))
    return low, high
