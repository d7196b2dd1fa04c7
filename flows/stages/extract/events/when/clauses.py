"""How a date lies to an act in a sentence: what stands between the two, and whose clause the date is in.

What happened at such a date, and what that says of other acts, is in `schemas/rules/undated.csv`.
"""

from __future__ import annotations

import re
from functools import cache

from flows.stages.recognise.dates import words
from schemas.data import rows

CLAUSE = re.compile(
    r"[;:—]|,\s+(?:and|but|while|which|who|whose|when|where|after|before|although|though|because|since|as|so|until|with|the)\b"
    r"|\s(?:and|but|while|which|who|whom|when|where|after|before|although|though|because|that|until|whereas|if)\s|,\s",
    re.IGNORECASE,
)
"""The borders of clauses."""
_NAMES = re.compile(r"\b(?:by|with|between|of|from|to|for) (?:the )?(?:[A-Z][\w.’'-]+ ){1,4}and (?:the )?[A-Z]")
_NAME = r"(?:the )?[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*)*"
_MANY_NAMES = re.compile(rf"\b{_NAME}(?:, {_NAME})+,? and {_NAME}")
_HAD_CLAUSE = re.compile(r", (?:which|who|whose|where)\b[^,;]*\bhad\b[^,;]*$")
_AFTER_NAMED = re.compile(r"(?:[A-Z]\w+ |Soon |Shortly |Immediately )?(?:After|after|Following) [^,;()]{3,60} \(")
_AFTER_ASIDE = re.compile(
    r", (?:soon |shortly |immediately )?(?:after|following) (?!(?:having|being)\b)[^,;:]{3,60} (?:in|on|of|at) (?:the )?$"
)
_NAMES_BY = re.compile(r" (?:to|at|in|for|with) ")
_IN_COMMAS = re.compile(r", (?:(?:on|in|at|early in|late in) (?:the )?)?")
_ON = re.compile(r" (?:on|in) (?:the )?")
_PREPOSED = re.compile(r"\s(?:before|after|until|since)\s(?:the )?$")
_AUXILIARY = re.compile(r" (?:(?:was|were|is|are|will|would|shall|should|had|has|have|be|been|not|also|later|[a-z]+ly) ){1,4}")
_IN_RELATIVE = re.compile(r", (?:[a-z]+ )?(?:which|who|whom|whose|where)\b[^,;:]*$")
_OPENS_CLAUSE = re.compile(r"(?:; |, (?:and|but|while) |,? (?:where|when),? )(?:(?:on|in|at|by) )?(?:the )?$")
_HOURS = re.compile(r"\b(?:hours?|morning|afternoon|evening|night|dawn|noon|day) of (?:the )?$")
_OF_TERM = re.compile(r"\b(?<!set )(?<!scheduled )(?<!planned )(?<!fixed )(?<!called )(?<!arranged )(?<!convened )for (?:the years? )?$")
_REDUCED = re.compile(r"\b[a-z]{3,}(?:ed|en|de|nt) (?:(?:at|in) [A-Z][\w’'-]+ )?(?:on |in |at )?(?:the )?$")
_IS_SINCE = re.compile(
    r", (?:then |now |still )?(?:(?:an?|the|its|his|her|their|[A-Z][\w-]*['’]s?) )?(?!(?:at|in|on) )(?:[\w’'-]+ ){1,5}since (?:the )?$"
)
_WORD = re.compile(r"\w+")
_WHEN_OPENS = re.compile(r"(?:When|Once|As soon as) ")
_STOPS = re.compile(r"[;:.—] ")


def borders(text: str, left: int, right: int) -> int:
    """How many borders of clauses a stretch of text has; the `and` and the commas of a list of names are none."""
    found = list(CLAUSE.finditer(text, left, right))
    lists = [n.span() for n in _NAMES.finditer(text, left, right)] if found else []
    many = [n.span() for n in _MANY_NAMES.finditer(text, left, right)] if len(found) > 1 else []
    return sum(
        not (m[0] == " and " and any(a < m.start() < b for a, b in lists)) and not any(a < m.start() < b for a, b in many) for m in found
    )


def in_commas(text: str, end: int, date: int) -> bool:
    """Whether a date is set between commas behind a word that ends at `end`: he offered, on 3 May, his help."""
    return _IN_COMMAS.fullmatch(text, end, date) is not None


def right_behind(text: str, trigger: int, date: int) -> bool:
    """The same for the word that begins at `trigger`."""
    word = _WORD.match(text, trigger)
    return word is not None and in_commas(text, word.end(), date)


def at_verb(text: str, trigger: int, date: int) -> bool:
    """Whether a day stands right behind the word that begins at `trigger`: after a visit that autumn they signed on 3 May a truce."""
    word = _WORD.match(text, trigger)
    return word is not None and _ON.fullmatch(text, word.end(), date) is not None


def leads_on(text: str, end: int) -> bool:
    """Whether the words behind the year in a name lead to another thing: they invited the signatories of the pact of 1880 to a talk."""
    return _NAMES_BY.match(text, end) is not None


def preposed(text: str, date: int) -> bool:
    """Whether the last word before a date is a preposition that could open a clause as well: before the end of May."""
    return _PREPOSED.search(text, max(0, date - 12), date) is not None


def of_subject(text: str, begins: int, date: tuple[int, int], trigger: int) -> bool:
    """Whether a date is that of a participle behind the subject of an act: the treaty signed last Friday will be published."""
    return _AUXILIARY.fullmatch(text, date[1], trigger) is not None and _REDUCED.search(text, begins, date[0]) is not None


def had_been(text: str, begins: int, date: tuple[int, int], trigger: int) -> bool:
    """Whether a date is that of what had been before, told between commas: Japan, which had waited since May 1885, sent troops."""
    return text.find(", ", date[1], trigger) >= 0 and _HAD_CLAUSE.search(text, begins, date[0]) is not None


def follows(text: str, begins: int, date: tuple[int, int], trigger: int) -> bool:
    """Whether a date in brackets is that of what an act came after: After the battle of Berg (May 1905) they demanded peace."""
    opened = _AFTER_NAMED.fullmatch(text, begins, date[0])
    return opened is not None and text.startswith(")", date[1]) and not borders(text, date[1] + 1, trigger)


def aside(text: str, comma: int, date: int) -> bool:
    """Whether a date ends a phrase with `after` set between commas: in 1907, after a murder in March, they closed it."""
    return _AFTER_ASIDE.search(text, comma, date) is not None


def in_relative(text: str, begins: int, date: tuple[int, int], trigger: int) -> bool:
    """Whether a date is that of a relative clause between commas before an act: Norway, which joined it in May 1885, sent troops."""
    return text.find(", ", date[1], trigger) >= 0 and _IN_RELATIVE.search(text, begins, date[0]) is not None


def opens_clause(text: str, begins: int, date: int) -> bool:
    """Whether a date opens a clause that goes on in its sentence: they met in May, and on 9 June the truce was signed."""
    return _OPENS_CLAUSE.search(text, max(begins, date - 20), date) is not None


@cache
def _made() -> re.Pattern[str]:
    return re.compile(rf" {words.alternation('dating')} (?:(?:at|in) [A-Z][\w’'-]+ )?(?:on |in )(?:the )?$")


def of_paper(text: str, trigger: int, date: int) -> bool:
    """Whether a date behind an act is that of a participle behind what it was done to: they read the pact signed at Oslo on 3 May."""
    word = _WORD.match(text, trigger)
    return word is not None and _made().search(text, word.end(), date) is not None


def had_since(text: str, begins: int, date: tuple[int, int]) -> bool:
    """Whether a date between commas says since when somebody is what he is called: Norway, the ally of Peru since 1790, refused."""
    return text.startswith(",", date[1]) and _IS_SINCE.search(text, begins, date[0]) is not None


def of_hours(text: str, date: int) -> bool:
    """Whether `of` stands between a part of the day and a date: in the small hours of 30 September."""
    return _HOURS.search(text, max(0, date - 24), date) is not None


def of_term(text: str, date: int) -> bool:
    """Whether a date says for which years something holds: the trade agreement for 1951-1955."""
    return _OF_TERM.search(text, max(0, date - 30), date) is not None


def heads_clause(text: str, begins: int, date: int, trigger: int) -> bool:
    """Whether a date is that of a clause with `when` that opens the sentence of an act: When he left on 3 May, they closed the port."""
    comma = text.find(", ", date, trigger)
    return comma >= 0 and _WHEN_OPENS.match(text, begins) is not None and _STOPS.search(text, begins, trigger) is None


_WHAT = r"\w+(?: (?:of|in|on|by|at|to) [^,;:.]{1,40})?"
"""A noun with what it is of or to, as a pattern."""


@cache
def _occurred() -> str:
    """The verbs that only say that something took place, as a pattern."""
    said = {w for r in rows("rules/undated", "kind", "words") if r["kind"] == "happened" for w in r["words"].split("|")}
    return "|".join(sorted(map(re.escape, said)))


@cache
def _happened() -> re.Pattern[str]:
    return re.compile(rf"{_WHAT}, which (?:\w+ ){{0,3}}?(?:{_occurred()}) [^,;:.]{{0,20}}")


@cache
def _came_at_last() -> re.Pattern[str]:
    return re.compile(rf"{_WHAT}, [a-z]+ed [^,;:.]{{1,60}}, (?:\w+ ){{0,2}}?(?:{_occurred()}) [^,;:.]{{0,20}}")


def took_place(text: str, trigger: int, date: int) -> bool:
    """Whether a date behind a noun is that of the relative clause, or of the verb behind an insertion, which says when it was: the
    landing, which took place in April; the landing, put off in May, came only in June."""
    if text.find(", which ", trigger, date) >= 0 and _happened().fullmatch(text, trigger, date) is not None:
        return True
    return text.find(", ", trigger, date) >= 0 and _came_at_last().fullmatch(text, trigger, date) is not None
