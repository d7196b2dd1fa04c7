"""Letters without the accents that one printer sets and another leaves out."""

from __future__ import annotations

import unicodedata


def unaccented(text: str) -> str:
    """A text without combining marks, in compatible form (NFKD): Ichirō is Ichiro."""
    plain = unicodedata.normalize("NFKD", text)
    return plain if plain.isascii() else "".join(c for c in plain if not unicodedata.combining(c))
