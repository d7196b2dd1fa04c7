"""Names that stand together: two treaties that a plural names in one breath, and the letters of talks beside their agreements."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from flows.stages.model import Document, Mention
from flows.stages.recognise.heads import heads, modifiers
from flows.stages.recognise.wording import phrase
from schemas import data

_NAME = r"[A-Z][\w’'-]+"
REACH = 500
"""How far behind a treaty the next is told by its number alone, in characters."""
NUMBER = re.compile(r"\b(?:first|second|third|fourth|earlier)\b")
"""The number of a treaty among those of its kind."""
ANOTHER_RULE = "treaty.another"
"""A treaty that goes on with those of a kind: and another with Norway."""
COORDINATED = (
    re.compile(rf"(?P<head>[A-Z]\w+) of (?P<a>{_NAME}(?: {_NAME})?) and (?P<b>{_NAME}(?: {_NAME})?)"),
    re.compile(rf"(?P<a>{_NAME}) and (?P<b>{_NAME}) (?P<head>\w+)"),
)
"""A plural head that two names share: the Treaties of Westport and Eastport, the Brown and Green Plans, the Oslo and Malmö treaties."""


def coordinated(m: Mention) -> list[Mention]:
    """The two treaties that a plural names in one breath, each with a name of its own as value; else the mention itself."""
    found = next((f for p in COORDINATED if m.form == "named" and (f := p.search(m.surface))), None)
    if found is None or found.end() != len(m.surface):
        return [m]
    one = next((r["head"] for r in data.rows("rules/treaty_heads", "head", "plural") if r["plural"] == found["head"].lower()), None)
    if one is None or one == found["head"].lower() or {found["a"].lower(), found["b"].lower()} & modifiers().keys():
        return [m]
    if found["head"].islower() and {found["a"], found["b"]} & nationalities():
        return [m]  # the Norwegian and Danish treaties are not known by that name
    first = found.start("a") < found.start("head")
    name = "{1} {0}" if first else "{0} of {1}"
    head = one if found["head"].islower() else one.title()
    cut = m.start + found.start("b")
    left = replace(m, end=m.start + found.end("a"), surface=m.surface[: found.end("a")], value=name.format(head, found["a"]))
    right = replace(m, start=cut, surface=m.surface[found.start("b") :], value=name.format(head, found["b"]))
    return [left, right]


@cache
def nationalities() -> frozenset[str]:
    """Words for the people of a state, as they stand before a noun or in a pair: Norwegian, Anglo."""
    table = data.rows("gazetteer/actor_names", "actor_id", "name", "form")
    return frozenset(r["name"] for r in table if r["form"] in ("adjective", "demonym", "prefix"))


def numbered(mentions: list[Mention]) -> list[Mention]:
    """The mentions without the short name of talks, where others name their agreement in full: SALT, but not beside SALT II."""
    short = {m.surface for m in mentions if f"{m.surface.lower()} ii" in heads()}
    fuller = {word for word in short if any(word in m.surface.split() and m.surface != word for m in mentions)}
    return [m for m in mentions if m.surface not in fuller]


def gapped(doc: Document, mentions: list[Mention]) -> list[Mention]:
    """The mentions, and those that go on with a side of their own: a trade pact with Norway in May and another with Denmark in June."""
    out: list[Mention] = []
    actors = {m.start: m for m in doc.mentions if m.kind == "actor"} if phrase("another-with").search(doc.text) else {}
    for i, m in enumerate(mentions):
        out.append(m)
        what, joined, _ = m.surface.partition(" with ")
        if m.form != "described" or not joined or not actors:
            continue
        end = min(doc.sentence_at(m.start).end, mentions[i + 1].start if i + 1 < len(mentions) else len(doc.text))
        for found in phrase("another-with").finditer(doc.text, m.end, end):
            start, side = next((found.start(k), actors.get(found.end())) for k in found.groupdict() if found[k])
            if side is not None and ";" not in doc.text[m.end : start]:
                surface, value = doc.text[start : side.end], f"{what} with {side.surface}"
                out.append(replace(m, start=start, end=side.end, surface=surface, value=value, rule_id=ANOTHER_RULE))
    return out


def counted(doc: Document, mentions: list[Mention]) -> list[Mention]:
    """The mentions, and those told by their number alone behind the first of their kind: A first treaty failed; a second, signed in May."""
    out: list[Mention] = []
    for i, m in enumerate(mentions):
        out.append(m)
        name = _number_of(doc, m)
        if name is None:
            continue
        passage_end = next((p.end for p in doc.passages if p.passage_no == m.passage_no), len(doc.text))
        end = min(mentions[i + 1].start if i + 1 < len(mentions) else passage_end, passage_end, m.end + REACH)
        for found in phrase("counted-alone").finditer(doc.text, m.end, end):
            start, stop = next(found.span(k) for k in found.groupdict() if found[k])
            surface = doc.text[start:stop]
            value = NUMBER.sub(surface.lower(), name, count=1)
            out.append(replace(m, start=start, end=stop, surface=surface, value=value, rule_id=ANOTHER_RULE, form="described"))
    return out


def _number_of(doc: Document, m: Mention) -> str | None:
    """The name of a treaty that is told by its number, with the number: first treaty, second Control Agreement."""
    if NUMBER.search(m.surface):
        return m.surface
    before = NUMBER.search(doc.text, max(0, m.start - len("second ")), m.start)
    return f"{before.group()} {m.surface}" if before is not None and doc.text[before.end() : m.start] == " " else None
