"""When an event of a sentence happened: which of the sentence's dates is its own, and what the words around it make of it.

Coding: "from 1941 to 1945" is an interval, "after 1935" `1935/..`, "until 1941" `../1941`; a date inside the name of a
thing ("the Treaty of 1842") dates only what stands right beside it; without a date the narrative's is inherited.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from flows.stages import edtf
from flows.stages.extract.events.when import clauses
from flows.stages.extract.events.when.clauses import borders
from flows.stages.model import Mention, Sentence
from flows.stages.recognise.dates import words
from schemas.data import rows

Dated = tuple[str | None, str, Mention | None]

_TIME = re.compile(r"T.*$")
_WORD_BEFORE = re.compile(r"[\s(“\"]*([A-Za-z]+(?: [A-Za-z]+){0,2})")
"""For a text read backwards: so the end that it must stand at is where the search begins."""
_RANGE_JOIN = re.compile(r"\s*(?:to|until|till|through|[-–—‐‑−/])\s*(?:the\s)?", re.IGNORECASE)
_PAIR_JOIN = re.compile(r"\s*(?:and|or)\s*(?:in\s|on\s|the\s|most of\s)*", re.IGNORECASE)
_PLAIN = frozenset({"full", "partial", "season", "decade", "range-part"})
_STATED = frozenset({"full", "range-part", "dual", "decade", "century"})
_YEAR = re.compile(r"\d{4}")
_NOWHEN = frozenset({"vague", "set"})
_UNDATED = frozenset({"rel-sametime", "rel-atthetime"})  # they say no more than the narrative's date does
_CLOCK = "time-clock"
_DAY_ALONE = "rel-day-bare"
_ADVERBIAL = 0
_NOMINAL = 1
_BRACKETED = 2
_ATTRIBUTE = 3
_ASIDE = 4
_WORD = re.compile(r"[A-Za-z]+")
_AGAIN = re.compile(r", (?:on|in) (?:the )?(?:evening of |morning of |night of )?|, ")
"""Between a date that counts from another and the same in full: a week later, on 4 May 1931."""
_APPOSED = re.compile(r": (?:an?|the|one|two) ")
_PART = re.compile(rf"(?:the )?(?:very )?{words.alternation('part')}\b", re.IGNORECASE)
_NOT = re.compile(r"\bnot\b|n['’]t\b|\b(?:waited|delayed|postponed|put off|held back)\b", re.IGNORECASE)
_WHEN_IT = re.compile(r", when ")
_DONE_IN = re.compile(r"\b(?:in|by|at|through|under|with) (?:(?:the|an?|its|his|their) )?(?:[\w’'-]+ ){1,4}of (?:the )?$")
"""Before the date of what an act was done in or by: in the truce of 11 November, by the march of 17 September."""
_WHEN = re.compile(r",? when\b")
_AFTER_WHICH = re.compile(r", (?:soon |shortly |immediately )?after (?:which|this)\b(?! (?:was|had)\b)")
_EARLIER = (
    r"\b(?:(?<!soon )(?<!day )(?<!month )after(?! that (?:(?:he|she|it|they|we|the|an?|no)\b|(?-i:[A-Z])))|(?<=to the day )after"
    r"|(?<!the )following|{causes})\s"
)
_TOWN = re.compile(r", (?:[A-Z][\w.’'-]*,? ){1,4}(?:on |in |of )?(?:the )?")
"""Behind a name, what lies between it and the date of what was there: after the surrender at Berg, Norway, on 3 May."""
_COUNTED = re.compile(r"\b(after|before)$", re.IGNORECASE)
_MARK = re.compile(r"[,;:—][”\"]?\s|\s(?:and then|but|while)\s")
_ITS_ASIDE = re.compile(r"\w+ \(")
_IN_BRACKETS = 60  # characters from a bracket to a date of what stands in it
_JOINT = re.compile(r", and |; |, but |, who ")
_GOES_ON = 0.6
_OF_PAPER = 0.7
_AT_VERB = 0.04  # and nearer than any that stands as close before it
_OF_SUBJECT = 0.05  # so that a date right behind the verb is nearer
_REACH_OF_A_NAME = 40  # characters from a date inside a name to the word it may date


@dataclass(slots=True)
class _Candidate:
    """A date or interval of the sentence with the way that it is attached."""

    start: int
    end: int
    value: str
    mention: Mention
    attached: int


@cache
def _effects(clause: bool = False) -> dict[str, str]:
    """Words before a date (or, with `clause`, at the head of a clause that holds one) -> which side they leave open."""
    table = rows("rules/date_prepositions", "id", "words", "effect", "clause", "example")
    return {row["words"]: row["effect"] for row in table if not clause or row["clause"] == "yes"}


@cache
def _earlier() -> re.Pattern[str]:
    """Before what had been done when that was done which the sentence dates: after a rising, in response to an attack."""
    causes = {w for r in rows("rules/undated", "kind", "words") if r["kind"] == "cause" for w in r["words"].split("|")}
    return re.compile(_EARLIER.format(causes="|".join(sorted(map(re.escape, causes), key=lambda w: (-len(w), w)))), re.IGNORECASE)


def beside(date: str | None, preposition: str | None) -> str | None:
    """The date of an act of which another is told that has this date: open before it behind `after`, and after it behind `before`."""
    effect = _effects().get(preposition or "")
    if date is None or "/" in date or effect not in ("start", "end"):
        return date
    return f"../{date}" if effect == "start" else f"{date}/.."


def event_date(
    mentions: Sequence[Mention],
    sentence: Sentence,
    trigger_start: int,
    text: str | None = None,
    of_things: bool = True,
    done_to: str | None = None,
) -> Dated:
    """EDTF, basis (stated or inferred) and mention of the date of the event whose trigger stands at `trigger_start`.

    `mentions` are those of the sentence in order of start, others than dates are passed over; `text` is the document's.
    `of_things` says whether a year inside the name of a thing behind the trigger may be its: one signs the Treaty of 1842 in
    that year, and respects it in another.  `done_to` is the side, behind or before, of a paper to which something is done, whose day
    is not that of the act: the proposal of 20 June was accepted later.  Without a usable date the sentence's narrative date is
    returned as inferred, with no mention; None if there is none.
    """
    found = candidates(mentions, text)
    if not of_things:
        found = [c for c in found if c.attached != _NOMINAL or c.start < trigger_start or edtf.precision(c.value) == "day"]
    if done_to is not None:
        found = [c for c in found if not _of_paper(c, trigger_start, text, done_to)]
    for c in found:
        if (
            text is not None
            and c.end <= trigger_start
            and (counted := _COUNTED.search(c.mention.surface))
            and not clauses.CLAUSE.search(text, c.end, trigger_start)
        ):
            # Two months after the landings: what is counted from was before.
            c.value = _leave_open(c.value, "end" if counted[1].lower() == "after" else "start")
            c.attached = _NOMINAL
    best = min(((_cost(c, trigger_start, sentence, text), c.start, c) for c in found), key=lambda x: x[:2], default=None)
    if best is None or best[0] >= 100:
        return sentence.date, "inferred", None
    chosen = best[2]
    when = text is not None and trigger_start > chosen.end and _WHEN.match(text, chosen.end) is not None
    if when and "/" in chosen.value.strip("./"):
        chosen.value = chosen.value.rpartition("/")[2]  # from 3 May to 6 June 1912, when it withdrew
    elif when:
        chosen.value = _bare(chosen.mention.value)  # until May 1912, when it withdrew
    if text is not None and trigger_start > chosen.end and "/" not in chosen.value and _AFTER_WHICH.match(text, chosen.end):
        return _leave_open(chosen.value, "start"), "inferred", chosen.mention
    value = None if when else _after_clause(chosen, trigger_start, sentence, text)
    value = value or _told_before(chosen, trigger_start, sentence, text) or chosen.value
    # A date that counts from another, or lacks its year, is resolved from the context.
    printed = text[chosen.start : chosen.end] if text is not None else chosen.mention.surface
    stated = chosen.mention.form in _STATED or _YEAR.search(printed)
    return value, "stated" if stated else "inferred", chosen.mention


def clauses_between(c: Mention, trigger: int, text: str) -> int:
    """How many borders of clauses lie between a date and a trigger."""
    left, right = (c.end, trigger) if c.end <= trigger else (trigger, c.start)
    return borders(text, left, right)


def candidates(mentions: Sequence[Mention], text: str | None) -> list[_Candidate]:
    """The dates of a sentence, two that bound one stretch joined into an interval."""
    dates = [m for m in mentions if m.kind == "date" and m.form not in _NOWHEN and m.rule_id not in _UNDATED and edtf.is_date(m.value)]
    if any(m.rule_id == _CLOCK for m in dates):  # at 5 a.m. on 20 October: the day is told beside it
        dates = [m for m in dates if m.rule_id != _CLOCK or all(edtf.precision(o.value) != "day" for o in dates if o.rule_id != _CLOCK)]
    out: list[_Candidate] = []
    skip = False
    for i, m in enumerate(dates):
        if skip:
            skip = False
            continue
        following = dates[i + 1] if i + 1 < len(dates) else None
        again = text is not None and following is not None and _AGAIN.fullmatch(text, m.end, following.start)
        if again and m.form == "relative" and following and (following.form == "full" or edtf.contains(m.value, following.value)):
            continue  # four months later, on 13 July
        value, end = _bare(m.value), m.end
        lead = _lead(text, m.start)
        joined = _joined(text, lead, m, following)
        if joined and following:
            value, end, skip = joined, following.end, True
        else:
            value = _opened(value, lead, m, text)
        out.append(_Candidate(m.start, end, value, m, _attachment(text, m, end, lead)))
    return out


def of_lasting_things(mentions: Sequence[Mention], text: str) -> list[str]:
    """The dates of a sentence where it has none but those in the names of what outlasts them: the frontier of 1939."""
    found = candidates(mentions, text)
    return [c.value for c in found] if all(c.attached == _ATTRIBUTE for c in found) else []


def _of_paper(c: _Candidate, trigger: int, text: str | None, done_to: str | None) -> bool:
    """Whether a date is that of the paper to which something is done, and not of the one in or by which it is: the proposal of 20 June,
    in the truce of 11 November."""
    side = "before" if c.start < trigger else "behind"
    return c.attached == _NOMINAL and side == done_to and _DONE_IN.search(text or "", max(0, c.start - 70), c.start) is None


def of_others(mentions: Sequence[Mention], sentence: Sentence, trigger: int, text: str, done_to: str | None) -> list[str]:
    """The dates of a sentence that are those of the paper to which something is done, or of what its doer had done before."""
    out = []
    for c in candidates(mentions, text):
        ahead = c.end <= trigger
        if _of_paper(c, trigger, text, done_to) or (ahead and clauses.had_been(text, sentence.start, (c.start, c.end), trigger)):
            out.append(c.value)
    return out


@cache
def _lasting() -> str:
    """What is called by a year and outlasts it, as a pattern: frontiers, the status quo."""
    words_ = {w for r in rows("rules/undated", "kind", "words") if r["kind"] == "lasting" for w in r["words"].split("|")}
    return "|".join(sorted(map(re.escape, words_)))


@cache
def _of_lasting() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_lasting()}) (?:of|as of) (?:the )?$")


@cache
def _lasting_behind() -> re.Pattern[str]:
    return re.compile(rf" (?:{_lasting()})\b")


def _bare(value: str | None) -> str:
    return _TIME.sub("", value or "")


def _lead(text: str | None, start: int) -> str:
    """The last words before a date, three at most, in small letters."""
    if text is None:
        return ""
    m = _WORD_BEFORE.match(text[max(0, start - 30) : start][::-1])
    return m[1][::-1].lower() if m else ""


def _joined(text: str | None, lead: str, first: Mention, second: Mention | None) -> str | None:
    if second is None:
        return None
    if text is None:
        both = first.form == second.form == "range-part" and second.start - first.end < 5
        return edtf.make_interval(_bare(first.value), _bare(second.value)) if both else None
    if second.start - first.end > 20:
        return None
    if _RANGE_JOIN.fullmatch(text, first.end, second.start):
        return edtf.make_interval(_bare(first.value), _bare(second.value))
    if _PAIR_JOIN.fullmatch(text, first.end, second.start):
        if lead.split(" ")[-1:] == ["between"] or first.form == "range-part":
            return edtf.make_interval(_bare(first.value), _bare(second.value))
        if ({first.form, second.form} <= _PLAIN or first.rule_id == second.rule_id == _DAY_ALONE) and (
            edtf.precision(first.value) == edtf.precision(second.value)
        ):
            return edtf.make_interval(_bare(first.value), _bare(second.value))
    return None


def _opened(value: str, lead: str, mention: Mention, text: str | None) -> str:
    """The open interval that a word before the date makes of it: "after 1935", "until 1941"."""
    if mention.rule_id == _CLOCK:
        return value  # it lasted until 2 a.m. of that day
    words_before = lead.split(" ")
    word = words_before[-1]
    effect = next((e for n in (3, 2, 1) if (e := _effects().get(" ".join(words_before[-n:])))), None)
    vague = _PART.match(mention.surface) or edtf.precision(value) == "season"
    if effect == "part" and not vague:  # "by early 1942", "by the winter" say when, "by 1942" only until when
        effect = "end"
    if effect == "end" and word == "before" and mention.surface.lower().startswith("the end of"):
        return value  # before the end of the month: within it
    # "They did not enter the war until 1941": then they did.
    if effect == "end" and text and _NOT.search(text, max(0, mention.start - 80), mention.start) and word in ("until", "till"):
        return value
    return _leave_open(value, effect)


def _leave_open(value: str, effect: str | None) -> str:
    if effect == "start":
        return edtf.make_interval(value, None) or value
    if effect == "end":
        return edtf.make_interval(None, value) or value
    return value


def _after_clause(c: _Candidate, trigger: int, sentence: Sentence, text: str | None) -> str | None:
    """The date of what follows a clause such as "After the rising of 1837, many fled": open on one side."""
    if text is None or "/" in c.value or c.end >= trigger:
        return None
    if c.attached == _BRACKETED:
        return _leave_open(c.value, "start")
    comma = text.find(", ", c.end, trigger)
    first = text.find(", ", sentence.start, c.start)
    if comma < 0:
        return None
    if first >= 0 and _TOWN.fullmatch(text, first, c.start) is None:
        # After long talks, on 3 May they met: the day is not that of the talks; in 1907, after a murder in March, they closed it.
        return _leave_open(c.value, "start") if clauses.aside(text, first, c.start) else None
    head = [w.lower() for w in _WORD.findall(text[sentence.start : c.start])[:3]]
    effect = next((e for w in head if (e := _effects(clause=True).get(w))), None)
    return _leave_open(c.value, effect) if effect else None


def _told_before(c: _Candidate, trigger: int, sentence: Sentence, text: str | None) -> str | None:
    """The date of what stands behind `after` in the sentence of a later date: `After long talks, both signed on 3 May`."""
    if text is None or "/" in c.value:
        return None
    openers = (m for m in _earlier().finditer(text, sentence.start, trigger) if not c.start <= m.start() < c.end)
    opener = next(reversed(list(openers)), None)
    if opener is None or _MARK.search(text, opener.end(), trigger):
        return None
    end = _MARK.search(text, trigger)
    inside = opener.start() < c.start < (end.start() if end else sentence.end)
    return None if inside else _leave_open(c.value, "end")


def _attachment(text: str | None, mention: Mention, end: int, lead: str) -> int:
    if text is None:
        return _ADVERBIAL
    start = mention.start
    if _of_lasting().search(text, max(0, start - 40), start) or _lasting_behind().match(text, end):
        return _ATTRIBUTE
    word = lead.rpartition(" ")[2]
    following = re.match(r"[ \n]([a-z]+)", text[end : end + 30])
    if mention.form == "season" and following and word in words.values("naming") and not re.search(r"\d", mention.surface):
        return _ATTRIBUTE
    if mention.form == "season" and following and mention.surface.startswith("the ") and text.endswith(", ", 0, start):
        return _ATTRIBUTE  # at Karlsholm, the summer capital
    if text[max(0, start - 1) : start] == "(":
        return _ADVERBIAL if mention.form == "dual" else _BRACKETED  # in brackets may be the other calendar's day
    if text.rfind("(", max(0, start - _IN_BRACKETS), start) > text.rfind(")", max(0, start - _IN_BRACKETS), start):
        return _ASIDE
    if word == "of" and clauses.of_hours(text, start):
        return _ADVERBIAL
    if word == "of":
        return _NOMINAL
    if mention.form in ("full", "range-part") and edtf.precision(mention.value) == "year" and clauses.of_term(text, start):
        return _ATTRIBUTE
    if word in words.values("naming") and _WORD.match(text, end + 1) and text[end] in " \n":
        return _ADVERBIAL if lead.split(" ")[-2:-1] in (["during"], ["throughout"]) else _NOMINAL
    return _ADVERBIAL


def _cost(c: _Candidate, trigger: int, sentence: Sentence, text: str | None) -> float:
    """How far a date is from the trigger, in clauses; 100 or more where it cannot be meant."""
    left, right = (c.end, trigger) if c.end <= trigger else (trigger, c.start)
    gap = max(0, right - left)
    lying = borders(text, left, right) if text is not None and gap else 0
    if lying and c.start > trigger and text is not None and _APPOSED.search(text, left, right):
        lying -= 1  # the Oslo Pact: a treaty signed on 3 May
    if lying and c.start > trigger and text is not None and clauses.preposed(text, c.start):
        lying -= 1  # they signed it before the end of May
    if lying and text is not None:
        behind = c.start > trigger
        if clauses.right_behind(text, trigger, c.start) if behind else clauses.heads_clause(text, sentence.start, c.end, trigger):
            return gap / 1000 + 0.1
        if c.start > trigger and clauses.took_place(text, trigger, c.start):
            return -1
        if c.end <= trigger and clauses.had_been(text, sentence.start, (c.start, c.end), trigger):
            return 100
    if c.attached == _ATTRIBUTE or (text is not None and c.end <= trigger and clauses.had_since(text, sentence.start, (c.start, c.end))):
        return 100
    if c.attached == _BRACKETED and c.end <= trigger and text and clauses.follows(text, sentence.start, (c.start, c.end), trigger):
        return 0.8
    if c.attached == _BRACKETED and c.end <= trigger:
        return 100  # it dates what stands before it: the treaty with Norway (1944), which both broke
    if c.attached == _ASIDE:
        beyond = text is not None and ("(" in text[left:right] or ")" in text[left:right]) and not _ITS_ASIDE.match(text, trigger)
        return 100 if beyond else lying + gap / 1000  # the port of Karlsholm (Berg since 1931)
    if text is not None and right == trigger and _WHEN_IT.match(text, left) and lying == 1:
        return gap / 1000  # after the crisis of May 1931, when Norland closed its ports
    if c.attached != _ADVERBIAL:
        beside = gap <= _REACH_OF_A_NAME and lying == 0 and (c.start > trigger or not clauses.leads_on(text or "", c.end))
        return gap / 1000 + (0.3 if beside else 1.2 + lying)
    if text is not None and c.end <= trigger and clauses.of_subject(text, sentence.start, (c.start, c.end), trigger):
        return lying + _OF_SUBJECT + gap / 1000
    if text is not None and c.start > trigger and clauses.of_paper(text, trigger, c.start):
        return lying + _OF_PAPER + gap / 1000
    if text is not None and c.end <= trigger and clauses.in_relative(text, sentence.start, (c.start, c.end), trigger):
        return lying + 1 + gap / 1000
    if text is not None and c.end <= trigger and clauses.opens_clause(text, sentence.start, c.start):
        return min(_GOES_ON, 0.5 * lying) + gap / 1000  # and holds for all of its clause
    if c.start - sentence.start < 25 and c.end <= trigger:  # an opening date holds for the whole sentence
        return min(1.5, 0.5 * lying) + gap / 1000
    if text is not None and c.start > trigger and not lying and clauses.at_verb(text, trigger, c.start):
        return gap / 1000 - _AT_VERB
    # The date of a clause that goes on from the act's own: on 3 May they met, and a truce was signed on 5 May.
    return lying + gap / 1000 + (_GOES_ON if c.start > trigger and _JOINT.search(text or "", left, right) else 0)
