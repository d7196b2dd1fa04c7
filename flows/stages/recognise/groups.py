"""Groups of states that a text makes by what they have in common: `foreign governments`, `the newly independent nations`.

Such a group is an actor of its own, with an id that its words make.  Groups that have a name are in the gazetteer, and whom a
text means by `both countries` is found elsewhere.
"""

from __future__ import annotations

import re
from functools import cache

from flows.stages.recognise.people import slug
from flows.stages.recognise.scan import Reading, Scan
from schemas.data import rows

RULE = "actor.group-of"
_TAKES_UP = r"(?<!\b[Bb]oth )(?<!\b[Tt]hese )(?<!\b[Tt]hose )(?<!\b[Tt]wo )(?<!\b[Tt]hree )(?<!\b[Ff]our )"
"""Not behind words that take up those told of: both imperial powers."""


@cache
def _pattern() -> re.Pattern[str]:
    words: dict[str, list[str]] = {}
    for r in rows("rules/group_words", "rule_id", "word", "part"):
        words.setdefault(r["part"], []).append(re.escape(r["word"]))
    what, which = ("|".join(sorted(words[part], key=lambda w: (-len(w), w))) for part in ("noun", "common"))
    which = rf"(?:(?i:{which}))"
    return re.compile(rf"(?<![\w-]){_TAKES_UP}(?:{which}(?:(?:,? and |, | ){which})*) (?:{what})\b(?!-)")


def find(scan: Scan) -> None:
    """Note groups of states whose words no name has taken."""
    for m in _pattern().finditer(scan.text):
        if not scan.claimed(*m.span()):
            scan.add(m.start(), m.end(), Reading("actor", slug(m[0]), RULE, 0.5, "name"))
            scan.claim(*m.span())
