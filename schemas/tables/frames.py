"""The pandera schema of a table: types, nulls, keys and what each column's values must satisfy."""

from __future__ import annotations

from functools import cache
from typing import Any

import pandera.polars as pa
import polars as pl

from schemas.tables import BY_NAME
from schemas.tables.base import Column
from schemas.tables.vocabulary import codes

MAP = pl.List(pl.Struct({"key": pl.String(), "value": pl.Int64()}))
"""What a map of names to numbers is to pandera, which does not know polars' own type for it."""

ADVICE = "look at the rule that read it, or correct the record in schemas/curation/corrections.csv"

_POLARS: dict[str, Any] = {
    "str": pl.String(),
    "int": pl.Int64(),
    "float": pl.Float64(),
    "bool": pl.Boolean(),
    "date": pl.Date(),
    "list[str]": pl.List(pl.String()),
    "list[Claim]": pl.List(pl.Struct({"value": pl.String(), "evidence_id": pl.String()})),
    "dict[str, int]": MAP,
}


def _checks(column: Column) -> list[pa.Check]:
    """What the declaration asks of the values; `name` is what a report shows, the title says what to do."""
    checks = []
    if column.vocab:
        allowed = codes(column.vocab)
        advice = f"use a code of schemas/vocab/{column.vocab}.csv, or add it there with a description"
        checks.append(pa.Check.isin(allowed, name="vocabulary", title=advice))
    if column.pattern:
        checks.append(pa.Check.str_matches(column.pattern, name="pattern", title=f"it must be {column.form or column.pattern}; {ADVICE}"))
    if column.low is not None:
        checks.append(pa.Check.ge(column.low, name="minimum", title=f"it must be {column.low:g} or more"))
    if column.high is not None:
        checks.append(pa.Check.le(column.high, name="maximum", title=f"it must be {column.high:g} or less"))
    if column.max_length is not None:
        advice = f"it must be no longer than {column.max_length} characters: quote the clause, not the paragraph"
        checks.append(pa.Check.str_length(max_value=column.max_length, name="length", title=advice))
    return checks


@cache
def frame_schema(name: str) -> pa.DataFrameSchema:
    """The pandera schema of the table `name`; columns out of order, missing or unknown break it."""
    table = BY_NAME[name]
    columns = {
        c.name: pa.Column(
            _POLARS[c.type],
            _checks(c),
            nullable=c.nullable,
            description=c.description,
            metadata={"derived": c.derived, "refers": c.refers},
        )
        for c in table.columns
    }
    return pa.DataFrameSchema(columns, name=name, description=table.about, unique=list(table.key) or None, strict=True, ordered=True)
