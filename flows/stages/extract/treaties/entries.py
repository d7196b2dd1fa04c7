"""Treaties of which a chronicle has the day, the name and the place, and no verb: `16 April. Trade agreement with Norway, in Oslo.`"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from flows.stages import edtf
from flows.stages.extract.treaties import days
from flows.stages.recognise.wording import phrase

if TYPE_CHECKING:
    from flows.stages.extract.treaties.facts import Treaty
    from flows.stages.extract.treaties.reader import TreatyReader
    from flows.stages.model import Mention

_RULE = "treaty.signed.entry"


def read(reader: TreatyReader, t: Treaty) -> None:
    """Say the day and the place of a treaty that is all that an entry under a day tells."""
    if "signed" in t.facts and t.facts["signed"][0].rule_id != "treaty.signed.behind":
        return
    for m in t.cluster.mentions:
        day = _day(reader, m)
        s = reader.reader.sentence_at(m.start)
        if day is None or m.form == "anaphor" or not phrase("entry-behind").fullmatch(reader.doc.text, _bare_end(m), s.end):
            continue
        quote = reader.quote(m)
        said = reader.fact(str(day.value), day.surface, quote, _RULE, 0.7)
        t.say("signed", said)
        t.say("signed_basis", replace(said, value="stated"))
        places = [p for p in reader.reader.between(m.start, s.end) if p.kind == "place" and p.ref_id and reader.locative(p)]
        if places and "place_id" not in t.facts:
            t.say("place_id", reader.fact(str(places[-1].ref_id), places[-1].surface, quote, _RULE, 0.7))
        return


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
    return found if text[found.end : m.start].strip(" .:") in ("", "A", "The") or days.UNDER.fullmatch(text, found.end, m.start) else None
