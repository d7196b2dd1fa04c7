"""Names that mean several: the Northern Powers, the Norland rebels."""

from __future__ import annotations

from functools import cache

from schemas.data import rows


@cache
def _words() -> frozenset[str]:
    return frozenset(r["word"] for r in rows("rules/plural_names", "rule_id", "word", "example"))


def is_plural(name: str) -> bool:
    """Whether a name of one actor means several by its last word: the Allies agree, though the United Nations agrees."""
    return name.rpartition(" ")[2] in _words()
