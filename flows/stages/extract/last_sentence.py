"""The one person whom the sentence before a pronoun names, where none is its subject: the notables chose Berg. He hesitated."""

from __future__ import annotations

from collections.abc import Iterable

from flows.stages.model import Mention

POSSESSIVE = ("’", "'")


def meant(
    text: str,
    bounds: tuple[int, int, int],
    persons: Iterable[Mention],
    subjects: Iterable[tuple[int, tuple[Mention, ...]]],
    others: frozenset[str | None],
) -> Mention | None:
    """That person, if the pronoun's own sentence names nobody before it; none behind a new paragraph.

    `bounds` are where the sentence before begins, where its own begins, and where the pronoun stands; `persons` the persons named
    before it, `subjects` those of clauses with where they stand, and `others` whom the pronoun cannot mean.
    """
    before, here, position = bounds
    named = [m for m in persons if m.start >= before]
    if "\n" in text[before:position] or any(m.start >= here for m in named) or len({m.ref_id for m in named}) != 1:
        return None
    if any(before <= at < here and any(m.kind == "person" for m in group) for at, group in subjects):
        return None
    return next((m for m in named if m.ref_id not in others and not text.startswith(POSSESSIVE, m.end)), None)
