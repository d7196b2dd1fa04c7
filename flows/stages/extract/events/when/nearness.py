"""How near a date lies to an act, in clauses: the nearest date of a sentence is the act's.

The rules are asked in their order, and the first that knows the case says how far it is.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from flows.stages.extract.events.when import clauses
from flows.stages.extract.events.when.candidates import Attached, Candidate
from flows.stages.extract.events.when.clauses import borders
from flows.stages.extract.events.when.wording import phrase
from flows.stages.model import Sentence

NEVER = 100.0
"""From here on a date cannot be the act's."""
_BESIDE = 0.1
_FOLLOWED = 0.8
_GOES_ON = 0.6
_OF_PAPER = 0.7
_AT_VERB = 0.04
"""And nearer than any that stands as close before it."""
_OF_SUBJECT = 0.05
"""So that a date right behind the verb is nearer."""
_NAMED_BESIDE, _NAMED_AFAR = 0.3, 1.2
_REACH_OF_A_NAME = 40
"""Characters from a date inside a name to the word it may date."""
_OPENING = 25
"""Characters from the start of a sentence within which a date opens it."""
_CLAUSES_TO_OPENING = 1.5


@dataclass(slots=True, frozen=True)
class Lie:
    """Where a date and the trigger of an act lie to each other in a sentence, and how many borders of clauses between."""

    text: str
    begins: int
    trigger: int
    left: int
    right: int
    ahead: bool
    behind: bool
    lying: int

    @property
    def away(self) -> float:
        """The characters between the two, as a fraction of a clause."""
        return max(0, self.right - self.left) / 1000


def cost(c: Candidate, trigger: int, sentence: Sentence, text: str) -> float:
    """How far a date is from the trigger, in clauses; NEVER or more where it cannot be meant."""
    lie = _lie(c, trigger, sentence, text)
    for rule in RULES:
        if (told := rule(c, lie)) is not None:
            return told
    # The date of a clause that goes on from the act's own: on 3 May they met, and a truce was signed on 5 May.
    joint = lie.behind and phrase("goes-on-in-full").search(text, lie.left, lie.right) is not None
    return lie.lying + lie.away + (_GOES_ON if joint else 0)


def _lie(c: Candidate, trigger: int, sentence: Sentence, text: str) -> Lie:
    ahead, behind = c.end <= trigger, c.start > trigger
    left, right = (c.end, trigger) if ahead else (trigger, c.start)
    lying = borders(text, left, right) if right > left else 0
    if lying and behind and phrase("apposed").search(text, left, right):
        lying -= 1  # the Oslo Pact: a treaty signed on 3 May
    if lying and behind and clauses.preposed(text, c.start):
        lying -= 1  # they signed it before the end of May
    return Lie(text, sentence.start, trigger, left, right, ahead, behind, lying)


def _between_commas(c: Candidate, lie: Lie) -> float | None:
    """He offered, on 3 May, his help; when he left on 3 May, they closed the port; the landing, which took place in April."""
    if not lie.lying:
        return None
    text, trigger = lie.text, lie.trigger
    if clauses.right_behind(text, trigger, c.start) if lie.behind else clauses.heads_clause(text, lie.begins, c.end, trigger):
        return lie.away + _BESIDE
    if lie.behind and clauses.took_place(text, trigger, c.start):
        return -1
    return NEVER if lie.ahead and clauses.had_been(text, lie.begins, (c.start, c.end), trigger) else None


def _of_lasting(c: Candidate, lie: Lie) -> float | None:
    """The frontier of 1905; Norway, the ally of Peru since 1790, refused: they date nothing that is done."""
    of_old = lie.ahead and clauses.had_since(lie.text, lie.begins, (c.start, c.end))
    return NEVER if c.attached is Attached.LASTING or of_old else None


def _in_brackets(c: Candidate, lie: Lie) -> float | None:
    """The treaty with Norway (1944), which both broke; after the battle of Berg (May 1905) they demanded peace."""
    if c.attached is not Attached.BRACKETS or not lie.ahead:
        return None
    return _FOLLOWED if clauses.follows(lie.text, lie.begins, (c.start, c.end), lie.trigger) else NEVER


def _in_an_aside(c: Candidate, lie: Lie) -> float | None:
    """The port of Karlsholm (Berg since 1931): what stands in the brackets, and before them, is dated."""
    if c.attached is not Attached.ASIDE:
        return None
    between = lie.text[lie.left : lie.right]
    beyond = ("(" in between or ")" in between) and not phrase("its-aside").match(lie.text, lie.trigger)
    return NEVER if beyond else lie.lying + lie.away


def _taken_up_by_when(c: Candidate, lie: Lie) -> float | None:
    """After the crisis of May 1931, when Norway closed its ports."""
    return lie.away if lie.ahead and lie.lying == 1 and phrase("when-it").match(lie.text, lie.left) else None


def _in_a_name(c: Candidate, lie: Lie) -> float | None:
    """They signed the treaty of May 1931: it dates only what stands right beside it."""
    if c.attached is Attached.CLAUSE:
        return None
    near = lie.away <= _REACH_OF_A_NAME / 1000 and lie.lying == 0
    beside = near and (lie.behind or not clauses.leads_on(lie.text, c.end))
    return lie.away + (_NAMED_BESIDE if beside else _NAMED_AFAR + lie.lying)


def _of_participle(c: Candidate, lie: Lie) -> float | None:
    """The treaty signed last Friday will be published; they read the pact signed at Oslo on 3 May."""
    if lie.ahead and clauses.of_subject(lie.text, lie.begins, (c.start, c.end), lie.trigger):
        return lie.lying + _OF_SUBJECT + lie.away
    if lie.behind and clauses.of_paper(lie.text, lie.trigger, c.start):
        return lie.lying + _OF_PAPER + lie.away
    return None


def _in_relative(c: Candidate, lie: Lie) -> float | None:
    """Norway, which joined it in May 1885, sent troops."""
    told = lie.ahead and clauses.in_relative(lie.text, lie.begins, (c.start, c.end), lie.trigger)
    return lie.lying + 1 + lie.away if told else None


def _of_whole_clause(c: Candidate, lie: Lie) -> float | None:
    """They met in May, and on 9 June the truce was signed; an opening date holds for the whole sentence."""
    if lie.ahead and clauses.opens_clause(lie.text, lie.begins, c.start):
        return min(_GOES_ON, 0.5 * lie.lying) + lie.away
    if lie.ahead and c.start - lie.begins < _OPENING:
        return min(_CLAUSES_TO_OPENING, 0.5 * lie.lying) + lie.away
    return None


def _right_behind_verb(c: Candidate, lie: Lie) -> float | None:
    """After a visit that autumn they signed on 3 May a truce."""
    at = lie.behind and not lie.lying and clauses.at_verb(lie.text, lie.trigger, c.start)
    return lie.away - _AT_VERB if at else None


RULES: tuple[Callable[[Candidate, Lie], float | None], ...] = (
    _between_commas,
    _of_lasting,
    _in_brackets,
    _in_an_aside,
    _taken_up_by_when,
    _in_a_name,
    _of_participle,
    _in_relative,
    _of_whole_clause,
    _right_behind_verb,
)
