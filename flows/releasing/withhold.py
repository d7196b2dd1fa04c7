"""What a licence forbids to pass on is taken out of a release; spans, hashes and facts stay.

The text itself, quotes, surfaces, values as printed and what cleaning changed are withheld by column.  Phrases in the words of the
document (subjects, details, headings) are withheld where they hold PHRASE words in a row of such a text.  `leaks` then looks for rows of
GRAM words in everything that a release would contain.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

GRAM = 8
"""So many words in a row, the same as in a withheld text, are that text and no longer a fact or a name."""

PHRASE = 5
"""So many in a subject or a heading are a quote; less than GRAM, as such a cell can do without."""

NAME = 24
"""A name or a title of more words than this is no name but a piece of text."""

_WORD = re.compile(r"\w+")
_FORBIDDEN = "select document_id from documents join sources using (source_id) where not redistributable"
_WITHHELD = {
    "documents": "text = null",
    "evidence": "quote = null, value_original = null",
    "mentions": "surface = null",
    "repairs": "\"before\" = '', \"after\" = ''",
}
_PHRASES = {"positions": "subject", "treaty_articles": "subject", "rejects": "detail", "passages": "heading"}
_NAMES = (
    "select name from treaties union all select unnest(aliases) from treaties union all select title from documents"
    " union all select archive_ref from documents union all select unnest(authors) from documents"
    " union all select unnest(recipients) from documents union all select title from sources union all select citation from sources"
    " union all select url from sources union all select headline from events"
)


def withhold(db: duckdb.DuckDBPyConnection) -> set[int]:
    """Take what may not be passed on out of the tables in `db`; returns the rows of words that must not be found in the release."""
    forbidden, quoted = (_forbidden(db, size) for size in (GRAM, PHRASE))
    for table, change in _WITHHELD.items():
        db.execute(f"update {table} set {change} where document_id in ({_FORBIDDEN})")
    if quoted:
        _withhold_phrases(db, quoted)
    return forbidden


def grams(text: str | None, size: int = GRAM) -> Iterator[int]:
    """Every row of `size` words of a text, as a number that stands for it within this process."""
    words = [w.casefold() for w in _WORD.findall(text or "")]
    for i in range(len(words) - size + 1):
        yield hash(tuple(words[i : i + size]))


def leaks(folder: Path, forbidden: set[int]) -> list[str]:
    """`file: words` for every file of a release folder that holds a forbidden row of words; nothing when all is well."""
    if not forbidden:
        return []
    out = []
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        for text in texts(path):
            if any(g in forbidden for g in grams(text)):
                out.append(f"{path.relative_to(folder)}: {' '.join(text.split())[:80]}")
                break
    return out


def texts(path: Path) -> Iterator[str]:
    """Every text in a file of a release: cells of Parquet, CSV and DuckDB files, or the file itself; archives hold what is beside them."""
    if path.suffix == ".parquet":
        with pq.ParquetFile(path) as file:
            for batch in file.iter_batches():
                for column in batch.columns:
                    yield from _strings(column)
            yield str(file.schema_arrow.metadata)
    elif path.suffix == ".duckdb":
        with duckdb.connect(str(path), read_only=True) as db:
            for schema, table in db.execute("select schema_name, table_name from duckdb_tables()").fetchall():
                reader = db.execute(f'from "{schema}"."{table}"').to_arrow_reader(10_000)
                for batch in reader:
                    for column in batch.columns:
                        yield from _strings(column)
    elif path.suffix == ".zst":
        with pa.input_stream(path, compression="zstd") as stream:
            yield stream.read().decode(errors="replace")
    elif path.suffix != ".tar":
        yield path.read_bytes().decode(errors="replace")


def _strings(array: Any) -> Iterator[str]:
    """Every text in an Arrow array, also within lists, structs and maps."""
    kind = array.type
    if pa.types.is_string(kind) or pa.types.is_large_string(kind):
        yield from (s for s in array.to_pylist() if s)
    elif pa.types.is_list(kind) or pa.types.is_large_list(kind):
        yield from _strings(array.flatten())
    elif pa.types.is_map(kind):
        yield from _strings(array.keys)
    elif pa.types.is_struct(kind):
        for i in range(kind.num_fields):
            yield from _strings(array.field(i))


def _forbidden(db: duckdb.DuckDBPyConnection, size: int) -> set[int]:
    """Rows of words that only texts have which may not be passed on: not a free text, and no name, title or headline."""
    found = _grams_of(db, f"select text from documents where document_id in ({_FORBIDDEN})", size)
    if found:
        found -= _grams_of(db, f"select text from documents where document_id not in ({_FORBIDDEN})", size)
        found -= {g for (name,) in db.execute(_NAMES).fetchall() if len(_WORD.findall(name or "")) <= NAME for g in grams(name, size)}
    return found


def _grams_of(db: duckdb.DuckDBPyConnection, sql: str, size: int) -> set[int]:
    found: set[int] = set()
    cursor = db.cursor().execute(sql)
    while rows := cursor.fetchmany(50):
        for (text,) in rows:
            found.update(grams(text, size))
    return found


def _withhold_phrases(db: duckdb.DuckDBPyConnection, forbidden: set[int]) -> None:
    def told(text: str | None) -> bool:
        return any(g in forbidden for g in grams(text, PHRASE))

    for table, column in _PHRASES.items():
        found = db.execute(f'select distinct "{column}" from "{table}" where "{column}" is not null').fetchall()
        _forget(db, table, column, [text for (text,) in found if told(text)])
    values = [v for (v,) in db.execute("select distinct value from evidence where length(value) > 20").fetchall() if told(v)]
    parts = {v: _without(v, told) for v in values}
    _replace(db, "evidence", "value", parts.items())
    _replace(db, "conflicts", "chosen", parts.items())
    for record_type, record_id, field, claims in db.execute('select record_type, record_id, field, "values" from conflicts').fetchall():
        kept = [{**c, "value": _without(c["value"], told) if told(c["value"]) else c["value"]} for c in claims]
        if kept != claims:
            db.execute(
                'update conflicts set "values" = $1 where record_type = $2 and record_id = $3 and field = $4',
                [kept, record_type, record_id, field],
            )


def _without(value: str, told: Any) -> str | None:
    """The JSON object of a row without the cells that may not be passed on; null for a value that is nothing else."""
    try:
        cells = json.loads(value)
    except ValueError:
        return None
    if not isinstance(cells, dict):
        return None
    return json.dumps({k: v for k, v in cells.items() if not (isinstance(v, str) and told(v))}, sort_keys=True, ensure_ascii=False)


def _forget(db: duckdb.DuckDBPyConnection, table: str, column: str, values: Iterable[str]) -> None:
    _replace(db, table, column, ((v, None) for v in values))


def _replace(db: duckdb.DuckDBPyConnection, table: str, column: str, pairs: Iterable[tuple[str, str | None]]) -> None:
    listed = list(pairs)
    if listed:
        db.register(
            "pairs", pa.table({"a": pa.array([a for a, _ in listed], pa.string()), "b": pa.array([b for _, b in listed], pa.string())})
        )
        db.execute(f'update "{table}" set "{column}" = b from pairs where "{column}" = a')
        db.unregister("pairs")
