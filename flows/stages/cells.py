"""Whether a value can stand in a column of a published table."""

from __future__ import annotations

import re
from functools import cache

from flows.stages import edtf
from schemas.tables.base import Column
from schemas.tables.vocabulary import codes


@cache
def _allowed(vocab: str) -> frozenset[str]:
    return frozenset(codes(vocab))


@cache
def _pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def problem(column: Column, value: str) -> str | None:
    """What is wrong with a value of this column, None if nothing is."""
    if column.vocab and value not in _allowed(column.vocab):
        return f"{value!r} is not a code of {column.vocab}"
    fits = not column.pattern or _pattern(column.pattern).fullmatch(value)
    if column.edtf and not (fits and edtf.is_date(value)):
        return f"{value!r} is no EDTF date"
    if not fits:
        return f"{value!r} is not {column.form or 'of the form that its column asks for'}"
    if column.max_length is not None and len(value) > column.max_length:
        return f"{value!r} is longer than {column.max_length} characters"
    if column.type == "bool" and value not in ("true", "false"):
        return f"{value!r} is neither true nor false"
    if column.type in ("int", "float"):
        try:
            number = float(value)
        except ValueError:
            return f"{value!r} is no number"
        if not (column.low is None or number >= column.low) or not (column.high is None or number <= column.high):
            return f"{value} is out of range"
    return None
