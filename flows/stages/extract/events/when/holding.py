"""Whether a date holds for an act as it is told, or the act was done before it: had signed, having signed."""

from __future__ import annotations

from flows.stages.extract.events.when.act import Act
from flows.stages.extract.events.when.clauses import in_commas
from flows.stages.extract.events.when.dates import Dated, clauses_between
from flows.stages.extract.events.when.wording import phrase
from flows.stages.genres import CHRONICLE
from flows.stages.grammar.frames import Frame
from flows.stages.model import Mention

OPENING = 25
"""Characters from the start of a sentence within which a date opens it."""
CLAUSES = ("who ", "which ", "that ")


def left_open(act: Act, told: Dated) -> Dated:
    """In May the envoy who had signed the pact left: he signed before May; In May 1905 Norway had signed the pact: then."""
    date, mention = told.date, told.mention
    if mention is not None and (_holds(act, mention) or (date and "/" in date)):
        return told
    return told._replace(date=before(date, act.frame, act.reader.doc.genre))


def before(date: str | None, frame: Frame, genre: str | None) -> str | None:
    """A date, open on one side for what was done before the time that is told: had signed, having signed; has signed in a chronicle."""
    verb = frame.vg or frame.governor
    earlier = verb is not None and (verb.past_perfect or (verb.participial and verb.perfect))
    earlier = earlier or (verb is not None and genre == CHRONICLE and verb.perfect and verb.modal is None)
    return f"../{date.rpartition('/')[2]}" if date and earlier and not date.endswith("/..") else date


def _holds(act: Act, date: Mention) -> bool:
    """Whether a date of a sentence is that of an act also where it had been done."""
    return (
        clauses_between(date, act.trigger[0], act.text) <= _opens(act, date)
        or holds_for(act, date)
        or _heads(act, date)
        or in_commas(act.text, act.trigger[1], date.start)
        or phrase("and-had").fullmatch(act.text, date.end, act.trigger[0]) is not None
    )


def holds_for(act: Act, date: Mention) -> bool:
    """Whether a date opens a sentence and no clause of another kind begins before the act: In 1812, Norway and Sweden had built ships."""
    ahead = date.end <= act.trigger[0] and _opens(act, date)
    return ahead and phrase("subordinate").search(act.text, date.end, act.trigger[0]) is None


def _opens(act: Act, date: Mention) -> bool:
    """Whether a date opens a sentence, or what goes on in it behind a semicolon, with a comma behind it, so that it holds for all of it."""
    begin = max(act.sentence.start, act.text.rfind("; ", act.sentence.start, date.start))
    return date.start - begin < OPENING and act.text.startswith(",", date.end)


def _heads(act: Act, date: Mention) -> bool:
    """Whether a date opens a sentence right before the subject of an act, whatever is told of that in between."""
    vg = act.vg
    if vg is None or act.text.endswith(CLAUSES, date.end, vg.start):
        return False
    subjects = act.frame.slots.get("patient" if vg.passive else "agent", ())
    return date.start - act.sentence.start < OPENING and any(0 < np.start - date.end <= len(" the ") for np in subjects)
