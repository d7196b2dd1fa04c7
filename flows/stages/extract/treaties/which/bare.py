"""The treaty of the title that a kind alone opens an article with, or one that somebody made: it ended in a truce."""

from __future__ import annotations

from dataclasses import replace

from flows.stages.extract.treaties.facts import Cluster
from flows.stages.extract.treaties.names import family, key_words, kinds, several
from flows.stages.extract.treaties.phrases import in_the_making, made_directly, status_made
from flows.stages.extract.treaties.which.wanted import Wanted
from flows.stages.genres import TALKS
from flows.stages.recognise.treaties import rules
from flows.stages.recognise.wording import name_words, phrase

REACHED = ("signed", "negotiated")
"""What a treaty has come to that is told of by its kind alone, since somebody made it."""


def find(w: Wanted) -> Cluster | None:
    """The treaty of a kind alone."""
    titled = [c for c in w.near if c.titled and family(c.kind) == family(w.kind)]
    if len(titled) == 1 and (_opens(w) or _tells_of(w, titled[0])):
        return titled[0]
    if not _made(w, bool(titled)):
        return None
    w.m.form = "described"
    return w.open()


def _opens(w: Wanted) -> bool:
    """Whether an article opens with a kind: Treaty signed on 16 April 1922 by Norway and Sweden."""
    title = w.doc.meta.get("title_span") or (0, 0)
    return w.m.start > title[1] and not w.doc.text[title[1] : w.m.start].strip(' .:—–-\n“"')


def _tells_of(w: Wanted, titled: Cluster) -> bool:
    """Whether a sentence that has a word of the title tells how its treaty was made: they signed a protocol in London."""
    doc, m = w.doc, w.m
    if several(m) or not made_directly(doc, m) or status_made(doc, m) not in REACHED:
        return False
    s = doc.sentence_at(m.start)
    told = key_words(doc.text[s.start : m.start])[0] | key_words(doc.text[m.end : s.end])[0]
    return bool((titled.words - name_words("plain")) & told)


def _made(w: Wanted, titled: bool) -> bool:
    """Whether an account tells of a treaty by its kind alone that somebody made: it ended in a truce, he obtained similar treaties."""
    doc, m = w.doc, w.m
    one = phrase("one-such").search(doc.text[max(0, m.start - 40) : m.start]) is not None and w.kind in kinds("binding")
    if w.kind == "armistice":
        if one and doc.genre not in TALKS and phrase("comes-into-effect").match(doc.text, m.end):
            return True
        return in_the_making(doc, replace(m, rule_id=rules.DESCRIBED)) and status_made(doc, m) != "proposed"
    if doc.genre in TALKS or titled:
        return False  # who talks goes on with an agreement that all know
    if one and phrase("was-signed").match(doc.text, m.end):
        return True
    return made_directly(doc, m) and status_made(doc, m) in REACHED
