"""Where a narrative looks back for several sentences: he came in June; he had been asked to in March, and had refused.  Now he spoke.

What is told behind them in the simple past is at the time from which the narrative looked back.
"""

from __future__ import annotations

import re
from functools import cache

from flows.stages.model import Document, Sentence
from schemas.data import rows

LEAST = 2
"""Sentences from which on a look back is a story of its own."""
_INSERTED = re.compile(r", (?:which|who|whom|whose|where)\b[^,;]*,")
"""A relative clause between commas, which says nothing of the tense of its sentence."""
_CLAUSE = re.compile(r"\b(?:that|which|who|whom|whose|where|when|because|as|since|after|before|if|until|although|though|while|than)\b|[;:]")


@cache
def _had() -> re.Pattern[str]:
    """The past perfect: had, an adverb, and a participle."""
    irregular = "|".join(sorted({r["participle"] for r in rows("rules/verb_forms", "lemma", "participle")} - {""}))
    adverb = r"\w+ly |already |also |never |not |first |once |twice |again |long |even |then |now |in turn "
    return re.compile(rf"\bhad (?:{adverb})?(?:been|{irregular}|[a-z]{{2,}}(?:ed|en))\b")


def runs(doc: Document) -> dict[int, int]:
    """The sentences that look back, by number, with the last one of theirs; the narrative has told something before in the paragraph."""
    out: dict[int, int] = {}
    begun: list[int] = []
    for n, sentence in enumerate(doc.sentences):
        goes_on = n > 0 and doc.sentences[n - 1].passage_no == sentence.passage_no
        if goes_on and _looks_back(doc.text, sentence):
            begun.append(n)
            continue
        if goes_on and len(begun) >= LEAST:
            out.update(dict.fromkeys(begun, begun[-1]))
        begun = []
    return out


def _looks_back(text: str, sentence: Sentence) -> bool:
    """Whether the main clause of a sentence, or its first one, is in the past perfect."""
    told = text[sentence.start : sentence.end]
    if " had " not in told:
        return False
    told = _INSERTED.sub("", told)
    had = _had().search(told)
    return had is not None and _CLAUSE.search(told, 0, had.start()) is None
