"""Dates of other clauses than that of the act: relative ones, those that go back behind it, and those to which the story goes on."""

from __future__ import annotations

from flows.stages import edtf
from flows.stages.extract.events.when.act import NEAR, Act, precedes
from flows.stages.extract.events.when.clauses import in_relative
from flows.stages.extract.events.when.dates import Dated
from flows.stages.extract.events.when.wording import phrase
from flows.stages.grammar.chunks import VG
from flows.stages.model import Mention

LATER = "rel-later"
"""The rule of a distance in time from what is told."""
ONWARDS = ("later", "afterwards", "afterward")
ENTRY = 30
"""Characters that the day at the head of an entry may have."""


def told_back(act: Act, told: Dated, date: Mention) -> Dated:
    """He came to Oslo; he had been elected in May: that was before, and he came at the time of the story.

    He refused to deal with the king, who had come to Oslo in June: where the story was in May, he did so from June on.
    """
    if not act.before or not _goes_back(act, date):
        return told
    back = act.back(date)
    if back.mention is None and precedes(back.date, date.value) and phrase("relative").search(act.text, act.trigger[1], date.start):
        return back._replace(date=edtf.make_interval(date.value, None))
    return back


def _goes_back(act: Act, date: Mention) -> bool:
    """Whether a date behind an act is that of a clause in the past perfect, and the act is not in it."""
    if date.start < act.trigger[1] or (act.vg is not None and act.vg.past_perfect):
        return False
    border = phrase("goes-back").search(act.text, act.trigger[1], date.start)
    return border is not None and any(vg.past_perfect and border.end() <= c.start for c, vg in act.verbs_behind(date))


def of_relative(act: Act, told: Dated, date: Mention) -> Dated:
    """He cited the pact, which they made in May; he fled to Oslo, where he died two years later: the act was at the time of the story."""
    if not act.before or not act.by_verb or date.start < act.trigger[1]:
        return told
    return act.back(date) if _in_relative(act, date) or _in_reduced(act, date) or _in_later_one(act, date) else told


def _in_relative(act: Act, date: Mention) -> bool:
    """Whether a date behind an act stands in a relative clause with a verb of its own."""
    openers = phrase("relative").finditer(act.text, act.trigger[1], date.start)
    return any(", " not in act.text[o.end() : date.start] and act.follows(o.end(), date) for o in openers)


def _in_reduced(act: Act, date: Mention) -> bool:
    """Whether it is that of a participle behind a comma: the treaty, signed in May; the party, founded in 1965."""
    return any("," not in act.text[c.end : date.start] and _is_reduced(vg, act.text) for c, vg in act.verbs_behind(date))


def _is_reduced(vg: VG, text: str) -> bool:
    bare = not vg.auxiliary and not vg.infinitive and not vg.participial and not text.startswith(("had ", "has "), vg.start)
    behind = bare and phrase("participle-behind").search(text, vg.start - 20, vg.start) is not None
    return behind and phrase("participle-adjunct").match(text, vg.end) is not None


def _in_later_one(act: Act, date: Mention) -> bool:
    """Whether it counts on from the act to what another clause tells: he fled to Oslo, where he died two years later."""
    if date.rule_id != LATER or not date.surface.endswith(ONWARDS):
        return False
    opener = phrase("elsewhere").search(act.text, act.trigger[1], date.start)
    return opener is not None and any(vg.finite and opener.start() < c.start for c, vg in act.verbs_behind(date))


def of_doer(act: Act, told: Dated, date: Mention) -> Dated:
    """Norway, which joined the league in 1920, rejected it: the doer had done that long before."""
    if not act.before or not act.by_verb or date.end > act.trigger[0] or not precedes(date.value, act.before):
        return told
    relative = in_relative(act.text, act.sentence.start, (date.start, date.end), act.trigger[0])
    return Dated(act.before, "inferred", None) if relative else told


def of_later_clause(act: Act, told: Dated, date: Mention) -> Dated:
    """She agreed, and they signed on 3 May: she did so between the time of the story and that day, or in the year of the story.

    `29 May. They sign a treaty; a parade follows on 5 October.`  What an entry tells first is of its day.
    """
    if date.start < act.trigger[1] or edtf.precision(told.date) not in NEAR:
        return told
    later = edtf.precision(act.before) in NEAR and precedes(act.before, told.date)
    of_year = edtf.precision(act.before) == "year" and edtf.contains(act.before, told.date)
    if not (later or of_year) or not _in_outcome(act, date):
        return told
    if of_year or _is_day(act, act.sentence.sentence_no - 1):
        return Dated(act.before, "inferred", None)
    return Dated(edtf.make_interval(act.before, told.date), "inferred", date)


def _in_outcome(act: Act, date: Mention) -> bool:
    """Whether a date is that of a clause which goes on from an act, or tells what came of it."""
    if phrase("outcome-only").search(act.text, act.trigger[1], date.start):
        return True
    joint = phrase("goes-on").search(act.text, act.trigger[1], date.start)
    if joint is not None and (act.follows(joint.end(), date) or date.start - joint.end() <= len("on ")):
        return True
    outcome = phrase("outcome").search(act.text, act.trigger[1], date.start)
    awaited = act.vg is not None and act.vg.negated  # it did not meet until Norway had joined in May
    return outcome is not None and not awaited and act.follows(outcome.end(), date)


def _is_day(act: Act, number: int) -> bool:
    """Whether a sentence is only the day at the head of an entry."""
    sentence = act.reader.doc.sentences[number]
    head = next((m for m in act.reader.between(sentence.start, sentence.end) if m.kind == "date"), None)
    return head is not None and sentence.end - sentence.start <= ENTRY and head.start == sentence.start


def of_main_verb(act: Act, told: Dated, date: Mention) -> Dated:
    """The treaty, made for ten years, came into force on 3 May: it was made then or before."""
    vg = act.vg
    if not told.date or "/" in told.date or vg is None or vg.auxiliary or vg.participial or vg.infinitive:
        return told
    if not act.text.startswith(", ", vg.start - 2) or date.start < act.trigger[1]:
        return told
    comma = act.text.find(", ", act.trigger[1], date.start)
    main = comma >= 0 and any(c.vg is not None and c.vg.finite and c.start == comma + 2 for c in act.parse.chunks)
    return told._replace(date=f"../{told.date}", basis="inferred") if main else told
