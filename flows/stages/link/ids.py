"""Identifiers of records: a letter and a hash of the facts that make the record what it is.

The facts, not the documents, go into the hash, so that a record keeps its id when a text is added or moved.  Two records with equal
facts are told apart by the place that tells them first.
"""

from __future__ import annotations

import base64
from collections.abc import Sequence
from hashlib import sha256

_LENGTH, _BYTES = 12, 10
"""Characters of an id, and the bytes that they are taken from: five make eight."""


def make(letter: str, *facts: str) -> str:
    """`t-` and 12 characters of base32 for the facts, which must not hold the separator U+001F."""
    digest = sha256("\x1f".join(facts).encode()).digest()
    return f"{letter}-{base64.b32encode(digest[:_BYTES]).decode().lower()[:_LENGTH]}"


def assign(letter: str, records: Sequence[tuple[tuple[str, ...], tuple[str, str]]]) -> list[str]:
    """One id for each (facts, first anchor); of those with equal facts the one with the first anchor has the plain id."""
    out = [""] * len(records)
    taken: set[str] = set()
    for i in sorted(range(len(records)), key=lambda i: records[i][::-1]):
        facts, anchor = records[i]
        name, salt = make(letter, *facts), 0
        while name in taken:
            name, salt = make(letter, *facts, *anchor, str(salt)), salt + 1
        taken.add(name)
        out[i] = name
    return out
