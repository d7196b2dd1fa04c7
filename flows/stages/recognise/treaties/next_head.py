"""Heads that name no treaty by themselves as another one behind them does: the armistice agreement."""

from __future__ import annotations

import re

from flows.stages.recognise.treaties.heads import head_pattern, heads, modifiers

NEXT_WORD = re.compile(r" ([A-Za-zéÉ]+)")
NEXT_WORD_HYPHENED = re.compile(r" ([a-z][a-z-]+)")
CAPITALS = re.compile(r"(?: [A-Z][\w-]*){1,3}")


def named_behind(text: str, m: re.Match[str], end: int) -> bool:
    """Whether the name of which a head is a part ends with another one: the armistice agreement, the SALT I Interim Agreement."""
    short = heads()[m.group().lower()][1] == "capitals"
    if _by_next(text, m.end(), end, short) or (short and _by_capitals(text, m.end(), end)):
        return True
    return m.group()[0].isupper() and _about_behind(text, m.end(), end)


def _by_next(text: str, start: int, end: int, short: bool) -> bool:
    """Whether a treaty is named by the head behind this one: the armistice agreement; but a treaty proposal is no plan."""
    word = NEXT_WORD.match(text, start, end)
    following = heads().get(word.group(1).lower()) if word is not None else None
    if word is None or following is None:
        return False
    return not (following[0] == "plan" and (short or word.group(1).lower().startswith("proposal")))


def _by_capitals(text: str, start: int, end: int) -> bool:
    """Whether a name goes on to a head behind a few words with capitals."""
    words = CAPITALS.match(text, start, end)
    found = head_pattern().search(text, start, words.end()) if words is not None else None
    return found is not None and heads()[found.group().lower()][0] != "plan"  # what is put forward for SALT II is not SALT II


def _about_behind(text: str, start: int, end: int) -> bool:
    """Whether a head is followed by what another one is about, in small letters: a Pact non-aggression treaty."""
    word = NEXT_WORD_HYPHENED.match(text, start, end)
    if word is None or modifiers().get(word.group(1)) != "modifier":
        return False
    following = NEXT_WORD.match(text, word.end(), end)
    return following is not None and following.group(1) in heads()
