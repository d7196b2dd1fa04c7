"""Treaties with which a text goes on behind one of their kind: another with Norway, that with Sweden, a second, signed in May.

Each is a mention whose value is the name that it would have in full.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from flows.stages.model import Document, Mention
from flows.stages.recognise.wording import phrase
from schemas import data

REACH = 500
"""How far behind a treaty the next is told by its number alone, in characters."""
ANOTHER_RULE = "treaty.another"
"""A treaty that goes on with those of a kind: and another with Norway."""
WITH = " with "
"""Between a treaty and its other side."""


def gapped(doc: Document, mentions: list[Mention]) -> list[Mention]:
    """The mentions, and those that go on with a side of their own: a trade pact with Norway in May and another with Denmark in June.

    A plural of which the text tells no more than the treaties that it goes on with gives way to them: two pacts, one with Norway.
    """
    if not any(phrase(use).search(doc.text) for use in GOING_ON):
        return mentions
    actors = {m.start: m for m in doc.mentions if m.kind == "actor" and m.form != "adjective"}
    out: list[Mention] = []
    for i, m in enumerate(mentions):
        following = mentions[i + 1].start if i + 1 < len(mentions) else len(doc.text)
        others = list(_further(doc, m, following, actors)) if m.form in ("described", "bare") else []
        listed = m.form == "bare" or (WITH not in m.surface and _one_of(m.surface) != m.surface)
        out += others if others and listed else [m, *others]
    return sorted(out, key=lambda m: m.start)


GOING_ON = ("another-with", "that-with", "with-dated")
"""The uses of the phrases with which a text goes on: in the sentence, there or in the next one, and there without a word for it."""


def _further(doc: Document, m: Mention, following: int, actors: dict[int, Mention]) -> Iterator[Mention]:
    """The treaties with which a text goes on behind a mention, up to the one that it tells next."""
    s = doc.sentence_at(m.start)
    after = doc.sentences[s.sentence_no + 1 : s.sentence_no + 2]
    ends = {"that-with": after[0].end if after and after[0].passage_no == s.passage_no else s.end}
    kind = _one_of(m.surface.partition(WITH)[0])
    joined, plural = WITH in m.surface, kind != m.surface.partition(WITH)[0]
    uses = GOING_ON if joined else GOING_ON[:2] if plural else ()
    last = m.end
    for use in uses:
        for found in phrase(use).finditer(doc.text, m.end, min(ends.get(use, s.end), following)):
            start, side = next((found.start(k), actors.get(found.end())) for k in found.groupdict() if found[k])
            if side is None or start < last or (use != "that-with" and ";" in doc.text[m.end : start]):
                continue
            surface = doc.text[start : side.end]
            last = side.end
            yield replace(
                m,
                start=start,
                end=side.end,
                surface=surface,
                value=f"{kind} with {side.surface}",
                rule_id=ANOTHER_RULE,
                form="described",
                passage_no=doc.sentence_at(start).passage_no,
            )


def _one_of(surface: str) -> str:
    """The words for one of the treaties that a plural takes together: trade pact, of two trade pacts."""
    words = surface.partition(" of ")
    rest, _, head = words[0].rpartition(" ")
    one = _ones().get(head.lower())
    return f"{rest} {one}".strip() + words[1] + words[2] if one is not None else surface


@cache
def _ones() -> dict[str, str]:
    """Plural head nouns and what one of them is called."""
    return {r["plural"]: r["head"] for r in data.rows("rules/treaty_heads", "head", "plural") if r["plural"] != r["head"]}


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
            value = phrase("its-number").sub(surface.lower(), name, count=1)
            out.append(replace(m, start=start, end=stop, surface=surface, value=value, rule_id=ANOTHER_RULE, form="described"))
    return out


def dated(doc: Document, mentions: list[Mention]) -> list[Mention]:
    """The mentions, and those told by their date alone behind one of their kind: They had a treaty. That of May 1931 bound them."""
    if not phrase("that-of").search(doc.text):
        return mentions
    out: list[Mention] = []
    for i, m in enumerate(mentions):
        out.append(m)
        s = doc.sentence_at(m.start)
        after = doc.sentences[s.sentence_no + 1 : s.sentence_no + 2]
        end = after[0].end if after and after[0].passage_no == s.passage_no else s.end
        end = min(end, mentions[i + 1].start if i + 1 < len(mentions) else end)
        for found in phrase("that-of").finditer(doc.text, m.end, end):
            start, stop = next(found.span(k) for k in found.groupdict() if found[k])
            kind = _one_of(m.surface.split(" of ")[0].split(WITH)[0]).split()[-1].lower()
            value, no = f"{kind} of {doc.text[stop + len(' of ') : found.end()]}", doc.sentence_at(start).passage_no
            surface = doc.text[start:stop]
            out.append(
                replace(m, start=start, end=stop, surface=surface, value=value, rule_id=ANOTHER_RULE, form="described", passage_no=no)
            )
    return out


def _number_of(doc: Document, m: Mention) -> str | None:
    """The name of a treaty that is told by its number, with the number: first treaty, second Control Agreement."""
    if phrase("its-number").search(m.surface):
        return m.surface
    before = phrase("its-number").search(doc.text, max(0, m.start - len("second ")), m.start)
    return f"{before.group()} {m.surface}" if before is not None and doc.text[before.end() : m.start] == " " else None
