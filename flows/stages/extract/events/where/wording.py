"""The phrases of `rules/place_phrases.csv` by use: how texts say where something is done."""

from __future__ import annotations

from functools import cache, partial

from flows.stages.grammar.lexis import forms
from schemas import phrases

NAME = "rules/place_phrases"
phrase = partial(phrases.phrase, NAME)
is_phrase = partial(phrases.has, NAME)


@cache
def happening() -> frozenset[str]:
    """Forms of the verbs that say when and where something went on: be held, open, take place."""
    return frozenset(form for word in phrases.words("happening") for form in forms(word))
