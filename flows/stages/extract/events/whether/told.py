"""Whether what a talk, a telegram or a letter tells is an act, and not a move of the talk itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flows.stages.extract.events.whether.cues import by
from flows.stages.extract.positions.kinds import REPORT, TRANSCRIPT
from flows.stages.extract.positions.voices import Voices
from flows.stages.genres import CORRESPONDENCE
from flows.stages.grammar.frames import Frame

if TYPE_CHECKING:
    from flows.stages.extract.events.reader import Event
    from flows.stages.extract.events.who.roles import Participant

US = frozenset(("me", "us"))


def is_act(event: Event, frame: Frame, voices: Voices | None, sides: list[str], genre: str | None) -> bool:
    """Whether an act that a talk tells is one.

    A contact is one with somebody who is not there, before the talk, on a day named or with who writes of it; to see a person who
    is not there is one always, and so is what such a person has told somebody.  Of the acts that are done in words only those that
    a third party has done are, and formal ones that are done before or in writing.
    """
    there = voices.there if voices else frozenset()
    outside = [p for p in event.participants if (p.person_id or p.actor_id) not in there]
    rule, vg = event.rule, frame.vg
    if rule.away:
        return any(p.person_id for p in outside)
    if rule.only_talk:
        to_us = genre == CORRESPONDENCE and _to_us(frame)
        # whoever told something to the writer of a letter has met him: that is no move of a talk which the letter records
        by_another = genre != CORRESPONDENCE and event.participants[0] in outside and event.participants[0].person_id is not None
        return bool(outside) and (to_us or by_another or _before(event, frame, voices) or _between_others(event, outside))
    if rule.in_talk or _formal(event, frame, voices, genre):
        return True
    if rule.only_told and outside and event.realis == "proposed" and _instructed(frame, voices):
        return True
    earlier = vg is not None and vg.past_perfect and event.date_mention is not None and not rule.only_told
    if earlier and voices is not None and event.date not in (None, voices.doc.meta.get("issued")):
        return True  # what those who talk had done on a day before
    dated = event.date_mention is not None and not rule.only_told
    perfect = dated or (vg is not None and vg.perfect)
    return perfect and event.participants[0] in outside and event.participants[0].actor_id not in sides


def is_move(event: Event, frame: Frame, voices: Voices | None, sides: list[str], genre: str | None, reported: bool) -> bool:
    """Whether what a document tells is only a move of the talk: where talk is `reported`, all but acts; else that one takes sides.

    Herr Berg agreed with M. Lund: both are there.
    """
    there = voices.there if voices is not None else frozenset()
    if event.rule.action == "express-support" and all((p.person_id or p.actor_id) in there for p in event.participants):
        return True
    return reported and not is_act(event, frame, voices, sides, genre)


def _before(event: Event, frame: Frame, voices: Voices | None) -> bool:
    """Whether a contact is none of the talk itself: it was before or on a day named, or two persons or who is told to are still to meet."""
    to_come = event.realis == "proposed" and (_instructed(frame, voices) or len([p for p in event.participants if p.person_id]) > 1)
    return event.date_mention is not None or to_come or (frame.vg is not None and frame.vg.past_perfect)


def _instructed(frame: Frame, voices: Voices | None) -> bool:
    """Whether a report tells its reader what he is to do: you should inform the minister."""
    return voices is not None and voices.kind == REPORT and any(np.pronoun == "you" for np in frame.slots.get("agent", ()))


def _between_others(event: Event, outside: list[Participant]) -> bool:
    """Whether two persons who are both not there spoke to each other."""
    persons = [p for p in event.participants if p.person_id]
    return len(persons) > 1 and all(p in outside for p in persons)


def _to_us(frame: Frame) -> bool:
    return any(np.pronoun in US for slot in ("patient", "recipient", "to") for np in frame.slots.get(slot, ()))


def _formal(event: Event, frame: Frame, voices: Voices | None, genre: str | None) -> bool:
    """Whether an act in words is more than a move of the talk, be it of those who talk: it is done already, or done in writing.

    What a report now suggests to its own government is none.
    """
    rule, vg = event.rule, frame.vg
    if vg is None or voices is None or not (rule.done or rule.formal):
        return False
    reader, home = voices.people.addressee, voices.people.home
    own = voices.kind == REPORT and (reader is None or reader.actor_id == home)
    inward = own and vg.form == "base" and by("advised", vg.modal or "") is None and event.participants[0].actor_id == home
    return vg.perfect or (rule.formal and genre == CORRESPONDENCE and voices.kind != TRANSCRIPT and not inward)
