"""The time of an act by its grammar: what had been done was done before, and what is agreed on for a day has not that day.

Which of the sentence's dates is nearest is the business of `dates`.  Here it is asked, step by step, whether that date is the act's own:
it may be that of a paper, of another clause, or of what is to come.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from flows.stages.extract.events.rules import EventRule
from flows.stages.extract.events.when import counting, deadlines, elsewhere, holding, papers
from flows.stages.extract.events.when.act import Act
from flows.stages.extract.events.when.dates import Dated
from flows.stages.extract.events.when.nth import nth
from flows.stages.grammar.frames import Frame, Parse
from flows.stages.model import Mention, Sentence

if TYPE_CHECKING:
    from flows.stages.extract.events.reader import Reader

Step = Callable[[Act, Dated, Mention], Dated]
"""Takes a date with its mention, and says what it is for the act."""

COUNTED = (counting.days_before, counting.counted_from, counting.within_of)
"""What counts an act's date from another is sure of it."""
NAMED: tuple[Step, ...] = (papers.in_brackets, papers.renewed_to, papers.renewed_until, deadlines.lasting_until)
"""Whether the nearest date is that of a paper, or of the end of something."""
ELSEWHERE: tuple[Step, ...] = (
    elsewhere.told_back,
    elsewhere.of_relative,
    elsewhere.of_doer,
    deadlines.due,
    deadlines.of_words,
    counting.roughly,
    deadlines.arranged,
    elsewhere.of_later_clause,
    elsewhere.of_main_verb,
)
"""Whether it is that of another clause, or of what is to come."""


def dated(
    reader: Reader, rule: EventRule, frame: Frame, parse: Parse, trigger: tuple[int, int], sentence: Sentence, mentions: list[Mention]
) -> Dated:
    """EDTF, basis and mention of the date of the act that a trigger names."""
    before = reader.doc.sentences[sentence.sentence_no - 1].date if sentence.sentence_no else None
    letter = sentence.date if sentence.date == reader.doc.meta.get("issued") else None
    act = Act(reader, rule, frame, parse, trigger, sentence, mentions, reader.doc.text, before, letter)
    if all(m.kind != "date" for m in mentions):
        return nth(act) or Dated(holding.before(sentence.date, frame, reader.doc.genre), "inferred", None)
    for count in COUNTED:
        if (counted := count(act)) is not None:
            return counted
    told = _through(NAMED, act, act.nearest())
    if told.mention is None:
        return nth(act) or holding.left_open(act, papers.of_paper(act, told))
    return holding.left_open(act, _through(ELSEWHERE, act, told))


def _through(steps: Sequence[Step], act: Act, told: Dated) -> Dated:
    """A date as some steps leave it; what has no mention of its own is not asked further."""
    for step in steps:
        if told.mention is None:
            break
        told = step(act, told, told.mention)
    return told


def to_come(date: str | None, told: Mention | None, state: str, frame: Frame) -> str | None:
    """A date, open behind it for what would be done then or later, or will not be done from then on.

    Nothing would be said until he had arrived; the pact, which the government will not ratify.
    """
    if date and told is None and date.startswith("../") and state in ("hypothetical", "proposed"):
        return f"{date.removeprefix('../')}/.."
    never = state == "negated" and frame.vg is not None and frame.vg.modal == "will" and not frame.vg.perfect
    return f"{date}/.." if never and date and "/" not in date else date
