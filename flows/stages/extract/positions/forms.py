"""The forms of words that subjects, verbs and the edges of clauses are made of, as parts of regular expressions."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from flows.stages.extract.positions.rules import STATE, alternatives, verbs, words
from flows.stages.grammar.units import STEMS


@dataclass(frozen=True, slots=True)
class Forms:
    """Alternatives without brackets but for `adverb` and `reply`: the `finite` forms of what tells, its `past` ones, the
    `participle` of any verb, what opens a `side` clause; `reply` is how a clause answers the one before it ("to which she replied")."""

    finite: str
    participle: str
    past: str
    adverb: str
    side: str
    reply: str


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
    reply = r"\b(?:to|at|upon) which (?:(?!ha[sd]\b|have\b)[\w.]+\s+){1,3}?" + alternatives(words("answering")) + r"\b"
    reply += (r"|\b(?:in|by) which (?:(?:he|she|they|it)\s+|(?:the\s+)?(?:[A-Z][\w.’'-]+\s+){1,5})(?:(?:had|has|also|again|[a-z]+ly)\s+)*"
              + alternatives(words("in-letter")) + r"\b")
    return Forms(
        finite=any_of(f for f in telling if not f.endswith("ing")),
        participle=any_of(f for f in known if f.endswith("ing")),
        past=any_of(f for f in telling if f.endswith(("ed", "n", "t"))),
        adverb=adverb,
        side=any_of(words("subordinator")),
        reply=reply,
    )
