"""Words that names are made of, by their letters."""

from __future__ import annotations

import re

_CAPITAL = re.compile(r"[A-ZÀ-ÞŠŽČŁŚ“\"0-9]")
_DECADE = re.compile(r"\d+s\b")


def capital(word: str) -> bool:
    """Whether a word, or a part of it, has the capital letter of a name: Norwegian, post-Versailles, 20-Year; not 1920s-era."""
    if _CAPITAL.match(word):
        return re.search(r"[^\W\d_]", word) is not None and not _DECADE.match(word)
    return "-" in word and any(part[:1].isupper() for part in word.split("-"))
