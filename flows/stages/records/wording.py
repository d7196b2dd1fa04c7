"""Lines to read: slugs and headlines, made from the columns of a record by `schemas/rules/headlines.csv`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from flows.stages.accents import unaccented
from flows.stages.plurals import is_plural
from schemas.data import rows

_MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]
_SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}
_REALIS = {"actual": "", "proposed": " (proposed)", "hypothetical": " (hypothetical)", "negated": " (did not happen)"}
_WORD = re.compile(r"[A-Za-z0-9]+")
_MANY = 4
"""Subjects that a headline names; the rest are counted."""


def slug(*parts: str | None, longest: int = 80) -> str:
    """Words of letters and digits joined by hyphens, cut after a whole word."""
    bare = unaccented(" ".join(p for p in parts if p)).replace("'", "").replace("’", "")
    words: list[str] = []
    for word in map(str.lower, _WORD.findall(bare)):
        if words and len("-".join((*words, word))) > longest:
            break
        words.append(word[:longest])
    return "-".join(words) or "x"


def unique(slugs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """record_id -> slug from pairs of (record_id, slug) in order: a slug met again gets -2, -3 and so on."""
    taken: set[str] = set()
    out = {}
    for record_id, wanted in slugs:
        name, n = wanted, 1
        while name in taken:
            n += 1
            name = f"{wanted}-{n}"
        taken.add(name)
        out[record_id] = name
    return out


def date_slug(edtf: str | None) -> str:
    """The start of a date as it stands in a slug; empty for none."""
    first = (edtf or "").split("/")[0]
    return "" if first in ("", "..") else first.rstrip("~?%").lower()


def in_words(edtf: str | None) -> str:
    """A date as one writes it: 26 May 1942, summer 1939, the 1930s, 28 November 1943 to 1 December 1943, after 1935."""
    if not edtf:
        return ""
    if "/" in edtf:
        start, end = edtf.split("/", 1)
        if end in ("", ".."):
            return f"after {in_words(start)}"
        return f"before {in_words(end)}" if start in ("", "..") else f"{in_words(start)} to {in_words(end)}"
    about = "about " if edtf[-1] in "~?%" else ""
    head = edtf.rstrip("~?%").split("T")[0]
    sign, head = ("-", head[1:]) if head.startswith("-") else ("", head)
    year, *rest = head.split("-")
    if year.endswith("XX"):
        return f"{about}the {sign}{year[:2]}00s"
    if year.endswith("X"):
        return f"{about}the {sign}{year[:3]}0s"
    year = sign + (year.lstrip("0") or "0")
    if not rest:
        return about + year
    if rest[0] in _SEASONS:
        return f"{about}{_SEASONS[rest[0]]} {year}"
    month = _MONTHS[int(rest[0]) - 1]
    return f"{about}{int(rest[1])} {month} {year}" if len(rest) > 1 else f"{about}{month} {year}"


def listed(names: Sequence[str], most: int = _MANY) -> str:
    """A, B and C; of more than `most` the first ones and how many others."""
    if len(names) > most:
        names = [*names[: most - 1], f"{len(names) - most + 1} others"]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else ""


def with_article(name: str) -> str:
    """`the` before a treaty's name, unless it has an article or is somebody's: Jay's Treaty."""
    words = name.split()
    own = any(w[:1].isupper() and w.endswith(("'s", "’s", "s’")) for w in words)
    return name if own or (words[:1] and words[0].lower() in ("the", "a", "an")) else f"the {name}"


@cache
def _templates() -> Mapping[str, dict[str, str]]:
    columns = ("action", "one", "many", "alone", "alone_many", "person_one", "person_many", "with", "bare", "about")
    return {r["action"]: r for r in rows("rules/headlines", *columns, "noun", "of", "to", "at", "shows")}


def headline(
    event: Mapping[str, Any], people: Sequence[Mapping[str, Any]], names: Mapping[str, str], treaty: str | None, place: str | None
) -> str:
    """One line for an event: who does what to whom about which treaty, where and when.

    `people` are the participants' rows, `names` the names of actors and persons by id.  Of a person acting for a state the template
    says which of the two the line shows (`person`, `actor`), or that only a person can do it (`holder`: take office).  Those who act
    on their own state are shown as persons.
    """
    told = _templates()[event["action"]]

    def of(*roles: str, in_person: bool) -> list[str]:
        mine = sorted(
            (p for p in people if p["role"] in roles), key=lambda p: (not p["actor_id"], p["actor_id"] or "", p["person_id"] or "")
        )
        first, second = ("person_id", "actor_id") if in_person else ("actor_id", "person_id")
        acting = {p["actor_id"] for p in mine if p["person_id"]} if in_person else set()
        shown = [p[first] or p[second] for p in mine if p[first] or p[second] not in acting]
        return list(dict.fromkeys(names[i] for i in shown))

    in_person = told["shows"] != "actor" or bool({*of("source", "party", in_person=False)} & {*of("target", in_person=False)})
    subjects, targets = of("source", "party", in_person=in_person), of("target", in_person=in_person)
    persons = {names[p["person_id"]] for p in people if p["person_id"]}
    if told["shows"] == "holder" and not persons & {*subjects, *targets}:
        words = [told["noun"], told["with"], listed([*subjects, *targets]) or "unnamed parties"]
    elif subjects:
        words = _sentence(told, subjects, targets, persons, treaty)
    else:
        words = _phrase(told, targets, treaty)
    if place and place not in (*subjects, *targets):
        words.append(f"{told['at'] if told['at'] and not targets else 'in'} {place}")
    when = in_words(event["date"])
    return " ".join(w for w in words if w) + (f", {when}" if when else "") + _REALIS[event["realis"]]


def _sentence(told: Mapping[str, str], subjects: list[str], targets: list[str], persons: Iterable[str], treaty: str | None) -> list[str]:
    """The words of a headline about those who act."""
    many = len(subjects) > 1 or is_plural(subjects[0])
    matter = told["about"].format(with_article(treaty)) if treaty else ""
    objects = [t for t in targets if t in persons] if told["person_one"] else []
    words = [listed(subjects), told["many" if many else "one"]]
    if objects:
        others = [t for t in targets if t not in objects]
        words[1] = told["person_many" if many else "person_one"]
        return [*words, listed(objects), f"{told['with']} {listed(others)}" if others else "", matter]
    if told["alone"] and not targets:
        words[1] = told["alone_many" if many else "alone"]
        return [*words, matter]
    if not told["with"]:
        return [*words, listed(targets) or told["bare"], matter]
    counterpart = f"{told['with']} {listed(targets)}" if targets else ""
    # The treaty is the object itself: ratifies the Treaty of Westport.
    return [*words, matter, counterpart] if treaty and told["about"] == "{}" else [*words, told["bare"], counterpart, matter]


def _phrase(told: Mapping[str, str], targets: list[str], treaty: str | None) -> list[str]:
    """The words of a headline about those to whom something is done, or about a treaty alone."""
    if treaty and told["of"]:
        return [told["noun"], told["of"], with_article(treaty)]
    matter = told["about"].format(with_article(treaty)) if treaty else ""
    return [told["noun"], f"{told['to']} {listed(targets) or 'unnamed parties'}" if targets or not treaty else "", matter]
