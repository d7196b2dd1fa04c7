"""Treaties of which a chronicle has the day, the name and the place, and no verb: `16 April. Trade agreement with Norway, in Oslo.`"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flows.stages import edtf
from flows.stages.extract.treaties import days
from flows.stages.extract.treaties.whose.guesses import party
from flows.stages.recognise.treaties.titles import SERIES
from flows.stages.recognise.wording import phrase

if TYPE_CHECKING:
    from flows.stages.extract.treaties.facts import Treaty
    from flows.stages.extract.treaties.reader import TreatyReader
    from flows.stages.model import Mention

_RULE = "treaty.signed.entry"


def read(reader: TreatyReader, t: Treaty) -> None:
    """Say the day and the place of a treaty that is all that an entry under a day tells."""
    _of_series(reader, t)
    if "signed" in t.facts and t.facts["signed"][0].rule_id != "treaty.signed.behind":
        return
    for m in t.cluster.mentions:
        day = _day(reader, m)
        s = reader.reader.sentence_at(m.start)
        if day is None or m.form == "anaphor" or not phrase("entry-behind").fullmatch(reader.doc.text, _bare_end(m), s.end):
            continue
        quote = reader.quote(m)
        said = reader.fact(str(day.value), day.surface, quote, _RULE, 0.7)
        t.say_signed(said, "stated")
        places = [p for p in reader.reader.between(m.start, s.end) if p.kind == "place" and p.ref_id and reader.locative(p)]
        if places and "place_id" not in t.facts:
            t.say("place_id", reader.fact(str(places[-1].ref_id), places[-1].surface, quote, _RULE, 0.7))
        return


def _of_series(reader: TreatyReader, t: Treaty) -> None:
    """Say the day and the place of a treaty in a series, which the next sentence has, and the parties, which are all of the one before."""
    for m in t.cluster.mentions:
        if m.rule_id != SERIES:
            continue
        s = reader.reader.sentence_at(m.start)
        sentences, quote = reader.doc.sentences, reader.quote(m)
        following = sentences[s.sentence_no + 1 : s.sentence_no + 2]
        told = reader.reader.between(following[0].start, following[0].end) if following else []
        day = next((d for d in told if d.kind == "date" and d.value), None)
        if day is not None:
            t.say_signed(reader.fact(str(day.value), day.surface, quote, SERIES, 0.8), "stated")
        place = next((p for p in told if p.kind == "place" and p.ref_id and reader.locative(p)), None)
        if place is not None:
            t.say("place_id", reader.fact(str(place.ref_id), place.surface, quote, SERIES, 0.8))
        before = sentences[max(0, s.sentence_no - 1)]
        sides = [x for x in reader.reader.between(before.start, before.end) if x.kind == "actor" and x.form == "name" and x.ref_id]
        rest = reader.doc.text[before.start : before.end]
        for x in sides:
            rest = rest.replace(x.surface, "")
        if before.passage_no == s.passage_no and len(sides) > 1 and phrase("series-sides").fullmatch(rest):
            for x in sides:
                if reader.is_state(str(x.ref_id)):
                    t.parties.setdefault(str(x.ref_id), reader.fact(party(str(x.ref_id)), x.surface, quote, SERIES, 0.8))


def _bare_end(m: Mention) -> int:
    """Where a name ends before the words with whom the treaty is."""
    tail = re.search(r" (?:with|between) ", m.surface)
    return m.start + tail.start() if tail else m.end


def _day(reader: TreatyReader, m: Mention) -> Mention | None:
    """The day, or the month, at the head of a paragraph whose first words are a mention."""
    text = reader.doc.text
    found = days.headed(reader.doc, reader.dates, m)
    if found is None or edtf.precision(found.value) not in ("day", "month"):
        return None
    alone = text[found.end : m.start].strip(" .:") in ("", "A", "The")
    return found if alone or phrase("entry-under").fullmatch(text, found.end, m.start) else None
