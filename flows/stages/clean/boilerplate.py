"""Furniture of pages: lines over, under and within a text that are not part of it.

The head of a text is what stands before its first paragraph of prose, the tail what stands behind the last; only there
may a rule be bold.  Fields of a catalogue page become `doc.meta["fields"]`, marks of secrecy `doc.meta["markings"]`.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from flows.stages.clean.edits import Edit, apply
from flows.stages.clean.rules import Rule, rules
from flows.stages.model import Document

_LONG = 300  # a longer line is prose, whatever it looks like
_EDGE_LINES = 40  # how far from either end furniture can be
_TITLE_LINES = 15  # how far down a title is repeated
_TITLE_LENGTH = 20  # a repeated line shorter than this is a heading or a name, unless it is the first line
_FIELDS_OF_A_PAGE = 2  # one line of "Label: value" is prose, two are a catalogue page
_FIELD = re.compile(r"^(?:[•*·-]\s*)?(?P<label>[A-Z][A-Za-z/() -]{1,40}?) ?: *(?P<value>.*)$")
_SITE = re.compile(r"\s[-–—|:»]\s|\|| on ")
_SITE_NAME = 45
_FOLD = re.compile(r"[\W_]+")


class Line(NamedTuple):
    """A line with something on it, without the white space around."""

    start: int
    end: int
    text: str


def lines(text: str) -> list[Line]:
    """The lines that hold something, in order."""
    out, at = [], 0
    for raw in text.split("\n"):
        stripped = raw.strip()
        if stripped:
            start = at + raw.index(stripped)
            out.append(Line(start, start + len(stripped), stripped))
        at += len(raw) + 1
    return out


def is_prose(line: str) -> bool:
    """Whether a line reads as running text: long, or a whole sentence of some length."""
    return len(line) > 160 or (len(line) > 70 and line[-1] in ".!?:”\"'’)" and line.count(" ") > 9)


def _edges(found: list[Line]) -> tuple[int, int]:
    """Index of the first line of prose, and of the line behind the last one."""
    n = len(found)
    prose = [i for i, line in enumerate(found) if is_prose(line.text)]
    if not prose:
        return min(n, _EDGE_LINES), max(0, n - _EDGE_LINES)
    # A lone sentence between short lines describes the page; the text begins where one paragraph follows another.
    first = next((a for a, b in pairwise(prose) if b == a + 1), prose[0])
    return min(first, _EDGE_LINES), max(prose[-1] + 1, n - _EDGE_LINES)


def _field(line: Line) -> tuple[Rule, str] | None:
    if match := _FIELD.match(line.text):
        for rule in rules("field"):
            if rule.pattern.fullmatch(match["label"].strip()):
                return rule, match["value"].strip()
    return None


def _fields(doc: Document, found: list[Line], head: int, tail: int) -> dict[int, Edit]:
    hits = {}
    for i, line in enumerate(found):
        near = i < _EDGE_LINES or i >= len(found) - _EDGE_LINES
        if near and ":" in line.text[:45] and (len(line.text) < _LONG or i < head or i >= tail) and (hit := _field(line)):
            hits[i] = hit
    if len(hits) < _FIELDS_OF_A_PAGE:
        return {}
    fields = doc.meta.setdefault("fields", {})
    out = {}
    for i, (rule, value) in hits.items():
        last = i
        if not value and (i < head or i >= tail) and i + 1 < len(found) and i + 1 not in hits:
            last, value = i + 1, found[i + 1].text  # the value stands on the next line
        if value and rule.meta:
            fields.setdefault(rule.meta, value)
        for n in range(i, last + 1):
            out[n] = Edit(found[n].start, found[n].end, "", rule.rule_id, rule.kind)
    return out


def _site_title(found: list[Line], head: int) -> dict[int, Edit]:
    """A first line that is the title, which follows, with the name of the site around it."""
    if not found or len(found[0].text) > _LONG:
        return {}
    whole = f" {_FOLD.sub(' ', found[0].text.lower()).strip()} "
    for line in found[1 : min(head, _TITLE_LINES)]:
        key = _FOLD.sub(" ", line.text.lower()).strip()
        rest = len(whole) - len(key) - 2
        if len(key) >= _TITLE_LENGTH - 5 and f" {key} " in whole and 2 < rest <= _SITE_NAME and _SITE.search(found[0].text):
            return {0: Edit(found[0].start, found[0].end, "", "page.site-title", "boilerplate")}
    return {}


def _repeated_titles(found: list[Line], head: int) -> dict[int, Edit]:
    """Lines near the top that say again what an earlier one said."""
    seen: set[str] = set()
    first = _FOLD.sub(" ", found[0].text.lower()).strip() if found else ""
    out = {}
    for i, line in enumerate(found[: min(head, _TITLE_LINES)]):
        key = _FOLD.sub(" ", line.text.lower()).strip()
        again = len(key) >= _TITLE_LENGTH or (key == first and len(key) > 5)
        if again and len(line.text) < _LONG and key in seen:
            out[i] = Edit(line.start, line.end, "", "page.title-repeated", "boilerplate")
        seen.add(key)
    return out


def _line_rules(doc: Document, found: list[Line], head: int, tail: int, done: set[int]) -> dict[int, Edit]:
    out: dict[int, Edit] = {}
    matched = {r.rule_id for r in doc.repairs}
    prose = next((i for i, line in enumerate(found) if is_prose(line.text)), 0)
    for scope, indexes in (("line", range(len(found))), ("head", range(head)), ("tail", range(tail, len(found)))):
        for rule in rules(scope):
            if rule.needs and not any(m.startswith(rule.needs) for m in matched):
                continue
            caption = rule.rule_id == "wiki.caption"  # between the title, which is the first line, and the first paragraph
            for i in range(1, prose) if caption else indexes:
                if i in done or i in out or len(found[i].text) > _LONG or not rule.pattern.fullmatch(found[i].text):
                    continue
                out[i] = Edit(found[i].start, found[i].end, "", rule.rule_id, rule.kind)
                matched.add(rule.rule_id)
                if rule.meta:
                    doc.meta.setdefault(rule.meta, []).append(found[i].text)
    return out


def remove(doc: Document) -> None:
    """Take furniture out of the text; each line becomes a repair of kind boilerplate."""
    found = lines(doc.text)
    head, tail = _edges(found)
    edits = _fields(doc, found, head, tail)
    edits |= _site_title(found, head) or _repeated_titles(found, head)
    edits |= _line_rules(doc, found, head, tail, set(edits))
    if len(edits) < len(found):  # a text of nothing but furniture is left as it is
        apply(doc, edits.values())
