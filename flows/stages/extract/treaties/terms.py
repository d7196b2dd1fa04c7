"""What a treaty binds its parties to and for how long, from its names and from the sentences that tell what it says."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from flows.stages.actions import acts
from flows.stages.extract.treaties.names import several
from flows.stages.genres import TALKS
from flows.stages.model import Mention, Sentence
from flows.stages.recognise.quantities import numbers
from flows.stages.recognise.wording import name_words, phrase, value
from flows.stages.sieve import Sieve
from schemas import data

if TYPE_CHECKING:
    from flows.stages.extract.treaties.facts import Treaty
    from flows.stages.extract.treaties.reader import TreatyReader

FOLLOWING = 3
"""Sentences behind one on a treaty that may go on to tell what it says."""
AGAIN = 3
"""How often a talk must speak of a subject to be about it."""
LONG = 600
"""Characters from which on a sentence lists too much to be read as one treaty's content."""


@dataclass(frozen=True, slots=True)
class Obligation:
    """One line of `rules/obligations.csv`; `where` is name, text or subject."""

    rule_id: str
    column: str
    where: str
    pattern: re.Pattern[str]


@cache
def obligations() -> list[Obligation]:
    """The table, compiled. Raises DataError with the rule's id when a pattern does not compile."""
    name = "rules/obligations"
    return [
        Obligation(r["rule_id"], r["obligation"], r["where"], data.compiled(name, r["rule_id"], r["pattern"], re.IGNORECASE))
        for r in data.rows(name, "rule_id", "obligation", "where", "pattern", "example")
    ]


@cache
def bindings(where: str) -> tuple[tuple[Obligation, ...], Sieve]:
    """The obligations that names, or texts, tell, and which of them a text may hold."""
    found = tuple(o for o in obligations() if o.where == where)
    return found, Sieve(o.pattern for o in found)


def from_name(reader: TreatyReader, t: Treaty, m: Mention) -> None:
    """The obligations and the term that a name says: the Twenty-Year Treaty of Mutual Assistance."""
    quote = reader.quote(m)
    told, sieve = bindings("name")
    for o in (told[n] for n in sieve.may_match(m.surface)):
        if o.pattern.search(m.surface):
            t.say(o.column, reader.fact("true", m.surface, quote, o.rule_id, 0.7))
    _term(reader, t, m.start, m.end, quote)


def from_text(reader: TreatyReader, t: Treaty) -> None:
    """The obligations that the sentences on a treaty tell, and those that go on from them."""
    for m in t.cluster.mentions:
        if m.form == "bare":
            continue
        if m.form == "described" and not (several(m) and t.cluster.named):
            _bind(reader, t, m.start, m.end)
        for low, high in _told(reader, t, m):
            _bind(reader, t, low, high)
        start, end = reader.quote(m)
        here = reader.reader.between(m.end, end)
        following = next((x.start for x in here if x.kind == "treaty" and x.form != "bare" and x.ref_id != t.cluster.local_id), end)
        stop = reader.doc.text.find(";", m.end, following)
        _term(reader, t, m.end, stop if stop >= 0 else following, (start, end))
    for e in reader.events:
        done = e.rule.action in acts("treaty-content") and e.realis == "actual"
        if done and e.treaty is not None and e.treaty.ref_id == t.cluster.local_id:
            _bind(reader, t, e.trigger[0], e.quote[1])


def of_subject(reader: TreatyReader, t: Treaty) -> None:
    """The obligations that the subject of a talk gives a treaty of which nothing else says what it is about: the interim agreement."""
    if t.cluster.known and t.cluster.kind != "agreement":
        return  # a charter that all know is about what it is about
    if reader.doc.genre not in TALKS or any(o.column in t.facts for o in obligations()) or t.cluster.words & topics():
        return
    for o, span in reader.subjects:
        t.say(o.column, reader.fact("true", None, span, o.rule_id, 0.4))


def subjects(reader: TreatyReader) -> list[tuple[Obligation, tuple[int, int]]]:
    """What a talk is about, by the words that come back in its text again and again, with the first sentence that has them."""
    if reader.doc.genre not in TALKS:
        return []
    told = []
    for o in bindings("subject")[0]:
        found = list(itertools.islice(o.pattern.finditer(reader.doc.text), AGAIN))
        if len(found) == AGAIN:
            told.append((o, reader.span(found[0].start(), found[0].end())))
    return told


@cache
def topics() -> frozenset[str]:
    """The words of names that say what a treaty is about: trade, consular."""
    told = {r["word"] for r in data.rows("rules/treaty_words", "word", "role") if r["role"] == "modifier"}
    return frozenset(told - name_words("stage"))


def _told(reader: TreatyReader, t: Treaty, m: Mention) -> Iterator[tuple[int, int]]:
    """The spans that tell what a treaty says: behind it, or all of a clause that stands in it, and the sentences going on."""
    s = reader.reader.sentence_at(m.start)
    if _listed(reader, s, m):
        return
    here = [x for x in reader.reader.between(s.start, s.end) if x.kind == "treaty" and x.form != "bare"]
    others = [x for x in here if x.ref_id != t.cluster.local_id]
    text = reader.doc.text
    if s.end - s.start > LONG:
        yield reader.quote(m)
        return
    later = [x.start for x in others if x.start >= m.end]
    behind = next((at for at in later if not phrase("takes-up").search(text[max(m.end, at - 40) : at])), s.end)
    before = max((x.end for x in others if x.end <= m.start), default=s.start)
    if others and phrase("takes-up").search(text[max(s.start, m.start - 40) : m.start]):
        return  # what follows is told of the treaty that takes this one up
    yield m.end, behind
    if _framed(reader, s, m) and m.start - before > 20:
        yield before, m.start
    if not _framed(reader, s, m) and any(_framed(reader, s, x) for x in others):
        return  # under another treaty something was done that concerns this one: what follows tells of that other
    for following in reader.doc.sentences[s.sentence_no + 1 : s.sentence_no + 1 + FOLLOWING]:
        goes_on = phrase("continues").match(text, following.start, following.end)
        if following.passage_no != s.passage_no or not (goes_on or phrase("promises").search(text, following.start, following.end)):
            return
        own = [x for x in reader.reader.between(following.start, following.end) if x.kind == "treaty" and x.ref_id in reader.by_id]
        other = next((x for x in own if x.ref_id != t.cluster.local_id), None)
        if _opens_scene(reader, following) and not goes_on:
            return
        yield following.start, min(other.start if other else following.end, following.start + LONG)
        if other is not None:
            return


def _framed(reader: TreatyReader, s: Sentence, m: Mention) -> bool:
    """Whether a sentence tells what is done by a treaty: under the Whaling Treaty."""
    return phrase("frames").search(reader.doc.text[max(s.start, m.start - 60) : m.start]) is not None


def _listed(reader: TreatyReader, s: Sentence, m: Mention) -> bool:
    """Whether a mention is all of one item in a list of subjects: Summit; fisheries; the Whaling Treaty; trade."""
    text = reader.doc.text
    low = max(text.rfind(";", s.start, m.start) + 1, s.start)
    high = text.find(";", m.end, s.end)
    item = text[low : m.start] + text[m.end : high if high >= 0 else s.end]
    return text.count(";", s.start, s.end) > 1 and len(item.strip(" .\n")) < 5


def _opens_scene(reader: TreatyReader, s: Sentence) -> bool:
    """Whether a sentence begins with a date: then it tells what happened next, and not what the treaty before it says."""
    dated = next((d for d in reader.reader.between(s.start, s.end) if d.kind == "date"), None)
    return dated is not None and phrase("scene-opens").fullmatch(reader.doc.text, s.start, dated.start) is not None


def _bind(reader: TreatyReader, t: Treaty, low: int, high: int) -> None:
    text = reader.doc.text
    told, sieve = bindings("text")
    others = _others(reader, t, low, high)
    for o in (told[n] for n in sieve.may_match(text[low:high])):
        hits = (f for f in o.pattern.finditer(text, low, high) if not any(a <= f.start() < b for a, b in others))
        found = next((f for f in hits if not phrase("denial").search(text[max(low, f.start() - 70) : f.start()])), None)
        if found is not None:
            t.say(o.column, reader.fact("true", found.group(), reader.span(found.start(), found.end()), o.rule_id, 0.6))


def _others(reader: TreatyReader, t: Treaty, low: int, high: int) -> list[tuple[int, int]]:
    """Where text[low:high] names other treaties, whose names say nothing of this one: it was followed by the Trade Treaty."""
    told = [m for m in reader.reader.between(low, high) if m.kind == "treaty" and m.form not in ("bare", "anaphor")]
    return [(m.start, m.end) for m in told if m.ref_id != t.cluster.local_id]


def _term(reader: TreatyReader, t: Treaty, low: int, high: int, quote: tuple[int, int]) -> None:
    for found in phrase("term").finditer(reader.doc.text, low, high):
        word = (value(found) or "").lower()
        years = int(word) if word.isdigit() else _number(word)
        if years and years <= 100 and not phrase("other-term").search(reader.doc.text, low, found.start()):
            t.say("term_years", reader.fact(str(years), found.group(), quote, "treaty.term", 0.6))
            return


def years_told(text: str, low: int) -> tuple[str, int, int] | None:
    """The years for which a treaty's own text says that it stays in force, with the words that say so."""
    for found in phrase("term-in-force").finditer(text, low):
        word = (value(found) or "").lower()
        if (years := int(word) if word.isdigit() else _number(word)) and years <= 100:
            return str(years), found.start(), found.end()
    return None


def _number(word: str) -> int | None:
    """The value of a number in words, `twenty-five` too."""
    tens, _, ones = word.partition("-")
    known = numbers("cardinal")
    if word in known:
        return known[word]
    return known[tens] + known[ones] if ones in known and tens in known else None
