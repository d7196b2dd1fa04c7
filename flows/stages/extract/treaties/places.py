"""Where a treaty was signed, where the clause of the signing does not say it: its sentence, or the meeting that it has its name from."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from flows.stages.extract.document import place_names
from flows.stages.extract.treaties.meetings import made_at, named_after
from flows.stages.model import Mention
from flows.stages.recognise.wording import phrase

if TYPE_CHECKING:
    from flows.stages.extract.events.reader import Event
    from flows.stages.extract.treaties.facts import Treaty
    from flows.stages.extract.treaties.reader import TreatyReader

WATERS = re.compile(r"\b(?:Canal|Straits?|Islands?|Sea|River|Gulf|Zone|Lakes?)$")
"""Places that treaties are about and not made at."""

SURE = 0.5
"""How sure the place of a treaty must be to be that of its signing: a name alone tells less."""


def read(reader: TreatyReader, t: Treaty) -> None:
    """Say the place of a treaty that has none yet; nothing for drafts and proposals."""
    if "place_id" in t.facts or t.facts["status"][0].value not in ("signed", "negotiated"):
        return
    for step in (_of_signing, _behind, _at_meeting, _of_name, _named_after):
        if "place_id" not in t.facts:
            step(reader, t)


def _of_signing(reader: TreatyReader, t: Treaty) -> None:
    """The one place that the sentence of the signing sets itself in: the envoys met in Westport to sign the pact."""
    for e in reader.events:
        if e.treaty is None or e.treaty.ref_id != t.cluster.local_id or e.rule.action != "sign" or e.realis != "actual":
            continue
        s = reader.reader.sentence_at(e.trigger[0])
        low, high = reader.doc.text.rfind(";", s.start, e.trigger[0]), reader.doc.text.find(";", e.trigger[1], s.end)
        inside = reader.reader.between(max(low, s.start), high if high >= 0 else s.end)
        here = {m.ref_id: m for m in inside if m.kind == "place" and m.ref_id and _town(reader, m.ref_id)}
        here = {k: m for k, m in here.items() if (reader.locative(m) or _gone_to(reader, m)) and not _of_another(reader, t, e.treaty, m)}
        signing = e.trigger != (e.treaty.start, e.treaty.end)
        if signing and len(here) == 1:
            ((place_id, m),) = here.items()
            t.say("place_id", reader.fact(str(place_id), m.surface, reader.span(m.start, m.end), e.rule.rule_id, 0.6))
            return


def staged(reader: TreatyReader, treaties: Iterable[Treaty]) -> None:
    """Let a treaty and its signing have one place: those who met in Westport signed a pact; the Pact of Westport was signed in May."""
    signings: dict[str, list[Event]] = {}
    for e in reader.events:
        if e.rule.action == "sign" and e.realis == "actual" and e.treaty is not None and e.treaty.ref_id:
            signings.setdefault(e.treaty.ref_id, []).append(e)
    for t in treaties:
        signed = signings.get(t.cluster.local_id, [])
        at = next((e.place for e in signed if e.place is not None and _town(reader, str(e.place.ref_id))), None)
        if "place_id" not in t.facts and at is not None and t.facts["status"][0].value == "signed":
            t.say("place_id", reader.fact(str(at.ref_id), at.surface, reader.quote(at), "treaty.place.scene", 0.5))
        if "place_id" in t.facts and (told := t.facts["place_id"][0]).confidence >= SURE:
            there = Mention(told.start, told.end, told.original or told.value, "place", told.value, None, told.rule_id, told.confidence)
            for e in signed:
                e.place = e.place or there


def _of_another(reader: TreatyReader, t: Treaty, m: Mention, place: Mention) -> bool:
    """Whether another treaty is named between a treaty and a place behind it: that is where the other one was signed."""
    between = reader.reader.between(m.end, place.start) if place.start > m.end else []
    return any(x.kind == "treaty" and x.ref_id not in (None, t.cluster.local_id) and x.form in ("named", "described") for x in between)


def _gone_to(reader: TreatyReader, m: Mention) -> bool:
    """Whether a place is one to which somebody went to sign, or that of a conference in which they did."""
    text = reader.doc.text
    before = text[max(0, m.start - 14) : m.start]
    if before.endswith(" to ") and phrase("to-sign").match(text, m.end):
        return True
    return phrase("during").search(before) is not None and phrase("meeting-behind").match(text, m.end) is not None


def _behind(reader: TreatyReader, t: Treaty) -> None:
    """The place between a treaty and the day of its signing: an agreement signed in Westport on 4 May 1931."""
    text, signed = reader.doc.text, t.facts["signed"][0].value if "signed" in t.facts else None
    for m in t.cluster.mentions:
        inside = phrase("signed-on").match(text, m.end)
        if inside is None or all(d.start != inside.end() or d.value != signed for d in reader.reader.between(m.end, inside.end() + 1)):
            continue
        towns = reader.reader.between(m.end, inside.end())
        for p in towns:
            if p.kind == "place" and p.ref_id and reader.locative(p):
                t.say("place_id", reader.fact(p.ref_id, p.surface, reader.quote(m), "treaty.place.behind", 0.6))
                return


def _at_meeting(reader: TreatyReader, t: Treaty) -> None:
    """The town of the conference at which a sentence says that a treaty was made."""
    for m in t.cluster.mentions:
        p = made_at(reader, m) if m.form == "named" else None
        if p is not None and _town(reader, str(p.ref_id)):
            t.say("place_id", reader.fact(str(p.ref_id), p.surface, reader.quote(m), "treaty.place.conference", 0.5))
            return


def _of_name(reader: TreatyReader, t: Treaty) -> None:
    """The place in a treaty's name where the text tells of a meeting there."""
    text = reader.doc.text
    known = {m.surface: m.ref_id for m in reader.reader.mentions if m.kind == "place" and m.ref_id}
    for m in t.cluster.mentions:
        if m.form != "named":
            continue
        for word in _words(m.surface):
            place_id = known.get(word) or place_names().get(word.casefold())
            if place_id is None or not _town(reader, place_id):
                continue
            for found in re.finditer(rf"\b{re.escape(word)}\b", text):
                s = reader.reader.sentence_at(found.start())
                inside = re.search(r"\b(?:in|at|near) (?:the )?(?:[\w ]+ of )?$", text[max(s.start, found.start() - 30) : found.start()])
                if phrase("meeting-behind").match(text, found.end()) or (inside and phrase("conference").search(text, s.start, s.end)):
                    quote = reader.span(found.start(), found.end())
                    t.say("place_id", reader.fact(place_id, word, quote, "treaty.place.meeting", 0.5))
                    return


def _named_after(reader: TreatyReader, t: Treaty) -> None:
    """The town that an act of a meeting has its name from by itself: the Westport Declaration."""
    for m in t.cluster.mentions:
        town = named_after(m.surface) if m.form == "named" else None
        if town is None:
            continue
        for word in (town, town.rpartition(" ")[2]):
            place_id = place_names().get(word.casefold())
            if place_id is not None and _town(reader, place_id) and not WATERS.search(word):
                t.say("place_id", reader.fact(place_id, word, reader.quote(m), "treaty.place.name", 0.4))
                return


def _town(reader: TreatyReader, place_id: str) -> bool:
    """Whether a place is one in which people meet: not a sea and not the territory of a state."""
    place = reader.gazetteer.places.get(place_id)
    return place is not None and place.country_code is not None and place.actor_id is None


def _words(name: str) -> list[str]:
    """The words of a name that may name a place, pairs before single ones."""
    words = name.strip("“").split(" ")
    return [" ".join(words[i : i + 2]) for i in range(len(words) - 1)] + words
