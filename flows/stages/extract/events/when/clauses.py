"""How a date lies to an act in a sentence: what stands between the two, and whose clause the date is in.

What happened at such a date, and what that says of other acts, is in `schemas/rules/when_phrases.csv`.
"""

from __future__ import annotations

import re

from flows.stages.extract.events.when.wording import phrase

_WORD = re.compile(r"\w+")
"""The word of a trigger."""


def borders(text: str, left: int, right: int) -> int:
    """How many borders of clauses a stretch of text has; the `and` and the commas of a list of names are none."""
    found = list(phrase("border").finditer(text, left, right))
    lists = [n.span() for n in phrase("names-joined").finditer(text, left, right)] if found else []
    many = [n.span() for n in phrase("names-listed").finditer(text, left, right)] if len(found) > 1 else []
    return sum(
        not (m[0] == " and " and any(a < m.start() < b for a, b in lists)) and not any(a < m.start() < b for a, b in many) for m in found
    )


def in_commas(text: str, end: int, date: int) -> bool:
    """Whether a date is set between commas behind a word that ends at `end`: he offered, on 3 May, his help."""
    return phrase("in-commas").fullmatch(text, end, date) is not None


def right_behind(text: str, trigger: int, date: int) -> bool:
    """The same for the word that begins at `trigger`."""
    word = _WORD.match(text, trigger)
    return word is not None and in_commas(text, word.end(), date)


def at_verb(text: str, trigger: int, date: int) -> bool:
    """Whether a day stands right behind the word that begins at `trigger`: after a visit that autumn they signed on 3 May a truce."""
    word = _WORD.match(text, trigger)
    return word is not None and phrase("at-verb").fullmatch(text, word.end(), date) is not None


def leads_on(text: str, end: int) -> bool:
    """Whether the words behind the year in a name lead to another thing: they invited the signatories of the pact of 1880 to a talk."""
    return phrase("leads-on").match(text, end) is not None


def preposed(text: str, date: int) -> bool:
    """Whether the last word before a date is a preposition that could open a clause as well: before the end of May."""
    return phrase("preposed").search(text, max(0, date - 12), date) is not None


def of_subject(text: str, begins: int, date: tuple[int, int], trigger: int) -> bool:
    """Whether a date is that of a participle behind the subject of an act: the treaty signed last Friday will be published."""
    return phrase("auxiliary").fullmatch(text, date[1], trigger) is not None and phrase("reduced").search(text, begins, date[0]) is not None


def had_been(text: str, begins: int, date: tuple[int, int], trigger: int) -> bool:
    """Whether a date is that of what had been before, told between commas: Japan, which had waited since May 1885, sent troops."""
    return text.find(", ", date[1], trigger) >= 0 and phrase("had-clause").search(text, begins, date[0]) is not None


def follows(text: str, begins: int, date: tuple[int, int], trigger: int) -> bool:
    """Whether a date in brackets is that of what an act came after: After the battle of Berg (May 1905) they demanded peace."""
    opened = phrase("after-named").fullmatch(text, begins, date[0])
    return opened is not None and text.startswith(")", date[1]) and not borders(text, date[1] + 1, trigger)


def aside(text: str, comma: int, date: int) -> bool:
    """Whether a date ends a phrase with `after` set between commas: in 1907, after a murder in March, they closed it."""
    return phrase("after-aside").search(text, comma, date) is not None


def in_relative(text: str, begins: int, date: tuple[int, int], trigger: int) -> bool:
    """Whether a date is that of a relative clause between commas before an act: Norway, which joined it in May 1885, sent troops."""
    return text.find(", ", date[1], trigger) >= 0 and phrase("in-relative").search(text, begins, date[0]) is not None


def opens_clause(text: str, begins: int, date: int) -> bool:
    """Whether a date opens a clause that goes on in its sentence: they met in May, and on 9 June the truce was signed."""
    return phrase("opens-clause").search(text, max(begins, date - 20), date) is not None


def of_paper(text: str, trigger: int, date: int) -> bool:
    """Whether a date behind an act is that of a participle behind what it was done to: they read the pact signed at Oslo on 3 May."""
    word = _WORD.match(text, trigger)
    return word is not None and phrase("made").search(text, word.end(), date) is not None


def had_since(text: str, begins: int, date: tuple[int, int]) -> bool:
    """Whether a date between commas says since when somebody is what he is called: Norway, the ally of Peru since 1790, refused."""
    return text.startswith(",", date[1]) and phrase("since").search(text, begins, date[0]) is not None


def of_hours(text: str, date: int) -> bool:
    """Whether `of` stands between a part of the day and a date: in the small hours of 30 September."""
    return phrase("hours").search(text, max(0, date - 24), date) is not None


def of_term(text: str, date: int) -> bool:
    """Whether a date says for which years something holds: the trade agreement for 1951-1955."""
    return phrase("of-term").search(text, max(0, date - 30), date) is not None


def heads_clause(text: str, begins: int, date: int, trigger: int) -> bool:
    """Whether a date is that of a clause with `when` that opens the sentence of an act: When he left on 3 May, they closed the port."""
    comma = text.find(", ", date, trigger)
    opened = comma >= 0 and phrase("clause-with-when").match(text, begins) is not None
    return opened and phrase("stop").search(text, begins, trigger) is None


def took_place(text: str, trigger: int, date: int) -> bool:
    """Whether a date behind a noun is that of the relative clause, or of the verb behind an insertion, which says when it was: the
    landing, which took place in April; the landing, put off in May, came only in June."""
    if text.find(", which ", trigger, date) >= 0 and phrase("happened").fullmatch(text, trigger, date) is not None:
        return True
    return text.find(", ", trigger, date) >= 0 and phrase("came-at-last").fullmatch(text, trigger, date) is not None
