"""The forms of words that subjects, verbs and the edges of clauses are made of, as parts of regular expressions."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from flows.stages.extract.positions.rules import STATE, verbs, words
from flows.stages.grammar.units import STEMS


@dataclass(frozen=True, slots=True)
class Forms:
    """Alternatives without brackets but for `adverb`: the `finite` forms of what tells, its `past` ones, the `participle` of any verb."""

    finite: str
    participle: str
    past: str
    adverb: str


def any_of(options: Iterable[str]) -> str:
    """The options as alternatives of a regular expression, longest first."""
    return "|".join(sorted(options, key=lambda w: (-len(w), w)))


@cache
def forms() -> Forms:
    """The forms of the tables, joined once per process."""
    known = verbs()
    telling = [f for f, rows in known.items() if any(v.stance != STATE for v in rows)]
    adverb = "(?:" + any_of(map(re.escape, (*words("be"), *words("auxiliary"), *words("adverb")))) + r"|[a-z]+ly"
    adverb += "|(?:" + any_of((*words("be"), *words("auxiliary"), *STEMS)) + r")n['’]t)"
    return Forms(
        finite=any_of(f for f in telling if not f.endswith("ing")),
        participle=any_of(f for f in known if f.endswith("ing")),
        past=any_of(f for f in telling if f.endswith(("ed", "n", "t"))),
        adverb=adverb,
    )
