"""A reader's answers beside the records of one document: which agree, which are missed, where the quotes stand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from flows.evaluate import gold
from flows.evaluate.content import KINDS, Record
from flows.evaluate.dataset import Contents
from flows.evaluate.pairing import compare
from flows.settings import UsageError

NEAR = 90.0
"""How alike, of 100, a stretch of the text must be to a quote that does not stand there as it is."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A row of the reader: its kind, itself, where its quote stands (None: nowhere), and the key of the record that it agrees with."""

    kind: str
    record: Record
    place: tuple[int, int] | None
    answers_to: str | None


def load(out: Path, place: Path, document_id: str, stem: str, text: str) -> list[Answer]:
    """The reader's rows about the document in the order of the lists; `place` is a folder of answers or the file itself.

    Raises UsageError when there is no answer for the document, gold.GoldError when it is malformed.
    """
    file = place / f"{stem}.json" if place.is_dir() else place
    if not file.is_file():
        raise UsageError(f"{file}: no such file; answers are named as the text is, with .json")
    (answer,) = gold.load(file).values()
    ours = Contents(out).of([document_id])
    compared = compare(stem, answer, ours)
    rows = []
    for kind in KINDS:
        paired = {i: ours.of(kind)[j].key for i, j in compared.pairs.of(kind)}
        rows += [Answer(kind, record, find(text, record.quotes[0]), paired.get(i)) for i, record in enumerate(answer.of(kind))]
    return rows


def find(text: str, quote: str) -> tuple[int, int] | None:
    """Where the quote stands in the text, or what comes so near to it that a repair of the text may be all that parts them."""
    start = text.find(quote)
    if start >= 0:
        return start, start + len(quote)
    words = [re.escape(word) for word in quote.split()]
    found = re.search(r"\s+".join(words), text) if words else None
    if found:
        return found.span()
    from rapidfuzz import fuzz

    near = fuzz.partial_ratio_alignment(quote, text, score_cutoff=NEAR) if len(quote) <= len(text) else None
    if near is None:
        return None
    start, end = near.dest_start, near.dest_end
    blank = len(text[start:end]) - len(text[start:end].lstrip())
    return start + blank, start + len(text[start:end].rstrip())
