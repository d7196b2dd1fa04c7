"""The phrases of `rules/positions_phrases.csv` by use: how talks and letters name who speaks, and where one says the next thing.

A name in double braces stands for the words of that kind in `rules/positions_words.csv`, or for one of the lists of `lists`.
"""

from __future__ import annotations

import re
from functools import cache

from flows.stages.extract.positions.forms import any_of, forms
from flows.stages.extract.positions.rules import alternatives, roles, said_by, words
from schemas import data, phrases

NAME = "rules/positions_phrases"


@cache
def phrase(use: str) -> re.Pattern[str]:
    """All patterns of one use as one."""
    return phrases.phrase(NAME, use, **lists())


@cache
def lists() -> dict[str, str]:
    """Words as patterns by the names that stand for them in the table, and how a clause answers the one before it."""
    f = forms()
    kinds = (r["kind"] for r in data.rows("rules/positions_words", "kind", "words", "example"))
    small = tuple(r.lower() for r in roles("person") if r.lower() not in words("no-title"))
    known = {kind: alternatives(words(kind)) for kind in kinds} | {
        "finite": f"(?:{f.finite})",
        "participle": f"(?:{f.participle})",
        "past": f"(?:{f.past})",
        "telling-adverb": f.adverb,
        "helper": f"(?:{any_of((*words('be'), *words('auxiliary')))})",
        "preposition": f"(?:{any_of(words('preposition'))})",
        "said": f"(?:{any_of(said_by())})",
        "home-title": alternatives(roles("home")),
        "title": alternatives((*roles("home"), *roles("person"))),
        "small-title": alternatives(small),
        "body": alternatives(roles("body")),
    }
    return known | {"reply": phrases.phrase(NAME, "reply", **known).pattern}
