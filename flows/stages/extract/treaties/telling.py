"""Whether a text tells of a treaty, or only has words for one: what notes name, what a plural takes together, mere phrases."""

from __future__ import annotations

import bisect
import itertools
import re

from flows.stages.extract.treaties.names import key_words, kinds, printed, several
from flows.stages.extract.treaties.phrases import being_made, definite, does, in_the_making, made_directly
from flows.stages.extract.treaties.terms import topics
from flows.stages.genres import TALKS
from flows.stages.model import Document, Mention
from flows.stages.recognise.treaties import rules
from flows.stages.recognise.wording import name_words, phrase

ASIDE = frozenset(("note", "heading", "front"))
OPENS = re.compile(r"(?:\A|[.!?]”? |\n)$")
"""Before a word that begins a sentence."""


def tells(doc: Document, kinds: dict[int, str], mentions: list[Mention]) -> bool:
    """Whether a text tells of one treaty: not where only notes and headings name it, nor where a plural takes several together."""
    if all(kinds.get(m.passage_no) in ASIDE for m in mentions):
        return False
    if len(mentions) == 1 and phrase("none").search(doc.text[max(0, mentions[0].start - 20) : mentions[0].start]):
        return False
    if len(mentions) == 1 and _to_come(doc, mentions[0]):
        return False
    naming = [m for m in mentions if m.form in ("named", "described")]
    if len(naming) == 1 and (_at_large(doc, naming[0]) or never_made(doc, naming[0])):
        return False
    places = {kinds.get(m.passage_no) for m in naming}
    heads = [phrase("right-of-head").sub("", printed(m)) if m.form == "named" else m.surface for m in naming]
    plural = all(phrase("plural").search(head) for head in heads)
    headed = doc.genre in TALKS and places <= {"front", "heading"} and any(kinds.get(m.passage_no) not in ASIDE for m in mentions)
    if places and not headed and (places <= {"note", "front"} or (plural and places <= ASIDE)):
        return False
    if not plural:
        return True
    if any(m.surface.startswith("“") or (m.form == "described" and (_made_with(doc, m) or _signed_with(doc, m))) for m in naming):
        return True
    return any(own_words(doc, m) for m in mentions if m.form == "named" or (m.form == "described" and _made_or_aimed(doc, m)))


def _to_come(doc: Document, m: Mention) -> bool:
    """Whether a treaty is none before something that is still to be: it lapses when a general treaty comes into force."""
    before = phrase("when-one").search(doc.text[max(0, m.start - 24) : m.start])
    return before is not None and phrase("comes").match(doc.text, m.end) is not None


def never_made(doc: Document, m: Mention) -> bool:
    """Whether a treaty without a name is told of only as one that nobody made: they have never signed a treaty of peace."""
    return m.form != "named" and phrase("never-made").search(doc.text[max(0, m.start - 60) : m.start]) is not None


def _at_large(doc: Document, m: Mention) -> bool:
    """Whether a plural without an article begins a sentence and speaks of such treaties in general: Trade treaties were the rule."""
    head = phrase("cut").split(m.surface)[0]
    plain = several(m) and head[:1].isupper() and head[1:].islower()
    opens = OPENS.search(doc.text[max(0, m.start - 3) : m.start]) is not None
    signed = phrase("signed-soon").search(doc.text[m.end : m.end + 60]) is not None
    return plain and opens and not signed


def _made_or_aimed(doc: Document, m: Mention) -> bool:
    """Whether somebody makes or keeps the treaties that a plural takes together, or it says what for: they are told of as one."""
    before = doc.text[max(0, m.start - 60) : m.start]
    kept = any(phrase(use).search(before) for use in ("in-being", "in-being-named"))
    signed = m.form == "described" and phrase("right-signed").match(doc.text, m.end) is not None
    if phrase("examples").match(doc.text, m.end) or (definite(doc, m) and not (aimed(doc, m) or kept or signed)):
        return False
    return in_the_making(doc, m) or aimed(doc, m) or kept


def aimed(doc: Document, m: Mention) -> bool:
    """Whether a plural says what the treaties were for: the postwar agreements to unify the zones."""
    return phrase("aim").match(doc.text, m.end) is not None or phrase("aim").search(m.surface) is not None


def own_words(doc: Document, m: Mention) -> set[str]:
    """The words of a name beside those of states, months and numbers: Lend-Lease in `Lend-Lease agreements`, none in `May treaties`."""
    words = key_words(printed(m))[0] - name_words("plain") - name_words("counting")
    at = bisect.bisect_left(doc.mentions, m.start, key=lambda x: x.start)
    for other in itertools.takewhile(lambda x: x.start <= m.end, itertools.islice(doc.mentions, at, None)):
        if other.kind not in ("actor", "date") or other.end > m.end:
            continue
        if phrase("matter").search(doc.text, m.start, other.start) is None:  # an agreement on Cyprus is about the island
            words -= key_words(other.surface)[0]
    return words


def without_person(doc: Document, m: Mention) -> str:
    """A name without somebody with whom it was signed: the Oslo Memorandum with Brown."""
    if m.form != "named" or " with " not in m.surface:
        return printed(m)
    at = bisect.bisect_left(doc.mentions, m.start, key=lambda x: x.start)
    inside = itertools.takewhile(lambda x: x.start < m.end, itertools.islice(doc.mentions, at, None))
    other = next((a for a in inside if a.kind == "person" and doc.text[m.start : a.start].endswith(" with ")), None)
    return printed(m) if other is None else doc.text[m.start : other.start - len(" with ")]


def without_side(name: str) -> str:
    """A name that tells a treaty from others by itself, without the state with which it was made: the Westport Treaty with Norway."""
    short = name.partition(" with ")[0]
    return short if key_words(short)[0] - name_words("plain") - topics() else name


def told_of(doc: Document, mentions: list[Mention], kind: str) -> bool:
    """Whether a treaty without a name is more than a phrase: it says between whom it is, was made as one of many, or stopped a war."""
    m = next((m for m in mentions if m.form == "described"), None)
    if m is None:
        return False
    if (phrase("right-relative").search(m.surface) or phrase("right-told").search(m.surface)) and being_made(doc, m):
        return True
    if phrase("right-signed").match(doc.text, m.end) and definite(doc, m) and own_words(doc, m):
        return True
    if (phrase("sides").search(m.surface) or (phrase("with-each").search(m.surface) and being_made(doc, m))) and own_words(doc, m):
        return True
    if _made_with(doc, m) or m.rule_id == rules.MADE or (does(doc, m) and (_side(doc, m) or own_words(doc, m))):
        return True
    before = doc.text[max(0, m.start - 14) : m.start].rstrip()
    if kind in kinds("joint") and phrase("indefinite").search(before) and phrase("joint-about").search(m.surface):
        return True
    if phrase("indefinite").search(before) and phrase("in-year").match(doc.text, m.end) and own_words(doc, m):
        return True
    if made_directly(doc, m) and own_words(doc, m) and not several(m):
        return True
    plural = m.rule_id != "treaty.described-right" and phrase("plural").search(m.surface) is not None and _made_or_aimed(doc, m)
    return (plural and bool(own_words(doc, m))) or (kind == "armistice" and being_made(doc, m))


def _made_with(doc: Document, m: Mention) -> bool:
    """Whether somebody makes the treaties that a plural takes together with a side that it names: a series of treaties with Norway."""
    return phrase("right-side").search(m.surface) is not None and made_directly(doc, m) and _side(doc, m)


def _signed_with(doc: Document, m: Mention) -> bool:
    """Whether those whom its sentence names signed the treaties that a plural takes together: similar pacts were signed with Norway."""
    if definite(doc, m) or phrase("was-signed").match(doc.text, m.end) is None:
        return False
    end = doc.sentence_at(m.start).end
    at = bisect.bisect_left(doc.mentions, m.end, key=lambda x: x.start)
    behind = itertools.takewhile(lambda x: x.start < end, itertools.islice(doc.mentions, at, None))
    return any(a.kind == "actor" and a.ref_id for a in behind)


def _side(doc: Document, m: Mention) -> bool:
    """Whether a description says with whom it is by a name that is known."""
    return any(a.kind in ("actor", "person") and a.ref_id and m.start < a.start and a.end <= m.end for a in doc.mentions)
