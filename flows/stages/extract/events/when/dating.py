"""The time of an act by its grammar: what had been done was done before, and what is agreed on for a day has not that day.

Which of the sentence's dates is meant is the business of `dates`; what is arranged is in `schemas/rules/undated.csv`.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from flows.stages import edtf
from flows.stages.actions import acts
from flows.stages.extract.events.rules import EventRule
from flows.stages.extract.events.when.clauses import in_commas, in_relative
from flows.stages.extract.events.when.dates import Dated, clauses_between, event_date, of_lasting_things, of_others
from flows.stages.extract.events.when.spans import SUBORDINATE, moved, words_of
from flows.stages.grammar.chunks import VG
from flows.stages.grammar.frames import Frame, Parse
from flows.stages.grammar.lexis import forms
from flows.stages.model import Mention, Sentence
from flows.stages.recognise.dates import steps, words

if TYPE_CHECKING:
    from flows.stages.extract.events.reader import Reader

CHRONICLE = "chronicle"
"""The genre that tells in the present."""
COUNTED = re.compile(r"(?:(?:only|just|exactly) )?(\w+(?:-\w+)?) (days?|weeks?|months?|years?) (after|before)", re.IGNORECASE)
NAMED = re.compile(r" (?:(?:the|an?|his|her|their|its|[A-Z][\w’'-]*|[a-z]+an|of) ){0,4}")
"""Between a distance and the noun of what it is counted from."""
THAT = re.compile(r"\b(?:that|whether)\b")
DEADLINE = re.compile(r"\b(?:by|before|until|till|not later than|no later than) (?:the )?(?:end of |beginning of )?(?:the )?$")
GERUND = re.compile(r"\b[a-z]{2,}ing (?!(?:of|in|on|at|with|between)\b)")
"""What a paper lays down."""
REACH = 20
"""Characters between a distance and the verb of its clause."""
NEAR = ("day", "month")
JOINT = re.compile(r", and |; |, who |, but | and, on | and on | and, |, then ")
BACK = re.compile(
    r"[;:] |, (?:who|which|when|where|because|as|since|although|though) | (?:because|since|although|though|that what|that|what) "
)
"""Before a clause that may go back behind what is told."""
BY = re.compile(r"\b[Bb]y (?:the )?$")
AND_HAD = re.compile(r" and had (?:[a-z]+ly )?")
"""Before what was done at the time of what is joined to it: had been moved in May 1931 and had settled."""
BEHIND_COMMA = re.compile(r", (?:[a-z]+ly )?$")
PASSIVE = re.compile(r" (?:in|on|by|at|early|late|between) ")
"""Behind a participle that has no object."""
RELATIVE = re.compile(r"\b(?:which|who|whom|whose|that had)\b")
LATER = "rel-later"
"""The rule of a distance in time from what is told."""
ELSEWHERE = re.compile(r", (?:where|and|but) | and ")
"""Before a clause that goes on from an act."""
WEEKS = re.compile(r"(?!(?:one|two|1|2)\b)[\w-]+ weeks (?:later|earlier|after|before|afterwards?)\b", re.IGNORECASE)
ENTRY = 30
"""Characters that the day at the head of an entry may have."""
OPENING = 25
"""Characters from the start of a sentence within which a date opens it."""


TERM = re.compile(r"\b(?:until|till|up to|to) (?:the )?(?:end of )?(?:the )?$")
"""Between the renewal of a treaty and the day until which it holds then."""
BY_WHOM = re.compile(r" by (?:the )?(?:[\w’'-]+ ){1,4}\((?:on |in )?$")
"""Between a verb and the day in brackets on which somebody did it: ratified by Norway (3 May), not by its pact with Norway (1931)."""
UNTIL = re.compile(r"\b(?:until|till) (?:the )?$")


def dated(
    reader: Reader, rule: EventRule, frame: Frame, parse: Parse, trigger: tuple[int, int], sentence: Sentence, mentions: list[Mention]
) -> Dated:
    """EDTF, basis and mention of the date of the act that a trigger names."""
    if all(m.kind != "date" for m in mentions):
        return _before(sentence.date, frame, reader.doc.genre), "inferred", None
    text = reader.doc.text
    in_being = rule.action in acts("on-treaty-in-being")
    of_name = rule.action in acts("dated-by-name") or (rule.pos != "verb" and not in_being)
    passive = frame.vg is not None and frame.vg.passive
    done_to = None if rule.pos != "verb" or rule.action not in acts("on-papers-in-being") else "before" if passive else "behind"
    date, basis, mention = event_date(mentions, sentence, trigger[0], text, of_name, done_to)
    of_paper = mention is not None and in_being and trigger[1] < mention.start and text.startswith(")", mention.end)
    if mention is not None and of_paper and BY_WHOM.match(text, trigger[1], mention.start) is None:
        date, basis, mention = sentence.date, "inferred", None  # denounced the alliances with Norway (1931) and Denmark (1934)
    before = reader.doc.sentences[sentence.sentence_no - 1].date if sentence.sentence_no else None
    if mention is not None and rule.action == "renew" and date and "/" in date.strip("./") and " to " in text[mention.start : sentence.end]:
        date = date.partition("/")[0]  # prolonged in May 1934 to the end of 1945
    if mention is not None and rule.action == "renew" and TERM.search(text, trigger[1], mention.start):
        date, basis, mention = before or sentence.date, "inferred", None  # prolonged until 31 December 1945
    elif mention is not None and UNTIL.search(text, trigger[1], mention.start) and frame.vg is not None and not frame.vg.negated:
        own = event_date([m for m in mentions if m.end <= trigger[0]], sentence, trigger[0], text, of_name, done_to)
        date, basis, mention = own if own[2] is not None else (date, basis, mention)  # on 3 May the talks were adjourned until 7 May

    def back(told: Mention) -> Dated:
        """The date that the sentence has told before one that is not the act's, or else that of the sentence before."""
        own = event_date([m for m in mentions if m.end <= min(told.start, trigger[0])], sentence, trigger[0], text, of_name, done_to)
        return own if own[2] is not None else (before, "inferred", None)

    letter = sentence.date if sentence.date == reader.doc.meta.get("issued") else None
    if (ago := _days_before(mentions, sentence, frame, trigger[0])) is not None:
        return ago[0], "inferred", ago[1]
    if (counted := _counted_from(mentions, letter, parse, trigger[0], text)) is not None:
        return counted[0], "inferred", counted[1]
    others = of_others(mentions, sentence, trigger[0], text, done_to) if mention is None and date != letter else []
    if date in others and edtf.precision(date) in NEAR:
        later = before is None or _precedes(before, date)  # the note of 5 May was rejected then or later
        date = edtf.make_interval(date, None) if later else before
    if mention is None and before and date in of_lasting_things(mentions, text):
        date = before  # the year of a thing does not carry the narrative along
    told_by_verb = rule.pos == "verb" and rule.action not in acts("dated-by-name")  # talks which were held in May were held then
    done = mention if mention is not None and before and _told_back(parse, frame, trigger[1], mention, text) else None
    if mention is not None and before and told_by_verb and (
        _of_relative(parse, trigger[1], mention, text) or _told_later(parse, trigger[1], mention, text)
    ):
        date, basis, mention = back(mention)
    if mention is not None and before and told_by_verb and _told_of_doer(mention, before, trigger[0], sentence, text):
        date, basis, mention = before, "inferred", None
    if mention is not None and done is mention:
        date, basis, mention = back(mention)
    if done is not None and mention is None and _precedes(date, done.value) and RELATIVE.search(text, trigger[1], done.start):
        date = edtf.make_interval(done.value, None)  # he refused to deal with the king, who had come to Oslo in June
    if mention is not None and told_by_verb and date == f"../{mention.value}" and _done_by(frame, mention, trigger[0], sentence, text):
        date = mention.value  # by 1920 they asked for it: in that year, while by 9 May they may have asked before
    elif mention is not None and told_by_verb and rule.action not in acts("arranging") and _due(parse, mention, trigger, text):
        own = back(mention)
        date, basis, mention = own if own[0] is not None else (date, basis, mention)
    elif mention is not None and rule.action == "sign" and _due(parse, mention, trigger, text) and back(mention)[0]:
        date, basis, mention = back(mention)  # on 3 May they signed a treaty ceding the port by 10 June
    if mention is not None and before and told_by_verb and rule.action in acts("telling") and _of_words(trigger[1], mention, text):
        date, basis, mention = back(mention)
    if mention is not None and WEEKS.match(mention.surface):
        date = steps.truncate(date, "M") or date  # five weeks after: nobody has counted the days
    if mention is not None and before and rule.action in acts("arranging") and _of_content(parse, trigger[1], mention, text):
        due = (date or "").removeprefix("../")
        if _precedes(before, due):
            date, basis, mention = (edtf.make_interval(before, due) if _simple(reader, before) else before), "inferred", None
        elif not edtf.contains(before, date):
            date, basis, mention = back(mention)
    elif mention is not None and rule.action in acts("arranging") and back(mention)[2] and _of_content(parse, trigger[1], mention, text):
        date, basis, mention = back(mention)  # on 5 March both signed, and Norway undertook to leave by the end of the month
    near = edtf.precision(date) in NEAR and edtf.precision(before) in NEAR and _precedes(before, date)
    if mention is not None and near and _later_clause(parse, trigger[1], mention, text):
        entry = _is_day(reader, sentence.sentence_no - 1)  # 29 May. They sign a treaty; another follows on 5 October.
        date, basis, mention = (before, "inferred", None) if entry else (edtf.make_interval(before, date), "inferred", mention)
    if mention is not None and date and "/" not in date and _of_main_verb(parse, frame, trigger[1], mention, text):
        date, basis = f"../{date}", "inferred"  # the treaty, made for ten years, came into force on 3 May
    told = mention is not None and (
        clauses_between(mention, trigger[0], text) <= _opens(text, mention, sentence)
        or _holds_for(text, mention, trigger[0], sentence)
        or _heads(frame, mention, sentence, text)
        or in_commas(text, trigger[1], mention.start)
        or AND_HAD.fullmatch(text, mention.end, trigger[0]) is not None
    )
    return date if told or (mention is not None and date and "/" in date) else _before(date, frame, reader.doc.genre), basis, mention


def to_come(date: str | None, told: Mention | None, state: str, frame: Frame) -> str | None:
    """A date, open behind it for what would be done then or later, or will not be done from then on.

    Nothing would be said until he had arrived; the pact, which the government will not ratify.
    """
    if date and told is None and date.startswith("../") and state in ("hypothetical", "proposed"):
        return f"{date.removeprefix('../')}/.."
    never = state == "negated" and frame.vg is not None and frame.vg.modal == "will" and not frame.vg.perfect
    return f"{date}/.." if never and date and "/" not in date else date


def _before(date: str | None, frame: Frame, genre: str | None) -> str | None:
    """A date, open on one side for what was done before the time that is told: had signed, having signed; has signed in a chronicle."""
    verb = frame.vg or frame.governor
    earlier = verb is not None and (verb.past_perfect or (verb.participial and verb.perfect))
    earlier = earlier or (verb is not None and genre == CHRONICLE and verb.perfect and verb.modal is None)
    return f"../{date.rpartition('/')[2]}" if date and earlier and not date.endswith("/..") else date


def _of_relative(parse: Parse, start: int, date: Mention, text: str) -> bool:
    """Whether a date behind an act stands in a relative clause with a verb of its own: he cited the pact, which they made in May."""
    if date.start < start:
        return False
    for opener in RELATIVE.finditer(text, start, date.start):
        if ", " in text[opener.end() : date.start]:
            continue
        if any(c.vg is not None and c.vg.finite and opener.end() <= c.start + 1 and c.start < date.start for c in parse.chunks):
            return True
    told_of = (c.vg for c in parse.chunks if c.vg is not None and start <= c.start < date.start and "," not in text[c.end : date.start])
    return any(_reduced(vg, text) for vg in told_of)


def _told_later(parse: Parse, start: int, date: Mention, text: str) -> bool:
    """Whether a date behind an act counts on from it to that of another clause: he fled to Oslo, where he died two years later."""
    if date.start < start or date.rule_id != LATER or not date.surface.endswith(("later", "afterwards", "afterward")):
        return False
    opener = ELSEWHERE.search(text, start, date.start)
    return opener is not None and any(c.vg is not None and c.vg.finite and opener.start() < c.start < date.start for c in parse.chunks)


def _told_of_doer(date: Mention, at: str, trigger: int, sentence: Sentence, text: str) -> bool:
    """Whether a date before an act says what its doer had done long before: Norway, which joined the league in 1920, rejected it."""
    relative = date.end <= trigger and in_relative(text, sentence.start, (date.start, date.end), trigger)
    return relative and _precedes(date.value, at)


def _reduced(vg: VG, text: str) -> bool:
    """Whether a participle behind a comma tells of the noun before it: the treaty, signed in May; the party, founded in 1965."""
    bare = not vg.auxiliary and not vg.infinitive and not vg.participial and not text.startswith(("had ", "has "), vg.start)
    return bare and BEHIND_COMMA.search(text, vg.start - 20, vg.start) is not None and PASSIVE.match(text, vg.end) is not None


def _told_back(parse: Parse, frame: Frame, start: int, date: Mention, text: str) -> bool:
    """Whether a date behind an act is that of a clause which goes back behind it: he came to Oslo; he had been elected in May."""
    if date.start < start or (frame.vg is not None and frame.vg.past_perfect):
        return False
    borders = [m.end() for m in BACK.finditer(text, start, date.start)]
    return any(c.vg is not None and c.vg.past_perfect and borders and borders[0] <= c.start < date.start for c in parse.chunks)


def _done_by(frame: Frame, date: Mention, trigger: int, sentence: Sentence, text: str) -> bool:
    """Whether what is told with `by` and a year is an act of the simple past, in the year's own clause."""
    vg = frame.vg
    simple = vg is not None and vg.finite and not vg.perfect and vg.modal is None
    own = clauses_between(date, trigger, text) == 0 or _holds_for(text, date, trigger, sentence)
    return simple and own and edtf.precision(date.value) == "year" and BY.search(text, max(0, date.start - 12), date.start) is not None


def _holds_for(text: str, date: Mention, trigger: int, sentence: Sentence) -> bool:
    """Whether a date opens a sentence and no clause of another kind begins before the act: In 1812, Norway and Sweden had built ships."""
    return date.end <= trigger and _opens(text, date, sentence) and SUBORDINATE.search(text, date.end, trigger) is None


def _heads(frame: Frame, date: Mention, sentence: Sentence, text: str) -> bool:
    """Whether a date opens a sentence right before the subject of an act, whatever is told of that in between."""
    subjects = frame.slots.get("patient" if frame.vg is not None and frame.vg.passive else "agent", ())
    if frame.vg is None or text.endswith(("who ", "which ", "that "), date.end, frame.vg.start):
        return False
    return date.start - sentence.start < OPENING and any(0 < np.start - date.end <= len(" the ") for np in subjects)


def _due(parse: Parse, date: Mention, trigger: tuple[int, int], text: str) -> bool:
    """Whether a date is the term of what is to be done, and an act is not that: they were recognised, and undertook to leave by 3 May."""
    if DEADLINE.search(text, max(0, date.start - 20), date.start) is None:
        return False
    verb = next((c for c in reversed(parse.chunks) if c.vg is not None and c.end <= date.start), None)
    if GERUND.search(text, trigger[1], date.start):
        return True  # a treaty ceding the port by 3 May
    return verb is not None and verb.vg is not None and verb.vg.infinitive and not verb.start <= trigger[0] < verb.end


def _later_clause(parse: Parse, start: int, date: Mention, text: str) -> bool:
    """Whether a date behind an act stands in a clause of its own verb that goes on from there: she agreed, and they signed on 3 May."""
    if date.start < start:
        return False
    joint = JOINT.search(text, start, date.start)
    if joint is None:
        return False
    verbs = any(c.vg is not None and c.vg.finite and joint.end() <= c.start + 1 and c.start < date.start for c in parse.chunks)
    return verbs or date.start - joint.end() <= len("on ")


def _is_day(reader: Reader, number: int) -> bool:
    """Whether a sentence is only the day at the head of an entry."""
    sentence = reader.doc.sentences[number]
    head = next((m for m in reader.between(sentence.start, sentence.end) if m.kind == "date"), None)
    return head is not None and sentence.end - sentence.start <= ENTRY and head.start == sentence.start


def _of_main_verb(parse: Parse, frame: Frame, start: int, date: Mention, text: str) -> bool:
    """Whether a date behind a participle that is set between commas is that of the finite verb behind the second comma."""
    vg = frame.vg
    if vg is None or vg.auxiliary or vg.participial or vg.infinitive or not text.startswith(", ", vg.start - 2) or date.start < start:
        return False
    comma = text.find(", ", start, date.start)
    if comma < 0:
        return False
    return any(c.vg is not None and c.vg.finite and c.start == comma + 2 for c in parse.chunks)


def _counted_from(mentions: list[Mention], at: str | None, parse: Parse, trigger: int, text: str) -> tuple[str, Mention] | None:
    """The date of what another is counted from: on 12 May, four days after the surrender, they met.

    It is counted from the whole date before it in its sentence, from the one behind it in its clause, or from the day of a letter.
    """
    dates = [m for m in mentions if m.kind == "date"]
    for m in dates:
        counted = COUNTED.fullmatch(m.surface) if m.end <= trigger else None
        if counted is None or not (NAMED.fullmatch(text, m.end, trigger) or _first_verb(parse, m.end, trigger, text)):
            continue
        count, unit = words.number(counted[1]), words.value("unit", counted[2])
        whole = [d for d in dates if d is not m and edtf.precision(d.value) == "day"]
        known = [d.value for d in whole if d.end <= m.start][-1:] or [d.value for d in whole if not JOINT.search(text, m.end, d.start)]
        day = steps.truncate(known[0] if known else at, "D")
        if day is None or not count or count % 1 or unit is None:
            continue
        found = moved(day, int(count) * (-1 if counted[3] == "after" else 1), unit)
        rough = unit if unit in ("M", "Y") else "M" if WEEKS.match(m.surface) else "D"
        if found is not None:
            return steps.truncate(found, rough) or found, m
    return None


def _days_before(mentions: list[Mention], sentence: Sentence, frame: Frame, trigger: int) -> tuple[str, Mention] | None:
    """The day of what had been done some days before that of the story: from Oslo, where three days before he had signed."""
    if frame.vg is None or not frame.vg.past_perfect or edtf.precision(sentence.date) != "day":
        return None
    for m in mentions:
        counted = COUNTED.fullmatch(m.surface) if m.kind == "date" and m.value is None and 0 <= frame.vg.start - m.end <= REACH else None
        if counted is None or counted[3] != "before" or not counted[2].startswith("day") or m.end > trigger:
            continue
        count = words.number(counted[1])
        found = moved(sentence.date or "", -int(count), "D") if count else None
        if found is not None:
            return found, m
    return None


def _first_verb(parse: Parse, start: int, trigger: int, text: str) -> bool:
    """Whether a verb is the first behind a distance and in its clause: sixteen days after Norway invaded Denmark."""
    if any(sign in text[start:trigger] for sign in ",;:("):
        return False
    verb = next((c for c in parse.chunks if c.vg is not None and c.start >= start), None)
    return verb is not None and verb.start <= trigger < verb.end


def _opens(text: str, date: Mention, sentence: Sentence) -> bool:
    """Whether a date opens a sentence, or what goes on in it behind a semicolon, with a comma behind it, so that it holds for all of it."""
    begin = max(sentence.start, text.rfind("; ", sentence.start, date.start))
    return date.start - begin < OPENING and text.startswith(",", date.end)


def _simple(reader: Reader, date: str) -> bool:
    """Whether a date may open an interval up to another: of a narrative, and no interval itself."""
    return reader.voices is None and "/" not in date


def _of_content(parse: Parse, start: int, date: Mention, text: str) -> bool:
    """Whether a date behind an act done in words is that of what the words are about, and not of the act.

    It is told of in a clause with `that` or `whether`, arranged in the infinitive (agreed to meet in May), or a deadline (agreed to
    leave by May).
    """
    if date.start < start:
        return False
    if THAT.search(text, start, date.start) or _arranged(parse, start, date):
        return True
    due = DEADLINE.search(text, max(start, date.start - 20), date.start) is not None
    return due and any(c.vg is not None and c.vg.infinitive and start <= c.start < date.start for c in parse.chunks)


def _of_words(start: int, date: Mention, text: str) -> bool:
    """Whether a date behind an act of telling is that of what is told: she told him that there would be no landing this year."""
    that = THAT.search(text, start, date.start) if date.start >= start else None
    return that is not None and JOINT.search(text, that.end(), date.start) is None


def _arranged(parse: Parse, start: int, date: Mention) -> bool:
    """Whether a date behind an act is that of what is to come: agreed to meet again, or that they should meet again, in May."""
    verbs = (c.vg for c in parse.chunks if c.vg is not None and start <= c.start < date.start)
    vg = next(verbs, None)
    return vg is not None and (vg.infinitive or vg.modal is not None) and vg.word in _arrangements() and next(verbs, None) is None


@cache
def _arrangements() -> frozenset[str]:
    return frozenset(form for word in words_of("arranged") for form in forms(word))


def _precedes(first: str | None, second: str | None) -> bool:
    """Whether all of a date lies before another."""
    end, start = edtf.bounds(first)[1], edtf.bounds(second)[0]
    return end is not None and start is not None and end < start
