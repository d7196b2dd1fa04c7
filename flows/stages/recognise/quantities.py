"""Quantities with a unit ("30 million pounds" -> `30000000 GBP`) and the articles of treaties ("Article IV" -> `4`)."""

from __future__ import annotations

import re
from functools import cache

from flows.stages.recognise.scan import Scan
from schemas.data import rows

_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\d{1,3}(?:,\d{1,3})+"
_SCALE = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000, "trillion": 1_000_000_000_000}
_ONES = {w: i for i, w in enumerate(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split())}
_TENS = {w: 10 * i for i, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
_ORDINALS = {w: i for i, w in enumerate("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(), 1)}
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_ARTICLE = re.compile(
    r"\b(?:[Aa]rticles?|ARTICLES?|[Aa]rts?\.|[Pp]oints?|[Pp]aragraphs?)\s+(?:[Nn]o\.? ?)?((?:\d{1,3}[a-z]?|[IVXLC]{1,6})\b(?:(?:,| and| or|, and| to|-)? ?(?:\d{1,3}|[IVXLC]{1,6})\b)*)"
)
_ORDINAL = re.compile(r"\b(" + "|".join(_ORDINALS) + r")\s+(?:article)\b")
_BARE_ORDINAL = re.compile(r"\b(?:[Aa]rticle|point) (" + "|".join(("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")) + r")\b")


@cache
def _units() -> tuple[re.Pattern[str], dict[str, str]]:
    table = {r["word"]: r["unit"] for r in rows("rules/units", "rule_id", "word", "unit")}
    after = "|".join(sorted((re.escape(w) for w, u in table.items() if not w[0] in "$£€"), key=len, reverse=True))
    words = "|".join([*_ONES, *_TENS, "a", "an", "half a"])
    scale = "|".join(_SCALE)
    pattern = re.compile(
        rf"(?P<sign>US\$|[$£])\s?(?P<money>{_NUMBER})(?:[ -](?P<mscale>{scale}))?"
        rf"|\b(?P<number>{_NUMBER}|(?:{words})(?:-(?:{words}))?)(?:[ -](?P<scale>{scale})s?)?[ -](?P<adj>(?:[a-z]+ )?)(?P<unit>{after})\b"
    )
    return pattern, table


def find(scan: Scan) -> None:
    """Note quantities outside dates and durations, and articles."""
    text = scan.text
    dates = [(m.start, m.end) for m in scan.doc.mentions if m.kind in ("date", "duration")]
    pattern, units = _units()
    for m in pattern.finditer(text) if any(c.isdigit() for c in text) or " " in text else ():
        if "\n" in scan.doc.text[m.start():m.end()] or any(s < m.end() and m.start() < e for s, e in dates):
            continue
        if m["sign"]:
            printed, scale, unit = m["money"], m["mscale"], units.get(m["sign"], "USD")
        else:
            if m["number"] in ("a", "an", "half a") and not m["scale"]:
                continue
            if m["adj"] and m["adj"].strip() in ("and", "or", "to", "of", "in", "the"):
                continue
            printed, scale, unit = m["number"], m["scale"], units[m["unit"]]
        value = amount(printed, scale)
        scan.add(m.start(), m.end(), "quantity", None, "quantity.unit" if value else "quantity.broken", 0.9 if value else 0.4, "full",
                 value=f"{value} {unit}" if value else None)
    for m in _ARTICLE.finditer(text):
        if "\n\n" in scan.doc.text[m.start():m.end()]:
            continue
        named = m[0][0] in "Aa"
        numbers = [n for p in re.findall(r"\d{1,3}[a-z]?|[IVXLC]+", m[1]) if (n := article_number(p))]
        if numbers and named:
            scan.add(m.start(), m.end(), "article", None, "article.number", 0.95, "full", value=";".join(numbers))
    for pattern_, rule in ((_ORDINAL, "article.ordinal"), (_BARE_ORDINAL, "article.word")):
        for m in pattern_.finditer(text):
            number = _ORDINALS.get(m[1].lower()) or _ONES.get(m[1].lower())
            scan.add(m.start(), m.end(), "article", None, rule, 0.85, "full", value=str(number))


def article_number(printed: str) -> str | None:
    """The arabic form of an article's number, None for letters that are no Roman number."""
    if printed[0].isdigit():
        return printed
    total = last = 0
    for letter in reversed(printed):
        n = _ROMAN[letter]
        total += n if n >= last else -n
        last = max(last, n)
    return str(total) if total else None


def amount(printed: str, scale: str | None) -> str | None:
    """The number that digits or words and a scale mean; None for thousands that are not grouped by three ("30,00")."""
    if printed in ("a", "an"):
        number = 1.0
    elif printed == "half a":
        number = 0.5
    elif printed[0].isdigit():
        if "," in printed and not re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", printed):
            return None
        number = float(printed.replace(",", ""))
    else:
        number = float(sum(_ONES.get(p, 0) + _TENS.get(p, 0) for p in printed.split("-")))
    number *= _SCALE.get(scale or "", 1)
    return str(int(number)) if number == int(number) else f"{number:.10g}"
