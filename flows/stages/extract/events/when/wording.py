"""The phrases of `rules/when_phrases.csv` by use: what stands between an act and a date, before a date, and behind it."""

from __future__ import annotations

from functools import partial

from schemas import phrases

NAME = "rules/when_phrases"
phrase = partial(phrases.phrase, NAME)
