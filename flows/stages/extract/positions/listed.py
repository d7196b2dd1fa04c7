"""What a list of those present says of one of them: his span with his office, his title alone, whose he is by his place in it."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from flows.stages.extract.positions.rules import alternatives, roles, words
from flows.stages.grammar.lexis import pattern as word_pattern
from flows.stages.model import Document
from flows.stages.recognise.gazetteer import gazetteer

_AROUND = {
    "told": r"\bI\s+(?:then\s+|also\s+)?{}\b",
    "written": r"(?:[’'ʹ]s?)?\s+(?:\w+\s+)?{}\b",
    "envoy": r"\b{} (?:to|in|at) (?:the )?(?!Large\b)",
    "minister": r"{}\b",
    "met": r"\b{}\b",
    "high": r"(?:The )?{}\b",
    "desk": r"(?:,?\s+(?:and\s+)?[A-Z]\w+)*,?\s+{}\b",
    "abroad": r"\b{}\b",
    "post": r"(?i:(?:the )?{}\b)",
    "mission": r"\s+{}\b",
}
"""What stands around the words of a kind."""
SUFFIX = 3
"""An "office" of so few letters is none: "Jr."."""
DESK = re.compile(r"[A-Z]{1,5}(?:[/–-][A-Z]{1,5})*(?:,|\Z)")
"""The letters of a desk of the keeper's own office."""


@cache
def pattern(kind: str) -> re.Pattern[str]:
    """What a kind of words of `rules/positions_words.csv` looks like where it says who is who: told, written, envoy ..."""
    return re.compile(_AROUND[kind].format(alternatives(words("post" if kind == "mission" else kind))))


def people(value: Any) -> list[dict[str, Any]]:
    """The entries of a field of a paper that lists persons; a bare name is an entry with nothing but the name."""
    return [v if isinstance(v, dict) else {"name": v} for v in value or []]


def span(doc: Document, entry: dict[str, Any]) -> tuple[int, int]:
    """The span of an entry with its office, which may stand before a name in brackets."""
    start, end, office = int(entry.get("start") or 0), int(entry.get("end") or 0), len(str(entry.get("office") or ""))
    return (start - office - 3, end) if doc.text[start - 1 : start] == "(" else (start, end + office + 4 if office else end)


def office(entry: dict[str, Any]) -> str:
    """The office of an entry; who is in the chair is the Chairman."""
    told = str(entry.get("office") or "")
    return f"{told} Chairman" if told.lower().startswith(words("in-chair")) and "Chairman" not in told else told


def bare(entry: dict[str, Any]) -> str:
    """The title that an entry gives without a name or a state: "The President"."""
    title = str(entry.get("name") or "").removeprefix("The ")
    return title if title in roles("person") and not entry.get("office") and not entry.get("side") else ""


def stands_for_another(entry: dict[str, Any]) -> bool:
    """Whether nothing tells of a listed person whose he is: he has no office at all, or one held abroad."""
    office = str(entry.get("office") or "")
    return len(office) <= SUFFIX or bool(pattern("abroad").search(office))


def goes_on(entry: dict[str, Any]) -> bool:
    """Whether a person is of the side of the one before him: a list goes side by side, and who opens a side has a title."""
    office = str(entry.get("office") or "")
    if pattern("high").match(str(entry.get("name") or "")) or bureau(entry):
        return False
    return len(office) <= SUFFIX or bool(pattern("abroad").search(office))


def bureau(entry: dict[str, Any]) -> bool:
    """Whether the office of a listed person is one of the foreign ministry that alone says "the Secretary": EUR, Assistant Secretary."""
    return re.split(r"[/,]| for | of State", str(entry.get("office") or ""))[0].strip() in words("bureau")


def envoy_met(doc: Document, entry: dict[str, Any], home: str | None) -> str | None:
    """The state whose envoy the title says was met, for one listed by his name alone whom the text calls the Ambassador or the Minister."""
    words_of = str(entry.get("name") or "").split()
    if entry.get("office") or entry.get("side") or not words_of:
        return None
    called = rf"\b(?:Ambassador|Minister|Envoy|Chargé) (?:[A-Z][\w.]* )?{re.escape(words_of[-1].strip('.,'))}\b"
    if not re.search(called, doc.text[int(entry.get("end") or 0) :]):
        return None
    return sender(doc.title or "", doc.meta.get("issued"), home)


def sender(text: str, date: str | None, home: str | None = None) -> str | None:
    """The one state other than `home` whose envoy or minister a text names, in capitals or not: the NORWEGIAN AMBASSADOR."""
    whose = word_pattern("whose-envoy").findall(text)
    found = {gazetteer().resolve_actor(word.capitalize(), date, ("adjective",)) for word in whose} - {None, home}
    return found.pop() if len(found) == 1 else None
