"""The phrases of `rules/name_phrases.csv` by use: what stands around the names of persons, actors and places."""

from __future__ import annotations

from functools import partial

from schemas import phrases

NAME = "rules/name_phrases"
phrase = partial(phrases.phrase, NAME)
