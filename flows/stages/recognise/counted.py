"""Groups of states that only a number tells of: `both countries`, `the two western powers`.

They have no entity of their own; in `value` stand the ids of those who are meant.  These are those of a group right before, else the
states that the sentence has named, if they are as many, or the one before; else those that the text has named most of late.  A state is
named by itself or by whoever acts for it, but not by where something is, nor in a list of another length: Norway, Sweden and Peru
offered their help, which both parties accepted.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import takewhile

from flows.stages.genres import TALKS
from flows.stages.grammar.lexis import pattern, word_class
from flows.stages.model import Mention
from flows.stages.recognise.kinds import actor_kinds
from flows.stages.recognise.quantities import numbers
from flows.stages.recognise.scan import Reading, Scan
from schemas.data import rows
from schemas.phrases import alternation

REACH, NEAR = 8, 2
"""Sentences within which a state may be meant, and within which it counts twice."""

_CLAUSE = re.compile(r"[^,;:.()]{1,60}")
"""From a subject to what is done in its own clause."""
BILATERAL, FEW = 0.7, 9
"""Which share of the states that a text names two have in an account of these two, if it names more than a few."""


@cache
def _pattern() -> re.Pattern[str]:
    """A number, perhaps what the members have in common, and what they are."""
    common = ["other", *(r["word"] for r in rows("rules/group_words", "rule_id", "word", "part") if r["part"] == "common")]
    return pattern("counted-group", common=alternation(common))


def count(words: str) -> int:
    """How many the words of a group say that they are; 0 where they do not."""
    values = numbers("cardinal") | dict.fromkeys(word_class("of-two"), 2)
    return next((values[w] for w in words.lower().split() if w in values), 0)


def find(scan: Scan) -> None:
    """Note the groups of a text, with those who are meant by them where that is plain."""
    named = sorted(_named(scan), key=lambda x: x[0].start)
    of_all = Counter(state for _, state, _ in named)
    last: dict[int, tuple[int, str]] = {}
    for m in _pattern().finditer(scan.text):
        if scan.claimed(*m.span()):
            continue
        wanted = count(m[0])
        here = scan.sentence(m.start())
        value = _lands(scan, named, m, wanted) or _meant(scan, named, of_all, m.start(), wanted, last.get(wanted)) if wanted else None
        if value:
            last[wanted] = here, value
        scan.add(m.start(), m.end(), Reading("actor", None, "actor.group", 0.6 if value else 0.3, "group", value=value))
        scan.claim(m.start(), m.end())


def _named(scan: Scan) -> Iterator[tuple[Mention, str, bool]]:
    """The mentions that name a state or another side, this side, and whether it is a state that is named itself."""
    g = scan.lex.gazetteer
    for m in scan.found:
        own = m.kind == "actor" and g.kind(m.ref_id) in actor_kinds("states")
        date = scan.date(m.start)
        state = (m.for_actor or g.state_of(m.ref_id or "", date)) if m.kind == "person" else g.owner(m.ref_id, date)
        if state and m.kind in ("actor", "person"):
            yield m, str(state), own


def _told_most(told: Counter[str], wanted: int) -> tuple[dict[str, int], int]:
    """The states that a text names most, with how often it does, and how often it names the next one."""
    most = told.most_common(wanted + 1)
    return dict(most[:wanted]), most[wanted][1] if len(most) > wanted else 0


def _meant(
    scan: Scan, named: list[tuple[Mention, str, bool]], of_all: Counter[str], position: int, wanted: int, last: tuple[int, str] | None
) -> str | None:
    """The ids of as many states as are wanted; `of_all` counts how often the text names each."""
    here = scan.sentence(position)
    last_one = bisect_left(named, position, key=lambda x: x[0].start)
    near = takewhile(lambda x: here - scan.sentence(x[0].start) <= REACH, (named[i] for i in range(last_one - 1, -1, -1)))
    before = [x for x in near if x[0].end <= position][::-1]
    if scan.doc.genre not in TALKS:
        if last is not None and here <= last[0] + 1:
            return last[1]
        main, others = _told_most(of_all, wanted)
        told = [(m, state) for m, state, _ in before if scan.sentence(m.start) == here]
        if exact := _exact(scan, told, wanted, position):
            return exact
        alone = others * 2 <= min(main.values(), default=0)  # a third that is named more than half as often may be meant as well
        if wanted == len(main) == 2 and alone and sum(main.values()) >= BILATERAL * len(named) and len(named) > FEW:
            return ";".join(sorted(main))
        for first in (here - 1, here):
            told = [(m, state) for m, state, _ in before if here - 1 <= scan.sentence(m.start) <= first]
            if exact := _exact(scan, told, wanted, position):
                return exact
    counts: Counter[str] = Counter()
    for m, state, own in before:
        if own:
            counts[state] += 2 if here - scan.sentence(m.start) <= NEAR else 1
    seen = [a for a, _ in sorted(counts.items(), key=lambda x: (-x[1], x[0]))]
    seen = seen[:wanted] if wanted < 3 or len(seen) == wanted else []  # of many, nothing says which three or four are meant
    return ";".join(sorted(seen)) if len(seen) == wanted else None


def _lands(scan: Scan, named: list[tuple[Mention, str, bool]], group: re.Match[str], wanted: int) -> str | None:
    """Lands that its sentence has named as places before a group of lands: war in Norway and tension in Peru, aid to both countries."""
    if pattern("lands").search(group[0]) is None:
        return None
    here = scan.sentence(group.start())
    told = {s for m, s, own in named if own and m.end <= group.start() and scan.sentence(m.start) == here and _aside(scan, m.start)}
    return ";".join(sorted(told)) if len(told) == wanted else None


def _aside(scan: Scan, position: int) -> bool:
    """Whether what is named at an offset is a place or a matter: around Africa and Norway, in Oslo, Norway."""
    ahead = scan.text[max(0, position - 40) : position]
    return pattern("ahead-of-place").search(ahead) is not None or pattern("ahead-of-land").search(ahead) is not None


def _exact(scan: Scan, told: list[tuple[Mention, str]], wanted: int, position: int) -> str | None:
    """The states that mentions name, where they are as many as wanted without lists of another length."""
    runs: list[list[tuple[Mention, str]]] = []
    for m, state in told:
        if runs and pattern("between-listed").fullmatch(scan.text, runs[-1][-1][0].end, m.start):
            runs[-1].append((m, state))
        else:
            runs.append([(m, state)])
    runs = [run for run in runs if not _aside(scan, run[0][0].start)]
    every = {s for run in runs for _, s in run}
    if len(every) == wanted:
        return ";".join(sorted(every))
    left = {s for run in runs if len(run) in (1, wanted) for _, s in run}
    if len(left) == wanted:
        return ";".join(sorted(left))
    # They broke with Norway and Peru, and Sweden left the two states alone: whose act it is done to them is none of them.
    own = bool(runs) and _CLAUSE.fullmatch(scan.text, runs[-1][-1][0].end, position) is not None
    others = {s for run in runs[:-1] for _, s in run} if own else set()
    return ";".join(sorted(others)) if len(others) == wanted else None
