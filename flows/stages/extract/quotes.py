"""The words that an act is quoted by: its sentence, or the clause of a long one."""

from __future__ import annotations

from flows.stages.grammar.frames import Frame
from flows.stages.model import Sentence

QUOTE = 300
"""A sentence up to this many characters is quoted whole; a longer one by its clause."""


def of_frame(text: str, frame: Frame, sentence: Sentence) -> tuple[int, int]:
    """The span that tells the act of a frame."""
    if sentence.end - sentence.start <= QUOTE:
        return sentence.start, sentence.end
    return clause(text, max(frame.start, sentence.start), min(max(frame.end, frame.start + 1), sentence.end), sentence)


def clause(text: str, start: int, end: int, sentence: Sentence) -> tuple[int, int]:
    """Widen a span to the marks that close its clause, within the length of a quote."""
    while start > sentence.start and end - start < QUOTE and text[start - 1] not in ",;:—(":
        start -= 1
    while end < sentence.end and end - start < QUOTE and text[end - 1] not in ",;:—)":
        end += 1
    while start > sentence.start and text[start - 1].isalnum() and text[start].isalnum():
        start += 1
    while end < sentence.end and text[end - 1].isalnum() and text[end].isalnum():
        end -= 1
    while start < end and not (text[start].isalnum() or text[start] in '“"('):
        start += 1
    while end and text[end - 1] in " ,;:—":
        end -= 1
    return start, end
