"""Who signed a treaty's own text, and for whom: the lines of its signatures, and the plenipotentiaries whom its preamble lists."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator
from dataclasses import dataclass

from flows.stages.accents import unaccented
from flows.stages.extract.treaties.text import columns, exchange
from flows.stages.extract.treaties.text.sides import Sides, line_end, named, signatures
from flows.stages.model import Document, Mention
from flows.stages.recognise.gazetteer import gazetteer
from flows.stages.recognise.people import slug
from flows.stages.recognise.wording import phrase

LINES = 160
"""Lines behind the close in which signatures stand."""
BEHIND, REST = 80, 300
"""Characters of offices and titles that may stand behind the name of who signs, and behind that of a plenipotentiary."""
FEW = 8
"""Lines of names alone behind a close that are signatures."""
LISTED = 6000
"""Characters behind the sides in which plenipotentiaries are listed."""
INITIALS = re.compile(r"(?:[^\W\d_]\. ?)+[^\W\d_][^\W\d_’'-]+")
"""A name of which only the last part is written out."""
SIDE_BY_SIDE = re.compile(rf"({INITIALS.pattern})\s+({INITIALS.pattern})")
"""Two such names on one line."""


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signed, for whom where that is told, and the span of the name."""

    person_id: str
    actor_id: str | None
    start: int
    end: int


def find(doc: Document, text: str, sides: Sides, opened: tuple[int, int] | None, signed: str | None) -> list[Signer]:
    """Those who signed in order: by the signatures, else those known by name whom the preamble lists."""
    low = opened[1] if opened else 0
    if opened and phrase("represented").search(text, opened[0], text.find("\n", low)):  # Norway, represented by Berg, and Sweden, by Lund
        segments = list(_offices(doc, text, sides, (opened[0], text.find("\n", low)), signed))
    else:
        segments = list(_segments(text, sides, low, signed))
    offices = segments or list(_offices(doc, text, sides, opened, signed))
    out = {s.person_id: s for s in _by_lines(doc, text, sides, offices, low, signed)}
    for side, span in exchange.find(text, sides, signed) if not out else ():
        person = _person(doc, text, span, sides, signed)
        out[person] = Signer(person, side, *span)
    if not out:
        for actor, start, end in segments:
            for m in doc.mentions:
                whole = m.kind == "person" and m.form in ("full", "surname") and not re.match(r" [A-ZÀ-Þ]", text[m.end : m.end + 2])
                if whole and m.ref_id and start <= m.start < end:
                    out.setdefault(m.ref_id, Signer(m.ref_id, actor, m.start, m.end))
            for line in re.finditer(r"[^\n;:]+", text[start:end]):
                low = start + line.start() + len(line[0]) - len(line[0].lstrip())
                name = _name(text, low, start + line.end(), REST)
                if name is not None and " " in text[slice(*name)] and text[name[1] : name[1] + 1] in (",", ""):
                    person = _person(doc, text, name, sides, signed)
                    out.setdefault(person, Signer(person, actor, *name))
    return list(out.values())


def _segments(text: str, sides: Sides, low: int, signed: str | None) -> Iterator[tuple[str, int, int]]:
    """For each side the stretch behind its name in which its plenipotentiaries are listed."""
    appointed = phrase("appointed").search(text, low, low + LISTED)
    if appointed is None:
        return
    stop = phrase("listed-end").search(text, appointed.end(), appointed.end() + LISTED)
    end = stop.start() if stop else min(len(text), appointed.end() + LISTED)
    heads = [(span, a) for a, span in named(text, appointed.end(), end, signed) if a in sides and _heads(text, span[0])]
    for (span, actor), following in zip(heads, [*(s[0] for s, _ in heads[1:]), end], strict=False):
        yield actor, span[1], following


def _offices(
    doc: Document, text: str, sides: Sides, opened: tuple[int, int] | None, signed: str | None
) -> Iterator[tuple[str, int, int]]:
    """For each side of a preamble without sovereigns the stretch in which its people stand: the Minister of Norway, Karl Berg, and ...

    It is the one behind the side's name, or before it where a name stands first: Karl Berg, Minister of Norway, and ...
    """
    found = sorted((span, a) for a, span in named(text, *opened, signed)) if opened else []
    parted = phrase("one-part").search(text, *opened) if opened else None
    if opened and parted:
        for low, high in ((opened[0], parted.start()), (parted.end(), opened[1])):
            own = list(dict.fromkeys(a for span, a in found if a in sides and low <= span[0] < high))
            yield from ((own[0], low, high),) if len(own) == 1 else ()
        return
    heads = [(span, a) for n, (span, a) in enumerate(found) if a in sides and (n == 0 or found[n - 1][1] != a)]
    if opened and heads and any(m.kind == "person" and opened[0] <= m.start < heads[0][0][0] for m in doc.mentions):
        yield from ((a, low, span[0]) for (span, a), low in zip(heads, [opened[0], *(s[1] for s, _ in heads)], strict=False))
        return
    for (span, actor), following in zip(heads, [*(s[0] for s, _ in heads[1:]), opened[1] if opened else 0], strict=False):
        yield actor, span[1], following


def _heads(text: str, start: int) -> bool:
    """Whether a name of a state stands where a list of its plenipotentiaries begins: The President of the Norwegian Republic:"""
    return phrase("side-heads").search(text[max(0, start - 120) : start]) is not None


def _by_lines(
    doc: Document, text: str, sides: Sides, segments: list[tuple[str, int, int]], low: int, signed: str | None
) -> Iterator[Signer]:
    """Those whose names stand on the lines of the signatures: behind a mark, below `For Norway:`, or alone where they are known."""
    at = signatures(text, low)
    alone = _names_alone(text, at)
    actor: str | None = None
    given = 0
    heads: tuple[int, int] | None = None
    for start, end in _lines(text, at):
        side_by_side = columns.find(text, heads, (start, end), sides, signed) if heads else None
        heads = (start, end)
        for side_of, span in side_by_side or ():
            yield Signer(_person(doc, text, span, sides, signed), side_of, *span)
        if side_by_side is not None:
            actor, given = None, 1
            continue
        side = phrase("signed-for").match(text, start)
        if side is not None:
            stop = line_end(text, side.end())
            actor = next((a for a, _ in named(text, side.end(), stop, signed) if a in sides), None)
            given, start = 0, min(stop + 1, end)
            start += len(text[start:end]) - len(text[start:end].lstrip())
        mark = phrase("signature-mark").match(text, start, end)
        name = _name(text, mark.end() if mark else start, end)
        several = SIDE_BY_SIDE.fullmatch(text, start, end)
        if several is not None and all(_listed(text, span, segments) for span in map(several.span, (1, 2))):
            for span in map(several.span, (1, 2)):
                person = _in_full(doc, text, span, segments, sides, signed) or _person(doc, text, span, sides, signed)
                yield Signer(person, _listed(text, span, segments), *span)
            continue
        if name is None:
            continue
        for other in _others(text, name, end) if mark or (actor and not given) else ():
            yield Signer(_person(doc, text, other, sides, signed), actor, *other)
        below = actor is not None and (not given or INITIALS.fullmatch(text[slice(*name)]) is not None)
        told = mark is not None or alone or below or _known(doc, name) or _listed(text, name, segments) is not None
        if not told and not _in_office(text[slice(*name)], sides, signed):
            continue
        person = _in_full(doc, text, name, segments, sides, signed) or _person(doc, text, name, sides, signed)
        given += 1
        known = next((m.for_actor for m in doc.mentions if m.kind == "person" and m.ref_id == person and m.for_actor), None)
        state = actor or _listed(text, name, segments) or known or gazetteer().state_of(person, signed)
        yield Signer(person, state if state in sides else None, *name)


def _lines(text: str, low: int) -> Iterator[tuple[int, int]]:
    """The lines behind the paragraph of the close, without the space around them."""
    paragraph = text.find("\n", low)
    for n, m in enumerate(re.finditer(r"[^\n]+", text[paragraph:] if paragraph >= 0 else "")):
        if n == LINES:
            return
        lead = len(m[0]) - len(m[0].lstrip())
        yield paragraph + m.start() + lead, paragraph + m.start() + len(m[0].rstrip())


def _names_alone(text: str, at: int) -> bool:
    """Whether nothing but names of two words and more stands behind the close."""
    names = [(end, _name(text, start, end)) for start, end in _lines(text, at)]
    return 0 < len(names) <= FEW and all(n is not None and n[1] >= end - 1 and " " in text[slice(*n)] for end, n in names)


def _name(text: str, low: int, high: int, rest: int = BEHIND) -> tuple[int, int] | None:
    """The name at the beginning of a line, behind titles and marks."""
    while (title := phrase("signer-title").match(text, low, high)) is not None and title.end() > low:
        low = title.end()
    found = phrase("signer-name").match(text, low, high)
    if found is None or phrase("no-signer").search(found[0]):
        return None
    behind = text[found.end() : high].strip(" .,;:")
    if len(behind) > rest or (behind[:1].islower() and not behind.startswith("of ")):
        return None
    name = found[0].rstrip(".") if len(found[0].rstrip(".").split(" ")[-1]) > 2 else found[0]
    return (low, low + len(name)) if len(name) > 3 else None


def _others(text: str, name: tuple[int, int], end: int) -> Iterator[tuple[int, int]]:
    """The further names on a line of several that commas part."""
    while text.startswith(", ", name[1]):
        following = _name(text, name[1] + 2, end)
        if following is None or " " not in text[slice(*following)]:
            return
        yield following
        name = following


def _known(doc: Document, span: tuple[int, int]) -> bool:
    """Whether a name is one that recognition made a person of, in full."""
    return any(m.kind == "person" and m.form == "full" and span[0] <= m.end and m.start < span[1] for m in doc.mentions)


def _listed(text: str, span: tuple[int, int], segments: list[tuple[str, int, int]]) -> str | None:
    """The side among whose plenipotentiaries the preamble lists somebody with this last name."""
    whole = unaccented(text[slice(*span)]).lower()
    if " " in whole and (side := next((a for a, low, high in segments if whole in unaccented(text[low:high]).lower()), None)):
        return side
    last = whole.split()[-1]
    return next((a for a, low, high in segments if last in re.findall(r"\w+", unaccented(text[low:high]).lower())), None)


def _in_full(
    doc: Document, text: str, span: tuple[int, int], segments: list[tuple[str, int, int]], sides: Sides, signed: str | None
) -> str | None:
    """The one whose whole name a list of plenipotentiaries gives, who signs with initials: E. Berg is the Dr. Edvard Berg of the list."""
    printed = text[slice(*span)].title()
    if INITIALS.fullmatch(printed) is None:
        return None
    whole = re.compile(rf"\b{printed[0]}[^\W\d_]+(?: [^\W\d_]+\.?){{0,2}} {re.split(r'[. ]', printed)[-1]}\b")
    full = next((m for _, low, high in segments if (m := whole.search(text, low, high))), None)
    return _person(doc, text, full.span(), sides, signed) if full else None


def _person(doc: Document, text: str, span: tuple[int, int], sides: Sides, signed: str | None) -> str:
    """Who bears a name: by recognition, else the one person in public life of a side with that surname, else an unlisted one."""
    known = next((m for m in doc.mentions if m.kind == "person" and m.start < span[1] and span[0] < m.end), None)
    alone = known is not None and known.start <= span[0] and " " not in text[known.start : span[0]].strip()
    alone = alone and known is not None and span[1] <= known.end <= span[1] + 1
    if known is not None and known.ref_id and alone:
        return known.ref_id
    g, name = gazetteer(), text[slice(*span)]
    fits = [p for p in g.person_names.get(name, ()) if g.active(p, signed, 5)] or _in_office(name, sides, signed)
    person = fits[0] if len(fits) == 1 else slug(name)
    at = max(0, bisect.bisect_right(doc.passages, span[0], key=lambda p: p.start) - 1)
    passage = doc.passages[at].passage_no if doc.passages else 0
    named = Mention(*span, doc.text[slice(*span)], "person", person, None, "person.signer", 0.6, passage, "full")
    bisect.insort(doc.mentions, named, key=lambda m: (m.start, m.end, m.kind))
    return person


def _in_office(name: str, sides: Sides, signed: str | None) -> list[str]:
    """The persons in public life of one of the sides whom a printed name may mean by its last word."""
    g = gazetteer()
    held = [p for p in g.surnames.get(name.split()[-1], ()) if g.active(p, signed, 0) and g.state_of(p, signed) in sides]
    return [p for p in held if _initials(name, g.persons[p].name)] if signed else []


def _initials(printed: str, name: str) -> bool:
    """Whether the first word of a printed name may be that of a full one: L. Brezhnev, and a surname alone."""
    first = printed.split()[0]
    noble = first.lower() == "v." and " von " in name
    return noble or " " not in printed or name.startswith(first[:1] if first.endswith(".") else first)
