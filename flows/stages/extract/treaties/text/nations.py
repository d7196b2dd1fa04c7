"""Whom the words of a treaty's making name: states, and nations by spellings of old."""

from __future__ import annotations

import re
from functools import cache

from flows.stages.model import Document
from flows.stages.recognise.gazetteer import gazetteer
from flows.stages.recognise.kinds import actor_kinds
from flows.stages.recognise.wording import phrase
from schemas import data

UNION = "united-states"
"""The state that texts call the Union, and that signs through agents who name it in the operative words alone."""


@cache
def nations() -> tuple[dict[str, str], dict[str, str]]:
    """Names of nations in letters alone -> actor, and their consonants -> actor where one nation alone has these."""
    names: dict[str, str] = {}
    bones: dict[str, set[str]] = {}
    for r in data.rows("gazetteer/nation_names", "actor_id", "name"):
        names[letters(r["name"])] = r["actor_id"]
        bones.setdefault(_bones(r["name"]), set()).add(r["actor_id"])
    return names, {k: next(iter(v)) for k, v in bones.items() if len(v) == 1 and len(k) > 2}


def letters(name: str) -> str:
    return re.sub(r"[^a-z]", "", name.lower().replace("é", "e")).removesuffix("s")


def _bones(name: str) -> str:
    """The consonants of a name: spellings of old differ in the rest (Pottawatamie, Putawatimi; Kickapoo, Kikapoe)."""
    sounds = letters(name).replace("ch", "x").replace("ph", "f").translate(str.maketrans("cqz", "kks"))
    return re.sub(r"[aeiouywh]", "", re.sub(r"(.)\1+", r"\1", sounds))


def parties(doc: Document, text: str, low: int, high: int) -> dict[str, tuple[int, int]]:
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
            n = next((n for n in (4, 3, 2, 1) if i + n <= len(words) and nation(text, text[words[i][0] : words[i + n - 1][1]], n)), 0)
            if not n:
                i += 1
                continue
            a, b = words[i][0], words[i + n - 1][1]
            i += n
            found_nation = nation(text, text[a:b], n)
            common = i > n and n == 1 and phrase("common-nation").fullmatch(text, a, b)
            elsewhere = common or phrase("no-nation").match(text, b) or phrase("place-before").search(text[max(low, a - 40) : a])
            if found_nation and not elsewhere and not any(s <= a < e for s, e in persons):
                out.setdefault(found_nation, (a, b))
    return out


def nation(text: str, surface: str, words: int) -> str | None:
    """The nation of a printed name; a spelling that no table has counts where it is no ordinary word of the text."""
    names, bones = nations()
    known = names.get(letters(surface))
    if known or words > 1 or len(surface) < 6:
        return known
    alike = bones.get(_bones(surface))
    return alike if alike and surface.lower() not in text and surface[1:].lower() == surface[1:] else None
