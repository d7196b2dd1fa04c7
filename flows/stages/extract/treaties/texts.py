"""The treaty that a treaty's own text is: its parties, its day and its place from the preamble, else from the close.

`Articles of a treaty made and concluded at Fort Brown, on the fourth day of May, 1831, between the United States and the chiefs of
the Wolf nation ...` Other treaties that the text speaks of are read as anywhere else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from flows.stages import edtf
from flows.stages.extract.document import place_names
from flows.stages.extract.treaties import text_sides
from flows.stages.extract.treaties.text_sides import Sides
from flows.stages.genres import TREATY_TEXT
from flows.stages.model import Document, Mention
from flows.stages.recognise import world
from flows.stages.recognise.gazetteer import gazetteer
from flows.stages.recognise.kinds import actor_kinds
from flows.stages.recognise.people import slug
from flows.stages.recognise.treaties.heads import kind_of
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
NEAR = 40
"""Characters behind the words of its making in which no article begins: Articles of agreement made ..."""
CLOSE = 900
"""Characters behind the first words of a close in which its day and place stand."""
YEAR = 366
"""Days behind that of the preamble after which a close is that of something added later: consent to amendments, a ratification."""
QUOTE = 300
NAME = re.compile(r"(?:St\. |Ste\. |fort |camp )?[A-Z][\w’'-]*(?:(?:,? (?:of|de|des|du|la|d’|d') ?| )[A-Z][\w’'-]*)*")
DATELINE = re.compile(r"(?P<place>[^\W\d_a-z][\w.’'-]+(?: [^\W\d_a-z][\w.’'-]+){0,2}), (?:on |this )?(?:the )?")
"""A place that opens a line before a day."""
FULL = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class Own:
    """What was found: the span of the preamble, and value and span of each fact."""

    start: int
    end: int
    kind: tuple[str, int, int] | None
    signed: tuple[str, int, int] | None
    place: tuple[str, int, int] | None
    parties: Sides
    title: int


def find(doc: Document) -> Own | None:
    """The treaty that a document is the text of; None for documents of another genre, and for a text that names no two parties."""
    if doc.genre not in (TREATY_TEXT, None):
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
    signed = _signed(doc, start, end)
    title = text_sides.title_end(doc.text)
    field = phrase("field-parties").search(text, 0, min(len(text), HEAD))
    nations = phrase("nations-told").search(text, start, end) is not None
    states = {} if field or nations else _states(doc, text, title, signed)
    if len(states) > 1:
        opened = text_sides.opening(text_sides.uncapitalised(text), title)
        start, end = title, _stop(doc, opened[1] - NEAR if opened else title)
        signed = _day_of_states(doc, title, end) or signed
    parties = _parties(doc, text, *(field.span() if field else (start, end))) if field or nations else states
    if len(parties) < 2 and phrase("nations-told").search(text):
        whole = _parties(doc, text, 0, min(len(doc.text), HEAD))
        parties |= {k: v for k, v in whole.items() if k not in parties}
    if UNION not in parties and (bound := phrase("union-bound").search(text)) is not None and phrase("nations-told").search(text):
        parties[UNION] = bound.span()
    if len(parties) < 2 and not (parties and (made or phrase("title-kind").match(text, text_sides.title_start(doc.text, title), title))):
        return None
    named = head or phrase("this-kind").search(doc.text)
    low = start if head else named.start() if named else 0
    kind = _of_title(doc, title) or ((kind_of(doc.text[low : named.end()]), low, named.end()) if named else None)
    return Own(start, end, kind, signed, _place(doc, text, start, end, title, signed), parties, title)


def _of_title(doc: Document, title: int) -> tuple[str, int, int] | None:
    """The kind that the title of a text gives it, with the words that do so."""
    m = next((m for m in doc.mentions if m.kind == "treaty" and m.form == "named" and m.end <= title), None)
    found = phrase("title-kind").match(doc.text, text_sides.title_start(doc.text, title), title)
    at = found.end() if found else m.start if m else None
    return (kind_of(doc.text[at:title]), at, m.end if m and m.start <= at < m.end else title) if at is not None else None


def _states(doc: Document, text: str, title: int, signed: tuple[str, int, int] | None) -> Sides:
    """The states that the opening of a text, its title and its signatures name as its sides."""
    return text_sides.find(text_sides.uncapitalised(text), title, signed[0] if signed else None)


def _day_of_states(doc: Document, title: int, end: int) -> tuple[str, int, int] | None:
    """The day of the close of a text between states, else the one that its title gives: signed at Oslo, 4 May 1931."""
    days = [m for m in doc.mentions if m.kind == "date" and FULL.fullmatch(str(m.value))]
    closes = list(phrase("treaty-close").finditer(doc.text, end))
    for close in closes:
        at = next((m for m in days if close.start() <= m.start < close.end() + CLOSE), None)
        if at and not phrase("other-treaty").search(doc.text[close.end() : at.start]):
            return str(at.value), at.start, at.end
    if (line := _dated_line(doc, days, title)) is not None:
        return str(line.value), line.start, line.end
    at = next((m for m in days if m.end <= title + QUOTE and phrase("title-signed").search(doc.text[: m.start])), None)
    return (str(at.value), at.start, at.end) if at else None


def _dated_line(doc: Document, days: list[Mention], title: int) -> Mention | None:
    """The day of the last line behind the title that has nothing but a place and a day: Oslo, the 4th May 1931."""
    for m in reversed(days):
        line = doc.text.rfind("\n", 0, m.start) + 1
        behind = doc.text[m.end : m.end + 40].split("\n")[0]
        if m.start > title and not behind.strip(" .") and phrase("dateline").fullmatch(doc.text, line, m.start):
            return m
    return None


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
    stop = phrase("treaty-body").search(doc.text, low + NEAR, min(len(doc.text), low + LONG))
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
        if not named or m.ref_id not in actors or actors[m.ref_id].kind not in actor_kinds("treaty-sides"):
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


def _place(doc: Document, text: str, start: int, end: int, title: int, signed: tuple[str, int, int] | None) -> tuple[str, int, int] | None:
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
    if (titled := phrase("title-signed").search(text, 0, title)) is not None:
        spans.append((titled.start(), title))
    line = text.rfind("\n", 0, signed[1]) + 1 if signed else 0
    at = DATELINE.fullmatch(text, line, signed[1]) if signed and line > title else None
    if at is not None and not phrase("no-seat").search(at["place"]):
        return at["place"], *at.span("place")
    for use in ("treaty-place", "treaty-place-river"):
        for low, high in spans:
            for found in phrase(use).finditer(text, low, high):
                name = NAME.match(text, found.end(), high)
                if name is None or phrase("no-treaty-place").match(name.group()) or _language(text, name):
                    continue
                whole = phrase("place-word").match(text, name.end(), high)
                stop = whole.end() if whole else name.end()
                if whole or phrase("place-dated").match(text, stop, high) or not _elsewhere(text, name.group()):
                    return text[name.start() : stop], name.start(), stop
    return None


def _language(text: str, name: re.Match[str]) -> bool:
    """Whether a name is that of the language in which a text is done: in French, in the Norwegian and Swedish languages."""
    known = gazetteer().resolve_name(name.group(), None)
    return phrase("language-behind").match(text, name.end()) is not None or (known is not None and known.form == "adjective")


def _elsewhere(text: str, name: str) -> bool:
    """Whether a name is one of a nation or of a whole region, where nobody signs."""
    if phrase("place-named").search(name):
        return False
    first = name.split(" ")[0]
    if name.casefold() in place_names() and (_letters(name) not in _nations()[0] or phrase("nations-told").search(text) is None):
        return False  # Caracas is spelt somewhat like a nation, and Ottawa is one where the text is a treaty with nations
    region = name in world.regions() and name.casefold() not in place_names()
    return region or (_nation(text, first, 1) is not None and phrase("nation-word").search(name) is not None)


def place_id(name: str) -> str:
    """The id of a printed place: the gazetteer's, a town of today's world, or one that only the text knows."""
    bare = re.sub(r"^(?:[Tt]he )?(?:[Cc]ity|[Tt]own) of (?:the )?| [Cc]ity$", "", name)
    return place_names().get(bare.casefold()) or world.town(bare, []) or slug(name)
