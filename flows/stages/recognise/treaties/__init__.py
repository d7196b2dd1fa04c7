"""Mentions of treaties: named ones, described ones, and words that take up one named before.

A mention grows from its head noun (treaty, pact, charter ...): to the left over names, years and modifiers, to the right over
of-, on-, between- and with-phrases.  Which mentions mean the same treaty is decided by the extract stage.
"""

from __future__ import annotations

import bisect
import re

from flows.stages.model import Document, Mention
from flows.stages.recognise.treaties import alliances, described, doubts, titles
from flows.stages.recognise.treaties.acronyms import with_acronyms
from flows.stages.recognise.treaties.cited import cited
from flows.stages.recognise.treaties.going_on import counted, dated, gapped
from flows.stages.recognise.treaties.head import Head, Left, Right
from flows.stages.recognise.treaties.heads import head_pattern
from flows.stages.recognise.treaties.known import with_known
from flows.stages.recognise.treaties.left import leftward, without_item
from flows.stages.recognise.treaties.named_together import coordinated, numbered
from flows.stages.recognise.treaties.next_head import named_behind
from flows.stages.recognise.treaties.right import rightward
from flows.stages.recognise.wording import phrase

ACRONYM = re.compile(r" \([A-Z]{3,8}(?: [IV]{1,3})?\)")


def find(doc: Document) -> list[Mention]:
    """Treaty mentions of a document in order; `form` is named, described or anaphor, `ref_id` is left to the extract stage."""
    out: list[Mention] = []
    starts = [s.start for s in doc.sentences]
    for m in head_pattern().finditer(doc.text):
        i = bisect.bisect_right(starts, m.start()) - 1
        if i < 0 or m.start() >= doc.sentences[i].end:
            continue
        sentence = doc.sentences[i]
        if named_behind(doc.text, m, sentence.end) or cited(doc.text, m.start(), sentence.start, sentence.end):
            continue
        if (series := titles.of_series(doc, m, sentence)) is not None:
            if not out or out[-1].end <= series.start:
                out.append(series)
            continue
        mention = grow(Head(doc, m, max(sentence.start, out[-1].end if out else 0), sentence.end))
        if mention is None or (out and mention.start < out[-1].end):
            continue
        for part in coordinated(mention):
            part.passage_no = sentence.passage_no
            out.append(part)
    if (headword := titles.headword(doc)) is not None:
        out = [headword, *(x for x in out if x.start >= headword.end)]
    found = alliances.find(doc, with_known(doc, with_acronyms(doc, numbered(out), starts), starts))
    return counted(doc, dated(doc, gapped(doc, found)))


def grow(head: Head) -> Mention | None:
    """The treaty that a head noun means, with the words that belong to it; none where it means no treaty."""
    if doubts.of_other_phrase(head):
        return None
    if head.small and (town := _of_town(head)) is not None:
        return town
    if head.small and (head.stands == "made" or (head.stands == "small" and head.word != "plan")):
        reached = described.reached(head)
        if reached is not None or head.stands == "made":
            return reached
    if doubts.needs_capital(head):
        return None
    left = leftward(head)
    if head.word == "plan" and not left.proper and phrase("put-forward").search(head.text, head.low, left.start):
        return described.put_forward(head, left)
    if doubts.names_none(head, left):
        return None
    left = without_item(head, left)
    right = rightward(head, left)
    alone = head.stands in ("yes", "topic")
    return _named(head, left, right, alone) or (described.nameless(head, left, right) if alone else None)


def _of_town(head: Head) -> Mention | None:
    """A treaty that is called by its town in small letters and by no other name: the treaty of Westport."""
    if phrase("of-town").match(head.text, head.start, head.high) is None:
        return None
    left = leftward(head)
    return None if left.proper else titles.of_town(head.doc, head.found, left.start, head.low, head.high)


def _named(head: Head, left: Left, right: Right, alone: bool) -> Mention | None:
    """A treaty by its name: with its letters, between quotation marks, or by what stands on either side of its head."""
    text, end = head.text, right.end
    if alone and not left.proper and (acronym := ACRONYM.match(text, end, head.high)) is not None:
        return head.named(left.start, acronym.end())
    if text[left.start] == "“" and text[end : end + 1] == "”" and phrase("known-as").search(text, head.low, left.start):
        return head.named(left.start, end + 1, 0.8)
    by_itself = head.capital and (right.named or head.stands in ("name", "capitals"))
    return head.named(left.start, end) if left.proper or by_itself else None
