"""When a treaty was made by what is told of it beside a signature: the war that it ended, its making, what was done under it, its issue."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from flows.stages import actions, edtf
from flows.stages.extract.treaties import days
from flows.stages.extract.treaties.facts import Fact
from flows.stages.extract.treaties.names import YEAR, kinds
from flows.stages.extract.treaties.phrases import does, status_made
from flows.stages.recognise.wording import phrase

if TYPE_CHECKING:
    from flows.stages.extract.events.reader import Event
    from flows.stages.extract.treaties.facts import Treaty
    from flows.stages.extract.treaties.reader import TreatyReader
    from flows.stages.model import Mention, Sentence

CLOSE_BEHIND = 8
"""How far behind its verb the name of what is signed starts at most, in characters."""
WITHIN = 60
"""How far behind it one of several that are signed in one breath may be named, in characters."""
NEAR = 30
"""How far behind a name the verb of its issue may stand, in characters."""
NAMES_ON = re.compile(r" [A-Z]")
"""Behind a date that is a part of a name: the August 1931 Conference."""


def read(reader: TreatyReader, t: Treaty, mentions: list[Mention]) -> None:
    """The date on which a treaty ended a war or gave something, or the only one of a sentence that tells of its making.

    In 1931 the talks yielded it; it ended the war in 1932; in 1933 Norway ceded the islands under its terms.
    """
    for m in mentions:
        s = reader.reader.sentence_at(m.start)
        dates = [d for d in reader.reader.between(s.start, s.end) if d.kind == "date" and (d.value or "").replace("-", "").isdigit()]
        dates = [d for d in dates if not days.of_another(reader.reader, d, t.cluster.local_id)]
        kept = phrase("kept-before").search(reader.doc.text, s.start, m.start) is not None
        made = not kept and (status_made(reader.doc, m) == "signed" or (m.form == "described" and does(reader.doc, m)))
        ended = next((d for d in dates if phrase("ended-on").fullmatch(reader.doc.text, m.end, d.start)), None)
        came = next((d for d in dates if made and phrase("date-right-behind").fullmatch(reader.doc.text, m.end, d.start)), None)
        grown = phrase("culminated").search(reader.doc.text, max(s.start, m.start - 60), m.start)
        only = dates[0] if len(dates) == 1 and (made or (grown and YEAR.search(dates[0].surface))) else None
        if grown is not None:
            only = next((d for d in dates if _of_the_end(reader, d, grown, m)), only)
        given = dates[0] if len(dates) == 1 and any(e.date_mention is dates[0] for e in acts(reader, s, m)) else None
        found = ended or came or only or given
        behind = reader.doc.text[m.end : min(s.end, m.end + NEAR)]
        t.issued |= bool(dates) and t.cluster.kind in kinds("issued") and phrase("issued-behind").match(behind) is not None
        if t.weak is None and found is not None and reader.fits(t, str(found.value)):
            t.weak = Fact(str(found.value), found.surface, *reader.quote(m), "treaty.signed.deed", 0.4)
            t.made = came is not None or only is not None or given is not None


def _of_the_end(reader: TreatyReader, d: Mention, grown: re.Match[str], m: Mention) -> bool:
    """Whether a date says when something culminated in a treaty: it culminated in May in the pact, culminated with the pact on 4 May."""
    ends = grown.start() < d.start < m.start or phrase("date-right-behind").fullmatch(reader.doc.text, m.end, d.start) is not None
    return ends and YEAR.search(d.surface) is not None  # the year of a bare day is a guess


def signed_behind(reader: TreatyReader) -> None:
    """Give an act of signing that has no object the treaty that its verb takes up or that is named right behind it.

    They signed the “Founding Act on”; they drew up the treaty and signed it; they signed the Westport and Fisheries Treaties.
    """
    for e in reader.events:
        upon = e.rule.action in actions.acts("signed-or-ratified") and e.rule.pos == "verb"
        if e.treaty is None and upon and phrase("signed-it").match(reader.doc.text, e.trigger[1]):
            e.treaty = _told_before(reader, e)
        if e.treaty is None and e.rule.action == "sign" and e.rule.pos == "verb":
            text, at = reader.doc.text, e.trigger[1]
            s = reader.reader.sentence_at(at)
            here = [m for m in reader.reader.between(s.start, min(s.end, at + WITHIN)) if m.kind == "treaty" and m.ref_id]
            behind = [m for m in here if m.form == "named" and m.start >= at]
            quoted = [m for m in behind[:1] if m.start < at + CLOSE_BEHIND and phrase("quoted-object").fullmatch(text, at, m.start)]
            named = quoted or [m for m in behind[:1] if phrase("signed-object").fullmatch(text, at, m.start)]
            e.treaty = named[0] if named else None


def _told_before(reader: TreatyReader, e: Event) -> Mention | None:
    """The treaty that `it` takes up behind a verb that is done to treaties: the last one of the sentence, else of the one before."""
    s = reader.reader.sentence_at(e.trigger[0])
    for low, high in (
        (s.start, e.trigger[0]),
        *((x.start, x.end) for x in reader.doc.sentences[max(0, s.sentence_no - 1) : s.sentence_no]),
    ):
        if reader.reader.sentence_at(low).passage_no != s.passage_no:
            return None
        told = [m for m in reader.reader.between(low, high) if m.kind == "treaty" and m.ref_id and m.end <= high]
        if told:
            return told[-1]
    return None


def acts(reader: TreatyReader, s: Sentence, m: Mention) -> list[Event]:
    """The acts of a sentence done in, by or under a treaty that it names: they ceded it in the Oslo Pact; the pact by which they did."""
    which = phrase("by-which").match(reader.doc.text, m.end, s.end)
    by_it = m.form == "named" and phrase("done-by").search(reader.doc.text[max(s.start, m.start - 60) : m.start])
    if which is None and not by_it:
        return []
    told = [e for e in reader.events if e.sentence == s.sentence_no and e.realis == "actual"]
    told = told if which is None else [e for e in told if e.trigger[0] > which.end()]
    told = [e for e in told if e.rule.action in actions.acts("given-by-treaty") and not (e.borrowed or e.rule.of_treaty)]
    told = [e for e in told if ";" not in reader.doc.text[min(e.trigger[0], m.start) : max(e.trigger[0], m.end)]]
    return [e for e in told if e.trigger[1] < m.start or e.trigger[0] > m.end]


def issue(t: Treaty, e: Event, text: str) -> None:
    """The day and the signatories of a declaration that several issued: it is as good as signed by those who made it known."""
    if e.rule.action != "publish" or e.realis != "actual" or t.cluster.kind not in kinds("joint"):
        return
    own = [p for p in e.participants if p.role != "target"]
    if len({p.actor_id or p.person_id for p in own}) < 2:
        return
    for p in own:
        if p.person_id:
            value = json.dumps({"actor_id": p.actor_id, "person_id": p.person_id}, sort_keys=True)
            t.signatories.setdefault(p.person_id, Fact(value, None, *e.quote, e.rule.rule_id, e.confidence))
    d = e.date_mention
    if d is not None and e.date and edtf.precision(e.date) in ("day", "month") and not NAMES_ON.match(text, d.end):
        t.say_signed(Fact(e.date, d.surface, *e.quote, e.rule.rule_id, e.confidence), e.basis)
