"""Where the talk goes on: what is asked, offered and agreed after a meeting has been placed is done there, and then.

`The ministers met in Oslo in May. Norland proposed a truce.`  A scene lasts as long as the narrative stays with those who met:
until it comes to another place or time, or for a few sentences.  A record of a conversation is one scene.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from flows.stages import edtf
from flows.stages.actions import acts
from flows.stages.extract.events.reader import Event, Reader
from flows.stages.extract.events.where import wording
from flows.stages.extract.events.where.lands import wide
from flows.stages.extract.events.who.company import side
from flows.stages.grammar.lexis import pattern
from flows.stages.model import Mention, Sentence
from flows.stages.recognise.wording import phrase

LASTS = 4
"""Sentences after the last act at a scene for which it is still the scene."""
_AND = re.compile(r",? and (?:then |there |also )?(?:\w+ly )?$|,? (?:where|to) ")
TOLD = ("actual", "negated")
LONGEST = 100
"""Days beyond which a time is no longer that of one meeting."""


LAST_DAY = "rel-last-day"
"""The rule that reads the last day of a meeting, which is told of its scene."""


@dataclass(slots=True)
class Scene:
    """A place where people are together, since when and until when, who, and the sentence that last told of it."""

    place: Mention
    date: str | None
    sides: set[str]
    last: int
    paragraph: int = -1
    """The passage that it does not outlast; -1 where a conference is one beyond it."""
    whole: bool = False
    """Whether all of the document plays there."""


def stage(reader: Reader, events: list[Event]) -> None:
    """Give acts without a place that of the meeting at which they are done, and its days where theirs are less precise."""
    scene: Scene | None = None
    known: list[Scene] = []
    main: Scene | None = None
    last: Event | None = None
    for e in sorted(events, key=lambda e: e.trigger):
        if _named_in_passing(reader, e):
            continue
        if _arrived(reader, e, last) and last is not None:
            e.place = last.place
        last = e if e.rule.action == "visit" or (last is not None and last.sentence != e.sentence) else last
        whole = e.rule.pos == "document"
        if scene is not None and scene.whole and not _goes_on(reader, e, scene):
            continue
        if main is not None and e.rule.action in acts("gatherings") and _again(e, main):
            _put(e, main)
            scene = replace(main, last=e.sentence)
            continue
        if e.rule.action in acts("gatherings") and e.realis == "actual" and e.place is not None and not (scene and scene.whole):
            if wide(e.place, reader.gazetteer) and e.rule.action != "visit":
                continue  # who visits a state is in it then, and who meets in one at some place of it
            passage = -1 if e.rule.action == "conference" or whole else reader.sentence_at(e.trigger[0]).passage_no
            scene = Scene(e.place, e.date, _sides(reader, e), e.sentence, passage, whole)
            if main is not None:
                scene.last -= LASTS  # of another conference than its own, a document tells no more than a sentence
            known.append(scene)
            if main is None and e.date and _topic(reader, scene) and _titled(reader):
                main = scene
        elif (there := _meant(reader, e, known)) is not None:
            _put(e, there)
        elif scene is not None and _goes_on(reader, e, scene):
            scene.last = e.sentence
            _put(e, scene)
        elif main is not None and _of_main(reader, e, main):
            _put(e, main)
        elif scene is not None and _taken_up(reader, e, scene):
            _put(e, scene)
        elif main is not None and _over(e, main):
            main = None
        elif e.place is None and (then := next((s for s in known if _same_days(reader, e, s, known)), None)) is not None:
            e.place = then.place


def _named_in_passing(reader: Reader, e: Event) -> bool:
    """Whether a signing is only known from the name of a treaty that is made use of: the allies of the Treaty of Westport met in Oslo."""
    m = e.treaty
    if m is None or e.trigger != (m.start, m.end) or e.date_mention is not None:
        return False
    return phrase("measured-by").search(reader.doc.text[max(0, m.start - 60) : m.start]) is not None


def _put(e: Event, scene: Scene) -> None:
    """Let an act be done at a scene, and then, where it has no time of its own that says more."""
    if e.place is None:
        e.place = scene.place
    if e.date_mention is None and scene.date and (e.date is None or not edtf.compatible(scene.date, e.date) or _within(scene.date, e.date)):
        e.date, e.basis, e.staged = scene.date, "inferred", True


def _arrived(reader: Reader, e: Event, last: Event | None) -> bool:
    """Whether who has come to a place does something there in the same breath: she flew to Oslo and delivered the letter."""
    if last is None or last.rule.action != "visit" or last.sentence != e.sentence or e.place is not None or last.place is None:
        return False
    between = reader.doc.text[last.trigger[1] : e.trigger[0]]
    here = reader.between(last.trigger[1], e.trigger[0])
    places = {m.ref_id for m in here if m.kind == "place"} - {last.place.ref_id}
    return (
        e.rule.action in acts("told-there")
        and _AND.search(between) is not None
        and not places
        and bool(_sides(reader, e) & _sides(reader, last))
    )


def _meant(reader: Reader, e: Event, known: list[Scene]) -> Scene | None:
    """The scene that a sentence comes back to: at the conference, during the talks, on the last day of the meeting."""
    dated = e.date_mention is not None and e.date_mention.rule_id != LAST_DAY
    if e.rule.action not in acts("of-those-met") or e.realis not in TOLD or dated or not known:
        return None
    sentence = reader.sentence_at(e.trigger[0])
    found = pattern("at-it-again").search(reader.doc.text, sentence.start, e.trigger[0])
    if found is None or (e.place is not None and e.place.ref_id != known[-1].place.ref_id):
        return None
    return replace(known[-1], date=_day(known[-1].date, found[1]), last=e.sentence)


def _day(date: str | None, which: str | None) -> str | None:
    """The first or the last day of a meeting, where that is named; else all of it."""
    if not date or not which or edtf.precision(date) != "interval":
        return date
    first, _, last = date.partition("/")
    return {"first": first, "opening": first, "second": date, "third": date}.get(which.lower(), last)


def _of_main(reader: Reader, e: Event, main: Scene) -> bool:
    """Whether an undated act of those who met at the conference that the document is about is done there."""
    if e.rule.action not in acts("of-those-met") or e.realis not in TOLD:
        return False
    if e.date_mention is not None or (e.date or "").startswith("../"):
        return False
    if e.place is not None and e.place.ref_id != main.place.ref_id:
        return False
    sides = _sides(reader, e)
    return bool(sides) and sides <= main.sides and not _elsewhere(reader, reader.sentence_at(e.trigger[0]), main)


def _taken_up(reader: Reader, e: Event, scene: Scene) -> bool:
    """Whether an act belongs to the talks that its paragraph has taken up again: The talks turned to the ports. Norland offered one."""
    if e.rule.action not in acts("of-those-met") or e.realis not in TOLD:
        return False
    if e.place is not None and e.place.ref_id != scene.place.ref_id:
        return False
    sentence = reader.sentence_at(e.trigger[0])
    if (e.date or "").startswith("../") or (e.date and scene.date and not edtf.compatible(e.date, scene.date)):
        return False
    if pattern("talks-again").search(reader.doc.text, reader.passage_start(sentence), e.trigger[0]) is None:
        return False
    return bool(_sides(reader, e) & scene.sides) and not _elsewhere(reader, sentence, scene)


def _again(e: Event, main: Scene) -> bool:
    """Whether a gathering that is placed and not dated is the one that the document is about."""
    return e.realis == "actual" and e.date_mention is None and e.place is not None and e.place.ref_id == main.place.ref_id


def _over(e: Event, main: Scene) -> bool:
    """Whether an act tells that the narrative has gone on from a conference to what came after it."""
    if e.date_mention is None or e.realis != "actual" or e.rule.action in acts("gatherings"):
        return False
    begun, ended = edtf.bounds(e.date)[0], edtf.bounds(main.date)[1]
    return begun is not None and ended is not None and begun > ended


def _titled(reader: Reader) -> bool:
    """Whether the title is that of a gathering: The Westport Conference, 1927."""
    title = reader.doc.meta.get("title_span") or [0, 0]
    return pattern("meeting-in-title").search(reader.doc.text, title[0], title[1]) is not None


def _same_days(reader: Reader, e: Event, scene: Scene, known: list[Scene]) -> bool:
    """Whether an act has the very days of a scene that was told somewhere before."""
    if e.rule.action not in acts("at-meetings") or e.realis not in TOLD or not e.date or e.date != scene.date:
        return False
    at = reader.sentence_at(e.trigger[0])
    told = (edtf.precision(e.date) in ("day", "interval") and edtf.width(e.date) <= LONGEST) or _topic(reader, scene)
    there = {side for s in known if s.place.ref_id == scene.place.ref_id for side in s.sides}
    return told and bool(_sides(reader, e) & there) and not _elsewhere(reader, at, scene)


def _topic(reader: Reader, scene: Scene) -> bool:
    """Whether the title names the place of a scene: The Westport Conference, 1927."""
    title = reader.doc.meta.get("title_span") or [0, 0]
    return any(m.kind == "place" and m.ref_id == scene.place.ref_id for m in reader.between(title[0], title[1]))


def _goes_on(reader: Reader, e: Event, scene: Scene) -> bool:
    """Whether an act is one more of those that are done at a scene."""
    if e.rule.action not in acts("in-records" if scene.whole else "of-those-met") or e.realis not in TOLD:
        return False
    if e.place is not None and e.place.ref_id != scene.place.ref_id:
        return False
    if e.rule.action in acts("meetings-and-signings") if scene.whole else e.sentence - scene.last > LASTS:
        return False
    if scene.whole and (e.date_mention is not None or e.date != scene.date):
        return False
    if (e.date or "").startswith("../") or (e.date and scene.date and not edtf.compatible(e.date, scene.date)):
        return False
    sentence = reader.sentence_at(e.trigger[0])
    if scene.paragraph not in (-1, sentence.passage_no):
        return False
    return bool(_sides(reader, e) & scene.sides) and not _elsewhere(reader, sentence, scene)


def _elsewhere(reader: Reader, sentence: Sentence, scene: Scene) -> bool:
    """Whether a sentence says that it plays at another place."""
    here = (m for m in reader.between(sentence.start, sentence.end) if m.kind == "place" and m.ref_id != scene.place.ref_id)
    return any(wording.phrase("at-site").search(reader.doc.text, max(sentence.start, m.start - 30), m.start) for m in here)


def _within(inner: str, outer: str) -> bool:
    return inner != outer and edtf.contains(outer, inner) and edtf.width(inner) <= LONGEST


def _sides(reader: Reader, e: Event) -> set[str]:
    return {side(reader.gazetteer, p.actor_id) or p.person_id or "" for p in e.participants} - {""}
