"""Whether every quote and surface is the text at its span: the one check across tables that is not SQL.

DuckDB's substr walks the text from its start each time, which makes a book with many mentions a matter of minutes; here
documents and spans go by side by side, in the order of documents, and a slice costs the same wherever it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import duckdb

from flows.stages.findings import Finding, not_run, shorten

BATCH = 10_000
TEXTS = 50
REMEDY = "the offsets were counted on another text or in bytes; count code points of the cleaned text"
QUOTED = {
    "evidence_quotes": ("evidence", "evidence_id", "quote"),
    "mention_surfaces": ("mentions", "mention_id", "surface"),
}
"""Check -> the table, its key, and the column that repeats the text at `start` to `end`."""


def check(db: duckdb.DuckDBPyConnection) -> list[Finding]:
    """A finding for every published quote or surface that is not the text at its span."""
    found: list[Finding] = []
    for name in QUOTED:
        try:
            found += misquoted(db, name)
        except duckdb.Error as error:
            found.append(not_run(name, error))
    return found


def misquoted(db: duckdb.DuckDBPyConnection, name: str) -> Iterator[Finding]:
    """The findings of one check of `QUOTED`."""
    table, key, column = QUOTED[name]
    texts = _rows(db, "select document_id, text from documents where text is not null order by document_id", TEXTS)
    spans = _rows(
        db,
        f'select document_id, start, "end", "{column}", "{key}" from "{table}" '
        f'where "{column}" is not null and start is not null and "end" is not null order by document_id, start, "{key}"',
        BATCH,
    )
    document, text = "", ""
    for told, start, end, quote, row in spans:
        while document < told:
            document, text = next(texts, (_LAST, ""))
        if document == told and text[start:end] != quote:
            message = f"the text at {start} to {end} reads: {shorten(text[start:end])}; {REMEDY}"
            yield Finding("error", name, table, column, row, shorten(quote, 200), f"{told}:{start}", message)


_LAST = chr(0x10FFFF)


def _rows(db: duckdb.DuckDBPyConnection, sql: str, size: int) -> Iterator[Any]:
    """The rows of a query, `size` at a time, on a cursor of its own."""
    cursor = db.cursor().execute(sql)
    while rows := cursor.fetchmany(size):
        yield from rows
