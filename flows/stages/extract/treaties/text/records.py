"""What a treaty's own text says of its treaty as statements: the treaty with its parts, its signing, and what else the text tells."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Iterator
from datetime import date

from flows.stages import edtf
from flows.stages.actions import acts
from flows.stages.extract.events.reader import Event
from flows.stages.extract.treaties import days
from flows.stages.extract.treaties.facts import Cluster
from flows.stages.extract.treaties.terms import bindings, years_told
from flows.stages.extract.treaties.text import notes, signers
from flows.stages.extract.treaties.text.own import LOCAL_ID, RULE, Own
from flows.stages.extract.treaties.text.place import place_id
from flows.stages.extract.treaties.text.sides import opening, uncapitalised
from flows.stages.extract.treaties.text.signers import Signer
from flows.stages.model import Document, Mention, Statement
from flows.stages.recognise.gazetteer import gazetteer
from flows.stages.recognise.treaties.heads import kind_of
from flows.stages.recognise.wording import name_words, phrase

SIGNING = "e0"
"""The events that are read are numbered from one."""
QUOTE = 300
"""Characters of the longest sentence that is quoted whole."""
NUMBERED = re.compile(r"(?:^|(?<=\n))[“\"(]?(?P<n>\d{1,2}|[IVXL]{1,7})[.)](?: [—–-])? (?=[A-Z])")
"""A number that heads a paragraph."""
ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50}
TITLE = 240
"""Characters that a title may have which is the name of a treaty."""


def own(doc: Document, found: Own, clusters: list[Cluster]) -> tuple[list[Statement], list[Cluster]]:
    """The statements on a document's own treaty and its signing, and the other treaties that it speaks of."""
    mine = [c for c in clusters if any(_is_own(doc, found, m) for m in c.mentions)]
    others = [*(c for c in clusters if c not in mine and _told_of(c)), *_recited(doc, found, mine)]
    for c in clusters:
        for m in c.mentions if c not in mine and c not in others else ():
            m.ref_id = None
    for c in mine:
        for m in c.mentions:
            m.ref_id = LOCAL_ID
    out: list[Statement] = []

    def say(field: str | None, value: str | None, start: int, end: int, confidence: float, original: str | None = None) -> None:
        a, b = _around(doc, start, end)
        out.append(Statement(LOCAL_ID, "treaties", field, value, original or doc.text[start:end], a, b, RULE, confidence))

    first = min(found.parties.values())
    anchor = found.kind or (None, *first)
    say(None, None, anchor[1], anchor[2], 0.9)
    kind = found.kind[0] if found.kind else "treaty"
    name = _name(doc, found, kind)
    say("kind", kind, anchor[1], anchor[2], 0.8)
    say("name", name, anchor[1], anchor[2], 0.7)
    say("status", "signed", anchor[1], anchor[2], 0.7)
    if found.signed:
        say("signed", *found.signed, 0.9)
        say("signed_basis", "stated", found.signed[1], found.signed[2], 0.9)
        action = {"action": "signature", "actor_id": None, "date": found.signed[0], "event": SIGNING}
        say("action", json.dumps(action, sort_keys=True), found.signed[1], found.signed[2], 0.9)
    if found.place:
        say("place_id", place_id(found.place[0]), found.place[1], found.place[2], 0.8)
    signers = _signers(doc, found)
    for signer in signers:
        value = json.dumps({"actor_id": signer.actor_id, "person_id": signer.person_id}, sort_keys=True)
        say("signatory", value, signer.start, signer.end, 0.8)
    for actor_id, (start, end) in found.parties.items():
        say("party", json.dumps({"actor_id": actor_id, "role": "signatory"}, sort_keys=True), start, end, 0.85)
    if (term := years_told(doc.text, found.end)) is not None:
        say("term_years", *term, 0.6)
    for value, (start, end) in _articles(doc, found.title).items():
        article = {"article": value, "status": "in-force", "subject": None, "version": "final"}
        say("article", json.dumps(article, sort_keys=True), start, end, 0.8)
    # The names of other treaties say nothing of this one.
    named = [(m.start, m.end) for c in others for m in c.mentions if m.form in ("named", "described")]
    for column, start, end in _bound(doc, found, name, named, anchor[1:]):
        say(column, "true", start, end, 0.6)
    out += notes.statements(doc, found, notes.find(doc, found))
    return [*out, *_signing(doc, found, signers, anchor[1:])], others


def _told_of(c: Cluster) -> bool:
    """Whether a text speaks of another treaty by a name, a day or a subject: its own agreement is no other one."""
    return c.named or bool(c.days) or bool(c.words - name_words("plain"))


def _bound(doc: Document, found: Own, name: str, others: list[tuple[int, int]], anchor: tuple[int, int]) -> Iterator[tuple[str, int, int]]:
    """What the name of the treaty, or else its articles, bind its sides to, with the words that do so."""
    told, sieve = bindings("name")
    for o in (told[n] for n in sieve.may_match(name)):
        if o.pattern.search(name):
            yield o.column, *anchor
    bound, sieve = bindings("text")
    for o in (bound[n] for n in sieve.may_match(doc.text)):
        hits = o.pattern.finditer(doc.text, found.end)
        hits = (f for f in hits if phrase("land-of-sides").fullmatch(f[0]) is None)
        hit = next((f for f in hits if not any(a <= f.start() < b for a, b in others)), None)
        if hit and not phrase("denial").search(doc.text[max(0, hit.start() - 70) : hit.start()]):
            yield o.column, hit.start(), hit.end()


def _signing(doc: Document, found: Own, signers: list[Signer], anchor: tuple[int, int]) -> Iterator[Statement]:
    """The event that the text is evidence of: that its sides signed it, by whom, when and where."""
    at = found.signed or (None, *anchor)
    quote = _around(doc, at[1], at[2])

    def say(field: str | None, value: str | None, original: str | None = None) -> Statement:
        return Statement(SIGNING, "events", field, value, original, *quote, RULE, 0.8)

    yield say(None, None, doc.text[at[1] : at[2]])
    yield from (say("action", "sign"), say("realis", "actual"), say("treaty_id", LOCAL_ID))
    if found.signed:
        yield from (say("date", found.signed[0], doc.text[at[1] : at[2]]), say("date_basis", "stated", doc.text[at[1] : at[2]]))
    if found.place:
        yield say("place_id", place_id(found.place[0]), found.place[0])
    acting: list[tuple[str | None, str | None]] = [(s.actor_id, s.person_id) for s in signers]
    acting += [(a, None) for a in found.parties if all(a != s.actor_id for s in signers)]
    for actor_id, person_id in acting:
        yield say("participant", json.dumps({"actor_id": actor_id, "person_id": person_id, "role": "party"}, sort_keys=True))


def done(doc: Document, found: Own | None, events: list[Event]) -> list[Event]:
    """The acts that a treaty's own text tells: what is done by it, and what it recites with a date; its articles bind and do not tell.

    A paragraph with an act later than the signing is no part of the text, but tells what became of the treaty.
    """
    if found is None:
        return events
    signed = edtf.bounds(found.signed[0])[1] if found.signed else None
    passage = {id(e): doc.sentence_at(e.trigger[0]).passage_no for e in events}
    since = {passage[id(e)] for e in events if e.realis == "actual" and _later(e, signed)}
    exchanged = notes.find(doc, found)
    out = []
    for e in events:
        if any(n.start <= e.trigger[0] < n.end for n in exchanged):
            continue
        if passage[id(e)] in since:
            out.append(e)
            continue
        given = e.rule.action in acts("done-by-text") and e.realis == "actual" and e.trigger[0] >= found.title
        recited = e.rule.action in acts("treaty-acts") and found.title <= e.trigger[0] < found.end and e.date_mention is not None
        if given and e.date_mention is None and found.signed:
            e.date, e.basis = found.signed[0], "inferred"
        if given or recited:
            out.append(e)
    return out


def _later(e: Event, signed: date | None) -> bool:
    """Whether an act has a date of its own that is later than a day."""
    first = edtf.bounds(e.date)[0] if e.date_mention is not None else None
    return first is not None and signed is not None and first > signed


def _recited(doc: Document, found: Own, mine: list[Cluster]) -> Iterator[Cluster]:
    """The treaties of the same name that the preamble takes up by another day: having regard to the Treaty of Friendship of 1931."""
    dates = days.dates(doc)
    for c in mine:
        for m in [m for m in c.mentions if m.form == "named" and m.start >= found.title]:
            told = days.day(doc, dates, m) or days.called(doc, dates, m)
            if told and found.signed and not edtf.compatible(told, found.signed[0]):
                c.mentions.remove(m)
                other = Cluster(f"r{m.start}", kind_of(m.surface), mentions=[m], named=True, days={told})
                m.ref_id = other.local_id
                yield other


def _signers(doc: Document, found: Own) -> list[Signer]:
    """Those who signed for states; the marks of chiefs are no names that a table has."""
    if phrase("nations-told").search(doc.text, found.start, found.end):
        return []
    text = uncapitalised(doc.text)
    opened = opening(text, found.title)
    return signers.find(doc, text, found.parties, opened, found.signed[0] if found.signed else None)


def _articles(doc: Document, low: int) -> dict[str, tuple[int, int]]:
    """The articles that head lines of the text, with where each does so first."""
    out: dict[str, tuple[int, int]] = {}
    for m in doc.mentions:
        if m.kind == "article" and m.value and m.start >= low:
            before = doc.text[doc.text.rfind("\n", 0, m.start) + 1 : m.start]
            if not before.strip('“" '):
                out.setdefault(m.value, (m.start, m.end))
    return out if len(out) > 1 else _numbers(doc, low, out)


def _numbers(doc: Document, low: int, first: dict[str, tuple[int, int]]) -> dict[str, tuple[int, int]]:
    """The numbers that head paragraphs in order, where no article does, or the first alone: 1. Hostilities shall cease."""
    out = first if "1" in first else {}
    for m in NUMBERED.finditer(doc.text, max(low, *(end for _, end in out.values()), 0)):
        number = int(m["n"]) if m["n"].isdigit() else _roman(m["n"])
        if number == len(out) + 1:
            out[str(number)] = m.span("n")
    return out if len(out) > 1 or out is first else {}


def _roman(numeral: str) -> int:
    """The value of a Roman numeral: IX is 9."""
    values = [ROMAN[c] for c in numeral]
    return sum(-v if v < after else v for v, after in zip(values, [*values[1:], 0], strict=True))


def _is_own(doc: Document, found: Own, m: Mention) -> bool:
    """Whether a mention means the text itself: its title, the words of its making, what the preamble resolves on, or `this treaty`."""
    if found.kind and found.kind[1] <= m.start < found.kind[2]:
        return True
    if doc.title and m.form == "named" and m.end <= len(doc.title) and doc.text.startswith(doc.title):
        return found.kind is None or found.kind[0] == kind_of(m.surface)
    before = doc.text[max(0, m.start - 40) : m.start]
    if m.form == "named" and (phrase("title-label").match(m.surface) or phrase("title-label").search(before)):
        return True
    if found.title <= m.start < found.end and m.form != "anaphor":
        return phrase("resolved-on").search(before) is not None
    return m.form == "anaphor" and phrase("this-treaty").search(before) is not None


def _name(doc: Document, found: Own, kind: str) -> str:
    """The title where the text has one that names a treaty, else a name by place or parties as handbooks give."""
    low = found.kind[1] if found.kind and found.kind[1] < found.title else 0
    told = [line for line in doc.text[low : found.title].split("\n") if not phrase("title-before").fullmatch(line)]
    lines = uncapitalised(_of_title("\n".join(told).lstrip())).split("\n")
    lines = [line for line in lines if not phrase("title-dateline").fullmatch(line)]
    title = " ".join(" ".join(lines).replace(" A ", " a ").split())
    title = phrase("title-signed").split(title)[0].rstrip(" .,;:—–-")
    if title and len(title) <= TITLE and kind_of(title) == kind and phrase("title-kind").match(title):
        return title
    actors = gazetteer().actors
    sides = [actors[a].name for a in found.parties]
    label = kind.replace("-", " ").capitalize()
    return f"{label} of {found.place[0]}" if found.place else f"{label} between {', '.join(sides[:-1])} and {sides[-1]}"


def _of_title(text: str) -> str:
    """The lines of a title without what another line in small letters says of the text: a digest, a translation, extracts."""
    first, *rest = text.split("\n")
    goes_on = itertools.takewhile(lambda line: not first.isupper() or line.isupper() or _goes_on(line), rest)
    return "\n".join([first, *goes_on])


def _goes_on(line: str) -> bool:
    """Whether a line of a title goes on with the one before: between the two sides, on trade."""
    return line[:1].islower() or not line or phrase("title-goes-on").match(line) is not None


def _around(doc: Document, start: int, end: int) -> tuple[int, int]:
    """The sentence of a span, or as much of it as a quote may have."""
    s = next((s for s in doc.sentences if s.start <= start < s.end), None)
    if s is None or s.end - s.start <= QUOTE:
        return (s.start, max(s.end, end)) if s else (start, end)
    low = max(s.start, start - QUOTE // 2)
    low = low if low == s.start else doc.text.find(" ", low, start) + 1 or start
    high = min(s.end, max(end, low + QUOTE))
    high = high if high == s.end else max(end, doc.text.rfind(" ", end, high))
    return low, high
