"""The words of a sentence: tokens and mentions in order, each with the class that the grammar needs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from flows.stages.grammar.lexis import ENTITY as ENTITY
from flows.stages.grammar.lexis import HYPHENS as HYPHENS
from flows.stages.grammar.lexis import common_forms, function_words, irregular_forms, word_class
from flows.stages.grammar.settling import settle
from flows.stages.model import Mention

TOKEN = re.compile(r"[^\W_]+(?:(?:[.’'-](?=\w)|(?<=\d),(?=\d))[^\W_]*)*|[^\w\s]")
CONTRACTED = re.compile(r"([^\W\d_]+)(n['’]t|['’](?:ll|ve|re|d|m))")
"""Two words in one: didn't, they'll."""
STEMS = {"wo": "will", "ca": "can", "sha": "shall"}
"""What is left of modals before n't."""
MARKS = {
    ",": "comma",
    ";": "stop",
    ":": "stop",
    "—": "stop",
    "–": "stop",
    "(": "open",
    ")": "close",
    "“": "quote",
    "”": "quote",
    '"': "quote",
}
MOST_QUOTED = 5
"""Words of a quotation at most that is a part of a phrase, and no speech."""
_QUOTED = frozenset(("word", "verb", "det", "adv", "prep", "conj", "treaty", *ENTITY))
"""What such words may be."""
_BEFORE_QUOTED = frozenset(("det", "poss", "word", "verb", "prep", "conj", *ENTITY))
"""What stands before them; speech stands behind a comma or a colon."""


@dataclass(slots=True)
class Unit:
    """A word, a mark or a mention.

    `kind` is a function class of `rules/function_words.csv`, a mark (comma, stop, open, close, quote, punct), particle,
    verb, word, or the kind of the mention; `form` is the verb form (base, third, ger, past, part, ed).
    """

    kind: str
    text: str
    start: int
    end: int
    mention: Mention | None = None
    inner: list[Mention] = field(default_factory=list)
    possessive: bool = False
    form: str | None = None
    capital: bool = False

    @property
    def modifier(self) -> bool:
        """Whether the mention stands before a noun as its modifier: Soviet, British, Stalin's."""
        return self.possessive or (self.mention is not None and self.mention.form == "adjective")


def outermost(mentions: list[Mention]) -> list[tuple[Mention, list[Mention]]]:
    """Mentions in order with those that lie inside each; one that crosses the end of another is dropped."""
    out: list[tuple[Mention, list[Mention]]] = []
    for m in sorted(mentions, key=lambda m: (m.start, -m.end)):
        if out and m.start < out[-1][0].end:
            if m.end <= out[-1][0].end:
                out[-1][1].append(m)
        else:
            out.append((m, []))
    return out


def units_of(text: str, start: int, end: int, mentions: list[Mention], verbs: Mapping[str, str]) -> list[Unit]:
    """The units of text[start:end]; `mentions` lie in it, `verbs` maps the words of known verbs to their form."""
    outer = outermost(mentions)
    classes = _classes(verbs)
    out: list[Unit] = []
    position, i = start, 0
    while position < end:
        if i < len(outer) and outer[i][0].start <= position:
            unit = _mention_unit(text, *outer[i])
            out.append(unit)
            position = max(unit.end, position)
            i += 1
            continue
        limit = outer[i][0].start if i < len(outer) else end
        for token in TOKEN.finditer(text, position, limit):
            word = token[0]
            first, position = token.span()
            # One modifier of two: a Danish-Swedish truce.
            compound = word in HYPHENS and out and out[-1].end == first and i < len(outer) and position == limit
            if not (compound and out[-1].mention is not None and out[-1].modifier):
                known = classes.get(word)
                if known is None:
                    known = classes[word] = _class_of(word, verbs)
                if known[0] == "contracted":
                    out += _contracted(known[1], first)
                    continue
                out.append(Unit(known[0], known[1], first, position, None, [], known[2], known[3], word[0].isupper()))
        position = limit
    _join_well(out)
    _unquote(out)
    settle(out)
    return out


def _join_well(units: list[Unit]) -> None:
    """Make one conjunction of `as well as`: Norway, as well as Sweden, agreed."""
    for i in [i for i, u in enumerate(units) if u.text == "well" and 0 < i < len(units) - 1][::-1]:
        if units[i - 1].text == units[i + 1].text == "as":
            units[i - 1 : i + 2] = [Unit("conj", "and", units[i - 1].start, units[i + 1].end)]


def _unquote(units: list[Unit]) -> None:
    """Leave out the marks around a few quoted words that are part of a phrase: the “open door” policy, a “northern” league."""
    marks = [i for i, u in enumerate(units) if u.kind == "quote"]
    left_out = len(units)
    for first, last in list(pairwise(marks))[::-1]:
        inside = units[first + 1 : last]
        led = first > 0 and units[first - 1].kind in _BEFORE_QUOTED and last < left_out
        if led and 0 < len(inside) <= MOST_QUOTED and all(u.kind in _QUOTED for u in inside) and units[first].end == inside[0].start:
            del units[last], units[first]
            left_out = first


def _mention_unit(text: str, m: Mention, inner: list[Mention]) -> Unit:
    tail = text[m.end : m.end + 2]
    end, possessive = m.end, m.surface.endswith(("’s", "'s"))
    if tail in ("’s", "'s"):
        end, possessive = m.end + 2, True
    elif tail[:1] in ("’", "'") and m.surface.endswith("s") and not tail[1:].isalpha():
        end, possessive = m.end + 1, True
    return Unit(m.kind, m.surface.lower(), m.start, end, m, inner, possessive)


def _contracted(word: str, start: int) -> list[Unit]:
    """The two words of which one that is contracted is made: did and n't."""
    made = CONTRACTED.fullmatch(word)
    assert made is not None
    stem, tail = STEMS.get(made[1], made[1]), made[2].replace("’", "'")
    middle, words = start + made.end(1), function_words()
    return [Unit(words.get(stem, "word"), stem, start, middle), Unit(words[tail], tail, middle, start + made.end())]


_Class = tuple[str, str, bool, str | None]
_CLASSES: dict[int, tuple[Mapping[str, str], dict[str, _Class]]] = {}
_MOST_WORDS = 200_000


def _classes(verbs: Mapping[str, str]) -> dict[str, _Class]:
    """The classes found so far of words as they are written, for one table of verbs: most words of a text were met before."""
    known = _CLASSES.get(id(verbs))
    if known is None or known[0] is not verbs or len(known[1]) > _MOST_WORDS:
        known = _CLASSES[id(verbs)] = (verbs, {})
    return known[1]


def _class_of(word: str, verbs: Mapping[str, str]) -> _Class:
    """Kind, small letters, whether it is a possessive, and the verb form of a word outside mentions."""
    low = word.lower()
    kind = MARKS.get(word) or function_words().get(low)
    if kind is not None:
        return kind, low, False, None
    if ("’" in low or "'" in low) and CONTRACTED.fullmatch(low):
        return "contracted", low, False, None
    form = verbs.get(low) or irregular_forms().get(low) or common_forms().get(low)
    if form is None and len(low) > 4 and low.endswith("ly") and word[0].islower():
        return "adv", low, False, None
    if form is None and low.endswith("ed") and len(low) > 4 and word[0].islower():
        form = "ed"
    if low in word_class("particles"):
        kind = "particle"
    elif form:
        kind = "verb"
    else:
        kind = "word" if word[0].isalnum() else "punct"
    return kind, low, low.endswith(("’s", "'s")), form
