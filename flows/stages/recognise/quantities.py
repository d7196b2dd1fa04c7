"""Quantities with a unit ("30 million pounds" -> `30000000 GBP`) and the articles of treaties ("Article IV" -> `4`)."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache
from itertools import accumulate

from flows.stages.recognise.scan import Reading, Scan
from schemas.data import rows

_DIGITS = r"\d{1,3}(?:,\d{1,3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_NUMERAL = r"(?:\d{1,3}[a-z]?|[IVXLC]{1,6})\b"
_ARTICLE = re.compile(  # begins with its letter and looks back from there: so the search leaps from one such letter to the next
    rf"[Aa](?<!\w.)(?:rticles?|(?<=A)RTICLES?|rts?\.)\s+(?:[Nn]os?\.? ?)?({_NUMERAL}(?:(?:, and |, | and | or | to |-){_NUMERAL})*)"
)


@cache
def numbers(kind: str) -> dict[str, int]:
    """Word -> value of a class of `rules/numbers.csv`: cardinal, ordinal, scale."""
    return {r["word"]: int(r["value"]) for r in rows("rules/numbers", "rule_id", "word", "class", "value") if r["class"] == kind}


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], dict[str, str]]:
    """The pattern of quantities, that of articles counted in words, and word -> unit."""
    units = {r["word"]: r["unit"] for r in rows("rules/units", "rule_id", "word", "unit")}
    signs = "|".join(sorted((re.escape(w) for w in units if not w[-1].isalpha() and w != "%"), key=len, reverse=True))
    after = "|".join(sorted((re.escape(w) for w in units if w[-1].isalpha()), key=len, reverse=True))
    words, scales = "|".join(numbers("cardinal")), "|".join(numbers("scale"))
    quantity = re.compile(
        rf"(?P<sign>{signs})\s?(?P<money>{_DIGITS})(?:[ -](?P<mscale>{scales}))?"
        rf"|\b(?P<number>{_DIGITS}|(?:{words})(?:-(?:{words}))?|a(?= (?:{scales}) )|half a(?= (?:{scales})))(?:[ -](?P<scale>{scales})s?)?"
        rf"[ -](?!(?:and|or|to|of|in|the) )(?:[a-z]+ )?(?P<unit>{after})\b"
    )
    article = re.compile(rf"\b(?:(?P<ordinal>{'|'.join(numbers('ordinal'))}) article|[Aa]rticle (?P<cardinal>{words}))\b")
    return quantity, article, units


def find(scan: Scan) -> None:
    """Note quantities outside dates and durations, and articles."""
    text, printed = scan.text, scan.doc.text
    dates = sorted((m.start, m.end) for m in scan.doc.mentions if m.kind in ("date", "duration"))
    furthest = list(accumulate((end for _, end in dates), max, initial=0))
    quantity, counted, units = _patterns()
    for m in quantity.finditer(text):
        if "\n" in printed[m.start():m.end()] or m.start() < furthest[bisect_left(dates, (m.end(),))]:
            continue
        value = amount(m["money"] or m["number"], m["mscale"] or m["scale"])
        unit = units[m["sign"] or m["unit"]]
        rule, confidence = ("quantity.unit", 0.9) if value else ("quantity.broken", 0.4)
        scan.add(m.start(), m.end(), Reading("quantity", None, rule, confidence, "full", value=f"{value} {unit}" if value else None))
    for m in _ARTICLE.finditer(text):
        numerals = [n for p in re.findall(_NUMERAL, m[1]) if (n := article_number(p))]
        if numerals and "\n\n" not in printed[m.start():m.end()]:
            scan.add(m.start(), m.end(), Reading("article", None, "article.number", 0.95, "full", value=";".join(numerals)))
    for m in counted.finditer(text) if "rticle" in text else ():
        number = numbers("ordinal")[m["ordinal"]] if m["ordinal"] else numbers("cardinal")[m["cardinal"]]
        scan.add(m.start(), m.end(), Reading("article", None, "article.words", 0.85, "full", value=str(number)))


def article_number(printed: str) -> str | None:
    """The arabic form of an article's number, None for letters that are no Roman number."""
    if printed[0].isdigit():
        return printed
    total = last = 0
    for letter in reversed(printed):
        n = _ROMAN[letter]
        total += n if n >= last else -n
        last = max(last, n)
    return str(total) if total > 0 else None


def amount(printed: str, scale: str | None) -> str | None:
    """The number that digits or words and a scale mean; None for thousands that are not grouped by three ("30,00")."""
    if printed[0].isdigit():
        if not _GROUPED.fullmatch(printed):
            return None
        number = float(printed.replace(",", ""))
    elif printed in ("a", "half a"):
        number = 1.0 if printed == "a" else 0.5
    else:
        number = float(sum(numbers("cardinal").get(p, 0) for p in printed.split("-")))
    number *= numbers("scale").get(scale or "", 1)
    return str(int(number)) if number == int(number) else f"{number:.10g}"
