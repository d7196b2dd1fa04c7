"""The language of a text, told by its most frequent small words."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache

from flows.stages.model import Document, Reject
from schemas import data

READ = "en"
"""The language that the rules read."""

_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 100_000  # characters
_ENOUGH = 80  # letters from which a text is told to be in another language
_SHARE, _LEAD = 0.05, 1.5  # of the words are small words of a language, and so many times those of the next


def guess(text: str) -> tuple[str | None, str]:
    """The language whose most frequent small words the text uses most, and why; None where no language stands out."""
    counts = Counter(w.lower() for w in _WORD.findall(text[:_SAMPLE]))
    total = counts.total() or 1
    shares = sorted(((sum(counts[w] for w in words) / total, name) for name, words in _small_words()), reverse=True)
    (first, name), (second, _) = shares[:2]
    if first < _SHARE or first < _LEAD * second:
        return None, "no language stands out by its small words"
    return name, f"{first:.0%} of the words are small words of this language"


def settle(doc: Document) -> None:
    """Fill in the language where nobody says it, and tell in a reject of a text that the rules do not read."""
    found, _ = guess(doc.text)
    doc.language = doc.language or found
    if found == READ:
        return
    letters = Counter(c for c in doc.text[:_SAMPLE] if c.isalpha())
    if letters.total() < _ENOUGH:
        return
    if found is not None:
        what = f"its small words are those of {found}"
    elif _foreign_script(letters):
        what = "most of its letters are of another script than the Latin one"
    else:
        return
    detail = f"{what}; the rules read English, and little or nothing is read of it; add a translation as a source of its own"
    doc.rejects.append(Reject(doc.source_id, doc.document_id, "clean", "other-language", detail))


def _foreign_script(letters: Counter[str]) -> bool:
    latin = sum(n for c, n in letters.items() if unicodedata.name(c, "").startswith("LATIN"))
    return latin * 2 < letters.total()


@cache
def _small_words() -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((r["language"], tuple(r["words"].split())) for r in data.rows("rules/languages", "language", "words"))
