"""A published dataset opened for reading, and the way from what a person types to a record."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from flows.settings import UsageError
from schemas.tables import TABLES, arrow_schema

KEYS = {
    "treaties": "treaty_id",
    "events": "event_id",
    "positions": "position_id",
    "documents": "document_id",
    "actors": "actor_id",
    "persons": "person_id",
    "places": "place_id",
}
"""The tables whose rows can be explained, in the order in which a name is looked for."""
_CALLED = {
    "treaties": ("slug", "name"),
    "events": ("slug",),
    "documents": ("title",),
    "actors": ("name",),
    "persons": ("name",),
    "places": ("name",),
}
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Found:
    """A record: its table and key, and whether the name given was an identifier of an earlier release."""

    table: str
    key: str
    redirected: bool = False


class Dataset:
    """The Parquet files of a dataset, one view each; `out` is its folder or the one that was built in.

    A table that a dataset of an earlier schema does without is empty.
    """

    def __init__(self, out: Path) -> None:
        folder = next((f for f in (out / "dataset", out) if (f / "evidence.parquet").is_file()), None)
        if folder is None:
            raise UsageError(f"{out}: holds no dataset; run `chancery build`, or give its folder with --out")
        self._db = duckdb.connect()
        for file in sorted(folder.glob("*.parquet")):
            path = str(file).replace("'", "''")
            self._db.execute(f"create view \"{file.stem}\" as select * from read_parquet('{path}')")
        for table in TABLES:
            if not (folder / f"{table.table}.parquet").is_file():
                self._db.register(table.table, arrow_schema(table.table).empty_table())

    def close(self) -> None:
        """Close the files."""
        self._db.close()

    def rows(self, sql: str, *values: Any) -> list[Row]:
        """The rows of a query as dictionaries."""
        answer = self._db.execute(sql, list(values))
        names = [d[0] for d in answer.description]
        return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]

    def row(self, found: Found) -> Row:
        """The record itself."""
        return self.rows(f"select * from {found.table} where {KEYS[found.table]} = ?", found.key)[0]

    def name(self, table: str, key: str | None) -> str:
        """The name of an entity or record; its key where it has none, and nothing for no key."""
        if not key:
            return ""
        column = {"events": "headline", "documents": "title", "positions": "subject"}.get(table, "name")
        got = self.rows(f"select {column} as name from {table} where {KEYS[table]} = ?", key)
        return str(got[0]["name"] or key) if got else key

    def find(self, name: str) -> Found:
        """The record with this id, slug, name, or with the only id or slug that begins so; UsageError otherwise."""
        for table, key in KEYS.items():
            if self.rows(f"select 1 from {table} where {key} = ?", name):
                return Found(table, name)
        for row in self.rows("select new_id from redirects where old_id = ?", name):
            if row["new_id"] is None:
                raise UsageError(f"{name}: this record was withdrawn; the table redirects says why")
            later = self.find(row["new_id"])
            return Found(later.table, later.key, True)
        exact = [
            Found(table, row["key"])
            for table, columns in _CALLED.items()
            for row in self.rows(
                f"select {KEYS[table]} as key from {table} where {' or '.join(f'lower({c}) = lower($1)' for c in columns)} order by 1", name
            )
        ]
        if len(exact) == 1:
            return exact[0]
        begins = exact or [
            Found(table, row["key"])
            for table, key in KEYS.items()
            for row in self.rows(
                f"select {key} as key from {table} where starts_with({key}, $1)"
                + (" or starts_with(slug, $1)" if table in ("treaties", "events") else "")
                + " order by 1",
                name,
            )
        ]
        if len(begins) == 1:
            return begins[0]
        if begins:
            some = "\n".join(f"  {f.key}  {self.name(f.table, f.key)}" for f in begins[:10])
            raise UsageError(f"{name}: {len(begins)} records answer to this; give one of them:\n{some}")
        raise UsageError(f"{name}: no record has this id, slug or name{self._close(name)}")

    def _close(self, name: str) -> str:
        """The ids, slugs and names that look most like what was given."""
        from rapidfuzz import fuzz, process

        known: dict[str, str] = {}
        for table, key in KEYS.items():
            for column in (key, *_CALLED.get(table, ())):
                for row in self.rows(f"select {column} as called, {key} as key from {table} where {column} is not null order by 1, 2"):
                    known.setdefault(row["called"], row["key"])
        near = process.extract(name, list(known), scorer=fuzz.WRatio, limit=5, score_cutoff=60)
        return "; close to it:\n" + "\n".join(f"  {known[text]}  {text}" for text, _, _ in near) if near else ""
