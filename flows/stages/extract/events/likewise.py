"""Acts told without a verb of their own: Norway declared war on 3 May, Peru on 5 May; Sweden did so, or followed suit, on 6 May."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from flows.stages.extract.events.sighting import Sighting
from flows.stages.extract.events.when.dating import dated
from flows.stages.extract.events.who.roles import cast, holds
from flows.stages.extract.quotes import of_frame
from flows.stages.grammar.lexis import pattern
from flows.stages.recognise.kinds import actor_kinds

if TYPE_CHECKING:
    from flows.stages.extract.events.reader import Event, Reader
    from flows.stages.grammar.frames import Frame, Parse
    from flows.stages.model import Mention, Sentence


def repeated(reader: Reader, parse: Parse, sentence: Sentence, mentions: list[Mention], found: list[Event]) -> Iterator[Event]:
    """The acts of a sentence that are those of others told of before, in it or in the sentence before, done again by somebody else."""
    text = reader.doc.text
    for m in pattern("takes-up-act").finditer(text, sentence.start, sentence.end):
        i = parse.verb_at(m.start())
        model = _model(reader, sentence, found, m.start())
        if i is None or model is None or pattern("clause-hangs-on").search(text, sentence.start, m.start()):
            continue
        frame = parse.frame(i)
        vg = frame.vg
        if vg is None or vg.negated or vg.modal is not None or vg.infinitive:
            continue
        date, basis, mention = dated(reader, model.rule, frame, parse, m.span(), sentence, mentions)
        all_of_it = cast(model.rule, frame, reader.discourse, reader.gazetteer, date or sentence.date)
        who = [p for p in all_of_it.participants if p.role != "target"]
        known = {p.actor_id for p in model.participants}
        if not who or any(p.actor_id in known for p in who):
            continue
        yield replace(
            model, trigger=m.span(), quote=of_frame(text, frame, sentence), date=date, basis=basis, date_mention=mention,
            participants=[*who, *(p for p in model.participants if p.role == "target")], sentence=sentence.sentence_no,
            confidence=model.confidence * 0.9, also=[], others=[],
        )


def _model(reader: Reader, sentence: Sentence, found: list[Event], position: int) -> Event | None:
    """The act that is taken up: the last one that a verb tells as done before a place of the sentence, or in the sentence before."""
    here = [e for e in found if e.trigger[0] < position] or reader.told_in(sentence.sentence_no - 1, sentence.sentence_no - 1)
    done = [e for e in here if e.rule.pos == "verb" and e.realis == "actual" and not e.rule.party]
    return max(done, key=lambda e: e.trigger) if done else None


def without_verb(reader: Reader, event: Event, parse: Parse, sentence: Sentence, mentions: list[Mention]) -> Iterator[Event]:
    """The acts of the clauses behind that of an event which leave its verb out."""
    i = parse.verb_at(event.trigger[0])
    for frame in parse.frame(i).gapped if i is not None else ():
        own = acting(frame, parse.frame(i), reader) if i is not None else frame
        if own.opens is not None and all(holds(own, slot, kind) for slot, kind in event.rule.needs):
            behind = [m for m in mentions if m.kind != "date" or m.start >= own.opens[0]]
            told = next((m for m in behind if m.kind == "date"), None)
            dated_itself = told is not None and pattern("ahead-of-own-day").fullmatch(reader.doc.text, own.opens[1], told.start) is not None
            heard = behind if dated_itself else mentions
            other = reader.event(Sighting(event.rule, own, parse, own.opens, event.realis, sentence, heard))
            if other is not None and own.day is not None and (other.date_mention is not own.day or own.opens[0] == own.day.start):
                other = replace(other, date=own.day.value, date_mention=own.day, basis="stated")
            if other is not None:
                yield other


def acting(frame: Frame, first: Frame, reader: Reader) -> Frame:
    """A clause without a verb with a state that cannot be what a body is as the one who acts: Norway joined the league in 1920, and Peru
    in 1925."""
    whom, what = ([kind_of(m, reader) for np in f.slots.get("patient", ()) for m in np.heads] for f in (frame, first))
    if frame.day is None or frame.slots.get("patient") is first.slots.get("patient") or not whom or set(whom) == set(what):
        return frame
    if "state" not in whom or not set(what).isdisjoint(("state", None)):
        return frame
    slots = {**frame.slots, "patient": first.slots["patient"], "agent": frame.slots["patient"]}
    return replace(frame, slots=slots)


def kind_of(m: Mention, reader: Reader) -> str | None:
    """`state` for a state, the kind of another actor, None for what is none."""
    actor = reader.gazetteer.actors.get(m.ref_id or "")
    return None if actor is None else "state" if actor.kind in actor_kinds("states") else actor.kind
